//! Measures the codec against serde's derive on the same types: `cargo bench -p runtime --bench codec`.
//!
//! Derive drops unknown members; the codec keeps them.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde::{Deserialize, Serialize};

use codec::{enumeration, record};

#[path = "../src/codec/mod.rs"]
mod codec;

fn decode(criterion: &mut Criterion) {
    let extra = r#","href":"https://example.org/contacts/1","conversations":7,"labels":["x"]"#;
    for (label, extra) in [("known members", ""), ("with unknown members", extra)] {
        let text = sample(extra);
        let mut group = criterion.benchmark_group(format!("decode/{label}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("derive", |bencher| {
            bencher.iter(|| serde_json::from_slice::<DerivedPage>(black_box(text.as_bytes())));
        });
        group.bench_function("codec", |bencher| {
            bencher.iter(|| codec::decode::<Page>(black_box(text.as_bytes())));
        });
    }
}

fn encode(criterion: &mut Criterion) {
    let text = sample("");
    let derived: DerivedPage = serde_json::from_str(&text).expect("the sample fits");
    let page: Page = codec::decode(text.as_bytes()).expect("the sample fits");
    let mut group = criterion.benchmark_group("encode");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("derive", |bencher| {
        bencher.iter(|| serde_json::to_vec(black_box(&derived)));
    });
    group.bench_function("codec", |bencher| {
        bencher.iter(|| codec::encode(black_box(&page)))
    });
}

criterion_group!(benches, decode, encode);
criterion_main!(benches);

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
