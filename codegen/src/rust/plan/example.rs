//! Documented examples as code: what a caller would write to send them.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Map, Value};

use crate::model::{Body, Operation, Parameter, Shape, TypeId, Types};

use super::item::{Enumeration, Field, Item, Record, SetterForm};
use super::method::{Argument, ArgumentForm, Method};
use super::scope::Ident;
use super::types::RustType;

/// Columns after which a chain of setters is broken into lines.
const WIDTH: usize = 76;

/// Writes values of planned types as expressions.
#[derive(Clone, Copy)]
pub struct Examples<'a> {
    /// The types of the API.
    pub types: &'a Types,
    /// What becomes of the named ones.
    pub items: &'a BTreeMap<TypeId, Item>,
}

/// The lines of an example and the types that they name.
struct Written {
    lines: Vec<String>,
    named: Vec<Ident>,
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
            Some(written) => framed(package, module, written),
            None => Vec::new(),
        }
    }

    fn call(&self, module: &Ident, operation: &Operation, method: &Method) -> Option<Written> {
        let required = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.required);
        let mut arguments: Vec<String> = required
            .zip(&method.arguments)
            .map(|(parameter, argument)| self.argument(parameter, argument))
            .collect::<Option<_>>()?;
        if arguments.len() != method.arguments.len() || method.group.is_some() {
            return None;
        }
        let (mut lines, mut named) = (Vec::new(), Vec::new());
        if let (Some(body), Some(planned)) = (operation.bodies.first(), &method.body) {
            let value = self.body(body, &mut named)?;
            lines.extend(
                format!("let {} = {value};", planned.ident)
                    .lines()
                    .map(str::to_owned),
            );
            let passed = format!("&{}", planned.ident);
            arguments.push(if planned.optional {
                format!("Some({passed})")
            } else {
                passed
            });
        }
        let call = format!(
            "client.{module}().{}({}).await?;",
            method.ident,
            arguments.join(", ")
        );
        lines.push(format!("let answer = {call}"));
        Some(Written { lines, named })
    }

    fn argument(&self, parameter: &Parameter, argument: &Argument) -> Option<String> {
        let value = &parameter.examples.first()?.value;
        match (&argument.form, value) {
            (ArgumentForm::Text, Value::String(text)) => Some(literal(text)),
            (ArgumentForm::Display(ty), Value::Number(_) | Value::Bool(_)) if ty.is_copy() => {
                scalar(ty, value)
            }
            _ => None,
        }
    }

    fn body(&self, body: &Body, named: &mut Vec<Ident>) -> Option<String> {
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
        named: &mut Vec<Ident>,
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
                Some(value) => calls.extend(self.setter(field, member.ty, value, named)?),
                None if field.in_new => return None,
                None => {}
            }
        }
        named.push(record.ident.clone());
        let start = format!("{}::new({})", record.ident, required.join(", "));
        Some(chain(start, &calls))
    }

    fn setter(
        &self,
        field: &Field,
        ty: TypeId,
        value: &Value,
        named: &mut Vec<Ident>,
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
        named: &mut Vec<Ident>,
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

    fn named(&self, id: TypeId, value: &Value, named: &mut Vec<Ident>) -> Option<String> {
        match (self.items.get(&id)?, value) {
            (Item::Record(record), Value::Object(object)) if record.is_built => {
                self.record(id, record, object, named)
            }
            (Item::Enumeration(enumeration), Value::String(text)) if !enumeration.is_integer => {
                variant(enumeration, text, named)
            }
            (Item::Enumeration(enumeration), Value::Number(number)) if enumeration.is_integer => {
                variant(enumeration, &number.to_string(), named)
            }
            (Item::Union(_), Value::String(text)) => Some(literal(text)),
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

fn framed(package: &Ident, module: &Ident, written: Written) -> Vec<String> {
    let mut lines = vec!["```no_run".to_owned()];
    lines.push(format!(
        "# async fn example(client: {package}::Client) -> Result<(), {package}::Error> {{"
    ));
    let mut named: Vec<String> = written.named.iter().map(Ident::to_string).collect();
    named.sort();
    named.dedup();
    match named.as_slice() {
        [] => {}
        [one] => lines.extend([format!("use {package}::{module}::{one};"), String::new()]),
        all => lines.extend([
            format!("use {package}::{module}::{{{}}};", all.join(", ")),
            String::new(),
        ]),
    }
    lines.extend(written.lines);
    lines.extend(["# let _ = answer;", "# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

fn variant(enumeration: &Enumeration, text: &str, named: &mut Vec<Ident>) -> Option<String> {
    let variant = enumeration
        .variants
        .iter()
        .find(|variant| variant.wire == text)?;
    named.push(enumeration.ident.clone());
    Some(format!("{}::{}", enumeration.ident, variant.ident))
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

/// One line where it fits, else a line per call.
fn chain(start: String, calls: &[String]) -> String {
    let whole = format!("{start}{}", calls.concat());
    if whole.len() <= WIDTH && !whole.contains('\n') {
        return whole;
    }
    calls.iter().fold(start, |mut text, call| {
        let _ = write!(text, "\n    {call}");
        text
    })
}
