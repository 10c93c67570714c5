//! What proves who calls: the secrets of a client, and where a request carries them.

use std::error::Error as StdError;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderName, HeaderValue, Uri};

use super::api::{Api, Auth, Operation};
use super::error::InvalidRequest;
use super::style;
use super::token::Token;
use super::transport::BoxFuture;

/// Gives the access token of each request, such as one of OAuth 2 that is renewed before it expires.
pub trait TokenProvider: Send + Sync {
    /// The token to send now, without `Bearer `.
    fn token(&self) -> BoxFuture<'_, Result<String, Box<dyn StdError + Send + Sync>>>;
}

/// The secrets of a client.
#[derive(Clone, Default)]
pub(super) struct Credentials {
    /// Serves every scheme that takes one text and has no secret of its own.
    pub(super) token: Option<Token>,
    /// User name and password, encoded.
    pub(super) basic: Option<Token>,
    /// Secrets of single schemes.
    pub(super) named: Vec<(String, Token)>,
    /// Serves the schemes of bearer tokens.
    pub(super) provider: Option<Arc<dyn TokenProvider>>,
}

impl Credentials {
    /// Whether there is no secret at all.
    pub(super) fn is_empty(&self) -> bool {
        self.token.is_none()
            && self.basic.is_none()
            && self.named.is_empty()
            && self.provider.is_none()
    }

    /// The schemes that a request uses, as indices: the first set for which there are secrets of its own, then the first
    /// for which there are any, then none where the operation allows that.
    pub(super) fn choose(
        &self,
        api: &'static Api,
        operation: &Operation,
    ) -> Result<&'static [usize], InvalidRequest> {
        let sets = operation.schemes().unwrap_or(api.security);
        let covered = |covers: &dyn Fn(&(&str, Auth)) -> bool| {
            let schemes =
                |set: &[usize]| set.iter().all(|at| api.auth.get(*at).is_some_and(covers));
            sets.iter()
                .copied()
                .find(|set| !set.is_empty() && schemes(set))
        };
        let found = covered(&|scheme| self.own(scheme).is_some() || self.provides(scheme))
            .or_else(|| covered(&|scheme| self.secret(scheme).is_some() || self.provides(scheme)));
        match found {
            Some(set) => Ok(set),
            None if sets.iter().all(|set| !set.is_empty()) && !sets.is_empty() => {
                let first = sets.first().and_then(|set| api.auth.get(*set.first()?));
                let name = first.map_or("token", |(name, _)| name);
                Err(InvalidRequest::new(
                    format!("credential `{name}`"),
                    "is missing",
                ))
            }
            None => Ok(&[]),
        }
    }

    /// Puts the secrets of these schemes into a request; gives back those that were fetched for it.
    pub(super) async fn sign(
        &self,
        api: &'static Api,
        schemes: &[usize],
        request: &mut http::Request<Bytes>,
    ) -> Result<Option<Token>, InvalidRequest> {
        let mut fetched = None;
        for scheme in schemes.iter().filter_map(|at| api.auth.get(*at)) {
            if self.own(scheme).is_none() && self.provides(scheme) {
                let token = self.fetch().await?;
                place(scheme.1, &token, request)?;
                fetched = Some(token);
            } else if let Some(token) = self.secret(scheme) {
                place(scheme.1, token, request)?;
            }
        }
        Ok(fetched)
    }

    /// Every secret, so that none is ever shown.
    pub(super) fn secrets(&self) -> impl Iterator<Item = &Token> {
        let named = self.named.iter().map(|(_, token)| token);
        self.token.iter().chain(&self.basic).chain(named)
    }

    fn own(&self, (id, auth): &(&str, Auth)) -> Option<&Token> {
        let named = self
            .named
            .iter()
            .find(|(name, _)| name == id)
            .map(|(_, token)| token);
        named.or(self.basic.as_ref().filter(|_| *auth == Auth::Basic))
    }

    fn secret(&self, scheme: &(&str, Auth)) -> Option<&Token> {
        let shared = self.token.as_ref().filter(|_| scheme.1 != Auth::Basic);
        self.own(scheme).or(shared)
    }

    fn provides(&self, (_, auth): &(&str, Auth)) -> bool {
        self.provider.is_some() && *auth == Auth::Bearer
    }

    async fn fetch(&self) -> Result<Token, InvalidRequest> {
        let Some(provider) = &self.provider else {
            return Err(InvalidRequest::new("token", "is missing"));
        };
        match provider.token().await {
            Ok(text) => Token::new(&text),
            Err(error) => {
                let reason = format!("could not be provided: {error}");
                Err(InvalidRequest::new("token", reason))
            }
        }
    }
}

/// User name and password as the scheme `Basic` sends them.
pub(super) fn basic(user: &str, password: &str) -> Result<Token, InvalidRequest> {
    if user.contains(':') {
        return Err(InvalidRequest::new("user name", "must not have a colon"));
    }
    Token::new(&base64(format!("{user}:{password}").as_bytes()))
}

fn place(
    auth: Auth,
    token: &Token,
    request: &mut http::Request<Bytes>,
) -> Result<(), InvalidRequest> {
    match auth {
        Auth::Bearer => authorize(request, token.header("Bearer ")?),
        Auth::Basic => authorize(request, token.header("Basic ")?),
        Auth::Scheme(name) => authorize(request, token.header(&format!("{name} "))?),
        Auth::Header(name) => {
            let value = token.header("")?;
            let name = HeaderName::try_from(name)
                .map_err(|_| InvalidRequest::new("token", "has no legal header to stand in"))?;
            request.headers_mut().insert(name, value);
        }
        Auth::Cookie(name) => {
            let others = request
                .headers()
                .get(COOKIE)
                .and_then(|others| others.to_str().ok());
            let lead = others.map_or(String::new(), |others| format!("{others}; "));
            let value = token.cookie(&lead, name)?;
            request.headers_mut().insert(COOKIE, value);
        }
        Auth::Query(name) => {
            let uri = request.uri();
            let between = if uri.query().is_some() { '&' } else { '?' };
            let (name, value) = (style::strict(name), style::strict(token.expose()));
            let signed = Uri::try_from(format!("{uri}{between}{name}={value}"));
            *request.uri_mut() = signed.map_err(|_| InvalidRequest::new("URL", "is too long"))?;
        }
    }
    Ok(())
}

fn authorize(request: &mut http::Request<Bytes>, value: HeaderValue) {
    request.headers_mut().insert(AUTHORIZATION, value);
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4u32 {
            let index = (bits >> (18 - 6 * digit)) & 63;
            let is_padding = digit as usize > chunk.len();
            text.push(if is_padding {
                '='
            } else {
                char::from(DIGITS[index as usize])
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_pads_to_four() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
