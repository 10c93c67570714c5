//! Finds the member that tells the webhooks apart.
//!
//! Runs after `collapse_aliases`, because bodies must be seen as what they are.

use std::collections::BTreeSet;

use crate::model::{Api, Events, LiteralKind, Record, Shape, TypeId, Types};

/// Fills the events of the webhooks, where one member has other literal values in each of their bodies: the one of the
/// envelope, or the first that does.
pub fn run(api: &mut Api) {
    api.webhooks.events = found(api);
}

fn found(api: &Api) -> Option<Events> {
    let bodies = api.webhooks.hooks.iter().map(|hook| hook.ty);
    let records: Vec<&Record> = bodies
        .map(|body| record(&api.types, body))
        .collect::<Option<_>>()?;
    let envelope = api.webhooks.envelope.as_ref();
    let wanted = |name: &&str| envelope.is_none_or(|envelope| envelope.event == *name);
    let names = records.first()?.members.iter();
    let mut names = names.map(|member| member.wire_name.as_str()).filter(wanted);
    let (member, tags) = names.find_map(|name| Some((name, apart(&api.types, &records, name)?)))?;
    let payloads = envelope.map(|envelope| payloads(&api.types, &records, &envelope.payload));
    Some(Events {
        member: member.to_owned(),
        tags,
        payloads: payloads.unwrap_or_default(),
    })
}

fn record(types: &Types, id: TypeId) -> Option<&Record> {
    match types.shape(id) {
        Shape::Record(record) => Some(record),
        _ => None,
    }
}

/// The values of a member, record by record, if no two records share one.
fn apart(types: &Types, records: &[&Record], name: &str) -> Option<Vec<Vec<String>>> {
    let tags: Vec<Vec<String>> = records
        .iter()
        .map(|record| values(types, record, name))
        .collect::<Option<_>>()?;
    let mut seen = BTreeSet::new();
    let apart = tags.iter().flatten().all(|tag| seen.insert(tag));
    apart.then(|| tags.clone())
}

fn values(types: &Types, record: &Record, name: &str) -> Option<Vec<String>> {
    match types.shape(member(types, record, name)?) {
        Shape::Enumeration(found) if found.kind == LiteralKind::Text => {
            Some(found.values.iter().map(|one| one.wire.clone()).collect())
        }
        _ => None,
    }
}

/// The types of a member that are objects, each of them once.
fn payloads(types: &Types, records: &[&Record], name: &str) -> Vec<TypeId> {
    let mut found = Vec::new();
    for payload in records
        .iter()
        .filter_map(|record| member(types, record, name))
    {
        if record(types, payload).is_some() && !found.contains(&payload) {
            found.push(payload);
        }
    }
    found
}

/// The type of a member where it is not null.
fn member(types: &Types, record: &Record, name: &str) -> Option<TypeId> {
    let mut members = record.members.iter();
    let ty = members.find(|member| member.wire_name == name)?.ty;
    Some(match types.shape(ty) {
        Shape::Nullable(inner) => *inner,
        _ => ty,
    })
}
