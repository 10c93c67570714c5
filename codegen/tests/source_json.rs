//! Reading JSON: every value, every mistake, and the places of both.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use codegen::diagnostic::{Code, Diagnostics};
use codegen::source::{Node, Sources, Value};

/// What was said, and at which line and column.
type Said = Vec<(Code, (u32, u32))>;

#[test]
fn reads_what_serde_json_reads() {
    let texts = [
        "null",
        "[]",
        "{}",
        " [ true , false , null ] ",
        "-0",
        "[0.5, -1.5e+30, 12345678901234567890, 1E5]",
        r#""a\"\\\/\b\f\n\r\tA\u00e9\ud834\udd1e""#,
        "\"é 𝄞 \u{7f} \u{2028}\"",
        r#"{"a": {"b": [1, {"c": []}]}, "": 1, "\u0061b": 2}"#,
        "\u{feff}[1]",
        "\r\n\t[1]\n",
    ];
    for text in texts {
        let (node, said) = read(text);
        let expected: serde_json::Value =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
        assert_eq!(to_json(&node), expected, "{text}");
        assert_eq!(said, [], "{text}");
    }
}

#[test]
fn keeps_numbers_as_they_are_written() {
    for number in ["1.0", "1e400", "-0.0", "123456789012345678901234567890.5"] {
        let (node, _) = read(number);
        assert_eq!(node.as_number().map(|number| number.text), Some(number));
    }
}

#[test]
fn names_every_mistake_and_its_place() {
    use Code::{DuplicateMember, EmptyFile, InvalidJson, LooseSyntax, NestingTooDeep};
    let deep = "[".repeat(1_000_000);
    let cases: [(&str, Code, (u32, u32)); 33] = [
        ("", EmptyFile, (1, 1)),
        (" \n ", EmptyFile, (1, 1)),
        ("\u{feff}", EmptyFile, (1, 1)),
        ("[1,]", LooseSyntax, (1, 3)),
        ("{\"a\":1,\n}", LooseSyntax, (1, 7)),
        ("[1 2]", InvalidJson, (1, 4)),
        ("[1", InvalidJson, (1, 3)),
        ("{\"a\" 1}", InvalidJson, (1, 6)),
        ("{\"a\":}", InvalidJson, (1, 6)),
        ("{a:1}", InvalidJson, (1, 2)),
        ("{,}", InvalidJson, (1, 2)),
        ("{", InvalidJson, (1, 2)),
        ("// c\n1", InvalidJson, (1, 1)),
        ("{ /* c */ }", InvalidJson, (1, 3)),
        ("'a'", InvalidJson, (1, 1)),
        ("truth", InvalidJson, (1, 1)),
        ("nul", InvalidJson, (1, 1)),
        ("true1", InvalidJson, (1, 5)),
        ("01", InvalidJson, (1, 1)),
        ("1.", InvalidJson, (1, 1)),
        ("1.e1", InvalidJson, (1, 1)),
        ("1e", InvalidJson, (1, 1)),
        ("-", InvalidJson, (1, 2)),
        ("+1", InvalidJson, (1, 1)),
        (".5", InvalidJson, (1, 1)),
        ("NaN", InvalidJson, (1, 1)),
        ("\"a", InvalidJson, (1, 1)),
        ("\"a\nb\"", InvalidJson, (1, 3)),
        ("\"\t\"", InvalidJson, (1, 2)),
        ("[\"é\",\n \"é\\x\"]", InvalidJson, (2, 4)),
        ("\"\\ud834\"", LooseSyntax, (1, 2)),
        ("{\"é\":1,\"é\":2}", DuplicateMember, (1, 8)),
        (&deep, NestingTooDeep, (1, 129)),
    ];
    for (text, code, place) in cases {
        let shown: String = text.chars().take(40).collect();
        assert_eq!(read(text).1, [(code, place)], "{shown}");
    }
}

#[test]
fn surrogates_come_in_pairs_only() {
    let cases = [
        (r#""\ud834\ud834""#, "\u{fffd}\u{fffd}", 2),
        (r#""\udd1e""#, "\u{fffd}", 1),
        (r#""\ud834x""#, "\u{fffd}x", 1),
        (r#""\ud834\u0041""#, "\u{fffd}A", 1),
        (r#""\ud834\n""#, "\u{fffd}\n", 1),
    ];
    for (text, expected, mistakes) in cases {
        let (node, said) = read(text);
        assert_eq!(node.as_str().map(|text| text.text), Some(expected));
        assert_eq!(said.len(), mistakes, "{text}");
    }
}

#[test]
fn a_comma_too_many_costs_nothing() {
    let (node, said) = read("{\"a\": [1, 2,\n],}");
    assert_eq!(to_json(&node), serde_json::json!({"a": [1, 2]}));
    let comma = |line, column| (Code::LooseSyntax, (line, column));
    assert_eq!(said, [comma(1, 12), comma(2, 2)]);
}

#[test]
fn bytes_that_are_no_utf_8_are_placed() {
    let diagnostics = Diagnostics::new();
    let files = BTreeMap::from([("a.json".to_owned(), b"[\"\xc3\xa9\",\n \"\xff\"]".to_vec())]);
    let sources = Sources::load("a.json", &files, &diagnostics);
    let said = diagnostics.into_vec();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].code, Code::NotUtf8);
    let place = sources.position(said[0].span);
    assert_eq!((place.line, place.column), (2, 3));
    let last = sources.root().as_array().unwrap().last().unwrap();
    assert_eq!(last.as_str().map(|text| text.text), Some("\u{fffd}"));
}

#[test]
fn every_value_knows_its_place() {
    let text = "{\n  \"a\": [1, \"é\"],\n  \"b\": {\"c\": null}\n}";
    let (sources, _) = load(text);
    let at = |pointer: &str| {
        let node = to_node(&sources, pointer);
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        &text[start..end]
    };
    assert_eq!(at("/a"), "[1, \"é\"]");
    assert_eq!(at("/a/1"), "\"é\"");
    assert_eq!(at("/b/c"), "null");
    assert_eq!(sources.pointer(to_node(&sources, "/b/c").span), "/b/c");
    assert_eq!(sources.pointer(to_node(&sources, "/a/1").span), "/a/1");
}

fn to_node<'s>(sources: &'s Sources, pointer: &str) -> &'s Node {
    pointer
        .split('/')
        .skip(1)
        .fold(sources.root(), |node, step| match &node.value {
            Value::Array(items) => &items[step.parse::<usize>().unwrap()],
            _ => node.get(step).unwrap(),
        })
}

fn load(text: &str) -> (Sources, Said) {
    let diagnostics = Diagnostics::new();
    let files = BTreeMap::from([("a.json".to_owned(), text.as_bytes().to_vec())]);
    let sources = Sources::load("a.json", &files, &diagnostics);
    let said = diagnostics.into_vec().into_iter().map(|found| {
        let place = sources.position(found.span);
        (found.code, (place.line, place.column))
    });
    let said = said.collect();
    (sources, said)
}

fn read(text: &str) -> (Node, Said) {
    let (sources, said) = load(text);
    (sources.root().clone(), said)
}

fn to_json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(text) => serde_json::from_str(text).unwrap(),
        Value::String(text) => (**text).into(),
        Value::Array(items) => items.iter().map(to_json).collect(),
        Value::Object(object) => object
            .iter()
            .map(|m| (m.name.text.to_string(), to_json(&m.value)))
            .collect(),
    }
}
