//! What each cue of a sentence reports, and who speaks: `X a dit que …`, `…, a dit X`, `selon X, …`, `X a dénoncé « … »`.
//!
//! A report has a reach, inside which marked words belong to its speaker, and a content, which is reported speech when no marks
//! show it. Which stretches are quotations, and of which kind, is decided elsewhere.

use std::ops::Range;

use super::adjunct::{adverbial_at, prepositional_at};
use super::clause::{self, trimmed};
use super::cue::{Cue, Shape, cues};
use super::noun_phrase::opening;
use super::role::Role;
use super::subject::{self, Subject};
use super::unit::Unit;
use super::verbs::Takes;
use super::{frame, incise, source};

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
        let later = &cues[at + 1..];
        if at > 0 && is_governed(unit, &cues[at - 1], cue) || describes_source(&reports, cue) {
            continue;
        }
        let report = match cue.shape {
            Shape::Frame(place) => frame::report(unit, &cues, cue, place),
            Shape::Passive | Shape::Participle => passive(unit, later, cue),
            Shape::Finite { .. } => incise::report(unit, cue, &cues, &reports)
                .or_else(|| frame::comparing(unit, &cues, cue))
                .or_else(|| governing(unit, later, cue, &reports)),
            Shape::Gerund | Shape::Infinitive => governing(unit, later, cue, &reports),
        };
        reports.extend(report);
    }
    reports
}

/// `d’après une source, qui s’exprime sous couvert d’anonymat, …`
fn describes_source(reports: &[Report], cue: &Cue) -> bool {
    reports.iter().any(|report| {
        report.manner == Manner::Frame
            && report.cue.start < cue.start
            && report.attribution.contains(&cue.start)
    })
}

/// `a déclaré avoir ordonné « … »`: the first verb attributes, the infinitive behind it is part of what it reports.
fn is_governed(unit: &Unit, before: &Cue, cue: &Cue) -> bool {
    let near = before.end <= cue.start && over_adjuncts(unit, before.end) >= cue.start;
    let governs =
        matches!(before.shape, Shape::Finite { .. } | Shape::Gerund) && !before.takes.needs_marks();
    near && governs && (cue.shape == Shape::Infinitive || unit.has(cue.start, Role::Infinitive))
}

/// The first item behind the adverbials, prepositions and `de` that stand at `from`.
fn over_adjuncts(unit: &Unit, mut from: usize) -> usize {
    loop {
        let adjunct = adverbial_at(unit, from).or_else(|| prepositional_at(unit, from));
        match adjunct {
            Some(end) => from = end,
            None if unit.has(from, Role::Of) => from += 1,
            None => return from,
        }
    }
}

/// Subject and verb first: `X a dit que …`, `X a dénoncé « … »`, `estimant que …`.
fn governing(unit: &Unit, later: &[Cue], cue: &Cue, earlier: &[Report]) -> Option<Report> {
    if cue.takes == Takes::Incise && !announces(unit, cue) {
        return None;
    }
    let infinitive = cue.shape == Shape::Infinitive;
    let subject = governing_subject(unit, cue, earlier)
        .filter(|subject| !infinitive || subject::can_speak(unit, subject));
    let leans = subject.is_none() && leans_back(unit, cue);
    if subject.is_none() && infinitive && !leans {
        return None;
    }
    let opened = || clause::opened(unit, cue).or_else(|| clause::bare(unit, cue, subject.as_ref()));
    let clause = (!cue.negated).then(opened).flatten();
    let from = clause.unwrap_or(cue.end);
    let says = !cue.takes.needs_marks()
        && clause.is_some()
        && (subject.is_some() || leans)
        && reports_as_infinitive(unit, cue);
    let last = subordinate_end(unit, subject.as_ref(), from).min(dependent_end(
        unit,
        cue,
        subject.as_ref(),
        from,
    ));
    let end = clause::end(unit, from, later).min(last);
    let content = says.then(|| trimmed(unit, from..end)).flatten();
    let reach = cue.end..clause::reach_end(unit, from, later).min(last).max(cue.end);
    Some(Report {
        cue: cue.clone(),
        attribution: subject
            .as_ref()
            .map_or(cue.start, |subject| subject.start.min(cue.start))..from,
        subject,
        manner: if clause.is_some() {
            Manner::Clause
        } else {
            Manner::Object
        },
        content: content.into_iter().collect(),
        reach: vec![reach],
    })
}

