//! Builds the request of one operation from typed values; what is not legal is never sent.

mod ready;

use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};

use super::super::codec::{self, Place, Wire};
use super::answer::Answer;
use super::api::Operation;
use super::call::Call;
use super::error::InvalidRequest;
use super::handle::Client;
use super::multipart::{File, Parts};
use super::response::Response;
use super::retry::Effort;
use super::style::{self, Style, Values};
use super::{header, path};

pub(super) use ready::{Prepared, Ready};

/// A request that is being put together.
///
/// The first value that is not legal is kept, and is what the call returns.
#[must_use = "a request does nothing until it is made a call and awaited"]
#[derive(Clone)]
pub struct RequestBuilder {
    client: Client,
    operation: &'static Operation,
    path: String,
    query: String,
    headers: HeaderMap,
    cookies: String,
    body: Bytes,
    parts: Option<Parts>,
    effort: Effort,
    problem: Option<InvalidRequest>,
}

impl RequestBuilder {
    pub(super) fn new(client: &Client, operation: &'static Operation) -> RequestBuilder {
        RequestBuilder {
            client: client.clone(),
            effort: client.shared().effort,
            operation,
            path: operation.path().to_owned(),
            query: String::new(),
            headers: HeaderMap::new(),
            cookies: String::new(),
            body: Bytes::new(),
            parts: None,
            problem: None,
        }
    }

    /// Puts a value in the place of `{name}` in the path, percent-encoded.
    pub fn path(mut self, name: &str, value: impl ToString) -> Self {
        let filled = path::fill(&mut self.path, name, &value.to_string());
        self.note(filled);
        self
    }

    /// Puts values in the places of the path's parameters, in the order of the path, percent-encoded.
    pub fn in_path(mut self, values: &[&dyn fmt::Display]) -> Self {
        for (name, value) in path::names(self.operation.path()).zip(values) {
            let filled = path::fill(&mut self.path, name, &value.to_string());
            self.note(filled);
        }
        self
    }

    /// Puts a list or an object in the place of `{name}` in the path, written in a style.
    pub fn path_with<V: Values + ?Sized>(self, name: &str, style: Style, value: &V) -> Self {
        self.given(style::parameter(name, value), |mut request, value| {
            let filled = path::fill_styled(&mut request.path, name, style, &value);
            request.note(filled);
            request
        })
    }

    /// Adds a pair to the query, percent-encoded; a name may occur more than once.
    pub fn query(self, name: &str, value: impl ToString) -> Self {
        let pair = format!(
            "{}={}",
            style::strict(name),
            style::strict(&value.to_string())
        );
        self.add_pairs(vec![pair])
    }

    /// Adds a list or an object to the query, written in a style.
    pub fn query_with<V: Values + ?Sized>(self, name: &str, style: Style, value: &V) -> Self {
        self.given(style::parameter(name, value), |request, value| {
            request.add_pairs(style::pairs(name, style, &value, style::strict))
        })
    }

    /// Adds a value to the query whose reserved characters stay as they are, but for those that would split the query.
    pub fn query_reserved<V: Values + ?Sized>(self, name: &str, style: Style, value: &V) -> Self {
        self.given(style::parameter(name, value), |request, value| {
            request.add_pairs(style::pairs(name, style, &value, style::reserved))
        })
    }

    /// Adds a list of texts to the query, written in a style.
    pub fn query_list<T: Into<String>>(
        self,
        name: &str,
        style: Style,
        texts: impl IntoIterator<Item = T>,
    ) -> Self {
        let texts: Vec<String> = texts.into_iter().map(Into::into).collect();
        self.query_with(name, style, &texts)
    }

    /// Sets a header, in the place of one of the same name.
    pub fn header(mut self, name: &str, value: impl ToString) -> Self {
        let (api, operation) = (self.client.shared().api, Some(self.operation));
        let set = header::checked(api, operation, name, &value.to_string())
            .map(|(name, value)| self.headers.insert(name, value));
        self.note(set);
        self
    }

    /// Sets a header to a list or an object, written in a style.
    pub fn header_with<V: Values + ?Sized>(self, name: &str, style: Style, value: &V) -> Self {
        self.given(
            style::parameter(name, value),
            |request, value| match style::header(style, &value) {
                Some(text) => request.header(name, text),
                None => request,
            },
        )
    }

    /// Adds a cookie, percent-encoded.
    pub fn cookie(self, name: &str, value: impl ToString) -> Self {
        self.cookie_with(name, Style::Form, value.to_string().as_str())
    }

    /// Adds a list or an object as cookies, written in a style.
    pub fn cookie_with<V: Values + ?Sized>(self, name: &str, style: Style, value: &V) -> Self {
        self.given(style::parameter(name, value), |mut request, value| {
            for pair in style::pairs(name, style, &value, style::strict) {
                let lead = if request.cookies.is_empty() { "" } else { "; " };
                request.cookies.push_str(lead);
                request.cookies.push_str(&pair);
            }
            request
        })
    }

