//! What words do around quotations, read from `quotations.toml` and `conjugation.toml` of each language.
//!
//! Every word has a set of [`Role`]s and the verb forms that it may be. Knows nothing of texts.

use std::collections::HashMap;

use serde::Deserialize;

use super::conjugation::{Conjugations, Form, forms};
use crate::annotate::Language;
use crate::annotate::language::{PerLanguage, parse_data};

/// What a word may do; many do several things. The tables of `quotations.toml` are named after these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Determiner,
    /// A noun phrase goes on behind it: `de`.
    Of,
    /// A pronoun that can speak.
    Pronoun,
    /// A relative pronoun that can be a subject.
    Relative,
    Preposition,
    /// A noun whose phrase goes on over the next preposition: `ambassadeur à l’ONU`.
    WithTo,
    /// Joins noun phrases.
    And,
    /// A noun phrase ends before it.
    Ends,
    /// A noun that can speak.
    Speaker,
    /// An adjective that can speak where no noun follows: `ce dernier`.
    Standing,
    /// A noun for words or papers: the one whose they are speaks.
    Carrier,
    /// A carrier for exact words: `selon les mots de X` attributes marked words alone.
    Wording,
    /// Introduces the agent of a passive.
    By,
    Civility,
    Adverb,
    Time,
    /// Begins a clause.
    Conjunction,
    /// Joins two verbs of one subject.
    Coordinator,
    /// Opens an attribution that is a clause: `comme l’a dit X, …`.
    As,
    /// Begins a clause that no longer belongs to reported words.
    Breaks,
    /// Auxiliary of compound tenses.
    Have,
    /// An auxiliary in the infinitive: `avoir déclaré`.
    Infinitive,
    /// Auxiliary of the passive and of reflexive verbs.
    Be,
    /// Participle of the passive auxiliary.
    Been,
    Reflexive,
    /// May stand between a subject and its verb.
    Clitic,
    Negation,
    /// A subject that names nobody: `on`.
    Impersonal,
    /// Makes such a subject of the pronoun before it: `il faut`, `il est possible`.
    ImpersonalPredicate,
    /// A verb form that is a noun behind a determiner.
    AlsoNoun,
    /// Opens reported speech: `que`.
    Opener,
    /// Stands for the sentence before as the object of a verb at the head: `Das teilte X mit.`
    Resumes,
    /// A verb form that shows by itself that its sentence is reported: `Die Lage sei ruhig.`
    Subjunctive,
    /// Makes another conjunction of an opener behind it: `alors que`.
    NotBeforeOpener,
    /// Opens a reported question.
    Question,
    /// Shows that its clause has a verb.
    Finite,
    /// Marked words behind it are a name or a title.
    Naming,
    /// A noun behind a frame that is no source: `selon les cas`.
    NotSource,
}

/// What one word may be.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    roles: u64,
    /// The verb forms it may be.
    pub verbs: Vec<(VerbId, Form)>,
}

impl Entry {
    /// Whether the word can do that.
    pub fn has(&self, role: Role) -> bool {
        self.roles & (1u64 << role as u32) != 0
    }

    /// Whether the lists name it for more than what its noun may do.
    pub fn is_grammatical(&self) -> bool {
        self.roles != 0 || !self.verbs.is_empty()
    }
}

/// Position in the list of verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VerbId(usize);

/// What a verb can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Takes {
    /// Words with or without marks.
    Report,
    /// The same, and questions.
    Ask,
    /// What its subject was told: it names its source where it stands as an incise or has an impersonal subject.
    Hear,
    /// Marked words alone.
    Voice,
    /// Nothing: it only looks like one that does.
    Silent,
}

/// A verb that attributes.
#[derive(Debug)]
pub struct Verb {
    pub takes: Takes,
    /// Counts with the reflexive pronoun alone.
    pub reflexive: bool,
    /// Further words of a fixed phrase: `valoir` of `faire valoir`.
    pub tail: Vec<String>,
    /// What stands apart from its finite forms: `an` of `kündigte … an`.
    pub particle: Option<String>,
}

/// Words that attribute without a verb: `selon`.
#[derive(Debug)]
pub struct Frame {
    pub words: Vec<String>,
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
    words: HashMap<String, Entry>,
    verbs: Vec<Verb>,
    /// By their first word.
    frames: HashMap<String, Vec<Frame>>,
    /// Fixed adjuncts by their first word.
    adjuncts: HashMap<String, Vec<String>>,
    pub clauses: Clauses,
}

/// How clauses are built.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
    pub bridges: Vec<String>,
    /// Words inside an attribution that belong to neither speaker nor content: `de son côté`.
    adjuncts: Vec<String>,
    /// What the source follows behind an impersonal subject: `auprès de`.
    pub relays: Vec<String>,
    /// Endings of unambiguous finite forms.
    finite_endings: Vec<String>,
    /// Endings of present participles.
    gerund_endings: Vec<String>,
    /// Endings of past participles.
    participle_endings: Vec<String>,
    /// Endings of compound nouns that can speak: `Regierungssprecher`.
    speaker_endings: Vec<String>,
    /// Endings of adverbs that no list names.
    pub adverb_endings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    clauses: Clauses,
    verbs: HashMap<Takes, Vec<String>>,
    words: HashMap<Role, Vec<String>>,
    frames: HashMap<FramePlace, Vec<String>>,
}

