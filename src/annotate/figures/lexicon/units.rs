//! Units behind an amount: per cent, points, currencies with their families and scales, measures with their smaller parts.

use rustc_hash::FxHashMap;

use super::Lexicon;
use crate::model::Dimension;

/// A unit behind an amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unit {
    Percent,
    /// Points of a percentage or an index.
    Point(&'static str),
    /// ISO 4217.
    Money(&'static str),
    /// A name that several currencies share: `couronne`. Index of its family.
    SharedMoney(usize),
    /// The hundredth of a currency.
    Cent(Option<&'static str>),
    Measure(&'static str, Dimension),
}

/// Currencies that share a name: `couronne`.
pub struct Family {
    /// The one that is meant where no word beside the name tells another.
    pub usual: Option<&'static str>,
    /// Words of a country → the currency that is meant there: `islande` → ISK.
    pub homes: FxHashMap<&'static str, &'static str>,
}

impl Lexicon {
    /// The names that currencies share, by the number in [`Unit::SharedMoney`].
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// The currency of the family that a word tells: `canadiens` beside `dollars`.
    pub fn home(&self, family: usize, word: &str) -> Option<&'static str> {
        self.families.get(family)?.homes.get(word).copied()
    }

    /// The currency and the factor that letters mean at once: `MEUR`, `kUSD`, `mdp`.
    pub fn scaled_currency(&self, word: &str) -> Option<(&'static str, f64)> {
        if let Some(&found) = self.scaled_currencies.get(word) {
            return Some(found);
        }
        let scale = word.get(..word.len().checked_sub(3)?)?;
        let code = word
            .get(scale.len()..)
            .filter(|code| code.chars().all(char::is_uppercase))?;
        let factor = self.short_scale(scale)?;
        match self.unit(&code.to_lowercase(), |_| None)? {
            (Unit::Money(code), 1) => Some((code, factor)),
            _ => None,
        }
    }

    /// The longest unit that begins with `first`; `word(n)` gives the n-th word behind it. With how many words it takes.
    pub fn unit<'t>(
        &self,
        first: &str,
        word: impl Fn(usize) -> Option<&'t str>,
    ) -> Option<(Unit, usize)> {
        self.units.longest(first, word)
    }

    /// How many of the unit `small` one of the unit `large` has.
    pub fn smaller_in(&self, large: &str, small: &str) -> Option<f64> {
        let smaller = self.smaller_units.get(large)?;
        smaller
            .iter()
            .find_map(|(symbol, times)| (*symbol == small).then_some(*times))
    }

    /// Units of the same kind as this one, each with how many of them are one of it; at least the unit itself.
    pub fn convertible(&self, symbol: &'static str) -> Vec<(&'static str, f64)> {
        let of_kind = self.multiples.iter().find_map(|kind| {
            let own = kind.iter().find(|(other, _)| *other == symbol)?;
            Some((kind, own.1))
        });
        match of_kind {
            Some((kind, own)) => kind
                .iter()
                .map(|(other, size)| (*other, own / size))
                .collect(),
            None => vec![(symbol, 1.0)],
        }
    }

    /// The unit that a letter is alone: `C`. Case matters.
    pub fn letter_unit(&self, letter: &str) -> Option<Unit> {
        (letter.len() == 1).then(|| self.letter_units.get(letter).copied())?
    }
}
