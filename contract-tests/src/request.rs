//! Judges a captured request by the operation that it claims to be.

use serde_json::{Map, Value};

use crate::captured::Captured;
use crate::compare::compare;
use crate::contract::{Content, Contract, Credential, Operation, Parameter, Place, is_json};
use crate::error::ContractError;
use crate::judge::Judge;

/// Headers that a client may send without the contract naming them.
const GENERAL: [&str; 8] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "user-agent",
];

/// What was asked for: the request must carry just this.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The values of the parameters by their names.
    pub parameters: &'a Map<String, Value>,
    /// The form of the body and its bytes.
    pub body: Option<(&'a Content, &'a [u8])>,
    /// The secret of the credential.
    pub secret: &'a str,
}

/// The first documented value of each parameter.
///
/// # Errors
///
/// When a required parameter has no example.
pub fn documented_parameters(operation: &Operation) -> Result<Map<String, Value>, String> {
    let mut values = Map::new();
    for parameter in &operation.parameters {
        let name = &parameter.name;
        match parameter.examples.first() {
            Some(value) => {
                values.insert(name.clone(), value.clone());
            }
            None if parameter.required => {
                return Err(format!("the required parameter `{name}` has no example"));
            }
            None => {}
        }
    }
    Ok(values)
}

/// The first request example of an operation, JSON before other forms.
pub fn documented_body(operation: &Operation) -> Option<(&Content, &[u8])> {
    let content = operation.body.iter().flat_map(|body| &body.content);
    let mut with_example = content.filter_map(|content| {
        let example = content.examples.first()?;
        Some((content, example.payload.as_slice()))
    });
    let first = with_example.next();
    match first {
        Some((content, _)) if content.is_json() => first,
        _ => with_example
            .find(|(content, _)| content.is_json())
            .or(first),
    }
}

/// What is wrong with a captured request.
///
/// # Errors
///
/// When a schema of the contract is not usable.
pub fn findings(
    contract: &Contract,
    judge: &Judge,
    asked: &Asked<'_>,
    captured: &Captured,
) -> Result<Vec<String>, ContractError> {
    let mut findings = target(contract, asked, captured);
    findings.extend(credential(asked, captured));
    findings.extend(names(asked.operation, captured));
    for parameter in &asked.operation.parameters {
        findings.extend(values(judge, parameter, asked.parameters, captured)?);
    }
    findings.extend(body(judge, asked, captured)?);
    findings.extend(accept(asked.operation, captured));
    Ok(findings)
}

fn target(contract: &Contract, asked: &Asked<'_>, captured: &Captured) -> Vec<String> {
    let operation = asked.operation;
    let filled = operation
        .path
        .fill(|name| asked.parameters.get(name).map_or_else(String::new, text));
    let path = format!("{}{filled}", contract.base_path);
    let rows = [
        ("method", &operation.method, &captured.method),
        ("path", &path, &captured.path),
    ];
    let wrong = rows.iter().filter(|(_, expected, found)| expected != found);
    wrong
        .map(|(what, expected, found)| format!("{what}: expected {expected}, found {found}"))
        .collect()
}

fn credential(asked: &Asked<'_>, captured: &Captured) -> Option<String> {
    let credential = asked.operation.credential.as_ref()?;
    let expected = match credential {
        Credential::Header { prefix, .. } => format!("{prefix}{}", asked.secret),
        Credential::Query(_) | Credential::Cookie(_) => asked.secret.to_owned(),
    };
    let found = captured.credential(credential);
    (found != Some(expected)).then(|| format!("the credential is not sent as {credential:?} says"))
}

