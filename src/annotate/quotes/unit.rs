//! A sentence as the attribution rules see it: words, with each marked stretch and each parenthesis folded into one item.
//!
//! Knows what single words may be ([`Role`]), not what sentences mean.

use std::ops::Range;

use super::context::{Context, Entry, Sign, is_acronym};
use super::lexicon::Phrases;
use super::marks::Stretch;
use super::role::Role;
use crate::annotate::reading::TokenKind;
use crate::model::Span;

/// One thing in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Index of a token.
    Token(usize),
    /// Index of a marked stretch.
    Marked(usize),
    /// Tokens of a parenthesis with its brackets.
    Aside { first: usize, last: usize },
}

/// Words of the shortest marked stretch that is more than a term.
pub const SHORTEST_UTTERANCE: usize = 5;

/// A sentence.
pub struct Unit<'c> {
    pub context: &'c Context<'c>,
    pub items: Vec<Item>,
    /// Whether any words are marked.
    pub has_marked: bool,
    body_start: usize,
    stretches: &'c [Stretch],
}

/// Items of the longest line of place, date and agency.
const LONGEST_DATELINE: usize = 14;

/// The first item behind a dash at the head, or behind `ERIVAN, 3 mai (AFP) -` where the wire did not mark that line.
fn behind_dateline(unit: &Unit) -> usize {
    let is_dash = |at: usize| unit.sign(at) == Sign::Dash;
    let line =
        (1..unit.len().min(LONGEST_DATELINE)).find(|&at| is_dash(at) && unit.is_aside(at - 1));
    match line {
        Some(dash) => dash + 1,
        None => usize::from(unit.len() > 1 && is_dash(0)),
    }
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '«' | '»' | '“' | '”' | '‘' | '’' | '‹' | '›' | '`'
    )
}

impl<'c> Unit<'c> {
    /// A sentence of these items.
    pub fn new(context: &'c Context<'c>, stretches: &'c [Stretch], items: Vec<Item>) -> Self {
        let mut unit = Unit {
            context,
            has_marked: items.iter().any(|item| matches!(item, Item::Marked(_))),
            items,
            body_start: 0,
            stretches,
        };
        unit.body_start = behind_dateline(&unit);
        unit
    }
}

