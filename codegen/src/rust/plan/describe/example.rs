//! Documented examples as code: what a caller would write to send them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::{Map, Value};

use crate::model::{Body, Operation, Parameter, Shape, TypeId, Types};

use crate::rust::plan::item::{Choice, Enumeration, Field, Item, Record, SetterForm};
use crate::rust::plan::package::layout::Layout;
use crate::rust::plan::resource::method::{Argument, ArgumentForm, Method};
use crate::rust::plan::scope::Ident;
use crate::rust::plan::types::{RustType, TypeRef};

/// Columns after which a chain of setters is broken into lines.
const WIDTH: usize = 76;

/// Columns after which a line is broken that is a single call.
const LONGEST: usize = 88;

/// Writes values of planned types as expressions.
#[derive(Clone, Copy)]
pub struct Examples<'a> {
    /// The types of the API.
    pub types: &'a Types,
    /// What becomes of the named ones.
    pub items: &'a BTreeMap<TypeId, Item>,
    /// Where they are.
    pub layout: &'a Layout,
}

/// The lines of an example and the types that they name.
struct Written {
    lines: Vec<String>,
    named: Vec<TypeRef>,
}

impl Examples<'_> {
    /// A call of the method with the first documented example of each argument, as lines of a doc comment; nothing where
    /// an argument has no example that can be written down.
    pub fn of_method(
        &self,
        package: &Ident,
        module: &Ident,
        operation: &Operation,
        method: &Method,
    ) -> Vec<String> {
        match self.call(module, operation, method) {
            Some(written) => framed(package, written),
            None => Vec::new(),
        }
    }

    fn call(&self, module: &Ident, operation: &Operation, method: &Method) -> Option<Written> {
        let required = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.required);
        let (mut lines, mut named) = (Vec::new(), Vec::new());
        let mut arguments: Vec<String> = required
            .zip(&method.arguments)
            .map(|(parameter, argument)| self.argument(parameter, argument, &mut named))
            .collect::<Option<_>>()?;
        if arguments.len() != method.arguments.len() || method.group.is_some() {
            return None;
        }
        if let (Some(body), Some(planned)) = (operation.bodies.first(), &method.body) {
            let value = self.body(body, &mut named)?;
            lines.extend(
                format!("let {} = {value};", planned.ident)
                    .lines()
                    .map(str::to_owned),
            );
            let passed = format!("&{}", planned.ident);
            arguments.push(if planned.optional && !planned.takes_either() {
                format!("Some({passed})")
            } else {
                passed
            });
        }
        let call = called(&format!(".{}", method.ident), &arguments, LONGEST);
        let options = self.options(operation, method, &mut named);
        let handle = format!("client.{module}()");
        lines.extend(sent(handle, call, options, method.paging.is_some()));
        Some(Written { lines, named })
    }

    /// The optional parameters that have an example, as calls. A walk finds the pages itself, so that numbers are left out there:
    /// they are those of pages, or of the items on them.
    fn options(
        &self,
        operation: &Operation,
        method: &Method,
        named: &mut Vec<TypeRef>,
    ) -> Vec<String> {
        let page = method.paging.as_ref().map(|paging| &paging.parameter);
        let planned = method.options.iter().flat_map(|marker| &marker.parameters);
        let for_walk = |argument: &Argument| {
            page.is_none_or(|page| *page != argument.wire && !is_number(&argument.form))
        };
        let wanted = planned.filter(|one| !one.deprecated && for_walk(&one.argument));
        let calls = wanted.filter_map(|one| {
            let (wire, name) = (&one.argument.wire, &one.argument.ident);
            let mut parameters = operation.parameters.iter();
            let parameter = parameters.find(|found| !found.required && found.wire_name == *wire)?;
            let value = self.argument(parameter, &one.argument, named)?;
            Some(format!(".{name}({value})"))
        });
        calls.collect()
    }

    fn argument(
        &self,
        parameter: &Parameter,
        argument: &Argument,
        named: &mut Vec<TypeRef>,
    ) -> Option<String> {
        let value = &parameter.examples.first()?.value;
        match (&argument.form, value) {
            (ArgumentForm::Text, Value::String(text)) => Some(literal(text)),
            (ArgumentForm::Display(ty) | ArgumentForm::Value(ty), value) if ty.is_copy() => {
                scalar(ty, value)
            }
            (ArgumentForm::Chosen(_), value) => self.chosen(parameter.ty, value, named),
            (ArgumentForm::Into(RustType::Number), Value::Number(number)) => {
                Some(number.to_string())
            }
            (ArgumentForm::Into(_), Value::String(text)) => Some(literal(text)),
            (ArgumentForm::Display(_) | ArgumentForm::Value(_), value) => {
                let value = self.chosen(parameter.ty, value, named)?;
                Some(format!("&{value}"))
            }
            (ArgumentForm::Texts, Value::Array(texts)) if !texts.is_empty() => {
                let texts = texts.iter().map(|text| text.as_str().map(literal));
                Some(format!(
                    "[{}]",
                    texts.collect::<Option<Vec<_>>>()?.join(", ")
                ))
            }
            (ArgumentForm::Slice(_), Value::Array(values)) if !values.is_empty() => {
                let inner = self.inner(parameter.ty)?;
                let values = values.iter().map(|value| self.chosen(inner, value, named));
                Some(format!(
                    "&[{}]",
                    values.collect::<Option<Vec<_>>>()?.join(", ")
                ))
            }
            _ => None,
        }
    }

    /// A value of an enumeration.
    fn chosen(&self, ty: TypeId, value: &Value, named: &mut Vec<TypeRef>) -> Option<String> {
        let ty = self.peeled(ty);
        match self.items.get(&ty)? {
            Item::Enumeration(_) => self.named(ty, value, named),
            _ => None,
        }
    }

    fn body(&self, body: &Body, named: &mut Vec<TypeRef>) -> Option<String> {
        let value = &body.examples.first()?.value;
        match (self.items.get(&body.ty)?, value) {
            (Item::Record(record), Value::Object(object)) => {
                self.record(body.ty, record, object, named)
            }
            _ => None,
        }
    }

    fn record(
        &self,
        id: TypeId,
        record: &Record,
        object: &Map<String, Value>,
        named: &mut Vec<TypeRef>,
    ) -> Option<String> {
        let Shape::Record(model) = self.types.shape(id) else {
            return None;
        };
        let mut required = Vec::new();
        let mut calls = Vec::new();
        for (field, member) in record.fields.iter().zip(&model.members) {
            match object.get(&field.wire) {
                Some(value) if field.in_new => {
                    required.push(self.passed(&field.form(), member.ty, value, named)?)
                }
                Some(_) if field.is_constant => {}
                Some(value) => calls.extend(self.setter(field, member.ty, value, named)?),
                None if field.in_new => return None,
                None => {}
            }
        }
        named.extend(self.layout.get(id).cloned());
        let start = called(&format!("{}::new", record.ident), &required, WIDTH);
        Some(chain(start, &calls))
    }

    fn setter(
        &self,
        field: &Field,
        ty: TypeId,
        value: &Value,
        named: &mut Vec<TypeRef>,
    ) -> Option<Vec<String>> {
        let setter = field.setter.as_ref()?;
        match (&setter.form, &setter.more, value) {
            (SetterForm::Entries(values), Some(entry), Value::Object(object))
                if !matches!(field.ty, RustType::Maybe(_)) =>
            {
                let form = SetterForm::Into(values.clone());
                let inner = self.inner(ty)?;
                let call = |(name, value): (&String, &Value)| {
                    let value = self.passed(&form, inner, value, named)?;
                    Some(format!(".{entry}({}, {value})", literal(name)))
                };
                object.iter().map(call).collect()
            }
            (_, Some(null), Value::Null) => Some(vec![format!(".{null}()")]),
            (form, _, value) => {
                let value = self.passed(form, ty, value, named)?;
                Some(vec![format!(".{}({value})", setter.ident)])
            }
        }
    }

    /// What is written for an argument that takes this form.
    fn passed(
        &self,
        form: &SetterForm,
        ty: TypeId,
        value: &Value,
        named: &mut Vec<TypeRef>,
    ) -> Option<String> {
        let ty = self.peeled(ty);
        match (form, value) {
            (SetterForm::Plain(plain), value) => scalar(plain, value),
            (
                SetterForm::Into(RustType::String | RustType::DateTime | RustType::Date),
                Value::String(text),
            ) => Some(literal(text)),
            (SetterForm::Into(RustType::Number), Value::Number(number)) => Some(number.to_string()),
            (SetterForm::Items(items), Value::Array(values)) if !values.is_empty() => {
                let form = SetterForm::Into(items.clone());
                let inner = self.inner(ty)?;
                let all: Vec<String> = values
                    .iter()
                    .map(|value| self.passed(&form, inner, value, named))
                    .collect::<Option<_>>()?;
                Some(format!("[{}]", all.join(", ")))
            }
            (SetterForm::Items(RustType::String), Value::Array(_)) => Some("[\"\"; 0]".to_owned()),
            (SetterForm::Into(_), value) => self.named(ty, value, named),
            _ => None,
        }
    }

    fn named(&self, id: TypeId, value: &Value, named: &mut Vec<TypeRef>) -> Option<String> {
        match (self.items.get(&id)?, value) {
            (Item::Record(record), Value::Object(object)) if record.is_built => {
                self.record(id, record, object, named)
            }
            (Item::Enumeration(enumeration), Value::String(text)) if !enumeration.is_integer => {
                self.variant(id, enumeration, text, named)
            }
            (Item::Enumeration(enumeration), Value::Number(number)) if enumeration.is_integer => {
                self.variant(id, enumeration, &number.to_string(), named)
            }
            (Item::Union(union), Value::String(text)) => {
                let mut variants = union.variants.iter();
                let is_it = |choice: &Choice| matches!(choice, Choice::Literal(one) if one == text);
                let Some(variant) = variants.find(|variant| is_it(&variant.choice)) else {
                    return Some(literal(text));
                };
                named.extend(self.layout.get(id).cloned());
                Some(format!("{}::{}", union.ident, variant.ident))
            }
            (Item::Union(_), Value::Number(number)) => Some(number.to_string()),
            (Item::Union(_), Value::Array(texts)) if !texts.is_empty() => {
                let texts: Option<Vec<String>> = texts
                    .iter()
                    .map(|text| text.as_str().map(literal))
                    .collect();
                Some(format!("vec![{}]", texts?.join(", ")))
            }
            _ => None,
        }
    }

    fn variant(
        &self,
        id: TypeId,
        enumeration: &Enumeration,
        text: &str,
        named: &mut Vec<TypeRef>,
    ) -> Option<String> {
        let mut variants = enumeration.variants.iter();
        let variant = variants.find(|variant| variant.wire == text)?;
        named.extend(self.layout.get(id).cloned());
        Some(format!("{}::{}", enumeration.ident, variant.ident))
    }

    fn peeled(&self, mut id: TypeId) -> TypeId {
        while let Shape::Nullable(inner)
        | Shape::OneOrArrayOfOne(inner)
        | Shape::OrEmptyObject(inner) = self.types.shape(id)
        {
            id = *inner;
        }
        id
    }

    fn inner(&self, id: TypeId) -> Option<TypeId> {
        match self.types.shape(self.peeled(id)) {
            Shape::List(inner) | Shape::Map(inner) => Some(*inner),
            _ => None,
        }
    }
}

