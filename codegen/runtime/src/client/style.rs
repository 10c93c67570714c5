//! Writes parameter values in the styles of OpenAPI.

use serde_json::Value;

use super::super::codec::{self, Wire};
use super::error::InvalidRequest;
use super::path;

/// How a list or an object becomes text; `Explode` gives each item or member a place of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `name=a,b`
    Form,
    /// `name=a&name=b`, and `key=value` for each member of an object.
    FormExplode,
    /// `name=a%20b`
    Space,
    /// `name=a%7Cb`
    Pipe,
    /// `name[key]=value`
    Deep,
    /// `a,b`
    Simple,
    /// `a,b`, and `key=value,key=value` for an object.
    SimpleExplode,
    /// `.a,b`
    Label,
    /// `.a.b`
    LabelExplode,
    /// `;name=a,b`
    Matrix,
    /// `;name=a;name=b`
    MatrixExplode,
    /// JSON text.
    Json,
}

/// A value that can stand in a parameter: text, a value of the API, or a slice of such values.
pub trait Values {
    /// The value as JSON, after it has passed the checks of its schema.
    ///
    /// # Errors
    ///
    /// When it breaks its schema or JSON cannot express it.
    fn values(&self) -> Result<Value, InvalidRequest>;
}

impl<T: Wire> Values for T {
    fn values(&self) -> Result<Value, InvalidRequest> {
        checked(self)
    }
}

impl<T: Wire> Values for [T] {
    fn values(&self) -> Result<Value, InvalidRequest> {
        self.iter().map(|item| checked(item)).collect()
    }
}

impl Values for str {
    fn values(&self) -> Result<Value, InvalidRequest> {
        Ok(Value::from(self))
    }
}

/// The value of a parameter; an error names the parameter.
pub(super) fn parameter<V: Values + ?Sized>(
    name: &str,
    value: &V,
) -> Result<Value, InvalidRequest> {
    value.values().map_err(|problem| problem.at(place_of(name)))
}

/// What a parameter is called in errors.
pub(super) fn place_of(name: &str) -> String {
    format!("parameter `{}`", name.escape_debug())
}

/// How deep the brackets of the deep style go; what lies deeper is written as JSON text.
const DEPTH: usize = 16;

/// The encoded `name=value` pairs of a query or of a form, values as they are to be encoded; none for `null` and for empty
/// lists, unless they are JSON.
pub(super) fn pairs(name: &str, style: Style, value: &Value, encode: Encode) -> Vec<String> {
    let pairs = spread(name, style, value, (strict, encode, separator(style)));
    let pairs = pairs.into_iter();
    pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect()
}

/// The same as names and texts, for places where nothing has to be encoded.
pub(super) fn texts(name: &str, style: Style, value: &Value) -> Vec<(String, String)> {
    let separator = match style {
        Style::Space => " ",
        Style::Pipe => "|",
        _ => ",",
    };
    let plain: Encode = str::to_owned;
    spread(name, style, value, (plain, plain, separator))
}

/// The encoded text that takes the place of `{name}` in a path.
pub(super) fn path(name: &str, style: Style, value: &Value) -> Result<String, &'static str> {
    let parts = match style {
        Style::Json => Parts::One(value.to_string()),
        _ => Parts::of(value),
    };
    let texts = parts.flat();
    if texts.is_empty() {
        return Err("must not be empty");
    }
    if let Some(reason) = texts.iter().find_map(|text| path::flaw(text)) {
        return Err(reason);
    }
    let (lead, between, explode) = match style {
        Style::Label => (".", ",", false),
        Style::LabelExplode => (".", ".", true),
        Style::Matrix => (";", ",", false),
        Style::MatrixExplode => (";", ";", true),
        Style::SimpleExplode => ("", ",", true),
        _ => ("", ",", false),
    };
    let is_matrix = matches!(style, Style::Matrix | Style::MatrixExplode);
    let named_once = is_matrix && !(explode && matches!(parts, Parts::List(_) | Parts::Object(_)));
    let prefix = if named_once {
        format!("{lead}{}=", strict(name))
    } else {
        lead.to_owned()
    };
    let item_prefix = match &parts {
        Parts::List(_) if is_matrix && explode => format!("{}=", strict(name)),
        _ => String::new(),
    };
    let items: Vec<String> = parts
        .items(explode, strict)
        .into_iter()
        .map(|item| format!("{item_prefix}{item}"))
        .collect();
    Ok(format!("{prefix}{}", items.join(between)))
}

/// The text of a header; none for `null` and for empty lists.
pub(super) fn header(style: Style, value: &Value) -> Option<String> {
    let parts = match style {
        Style::Json => Parts::One(value.to_string()),
        _ => Parts::of(value),
    };
    let items = parts.items(style == Style::SimpleExplode, str::to_owned);
    (!items.is_empty()).then(|| items.join(","))
}

