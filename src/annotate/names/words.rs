//! The tokens of a reading as the name finder sees them: their lists, their capitals, what may follow what.

use std::hash::Hasher;
use std::ops::Range;

use super::lexicon::{Classes, Known, Lexicon, SURNAMES, first_name, lexicon};
use super::lists::{Sought, push_key};
use crate::annotate::reading::{Reading, TokenKind};
use crate::model::{ActorKind, Fnv1a};

/// A reading with the lists of each token.
pub struct Words<'a> {
    pub reading: &'a Reading<'a>,
    pub lexicon: &'static Lexicon,
    facts: Vec<Facts>,
    memory: Memory,
}

/// Which entries of the long lists are taken for known.
///
/// The lists hold most names of the texts that models are trained on, and few of those of tomorrow. A model that is to lean on lists
/// no more than they deserve learns from texts where a part of their entries is forgotten, another one in each text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    Whole,
    /// One entry in [`Memory::FORGOTTEN`] is not known; which ones follows from the number.
    Lapses(u64),
}

impl Memory {
    const FORGOTTEN: u64 = 4;

    /// Whether an entry is known.
    fn holds(self, key: &str) -> bool {
        match self {
            Memory::Whole => true,
            Memory::Lapses(number) => {
                let mut hash = Fnv1a::default();
                hash.write(&number.to_le_bytes());
                hash.write(key.as_bytes());
                // The last letters of a key reach the upper bits by this alone.
                let mixed = hash.finish().wrapping_mul(0x9E37_79B9_7F4A_7C15);
                (mixed >> 32) % Memory::FORGOTTEN != 0
            }
        }
    }
}

/// What is known of a token by itself. The long lists are asked about capitals alone: few other words need them.
#[derive(Clone, Copy)]
struct Facts {
    classes: Classes,
    shape: Shape,
    common: bool,
    first_name: bool,
    surname: bool,
    known: Known,
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A mark, a number or a word without capital.
    Low,
    /// A first capital where every word would have one: behind a full stop or an opening quotation mark.
    Opening,
    /// A first capital inside a sentence.
    Capital,
    /// Capitals alone, two or more.
    Upper,
    /// Any word of a sentence in capitals: its case says nothing.
    Shouted,
}

impl<'a> Words<'a> {
    /// Looks every token up.
    pub fn new(reading: &'a Reading<'a>) -> Self {
        Words::recalled(reading, Memory::Whole)
    }

    /// Looks every token up in what is remembered of the lists.
    pub fn recalled(reading: &'a Reading<'a>, memory: Memory) -> Self {
        let lexicon = lexicon(reading.language);
        let mut shapes = vec![Shape::Low; reading.tokens.len()];
        for sentence in &reading.sentences {
            shape_sentence(reading, sentence.clone(), &mut shapes);
        }
        let mut key = String::new();
        let facts = shapes.into_iter().enumerate().map(|(at, shape)| {
            let mut facts = Facts {
                classes: lexicon.classes(reading.lower(at)),
                shape,
                common: false,
                first_name: false,
                surname: false,
                known: Known::default(),
            };
            if shape != Shape::Low {
                key.clear();
                push_key(&mut key, reading.word(at));
                let sought = Sought::new(key.trim_end());
                if memory.holds(sought.key) {
                    facts.common = lexicon.words.find(&sought).value.is_some();
                    facts.first_name = first_name(sought.key).is_some();
                    facts.surname = SURNAMES.find(&sought).value.is_some();
                }
                facts.known = known(lexicon, memory, &sought);
            }
            facts
        });
        let facts = facts.collect();
        Words {
            reading,
            lexicon,
            facts,
            memory,
        }
    }

    /// The lists of a token.
    pub fn class(&self, at: usize) -> Classes {
        self.facts
            .get(at)
            .map_or(Classes::default(), |facts| facts.classes)
    }

