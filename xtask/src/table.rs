//! Lays out a table of text: columns as wide as their widest cell.

/// Rows under a head; the first column is text, the others are numbers and stand to the right.
#[must_use]
pub fn text(head: &[&str], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = head.iter().map(|&cell| cell.to_owned()).collect();
    let lines: Vec<&Vec<String>> = std::iter::once(&head).chain(rows).collect();
    let columns = head.len();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let lines = lines.iter().map(|line| layout(line, &widths));
    lines.collect::<Vec<_>>().join("\n")
}

/// A part of a whole in per cent, cut and not rounded, so that 100 means all.
#[must_use]
pub fn percent(part: usize, whole: usize) -> String {
    let tenths = (part * 1000).checked_div(whole).unwrap_or(1000);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

fn layout(cells: &[String], widths: &[usize]) -> String {
    let cells = cells
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(column, (cell, width))| match column {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let rows = [
            vec!["a".to_owned(), "1".to_owned()],
            vec!["long".to_owned(), "100".to_owned()],
        ];
        assert_eq!(
            text(&["name", "n"], &rows),
            "name    n\na       1\nlong  100"
        );
    }

    #[test]
    fn nothing_of_nothing_is_all_and_nearly_all_is_not() {
        assert_eq!(percent(0, 0), "100.0 %");
        assert_eq!(percent(9999, 10000), "99.9 %");
    }
}
