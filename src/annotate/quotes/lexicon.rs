//! What words do around quotations, read from `quotations.toml` and `conjugation.toml` of each language.
//!
//! Every word has a set of [`Role`]s and the verb forms that it may be. Knows nothing of texts.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::conjugation::{Conjugations, Form};
use super::role::Role;
use super::verbs::{Takes, Verb, VerbId};
use super::word_list::{Builder, WordList};
use crate::annotate::Language;
use crate::annotate::data::Rows;
use crate::annotate::language::{PerLanguage, parse_data};

/// Words that attribute without a verb: `selon`.
#[derive(Debug)]
pub struct Frame {
    pub words: Vec<&'static str>,
    pub place: FramePlace,
}

/// Where a frame may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FramePlace {
    /// In front of its content, behind it, inside it.
    Any,
    /// At the head of a sentence, before somebody who can speak.
    Front,
    /// Behind a comma, its own noun being the source: `de source policière`.
    Source,
    /// Behind the noun phrase that it governs: `X zufolge`.
    Behind,
    /// Behind a comma or marked words alone: `„…“, so X`.
    After,
}

/// Whether a clause may follow a reporting verb without any word between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BareClause {
    Never,
    /// `X said prices rose`
    Directly,
    /// `X sagte, die Preise seien gestiegen`
    AfterComma,
}

/// Everything known about one language's ways of quoting.
pub struct Lexicon {
    pub words: WordList,
    verbs: Vec<Verb>,
    /// By their first word.
    frames: FxHashMap<&'static str, Vec<Frame>>,
    pub clauses: Clauses,
}

/// How clauses are built.
#[derive(Deserialize)]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    bound(deserialize = "'de: 'static")
)]
pub struct Clauses {
    pub bare: BareClause,
    /// Whether subject and verb in this order may follow quoted words: `"…", X said`.
    pub subject_first_incise: bool,
    /// Whether the verb comes before its subject behind an adverbial: `Am Montag sagte X, …`.
    pub verb_second: bool,
    /// Whether a subject that is known from before is left out: `“…”, añadió.`
    #[serde(default)]
    pub drops_subject: bool,
    /// Words between verb and clause that only carry it: `le fait`.
    pub bridges: Phrases,
    /// Words inside an attribution that belong to neither speaker nor content: `de son côté`.
    pub adjuncts: Phrases,
    /// What the source follows behind an impersonal subject: `auprès de`.
    pub relays: Phrases,
    /// Endings of unambiguous finite forms.
    pub finite_endings: Endings,
    /// Endings of present participles.
    pub gerund_endings: Endings,
    /// Endings of past participles.
    pub participle_endings: Endings,
    /// Endings of compound nouns that can speak: `Regierungssprecher`.
    pub speaker_endings: Endings,
    /// Endings of adverbs that no list names.
    pub adverb_endings: Endings,
}

/// What words of some sort end with.
#[derive(Deserialize)]
#[serde(from = "Vec<&'static str>", bound(deserialize = "'de: 'static"))]
pub struct Endings {
    endings: Vec<&'static str>,
    /// Which last bytes they have: one bit each.
    last_bytes: [u64; 4],
}

impl From<Vec<&'static str>> for Endings {
    fn from(endings: Vec<&'static str>) -> Self {
        let mut last_bytes = [0; 4];
        for last in endings.iter().filter_map(|ending| ending.bytes().last()) {
            last_bytes[usize::from(last >> 6)] |= 1 << (last & 63);
        }
        Endings {
            endings,
            last_bytes,
        }
    }
}

impl Endings {
    /// Whether a word has one of the endings behind three letters or more.
    pub fn end(&self, word: &str) -> bool {
        let may_end = |last: u8| self.last_bytes[usize::from(last >> 6)] & (1 << (last & 63)) != 0;
        word.bytes().last().is_some_and(may_end)
            && self
                .endings
                .iter()
                .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
    }
}

/// Fixed phrases by their first word.
#[derive(Default, Deserialize)]
#[serde(from = "Vec<&'static str>", bound(deserialize = "'de: 'static"))]
pub struct Phrases(FxHashMap<&'static str, Vec<&'static str>>);

impl From<Vec<&'static str>> for Phrases {
    fn from(list: Vec<&'static str>) -> Self {
        let mut phrases = Phrases::default();
        for phrase in list {
            let head = phrase.split(' ').next().unwrap_or_default();
            phrases.0.entry(head).or_default().push(phrase);
        }
        phrases
    }
}

