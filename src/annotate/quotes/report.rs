//! What each cue of a sentence reports, and who speaks: `X a dit que …`, `…, a dit X`, `selon X, …`, `X a dénoncé « … »`.
//!
//! A report has a reach, inside which marked words belong to its speaker, and a content, which is reported speech when no marks
//! show it. Which stretches are quotations, and of which kind, is decided elsewhere.

use std::ops::Range;

use super::cue::{Cue, Shape, cues};
use super::lexicon::{BareClause, FramePlace, Role, Takes};
use super::noun_phrase::{Start, opening, phrase_at};
use super::subject::{self, Subject};
use super::unit::Unit;

/// One cue with what it does in its sentence.
#[derive(Clone, Debug)]
pub struct Report {
    pub cue: Cue,
    pub subject: Option<Subject>,
    pub manner: Manner,
    /// The clauses that are reported when no marks show it; empty where this cue reports marked words alone.
    pub content: Vec<Range<usize>>,
    /// Where marked words belong to this cue.
    pub reach: Vec<Range<usize>>,
    /// The items that attribute and are no content: cue, subject and their adjuncts.
    pub attribution: Range<usize>,
}

/// How a cue is joined to what it reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// `…, a dit X`
    Incise,
    /// `X a dit que …`
    Clause,
    /// `X a dit : …`, `X a dénoncé « … »`
    Object,
    /// `selon X, …`
    Frame,
}

/// The reports of a unit in reading order of their cues.
pub fn reports(unit: &Unit) -> Vec<Report> {
    let cues = cues(unit);
    let mut reports: Vec<Report> = Vec::new();
    for (at, cue) in cues.iter().enumerate() {
        let report = match cue.shape {
            Shape::Frame(place) => frame(unit, &cues, cue, place),
            Shape::Passive | Shape::Participle => passive(unit, &cues[at + 1..], cue),
            Shape::Finite { .. } => incise(unit, cue, &cues, &reports)
                .or_else(|| governing(unit, &cues[at + 1..], cue, &reports)),
            Shape::Gerund | Shape::Infinitive => governing(unit, &cues[at + 1..], cue, &reports),
        };
        reports.extend(report);
    }
    reports
}

/// Subject and verb first: `X a dit que …`, `X a dénoncé « … »`, `estimant que …`.
fn governing(unit: &Unit, later: &[Cue], cue: &Cue, earlier: &[Report]) -> Option<Report> {
    let subject = governing_subject(unit, cue, earlier);
    let opener = opener(unit, cue);
    let clause_from = opener.or_else(|| bare_clause(unit, cue, subject.as_ref()));
    let from = clause_from.unwrap_or(cue.end);
    let end = clause_end(unit, from, later);
    let reports =
        cue.takes != Takes::Voice && !cue.negated && clause_from.is_some() && subject.is_some();
    Some(Report {
        cue: cue.clone(),
        attribution: subject
            .as_ref()
            .map_or(cue.start, |subject| subject.start.min(cue.start))..from,
        subject,
        manner: if clause_from.is_some() {
            Manner::Clause
        } else {
            Manner::Object
        },
        content: if reports {
            trimmed(unit, from..end).into_iter().collect()
        } else {
            Vec::new()
        },
        reach: vec![cue.end..end],
    })
}

fn governing_subject(unit: &Unit, cue: &Cue, earlier: &[Report]) -> Option<Subject> {
    if let Shape::Finite {
        inverted: Some(pronoun),
    } = cue.shape
    {
        return speaking(unit, cue, pronoun..pronoun + 1);
    }
    if subject::shares_subject(cue) {
        let own = cue.start > 0
            && !unit.is_comma(cue.start - 1)
            && !unit.has(cue.start - 1, Role::Preposition)
            && cue.shape == Shape::Gerund;
        let adjacent = own.then(|| subject::before(unit, cue)).flatten();
        // `Eux d’ajouter`: an infinitive behind a pronoun.
        return adjacent
            .or_else(|| {
                earlier
                    .iter()
                    .rev()
                    .find_map(|report| report.subject.clone())
            })
            .or_else(|| subject::of_sentence(unit, cue.start));
    }
    let coordinated = cue.start > 0 && unit.has(cue.start - 1, Role::Coordinator);
    let own = (!coordinated).then(|| subject::before(unit, cue)).flatten();
    let shared = || {
        coordinated
            .then(|| {
                earlier
                    .iter()
                    .rev()
                    .find_map(|report| report.subject.clone())
                    .or_else(|| subject::of_sentence(unit, cue.start))
            })
            .flatten()
    };
    let found = own
        .or_else(shared)
        .or_else(|| subject::of_sentence(unit, cue.start))?;
    speaking(unit, cue, found)
}

