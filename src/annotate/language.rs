//! The languages that the program reads, and where their data lie.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use super::reading;
use crate::model::BuildFnv1a;

use super::data;

/// A language with data under `assets/languages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    French,
    English,
    German,
    Spanish,
}

/// The data files of one language, as they stand in the repository.
pub struct Files {
    /// Elisions, abbreviations, frequent words: `tokens.toml`.
    pub tokens: &'static str,
    /// Words by which names and titles are read: `actors.toml`.
    pub actors: &'static str,
    /// Known names with their kind, sorted: `names.tsv`.
    pub names: &'static str,
    /// Ordinary words, sorted: `words.txt`.
    pub words: &'static str,
    /// Number words, calendar, units and the words around figures: `figures.toml`.
    pub figures: &'static str,
    /// Parts of the day, seasons and holidays of short notes: `notes.toml`.
    pub notes: &'static str,
    /// What words do around quotations: `quotations.toml`.
    pub quotations: &'static str,
    /// How verbs are inflected: `conjugation.toml`.
    pub conjugation: &'static str,
    /// The trained model of names: `assets/names/model/<language>.bin`.
    pub name_model: &'static [u8],
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 4] = [
        Language::French,
        Language::English,
        Language::German,
        Language::Spanish,
    ];

    /// ISO 639-1: `fr`.
    pub fn code(self) -> &'static str {
        match self {
            Language::French => "fr",
            Language::English => "en",
            Language::German => "de",
            Language::Spanish => "es",
        }
    }

    /// From a BCP 47 tag; region and case do not matter.
    pub fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_']).next()?;
        Language::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The language whose most frequent words occur most often in the first thousand words; none without any of them.
    pub fn detect(text: &str) -> Option<Language> {
        static FREQUENT: LazyLock<FrequentWords> = LazyLock::new(FrequentWords::load);
        let mut counts = [0usize; Language::ALL.len()];
        let words = text
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .take(1_000);
        for language in words.flat_map(|word| FREQUENT.languages(word)) {
            counts[*language as usize] += 1;
        }
        let best = (0..counts.len()).rev().max_by_key(|&at| counts[at])?;
        (counts[best] > 0).then(|| Language::ALL[best])
    }

    /// Its data files.
    pub fn files(self) -> &'static Files {
        macro_rules! file {
            ($folder:literal, $name:literal) => {
                include_str!(concat!("../../assets/languages/", $folder, "/", $name))
            };
        }
        macro_rules! files {
            ($folder:literal) => {{
                // A static, not a constant: the program holds it once, wherever it is used.
                static FILES: Files = Files {
                    tokens: file!($folder, "tokens.toml"),
                    actors: file!($folder, "actors.toml"),
                    names: file!($folder, "names.tsv"),
                    words: file!($folder, "words.txt"),
                    figures: file!($folder, "figures.toml"),
                    notes: file!($folder, "notes.toml"),
                    quotations: file!($folder, "quotations.toml"),
                    conjugation: file!($folder, "conjugation.toml"),
                    name_model: include_bytes!(concat!(
                        "../../assets/names/model/",
                        $folder,
                        ".bin"
                    )),
                };
                &FILES
            }};
        }
        match self {
            Language::French => files!("fr"),
            Language::English => files!("en"),
            Language::German => files!("de"),
            Language::Spanish => files!("es"),
        }
    }
}

/// The frequent words of all languages in one table: most words of a text are looked up once, or not at all.
struct FrequentWords {
    languages: HashMap<&'static str, Vec<Language>, BuildFnv1a>,
    /// Bytes of the longest word.
    longest: usize,
}

impl FrequentWords {
    fn load() -> Self {
        let mut languages: HashMap<&str, Vec<Language>, BuildFnv1a> = HashMap::default();
        for language in Language::ALL {
            for word in reading::rules(language).frequent() {
                languages.entry(word).or_default().push(language);
            }
        }
        let longest = languages.keys().map(|word| word.len()).max();
        FrequentWords {
            longest: longest.unwrap_or(0),
            languages,
        }
    }

    /// The languages in which a word is frequent, whatever its case.
    fn languages(&self, word: &str) -> &[Language] {
        if word.len() > self.longest {
            return &[];
        }
        let found = if word.chars().all(char::is_lowercase) {
            self.languages.get(word)
        } else {
            self.languages.get(word.to_lowercase().as_str())
        };
        found.map_or(&[], Vec::as_slice)
    }
}

/// Something read from the data files of each language, when it is first asked for.
pub struct PerLanguage<T> {
    load: fn(Language) -> T,
    slots: [OnceLock<T>; Language::ALL.len()],
}

impl<T> PerLanguage<T> {
    /// Will call `load` at most once a language.
    pub const fn new(load: fn(Language) -> T) -> Self {
        PerLanguage {
            load,
            slots: [const { OnceLock::new() }; Language::ALL.len()],
        }
    }

    /// What was loaded for `language`.
    pub fn get(&'static self, language: Language) -> &'static T {
        self.slots[language as usize].get_or_init(|| (self.load)(language))
    }
}

/// Reads a data file that is part of the program.
///
/// # Panics
/// When the file does not have the shape of `T`: a fault of the build, found by the first test that reads it.
pub fn parse_data<T: serde::Deserialize<'static>>(
    language: Language,
    file: &str,
    text: &'static str,
) -> T {
    data::from_str(text)
        .unwrap_or_else(|error| panic!("assets/languages/{}/{file}: {error}", language.code()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects_the_language_of_a_sentence() {
        let detect = |text| Language::detect(text).map(Language::code);
        assert_eq!(
            detect("Le ministre a déclaré que les accords étaient signés."),
            Some("fr")
        );
        assert_eq!(
            detect("The minister said that the agreements were signed."),
            Some("en")
        );
        assert_eq!(
            detect("Der Minister sagte, dass die Verträge unterzeichnet sind."),
            Some("de")
        );
        assert_eq!(
            detect("El ministro dijo que los acuerdos estaban firmados."),
            Some("es")
        );
        assert_eq!(detect("12 %"), None);
    }

    #[test]
    fn reads_tags_of_any_region_and_case() {
        assert_eq!(Language::from_tag("FR_be"), Some(Language::French));
        assert_eq!(Language::from_tag("ar"), None);
    }
}
