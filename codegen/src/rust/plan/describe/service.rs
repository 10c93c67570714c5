//! The doc comments about the service as a whole: who offers it, where it is, how callers prove who they are.

use super::{all_said, called, own_paragraph, sentence};
use crate::markdown::{code_span as code, link, summary_line};
use crate::model::{Api, Flow, Info, Security, SecurityKind, Server, ServerVariable};

/// The documentation of the crate.
pub fn of_api(api: &Api) -> Vec<String> {
    let mut lines = all_said(&api.info.docs);
    if lines.is_empty() {
        lines = sentence(&format!("Client of the {}.", called(&api.info.title)));
    }
    lines.extend(own_paragraph(offered(&api.info)));
    lines
}

/// The servers that a client chooses from, where they have variables, are several, or something is said of them.
pub fn of_servers(servers: &[Server]) -> Vec<String> {
    let tells = |server: &Server| !server.docs.is_empty() || !server.variables.is_empty();
    if servers.len() < 2 && !servers.iter().any(tells) {
        return Vec::new();
    }
    let said = |server: &Server| match server.docs.description.as_deref() {
        Some(text) => format!("{}: {}", code(&server.template), summary_line(text)),
        None => code(&server.template),
    };
    let variables = |server: &Server| server.variables.iter().filter_map(variable).collect();
    if let [only] = servers
        && only.variables.is_empty()
    {
        return own_paragraph(vec![format!("The API is served at {}", said(only))]);
    }
    let lines = servers.iter().enumerate().flat_map(|(index, server)| {
        let variables: Vec<String> = variables(server);
        std::iter::once(format!("- {index}: {}", said(server))).chain(variables)
    });
    let heading =
        "Its `server` chooses one of these, its `server_variable` sets a variable in braces:";
    let lines = [heading.to_owned(), String::new()].into_iter().chain(lines);
    own_paragraph(lines.collect())
}

/// The section on how callers prove who they are, where there are several ways, or the document says more than where
/// the secret stands.
pub fn authentication(api: &Api) -> Vec<String> {
    let are_several = api.security.len() > 1;
    let schemes = api.security.iter();
    let lines: Vec<String> = schemes.flat_map(|one| scheme(one, are_several)).collect();
    if lines.is_empty() {
        return lines;
    }
    let heading = ["", "# Authentication", ""].map(str::to_owned);
    let lines = heading.into_iter().chain(lines);
    lines.chain(own_paragraph(settings(api))).collect()
}

/// How a client is given the secrets of several schemes, and tokens that expire.
fn settings(api: &Api) -> Vec<String> {
    let has = |kind: &SecurityKind| api.security.iter().any(|scheme| scheme.kind == *kind);
    let mut lines = Vec::new();
    if api.security.len() > 1 {
        lines.extend([
            "[`ClientBuilder::credential`] sets the secret of one of them by its name, [`ClientBuilder::token`] that of all",
            "which have none of their own.",
        ]);
        if has(&SecurityKind::Basic) {
            lines.push("A user name and a password are set by [`ClientBuilder::basic`].");
        }
    }
    let expires = |scheme: &Security| !scheme.flows.is_empty() || scheme.discovery.is_some();
    if api.security.iter().any(expires) {
        lines.push("Tokens that expire come from a [`TokenProvider`].");
    }
    lines.into_iter().map(str::to_owned).collect()
}

/// Who offers the API, and on which terms.
fn offered(info: &Info) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(contact) = &info.contact {
        let name = contact.name.as_deref().map(summary_line);
        let url = contact.url.as_deref().map(|url| link(url, None));
        let email = contact.email.as_deref().map(code);
        let parts: Vec<String> = [name, email, url].into_iter().flatten().collect();
        if !parts.is_empty() {
            sentences.push(format!("Contact: {}.", parts.join(", ")));
        }
    }
    if let Some(license) = &info.license {
        let name = license.name.as_deref();
        let name = match (&license.url, name) {
            (Some(url), name) => Some(link(url, name)),
            (None, name) => name.map(summary_line),
        };
        let identifier = license.identifier.as_deref().map(code);
        let parts: Vec<String> = name.into_iter().chain(identifier).collect();
        if !parts.is_empty() {
            sentences.push(format!("Licence of the API: {}.", parts.join(", ")));
        }
    }
    if let Some(terms) = &info.terms {
        sentences.push(format!("Terms of service: {}.", link(terms, None)));
    }
    sentences
}

fn variable(variable: &ServerVariable) -> Option<String> {
    let values: Vec<String> = variable.values.iter().map(|value| code(value)).collect();
    let said = variable.docs.description.as_deref().map(summary_line);
    let values = (!values.is_empty()).then(|| format!("one of {}", values.join(", ")));
    let words: Vec<String> = said.into_iter().chain(values).collect();
    (!words.is_empty()).then(|| format!("  - {}: {}", code(&variable.name), words.join("; ")))
}

/// What the document says of a security scheme, where it says anything, and where its secret stands.
fn scheme(scheme: &Security, always: bool) -> Vec<String> {
    let said = all_said(&scheme.docs).join(" ");
    let format = scheme.token_format.as_deref();
    let format = format.map(|format| format!("The token is a {}.", code(format)));
    let discovery = scheme.discovery.as_deref();
    let discovery =
        discovery.map(|url| format!("OpenID Connect is described at {}.", link(url, None)));
    let words: Vec<String> = [said]
        .into_iter()
        .filter(|text| !text.is_empty())
        .chain(format)
        .chain(discovery)
        .collect();
    if words.is_empty() && scheme.flows.is_empty() && !always {
        return Vec::new();
    }
    let kind = match &scheme.kind {
        SecurityKind::Bearer => "a bearer token".to_owned(),
        SecurityKind::Basic => "a user name and a password".to_owned(),
        SecurityKind::Scheme(name) => format!("a token of the scheme {}", code(name)),
        SecurityKind::HeaderKey(name) if name.eq_ignore_ascii_case("authorization") => {
            format!("the whole header {}, its scheme included", code(name))
        }
        SecurityKind::HeaderKey(name) => format!("a key in the header {}", code(name)),
        SecurityKind::QueryKey(name) => format!("a key in the query parameter {}", code(name)),
        SecurityKind::CookieKey(name) => format!("a key in the cookie {}", code(name)),
    };
    let head = format!("- {}, {kind}. {}", code(&scheme.id), words.join(" "));
    let head = head.trim_end().to_owned();
    std::iter::once(head)
        .chain(scheme.flows.iter().flat_map(flow))
        .collect()
}

fn flow(flow: &Flow) -> Vec<String> {
    let urls = flow
        .urls
        .iter()
        .map(|(what, url)| format!("{what} at {}", link(url, None)));
    let urls: Vec<String> = urls.collect();
    let head = format!("  - OAuth 2.0, {}: {}", code(&flow.name), urls.join(", "));
    let scopes = flow.scopes.iter().map(|(name, docs)| {
        let said = docs
            .description
            .as_deref()
            .map(summary_line)
            .unwrap_or_default();
        format!("    - {}: {said}", code(name))
            .trim_end_matches([':', ' '])
            .to_owned()
    });
    std::iter::once(head).chain(scopes).collect()
}
