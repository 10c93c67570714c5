//! Lays out the tables of the run time's macros, which no formatter looks into.

use super::print::Chunk;
use super::types::Spelling;
use crate::rust::plan::{Ident, RustType};

/// Columns that a line may have.
pub const WIDTH: usize = 100;

/// `name! { head { items } tail }`: on one line where that fits, else as many items on a line as fit.
pub fn table(name: &str, head: &str, items: &[String], tail: &str) -> String {
    let line = format!("{name}! {{ {head} {{ {} }}{tail} }}\n", items.join(", "));
    if fits(line.trim_end()) {
        return line;
    }
    let items = filled(items, 8);
    format!("{name}! {{\n    {head} {{\n{items}    }}{tail}\n}}\n")
}

/// `input! { Account => AccountInput }`, where a type is sent beside what is answered.
pub fn input(ident: &Ident, answered: Option<&RustType>, spelling: Spelling<'_>) -> Option<Chunk> {
    let answered = spelling.ty(answered?).to_string().replace(' ', "");
    let ident = ident.as_str();
    Some(Chunk::Table(format!(
        "input! {{ {answered} => {ident} }}\n"
    )))
}

/// Items with commas between them, as many on a line as fit.
pub fn filled(items: &[String], indent: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line}, {item},")) => {
                line.push_str(", ");
                line.push_str(item);
            }
            _ => lines.push(format!("{:indent$}{item}", "")),
        }
    }
    lines.join(",\n") + "\n"
}

/// True where the line is not too long.
pub fn fits(line: &str) -> bool {
    line.chars().count() <= WIDTH
}

#[cfg(test)]
mod tests {
    use super::{filled, table};

    fn items(count: usize) -> Vec<String> {
        (0..count)
            .map(|number| format!("member_{number:02}"))
            .collect()
    }

    #[test]
    fn a_short_table_is_one_line() {
        let text = table("record", "Pet", &items(2), " check check_pet");
        assert_eq!(
            text,
            "record! { Pet { member_00, member_01 } check check_pet }\n"
        );
    }

    #[test]
    fn a_long_table_fills_its_lines() {
        let text = table("record", "Pet", &items(30), "");
        assert!(text.lines().all(|line| line.len() <= 100), "{text}");
        assert_eq!(text.lines().count(), 4 + 4, "{text}");
        assert_eq!(text.matches(',').count(), 29);
    }

    #[test]
    fn an_item_that_is_too_long_stands_alone() {
        let long = "x".repeat(120);
        let text = filled(&["a".to_owned(), long.clone(), "b".to_owned()], 4);
        assert_eq!(text, format!("    a,\n    {long},\n    b\n"));
    }
}
