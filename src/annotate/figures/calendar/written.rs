//! Dates whose parts are joined by marks: `21/11/2020`, and those that name the month or leave out the year: `23-Sep-2020`, `Sep/23`, `28/2` in a note.

use jiff::civil::Date;

use super::super::lexicon::Role;
use super::super::view::View;
use super::resolve::{self, Anchor, Day};
use super::{Found, tense};

/// The date written so that begins at token `at`.
pub fn read(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    if let Some(found) = pointed(view, anchor, at).or_else(|| hyphenated(view, anchor, at)) {
        return Some(found);
    }
    if let Some(found) = day_hyphenated(view, at) {
        return Some(found);
    }
    let mark = view.word(at + 1);
    let joined = matches!(mark, "/" | "-" | "‑")
        && view.touches_previous(at + 1)
        && view.touches_next(at + 1);
    if !joined {
        return None;
    }
    let three =
        view.word(at + 3) == mark && view.touches_previous(at + 3) && view.touches_next(at + 3);
    let parts = [Some(at), Some(at + 2), three.then_some(at + 4)];
    let end = if three { at + 5 } else { at + 3 };
    let month = |at: usize| view.sense(at).month;
    let digits = |at: usize, most: usize| {
        let (value, length) = view.digits(at)?;
        (length <= most).then_some(value)
    };
    let named = parts.into_iter().flatten().find_map(month);
    let Some(number) = named else {
        return if three {
            None
        } else {
            day_month(view, anchor, at)
        };
    };
    let numbers: Vec<usize> = parts
        .into_iter()
        .flatten()
        .filter(|at| month(*at).is_none())
        .collect();
    let year = numbers
        .iter()
        .copied()
        .find(|at| view.digits(*at).is_some_and(|(_, length)| length == 4));
    let day = numbers
        .iter()
        .copied()
        .find(|at| Some(*at) != year)
        .and_then(|at| digits(at, 2));
    let day = i8::try_from(day?).ok()?;
    let tokens = at..end;
    let Some(year) = year else {
        Date::new(2000, number, day).ok()?;
        let direction = tense::direction_in_year(view, &tokens);
        return Some(Found::new(
            tokens,
            resolve::day_of_year(anchor.reference, number, day, direction),
        ));
    };
    let year = i16::try_from(digits(year, 4)?).ok()?;
    Some(Found::new(
        tokens,
        Day::Date(Date::new(year, number, day).ok()?),
    ))
}

/// `28/2`: only in notes, for a dispatch may mean a fraction.
fn day_month(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let part = |at: usize| {
        view.digits(at)
            .filter(|(_, length)| *length <= 2)
            .map(|(value, _)| value)
    };
    let (first, second) = (part(at)?, part(at + 2)?);
    let part = |at: usize| part(at).is_some();
    // `10/1-11/7`, `1/10 hasta 7/11`
    let joint = |at: usize| {
        matches!(view.word(at), "-" | "–") || view.has(at, Role::To) || view.has(at, Role::And)
    };
    let whole = |at: usize| part(at) && view.word(at + 1) == "/" && part(at + 2);
    let ranges = joint(at + 3) && whole(at + 4);
    let ends = at >= 4 && joint(at - 1) && whole(at - 4);
    let longer = !ranges && matches!(view.word(at + 3), "/" | "-") && view.touches_next(at + 2);
    if view.note.is_none() || view.word(at + 1) != "/" || longer {
        return None;
    }
    let (month, day) = if view.lexicon.grammar.month_first && first <= 12 {
        (first, second)
    } else {
        (second, first)
    };
    // `3/4` is a fraction more often.
    if first < second && first < 10 && second <= 12 && !ranges && !ends {
        return None;
    }
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(2000, month, day).ok()?;
    let tokens = at..at + 3;
    let direction = tense::direction_in_year(view, &tokens);
    Some(Found::new(
        tokens,
        resolve::day_of_year(anchor.reference, month, day, direction),
    ))
}

/// `10.12.`: where a point makes ordinals of digits.
fn pointed(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let (day, month) = view.word(at).split_once('.')?;
    let ends = view.word(at + 1) == "." && view.touches_next(at);
    if !view.lexicon.grammar.ordinal_point || !ends || month.len() > 2 {
        return None;
    }
    in_year(
        view,
        anchor,
        at..at + 2,
        month.parse().ok()?,
        day.parse().ok()?,
    )
}

