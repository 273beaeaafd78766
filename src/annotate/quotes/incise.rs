//! An attribution behind its content or inside it: `…, a dit X` · `…, a-t-il dit, …` · `…, X said`.

use std::ops::Range;

use super::clause::{self, trimmed};
use super::cue::{Cue, Shape};
use super::report::{Manner, Report, speaking};
use super::role::Role;
use super::subject::{self, Subject};
use super::unit::Unit;

/// The report of a cue that is an incise; none where its subject stands elsewhere or it has an object.
pub fn report(unit: &Unit, cue: &Cue, cues: &[Cue], earlier: &[Report]) -> Option<Report> {
    if let Some(report) = without_subject(unit, cue, cues) {
        return Some(report);
    }
    let (subject, attribution) = subject_and_verb(unit, cue)?;
    let before = attribution.start.checked_sub(1)?;
    let left = left_bound(unit, before, earlier);
    let inverted = is_inverted(cue);
    let set_off = opens(unit, before);
    if !set_off && !runs_on(unit, left..attribution.start, &subject, cue) {
        return None;
    }
    let compound = cue.words.len() > 1 && unit.has(subject.start, Role::Determiner);
    let sure = inverted || subject::can_speak(unit, &subject);
    let marked = (left..=before).any(|at| unit.is_utterance(at));
    let behind_marked = unit.is_utterance(before) || (before > 0 && unit.is_utterance(before - 1));
    let content = trimmed(unit, left..before + usize::from(!unit.is_comma(before)));
    let clause = content
        .as_ref()
        .is_some_and(|content| clause::has_own_verb(unit, content.clone()));
    let unmarked_fits = inverted || (clause && !cue.takes.needs_marks());
    if (!marked && !unmarked_fits && !compound) || (!behind_marked && !sure && !compound) {
        return None;
    }
    // `La ministre, X, a jugé le projet …`: what the comma closes is an apposition, and the subject stands before it.
    let own_subject = || {
        subject::before(unit, cue).filter(|own| own.start < before && subject::can_speak(unit, own))
    };
    if !inverted && !behind_marked && !clause && subject.start >= cue.end && own_subject().is_some()
    {
        return None;
    }
    let right = end_of(unit, attribution.end);
    let later: Vec<Cue> = cues
        .iter()
        .filter(|other| other.start >= attribution.end)
        .cloned()
        .collect();
    let behind = resumed(unit, right, &later, inverted);
    let speaker = if inverted || unit.has(subject.start, Role::Impersonal) {
        speaking(unit, cue, subject)
    } else {
        Some(subject)
    };
    let mut parts = Vec::new();
    if !cue.takes.needs_marks() && !cue.negated && (clause || inverted) {
        parts.extend(content);
        parts.extend(
            behind
                .clone()
                .filter(|range| range.clone().all(|at| unit.marked(at).is_none())),
        );
    }
    let in_front = left..before + 1;
    let mut reach = vec![in_front];
    reach.extend(behind);
    Some(Report {
        cue: cue.clone(),
        subject: speaker,
        manner: Manner::Incise,
        content: parts,
        reach,
        attribution: attribution.start..right,
    })
}

/// `La route est coupée a indiqué la police.`: no mark sets the incise off, but its clause has its verb already, and the sentence
/// ends with somebody who speaks.
fn runs_on(unit: &Unit, clause: Range<usize>, subject: &Subject, cue: &Cue) -> bool {
    let open = |at: usize| {
        let joins = [
            Role::Relative,
            Role::Conjunction,
            Role::Opener,
            Role::Coordinator,
        ]
        .into_iter()
        .any(|role| unit.has(at, role));
        joins && !unit.has(at, Role::Determiner)
    };
    !cue.takes.needs_marks()
        && unit.is_stop(subject.end)
        && subject.start >= cue.end
        && subject::is_speaker(unit, subject)
        && unit.has_finite(clause.clone())
        && !clause.clone().any(open)
        && ![Role::Pronoun, Role::Preposition, Role::As]
            .into_iter()
            .any(|role| unit.has(clause.end - 1, role))
}

/// `“…”, añadió.`: where the language drops a subject that is known from before.
fn without_subject(unit: &Unit, cue: &Cue, cues: &[Cue]) -> Option<Report> {
    let before = cue.start.checked_sub(1)?;
    let utterance = unit.is_utterance(before)
        || (unit.is_comma(before) && before > 0 && unit.is_utterance(before - 1));
    let alone = subject::behind(unit, cue).is_none() && ends(unit, cue.end);
    if !unit.context.lexicon.clauses.drops_subject || !utterance || !alone {
        return None;
    }
    let left = left_bound(unit, before, &[]);
    let right = end_of(unit, cue.end);
    let later: Vec<Cue> = cues
        .iter()
        .filter(|other| other.start >= cue.end)
        .cloned()
        .collect();
    let in_front = left..before + 1;
    let mut reach = vec![in_front];
    reach.extend(resumed(unit, right, &later, false));
    Some(Report {
        cue: cue.clone(),
        subject: None,
        manner: Manner::Incise,
        content: Vec::new(),
        reach,
        attribution: cue.start..right,
    })
}

