//! The cells of an HTML table → rows of aligned text. Knows no markup.

/// A row: its cells, each one line of text.
pub type Row = Vec<String>;

/// A cell with more code points holds prose: its table only arranges a page.
const LONGEST_CELL: usize = 120;
/// Cells of a table with more are not aligned: padding must not multiply what is foreign.
const MOST_ALIGNED: usize = 100_000;
/// Columns between two fields.
const GAP: usize = 2;

/// Whether the rows are a table of facts, and not the layout of a page.
pub fn is_tabular(rows: &[Row]) -> bool {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let short = |cell: &String| cell.len() <= LONGEST_CELL || cell.chars().count() <= LONGEST_CELL;
    columns >= 2 && rows.iter().flatten().all(short)
}

/// The rows as lines of a fixed-width text: numbers to the right of their column, all else to the left.
pub fn render(rows: &[Row]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let aligned = rows.len().saturating_mul(columns) <= MOST_ALIGNED;
    let mut widths = vec![0; if aligned { columns } else { 0 }];
    for row in rows.iter().filter(|row| row.len() > 1) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let lines: Vec<String> = rows.iter().map(|row| line(row, &widths)).collect();
    lines
        .iter()
        .map(|line| line.trim_end())
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn line(row: &Row, widths: &[usize]) -> String {
    let mut line = String::new();
    for (at, cell) in row.iter().enumerate() {
        if at > 0 {
            line.extend(std::iter::repeat_n(' ', GAP));
        }
        let width = widths.get(at).copied().unwrap_or(0);
        if is_number(cell) {
            line.push_str(&format!("{cell:>width$}"));
        } else {
            line.push_str(&format!("{cell:<width$}"));
        }
    }
    line
}

/// `1.204`, `+14`, `41:22`, `3,5 %`, `-`
fn is_number(cell: &str) -> bool {
    !cell.is_empty()
        && cell
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-−–:.,/%()".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[&[&str]]) -> Vec<Row> {
        let row = |cells: &&[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        cells.iter().map(row).collect()
    }

    #[test]
    fn columns_are_aligned() {
        let rows = rows(&[
            &["Club", "J", "Pts"],
            &["1. Namur", "10", "9"],
            &["Gruppe B"],
        ]);
        assert_eq!(
            render(&rows),
            "Club      J   Pts\n1. Namur  10    9\nGruppe B"
        );
    }

    #[test]
    fn a_table_with_prose_or_one_column_is_layout() {
        assert!(is_tabular(&rows(&[&["a", "b"], &["c"]])));
        assert!(!is_tabular(&rows(&[&["a"], &["b"]])));
        assert!(!is_tabular(&rows(&[&["a", &"mot ".repeat(40)]])));
    }
}
