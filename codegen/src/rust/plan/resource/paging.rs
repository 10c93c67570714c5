//! Plans how the answers of an operation are walked as pages.

use crate::model::{Operation, PageTurn, Pagination, Pointer, Shape, TypeId};

use super::method::Returns;
use crate::rust::plan::Content;
use crate::rust::plan::item::record;
use crate::rust::plan::scope::Ident;
use crate::rust::plan::types::{RustType, Speller};

/// How the pages of an operation are read.
#[derive(Debug, Clone)]
pub struct Paging {
    /// What one call answers.
    pub page: RustType,
    /// What the list is made of.
    pub item: RustType,
    /// The parameter of the query, by its name on the wire.
    pub parameter: String,
    /// From an answer to its items.
    pub items: Access,
    /// From an answer to what it says of the next page.
    pub turn: Turn,
}

/// What an answer says of the next page.
#[derive(Debug, Clone)]
pub enum Turn {
    /// The cursor.
    Cursor(Access),
    /// Its own number and that of all pages.
    Number(Option<Access>, Option<Access>),
}

/// The fields that lead from an answer to a value within it.
#[derive(Debug, Clone, Default)]
pub struct Access {
    /// From the outermost inwards.
    pub steps: Vec<Step>,
}

/// A field, and what stands around its value.
#[derive(Debug, Clone)]
pub struct Step {
    /// The name of the field.
    pub ident: Ident,
    /// What stands around its value.
    pub wrap: Wrap,
}

/// What stands around the value of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrap {
    /// Nothing.
    Bare,
    /// `Option`.
    Option,
    /// The three states of a member that may be absent or null.
    Maybe,
}

/// The pages of an operation, where it has them.
pub fn plan(speller: &Speller<'_>, operation: &Operation, returns: &Returns) -> Option<Paging> {
    let Pagination {
        parameter,
        items,
        turn,
    } = operation.pagination.as_ref()?;
    let answer = operation.successes().next()?.json()?;
    let Returns::One(Content::Json(page)) = returns else {
        return None;
    };
    let access = |pointer: &Pointer| Some(follow(speller, answer, pointer)?.0);
    let (path, list) = follow(speller, answer, items)?;
    let RustType::Vec(item) = bare(&list) else {
        return None;
    };
    let turn = match turn {
        PageTurn::Cursor { next } => Turn::Cursor(access(next)?),
        PageTurn::Number { current, pages } => {
            let [current, pages] = [current, pages].map(|one| one.as_ref().and_then(&access));
            Turn::Number(current, pages)
        }
    };
    Some(Paging {
        page: page.clone(),
        item: (**item).clone(),
        parameter: parameter.clone(),
        items: path,
        turn,
    })
}

/// The fields on the way, and the type at its end.
fn follow(speller: &Speller<'_>, answer: TypeId, pointer: &Pointer) -> Option<(Access, RustType)> {
    let (mut id, mut ty) = (answer, speller.spell(answer));
    let mut access = Access::default();
    for name in &pointer.members {
        id = speller.types.peeled(id);
        let Shape::Record(model) = speller.types.shape(id) else {
            return None;
        };
        let ident = speller.layout.get(id)?.ident.clone();
        let record = record::plan(speller, id, model, ident);
        let field = record
            .fields
            .into_iter()
            .find(|field| field.wire == *name)?;
        id = model
            .members
            .iter()
            .find(|member| member.wire_name == *name)?
            .ty;
        let wrap = match field.ty {
            RustType::Option(_) => Wrap::Option,
            RustType::Maybe(_) => Wrap::Maybe,
            _ => Wrap::Bare,
        };
        access.steps.push(Step {
            ident: field.ident,
            wrap,
        });
        ty = field.ty;
    }
    Some((access, ty))
}

fn bare(ty: &RustType) -> &RustType {
    let mut ty = ty;
    while let RustType::Option(inner) | RustType::Maybe(inner) = ty {
        ty = inner;
    }
    ty
}
