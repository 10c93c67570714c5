//! The crate as a whole: its modules, its files and what stands in each.

pub mod check_files;
mod features;
mod filing;
mod folders;
mod gather;
pub mod imports;
pub mod layout;
mod pieces;
pub mod schemas;
mod split;
pub mod weight;

use std::collections::BTreeMap;

use indexmap::IndexSet;

use crate::model::{self, Api, Home, RateLimit, SecurityKind, Shape, TypeId};
use crate::parallel;

use super::describe::example::Examples;
use super::describe::guide;
use super::item::Item;
use super::item::{enumeration, nesting, newtype, record, union};
use super::resource::method::{Method, Resource};
use super::resource::page;
use super::scope::{Case, Ident, Scope};
use super::types::{RustType, Speller, TypeRef};
use super::webhooks::{self, Webhooks};
use super::{describe, resource};
use check_files::CheckFile;
use gather::Draft;
use imports::Imports;
use layout::Layout;
use schemas::Schemas;

/// Names of crates that the crate uses itself, and may not have.
pub const OTHER_CRATES: [&str; 17] = [
    "alloc",
    "bytes",
    "core",
    "futures_core",
    "hmac",
    "http",
    "jiff",
    "percent_encoding",
    "reqwest",
    "schemars",
    "serde",
    "serde_json",
    "sha2",
    "std",
    "test",
    "tokio",
    "tracing",
];

/// A crate.
#[derive(Debug, Clone)]
pub struct Package {
    /// The name of the crate.
    pub name: Ident,
    /// The API's title as written.
    pub title: String,
    /// The API's version as written.
    pub version: String,
    /// What the API is called in a sentence of a doc comment.
    pub title_line: String,
    /// Lines of the crate's documentation.
    pub docs: Vec<String>,
    /// Lines that tell what there is, and how calls behave.
    pub guide: Vec<String>,
    /// One line for the manifest.
    pub summary: String,
    /// The beginning of the names of its environment variables.
    pub environment: String,
    /// Base URLs.
    pub servers: Vec<String>,
    /// What is said of them.
    pub about_servers: Vec<String>,
    /// The variables in the URLs of servers that operations have of their own.
    pub variables: Vec<String>,
    /// How many requests the service takes.
    pub rate_limit: Option<RateLimit>,
    /// Sets of security schemes, as indices, any one of which suffices.
    pub requirement: Vec<Vec<usize>>,
    /// How a caller proves who it is.
    pub security: Vec<(String, SecurityKind)>,
    /// Public modules.
    pub modules: Vec<Module>,
    /// The types that have schemas.
    pub schemas: Schemas,
    /// The one type of error bodies, where all operations agree on one.
    pub error_body: Option<TypeRef>,
    /// Checks that several types call, by file.
    pub checks: Vec<CheckFile>,
    /// The Cargo features of its tags, where it is large.
    pub features: Vec<String>,
    /// Whether people write a module of the crate.
    pub convenience: bool,
    /// How far rustc must follow types from one to the next, where that is farther than usual.
    pub recursion_limit: Option<usize>,
}

impl Package {
    /// What the service sends.
    pub fn webhooks(&self) -> Option<&Webhooks> {
        self.modules
            .iter()
            .find_map(|module| module.webhooks.as_ref())
    }

    /// How many identifiers only a number tells from others.
    pub fn numbered(&self) -> usize {
        let files = self.modules.iter().flat_map(|module| &module.files);
        let items = files.flat_map(|file| &file.items).flat_map(Item::idents);
        let methods = self.modules.iter().flat_map(Module::methods);
        let all = items.chain(methods.map(|method| &method.ident));
        all.filter(|ident| ident.is_numbered()).count()
    }
}

