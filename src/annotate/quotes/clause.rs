//! Where a reported clause begins and ends: behind `que`, up to the next attribution.

use std::ops::Range;

use super::adjunct::{adverbial_at, is_date, prepositional_at, timed_at};
use super::cue::{Cue, Shape};
use super::lexicon::BareClause;
use super::noun_phrase::{Start, opening, phrase_at};
use super::role::Role;
use super::subject::{self, Subject};
use super::unit::Unit;
use super::verbs::Takes;

/// Items between a verb and the word that opens its clause, at most.
const LONGEST_GAP: usize = 20;

/// The first item of the clause behind `que`, over adjuncts, somebody told, and words that only carry the clause.
pub fn opened(unit: &Unit, cue: &Cue) -> Option<usize> {
    let bridges = &unit.context.lexicon.clauses.bridges;
    let mut at = cue.end;
    let mut told = false;
    let mut commas = 0;
    while at < unit.len() && at - cue.end < LONGEST_GAP {
        let asks = cue.takes == Takes::Ask
            || (cue.takes == Takes::Report && at == cue.end && !is_ambiguous_question(unit, at));
        if asks && unit.has(at, Role::Question) {
            return Some(at);
        }
        if unit.has(at, Role::Opener) {
            let other = at > cue.end && unit.has(at - 1, Role::NotBeforeOpener);
            // Behind a single comma it is a relative pronoun, except where every clause has its comma.
            let relative = commas % 2 == 1 && !unit.context.lexicon.clauses.verb_second;
            return (!other && !relative).then_some(at + 1);
        }
        if unit.is_stop(at) || unit.marked(at).is_some() {
            return None;
        }
        let bridge = unit.phrase_of(at, bridges);
        if let Some(end) = bridge.filter(|&end| unit.has(end, Role::Opener)) {
            return Some(end + 1);
        }
        if cue.particle == Some(at) {
            at += 1;
        } else if unit.is_comma(at) {
            commas += 1;
            at += 1;
        } else if let Some(end) = adverbial_at(unit, at).or_else(|| prepositional_at(unit, at)) {
            at = end;
        } else {
            let phrase = phrase_at(unit, at, Start::Bare)?;
            let may_be_told = !told && at == cue.end && subject::can_speak(unit, &phrase);
            if !may_be_told && !is_date(unit, &phrase) {
                return None;
            }
            told = true;
            at = phrase.end;
        }
    }
    None
}

/// Whether a word that opens questions does something else as well: `ce`, `s’`.
fn is_ambiguous_question(unit: &Unit, at: usize) -> bool {
    [Role::Determiner, Role::Reflexive, Role::Opener]
        .into_iter()
        .any(|role| unit.has(at, role))
}

/// Where a clause begins that no word opens: `X said prices rose`, `X sagte, die Preise seien gestiegen`.
pub fn bare(unit: &Unit, cue: &Cue, subject: Option<&Subject>) -> Option<usize> {
    let subject = subject?;
    if cue.takes.needs_marks() || !matches!(cue.shape, Shape::Finite { .. }) {
        return None;
    }
    match unit.context.lexicon.clauses.bare {
        BareClause::Directly => {
            let mut from = cue.end;
            while let Some(end) = adverbial_at(unit, from).or_else(|| timed_at(unit, from)) {
                from = end;
            }
            let begins = opening(unit, from)
                || unit.has(from, Role::Pronoun)
                || unit.has(from, Role::Adverb)
                || phrase_at(unit, from, Start::Bare).is_some();
            (begins && subject.end <= cue.start && unit.has_finite(from + 1..next_stop(unit, from)))
                .then_some(from)
        }
        BareClause::AfterComma => {
            let turned = subject.start >= cue.end;
            let mut at = if turned { subject.end } else { cue.end };
            if cue.particle == Some(at) || unit.has(at, Role::Impersonal) {
                at += 1;
            }
            while let Some(end) = adverbial_at(unit, at).or_else(|| prepositional_at(unit, at)) {
                at = end;
            }
            let from = at + 1;
            // Behind the subject itself `, der …` is a relative clause.
            let subordinate = unit.has(from, Role::Conjunction) && !unit.has(from, Role::Adverb);
            let begins = (unit.is_word(from) || unit.is_number(from)) && !subordinate;
            let certain = if turned {
                !unit.has(from, Role::Relative) && unit.has_finite(from..next_stop(unit, from))
            } else {
                opening(unit, from) || unit.has_finite(from..next_stop(unit, from))
            };
            (unit.is_comma(at) && begins && certain).then_some(from)
        }
        BareClause::Never => None,
    }
}

fn next_stop(unit: &Unit, from: usize) -> usize {
    (from..unit.len())
        .find(|&at| unit.is_stop(at) || unit.is_comma(at))
        .unwrap_or(unit.len())
}

