//! Recognises the rows of a table among the lines of a text. Knows nothing of paragraphs.

use super::lines::{Line, TAB, column_after};

/// Whether a line looks like the row of a table; only two of them in a row are one.
///
/// Either its fields stand apart by a tab or by blanks, or it ends with three numbers and more (a league table).
pub fn is_row(line: &Line<'_>) -> bool {
    line.has_gaps && has_fields(line.text) || ends_with_numbers(line.text)
}

fn has_fields(text: &str) -> bool {
    let wide_gap = text.contains("    ") || text.contains('\t');
    let fields = fields(text);
    fields >= 3 || fields == 2 && wide_gap
}

/// The rows as they stand, without the indent that they share, tabs as blanks.
pub fn render(rows: &[Line<'_>]) -> String {
    let indent = rows.iter().map(|row| row.indent).min().unwrap_or(0);
    let rows: Vec<String> = rows
        .iter()
        .map(|row| with_tabs_expanded(row.raw).chars().skip(indent).collect())
        .collect();
    rows.join("\n")
}

/// Fields between tabs or runs of blanks; but the wide blank behind a full stop is a typist's habit.
fn fields(text: &str) -> usize {
    let (mut fields, mut gap) = (1, 0);
    let mut last = ' ';
    for c in text.chars() {
        match c {
            '\t' => gap += TAB,
            ' ' => gap += 1,
            c => {
                fields +=
                    usize::from(gap >= 2 && !matches!(last, '.' | '!' | '?' | ':' | ';' | ','));
                (gap, last) = (0, c);
            }
        }
    }
    fields
}

fn ends_with_numbers(text: &str) -> bool {
    const LEAST: usize = 3;
    let ends_number = |text: &str| text.ends_with(|c: char| c.is_ascii_digit() || c == '%');
    // Nearly every line ends with a word, and its last letter tells that sooner than its words do.
    if !ends_number(text) {
        return false;
    }
    let is_number = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '−'))
            && ends_number(word)
    };
    let numbers = text.split_whitespace().rev().take_while(is_number).count();
    numbers >= LEAST && text.split_whitespace().count() > numbers
}

fn with_tabs_expanded(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut column = 0;
    for c in raw.chars() {
        let next = column_after(column, c);
        match c {
            '\t' => out.extend(std::iter::repeat_n(' ', next - column)),
            c => out.push(c),
        }
        column = next;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_fields_or_numbers() {
        let row = |raw| is_row(&Line::new(raw));
        assert!(row("Lyon        12   29"));
        assert!(row("Lyon\t29"));
        assert!(row("1. Lyon 12 9 2 29 +14"));
        assert!(!row("Le maire est parti.  Il revient."));
        assert!(!row("entre 2019, 2020 et 2021"));
    }

    #[test]
    fn columns_stay() {
        let rows = ["  a\t1", "  bbb\t22"].map(Line::new);
        assert_eq!(render(&rows), "a     1\nbbb   22");
    }
}
