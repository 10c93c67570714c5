//! Hostile and ordinary texts, and what their comments look like.

use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag};

use super::{doc_lines, summary_line};

/// What rustdoc would see that a specification must not be able to say.
fn harm(lines: &[String]) -> Option<String> {
    let text = lines.join("\n");
    let found = Parser::new_ext(&text, super::build::options() | Options::ENABLE_SMART_PUNCTUATION).find(harmful);
    found.map(|event| format!("{event:?}")).or_else(|| lines.iter().find_map(|line| harmful_line(line)))
}

fn harmful(event: &Event<'_>) -> bool {
    match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => true,
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => info.as_ref() != "text",
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented) | Tag::HtmlBlock | Tag::Image { .. } | Tag::Heading { .. }) => true,
        Event::Start(Tag::Link { dest_url, link_type, .. }) => {
            !matches!(link_type, LinkType::Inline | LinkType::Autolink)
                || !(dest_url.get(..4).is_some_and(|s|s.eq_ignore_ascii_case("http")))
        }
        _ => false,
    }
}

fn harmful_line(line: &str) -> Option<String> {
    let unseen = |c: char| c.is_control() || (c != ' ' && super::chars::harmless(c) != Some(c));
    (line.contains(unseen) || line.ends_with(' ')).then(|| line.to_owned())
}

const PARTS: &[&str] = &[
    "a", "b", "foo", "Foo", "1", "10", "é", "漢", "“", "…", "\u{301}", " ", " ", " ", "  ", "    ", "\n", "\n", "\n\n", "\n\n", "\t", "\r\n", "\\", "\\\n", "  \n",
    "*", "**", "***", "_", "__", "~", "~~", "~~~", "`", "``", "```", "````", "```rust\n", "```\n", "~~~\n", "    code\n",
    "[", "]", "(", ")", "[foo]", "[foo]: http://x.y\n", "[foo](http://a.b/c)", "[`Foo`]", "![", "![a](http://x.y/z.png)", "[a](<b c>)", "](", "[^1]", "[^1]: note\n", "[ ] ", "[x] ",
    "<", ">", "> ", ">", "- ", "+ ", "* ", "1. ", "2) ", "0. ", "999999999. ", "-", "--", "---", "***\n", "===", "= ", "# ", "## ", "#", "|", "| ", "|---|", "|---|---|\n", ":--", "| a | b |\n|---|---|\n| c | d |\n", "|a|\n|-|\n",
    "<br>", "<br/>", "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<a href=\"http://x.y\">", "<a href='javascript:x'>", "</a>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<table>", "<tr>", "<td>", "</td>", "</tr>",
    "<pre>", "</pre>", "<blockquote>", "</blockquote>", "<h1>", "</h1>", "<hr>", "<script>", "</script>", "<!--", "-->", "<?", "?>", "<![CDATA[", "]]>", "<T>", "<id", "<Vec<T>>", "<div>\n", "</div>\n",
    "http://", "https://a.b/c_d", "https://a.b/{id}", "<http://a.b>", "<a@b.c>", "https://a.b/?x=1&lt;=2", ".", ",", "!", "?", ":", ";", "&", "&lt;", "&#60;", "&nbsp;", "&#10;", "&#9;", "&#x202e;", "&#0;", "&amp;", "&copy;", "&", "#!", "#![x]", "*/", "/*", "//", "\"", "'", "$", "{", "}", "^", "@", "%", "\0", "\u{202e}", "\u{a0}", "\u{3000}", "\u{2028}", "\u{b}", "\u{7f}", "\u{fffd}", "😀",
];

fn hostile() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PARTS), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("CASES").ok().and_then(|c|c.parse().ok()).unwrap_or(2000), failure_persistence: None, max_shrink_iters: 20000, ..ProptestConfig::default() })]

    #[test]
    fn harmless(text in hostile()) {
        let lines = doc_lines(&text);
        prop_assert_eq!(harm(&lines), None, "{}", lines.join("\n"));
        let s = summary_line(&text);
        prop_assert_eq!(harm(&[s.clone()]), None, "{}", s);
        prop_assert!(!lines.windows(2).any(|w| w[0].is_empty() && w[1].is_empty()), "{}", lines.join("\n"));
        prop_assert!(lines.first().is_none_or(|l| !l.is_empty()));
        prop_assert!(lines.last().is_none_or(|l| !l.is_empty()));
    }
    #[test]
    fn idem(text in hostile()) {
        let lines = doc_lines(&text);
        let again = doc_lines(&lines.join("\n"));
        prop_assert_eq!(again, lines);
    }
}
