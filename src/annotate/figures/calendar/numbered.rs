//! Months and weeks told by their number, in notes: `11/2019`, `2019-11`, `semaine 31`, `week 3 of 2027`; and years before their month: `2019 May`.
//!
//! A dispatch that writes `11/2019` rather means a law or a case.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::super::lexicon::{Period, Role};
use super::super::view::View;
use super::Found;
use super::absolute::{month_at, year_at};
use super::resolve::{Anchor, Day};

/// The month or week that begins with token `at`.
pub fn read(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    view.note.as_ref()?;
    if view.period(at) == Some(Period::Week) {
        return week(view, anchor, at);
    }
    year_first(view, at).or_else(|| month(view, at))
}

/// `11/2019`, `2019 - 11`, `11.2019`
fn month(view: &View, at: usize) -> Option<Found> {
    let (first, second, end) = match view.word(at).split_once('.') {
        Some((first, second)) => (first, second, at + 1),
        None if matches!(view.word(at + 1), "/" | "-" | "–" | "~" | ".") => {
            (view.word(at), view.word(at + 2), at + 3)
        }
        None => return None,
    };
    let goes_on = |at: usize| matches!(view.word(at), "/" | "-" | ".") && view.is_number(at + 1);
    let begun = at >= 2 && matches!(view.word(at - 1), "/" | "-") && view.is_number(at - 2);
    if begun || goes_on(end) {
        return None;
    }
    let year_before = first.len() == 4;
    let (year, month) = if year_before {
        (first, second)
    } else {
        (second, first)
    };
    if year.len() != 4 || month.len() > 2 {
        return None;
    }
    let (year, month): (i16, i8) = (year.parse().ok()?, month.parse().ok()?);
    // `2011-12` may be two years.
    let two_years = year_before && i16::from(month) == (year + 1) % 100;
    let fits = (1900..2100).contains(&year) && (1..=12).contains(&month);
    (fits && !two_years).then(|| Found::new(at..end, Day::Month { year, month }))
}

/// `2019 May`
fn year_first(view: &View, at: usize) -> Option<Found> {
    let (year, length) = view.digits(at)?;
    let name = at + 1 + usize::from(view.word(at + 1) == ",");
    let (month, end) = month_at(view, name).filter(|_| length == 4 && view.is_word(name))?;
    let year = i16::try_from(year).ok()?;
    let dated = view.is_number(end) || view.sense(end).ordinal.is_some();
    let fits = (1900..2100).contains(&year) && !dated;
    fits.then(|| Found::new(at..end, Day::Month { year, month }))
}

/// `semaine 31`, `week 3 of 2027`: without a year, of this one.
fn week(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let (number, length) = view.digits(at + 1)?;
    let number = i8::try_from(number).ok().filter(|_| length <= 2)?;
    let behind = at + 2;
    let of = view.skip(behind, Role::Of);
    let (year, end) = match year_at(view, of) {
        Some(stated) => stated,
        None => (anchor.reference?.year(), behind),
    };
    let monday = ISOWeekDate::new(year, number, Weekday::Monday).ok()?;
    Some(Found::new(at..end, Day::Week(Date::from(monday))))
}
