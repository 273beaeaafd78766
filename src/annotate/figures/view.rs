//! The tokens of a sentence with what each can mean in a figure.
//!
//! Outside of the sentence there is nothing: no reader can run over its end.

use std::cell::RefCell;
use std::ops::Range;

use super::lexicon::{Lexicon, NumberWord, Period, Role, Sense};
use super::notes::Note;
use super::numeral::Numeral;
use crate::annotate::reading::{Reading, TokenKind};

/// A window on a [`Reading`]: one sentence at a time.
pub struct View<'a> {
    pub reading: &'a Reading<'a>,
    pub lexicon: &'static Lexicon,
    senses: Vec<Option<&'static Sense>>,
    sentence: Range<usize>,
    /// By family: what the text tells, once it was asked for.
    currencies: RefCell<Vec<Option<Option<&'static str>>>>,
    /// The numeral that was read last in the window, with the token it was asked at.
    numeral: RefCell<Option<Asked>>,
    /// The numbers in words that were read last in the window, by the token they were asked at.
    spelled: RefCell<[Option<Asked>; SPELLED]>,
    /// Where the text is a note: what is read against the clock.
    pub note: Option<Note>,
}

/// A token that was asked for its numeral, and what was found there.
type Asked = (usize, Option<Numeral>);

/// How many numbers in words are remembered.
const SPELLED: usize = 4;

static NOTHING: Sense = Sense {
    number: None,
    ordinal: None,
    fraction: None,
    month: None,
    weekday: None,
    day: None,
    decade: None,
    period: None,
    short: false,
    roles: super::lexicon::NO_ROLES,
    opens: false,
};

impl<'a> View<'a> {
    /// Looks every word up once.
    pub fn new(reading: &'a Reading<'a>) -> Self {
        let lexicon = Lexicon::of(reading.language);
        let sense = |at: usize| {
            if reading.tokens[at].kind == TokenKind::Number {
                return None;
            }
            let word = reading.lower(at);
            // `janv.`: the point belongs to the token.
            lexicon
                .sense(word)
                .or_else(|| lexicon.sense(word.strip_suffix('.')?))
        };
        let senses: Vec<_> = (0..reading.tokens.len()).map(sense).collect();
        let note = Note::of(reading, |at| {
            let word = |n: usize| (at + n < reading.tokens.len()).then(|| reading.lower(at + n));
            let spelled = |at: usize| {
                let word =
                    |n: usize| (at + n < reading.tokens.len()).then(|| reading.lower(at + n));
                lexicon
                    .meridiem(reading.lower(at), word)
                    .is_some_and(|(_, words)| words > 1)
            };
            // Verbs such as `went` say more than a time.
            senses[at].is_some_and(|sense| !sense.roles.has(Role::Moves))
                || lexicon.meridiem(reading.lower(at), word).is_some()
                || (1..=2).any(|back| at >= back && spelled(at - back))
        });
        View {
            reading,
            lexicon,
            senses,
            note,
            sentence: 0..0,
            currencies: RefCell::new(vec![None; lexicon.families().len()]),
            numeral: RefCell::new(None),
            spelled: RefCell::default(),
        }
    }

    /// Moves the window to a sentence.
    pub fn enter(&mut self, sentence: Range<usize>) {
        self.sentence = sentence;
        self.numeral.replace(None);
        self.spelled.take();
    }

    /// The numeral at a token, read anew where it is not the one that was read last.
    pub fn numeral_once(
        &self,
        at: usize,
        read: impl FnOnce() -> Option<Numeral>,
    ) -> Option<Numeral> {
        if let Some((last, numeral)) = &*self.numeral.borrow()
            && *last == at
        {
            return numeral.clone();
        }
        let numeral = read();
        self.numeral.replace(Some((at, numeral.clone())));
        numeral
    }

    /// The number in words at a token, read anew where it is none of those that were read last: a number, its parts and what is behind it are
    /// asked for in turn.
    pub fn spelled_once(
        &self,
        at: usize,
        read: impl FnOnce() -> Option<Numeral>,
    ) -> Option<Numeral> {
        let slot = at % SPELLED;
        if let Some((last, numeral)) = &self.spelled.borrow()[slot]
            && *last == at
        {
            return numeral.clone();
        }
        let numeral = read();
        self.spelled.borrow_mut()[slot] = Some((at, numeral.clone()));
        numeral
    }

    /// The sentence in the window.
    pub fn sentence(&self) -> Range<usize> {
        self.sentence.clone()
    }