    /// Whether a token is in one of the lists.
    pub fn is(&self, at: usize, classes: Classes) -> bool {
        self.class(at).is(classes)
    }

    /// Whether the token before `at` in the same sentence is in one of the lists.
    pub fn before_is(&self, at: usize, classes: Classes) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.is(before, classes))
    }

    /// How a token is written.
    pub fn shape(&self, at: usize) -> Shape {
        self.facts.get(at).map_or(Shape::Low, |facts| facts.shape)
    }

    /// Whether a token has a capital of any kind.
    pub fn is_capital(&self, at: usize) -> bool {
        self.shape(at) != Shape::Low
    }

    /// Whether a token is an ordinary word of the language.
    pub fn is_common(&self, at: usize) -> bool {
        if self.is_capital(at) {
            return self.facts[at].common;
        }
        let mut key = String::new();
        self.push_key(&mut key, at);
        self.lexicon.words.get(&key).is_some()
    }

    /// Whether a token is a word in lower case that describes: `russe`, `correctionnel`.
    pub fn is_adjective(&self, at: usize) -> bool {
        self.shape(at) == Shape::Low
            && self
                .reading
                .tokens
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Word)
            && !self.is(at, Classes::NOT_ADJECTIVE)
            && (self.is(at, Classes::DEMONYM.or(Classes::ADJECTIVE))
                || !self.is(at, Classes::PERSON_NOUN)
                    && self.lexicon.ends_as_adjective(self.reading.lower(at)))
    }

    /// Whether a token is a word in lower case that ends as infinitives do.
    pub fn is_infinitive(&self, at: usize) -> bool {
        self.shape(at) == Shape::Low && self.lexicon.ends_as_infinitive(self.reading.lower(at))
    }

    /// Whether a token is a word in lower case in none of the lists of small words.
    pub fn is_plain_word(&self, at: usize) -> bool {
        let small = Classes::DETERMINER
            .or(Classes::PRONOUN)
            .or(Classes::PRONOUN_RELATIVE)
            .or(Classes::OF)
            .or(Classes::AT)
            .or(Classes::TOWARD)
            .or(Classes::AND)
            .or(Classes::CONTRACTED)
            .or(Classes::NOT_ADJECTIVE)
            .or(Classes::PREPOSITION_PLACE)
            .or(Classes::PREPOSITION_INSIDE)
            .or(Classes::PREPOSITION_PERSON);
        self.shape(at) == Shape::Low
            && self
                .reading
                .tokens
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Word)
            && !self.is(at, small)
    }

    /// The end of a link such as `de`, `de la`, `des` that begins at `at`, before `end`.
    pub fn of(&self, at: usize, end: usize) -> Option<usize> {
        self.link(at, end, Classes::OF)
    }

    /// The end of a word of the list and an article behind it.
    pub fn link(&self, at: usize, end: usize, list: Classes) -> Option<usize> {
        if at >= end || !self.is(at, list) || self.is_capital(at) {
            return None;
        }
        let article =
            at + 1 < end && self.is(at + 1, Classes::ARTICLE_DEFINITE) && !self.is_capital(at + 1);
        let after = if article { at + 2 } else { at + 1 };
        (after < end).then_some(after)
    }

    /// Appends a token to the key of a name.
    pub fn push_key(&self, key: &mut String, at: usize) {
        let spaced = at == 0 || !self.reading.touches_next(at - 1);
        if spaced && !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
        push_key(key, self.reading.word(at));
    }

    /// The form in which the tokens are compared.
    pub fn key(&self, tokens: Range<usize>) -> String {
        let mut key = String::with_capacity(self.reading.span(tokens.clone()).len());
        tokens.for_each(|at| self.push_key(&mut key, at));
        key.truncate(key.trim_end().len());
        key
    }

    /// Whether a token is a first name.
    pub fn is_first_name(&self, at: usize) -> bool {
        self.facts.get(at).is_some_and(|facts| facts.first_name)
    }

    /// Whether a token is a frequent or famous surname.
    pub fn is_surname(&self, at: usize) -> bool {
        self.facts.get(at).is_some_and(|facts| facts.surname)
    }

    /// The longest known name that begins at `at`: its end and kind; no kind for events, works and products.
    pub fn known_name(&self, at: usize, end: usize) -> Option<(usize, Option<ActorKind>)> {
        if at >= end {
            return None;
        }
        let mut key = String::new();
        let mut found = if self.is_capital(at) {
            self.facts[at].known
        } else {
            self.push_key(&mut key, at);
            known(self.lexicon, self.memory, &Sought::new(&key))
        };
        let mut longest = None;
        let mut to = at + 1;
        loop {
            longest = found.name.map(|kind| (to, kind)).or(longest);
            if !found.continues || to == end {
                return longest;
            }
            if key.is_empty() {
                self.push_key(&mut key, at);
            }
            self.push_key(&mut key, to);
            found = known(self.lexicon, self.memory, &Sought::new(&key));
            to += 1;
        }
    }
}

