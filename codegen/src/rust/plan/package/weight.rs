//! How many lines things will take, closely enough to say how they are cut into files.
//!
//! The numbers follow the templates of `emit`; a file that is cut by them is measured by `cargo xtask corpus`.

use super::imports::Imports;
use crate::rust::plan::checks::{Asks, CheckArgument, CheckCall, CheckTree};
use crate::rust::plan::item::{
    Choice, Enumeration, Field, Item, Newtype, Record, Setter, SetterForm, Union,
};
use crate::rust::plan::resource::method::{Argument, ArgumentForm, BodyForm, Method, Returns};
use crate::rust::plan::types::RustType;

/// What a file may hold: somewhat less than the 600 lines that it must not exceed, as weights are estimates.
pub const LIMIT: usize = 540;

/// Columns that the formatter gives to code.
const COLUMNS: usize = 89;

/// Columns that a head of a function or a line of a table may have.
const WIDTH: usize = 100;

/// The lines of an item.
pub fn of_item(item: &Item) -> usize {
    match item {
        Item::Record(record) => of_record(record),
        Item::Enumeration(enumeration) => of_enumeration(enumeration),
        Item::Union(union) => of_union(union),
        Item::Newtype(newtype) => of_newtype(newtype),
        Item::Resource(resource) => resource.methods.iter().map(of_method).sum(),
    }
}

/// The lines of a method, of the types that only it uses, and of the same operation with other media types.
pub fn of_method(method: &Method) -> usize {
    let alternatives: usize = method.alternatives.iter().map(of_one).sum();
    of_one(method) + alternatives + 2
}

/// The lines of statements that ask all this of a place.
pub fn of_statements(trees: &[CheckTree]) -> usize {
    let mut lines = 0;
    let (mut chain, mut own) = (Chain::default(), false);
    for tree in trees {
        match tree {
            CheckTree::Member(name, inner) => lines += of_part(name.len(), inner),
            CheckTree::Item(_, inner) => lines += of_part(1, inner),
            CheckTree::Call(_) | CheckTree::Function(_) => {
                own = true;
                chain.add(tree);
            }
        }
    }
    if own { lines + chain.lines() } else { lines }
}

/// The lines of what a file takes from modules of the package.
pub fn of_imports(imports: &Imports) -> usize {
    let lines = imports.types.values().map(|names| {
        let columns: usize = names.iter().map(|name| name.as_str().len() + 2).sum();
        if columns + 24 <= COLUMNS {
            1
        } else {
            columns / (COLUMNS - 4) + 3
        }
    });
    lines.sum()
}

/// The lines of the attribute of what needs any of these features.
pub fn of_attribute(only: &[String]) -> usize {
    let columns: usize = only.iter().map(|name| name.len() + 14).sum();
    match only.len() {
        0 => 0,
        _ if columns + 11 <= COLUMNS => 1,
        more => more + 5,
    }
}

fn of_one(method: &Method) -> usize {
    let own = method.arguments.iter().filter(|one| !one.is_grouped);
    let mut arguments: Vec<usize> = own.map(argument).collect();
    arguments.extend(method.body.iter().map(|body| {
        body.ident.as_str().len()
            + body.ty().map_or(25, columns)
            + if body.optional { 11 } else { 3 }
    }));
    let name = method.ident.as_str().len();
    let answer = method.returns.types().first().map_or(10, |ty| columns(ty)) + 8;
    let marker = method
        .options
        .as_ref()
        .map_or(0, |marker| marker.ident.as_str().len() + 2);
    let head = signature(24 + name + answer + marker, &arguments);
    let calls: usize = method.arguments.iter().map(sending).sum();
    let whole = 46 + method.operation.constant.as_str().len() + calls + marker.min(11);
    let (form, checks) = (form_styles(method), asking(method));
    let body = match form + checks {
        0 if whole <= COLUMNS => 1,
        more => 3 + method.arguments.len() + usize::from(method.options.is_some()) + more,
    };
    let noted = usize::from(method.deprecated);
    let extra = options(method)
        + group(method)
        + answers(method)
        + 24 * usize::from(method.paging.is_some());
    method.docs.len() + noted + head + body + 2 + extra
}

