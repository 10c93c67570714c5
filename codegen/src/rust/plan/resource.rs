//! Plans the handle of a tag and a method for each operation.

use crate::model::{
    Api, Body, Location, Name, Operation, Parameter, ParameterStyle, Resource as Model, Response, TypeId,
};

use super::describe;
use super::item::{Argument, ArgumentForm, BodyArgument, Marker, Method, OptionalParameter, Resource, Returns};
use super::layout::ResourcePlace;
use super::scope::{Case, Ident, Scope};
use super::types::{RustType, Speller};

/// Plans the handle of a resource.
pub fn plan(api: &Api, speller: &Speller<'_>, model: &Model, place: &ResourcePlace) -> Resource {
    let mut planner = Planner {
        api,
        speller,
        methods: Scope::new(Case::Snake, "operation", &[]),
        constants: Scope::new(Case::Shouty, "operation", &[]),
        markers: place.scope.clone(),
    };
    Resource {
        handle: place.handle.clone(),
        accessor: place.module.clone(),
        docs: describe::of_resource(model),
        methods: model.operations.iter().map(|operation| planner.method(operation)).collect(),
    }
}

struct Planner<'a> {
    api: &'a Api,
    speller: &'a Speller<'a>,
    methods: Scope,
    constants: Scope,
    markers: Scope,
}

impl Planner<'_> {
    fn method(&mut self, operation: &Operation) -> Method {
        let mut scope = Scope::new(Case::Snake, "argument", &[]);
        let (required, optional): (Vec<_>, Vec<_>) =
            operation.parameters.iter().partition(|parameter| parameter.required);
        let arguments = required.into_iter().map(|given| self.argument(&mut scope, given)).collect();
        let returns = self.returns(operation);
        Method {
            ident: self.methods.ident(&operation.name),
            constant: self.constants.ident(&operation.name),
            operation_id: operation.id.clone(),
            http_method: Ident::fixed(operation.method.as_str()),
            path: operation.path.clone(),
            docs: describe::of_operation(self.api, operation),
            deprecated: operation.deprecated,
            arguments,
            body: operation.body.as_ref().map(|body| self.body(&mut scope, body)),
            returns,
            options: self.options(operation, &optional),
            example: Vec::new(),
        }
    }

    fn argument(&self, scope: &mut Scope, parameter: &Parameter) -> Argument {
        Argument {
            ident: scope.ident(&parameter.name),
            wire: parameter.wire_name.clone(),
            slot: slot(parameter.location),
            form: self.form(parameter),
        }
    }

    fn form(&self, parameter: &Parameter) -> ArgumentForm {
        match self.speller.spell(parameter.ty) {
            RustType::String => ArgumentForm::Text,
            RustType::Vec(items) if parameter.style == ParameterStyle::Exploded => {
                ArgumentForm::Repeated(*items)
            }
            RustType::Option(inner) => ArgumentForm::Display(*inner),
            other => ArgumentForm::Display(other),
        }
    }

    /// The body's argument is called after its type, which says more than "body" would.
    fn body(&self, scope: &mut Scope, body: &Body) -> BodyArgument {
        let ty = self.speller.spell(body.ty);
        let name = ty.named().map_or(Name::of(&["body"]), |named| Name::parse(named.ident.bare()));
        BodyArgument { ident: scope.ident(&name), ty, optional: !body.required }
    }

    /// The one type in which all successes agree; raw JSON where they do not.
    fn returns(&self, operation: &Operation) -> Returns {
        let mut types: Vec<RustType> = operation
            .successes()
            .filter_map(json_content)
            .map(|id| self.speller.spell(id))
            .collect();
        types.dedup();
        match types.len() {
            0 => Returns::Nothing,
            1 => Returns::Json(types.remove(0)),
            _ => Returns::Json(RustType::Json),
        }
    }

    fn options(&mut self, operation: &Operation, optional: &[&Parameter]) -> Option<Marker> {
        if optional.is_empty() {
            return None;
        }
        let mut scope = Scope::new(Case::Snake, "parameter", &["timeout", "header", "raw", "into_future"]);
        let parameters = optional.iter().map(|parameter| OptionalParameter {
            docs: describe::of_parameter(parameter),
            deprecated: parameter.deprecated,
            argument: self.argument(&mut scope, parameter),
        });
        let parameters = parameters.collect();
        let ident: Ident = self.markers.ident(&Name::parse(&operation.id));
        Some(Marker { ident, parameters })
    }
}

fn slot(location: Location) -> Ident {
    Ident::fixed(match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    })
}

/// The type of a response's JSON body.
fn json_content(response: &Response) -> Option<TypeId> {
    let json = |media_type: &str| media_type.contains("json");
    response.content.iter().find(|(media_type, _)| json(media_type)).map(|(_, ty)| *ty)
}

