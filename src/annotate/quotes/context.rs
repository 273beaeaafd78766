//! What the attribution rules know of each token of a dispatch: what the word may be, whether it is part of a name.
//!
//! Looks every word up once. Knows nothing of sentences.

use super::conjugation::Form;
use super::lexicon::{Lexicon, lexicon};
use super::role::{Role, Roles};
use super::verbs::VerbId;
use crate::annotate::names::Name;
use crate::annotate::names::lexicon::Classes;
use crate::annotate::names::words::Words;
use crate::annotate::reading::{Reading, TokenKind};

/// The whole dispatch: its reading, and per token what the word may be.
pub struct Context<'a> {
    pub reading: &'a Reading<'a>,
    pub lexicon: &'static Lexicon,
    known: Vec<Known>,
    /// Which name the token is part of, counted from 1.
    named: Vec<u32>,
}

/// What is known of a token by itself.
#[derive(Clone, Copy, Default)]
struct Known {
    roles: Roles,
    forms: &'static [(VerbId, Form)],
    sign: Sign,
}

/// The marks that shape a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// A word, a number or another mark.
    #[default]
    None,
    Comma,
    Colon,
    /// What ends a clause.
    Stop,
    Dash,
    /// One that opens a parenthesis.
    Bracket,
}

/// What one word may be.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    roles: Roles,
    /// The verb forms it may be, in the order of the verbs.
    pub verbs: &'static [(VerbId, Form)],
}

impl Entry {
    /// Whether the word can do that.
    pub fn has(&self, role: Role) -> bool {
        self.roles.has(role)
    }
}

impl<'a> Context<'a> {
    /// Looks every word up once.
    pub fn new(words: &Words<'a>, names: &[Name]) -> Self {
        let reading = words.reading;
        let mut named = vec![0; reading.tokens.len()];
        for (number, name) in (1..).zip(names) {
            named[reading.tokens_in(name.span)].fill(number);
        }
        let mut context = Context {
            reading,
            lexicon: lexicon(reading.language),
            known: Vec::with_capacity(reading.tokens.len()),
            named,
        };
        context.look_up(words);
        if names.is_empty() {
            context.guess_names();
        }
        context
    }

    fn look_up(&mut self, words: &Words) {
        for token in 0..self.reading.tokens.len() {
            let known = if self.is_word(token) {
                let known = Known::of_word(self.lexicon, self.reading.lower(token));
                known.or_person(words.is(token, Classes::PERSON_NOUN))
            } else {
                Known::of_mark(self.reading.lower(token))
            };
            self.known.push(known);
        }
    }

    /// What the word at a token may be; none where no list and no verb knows it.
    pub fn entry(&self, token: usize) -> Option<Entry> {
        let Known { roles, forms, .. } = self.known[token];
        let listed = roles.is_listed() || !forms.is_empty();
        listed.then_some(Entry {
            roles,
            verbs: forms,
        })
    }

    /// The mark at a token.
    pub fn sign(&self, token: usize) -> Sign {
        self.known[token].sign
    }

    /// Which name the token is part of, counted from 1; 0 outside of names.
    pub fn name(&self, token: usize) -> u32 {
        self.named[token]
    }

    /// Whether the token can do that.
    pub fn has(&self, token: usize, role: Role) -> bool {
        self.known[token].roles.has(role)
    }

    /// Whether the token is a word.
    pub fn is_word(&self, token: usize) -> bool {
        self.reading.tokens[token].kind == TokenKind::Word
    }

    /// Whether the token may be a form of a verb that attributes, or of an auxiliary.
    pub fn is_verb_form(&self, token: usize) -> bool {
        let known = &self.known[token];
        let verb = !known.forms.is_empty() && !known.roles.has(Role::AlsoNoun);
        verb || known.roles.has(Role::Have) || known.roles.has(Role::Be)
    }

    /// Whether the token shows that its clause has a verb.
    pub fn is_finite(&self, token: usize) -> bool {
        self.has(token, Role::Finite)
            || self.has(token, Role::LooksFinite) && !self.reading.is_capitalised(token)
    }

    /// Without a list of names: capitalised words that do not merely begin a sentence. An acronym and a word in small letters
    /// side by side are two names.
    fn guess_names(&mut self) {
        for sentence in &self.reading.sentences {
            for token in sentence.clone() {
                let common = token == sentence.start && self.entry(token).is_some();
                if self.is_word(token) && !common && self.reading.is_capitalised(token) {
                    self.named[token] = if is_acronym(self.reading.word(token)) {
                        2
                    } else {
                        1
                    };
                }
            }
        }
    }
}

impl Known {
    fn of_word(lexicon: &'static Lexicon, word: &str) -> Self {
        let mut known = Known::default();
        if let Some(word) = lexicon.words.get(word) {
            known.roles = word.roles;
            known.forms = word.forms;
        } else if lexicon.clauses.finite_endings.end(word) {
            known.roles = known.roles.with(Role::LooksFinite);
        }
        known
    }

    fn of_mark(mark: &str) -> Self {
        let sign = match mark {
            "," => Sign::Comma,
            ":" => Sign::Colon,
            "." | "!" | "?" | ";" | "…" | "..." => Sign::Stop,
            "-" | "–" | "—" => Sign::Dash,
            "(" => Sign::Bracket,
            _ => Sign::None,
        };
        Known {
            sign,
            ..Known::default()
        }
    }

    /// With the nouns for people that the lists of names hold.
    fn or_person(mut self, is_person: bool) -> Self {
        if is_person {
            self.roles = self.roles.with(Role::Speaker);
        }
        self
    }
}

/// Whether a word is written in capitals alone.
pub fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}