/// The members of a form that have styles of their own.
fn form_styles(method: &Method) -> usize {
    match method.body.as_ref().map(|body| &body.form) {
        Some(BodyForm::Form(_, styles, _)) if styles.len() > 1 => styles.len() + 11,
        Some(BodyForm::Form(_, styles, _)) => 4 * styles.len(),
        _ => 0,
    }
}

/// What is asked of the values of arguments.
fn asking(method: &Method) -> usize {
    let asked = method.arguments.iter().filter(|one| !one.checks.is_empty());
    let lines = asked.map(|one| match of_statements(&one.checks) {
        1 => 1,
        more => more + 5,
    });
    lines.sum()
}

/// The columns of a parameter in the head of its method.
fn argument(argument: &Argument) -> usize {
    let ty = match &argument.form {
        ArgumentForm::Text => 4,
        ArgumentForm::Display(ty) | ArgumentForm::Value(ty) => columns(ty) + 1,
        ArgumentForm::Chosen(ty) => columns(ty),
        ArgumentForm::Into(ty) => columns(ty) + 11,
        ArgumentForm::Slice(ty) => columns(ty) + 3,
        ArgumentForm::Texts => 43,
        ArgumentForm::File | ArgumentForm::Files => 15,
    };
    argument.ident.as_str().len() + ty + 2
}

/// The columns of the call that sends a parameter.
fn sending(argument: &Argument) -> usize {
    argument.ident.as_str().len()
        + argument.wire.len()
        + if argument.style.is_some() { 35 } else { 12 }
}

/// Optional parameters: their marker, the block of their methods, and each method.
fn options(method: &Method) -> usize {
    let Some(marker) = method
        .options
        .as_ref()
        .filter(|one| !one.parameters.is_empty())
    else {
        return 0;
    };
    let setters = marker.parameters.iter().map(|one| {
        let given = &one.argument;
        let name = given.ident.as_str().len();
        let head = signature(26 + name, &[argument(given)]);
        let checked = if given.checks.is_empty() {
            0
        } else {
            4 + of_statements(&given.checks)
        };
        let styled = if given.style.is_some() && sending(given) > 50 {
            3
        } else {
            0
        };
        given.docs.len() + usize::from(one.deprecated) + head + 3 + checked + styled
    });
    6 + setters.sum::<usize>()
}

/// The struct of arguments that are passed as one.
fn group(method: &Method) -> usize {
    let members = method.arguments.iter().filter(|one| one.is_grouped);
    let members: usize = members.map(|one| one.docs.len() + 1).sum();
    if method.group.is_some() {
        members + 5
    } else {
        0
    }
}

fn answers(method: &Method) -> usize {
    match &method.returns {
        Returns::Several(answer) => {
            let docs = answer.variants.iter().map(|variant| variant.docs.len());
            18 + 3 * answer.variants.len() + docs.sum::<usize>()
        }
        Returns::One(_) | Returns::Optional(_) => 0,
    }
}

fn of_record(record: &Record) -> usize {
    let fields = record.fields.iter();
    let fields = fields.map(|field| {
        let columns = field.ident.as_str().len() + columns(&field.ty);
        let broken = if columns + 11 > COLUMNS { 2 } else { 0 };
        field.docs.len() + usize::from(field.deprecated) + 1 + broken
    });
    let fields: usize = fields.sum();
    let rest = 2 * record.rest.iter().count();
    let built = if record.is_built { methods(record) } else { 0 };
    let members = record.fields.iter().map(|field| {
        let renamed = field.ident.bare() != field.wire;
        let wire = if renamed { field.wire.len() + 3 } else { 0 };
        field.ident.as_str().len() + wire + 9 * field.rules.len() + 15 * field.aliases.len()
    });
    let table = table(record.ident.as_str().len() + 20, members);
    record.docs.len() + 6 + fields + rest + built + table + function(&record.checks)
}

