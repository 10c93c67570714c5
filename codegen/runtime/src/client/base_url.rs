//! The origin and path prefix that every request of a client goes to.

use http::Uri;
use reqwest::Url;

use super::error::InvalidRequest;
use super::path;

/// A checked base URL, without a slash at its end.
#[derive(Debug, Clone)]
pub(super) struct BaseUrl {
    text: String,
    encrypted: bool,
    loopback: bool,
}

impl BaseUrl {
    /// Checks a base URL; an error never shows it, since it may hold a password.
    pub(super) fn parse(text: &str, allow_http: bool) -> Result<BaseUrl, InvalidRequest> {
        let invalid = |reason| InvalidRequest::new("base URL", reason);
        let url = Url::parse(text).map_err(|_| invalid("is not an absolute URL"))?;
        let loopback = is_loopback(&url);
        match flaw(&url, loopback || allow_http) {
            Some(reason) => Err(invalid(reason)),
            None => Ok(BaseUrl {
                text: url.as_str().trim_end_matches('/').to_owned(),
                encrypted: url.scheme() == "https",
                loopback,
            }),
        }
    }

    /// A path on the same host as a base URL.
    pub(super) fn with_path(&self, path: &str) -> Result<BaseUrl, InvalidRequest> {
        let invalid = |_| InvalidRequest::new("base URL", "is not an absolute URL");
        let mut url = Url::parse(&self.text).map_err(invalid)?;
        url.set_path(path);
        Ok(BaseUrl {
            text: url.as_str().trim_end_matches('/').to_owned(),
            ..*self
        })
    }

    /// The URL of an encoded path, with an encoded query if there is one.
    ///
    /// Whatever a URL parser would change in it is an error: it would call something else.
    pub(super) fn join(&self, path: &str, query: &str) -> Result<Uri, InvalidRequest> {
        let separator = match (query.is_empty(), path.contains('?')) {
            (true, _) => "",
            (false, true) => "&",
            (false, false) => "?",
        };
        let text = [&self.text, path, separator, query].concat();
        let is_plain = path::is_plain(path) && path::is_plain(query);
        let unchanged = || Url::parse(&text).is_ok_and(|url| url.as_str() == text);
        if !path.starts_with('/') || !(is_plain || unchanged()) {
            return Err(InvalidRequest::new(
                "path",
                "does not keep its form in a URL",
            ));
        }
        Uri::try_from(text).map_err(|_| InvalidRequest::new("URL", "is too long"))
    }

    /// The base URL as text; it holds nothing secret.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    pub(super) fn is_loopback(&self) -> bool {
        self.loopback
    }
}

fn flaw(url: &Url, http_is_fine: bool) -> Option<&'static str> {
    if !url.username().is_empty() || url.password().is_some() {
        Some("must not hold a user name or a password")
    } else if url.query().is_some() || url.fragment().is_some() {
        Some("must not have a query or a fragment")
    } else if url.host_str().is_none_or(str::is_empty) {
        Some("has no host")
    } else {
        match url.scheme() {
            "https" => None,
            "http" if http_is_fine => None,
            "http" => Some("must be https, unless it is on this machine or http is allowed"),
            _ => Some("must be https"),
        }
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let literal = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || literal
            .parse()
            .is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}
