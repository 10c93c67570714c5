//! Lays out the heads of functions: on one line where they fit.

use super::table::fits;

/// The lines of a function, its head on one line where that is not too long.
///
/// The formatter breaks a head some columns before it must. Nothing but spaces and the comma behind the last argument
/// is taken away: a head holds no text.
pub fn joined(lines: &[&str]) -> String {
    let Some((start, end)) = head(lines) else {
        return lines.join("\n");
    };
    let arguments: Vec<&str> = lines[start + 1..end]
        .iter()
        .map(|line| line.trim())
        .collect();
    let arguments = arguments.join(" ");
    let whole = format!(
        "{}{}{}",
        lines[start],
        arguments.trim_end_matches(','),
        lines[end].trim_start()
    );
    if !fits(&whole) {
        return lines.join("\n");
    }
    let (before, after) = (&lines[..start], &lines[end + 1..]);
    [before, &[whole.as_str()], after].concat().join("\n")
}

/// The first and the last line of a head that takes several.
fn head(lines: &[&str]) -> Option<(usize, usize)> {
    let is_note = |line: &&str| line.trim_start().starts_with(['/', '#']);
    let start = lines.iter().position(|line| !is_note(line))?;
    let first = lines[start];
    let indent = first.len() - first.trim_start().len();
    let ends = |line: &&str| line.get(indent..).is_some_and(|rest| rest.starts_with(')'));
    let end = start + 1 + lines.get(start + 1..)?.iter().position(ends)?;
    first.ends_with('(').then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::joined;

    fn laid_out(text: &str) -> String {
        joined(&text.lines().collect::<Vec<_>>())
    }

    #[test]
    fn a_head_that_fits_is_one_line() {
        let found = laid_out(
            "    /// Gets (it).\n    pub fn get(\n        &self,\n        id: &str,\n    ) -> Call<Pet> {\n        x(\n        )\n    }",
        );
        let wanted = "    /// Gets (it).\n    pub fn get(&self, id: &str) -> Call<Pet> {\n        x(\n        )\n    }";
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_long_head_and_a_short_one_stay() {
        let long = format!(
            "    fn {}(\n        &self,\n    ) -> u8 {{\n    }}",
            "x".repeat(90)
        );
        assert_eq!(laid_out(&long), long);
        let short = "    fn x(&self) {\n        call(\n            1,\n        )\n    }";
        assert_eq!(laid_out(short), short);
    }
}
