//! Finds an attribution inside the marks: `« Je voulais partir, a-t-il raconté, mais … »`, and splits the quotation around it.

use super::context::Context;
use super::folding::units;
use super::incise::is_inverted;
use super::marks::Stretch;
use super::report::{Manner, Report, reports};
use super::role::Role;
use super::subject::can_speak;
use super::unit::Unit;
use crate::model::{Quotation, Span};

/// Words of the shortest quotation that is looked into.
const SHORTEST: usize = 4;

/// Splits a quotation around the first attribution inside stretch `outer`, which becomes its cue and speaker.
pub fn split(context: &Context, stretches: &[Stretch], outer: usize, quotation: &mut Quotation) {
    let stretch = &stretches[outer];
    let tokens = context.reading.tokens_in(stretch.inner);
    if tokens.len() < SHORTEST {
        return;
    }
    for unit in units(context, stretches, stretch.depth + 1, tokens) {
        let reports = reports(&unit);
        let Some(report) = reports.iter().find(|report| attributes(&unit, report)) else {
            continue;
        };
        let cut = cut(&unit, report);
        let text = context.reading.text;
        let parts = [
            Span::new(stretch.inner.start(), cut.start()),
            Span::new(cut.end(), stretch.inner.end()),
        ];
        quotation.parts = parts
            .into_iter()
            .map(|part| text.trimmed(part))
            .filter(|part| !part.is_empty())
            .collect();
        quotation.cue = Some(unit.span(report.cue.words.clone()));
        quotation.speaker = report.subject.clone().map(|subject| unit.span(subject));
        return;
    }
}

/// Whether the report is one of the reporter's: a third person that can speak, set off by commas.
fn attributes(unit: &Unit, report: &Report) -> bool {
    let Some(subject) = &report.subject else {
        return false;
    };
    let set_off = report.attribution.start > 1
        && unit.is_comma(report.attribution.start - 1)
        && subject.start >= report.cue.start;
    // `…, a souri l’aîné, …`
    let compound = report.cue.words.len() > 1 && unit.has(subject.start, Role::Determiner);
    report.manner == Manner::Incise
        && set_off
        && (is_inverted(&report.cue) || compound || can_speak(unit, subject))
}

/// The end of what tells who the speaker is: `…, raconte X, 52 ans, mère de trois enfants. …`
fn behind_apposition(unit: &Unit, mut end: usize) -> usize {
    while unit.is_comma(end) {
        let next = (end + 1..unit.len())
            .find(|&at| unit.is_comma(at) || unit.is_stop(at))
            .unwrap_or(unit.len());
        let aged = unit.is_number(end + 1) && next == end + 3;
        let office = unit.has(end + 1, Role::Speaker) && !unit.has_finite(end + 1..next);
        if !aged && !office {
            break;
        }
        end = next;
    }
    end
}

/// The attribution with the marks on either side.
fn cut(unit: &Unit, report: &Report) -> Span {
    let first = report.attribution.start - 1;
    let mut last = behind_apposition(unit, report.attribution.end);
    if last < unit.len() && (unit.is_comma(last) || unit.is_stop(last)) {
        last += 1;
    }
    unit.span(first..last.max(first + 1))
}
