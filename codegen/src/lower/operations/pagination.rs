//! Answers that are pages of one list, as `x-pagination` describes them.

use crate::diagnostic::{Code, Diagnostics};
use crate::lint::extension::Pagination as Written;
use crate::model::{
    Api, Location, Operation, PageTurn, Pagination, Parameter, Pointer, Scalar, Shape, TypeId,
    Types,
};
use crate::openapi;
use crate::source::{Node, Span};

use crate::lower::context::Lowering;
use crate::lower::extensions;

/// What the extension says; the places in the answer are checked once the types are known.
pub fn lower(
    lowering: &Lowering<'_, '_>,
    operation: &openapi::Operation<'_>,
    parameters: &[Parameter],
) -> Option<Pagination> {
    let diagnostics = lowering.diagnostics;
    let (written, node) =
        extensions::read::<Written>(&operation.extensions, "x-pagination", diagnostics)?;
    let pointer = |member: &str, text: &str| pointer(node, member, text);
    let (member, parameter, items, turn) = match written {
        Written::Page {
            page,
            items,
            current,
            pages,
        } => {
            let turn = PageTurn::Number {
                current: current.map(|current| pointer("current", &current)),
                pages: pages.map(|pages| pointer("pages", &pages)),
            };
            ("page", page, items, turn)
        }
        Written::Cursor {
            cursor,
            next,
            items,
        } => {
            let next = pointer("next", &next);
            ("cursor", cursor, items, PageTurn::Cursor { next })
        }
    };
    check_parameter(&parameter, parameters, at(node, member), diagnostics)?;
    Some(Pagination {
        parameter,
        items: pointer("items", &items),
        turn,
    })
}

/// Reports the places that an answer does not have; the operation is then an ordinary one. For when types are final, and
/// each has the members of its direction.
pub fn check(api: &mut Api, diagnostics: &Diagnostics) {
    let types = &api.types;
    let operations = api
        .resources
        .iter_mut()
        .flat_map(|resource| &mut resource.operations);
    for operation in operations {
        let Some(pagination) = &operation.pagination else {
            continue;
        };
        if !fits(operation, pagination, types, diagnostics) {
            operation.pagination = None;
        }
    }
}

fn fits(
    operation: &Operation,
    pagination: &Pagination,
    types: &Types,
    diagnostics: &Diagnostics,
) -> bool {
    let successes: Vec<_> = operation.successes().collect();
    let [Some(answer)] = successes.iter().map(|one| one.json()).collect::<Vec<_>>()[..] else {
        let message = "an operation with pages has one success, and its body is JSON";
        let help = "describe one response with a JSON body, or remove `x-pagination`";
        diagnostics.report(Code::InvalidExtension, pagination.items.span, message, help);
        return false;
    };
    // All places are looked at, so that all that are wrong are told.
    let mut fits = true;
    for pointer in pagination.pointers() {
        let expected = if std::ptr::eq(pointer, &pagination.items) {
            Expected::List
        } else if matches!(pagination.turn, PageTurn::Cursor { .. }) {
            Expected::Text
        } else {
            Expected::Integer
        };
        fits &= leads(types, answer, pointer, expected, diagnostics).is_some();
    }
    fits
}

#[derive(Clone, Copy)]
enum Expected {
    List,
    Text,
    Integer,
}

impl Expected {
    fn takes(self, shape: &Shape) -> bool {
        let integer = matches!(
            shape,
            Shape::Scalar(
                Scalar::Integer | Scalar::Integer32 | Scalar::Integer64 | Scalar::Unsigned64
            )
        );
        match self {
            Self::List => matches!(shape, Shape::List(_)),
            Self::Text => integer || matches!(shape, Shape::Scalar(Scalar::Text)),
            Self::Integer => integer,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::List => "a list",
            Self::Text => "a text or an integer",
            Self::Integer => "an integer",
        }
    }
}

/// Follows a pointer through the type of an answer.
fn leads(
    types: &Types,
    answer: TypeId,
    pointer: &Pointer,
    expected: Expected,
    diagnostics: &Diagnostics,
) -> Option<()> {
    let mut id = answer;
    for name in &pointer.members {
        let Some(inner) = member(types, id, name) else {
            let message = format!("the answer has no member `{name}` here");
            let help = members(types, id);
            diagnostics.report(Code::InvalidExtension, pointer.span, message, help);
            return None;
        };
        id = inner;
    }
    if expected.takes(types.shape(types.peeled(id))) {
        return Some(());
    }
    let message = format!("what the answer has here is not {}", expected.words());
    let help = format!(
        "name a place where the schema of the answer has {}",
        expected.words()
    );
    diagnostics.report(Code::InvalidExtension, pointer.span, message, help);
    None
}

/// The type that a member of a value has; forms that stand for the value itself are looked through.
fn member(types: &Types, owner: TypeId, name: &str) -> Option<TypeId> {
    let Shape::Record(record) = types.shape(types.peeled(owner)) else {
        return None;
    };
    let found = record
        .members
        .iter()
        .find(|member| member.wire_name == name);
    found.map(|member| member.ty)
}

fn members(types: &Types, owner: TypeId) -> String {
    let Shape::Record(record) = types.shape(types.peeled(owner)) else {
        return "only objects with named members can be looked into".to_owned();
    };
    let names = record
        .members
        .iter()
        .map(|member| format!("`{}`", member.wire_name));
    format!("its members are {}", names.collect::<Vec<_>>().join(", "))
}

fn check_parameter(
    name: &str,
    parameters: &[Parameter],
    span: Span,
    diagnostics: &Diagnostics,
) -> Option<()> {
    let mut queries = parameters
        .iter()
        .filter(|one| one.location == Location::Query);
    let (message, help) = match queries.find(|one| one.wire_name == name) {
        Some(found) if !found.required => return Some(()),
        Some(_) => (
            format!("the query parameter `{name}` is required"),
            "a walk begins without it: make it optional".to_owned(),
        ),
        None => {
            let known = parameters
                .iter()
                .filter(|one| one.location == Location::Query);
            let known: Vec<String> = known.map(|one| format!("`{}`", one.wire_name)).collect();
            let help = match known.is_empty() {
                true => "the operation has no query parameters".to_owned(),
                false => format!("its query parameters are {}", known.join(", ")),
            };
            (
                format!("the operation has no query parameter `{name}`"),
                help,
            )
        }
    };
    diagnostics.report(Code::InvalidExtension, span, message, help);
    None
}

fn pointer(node: &Node, member: &str, text: &str) -> Pointer {
    let segments = text.split('/').skip(1);
    let members = segments.map(|segment| segment.replace("~1", "/").replace("~0", "~"));
    Pointer {
        members: members.collect(),
        span: at(node, member),
    }
}

fn at(node: &Node, member: &str) -> Span {
    node.get(member).unwrap_or(node).span
}