/// The subject, unless it names nobody: then the source that the sentence gives.
fn speaking(unit: &Unit, cue: &Cue, subject: Subject) -> Option<Subject> {
    if unit.has(subject.start, Role::Impersonal) {
        subject::relayed(unit, cue)
    } else {
        Some(subject)
    }
}

/// The first item behind `que`, over adjuncts, somebody told, and words that only carry the clause.
fn opener(unit: &Unit, cue: &Cue) -> Option<usize> {
    let mut at = cue.end;
    let mut told = false;
    while at < unit.len() && at - cue.end < 20 {
        let asks = cue.takes == Takes::Ask && unit.has(at, Role::Question);
        if asks {
            return Some(at);
        }
        if unit.has(at, Role::Opener) {
            let other = at > cue.end
                && unit.has(at - 1, Role::NotBeforeOpener)
                && !bridged(unit, cue.end, at);
            return (!other).then_some(at + 1);
        }
        if unit.is_stop(at) || unit.marked(at).is_some() {
            return None;
        }
        let bridges = &unit.context.lexicon.clauses.bridges;
        if let Some(end) = bridges.iter().find_map(|words| {
            unit.phrase(at, words)
                .filter(|&end| unit.has(end, Role::Opener))
        }) {
            return Some(end + 1);
        }
        let skips = unit.is_comma(at)
            || unit.has(at, Role::Adverb)
            || unit.has(at, Role::Time)
            || unit.is_aside(at)
            || is_plain_adverb(unit, at);
        if skips {
            at += 1;
        } else if unit.has(at, Role::Preposition) && !unit.is_named(at) {
            at = phrase_at(unit, at + 1, Start::Bare).map_or(at + 1, |phrase| phrase.end);
        } else if unit.has(at, Role::Determiner) && unit.has(at + 1, Role::Time) {
            at += 2;
        } else {
            let phrase = phrase_at(unit, at, Start::Bare)?;
            let may_be_told = !told && at == cue.end && subject::can_speak(unit, &phrase);
            if !may_be_told && !date_follows(unit, &phrase) {
                return None;
            }
            told = true;
            at = phrase.end;
        }
    }
    None
}

fn date_follows(unit: &Unit, phrase: &Range<usize>) -> bool {
    phrase
        .clone()
        .all(|at| unit.is_number(at) || unit.has(at, Role::Determiner) || unit.has(at, Role::Time))
}

fn is_plain_adverb(unit: &Unit, at: usize) -> bool {
    unit.entry(at).is_none() && unit.is_word(at) && unit.lower(at).ends_with("ment")
}

fn bridged(unit: &Unit, from: usize, at: usize) -> bool {
    let bridges = &unit.context.lexicon.clauses.bridges;
    (from..at).any(|start| {
        bridges
            .iter()
            .any(|words| unit.phrase(start, words) == Some(at))
    })
}