/// The encoded pairs of a form body: each member in its own style, objects as JSON text where none is named.
pub(super) fn form(members: &Value, styles: &[(&str, Style)], unescaped: &[&str]) -> String {
    let members = members.as_object().into_iter().flatten();
    let pairs = members.flat_map(|(name, value)| {
        let named = styles
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, style)| *style);
        let usual = if value.is_object() {
            Style::Json
        } else {
            Style::FormExplode
        };
        let stays = unescaped.contains(&name.as_str());
        let encode = if stays { reserved } else { strict };
        pairs(name, named.unwrap_or(usual), value, encode)
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// How names and values are made fit for their place.
pub(super) type Encode = fn(&str) -> String;

/// Percent-encodes all but the unreserved characters.
pub(super) fn strict(text: &str) -> String {
    path::encode(text).collect()
}

/// Percent-encodes what would end or split a query, and leaves other reserved characters.
pub(super) fn reserved(text: &str) -> String {
    path::encode_reserved(text)
}

/// The text of a scalar; JSON text of anything else.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Names and texts, made fit for their place.
fn spread(
    name: &str,
    style: Style,
    value: &Value,
    (encode_name, encode, separator): (Encode, Encode, &str),
) -> Vec<(String, String)> {
    let pair = |name: &str, value: &str| (encode_name(name), encode(value));
    match (Parts::of(value), style) {
        (_, Style::Json) => vec![pair(name, &value.to_string())],
        (Parts::None, _) => Vec::new(),
        (_, Style::Deep) => {
            let mut pairs = Vec::new();
            deep(name.to_owned(), value, 0, &mut |name, value| {
                pairs.push(pair(name, value))
            });
            pairs
        }
        (Parts::One(text), _) => vec![pair(name, &text)],
        (Parts::List(items), Style::FormExplode) => {
            items.iter().map(|item| pair(name, item)).collect()
        }
        (Parts::Object(members), Style::FormExplode) => members
            .iter()
            .map(|(key, value)| pair(key, value))
            .collect(),
        (parts, _) => {
            let texts: Vec<String> = parts.flat().iter().map(|text| encode(text)).collect();
            vec![(encode_name(name), texts.join(separator))]
        }
    }
}

fn checked(value: &dyn Wire) -> Result<Value, InvalidRequest> {
    codec::validate(value).map_err(InvalidRequest::from)?;
    codec::to_value(value).map_err(|error| InvalidRequest::new("parameter", error.to_string()))
}

fn separator(style: Style) -> &'static str {
    match style {
        Style::Space => "%20",
        Style::Pipe => "%7C",
        _ => ",",
    }
}

/// Writes `name[key]=value`; lists of scalars as `name[]=value`, other lists with their indices.
fn deep(name: String, value: &Value, depth: usize, write: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::Null => {}
        Value::Object(members) if depth < DEPTH => {
            for (key, value) in members {
                deep(format!("{name}[{key}]"), value, depth + 1, write);
            }
        }
        Value::Array(items) if depth < DEPTH => {
            for (index, item) in items.iter().enumerate() {
                let is_scalar = !item.is_object() && !item.is_array();
                let index = if is_scalar {
                    String::new()
                } else {
                    index.to_string()
                };
                deep(format!("{name}[{index}]"), item, depth + 1, write);
            }
        }
        scalar => write(&name, &text(scalar)),
    }
}

/// A value as far as the styles tell values apart.
enum Parts {
    None,
    One(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Parts {
    fn of(value: &Value) -> Parts {
        let given = |value: &&Value| !value.is_null();
        match value {
            Value::Null => Parts::None,
            Value::Array(items) => match items.iter().filter(given).map(text).collect::<Vec<_>>() {
                items if items.is_empty() => Parts::None,
                items => Parts::List(items),
            },
            Value::Object(members) => {
                let members = members.iter().filter(|(_, value)| !value.is_null());
                let members: Vec<_> = members
                    .map(|(key, value)| (key.clone(), text(value)))
                    .collect();
                if members.is_empty() {
                    Parts::None
                } else {
                    Parts::Object(members)
                }
            }
            scalar => Parts::One(text(scalar)),
        }
    }

    /// Items, or names and values in turn.
    fn flat(&self) -> Vec<&str> {
        match self {
            Parts::None => Vec::new(),
            Parts::One(text) => vec![text],
            Parts::List(items) => items.iter().map(String::as_str).collect(),
            Parts::Object(members) => members
                .iter()
                .flat_map(|(key, value)| [key.as_str(), value.as_str()])
                .collect(),
        }
    }

    /// The same, with `key=value` for the members of an object that is exploded.
    fn items(&self, explode: bool, encode: Encode) -> Vec<String> {
        match self {
            Parts::Object(members) if explode => members
                .iter()
                .map(|(key, value)| format!("{}={}", encode(key), encode(value)))
                .collect(),
            parts => parts.flat().into_iter().map(encode).collect(),
        }
    }
}
