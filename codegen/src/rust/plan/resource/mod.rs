//! Plans the handle of a tag and a method for each operation.

mod answer;
pub mod headers;
pub mod method;
pub mod page;
pub mod paging;
mod path;

use crate::model::{
    Body, BodyContent, Files, Location, MediaKind, Name, Operation, Owner, Parameter,
    ParameterStyle, Part, Resource as Model, Shape, TypeId,
};

use super::checks::CheckTree;
use super::describe;
use super::package::layout::ResourcePlace;
use super::scope::{Case, Ident, Scope};
use super::types::{RustType, Speller};
use headers::Headers;
use method::{
    Argument, ArgumentForm, BodyArgument, BodyForm, FORM_DATA, Facts, Group, Marker, Method,
    OptionalParameter, Resource, Returns, Slot, media_word,
};

/// Methods of every call, which an optional parameter may not hide.
const OF_CALL: [&str; 28] = [
    "new",
    "options",
    "timeout",
    "deadline",
    "attempts",
    "header",
    "query",
    "raw",
    "chunks",
    "pages",
    "stream",
    "with",
    "with_response",
    "into_parts",
    "into_future",
    "clone",
    "fmt",
    "request",
    "add",
    "sub",
    "mul",
    "div",
    "rem",
    "shl",
    "shr",
    "bitand",
    "bitor",
    "bitxor",
];

/// Arguments of a method, itself included, beyond which a struct takes those that are not in the path.
const MOST_ARGUMENTS: usize = 7;

/// Methods of every type that take `self` by value, which come before a method of a handle that takes it by reference,
/// and names that readers know from the standard library's traits.
const RESERVED_METHODS: [&str; 5] = ["into", "try_into", "new", "clone", "cmp"];

/// What is said of an operation whose answers are pages.
const PAGES: &str =
    "The list comes in pages: `stream` of the call gives all items, `pages` all answers.";

/// Plans the handle of a resource.
pub fn plan(speller: &Speller<'_>, model: &Model, place: &ResourcePlace) -> Resource {
    let mut planner = Planner {
        speller,
        methods: Scope::new(Case::Snake, "operation", &RESERVED_METHODS),
        constants: Scope::new(Case::Shouty, "operation", &[]),
        types: place.scope.clone(),
        headers: Headers::new(),
        handle: place.handle.clone(),
    };
    let mut methods: Vec<Method> = model
        .operations
        .iter()
        .map(|operation| planner.first(operation))
        .collect();
    for (method, operation) in methods.iter_mut().zip(&model.operations) {
        method.alternatives = planner.others(operation, method);
    }
    Resource {
        handle: place.handle.clone(),
        accessor: place.module.clone(),
        docs: describe::of_resource(model),
        headers: planner.headers.into_vec(),
        methods,
    }
}

/// A media type that can stand in a header.
pub fn legal(media_type: &str) -> Option<&str> {
    let fits =
        !media_type.is_empty() && media_type.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    fits.then_some(media_type)
}

struct Planner<'a> {
    speller: &'a Speller<'a>,
    methods: Scope,
    constants: Scope,
    types: Scope,
    headers: Headers,
    handle: Ident,
}

