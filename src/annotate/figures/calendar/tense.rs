//! Which way a date points: by the word behind it (`dernier`, `prochain`), else by the nearest word of the sentence that tells the tense.

use std::ops::Range;

use super::super::lexicon::Role;
use super::super::view::View;
use super::resolve::Direction;

/// Tokens before and behind the date that are asked for their tense.
const REACH: usize = 14;

/// The direction of the date at these tokens; none where nothing tells it.
pub fn direction(view: &View, tokens: &Range<usize>) -> Option<Direction> {
    // A note that is nothing but a date looks ahead.
    beside(view, tokens).or_else(|| {
        if view.is_bare_note() {
            Some(Direction::Future)
        } else {
            nearest_verb(view, tokens)
        }
    })
}

/// The direction of a day of the year. In a note it is the one that is closest, unless a word beside it says otherwise: whoever writes `10 mai` in
/// August rather speaks of the last May than of the next.
pub fn direction_in_year(view: &View, tokens: &Range<usize>) -> Direction {
    match view.note {
        Some(_) => beside(view, tokens).unwrap_or(Direction::Closest),
        None => direction(view, tokens).unwrap_or(Direction::Nearest),
    }
}

/// The direction that `dernier`, `prochain` or a preposition beside the date gives.
pub fn beside(view: &View, tokens: &Range<usize>) -> Option<Direction> {
    let before = tokens.start.checked_sub(1);
    let behind = tokens.end + usize::from(view.has(tokens.end, Role::Relative));
    for at in std::iter::once(behind).chain(before) {
        if view.has(at, Role::Last) {
            return Some(Direction::Last);
        }
        if view.has(at, Role::Next) {
            return Some(Direction::Next);
        }
    }
    let led = (1..=2).any(|back| {
        let at = tokens.start.checked_sub(back);
        at.is_some_and(|at| {
            view.has(at, Role::Ahead) && (back == 1 || view.has(at + 1, Role::Definite))
        })
    });
    led.then_some(Direction::Future)
}

fn nearest_verb(view: &View, tokens: &Range<usize>) -> Option<Direction> {
    for distance in 1..=REACH {
        let before = tokens.start.checked_sub(distance);
        let behind = Some(tokens.end + distance - 1);
        for at in before.into_iter().chain(behind) {
            if is_future(view, at) {
                return Some(Direction::Future);
            }
            if view.has(at, Role::Past) {
                return Some(Direction::Past);
            }
        }
    }
    None
}

fn is_future(view: &View, at: usize) -> bool {
    if view.has(at, Role::Future) {
        return true;
    }
    let grammar = &view.lexicon.grammar;
    let word = view.lower(at);
    let ends = grammar
        .future_endings
        .iter()
        .any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending));
    ends && !view.is_name(at) && !grammar.not_future.contains(&word)
}
