//! Reading YAML: the same tree as JSON, and nothing that JSON could not say.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use codegen::diagnostic::{Code, Diagnostics};
use codegen::source::{Node, Sources, Value};
use serde_json::json;

/// What was said, and at which line and column.
type Said = Vec<(Code, (u32, u32))>;

#[test]
fn gives_the_values_of_json() {
    let cases = [
        (
            "a: 1\nb: [x, 'y', \"z\"]\n",
            json!({"a": 1, "b": ["x", "y", "z"]}),
        ),
        (
            "- {a: null, b: ~, c: }\n- []\n",
            json!([{"a": null, "b": null, "c": null}, []]),
        ),
        (
            "200: ok\ntrue: yes\n1.5: x\nnull: y\n",
            json!({"200": "ok", "true": "yes", "1.5": "x", "null": "y"}),
        ),
        (
            "[no, on, y, off, 010, 1_0, 12:30, 2020-01-01]",
            json!(["no", "on", "y", "off", 10, "1_0", "12:30", "2020-01-01"]),
        ),
        (
            "a: |\n  x\n  y\nb: >-\n  x\n  y\n",
            json!({"a": "x\ny\n", "b": "x y"}),
        ),
        (
            "a: !!str 1\nb: !!int '1'\nc: '1'\n",
            json!({"a": "1", "b": 1, "c": "1"}),
        ),
        ("# c\n---\na: 1 # d\n...\n", json!({"a": 1})),
        ("\"\\ud834\\udd1e\"", json!("𝄞")),
        ("'<<': 1\n", json!({"<<": 1})),
        ("<<: {a: 1, b: 2}\na: 3\n", json!({"a": 3, "b": 2})),
        (
            "x: &x {a: 1}\ny: {<<: [*x, {a: 2, b: 3}], c: 4}\n",
            json!({"x": {"a": 1}, "y": {"a": 1, "b": 3, "c": 4}}),
        ),
        ("- &a [1, &b 2]\n- *a\n- *b\n", json!([[1, 2], [1, 2], 2])),
        ("&k a: 1\nb: *k\n", json!({"a": 1, "b": "a"})),
    ];
    for (text, expected) in cases {
        let (node, said) = read(text);
        assert_eq!(said, [], "{text}");
        assert_eq!(to_json(&node), expected, "{text}");
    }
}

#[test]
fn names_every_mistake_and_its_place() {
    use Code::{
        DuplicateMember, EmptyFile, ExpansionLimit, InvalidYaml, LooseSyntax, NestingTooDeep,
    };
    let deep = "[".repeat(100_000);
    let chain = alias_chain(200);
    let cases = [
        ("# nothing\n", EmptyFile, (1, 1)),
        ("a: 1\na: 2\n", DuplicateMember, (2, 1)),
        ("a: [1\n", InvalidYaml, (1, 4)),
        ("a: 'x\n", InvalidYaml, (1, 4)),
        ("a:\n\tb: 1\n", InvalidYaml, (2, 2)),
        ("a: b: c\n", InvalidYaml, (1, 5)),
        ("a: 1\n--- \nb: 2\n", InvalidYaml, (2, 1)),
        ("[a, b]: 1\n", InvalidYaml, (1, 1)),
        ("a: *b\n", InvalidYaml, (1, 4)),
        ("a: &a [*a]\n", InvalidYaml, (1, 8)),
        ("a: !x b\n", LooseSyntax, (1, 7)),
        ("a: !!int b\n", LooseSyntax, (1, 10)),
        ("a: !!set {b}\n", LooseSyntax, (1, 10)),
        ("a: .NaN\n", LooseSyntax, (1, 4)),
        ("<<: 1\n", InvalidYaml, (1, 5)),
        (&deep, NestingTooDeep, (1, 256)),
        (&chain, NestingTooDeep, (128, 10)),
    ];
    let shown = |text: &str| text.chars().take(40).collect::<String>();
    let found = cases.map(|(text, ..)| (shown(text), read(text).1));
    let expected = cases.map(|(text, code, place)| (shown(text), vec![(code, place)]));
    assert_eq!(found, expected);
    assert_eq!(read(&laughs()).1[0].0, ExpansionLimit);
}

#[test]
fn what_json_does_not_have_costs_one_value() {
    let cases = [
        (
            "a: .inf\nb: [-.Inf, .nan, 1]\n",
            json!({"a": ".inf", "b": ["-.Inf", ".nan", 1]}),
            3,
        ),
        (
            "a: !Sub x\nb: !!timestamp 2020-01-01\n",
            json!({"a": "x", "b": "2020-01-01"}),
            2,
        ),
        (
            "a: !!set {b}\nc: !Join [x]\n",
            json!({"a": {"b": null}, "c": ["x"]}),
            2,
        ),
    ];
    for (text, expected, mistakes) in cases {
        let (node, said) = read(text);
        assert_eq!(to_json(&node), expected, "{text}");
        assert_eq!(said.len(), mistakes, "{text}");
    }
}

#[test]
fn every_value_knows_its_place() {
    let text = "a:\n  - b: é\n    c: [1,\n      2]\n  - x\nd: e\n";
    let diagnostics = Diagnostics::new();
    let files = BTreeMap::from([("a.yaml".to_owned(), text.as_bytes().to_vec())]);
    let sources = Sources::load("a.yaml", &files, &diagnostics);
    assert!(diagnostics.into_vec().is_empty());
    let list = sources.root().get("a").unwrap();
    let first = &list.as_array().unwrap()[0];
    let slice = |node: &Node| &text[node.span.start as usize..node.span.end as usize];
    assert_eq!(slice(first.get("b").unwrap()), "é");
    assert_eq!(slice(first.get("c").unwrap()), "[1,\n      2]");
    assert_eq!(slice(first), "b: é\n    c: [1,\n      2]");
    assert_eq!(slice(list), "- b: é\n    c: [1,\n      2]\n  - x");
    assert_eq!(sources.pointer(first.get("c").unwrap().span), "/a/0/c");
}

/// Each anchor holds the one before it, so that the last is deeper than its text.
fn alias_chain(length: usize) -> String {
    let lines = (1..length).map(|n| format!("- &a{n} [*a{}]\n", n - 1));
    std::iter::once("- &a0 []\n".to_owned())
        .chain(lines)
        .collect()
}

/// Each anchor holds ten of the one before it.
fn laughs() -> String {
    let ten = |n: usize| vec![format!("*a{n}"); 10].join(", ");
    let lines = (1..30).map(|n| format!("- &a{n} [{}]\n", ten(n - 1)));
    std::iter::once("- &a0 x\n".to_owned())
        .chain(lines)
        .collect()
}

fn read(text: &str) -> (Node, Said) {
    let diagnostics = Diagnostics::new();
    let files = BTreeMap::from([("a.yaml".to_owned(), text.as_bytes().to_vec())]);
    let sources = Sources::load("a.yaml", &files, &diagnostics);
    let said = diagnostics.into_vec().into_iter().map(|found| {
        let place = sources.position(found.span);
        (found.code, (place.line, place.column))
    });
    let said = said.collect();
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
