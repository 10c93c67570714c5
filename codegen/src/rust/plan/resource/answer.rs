//! Plans what an operation answers.

use crate::model::{Answer, Name, Operation, Response, StatusPattern};

use super::legal;
use super::method::{AnswerEnum, AnswerVariant, Content, Returns};
use crate::rust::plan::describe;
use crate::rust::plan::scope::{Case, Scope};
use crate::rust::plan::types::{RustType, Speller, TypeRef};

/// The one content in which all successes agree, or an enum of them.
pub fn plan(speller: &Speller<'_>, types: &mut Scope, operation: &Operation) -> Returns {
    let successes: Vec<(&Response, Content)> = operation
        .successes()
        .map(|response| (response, content(speller, response)))
        .collect();
    let mut distinct: Vec<Content> = Vec::new();
    for (_, content) in &successes {
        if !distinct.contains(content) {
            distinct.push(content.clone());
        }
    }
    let with_nothing = distinct.contains(&Content::Nothing);
    distinct.retain(|content| *content != Content::Nothing);
    match (distinct.len(), distinct.pop(), with_nothing) {
        (0, ..) | (_, None, _) => Returns::One(Content::Nothing),
        (1, Some(Content::Json(ty)), true) => Returns::Optional(ty),
        (1, Some(content), _) => Returns::One(content),
        _ => Returns::Several(by_status(types, operation, &successes)),
    }
}

/// The media types to ask for, where they are not JSON alone.
pub fn accept(operation: &Operation) -> Option<String> {
    let mut media_types: Vec<&str> = Vec::new();
    for response in operation.successes() {
        let chosen = match response.answer {
            Answer::Nothing => None,
            Answer::Json(index) | Answer::Text(index) | Answer::Bytes(index) => {
                response.content.get(index)
            }
        };
        let named = chosen.and_then(|(media_type, _)| legal(media_type));
        media_types.extend(named.filter(|media_type| !media_types.contains(media_type)));
    }
    let joined = media_types.join(", ");
    (!joined.is_empty() && joined != "application/json").then_some(joined)
}

/// Status, media type and type of each response body that has a named type.
pub fn named(speller: &Speller<'_>, operation: &Operation) -> Vec<(String, String, TypeRef)> {
    let contents = operation.responses.iter().flat_map(|response| {
        let status = response.status.to_string();
        let contents = response.content.iter();
        contents.map(move |(media_type, ty)| (status.clone(), media_type.clone(), *ty))
    });
    contents
        .filter_map(|(status, media_type, ty)| match speller.spell(ty) {
            RustType::Named(reference) => Some((status, media_type, reference)),
            _ => None,
        })
        .collect()
}

fn content(speller: &Speller<'_>, response: &Response) -> Content {
    match response.answer {
        Answer::Nothing => Content::Nothing,
        Answer::Text(_) => Content::Text,
        Answer::Bytes(_) => Content::Bytes,
        Answer::Json(_) => response
            .json()
            .map_or(Content::Nothing, |ty| Content::Json(speller.spell(ty))),
    }
}

fn by_status(
    types: &mut Scope,
    operation: &Operation,
    successes: &[(&Response, Content)],
) -> AnswerEnum {
    let mut scope = Scope::new(Case::Pascal, "Answer", &["Self"]);
    let variants = successes.iter().map(|(response, content)| AnswerVariant {
        ident: scope.ident(&Name::parse(&word(response.status))),
        docs: describe::of_response(response),
        status: response.status,
        content: content.clone(),
    });
    let variants = variants.collect();
    let is_whole = |status| matches!(status, StatusPattern::Range(_) | StatusPattern::Default);
    let covers_all = successes
        .iter()
        .any(|(response, _)| is_whole(response.status));
    let name = operation.name.join(&Name::of(&["answer"]));
    AnswerEnum {
        ident: types.ident(&name),
        variants,
        other: (!covers_all).then(|| scope.ident(&Name::of(&["other"]))),
    }
}

/// What a status is called.
fn word(status: StatusPattern) -> String {
    let word = match status {
        StatusPattern::Code(200) => "ok",
        StatusPattern::Code(201) => "created",
        StatusPattern::Code(202) => "accepted",
        StatusPattern::Code(203) => "non authoritative",
        StatusPattern::Code(204) => "no content",
        StatusPattern::Code(205) => "reset content",
        StatusPattern::Code(206) => "partial content",
        StatusPattern::Code(207) => "multi status",
        StatusPattern::Code(code) => return format!("status {code}"),
        StatusPattern::Range(_) => "success",
        StatusPattern::Default => "default",
    };
    word.to_owned()
}
