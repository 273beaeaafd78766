//! What is written like a date and is none: `32 août 2014`, `February 29, 2014`, `15/28/2022`. No part of it is a figure either.

use jiff::civil::Date;

use super::super::view::View;
use super::absolute::{month_at, year_at};

/// The token behind such a day, if one begins at token `at`.
pub fn skip(view: &View, at: usize) -> Option<usize> {
    slashed(view, at)
        .or_else(|| day_first(view, at))
        .or_else(|| month_first(view, at))
}

/// `32 août 2014`
fn day_first(view: &View, at: usize) -> Option<usize> {
    let (day, length) = view.digits(at)?;
    let point = view.lexicon.grammar.ordinal_point && view.word(at + 1) == ".";
    let (month, end) = month_at(view, at + 1 + usize::from(point))?;
    verdict(view, month, day, length, end)
}

/// `February 29, 2014`
fn month_first(view: &View, at: usize) -> Option<usize> {
    let month = view.sense(at).month?;
    let (day, length) = view.digits(at + 1)?;
    let fits = view.lexicon.grammar.month_first && view.reading.is_capitalised(at);
    verdict(view, month, day, length, at + 2).filter(|_| fits)
}

/// The end of a day of two digits that its month does not have; `end` lies behind both.
fn verdict(view: &View, month: i8, day: u32, length: usize, end: usize) -> Option<usize> {
    let day = i8::try_from(day).ok().filter(|_| length == 2)?;
    let stated = year_at(view, end);
    // 2000 had all the days that any year has.
    let (year, end) = stated.unwrap_or((2000, end));
    Date::new(year, month, day).is_err().then_some(end)
}

/// `15/28/2022`, `06/-31/2022`: no order of its parts makes a day.
fn slashed(view: &View, at: usize) -> Option<usize> {
    let part = |at: usize| view.digits(at).filter(|(_, length)| *length <= 2);
    let (first, _) = part(at)?;
    let minus = usize::from(view.word(at + 2) == "-");
    let (second, _) = part(at + 2 + minus)?;
    let (year, 4) = view.digits(at + 4 + minus)? else {
        return None;
    };
    let end = at + 5 + minus;
    let tight = (at..end - 1).all(|at| view.touches_next(at));
    let joined = view.word(at + 1) == "/" && view.word(at + 3 + minus) == "/";
    let day = |day: u32, month: u32| {
        let year = i16::try_from(year).ok()?;
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let none = day(first, second).is_none() && day(second, first).is_none();
    (tight && joined && (none || minus == 1)).then_some(end)
}
