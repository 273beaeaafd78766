//! Where a quote stands in a text of which it is not known how it came about: by the words of the quote and those around it.
//!
//! Better nowhere than elsewhere: a place counts when quote and context together say enough, and when no other place says as much.

use rustc_hash::FxHashMap;

use super::token::{Key, Token};

/// A quote and what stood around it, as keys of tokens.
pub struct Quote<'a> {
    pub before: &'a [Token],
    pub quote: &'a [Token],
    pub after: &'a [Token],
}

/// A place where a quote stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// First token.
    pub at: usize,
    /// Words of the context, of either side, that stand there too without a gap.
    pub context: usize,
}

/// Words that quote and context must have in common with a place.
const FLOOR: usize = 5;
/// Words of context by which the best place must surpass the next.
const MARGIN: usize = 1;
/// Tokens of context that are compared on either side.
const REACH: usize = 12;

/// Where the tokens of a text stand in which quotes are looked for.
pub struct Index {
    places: FxHashMap<Key, Vec<usize>>,
}

impl Index {
    /// Of the tokens that `may_hold` allows a quote to be made of.
    pub fn new(tokens: &[Token], may_hold: impl Fn(usize) -> bool) -> Self {
        let mut places: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
        for (at, token) in tokens.iter().enumerate() {
            if may_hold(at) {
                places.entry(token.key).or_default().push(at);
            }
        }
        Index { places }
    }

    /// The one place in the text, whose tokens these are, that says enough.
    pub fn find(&self, tokens: &[Token], wanted: &Quote<'_>) -> Option<Place> {
        let rarest =
            (0..wanted.quote.len()).min_by_key(|at| self.places_of(&wanted.quote[*at]).len())?;
        let candidates = self.places_of(&wanted.quote[rarest]).iter();
        let places = candidates
            .filter_map(|at| at.checked_sub(rarest))
            .filter(|at| self.holds(*at, wanted.quote))
            .map(|at| Place {
                at,
                context: wanted.context_at(tokens, at),
            });
        let mut places: Vec<Place> = places.collect();
        places.sort_by_key(|place| std::cmp::Reverse(place.context));
        let best = *places.first()?;
        let is_alone = places
            .get(1)
            .is_none_or(|next| best.context >= next.context + MARGIN);
        let says = words(wanted.quote) + best.context;
        (is_alone && says >= FLOOR).then_some(best)
    }

    fn places_of(&self, token: &Token) -> &[usize] {
        self.places.get(&token.key).map_or(&[], Vec::as_slice)
    }

    fn holds(&self, at: usize, quote: &[Token]) -> bool {
        let mut tokens = quote.iter().zip(at..);
        tokens.all(|(token, at)| self.places_of(token).binary_search(&at).is_ok())
    }
}

impl Quote<'_> {
    /// Words beside the place that are those beside the quote.
    fn context_at(&self, tokens: &[Token], at: usize) -> usize {
        let (before, rest) = tokens.split_at(at);
        let after = &rest[self.quote.len()..];
        let same = |(one, other): &(&Token, &Token)| one.key == other.key;
        let before = before.iter().rev().zip(self.before.iter().rev());
        let after = after.iter().zip(self.after);
        before
            .take(REACH)
            .take_while(same)
            .chain(after.take(REACH).take_while(same))
            .filter(|(token, _)| token.is_word)
            .count()
    }
}

/// How many of the tokens are words.
pub fn words(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.is_word).count()
}
