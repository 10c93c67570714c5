//! Regular expressions of ECMA-262: what matches, what is a mistake, and that nothing takes long.

use serde_json::json;

use crate::runtime::codec;

fn matches(pattern: &'static str, text: &str) -> bool {
    codec::check(&json!(text), |place| {
        place.pattern(pattern);
    })
    .is_ok()
}

fn check(pattern: &'static str, good: &[&str], bad: &[&str]) {
    assert_eq!(codec::mistake(pattern), None, "{pattern}");
    for text in good {
        assert!(matches(pattern, text), "`{pattern}` matches {text:?}");
    }
    for text in bad {
        assert!(
            !matches(pattern, text),
            "`{pattern}` does not match {text:?}"
        );
    }
}

#[test]
fn characters_and_anchors() {
    check("", &["", "a"], &[]);
    check("^a*$", &["", "a", "aaa"], &["aab", "b", "a\n"]);
    check("a+", &["xaay"], &["", "x"]);
    check("^a.c$", &["abc", "a👍c"], &["a\nc", "a\u{2028}c", "ac"]);
    check(r"^\$\{x\}$", &["${x}"], &["$x"]);
    check("^a{,2}$", &["a{,2}"], &["aa"]);
    check(r"\bfoo\b", &["a foo b", "foo"], &["foobar", "food"]);
    check(r"\Bo", &["foo"], &["o f"]);
}

#[test]
fn classes() {
    check("^[a-c_\\-x]+$", &["abc_-x"], &["d", ""]);
    check("^[^a-c]$", &["d", "👍", "\n"], &["a", ""]);
    check(r"^\d\D\w\W\s\S$", &["1ab- x"], &["aab- x", "1ab-xx"]);
    check(r"^\d$", &["0"], &["߀", "٣"]);
    check(r"^\w$", &["_"], &["é"]);
    check(
        r"^\s$",
        &["\u{feff}", "\u{a0}", "\u{2003}", "\u{b}"],
        &["\u{180e}", "\u{85}"],
    );
    check("^[]$", &[], &["", "a"]);
    check("^[^]$", &["a", "\n"], &[""]);
    check(r"^[\w-.]$", &["-", ".", "a"], &["+"]);
    check(r"^[\b]$", &["\u{8}"], &["b"]);
}

#[test]
fn escapes() {
    check(r"^\x41\u0042\u{1F44D}\t\cJ\/\0$", &["AB👍\t\n/\0"], &["AB"]);
    check(r"^\uD83D\uDC4D$", &["👍"], &["a"]);
    check(r"^[\uD83D\uDC4D-👎]$", &["👎"], &["a"]);
    check(r"^\a$", &[], &["b"]);
}

#[test]
fn quantifiers() {
    check("^(?:ab){2,3}$", &["abab", "ababab"], &["ab", "abababab"]);
    check("^a{2}$", &["aa"], &["a", "aaa"]);
    check("^a{2,}?b??$", &["aa", "aaab"], &["a", "aabb"]);
    check("^(a*)*$", &["", "aaaa"], &["ab"]);
    check("^(a|ab)(c|bcd)(d*)$", &["abcd", "ac"], &["abc d"]);
    check("^.{1,5000}$", &["a"], &["", "\n"]);
}

#[test]
fn alternatives_groups_and_references() {
    check("^(?:a|b|)c$", &["ac", "bc", "c"], &["dc"]);
    check(r"^(a+)-\1$", &["aa-aa", "a-a"], &["aa-a"]);
    check(r"^(?<x>.)(?<y>.)\k<y>\k<x>$", &["abba"], &["abab"]);
    check(r"^\1(a)$", &["a"], &["aa"]);
    check(r"^(?:(a)|b)\1$", &["aa", "b"], &["ba"]);
}

#[test]
fn lookaround() {
    check(
        "^(?=.*[0-9])(?=.*[a-z]).{4,}$",
        &["abc1"],
        &["abcd", "1234", "a1"],
    );
    check("^(?!foo)", &["bar"], &["foobar"]);
    check("(?<=a)b", &["ab"], &["b", "cb"]);
    check("(?<!a)b", &["cb", "b"], &["ab"]);
    check(r"(?<=^\w{2})x", &["abx"], &["ax", "abcx"]);
    check(r"^(?=(a+))\1b", &["aab"], &["b"]);
}

#[test]
fn properties() {
    check(r"^\p{L}+$", &["aéЖ漢"], &["1", "", "-"]);
    check(
        r"^\p{Letter}\P{Lu}[\p{Nd}_]$",
        &["éa٣", "Zz_"],
        &["éA3", "1a1"],
    );
    check(r"^\p{Script=Greek}+$", &["αβγ"], &["abc"]);
    check(r"^\p{P}\p{Sc}\p{Zs}$", &["!€ ", "—$\u{a0}"], &["a€ "]);
}

#[test]
fn mistakes_are_found() {
    for pattern in [
        "(",
        ")",
        "[a",
        "a{2,1}",
        "*a",
        r"\p{Nonsense}",
        "(?<a",
        "[z-a]",
        r"\k<a>(?<b>)",
        "\\",
    ] {
        assert!(codec::mistake(pattern).is_some(), "{pattern}");
    }
    assert!(codec::mistake(&"(".repeat(100_000)).is_some(), "deep");
    assert!(
        codec::mistake("((a{1,1000}){1,1000}){1,1000}").is_some(),
        "large"
    );
}

#[test]
fn nothing_takes_long() {
    let text = "a".repeat(20_000) + "!";
    for pattern in [
        "^(a+)+$",
        "^(a|a)*$",
        "(a*)*b",
        "(?:a?){30}a{30}$",
        "^(?=(a|a)*$)",
        r"(a+)+\1b",
    ] {
        assert!(!matches(pattern, &text), "{pattern}");
    }
}