/// Where a reported clause that begins at `from` ends; the marked words behind a colon are not part of it.
pub fn end(unit: &Unit, from: usize, later: &[Cue]) -> usize {
    let colon =
        (from + 1..unit.len()).find(|&at| unit.is_colon(at) && unit.marked(at + 1).is_some());
    reach_end(unit, from, later).min(colon.unwrap_or(unit.len()))
}

/// Where the words end that belong to a cue: at the next attribution, or with the sentence.
pub fn reach_end(unit: &Unit, from: usize, later: &[Cue]) -> usize {
    (from..unit.len())
        .find(|&at| ends_at(unit, from, at, later))
        .unwrap_or(unit.len())
}

fn ends_at(unit: &Unit, from: usize, at: usize, later: &[Cue]) -> bool {
    if unit.is_comma(at) {
        let contrasts = unit.has(at + 1, Role::Breaks) && unit.has(at + 2, Role::Opener);
        return contrasts
            || later
                .iter()
                .any(|cue| at < cue.start && cue.start <= at + 4 && detaches(unit, at + 1, cue));
    }
    let last_stop = unit.is_stop(at) && unit.lower(at) != ":" && at + 3 >= unit.len() && at > from;
    if unit.lower(at) == ";" || last_stop {
        return true;
    }
    let joins = unit.has(at, Role::Coordinator)
        && at > from
        && later.iter().any(|cue| shares_clause(unit, at + 1, cue));
    // `tout en ajoutant que …`
    let accompanies = unit.has(at, Role::Preposition)
        && later.iter().any(|cue| {
            cue.shape == Shape::Gerund && cue.start == at && cue.start < cue.words.start
        });
    joins || accompanies
}

/// Whether a cue begins a new attribution at `from`, behind a comma: `ajoutant que`, `a-t-il ajouté`.
fn detaches(unit: &Unit, from: usize, cue: &Cue) -> bool {
    let only =
        |roles: &[Role]| (from..cue.start).all(|at| roles.iter().any(|&role| unit.has(at, role)));
    let between = only(&[Role::Adverb, Role::Preposition, Role::Coordinator]);
    match cue.shape {
        // `tout en ajoutant`: the adverb looks like a determiner.
        Shape::Gerund => between || only(&[Role::Adverb, Role::Determiner]),
        Shape::Finite { inverted } => {
            between
                && (inverted.is_some()
                    || subject::behind(unit, cue)
                        .is_some_and(|phrase| subject::can_speak(unit, &phrase)))
        }
        _ => false,
    }
}

/// Whether a cue behind a coordinator shares the subject of the verb before: `et a ajouté que`, `et compte demander`.
fn shares_clause(unit: &Unit, from: usize, cue: &Cue) -> bool {
    let near = cue.start >= from && cue.start <= from + 2;
    let only_adverbs = near && (from..cue.start).all(|item| unit.has(item, Role::Adverb));
    match cue.shape {
        // `et le maire a demandé que …`: a sentence of its own.
        Shape::Finite { .. } => {
            let own = || {
                // The cheap question first: it is asked for every coordinator and every cue behind it.
                opened(unit, cue).is_some()
                    && subject::before(unit, cue).is_some_and(|subject| subject.start == from)
            };
            only_adverbs || (!cue.takes.needs_marks() && cue.start > from && own())
        }
        Shape::Infinitive => {
            cue.start == from + 1 && unit.is_word(from) && unit.entry(from).is_none()
        }
        _ => false,
    }
}

/// Whether a clause has a finite verb that is none of a relative clause's.
pub fn has_own_verb(unit: &Unit, clause: Range<usize>) -> bool {
    let mut relative = false;
    clause.into_iter().any(|at| {
        if unit.is_comma(at) {
            relative = false;
        } else if unit.has(at, Role::Relative) && !unit.has(at, Role::Determiner) {
            relative = true;
        }
        !relative && (unit.is_finite(at) || unit.begins_with_verb(at))
    })
}

/// Without the marks and joining words at its ends; none when nothing is left.
pub fn trimmed(unit: &Unit, range: Range<usize>) -> Option<Range<usize>> {
    let (mut start, mut end) = (
        range.start.max(unit.body_start()),
        range.end.min(unit.len()),
    );
    let is_mark = |at: usize| {
        !unit.is_word(at) && !unit.is_number(at) && unit.marked(at).is_none() && !unit.is_aside(at)
    };
    let opens = |at: usize| match unit.lower(at) {
        "[" | "+" | "$" | "€" | "£" => true,
        "-" => unit.is_number(at + 1),
        _ => false,
    };
    while start < end && ((is_mark(start) && !opens(start)) || unit.has(start, Role::Coordinator)) {
        start += 1;
    }
    while end > start
        && is_mark(end - 1)
        && !matches!(unit.lower(end - 1), "%" | "]" | "°" | "€" | "$" | "£")
    {
        end -= 1;
    }
    (start < end).then_some(start..end)
}
