//! The verbs that attribute, and what each can take. Knows nothing of their forms, and nothing of texts.

use serde::Deserialize;

/// Position in the list of verbs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct VerbId(pub u16);

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
    /// Words with or without marks, but only as an incise or before a colon: `« … », poursuit-il`.
    Incise,
    /// Nothing: it only looks like one that does.
    Silent,
}

impl Takes {
    /// Whether it attributes nothing that is not marked.
    pub fn needs_marks(self) -> bool {
        self == Takes::Voice
    }
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

impl Verb {
    /// The verb that `phrase` names, and its infinitive without particle. `phrase`: an infinitive, perhaps with a reflexive
    /// pronoun before it, a particle set apart by `|`, and further words behind it.
    pub fn read(
        takes: Takes,
        phrase: &'static str,
        is_reflexive: impl Fn(&str) -> bool,
    ) -> (Self, &'static str) {
        let mut words = phrase.split(' ');
        let elided = phrase
            .split_once('\'')
            .map(|(pronoun, _)| pronoun.len() + 1);
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
        let verb = Verb {
            takes,
            reflexive,
            tail: words.collect(),
            particle,
        };
        (verb, infinitive)
    }
}
