//! Attribution without a verb: `selon X, …` · `…, selon X` · `…, selon X, …` · `…, de source policière`.

use std::ops::Range;

use super::clause::{end, trimmed};
use super::cue::{Cue, Shape};
use super::lexicon::FramePlace;
use super::noun_phrase::{Start, opening, phrase_at};
use super::report::{Manner, Report};
use super::role::Role;
use super::source::{self, Source};
use super::subject;
use super::unit::Unit;

/// Items of the longest description behind a source: `communiqué samedi par les autorités`.
const LONGEST_DESCRIPTION: usize = 14;

/// The report of a frame; none where it governs no source.
pub fn report(unit: &Unit, cues: &[Cue], cue: &Cue, place: FramePlace) -> Option<Report> {
    // `un prix nommé d’après X`
    if cue.start > 0 && unit.has(cue.start - 1, Role::Naming) {
        return None;
    }
    let source = source::framed(unit, cue, place)?;
    let (first, right) = extent(unit, cue, place, &source);
    let left = left(unit, first);
    let at_front = is_front(unit, left, first);
    let set_off = at_front || is_detached(unit, first) || follows_marked(unit, first);
    let stance = Stance {
        first,
        right,
        at_front: at_front && (first == left || is_detached(unit, first)),
        set_off,
    };
    if !fits(unit, &stance, place, &source) {
        return None;
    }
    let later: Vec<Cue> = cues
        .iter()
        .filter(|other| other.start >= right)
        .cloned()
        .collect();
    let inline = !set_off && !unit.is_comma(right) && !unit.is_stop(right);
    let relative = subject::is_relative(unit, source.words.start);
    let in_relative = inline && in_relative_clause(unit, first);
    let reach = if relative || in_relative {
        let reach = right..clause_end(unit, right);
        Vec::from([reach])
    } else if inline {
        vec![left..first, right..end(unit, right, &later).max(right)]
    } else {
        reach(unit, left..first, right, at_front, &later)
    };
    let has_clause = at_front || relative || reach.iter().any(|range| range.end <= first);
    let content = if source.exact_words || in_relative || !has_clause {
        Vec::new()
    } else {
        reach.clone()
    };
    Some(Report {
        cue: cue.clone(),
        subject: Some(source.words),
        manner: Manner::Frame,
        content: content
            .into_iter()
            .filter_map(|range| trimmed(unit, range))
            .collect(),
        reach,
        attribution: first..right,
    })
}

/// How a frame stands in its sentence.
struct Stance {
    /// The first item of the frame.
    first: usize,
    /// The first item behind its source.
    right: usize,
    at_front: bool,
    set_off: bool,
}

/// Whether a frame of this kind may stand so.
fn fits(unit: &Unit, stance: &Stance, place: FramePlace, source: &Source) -> bool {
    let right = stance.right;
    let closed = unit.is_comma(right) || unit.marked(right).is_some() || unit.is_colon(right);
    match place {
        FramePlace::Any | FramePlace::Behind => {
            stance.set_off || subject::can_speak(unit, &source.words)
        }
        FramePlace::Front if subject::is_relative(unit, source.words.start) => stance.set_off,
        FramePlace::Front => {
            stance.at_front && subject::heads_speech(unit, &source.words) && closed
        }
        FramePlace::After => !stance.at_front && stance.set_off,
        FramePlace::Source => stance.first > 0 && unit.is_comma(stance.first - 1),
    }
}

/// The first item of a frame, and the first behind its source with what describes it.
fn extent(unit: &Unit, cue: &Cue, place: FramePlace, source: &Source) -> (usize, usize) {
    // `Die Preise werden laut X in ganz Europa steigen`: the clause goes on just behind the source.
    let framed = unit.context.lexicon.clauses.verb_second
        && cue.start > 0
        && !unit.is_comma(cue.start - 1)
        && unit.has(source.phrase.end, Role::Preposition);
    if place == FramePlace::Behind {
        (source.words.start, cue.end)
    } else if framed {
        (cue.start, source.phrase.end)
    } else {
        (cue.start, phrase_end(unit, &source.phrase, cue.end))
    }
}

/// Whether nothing, a mark or a joining word stands before an item.
fn is_detached(unit: &Unit, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        unit.is_comma(before) || unit.is_stop(before) || unit.has(before, Role::Coordinator)
    })
}

fn follows_marked(unit: &Unit, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| unit.marked(before).is_some())
}

/// Whether an item stands in a relative clause: `des règles qui vont, selon lui, « trop loin »`.
fn in_relative_clause(unit: &Unit, at: usize) -> bool {
    (0..at)
        .rev()
        .take_while(|&item| !unit.is_comma(item) && !unit.is_stop(item))
        .any(|item| subject::is_relative(unit, item))
}

/// Where a clause inside the sentence ends: at the next comma or stop.
fn clause_end(unit: &Unit, from: usize) -> usize {
    (from..unit.len())
        .find(|&at| unit.is_comma(at) || unit.is_stop(at))
        .unwrap_or(unit.len())
}

