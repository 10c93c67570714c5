//! Servers and security schemes.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Flow, Security, SecurityKind, Server, ServerVariable};
use crate::openapi::{self, Document, Location, SecurityRequirement};
use crate::source::Str;

use crate::lower::text;

/// Registered schemes of HTTP in which a secret is not sent as it is.
const CHALLENGES: [&str; 11] = [
    "concealed",
    "digest",
    "dpop",
    "gnap",
    "hoba",
    "mutual",
    "negotiate",
    "oauth",
    "scram-sha-1",
    "scram-sha-256",
    "vapid",
];

/// The servers, with their variables.
pub fn servers(document: &Document<'_>) -> Vec<Server> {
    document.servers.iter().map(server).collect()
}

/// One server.
pub fn server(server: &openapi::Server<'_>) -> Server {
    let (mut url, mut template) = (server.url.to_string(), server.url.to_string());
    for (name, variable) in &server.variables {
        let hole = format!("{{{name}}}");
        url = url.replace(&hole, variable.default.text);
        template = template.replace(&hole, &format!("{{{name}={}}}", values(variable)));
    }
    let variables = server.variables.iter();
    let variables = variables.map(|(name, variable)| ServerVariable {
        name: name.to_string(),
        values: variable.enumeration.iter().map(Str::to_string).collect(),
        docs: text::docs(None, variable.description),
    });
    Server {
        url,
        template,
        docs: text::docs(None, server.description),
        variables: variables.collect(),
    }
}

/// The security schemes that a client can follow; the others are reported.
pub fn schemes(document: &Document<'_>, diagnostics: &Diagnostics) -> Vec<Security> {
    let schemes = document.components.security_schemes.iter();
    let supported = schemes.filter_map(|(id, scheme)| match kind(&scheme.kind) {
        Some(kind) => Some(Security {
            id: id.to_string(),
            kind,
            docs: text::docs(None, scheme.description),
            token_format: token_format(&scheme.kind),
            discovery: discovery(&scheme.kind),
            flows: flows(&scheme.kind),
        }),
        None => {
            let help = match scheme.kind {
                openapi::SecurityKind::MutualTls => {
                    "give the client a transport of your own, which has the certificate"
                }
                _ => "set the header that the service asks for on each call",
            };
            diagnostics.report(
                Code::UnsupportedField,
                scheme.span,
                "this security scheme is not supported",
                help,
            );
            None
        }
    });
    supported.collect()
}

/// Sets of schemes of which any one suffices; a scheme that no client can follow asks for nothing.
pub fn sets(requirements: &[SecurityRequirement<'_>], schemes: &[Security]) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for requirement in requirements {
        let index = |name: &str| schemes.iter().position(|scheme| scheme.id == name);
        let set: Vec<usize> = requirement
            .schemes
            .iter()
            .filter_map(|(name, _)| index(name.text))
            .collect();
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    sets
}

/// What the document asks for where an operation says nothing. A document that declares schemes and never asks for one
/// means that each may be used; what every operation asks for is what the document asks for.
pub fn requirement(document: &Document<'_>, schemes: &[Security]) -> Vec<Vec<usize>> {
    let silent = document
        .operations()
        .all(|(_, operation)| operation.security.is_none());
    if document.security.is_empty() && silent && !schemes.is_empty() {
        return std::iter::once(Vec::new())
            .chain((0..schemes.len()).map(|index| vec![index]))
            .collect();
    }
    let mut operations = document.operations();
    let mut of_operations = operations.by_ref().map(|(_, operation)| {
        let own = operation.security.as_ref()?;
        Some(sets(own, schemes))
    });
    match of_operations.next().flatten() {
        Some(first) if of_operations.all(|sets| sets.as_ref() == Some(&first)) => first,
        _ => sets(&document.security, schemes),
    }
}

/// The scopes and roles that requirements name, each of them once.
pub fn scopes(requirements: &[SecurityRequirement<'_>]) -> Vec<String> {
    let mut scopes: Vec<String> = Vec::new();
    let schemes = requirements.iter().flat_map(|one| &one.schemes);
    for scope in schemes.flat_map(|(_, scopes)| scopes) {
        if !scopes.iter().any(|known| known == scope.text) {
            scopes.push(scope.to_string());
        }
    }
    scopes
}

/// The default value of a variable, and behind it the others where all are known and can be told apart.
fn values(variable: &openapi::ServerVariable<'_>) -> String {
    let default = variable.default.text;
    let all: Vec<&str> = variable.enumeration.iter().map(|one| one.text).collect();
    if !all.contains(&default) || all.iter().any(|one| one.contains('|')) {
        return default.to_owned();
    }
    let others = all.iter().filter(|one| **one != default);
    let all: Vec<&str> = std::iter::once(default).chain(others.copied()).collect();
    all.join("|")
}

fn token_format(kind: &openapi::SecurityKind<'_>) -> Option<String> {
    match kind {
        openapi::SecurityKind::Http { bearer_format, .. } => {
            bearer_format.map(|format| format.to_string())
        }
        _ => None,
    }
}

fn discovery(kind: &openapi::SecurityKind<'_>) -> Option<String> {
    match kind {
        openapi::SecurityKind::OpenIdConnect { url } => url.map(|url| url.to_string()),
        _ => None,
    }
}

fn flows(kind: &openapi::SecurityKind<'_>) -> Vec<Flow> {
    let openapi::SecurityKind::OAuth2 { flows } = kind else {
        return Vec::new();
    };
    let flow = |(name, flow): &(Str<'_>, openapi::Flow<'_>)| {
        let urls = [
            ("authorization", flow.authorization_url),
            ("token", flow.token_url),
            ("refresh", flow.refresh_url),
        ];
        let scopes = flow.scopes.iter();
        Flow {
            name: name.to_string(),
            urls: urls
                .into_iter()
                .filter_map(|(what, url)| Some((what, url?.to_string())))
                .collect(),
            scopes: scopes
                .map(|(name, said)| (name.to_string(), text::docs(None, *said)))
                .collect(),
        }
    };
    flows.iter().map(flow).collect()
}

fn kind(kind: &openapi::SecurityKind<'_>) -> Option<SecurityKind> {
    match kind {
        openapi::SecurityKind::Http { scheme, .. } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => Some(SecurityKind::Bearer),
            "basic" => Some(SecurityKind::Basic),
            name if CHALLENGES.contains(&name) => None,
            _ => Some(SecurityKind::Scheme(scheme.to_string())),
        },
        openapi::SecurityKind::ApiKey { name, location } => match location {
            Location::Header => Some(SecurityKind::HeaderKey(name.to_string())),
            Location::Query => Some(SecurityKind::QueryKey(name.to_string())),
            Location::Cookie => Some(SecurityKind::CookieKey(name.to_string())),
            Location::Path => None,
        },
        openapi::SecurityKind::OAuth2 { .. } | openapi::SecurityKind::OpenIdConnect { .. } => {
            Some(SecurityKind::Bearer)
        }
        openapi::SecurityKind::MutualTls => None,
    }
}
