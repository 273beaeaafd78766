//! How a plain text is laid out: is every line double-spaced, what marks a paragraph, how wide is a line?
//! Measures alone; [`super::reflow`] decides with what is measured here.

use super::{lines::Line, table};

/// What tells one paragraph from the next, besides a blank line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Their first lines are indented by this many columns or more.
    Indents(usize),
    /// Lines were not wrapped: each is a paragraph.
    Unwrapped,
    /// Nothing but the room left at the end of their last lines.
    Wrapped(Wrap),
}

/// Measures of hard-wrapped lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrap {
    /// Columns of the longest lines.
    pub width: usize,
    /// Columns by which lines inside paragraphs fall short although the next word would have fitted: how ragged they are.
    pub tolerance: isize,
    /// Whether blank lines already separate paragraphs.
    pub blank_lines: bool,
}

impl Wrap {
    /// Columns that would have been left on `line` with the first word of `next` behind it; negative when it did not fit.
    pub fn room(&self, line: &Line<'_>, next: &Line<'_>) -> isize {
        let word = next.text.split_whitespace().next().unwrap_or_default();
        let wanted = line.columns + 1 + word.chars().count();
        let columns = |count| isize::try_from(count).unwrap_or(isize::MAX);
        columns(self.width) - columns(wanted)
    }
}

/// Longest line, in columns, that a wire wraps by itself.
const WIDEST: usize = 110;
/// Shortest width that a wire wraps at.
const NARROWEST: usize = 40;

/// The lines with one blank line less in each gap, when blank lines are nothing but line spacing.
///
/// They are when most gaps are one blank line and sentences run on across them.
pub fn without_double_spacing(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let (mut gaps, mut single, mut running_on) = (0, 0, 0);
    let mut blanks = 0;
    let mut last: Option<Line<'_>> = None;
    for line in &lines {
        if line.is_blank() {
            blanks += 1;
            continue;
        }
        if let Some(last) = last {
            gaps += 1;
            single += usize::from(blanks == 1);
            running_on += usize::from(blanks == 1 && line.begins_lower() && !last.ends_sentence());
        }
        blanks = 0;
        last = Some(*line);
    }
    let double_spaced = running_on > 0 && single * 10 >= gaps * 8 && running_on * 6 >= gaps;
    if !double_spaced {
        return lines;
    }
    let mut after_text = false;
    let kept = lines.into_iter().filter(|line| {
        let spacing = line.is_blank() && after_text;
        after_text = !line.is_blank();
        !spacing
    });
    kept.collect()
}

/// Measures the lines of a body (after [`without_double_spacing`]).
pub fn measure(lines: &[Line<'_>]) -> Layout {
    const FEW_WORDS: usize = 3;
    let has_words = |line: &&Line<'_>| line.words() > FEW_WORDS;
    let mut lengths = Vec::with_capacity(lines.len());
    lengths.extend(lines.iter().filter(has_words).map(|line| line.columns));
    lengths.sort_unstable();
    let wrapped = lengths.partition_point(|&length| length <= WIDEST);
    let long = lengths.len() - wrapped;
    // The few longest may hold an address or a slip of the hand.
    let width = match wrapped {
        0 => 0,
        count => lengths[(count * 99).div_ceil(100) - 1],
    };
    if let Some(indent) = paragraph_indent(lines) {
        return Layout::Indents(indent);
    }
    if long * 5 > lengths.len() || width < NARROWEST {
        return Layout::Unwrapped;
    }
    let mut wrap = Wrap {
        width,
        tolerance: -1,
        blank_lines: false,
    };
    wrap.tolerance = tolerance(&wrap, lines);
    wrap.blank_lines = blank_lines_separate(&wrap, lines);
    Layout::Wrapped(wrap)
}

/// The indent of first lines, when a fair share of the lines, most of them alone, stand further in than the others.
fn paragraph_indent(lines: &[Line<'_>]) -> Option<usize> {
    const LEAST: usize = 2;
    const MOST: usize = 10;
    let mut text: Vec<&Line<'_>> = Vec::with_capacity(lines.len());
    text.extend(lines.iter().filter(|line| !line.is_blank()));
    let base = text.iter().map(|line| line.indent).min()?;
    let indented = |line: &Line<'_>| {
        (base + LEAST..=base + MOST).contains(&line.indent)
            && !super::reflow::is_list_item(line)
            && !table::is_row(line)
    };
    let count = text.iter().filter(|line| indented(line)).count();
    let alone = text
        .windows(2)
        .filter(|pair| indented(pair[0]) && !indented(pair[1]))
        .count();
    let flush = text.iter().filter(|line| line.indent == base).count();
    let fair = count >= 2 && count * 12 >= text.len() && flush * 4 >= text.len();
    (fair && alone * 2 >= count).then_some(base + LEAST)
}

/// The room that is left on 19 of 20 lines inside sentences, where surely no paragraph ends.
fn tolerance(wrap: &Wrap, lines: &[Line<'_>]) -> isize {
    const MOST: isize = 10;
    let inside = lines
        .windows(2)
        .filter(|pair| !pair[0].ends_sentence() && pair[1].begins_lower());
    let mut room = Vec::with_capacity(lines.len());
    room.extend(inside.map(|pair| wrap.room(&pair[0], &pair[1])));
    room.sort_unstable();
    let last = (room.len() * 95).div_ceil(100).checked_sub(1);
    last.map_or(-1, |at| room[at].clamp(-1, MOST))
}

/// Whether there are blocks of several lines between blank lines, and no sign of further paragraphs inside of them.
fn blank_lines_separate(wrap: &Wrap, lines: &[Line<'_>]) -> bool {
    const CLEAR_ROOM: isize = 8;
    let blocks = lines
        .split(Line::is_blank)
        .filter(|block| block.len() > 1)
        .count();
    let inside = lines
        .windows(2)
        .filter(|pair| !pair[0].is_blank() && !pair[1].is_blank())
        .filter(|pair| pair[0].ends_with_stop() && pair[1].begins_sentence())
        .filter(|pair| wrap.room(&pair[0], &pair[1]) > wrap.tolerance.max(CLEAR_ROOM))
        .count();
    blocks >= 2 && inside * 2 < blocks
}
