//! Years and decades: `en 2016`, `entre 2012 et 2018`, `2013-14`, `années 1990`, `1990s`.

use super::super::lexicon::{Role, Unit};
use super::super::view::View;
use super::super::{amount, bounds};
use super::Found;
use super::resolve::Day;

/// `en 2016`, `entre 2012 et 2018`, `de 1992 à 1993`: four digits that nothing else claims.
pub fn year(view: &View, at: usize) -> Option<Found> {
    let first = bare_year(view, at)?;
    let end = at + 1;
    let priced = at > 0
        && matches!(
            amount::unit_at(view, at - 1),
            Some((Unit::Money(_), behind)) if behind == at
        );
    if priced {
        return None;
    }
    // `1990s`
    if first % 10 == 0 && view.has(end, Role::Years) && view.touches_next(at) {
        return Some(Found::new(at..end + 1, Day::Decade(first)));
    }
    // `2013-14`
    if let Some((second, 2)) = view.digits(end + 1)
        && matches!(view.word(end), "-" | "–" | "/")
        && i64::from(second) == i64::from(first + 1) % 100
    {
        return Some(Found {
            end: Some(Day::Year(first + 1)),
            ..Found::new(at..end + 2, Day::Year(first))
        });
    }
    let between = view.after(at, Role::Between) && view.has(end, Role::And);
    let joins = between || view.has(end, Role::To) || matches!(view.word(end), "-" | "–" | "/");
    if joins && let Some(last) = bare_year(view, end + 1).filter(|last| *last > first) {
        return Some(Found {
            end: Some(Day::Year(last)),
            ..Found::new(at..end + 2, Day::Year(first))
        });
    }
    // `des années 1990 ou 2000`
    if first % 10 == 0 && at >= 3 && view.has(at - 3, Role::Years) && view.is_number(at - 2) {
        return Some(Found::new(at..end, Day::Decade(first)));
    }
    is_year(view, at).then(|| Found::new(at..end, Day::Year(first)))
}

fn bare_year(view: &View, at: usize) -> Option<i16> {
    let (value, length) = view.digits(at)?;
    let year = i16::try_from(value).ok()?;
    (length == 4 && (1000..=2199).contains(&year)).then_some(year)
}

/// A number of four digits is a year behind a word that leads to one, or from 1900 on where nothing behind it can be counted.
fn is_year(view: &View, at: usize) -> bool {
    let end = at + 1;
    let unit = amount::unit_at(view, end).is_some()
        || view.period(end).is_some()
        || view.number(end).is_some()
        || view.word(end) == "-" && view.touches_next(end);
    // A group of three digits behind it makes it no year only when it is no group itself: `2016 300` is two numbers.
    if unit {
        return false;
    }
    let noun = view.is_word(end) && !view.has(end, Role::Function) && !view.is_name(end);
    if view.after(at, Role::YearCue) {
        return !noun || !is_plural(view.lower(end));
    }
    if bounds::ends_at(view, at) {
        return false;
    }
    let recent = view
        .digits(at)
        .is_some_and(|(year, _)| (1900..=2099).contains(&year));
    recent && !noun && !view.after(at, Role::Label)
}

/// Plurals in Romance languages and English; what is counted in thousands is one.
fn is_plural(word: &str) -> bool {
    word.ends_with(['s', 'x'])
}

/// `années 1990`, `1990s` is read with its number.
pub fn decade(view: &View, at: usize) -> Option<Found> {
    let (value, length) = view.digits(at + 1)?;
    let year = match length {
        4 => i16::try_from(value).ok()?,
        2 => 1900 + i16::try_from(value).ok()?,
        _ => return None,
    };
    (year % 10 == 0).then(|| Found::new(at..at + 2, Day::Decade(year)))
}