/// The lexicon of a language.
pub fn lexicon(language: Language) -> &'static Lexicon {
    static LEXICONS: PerLanguage<Lexicon> = PerLanguage::new(Lexicon::read);
    LEXICONS.get(language)
}

impl Lexicon {
    fn read(language: Language) -> Self {
        let files = language.files();
        let file: File = parse_data(language, "quotations.toml", files.quotations);
        let table: Conjugations = parse_data(language, "conjugation.toml", files.conjugation);
        let mut lexicon = Lexicon {
            words: HashMap::new(),
            verbs: Vec::new(),
            frames: HashMap::new(),
            adjuncts: HashMap::new(),
            clauses: file.clauses,
        };
        for phrase in std::mem::take(&mut lexicon.clauses.adjuncts) {
            let head = phrase.split(' ').next().unwrap_or_default().to_owned();
            lexicon.adjuncts.entry(head).or_default().push(phrase);
        }
        for (role, words) in file.words {
            for word in words {
                lexicon.words.entry(word).or_default().roles |= 1u64 << role as u32;
            }
        }
        for takes in [
            Takes::Report,
            Takes::Ask,
            Takes::Hear,
            Takes::Voice,
            Takes::Silent,
        ] {
            for phrase in file.verbs.get(&takes).into_iter().flatten() {
                lexicon.add_verb(&table, takes, phrase);
            }
        }
        for (place, phrases) in file.frames {
            for phrase in phrases {
                let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
                let same_head = lexicon.frames.entry(words[0].clone()).or_default();
                same_head.push(Frame { words, place });
                same_head.sort_by_key(|frame| std::cmp::Reverse(frame.words.len()));
            }
        }
        lexicon
    }

    /// `phrase`: an infinitive, perhaps with a reflexive pronoun before it and further words behind it.
    fn add_verb(&mut self, table: &Conjugations, takes: Takes, phrase: &str) {
        let mut words = phrase.split(' ').peekable();
        let elided = phrase
            .split_once('\'')
            .map(|(pronoun, _)| pronoun.len() + 1);
        let reflexive = |word: &str| {
            self.words
                .get(word)
                .is_some_and(|entry| entry.has(Role::Reflexive))
        };
        let mut is_reflexive = false;
        let mut infinitive = words.next().unwrap_or_default();
        if let Some((pronoun, verb)) = elided.and_then(|at| infinitive.split_at_checked(at)) {
            is_reflexive = reflexive(pronoun);
            infinitive = verb;
        } else if reflexive(infinitive) {
            is_reflexive = true;
            infinitive = words.next().unwrap_or_default();
        }
        let verb = VerbId(self.verbs.len());
        self.verbs.push(Verb {
            takes,
            reflexive: is_reflexive,
            tail: words.map(str::to_owned).collect(),
            particle: infinitive
                .split_once('|')
                .map(|(particle, _)| particle.to_owned()),
        });
        for (form, kind) in forms(table, infinitive) {
            let entry = self.words.entry(form).or_default();
            if !entry.verbs.contains(&(verb, kind)) {
                entry.verbs.push((verb, kind));
            }
        }
    }

    /// What a word in lower case may be.
    pub fn entry(&self, word: &str) -> Option<&Entry> {
        self.words.get(word)
    }

    /// The frames that begin with a word, the longest first.
    pub fn frames(&self, word: &str) -> &[Frame] {
        self.frames.get(word).map_or(&[], Vec::as_slice)
    }

    /// The fixed adjuncts that begin with a word.
    pub fn adjuncts(&self, word: &str) -> &[String] {
        self.adjuncts.get(word).map_or(&[], Vec::as_slice)
    }

    /// What a verb can take.
    pub fn verb(&self, id: VerbId) -> &Verb {
        &self.verbs[id.0]
    }

    /// Whether a word ends as finite verbs do.
    pub fn ends_like_finite(&self, word: &str) -> bool {
        ends_with_one(word, &self.clauses.finite_endings)
    }

    /// Whether a word ends as past participles do.
    pub fn ends_like_participle(&self, word: &str) -> bool {
        ends_with_one(word, &self.clauses.participle_endings)
    }

    /// Whether a word is a compound of a noun that can speak.
    pub fn ends_like_speaker(&self, word: &str) -> bool {
        ends_with_one(word, &self.clauses.speaker_endings)
    }

    /// Whether a word ends as present participles do.
    pub fn ends_like_gerund(&self, word: &str) -> bool {
        ends_with_one(word, &self.clauses.gerund_endings)
    }
}

fn ends_with_one(word: &str, endings: &[String]) -> bool {
    endings
        .iter()
        .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
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
            let entry = lexicon.entry(said).expect(said);
            assert!(
                entry.verbs.iter().any(|(_, form)| *form == Form::Finite),
                "{said}"
            );
            assert!(!lexicon.frames(frame).is_empty(), "{frame}");
        }
    }

    #[test]
    fn reflexive_and_fixed_phrases_are_read() {
        let lexicon = lexicon(Language::French);
        let verbs = |word: &str| {
            let entry = lexicon.entry(word).expect(word);
            entry
                .verbs
                .iter()
                .map(|(id, _)| lexicon.verb(*id))
                .collect::<Vec<_>>()
        };
        assert!(verbs("réjoui").iter().all(|verb| verb.reflexive));
        assert!(verbs("insurge").iter().all(|verb| verb.reflexive));
        assert!(verbs("fait").iter().any(|verb| verb.tail == ["valoir"]));
    }
}
