//! Paragraph + width → where its lines end: UAX #14, the glue of [`super::glue`], then the most even lines that fit.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

use super::glue;
use super::glyph::{clusters, glyph};

/// Longer paragraphs (bytes) are set line by line: nobody sees the difference, and the optimal fit would be felt.
const OPTIMAL_UP_TO: usize = 20_000;

/// A piece that no line end may tear apart, with the blanks behind it.
#[derive(Debug)]
struct Piece {
    end: usize,
    width: usize,
    blanks: usize,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        as_width(self.width)
    }

    fn whitespace_width(&self) -> f64 {
        as_width(self.blanks)
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The bytes of `paragraph` at which its lines end, the last one included; blanks hang at the end of their line.
pub(super) fn line_ends(paragraph: &str, width: usize) -> Vec<usize> {
    let pieces = pieces(paragraph, width.max(1));
    let widths = [as_width(width.max(1))];
    let first_fit = || wrap_first_fit(&pieces, &widths);
    let lines = if paragraph.len() <= OPTIMAL_UP_TO {
        wrap_optimal_fit(&pieces, &widths, &penalties()).unwrap_or_else(|_| first_fit())
    } else {
        first_fit()
    };
    lines
        .iter()
        .filter_map(|line| line.last())
        .map(|piece| piece.end)
        .collect()
}

/// The usual ones, but no line may be wider than the page: a column too many costs more than any number of lines.
fn penalties() -> Penalties {
    Penalties {
        overflow_penalty: 1_000_000_000,
        ..Penalties::new()
    }
}

fn pieces(paragraph: &str, width: usize) -> Vec<Piece> {
    const SEGMENTER: icu_segmenter::LineSegmenterBorrowed<'static> =
        LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let mut pieces = Vec::with_capacity(paragraph.len() / 6 + 1);
    let mut start = 0;
    for end in SEGMENTER.segment_str(paragraph).filter(|end| *end > 0) {
        let (before, after) = paragraph.split_at(end);
        if end < paragraph.len() && glue::holds(before, after) {
            continue;
        }
        push(&mut pieces, paragraph, start, end, width);
        start = end;
    }
    pieces
}

/// Pushes one piece, or several where it is wider than a whole line.
fn push(pieces: &mut Vec<Piece>, paragraph: &str, start: usize, end: usize, width: usize) {
    let text = paragraph
        .get(start..end)
        .expect("between two break opportunities");
    let word = text.trim_end();
    let mut used = 0;
    for (at, cluster) in clusters(word) {
        let next = usize::from(glyph(cluster).width);
        if used > 0 && used + next > width {
            pieces.push(Piece {
                end: start + at,
                width: used,
                blanks: 0,
            });
            used = 0;
        }
        used += next;
    }
    let blanks = clusters(text.get(word.len()..).unwrap_or_default()).count();
    pieces.push(Piece {
        end,
        width: used,
        blanks,
    });
}

fn as_width(columns: usize) -> f64 {
    f64::from(u32::try_from(columns).unwrap_or(u32::MAX))
}