    /// Refuses a parameter that is not a finite number, as others have no text.
    pub fn finite<V: Values>(self, name: &str, value: &V) -> Self {
        self.given(style::parameter(name, value), |request, _| request)
    }

    /// Asks of a parameter's value what its schema demands; where it does not hold, nothing is sent.
    pub fn check<V: Values + ?Sized>(
        mut self,
        name: &str,
        value: &V,
        ask: impl for<'p, 'v> FnOnce(&'p Place<'v>) -> &'p Place<'v>,
    ) -> Self {
        let holds = value.values().and_then(|value| {
            let asked = codec::check(&value, |place| {
                ask(place);
            });
            asked.map_err(InvalidRequest::from)
        });
        self.note(holds.map_err(|problem| problem.at(style::place_of(name))));
        self
    }

    /// Sets the body, after its value has passed the checks of its schema.
    pub fn json(self, body: &dyn Wire) -> Self {
        self.json_as("application/json", body)
    }

    /// Sets the body to JSON of a media type of its own.
    pub fn json_as(mut self, media_type: &'static str, body: &dyn Wire) -> Self {
        match encoded(body) {
            Ok(bytes) => self.body = bytes,
            Err(problem) => self.note(Err::<(), _>(problem)),
        }
        self.typed(media_type)
    }

    /// Sets the body to the pairs of an HTML form, each member in the style that is named for it.
    pub fn form(self, body: &dyn Wire, styles: &[(&str, Style)]) -> Self {
        self.form_reserved(body, styles, &[])
    }

    /// Sets the body to the pairs of an HTML form; reserved characters stay as they are in the members that are named for
    /// it, but for those that would split the form.
    pub fn form_reserved(
        self,
        body: &dyn Wire,
        styles: &[(&str, Style)],
        reserved: &[&str],
    ) -> Self {
        let checked = codec::validate(body)
            .map_err(InvalidRequest::from)
            .and_then(|()| {
                let unfit = |error: codec::EncodeError| {
                    InvalidRequest::new("request body", error.to_string())
                };
                codec::to_value(body).map_err(unfit)
            });
        self.given(checked, |request, value| {
            let text = style::form(&value, styles, reserved);
            request.bytes("application/x-www-form-urlencoded", text)
        })
    }

    /// Sets the body to bytes as they are.
    pub fn bytes(mut self, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self.typed(media_type)
    }

    /// Sets the body to a text; its media type tells that it is UTF-8 where that makes a difference.
    pub fn text(self, media_type: &'static str, body: impl Into<String>) -> Self {
        let body = body.into();
        let is_plain = body.is_ascii() || media_type.contains("charset");
        let request = self.bytes(media_type, body);
        if is_plain || !media_type.starts_with("text/") {
            return request;
        }
        // Without it, a server may take the text for Latin-1.
        request.header(
            CONTENT_TYPE.as_str(),
            format!("{media_type}; charset=utf-8"),
        )
    }

    /// Sets the body where there is one.
    pub fn body_opt<B>(self, body: Option<B>, set: impl FnOnce(Self, B) -> Self) -> Self {
        match body {
            Some(body) => set(self, body),
            None => self,
        }
    }

    /// Sets the body where there is one.
    pub fn json_opt<T: Wire>(self, body: Option<&T>) -> Self {
        self.body_opt(body, |request, body| request.json(body))
    }

    /// Sets the body to the pairs of an HTML form where there is one.
    pub fn form_opt<T: Wire>(self, body: Option<&T>, styles: &[(&str, Style)]) -> Self {
        self.body_opt(body, |request, body| request.form(body, styles))
    }

    /// Makes the body one of several parts, which are then added one by one.
    pub fn multipart(mut self) -> Self {
        self.parts.get_or_insert_default();
        self
    }

    /// Makes the body one of several parts of another media type than `multipart/form-data`.
    pub fn multipart_as(mut self, media_type: &'static str) -> Self {
        self.parts.get_or_insert_with(|| Parts::of(media_type));
        self
    }

    /// Adds a part that holds a text.
    pub fn part(mut self, name: &str, value: impl ToString) -> Self {
        self.parts
            .get_or_insert_default()
            .text(name, value.to_string());
        self
    }

    /// Adds a part for a value, or one for each item of a list; an empty media type leaves it to the value.
    pub fn part_with<V: Values + ?Sized>(self, name: &str, media_type: &str, value: &V) -> Self {
        self.given(style::parameter(name, value), |mut request, value| {
            request
                .parts
                .get_or_insert_default()
                .value(name, media_type, &value);
            request
        })
    }

