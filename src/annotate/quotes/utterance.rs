//! What the marked stretches of a sentence are: direct, mixed, term, or no quotation; and which report they belong to.

use super::marks::Stretch;
use super::report::{Manner, Report};
use super::role::Role;
use super::subject;
use super::unit::{SHORTEST_UTTERANCE, Unit};
use crate::model::QuotationKind;

/// What a marked stretch is, and the report that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub kind: QuotationKind,
    /// Position in the list of the unit's reports.
    pub report: Option<usize>,
}

/// Reads the stretch at item `at`; none for names and titles.
pub fn read(unit: &Unit, at: usize, stretch: &Stretch, reports: &[Report]) -> Option<Reading> {
    let report = owner(unit, at, reports);
    let stance = Stance {
        unit,
        at,
        words: unit.words_of(stretch),
        clausal: is_clausal(unit, stretch),
    };
    let kind = stance.kind(report.map(|report| &reports[report]))?;
    if kind != QuotationKind::Direct
        && stance.is_name(stretch, report.map(|report| &reports[report]))
    {
        return None;
    }
    Some(Reading { kind, report })
}

/// The report that marked words belong to: the one just behind them, else the nearest before, else one further behind.
fn owner(unit: &Unit, at: usize, reports: &[Report]) -> Option<usize> {
    let reaches = |report: &Report| report.reach.iter().any(|reach| reach.contains(&at));
    let adjacent = |report: &Report| {
        let next = at + 1 + usize::from(unit.is_comma(at + 1));
        matches!(report.manner, Manner::Incise | Manner::Frame)
            && (report.attribution.start == next
                || (report.manner == Manner::Incise && is_just_behind(unit, at, report)))
    };
    let inside = reports
        .iter()
        .enumerate()
        .filter(|(_, report)| reaches(report));
    inside
        .max_by_key(|(position, report)| {
            if adjacent(report) {
                (3, 0)
            } else if report.cue.start < at {
                (
                    if is_subordinate(unit, report, reports) {
                        1
                    } else {
                        2
                    },
                    *position,
                )
            } else {
                (0, usize::MAX - position)
            }
        })
        .map(|(position, _)| position)
}

/// `X a répondu qu’il ne pensait qu’à « … »`: the inner verb is one of the reported words, when nobody new is its subject.
fn is_subordinate(unit: &Unit, report: &Report, reports: &[Report]) -> bool {
    let at = report.cue.words.start;
    let inside = |other: &Report| {
        other.manner == Manner::Clause && other.content.iter().any(|content| content.contains(&at))
    };
    let nobody_new = report.subject.as_ref().is_none_or(|subject| {
        unit.has(subject.start, Role::Pronoun) || !subject::can_speak(unit, subject)
    });
    report.manner == Manner::Object && nobody_new && reports.iter().any(inside)
}

/// `…, a-t-il dit, « … »`
fn is_just_behind(unit: &Unit, at: usize, report: &Report) -> bool {
    let gap = report.attribution.end..at;
    report.attribution.end <= at
        && gap.len() <= 1
        && gap
            .clone()
            .all(|item| unit.is_comma(item) || unit.lower(item) == ":")
}

/// How a stretch stands in its sentence.
struct Stance<'u, 'c> {
    unit: &'u Unit<'c>,
    at: usize,
    words: usize,
    clausal: bool,
}

impl Stance<'_, '_> {
    fn kind(&self, report: Option<&Report>) -> Option<QuotationKind> {
        let long = self.words >= SHORTEST_UTTERANCE;
        let stands_alone = self.begins_clause(report) && self.ends_clause(report);
        let direct = match report.map(|report| report.manner) {
            _ if self.is_sentence() => {
                let ended = self.ends_sentence_inside() || self.unit.is_stop_mark(self.at + 1);
                long || self.clausal || report.is_some() || ended
            }
            _ if self.unit.lower(self.at.wrapping_sub(1)) == ":" => {
                long || self.clausal || report.is_some()
            }
            Some(Manner::Incise) => {
                (stands_alone && (long || self.clausal || self.is_first()))
                    || (self.clausal && self.begins_clause(report))
            }
            Some(Manner::Clause) => {
                let whole = self.is_behind_opener() && self.unit.is_stop(self.at + 1) && long;
                self.opens_clause() && self.ends_clause(report) && (self.clausal || whole)
            }
            Some(Manner::Frame) => stands_alone && self.clausal,
            Some(Manner::Object) => {
                self.clausal
                    && long
                    && !self.is_determined()
                    && self.starts_freely()
                    && !self.is_noun_with_clause()
            }
            None => self.clausal && long && self.begins_clause(None) && self.ends_clause(None),
        };
        Some(if direct {
            QuotationKind::Direct
        } else if long {
            QuotationKind::Mixed
        } else {
            QuotationKind::Term
        })
    }

    fn is_first(&self) -> bool {
        (0..self.at).all(|at| {
            !self.unit.is_word(at) && !self.unit.is_number(at) && self.unit.marked(at).is_none()
        })
    }

    /// Nothing but the stretch and marks.
    fn is_sentence(&self) -> bool {
        self.is_first()
            && (self.at + 1..self.unit.len()).all(|at| {
                !self.unit.is_word(at) && !self.unit.is_number(at) && self.unit.marked(at).is_none()
            })
    }

