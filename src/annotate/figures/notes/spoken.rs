//! Hours as they are spoken, without a word of hours: `sept trente`, `8 et quart`, `twenty past eight`, `midi moins cinq`, `halb zwölf`.

use super::super::lexicon::{NumberWord, Period, Role};
use super::super::numeral::{self, Form};
use super::super::view::View;
use super::super::{amount, time};

/// Hours and minutes.
pub type HourMinute = (i8, i8);

/// An hour told by what is missing to it or past it: `twenty past eight`, `Viertel vor drei`, `siete menos cuarto`, `halb zwölf`.
/// `led` says whether a word of time stands before, without which `cuatro menos cinco` is arithmetic.
pub fn spoken(view: &View, at: usize, led: bool) -> Option<(HourMinute, usize)> {
    let to_hour = |at: usize| {
        let hour = |clock: time::Clock| (clock.hour_minute(), clock.tokens.end);
        time::clock_behind_date(view, at)
            .map(hour)
            .or_else(|| plain_hour(view, at, led))
    };
    let before = [
        (Role::HalfBefore, 30),
        (Role::QuarterBefore, 45),
        (Role::ThreeQuartersBefore, 15),
    ];
    let missing = before.into_iter().find(|(role, _)| view.has(at, *role));
    if let Some((_, minutes)) = missing
        && let Some(((hour, _), end)) = to_hour(at + 1)
    {
        return Some((moved((hour, 0), -minutes), end));
    }
    if let Some((minutes, joint)) = minutes_at(view, at) {
        let past = view.has(joint, Role::PastHour);
        // `five to seven` in a sentence is rather from five to seven.
        let stated = view.period(joint - 1).is_some()
            || view.sense(joint - 1).fraction.is_some()
            || led
            || view.is_bare_note() && at == view.sentence().start;
        if past || view.has(joint, Role::ToHour) && (stated || !view.has(joint, Role::To)) {
            // `diez para las ocho`
            let of = view.skip(joint + 1, Role::Of);
            let (hour, end) = to_hour(view.skip(of, Role::AtTime))?;
            return Some((moved(hour, if past { minutes } else { -minutes }), end));
        }
    }
    if let Some(found) = told_by_itself(view, at, led) {
        return Some(found);
    }
    let (hour, joint) = to_hour(at)?;
    let named = view.has(at, Role::Noon) || view.has(at, Role::Midnight);
    let clocked = joint > at && view.has(joint - 1, Role::Clock);
    if !view.has(joint, Role::Minus) || !(led || named || clocked || view.is_bare_note()) {
        return None;
    }
    let (minutes, end) = minutes_at(view, view.skip(joint + 1, Role::Definite))?;
    Some((moved(hour, -minutes), end))
}

/// `a quarter`, `half`, `20 minutes`, `cinq`: how many minutes, and the token behind.
fn minutes_at(view: &View, at: usize) -> Option<(i16, usize)> {
    let noun = view.skip(at, Role::Article);
    let parts = view.sense(noun).fraction;
    if let Some(parts) = parts.filter(|parts| [2.0, 4.0].contains(parts)) {
        return Some((if parts == 2.0 { 30 } else { 15 }, noun + 1));
    }
    let numeral = numeral::read(view, at)?;
    let plain = matches!(numeral.form, Form::Digits | Form::Words) && numeral.value.fract() == 0.0;
    let fits = plain && (1.0..60.0).contains(&numeral.value);
    let end = numeral.tokens.end;
    let unit = view.period(end) == Some(Period::Minute);
    fits.then_some((whole(numeral.value).into(), end + usize::from(unit)))
}

/// So many minutes later.
fn moved((hour, minute): HourMinute, minutes: i16) -> HourMinute {
    let total = (i16::from(hour) * 60 + i16::from(minute) + minutes).rem_euclid(24 * 60);
    let small = |value: i16| i8::try_from(value).unwrap_or(0);
    (small(total / 60), small(total % 60))
}

