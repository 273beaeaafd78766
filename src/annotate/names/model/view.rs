//! A dispatch as the model sees it: each token's parts as numbers, what lists and rules say of it, what the dispatch says of its word.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::label::kind_index;
use crate::annotate::names::candidates::{Candidate, Form};
use crate::annotate::names::consensus::Verdict;
use crate::annotate::names::lexicon::Classes;
use crate::annotate::names::words::{Shape, Words};
use crate::annotate::reading::TokenKind;

/// What the model knows of a dispatch.
pub struct View<'w, 'a> {
    pub words: &'w Words<'a>,
    parts: Vec<Parts>,
    /// What the dispatch says of words that have a capital somewhere in it.
    seen: FxHashMap<u64, Seen>,
}

/// What the model knows of a token by itself.
#[derive(Clone, Copy)]
pub struct Parts {
    /// Hash of the word in lower case; of a number its length alone.
    pub word: u64,
    /// Hashes of the first two, three and four characters.
    pub prefixes: [u64; 3],
    /// Hashes of the last two, three and four characters.
    pub suffixes: [u64; 3],
    /// How it is written: its kinds of characters, repetitions left out, and whether its position gives it a capital.
    pub shape: u64,
    pub capital: bool,
    pub classes: Classes,
    /// Place in and kind of the longest known name that holds it.
    pub known: u64,
    /// Whether it is a first name, an ordinary word, a surname.
    pub lists: u64,
    /// What the rules say: place in a candidate, kind, whether they take it for a name; 0 outside.
    pub rule: u64,
    /// How sure the rules are.
    pub strength: u64,
    /// The capitals in a row that hold it; empty for others.
    pub run: (u32, u32),
}

/// What a dispatch says of a word.
#[derive(Clone, Copy, Default)]
pub struct Seen {
    /// It has a capital inside a sentence.
    pub inside: bool,
    /// It occurs in lower case.
    pub lower: bool,
    /// As what the rules take it: a bit for first and one for later words of each kind of name.
    pub roles: u8,
}

/// Tokens of one sentence that may be part of a name.
pub struct Window {
    pub tokens: Range<usize>,
    pub sentence: Range<usize>,
}

/// What lies beyond the ends of a sentence.
static BEYOND: Parts = Parts {
    word: 1,
    prefixes: [1; 3],
    suffixes: [1; 3],
    shape: 1,
    capital: false,
    classes: Classes::NONE,
    known: 0,
    lists: 0,
    rule: 0,
    strength: 0,
    run: (0, 0),
};

/// Tokens before and behind a capital that may belong to its name.
const REACH_BACK: usize = 3;
const REACH_ON: usize = 4;

impl<'w, 'a> View<'w, 'a> {
    /// Looks at a dispatch through the eyes of the rules.
    pub fn new(words: &'w Words<'a>, candidates: &[Candidate], verdicts: &[Verdict]) -> Self {
        let mut view = View {
            words,
            parts: (0..words.reading.tokens.len())
                .map(|at| parts(words, at))
                .collect(),
            seen: FxHashMap::default(),
        };
        view.mark_runs_and_known();
        for (candidate, verdict) in candidates.iter().zip(verdicts) {
            view.mark_candidate(candidate, *verdict);
        }
        view.look_through();
        view
    }

    /// A token of a sentence, or what lies beyond it.
    pub fn part(&self, sentence: &Range<usize>, at: Option<usize>) -> &Parts {
        match at {
            Some(at) if sentence.contains(&at) => &self.parts[at],
            _ => &BEYOND,
        }
    }

    /// A token.
    pub fn own(&self, at: usize) -> &Parts {
        &self.parts[at]
    }

    /// What the dispatch says of a token's word.
    pub fn seen(&self, word: u64) -> Seen {
        self.seen.get(&word).copied().unwrap_or_default()
    }

    /// Where names can be, in reading order.
    pub fn windows(&self) -> impl Iterator<Item = Window> {
        self.words
            .reading
            .sentences
            .iter()
            .flat_map(move |sentence| {
                let mut at = sentence.start;
                std::iter::from_fn(move || {
                    let first = (at..sentence.end).find(|&at| self.is_near_name(at))?;
                    let start = first.saturating_sub(REACH_BACK).max(at);
                    let mut end = first + 1;
                    let mut to = end;
                    while to < sentence.end && to <= end + REACH_BACK + REACH_ON {
                        if self.is_near_name(to) {
                            end = to + 1;
                        }
                        to += 1;
                    }
                    at = (end + REACH_ON).min(sentence.end);
                    Some(Window {
                        tokens: start..at,
                        sentence: sentence.clone(),
                    })
                })
            })
    }

    fn is_near_name(&self, at: usize) -> bool {
        self.parts[at].capital || self.parts[at].rule != 0
    }