/// The call with its options, and what is done with its answer.
fn sent(handle: String, call: String, mut options: Vec<String>, is_paged: bool) -> Vec<String> {
    let (name, last) = if is_paged {
        ("mut items", ".stream();")
    } else {
        ("answer", ".await?;")
    };
    let whole = format!("let {name} = {handle}{call}");
    let is_broken = whole.len() > LONGEST || whole.contains('\n');
    let start = match is_broken {
        true => format!("let {name} = {handle}"),
        false => whole,
    };
    options.splice(0..0, is_broken.then_some(call));
    let text = if options.is_empty() {
        format!("{start}{last}")
    } else {
        options.push(last.to_owned());
        chain(start, &options)
    };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.extend(if is_paged {
        vec![
            "while let Some(item) = items.next().await {".to_owned(),
            "    let item = item?;".to_owned(),
            "}".to_owned(),
        ]
    } else {
        vec!["# let _ = answer;".to_owned()]
    });
    lines
}

fn framed(package: &Ident, written: Written) -> Vec<String> {
    let mut lines = vec!["```no_run".to_owned()];
    lines.push(format!(
        "# async fn example(client: {package}::Client) -> Result<(), {package}::Error> {{"
    ));
    let uses = uses(package, &written.named);
    if !uses.is_empty() {
        lines.extend(uses);
        lines.push(String::new());
    }
    lines.extend(written.lines);
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// A line per module.
fn uses(package: &Ident, named: &[TypeRef]) -> Vec<String> {
    let mut modules: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for one in named {
        let names = modules.entry(one.module.to_string()).or_default();
        names.insert(one.ident.to_string());
    }
    let lines = modules.into_iter().map(|(module, names)| {
        let names: Vec<String> = names.into_iter().collect();
        match names.as_slice() {
            [one] => format!("use {package}::{module}::{one};"),
            all => format!("use {package}::{module}::{{{}}};", all.join(", ")),
        }
    });
    lines.collect()
}

fn is_number(form: &ArgumentForm) -> bool {
    use RustType::{F64, I32, I64, Number, U64};
    form.spelled()
        .is_some_and(|ty| matches!(ty, I32 | I64 | U64 | F64 | Number))
}

fn scalar(ty: &RustType, value: &Value) -> Option<String> {
    match (ty, value) {
        (RustType::Bool, Value::Bool(flag)) => Some(flag.to_string()),
        (RustType::I32 | RustType::I64, Value::Number(number)) => {
            Some(number.as_i64()?.to_string())
        }
        (RustType::U64, Value::Number(number)) => Some(number.as_u64()?.to_string()),
        (RustType::F64, Value::Number(number)) => Some(format!("{:?}", number.as_f64()?)),
        _ => None,
    }
}

fn literal(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}

/// A call in one line where it fits, else with a line per argument.
fn called(name: &str, arguments: &[String], width: usize) -> String {
    let whole = format!("{name}({})", arguments.join(", "));
    if whole.len() <= width && !whole.contains('\n') {
        return whole;
    }
    let lines = arguments.iter().map(|argument| {
        let argument = argument.replace('\n', "\n    ");
        format!("\n    {argument},")
    });
    format!("{name}({}\n)", lines.collect::<String>())
}

/// One line where it fits, else a line per call.
fn chain(start: String, calls: &[String]) -> String {
    let whole = format!("{start}{}", calls.concat());
    if whole.len() <= WIDTH && !whole.contains('\n') {
        return whole;
    }
    calls.iter().fold(start, |mut text, call| {
        let _ = write!(text, "\n    {}", call.replace('\n', "\n    "));
        text
    })
}
