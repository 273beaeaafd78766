//! What words can mean in a figure: the data files of a language, made ready for look-up.
//!
//! A word may mean several things at once (`second` ordinal and unit, `mars` month and planet, `livre` money and mass): [`Sense`] holds them
//! all, and the readers choose. Knows nothing of tokens and texts.

mod data;
mod phrases;
mod units;

pub use data::pieces;
pub use phrases::Phrases;
pub use units::{Family, Unit};

use rustc_hash::FxHashMap;

use crate::annotate::language::{Language, PerLanguage};
use crate::model::{Bound, Toll};

/// The words of one language.
pub struct Lexicon {
    words: FxHashMap<&'static str, Sense>,
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

/// What the first word of a figure can do, beside counting and naming days.
const OPENERS: [Role; 15] = [
    Role::Article,
    Role::Indefinite,
    Role::Half,
    Role::Minus,
    Role::This,
    Role::Next,
    Role::Last,
    Role::AfterNext,
    Role::Edge,
    Role::Middle,
    Role::Years,
    Role::DayAfter,
    Role::DayBefore,
    Role::Noon,
    Role::Midnight,
];

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
    Weekend,
    Month,
    Quarter,
    HalfYear,
    Year,
    Decade,
    Century,
}

/// What else a word does around figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// One, or the article: `un`, `une`.
    Article,
    /// `le`, `la`, `les`
    Definite,
    /// Before a day of the month: `le 27`, `on the 21st`.
    DayArticle,
    /// Makes a vague amount of a plural: `des`, `plusieurs`.
    Indefinite,
    /// Belongs to the vague amount: `plusieurs`, `quelques`.
    Several,
    /// `de` between an amount and its noun.
    Of,
    /// Joins a day, a month and a year: `de` in `3 de mayo de 2020`.
    DateLink,
    /// `à` in `trois à quatre`
    To,
    And,
    Or,
    Between,
    /// Points and commas spoken: `virgule`.
    DecimalWord,
    Minus,
    Half,
    /// Between a whole number and its parts, beside `and`: `con` in `tres con un cuarto`.
    WithParts,
    /// `sur` in `un sur cinq`
    OutOf,
    /// `contre` in `385 voix contre 2`
    Against,
    /// `dont`: a part of what was counted before.
    OfWhich,
    This,
    Next,
    Last,
    /// Before `next` and `last` that are verbs: `que` in `la semana que viene`.
    Relative,
    /// Start, middle, end of a period.
    Edge,
    /// Written before a month with a hyphen: `mi-avril`.
    Middle,
    DayPart,
    /// Hours after noon: `soir`.
    Evening,
    /// Before a time of day: `à`, `vers`.
    AtTime,
    /// Before a stretch of time: `pendant`, `en`.
    During,
    /// Before a year: `en`, `depuis`.
    YearCue,
    /// Makes a decade of a year: `années 1990`, `1990s`.
    Years,
    /// `lendemain`, `veille`, counted from the day spoken of.
    DayAfter,
    DayBefore,
    Noon,
    Midnight,
    /// Time zones that are UTC.
    Utc,
    /// Other time zones: `CET`. The time stays as it is told there.
    Zone,
    /// `locales` behind a time.
    LocalTime,
    /// Behind a time: `heure`.
    Clock,
    /// `âgé`, `âge`
    Aged,
    /// Verb of having: `avait 19 ans`.
    Has,
    /// `à` in `mort à 71 ans`.
    AtAge,
    /// What lasts, or is sentenced to last: `peine de cinq ans`.
    Lasting,
    /// Number behind it is a name: `article`, `ligne`.
    Label,
    /// Behind a house number: `rue`.
    Street,
    /// `par` in `4 cm par seconde`
    Per,
    /// Before the strength of an earthquake.
    Magnitude,
    /// Ordinal before it is a name: `Premier ministre`.
    Title,
    /// Between a number and its noun: `jeunes`.
    Adjective,
    /// Neither noun nor adjective.
    Function,
    /// Verb forms and words that set a clause in the past or the future.
    Past,
    Future,
    /// Prepositions that point ahead: `pour jeudi`.
    Ahead,
    /// Between the verb of having and what it counts: `il y a deux ans`.
    There,
    /// Before each one's age: `respectivement`.
    Each,
    /// Behind `aujourd'hui` when it means these days.
    Nowadays,
    /// Before a stretch of time that something takes: `en 1h30`.
    Within,
    /// Alone no duration: `un jour`.
    Loose,
    /// What an ordinal's suffix looks like behind digits: `er`, `ème`.
    OrdinalSuffix,
    /// Winning, losing, playing: two numbers near it are a score.
    ScoreCue,
    /// Below zero: `dessous`.
    Below,
    /// Before `semana`, where a weekend is spelled so: `fin de semana`.
    Weekend,
    /// The one after the next: `übernächste`.
    AfterNext,
    /// Between the n-th day and its month: `first Monday in May`.
    InMonth,
    /// Between minutes and the hour they follow: `quarter past eight`.
    PastHour,
    /// Between minutes and the hour they go before: `ten to nine`.
    ToHour,
    /// Half an hour before: `halb acht`.
    HalfBefore,
    /// Number words that are adjectives too: `un logement neuf`.
    AlsoAdjective,
    /// Before the lower end of a range: `from`.
    From,
    /// Verbs and nouns of rising and falling: `passé de 3 km à 5 km` is no range.
    Moves,
    /// A half that is a share before what it is of: `half of them`, `half the seats`.
    HalfOf,
    /// Before an ordinal that a point makes: `zum` in `zum 3. Mal`.
    OrdinalArticle,
    /// Between part and whole, where a text says nothing else: `one over three`.
    DividedBy,
    /// Number words that stand for a noun behind a determiner: `the one`.
    AlsoPronoun,
    /// Words before such a pronoun: `which`.
    Determiner,
    /// Angles and turning: degrees beside it are no temperature.
    Angle,
    /// Behind a unit of length that is a preposition too: `2 in thick`.
    Sized,
    /// The last word of a comparison: `than`.
    Than,
    /// Currencies that are weights too: `pounds`.
    AlsoWeight,
    /// Words beside a weight: `weighs`.
    Weighs,
    /// Currencies that are things too: `livres`.
    AlsoCounted,
    /// Number words that are nouns too, and count before `of` alone: `scores of people`, but `the score is`.
    AlsoNoun,
}

