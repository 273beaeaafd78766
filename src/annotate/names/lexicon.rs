//! The words of one language by which names and titles are read: `actors.toml`, `names.tsv`, `words.txt`, and the first names.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::lists::{SortedList, Sought, key};
use crate::annotate::data::Rows;
use crate::annotate::language::{Language, PerLanguage, parse_data};
use crate::model::ActorKind;

/// What a word may be: a set of the lists of `actors.toml` that hold it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

macro_rules! classes {
    ($($name:ident = $key:literal),+ $(,)?) => {
        /// Position of each list in the set.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Position { $($name),+ }
        impl Classes {
            $(#[doc = concat!("The list `", $key, "`.")] pub const $name: Classes = Classes(1 << Position::$name as u64);)+
            /// Every list with its name in the file.
            const LISTS: &'static [(&'static str, Classes)] = &[$(($key, Classes::$name)),+];
        }
    };
}

classes! {
    CIVILITY_MASCULINE = "civility_masculine",
    CIVILITY_FEMININE = "civility_feminine",
    CIVILITY_NEUTRAL = "civility",
    CIVILITY_PLURAL = "civility_plural",
    FUNCTION = "function",
    RANK = "rank",
    TAKES_AT = "takes_at",
    KIN = "kin",
    FAMILY = "family",
    COUPLE = "couple",
    PREMODIFIER = "premodifier",
    LAST_MASCULINE = "last_masculine",
    LAST_FEMININE = "last_feminine",
    THIS_MASCULINE = "this_last_masculine",
    THIS_FEMININE = "this_last_feminine",
    DEMONSTRATIVE = "demonstrative",
    PRONOUN_MASCULINE = "pronoun_masculine",
    PRONOUN_FEMININE = "pronoun_feminine",
    PRONOUN_PLURAL = "pronoun_plural",
    PRONOUN_RELATIVE = "pronoun_relative",
    ARTICLE_MASCULINE = "article_masculine",
    ARTICLE_FEMININE = "article_feminine",
    ARTICLE_OTHER = "article",
    ARTICLE_DEFINITE = "article_definite",
    ARTICLE_INDEFINITE = "article_indefinite",
    ARTICLE_PLURAL = "article_plural",
    POSSESSIVE = "possessive",
    CONTRACTED = "contracted",
    OF = "of",
    AT = "at",
    TOWARD = "toward",
    AND = "and",
    THAT = "that",
    PREPOSITION_PLACE = "preposition_place",
    PREPOSITION_INSIDE = "preposition_inside",
    PREPOSITION_PERSON = "preposition_person",
    ORGANISATION_HEAD = "organisation_head",
    ORGANISATION_HEAD_PLAIN = "organisation_head_plain",
    ORGANISATION_HEAD_CAPITAL = "organisation_head_capital",
    ORGANISATION_TAIL = "organisation_tail",
    STATE_BODY = "state_body",
    REGION = "region",
    ROAD = "road",
    PLACE_PART = "place_part",
    ORGANISATION_TRIGGER = "organisation_trigger",
    ORGANISATION_ANAPHOR = "organisation_anaphor",
    PLACE_HEAD = "place_head",
    PLACE_TAIL = "place_tail",
    PLACE_TRIGGER = "place_trigger",
    OTHER_HEAD = "other_head",
    EVENT_HEAD = "event_head",
    PARTICLE = "particle",
    NEVER = "never",
    ADJECTIVE = "adjective",
    NOT_ADJECTIVE = "not_adjective",
    DEMONYM = "demonym",
}

impl Classes {
    /// `M.`, `Mme`, `Dr`, `MM.`
    pub const CIVILITY: Classes = Classes::CIVILITY_MASCULINE
        .or(Classes::CIVILITY_FEMININE)
        .or(Classes::CIVILITY_NEUTRAL)
        .or(Classes::CIVILITY_PLURAL);
    /// What can head a description of a person.
    pub const PERSON_NOUN: Classes = Classes::FUNCTION.or(Classes::RANK).or(Classes::KIN);
    /// Articles, demonstratives and possessives that do not hide a preposition.
    pub const DETERMINER: Classes = Classes::ARTICLE_MASCULINE
        .or(Classes::ARTICLE_FEMININE)
        .or(Classes::ARTICLE_OTHER)
        .or(Classes::ARTICLE_DEFINITE)
        .or(Classes::ARTICLE_INDEFINITE)
        .or(Classes::ARTICLE_PLURAL)
        .or(Classes::DEMONSTRATIVE)
        .or(Classes::POSSESSIVE);
    /// `il`, `elle`, `ils`, `lui`.
    pub const PRONOUN: Classes = Classes::PRONOUN_MASCULINE
        .or(Classes::PRONOUN_FEMININE)
        .or(Classes::PRONOUN_PLURAL);