/// `comme l’a dit X, …` · `…, wie X mitteilte`: the clause around is what is reported.
pub fn comparing(unit: &Unit, cues: &[Cue], cue: &Cue) -> Option<Report> {
    let from = (0..cue.start)
        .rev()
        .take(LONGEST_DESCRIPTION)
        .take_while(|&at| !unit.is_comma(at) && !unit.is_stop(at))
        .find(|&at| unit.has(at, Role::As))?;
    let left = left(unit, from);
    let at_front = is_front(unit, left, from);
    let set_off = at_front
        || from
            .checked_sub(1)
            .is_some_and(|before| unit.is_comma(before));
    let own = subject::subject_in(unit, from + 1, cue.start);
    let subject = own
        .or_else(|| subject::behind(unit, cue))
        .filter(|subject| subject::can_speak(unit, subject))?;
    let right = phrase_end(unit, &subject, cue.end);
    let closed = unit.is_comma(right) || unit.is_stop(right);
    if !set_off || !closed || cue.takes.needs_marks() || unit.has(cue.end, Role::Opener) {
        return None;
    }
    let later: Vec<Cue> = cues
        .iter()
        .filter(|other| other.start >= right)
        .cloned()
        .collect();
    let reach = reach(unit, left..from, right, at_front, &later);
    Some(Report {
        cue: cue.clone(),
        subject: Some(subject),
        manner: Manner::Frame,
        content: reach
            .iter()
            .cloned()
            .filter_map(|range| trimmed(unit, range))
            .collect(),
        reach,
        attribution: from..right,
    })
}

/// The parts of the clause that a frame stands in.
fn reach(
    unit: &Unit,
    before: Range<usize>,
    right: usize,
    at_front: bool,
    later: &[Cue],
) -> Vec<Range<usize>> {
    let first = right + usize::from(unit.is_comma(right) || unit.is_colon(right));
    let behind = first..end(unit, first.min(unit.len()), later).max(first);
    if at_front {
        vec![behind]
    } else if unit.is_comma(right) && resumes(unit, behind.clone(), later) {
        vec![before, behind]
    } else if unit.marked(right).is_some() {
        vec![behind]
    } else {
        vec![before]
    }
}

/// Whether the clause goes on behind a frame in its middle, rather than the frame's own description or an adverbial.
fn resumes(unit: &Unit, behind: Range<usize>, later: &[Cue]) -> bool {
    let first = behind.start;
    if behind.is_empty() || unit.has(first, Role::Relative) {
        return false;
    }
    let gerund = later
        .iter()
        .any(|cue| cue.shape == Shape::Gerund && cue.start >= first && cue.start <= first + 1);
    let marked = behind.clone().any(|at| unit.marked(at).is_some());
    let adverbial = unit.has(first, Role::Preposition);
    let describes = unit.has(first, Role::Speaker);
    !gerund && (marked || !(adverbial || describes) || (!adverbial && unit.has_finite(behind)))
}

/// Where the clause that holds a frame begins: behind a stop, or a conjunction with a comma, `que, selon X, …`.
fn left(unit: &Unit, first: usize) -> usize {
    let bound = (0..first).rev().find(|&at| {
        let joins = unit.has(at, Role::Conjunction)
            && (at + 1 == first || (unit.is_comma(at + 1) && at + 2 == first));
        unit.is_colon(at) || unit.lower(at) == ";" || joins
    });
    bound
        .map_or(0, |at| at + 1)
        .max(unit.body_start())
        .min(first)
}

/// Whether only adverbials precede: `En 2016, selon X, …`.
fn is_front(unit: &Unit, left: usize, at: usize) -> bool {
    let Some(first) = (left..at).find(|&item| !unit.is_comma(item)) else {
        return true;
    };
    let adverbial = [
        Role::Preposition,
        Role::Adverb,
        Role::Time,
        Role::Coordinator,
        Role::Conjunction,
    ]
    .into_iter()
    .any(|role| unit.has(first, role));
    adverbial && (first..at).all(|item| unit.marked(item).is_none() && !unit.is_finite(item))
}

/// Where the phrase behind a frame ends, with what describes it.
fn phrase_end(unit: &Unit, source: &Range<usize>, cue_end: usize) -> usize {
    let from = source.end.max(cue_end);
    let boundary = |at: usize| {
        (at..unit.len())
            .find(|&item| unit.is_comma(item) || unit.is_stop(item) || unit.marked(item).is_some())
            .unwrap_or(unit.len())
    };
    let mut end = from + usize::from(unit.is_aside(from));
    let next = boundary(end);
    // A new phrase just behind the source is no description of it.
    let apart = opening(unit, end) && !unit.has(end, Role::Of);
    if !apart && next - end <= LONGEST_DESCRIPTION && !unit.has_finite(end..next) {
        end = next;
    }
    // `selon Alain X, vice-président de Y, …`, `selon le maire, Alain X, …`; but `selon l’AFP, Alain X …` begins the clause.
    let mut may_be_named = subject::is_speaker(unit, source) && end == from;
    for _ in 0..2 {
        if !unit.is_comma(end) || !is_description(unit, end + 1, boundary(end + 1), may_be_named) {
            break;
        }
        end = boundary(end + 1);
        may_be_named = false;
    }
    end
}

/// Whether a segment between commas only says who the source is: a name, or an office without article.
fn is_description(unit: &Unit, from: usize, end: usize, may_be_named: bool) -> bool {
    let closed = unit.is_comma(end) || unit.marked(end).is_some() || unit.is_stop(end);
    let names = may_be_named
        && unit.is_named(from)
        && phrase_at(unit, from, Start::Marked).is_some_and(|phrase| phrase.end == end);
    // A name may be told by an office with its article, which else would begin the clause.
    let article = unit.has(from, Role::Determiner) && unit.is_named(from.saturating_sub(2));
    let office =
        unit.has(from + usize::from(article), Role::Speaker) && (article || !opening(unit, from));
    let participle = unit.has(from, Role::Ends);
    let plain = (names || office || participle) && !unit.has_finite(from..end);
    closed && (plain || (unit.has(from, Role::Relative) && unit.is_comma(end)))
}
