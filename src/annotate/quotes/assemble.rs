//! Puts quotations together: the marked words and reported clauses of each sentence, with the parts that an attribution splits.

use std::ops::Range;

use super::adjunct::adverbial_at;
use super::clause;
use super::context::Context;
use super::folding::units;
use super::inner_incise;
use super::join::{Found, join};
use super::marks::Stretch;
use super::report::{Manner, Report, reports};
use super::role::Role;
use super::subject;
use super::unit::{SHORTEST_UTTERANCE, Unit};
use super::utterance;
use super::verbs::Takes;
use crate::model::{Quotation, QuotationKind, Span};

/// Items of the shortest reported clause.
const SHORTEST_CONTENT: usize = 2;

/// A unit with what was found out about it.
struct Sentence<'u, 'c> {
    unit: &'u Unit<'c>,
    reports: &'u [Report],
    /// The stretches with their items; names and titles left out.
    read: Vec<(usize, utterance::Reading)>,
    /// Index of the unit.
    position: usize,
    /// Who spoke last in the unit before.
    last_speaker: Option<Span>,
}

/// Who a reported clause is attributed to.
struct Attribution {
    cue: Option<Span>,
    speaker: Span,
}

impl Sentence<'_, '_> {
    /// A quotation that no marks show.
    fn reported(&self, parts: Vec<Span>, attribution: Attribution) -> Found {
        let quotation = Quotation {
            kind: QuotationKind::Indirect,
            confidence: 0.0,
            parts,
            cue: attribution.cue,
            speaker: Some(attribution.speaker),
            actor: None,
        };
        Found::alone(quotation, self.position)
    }

    fn speaker(&self, report: &Report) -> Option<Span> {
        let carried = self.last_speaker.filter(|_| report.leans_back(self.unit));
        let subject = report.subject.clone();
        subject.map(|subject| self.unit.span(subject)).or(carried)
    }
}

/// Every quotation of the dispatch, in reading order; how sure each is remains to be said.
pub fn quotations(context: &Context, stretches: &[Stretch]) -> Vec<Quotation> {
    let all = units(context, stretches, 0, 0..context.reading.tokens.len());
    let mut found: Vec<Found> = Vec::new();
    let mut announced = None;
    let mut last_speaker = None;
    for (position, unit) in all.iter().enumerate() {
        let reports = reports(unit);
        let sentence = Sentence {
            unit,
            read: read_marked(unit, &reports),
            reports: &reports,
            position,
            last_speaker,
        };
        let mut here = marked(&sentence, stretches);
        if let Some((cue, speaker)) = announced.take()
            && let Some(first) = here.first_mut().filter(|first| first.bare)
        {
            first.quotation.cue = Some(cue);
            first.quotation.speaker = Some(speaker);
            first.bare = false;
            first.can_go_on = true;
        }
        here.extend(indirect(&sentence));
        if here.is_empty()
            && let Some(last) = found.last_mut().filter(|last| last.is_unsigned(position))
        {
            last.sign(subject::signature(unit, 0).map(|signer| unit.span(signer)));
        }
        if here.is_empty() {
            let before = position.checked_sub(1).map(|before| &all[before]);
            here.extend(before.and_then(|before| resumed(&sentence, before, &found)));
            here.extend(carried_on(&sentence));
        }
        here.sort_by_key(|found| found.quotation.span().start());
        last_speaker = here.last().and_then(|found| found.quotation.speaker);
        found.extend(here);
        announced = announcement(unit, &reports);
    }
    let mut quotations = join(context, found);
    quotations.sort_by_cached_key(|quotation| {
        (
            quotation.span().start(),
            std::cmp::Reverse(quotation.span().end()),
        )
    });
    quotations
}

/// Cue and speaker of a sentence that ends with a colon: `X a déclaré :`.
fn announcement(unit: &Unit, reports: &[Report]) -> Option<(Span, Span)> {
    let last = unit.len().checked_sub(1)?;
    let report = reports
        .iter()
        .rev()
        .find(|report| report.reach.iter().any(|reach| reach.end >= last))?;
    let speaker = report.subject.clone().filter(|_| unit.lower(last) == ":")?;
    Some((unit.span(report.cue.words.clone()), unit.span(speaker)))
}

/// What the stretches of a unit are.
fn read_marked(unit: &Unit, reports: &[Report]) -> Vec<(usize, utterance::Reading)> {
    // The marked name of a source: `« Le Monde » rapporte …`
    let speaks = |at: usize| {
        let subjects = reports.iter().filter_map(|report| report.subject.as_ref());
        subjects.into_iter().any(|subject| subject.contains(&at))
    };
    let mut read = Vec::new();
    let mut name: Option<usize> = None;
    for at in (0..unit.len()).filter(|&at| !speaks(at)) {
        let Some(stretch) = unit.marked(at).map(|stretch| unit.stretch(stretch)) else {
            continue;
        };
        let listed = name.is_some_and(|name| is_listed_behind(unit, name, at));
        let found = utterance::read(unit, at, stretch, reports);
        let found = found.filter(|found| !listed || found.kind == QuotationKind::Direct);
        if found.is_none() {
            name = Some(at);
        }
        read.extend(found.map(|found| (at, found)));
    }
    read
}

