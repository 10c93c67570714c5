//! Ordinary and hostile texts, and what becomes of them.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag};

use super::{
    build, chars, code_cell, code_span, doc_lines, link, plain, summary, summary_cell,
    summary_line, write,
};

/// Texts with the lines of their comments.
const LINES: &[(&str, &[&str])] = &[
    // Structure that is kept.
    ("", &[]),
    (" \n\t\n", &[]),
    (
        "One.\n\n\n\nTwo.\r\nThree.\rFour.",
        &["One.", "", "Two. Three. Four."],
    ),
    (
        "# Limits\nAt most *ten*, __never__ more.",
        &["**Limits**", "", "At most *ten*, **never** more."],
    ),
    ("Title\n=====\ntext", &["**Title**", "", "text"]),
    ("* a\n* b\n    * c\n* d", &["- a", "- b", "  - c", "- d"]),
    (
        "7) a\n8) b\n\n   more",
        &["7. a", "", "8. b", "", "   more"],
    ),
    ("- a\n\n+ b", &["- a", "", "- b"]),
    ("> quoted\nlazily\n\nnot", &["> quoted lazily", "", "not"]),
    ("a  \nb\\\nc", &["a\\", "b\\", "c"]),
    ("a\n\n---\n\nb", &["a", "", "***", "", "b"]),
    (
        "|a|b|\n|:-|-:|\n|`x\\|y`|1 \\| 2|",
        &["| a | b |", "| :--- | ---: |", "| `x\\|y` | 1 \\| 2 |"],
    ),
    ("- [x] done\n- [ ] open", &["- \\[x] done", "- \\[ ] open"]),
    (
        "as said[^1]\n\n[^1]: Somewhere.",
        &["as said\\[1]", "", "\\[1] Somewhere."],
    ),
    // Code is never code of Rust.
    (
        "```rust\nfn main() {}\n```",
        &["```text", "fn main() {}", "```"],
    ),
    (
        "```rust,ignore\nnever closed\n\n\n\nx",
        &["```text", "never closed", "", "x", "```"],
    ),
    ("    let x = 1;\n", &["```text", "let x = 1;", "```"]),
    ("````\n```rust\n````", &["````text", "```rust", "````"]),
    ("~~~should_panic\na\tb \n~~~", &["```text", "a   b", "```"]),
    (
        "- a\n\n      let x = 1;\n",
        &["- a", "", "  ```text", "  let x = 1;", "  ```"],
    ),
    (
        "> - ```\n>   x\n>   ```",
        &["> - ```text", ">   x", ">   ```"],
    ),
    ("``` \n\n```", &[]),
    ("a `` b ` c `` d", &["a ``b ` c`` d"]),
    ("an `open span", &["an \\`open span"]),
    // HTML is text, or Markdown where it says the same.
    (
        "<script>alert(1)</script>",
        &["\\<script>alert(1)\\</script>"],
    ),
    ("a <!-- hidden --> b <T> c</T>", &["a b \\<T> c\\</T>"]),
    (
        "<p>One <b>bold </b>word.</p><p>Two<br/>lines</p>",
        &["One **bold** word.", "", "Two\\", "lines"],
    ),
    ("a<br><br>b", &["a", "", "b"]),
    (
        "see <a href=\"https://a.bc/?x=1&amp;y=2\">this</a>",
        &["see [this](https://a.bc/?x=1&y=2)"],
    ),
    (
        "see <a href='/docs'>this</a> and <a>",
        &["see this and \\<a>"],
    ),
    ("<ul><li>a<li>b &lt;c&gt;</ul>", &["- a", "- b \\<c>"]),
    (
        "<code>a_b</code><code>*c*</code> code=<code>&x",
        &["`a_bc` code=\\<code>&x"],
    ),
    (
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
        &["a | b\\", "c"],
    ),
    ("<pre>\n let x;\n</pre>", &["```text", " let x;", "```"]),
    ("<div class=\"", &["\\<div class=\""]),
    ("x<b>\"y\"</b>z", &["x\"y\"z"]),
    // Links.
    (
        "[Vec] and [`Vec`] and [a][b]",
        &["\\[Vec] and \\[`Vec`] and \\[a]\\[b]"],
    ),
    (
        "[a](Vec) [b](javascript:x) [c](https://d.ef)",
        &["a b [c](https://d.ef)"],
    ),
    (
        "[a](<https://b.cd/e (f) [g]>)",
        &["[a](https://b.cd/e%20%28f%29%20%5Bg%5D)"],
    ),
    (
        "see https://a.bc/d_e?f=*&g. (http://h.ij)",
        &["see <https://a.bc/d_e?f=*&g>. (<http://h.ij>)"],
    ),
    ("https://a.bc/{id}/x", &["`https://a.bc/{id}/x`"]),
    (
        "<https://a.bc> <d@e.fg> [https://a.bc](https://a.bc)",
        &["<https://a.bc> d@e.fg <https://a.bc>"],
    ),
    (
        "![logo](https://a.bc/d.png) ![](x.png)",
        &["[logo](https://a.bc/d.png)"],
    ),
    (
        "[a] b\n\n[a]: https://c.de \"title\"",
        &["[a](https://c.de) b"],
    ),
    // Characters.
    ("a\0b\u{202e}c\u{200b}d\u{7f}", &["a\u{fffd}bcd\u{fffd}"]),
    ("a&#0;b&#x202e;c&#10;d&nbsp;e", &["a\u{fffd}bc d e"]),
    ("*/ #![deny(x)] \\*", &["\\*/ #!\\[deny(x)] *"]),
    (
        "snake_case _x 2 * 3 ~ a < b <c &lt; &amp;lt;",
        &["snake_case \\_x 2 * 3 ~ a < b \\<c < \\&lt;"],
    ),
    (
        "1\\. a\n\n\\- b\n\n\\# c\n\n\\> d\n\n\\=",
        &["1\\. a", "", "\\- b", "", "\\# c", "", "\\> d", "", "\\="],
    ),
    ("a \\| b\n\\--- | ---", &["a | b --- | ---"]),
];