/// Where a clause begins that no word opens: `X said prices rose`, `X sagte, die Preise seien gestiegen`.
fn bare_clause(unit: &Unit, cue: &Cue, subject: Option<&Subject>) -> Option<usize> {
    let from = match unit.context.lexicon.clauses.bare {
        BareClause::Never => return None,
        BareClause::Directly => cue.end,
        BareClause::AfterComma => cue.end + usize::from(unit.is_comma(cue.end)),
    };
    let needs_comma =
        unit.context.lexicon.clauses.bare == BareClause::AfterComma && from == cue.end;
    let own_subject = subject.is_some_and(|subject| subject.end <= cue.start);
    if needs_comma
        || !own_subject
        || cue.takes == Takes::Voice
        || !matches!(cue.shape, Shape::Finite { .. })
    {
        return None;
    }
    let begins = opening(unit, from)
        || unit.has(from, Role::Pronoun)
        || unit.has(from, Role::Adverb)
        || phrase_at(unit, from, Start::Bare).is_some();
    let stop = (from..unit.len())
        .find(|&at| unit.is_stop(at) || unit.is_comma(at))
        .unwrap_or(unit.len());
    (begins && unit.has_finite(from..stop)).then_some(from)
}

/// Where a reported clause that begins at `from` ends.
fn clause_end(unit: &Unit, from: usize, later: &[Cue]) -> usize {
    for at in from..unit.len() {
        let word = unit.lower(at);
        let ends = match word {
            ";" => true,
            ":" => unit.marked(at + 1).is_some() && at + 1 > from,
            "," => later
                .iter()
                .any(|cue| at < cue.start && cue.start <= at + 3 && detaches(unit, at, cue)),
            _ => unit.is_stop(at) && !unit.is_word(at) && at + 3 >= unit.len() && at > from,
        };
        let joins = unit.has(at, Role::Coordinator)
            && at > from
            && later.iter().any(|cue| {
                matches!(cue.shape, Shape::Finite { .. }) && starts_at(unit, at + 1, cue)
            });
        let contrasts = unit.has(at, Role::Breaks)
            && unit.has(at + 1, Role::Opener)
            && later.iter().any(|cue| cue.start > at);
        if ends || joins || contrasts {
            return at;
        }
    }
    unit.len()
}

/// Whether a cue begins a new attribution behind the comma: `, ajoutant que`, `, a-t-il ajouté`.
fn detaches(unit: &Unit, comma: usize, cue: &Cue) -> bool {
    let between = (comma + 1..cue.start).all(|at| {
        unit.has(at, Role::Adverb)
            || unit.has(at, Role::Preposition)
            || unit.has(at, Role::Coordinator)
    });
    match cue.shape {
        Shape::Gerund => between,
        Shape::Finite { inverted } => {
            between
                && (inverted.is_some()
                    || subject::behind(unit, cue)
                        .is_some_and(|phrase| subject::can_speak(unit, &phrase)))
        }
        _ => false,
    }
}

/// Whether a cue's group begins at `at`, or behind an adverb there.
fn starts_at(unit: &Unit, at: usize, cue: &Cue) -> bool {
    cue.start >= at
        && cue.start <= at + 2
        && (at..cue.start).all(|item| unit.has(item, Role::Adverb))
}

