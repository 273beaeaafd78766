//! Where a passage of one version of a text stands in another.
//!
//! A passage is followed through the difference of the two versions first; only what the difference lost is looked for by its words,
//! and only among what is new. Nothing is silently put elsewhere: what was edited is [`Anchor::Changed`] and to be asked again, what
//! is gone is an [`Anchor::Orphan`].
//!
//! | module | holds |
//! | --- | --- |
//! | [`token`] | texts as tokens that typography does not tell apart |
//! | [`difference`] | two versions of a text, and passages followed from one to the other |
//! | [`diff`] | which tokens became which |
//! | [`search`] | a quote by its words and those around it |
//!
//! Knows nothing of annotations and decisions.

pub mod diff;
pub mod difference;
pub mod search;
pub mod token;

use crate::model::{CanonicalText, Span};
pub use difference::Difference;
use search::{Index, Quote};
use token::{Keys, Token};

/// What became of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The same text stands there.
    Exact(Span),
    /// The same up to white space, Unicode composition and the shape of quotation marks, apostrophes and hyphens.
    Equivalent(Span),
    /// The passage itself was edited: to be asked again.
    Changed(Span),
    /// The passage is gone.
    Orphan,
}

impl Anchor {
    /// The place, where there is one.
    pub fn span(self) -> Option<Span> {
        match self {
            Anchor::Exact(span) | Anchor::Equivalent(span) | Anchor::Changed(span) => Some(span),
            Anchor::Orphan => None,
        }
    }

    /// Whether a decision on the passage still holds.
    pub fn is_settled(self) -> bool {
        matches!(self, Anchor::Exact(_) | Anchor::Equivalent(_))
    }
}

/// A passage as it can be found again without the text that it was made for: the `TextPositionSelector` and the
/// `TextQuoteSelector` of the W3C Web Annotation Data Model in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    pub span: Span,
    pub exact: String,
    /// At most [`CONTEXT`] code points that stand before it.
    pub prefix: String,
    /// At most [`CONTEXT`] code points that stand after it.
    pub suffix: String,
}

/// Code points of a prefix and of a suffix.
pub const CONTEXT: usize = 32;

impl Selector {
    /// Of a passage of a text.
    ///
    /// # Panics
    /// When the span was made for another text.
    pub fn of(text: &CanonicalText, span: Span) -> Self {
        let part = |from: usize, to: usize| &text[Span::new(from, to)];
        let before = part(0, span.start());
        let after = part(span.end(), text.len());
        let prefix = before
            .char_indices()
            .rev()
            .nth(CONTEXT - 1)
            .map_or(0, |(at, _)| at);
        let suffix = after
            .char_indices()
            .nth(CONTEXT)
            .map_or(after.len(), |(at, _)| at);
        Selector {
            span,
            exact: text[span].to_owned(),
            prefix: part(prefix, span.start()).to_owned(),
            suffix: part(span.end(), span.end() + suffix).to_owned(),
        }
    }

    /// Where it stands in a text of which it is not known whether it is the one it was made for: at its position, if its words
    /// stand there, else where words and context point to one place.
    pub fn locate(&self, text: &CanonicalText) -> Anchor {
        if text.get(self.span) == Some(self.exact.as_str()) {
            return Anchor::Exact(self.span);
        }
        let mut keys = Keys::default();
        let [before, quote, after, tokens] =
            [&self.prefix, &self.exact, &self.suffix, text.as_str()].map(|text| keys.read(text));
        let wanted = Quote {
            before: &before,
            quote: &quote,
            after: &after,
        };
        let found = Index::new(&tokens, |_| true).find(&tokens, &wanted);
        found.map_or(Anchor::Orphan, |place| {
            let span = hull(&tokens[place.at..place.at + quote.len()]);
            if text[span] == self.exact {
                Anchor::Exact(span)
            } else {
                Anchor::Equivalent(span)
            }
        })
    }
}

/// From the first byte of the first token to the last byte of the last.
///
/// # Panics
/// When there is no token.
fn hull(tokens: &[Token]) -> Span {
    let ends = tokens.first().zip(tokens.last());
    let (first, last) = ends.expect("at least one token");
    first.span.join(last.span)
}

#[cfg(test)]
mod tests;