    /// Adds a part for a value, or several, as the style asks for.
    pub fn part_in<V: Values + ?Sized>(self, name: &str, style: Style, value: &V) -> Self {
        self.given(style::parameter(name, value), |mut request, value| {
            let parts = request.parts.get_or_insert_default();
            for (name, text) in style::texts(name, style, &value) {
                parts.text(&name, text);
            }
            request
        })
    }

    /// Adds a part that holds a file; an empty media type stands for bytes of any kind.
    pub fn part_file(mut self, name: &str, media_type: &str, file: impl Into<File>) -> Self {
        let added = self
            .parts
            .get_or_insert_default()
            .file(name, media_type, file.into());
        self.note(added);
        self
    }

    /// Adds a part for each file.
    pub fn part_files<F: Into<File>>(
        self,
        name: &str,
        media_type: &str,
        files: impl IntoIterator<Item = F>,
    ) -> Self {
        files.into_iter().fold(self, |request, file| {
            request.part_file(name, media_type, file)
        })
    }

    /// Gives headers to the parts of a name.
    pub fn part_headers(mut self, name: &str, headers: &[(&str, &str)]) -> Self {
        let set = self
            .parts
            .get_or_insert_default()
            .set_headers(name, headers);
        self.note(set);
        self
    }

    /// A call whose answer is read from JSON.
    pub fn call<T: Wire>(self) -> Call<T> {
        Call::new(self, |response: Response| response.decode())
    }

    /// A call whose answer is read from JSON where it has content.
    pub fn call_optional<T: Wire>(self) -> Call<Option<T>> {
        Call::new(self, |response: Response| response.decode_optional())
    }

    /// A call whose answer is told apart by its status.
    pub fn call_answer<T: Answer>(self) -> Call<T> {
        Call::new(self, T::read)
    }

    /// A call whose answer is bytes as they come.
    pub fn call_bytes(self) -> Call<Bytes> {
        Call::new(self, |response: Response| Ok(response.body().clone()))
    }

    /// A call whose answer is text.
    pub fn call_text(self) -> Call<String> {
        Call::new(self, |response: Response| Ok(response.text()))
    }

    /// A call whose answer has no content that matters.
    pub fn call_empty(self) -> Call<()> {
        Call::new(self, |_| Ok(()))
    }

    pub(super) fn effort(mut self, change: impl FnOnce(&mut Effort)) -> Self {
        change(&mut self.effort);
        self
    }

    /// Sets a parameter of the query, in the place of all pairs of its name.
    pub(super) fn replace_query(&mut self, name: &str, value: &str) {
        let start = format!("{}=", style::strict(name));
        let others = self
            .query
            .split('&')
            .filter(|pair| !pair.starts_with(&start) && !pair.is_empty());
        let mut query: String = others.flat_map(|pair| [pair, "&"]).collect();
        query.extend([&*start, &*style::strict(value)]);
        self.query = query;
    }

    /// A parameter of the query, where it is a number.
    pub(super) fn query_number(&self, name: &str) -> Option<u64> {
        let start = format!("{}=", style::strict(name));
        let mut values = self
            .query
            .split('&')
            .filter_map(|pair| pair.strip_prefix(&start));
        values.next()?.parse().ok()
    }

    pub(super) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Goes on with a value, or keeps the reason why there is none.
    fn given<V>(
        mut self,
        value: Result<V, InvalidRequest>,
        send: impl FnOnce(Self, V) -> Self,
    ) -> Self {
        match value {
            Ok(value) => send(self, value),
            Err(problem) => {
                self.note(Err::<(), _>(problem));
                self
            }
        }
    }

    fn add_pairs(mut self, pairs: Vec<String>) -> Self {
        for pair in pairs {
            if !self.query.is_empty() {
                self.query.push('&');
            }
            self.query.push_str(&pair);
        }
        self
    }

    /// Names the media type of the body.
    fn typed(mut self, media_type: &'static str) -> Self {
        self.headers
            .insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        self
    }

    fn note<T>(&mut self, outcome: Result<T, InvalidRequest>) {
        if let Err(problem) = outcome {
            self.problem.get_or_insert(problem);
        }
    }
}

impl fmt::Debug for RequestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBuilder")
            .field("operation", &self.operation.id())
            .field("method", self.operation.method())
            .field("path", &self.operation.path())
            .field("timeout", &self.effort.timeout)
            .finish_non_exhaustive()
    }
}

fn encoded(body: &dyn Wire) -> Result<Bytes, InvalidRequest> {
    codec::validate(body).map_err(InvalidRequest::from)?;
    let bytes = codec::encode(body)
        .map_err(|error| InvalidRequest::new("request body", error.to_string()))?;
    Ok(Bytes::from(bytes))
}