    /// In none of the lists.
    pub const NONE: Classes = Classes(0);

    /// The lists whose words take the endings of plural and case.
    const INFLECTED: Classes = Classes::ADJECTIVE.or(Classes::DEMONYM);

    /// Either set.
    pub const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// What is in both sets.
    const fn and(self, other: Classes) -> Classes {
        Classes(self.0 & other.0)
    }

    /// The position of each list of the set.
    pub fn lists(self) -> impl Iterator<Item = u64> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let list = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            (list < u64::BITS).then(|| u64::from(list))
        })
    }

    /// Whether the two share a list.
    pub const fn is(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }
}

/// Grammatical gender, as far as words show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    Masculine,
    Feminine,
}

/// What the lists of names say of some words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// The kind of the name that they are; no kind for events, works and products.
    pub name: Option<Option<ActorKind>>,
    /// Whether a longer name begins with them.
    pub continues: bool,
}

/// The words of one language.
pub struct Lexicon {
    classes: FxHashMap<&'static str, Classes>,
    endings: Endings,
    /// Whether every noun has a capital, as in German.
    pub capital_nouns: bool,
    /// Adjective or inhabitant → the place.
    demonyms: FxHashMap<&'static str, &'static str>,
    /// Keys of titles that mean the same office, as rows.
    pub titles: Vec<Vec<String>>,
    /// Key of a name → number of its row of names for the same actor.
    same: FxHashMap<String, usize>,
    /// Known names with their kind.
    pub names: SortedList,
    /// Ordinary words.
    pub words: SortedList,
}

/// First names with `m`, `f` or `e` (either).
pub static FIRST_NAMES: SortedList =
    SortedList::new(include_str!("../../../assets/names/first-names.tsv"));

/// Towns and regions of the world under their usual name; a language's own name for one stands in its `names.tsv`.
pub static TOWNS: SortedList = SortedList::new(include_str!("../../../assets/names/towns.txt"));

/// Frequent and famous surnames of many countries.
pub static SURNAMES: SortedList =
    SortedList::new(include_str!("../../../assets/names/surnames.txt"));

/// Companies, media, clubs, parties, bodies that have one name everywhere.
pub static ORGANISATIONS: SortedList =
    SortedList::new(include_str!("../../../assets/names/organisations.txt"));

/// The words of a language.
pub fn lexicon(language: Language) -> &'static Lexicon {
    static LEXICA: PerLanguage<Lexicon> = PerLanguage::new(Lexicon::read);
    LEXICA.get(language)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct File {
    spelling: Spelling,
    classes: Rows<&'static str, Vec<&'static str>>,
    endings: Endings,
    equivalents: Equivalents,
    demonyms: Rows<&'static str, Vec<&'static str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spelling {
    capital_nouns: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Endings {
    adjective: Vec<&'static str>,
    inflection: Vec<&'static str>,
    infinitive: Vec<&'static str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Equivalents {
    titles: Vec<Vec<&'static str>>,
    names: Vec<Vec<&'static str>>,
}

impl Lexicon {
    fn read(language: Language) -> Self {
        let files = language.files();
        let file: File = parse_data(language, "actors.toml", files.actors);
        let mut classes: FxHashMap<&str, Classes> = FxHashMap::default();
        let mut add = |word, class| {
            let known = classes.entry(word).or_default();
            *known = known.or(class);
        };
        for (name, words) in file.classes {
            let listed = Classes::LISTS.iter().find(|(list, _)| *list == name);
            let (_, class) = listed.unwrap_or_else(|| {
                panic!("actors.toml of {}: unknown list {name}", language.code())
            });
            words.into_iter().for_each(|word| add(word, *class));
        }
        let mut demonyms = FxHashMap::default();
        for (place, words) in file.demonyms {
            for word in words {
                add(word, Classes::DEMONYM);
                demonyms.insert(word, place);
            }
        }
        let mut same = FxHashMap::default();
        for (row, forms) in file.equivalents.names.iter().enumerate() {
            same.extend(forms.iter().map(|form| (key(form), row)));
        }
        let keys = |row: &Vec<&str>| row.iter().map(|title| key(title)).collect();
        Lexicon {
            classes,
            capital_nouns: file.spelling.capital_nouns,
            endings: file.endings,
            demonyms,
            titles: file.equivalents.titles.iter().map(keys).collect(),
            same,
            names: SortedList::new(files.names),
            words: SortedList::new(files.words),
        }
    }

    /// The lists that hold a word in lower case; of `ex-ministre` and the like those of the last part.
    pub fn classes(&self, lower: &str) -> Classes {
        let classes = self.listed(lower);
        match lower.strip_prefix("ex-") {
            Some(last) if classes == Classes::default() => self.listed(last),
            _ => classes,
        }
    }

    /// The lists that hold a word, or the adjective or demonym that it is a form of.
    fn listed(&self, word: &str) -> Classes {
        let class = |word: &str| self.classes.get(word).copied().unwrap_or_default();
        self.uninflected(word)
            .map(|word| class(word).and(Classes::INFLECTED))
            .fold(class(word), Classes::or)
    }

    fn uninflected<'w>(&self, word: &'w str) -> impl Iterator<Item = &'w str> {
        let endings = self.endings.inflection.iter();
        endings.filter_map(move |ending| word.strip_suffix(ending))
    }

    /// Whether a word in lower case ends as adjectives do.
    pub fn ends_as_adjective(&self, lower: &str) -> bool {
        has_ending(lower, &self.endings.adjective)
    }

    /// Whether a word in lower case ends as infinitives do.
    pub fn ends_as_infinitive(&self, lower: &str) -> bool {
        has_ending(lower, &self.endings.infinitive)
    }

    /// What the lists of names say of a key.
    pub fn known(&self, key: &Sought) -> Known {
        let name = self.names.find(key);
        let organisation = ORGANISATIONS.find(key);
        let town = TOWNS.find(key);
        let everywhere = || {
            let organisation = organisation.value.map(|_| ActorKind::Organisation);
            organisation.or(town.value.map(|_| ActorKind::Place))
        };
        Known {
            name: name.value.map(kind_of).or_else(|| everywhere().map(Some)),
            continues: name.continues || organisation.continues || town.continues,
        }
    }

    /// Key of the place that an adjective or inhabitant in lower case belongs to.
    pub fn place_of_demonym(&self, lower: &str) -> Option<String> {
        let mut forms = [lower].into_iter().chain(self.uninflected(lower));
        forms
            .find_map(|word| self.demonyms.get(word))
            .map(|place| key(place))
    }

    /// Number of the row of names of one and the same actor that holds a key.
    pub fn same_name(&self, key: &str) -> Option<usize> {
        self.same.get(key).copied()
    }
}