/// A public module.
#[derive(Debug, Clone)]
pub struct Module {
    /// Its name.
    pub ident: Ident,
    /// Lines of its documentation.
    pub docs: Vec<String>,
    /// The operations, where it is the module of a tag.
    pub resource: Option<Resource>,
    /// The events, where it is the module of what the service sends.
    pub webhooks: Option<Webhooks>,
    /// What the module itself imports.
    pub imports: Imports,
    /// Its private files with types.
    pub files: Vec<File>,
    /// Its private folders, in which some of the files lie.
    pub folders: Vec<Folder>,
    /// Its private files with operations, where they are too many for one file.
    pub parts: Vec<Part>,
    /// The features any of which it needs; none where it is always there.
    pub only: Vec<String>,
}

/// A private file of a module with some of its operations.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its name.
    pub ident: Ident,
    /// Lines of its documentation.
    pub docs: Vec<String>,
    /// What it imports.
    pub imports: Imports,
    /// The operations.
    pub resource: Resource,
}

/// A private folder of a module.
#[derive(Debug, Clone)]
pub struct Folder {
    /// Its name.
    pub ident: Ident,
    /// Lines of its documentation.
    pub docs: Vec<String>,
    /// The features any of which it needs; none where its module says all.
    pub only: Vec<String>,
}

/// A private file of a module.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name.
    pub ident: Ident,
    /// The folder of the module in which it lies; none where it lies beside the module's own file.
    pub folder: Option<Ident>,
    /// What it imports.
    pub imports: Imports,
    /// What stands in it.
    pub items: Vec<Item>,
    /// The types that the module makes public from it.
    pub exports: Vec<Ident>,
    /// The files for single schemas of which it was put together.
    pub of: Vec<Ident>,
    /// The features any of which it needs; none where its module says all.
    pub only: Vec<String>,
}

impl Module {
    /// All operations, those of the module's own file first.
    pub fn methods(&self) -> impl Iterator<Item = &Method> {
        let parts = self.parts.iter().map(|part| &part.resource);
        let resources = self.resource.iter().chain(parts);
        resources.flat_map(|resource| &resource.methods)
    }
}

/// A module tree that holds types alone.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The type of the document's root.
    pub root: Ident,
    /// The module of all types.
    pub module: Module,
    /// Checks that several types call, by file.
    pub checks: Vec<CheckFile>,
    /// How far rustc must follow types from one to the next, where that is farther than usual.
    pub recursion_limit: Option<usize>,
}

/// Plans a module tree that holds types alone; the one root is called `name`.
pub fn plan_tree(api: &Api, name: &str) -> Tree {
    let speller = Speller::new(api, Layout::of_tree(api, name));
    let items = items(&speller);
    let layout = &speller.layout;
    let root = api.roots.first().and_then(|root| layout.get(*root));
    let root = root.map_or_else(|| Ident::fixed("Root"), |place| place.ident.clone());
    let mut module = Module {
        ident: layout.shared.clone(),
        docs: vec![format!("`{root}` and what it is made of.")],
        resource: None,
        webhooks: None,
        imports: Imports::default(),
        files: files(api, &speller, &items)
            .remove(&Home::Shared)
            .unwrap_or_default(),
        folders: Vec::new(),
        parts: Vec::new(),
        only: Vec::new(),
    };
    folders::run(&mut module);
    Tree {
        root,
        module,
        checks: check_files::plan(&speller.checks.functions),
        recursion_limit: nesting::recursion_limit(&api.types, &speller.cycles),
    }
}

