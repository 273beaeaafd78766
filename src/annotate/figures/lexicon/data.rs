//! The shape of the data files, and how the lexicon is built from them.

use rustc_hash::FxHashMap;

use super::glance::Glance;
use super::pieces::{pieces, spelled, without_accents};
use super::{Family, Grammar, Lexicon, NO_ROLES, NumberWord, Period, Phrases, Role, Sense, Unit};
use crate::annotate::data::{self, Rows};
use crate::annotate::language::{Language, parse_data};
use crate::model::{Bound, Dimension, Named, Toll};

/// `figures.toml`
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct File {
    grammar: Grammar,
    numbers: Numbers,
    bounds: Rows<BoundName, Vec<&'static str>>,
    bounds_behind: Rows<BoundName, Vec<&'static str>>,
    meridiems: Meridiems,
    months: Vec<Vec<&'static str>>,
    weekdays: Vec<Vec<&'static str>>,
    days: Rows<&'static str, i8>,
    /// `seventies` → 70
    #[serde(default)]
    decades: Rows<&'static str, f64>,
    periods: Rows<Period, Vec<&'static str>>,
    percent: Vec<&'static str>,
    points: Vec<&'static str>,
    basis_points: Vec<&'static str>,
    magnitudes: Vec<&'static str>,
    cents: Vec<&'static str>,
    tolls: Rows<&'static str, Vec<&'static str>>,
    /// Currency code → its names.
    currencies: Rows<&'static str, Vec<&'static str>>,
    /// Currency code → names of its hundredths.
    hundredths: Rows<&'static str, Vec<&'static str>>,
    /// Currency code → letters that mean millions of it.
    #[serde(default)]
    millions: Rows<&'static str, Vec<&'static str>>,
    shared_currencies: Vec<SharedCurrency>,
    /// Dimension → symbol → its names.
    measures: Rows<DimensionName, Rows<&'static str, Vec<&'static str>>>,
    words: Rows<Role, Vec<&'static str>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Meridiems {
    before_noon: Vec<&'static str>,
    after_noon: Vec<&'static str>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Numbers {
    small: Rows<&'static str, f64>,
    hundred: Vec<&'static str>,
    #[serde(default)]
    hundreds: Rows<&'static str, f64>,
    scales: Rows<&'static str, f64>,
    collectives: Rows<&'static str, f64>,
    pairs: Rows<&'static str, f64>,
    ordinals: Rows<&'static str, f64>,
    fractions: Rows<&'static str, f64>,
}

/// Currencies of one name, told apart by the country that the text speaks of.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct SharedCurrency {
    names: Vec<&'static str>,
    #[serde(default)]
    /// The one that is meant where nothing tells another; at most one.
    usual: Vec<&'static str>,
    /// Currency code → words that tell it.
    homes: Rows<&'static str, Vec<&'static str>>,
}

/// `assets/symbols.toml`: signs that mean the same in all languages.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Symbols {
    /// Letters behind digits that multiply them; case matters.
    short_scales: Rows<&'static str, f64>,
    /// Part and whole of a fraction in one character.
    vulgar_fractions: Rows<&'static str, (f64, f64)>,
    /// Signs before a number that bound it.
    bounds: Rows<BoundName, Vec<&'static str>>,
    currencies: Rows<&'static str, Vec<&'static str>>,
    measures: Rows<DimensionName, Rows<&'static str, Vec<&'static str>>>,
    /// Symbol → symbols of smaller units and how many of them it has.
    smaller: Rows<&'static str, Rows<&'static str, f64>>,
    /// Symbol → symbols of units of the same kind and how many of the first each of them is.
    multiples: Rows<&'static str, Rows<&'static str, f64>>,
    /// Single letters that are units; case matters.
    letters: Rows<DimensionName, Rows<&'static str, Vec<&'static str>>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum BoundName {
    Approximate,
    Minimum,
    Maximum,
}

