//! The rows of a text at a width.

use super::breaks::line_ends;
use super::glyph::{display_width, sanitize};
use crate::model::{CanonicalText, Paragraph, ParagraphKind, Span};

/// One line on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The bytes of the row, with the blanks or line end that hang behind its last word.
    pub span: Span,
    /// Position in the dispatch's paragraphs; none for the blank line between two of them.
    pub paragraph: Option<usize>,
}

/// All rows of a text at one width; they tile the text.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    rows: Vec<Row>,
    width: usize,
}

impl Layout {
    /// Sets a text at `width` columns; a width of 0 counts as 1.
    pub fn new(text: &CanonicalText, paragraphs: &[Paragraph], width: usize) -> Self {
        let mut rows = Vec::with_capacity(text.len() / width.max(8) + 2 * paragraphs.len());
        let mut at = 0;
        for (number, paragraph) in paragraphs.iter().enumerate() {
            gap(text, at, paragraph.span.start(), &mut rows);
            match paragraph.kind {
                ParagraphKind::Preformatted => {
                    preformatted(text, paragraph.span, number, width, &mut rows)
                }
                ParagraphKind::Prose | ParagraphKind::Crosshead => {
                    prose(text, paragraph.span, number, width, &mut rows)
                }
            }
            at = paragraph.span.end();
        }
        gap(text, at, text.len(), &mut rows);
        Layout { rows, width }
    }

    /// The rows, in order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Columns that it was set for.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Index of the row that holds byte `offset`; the last one for the end of the text, 0 for an empty text.
    pub fn row_of(&self, offset: usize) -> usize {
        self.rows
            .partition_point(|row| row.span.end() <= offset)
            .min(self.rows.len().saturating_sub(1))
    }
}

/// A text of its own, sanitised and set in lines of at most `width` columns: headlines, notes, whole files line by line.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let text = CanonicalText::new(sanitize(text).into_owned());
    if text.is_empty() {
        return vec![String::new()];
    }
    let paragraph = Paragraph {
        span: text.whole(),
        kind: ParagraphKind::Prose,
    };
    let layout = Layout::new(&text, &[paragraph], width);
    layout
        .rows()
        .iter()
        .map(|row| text[row.span].trim_end().to_owned())
        .collect()
}

/// What stands between two paragraphs: the line end belongs to the last row, each further line is a row of its own.
fn gap(text: &CanonicalText, start: usize, end: usize, rows: &mut Vec<Row>) {
    let mut at = start;
    let between = &text[Span::new(start, end)];
    for line in between.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end();
        match rows.last_mut() {
            Some(row) if span.start() == start && row.paragraph.is_some() => {
                row.span = row.span.join(span)
            }
            _ => rows.push(Row {
                span,
                paragraph: None,
            }),
        }
    }
}

fn prose(text: &CanonicalText, paragraph: Span, number: usize, width: usize, rows: &mut Vec<Row>) {
    let mut at = paragraph.start();
    for end in line_ends(&text[paragraph], width) {
        let end = paragraph.start() + end;
        rows.push(Row {
            span: Span::new(at, end),
            paragraph: Some(number),
        });
        at = end;
    }
}

/// Lines as they stand; one that is wider than the page goes on below, so that no column is lost.
fn preformatted(
    text: &CanonicalText,
    paragraph: Span,
    number: usize,
    width: usize,
    rows: &mut Vec<Row>,
) {
    let mut at = paragraph.start();
    for line in text[paragraph].split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end();
        if display_width(line.trim_end()) > width {
            prose(text, span, number, width, rows);
        } else {
            rows.push(Row {
                span,
                paragraph: Some(number),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{cells, column_of, display_width, offset_at};
    use proptest::prelude::*;

    fn lay(text: &str, width: usize) -> (CanonicalText, Layout) {
        let text = CanonicalText::new(text);
        let mut at = 0;
        let mut paragraphs = Vec::new();
        for block in text.as_str().split("\n\n") {
            if !block.is_empty() {
                paragraphs.push(Paragraph {
                    span: Span::new(at, at + block.len()),
                    kind: ParagraphKind::Prose,
                });
            }
            at += block.len() + 2;
        }
        let layout = Layout::new(&text, &paragraphs, width);
        (text, layout)
    }

    fn lines(text: &str, width: usize) -> Vec<String> {
        let (text, layout) = lay(text, width);
        layout
            .rows()
            .iter()
            .map(|row| text[row.span].trim_end().to_owned())
            .collect()
    }

    #[test]
    fn guillemets_units_and_names_stay_together() {
        assert_eq!(
            lines("Il dit « non » et part à 30 ans avec M. Roy", 16),
            ["Il dit « non »", "et part à 30 ans", "avec M. Roy"]
        );
    }

    #[test]
    fn paragraphs_are_parted_by_one_blank_row() {
        assert_eq!(lines("un\n\ndeux", 10), ["un", "", "deux"]);
    }

    #[test]
    fn a_table_wider_than_the_page_loses_no_column() {
        let text = CanonicalText::new("nom   voix\nune liste au nom long   120.000.000\n");
        let paragraph = Paragraph {
            span: text.whole(),
            kind: ParagraphKind::Preformatted,
        };
        let layout = Layout::new(&text, &[paragraph], 24);
        let rows: Vec<&str> = layout
            .rows()
            .iter()
            .map(|row| text[row.span].trim_end())
            .collect();
        assert_eq!(rows, ["nom   voix", "une liste au nom long", "120.000.000"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut() {
        assert_eq!(lines("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
    }

    #[test]
    fn no_line_is_a_column_too_wide_to_save_another() {
        let text = "日,à\"\"»\"’’aa .«»日\u{200d}««à»»àà»aà\"»a ’\u{200d}«\"\u{200d}aaa,\"a\u{200d}日\u{200d}";
        for width in 2..60 {
            let widest = lines(text, width)
                .iter()
                .map(|line| display_width(line))
                .max();
            assert!(widest <= Some(width), "{widest:?} at {width}");
        }
    }

    proptest! {
        #[test]
        fn rows_tile_the_text_and_fit(text in "([a-zà-ÿ«»’\"日 .,\u{301}\u{200d}-]{0,40}\n{0,3}){0,6}", width in 1usize..80) {
            let (text, layout) = lay(&text, width);
            let tiled: String = layout.rows().iter().map(|row| &text[row.span]).collect();
            prop_assert_eq!(&tiled, text.as_str());
            for row in layout.rows().iter().filter(|row| row.paragraph.is_some()) {
                let shown = display_width(text[row.span].trim_end());
                prop_assert!(shown <= width.max(2), "{} columns at {}", shown, width);
            }
        }

        #[test]
        fn every_offset_has_a_cell_and_the_cell_leads_back(text in "[a-zà-ÿ«»’\" 日-]{1,200}", width in 2usize..60) {
            let (text, layout) = lay(&text, width);
            for row in layout.rows() {
                for cell in cells(&text, row.span) {
                    prop_assert_eq!(column_of(&text, row.span, cell.span.start()), cell.column);
                    prop_assert_eq!(offset_at(&text, row.span, cell.column), cell.span.start());
                    prop_assert_eq!(layout.rows()[layout.row_of(cell.span.start())], *row);
                }
            }
        }
    }
}
