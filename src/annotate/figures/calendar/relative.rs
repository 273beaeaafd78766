//! Dates told from the dateline's day or the day named last: `samedi`, `hier`, `la semaine dernière`, `cette année`, `le lendemain`,
//! `début du mois`.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::lexicon::{Period, Role};
use super::super::notes;
use super::super::view::View;
use super::months::is_too_short;
use super::resolve::{self, Anchor, Day, Direction};
use super::{Found, tense};
use crate::model::Bound;

/// The relative date that begins at token `at`.
pub fn read(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let sense = view.sense(at);
    if let Some(number) = sense.weekday {
        return weekday(view, anchor, at, number);
    }
    if let Some(offset) = sense.day {
        let name = view.is_name(at) && !view.lexicon.grammar.capital_nouns;
        if name && view.note.is_none()
            || is_part_of_day(view, at)
            || offset == 0 && view.has(at + 1, Role::Nowadays)
        {
            return None;
        }
        let day = anchor
            .reference
            .map_or(Day::Unknown, |date| resolve::shifted(date, offset.into()));
        return Some(Found::new(at..at + 1, day));
    }
    if view.has(at, Role::DayAfter) || view.has(at, Role::DayBefore) {
        return beside_named_day(view, anchor, at);
    }
    edge(view, anchor, at).or_else(|| period(view, anchor, at))
}

/// `esta mañana`, `am Morgen`: the noun, where the word for tomorrow is also the morning's.
fn is_part_of_day(view: &View, at: usize) -> bool {
    let led = [Role::Definite, Role::This, Role::DayArticle]
        .into_iter()
        .any(|role| view.after(at, role));
    let noun = view.lexicon.grammar.capital_nouns && view.is_name(at);
    view.has(at, Role::DayPart) && (led || noun)
}

fn weekday(view: &View, anchor: &Anchor, at: usize, number: i8) -> Option<Found> {
    let mut tokens = at..at + 1;
    // `Sat at 5`, in a note
    let timed = view.note.as_ref().is_some_and(|note| {
        view.reading.is_capitalised(at)
            && (note.words.leads_to_time(view.lower(at + 1)) || view.is_number(at + 1))
    });
    if is_too_short(view, at) && !timed {
        return None;
    }
    // `Journal du Dimanche`, `Vendredi saint`: a capital inside a sentence is a name, where nouns have none.
    let grammar = &view.lexicon.grammar;
    let name = view.is_name(at) && !grammar.capital_nouns && !grammar.month_first;
    if name && view.note.is_none() {
        return None;
    }
    if let Some((monday, end)) = week_behind(view, anchor, tokens.end) {
        tokens.end = end;
        return Some(Found::new(
            tokens,
            resolve::shifted(monday, i64::from(number) - 1),
        ));
    }
    if let Some(found) = counted_week(view, anchor, &tokens, number) {
        return Some(found);
    }
    let this = view.after(at, Role::This) && view.note.is_some();
    let direction = match tense::direction(view, &tokens) {
        _ if this => Direction::Future,
        // `mardi` said on a Tuesday to say when: the next one.
        Some(Direction::Future) if view.is_bare_note() => Direction::Next,
        direction => direction.unwrap_or(Direction::Past),
    };
    let day = in_week_beside(view, anchor, number, &tokens)
        .unwrap_or_else(|| resolve::weekday(anchor.reference, number, direction));
    let mut found = Found::new(tokens, day);
    // `dans la nuit de mercredi à jeudi`
    let end = found.tokens.end;
    if view.has(end, Role::To)
        && let Some(last) = view.sense(end + 1).weekday
        && let Day::Date(first) = day
    {
        found.end = Some(resolve::weekday(Some(first), last, Direction::Next));
        found.tokens.end = end + 2;
    }
    Some(found)
}

/// In a note: `friday after next`, `mercredi dans deux semaines`, `Monday two weeks from now`.
fn counted_week(view: &View, anchor: &Anchor, tokens: &Range<usize>, number: i8) -> Option<Found> {
    let note = view.note.as_ref()?;
    let today = anchor.reference?;
    if let Some(words) = note.words.after_next(view, tokens.end) {
        let Day::Date(next) = resolve::weekday(Some(today), number, Direction::Next) else {
            return None;
        };
        let end = tokens.end + words;
        return Some(Found::new(tokens.start..end, resolve::shifted(next, 7)));
    }
    let (weeks, end) = notes::weeks_at(view, note, tokens.end)?;
    let monday = resolve::monday(today);
    let day = resolve::shifted(monday, 7 * weeks + i64::from(number) - 1);
    Some(Found::new(tokens.start..end, day))
}

/// `next Friday` in a note, where the language means that of the next week.
fn in_week_beside(view: &View, anchor: &Anchor, number: i8, tokens: &Range<usize>) -> Option<Day> {
    let this = tokens.start >= 2 && view.has(tokens.start - 2, Role::This);
    if view.note.is_none() || this || !view.lexicon.grammar.weekday_of_next_week {
        return None;
    }
    let weeks = match tense::beside(view, tokens)? {
        Direction::Next => 1,
        Direction::Last => -1,
        _ => return None,
    };
    let monday = resolve::monday(anchor.reference?);
    Some(resolve::shifted(monday, 7 * weeks + i64::from(number) - 1))
}

