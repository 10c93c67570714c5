//! An answer of success as it came.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::super::codec::{self, DecodeError, Wire};
use super::answer_header::Header;
use super::body;
use super::error::{Context, DecodeFailure, Error};

/// An answer with a status of success, whole and not yet decoded.
#[derive(Clone)]
pub struct Response {
    context: Context,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Response {
    pub(super) fn new(
        context: Context,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Response {
        Response {
            context,
            status,
            headers,
            body,
        }
    }

    /// The status, always one of success.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value of a documented header.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when it does not fit its type, or is absent and its type is not an `Option`.
    pub fn header<T: Wire>(&self, header: Header<T>) -> Result<T, Error> {
        let name = header.name();
        let read = header.read(&self.headers);
        read.map_err(|error| self.decode_failure(error).of_header(name).into())
    }

    /// The body as it came, after any content encoding was undone.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// How often the request was sent until this answer came.
    pub fn attempts(&self) -> u32 {
        self.context.attempts
    }

    /// Reads the body as JSON, whatever its content type says.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when it is no JSON or does not fit the type.
    pub fn decode<T: Wire>(&self) -> Result<T, Error> {
        let mut value = T::blank();
        self.decode_into(&mut value)?;
        Ok(value)
    }

    /// Reads the body as JSON where there is one.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when it is neither empty nor JSON that fits the type.
    pub fn decode_optional<T: Wire>(&self) -> Result<Option<T>, Error> {
        if self.body.is_empty() {
            Ok(None)
        } else {
            self.decode().map(Some)
        }
    }

    /// The body as text; what is not UTF-8 in it is replaced by U+FFFD.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The error of an answer that fits its type and still makes no sense.
    pub(super) fn unfit(&self, why: &str) -> Error {
        self.failure(DecodeError::unfit(why))
    }

    fn decode_into(&self, value: &mut dyn Wire) -> Result<(), Error> {
        codec::decode_into(value, body::json(&self.body)).map_err(|error| self.failure(error))
    }

    fn failure(&self, error: DecodeError) -> Error {
        self.decode_failure(error).into()
    }

    fn decode_failure(&self, error: DecodeError) -> DecodeFailure {
        DecodeFailure::new(
            self.context,
            self.status,
            &self.headers,
            self.body.clone(),
            error,
        )
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}
