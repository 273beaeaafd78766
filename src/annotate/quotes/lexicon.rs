//! What words do around quotations, read from `quotations.toml` and `conjugation.toml` of each language.
//!
//! Every word has a set of [`Role`]s and the verb forms that it may be. Knows nothing of texts.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::conjugation::{Class, Conjugations, Form};
use crate::annotate::Language;
use crate::annotate::data::Rows;
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
#[derive(Clone, Debug)]
pub struct Entry {
    roles: Roles,
    /// The verb forms it may be, in the order of the verbs.
    pub verbs: Vec<(VerbId, Form)>,
}

/// A set of [`Role`]s.
#[derive(Clone, Copy, Debug, Default)]
struct Roles(u64);

impl Roles {
    fn add(&mut self, role: Role) {
        self.0 |= 1 << role as u64;
    }

    fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u64) != 0
    }
}

impl Entry {
    /// Whether the word can do that.
    pub fn has(&self, role: Role) -> bool {
        self.roles.has(role)
    }

    /// Whether the lists name it for more than what its noun may do.
    pub fn is_grammatical(&self) -> bool {
        self.roles.0 != 0 || !self.verbs.is_empty()
    }
}

/// Position in the list of verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VerbId(usize);

/// What a verb can take; of the verbs that a form may belong to, the first in this order comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
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
    pub tail: Vec<&'static str>,
    /// What stands apart from its finite forms: `an` of `kündigte … an`.
    pub particle: Option<&'static str>,
}

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
    roles: FxHashMap<&'static str, Roles>,
    verbs: Vec<Verb>,
    conjugations: Conjugations,
    stems: FxHashMap<Head, Vec<Stem>>,
    /// What may stand apart from a verb, each once.
    particles: Vec<&'static str>,
    /// By their first word.
    frames: FxHashMap<&'static str, Vec<Frame>>,
    /// Fixed adjuncts by their first word.
    adjuncts: FxHashMap<&'static str, Vec<&'static str>>,
    pub clauses: Clauses,
}

/// What is left of infinitives without the endings that their classes are named after.
struct Stem {
    letters: &'static str,
    verbs: Vec<(Class, VerbId)>,
}

/// The first two bytes of a stem or word, by which most words are seen to be no verb; nothing for the shortest stems.
type Head = u16;