/// A whole hour, with minutes behind it, that counts nothing: `7`, `sept trente`, `8 et quart`.
pub fn plain_hour(view: &View, at: usize, led: bool) -> Option<(HourMinute, usize)> {
    let numeral = numeral::read(view, at)?;
    let plain = matches!(numeral.form, Form::Digits | Form::Words);
    // `sept et demie`, `8 et quart`
    let fraction = numeral.value.fract() * 60.0;
    let quarters = [0.0, 15.0, 30.0, 45.0].contains(&fraction);
    if !plain || !quarters || !(0.0..=24.0).contains(&numeral.value) || numeral.scale > 1.0 {
        return None;
    }
    let part = numeral.tokens.end - 1;
    let half = view.has(part, Role::Half) && !view.has(part, Role::HalfHour);
    if fraction > 0.0 && (half || view.is_number(at) && numeral.tokens.len() == 1) {
        return None;
    }
    // `12-05-2019`, `10/1` are dates.
    let tight = view.is_number(at) && view.touches_next(at) && view.touches_next(at + 1);
    let dated = tight && matches!(view.word(at + 1), "-" | "/") && view.is_number(at + 2);
    let longer = view.word(at + 1) == "/"
        || view.word(at + 3) == "-" && view.touches_next(at + 2)
        || view.word(at + 3) == "/";
    if dated && longer {
        return None;
    }
    let mut end = numeral.tokens.end;
    if view.period(end).is_some()
        || amount::unit_at(view, end).is_some()
        || view.sense(end).month.is_some()
    {
        return None;
    }
    let mut minute = whole(fraction);
    // `twelve zero three`
    let zero = view.number(end) == Some(NumberWord::Small(0.0));
    if let Some((minutes, 2)) = view.digits(end).filter(|(minutes, _)| *minutes < 60)
        && led
        && view.is_bare_note()
        && view.kind(end + 1).is_none()
        && view.digits(at).is_some()
    {
        // `at 12 15`
        (minute, end) = (i8::try_from(minutes).unwrap_or(0), end + 1);
    } else if let Some(minutes) = numeral::read(view, end)
        && matches!(minutes.form, Form::Words)
        && (if zero { 0.0..10.0 } else { 5.0..60.0 }).contains(&minutes.value)
        && minute == 0
    {
        (minute, end) = (whole(minutes.value), minutes.tokens.end);
    } else if view.has(end, Role::And) && view.has(end + 1, Role::HalfHour) {
        (minute, end) = (30, end + 2);
    } else if view.has(end, Role::And) && view.sense(end + 1).fraction == Some(4.0) {
        (minute, end) = (15, end + 2);
    } else if led
        && view.has(end, Role::And)
        && let Some(minutes) = numeral::read(view, end + 1)
        && minutes.form == Form::Words
        && (10.0..60.0).contains(&minutes.value)
        && minutes.value.fract() == 0.0
    {
        // `las once y cuarenta y cinco`
        (minute, end) = (whole(minutes.value), minutes.tokens.end);
    }
    Some(((whole(numeral.value), minute), end))
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the value lies between 0 and 60"
)]
fn whole(value: f64) -> i8 {
    value as i8
}

/// `sept trente`, `huit et demie`: two number words that add up to no number, or an hour and a half that counts nothing.
fn told_by_itself(view: &View, at: usize, led: bool) -> Option<(HourMinute, usize)> {
    let ((hour, minute), end) = plain_hour(view, at, led)?;
    let begun = at > 0 && view.is_word(at - 1) && view.number(at - 1).is_none();
    let counts = view.is_word(end) && !view.has(end, Role::Function);
    let more = view.number(end).is_some() || view.is_number(end);
    let words =
        view.is_word(at) || view.has(end - 1, Role::Half) || view.sense(end - 1).fraction.is_some();
    (minute > 0 && (minute % 5 == 0 || view.is_bare_note()) && begun && words && !counts && !more)
        .then_some(((hour, minute), end))
}
