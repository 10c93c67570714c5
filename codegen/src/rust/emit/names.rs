//! Names of the run time in a module of the package, some of which the module may have taken for itself.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::print::fixed;
use super::types::Spelling;
use crate::rust::plan::{
    Argument, ArgumentForm, BodyForm, Content, Ident, Method, Module, Part, Resource, Returns, Slot,
};

/// How a module spells types of the package and names of the run time.
pub struct Names<'a> {
    /// The types of the package.
    pub spelling: Spelling<'a>,
    taken: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    /// The names of a module's own file, where everything that it makes public is in scope.
    pub fn new(module: &'a Module, spelling: Spelling<'a>) -> Self {
        let exports = module.files.iter().flat_map(|file| &file.exports);
        let parts = module.parts.iter().map(|part| &part.resource);
        let own = module.resource.iter().chain(parts).flat_map(own_types);
        Self::taking(spelling, exports.chain(own))
    }

    /// The names of a file with some of a module's operations.
    pub fn of_part(part: &'a Part, spelling: Spelling<'a>) -> Self {
        Self::taking(spelling, own_types(&part.resource).into_iter())
    }

    fn taking(spelling: Spelling<'a>, own: impl Iterator<Item = &'a Ident>) -> Self {
        let imported = spelling.imports.types.values().flatten();
        let taken = own.chain(imported).map(Ident::bare).collect();
        Self { spelling, taken }
    }

    /// A name of the run time's client, with its path where the short one is taken.
    pub fn of(&self, name: &'static str) -> TokenStream {
        let short = fixed(name);
        if self.taken.contains(name) {
            quote! { crate::runtime::client::#short }
        } else {
            quote! { #short }
        }
    }

    /// The `use` line of the run time's client; `own` are names that the file needs whatever its operations.
    pub fn imports(&self, resource: Option<&Resource>, own: &[&'static str]) -> TokenStream {
        let mut used: BTreeSet<&'static str> = own.iter().copied().collect();
        used.extend(
            resource
                .into_iter()
                .flat_map(Resource::all)
                .flat_map(uses)
                .filter(|name| !self.taken.contains(name)),
        );
        let has_headers = resource.is_some_and(|resource| !resource.headers.is_empty());
        used.extend(
            ["Header"]
                .into_iter()
                .filter(|name| has_headers && !self.taken.contains(name)),
        );
        let used: Vec<_> = used.into_iter().map(fixed).collect();
        match used.as_slice() {
            [] => TokenStream::new(),
            [one] => quote! { use crate::runtime::client::#one; },
            all => quote! { use crate::runtime::client::{#(#all),*}; },
        }
    }
}

fn own_types(resource: &Resource) -> BTreeSet<&Ident> {
    let mut own = resource.types();
    own.insert(&resource.handle);
    own
}

/// What a method names of the run time.
fn uses(method: &Method) -> Vec<&'static str> {
    let mut names = vec!["Call", "Method", "Operation"];
    if method.paging.is_some() {
        names.extend(["Next", "Paging"]);
    }
    let optional = method
        .options
        .iter()
        .flat_map(|marker| &marker.parameters)
        .map(|one| &one.argument);
    for argument in method.arguments.iter().chain(optional) {
        names.extend(argument_uses(argument));
    }
    match method.body.as_ref().map(|body| &body.form) {
        Some(BodyForm::Bytes) => names.push("Bytes"),
        Some(BodyForm::Form(_, styles, _)) if !styles.is_empty() => names.push("Style"),
        _ => {}
    }
    match &method.returns {
        Returns::One(Content::Bytes) => names.push("Bytes"),
        Returns::Several(answer) => {
            names.extend(["Answer", "Error", "Response"]);
            let bytes = answer
                .variants
                .iter()
                .any(|variant| variant.content == Content::Bytes);
            names.extend(bytes.then_some("Bytes"));
        }
        _ => {}
    }
    names
}

fn argument_uses(argument: &Argument) -> Option<&'static str> {
    match (&argument.form, &argument.slot) {
        (ArgumentForm::File | ArgumentForm::Files, _) => Some("File"),
        (_, Slot::Part(_)) => None,
        _ => argument.style.as_ref().map(|_| "Style"),
    }
}
