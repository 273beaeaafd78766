//! Two versions of a text, and passages followed from one to the other.

use std::cell::OnceCell;
use std::ops::Range;

use super::diff::{Pairing, pair};
use super::search::{Index, Quote};
use super::token::{Keys, Token};
use super::{Anchor, hull};
use crate::model::{CanonicalText, Span};

/// What a text became.
pub struct Difference<'a> {
    base: Side<'a>,
    edited: Side<'a>,
    pairing: Pairing,
    /// Of the edited text, as far as it is new.
    index: OnceCell<Index>,
}

struct Side<'a> {
    text: &'a CanonicalText,
    tokens: Vec<Token>,
}

/// Part of a passage that must have survived for the rest to be called the passage.
const SURVIVAL: f64 = 0.5;
/// How many times longer or shorter the words may be that replaced a passage.
const GROWTH: usize = 4;
/// Words of context without which the same words elsewhere may be another passage.
const CONTEXT: usize = 3;

impl<'a> Difference<'a> {
    /// Between two versions. Takes time in proportion to their length.
    pub fn new(base: &'a CanonicalText, edited: &'a CanonicalText) -> Self {
        let mut keys = Keys::default();
        let [base, edited] = [base, edited].map(|text| Side {
            text,
            tokens: keys.read(text.as_str()),
        });
        Difference {
            pairing: pair(&base.tokens, &edited.tokens),
            base,
            edited,
            index: OnceCell::new(),
        }
    }

    /// What became of a passage of the base.
    pub fn anchor(&self, passage: Span) -> Anchor {
        let tokens = &self.base.tokens;
        let first = tokens.partition_point(|token| token.span.end() <= passage.start());
        let end = tokens.partition_point(|token| token.span.start() < passage.end());
        if first >= end {
            return Anchor::Orphan;
        }
        let stretch = first..end;
        self.survived(passage, &stretch)
            .or_else(|| self.edited_in_place(&stretch))
            .or_else(|| self.moved(passage, &stretch))
            .unwrap_or(Anchor::Orphan)
    }

    /// Every token is there, and nothing new between them.
    fn survived(&self, passage: Span, stretch: &Range<usize>) -> Option<Anchor> {
        let images = &self.pairing.forward[stretch.clone()];
        let first = (*images.first()?)?;
        let unbroken = images
            .iter()
            .zip(first..)
            .all(|(image, at)| *image == Some(at));
        unbroken.then(|| self.compared(passage, stretch, first))
    }

    /// The place whose tokens, from `at`, are those of the passage.
    fn compared(&self, passage: Span, stretch: &Range<usize>, at: usize) -> Anchor {
        let (base, edited) = (&self.base, &self.edited);
        let last = at + stretch.len() - 1;
        let [old_first, old_last] = [stretch.start, stretch.end - 1].map(|at| base.tokens[at].span);
        let [new_first, new_last] = [at, last].map(|at| edited.tokens[at].span);
        // A passage may begin or end inside a token, and keeps doing so where the token is the same to the letter.
        let same = |old: Span, new: Span| base.text[old] == edited.text[new];
        let inside = |cut: usize, old: Span, new: Span| if same(old, new) { cut } else { 0 };
        let skipped = inside(
            passage.start().saturating_sub(old_first.start()),
            old_first,
            new_first,
        );
        let left = inside(
            old_last.end().saturating_sub(passage.end()),
            old_last,
            new_last,
        );
        let span = Span::new(new_first.start() + skipped, new_last.end() - left);
        if same(base.text.trimmed(passage), span) {
            Anchor::Exact(span)
        } else {
            Anchor::Equivalent(span)
        }
    }

    /// Enough of the tokens are there, or other words stand where the passage stood.
    fn edited_in_place(&self, stretch: &Range<usize>) -> Option<Anchor> {
        let Side { tokens: base, .. } = &self.base;
        let Side { tokens: edited, .. } = &self.edited;
        let forward = &self.pairing.forward;
        let survivors = || stretch.clone().filter_map(|at| forward[at]);
        let (whole, rest) = stretch.clone().fold((0, 0), |(whole, rest), at| {
            let length = base[at].span.len();
            (
                whole + length,
                rest + if forward[at].is_some() { length } else { 0 },
            )
        });
        // The tokens beside the passage mark its ends where they are still there.
        let before = stretch.start.checked_sub(1).map(|at| forward[at]);
        let after = forward.get(stretch.end).copied();
        let start = forward[stretch.start].or(match before {
            None => Some(0),
            Some(before) => before.map(|at| at + 1),
        });
        let end = forward[stretch.end - 1]
            .map(|at| at + 1)
            .or(after.unwrap_or(Some(edited.len())));
        let image = if rest as f64 >= SURVIVAL * whole as f64 {
            let (first, last) = (survivors().next()?, survivors().next_back()?);
            start.unwrap_or(first).min(first)..end.unwrap_or(last + 1).max(last + 1)
        } else {
            let is_held = before.flatten().is_some() || after.flatten().is_some();
            let image = start.filter(|_| is_held)?..end?;
            let length = hull(
                edited
                    .get(image.clone())
                    .filter(|there| !there.is_empty())?,
            )
            .len();
            let is_alike = length <= whole * GROWTH && whole <= length * GROWTH;
            is_alike.then_some(image)?
        };
        Some(Anchor::Changed(hull(&edited[image])))
    }

    /// The same words stand among what is new.
    fn moved(&self, passage: Span, stretch: &Range<usize>) -> Option<Anchor> {
        let index = self.index.get_or_init(|| {
            Index::new(&self.edited.tokens, |at| {
                self.pairing.backward[at].is_none()
            })
        });
        let tokens = &self.base.tokens;
        let wanted = Quote {
            before: &tokens[..stretch.start],
            quote: &tokens[stretch.clone()],
            after: &tokens[stretch.end..],
        };
        let place = index.find(&self.edited.tokens, &wanted)?;
        let there = self.compared(passage, stretch, place.at);
        if place.context >= CONTEXT {
            return Some(there);
        }
        there.span().map(Anchor::Changed)
    }
}
