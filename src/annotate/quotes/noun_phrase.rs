//! A small finder of noun phrases: the words that can name a speaker.
//!
//! Works on what words may be, without a parser: a phrase begins with a determiner, a civility or a name, and goes on over nouns,
//! adjectives and `de`-complements until something stands there that cannot belong to it. Knows nothing of verbs of saying.

use std::ops::Range;

use super::role::Role;
use super::unit::Unit;

/// Items of the longest phrase.
const LONGEST: usize = 25;

/// What a phrase may begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// A determiner, a civility, a name, a pronoun.
    Marked,
    /// The same, or a bare noun: `police said`, `de source policière`.
    Bare,
}

/// The phrase that begins at `at`.
pub fn phrase_at(unit: &Unit, at: usize, start: Start) -> Option<Range<usize>> {
    let opens = opening(unit, at);
    if unit.has(at, Role::Pronoun) && !opens {
        return Some(at..at + 1);
    }
    let starts = opens || (start == Start::Bare && is_content(unit, at));
    if !starts {
        return None;
    }
    let mut end = at;
    while opens_phrase_inside(unit, end) {
        end += 1;
    }
    let head_from = end;
    while end < unit.len() && end - at < LONGEST {
        match step(unit, at, end) {
            0 => break,
            step => end += step,
        }
    }
    while end > head_from
        && (unit.has(end - 1, Role::Of) || unit.has(end - 1, Role::And))
        && !unit.is_named(end - 1)
    {
        end -= 1;
    }
    if end > head_from {
        return Some(at..end);
    }
    // `certains`, `un`: a determiner that stands alone speaks only where it is a pronoun too.
    unit.has(at, Role::Pronoun).then_some(at..at + 1)
}

/// Whether a phrase clearly begins here.
pub fn opening(unit: &Unit, at: usize) -> bool {
    if unit.has(at, Role::Determiner) || unit.has(at, Role::Civility) {
        return true;
    }
    let plain_number = unit.is_number(at) && is_content(unit, at + 1);
    unit.is_named(at)
        && !unit.has(at, Role::Conjunction)
        && !unit.has(at, Role::Preposition)
        && !unit.has(at, Role::Pronoun)
        || plain_number
}

/// Determiners at the head: `les deux`, `l’un de ses`.
fn opens_phrase_inside(unit: &Unit, at: usize) -> bool {
    (unit.has(at, Role::Determiner) && !unit.is_named(at)) || unit.is_number(at)
}

/// How many items the phrase from `start` goes on by at `at`; 0 at its end.
fn step(unit: &Unit, start: usize, at: usize) -> usize {
    if unit.is_named(at) || unit.has(at, Role::Civility) {
        return 1;
    }
    // `un bilan communiqué par X`, but `le communiqué de X`.
    let introduced =
        at == start || unit.has(at - 1, Role::Determiner) || unit.has(at - 1, Role::Of);
    if !introduced && (unit.has(at, Role::Ends) || is_participle(unit, at)) {
        return 0;
    }
    if unit.has(at, Role::Of) {
        return usize::from(complement_follows(unit, at + 1));
    }
    if unit.has(at, Role::And) {
        return usize::from(coordinate_follows(unit, at + 1));
    }
    if unit.has(at, Role::Determiner) {
        let inside = at > start
            && (unit.has(at - 1, Role::Of)
                || unit.has(at - 1, Role::And)
                || unit.has(at - 1, Role::Determiner)
                || unit.has(at - 1, Role::Preposition));
        return usize::from(inside);
    }
    if unit.has(at, Role::Preposition) {
        let governed = at > start
            && unit.has(at - 1, Role::WithTo)
            && unit.has(at, Role::To)
            && complement_follows(unit, at + 1)
            && !unit.has(at + 1, Role::Time);
        return usize::from(governed);
    }
    let inside = at > start && unit.has(at, Role::Adverb);
    if inside && unit.has(at - 1, Role::Determiner) {
        // `le même chauffeur`, `la plus haute instance`
        return 1;
    }
    if inside && unit.has(at, Role::Degree) && is_adjective(unit, at + 1) {
        // `l’organisation non gouvernementale`, `le très conservateur ministre`
        return 2;
    }
    if unit.has(at, Role::Time) && at > start && unit.has(at - 1, Role::Of) {
        // `le début de matinée`
        return 1;
    }
    if unit.is_number(at) {
        return usize::from(at > start);
    }
    if is_hyphen(unit, at) {
        return if unit.is_word(at + 1) && unit.is_capitalised(at + 1) {
            2
        } else {
            0
        };
    }
    usize::from(is_content(unit, at))
}

/// As far as can be told: a word in small letters that no list knows.
fn is_adjective(unit: &Unit, at: usize) -> bool {
    unit.is_word(at) && unit.entry(at).is_none() && !unit.is_capitalised(at)
}

/// `les secours dépêchés sur place`: a participle with a complement.
fn is_participle(unit: &Unit, at: usize) -> bool {
    let unknown = unit.is_word(at) && !unit.is_capitalised(at) && !unit.has(at, Role::Speaker);
    unknown
        && unit.has(at + 1, Role::Preposition)
        && unit
            .context
            .lexicon
            .clauses
            .participle_endings
            .end(unit.lower(at))
}

fn is_hyphen(unit: &Unit, at: usize) -> bool {
    matches!(unit.lower(at), "-" | "&" | "/")
}

fn complement_follows(unit: &Unit, at: usize) -> bool {
    opening(unit, at) || is_content(unit, at) || unit.has(at, Role::Of) || unit.marked(at).is_some()
}

fn coordinate_follows(unit: &Unit, at: usize) -> bool {
    let article = unit.has(at, Role::Determiner) || unit.has(at, Role::Of);
    unit.is_named(at)
        || unit.has(at, Role::Civility)
        || (unit.is_capitalised(at) && is_content(unit, at))
        || (article && is_content(unit, at + 1) && !unit.has(at, Role::Clitic))
        || (article
            && unit.has(at, Role::Clitic)
            && is_content(unit, at + 1)
            && unit
                .entry(at + 1)
                .is_none_or(|entry| entry.verbs.is_empty()))
}

/// A noun or adjective, as far as the lists can tell: a word that does nothing else.
pub fn is_content(unit: &Unit, at: usize) -> bool {
    if !unit.is_word(at) {
        return false;
    }
    let Some(entry) = unit.entry(at) else {
        return !unit.has(at, Role::LooksFinite) || unit.is_capitalised(at);
    };
    if entry.has(Role::Speaker)
        || entry.has(Role::Carrier)
        || entry.has(Role::WithTo)
        || entry.has(Role::AlsoNoun)
    {
        return true;
    }
    let other = [
        Role::Preposition,
        Role::Conjunction,
        Role::Relative,
        Role::Clitic,
        Role::Have,
        Role::Be,
        Role::Adverb,
        Role::Time,
        Role::Ends,
        Role::Negation,
        Role::Determiner,
        Role::Of,
        Role::And,
        Role::Pronoun,
        Role::Finite,
        Role::Been,
        Role::Opener,
    ];
    !other.into_iter().any(|role| entry.has(role)) && entry.verbs.is_empty()
}
