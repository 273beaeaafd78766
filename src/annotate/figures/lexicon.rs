//! What words can mean in a figure: the data files of a language, made ready for look-up.
//!
//! A word may mean several things at once (`second` ordinal and unit, `mars` month and planet, `livre` money and mass): [`Sense`] holds them
//! all, and the readers choose. Knows nothing of tokens and texts.

use std::collections::HashMap;

use crate::annotate::language::{Language, PerLanguage, parse_data};
use crate::model::{Bound, Dimension};

/// The words of one language.
pub struct Lexicon {
    words: HashMap<String, Sense>,
    /// Units of all kinds, by their first word.
    units: Phrases<Unit>,
    /// Cues of bounds, by their last word.
    bounds: Phrases<Bound>,
    /// `a.m.`, `p.m.`: whether the time lies after noon.
    meridiems: Phrases<bool>,
    /// Pieces that number words are written together from, longest first; empty where the language does not.
    compound_heads: Vec<String>,
    /// `quatre vingt`: two number words that are one number.
    pairs: HashMap<(String, String), f64>,
    short_scales: HashMap<String, f64>,
    /// For each shared name, the words that tell a currency of that name: `islande` → ISK.
    homes: Vec<HashMap<String, &'static str>>,
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
    /// `semaine`, `an`
    pub period: Option<Period>,
    /// Whether the month or weekday is abbreviated: then it needs a number beside it (`mer` is also the sea).
    pub short: bool,
    pub roles: Roles,
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
    /// `sur` in `un sur cinq`
    OutOf,
    /// `contre` in `385 voix contre 2`
    Against,
    /// `dont`: a part of what was counted before.
    OfWhich,
    This,
    Next,
    Last,
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
    /// Number words that are adjectives too: `un logement neuf`.
    AlsoAdjective,
}

/// No role at all.
pub const NO_ROLES: Roles = Roles(0);

