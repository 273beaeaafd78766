//! What the attribution rules know of each token of a dispatch: what the word may be, whether it is part of a name.
//!
//! Looks every token up once. Knows nothing of sentences.

use super::lexicon::{Entry, Lexicon, Role, lexicon};
use crate::annotate::names::Name;
use crate::annotate::reading::{Reading, TokenKind};

/// The whole dispatch: its reading, and per token what the word may be.
pub struct Context<'a> {
    pub reading: &'a Reading<'a>,
    pub lexicon: &'static Lexicon,
    entries: Vec<Option<Entry>>,
    /// Which name the token is part of, counted from 1.
    named: Vec<u32>,
}

impl<'a> Context<'a> {
    /// Looks every token up once.
    pub fn new(reading: &'a Reading<'a>, names: &[Name]) -> Self {
        let lexicon = lexicon(reading.language);
        let mut named = vec![0; reading.tokens.len()];
        for (number, name) in (1..).zip(names) {
            named[reading.tokens_in(name.span)].fill(number);
        }
        let entries = (0..reading.tokens.len())
            .map(|token| lexicon.entry(reading.lower(token)))
            .collect();
        let mut context = Context {
            reading,
            lexicon,
            entries,
            named,
        };
        if names.is_empty() {
            context.guess_names();
        }
        context
    }

    /// What the word at a token may be.
    pub fn entry(&self, token: usize) -> Option<&Entry> {
        self.entries[token].as_ref()
    }

    /// Which name the token is part of, counted from 1; 0 outside of names.
    pub fn name(&self, token: usize) -> u32 {
        self.named[token]
    }

    /// Whether the token can do that.
    pub fn has(&self, token: usize, role: Role) -> bool {
        self.entry(token).is_some_and(|entry| entry.has(role))
    }

    /// Whether the token is a word.
    pub fn is_word(&self, token: usize) -> bool {
        self.reading.tokens[token].kind == TokenKind::Word
    }

    /// Whether the token may be a form of a verb that attributes, or of an auxiliary.
    pub fn is_verb_form(&self, token: usize) -> bool {
        self.entry(token).is_some_and(|entry| {
            entry.has(Role::Have)
                || entry.has(Role::Be)
                || (!entry.verbs.is_empty() && !entry.has(Role::AlsoNoun))
        })
    }

    /// Whether the token shows that its clause has a verb.
    pub fn is_finite(&self, token: usize) -> bool {
        self.has(token, Role::Finite)
            || self.is_word(token)
                && !self.reading.is_capitalised(token)
                && self.lexicon.ends_like_finite(self.reading.lower(token))
    }

    /// Without a list of names: capitalised words that do not merely begin a sentence. An acronym and a word in small letters
    /// side by side are two names.
    fn guess_names(&mut self) {
        for sentence in &self.reading.sentences {
            for token in sentence.clone() {
                let common = token == sentence.start && self.entries[token].is_some();
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

/// Whether a word is written in capitals alone.
pub fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}
