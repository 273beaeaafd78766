//! Times in notes: short texts that come with the moment they were written, `Rappelle demain matin à 7`, `dans cinq minutes`, `lundi`.
//!
//! A dispatch tells days, and its guide leaves parts of days and distances in time as they stand. A note is read against the clock: `ce soir` is a
//! stretch of hours, `il y a deux heures` a moment, and a note that holds nothing but a date looks ahead. [`is_note`] says which texts are notes;
//! their words stand in `assets/languages/*/notes.toml` ([`words`]).
//!
//! | reader | finds |
//! | --- | --- |
//! | [`holidays`] | `Noël`, `lundi de Pâques`, `Thanksgiving 2014` |
//! | [`stretch`] | weekends, seasons, `fin mars`, `début de semaine` |
//! | [`gather`] | a day, a part of the day and a time, in any order: `mardi en fin d'après-midi`, `13h30 samedi` |
//! | [`spoken`] | hours without a word of hours: `sept trente`, `twenty past eight` |
//! | [`shift`] | `dans 5 minutes`, `deux jours plus tard`, `les trois prochaines heures` |
//! | [`until`] | two of these as the ends of a stretch: `d'aujourd'hui au 2 mars` |
//! | [`limits`] | stretches with one end: `avant 16h`, `depuis août` |
//!
//! # Where other programs decide otherwise
//!
//! Programs that read dates disagree with one another. What is chosen here, and what some of them would say of the same words, so that nobody
//! mistakes a decision for an error:
//!
//! | words | here | elsewhere |
//! | --- | --- | --- |
//! | `juin 2031`, `next week`, `2031` | the date at its grain, `2031-06` | an interval of its days |
//! | `drittes Quartal`, `années 40` | an interval: ISO 8601 has no other form | a point, `2031-Q3` |
//! | `ce soir`, `tomorrow morning` | from 18 to 24 h, from midnight or 4 to 12 h | from 16 to 20 h, from 8 to 12 h |
//! | `this weekend` | from Friday 18 h | from Saturday |
//! | `9h à 10h`; days that a note joins | up to the second moment; up to the end of the second day | through its minute; up to its first moment |
//! | `vor vier Jahren`, `in 9 days` | a day | a month, an hour |
//! | `the last three weeks` | whole weeks, up to this one | so many days up to now |
//! | `two upcoming years` | both of them | the second alone |
//! | `within two hours` | from now until then | the moment then |
//! | `within the next two weeks after Easter` | the stretch until then | the day then |
//! | `week 31`, `11/2031`, `first week of 2031` | the date at its grain | an interval of its days |
//! | `end of tomorrow` | its last second | the day, or a stretch before midnight |
//! | `Christmas Eve at 6` | one moment | a day, and a time of day |
//! | `7:00 GMT` | the time as it is told | the time somewhere else |
//! | `4 juillet`, `10 Oct` | the closest one | the next one |
//! | `quelques jours` | vague, at least one; three where they are counted from now | three |
//! | `nine months` of a child | a duration, unless the words say age | an age |
//! | `wait for ten minutes` | a duration | the moment ten minutes from now |
//! | `il y a deux ans`, written on an unknown day | a duration | an unknown date |

mod gather;
mod holidays;
mod limits;
mod rules;
mod shift;
mod spoken;
mod stretch;
mod until;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

use jiff::civil::{DateTime, Time};
use jiff::{ToSpan, Unit};

use super::calendar::{Anchor, Day};
use super::view::View;
use super::{Draft, FigureKind, Value, time};
use crate::annotate::reading::{Reading, TokenKind};
pub use shift::weeks_at;
pub use words::NoteWords;

/// Tokens of the longest note.
const LONGEST: usize = 40;

/// What is known of a note beside its words.
pub struct Note {
    pub words: &'static NoteWords,
    /// When it was written.
    now: Option<DateTime>,
    /// Whether it says nothing but a date or a time, and when that was written: then it looks ahead.
    pub bare: bool,
    /// Whether it says nothing but a date or a time.
    pub alone: bool,
}

impl Note {
    /// The note that a text is, if it is one; `known` tells the words that mean something in a figure.
    pub fn of(reading: &Reading, known: impl Fn(usize) -> bool) -> Option<Self> {
        if !is_note(reading) {
            return None;
        }
        let words = NoteWords::of(reading.language);
        let alone = (0..reading.tokens.len()).all(|at| {
            reading.tokens[at].kind != TokenKind::Word
                || known(at)
                || words.knows(reading.lower(at))
                || is_unit_letter(reading, at)
        });
        Some(Note {
            words,
            now: reading.moment,
            bare: alone && reading.moment.is_some(),
            alone,
        })
    }
}

/// `m` in `8h10m`
fn is_unit_letter(reading: &Reading, at: usize) -> bool {
    let behind_digits =
        at > 0 && reading.tokens[at - 1].kind == TokenKind::Number && reading.touches_next(at - 1);
    behind_digits && reading.word(at).len() == 1
}