/// `de la semaine prochaine` behind a weekday: the Monday of that week, and the token behind.
fn week_behind(view: &View, anchor: &Anchor, at: usize) -> Option<(Date, usize)> {
    // `Tuesday, next week`
    let at = if view.note.is_some() && view.word(at) == "," {
        at + 1
    } else {
        at
    };
    let noun = view.skip(view.skip(at, Role::Of), Role::Definite);
    let led = noun > at
        || view.has(at, Role::This)
        || view.has(at, Role::Next)
        || view.has(at, Role::Last);
    let found = period(view, anchor, noun).filter(|_| led)?;
    match found.day {
        Day::Week(monday) => Some((monday, found.tokens.end)),
        _ => None,
    }
}

/// `le lendemain`, `la veille`; `au lendemain de l'attaque` names no day.
fn beside_named_day(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    if !view.after(at, Role::Definite) || view.has(at + 1, Role::Of) {
        return None;
    }
    let days = if view.has(at, Role::DayAfter) { 1 } else { -1 };
    let day = anchor
        .named
        .or(anchor.reference)
        .map_or(Day::Unknown, |date| resolve::shifted(date, days));
    Some(Found::new(at..at + 1, day))
}

/// `la semaine dernière`, `l'an prochain`, `cette année`, `last week`
fn period(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let led = view.after(at, Role::Definite)
        || view.after(at, Role::During)
        || view.after(at, Role::Of)
        || at == view.sentence().start;
    if led || view.period(at).is_none() {
        let found = told_period(view, anchor, at)?;
        Some(day_of_week_before(view, &found).unwrap_or(found))
    } else {
        None
    }
}

/// `next week Sunday`: the day of a week that stands before it, in a note.
fn day_of_week_before(view: &View, week: &Found) -> Option<Found> {
    let Day::Week(monday) = week.day else {
        return None;
    };
    view.note.as_ref()?;
    let end = week.tokens.end;
    let at = if matches!(view.word(end), "," | "-") || view.has(end, Role::DayArticle) {
        end + 1
    } else {
        end
    };
    let number = view.sense(at).weekday?;
    let day = resolve::shifted(monday, i64::from(number) - 1);
    Some(Found::new(week.tokens.start..at + 1, day))
}

/// A period told from today, whatever stands before it.
pub fn told_period(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let (period, steps, tokens) = if let Some(period) = view.period(at) {
        let verb = at + 1 + usize::from(view.has(at + 1, Role::Relative));
        let next = view.has(verb, Role::Next);
        let last = view.has(verb, Role::Last);
        if !(next || last) {
            return None;
        }
        (period, if next { 1 } else { -1 }, at..verb + 1)
    } else {
        let steps = if view.has(at, Role::This) {
            0
        } else if view.has(at, Role::Next) && view.lexicon.grammar.relative_first {
            1
        } else if view.has(at, Role::AfterNext) {
            2
        } else if view.has(at, Role::Last) && view.lexicon.grammar.relative_first {
            -1
        } else {
            return None;
        };
        (view.period(at + 1)?, steps, at..at + 2)
    };
    // Outside of notes the last decade may be the last ten years as well.
    let loose = period == Period::Decade && view.note.is_none();
    if steps == 0 && period == Period::Day || loose {
        return None;
    }
    let day = match anchor.reference {
        None => known_period(period).then_some(Day::Unknown)?,
        Some(date) => moved(date, period, steps)?,
    };
    Some(Found::new(tokens, day))
}

fn known_period(period: Period) -> bool {
    matches!(
        period,
        Period::Week
            | Period::Month
            | Period::Quarter
            | Period::HalfYear
            | Period::Year
            | Period::Decade
    )
}

/// The period that lies so many steps from the one that holds the date.
pub fn moved(date: Date, period: Period, steps: i32) -> Option<Day> {
    Some(match period {
        Period::Week => Day::Week(resolve::monday(date.checked_add(steps.weeks()).ok()?)),
        Period::Month => {
            let date = date.first_of_month().checked_add(steps.months()).ok()?;
            Day::Month {
                year: date.year(),
                month: date.month(),
            }
        }
        Period::Quarter => months(date, 3, steps)?,
        Period::HalfYear => months(date, 6, steps)?,
        Period::Year => Day::Year(date.checked_add(steps.years()).ok()?.year()),
        Period::Decade => {
            let year = date.checked_add((10 * steps).years()).ok()?.year();
            Day::Decade(year - year % 10)
        }
        _ => return None,
    })
}

fn months(date: Date, length: i8, steps: i32) -> Option<Day> {
    let date = date
        .first_of_month()
        .checked_add((steps * i32::from(length)).months())
        .ok()?;
    let first = (date.month() - 1) / length * length + 1;
    Some(Day::Months {
        year: date.year(),
        first,
        last: first + length - 1,
    })
}

/// `début du mois`, `fin de l'année`, `fin d'année`: somewhere in the period.
fn edge(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    if !view.has(at, Role::Edge) || !view.has(at + 1, Role::Of) {
        return None;
    }
    let noun = view.skip(view.skip(at + 1, Role::Of), Role::Definite);
    let period = view.period(noun)?;
    let of_something = view.is_number(noun + 1)
        || view.has(noun + 1, Role::Of)
        || view.has(noun + 1, Role::Last)
        || view.has(noun + 1, Role::Next);
    if of_something || !matches!(period, Period::Week | Period::Month | Period::Year) {
        return None;
    }
    let day = match anchor.reference {
        None => Day::Unknown,
        Some(date) => moved(date, period, 0)?,
    };
    Some(Found {
        bound: Some(Bound::Vague),
        ..Found::new(at..noun + 1, day)
    })
}