impl Phrases {
    /// Those that begin with a word.
    pub fn that_begin_with(&self, word: &str) -> &[&'static str] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }

    fn heads(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct File {
    clauses: Clauses,
    verbs: Rows<Takes, Vec<&'static str>>,
    words: Rows<Role, Vec<&'static str>>,
    frames: Rows<FramePlace, Vec<&'static str>>,
}

/// The lexicon of a language.
pub fn lexicon(language: Language) -> &'static Lexicon {
    static LEXICONS: PerLanguage<Lexicon> = PerLanguage::new(Lexicon::read);
    LEXICONS.get(language)
}

impl Lexicon {
    fn read(language: Language) -> Self {
        let files = language.files();
        let mut file: File = parse_data(language, "quotations.toml", files.quotations);
        let rows = parse_data(language, "conjugation.toml", files.conjugation);
        let mut words = Builder::default();
        for (role, listed) in file.words {
            listed.into_iter().for_each(|word| words.add(word, role));
        }
        let clauses = file.clauses;
        for phrases in [&clauses.adjuncts, &clauses.bridges, &clauses.relays] {
            phrases
                .heads()
                .for_each(|head| words.add(head, Role::OpensPhrase));
        }
        let mut frames: FxHashMap<&str, Vec<Frame>> = FxHashMap::default();
        for (place, phrases) in file.frames {
            for phrase in phrases {
                let phrase: Vec<&str> = phrase.split(' ').collect();
                words.add(phrase[0], Role::OpensFrame);
                let same_head = frames.entry(phrase[0]).or_default();
                same_head.push(Frame {
                    words: phrase,
                    place,
                });
                same_head.sort_by_key(|frame| std::cmp::Reverse(frame.words.len()));
            }
        }
        let conjugations = Conjugations::new(rows);
        let mut verbs = Vec::new();
        file.verbs.0.sort_by_key(|(takes, _)| *takes);
        for (takes, phrases) in file.verbs {
            for phrase in phrases {
                let id = VerbId(verbs.len() as u16);
                verbs.push(add_verb(&mut words, &conjugations, id, takes, phrase));
            }
        }
        Lexicon {
            words: words.finish(&clauses.finite_endings),
            verbs,
            frames,
            clauses,
        }
    }

    /// The frames that begin with a word, the longest first.
    pub fn frames(&self, word: &str) -> &[Frame] {
        self.frames.get(word).map_or(&[], Vec::as_slice)
    }

    /// What a verb can take.
    pub fn verb(&self, id: VerbId) -> &Verb {
        &self.verbs[usize::from(id.0)]
    }
}

/// Adds the forms of a verb. A particle stands apart from the finite forms of a main clause, and is joined to all others.
fn add_verb(
    words: &mut Builder,
    conjugations: &Conjugations,
    id: VerbId,
    takes: Takes,
    phrase: &'static str,
) -> Verb {
    let is_reflexive = |word: &str| words.has(word, Role::Reflexive);
    let (verb, infinitive) = Verb::read(takes, phrase, is_reflexive);
    let particle = verb.particle.unwrap_or_default();
    conjugations.inflect(infinitive, |[before, stem, ending], form| {
        words.add_form(&[particle, before, stem, ending], id, form);
        if verb.particle.is_some() && form == Form::Finite {
            words.add_form(&[before, stem, ending], id, form);
        }
    });
    verb
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_verbs_and_frames() {
        for (language, said, frame) in [
            (Language::French, "affirmait", "selon"),
            (Language::English, "said", "according"),
            (Language::German, "erklärte", "laut"),
            (Language::Spanish, "afirmó", "según"),
        ] {
            let lexicon = lexicon(language);
            let word = lexicon.words.get(said).expect(said);
            assert!(
                word.forms.iter().any(|(_, form)| *form == Form::Finite),
                "{said}"
            );
            assert!(!lexicon.frames(frame).is_empty(), "{frame}");
        }
    }

    #[test]
    fn reflexive_and_fixed_phrases_are_read() {
        let lexicon = lexicon(Language::French);
        let verbs = |word: &str| {
            let word = lexicon.words.get(word).expect(word);
            let verbs = word.forms.iter().map(|(id, _)| lexicon.verb(*id));
            verbs.collect::<Vec<_>>()
        };
        assert!(verbs("réjoui").iter().all(|verb| verb.reflexive));
        assert!(verbs("insurge").iter().all(|verb| verb.reflexive));
        assert!(verbs("fait").iter().any(|verb| verb.tail == ["valoir"]));
    }
}
