//! The shape of the data files, and how the lexicon is built from them.

use std::collections::HashMap;

use super::{Grammar, Lexicon, NumberWord, Period, Phrases, Role, Sense, Unit};
use crate::annotate::language::{Language, parse_data};
use crate::model::{Bound, Dimension};

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
    /// Reads the files of a language.
    pub(super) fn read(language: Language) -> Self {
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

const SYMBOLS: &str = include_str!("../../../../assets/symbols.toml");

/// The tokens of a phrase in the data files, in lower case: words at blanks, elided words and signs on their own.
pub fn pieces(phrase: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for word in phrase.to_lowercase().split_whitespace() {
        let mut piece = String::new();
        for c in word.chars() {
            match c {
                '\'' if piece.is_empty() => piece.push(c),
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