/// Plans the crate for an API; `convenience` says whether people write a module of it.
pub fn plan(api: &Api, convenience: bool) -> Package {
    let speller = Speller::new(api, Layout::new(api));
    let layout = &speller.layout;
    let mut name = Scope::new(Case::Snake, "api", &OTHER_CRATES);
    let name = name.ident(&api.info.name);
    let items = items(&speller);
    let mut modules = modules(api, &speller, &items);
    let examples = Examples {
        types: &api.types,
        items: &items,
        layout,
    };
    let error_body = error_body(api, &speller);
    add_examples(api, &name, examples, &mut modules);
    add_failures(api, error_body.is_none().then_some(&speller), &mut modules);
    modules.iter_mut().for_each(split::run);
    let features = features::plan(&mut modules, error_body.as_ref());
    modules.iter_mut().for_each(folders::run);
    Package {
        title_line: describe::called(&api.info.title),
        title: api.info.title.clone(),
        version: api.info.version.clone(),
        docs: describe::of_api(api),
        guide: guide::lines(api, &modules),
        summary: describe::summary(&api.info.docs, &api.info.title),
        environment: name.bare().to_ascii_uppercase(),
        servers: api
            .servers
            .iter()
            .map(|server| server.template.clone())
            .collect(),
        about_servers: describe::of_servers(&api.servers),
        variables: variables(api),
        rate_limit: api.rate_limit,
        security: api
            .security
            .iter()
            .map(|scheme| (scheme.id.clone(), scheme.kind.clone()))
            .collect(),
        requirement: api.requirement.clone(),
        schemas: schemas::plan(api, layout, &modules),
        error_body,
        features,
        checks: check_files::plan(&speller.checks.functions),
        modules,
        name,
        convenience,
        recursion_limit: nesting::recursion_limit(&api.types, &speller.cycles),
    }
}

/// The variables of operations' own servers, each once.
fn variables(api: &Api) -> Vec<String> {
    let own = api
        .operations()
        .filter_map(|operation| operation.server.as_ref());
    let variables = own.flat_map(|server| &server.variables);
    let names: IndexSet<&str> = variables.map(|variable| &*variable.name).collect();
    names.into_iter().map(str::to_owned).collect()
}

fn modules(api: &Api, speller: &Speller<'_>, items: &BTreeMap<TypeId, Item>) -> Vec<Module> {
    let mut files = files(api, speller, items);
    let webhooks = webhooks::plan(api, speller);
    let resources: Vec<(usize, &model::Resource)> = api.resources.iter().enumerate().collect();
    let modules = parallel::map(&resources, |(index, model)| {
        let place = speller.layout.resource(*index);
        let is_theirs = place.module == speller.layout.webhooks.module;
        let webhooks = webhooks.as_ref().filter(|_| is_theirs);
        let mut items = vec![Item::Resource(resource::plan(speller, model, place))];
        items.extend(webhooks.into_iter().flat_map(Webhooks::items));
        let imports = Imports::of(&place.module, &place.module, &items);
        let Some(Item::Resource(planned)) = items.into_iter().next() else {
            return None;
        };
        Some(Module {
            ident: place.module.clone(),
            docs: Vec::new(),
            files: Vec::new(),
            resource: Some(planned),
            webhooks: webhooks.cloned(),
            imports,
            folders: Vec::new(),
            parts: Vec::new(),
            only: Vec::new(),
        })
    });
    let mut modules: Vec<Module> = modules.into_iter().flatten().collect();
    for (index, module) in modules.iter_mut().enumerate() {
        module.files = files.remove(&Home::Resource(index)).unwrap_or_default();
    }
    let is_new = modules.iter().all(|module| module.webhooks.is_none());
    if let Some(planned) = webhooks.filter(|_| is_new) {
        let module = &speller.layout.webhooks.module;
        let items: Vec<Item> = planned.items().collect();
        modules.push(Module {
            ident: module.clone(),
            docs: planned.docs.clone(),
            resource: None,
            imports: Imports::of(module, module, &items),
            webhooks: Some(planned),
            files: files.remove(&Home::Webhooks).unwrap_or_default(),
            folders: Vec::new(),
            parts: Vec::new(),
            only: Vec::new(),
        });
    }
    if let Some(shared) = files.remove(&Home::Shared) {
        modules.push(Module {
            ident: speller.layout.shared.clone(),
            docs: vec!["Types that several resources use.".to_owned()],
            resource: None,
            webhooks: None,
            imports: Imports::default(),
            files: shared,
            folders: Vec::new(),
            parts: Vec::new(),
            only: Vec::new(),
        });
    }
    modules
}