/// Parts of the request that the contract does not name.
fn names(operation: &Operation, captured: &Captured) -> Vec<String> {
    let named = |place: Place, name: &str| {
        let mut parameters = operation.parameters.iter();
        parameters.any(|parameter| parameter.place == place && is_named(parameter, name))
    };
    let credential = |found: Credential| operation.credential.as_ref() == Some(&found);
    let mut unknown = Vec::new();
    for (name, _) in &captured.query {
        if !named(Place::Query, name) && !credential(Credential::Query(name.clone())) {
            unknown.push(format!("the query has `{name}`, which is not documented"));
        }
    }
    for (name, _) in captured.cookies() {
        if !named(Place::Cookie, name) && !credential(Credential::Cookie(name.to_owned())) {
            unknown.push(format!("the cookie `{name}` is not documented"));
        }
    }
    for (name, _) in &captured.headers {
        let is_credential = matches!(&operation.credential,
            Some(Credential::Header { name: header, .. }) if header == name);
        let general = GENERAL.contains(&name.as_str()) || name == "cookie" || is_credential;
        if !general && !named(Place::Header, name) {
            unknown.push(format!("the header `{name}` is not documented"));
        }
    }
    unknown
}

/// Whether a name on the wire belongs to a parameter; members of an object have brackets.
fn is_named(parameter: &Parameter, name: &str) -> bool {
    let base = name.split('[').next().unwrap_or(name);
    match parameter.place {
        Place::Header => parameter.name.eq_ignore_ascii_case(name),
        _ => parameter.name == name || parameter.name == base,
    }
}

/// Whether the values of a parameter are there as asked, and fit its schema.
fn values(
    judge: &Judge,
    parameter: &Parameter,
    asked: &Map<String, Value>,
    captured: &Captured,
) -> Result<Vec<String>, ContractError> {
    let name = &parameter.name;
    let found: Vec<&str> = match parameter.place {
        Place::Path => return Ok(Vec::new()),
        Place::Query => captured
            .query
            .iter()
            .filter(|(key, _)| is_named(parameter, key))
            .map(|(_, value)| value.as_str())
            .collect(),
        Place::Header => captured
            .header(&name.to_ascii_lowercase())
            .into_iter()
            .collect(),
        Place::Cookie => captured
            .cookies()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value)
            .collect(),
    };
    match (asked.get(name), found.as_slice()) {
        (None, []) if parameter.required => Ok(vec![format!("`{name}` is missing")]),
        (None, []) => Ok(Vec::new()),
        (None, _) => Ok(vec![format!("`{name}` was not asked for")]),
        (Some(_), []) => Ok(vec![format!("`{name}` was asked for and is missing")]),
        (Some(value), [single]) if !value.is_array() && !value.is_object() => {
            scalar(judge, parameter, value, single)
        }
        (Some(_), _) => Ok(Vec::new()),
    }
}

fn scalar(
    judge: &Judge,
    parameter: &Parameter,
    asked: &Value,
    found: &str,
) -> Result<Vec<String>, ContractError> {
    let name = &parameter.name;
    if text(asked) != found {
        return Ok(vec![format!("`{name}`: expected {asked}, found {found}")]);
    }
    let Some(schema) = &parameter.schema else {
        return Ok(Vec::new());
    };
    let typed = serde_json::from_str(found).unwrap_or_default();
    let plain = Value::String(found.to_owned());
    let fits = judge.accepts(schema, &plain)? || judge.accepts(schema, &typed)?;
    Ok(if fits {
        Vec::new()
    } else {
        vec![format!("`{name}`: {found} does not fit its schema")]
    })
}

fn body(
    judge: &Judge,
    asked: &Asked<'_>,
    captured: &Captured,
) -> Result<Vec<String>, ContractError> {
    let Some((content, expected)) = asked.body else {
        let empty = captured.body.is_empty();
        return Ok(if empty {
            Vec::new()
        } else {
            vec!["a body was sent".to_owned()]
        });
    };
    let media_type = captured.header("content-type").unwrap_or_default();
    if essence(media_type) != essence(&content.media_type) {
        let expected = &content.media_type;
        return Ok(vec![format!(
            "content-type: expected {expected}, found {media_type}"
        )]);
    }
    if !content.is_json() {
        let same = captured.body == expected;
        return Ok(if same {
            Vec::new()
        } else {
            vec!["the body is another one".to_owned()]
        });
    }
    let (Ok(found), Ok(expected)) = (
        serde_json::from_slice(&captured.body),
        serde_json::from_slice::<Value>(expected),
    ) else {
        return Ok(vec!["the body is not JSON".to_owned()]);
    };
    let verdict = compare(&expected, &found, &Default::default());
    let mut findings = Vec::new();
    if !verdict.is_kept() {
        findings.push(format!("the body is not the example: {verdict}"));
    }
    if let Some(schema) = &content.schema {
        let found = judge.findings(schema, &found)?;
        findings.extend(found.iter().map(|finding| format!("body {finding}")));
    }
    Ok(findings)
}

