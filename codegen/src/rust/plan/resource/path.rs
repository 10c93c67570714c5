//! Percent-encodes what stands between the parameters of a path template.

use std::fmt::Write;

/// The template with its literal text as it goes over the wire.
///
/// A query that is written into a path stays one; what is encoded already stays as it is.
pub fn encoded(template: &str) -> String {
    let mut path = String::new();
    let mut rest = template;
    while let Some((literal, behind)) = rest.split_once('{') {
        encode(literal, &mut path);
        let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
        path.push('{');
        path.push_str(name);
        path.push('}');
        rest = after;
    }
    encode(rest, &mut path);
    path
}

fn encode(literal: &str, path: &mut String) {
    let bytes = literal.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let is_escape = *byte == b'%'
            && bytes.len() > at + 2
            && bytes[at + 1..at + 3].iter().all(u8::is_ascii_hexdigit);
        if byte.is_ascii_alphanumeric() || b"/-._~!$&()*+,;=:@?".contains(byte) || is_escape {
            path.push(char::from(*byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(path, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn only_what_a_url_cannot_hold_is_encoded() {
        for (template, path) in [
            ("/a/{b}.json", "/a/{b}.json"),
            ("/a:verb", "/a:verb"),
            ("/a b/{c d}", "/a%20b/{c d}"),
            ("/größe#x", "/gr%C3%B6%C3%9Fe%23x"),
            ("/a%20b%", "/a%20b%25"),
            ("/list?type=2", "/list?type=2"),
        ] {
            assert_eq!(encoded(template), path, "{template}");
        }
    }
}