/// The files of each home, with their items in the order in which the document names them.
fn files(
    api: &Api,
    speller: &Speller<'_>,
    planned: &BTreeMap<TypeId, Item>,
) -> BTreeMap<Home, Vec<File>> {
    let mut by_home: BTreeMap<Home, BTreeMap<Ident, Vec<Item>>> = BTreeMap::new();
    let mut modules: BTreeMap<Home, Ident> = BTreeMap::new();
    for (id, place) in speller.layout.types() {
        let home = api.types.get(id).home;
        modules.insert(home, place.module.clone());
        let files = by_home.entry(home).or_default();
        let items = files.entry(place.file.clone()).or_default();
        items.extend(planned.get(&id).cloned());
    }
    let mut files = BTreeMap::new();
    for (home, by_name) in by_home {
        let module = &modules[&home];
        let filed = |file: &Ident| speller.layout.filed(module, file);
        let drafts = gather::run(module, by_name, filed).into_iter();
        files.insert(home, drafts.map(|draft| file(module, draft)).collect());
    }
    files
}

fn file(module: &Ident, draft: Draft) -> File {
    File {
        imports: Imports::of(module, &draft.ident, &draft.items),
        exports: draft
            .items
            .iter()
            .map(|item| item.ident().clone())
            .collect(),
        ident: draft.ident,
        folder: None,
        items: draft.items,
        of: draft.of,
        only: Vec::new(),
    }
}

/// Shows each method with the first documented example, and each resource on a page of its own.
fn add_examples(api: &Api, name: &Ident, examples: Examples<'_>, modules: &mut [Module]) {
    for (model, module) in api.resources.iter().zip(modules) {
        let Some(resource) = &mut module.resource else {
            continue;
        };
        for (operation, method) in model.operations.iter().zip(&mut resource.methods) {
            let lines = examples.of_method(name, &module.ident, operation, method);
            let shown = operation
                .bodies
                .first()
                .and_then(|body| body.examples.first());
            let about = shown.map(|example| &example.docs);
            method.docs.extend(describe::of_example(&lines, about));
            method.example = lines;
        }
        module.docs = page::of_resource(model, resource, module.webhooks.as_ref());
    }
}

/// Tells of each method how it fails, and what the bodies of its failures are where the speller is given: where all
/// operations agree on one, it is read by a method of its own.
fn add_failures(api: &Api, speller: Option<&Speller<'_>>, modules: &mut [Module]) {
    let named = |ty: TypeId| match speller?.spell(ty) {
        RustType::Named(TypeRef { module, ident, .. }) => {
            Some(format!("[`{module}::{ident}`](crate::{module}::{ident})"))
        }
        _ => None,
    };
    for (model, module) in api.resources.iter().zip(modules) {
        let methods = module
            .resource
            .iter_mut()
            .flat_map(|resource| &mut resource.methods);
        for (operation, method) in model.operations.iter().zip(methods) {
            method.docs.extend(describe::of_failures(operation, &named));
        }
    }
}

/// What becomes of each named type.
fn items(speller: &Speller<'_>) -> BTreeMap<TypeId, Item> {
    let types: Vec<(TypeId, &TypeRef)> = speller.layout.types().collect();
    let items = parallel::map(&types, |(id, place)| {
        Some((*id, item(speller, *id, place)?))
    });
    items.into_iter().flatten().collect()
}

fn item(speller: &Speller<'_>, id: TypeId, place: &TypeRef) -> Option<Item> {
    let ty = speller.types.get(id);
    let ident = place.ident.clone();
    Some(match &ty.shape {
        Shape::Record(model) => Item::Record(record::plan(speller, id, model, ident)),
        Shape::Enumeration(model) => {
            Item::Enumeration(enumeration::plan(speller, id, model, ident))
        }
        Shape::Union(model) => Item::Union(union::plan(speller, id, model, ident)),
        _ => Item::Newtype(newtype::plan(speller, id, ident)),
    })
}

/// The type of error bodies on which all operations agree.
fn error_body(api: &Api, speller: &Speller<'_>) -> Option<TypeRef> {
    let failures = api.operations().flat_map(|operation| operation.failures());
    let bodies = failures.flat_map(|response| &response.content);
    let mut found = bodies.filter_map(|(_, ty)| match speller.spell(*ty) {
        RustType::Named(reference) => Some(reference),
        _ => None,
    });
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}