/// Whether the client says that it takes the JSON which the operation answers with.
fn accept(operation: &Operation, captured: &Captured) -> Option<String> {
    let content = operation.successes().flat_map(|response| &response.content);
    let mut wanted = content.map(|content| essence(&content.media_type));
    let accept = captured.header("accept").unwrap_or_default();
    let offered: Vec<String> = accept.split(',').map(essence).collect();
    let any = offered.iter().any(|one| one == "*/*");
    let missing = wanted.find(|wanted| is_json(wanted) && !any && !offered.contains(wanted));
    missing.map(|missing| format!("accept: expected {missing}, found `{accept}`"))
}

fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// A scalar as it stands in a path, a query or a header.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::samples::pets;

    fn captured() -> Captured {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        Captured {
            method: "PATCH".to_owned(),
            path: "/v2/pets/p%201".to_owned(),
            query: Vec::new(),
            headers: vec![
                pair("accept", "application/json"),
                pair("authorization", "Bearer s3cret"),
                pair("content-type", "application/json"),
            ],
            body: br#"{"name": "Rex"}"#.to_vec(),
        }
    }

    fn judged(change: impl FnOnce(&mut Captured)) -> Vec<String> {
        let contract = pets();
        let operation = &contract.operations[0];
        let parameters = documented_parameters(operation).expect("it has examples");
        let asked = Asked {
            operation,
            parameters: &parameters,
            body: documented_body(operation),
            secret: "s3cret",
        };
        let mut captured = captured();
        change(&mut captured);
        let judge = Judge::new(Arc::clone(&contract.documents));
        findings(&contract, &judge, &asked, &captured).expect("the schemas are usable")
    }

    #[test]
    fn the_right_request_has_no_findings() {
        assert_eq!(judged(|_| {}), [""; 0]);
    }

    #[test]
    fn every_part_is_judged() {
        type Change = fn(&mut Captured);
        let wrong: [(&str, Change); 9] = [
            ("method", |request| request.method = "PUT".to_owned()),
            ("path", |request| request.path = "/pets/p%201".to_owned()),
            ("query", |request| {
                request.query = vec![("q".to_owned(), String::new())]
            }),
            ("credential", |request| {
                request.headers[1].1 = "Bearer other".to_owned()
            }),
            ("header `x-y`", |request| {
                request.headers.push(("x-y".to_owned(), String::new()))
            }),
            ("content-type", |request| {
                request.headers[2].1 = "text/plain".to_owned()
            }),
            ("accept", |request| {
                request.headers[0].1 = "text/plain".to_owned()
            }),
            ("not JSON", |request| request.body = b"{".to_vec()),
            ("not the example", |request| {
                request.body = br#"{"name": "Max"}"#.to_vec()
            }),
        ];
        for (part, change) in wrong {
            let findings = judged(change);
            assert!(
                findings.iter().any(|finding| finding.contains(part)),
                "{part}: {findings:?}"
            );
        }
    }

    #[test]
    fn a_parameter_of_the_query_is_judged_by_its_schema() {
        let contract = pets();
        let operation = &contract.operations[1];
        let judge = Judge::new(Arc::clone(&contract.documents));
        let judged = |asked: i64, found: &str| {
            let parameters = Map::from_iter([("page".to_owned(), Value::from(asked))]);
            let mut captured = captured();
            captured.query = vec![("page".to_owned(), found.to_owned())];
            values(&judge, &operation.parameters[0], &parameters, &captured)
        };
        assert_eq!(judged(2, "2"), Ok(Vec::new()));
        assert_eq!(judged(2, "3").map(|findings| findings.len()), Ok(1));
        assert_eq!(judged(0, "0").map(|findings| findings.len()), Ok(1));
    }
}
