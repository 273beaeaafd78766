//! What words can mean in a figure: the data files of a language, made ready for look-up.
//!
//! A word may mean several things at once (`second` ordinal and unit, `mars` month and planet, `livre` money and mass): [`Sense`] holds them
//! all, and the readers choose. Knows nothing of tokens and texts.

mod compounds;
mod data;
mod glance;
mod grammar;
mod phrases;
mod pieces;
mod roles;
mod units;

pub use grammar::Grammar;
pub use phrases::Phrases;
pub use pieces::pieces;
pub use roles::{NO_ROLES, Role, Roles};
pub use units::{Family, Unit};

use rustc_hash::FxHashMap;

use crate::annotate::language::{Language, PerLanguage};
use crate::model::{Bound, Toll};
use glance::Glance;
use roles::OPENERS;

/// The words of one language.
pub struct Lexicon {
    words: FxHashMap<&'static str, Sense>,
    /// Which of the words that look alike at a glance may be in `words`: most words of a text are not.
    glance: Glance,
    /// Units of all kinds, by their first word.
    units: Phrases<Unit>,
    /// Words for those that a toll counts, and for what befell them.
    tolls: FxHashMap<&'static str, Toll>,
    /// Letters that are units alone; case matters.
    letter_units: FxHashMap<&'static str, Unit>,
    /// The smaller units of a unit, with how many of them it has: `ft` → `in`, 12.
    smaller_units: FxHashMap<&'static str, Vec<(&'static str, f64)>>,
    /// Units of one kind, each with how many of the first it is.
    multiples: Vec<Vec<(&'static str, f64)>>,
    /// Cues of bounds, by their last word.
    bounds: Phrases<Bound>,
    /// Cues of bounds behind a figure, by their first word.
    bounds_behind: Phrases<Bound>,
    /// `a.m.`, `p.m.`: whether the time lies after noon.
    meridiems: Phrases<bool>,
    /// Pieces that number words are written together from, by their first byte and longest first; empty where the language does not.
    compound_heads: FxHashMap<u8, Vec<&'static str>>,
    /// `quatre vingt`: two number words that are one number.
    pairs: FxHashMap<(&'static str, &'static str), f64>,
    short_scales: FxHashMap<&'static str, f64>,
    /// `¾` → 3, 4
    vulgar_fractions: FxHashMap<&'static str, (f64, f64)>,
    /// Currencies of one name.
    families: Vec<Family>,
    /// `mdp`: letters behind a number that say a scale and a currency.
    scaled_currencies: FxHashMap<&'static str, (&'static str, f64)>,
    pub grammar: Grammar,
}

/// All that a word can be.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sense {
    pub number: Option<NumberWord>,
    /// `premier`, `troisième`
    pub ordinal: Option<f64>,
    /// `tiers` → 3
    pub fraction: Option<f64>,
    /// From 1.
    pub month: Option<i8>,
    /// From 1, Monday.
    pub weekday: Option<i8>,
    /// `hier` → -1
    pub day: Option<i8>,
    /// `seventies` → 70
    pub decade: Option<f64>,
    /// `semaine`, `an`
    pub period: Option<Period>,
    /// Whether the month or weekday is abbreviated: then it needs a number beside it (`mer` is also the sea).
    pub short: bool,
    pub roles: Roles,
    /// Whether a figure can begin with the word.
    pub opens: bool,
}

impl Sense {
    /// Whether a figure can begin with a word that means this.
    fn can_open(&self) -> bool {
        self.number.is_some()
            || self.ordinal.is_some()
            || self.fraction.is_some()
            || self.month.is_some()
            || self.weekday.is_some()
            || self.day.is_some()
            || self.decade.is_some()
            || self.period.is_some()
            || OPENERS.iter().any(|role| self.roles.has(*role))
    }
}

/// How a number word enters a sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberWord {
    /// Below 100: `sept`, `quinze`, `trente`.
    Small(f64),
    /// `cent`, `cents`; multiplies what stands before it.
    Hundred,
    /// `doscientos`: several hundreds in one word.
    Hundreds(f64),
    /// `mille`, `millions`
    Scale(f64),
    /// `dizaine`, `milliers`: about as many.
    Collective(f64),
}

/// A stretch of time as a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    HalfYear,
    Year,
    Decade,
    Century,
}

impl Lexicon {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Lexicon {
        static LEXICONS: PerLanguage<Lexicon> = PerLanguage::new(Lexicon::read);
        LEXICONS.get(language)
    }

    /// What a word in lower case can be; a word that is not in the lists means nothing.
    pub fn sense(&self, word: &str) -> Option<&Sense> {
        self.glance
            .may_hold(word)
            .then(|| self.words.get(word))
            .flatten()
    }

    /// Two number words that are one number.
    pub fn pair(&self, first: &str, second: &str) -> Option<f64> {
        self.pairs.get(&(first, second)).copied()
    }

    /// What a letter behind digits multiplies them by: `M`. Case matters.
    pub fn short_scale(&self, letters: &str) -> Option<f64> {
        self.short_scales.get(letters).copied()
    }

    /// The part and the whole of a fraction in one character: `¾`.
    pub fn vulgar_fraction(&self, word: &str) -> Option<(f64, f64)> {
        let beyond_ascii = word.bytes().next().is_some_and(|byte| byte >= 0x80);
        beyond_ascii.then(|| self.vulgar_fractions.get(word).copied())?
    }

    /// The toll that a word tells: `morts`, `tuées`.
    pub fn toll(&self, word: &str) -> Option<Toll> {
        self.tolls.get(word).copied()
    }

    /// The words that tell tolls.
    pub fn tolls(&self) -> impl Iterator<Item = (&'static str, Toll)> + '_ {
        self.tolls.iter().map(|(word, toll)| (*word, *toll))
    }

    /// The mark of half a day that begins with `first`: whether it means after noon, and how many words it takes.
    pub fn meridiem<'t>(
        &self,
        first: &str,
        word: impl Fn(usize) -> Option<&'t str>,
    ) -> Option<(bool, usize)> {
        self.meridiems.longest(first, word)
    }

    /// The longest bound that ends with `last`; `word(n)` gives the n-th word before it. With how many words it takes.
    pub fn bound<'t>(
        &self,
        last: &str,
        word: impl Fn(usize) -> Option<&'t str>,
    ) -> Option<(Bound, usize)> {
        self.bounds.longest(last, word)
    }

    /// The longest bound behind a figure that begins with `first`; `word(n)` gives the n-th word behind it. With how many words it takes.
    pub fn bound_behind<'t>(
        &self,
        first: &str,
        word: impl Fn(usize) -> Option<&'t str>,
    ) -> Option<(Bound, usize)> {
        self.bounds_behind.longest(first, word)
    }
}
