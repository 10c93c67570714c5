//! The compiler: OpenAPI and JSON Schema text in, files and diagnostics out, without any IO.

#![forbid(unsafe_code)]

pub mod diagnostic;
pub mod source;

pub mod json_schema;
pub mod openapi;

#[path = "../runtime/src/codec/pattern/mod.rs"]
#[allow(
    dead_code,
    reason = "the compiler asks only whether the run time can match a pattern"
)]
mod pattern;

mod overlay;
mod select;

mod lower;
pub mod model;
mod passes;

mod parallel;

mod bundle;
mod markdown;
mod outline;
pub mod rust;

mod lint;

use diagnostic::{Diagnostic, Diagnostics, Leniency, Severity};
use json_schema::Dialect;
use source::{Loader, Sources};

pub use lint::{extension, lint};
pub use overlay::Overlay;
pub use rust::emit::Files;
pub use select::{Selection, Selector};

/// What a caller may ask of a run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Warnings count as errors.
    pub deny_warnings: bool,
    /// Which mistakes cost their construct and not the document.
    pub leniency: Leniency,
    /// Changes to the root of the document before it is read, in their order.
    pub overlays: Vec<Overlay>,
    /// Which operations are taken.
    pub selection: Selection,
    /// The dialect of a plain JSON Schema document that names none by `$schema`.
    pub dialect: Option<Dialect>,
    /// Whether the crate has a module `convenience`, which people write and the crate's root declares.
    pub convenience: bool,
}

/// What a run gives.
#[derive(Debug)]
pub struct Compilation {
    /// The source files, for rendering the diagnostics.
    pub sources: Sources,
    /// All problems, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The generated files by path; `None` where there is an error.
    pub files: Option<Files>,
    /// How much was generated.
    pub size: Size,
}

/// How much was generated, as a reader of the API counts it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// Operations.
    pub operations: usize,
    /// Types with a name.
    pub types: usize,
    /// Names that only a number tells from others.
    pub numbered: usize,
}

/// What a stage makes of a document.
#[derive(Debug)]
pub struct Dump {
    /// The source files, for rendering the diagnostics.
    pub sources: Sources,
    /// All problems up to that stage, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The result as text; `None` where there is an error.
    pub text: Option<String>,
}

/// A stage whose result can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The text as a tree with places.
    Source,
    /// The API, language-neutral.
    Model,
    /// Every Rust decision.
    Plan,
}

/// Compiles the document at `root` into the files of a Rust crate.
pub fn compile(root: &str, loader: &dyn Loader, options: &Options) -> Compilation {
    let diagnostics = Diagnostics::new();
    let mut sources = overlay::load(root, loader, &options.overlays, &diagnostics);
    let mut size = Size::default();
    let files = build(
        &mut sources,
        &diagnostics,
        options,
        lint::Scope::Payloads,
        |api, bundle| {
            size = Size::of(&api);
            let package = rust::plan::plan(&api, options.convenience);
            size.numbered += package.numbered();
            let outline = || outline::text(&api, rust::emit::MARKER);
            rust::emit::emit(&package, bundle, ("API.md", &outline))
        },
    );
    Compilation {
        size,
        ..finish(sources, diagnostics, files, options)
    }
}

/// Compiles the JSON Schema document at `root` into a module tree: `mod.rs`, a file per named schema, and `codec/`.
///
/// The type of the document's root is called `name`, which should be a type name as Rust spells them. The tree is complete in
/// any crate that depends on serde and serde_json.
pub fn types(root: &str, name: &str, loader: &dyn Loader, options: &Options) -> Compilation {
    let diagnostics = Diagnostics::new();
    let assumed = options.dialect.and_then(Dialect::uri);
    let sources = Sources::load_schema(root, loader, assumed, &diagnostics);
    json_schema::check_all(&sources, [sources.root()], &diagnostics);
    let (mut api, places) = lower::lower_schema(&sources, name, &diagnostics);
    passes::run(&mut api);
    api.assertions = lower::assertions::find(&api, &places, &sources, &diagnostics);
    diagnostics.forgive(options.leniency, Size::of(&api).parts());
    let files = diagnostics
        .checkpoint()
        .ok()
        .map(|()| rust::emit::emit_tree(&rust::plan::plan_tree(&api, name)));
    finish(sources, diagnostics, files, options)
}