/// `X poursuit : « … »`, `murmure « … »`
fn announces(unit: &Unit, cue: &Cue) -> bool {
    let colon = (cue.end..unit.len()).find(|&at| unit.is_colon(at));
    let announced = colon.map_or(cue.end, |colon| colon + 1);
    unit.marked(announced).is_some()
}

fn governing_subject(unit: &Unit, cue: &Cue, earlier: &[Report]) -> Option<Subject> {
    if let Shape::Finite {
        inverted: Some(pronoun),
    } = cue.shape
    {
        return speaking(unit, cue, pronoun..pronoun + 1);
    }
    let shared = || {
        // `Selon X, Y est parti en disant …`: Y speaks.
        let leads = |report: &Report| {
            let behind = report.attribution.end;
            report.manner == Manner::Frame && report.reach.iter().all(|reach| reach.start >= behind)
        };
        let other = earlier
            .iter()
            .rev()
            .filter(|report| !leads(report))
            .find_map(|report| report.subject.clone());
        other.or_else(|| subject::of_sentence(unit, cue.start))
    };
    if matches!(cue.shape, Shape::Gerund | Shape::Infinitive) {
        let subject = own_of_gerund(unit, cue)
            .or_else(shared)
            .or_else(|| subject::ahead(unit, cue))?;
        return speaking(unit, cue, subject);
    }
    if subject::is_turned_by_adverbial(unit, cue)
        && let Some(subject) = subject::inside(unit, cue).or_else(|| subject::behind(unit, cue))
    {
        return speaking(unit, cue, subject);
    }
    let coordinated = cue.start > 0 && unit.has(cue.start - 1, Role::Coordinator);
    if coordinated {
        return speaking(unit, cue, shared()?);
    }
    let near = subject::before(unit, cue).or_else(|| turned(unit, cue));
    let of_sentence = || subject::of_sentence(unit, cue.start);
    let found = match near {
        // What stands further off and cannot speak is part of a description.
        Some(near) if near.end < cue.start && !subject::can_speak(unit, &near) => of_sentence()
            .filter(|subject| subject::can_speak(unit, subject))
            .unwrap_or(near),
        Some(near) => near,
        None => of_sentence()?,
    };
    speaking(unit, cue, found)
}

/// `comme l’a dit X`, `que soulignent X et Y`
fn turned(unit: &Unit, cue: &Cue) -> Option<Subject> {
    let before = cue.start.checked_sub(1)?;
    let subordinate = [Role::Preposition, Role::Conjunction, Role::Opener]
        .into_iter()
        .any(|role| unit.has(before, role));
    subordinate.then(|| subject::behind(unit, cue)).flatten()
}

/// `Si X estime que …, …`: the comma behind a subordinate clause at the head of a sentence ends what it reports.
fn subordinate_end(unit: &Unit, subject: Option<&Subject>, from: usize) -> usize {
    let subordinate = subject.is_some_and(|subject| {
        (0..subject.start).all(|at| {
            unit.has(at, Role::Conjunction)
                || unit.has(at, Role::Opener)
                || unit.has(at, Role::Adverb)
        }) && subject.start > 0
    });
    let comma = (from + 2..unit.len()).find(|&at| unit.is_comma(at) && opening(unit, at + 1));
    comma.filter(|_| subordinate).unwrap_or(unit.len())
}

/// `X, qui dénonce …, a quitté …`, `X, estimant que …, a quitté …`: the comma in front of the main verb ends what the clause
/// before it reports, provided that this has its own verb.
fn dependent_end(unit: &Unit, cue: &Cue, subject: Option<&Subject>, from: usize) -> usize {
    let relative = subject.is_some_and(|subject| subject::is_relative(unit, subject.start));
    let dependent = relative || cue.shape == Shape::Gerund;
    let resumes = |at: usize| {
        let verb = unit.entry(at).is_some_and(|entry| !entry.verbs.is_empty());
        let pronoun = unit.has(at, Role::Pronoun) || unit.has(at, Role::Determiner);
        (unit.is_finite(at) || verb || unit.has(at, Role::Clitic)) && !pronoun
    };
    let complete = |at: usize| from == cue.end || clause::has_own_verb(unit, from..at);
    let comma = (from..unit.len()).find(|&at| unit.is_comma(at) && resumes(at + 1) && complete(at));
    comma.filter(|_| dependent).unwrap_or(unit.len())
}

