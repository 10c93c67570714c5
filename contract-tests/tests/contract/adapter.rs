//! The generated SDK, as the checks see it: the one file that names the crate.

use callbell::contract::{self, DispatchError, Input};
use callbell::{Client, Error, SkippingTimer};
use contract_tests::sdk::{Call, Calling, Decoded, Failure, OperationTypes, Sdk, chain, debug};
use serde_json::Value;

/// The SDK in `generated/`.
pub struct Generated;

impl Sdk for Generated {
    fn operations(&self) -> Vec<OperationTypes> {
        let operations = contract::operations().map(|operation| OperationTypes {
            id: operation.id.to_owned(),
            request: operation.request.map(str::to_owned),
            responses: operation
                .responses
                .iter()
                .map(|found| owned(*found))
                .collect(),
        });
        operations.collect()
    }

    fn types(&self) -> Vec<(String, String)> {
        contract::types()
            .map(|(name, location)| (name.to_owned(), location))
            .collect()
    }

    fn decode(&self, type_name: &str, json: &[u8]) -> Option<Result<Decoded, String>> {
        let decoded = contract::decode(type_name, json)?;
        let decoded = decoded.map_err(|error| chain(&error));
        Some(decoded.map(owned_value))
    }

    fn events(&self) -> Vec<(String, String)> {
        let events = contract::EVENTS.iter();
        events
            .map(|(key, name)| ((*key).to_owned(), (*name).to_owned()))
            .collect()
    }

    fn event(&self, json: &[u8]) -> Option<Result<(Option<String>, Decoded), String>> {
        let read = contract::event(json)?.map_err(|error| chain(&error));
        Some(read.map(|(name, decoded)| (name, owned_value(decoded))))
    }

    fn json_schema(&self, type_name: &str) -> Option<Value> {
        contract::json_schema(type_name)
    }

    fn call<'a>(&'a self, call: &'a Call) -> Calling<'a> {
        Box::pin(async move { send(call, false).await.map_err(failed) })
    }

    fn walk<'a>(&'a self, call: &'a Call) -> Calling<'a> {
        Box::pin(async move { send(call, true).await.map_err(failed) })
    }

    fn describe(&self, base_url: &str, token: &str) -> String {
        let builder = Client::builder().base_url(base_url).token(token);
        let client = contract::client(base_url, token);
        format!("{}\n{}", debug(&builder), debug(&client))
    }
}

async fn send(call: &Call, walks: bool) -> Result<Value, DispatchError> {
    let client = client(call)?;
    let input = Input {
        parameters: &call.parameters,
        body: call.body.as_deref(),
        walks,
    };
    contract::dispatch(&client, &call.operation, input).await
}

fn client(call: &Call) -> Result<Client, Error> {
    let mut builder = Client::builder()
        .base_url(&*call.base_url)
        .token(&*call.token)
        .timer(SkippingTimer::new());
    if let Some(timeout) = call.timeout {
        builder = builder.timeout(timeout);
    }
    if let Some(attempts) = call.attempts {
        builder = builder.attempts(attempts);
    }
    builder.build()
}

fn failed(error: DispatchError) -> Failure {
    match error {
        DispatchError::Call(error) => failure(&error),
        DispatchError::Input(text) => Failure {
            kind: "not dispatched",
            text,
            ..Failure::default()
        },
    }
}

fn failure(error: &Error) -> Failure {
    Failure {
        kind: kind(error),
        status: error.status().map(|status| status.as_u16()),
        retry_after: error.retry_after(),
        attempts: error.attempts(),
        was_sent: error.was_sent(),
        body: error.body().map(<[u8]>::to_vec),
        text: chain(error),
        debug: debug(error),
    }
}

fn kind(error: &Error) -> &'static str {
    match error {
        Error::InvalidRequest(_) => "invalid_request",
        Error::Transport(_) => "transport",
        Error::Timeout(_) => "timeout",
        Error::RateLimited(_) => "rate_limited",
        Error::Api(_) => "api",
        Error::Decode(_) => "decode",
        Error::ResponseTooLarge(_) => "response_too_large",
        Error::Webhook(_) => "webhook",
        _ => "another",
    }
}

fn owned_value(decoded: contract::Decoded) -> Decoded {
    Decoded {
        value: decoded.value,
        violations: decoded.violations,
    }
}

fn owned((status, media_type, name): (&str, &str, &str)) -> (String, String, String) {
    (status.to_owned(), media_type.to_owned(), name.to_owned())
}
