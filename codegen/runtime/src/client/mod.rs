//! Sends operations over HTTP and turns answers into values or errors.
#![allow(
    dead_code,
    unused_imports,
    reason = "this folder is shared machinery, of which each SDK uses a part"
)]

mod api;

mod builder;

mod handle;

mod request;

mod path;

mod style;

mod multipart;

mod base_url;

mod server;

mod token;

mod credentials;

mod header;

mod timer;

mod pace;

mod retry;

mod call;

mod with_response;

mod execute;

mod trace;

mod response;

mod answer_header;

mod answer;

mod stream;

mod paging;

mod transport;

mod body;

mod network;

mod error;

pub use bytes::Bytes;
pub use http::Method;

pub use answer::Answer;
pub use answer_header::Header;
pub use api::{Api, Auth, Operation, RateLimit};
pub use body::{Body, Chunks};
pub use builder::ClientBuilder;
pub use call::{Call, CallFuture};
pub use credentials::TokenProvider;
pub use error::{
    ApiError, DecodeFailure, Error, InvalidRequest, TimeoutFailure, TooLarge, TransportFailure,
    WebhookFailure, WebhookProblem,
};
pub use handle::Client;
pub use multipart::File;
pub use paging::{Items, Next, Pages, Paging};
pub use request::RequestBuilder;
pub use response::Response;
pub use stream::{ChunksFuture, ResponseStream};
pub use style::{Style, Values};
pub use timer::{SkippingTimer, Timer};
pub use token::Token;
pub use transport::{
    BoxFuture, Limits, Phase, Sent, Transport, TransportError, TransportErrorKind,
};
pub use with_response::WithResponse;
