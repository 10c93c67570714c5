//! What diagnostics look like: for people, for programs, and on GitHub.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use codegen::diagnostic::{
    Code, Diagnostic, Diagnostics, HumanStyle, Severity, render_github, render_human, render_json,
};
use codegen::source::{FileId, Sources, Span};

#[test]
fn people_see_the_place_the_line_the_code_and_the_help() {
    let text = "{\n  \"é𝄞\": 1,\n  \"b\": 2\n}";
    for style in [(false, false), (true, false), (false, true), (true, true)] {
        let style = HumanStyle {
            colour: style.0,
            unicode: style.1,
        };
        let shown = render_human(&at(text, "1,"), &sources(text), style);
        let plain = without_colours(&shown);
        for part in [
            "a.json:2:9",
            "\"é𝄞\": 1,",
            "warning[unknown-keyword]",
            "a message",
            "some help",
        ] {
            assert!(plain.contains(part), "{part} is not in:\n{shown}");
        }
        assert_eq!(shown.contains('\u{1b}'), style.colour, "{shown}");
        assert_eq!(plain.contains('─'), style.unicode, "{shown}");
    }
}

#[test]
fn one_long_line_is_shown_in_part() {
    let text = format!(
        "[{}\"here\"{}]",
        "1, ".repeat(100_000),
        ", 2".repeat(100_000)
    );
    let shown = render_human(
        &at(&text, "\"here\""),
        &sources(&text),
        HumanStyle::default(),
    );
    assert!(
        shown.contains("\"here\"") && shown.contains("a.json:1:300002"),
        "{shown}"
    );
    assert!(shown.len() < 1_500, "{}", shown.len());
}

#[test]
fn hidden_characters_are_harmless_everywhere() {
    let text = "{\"a\u{202e}\u{1b}[31m\u{7}\": 1}";
    let mut found = at(text, "1}");
    found.message = "evil \u{202e}\u{1b}[0m\nsecond".to_owned();
    found.help = "help \u{2066}".to_owned();
    let sources = sources(text);
    let human = render_human(&found, &sources, HumanStyle::default());
    let json = render_json(&found, &sources);
    let github = render_github(&found, &sources);
    for shown in [human, json.clone(), github] {
        let is_hidden =
            |c: char| (c.is_control() && c != '\n') || ('\u{2028}'..='\u{206f}').contains(&c);
        assert!(!shown.contains(is_hidden), "{shown:?}");
    }
    let back: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(back["message"], found.message);
}

#[test]
fn programs_get_one_line_with_all_fields() {
    let text = "{\n  \"é\": [\n1]}";
    let shown = render_json(&at(text, "[\n1]"), &sources(text));
    assert!(!shown.contains('\n'));
    let expected = serde_json::json!({
        "code": "unknown-keyword", "severity": "warning", "message": "a message", "help": "some help",
        "file": "a.json", "line": 2, "column": 8, "end_line": 3, "end_column": 3,
    });
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&shown).unwrap(),
        expected
    );
}

#[test]
fn github_gets_a_command_that_text_cannot_leave() {
    let text = "{\"a\": 1}";
    let mut found = at(text, "1}");
    found.message = "50% of\nit::error file=x".to_owned();
    let shown = render_github(&found, &sources(text));
    assert_eq!(
        shown,
        "::warning file=a.json,line=1,endLine=1,col=7,endColumn=9,title=unknown-keyword::\
         50%25 of%0Ait::error file=x%0Ahelp: some help"
    );
}

#[test]
fn any_span_can_be_shown() {
    let text = "é\n";
    let sources = sources(text);
    for (file, start, end) in [
        (0, 0, 0),
        (0, 1, 1),
        (0, 3, 3),
        (0, 9, 4),
        (0, 0, 99),
        (7, 0, 1),
    ] {
        let span = Span {
            file: FileId(file),
            start,
            end,
        };
        let found = Diagnostic {
            span,
            ..at(text, "é")
        };
        assert!(render_human(&found, &sources, HumanStyle::default()).contains("some help"));
        assert!(render_json(&found, &sources).contains("some help"));
        assert!(render_github(&found, &sources).contains("some help"));
    }
}

/// A problem at the first place of some text.
fn at(text: &str, part: &str) -> Diagnostic {
    let start = text.find(part).unwrap();
    Diagnostic {
        code: Code::UnknownKeyword,
        severity: Severity::Warning,
        message: "a message".to_owned(),
        span: Span {
            file: FileId(0),
            start: start as u32,
            end: (start + part.len()) as u32,
        },
        help: "some help".to_owned(),
    }
}

fn sources(text: &str) -> Sources {
    let diagnostics = Diagnostics::new();
    let files = BTreeMap::from([("a.json".to_owned(), text.as_bytes().to_vec())]);
    let sources = Sources::load("a.json", &files, &diagnostics);
    diagnostics.into_vec();
    sources
}

fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    first
        + &parts
            .map(|part| part.split_once('m').map_or("", |(_, rest)| rest))
            .collect::<String>()
}