/// The constructor and the setters of a record.
fn methods(record: &Record) -> usize {
    let required = record.fields.iter().filter(|field| field.in_new);
    let required: Vec<usize> = required
        .map(|field| field.ident.as_str().len() + form(&field.form()) + 2)
        .collect();
    let new = if required.is_empty() {
        5
    } else {
        let values = record
            .fields
            .iter()
            .map(|field| field.ident.as_str().len() + 8);
        let values = if values.sum::<usize>() > 55 {
            record.fields.len() + 2
        } else {
            1
        };
        signature(26, &required) + values + 4
    };
    let setters = record
        .fields
        .iter()
        .filter_map(|field| Some((field, field.setter.as_ref()?)));
    3 + new
        + setters
            .map(|(field, setter)| set(field, setter))
            .sum::<usize>()
}

fn set(field: &Field, setter: &Setter) -> usize {
    let name = field.ident.as_str().len();
    let takes = form(&setter.form);
    let head = signature(30 + name, &[name + takes + 2]);
    let value = match &setter.form {
        SetterForm::Plain(_) => 20,
        SetterForm::Into(_) => 32,
        SetterForm::Items(_) => 58,
        SetterForm::Entries(_) => 100,
    };
    let broken = match value + 2 * name {
        short if short <= COLUMNS => 0,
        _ if matches!(setter.form, SetterForm::Entries(_)) => 6,
        _ => 2,
    };
    let more = match (&setter.more, &setter.form) {
        (None, _) => 0,
        (Some(_), SetterForm::Entries(_)) => 9,
        (Some(_), _) => 6,
    };
    let broken = broken + if name + takes + 10 > COLUMNS { 2 } else { 0 };
    let noted = setter.summary.len() + usize::from(field.deprecated);
    noted + head + 4 + broken + more
}

fn of_enumeration(enumeration: &Enumeration) -> usize {
    let variants = enumeration.variants.iter();
    let variants: usize = variants.map(|variant| variant.docs.len() + 1).sum();
    let values = enumeration.variants.iter();
    let values = values.map(|variant| variant.ident.as_str().len() + variant.wire.len() + 5);
    let unknown = 3 * enumeration.unknown.iter().count();
    let table = table(enumeration.ident.as_str().len() + 30, values);
    enumeration.docs.len() + 4 + variants + unknown + table + function(&enumeration.checks)
}

fn of_union(union: &Union) -> usize {
    let variants = union.variants.iter();
    let lines: usize = variants.map(|variant| variant.docs.len() + 1).sum();
    let imports: usize = union
        .variants
        .iter()
        .map(|variant| columns(&variant.ty) + 2)
        .sum();
    let cases = union.variants.iter().map(|variant| {
        let tags: usize = match &variant.choice {
            Choice::Tags(tags) => tags.iter().map(|tag| tag.len() + 5).sum(),
            Choice::Literal(text) => text.len() + 14,
            _ => 0,
        };
        variant.ident.as_str().len() + tags.max(10)
    });
    let unknown = 3 * union.unknown.iter().count();
    let table = table(union.ident.as_str().len() + 35, cases);
    let conversions = 6 * union.conversions.len();
    union.docs.len()
        + 4
        + imports / 70
        + lines
        + unknown
        + table
        + conversions
        + function(&union.checks)
}

fn of_newtype(newtype: &Newtype) -> usize {
    newtype.docs.len() + 11 + function(&newtype.checks)
}

/// A table of the run time with the blank line before it, filled as `emit` fills it.
fn table(head: usize, items: impl Iterator<Item = usize>) -> usize {
    let (mut lines, mut used, mut whole) = (0, WIDTH, head);
    for item in items.map(|item| item + 2) {
        whole += item;
        used += item;
        if used > WIDTH {
            lines += 1;
            used = 8 + item;
        }
    }
    if whole <= WIDTH { 2 } else { lines + 5 }
}

/// The head of a function: one line, or one for each argument.
fn signature(around: usize, arguments: &[usize]) -> usize {
    let columns: usize = arguments.iter().map(|argument| argument + 2).sum();
    if around + columns <= WIDTH {
        1
    } else {
        arguments.len() + 3
    }
}