/// Texts with their summaries.
const SUMMARIES: &[(&str, &str)] = &[
    ("", ""),
    ("***", ""),
    ("List all *pets*", "List all pets"),
    (
        "Lists [pets](https://a.bc), e.g. Cats. Not dogs.",
        "Lists pets, e.g. Cats.",
    ),
    ("See v1.2 of `x.y`. Then", "See v1.2 of `x.y`."),
    ("Really? (Yes.) No", "Really?"),
    (
        "Costs approx. 5 units vs. Ten. More.",
        "Costs approx. 5 units vs. Ten.",
    ),
    ("# Head\n\nText.", "Head"),
    ("- one\n- two", "one"),
    ("first\\\nsecond", "first"),
    ("```rust\n  let x;\n```", "`let x;`"),
    ("[a] <b> https://c.de\n\nmore", "\\[a] <https://c.de>"),
    ("1\\. x", "1\\. x"),
];

#[test]
fn lines_of_texts() {
    for (text, expected) in LINES {
        assert_eq!(doc_lines(text), *expected, "of {text:?}");
    }
}

#[test]
fn a_cell_ends_where_its_text_does() {
    assert_eq!(summary_cell("One | two. Three."), r"One \| two.");
    assert_eq!(summary_cell("`a|b` and more"), r"`a\|b` and more");
    assert_eq!(code_cell("GET /a|b"), r"`GET /a\|b`");
}

#[test]
fn summaries_of_texts() {
    for (text, expected) in SUMMARIES {
        assert_eq!(summary_line(text), *expected, "of {text:?}");
    }
}

#[test]
fn code_spans_of_texts() {
    let texts = [
        ("a|b", "`a|b`"),
        (" a\n\tb ", "`a     b`"),
        ("", "` `"),
        ("``", "``` `` ```"),
        ("a`b", "``a`b``"),
        ("\u{202e}*<b>\0", "`*<b>\u{fffd}`"),
    ];
    for (text, expected) in texts {
        assert_eq!(code_span(text), expected, "of {text:?}");
    }
}

#[test]
fn lines_of_the_table_are_harmless() {
    for (_, lines) in LINES {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(harm(&lines), None);
    }
}

#[test]
fn harm_is_found() {
    let harmful = [
        "<b>",
        "a <i>",
        "```\nx\n```",
        "```rust\nx\n```",
        "    x",
        "[Vec](Vec)",
        "![a](http://b.c)",
        "# a",
        "a\tb",
    ];
    for text in harmful {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        assert!(harm(&lines).is_some(), "{text:?}");
    }
}

#[test]
fn prose_is_wrapped_and_no_word_begins_a_block() {
    let text = "word ".repeat(60) + "- 1. # + > === | --- " + &"- 1. # + > === | --- ".repeat(60);
    let lines = doc_lines(&text);
    assert!(
        lines
            .iter()
            .all(|line| (60..=97).contains(&line.chars().count())),
        "{lines:#?}"
    );
    assert_eq!(harm(&lines), None);
    assert_eq!(doc_lines(&lines.join("\n")), lines);
}