/// No role at all.
pub const NO_ROLES: Roles = Roles(0);

/// A set of [`Role`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u128);

impl Roles {
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u64) != 0
    }

    fn add(&mut self, role: Role) {
        self.0 |= 1 << role as u64;
    }
}

/// How the language puts numbers and dates together.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Grammar {
    pub decimal_mark: char,
    /// Tens that go on with 10 to 19: `soixante-dix`.
    pub tens_with_teens: Vec<f64>,
    /// Units that are added to ten: `dix-sept`.
    pub units_behind_ten: Vec<f64>,
    /// Whether the article is also the number one, as `un` is and `a` is not.
    pub article_is_one: bool,
    /// Whether a number between commas behind a name is an age: `Jane Roe, 58, said`.
    pub bare_ages: bool,
    /// After tens, these need the word for `and`: `vingt et un`.
    pub linked_units: Vec<f64>,
    /// Whether `and` may stand between tens and units: `treinta y cinco`.
    pub and_after_tens: bool,
    /// Whether `and` may stand after hundreds: `two hundred and five`.
    pub and_after_hundreds: bool,
    /// `einundzwanzig`
    pub units_before_tens: bool,
    /// Whether decimals are spoken digit by digit: `drei Komma eins vier`.
    pub decimals_by_digit: bool,
    /// Whether ordinals are put together from ordinals: `décimo primero`.
    pub ordinals_add: bool,
    /// Whether number words are written together without a hyphen.
    pub compounds: bool,
    /// Endings of the words that are, where others are not: `tresmillonésimo`.
    pub compound_endings: Vec<&'static str>,
    /// Endings that make a part of a number: `avo` in `veinteavo`.
    pub part_endings: Vec<&'static str>,
    /// Whether a point behind digits can make an ordinal: `5. Mai`.
    pub ordinal_point: bool,
    /// Whether scores are written with a colon: `3:1`.
    pub colon_scores: bool,
    /// `May 5, 2020`
    pub month_first: bool,
    /// `last week`, `nächste Woche`: `dernière semaine` is another week than `semaine dernière`.
    pub relative_first: bool,
    /// Before the number of a quarter: `Q3`.
    pub quarter_letters: Vec<&'static str>,
    /// Before the number of half a year: `H2`.
    pub half_year_letters: Vec<&'static str>,
    /// Whether `next Friday` is that of the next week, however near the first one is.
    pub weekday_of_next_week: bool,
    /// Whether nouns begin with a capital, so that a capital tells no name.
    pub capital_nouns: bool,
    /// Endings of verbs in the future: `rendra`.
    pub future_endings: Vec<&'static str>,
    /// Words with such an ending that are no verbs.
    pub not_future: Vec<&'static str>,
    /// Endings of verbs, which nobody counts: `400 seraient blessés`.
    pub verb_endings: Vec<&'static str>,
}

impl Lexicon {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Lexicon {
        static LEXICONS: PerLanguage<Lexicon> = PerLanguage::new(Lexicon::read);
        LEXICONS.get(language)
    }

    /// What a word in lower case can be; a word that is not in the lists means nothing.
    pub fn sense(&self, word: &str) -> Option<&Sense> {
        self.words.get(word)
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

    /// Whether a word looks as if it were put together from number words.
    pub fn may_be_compound(&self, word: &str) -> bool {
        let endings = &self.grammar.compound_endings;
        self.grammar.compounds
            || word.contains('-')
            || endings.iter().any(|ending| word.ends_with(ending))
    }

    /// Splits a word that is written together into words that mean numbers or `and`: `quatre-vingt-dix`, `einundzwanzig`.
    pub fn split_compound<'w>(&self, word: &'w str, parts: &mut Vec<&'w str>) -> bool {
        parts.clear();
        if word.contains('-') {
            parts.extend(word.split('-'));
            return parts.iter().all(|part| self.counts(part));
        }
        self.split_run(word, parts)
    }

    /// Longest pieces first, with a step back where the rest does not fit.
    fn split_run<'w>(&self, word: &'w str, parts: &mut Vec<&'w str>) -> bool {
        if parts.len() == MOST_PIECES {
            return false;
        }
        let heads = word
            .bytes()
            .next()
            .and_then(|first| self.compound_heads.get(&first));
        for head in heads.into_iter().flatten() {
            let Some(rest) = word.strip_prefix(head) else {
                continue;
            };
            parts.push(word.get(..head.len()).unwrap_or_default());
            if rest.is_empty() || self.split_run(rest, parts) {
                return true;
            }
            parts.pop();
        }
        false
    }

    fn counts(&self, part: &str) -> bool {
        self.sense(part).is_some_and(|sense| {
            sense.number.is_some() || sense.ordinal.is_some() || sense.roles.has(Role::And)
        })
    }
}

/// More pieces than `neunhundertneunundneunzigtausendneunhundertneunundneunzig` has.
const MOST_PIECES: usize = 12;