impl Planner<'_> {
    /// The method for the usual form of the body.
    fn first(&mut self, operation: &Operation) -> Method {
        let returns = answer::plan(self.speller, &mut self.types, operation);
        let facts = Facts {
            constant: self.constants.ident(&operation.name),
            id: operation.id.clone(),
            http_method: Ident::fixed(operation.method.as_str()),
            path: path::encoded(&operation.path),
            accept: answer::accept(operation),
            security: operation.security.clone(),
            server: operation
                .server
                .as_ref()
                .map(|server| server.template.clone()),
            repeatable: operation.repeatable && !operation.method.is_repeatable(),
            responses: answer::named(self.speller, operation),
        };
        let paging = paging::plan(self.speller, operation, &returns);
        let template = Method {
            ident: self.methods.ident(&operation.name),
            operation: facts,
            docs: Vec::new(),
            deprecated: operation.deprecated,
            arguments: Vec::new(),
            group: None,
            body: None,
            multipart: None,
            returns,
            options: None,
            paging,
            example: Vec::new(),
            alternatives: Vec::new(),
        };
        let body = operation.bodies.first();
        let method = self.with_body(operation, body, template);
        let docs = self.docs(operation, body, &method);
        Method { docs, ..method }
    }

    /// A method for each other form of the body, called after its media type.
    fn others(&mut self, operation: &Operation, first: &Method) -> Vec<Method> {
        let bodies = operation.bodies.iter().skip(1);
        let methods = bodies.map(|body| {
            let word = media_word(MediaKind::of(&body.media_type), &body.media_type);
            let mut template = first.clone();
            template.paging = None;
            template.ident = self.methods.ident(&operation.name.join(&Name::of(&[word])));
            (body, template)
        });
        let methods: Vec<(&Body, Method)> = methods.collect();
        let planned = methods.into_iter().map(|(body, template)| {
            let method = self.with_body(operation, Some(body), template);
            let docs = self.docs(operation, Some(body), &method);
            Method { docs, ..method }
        });
        planned.collect()
    }

    /// The documentation of a method for one form of the body.
    fn docs(&mut self, operation: &Operation, body: Option<&Body>, method: &Method) -> Vec<String> {
        let headers = self.headers.of(self.speller, operation);
        let headers = headers
            .iter()
            .map(|one| format!("[`{}::{one}`]", self.handle));
        let arguments = method.arguments.iter();
        let told = describe::Told {
            arguments: arguments.map(|argument| argument.ident.bare()).collect(),
            body: method.body.as_ref().map(|body| body.ident.bare()),
            answers: matches!(method.returns, Returns::Several(_)),
            headers: &headers.collect::<Vec<String>>(),
        };
        let mut docs = describe::of_operation(operation, &told);
        if method.paging.is_some() {
            docs.extend(["", PAGES].map(str::to_owned));
        }
        if let Some(other) = body.filter(|body| !is_first(operation, body)) {
            let media_type = crate::markdown::code_span(&other.media_type);
            docs.extend([String::new(), format!("Sends the body as {media_type}.")]);
        }
        docs.extend(body.map_or(Vec::new(), describe::of_media_types));
        docs
    }

    /// Fills in what depends on the form of the body.
    fn with_body(
        &mut self,
        operation: &Operation,
        body: Option<&Body>,
        mut method: Method,
    ) -> Method {
        let shared = method.options.take();
        let mut scope = Scope::new(Case::Snake, "argument", &["request"]);
        let mut options = Scope::new(Case::Snake, "parameter", &OF_CALL);
        let (mut required, mut optional) = (Vec::new(), Vec::new());
        let (first, second): (Vec<&Parameter>, Vec<&Parameter>) = operation
            .parameters
            .iter()
            .partition(|parameter| parameter.required);
        required.extend(
            first
                .into_iter()
                .map(|given| self.argument(&mut scope, given)),
        );
        optional.extend(
            second
                .into_iter()
                .map(|given| self.option(&mut options, given)),
        );
        let parts = body.map_or(&[][..], Body::parts);
        let of_first = operation.bodies.first().map_or(&[][..], Body::parts);
        for part in parts {
            if part.parameter.required {
                required.push(self.part(&mut scope, part));
            } else {
                let argument = self.part(&mut options, part);
                optional.push(OptionalParameter {
                    deprecated: part.parameter.deprecated,
                    argument,
                });
            }
        }
        method.arguments = required;
        let in_parts = |body: &&Body| matches!(body.content, BodyContent::Multipart(_));
        let media_type = |body: &Body| legal(&body.media_type).unwrap_or(FORM_DATA).to_owned();
        method.multipart = body.filter(in_parts).map(media_type);
        method.body = body
            .filter(|_| method.multipart.is_none())
            .map(|body| self.body(&mut scope, body));
        method.group = self.group(operation, &mut scope, &mut method);
        method.options = match shared {
            Some(marker) if parts.is_empty() && of_first.is_empty() => Some(Marker {
                parameters: Vec::new(),
                ..marker
            }),
            _ => self.marker(operation, body, optional),
        };
        method
    }

    fn argument(&self, scope: &mut Scope, parameter: &Parameter) -> Argument {
        let form = self.form(parameter.ty);
        let plain = is_scalar(&form) && is_plain(parameter.style);
        let reserved = parameter.allow_reserved && parameter.location == Location::Query;
        Argument {
            ident: scope.ident(&parameter.name),
            wire: parameter.wire_name.clone(),
            docs: describe::of_parameter(parameter, self.speller.types),
            slot: if reserved {
                Slot::Reserved
            } else {
                slot(parameter.location)
            },
            style: (!plain || reserved).then(|| style(parameter.style)),
            form,
            checks: self.checks(parameter),
            headers: Vec::new(),
            is_grouped: false,
        }
    }

    /// What is asked of a parameter's value; that a path has no empty parts is asked of all of them.
    fn checks(&self, parameter: &Parameter) -> Vec<CheckTree> {
        if self.speller.types.get(parameter.ty).is_item() {
            return Vec::new();
        }
        let mut checks = self.speller.checks.of(parameter.ty);
        if parameter.location == Location::Path && is_plain(parameter.style) {
            checks.retain(|tree| !tree.is_not_empty());
        }
        checks
    }

    fn option(&self, scope: &mut Scope, parameter: &Parameter) -> OptionalParameter {
        OptionalParameter {
            deprecated: parameter.deprecated,
            argument: self.argument(scope, parameter),
        }
    }

    fn part(&self, scope: &mut Scope, part: &Part) -> Argument {
        let form = match part.file {
            Some(Files::One) => ArgumentForm::File,
            Some(Files::Many) => ArgumentForm::Files,
            None => self.form(part.parameter.ty),
        };
        let plain = is_scalar(&form) && part.media_type.is_empty() && !part.is_styled;
        let style = (!plain).then(|| style(part.parameter.style));
        let checks = match part.file {
            Some(_) => Vec::new(),
            None => self.checks(&part.parameter),
        };
        let media_type = legal(&part.media_type).unwrap_or_default().to_owned();
        Argument {
            ident: scope.ident(&part.parameter.name),
            wire: part.parameter.wire_name.clone(),
            docs: describe::of_parameter(&part.parameter, self.speller.types),
            slot: match part.is_styled {
                true => Slot::StyledPart,
                false => Slot::Part(media_type),
            },
            form,
            style,
            checks,
            headers: part.headers.clone(),
            is_grouped: false,
        }
    }

    /// How a value of this type is passed.
    fn form(&self, id: TypeId) -> ArgumentForm {
        let mut ty = self.speller.spell(id);
        while let RustType::Option(inner) | RustType::Boxed(inner) = ty {
            ty = *inner;
        }
        match ty {
            RustType::String => ArgumentForm::Text,
            RustType::Vec(items) if *items == RustType::String => ArgumentForm::Texts,
            RustType::Vec(items) => ArgumentForm::Slice(*items),
            RustType::Unit => ArgumentForm::Value(ty),
            RustType::Named(_) if !self.is_enumeration(id) => ArgumentForm::Value(ty),
            RustType::Json | RustType::Map(_) | RustType::Maybe(_) | RustType::OneOrMany(_) => {
                ArgumentForm::Value(ty)
            }
            RustType::Named(_) => ArgumentForm::Chosen(ty),
            RustType::Date | RustType::DateTime | RustType::Number => ArgumentForm::Into(ty),
            other => ArgumentForm::Display(other),
        }
    }

    fn is_enumeration(&self, mut id: TypeId) -> bool {
        while let Shape::Nullable(inner) | Shape::OrEmptyObject(inner) =
            self.speller.types.shape(id)
        {
            id = *inner;
        }
        matches!(self.speller.types.shape(id), Shape::Enumeration(_))
    }

    /// The body's argument is called after its type, which says more than "body" would, unless the type is there for this
    /// one operation.
    fn body(&self, scope: &mut Scope, body: &Body) -> BodyArgument {
        let ty = self.speller.spell(body.ty);
        let is_own = matches!(self.speller.types.get(body.ty).owner, Owner::Operation(_));
        let named = match &ty {
            RustType::Named(_) if is_own => None,
            RustType::Named(named) => Some(Name::parse(named.ident.bare())),
            _ => None,
        };
        let form = match &body.content {
            BodyContent::Json => BodyForm::Json(ty),
            BodyContent::Form(styles) => {
                let reserved = styles.iter().filter(|one| one.allow_reserved);
                let reserved = reserved.map(|one| one.name.clone()).collect();
                let styles = styles
                    .iter()
                    .filter_map(|one| Some((one.name.clone(), style(one.style?))));
                BodyForm::Form(ty, styles.collect(), reserved)
            }
            BodyContent::Text => BodyForm::Text,
            BodyContent::Bytes | BodyContent::Multipart(_) => BodyForm::Bytes,
        };
        let fallback = if matches!(body.content, BodyContent::Json) {
            "application/json"
        } else {
            "text/plain"
        };
        BodyArgument {
            ident: scope.ident(&named.unwrap_or_else(|| Name::of(&["body"]))),
            form,
            media_type: legal(&body.media_type).unwrap_or(fallback).to_owned(),
            optional: !body.required,
        }
    }

    /// Many arguments become members of one; those of the path stay, as they say which thing is meant.
    fn group(
        &mut self,
        operation: &Operation,
        scope: &mut Scope,
        method: &mut Method,
    ) -> Option<Group> {
        let count = 1 + method.arguments.len() + usize::from(method.body.is_some());
        let is_grouped = |argument: &Argument| argument.slot != Slot::Path;
        if count <= MOST_ARGUMENTS || !method.arguments.iter().any(is_grouped) {
            return None;
        }
        for argument in &mut method.arguments {
            argument.is_grouped = is_grouped(argument);
        }
        let name = operation.name.join(&Name::of(&["required"]));
        Some(Group {
            ident: self.types.ident(&name),
            argument: scope.ident(&Name::of(&["required"])),
        })
    }

    fn marker(
        &mut self,
        operation: &Operation,
        body: Option<&Body>,
        parameters: Vec<OptionalParameter>,
    ) -> Option<Marker> {
        if parameters.is_empty() {
            return None;
        }
        let word = body
            .filter(|body| !is_first(operation, body))
            .map(|body| media_word(MediaKind::of(&body.media_type), &body.media_type));
        let words: Vec<&str> = word.into_iter().chain(["options"]).collect();
        let name = operation.name.join(&Name::of(&words));
        Some(Marker {
            ident: self.types.ident(&name),
            parameters,
        })
    }
}