fn head(word: &str) -> Head {
    word.as_bytes()
        .first_chunk()
        .map_or(0, |bytes| u16::from_be_bytes(*bytes))
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
    pub bridges: Vec<&'static str>,
    /// Words inside an attribution that belong to neither speaker nor content: `de son côté`.
    adjuncts: Vec<&'static str>,
    /// What the source follows behind an impersonal subject: `auprès de`.
    pub relays: Vec<&'static str>,
    /// Endings of unambiguous finite forms.
    finite_endings: Vec<&'static str>,
    /// Endings of present participles.
    gerund_endings: Vec<&'static str>,
    /// Endings of past participles.
    participle_endings: Vec<&'static str>,
    /// Endings of compound nouns that can speak: `Regierungssprecher`.
    speaker_endings: Vec<&'static str>,
    /// Endings of adverbs that no list names.
    pub adverb_endings: Vec<&'static str>,
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
        let mut lexicon = Lexicon {
            roles: FxHashMap::default(),
            verbs: Vec::new(),
            conjugations: Conjugations::new(rows),
            stems: FxHashMap::default(),
            particles: Vec::new(),
            frames: FxHashMap::default(),
            adjuncts: FxHashMap::default(),
            clauses: file.clauses,
        };
        for phrase in std::mem::take(&mut lexicon.clauses.adjuncts) {
            let head = phrase.split(' ').next().unwrap_or_default();
            lexicon.adjuncts.entry(head).or_default().push(phrase);
        }
        for (role, words) in file.words {
            for word in words {
                lexicon.roles.entry(word).or_default().add(role);
            }
        }
        file.verbs.0.sort_by_key(|(takes, _)| *takes);
        for (takes, phrases) in file.verbs {
            for phrase in phrases {
                lexicon.add_verb(takes, phrase);
            }
        }
        for (place, phrases) in file.frames {
            for phrase in phrases {
                let words: Vec<&str> = phrase.split(' ').collect();
                let same_head = lexicon.frames.entry(words[0]).or_default();
                same_head.push(Frame { words, place });
                same_head.sort_by_key(|frame| std::cmp::Reverse(frame.words.len()));
            }
        }
        lexicon
    }

    /// `phrase`: an infinitive, perhaps with a reflexive pronoun before it and further words behind it.
    fn add_verb(&mut self, takes: Takes, phrase: &'static str) {
        let mut words = phrase.split(' ');
        let elided = phrase
            .split_once('\'')
            .map(|(pronoun, _)| pronoun.len() + 1);
        let is_reflexive = |word: &str| {
            let roles = self.roles.get(word);
            roles.is_some_and(|roles| roles.has(Role::Reflexive))
        };
        let mut reflexive = false;
        let mut infinitive = words.next().unwrap_or_default();
        if let Some((pronoun, verb)) = elided.and_then(|at| infinitive.split_at_checked(at)) {
            reflexive = is_reflexive(pronoun);
            infinitive = verb;
        } else if is_reflexive(infinitive) {
            reflexive = true;
            infinitive = words.next().unwrap_or_default();
        }
        let (particle, infinitive) = match infinitive.split_once('|') {
            Some((particle, infinitive)) => (Some(particle), infinitive),
            None => (None, infinitive),
        };
        self.particles
            .extend(particle.filter(|particle| !self.particles.contains(particle)));
        let (stem, class) = self.conjugations.class_of(infinitive);
        let verb = VerbId(self.verbs.len());
        let same_head = self.stems.entry(head(stem)).or_default();
        match same_head.iter_mut().find(|known| known.letters == stem) {
            Some(known) => known.verbs.push((class, verb)),
            None => same_head.push(Stem {
                letters: stem,
                verbs: vec![(class, verb)],
            }),
        }
        self.verbs.push(Verb {
            takes,
            reflexive,
            tail: words.collect(),
            particle,
        });
    }

    /// What a word in lower case may be; none where no list and no verb knows it.
    pub fn entry(&self, word: &str) -> Option<Entry> {
        let roles = self.roles.get(word).copied();
        let verbs = self.verb_forms(word);
        (roles.is_some() || !verbs.is_empty()).then(|| Entry {
            roles: roles.unwrap_or_default(),
            verbs,
        })
    }

    /// The verb forms that a word may be. A particle stands apart from the finite forms of a main clause, and is joined to all
    /// others.
    fn verb_forms(&self, word: &str) -> Vec<(VerbId, Form)> {
        let mut found = Vec::new();
        if !word.starts_with(char::is_alphabetic) {
            return found;
        }
        let parted = self
            .particles
            .iter()
            .filter_map(|particle| Some((Some(*particle), word.strip_prefix(particle)?)));
        for (particle, word) in parted.chain([(None, word)]) {
            for (word, endings) in self.conjugations.unprefixed(word) {
                for stem in self.stems_of(word) {
                    let ending = word.strip_prefix(stem.letters);
                    let forms = ending.map_or(&[][..], |ending| endings.forms(ending));
                    for &(class, verb) in stem.verbs.iter().filter(|_| !forms.is_empty()) {
                        let own = self.verbs[verb.0].particle;
                        let joined =
                            |form| own == particle || particle.is_none() && form == Form::Finite;
                        let forms = forms
                            .iter()
                            .filter(|(of, form)| *of == class && joined(*form));
                        found.extend(forms.map(|(_, form)| (verb, *form)));
                    }
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The stems that a word may begin with.
    fn stems_of(&self, word: &str) -> impl Iterator<Item = &Stem> {
        let heads = [head(""), head(word)];
        heads
            .into_iter()
            .filter_map(|head| self.stems.get(&head))
            .flatten()
    }

    /// The frames that begin with a word, the longest first.
    pub fn frames(&self, word: &str) -> &[Frame] {
        self.frames.get(word).map_or(&[], Vec::as_slice)
    }

    /// The fixed adjuncts that begin with a word.
    pub fn adjuncts(&self, word: &str) -> &[&'static str] {
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

fn ends_with_one(word: &str, endings: &[&str]) -> bool {
    endings
        .iter()
        .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
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
