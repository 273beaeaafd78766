//! Offsets in units other than bytes and code points.

use crate::model::{CanonicalText, Span};

/// UTF-16 units, as Java and JavaScript count.
pub struct Utf16 {
    /// For every byte of the text and its end, the units before it.
    before: Vec<u32>,
}

impl Utf16 {
    /// Of a text.
    pub fn new(text: &CanonicalText) -> Self {
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut units = 0;
        for c in text.as_str().chars() {
            before.extend(std::iter::repeat_n(units, c.len_utf8()));
            units += if c.len_utf16() == 1 { 1 } else { 2 };
        }
        before.push(units);
        Utf16 { before }
    }

    /// First unit and one past the last.
    pub fn range(&self, span: Span) -> [u32; 2] {
        [self.before[span.start()], self.before[span.end()]]
    }
}