#[test]
fn tables_and_code_are_not_wrapped() {
    let long = "word ".repeat(60).trim_end().to_owned();
    assert_eq!(doc_lines(&format!("    {long}")), ["```text", &long, "```"]);
    assert_eq!(
        doc_lines(&format!("|a|\n|-|\n|{long}|")),
        ["| a |", "| --- |", &format!("| {long} |")]
    );
}

#[test]
fn containers_deeper_than_the_bound_are_flat() {
    for marker in ["> ", "- ", "1. ", "> - "] {
        let lines = doc_lines(&format!("{}deep\n\nout", marker.repeat(10_000)));
        assert!(
            lines[0].ends_with(" deep") && lines[0].len() < 64,
            "{lines:?}"
        );
        assert_eq!(&lines[1..], ["", "out"]);
    }
}

#[test]
fn long_summaries_are_cut() {
    assert_eq!(
        summary_line(&"word ".repeat(100)),
        "word ".repeat(32).trim_end().to_owned() + "…"
    );
    assert_eq!(summary_line(&"x".repeat(100_000)), "x".repeat(160) + "…");
}

#[test]
fn hostile_repetition_takes_linear_time() {
    let parts = PARTS.iter().copied().chain([
        "*a **b ",
        "[a](",
        "<a href=\"",
        "&a;",
        "http://(",
        "> - ",
        "<b></i>",
    ]);
    for part in parts {
        let text = part.repeat(40_000 / part.len());
        let start = Instant::now();
        let lines = doc_lines(&text);
        summary_line(&text);
        // Takes tens of milliseconds, even without optimisation.
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{part:?} took {:?}",
            start.elapsed()
        );
        assert_eq!(harm(&lines), None, "{part:?}");
    }
}

/// Pieces that texts are put together from: markers, tags, addresses, references and odd
/// characters.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "a", "b", "foo", "Foo", "1", "10", "é", "漢", "“", "…", "\u{301}", "😀", "\u{fffd}", "word ", "word, ",
    " ", " ", " ", "  ", "    ", "\n", "\n", "\n\n", "\n\n", "\t", "\r\n", "\\", "\\\n", "  \n",
    "*", "**", "***", "_", "__", "~", "~~", "~~~", "`", "``", "```", "````", "```rust\n", "```\n", "~~~\n", "    code\n",
    "[", "]", "(", ")", "](", "![", "[foo]", "[foo]: http://x.yz\n", "[foo](http://a.bc/d)", "[`Foo`]", "[a](<b c>)",
    "![a](http://x.yz/a.png)", "[^1]", "[^1]: note\n", "[ ] ", "[x] ",
    "<", ">", "> ", "- ", "+ ", "* ", "1. ", "2) ", "0. ", "999999999. ", "-", "--", "---", "***\n", "===", "= ",
    "# ", "## ", "#", "|", "| ", "|---|", "|---|---|\n", ":--", "| a | b |\n|---|---|\n| c | d |\n", "|a|\n|-|\n",
    "<br>", "<br/>", "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<s>", "<code>", "</code>", "<pre>", "</pre>",
    "<a href=\"http://x.yz\">", "<a href='javascript:x'>", "<a>", "</a>", "<ul>", "</ul>", "<ol>", "<li>", "</li>",
    "<table>", "<tr>", "</tr>", "<td>", "</td>", "<blockquote>", "</blockquote>", "<h1>", "</h1>", "<hr>", "<div>\n",
    "</div>\n", "<script>", "</script>", "<!--", "-->", "<?", "?>", "<![CDATA[", "]]>", "<T>", "<id", "<Vec<T>>",
    "http://", "https://a.bc/d_e", "https://a.bc/{id}", "<http://a.bc>", "<a@b.cd>", "https://a.bc/?x=1&lt;=2",
    "&", "&lt;", "&#60;", "&nbsp;", "&#10;", "&#9;", "&#x202e;", "&#0;", "&amp;", "&copy;",
    ".", ",", "!", "?", ":", ";", "#!", "#![x]", "*/", "/*", "//", "\"", "'", "$", "{", "}", "^", "@", "%",
    "\0", "\u{202e}", "\u{a0}", "\u{3000}", "\u{2028}", "\u{b}", "\u{7f}",
];

/// What rustdoc would see in the lines that a specification must not be able to say.
fn harm(lines: &[String]) -> Option<String> {
    let text = lines.join("\n");
    let more = Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_TASKLISTS;
    let event = Parser::new_ext(&text, super::build::options() | more).find(is_harmful);
    event
        .map(|event| format!("{event:?}"))
        .or_else(|| lines.iter().find(|line| has_odd_space(line)).cloned())
}

