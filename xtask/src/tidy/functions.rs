//! The compiler's functions are short: a median, a ninetieth percentile and a bound for each.

use super::scan::{closing, is_word, words};
use super::source::SourceFile;
use super::{Finding, Tree};

const MEDIAN: usize = 12;
const NINETIETH: usize = 50;
const LONGEST: usize = 100;

/// A function and how many lines it has, from its signature to its closing brace.
struct Function<'t> {
    file: &'t SourceFile,
    name: &'t str,
    line: usize,
    lines: usize,
}

/// The lengths of many functions.
struct Lengths {
    median: usize,
    ninetieth: usize,
}

/// Finds functions over the bound, and a median or ninetieth percentile over theirs.
pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    let functions = measured(tree);
    for function in functions.iter().filter(|function| function.lines > LONGEST) {
        let message = format!(
            "`{}` has {} lines; {LONGEST} is the bound",
            function.name, function.lines
        );
        found.push(Finding::new(&function.file.path, function.line, message));
    }
    let lengths = lengths(&functions);
    for (what, value, bound) in [
        ("median", lengths.median, MEDIAN),
        ("ninetieth percentile", lengths.ninetieth, NINETIETH),
    ] {
        if value > bound {
            let message =
                format!("the {what} of function lengths is {value}; {bound} is the bound");
            found.push(Finding::new("codegen/src", 1, message));
        }
    }
}

/// The measures, and the longest functions by name.
pub(super) fn summary(tree: &Tree) -> String {
    let mut functions = measured(tree);
    let lengths = lengths(&functions);
    functions.sort_by_key(|function| std::cmp::Reverse(function.lines));
    let longest: Vec<String> = functions
        .iter()
        .take(3)
        .map(|function| {
            format!(
                "{} {}:{}",
                function.lines, function.file.path, function.line
            )
        })
        .collect();
    format!(
        "codegen/src: {} functions, median {} lines, ninetieth percentile {}, longest: {}",
        functions.len(),
        lengths.median,
        lengths.ninetieth,
        longest.join(", ")
    )
}

/// Every function of the compiler that is not a test.
fn measured(tree: &Tree) -> Vec<Function<'_>> {
    let files = tree.files.iter().filter(|file| file.is_in("codegen/src"));
    files.flat_map(functions).collect()
}

/// The functions of one file; those inside templates are the generated code's, not this file's.
fn functions(file: &SourceFile) -> Vec<Function<'_>> {
    let templates = templates(&file.code);
    let is_template = |at: usize| {
        templates
            .iter()
            .any(|(start, end)| (*start..*end).contains(&at))
    };
    file.words("fn")
        .filter(|at| !is_template(*at))
        .filter_map(|at| function(file, at))
        .collect()
}

/// The function whose `fn` stands here; none for a function type or a declaration without a body.
fn function(file: &SourceFile, at: usize) -> Option<Function<'_>> {
    let rest = file.rest(at).strip_prefix("fn ")?;
    let name = rest
        .split(|sign: char| !sign.is_alphanumeric() && sign != '_')
        .next()?;
    let body = body(&file.code, at).filter(|_| !name.is_empty())?;
    let (line, last) = (file.line(at), file.line(closing(&file.code, body)?));
    Some(Function {
        file,
        name,
        line,
        lines: last - line + 1,
    })
}

/// The offset of the brace that opens a function's body.
fn body(code: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match code.as_bytes().get(at)? {
            b'{' => return Some(at),
            b';' => return None,
            b'(' | b'[' => at = closing(code, at)? + 1,
            _ => at += 1,
        }
    }
}

/// Where the templates of a file begin and end.
fn templates(code: &str) -> Vec<(usize, usize)> {
    let calls = ["quote", "quote_spanned", "parse_quote"]
        .iter()
        .flat_map(|name| {
            words(code, name)
                .map(|at| at + name.len())
                .filter(|at| code.as_bytes().get(*at) == Some(&b'!'))
        });
    let bounds = calls.filter_map(|at| {
        let open = at + code.get(at..)?.find(['{', '(', '['])?;
        let between = code.get(at + 1..open)?;
        let end = closing(code, open)?;
        (!between.bytes().any(is_word)).then_some((open, end))
    });
    bounds.collect()
}

fn lengths(functions: &[Function<'_>]) -> Lengths {
    let mut sorted: Vec<usize> = functions.iter().map(|function| function.lines).collect();
    sorted.sort_unstable();
    let at = |share: usize| sorted.get(sorted.len() * share / 100).copied().unwrap_or(0);
    Lengths {
        median: at(50),
        ninetieth: at(90),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        check(&Tree::of(&[("codegen/src/a.rs", text)]), &mut found);
        found.into_iter().map(|finding| finding.message).collect()
    }

    fn long(lines: usize) -> String {
        format!(
            "fn a(x: fn(u8) -> [u8; 2]) {{\n{}}}\n",
            "    x();\n".repeat(lines - 2)
        )
    }

    #[test]
    fn a_function_over_the_bound_is_found_with_its_length() {
        let short = "fn b() {}\n".repeat(20);
        assert_eq!(
            found(&(long(101) + &short)),
            ["`a` has 101 lines; 100 is the bound"]
        );
        assert!(found(&(long(100) + &short)).is_empty());
    }

    #[test]
    fn a_median_over_the_bound_is_found() {
        assert_eq!(
            found(&long(13)),
            ["the median of function lengths is 13; 12 is the bound"]
        );
        assert!(found(&long(12)).is_empty());
    }

    #[test]
    fn a_ninetieth_percentile_over_the_bound_is_found() {
        let text = "fn b() {}\n".repeat(8) + &long(60).repeat(2);
        assert_eq!(
            found(&text),
            ["the ninetieth percentile of function lengths is 60; 50 is the bound"]
        );
    }

    #[test]
    fn templates_count_as_lines_but_not_as_functions() {
        let text = "fn a() {\n    quote! {\n        fn b() {\n        }\n    }\n}\ntrait T {\n    fn c();\n}\n";
        let tree = Tree::of(&[("codegen/src/a.rs", text)]);
        let all: Vec<_> = measured(&tree)
            .iter()
            .map(|f| (f.name.to_owned(), f.lines))
            .collect();
        assert_eq!(all, [("a".to_owned(), 6)]);
        assert!(summary(&tree).contains("1 functions, median 6 lines"));
    }
}