    fn mark_runs_and_known(&mut self) {
        let words = self.words;
        for sentence in &words.reading.sentences {
            let mut at = sentence.start;
            let mut known_to = at;
            while at < sentence.end {
                if !self.parts[at].capital {
                    at += 1;
                    continue;
                }
                let end = (at..sentence.end)
                    .find(|&at| !self.parts[at].capital)
                    .unwrap_or(sentence.end);
                for token in at..end {
                    self.parts[token].run = (at as u32, end as u32);
                    if token >= known_to
                        && let Some((to, kind)) = words.known_name(token, sentence.end)
                    {
                        let several = u64::from(to > token + 1);
                        for (place, part) in self.parts[token..to].iter_mut().enumerate() {
                            part.known = 1
                                + u64::from(kind_index(kind)) * 4
                                + 2 * several
                                + u64::from(place > 0);
                        }
                        known_to = to;
                    }
                }
                at = end;
            }
        }
    }

    fn mark_candidate(&mut self, candidate: &Candidate, verdict: Verdict) {
        let form = match candidate.form {
            Form::Known(_) => 0,
            Form::Headed(_) => 1,
            Form::Run => 2,
            Form::Doubtful => 3,
        };
        let clamp = |points: i32| points.clamp(-1, 8) as u64 & 15;
        let kind = kind_index(verdict.kind);
        let strength = clamp(verdict.points) << 8 | clamp(verdict.lead) << 4 | form;
        let several = u64::from(candidate.tokens.len() > 1);
        for (place, part) in self.parts[candidate.tokens.clone()].iter_mut().enumerate() {
            let later = place > 0;
            part.rule = 1
                + (u64::from(kind) * 8
                    + 4 * u64::from(verdict.enough)
                    + 2 * several
                    + u64::from(later));
            part.strength = strength;
            if part.capital && verdict.enough {
                let role = 1 << (2 * kind + u8::from(later));
                self.seen.entry(part.word).or_default().roles |= role;
            }
        }
    }

    fn look_through(&mut self) {
        for (at, part) in self.parts.iter().enumerate() {
            if part.capital {
                let inside = matches!(self.words.shape(at), Shape::Capital | Shape::Upper);
                self.seen.entry(part.word).or_default().inside |= inside;
            }
        }
        for part in &self.parts {
            if !part.capital
                && let Some(seen) = self.seen.get_mut(&part.word)
            {
                seen.lower = true;
            }
        }
    }
}

fn parts(words: &Words, at: usize) -> Parts {
    let reading = words.reading;
    let shape = words.shape(at);
    let lower = reading.lower(at);
    let token = reading.tokens[at];
    let lists = [
        words.is_first_name(at),
        shape != Shape::Low && words.is_common(at),
        words.is_surname(at),
    ];
    let lists = (0..)
        .zip(lists)
        .map(|(bit, listed)| u64::from(listed) << bit)
        .sum();
    let mut parts = Parts {
        shape: pattern(reading.word(at)) ^ (shape as u64) << 56,
        capital: shape != Shape::Low,
        classes: words.class(at),
        lists,
        ..BEYOND
    };
    parts.word = match token.kind {
        TokenKind::Number => 16 + lower.len() as u64,
        TokenKind::Word | TokenKind::Mark => hash(lower.as_bytes()),
    };
    if token.kind == TokenKind::Word {
        affixes(lower, &mut parts);
    }
    parts
}

fn affixes(lower: &str, parts: &mut Parts) {
    let mut front = START;
    for (count, (at, c)) in lower.char_indices().enumerate().take(4) {
        for byte in lower.as_bytes().iter().skip(at).take(c.len_utf8()) {
            front = step(front, *byte);
        }
        if count > 0 {
            parts.prefixes[count - 1] = front;
        }
    }
    let mut back = START;
    for (count, (at, c)) in lower.char_indices().rev().enumerate().take(4) {
        for byte in lower.as_bytes().iter().skip(at).take(c.len_utf8()) {
            back = step(back, *byte);
        }
        if count > 0 {
            parts.suffixes[count - 1] = back;
        }
    }
}

/// Kinds of characters in a row, repetitions left out after two.
fn pattern(word: &str) -> u64 {
    let mut pattern = START;
    let (mut before, mut times) = (b' ', 0);
    for c in word.chars() {
        let kind = match c {
            '0'..='9' => b'9',
            c if c.is_lowercase() => b'a',
            c if c.is_uppercase() => b'A',
            c if c.is_alphabetic() => b'x',
            '’' => b'\'',
            c if c.is_ascii() => c as u8,
            _ => b'?',
        };
        times = if kind == before { times + 1 } else { 1 };
        before = kind;
        if times <= 2 {
            pattern = step(pattern, kind);
        }
    }
    pattern >> 8
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(START, |hash, byte| step(hash, *byte))
}