fn kind_of(word: &str) -> Option<ActorKind> {
    match word {
        "person" => Some(ActorKind::Person),
        "organisation" => Some(ActorKind::Organisation),
        "place" => Some(ActorKind::Place),
        _ => None,
    }
}

fn has_ending(word: &str, endings: &[&str]) -> bool {
    endings
        .iter()
        .any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending))
}

/// What a first name says about gender; none when it is no first name, or no gender when it is given to both.
pub fn first_name(key: &str) -> Option<Option<Gender>> {
    let value = FIRST_NAMES.get(key).or_else(|| {
        // `Jean-Loup`: a compound is given where its first part is.
        let (first, rest) = key.split_once(' ')?;
        (!rest.is_empty() && FIRST_NAMES.get(rest).is_some())
            .then(|| FIRST_NAMES.get(first))
            .flatten()
    })?;
    Some(match value {
        "m" => Some(Gender::Masculine),
        "f" => Some(Gender::Feminine),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_hold_keys() {
        let mut lists = vec![
            ("first-names.tsv".to_owned(), &FIRST_NAMES),
            ("towns.txt".to_owned(), &TOWNS),
            ("surnames.txt".to_owned(), &SURNAMES),
            ("organisations.txt".to_owned(), &ORGANISATIONS),
        ];
        for language in Language::ALL {
            let lexicon = lexicon(language);
            lists.push((format!("{}/names.tsv", language.code()), &lexicon.names));
            lists.push((format!("{}/words.txt", language.code()), &lexicon.words));
        }
        for (file, list) in lists {
            let mut before = "";
            for found in list.keys() {
                assert!(
                    before.is_empty() || before < found,
                    "{file}: {found:?} is out of order"
                );
                assert_eq!(key(found), found, "{file}: not a key");
                before = found;
            }
        }
    }

    #[test]
    fn names_have_a_kind() {
        for language in Language::ALL {
            let names = &lexicon(language).names;
            for name in names.keys() {
                let kind = names.get(name).unwrap_or_default();
                assert!(
                    matches!(kind, "person" | "organisation" | "place" | "other"),
                    "{name}: {kind:?}"
                );
            }
        }
    }

    #[test]
    fn prefixes_and_plurals_keep_the_class() {
        let french = lexicon(Language::French);
        assert!(french.classes("ex-ministre").is(Classes::FUNCTION));
        assert_eq!(
            french.place_of_demonym("suédoises").as_deref(),
            Some("suede")
        );
        assert_eq!(first_name("lise marie"), Some(Some(Gender::Feminine)));
        assert_eq!(first_name("marteau"), None);
    }
}