/// Behind its content or inside it: `…, a dit X`, `…, a-t-il dit, …`, `…, X said`.
fn incise(unit: &Unit, cue: &Cue, cues: &[Cue], earlier: &[Report]) -> Option<Report> {
    let (subject, attribution) = incise_subject(unit, cue)?;
    let before = attribution.start.checked_sub(1)?;
    let after_marked = unit.marked(before).is_some()
        || (unit.is_comma(before) && before > 0 && follows_marked(unit, before - 1));
    let after_comma = unit.is_comma(before) || unit.is_aside(before);
    if !after_marked && !after_comma {
        return None;
    }
    let left = left_bound(unit, before, earlier);
    let content = trimmed(unit, left..before + usize::from(!unit.is_comma(before)));
    let inverted = matches!(cue.shape, Shape::Finite { inverted: Some(_) });
    let sure = inverted || subject::can_speak(unit, &subject);
    let clause = content
        .as_ref()
        .is_some_and(|content| unit.has_finite(content.clone()));
    let marked = (left..=before).any(|at| unit.marked(at).is_some());
    if !marked && (!sure || (!inverted && (!clause || cue.takes == Takes::Voice))) {
        return None;
    }
    if !after_marked && !sure {
        return None;
    }
    let right = attribution_end(unit, &attribution);
    let later: Vec<Cue> = cues
        .iter()
        .filter(|other| other.start >= attribution.end)
        .cloned()
        .collect();
    let behind = resumed(unit, right, &later, inverted);
    let speaker = if inverted {
        speaking(unit, cue, subject)
    } else {
        Some(subject)
    };
    let speaks = cue.takes != Takes::Voice && speaker.is_some() && !cue.negated;
    let mut parts: Vec<Range<usize>> = Vec::new();
    if speaks && (clause || inverted) {
        parts.extend(content);
        parts.extend(
            behind
                .clone()
                .filter(|range| range.clone().all(|at| unit.marked(at).is_none())),
        );
    }
    let mut reach = vec![left..before + 1];
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

fn follows_marked(unit: &Unit, at: usize) -> bool {
    unit.marked(at).is_some()
}

/// The subject of an incise, and the items of subject and verb together.
fn incise_subject(unit: &Unit, cue: &Cue) -> Option<(Subject, Range<usize>)> {
    let start = over_adverbs_back(unit, cue.start);
    if let Shape::Finite {
        inverted: Some(pronoun),
    } = cue.shape
    {
        return Some((pronoun..pronoun + 1, start..cue.end));
    }
    if unit.has(cue.end, Role::Opener) {
        return None;
    }
    let opens_incise = start.checked_sub(1).is_some_and(|before| {
        unit.is_comma(before) || unit.marked(before).is_some() || unit.is_aside(before)
    });
    if opens_incise {
        let subject = subject::behind(unit, cue)?;
        let end = subject.end;
        let bounded = ends_incise(unit, end);
        return bounded.then(|| (subject, start..end));
    }
    if unit.context.lexicon.clauses.subject_first_incise {
        let subject = subject::before(unit, cue)?;
        let first = over_adverbs_back(unit, subject.start);
        let opens = first
            .checked_sub(1)
            .is_some_and(|before| unit.is_comma(before) || unit.marked(before).is_some());
        let nothing_else = subject.end + 3 >= cue.start || unit.is_comma(cue.start - 1);
        if opens
            && nothing_else
            && ends_incise(unit, cue.end)
            && bare_clause(unit, cue, Some(&subject)).is_none()
        {
            return Some((subject, first..cue.end));
        }
    }
    None
}

fn over_adverbs_back(unit: &Unit, at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < 3 && unit.has(start - 1, Role::Adverb) {
        start -= 1;
    }
    start
}

/// Whether what follows the subject of an incise is no object of its verb.
fn ends_incise(unit: &Unit, at: usize) -> bool {
    unit.is_stop(at)
        || unit.is_comma(at)
        || unit.is_aside(at)
        || unit.marked(at).is_some()
        || [
            Role::Preposition,
            Role::Relative,
            Role::Time,
            Role::Adverb,
            Role::Ends,
            Role::Conjunction,
            Role::Of,
        ]
        .into_iter()
        .any(|role| unit.has(at, role))
        || unit.entry(at).is_some_and(|entry| !entry.verbs.is_empty())
        || (!unit.is_word(at) && !unit.is_number(at))
        || (unit.has(at, Role::Determiner) && unit.has(at + 1, Role::Time))
}

/// Where the content of an incise begins: behind the last mark that ends a clause, or the attribution before.
fn left_bound(unit: &Unit, before: usize, earlier: &[Report]) -> usize {
    let stop = (0..before)
        .rev()
        .find(|&at| unit.is_stop(at) && !matches!(unit.lower(at), "..." | "…" | "!" | "?"))
        .map_or(0, |stop| stop + 1);
    let incise = earlier
        .iter()
        .rev()
        .find(|report| report.manner == Manner::Incise)
        .map_or(0, |report| report.attribution.end);
    stop.max(incise).max(body_start(unit)).min(before)
}

/// The item behind `ERIVAN, 3 mai (AFP) -`, where the wire did not mark the line of place and date.
fn body_start(unit: &Unit) -> usize {
    let is_dash = |at: usize| matches!(unit.lower(at), "-" | "–" | "—");
    let line = (0..unit.len().min(14)).find(|&at| is_dash(at) && at > 0 && unit.is_aside(at - 1));
    match line {
        Some(dash) => dash + 1,
        None => usize::from(unit.len() > 1 && is_dash(0)),
    }
}

/// Where the adjuncts of an incise end: at the next comma or stop.
fn attribution_end(unit: &Unit, attribution: &Range<usize>) -> usize {
    (attribution.end..unit.len())
        .find(|&at| unit.is_comma(at) || unit.is_stop(at) || unit.marked(at).is_some())
        .unwrap_or(unit.len())
}

/// What goes on behind an incise: `…, a-t-il dit, …`.
fn resumed(unit: &Unit, right: usize, later: &[Cue], inverted: bool) -> Option<Range<usize>> {
    let from = right + usize::from(unit.is_comma(right) || unit.lower(right) == ":");
    if from >= unit.len() || (from == right && unit.marked(from).is_none()) {
        return None;
    }
    let end = clause_end(unit, from, later);
    let starts_attribution = later
        .iter()
        .any(|cue| cue.start <= from + 2 && cue.start >= from);
    let marked = unit.marked(from).is_some();
    let goes_on = inverted
        && !starts_attribution
        && unit.has_finite(from..end)
        && ![Role::Preposition, Role::Relative, Role::Ends]
            .into_iter()
            .any(|role| unit.has(from, role))
        && !unit.lower(from).ends_with("ant");
    (marked || goes_on)
        .then(|| trimmed(unit, from..end))
        .flatten()
}

/// `qualifié de « … » par X`
fn passive(unit: &Unit, later: &[Cue], cue: &Cue) -> Option<Report> {
    let subject = subject::agent(unit, cue)?;
    let end = clause_end(unit, cue.end, later);
    Some(Report {
        cue: cue.clone(),
        attribution: cue.start..cue.end,
        subject: Some(subject),
        manner: Manner::Object,
        content: Vec::new(),
        reach: vec![cue.end..end],
    })
}

/// `selon X, …` · `…, selon X` · `…, selon X, …`
fn frame(unit: &Unit, cues: &[Cue], cue: &Cue, place: FramePlace) -> Option<Report> {
    let subject = subject::framed(unit, cue, place)?;
    let left = frame_left(unit, cue);
    let at_front = is_front(unit, left, cue.start);
    let set_off = at_front || unit.is_comma(cue.start - 1) || unit.marked(cue.start - 1).is_some();
    let speaks = subject::can_speak(unit, &subject);
    let later: Vec<Cue> = cues
        .iter()
        .filter(|other| other.start >= subject.end)
        .cloned()
        .collect();
    let right = frame_end(unit, subject.end.max(cue.end));
    let fits = match place {
        FramePlace::Any | FramePlace::Behind => set_off || speaks,
        FramePlace::Front => {
            at_front
                && speaks
                && (unit.is_comma(right)
                    || unit.marked(right).is_some()
                    || unit.lower(right) == ":")
        }
        FramePlace::Source => cue.start > 0 && unit.is_comma(cue.start - 1),
    };
    if !fits {
        return None;
    }
    let first_behind = right + usize::from(unit.is_comma(right) || unit.lower(right) == ":");
    let end = clause_end(unit, first_behind.min(unit.len()), &later);
    let behind = first_behind..end.max(first_behind);
    let before = left..cue.start;
    let goes_on = unit.is_comma(right)
        && !unit.has(first_behind, Role::Relative)
        && !starts_gerund(&later, first_behind);
    let (content, reach) = if at_front {
        (vec![behind.clone()], vec![behind])
    } else if goes_on && (unit.has_finite(behind.clone()) || !unit.has_finite(before.clone())) {
        (vec![before.clone(), behind.clone()], vec![before, behind])
    } else if unit.marked(right).is_some() {
        (Vec::new(), vec![right..end])
    } else {
        (vec![before.clone()], vec![before])
    };
    Some(Report {
        cue: cue.clone(),
        subject: Some(subject),
        manner: Manner::Frame,
        content: content
            .into_iter()
            .filter_map(|range| trimmed(unit, range))
            .collect(),
        reach,
        attribution: cue.start..right,
    })
}

fn starts_gerund(later: &[Cue], at: usize) -> bool {
    later
        .iter()
        .any(|cue| cue.shape == Shape::Gerund && cue.start >= at && cue.start <= at + 1)
}

/// Where the clause that holds a frame begins: behind a stop, or the `que` of an outer report.
fn frame_left(unit: &Unit, cue: &Cue) -> usize {
    let bound = (0..cue.start).rev().find(|&at| {
        matches!(unit.lower(at), ";" | ":")
            || (unit.has(at, Role::Opener) && unit.is_comma(at + 1) && at + 2 == cue.start)
    });
    bound
        .map_or(0, |at| at + 1)
        .max(body_start(unit))
        .min(cue.start)
}

/// Whether only adverbials precede: `En 2016, selon X, …`.
fn is_front(unit: &Unit, left: usize, at: usize) -> bool {
    let first = (left..at).find(|&item| !unit.is_comma(item));
    let Some(first) = first else {
        return true;
    };
    let adverbial = unit.has(first, Role::Preposition)
        || unit.has(first, Role::Adverb)
        || unit.has(first, Role::Time)
        || unit.has(first, Role::Coordinator)
        || unit.has(first, Role::Conjunction);
    let short = (first..at).all(|item| unit.marked(item).is_none() && !unit.is_finite(item));
    adverbial && short
}

/// Where the phrase behind a frame ends, with its appositions.
fn frame_end(unit: &Unit, from: usize) -> usize {
    let mut end = from;
    if unit.is_aside(end) {
        end += 1;
    }
    let boundary = |at: usize| {
        (at..unit.len())
            .find(|&item| unit.is_comma(item) || unit.is_stop(item) || unit.marked(item).is_some())
            .unwrap_or(unit.len())
    };
    // `selon un bilan communiqué samedi par les autorités, …`
    let next = boundary(end);
    if next - end <= 14 && !unit.has_finite(end..next) {
        end = next;
    }
    // `selon Alain X, vice-président de Y, …`
    for _ in 0..2 {
        if !unit.is_comma(end) {
            break;
        }
        let next = boundary(end + 1);
        let closed = unit.is_comma(next) || unit.marked(next).is_some();
        let names = unit.is_named(end + 1)
            && phrase_at(unit, end + 1, Start::Marked).is_some_and(|phrase| phrase.end == next);
        let describes = !opening(unit, end + 1)
            && !unit.has(end + 1, Role::Pronoun)
            && phrase_at(unit, end + 1, Start::Bare).is_some();
        if closed && !unit.has_finite(end + 1..next) && (names || describes) {
            end = next;
        } else {
            break;
        }
    }
    end
}

/// Without the marks and joining words at its ends; none when nothing is left.
pub fn trimmed(unit: &Unit, range: Range<usize>) -> Option<Range<usize>> {
    let (mut start, mut end) = (range.start.max(body_start(unit)), range.end.min(unit.len()));
    let is_edge = |at: usize| {
        !unit.is_word(at) && !unit.is_number(at) && unit.marked(at).is_none() && !unit.is_aside(at)
    };
    while start < end
        && ((is_edge(start) && !matches!(unit.lower(start), "[" | "\"" | "-" | "+"))
            || unit.has(start, Role::Coordinator)
            || is_lone_dash(unit, start))
    {
        start += 1;
    }
    while end > start
        && is_edge(end - 1)
        && !matches!(unit.lower(end - 1), "%" | "]" | "\"" | "°" | "€" | "$")
    {
        end -= 1;
    }
    (start < end).then_some(start..end)
}

fn is_lone_dash(unit: &Unit, at: usize) -> bool {
    unit.lower(at) == "-" && !unit.is_number(at + 1)
}