impl From<BoundName> for Bound {
    fn from(name: BoundName) -> Self {
        match name {
            BoundName::Approximate => Bound::Approximate,
            BoundName::Minimum => Bound::Minimum,
            BoundName::Maximum => Bound::Maximum,
        }
    }
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
            data::from_str(SYMBOLS).unwrap_or_else(|error| panic!("assets/symbols.toml: {error}"));
        let mut lexicon = Lexicon {
            words: FxHashMap::default(),
            glance: Glance::new(),
            units: Phrases::new(),
            tolls: FxHashMap::default(),
            letter_units: FxHashMap::default(),
            smaller_units: FxHashMap::default(),
            multiples: Vec::new(),
            bounds: Phrases::new(),
            bounds_behind: Phrases::new(),
            meridiems: Phrases::new(),
            compound_heads: FxHashMap::default(),
            pairs: FxHashMap::default(),
            short_scales: symbols.short_scales.into_iter().collect(),
            vulgar_fractions: symbols.vulgar_fractions.into_iter().collect(),
            families: Vec::new(),
            scaled_currencies: FxHashMap::default(),
            grammar: file.grammar,
        };
        lexicon.add_numbers(file.numbers);
        lexicon.add_calendar(file.months, file.weekdays, file.days, file.periods);
        for (word, decade) in file.decades {
            lexicon.word(word).decade = Some(decade);
        }
        for (role, words) in file.words {
            for word in words {
                lexicon.word(word).roles.add(role);
            }
        }
        for (name, phrases) in symbols.bounds.into_iter().chain(file.bounds) {
            for phrase in phrases {
                let words = pieces(phrase).into_iter().rev();
                lexicon.bounds.add(words, name.into());
            }
        }
        for (name, phrases) in file.bounds_behind {
            for phrase in phrases {
                let words = pieces(phrase).into_iter();
                lexicon.bounds_behind.add(words, name.into());
            }
        }
        let Meridiems {
            before_noon,
            after_noon,
        } = file.meridiems;
        for (phrases, after) in [(before_noon, false), (after_noon, true)] {
            for phrase in phrases {
                lexicon.meridiems.add(spelled(phrase), after);
                // `p.` is an abbreviation in some languages, and one token there.
                if let Some((first, rest)) = phrase.split_once(' ') {
                    let words = std::iter::once(first).chain(spelled(rest));
                    lexicon.meridiems.add(words, after);
                }
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
        for (code, names) in symbols.currencies.into_iter().chain(file.currencies) {
            lexicon.add_units(names, Unit::Money(code));
        }
        for family in file.shared_currencies {
            lexicon.add_units(family.names, Unit::SharedMoney(lexicon.families.len()));
            let mut homes = FxHashMap::default();
            for (code, words) in family.homes {
                homes.extend(words.into_iter().map(|word| (word, code)));
            }
            let usual = family.usual.into_iter().next();
            lexicon.families.push(Family { usual, homes });
        }
        for (code, names) in file.hundredths {
            lexicon.add_units(names, Unit::Cent(Some(code)));
        }
        for (code, names) in file.millions {
            let scaled = names.into_iter().map(|name| (name, (code, 1e6)));
            lexicon.scaled_currencies.extend(scaled);
        }
        for (dimension, units) in symbols.measures.into_iter().chain(file.measures) {
            for (symbol, names) in units {
                lexicon.add_units(names, Unit::Measure(symbol, dimension.into()));
            }
        }
        lexicon.add_without_accents();
        for (word, sense) in &mut lexicon.words {
            lexicon.glance.add(word);
            sense.opens = sense.can_open();
        }
        for (name, words) in file.tolls {
            let toll = Toll::from_name(name).expect("a toll of the model");
            let words = words.into_iter().map(|word| (word, toll));
            lexicon.tolls.extend(words);
        }
        for (symbol, smaller) in symbols.smaller {
            lexicon.smaller_units.insert(symbol, smaller.0);
        }
        for (symbol, multiples) in symbols.multiples {
            let itself = std::iter::once((symbol, 1.0));
            lexicon.multiples.push(itself.chain(multiples).collect());
        }
        for (dimension, units) in symbols.letters {
            for (symbol, letters) in units {
                let unit = Unit::Measure(symbol, dimension.into());
                let letters = letters.into_iter().map(|letter| (letter, unit));
                lexicon.letter_units.extend(letters);
            }
        }
        let parts = !lexicon.grammar.part_endings.is_empty();
        if lexicon.grammar.compounds || parts {
            let heads = lexicon.words.keys().filter(|word| lexicon.counts(word));
            for head in heads.copied().collect::<Vec<_>>() {
                let first = head.bytes().next().expect("no word is empty");
                lexicon.compound_heads.entry(first).or_default().push(head);
            }
            for heads in lexicon.compound_heads.values_mut() {
                heads.sort_by_key(|head| (std::cmp::Reverse(head.len()), *head));
            }
        }
        lexicon
    }

    fn word(&mut self, word: &'static str) -> &mut Sense {
        self.words.entry(word).or_default()
    }

    /// `FEVRIER`, `tres cientos`: capitals and hasty keyboards leave accents out. Words that count or name times are known without them too, unless
    /// that is a word of its own.
    fn add_without_accents(&mut self) {
        let counts = |sense: &Sense| Sense {
            roles: NO_ROLES,
            ..*sense
        };
        let bare: Vec<_> = self
            .words
            .iter()
            .filter(|(_, sense)| counts(sense).can_open())
            .filter_map(|(word, sense)| Some((without_accents(word)?, *sense)))
            .collect();
        for (word, sense) in bare {
            self.words.entry(word.leak()).or_insert(sense);
        }
    }

    fn add_numbers(&mut self, numbers: Numbers) {
        let mut add = |word, number| self.word(word).number = Some(number);
        for (word, value) in numbers.small {
            add(word, NumberWord::Small(value));
        }
        for word in numbers.hundred {
            add(word, NumberWord::Hundred);
        }
        for (word, value) in numbers.hundreds {
            add(word, NumberWord::Hundreds(value));
        }
        for (word, value) in numbers.scales {
            add(word, NumberWord::Scale(value));
        }
        for (word, value) in numbers.collectives {
            add(word, NumberWord::Collective(value));
        }
        for (word, value) in numbers.ordinals {
            self.word(word).ordinal = Some(value);
        }
        for (word, value) in numbers.fractions {
            self.word(word).fraction = Some(value);
        }
        for (words, value) in numbers.pairs {
            let (first, second) = words.split_once(' ').expect("a pair is two words");
            self.pairs.insert((first, second), value);
        }
    }

    fn add_calendar(
        &mut self,
        months: Vec<Vec<&'static str>>,
        weekdays: Vec<Vec<&'static str>>,
        days: Rows<&'static str, i8>,
        periods: Rows<Period, Vec<&'static str>>,
    ) {
        for (number, names) in (1..).zip(months) {
            for &name in &names {
                let sense = self.word(name);
                sense.month = Some(number);
                sense.short = is_abbreviation(name, &names);
            }
        }
        for (number, names) in (1..).zip(weekdays) {
            for &name in &names {
                let sense = self.word(name);
                sense.weekday = Some(number);
                sense.short = is_abbreviation(name, &names);
            }
        }
        for (word, offset) in days {
            self.word(word).day = Some(offset);
        }
        for (period, names) in periods {
            for name in names {
                self.word(name).period = Some(period);
            }
        }
    }

    fn add_units(&mut self, names: Vec<&'static str>, unit: Unit) {
        for name in names {
            self.units.add(pieces(name).into_iter(), unit);
        }
    }
}

/// Whether a name is shorter than the first of its list.
fn is_abbreviation(name: &str, names: &[&str]) -> bool {
    names
        .first()
        .is_some_and(|full| name.chars().count() < full.chars().count())
}

const SYMBOLS: &str = include_str!("../../../../assets/symbols.toml");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_up_is_in_lower_case() {
        for language in Language::ALL {
            let lexicon = Lexicon::of(language);
            let words = lexicon.words.keys().copied();
            for word in words
                .chain(lexicon.units.words())
                .chain(lexicon.bounds.words())
            {
                assert_eq!(
                    word,
                    word.to_lowercase(),
                    "figures.toml of {}",
                    language.code()
                );
            }
        }
    }
}