/// A set of [`Role`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u64);

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
#[serde(deny_unknown_fields)]
pub struct Grammar {
    pub decimal_mark: char,
    /// Tens that go on with 10 to 19: `soixante-dix`.
    pub tens_with_teens: Vec<f64>,
    /// Units that are added to ten: `dix-sept`.
    pub units_behind_ten: Vec<f64>,
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
    /// Whether a point behind digits can make an ordinal: `5. Mai`.
    pub ordinal_point: bool,
    /// `May 5, 2020`
    pub month_first: bool,
    /// Whether nouns begin with a capital, so that a capital tells no name.
    pub capital_nouns: bool,
    /// Endings of verbs in the future: `rendra`.
    pub future_endings: Vec<String>,
    /// Words with such an ending that are no verbs.
    pub not_future: Vec<String>,
    /// Endings of verbs, which nobody counts: `400 seraient blessés`.
    pub verb_endings: Vec<String>,
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
        // The map is tiny, and few words begin a pair: no key is made for the others.
        self.pairs
            .iter()
            .find(|((a, b), _)| a == first && b == second)
            .map(|(_, value)| *value)
    }

    /// What a letter behind digits multiplies them by: `M`. Case matters.
    pub fn short_scale(&self, letters: &str) -> Option<f64> {
        self.short_scales.get(letters).copied()
    }

    /// For each name that currencies share, the words that tell which one is meant.
    pub fn homes(&self) -> &[HashMap<String, &'static str>] {
        &self.homes
    }

    /// The longest unit that begins with `first`; `word(n)` gives the n-th word behind it. With how many words it takes.
    pub fn unit<'t>(
        &self,
        first: &str,
        word: impl Fn(usize) -> Option<&'t str>,
    ) -> Option<(Unit, usize)> {
        self.units.longest(first, word)
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
        for head in &self.compound_heads {
            let Some(rest) = word.strip_prefix(head.as_str()) else {
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

/// Phrases by the word they are found with.
struct Phrases<T>(HashMap<String, Vec<(Vec<String>, T)>>);

impl<T: Copy> Phrases<T> {
    fn new() -> Self {
        Phrases(HashMap::new())
    }

    fn add(&mut self, mut words: impl Iterator<Item = String>, meaning: T) {
        let Some(first) = words.next() else { return };
        let phrases = self.0.entry(first).or_default();
        phrases.push((words.collect(), meaning));
        phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }

    fn longest<'t>(
        &self,
        first: &str,
        word: impl Fn(usize) -> Option<&'t str>,
    ) -> Option<(T, usize)> {
        let fits = |rest: &[String]| {
            rest.iter()
                .enumerate()
                .all(|(n, expected)| word(n + 1) == Some(expected.as_str()))
        };
        self.0
            .get(first)?
            .iter()
            .find(|(rest, _)| fits(rest))
            .map(|(rest, meaning)| (*meaning, rest.len() + 1))
    }
}

/// `figures.toml`
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    grammar: Grammar,
    numbers: Numbers,
    bounds: HashMap<BoundName, Vec<String>>,
    meridiems: Meridiems,
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    days: HashMap<String, i8>,
    periods: HashMap<Period, Vec<String>>,
    percent: Vec<String>,
    points: Vec<String>,
    basis_points: Vec<String>,
    magnitudes: Vec<String>,
    cents: Vec<String>,
    /// Currency code → its names.
    currencies: HashMap<String, Vec<String>>,
    shared_currencies: Vec<SharedCurrency>,
    /// Dimension → symbol → its names.
    measures: HashMap<DimensionName, HashMap<String, Vec<String>>>,
    words: HashMap<Role, Vec<String>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Meridiems {
    before_noon: Vec<String>,
    after_noon: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    small: HashMap<String, f64>,
    hundred: Vec<String>,
    hundreds: HashMap<String, f64>,
    scales: HashMap<String, f64>,
    collectives: HashMap<String, f64>,
    pairs: HashMap<String, f64>,
    ordinals: HashMap<String, f64>,
    fractions: HashMap<String, f64>,
}

/// Currencies of one name, told apart by the country that the text speaks of.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SharedCurrency {
    names: Vec<String>,
    /// Currency code → words that tell it.
    homes: HashMap<String, Vec<String>>,
}

/// `assets/symbols.toml`: signs that mean the same in all languages.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Symbols {
    /// Letters behind digits that multiply them; case matters.
    short_scales: HashMap<String, f64>,
    currencies: HashMap<String, Vec<String>>,
    measures: HashMap<DimensionName, HashMap<String, Vec<String>>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum BoundName {
    Approximate,
    Minimum,
    Maximum,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum DimensionName {
    Distance,
    Mass,
    Area,
    Volume,
    Speed,
    Temperature,
    Angle,
    Data,
    Energy,
    Power,
    Other,
}

impl From<DimensionName> for Dimension {
    fn from(name: DimensionName) -> Self {
        match name {
            DimensionName::Distance => Dimension::Distance,
            DimensionName::Mass => Dimension::Mass,
            DimensionName::Area => Dimension::Area,
            DimensionName::Volume => Dimension::Volume,
            DimensionName::Speed => Dimension::Speed,
            DimensionName::Temperature => Dimension::Temperature,
            DimensionName::Angle => Dimension::Angle,
            DimensionName::Data => Dimension::Data,
            DimensionName::Energy => Dimension::Energy,
            DimensionName::Power => Dimension::Power,
            DimensionName::Other => Dimension::Other,
        }
    }
}

impl Lexicon {
    fn read(language: Language) -> Self {
        let file: File = parse_data(language, "figures.toml", language.files().figures);
        let symbols: Symbols =
            toml::from_str(SYMBOLS).unwrap_or_else(|error| panic!("assets/symbols.toml: {error}"));
        let mut lexicon = Lexicon {
            words: HashMap::new(),
            units: Phrases::new(),
            bounds: Phrases::new(),
            meridiems: Phrases::new(),
            compound_heads: Vec::new(),
            pairs: HashMap::new(),
            short_scales: symbols.short_scales,
            homes: Vec::new(),
            grammar: file.grammar,
        };
        lexicon.add_numbers(file.numbers);
        lexicon.add_calendar(file.months, file.weekdays, file.days, file.periods);
        for (role, words) in file.words {
            for word in words {
                lexicon.word(&word).roles.add(role);
            }
        }
        for (name, phrases) in file.bounds {
            let bound = match name {
                BoundName::Approximate => Bound::Approximate,
                BoundName::Minimum => Bound::Minimum,
                BoundName::Maximum => Bound::Maximum,
            };
            for phrase in phrases {
                lexicon.bounds.add(pieces(&phrase).into_iter().rev(), bound);
            }
        }
        let Meridiems {
            before_noon,
            after_noon,
        } = file.meridiems;
        for (phrases, after) in [(before_noon, false), (after_noon, true)] {
            for phrase in phrases {
                let spaced = phrase.replace('.', " . ");
                let words = spaced.split_whitespace().map(str::to_owned);
                lexicon.meridiems.add(words, after);
            }
        }
        lexicon.add_units(file.percent, Unit::Percent);
        lexicon.add_units(file.points, Unit::Point("point"));
        lexicon.add_units(file.basis_points, Unit::Point("pb"));
        lexicon.add_units(
            file.magnitudes,
            Unit::Measure("magnitude", Dimension::Other),
        );
        lexicon.add_units(file.cents, Unit::Cent(None));
        // Leaked once a language: units are as static as the program's own text.
        for (code, names) in symbols.currencies.into_iter().chain(file.currencies) {
            lexicon.add_units(names, Unit::Money(code.leak()));
        }
        for family in file.shared_currencies {
            lexicon.add_units(family.names, Unit::SharedMoney(lexicon.homes.len()));
            let mut homes = HashMap::new();
            for (code, words) in family.homes {
                let code: &'static str = code.leak();
                homes.extend(words.into_iter().map(|word| (word, code)));
            }
            lexicon.homes.push(homes);
        }
        for (dimension, units) in symbols.measures.into_iter().chain(file.measures) {
            for (symbol, names) in units {
                lexicon.add_units(names, Unit::Measure(symbol.leak(), dimension.into()));
            }
        }
        if lexicon.grammar.compounds {
            let heads = lexicon.words.keys().filter(|word| lexicon.counts(word));
            lexicon.compound_heads = heads.cloned().collect();
            lexicon
                .compound_heads
                .sort_by_key(|head| (std::cmp::Reverse(head.len()), head.clone()));
        }
        lexicon
    }

    fn word(&mut self, word: &str) -> &mut Sense {
        self.words.entry(word.to_owned()).or_default()
    }

    fn add_numbers(&mut self, numbers: Numbers) {
        let mut add = |word: &str, number| self.word(word).number = Some(number);
        for (word, value) in &numbers.small {
            add(word, NumberWord::Small(*value));
        }
        for word in &numbers.hundred {
            add(word, NumberWord::Hundred);
        }
        for (word, value) in &numbers.hundreds {
            add(word, NumberWord::Hundreds(*value));
        }
        for (word, value) in &numbers.scales {
            add(word, NumberWord::Scale(*value));
        }
        for (word, value) in &numbers.collectives {
            add(word, NumberWord::Collective(*value));
        }
        for (word, value) in numbers.ordinals {
            self.word(&word).ordinal = Some(value);
        }
        for (word, value) in numbers.fractions {
            self.word(&word).fraction = Some(value);
        }
        for (words, value) in numbers.pairs {
            let (first, second) = words.split_once(' ').expect("a pair is two words");
            self.pairs
                .insert((first.to_owned(), second.to_owned()), value);
        }
    }

    fn add_calendar(
        &mut self,
        months: Vec<Vec<String>>,
        weekdays: Vec<Vec<String>>,
        days: HashMap<String, i8>,
        periods: HashMap<Period, Vec<String>>,
    ) {
        for (number, names) in (1..).zip(months) {
            for name in &names {
                let sense = self.word(name);
                sense.month = Some(number);
                sense.short = is_abbreviation(name, &names);
            }
        }
        for (number, names) in (1..).zip(weekdays) {
            for name in &names {
                let sense = self.word(name);
                sense.weekday = Some(number);
                sense.short = is_abbreviation(name, &names);
            }
        }
        for (word, offset) in days {
            self.word(&word).day = Some(offset);
        }
        for (period, names) in periods {
            for name in names {
                self.word(&name).period = Some(period);
            }
        }
    }

    fn add_units(&mut self, names: Vec<String>, unit: Unit) {
        for name in names {
            self.units.add(pieces(&name).into_iter(), unit);
        }
    }
}

/// Whether a name is shorter than the first of its list.
fn is_abbreviation(name: &str, names: &[String]) -> bool {
    names
        .first()
        .is_some_and(|full| name.chars().count() < full.chars().count())
}

const SYMBOLS: &str = include_str!("../../../assets/symbols.toml");

/// The tokens of a phrase in the data files, in lower case: words at blanks, elided words and signs on their own.
fn pieces(phrase: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for word in phrase.to_lowercase().split_whitespace() {
        let mut piece = String::new();
        for c in word.chars() {
            match c {
                '\'' => {
                    piece.push(c);
                    pieces.push(std::mem::take(&mut piece));
                }
                c if c.is_alphanumeric() || matches!(c, '-' | '.') => piece.push(c),
                c => {
                    pieces.push(std::mem::take(&mut piece));
                    pieces.push(c.to_string());
                }
            }
        }
        pieces.push(piece);
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}