/// What is remembered of the lists of names.
fn known(lexicon: &Lexicon, memory: Memory, sought: &Sought) -> Known {
    let mut known = lexicon.known(sought);
    if known.name.is_some() && !memory.holds(sought.key) {
        known.name = None;
    }
    known
}

fn shape_sentence(reading: &Reading, sentence: Range<usize>, shapes: &mut [Shape]) {
    let mut opening = true;
    let (mut upper, mut lower) = (0, 0);
    for at in sentence.clone() {
        let word = reading.word(at);
        if reading.tokens[at].kind != TokenKind::Word {
            opening = opening && reading.tokens[at].kind == TokenKind::Mark
                || matches!(word, "\"" | "«" | "“" | "„" | "–" | "—" | "•")
                || word == "-"
                    && at > 0
                    && !reading.touches_next(at - 1)
                    && !reading.touches_next(at);
            continue;
        }
        let case = case(word);
        shapes[at] = match case {
            Case::Lower => Shape::Low,
            Case::Upper => Shape::Upper,
            Case::Capital if opening => Shape::Opening,
            Case::Capital => Shape::Capital,
        };
        match case {
            Case::Upper => upper += 1,
            Case::Lower if word.chars().count() > 3 => lower += 1,
            _ => {}
        }
        opening = false;
    }
    if upper >= 4 && upper > 2 * lower {
        for at in sentence {
            if shapes[at] == Shape::Upper {
                shapes[at] = Shape::Shouted;
            }
        }
    }
}

enum Case {
    Lower,
    Capital,
    Upper,
}

fn case(word: &str) -> Case {
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    if !first.is_uppercase() {
        // `al-Assad`, `d’Estaing`, `iTELE`: the capital stands behind a short beginning.
        let inner = word
            .char_indices()
            .take(4)
            .any(|(at, c)| at > 0 && c.is_uppercase());
        return if inner { Case::Capital } else { Case::Lower };
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let all_upper = letters.clone().count() > 1 && letters.all(char::is_uppercase);
    if all_upper {
        Case::Upper
    } else {
        Case::Capital
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lapses_differ_from_text_to_text_and_are_the_same_each_time() {
        let keys: Vec<String> = (0..400).map(|number| format!("saint {number}")).collect();
        let held =
            |memory: Memory| -> Vec<bool> { keys.iter().map(|key| memory.holds(key)).collect() };
        let forgotten = |memory| held(memory).iter().filter(|held| !**held).count();
        assert_eq!(forgotten(Memory::Whole), 0);
        let share = keys.len() / Memory::FORGOTTEN as usize;
        assert!(forgotten(Memory::Lapses(1)).abs_diff(share) < share / 3);
        assert_eq!(held(Memory::Lapses(1)), held(Memory::Lapses(1)));
        assert_ne!(held(Memory::Lapses(1)), held(Memory::Lapses(2)));
    }
}
