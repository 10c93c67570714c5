//! URLs of servers with variables in them.

use super::error::InvalidRequest;

/// A variable in the URL of a server: `{name=default}`, or `{name=default|other}` where no other value is known.
struct Variable<'a> {
    name: &'a str,
    default: &'a str,
    /// The other values; none where any may be chosen.
    others: Vec<&'a str>,
}

/// Fails when a value is given for a variable that neither the server has nor, as `others`, an operation's own one.
pub(super) fn check_names(
    server: &str,
    others: &[&str],
    given: &[(String, String)],
) -> Result<(), InvalidRequest> {
    let mut known: Vec<&str> = others.to_vec();
    let mut rest = server;
    while let Some((_, variable, after)) = next(rest) {
        known.push(variable.name);
        rest = after;
    }
    match given.iter().find(|(name, _)| !known.contains(&&**name)) {
        Some((name, _)) => Err(flaw(name, "is not in the URL of the server")),
        None => Ok(()),
    }
}

/// The URL of a server with the values that are given for its variables, and the defaults of the others.
///
/// A value that it does not take is an error.
pub(super) fn filled(server: &str, given: &[(String, String)]) -> Result<String, InvalidRequest> {
    let mut url = String::new();
    let mut rest = server;
    while let Some((before, variable, after)) = next(rest) {
        url.push_str(before);
        let chosen = given.iter().rev().find(|(name, _)| name == variable.name);
        url.push_str(match chosen {
            Some((_, value)) => variable.checked(value, &url)?,
            None => variable.default,
        });
        rest = after;
    }
    Ok(url + rest)
}

/// The first variable of a text, with what stands before and behind it.
fn next(text: &str) -> Option<(&str, Variable<'_>, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (variable, after) = rest.split_once('}')?;
    Some((before, Variable::parse(variable), after))
}

impl<'a> Variable<'a> {
    fn parse(text: &'a str) -> Self {
        let (name, values) = text.split_once('=').unwrap_or((text, ""));
        let mut values = values.split('|');
        Variable {
            name,
            default: values.next().unwrap_or_default(),
            others: values.collect(),
        }
    }

    /// A value that may stand behind this beginning of the URL.
    fn checked<'v>(&self, value: &'v str, before: &str) -> Result<&'v str, InvalidRequest> {
        if !self.others.is_empty() && value != self.default && !self.others.contains(&value) {
            let all = [&[self.default], &self.others[..]].concat().join("`, `");
            return Err(flaw(self.name, format!("must be one of `{all}`")));
        }
        let behind_scheme = before.split_once("://").map(|(_, behind)| behind);
        let is_host = behind_scheme.is_some_and(|behind| !behind.contains('/'));
        // What ends the host would send the secrets of the client to another one.
        if is_host && value.contains(['/', '\\', '?', '#', '@']) {
            return Err(flaw(self.name, "cannot stand in the name of a host"));
        }
        Ok(value)
    }
}

fn flaw(name: &str, reason: impl Into<String>) -> InvalidRequest {
    let place = format!("server variable `{}`", name.escape_debug());
    InvalidRequest::new(place, reason)
}