/// `23-Sep-2020`: month and year are one token.
fn day_hyphenated(view: &View, at: usize) -> Option<Found> {
    let (day, length) = view.digits(at)?;
    let tight = view.word(at + 1) == "-" && view.touches_next(at) && view.touches_next(at + 1);
    let (name, year) = view.lower(at + 2).split_once('-')?;
    let month = view.lexicon.sense(name)?.month?;
    let year = year
        .parse()
        .ok()
        .filter(|year| (1000..2200).contains(year))?;
    let day = i8::try_from(day).ok().filter(|_| tight && length <= 2)?;
    let date = Date::new(year, month, day).ok()?;
    Some(Found::new(at..at + 3, Day::Date(date)))
}

/// `Jan-1` in one token; a dispatch may mean a name.
fn hyphenated(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    view.note.as_ref()?;
    let word = view.lower(at);
    let (first, rest) = word.split_once('-')?;
    let month = |word: &str| view.lexicon.sense(word)?.month;
    let (name, day) = match month(first) {
        Some(name) => (name, rest),
        None => (month(rest)?, first),
    };
    let (day, year) = match day.split_once('-') {
        Some((day, year)) => (day, Some(year)),
        None => (day, None),
    };
    let day = day.parse().ok()?;
    match year {
        Some(year) => {
            let date = Date::new(year.parse().ok()?, name, day).ok()?;
            Some(Found::new(at..at + 1, Day::Date(date)))
        }
        None => in_year(view, anchor, at..at + 1, name, day),
    }
}

/// A day without a year.
fn in_year(
    view: &View,
    anchor: &Anchor,
    tokens: std::ops::Range<usize>,
    month: i8,
    day: i8,
) -> Option<Found> {
    Date::new(2000, month, day).ok()?;
    let direction = tense::direction_in_year(view, &tokens);
    let day = resolve::day_of_year(anchor.reference, month, day, direction);
    Some(Found::new(tokens, day))
}

/// `21/11/2020`, `21-11-2020`, `21.11.2020`, `2020-11-21`
pub fn numeric(view: &View, at: usize) -> Option<Found> {
    // `20210306`, in a note
    if let Some((date, 8)) = view.digits(at).filter(|_| view.note.is_some()) {
        let part = |value: u32| i8::try_from(value % 100).ok();
        let year = i16::try_from(date / 10_000).ok()?;
        let fits = (1900..2100).contains(&year);
        let date = Date::new(year, part(date / 100)?, part(date)?).ok()?;
        return fits.then(|| Found::new(at..at + 1, Day::Date(date)));
    }
    let (parts, end) = if view.word(at).matches('.').count() == 2 {
        let mut parts = view.word(at).split('.').map(|part| part.parse().ok());
        ([parts.next()??, parts.next()??, parts.next()??], at + 1)
    } else {
        let mark = view.word(at + 1);
        let tight = (at..at + 4).all(|at| view.touches_next(at));
        if !(matches!(mark, "/" | "-" | "‑") && view.word(at + 3) == mark && tight) {
            return None;
        }
        let part = |at: usize| view.digits(at).map(|(value, _)| value);
        ([part(at)?, part(at + 2)?, part(at + 4)?], at + 5)
    };
    let (year, month, day) = match parts {
        [year @ 1000..=2199, month, day] => (year, month, day),
        [month, day, year @ 1000..=2199] if view.lexicon.grammar.month_first && month <= 12 => {
            (year, month, day)
        }
        [day, month, year @ 1000..=2199] => (year, month, day),
        [month, day, year @ 0..=99]
            if view.lexicon.grammar.month_first && view.word(at + 1) == "/" && month <= 12 =>
        {
            (if year < 70 { 2000 } else { 1900 } + year, month, day)
        }
        [day, month, year @ 0..=69] => (2000 + year, month, day),
        [day, month, year @ 70..=99] => (1900 + year, month, day),
        _ => return None,
    };
    let date = Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()?;
    Some(Found::new(at..end, Day::Date(date)))
}
