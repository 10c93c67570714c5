//! What a program that listens is told of attempts: no URL, no header, no body.

use std::fmt::{self, Write};
use std::sync::{Arc, Mutex};

use serde_json::json;
use tracing::field::{Field, Visit};
use tracing::subscriber::with_default;
use tracing::{Event, Metadata, Subscriber, span};

use crate::runtime::client::{Client, ClientBuilder, SkippingTimer};
use crate::support::{API, Fake, TOKEN, UPDATE, get};

/// Takes down each event as a line.
#[derive(Clone, Default)]
struct Listener {
    lines: Arc<Mutex<Vec<String>>>,
}

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // Other libraries tell things of their own.
        metadata.target().contains("runtime::client")
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line::default();
        event.record(&mut line);
        self.lines.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, "{}={value:?} ", field.name()).unwrap();
    }
}

/// The events of a call.
fn events_of(call: impl AsyncFnOnce()) -> Vec<String> {
    let listener = Listener::default();
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().unwrap();
    with_default(listener.clone(), || runtime.block_on(call()));
    let lines = listener.lines.lock().unwrap();
    lines
        .iter()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

#[test]
fn an_attempt_is_told_without_what_it_carried() {
    let fake = Fake::answering(200, &[("x-secret", "in-a-header")], r#"{"in":"an answer"}"#);
    let client = fake.client();
    let events = events_of(async || {
        let call = client.request(&UPDATE).path("id", "in-a-path");
        let call = call
            .query("page", "in-a-query")
            .json(&json!({"in": "a body"}));
        call.call::<serde_json::Value>().await.unwrap();
    });
    let expected = "message=attempt operation=\"updateThing\" method=\"PATCH\" path=\"/things/{id}\" attempt=1 status=200 outcome=\"ok\"";
    assert_eq!(events, [expected]);
    assert!(!events[0].contains(TOKEN));
}

#[test]
fn the_wait_before_the_next_attempt_is_told() {
    let fake = Fake::answering(429, &[("retry-after", "2")], "{}");
    let builder = ClientBuilder::new(&API).token(TOKEN).transport(fake);
    let client: Client = builder.timer(SkippingTimer::new()).build().unwrap();
    let events = events_of(async || {
        get(&client).await.unwrap();
    });
    let [first, second] = events.as_slice() else {
        panic!("{events:?}");
    };
    assert!(
        first.contains("attempt=1 status=429 outcome=\"rate limited\" delay_ms=2"),
        "{first}"
    );
    assert!(
        second.contains("attempt=2 status=200 outcome=\"ok\""),
        "{second}"
    );
}