    /// What the token can mean.
    pub fn sense(&self, at: usize) -> &'static Sense {
        match self.kind(at) {
            Some(_) => self.senses[at].unwrap_or(&NOTHING),
            None => &NOTHING,
        }
    }

    /// Whether nothing begins at the token: a word or mark that no list knows, or that only stands behind a figure or between its parts.
    pub fn is_plain(&self, at: usize) -> bool {
        if let Some(note) = &self.note
            && (note.words.knows(self.reading.lower(at)) || self.senses[at].is_some())
        {
            return false;
        }
        match (self.reading.tokens[at].kind, self.senses[at]) {
            (TokenKind::Number, _) => false,
            (TokenKind::Mark, Some(sense)) => !sense.opens && !self.is_sign(at),
            (TokenKind::Mark, None) => {
                let word = self.reading.word(at);
                let ascii = word.as_bytes().first().is_some_and(u8::is_ascii);
                !self.is_sign(at) && (ascii || self.lexicon.vulgar_fraction(word).is_none())
            }
            (TokenKind::Word, Some(sense)) => !sense.opens || self.is_bare_determiner(at, sense),
            (TokenKind::Word, None) => !self.is_put_together(at),
        }
    }

    /// `un député`, `des voix`, `this man`: a determiner before a word that means nothing in a figure, unless they are one out of several.
    fn is_bare_determiner(&self, at: usize, sense: &Sense) -> bool {
        let noun = at + 1;
        let leads = [Role::Article, Role::Indefinite, Role::This];
        leads.into_iter().any(|role| sense.roles.has(role))
            && self.note.is_none()
            && self.is_word(noun)
            && self.senses[noun].is_none()
            && !(noun + 1..noun + 3).any(|at| self.has(at, Role::OutOf))
            && !self.is_put_together(noun)
            && self
                .lexicon
                .unit(self.reading.lower(noun), |_| None)
                .is_none()
            && self.is_plain(noun)
    }

    /// Whether a figure is written as one word, or in one with something else: `quatre-vingts`, `USD115`, `Q3`.
    fn is_put_together(&self, at: usize) -> bool {
        let word = self.reading.lower(at);
        // Hyphens and digits stand before the letters in ASCII.
        if word.bytes().all(|byte| byte > b'9') && !self.lexicon.joins_words() {
            return false;
        }
        let (mut hyphen, mut digit) = (false, false);
        for byte in word.bytes() {
            hyphen |= byte == b'-';
            digit |= byte.is_ascii_digit();
        }
        hyphen && self.is_hyphenated(word)
            || digit && (self.is_glued(at) || self.is_lettered(at) || self.is_dated(at))
            || !hyphen && self.lexicon.joins_words() && self.is_compound(word)
    }

    /// `Q3`, `2017-Q1`
    pub fn is_lettered(&self, at: usize) -> bool {
        let word = self.reading.lower(at);
        let word = word.rsplit_once('-').map_or(word, |(_, word)| word);
        let letters = &self.lexicon.grammar;
        word.len() == 2
            && word.ends_with(|c: char| c.is_ascii_digit())
            && [&letters.quarter_letters, &letters.half_year_letters]
                .into_iter()
                .flatten()
                .any(|letter| word.starts_with(letter))
    }

    /// Whether a plus or minus stands before a number.
    fn is_sign(&self, at: usize) -> bool {
        if !self.is_number(at + 1) && !self.is_number(at + 2) {
            return false;
        }
        let mark = |at: usize| self.word(at).starts_with(self.lexicon.grammar.decimal_mark);
        let sign = matches!(self.word(at), "-" | "−" | "–" | "+");
        (sign || mark(at)) && self.is_number(at + 1)
            || sign && mark(at + 1) && self.is_number(at + 2)
    }

    /// `Jan-1` in a note.
    fn is_dated(&self, at: usize) -> bool {
        let word = self.reading.lower(at);
        let month = |part: &str| {
            self.lexicon
                .sense(part)
                .is_some_and(|sense| sense.month.is_some())
        };
        self.note.is_some()
            && word.contains(|c: char| c.is_ascii_digit())
            && word.split('-').any(month)
    }

    /// `USD115`: capitals that touch the digits behind them.
    pub fn is_glued(&self, at: usize) -> bool {
        let word = self.word(at);
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.ends_with(|c: char| c.is_ascii_digit())
    }

    /// `quatre-vingts`, `mi-avril`, `five-year`, `two-thirds`
    fn is_hyphenated(&self, word: &str) -> bool {
        let sense = |part: &str| self.lexicon.sense(part);
        let of_parts = word.split_once('-').is_some_and(|(before, after)| {
            let counted = || {
                self.lexicon.unit(after, |_| None).is_some()
                    || sense(after)
                        .is_some_and(|sense| sense.period.is_some() || sense.fraction.is_some())
            };
            let month = |part| sense(part).is_some_and(|sense| sense.month.is_some());
            sense(before).is_some_and(|before| before.roles.has(Role::Middle))
                || month(before) && month(after)
                || self.counts(before) && counted()
        });
        let whole = self.note.as_ref().is_some_and(|note| {
            let (before, after) = word.split_once('-').unwrap_or_default();
            note.words.is_whole(before) && sense(after).is_some_and(|sense| sense.period.is_some())
        });
        of_parts || whole || self.is_compound(word)
    }

    /// `quatre-vingts`, `zweihundert`
    fn is_compound(&self, word: &str) -> bool {
        let mut parts = Vec::new();
        self.lexicon.may_be_compound(word) && self.lexicon.split_compound(word, &mut parts)
    }

    /// Whether a part of a word is a number.
    fn counts(&self, part: &str) -> bool {
        let word = |part| {
            self.lexicon
                .sense(part)
                .is_some_and(|sense| sense.number.is_some() || sense.fraction.is_some())
        };
        let compounds = self.lexicon.grammar.compounds;
        word(part) || compounds && self.lexicon.split_compound(part, &mut Vec::new())
    }

    /// What the token is made of; none outside of the sentence.
    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.sentence
            .contains(&at)
            .then(|| self.reading.tokens[at].kind)
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    pub fn is_number(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number)
    }

    /// The token in lower case; empty outside of the sentence.
    pub fn lower(&self, at: usize) -> &str {
        match self.kind(at) {
            Some(_) => self.reading.lower(at),
            None => "",
        }
    }

    /// The token as it stands; empty outside of the sentence.
    pub fn word(&self, at: usize) -> &'a str {
        match self.kind(at) {
            Some(_) => self.reading.word(at),
            None => "",
        }
    }

    pub fn has(&self, at: usize, role: Role) -> bool {
        self.sense(at).roles.has(role)
    }

    /// Whether a word that is only a part of a token has the role.
    pub fn has_word(&self, word: &str, role: Role) -> bool {
        self.lexicon
            .sense(word)
            .is_some_and(|sense| sense.roles.has(role))
    }

    /// Whether the token before `at` has the role.
    pub fn after(&self, at: usize, role: Role) -> bool {
        at > 0 && self.has(at - 1, role)
    }

    pub fn period(&self, at: usize) -> Option<Period> {
        self.sense(at).period
    }

    pub fn number(&self, at: usize) -> Option<NumberWord> {
        self.sense(at).number
    }

    /// Whether no blank stands between the token and the next one of the sentence.
    pub fn touches_next(&self, at: usize) -> bool {
        self.kind(at).is_some() && self.kind(at + 1).is_some() && self.reading.touches_next(at)
    }

    /// Whether no blank stands between the token and the one before it.
    pub fn touches_previous(&self, at: usize) -> bool {
        at > 0 && self.touches_next(at - 1)
    }

    /// The first token at or behind `at` without the role.
    pub fn skip(&self, at: usize, role: Role) -> usize {
        let mut at = at;
        while self.has(at, role) {
            at += 1;
        }
        at
    }

    /// Whether the text is a note that says nothing but a date or a time.
    pub fn is_bare_note(&self) -> bool {
        self.note.as_ref().is_some_and(|note| note.bare)
    }

    /// Whether the token is a word of the sentence that begins with a capital.
    pub fn is_capitalised(&self, at: usize) -> bool {
        self.is_word(at) && self.reading.is_capitalised(at)
    }

    /// Whether the token begins with a capital and the sentence does not begin with it.
    pub fn is_name(&self, at: usize) -> bool {
        self.is_word(at) && at != self.sentence.start && self.reading.is_capitalised(at)
    }

    /// The currency of a shared name where no word beside it tells: the usual one, or what the first word of the text about a country tells.
    pub fn currency_of_family(&self, family: usize) -> Option<&'static str> {
        let told = self.told_currency(family);
        self.lexicon.families().get(family)?.usual.or(told)
    }

    /// The currency of a shared name that the first word of the text about its country tells.
    pub fn told_currency(&self, family: usize) -> Option<&'static str> {
        if let Some(told) = self.currencies.borrow().get(family).copied().flatten() {
            return told;
        }
        let homes = &self.lexicon.families().get(family)?.homes;
        let mut words = (0..self.reading.tokens.len()).map(|token| self.reading.lower(token));
        let told = words.find_map(|word| homes.get(word).copied());
        if let Some(asked) = self.currencies.borrow_mut().get_mut(family) {
            *asked = Some(told);
        }
        told
    }

    /// A whole number of digits alone, with its number of digits: a day, an hour, a year.
    pub fn digits(&self, at: usize) -> Option<(u32, usize)> {
        if !self.is_number(at) {
            return None;
        }
        let word = self.word(at);
        let value = word.parse().ok()?;
        Some((value, word.len()))
    }
}