/// Prints what a stage makes of the document at `root`; the diagnostics come with it.
pub fn dump(root: &str, loader: &dyn Loader, options: &Options, stage: Stage) -> Dump {
    let diagnostics = Diagnostics::new();
    let mut sources = overlay::load(root, loader, &options.overlays, &diagnostics);
    let text = match stage {
        Stage::Source => Some(format!("{:#?}\n", sources.root())),
        Stage::Model => build(
            &mut sources,
            &diagnostics,
            options,
            lint::Scope::Payloads,
            |api, _| format!("{api:#?}\n"),
        ),
        Stage::Plan => build(
            &mut sources,
            &diagnostics,
            options,
            lint::Scope::Payloads,
            |api, _| format!("{:#?}\n", rust::plan::plan(&api, options.convenience)),
        ),
    };
    let Compilation {
        sources,
        diagnostics,
        ..
    } = finish(sources, diagnostics, None, options);
    Dump {
        sources,
        diagnostics,
        text,
    }
}

/// All stages up to the model, then the back end, unless there is an error.
///
/// The stages before the back end go on after errors, each with what it could make of the document: whoever mends a
/// contract wants to see all that is wrong with it at once. The back end knows the model alone, so that the values of the
/// document are gone by then.
fn build<T>(
    read: &mut Sources,
    diagnostics: &Diagnostics,
    options: &Options,
    scope: lint::Scope,
    back_end: impl FnOnce(model::Api, &bundle::Bundle) -> T,
) -> Option<T> {
    let sources = &*read;
    let mut document = openapi::Document::parse(sources, diagnostics)?;
    json_schema::check_all(sources, document.schemas(), diagnostics);
    select::apply(&options.selection, &mut document, diagnostics);
    lint::check(&document, sources, scope, diagnostics);
    let (mut api, mut places) = lower::lower(&document, sources, diagnostics);
    passes::run(&mut api);
    lower::operations::pagination::check(&mut api, diagnostics);
    lower::place_views(&api, &mut places);
    lower::operations::webhooks::check(&api, &document, diagnostics);
    // What is asked from here on is in the model and the sources; each stage gives back what it was made of, which is
    // several times as large as the text.
    drop(document);
    api.assertions = lower::assertions::find(&api, &places, sources, diagnostics);
    let bundle = bundle::Bundle::of(&api, &places, sources, diagnostics);
    diagnostics.forgive(options.leniency, Size::of(&api).parts());
    diagnostics.checkpoint().ok()?;
    drop(places);
    read.forget_values();
    Some(back_end(api, &bundle))
}

fn finish(
    sources: Sources,
    diagnostics: Diagnostics,
    files: Option<Files>,
    options: &Options,
) -> Compilation {
    let mut diagnostics = diagnostics.into_vec();
    overlay::bring_back(&sources, &mut diagnostics);
    if options.deny_warnings {
        diagnostics
            .iter_mut()
            .for_each(|diagnostic| diagnostic.severity = Severity::Error);
    }
    let failed = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error);
    Compilation {
        sources,
        diagnostics,
        files: files.filter(|_| !failed),
        size: Size::default(),
    }
}

impl Size {
    fn of(api: &model::Api) -> Self {
        let types = || api.types.iter().filter(|(_, ty)| ty.is_item());
        Self {
            operations: api.operations().count(),
            types: types().count(),
            numbered: types().filter(|(_, ty)| ty.is_numbered).count(),
        }
    }

    fn parts(self) -> usize {
        self.operations + self.types
    }
}
