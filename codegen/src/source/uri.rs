//! URI references as RFC 3986 has them, and paths of files, which are those without a scheme.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A reference in its parts; the fragment has no `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UriRef<'t> {
    pub scheme: Option<&'t str>,
    pub authority: Option<&'t str>,
    pub path: &'t str,
    pub query: Option<&'t str>,
    pub fragment: Option<&'t str>,
}

impl<'t> UriRef<'t> {
    pub fn parse(text: &'t str) -> Self {
        if let Some(fragment) = text.strip_prefix('#') {
            return Self::within(fragment);
        }
        let (rest, fragment) = cut(text, '#');
        let (rest, query) = cut(rest, '?');
        let (scheme, rest) = cut_scheme(rest);
        let (authority, path) = cut_authority(rest);
        Self {
            scheme,
            authority,
            path,
            query,
            fragment,
        }
    }

    /// A reference that is a fragment alone, as most are.
    fn within(fragment: &'t str) -> Self {
        Self {
            scheme: None,
            authority: None,
            path: "",
            query: None,
            fragment: Some(fragment),
        }
    }

    /// Whether the reference leads into the resource that it stands in.
    pub fn stays(self) -> bool {
        let Self {
            scheme,
            authority,
            path,
            query,
            ..
        } = self;
        scheme.is_none() && authority.is_none() && path.is_empty() && query.is_none()
    }

    /// The reference as seen from a base, without its fragment.
    pub fn join(self, base: &str) -> String {
        let base = UriRef::parse(base);
        if self.scheme.is_some() {
            return UriRef {
                path: &remove_dots(self.path),
                fragment: None,
                ..self
            }
            .text();
        }
        if self.authority.is_some() {
            let path = remove_dots(self.path);
            return UriRef {
                scheme: base.scheme,
                path: &path,
                fragment: None,
                ..self
            }
            .text();
        }
        if self.path.is_empty() {
            return UriRef {
                query: self.query.or(base.query),
                fragment: None,
                ..base
            }
            .text();
        }
        let path = remove_dots(&base.merge(self.path));
        UriRef {
            path: &path,
            query: self.query,
            fragment: None,
            ..base
        }
        .text()
    }

    /// The path that a relative one stands for beside this one.
    fn merge(self, relative: &str) -> String {
        if relative.starts_with('/') {
            return relative.to_owned();
        }
        match self.path.rfind('/') {
            Some(slash) => format!("{}{relative}", &self.path[..=slash]),
            None if self.authority.is_some() => format!("/{relative}"),
            None => relative.to_owned(),
        }
    }

    fn text(self) -> String {
        let mut text = String::new();
        if let Some(scheme) = self.scheme {
            text.extend([scheme, ":"]);
        }
        if let Some(authority) = self.authority {
            text.extend(["//", authority]);
        }
        text.push_str(self.path);
        if let Some(query) = self.query {
            text.extend(["?", query]);
        }
        text
    }
}

/// Percent-decodes; `None` when the result is no UTF-8.
pub(super) fn decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    percent_decode_str(text).decode_utf8().ok()
}

/// Removes `.` and `..` from a path; those that lead out of a relative path stay.
pub(super) fn remove_dots(path: &str) -> String {
    if !path.split('/').any(|part| matches!(part, "." | "..")) {
        return path.to_owned();
    }
    let absolute = path.starts_with('/');
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/').skip(usize::from(absolute)) {
        match part {
            "." => {}
            ".." if kept.last().is_some_and(|last| *last != "..") => drop(kept.pop()),
            ".." if absolute => {}
            _ => kept.push(part),
        }
    }
    let folder = path.ends_with("/.") || path.ends_with("/..");
    let end = if folder && !kept.is_empty() { "/" } else { "" };
    format!("{}{}{end}", if absolute { "/" } else { "" }, kept.join("/"))
}

fn cut(text: &str, mark: char) -> (&str, Option<&str>) {
    match text.split_once(mark) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn cut_scheme(text: &str) -> (Option<&str>, &str) {
    let Some((scheme, rest)) = text.split_once(':') else {
        return (None, text);
    };
    let letters = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
    let valid =
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.bytes().all(letters);
    if valid {
        (Some(scheme), rest)
    } else {
        (None, text)
    }
}

fn cut_authority(text: &str) -> (Option<&str>, &str) {
    let Some(rest) = text.strip_prefix("//") else {
        return (None, text);
    };
    let end = rest.find('/').unwrap_or(rest.len());
    (Some(&rest[..end]), &rest[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_like_rfc_3986() {
        let base = "http://a/b/c/d;p?q";
        let cases = [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../../g", "http://a/g"),
            ("g;x=1/../y", "http://a/b/c/y"),
        ];
        for (reference, joined) in cases {
            assert_eq!(UriRef::parse(reference).join(base), joined, "{reference}");
        }
    }

    #[test]
    fn joins_paths_of_files() {
        let cases = [
            ("openapi.json", "schemas/A.json", "schemas/A.json"),
            (
                "paths/contacts/one.json",
                "../../schemas/A.json#/x",
                "schemas/A.json",
            ),
            ("a.json", "../b.json", "../b.json"),
            ("../x/a.json", "../b.json", "../b.json"),
            ("x/a.json", "#/components", "x/a.json"),
            ("x/a.json", "./b.json", "x/b.json"),
            ("a.json", "urn:example:b", "urn:example:b"),
        ];
        for (base, reference, joined) in cases {
            assert_eq!(
                UriRef::parse(reference).join(base),
                joined,
                "{base} {reference}"
            );
        }
    }

    #[test]
    fn takes_a_colon_in_a_path_for_no_scheme() {
        assert_eq!(UriRef::parse("./a:b").scheme, None);
        assert_eq!(UriRef::parse("1a:b").scheme, None);
        assert_eq!(UriRef::parse("a:b").scheme, Some("a"));
    }

    #[test]
    fn decodes_percent_signs() {
        assert_eq!(decode("a%20b%C3%A9").as_deref(), Some("a bé"));
        assert_eq!(decode("%ff"), None);
    }
}