/// The function that checks a type, with the blank line before it.
fn function(asked_for: &[CheckTree]) -> usize {
    if asked_for.is_empty() {
        0
    } else {
        of_statements(asked_for) + 3
    }
}

fn of_part(name: usize, inner: &[CheckTree]) -> usize {
    let is_part = |tree: &CheckTree| matches!(tree, CheckTree::Member(..) | CheckTree::Item(..));
    if inner.iter().any(is_part) {
        return of_statements(inner) + 4;
    }
    let mut chain = Chain {
        columns: name + 12,
        ..Chain::default()
    };
    inner.iter().for_each(|tree| chain.add(tree));
    chain.lines()
}

/// Questions that are asked one behind the other.
#[derive(Default)]
struct Chain {
    calls: usize,
    columns: usize,
    /// The lines of what is asked inside, and of lists that are too long for one.
    inner: usize,
}

impl Chain {
    fn add(&mut self, tree: &CheckTree) {
        self.calls += 1;
        match tree {
            CheckTree::Call(call) => {
                self.columns += call.method.len() + arguments(call) + 3;
                self.inner += asks(&call.asks) + lists(call);
            }
            CheckTree::Function(name) => self.columns += name.as_str().len() + 18,
            CheckTree::Member(..) | CheckTree::Item(..) => {}
        }
    }

    fn lines(&self) -> usize {
        match self.inner {
            0 if self.columns <= 65 => 1,
            inner => inner + self.calls + 2,
        }
    }
}

fn arguments(call: &CheckCall) -> usize {
    let columns = call.arguments.iter().map(|argument| match argument {
        CheckArgument::Count(_) | CheckArgument::Most(_) => 4,
        CheckArgument::Number(text) | CheckArgument::Text(text) => text.len() + 4,
        CheckArgument::Texts(texts) => texts.iter().map(|text| text.len() + 4).sum::<usize>() + 3,
    });
    columns.sum()
}

/// The lines of texts that do not fit behind what asks for them.
fn lists(call: &CheckCall) -> usize {
    let lines = call.arguments.iter().map(|argument| match argument {
        CheckArgument::Text(text) if text.len() > 55 => 2,
        CheckArgument::Texts(texts) => {
            let columns: usize = texts.iter().map(|text| text.len() + 4).sum();
            if columns > 60 { texts.len() + 4 } else { 0 }
        }
        _ => 0,
    });
    lines.sum()
}

fn asks(asks: &Asks) -> usize {
    let inner = |lists: &[Vec<CheckTree>]| {
        lists
            .iter()
            .map(|list| of_statements(list) + 2)
            .sum::<usize>()
    };
    match asks {
        Asks::Nothing => 0,
        Asks::Each(_, lists) => inner(lists) + 1,
        Asks::List(lists) => inner(lists) + 3,
    }
}

/// The columns of what a setter takes.
fn form(form: &SetterForm) -> usize {
    match form {
        SetterForm::Plain(ty) => columns(ty),
        SetterForm::Into(ty) => columns(ty) + 11,
        SetterForm::Items(ty) => columns(ty) + 37,
        SetterForm::Entries(ty) => columns(ty) + 60,
    }
}

/// The columns of a type as it is written.
fn columns(ty: &RustType) -> usize {
    match ty {
        RustType::Unit => 2,
        RustType::Bool | RustType::Json => 4,
        RustType::I32 | RustType::I64 | RustType::U64 | RustType::F64 => 3,
        RustType::Number | RustType::String => 6,
        RustType::Date | RustType::DateTime => 8,
        RustType::Vec(inner) | RustType::Boxed(inner) => columns(inner) + 5,
        RustType::Option(inner) | RustType::Maybe(inner) => columns(inner) + 8,
        RustType::JsonText(inner) | RustType::OneOrMany(inner) => columns(inner) + 11,
        RustType::Map(inner) => columns(inner) + 18,
        RustType::Tuple(places) => places.iter().map(|place| columns(place) + 2).sum(),
        RustType::Named(reference) => reference.ident.as_str().len(),
    }
}
