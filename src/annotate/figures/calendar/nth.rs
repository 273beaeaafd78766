//! The n-th of something in a longer stretch: `le premier mardi de mars`, `dernier jour d'octobre 2015`, `third week of May`, `le 20 du mois prochain`.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::super::amount;
use super::super::lexicon::{Period, Role};
use super::super::numeral::{self, Form};
use super::super::view::View;
use super::absolute::{month_at, year_at};
use super::resolve::{self, Anchor, Day, Direction};
use super::{Found, relative, tense};

/// Such a day or week that begins at token `at`.
pub fn read(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let sense = view.sense(at);
    let may_begin = view.is_number(at)
        || sense.ordinal.is_some()
        || sense.number.is_some()
        || view.has(at, Role::Last);
    if !may_begin {
        return None;
    }
    day_of_period(view, anchor, at).or_else(|| nth(view, anchor, at))
}

fn nth(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let (number, noun) = ordinal(view, at)?;
    let weekday = view.sense(noun).weekday;
    let period = view.period(noun);
    if weekday.is_none() && !matches!(period, Some(Period::Day | Period::Week)) {
        return None;
    }
    let behind = links(view, noun + 1);
    // `third Tuesday`, in a note
    let this_month = view.note.is_some() && weekday.is_some() && !view.has(at, Role::Last);
    if behind == noun + 1 && !this_month {
        return None;
    }
    let (first, last, end) = (noun + 2..=behind)
        .find_map(|month| {
            stretch(view, anchor, month, at)
                .or_else(|| year(view, month).filter(|_| period == Some(Period::Week)))
        })
        .or_else(|| {
            let today = anchor.reference.filter(|_| this_month)?;
            Some((today.first_of_month(), today.last_of_month(), noun + 1))
        })?;
    let day = match (weekday, period) {
        (Some(weekday), _) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            Day::Date(first.nth_weekday_of_month(number, weekday).ok()?)
        }
        (None, Some(Period::Week)) => Day::Week(resolve::monday(week(first, last, number)?)),
        _ if number > 0 => Day::Date(first.checked_add(i64::from(number - 1).days()).ok()?),
        _ => Day::Date(last.checked_add(i64::from(number + 1).days()).ok()?),
    };
    Some(Found::new(at..end, day))
}

/// `premier`, `3e`, `dernier`: counted from the end where negative; and the token behind.
fn ordinal(view: &View, at: usize) -> Option<(i8, usize)> {
    if view.has(at, Role::Last) {
        return Some((-1, at + 1));
    }
    let numeral = numeral::read(view, at).filter(|numeral| numeral.form == Form::Ordinal)?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the value lies between 1 and 31"
    )]
    (1.0..=31.0)
        .contains(&numeral.value)
        .then_some((numeral.value as i8, numeral.tokens.end))
}

/// A week belongs to the month that holds its Thursday (ISO 8601).
fn week(first: Date, last: Date, number: i8) -> Option<Date> {
    let (from, way) = if number > 0 {
        (first, number - 1)
    } else {
        (last, number + 1)
    };
    let thursday = resolve::monday(from).checked_add(3.days()).ok()?;
    let inside = thursday >= first && thursday <= last;
    let correction = if inside {
        0
    } else {
        i64::from(number.signum())
    };
    thursday
        .checked_add((i64::from(way) + correction).weeks())
        .ok()
}

/// First and last day of the year at token `at`, and the token behind.
fn year(view: &View, at: usize) -> Option<(Date, Date, usize)> {
    let (year, end) = year_at(view, at)?;
    let first = Date::new(year, 1, 1).ok()?;
    Some((first, first.last_of_year(), end))
}

/// First and last day of the month at token `at`, named or told from today, and the token behind.
fn stretch(view: &View, anchor: &Anchor, at: usize, start: usize) -> Option<(Date, Date, usize)> {
    let (year, month, end) = match month_at(view, at) {
        Some((month, end)) => match year_at(view, end) {
            Some((year, end)) => (year, month, end),
            None => {
                let tokens: Range<usize> = start..end;
                let direction = tense::direction(view, &tokens).unwrap_or(Direction::Nearest);
                let Day::Month { year, month } = resolve::month(anchor.reference, month, direction)
                else {
                    return None;
                };
                (year, month, end)
            }
        },
        None => {
            let found = relative::told_period(view, anchor, at);
            let (day, end) = match found {
                Some(found) => (found.day, found.tokens.end),
                // `first Monday of the month`
                None if view.period(at) == Some(Period::Month) => (
                    relative::moved(anchor.reference?, Period::Month, 0)?,
                    at + 1,
                ),
                None => return None,
            };
            let Day::Month { year, month } = day else {
                return None;
            };
            (year, month, end)
        }
    };
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month(), end))
}

/// `le 20 du mois prochain`, `4 au 22 de ce mois`
fn day_of_period(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let (first, end) = day(view, at)?;
    let (last, end) = if view.has(end, Role::To)
        || view.word(end) == "-"
        || view.has(end, Role::And) && view.is_number(end + 1)
    {
        let second = view.skip(view.skip(end + 1, Role::To), Role::Definite);
        let (last, end) = day(view, second)?;
        (Some(last), end)
    } else {
        (None, end)
    };
    let led = view.after(at, Role::DayArticle) || last.is_some() || links(view, end) > end;
    let noun = links(view, end);
    if !led || amount::unit_at(view, end).is_some() || month_at(view, noun).is_some() {
        return None;
    }
    let found = (end..=noun).find_map(|noun| relative::told_period(view, anchor, noun))?;
    let Day::Month { year, month } = found.day else {
        return None;
    };
    let day = |day: i8| Date::new(year, month, day).ok().map(Day::Date);
    let mut whole = Found::new(at..found.tokens.end, day(first)?);
    if let Some(last) = last.filter(|last| *last > first) {
        whole.end = Some(day(last)?);
    }
    Some(whole)
}

/// A day of the month without a month, and the token behind it.
fn day(view: &View, at: usize) -> Option<(i8, usize)> {
    let numeral = numeral::read(view, at)?;
    let plain = matches!(numeral.form, Form::Digits | Form::Words | Form::Ordinal);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the value lies between 1 and 31"
    )]
    (plain && (1.0..=31.0).contains(&numeral.value) && numeral.value.fract() == 0.0)
        .then_some((numeral.value as i8, numeral.tokens.end))
}

/// The token behind `de`, `of the`, `im`.
fn links(view: &View, at: usize) -> usize {
    let mut at = at;
    while view.has(at, Role::Of) || view.has(at, Role::Definite) || view.has(at, Role::InMonth) {
        at += 1;
    }
    at
}
