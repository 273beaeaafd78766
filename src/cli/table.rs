//! Rows of cells → aligned lines. Knows nothing of what is in the cells.

use crate::model::{CanonicalText, Paragraph, ParagraphKind};
use crate::page::{Layout, display_width, fit, sanitize};

/// Columns of a cell, at most; the last cell of a row has all that is left.
const WIDEST: usize = 40;
/// Columns that the last cell needs to be set beside the others.
const NARROWEST: usize = 20;
const GAP: &str = "  ";

/// Columns of the terminal that standard output is; none where it is none.
pub fn terminal_columns() -> Option<u16> {
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
    Some(size.ws_col).filter(|columns| *columns > 0)
}

/// The lines of a table. Columns that are empty in every row are left out; the last one is wrapped to fit into `width` columns,
/// others that are very wide are cut with `ellipsis`.
pub fn lines<const N: usize>(
    rows: &[[String; N]],
    width: Option<usize>,
    ellipsis: &str,
) -> Vec<String> {
    let widest = |column: usize| {
        rows.iter()
            .map(|row| display_width(&row[column]))
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..N - 1)
        .map(|column| widest(column).min(WIDEST))
        .collect();
    rows.iter()
        .flat_map(|row| line(row, &widths, width, ellipsis))
        .collect()
}

fn line<const N: usize>(
    row: &[String; N],
    widths: &[usize],
    width: Option<usize>,
    ellipsis: &str,
) -> Vec<String> {
    let mut head = GAP.to_owned();
    for (cell, &columns) in row.iter().zip(widths).filter(|(_, columns)| **columns > 0) {
        let shown = fit(cell, columns, ellipsis);
        let padding = columns.saturating_sub(display_width(&shown));
        head += &shown;
        head += &" ".repeat(padding);
        head += GAP;
    }
    let used = display_width(&head);
    let last = &row[N - 1];
    let pieces = match width {
        Some(width) => wrap(last, width.saturating_sub(used).max(NARROWEST)),
        None => vec![sanitize(last).into_owned()],
    };
    let indent = " ".repeat(used);
    let begin = |at| if at == 0 { &head } else { &indent };
    let lines = pieces.iter().enumerate();
    lines
        .map(|(at, piece)| format!("{}{piece}", begin(at)).trim_end().to_owned())
        .collect()
}

/// A text in lines of at most `width` columns.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let text = CanonicalText::new(text);
    let whole = Paragraph {
        span: text.whole(),
        kind: ParagraphKind::Prose,
    };
    let layout = Layout::new(&text, &[whole], width);
    let lines: Vec<String> = layout
        .rows()
        .iter()
        .map(|row| sanitize(text[row.span].trim_end()).into_owned())
        .collect();
    if lines.is_empty() {
        vec![String::new()]
    } else {
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 3]], width: Option<usize>) -> Vec<String> {
        let rows: Vec<[String; 3]> = rows.iter().map(|row| row.map(str::to_owned)).collect();
        lines(&rows, width, "…")
    }

    #[test]
    fn columns_are_aligned_and_empty_ones_left_out() {
        let rows = [["1", "", "Élisée"], ["12", "", "Zoé"]];
        assert_eq!(table(&rows, None), ["  1   Élisée", "  12  Zoé"]);
    }

    #[test]
    fn the_last_column_goes_on_below_itself() {
        let rows = [["1", "a", "un deux trois quatre cinq six sept"]];
        assert_eq!(
            table(&rows, Some(30)),
            ["  1  a  un deux trois quatre", "        cinq six sept"]
        );
    }

    #[test]
    fn wide_characters_take_two_columns_and_controls_none_of_their_own() {
        let rows = [["東京", "", "x"], ["a\u{7}", "", "y"]];
        let lines = table(&rows, None);
        assert_eq!(lines[0], "  東京  x");
        assert!(!lines[1].contains('\u{7}'));
        assert_eq!(display_width(&lines[0]), display_width(&lines[1]));
    }
}