/// `« Les Dunes », « Le Phare » ou encore « Marée basse »`, `« The Dunes » (« Les Dunes »)`: what follows a name is one too.
fn is_listed_behind(unit: &Unit, name: usize, at: usize) -> bool {
    let joins = |item: usize| {
        unit.is_comma(item)
            || unit.lower(item) == "("
            || unit.has(item, Role::And)
            || adverbial_at(unit, item) == Some(item + 1)
    };
    unit.begins_with_capital(at) && (name + 1..at).all(joins)
}

/// The quotations of a unit that marks show.
fn marked(sentence: &Sentence, stretches: &[Stretch]) -> Vec<Found> {
    let unit = sentence.unit;
    let mut found: Vec<Found> = Vec::new();
    let mut last: Option<(usize, Option<usize>, usize)> = None;
    for &(at, read) in &sentence.read {
        let Some(index) = unit.marked(at) else {
            continue;
        };
        let stretch = &stretches[index];
        let report = read.report.map(|report| &sentence.reports[report]);
        let words = unit.words_of(stretch);
        let previous = last.filter(|&(item, owner, _)| {
            owner == read.report && is_one_utterance(unit, item, at, report)
        });
        let joins = previous.is_some_and(|(item, _, before)| {
            let fits = before >= SHORTEST_UTTERANCE && words >= SHORTEST_UTTERANCE
                || is_incise_between(item, at, report);
            fits && read.kind != QuotationKind::Term
        });
        last = Some((at, read.report, words));
        if joins && let Some(before) = found.last_mut() {
            before.quotation.parts.push(stretch.inner);
            continue;
        }
        let mut quotation = Quotation {
            kind: read.kind,
            parts: vec![stretch.inner],
            cue: report.map(|report| unit.span(report.cue.words.clone())),
            speaker: match report {
                Some(report) => sentence.speaker(report),
                None => subject::before_colon(unit, at)
                    .or_else(|| subject::of_predicate(unit, at))
                    .or_else(|| subject::signature(unit, at + 1))
                    .map(|subject| unit.span(subject)),
            },
            actor: None,
            confidence: 0.0,
        };
        let attributed_outside = report.is_some_and(|report| report.manner == Manner::Incise);
        if read.kind == QuotationKind::Direct && !attributed_outside {
            inner_incise::split(unit.context, stretches, index, &mut quotation);
        }
        if read.kind == QuotationKind::Mixed {
            found.extend(nested_terms(sentence, stretches, index, &quotation));
        }
        let alone = is_alone(unit, at);
        let at_end = is_bare(unit, at + 1..unit.len());
        found.push(Found {
            can_go_on: read.kind == QuotationKind::Direct
                && (at_end
                    || attributed_outside
                    || report.is_some_and(|report| report.manner == Manner::Frame)),
            bare: alone && quotation.cue.is_none(),
            leads: is_bare(unit, 0..at),
            opens_paragraph: at == 0 && opens_paragraph(unit),
            continues: stretch.continues,
            quotation,
            units: (sentence.position, sentence.position),
        });
    }
    found
}

/// Whether two stretches are parts of one utterance: only a comma or their own attribution stands between.
fn is_one_utterance(unit: &Unit, first: usize, second: usize, report: Option<&Report>) -> bool {
    let comma = second == first + 2 && unit.is_comma(first + 1);
    (comma && !unit.has(first.wrapping_sub(1), Role::Determiner))
        || is_incise_between(first, second, report)
}

fn is_incise_between(first: usize, second: usize, report: Option<&Report>) -> bool {
    report.is_some_and(|report| {
        report.manner == Manner::Incise
            && first < report.attribution.start
            && report.attribution.end <= second
    })
}

/// Whether the unit begins its paragraph.
fn opens_paragraph(unit: &Unit) -> bool {
    let start = unit.span(0..1).start();
    let reading = unit.context.reading;
    reading.paragraphs[reading.paragraph_of(start)].span.start() == start
}

/// Whether the unit holds nothing but this stretch and marks.
fn is_alone(unit: &Unit, at: usize) -> bool {
    is_bare(unit, 0..at) && is_bare(unit, at + 1..unit.len())
}

/// Whether some items are nothing but marks.
fn is_bare(unit: &Unit, mut items: Range<usize>) -> bool {
    items.all(|item| !unit.is_word(item) && !unit.is_number(item) && unit.marked(item).is_none())
}

