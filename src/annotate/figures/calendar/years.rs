//! Years and decades: `en 2016`, `entre 2012 et 2018`, `2013-14`, `années 1990`, `1990s`.

use super::super::lexicon::{Period, Role, Unit};
use super::super::numeral::{self, Form};
use super::super::view::View;
use super::super::{amount, bounds};
use super::Found;
use super::resolve::Day;

/// `en 2016`, `entre 2012 et 2018`, `de 1992 à 1993`: four digits that nothing else claims.
pub fn year(view: &View, at: usize) -> Option<Found> {
    // `the 40s`, `'90s`
    let led =
        view.after(at, Role::Definite) || at > 0 && matches!(view.word(at - 1), "'" | "’" | "‘");
    if let Some((decade, 2)) = view.digits(at)
        && led
        && view.has(at + 1, Role::Years)
        && view.touches_next(at)
    {
        let year = whole_decade(century_of(f64::from(decade)))?;
        return Some(Found::new(at..at + 2, Day::Decade(year)));
    }
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
    let joins =
        between || view.has(end, Role::To) || matches!(view.word(end), "-" | "–" | "/" | "~");
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

/// `années 1990`, `années soixante-dix`, `années 90`; `1990s` is read with its number.
pub fn decade(view: &View, at: usize) -> Option<Found> {
    let numeral = numeral::read(view, at + 1)?;
    // `ces années, 70 personnes`: two digits need the article of `les années 70`.
    let full = view.digits(at + 1).is_some_and(|(_, length)| length == 4);
    if !full && !view.after(at, Role::Definite) {
        return None;
    }
    // `entre los años 2000 y 2008`
    let end = numeral.tokens.end;
    let joined = view.has(end, Role::And) || view.has(end, Role::To);
    if joined && bare_year(view, end + 1).is_some_and(|last| last % 10 != 0) {
        return None;
    }
    let years = match (view.digits(at + 1), numeral.form) {
        (Some((_, 4)), Form::Digits) => numeral.value,
        (Some((_, 2)), Form::Digits) => century_of(numeral.value),
        (None, Form::Words) if numeral.value < 100.0 => century_of(numeral.value),
        (None, Form::Words) => numeral.value,
        _ => return None,
    };
    whole_decade(years).map(|year| Found::new(at..numeral.tokens.end, Day::Decade(year)))
}

/// `the seventies`, `the nineteen seventies`, where the language has such words.
pub fn named_decade(view: &View, at: usize) -> Option<Found> {
    if let Some(decade) = view.sense(at).decade {
        // `a man in his eighties`
        let led = view.after(at, Role::DayArticle)
            || view.after(at, Role::Edge)
            || view.period(at + 1) == Some(Period::Year)
            || view.note.is_some();
        if !led {
            return None;
        }
        let year = whole_decade(century_of(decade))?;
        return Some(Found::new(at..at + 1, Day::Decade(year)));
    }
    view.number(at)?;
    let century = numeral::read(view, at).filter(|century| century.form == Form::Words)?;
    let decade = view.sense(century.tokens.end).decade?;
    let year = whole_decade(century.value * 100.0 + decade)?;
    Some(Found::new(at..century.tokens.end + 1, Day::Decade(year)))
}

/// Decades of two digits are those of the last century.
fn century_of(years: f64) -> f64 {
    1900.0 + years
}

fn whole_decade(year: f64) -> Option<i16> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the value lies between 1000 and 2200"
    )]
    ((1000.0..2200.0).contains(&year) && year % 10.0 == 0.0).then_some(year as i16)
}