/// A single paragraph of a line or two, without a dateline, whose moment is known, or of which no day is known at all.
fn is_note(reading: &Reading) -> bool {
    let short = reading.paragraphs.len() <= 1 && reading.tokens.len() <= LONGEST;
    let timed = reading.moment.is_some() || reading.reference.is_none();
    short && timed && reading.dateline.is_none()
}

/// The time that begins at token `at` and that only notes tell.
pub fn read(view: &View, anchor: &mut Anchor, at: usize) -> Option<Draft> {
    let note = view.note.as_ref()?;
    shift::whole(view, note, at)
        .or_else(|| shift::weekdays(view, note, at))
        .or_else(|| gather::read(view, note, anchor, at))
        .or_else(|| holidays::read(view, note, anchor, at))
        .or_else(|| stretch::read(view, note, anchor, at))
        .or_else(|| shift::beside_now(view, note, at))
}

/// Joins the end of a stretch that a date or time begins, or sets the side on which it is open.
pub fn with_ends(view: &View, anchor: &mut Anchor, draft: Draft) -> Draft {
    let Some(note) = &view.note else {
        return draft;
    };
    let timed = matches!(
        draft.kind,
        FigureKind::Date | FigureKind::DateTime | FigureKind::Time
    );
    if !timed {
        return draft;
    }
    let draft = until::joined(view, note, anchor, draft);
    limits::bounded(view, note, draft)
}

/// What a duration or a time of day means in a note.
pub fn against_now(view: &View, anchor: &Anchor, draft: Draft) -> Draft {
    let Some(note) = &view.note else {
        return draft;
    };
    match draft.kind {
        FigureKind::Duration => shift::resolved(view, note, anchor, &draft).unwrap_or(draft),
        FigureKind::Time if note.bare && !note.words.says_clock(view, draft.tokens.start) => {
            next_occurrence(view, note, &draft).unwrap_or(draft)
        }
        _ => draft,
    }
}

/// Whether words around a duration count it from now: then `deux heures` is no time of day.
pub fn is_counted(view: &View, tokens: &Range<usize>) -> bool {
    view.note.as_ref().is_some_and(|note| {
        note.words.way_before(view, tokens.start).is_some()
            || note.words.way_behind(view, tokens.end).is_some()
    })
}

/// A time of day that is all a note says: when the clock shows it next. `3 heures` may be the afternoon's, unless a part of the day is named.
fn next_occurrence(view: &View, note: &Note, draft: &Draft) -> Option<Draft> {
    let now = note.now?;
    let Value::Iso(iso) = &draft.value else {
        return None;
    };
    let halved = draft.tokens.clone().any(|at| time::is_half_named(view, at));
    let time = |iso: &str| -> Option<Time> { iso.strip_prefix('T')?.parse().ok() };
    let after = |at: DateTime, time: Time| {
        let either = !halved && (1..12).contains(&time.hour());
        let hours = if either { [0, 12, 24] } else { [0, 24, 48] };
        let midnight = at.date().to_datetime(time);
        hours
            .into_iter()
            .filter_map(|hours| midnight.checked_add(hours.hours()).ok())
            .find(|found| *found > at)
    };
    let value = match iso.split_once('/') {
        None => shown(after(now, time(iso)?)?),
        Some((first, last)) => {
            let first = after(now, time(first)?)?;
            format!("{}/{}", shown(first), shown(after(first, time(last)?)?))
        }
    };
    Some(Draft {
        kind: FigureKind::DateTime,
        value: Value::Iso(value),
        ..draft.clone()
    })
}

/// ISO 8601, with seconds where there are any.
fn shown(at: DateTime) -> String {
    if at.second() == 0 {
        at.strftime("%Y-%m-%dT%H:%M").to_string()
    } else {
        let at = at.round(Unit::Second).unwrap_or(at);
        at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
    }
}

/// The stretch from a day up to the end of another one, or of the day itself, told by moments. So a note tells decades and quarters; where it says
/// nothing else, whatever has two ends.
pub fn stretch_between(
    view: &View,
    tokens: Range<usize>,
    day: Day,
    last: Option<Day>,
) -> Option<Draft> {
    let note = view.note.as_ref()?;
    let told = match last {
        Some(_) => note.alone,
        None => matches!(day, Day::Decade(_) | Day::Months { .. }),
    };
    let (start, _) = day.bounds().filter(|_| told)?;
    let (_, end) = last.unwrap_or(day).bounds()?;
    Some(interval(tokens, start.at(0, 0, 0, 0), end.at(0, 0, 0, 0)))
}

/// A stretch of time from one moment up to another.
fn interval(tokens: Range<usize>, start: DateTime, end: DateTime) -> Draft {
    let value = Value::Iso(format!("{}/{}", shown(start), shown(end)));
    Draft::new(FigureKind::DateTime, tokens, value)
}
