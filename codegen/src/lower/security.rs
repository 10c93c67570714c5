//! Servers and security schemes.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Security, SecurityKind, Server};
use crate::openapi::{self, Document, Location};

use super::text;

/// The servers, each variable replaced by its default.
pub fn servers(document: &Document<'_>) -> Vec<Server> {
    let server = |server: &openapi::Server<'_>| {
        let mut url = server.url.to_string();
        for (name, variable) in &server.variables {
            url = url.replace(&format!("{{{}}}", name.text), variable.default.text);
        }
        Server { url, docs: text::docs(None, server.description) }
    };
    document.servers.iter().map(server).collect()
}

/// The security schemes that a client can follow; the others are reported.
pub fn schemes(document: &Document<'_>, diagnostics: &Diagnostics) -> Vec<Security> {
    let schemes = document.components.security_schemes.iter();
    let supported = schemes.filter_map(|(id, scheme)| match kind(&scheme.kind) {
        Some(kind) => {
            Some(Security { id: id.to_string(), kind, docs: text::docs(None, scheme.description) })
        }
        None => {
            let help = "set the header that the service asks for on each call";
            diagnostics.report(Code::UnsupportedField, scheme.span, "this security scheme is not supported", help);
            None
        }
    });
    supported.collect()
}

fn kind(kind: &openapi::SecurityKind<'_>) -> Option<SecurityKind> {
    match kind {
        openapi::SecurityKind::Http { scheme, .. } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => Some(SecurityKind::Bearer),
            "basic" => Some(SecurityKind::Basic),
            _ => None,
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
