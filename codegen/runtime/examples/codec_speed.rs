//! Measures the codec against serde's derive on the same types: `cargo run --release -p runtime --example codec_speed`.
//!
//! Derive drops unknown members; the codec keeps them. The least of many runs is shown, the two taking turns.
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use codec::{enumeration, record};

#[path = "../src/codec/mod.rs"]
mod codec;

fn main() {
    let extra = r#","href":"https://example.org/contacts/1","conversations":7,"labels":["x"]"#;
    for (label, extra) in [("known members", ""), ("with unknown members", extra)] {
        let text = sample(extra);
        println!("{label}, {} bytes", text.len());
        let derived: DerivedPage = serde_json::from_str(&text).expect("the sample fits");
        let page: Page = codec::decode(text.as_bytes()).expect("the sample fits");
        compare(
            "decode",
            || {
                drop(black_box(serde_json::from_slice::<DerivedPage>(
                    text.as_bytes(),
                )))
            },
            || drop(black_box(codec::decode::<Page>(text.as_bytes()))),
        );
        compare(
            "encode",
            || drop(black_box(serde_json::to_vec(&derived))),
            || drop(black_box(codec::encode(&page))),
        );
    }
}

/// A page of 300 contacts.
fn sample(extra: &str) -> String {
    let contact = |number: usize| {
        format!(
            r#"{{"uuid":"0123456789abcdef{number:04}","name":"Ann Example","phoneNumber":"+15550100",
            "avatarUrl":null,"createdAt":"2024-01-02T03:04:05Z","source":"web","tags":["one","two"],
            "blocked":false,"count":{number},"team":{{"uuid":"fedcba98","name":"General"}}{extra}}}"#
        )
    };
    let contacts: Vec<String> = (0..300).map(contact).collect();
    format!(r#"{{"contacts":[{}]}}"#, contacts.join(","))
}

fn compare(what: &str, mut derived: impl FnMut(), mut shared: impl FnMut()) {
    let (mut by_derive, mut by_codec) = (Duration::MAX, Duration::MAX);
    for _ in 0..300 {
        by_derive = by_derive.min(time(&mut derived));
        by_codec = by_codec.min(time(&mut shared));
    }
    let ratio = by_codec.as_secs_f64() / by_derive.as_secs_f64();
    println!("  {what}: derive {by_derive:?}, codec {by_codec:?}, {ratio:.2} times");
}

fn time(run: &mut impl FnMut()) -> Duration {
    let begin = Instant::now();
    run();
    begin.elapsed()
}

pub struct Page {
    pub contacts: Vec<Contact>,
    pub extra: codec::Extra,
}

record! { Page { contacts "contacts", ..extra } }

pub struct Contact {
    pub uuid: String,
    pub name: Option<String>,
    pub phone_number: Option<String>,
    pub avatar_url: Option<String>,
    pub created_at: Option<String>,
    pub source: Option<Source>,
    pub tags: Option<Vec<String>>,
    pub blocked: Option<bool>,
    pub count: Option<i64>,
    pub team: Option<Team>,
    pub extra: codec::Extra,
}

record! { Contact {
    uuid "uuid",
    name "name",
    phone_number "phoneNumber",
    avatar_url "avatarUrl" nullable,
    created_at "createdAt",
    source "source",
    tags "tags",
    blocked "blocked",
    count "count",
    team "team",
    ..extra
} }

pub struct Team {
    pub uuid: String,
    pub name: Option<String>,
    pub extra: codec::Extra,
}

record! { Team { uuid "uuid", name "name", ..extra } }

pub enum Source {
    Web,
    App,
    Unknown(String),
}

enumeration! { Source { Web = "web", App = "app", ..Unknown } }

#[derive(Serialize, Deserialize)]
pub struct DerivedPage {
    pub contacts: Vec<DerivedContact>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DerivedContact {
    pub uuid: String,
    pub name: Option<String>,
    pub phone_number: Option<String>,
    pub avatar_url: Option<String>,
    pub created_at: Option<String>,
    pub source: Option<DerivedSource>,
    pub tags: Option<Vec<String>>,
    pub blocked: Option<bool>,
    pub count: Option<i64>,
    pub team: Option<DerivedTeam>,
}

#[derive(Serialize, Deserialize)]
pub struct DerivedTeam {
    pub uuid: String,
    pub name: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DerivedSource {
    Web,
    App,
}