/// Terms marked again inside a mixed quotation, with its attribution.
fn nested_terms(
    sentence: &Sentence,
    stretches: &[Stretch],
    outer: usize,
    of: &Quotation,
) -> Vec<Found> {
    let depth = stretches[outer].depth + 1;
    stretches[outer + 1..]
        .iter()
        .take_while(|stretch| stretches[outer].outer.covers(stretch.outer))
        .filter(|stretch| {
            stretch.depth == depth && sentence.unit.words_of(stretch) < SHORTEST_UTTERANCE
        })
        .map(|stretch| {
            let term = Quotation {
                kind: QuotationKind::Term,
                parts: vec![stretch.inner],
                ..of.clone()
            };
            Found::alone(term, sentence.position)
        })
        .collect()
}

/// The reported clauses of a unit that no marks show.
fn indirect(sentence: &Sentence) -> Vec<Found> {
    let unit = sentence.unit;
    let mut found = Vec::new();
    for (owner, report) in sentence.reports.iter().enumerate() {
        let Some(speaker) = sentence.speaker(report) else {
            continue;
        };
        let content = without_utterances(unit, report, &sentence.read, owner);
        if content.iter().map(|content| content.len()).sum::<usize>() < SHORTEST_CONTENT {
            continue;
        }
        let attribution = Attribution {
            cue: Some(unit.span(report.cue.words.clone())),
            speaker,
        };
        let parts = content.into_iter().map(|content| unit.span(content));
        found.push(sentence.reported(parts.collect(), attribution));
    }
    found
}

/// `Die Straße ist gesperrt. Das teilte die Polizei mit.`: the sentence before is what is reported.
fn resumed(sentence: &Sentence, before: &Unit, found: &[Found]) -> Option<Found> {
    let unit = sentence.unit;
    let report = sentence
        .reports
        .iter()
        .find(|report| report.cue.start <= 2 && report.cue.takes == Takes::Report)?;
    let taken = found
        .last()
        .is_some_and(|last| last.units.1 + 1 == sentence.position);
    let at_head = report.cue.start > 0 && unit.has(0, Role::Resumes);
    if taken || !at_head {
        return None;
    }
    let speaker = subject::inside(unit, &report.cue)
        .or_else(|| subject::behind(unit, &report.cue))
        .filter(|subject| subject::can_speak(unit, subject))?;
    let content = clause::trimmed(before, 0..before.len())?;
    let attribution = Attribution {
        cue: Some(unit.span(report.cue.words.clone())),
        speaker: unit.span(speaker),
    };
    Some(sentence.reported(vec![before.span(content)], attribution))
}

/// `X sagte, es sei kalt. Der Winter werde lang.`: the mood of the verb shows that the sentence is reported as well.
fn carried_on(sentence: &Sentence) -> Option<Found> {
    let unit = sentence.unit;
    let speaker = sentence.last_speaker?;
    let verb = (0..unit.len()).find(|&at| unit.is_finite(at) && !unit.has(at, Role::Pronoun))?;
    let content = clause::trimmed(unit, 0..unit.len())?;
    let attribution = Attribution { cue: None, speaker };
    (sentence.reports.is_empty() && unit.has(verb, Role::Subjunctive))
        .then(|| sentence.reported(vec![unit.span(content)], attribution))
}

/// The content of a report; nothing where marked words of its speaker's are an utterance, which then is the quotation, except
/// what a clause of its own says before them: `que les dons étaient privés, « cela va de soi »`.
fn without_utterances(
    unit: &Unit,
    report: &Report,
    read: &[(usize, utterance::Reading)],
    owner: usize,
) -> Vec<Range<usize>> {
    let alone = report.content.len() == 1 && report.content[0].len() == 1;
    let utterance = |(at, read): &&(usize, utterance::Reading)| {
        let long = read.kind != QuotationKind::Term || alone;
        long && read.report == Some(owner)
            && report.content.iter().any(|content| content.contains(at))
    };
    // `« … », a crié le conducteur, d’après des passagers`: the words are the conductor's.
    let whose = |(at, other): &&(usize, utterance::Reading)| {
        other.kind == QuotationKind::Direct
            && other.report.is_some_and(|other| other != owner)
            && report.content.iter().any(|content| content.start == *at)
    };
    if read.iter().any(|read| whose(&read)) {
        return Vec::new();
    }
    let Some((at, first)) = read.iter().find(utterance) else {
        return report.content.clone();
    };
    let clause = report.content[0].start..at.saturating_sub(1);
    let apart = first.kind == QuotationKind::Direct
        && report.manner == Manner::Clause
        && unit.is_comma(clause.end)
        && unit.has_finite(clause.clone());
    let clauses = apart.then_some(clause);
    clauses.into_iter().collect()
}
