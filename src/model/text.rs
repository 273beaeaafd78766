//! The canonical text and the spans that point into it.

use std::ops::{Index, Range};

/// Half-open byte range of a canonical text; both ends sit on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span from byte `start` to byte `end`. The caller vouches for character boundaries; [`CanonicalText::span`] checks them.
    ///
    /// # Panics
    /// When `end` lies before `start`, or beyond 4 GiB (no wire is that long: `wire` bounds what it reads).
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span from {start} to {end}");
        let narrow = |at: usize| u32::try_from(at).expect("texts are bounded far below 4 GiB");
        Span {
            start: narrow(start),
            end: narrow(end),
        }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a byte range.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether byte `at` lies inside.
    pub fn holds(self, at: usize) -> bool {
        self.range().contains(&at)
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The shared part, when there is one.
    pub fn intersect(self, other: Span) -> Option<Span> {
        self.overlaps(other).then(|| Span {
            start: self.start.max(other.start),
            end: self.end.min(other.end),
        })
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// Half-open range of Unicode code points: how W3C annotations, brat and Python count. Only for the edges.
pub type CodePoints = Range<usize>;

/// A dispatch's text as the reader, the annotators and the JSON see it: paragraphs joined by one blank line.
///
/// Fixed on arrival. Knows how to convert between bytes and code points in time independent of the text's length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanonicalText {
    text: String,
    /// Number of code points that begin before byte 0, `STRIDE`, twice `STRIDE` …, and in the whole text.
    checkpoints: Vec<u32>,
}

impl Default for CanonicalText {
    fn default() -> Self {
        CanonicalText::new("")
    }
}

const STRIDE: usize = 512;

impl CanonicalText {
    /// Takes a text over, unchanged.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let mut checkpoints = vec![0];
        let mut seen = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            seen += u32::try_from(leading_bytes(chunk)).expect("a chunk is short");
            checkpoints.push(seen);
        }
        CanonicalText { text, checkpoints }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The span of the whole text.
    pub fn whole(&self) -> Span {
        Span::new(0, self.text.len())
    }

    /// A checked span: none when it reaches outside the text or cuts a character.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        self.text
            .get(range.clone())
            .map(|_| Span::new(range.start, range.end))
    }

    /// The words of a span, or nothing when it was made for another text.
    pub fn get(&self, span: Span) -> Option<&str> {
        self.text.get(span.range())
    }

    /// The span without the white space at its ends.
    pub fn trimmed(&self, span: Span) -> Span {
        let words = &self[span];
        let start = span.start() + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }

    /// A span counted in code points.
    pub fn code_points(&self, span: Span) -> CodePoints {
        self.code_point_at(span.start())..self.code_point_at(span.end())
    }

    /// The span of a range counted in code points; none when it reaches beyond the text.
    pub fn span_of_code_points(&self, range: CodePoints) -> Option<Span> {
        if range.start > range.end {
            return None;
        }
        Some(Span::new(
            self.byte_of_code_point(range.start)?,
            self.byte_of_code_point(range.end)?,
        ))
    }

    fn code_point_at(&self, byte: usize) -> usize {
        let chunk = byte / STRIDE;
        self.checkpoints[chunk] as usize
            + leading_bytes(&self.text.as_bytes()[chunk * STRIDE..byte])
    }

    fn byte_of_code_point(&self, wanted: usize) -> Option<usize> {
        let total = *self.checkpoints.last()? as usize;
        if wanted >= total {
            return (wanted == total).then_some(self.text.len());
        }
        let chunk = self
            .checkpoints
            .partition_point(|&seen| seen as usize <= wanted)
            - 1;
        let first = chunk * STRIDE;
        let after = wanted - self.checkpoints[chunk] as usize;
        let mut leading = self.text.as_bytes()[first..]
            .iter()
            .enumerate()
            .filter(|(_, byte)| is_leading(**byte));
        leading.nth(after).map(|(at, _)| first + at)
    }
}

impl Index<Span> for CanonicalText {
    type Output = str;

    /// # Panics
    /// When the span was made for another text.
    fn index(&self, span: Span) -> &str {
        self.get(span)
            .expect("a span belongs to the text it was made for")
    }
}

fn is_leading(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// Counts by pieces whose number fits a byte, so that the compiler can add up many bytes at once.
fn leading_bytes(bytes: &[u8]) -> usize {
    let pieces = bytes.chunks(usize::from(u8::MAX));
    pieces
        .map(|piece| piece.iter().map(|byte| u8::from(is_leading(*byte))).sum())
        .map(|count: u8| usize::from(count))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_convert_both_ways(text in "\\PC{0,700}", a in 0usize..2000, b in 0usize..2000) {
            let canonical = CanonicalText::new(text.clone());
            let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (a % boundaries.len(), b % boundaries.len());
            let (a, b) = (a.min(b), a.max(b));
            let span = canonical.span(boundaries[a]..boundaries[b]).expect("on boundaries");
            prop_assert_eq!(canonical.code_points(span), a..b);
            prop_assert_eq!(canonical.span_of_code_points(a..b), Some(span));
            prop_assert_eq!(canonical.span_of_code_points(a..boundaries.len()), None);
        }
    }

    #[test]
    fn a_span_never_cuts_a_character() {
        let text = CanonicalText::new("é");
        assert_eq!(text.span(0..1), None);
        assert_eq!(text.span(0..3), None);
        assert_eq!(text.span(0..2).map(|span| &text[span]), Some("é"));
    }
}
