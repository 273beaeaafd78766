//! Which words of a dispatch lie in its quotations.

use crate::model::{Quotation, QuotationKind, Span};

/// The quoted words of a dispatch.
pub struct Quoted {
    all: Passages,
    verbatim: Passages,
}

impl Quoted {
    /// Of all quotations.
    pub fn new(quotations: &[Quotation]) -> Self {
        let verbatim = |quotation: &&Quotation| quotation.kind != QuotationKind::Indirect;
        Quoted {
            all: Passages::new(quotations.iter()),
            verbatim: Passages::new(quotations.iter().filter(verbatim)),
        }
    }

    /// Whether some words lie wholly in a quoted part.
    pub fn hold(&self, span: Span) -> bool {
        self.all.hold(span)
    }

    /// Whether they lie in one that is quoted word for word.
    pub fn hold_verbatim(&self, span: Span) -> bool {
        self.verbatim.hold(span)
    }
}

/// Where each part begins, in order, with the furthest end of the parts up to it.
struct Passages(Vec<(usize, usize)>);

impl Passages {
    fn new<'q>(quotations: impl Iterator<Item = &'q Quotation>) -> Self {
        let parts = quotations.flat_map(|quotation| &quotation.parts);
        let mut parts: Vec<_> = parts.map(|part| (part.start(), part.end())).collect();
        parts.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut parts {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Passages(parts)
    }

    fn hold(&self, span: Span) -> bool {
        let begun = self.0.partition_point(|(start, _)| *start <= span.start());
        let last = begun.checked_sub(1).map(|last| self.0[last]);
        last.is_some_and(|(_, end)| span.end() <= end)
    }
}