/// Whether a pronoun is inverted behind the verb: the surest sign.
pub fn is_inverted(cue: &Cue) -> bool {
    matches!(cue.shape, Shape::Finite { inverted: Some(_) })
}

/// Whether an incise can begin behind this item.
fn opens(unit: &Unit, before: usize) -> bool {
    unit.is_comma(before) || unit.marked(before).is_some() || unit.is_aside(before)
}

/// The subject, and the items of subject and verb together.
fn subject_and_verb(unit: &Unit, cue: &Cue) -> Option<(Subject, Range<usize>)> {
    let start = over_adverbs_back(unit, cue.start);
    if let Shape::Finite {
        inverted: Some(pronoun),
    } = cue.shape
    {
        return Some((pronoun..pronoun + 1, start..cue.end.max(pronoun + 1)));
    }
    if unit.has(cue.end, Role::Opener) {
        return None;
    }
    subject_first(unit, cue).or_else(|| {
        let subject = subject::behind(unit, cue)?;
        let end = subject.end;
        ends(unit, end).then_some((subject, start..end))
    })
}

/// `“…,” X said`: where the language allows that order, and the verb has no clause of its own behind it.
fn subject_first(unit: &Unit, cue: &Cue) -> Option<(Subject, Range<usize>)> {
    if !unit.context.lexicon.clauses.subject_first_incise {
        return None;
    }
    let subject = subject::before(unit, cue)?;
    let first = over_adverbs_back(unit, subject.start);
    let before = first.checked_sub(1)?;
    let near = subject.end + 3 >= cue.start || unit.is_comma(cue.start - 1);
    let marked = follows_marked(unit, before);
    let ended = ends(unit, cue.end) || (marked && unit.is_word(cue.end));
    let object = || clause::bare(unit, cue, Some(&subject)).is_some();
    let fits = opens(unit, before) && near && ended && (marked || !object());
    fits.then_some((subject, first..cue.end))
}

/// Whether only a mark or a description of the subject stands behind marked words: `“…,” a friend, Anne Roy, told …`.
fn follows_marked(unit: &Unit, before: usize) -> bool {
    let nearby = before.saturating_sub(LONGEST_DESCRIPTION)..=before;
    let marked = nearby
        .rev()
        .take_while(|&at| !unit.is_finite(at) && !unit.is_stop(at))
        .find(|&at| unit.marked(at).is_some());
    marked.is_some_and(|marked| marked + 1 >= before || unit.is_utterance(marked))
}

/// Items of the longest description in front of a subject.
const LONGEST_DESCRIPTION: usize = 10;

fn over_adverbs_back(unit: &Unit, at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < 3 && unit.has(start - 1, Role::Adverb) {
        start -= 1;
    }
    start
}

/// Whether what follows is no object of the verb.
fn ends(unit: &Unit, at: usize) -> bool {
    let other_word = [
        Role::Preposition,
        Role::Relative,
        Role::Time,
        Role::Adverb,
        Role::Ends,
        Role::Conjunction,
        Role::Of,
    ]
    .into_iter()
    .any(|role| unit.has(at, role));
    let verb = unit.entry(at).is_some_and(|entry| !entry.verbs.is_empty());
    let time = unit.has(at, Role::Determiner) && unit.has(at + 1, Role::Time);
    let mark = !unit.is_word(at) && !unit.is_number(at);
    other_word || verb || time || mark
}

/// Where the content of an incise begins: behind the last mark that ends a clause, or the attribution before.
fn left_bound(unit: &Unit, before: usize, earlier: &[Report]) -> usize {
    let stop = (0..before)
        .rev()
        .find(|&at| unit.is_colon(at) || matches!(unit.lower(at), ";" | "."))
        .map_or(0, |stop| stop + 1);
    let incise = earlier
        .iter()
        .rev()
        .find(|report| report.manner == Manner::Incise)
        .map_or(0, |report| report.attribution.end);
    stop.max(incise).max(unit.body_start()).min(before)
}

/// Where the adjuncts of an incise end: at the next comma, stop or marked words.
fn end_of(unit: &Unit, from: usize) -> usize {
    (from..unit.len())
        .find(|&at| unit.is_comma(at) || unit.is_stop(at) || unit.marked(at).is_some())
        .unwrap_or(unit.len())
}

/// What goes on behind an incise: `…, a-t-il dit, …`.
fn resumed(unit: &Unit, right: usize, later: &[Cue], inverted: bool) -> Option<Range<usize>> {
    let from = right + usize::from(unit.is_comma(right) || unit.is_colon(right));
    let marked = unit.marked(from).is_some();
    if from >= unit.len() || (from == right && !marked) {
        return None;
    }
    let end = clause::end(unit, from, later);
    let attributes = later
        .iter()
        .any(|cue| (from..=from + 2).contains(&cue.start));
    let describes = [Role::Preposition, Role::Relative, Role::Ends]
        .into_iter()
        .any(|role| unit.has(from, role));
    let goes_on = inverted
        && !attributes
        && !describes
        && unit.has_finite(from..end)
        && !unit
            .context
            .lexicon
            .clauses
            .gerund_endings
            .end(unit.lower(from));
    (marked || goes_on)
        .then(|| trimmed(unit, from..end))
        .flatten()
}