/// `Avant d’ajouter : …`: a sentence without a subject goes on from the one before.
fn leans_back(unit: &Unit, cue: &Cue) -> bool {
    let at_head = (unit.body_start()..cue.start).all(|at| {
        [Role::Preposition, Role::Of, Role::Coordinator, Role::Adverb]
            .into_iter()
            .any(|role| unit.has(at, role))
    });
    matches!(cue.shape, Shape::Infinitive | Shape::Gerund) && at_head
}

impl Report {
    /// Whether its speaker is the one of the sentence before.
    pub fn leans_back(&self, unit: &Unit) -> bool {
        let finite_alone = self.manner == Manner::Incise;
        self.subject.is_none() && (finite_alone || leans_back(unit, &self.cue))
    }
}

/// An infinitive reports where somebody's other deed is set beside it: `avant d’ajouter que`, `Eux d’ajouter que`; not in
/// `il suffit de dire que`. Other forms always do.
fn reports_as_infinitive(unit: &Unit, cue: &Cue) -> bool {
    let Some(before) = cue
        .start
        .checked_sub(1)
        .filter(|_| cue.shape == Shape::Infinitive)
    else {
        return cue.shape != Shape::Infinitive;
    };
    let beside = |at: usize| {
        unit.has(at, Role::Preposition) || unit.has(at, Role::Pronoun) || unit.is_named(at)
    };
    unit.has(before, Role::Preposition)
        || (unit.has(before, Role::Of) && before.checked_sub(1).is_some_and(beside))
}

/// `un communiqué affirmant que`: the phrase just before, unless a preposition or comma stands between (`en affirmant`).
fn own_of_gerund(unit: &Unit, cue: &Cue) -> Option<Subject> {
    let before = cue.start.checked_sub(1)?;
    let apart = unit.is_comma(before)
        || (before..cue.words.start).any(|at| unit.has(at, Role::Preposition));
    (cue.shape == Shape::Gerund && !apart)
        .then(|| subject::before(unit, cue))
        .flatten()
}

/// The subject, unless it names nobody: then the source that the sentence gives.
pub fn speaking(unit: &Unit, cue: &Cue, subject: Subject) -> Option<Subject> {
    if unit.has(subject.start, Role::Impersonal) {
        return source::relayed(unit, cue);
    }
    let hears = cue.takes == Takes::Hear && !incise::is_inverted(cue);
    (!hears && !subject::is_expletive(unit, cue, &subject)).then_some(subject)
}

/// `qualifié de « … » par X`; without an agent nobody is known to have said the words that follow, whoever speaks around them.
fn passive(unit: &Unit, later: &[Cue], cue: &Cue) -> Option<Report> {
    let subject = source::agent(unit, cue);
    let object = |from: usize| {
        let object = behind_link(unit, from)?;
        unit.marked(object).map(|_| object + 1)
    };
    let end = match &subject {
        Some(agent) => object(agent.end).unwrap_or(agent.start),
        None => object(cue.end)?,
    };
    let reach = cue.end..end.min(clause::reach_end(unit, cue.end, later));
    Some(Report {
        cue: cue.clone(),
        attribution: cue.start..cue.end,
        subject,
        manner: Manner::Object,
        content: Vec::new(),
        reach: vec![reach],
    })
}

/// What follows the words that join a participle to its object: `de`, `comme un`.
fn behind_link(unit: &Unit, from: usize) -> Option<usize> {
    let joins = |at: usize| {
        [Role::Of, Role::As, Role::Determiner, Role::Adverb]
            .into_iter()
            .any(|role| unit.has(at, role))
    };
    (from..unit.len().min(from + 4)).find(|&at| !joins(at))
}
