//! Words between a verb and its subject or clause that belong to neither: adverbs, times, fixed phrases, prepositional phrases.

use std::ops::Range;

use super::noun_phrase::{Start, phrase_at};
use super::role::Role;
use super::unit::Unit;

/// The end of the adverb, time, fixed adjunct or parenthesis that stands at `at`.
pub fn adverbial_at(unit: &Unit, at: usize) -> Option<usize> {
    if let Some(end) = unit.phrase_of(at, &unit.context.lexicon.clauses.adjuncts) {
        return Some(end);
    }
    if let Some(end) = time_at(unit, at) {
        return Some(over_times(unit, end));
    }
    let plain = unit.is_aside(at) || unit.has(at, Role::Adverb) || is_adverb_by_form(unit, at);
    plain.then_some(at + 1)
}

/// The end of a time that begins at `at`: `mardi`, `le 28 février 2018`.
fn time_at(unit: &Unit, at: usize) -> Option<usize> {
    let mut noun = at + usize::from(unit.has(at, Role::Determiner));
    noun += usize::from(unit.is_number(noun));
    if !unit.has(noun, Role::Time) {
        return None;
    }
    let year = unit.is_number(noun + 1) && unit.lower(noun + 1).len() == YEAR_DIGITS;
    Some(noun + 1 + usize::from(year))
}

const YEAR_DIGITS: usize = 4;

/// Over the times that specify what ends at `end`: `la nuit de samedi`, `en début de matinée`.
fn over_times(unit: &Unit, mut end: usize) -> usize {
    while unit.has(end, Role::Of)
        && let Some(next) = time_at(unit, end + 1)
    {
        end = next;
    }
    end
}

/// The end of the prepositional phrase that begins at `at`.
pub fn prepositional_at(unit: &Unit, at: usize) -> Option<usize> {
    if !unit.has(at, Role::Preposition) || unit.is_named(at) {
        return None;
    }
    // `auprès de l’AFP`, `lors d’une conférence`
    let of = unit.has(at + 1, Role::Of) && !unit.has(at + 1, Role::Determiner);
    let object = at + 1 + usize::from(of);
    let end =
        phrase_at(unit, object, Start::Bare).map_or(object, |phrase| first_name_end(unit, phrase));
    Some(over_times(unit, end))
}

/// The end of a preposition with a time: `on Thursday`.
pub fn timed_at(unit: &Unit, at: usize) -> Option<usize> {
    let time = unit
        .has(at, Role::Preposition)
        .then(|| time_at(unit, at + 1));
    time.flatten()
}

/// `sur la radio RÚV Katrín X`: of two names side by side the second one is no part of the adjunct.
fn first_name_end(unit: &Unit, phrase: Range<usize>) -> usize {
    (phrase.start + 1..phrase.end)
        .find(|&at| unit.begins_another_name(at))
        .unwrap_or(phrase.end)
}

/// Adverbs that their ending shows.
fn is_adverb_by_form(unit: &Unit, at: usize) -> bool {
    let endings = &unit.context.lexicon.clauses.adverb_endings;
    unit.is_word(at)
        && unit.entry(at).is_none()
        && !unit.is_capitalised(at)
        && endings.end(unit.lower(at))
}

/// `le 19 avril`, `ce mardi`, `2016`
pub fn is_date(unit: &Unit, phrase: &Range<usize>) -> bool {
    phrase
        .clone()
        .all(|at| unit.is_number(at) || unit.has(at, Role::Time) || unit.has(at, Role::Determiner))
}