fn is_harmful(event: &Event<'_>) -> bool {
    match event {
        Event::Html(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::TaskListMarker(_) => true,
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => info.as_ref() != "text",
        Event::Start(
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } | Tag::Heading { .. },
        ) => true,
        Event::Start(Tag::Link {
            dest_url,
            link_type,
            ..
        }) => {
            let is_web = dest_url.starts_with("http://") || dest_url.starts_with("https://");
            !is_web || !matches!(link_type, LinkType::Inline | LinkType::Autolink)
        }
        _ => false,
    }
}

/// Whether a character is not seen as itself, or the line ends in white space.
fn has_odd_space(line: &str) -> bool {
    line.ends_with(char::is_whitespace)
        || line.contains(|c: char| c.is_control() || super::chars::harmless(c) != Some(c))
}

fn hostile() -> impl Strategy<Value = String> {
    let length = prop_oneof![4 => 0..40_usize, 1 => 40..300_usize];
    let parts =
        length.prop_flat_map(|length| prop::collection::vec(prop::sample::select(PARTS), length));
    prop_oneof![9 => parts.prop_map(|parts| parts.concat()), 1 => any::<String>()]
}

/// Texts that mostly have no marks with a meaning.
fn ordinary() -> impl Strategy<Value = String> {
    let parts = [
        "a",
        "Word",
        "two words",
        "é",
        "1",
        "7.",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\n\n\n",
        ".",
        ",",
        "-",
        "=",
        "#",
        ":",
        "(",
        ")",
        "\"",
        "!",
        ">",
        "+",
        "_",
        "a_b",
        "`",
        "`code`",
        "`a*b`",
        "``",
        "|",
        "http://example.com",
        "&amp;",
        "*",
        "]",
        "<b>",
        "\\",
    ];
    let parts = prop::sample::select(parts.to_vec());
    prop::collection::vec(parts, 0..16).prop_map(|parts| parts.concat())
}

#[test]
fn plain_addresses_are_what_the_parser_reads() {
    for url in [
        "https://a",
        "http://a.b/c-d_e#f",
        "https://a/_b_",
        "https://a/b.",
    ] {
        assert!(plain::is_address(url));
        let read = build::blocks(&format!("<{url}>"));
        assert_eq!(write::lines(&read, 92), [link(url, None)]);
        for title in ["API method documentation", "a, b-c"] {
            assert!(plain::is_wording(title));
            let read = build::blocks(&format!("[{title}](<{url}>)"));
            assert_eq!(write::lines(&read, 92), [link(url, Some(title))]);
        }
    }
    for url in ["https://", "ftp://a", "https://a b", "https://a/*"] {
        assert!(!plain::is_address(url));
    }
    for title in ["*a*", "a_b", "see https://a", "a]", "ä"] {
        assert!(!plain::is_wording(title));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_harmless(text in hostile()) {
        let lines = doc_lines(&text);
        prop_assert_eq!(harm(&lines), None);
        prop_assert_eq!(harm(&[summary_line(&text)]), None);
        prop_assert_eq!(harm(&[code_span(&text)]), None);
    }

    #[test]
    fn blank_lines_stand_alone_and_inside(text in hostile()) {
        let lines = doc_lines(&text);
        let blank = |line: &String| line.is_empty();
        prop_assert!(!lines.windows(2).any(|pair| pair.iter().all(blank)));
        prop_assert!(!lines.first().is_some_and(blank) && !lines.last().is_some_and(blank));
    }

    #[test]
    fn lines_of_lines_are_the_same(text in hostile()) {
        let lines = doc_lines(&text);
        prop_assert_eq!(doc_lines(&lines.join("\n")), lines);
    }

    #[test]
    fn text_without_marks_is_what_the_parser_reads(text in prop_oneof![hostile(), ordinary()]) {
        let text = chars::clean(&text);
        let read = build::blocks(&text);
        if let Some(first) = plain::first(&text) {
            prop_assert_eq!(first.as_slice(), read.get(..1).unwrap_or_default());
        }
        if let Some(lines) = plain::lines(&text, 92) {
            prop_assert_eq!(lines, write::lines(&read, 92));
        }
        if let Some(sentence) = plain::sentence(&text) {
            prop_assert_eq!(&sentence, &summary::first_sentence(&read, false));
            prop_assert_eq!(&sentence, &summary::first_sentence(&read, true));
        }
        if let Some(blocks) = plain::blocks(&text) {
            prop_assert_eq!(blocks, read);
        }
    }

    #[test]
    fn summaries_are_one_short_line(text in hostile()) {
        let line = summary_line(&text);
        prop_assert!(!line.contains('\n') && line.chars().count() < 1000);
    }
}
