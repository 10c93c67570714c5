//! Whether a regular expression is one of ECMA-262.

use regress::Regex;

/// How deep groups may lie within one another; the engine recurses into them.
const MAX_DEPTH: usize = 100;

/// Patterns longer than this, in bytes, are refused.
const MAX_LENGTH: usize = 20_000;

/// What is wrong with a pattern; `None` when it compiles.
pub(super) fn mistake(pattern: &str) -> Option<String> {
    if pattern.len() > MAX_LENGTH || depth(pattern) > MAX_DEPTH {
        return Some("it is too large".to_owned());
    }
    // JSON Schema asks for the flag `u`; many patterns in use compile only without it.
    let error = Regex::with_flags(pattern, "u").err()?;
    Regex::with_flags(pattern, "")
        .err()
        .map(|_| error.text.trim_end_matches('.').to_owned())
}

/// How deep the opening brackets are nested at most, escapes and classes left out of account.
fn depth(pattern: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in pattern.bytes() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_ecma_262() {
        let patterns = [
            "",
            "^a$",
            r"^\d{3}-\p{L}+$",
            r"(?<year>\d{4})",
            r"^[\w\-]+$",
            r"a\-b",
        ];
        for pattern in patterns {
            assert_eq!(mistake(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn refuses_what_does_not_compile() {
        for pattern in ["(", "[a", "a{2,1}", "*a", r"\p{Nonsense}(", "(?<a", "[z-a]"] {
            assert!(mistake(pattern).is_some(), "{pattern}");
        }
    }

    #[test]
    fn refuses_depth_instead_of_overflowing() {
        assert!(mistake(&"(".repeat(10_000)).is_some());
        assert!(mistake(&format!("{}{}", "(".repeat(5_000), ")".repeat(5_000))).is_some());
    }
}