    fn ends_sentence_inside(&self) -> bool {
        self.unit.context.reading.text[self.unit.span(self.at..self.at + 1)]
            .trim_end_matches(['"', '»', '”', '“', '’', ' ', '\u{A0}', '\u{202F}'])
            .ends_with(['.', '!', '?', '…'])
    }

    /// Whether a clause may begin with the stretch: nothing before it, or a mark, or an opener.
    fn begins_clause(&self, report: Option<&Report>) -> bool {
        let Some(before) = self.at.checked_sub(1) else {
            return true;
        };
        self.is_first()
            || self.unit.is_comma(before)
            || self.unit.is_stop(before)
            || self.unit.marked(before).is_some()
            || self.unit.has(before, Role::Opener)
            || self.unit.is_aside(before)
            || report.is_some_and(|report| report.attribution.end == self.at)
    }

    fn is_behind_opener(&self) -> bool {
        self.at
            .checked_sub(1)
            .is_some_and(|before| self.unit.has(before, Role::Opener))
    }

    /// `un homme qui cherchait la paix`: all its verbs are those of relative clauses.
    fn is_noun_with_clause(&self) -> bool {
        let context = self.unit.context;
        let Some(index) = self.unit.marked(self.at) else {
            return false;
        };
        let tokens = context.reading.tokens_in(self.unit.stretch(index).inner);
        let relatives = tokens.clone().filter(|&token| {
            context.has(token, Role::Relative) && !context.has(token, Role::Determiner)
        });
        let verbs = tokens.clone().filter(|&token| context.is_finite(token));
        let noun = context.has(tokens.start, Role::Determiner);
        noun && verbs.count() <= relatives.count()
    }

    fn opens_clause(&self) -> bool {
        self.at.checked_sub(1).is_some_and(|before| {
            self.unit.has(before, Role::Opener)
                || self.unit.is_comma(before)
                || self.unit.is_stop(before)
        })
    }

    fn starts_freely(&self) -> bool {
        self.begins_clause(None)
            || self.at.checked_sub(1).is_some_and(|before| {
                self.unit
                    .entry(before)
                    .is_none_or(|entry| !entry.verbs.is_empty() && !entry.has(Role::Preposition))
            })
    }

    /// Whether the clause ends with the stretch.
    fn ends_clause(&self, report: Option<&Report>) -> bool {
        let next = self.at + 1;
        self.unit.closes_with_mark(self.at)
            || self.unit.is_stop(next)
            || self.unit.is_comma(next)
            || self.unit.marked(next).is_some()
            || self.unit.has(next, Role::Coordinator)
            || !self.unit.is_word(next) && !self.unit.is_number(next)
            || report.is_some_and(|report| report.attribution.start == next)
    }

    /// Behind an article or a preposition the words are part of the reporter's phrase.
    fn is_determined(&self) -> bool {
        self.at.checked_sub(1).is_some_and(|before| {
            [Role::Determiner, Role::Of, Role::Preposition]
                .into_iter()
                .any(|role| self.unit.has(before, role))
        })
    }

    /// Whether the stretch is a name or a title: behind a word that names, or a capital in the middle of a sentence.
    fn is_name(&self, stretch: &Stretch, report: Option<&Report>) -> bool {
        let unit = self.unit;
        let named = (1..=3).any(|back| {
            self.at.checked_sub(back).is_some_and(|before| {
                unit.has(before, Role::Naming)
                    && (before + 1..self.at).all(|item| {
                        unit.has(item, Role::Determiner)
                            || unit.has(item, Role::Of)
                            || unit.lower(item) == ":"
                    })
            })
        });
        let words = &unit.context.reading.text[stretch.inner];
        let capital = words
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| c.is_uppercase() || c.is_numeric());
        let inner_capital = words.split_whitespace().count() == 1
            && words.chars().skip(1).any(char::is_uppercase)
            && words.chars().any(char::is_lowercase);
        let short = self.words < SHORTEST_UTTERANCE;
        // In the speaker's own phrase marked words are a name: `…, a révélé l’émission « Midi »`.
        let attributed = report.is_some_and(|report| {
            let reported = report.manner == Manner::Incise && self.at < report.attribution.start;
            reported || self.opens_clause()
        });
        let titled = capital && !self.clausal && !self.is_first() && !attributed;
        (named && (short || capital)) || (short && (titled || inner_capital))
    }
}

/// Whether the words can stand alone as a clause: they have a finite verb, and do not begin like the rest of somebody else's.
fn is_clausal(unit: &Unit, stretch: &Stretch) -> bool {
    let context = unit.context;
    let tokens = context.reading.tokens_in(stretch.inner);
    let Some(first) = tokens.clone().find(|&token| context.is_word(token)) else {
        return false;
    };
    let leans = [
        Role::Relative,
        Role::Opener,
        Role::Of,
        Role::Negation,
        Role::Reflexive,
    ]
    .into_iter()
    .any(|role| context.has(first, role));
    let subject = context.has(first, Role::Pronoun) || context.has(first, Role::Determiner);
    let begins_late =
        (leans && !context.has(first, Role::Pronoun)) || (context.is_verb_form(first) && !subject);
    let capital = context.reading.is_capitalised(first);
    (capital || !begins_late) && tokens.into_iter().any(|token| context.is_finite(token))
}