impl Unit<'_> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// The word in lower case; empty for marked words, parentheses and beyond the end.
    pub fn lower(&self, at: usize) -> &str {
        match self.items.get(at) {
            Some(Item::Token(token)) => self.context.reading.lower(*token),
            _ => "",
        }
    }

    fn token(&self, at: usize) -> Option<usize> {
        match self.items.get(at) {
            Some(Item::Token(token)) => Some(*token),
            _ => None,
        }
    }

    /// What the word may be.
    pub fn entry(&self, at: usize) -> Option<Entry> {
        self.token(at).and_then(|token| self.context.entry(token))
    }

    /// Whether the word can do that.
    pub fn has(&self, at: usize, role: Role) -> bool {
        self.token(at)
            .is_some_and(|token| self.context.has(token, role))
    }

    fn sign(&self, at: usize) -> Sign {
        self.token(at)
            .map_or(Sign::None, |token| self.context.sign(token))
    }

    /// Whether it is a word (no mark, number, stretch or parenthesis).
    pub fn is_word(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| self.context.is_word(token))
    }

    /// Whether it is a number.
    pub fn is_number(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| self.context.reading.tokens[token].kind == TokenKind::Number)
    }

    /// Whether the word is part of a name.
    pub fn is_named(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| self.context.name(token) > 0)
    }

    /// Whether a name begins here just behind another one; an acronym and a word in small letters are two (`l’AFP Anne`).
    pub fn begins_another_name(&self, at: usize) -> bool {
        let Some((before, token)) = at
            .checked_sub(1)
            .and_then(|before| self.token(before))
            .zip(self.token(at))
        else {
            return false;
        };
        let (context, word) = (self.context, |token: usize| {
            self.context.reading.word(token)
        });
        let names = (context.name(before), context.name(token));
        let acronym =
            is_acronym(word(before)) && !is_acronym(word(token)) && self.is_capitalised(at);
        acronym || (names.0 > 0 && names.1 > 0 && names.0 != names.1)
    }

    /// Whether the word begins with a capital.
    pub fn is_capitalised(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| self.context.reading.is_capitalised(token))
    }

    /// The stretch at this place.
    pub fn marked(&self, at: usize) -> Option<usize> {
        match self.items.get(at) {
            Some(Item::Marked(stretch)) => Some(*stretch),
            _ => None,
        }
    }

    /// Whether the marked words at this place are more than a term in somebody's phrase: they are long, or nothing leads up to them.
    pub fn is_utterance(&self, at: usize) -> bool {
        let Some(stretch) = self.marked(at).map(|stretch| &self.stretches[stretch]) else {
            return false;
        };
        let apart = |before: usize| !self.is_word(before) && !self.is_number(before);
        let determined =
            |before: usize| self.has(before, Role::Determiner) || self.has(before, Role::Of);
        let before = at.checked_sub(1);
        before.is_none_or(apart)
            || (self.words_of(stretch) >= SHORTEST_UTTERANCE && !before.is_some_and(determined))
    }

    /// Words as the guide counts them: what blanks separate.
    pub fn words_of(&self, stretch: &Stretch) -> usize {
        let words = self.context.reading.text[stretch.inner].split_whitespace();
        words
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .count()
    }

    /// A stretch by its index.
    pub fn stretch(&self, index: usize) -> &Stretch {
        &self.stretches[index]
    }

    /// Whether the marked words at this place begin with a verb form or what belongs to one: `« ne répondra pas »`.
    pub fn begins_with_verb(&self, at: usize) -> bool {
        let Some(stretch) = self.marked(at).map(|stretch| &self.stretches[stretch]) else {
            return false;
        };
        let context = self.context;
        let first = context
            .reading
            .tokens_in(stretch.inner)
            .find(|&token| context.is_word(token));
        first.is_some_and(|first| {
            let leans = context.has(first, Role::Negation) || context.has(first, Role::Reflexive);
            leans
                || context.is_verb_form(first)
                || (context.is_finite(first) && !context.has(first, Role::Pronoun))
        })
    }

    /// Whether a mark that parts them from an attribution ends the marked words at this place: `“It is over,” X said`.
    pub fn closes_with_mark(&self, at: usize) -> bool {
        self.marked(at).is_some_and(|stretch| {
            let stretch = &self.stretches[stretch];
            let words = &self.context.reading.text[stretch.outer.join(stretch.inner)];
            let words = words.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace());
            words.ends_with([',', '!', '?', '…'])
        })
    }

    /// Whether the marked words at this place begin with a capital.
    pub fn begins_with_capital(&self, at: usize) -> bool {
        self.marked(at).is_some_and(|stretch| {
            let words = &self.context.reading.text[self.stretches[stretch].inner];
            words.chars().next().is_some_and(char::is_uppercase)
        })
    }

    /// Whether a parenthesis stands here.
    pub fn is_aside(&self, at: usize) -> bool {
        matches!(self.items.get(at), Some(Item::Aside { .. }))
    }

    /// Whether a comma stands here.
    pub fn is_comma(&self, at: usize) -> bool {
        self.sign(at) == Sign::Comma
    }

    /// Whether a colon stands here that is none of a clock time.
    pub fn is_colon(&self, at: usize) -> bool {
        self.sign(at) == Sign::Colon
            && !(at > 0 && self.is_number(at - 1) && self.is_number(at + 1))
    }

    /// Whether a mark that ends clauses stands here, and not just the end of the text.
    pub fn is_stop_mark(&self, at: usize) -> bool {
        self.sign(at) == Sign::Stop
    }

    /// Whether a mark stands here that ends clauses.
    pub fn is_stop(&self, at: usize) -> bool {
        at >= self.len() || self.sign(at) == Sign::Stop || self.is_colon(at)
    }

    /// From the first to the last of some items; marked words come with their marks.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.item_span(range.start)
            .join(self.item_span(range.end - 1))
    }

    fn item_span(&self, at: usize) -> Span {
        let tokens = &self.context.reading.tokens;
        match self.items[at] {
            Item::Token(token) => tokens[token].span,
            Item::Marked(stretch) => self.stretches[stretch].outer,
            Item::Aside { first, last } => tokens[first].span.join(tokens[last].span),
        }
    }

    /// The first item of the sentence proper: behind a dash or a dateline.
    pub fn body_start(&self) -> usize {
        self.body_start
    }

    /// The place behind the first of some phrases that stands at `at`.
    pub fn phrase_of(&self, at: usize, phrases: &Phrases) -> Option<usize> {
        if !self.has(at, Role::OpensPhrase) {
            return None;
        }
        let phrases = phrases.that_begin_with(self.lower(at));
        phrases.iter().find_map(|words| self.phrase(at, words))
    }

    /// Whether the words from `at` are these, which are separated by blanks; gives the place behind them.
    pub fn phrase(&self, at: usize, words: &str) -> Option<usize> {
        let mut end = at;
        for word in words.split(' ') {
            if self.lower(end) != word {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Whether some items show a finite verb.
    pub fn has_finite(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|at| self.is_finite(at))
    }

    /// Whether the word shows that its clause has a verb.
    pub fn is_finite(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| self.context.is_finite(token))
    }
}