/// True for the form of the body that needs no word of its own.
fn is_first(operation: &Operation, body: &Body) -> bool {
    let first = operation.bodies.first();
    first.is_some_and(|first| first.media_type == body.media_type)
}

fn slot(location: Location) -> Slot {
    match location {
        Location::Path => Slot::Path,
        Location::Query => Slot::Query,
        Location::Header => Slot::Header,
        Location::Cookie => Slot::Cookie,
    }
}

/// True for what is one text, however it is passed.
fn is_scalar(form: &ArgumentForm) -> bool {
    matches!(
        form,
        ArgumentForm::Text
            | ArgumentForm::Display(_)
            | ArgumentForm::Chosen(_)
            | ArgumentForm::Into(_)
    )
}

/// Styles that write a scalar as it is.
fn is_plain(style: ParameterStyle) -> bool {
    !matches!(
        style,
        ParameterStyle::Label { .. } | ParameterStyle::Matrix { .. } | ParameterStyle::Json
    )
}

/// The variant of the run time's `Style`.
fn style(style: ParameterStyle) -> Ident {
    Ident::fixed(match style {
        ParameterStyle::Form { explode: false } => "Form",
        ParameterStyle::Form { explode: true } => "FormExplode",
        ParameterStyle::Space => "Space",
        ParameterStyle::Pipe => "Pipe",
        ParameterStyle::Deep => "Deep",
        ParameterStyle::Simple { explode: false } => "Simple",
        ParameterStyle::Simple { explode: true } => "SimpleExplode",
        ParameterStyle::Label { explode: false } => "Label",
        ParameterStyle::Label { explode: true } => "LabelExplode",
        ParameterStyle::Matrix { explode: false } => "Matrix",
        ParameterStyle::Matrix { explode: true } => "MatrixExplode",
        ParameterStyle::Json => "Json",
    })
}

#[cfg(test)]
mod tests {
    use super::OF_CALL;

    /// Where the run time gives methods to its call.
    const OF_THE_RUN_TIME: [&str; 2] = [
        include_str!("../../../../runtime/src/client/call.rs"),
        include_str!("../../../../runtime/src/client/paging.rs"),
    ];

    #[test]
    fn no_parameter_hides_a_method_of_the_call() {
        let blocks = OF_THE_RUN_TIME.iter().flat_map(|text| text.split("\nimpl"));
        let blocks = blocks.filter(|block| {
            block
                .lines()
                .next()
                .is_some_and(|head| head.contains("> Call<"))
        });
        let methods = blocks.flat_map(str::lines).filter_map(|line| {
            let (_, name) = line.strip_prefix("    pub")?.split_once("fn ")?;
            name.split(['(', '<']).next()
        });
        let (known, missing): (Vec<_>, Vec<_>) = methods.partition(|name| OF_CALL.contains(name));
        assert_eq!(missing, [""; 0]);
        assert!(known.contains(&"with_response") && known.contains(&"stream"));
    }
}
