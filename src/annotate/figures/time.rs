//! Times of day: `16H00 (14H00 GMT)`, `21 heures`, `huit heures du matin`, `15:30`, `3 p.m.`, `15.30 Uhr`, `midi`.

use std::ops::Range;

use super::amount::Amount;
use super::lexicon::{Period, Role};
use super::notes;
use super::numeral::Form;
use super::view::View;
use super::{Draft, FigureKind, Value};

/// A time of day in the text.
#[derive(Clone, Debug)]
pub struct Clock {
    pub tokens: Range<usize>,
    hour: u32,
    minute: u32,
    second: Option<u32>,
    utc: bool,
}

impl Clock {
    /// Hour, minute and second on the clock of 24 hours.
    pub fn hms(&self) -> (i8, i8, i8) {
        let (hour, minute) = self.hour_minute();
        let second = self.second.and_then(|second| i8::try_from(second).ok());
        (hour, minute, second.unwrap_or(0))
    }

    /// On the clock of 24 hours.
    pub fn hour_minute(&self) -> (i8, i8) {
        let small = |value: u32| i8::try_from(value).unwrap_or(0);
        (small(self.hour), small(self.minute))
    }

    /// `T08:30`, `T14:00Z`
    pub fn iso(&self) -> String {
        let seconds = self.second.map_or(String::new(), |s| format!(":{s:02}"));
        let zone = if self.utc { "Z" } else { "" };
        format!("T{:02}:{:02}{seconds}{zone}", self.hour, self.minute)
    }
}

/// A time, or a range of two, that begins with the amount.
pub fn read(view: &View, amount: &Amount) -> Option<Draft> {
    let clock = shared_clock(view, amount)
        .or_else(|| read_clock(view, amount.tokens.start, amount, false))?;
    Some(with_end(view, clock))
}

/// `midi`, `minuit` behind a word of time.
pub fn read_noon(view: &View, at: usize) -> Option<Draft> {
    let named = view.has(at, Role::Noon) || view.has(at, Role::Midnight);
    if !named || !view.after(at, Role::AtTime) && view.note.is_none() {
        return None;
    }
    Some(with_end(view, named_clock(view, at)))
}

fn named_clock(view: &View, at: usize) -> Clock {
    let hour = if view.has(at, Role::Noon) { 12 } else { 0 };
    let mut clock = Clock {
        tokens: at..at + 1,
        hour,
        minute: 0,
        second: None,
        utc: false,
    };
    if let Some((minute, 2)) = view.digits(at + 1).filter(|(minute, _)| *minute < 60) {
        clock.minute = minute;
        clock.tokens.end += 1;
    } else if view.has(at + 1, Role::And) && view.has(at + 2, Role::Half) {
        clock.minute = 30;
        clock.tokens.end += 2;
    } else if let Some((minute, end)) = spoken_minutes(view, at + 1) {
        (clock.minute, clock.tokens.end) = (minute, end);
    }
    clock
}

/// The time that begins at token `at`, as the end of a range or behind a date.
pub fn clock_at(view: &View, at: usize) -> Option<Clock> {
    if view.has(at, Role::Noon) || view.has(at, Role::Midnight) {
        return Some(named_clock(view, at));
    }
    let numeral = super::numeral::read(view, at)?;
    read_clock(view, at, &super::amount::single(view, &numeral), false)
}

/// The time at once behind a date: there `20h` is no duration.
pub fn clock_behind_date(view: &View, at: usize) -> Option<Clock> {
    if view.has(at, Role::Noon) || view.has(at, Role::Midnight) {
        return Some(named_clock(view, at));
    }
    let numeral = super::numeral::read(view, at)?;
    read_clock(view, at, &super::amount::single(view, &numeral), true)
}

/// The first hour of `13-15h`, `3-4 p.m.`: the clock word stands behind the second.
fn shared_clock(view: &View, amount: &Amount) -> Option<Clock> {
    let at = amount.tokens.start;
    let joint = at + 1;
    let behind = joint + 2;
    let clocked = view.has(behind, Role::Clock) && view.touches_next(joint + 1);
    let half = meridiem(view, behind);
    let dash = matches!(view.word(joint), "-" | "–") && view.digits(joint + 1).is_some();
    view.digits(at)?;
    let hour = hour(amount).filter(|_| dash && (clocked || half.is_some()))?;
    let after_noon = half.is_some_and(|(after, _)| after) && hour < 12;
    Some(clock(
        at..joint,
        if after_noon { hour + 12 } else { hour },
        0,
    ))
}

/// The end of a range that begins with the time.
pub fn range_end(view: &View, clock: &Clock) -> Option<Clock> {
    let joint = clock.tokens.end;
    let between = view.after(clock.tokens.start, Role::Between) && view.has(joint, Role::And);
    let joins = between || view.has(joint, Role::To) || matches!(view.word(joint), "-" | "–");
    let last = view.skip(joint + 1, Role::To);
    // `8:10 - 12.32`
    let by_point =
        || pointed_clock(view, last).filter(|_| clock.second.is_none() && clock.minute > 0);
    joins
        .then(|| clock_behind_date(view, last).or_else(by_point))
        .flatten()
}

fn with_end(view: &View, clock: Clock) -> Draft {
    let mut clock = clock;
    let mut end = range_end(view, &clock);
    if let Some(end) = &mut end {
        share_half(view, &mut clock, end);
    }
    let (tokens, iso) = match end {
        Some(end) => (
            clock.tokens.start..end.tokens.end,
            format!("{}/{}", clock.iso(), end.iso()),
        ),
        None => (clock.tokens.clone(), clock.iso()),
    };
    Draft::new(FigureKind::Time, tokens, Value::Iso(iso))
}

/// `3:30 to 6 p.m.`, `8 a.m. until 6`: where one of two times says its half of the day, the other lies where it goes on.
fn share_half(view: &View, first: &mut Clock, last: &mut Clock) {
    let halved = |clock: &Clock| clock.tokens.clone().any(|at| is_half_named(view, at));
    match (halved(first), halved(last)) {
        (false, true) if first.hour < 12 && first.hour + 12 <= last.hour => first.hour += 12,
        (true, false)
            if last.hour_minute() < first.hour_minute() && last.hour + 12 > first.hour =>
        {
            last.hour += 12;
        }
        _ => {}
    }
}

fn read_clock(view: &View, at: usize, amount: &Amount, behind_date: bool) -> Option<Clock> {
    let end = amount.first.tokens.end;
    let by_hour = || {
        let hour = hour(amount)?;
        colon(view, at, hour)
            .or_else(|| lettered(view, at, hour, end, behind_date))
            .or_else(|| bare_with_day_part(view, at, hour, end))
    };
    let mut clock = pointed(view, at)
        .or_else(|| twelve(view, at))
        .or_else(|| compact(view, at))
        .or_else(by_hour)?;
    day_part(view, &mut clock);
    zone(view, &mut clock);
    Some(clock)
}

/// A whole number of hours.
fn hour(amount: &Amount) -> Option<u32> {
    let plain = matches!(
        amount.first.form,
        Form::Digits | Form::Words | Form::Article
    );
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the value lies between 0 and 24"
    )]
    (plain && (0.0..=24.0).contains(&amount.first.value) && amount.first.value.fract() == 0.0)
        .then_some(amount.first.value as u32)
}

fn clock(tokens: Range<usize>, hour: u32, minute: u32) -> Clock {
    Clock {
        tokens,
        hour,
        minute,
        second: None,
        utc: false,
    }
}

/// `15:30`, `15:30:20`
fn colon(view: &View, at: usize, hour: u32) -> Option<Clock> {
    let two_digits = |at: usize| {
        view.digits(at)
            .filter(|(value, length)| *length == 2 && *value < 60)
    };
    let tight = view.word(at + 1) == ":" && view.touches_next(at) && view.touches_next(at + 1);
    view.digits(at)?;
    let (minute, _) = two_digits(at + 2).filter(|_| tight)?;
    let mut time = clock(at..at + 3, hour, minute);
    if view.word(at + 3) == ":"
        && let Some((second, _)) = two_digits(at + 4)
    {
        time.second = Some(second);
        time.tokens.end = at + 5;
    }
    // `19:00 Uhr`
    let end = time.tokens.end;
    if view.has(end, Role::Clock) && view.period(end).is_none() {
        time.tokens.end += 1;
    }
    Some(time)
}

/// `12.32`, two digits behind the point.
fn pointed_clock(view: &View, at: usize) -> Option<Clock> {
    let (hour, minute) = view.word(at).split_once('.')?;
    let full = minute.len() == 2;
    let (hour, minute) = (hour.parse().ok()?, minute.parse::<u32>().ok()?);
    (full && hour <= 24 && minute < 60).then(|| clock(at..at + 1, hour, minute))
}

/// `15.30 Uhr`
fn pointed(view: &View, at: usize) -> Option<Clock> {
    let (hour, minute) = view.word(at).split_once('.')?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse::<u32>().ok()?);
    let fits = hour <= 24 && minute < 60 && view.word(at).len() <= 5;
    let clocked = view.has(at + 1, Role::Clock) && view.period(at + 1).is_none();
    let half = meridiem(view, at + 1).is_some() || view.has(at + 1, Role::Utc);
    (fits && (clocked || half)).then(|| clock(at..at + 1 + usize::from(clocked), hour, minute))
}

/// `12 noon`, `12 midnight`
fn twelve(view: &View, at: usize) -> Option<Clock> {
    let (12, _) = view.digits(at)? else {
        return None;
    };
    let named = view.has(at + 1, Role::Noon) || view.has(at + 1, Role::Midnight);
    let mut clock = named_clock(view, named.then_some(at + 1)?);
    clock.tokens.start = at;
    Some(clock)
}

/// `340pm`, `1900 GMT`: hours and minutes in one number.
fn compact(view: &View, at: usize) -> Option<Clock> {
    let (number, length) = view.digits(at)?;
    let (hour, minute) = (number / 100, number % 100);
    let half = meridiem(view, at + 1).is_some() && hour <= 12;
    let zone = length == 4 && view.has(at + 1, Role::Utc);
    (matches!(length, 3 | 4) && hour <= 24 && minute < 60 && (half || zone))
        .then(|| clock(at..at + 1, hour, minute))
}

/// `16H00`, `21 h 30`, `21 heures`, `15 Uhr 30`
fn lettered(view: &View, at: usize, hour: u32, end: usize, behind_date: bool) -> Option<Clock> {
    if !view.has(end, Role::Clock) {
        return None;
    }
    let behind = end + 1;
    let counts_hours = view.period(end) == Some(Period::Hour);
    if let Some((minute, 2)) = view.digits(behind).filter(|(minute, _)| *minute < 60) {
        let mut tokens = at..behind + 1;
        if counts_hours && super::duration::is_duration(view, &tokens) {
            return None;
        }
        if view.touches_next(behind) && view.word(behind + 1) == "m" {
            tokens.end += 1;
        }
        return Some(clock(tokens, hour, minute));
    }
    let mut time = clock(at..behind, hour, 0);
    let half = view.has(behind, Role::And) && view.has(behind + 1, Role::Half);
    if half {
        time.minute = 30;
        time.tokens.end = behind + 2;
    } else if let Some(minute) =
        spoken_minutes(view, behind).or_else(|| linked_minutes(view, behind))
    {
        time.minute = minute.0;
        time.tokens.end = minute.1;
    }
    let told = !counts_hours
        || behind_date
        || view.after(at, Role::AtTime)
        || day_part_at(view, time.tokens.end).is_some()
        || view.has(time.tokens.end, Role::Utc)
        || view.has(time.tokens.end, Role::LocalTime)
        || behind_day(view, at)
        || view.is_bare_note() && !notes::is_counted(view, &(at..behind))
        || begins_range(view, time.tokens.end);
    // `à une heure de route` is a distance in time.
    let of_something = counts_hours
        && view.has(time.tokens.end, Role::Of)
        && day_part_at(view, time.tokens.end).is_none();
    (told && !of_something).then_some(time)
}

/// `trente` in `quinze heures trente`.
fn spoken_minutes(view: &View, at: usize) -> Option<(u32, usize)> {
    let numeral = super::numeral::read(view, at)?;
    let plain = numeral.form == Form::Words && (1.0..60.0).contains(&numeral.value);
    let free = view
        .period(numeral.tokens.end)
        .is_none_or(|p| p == Period::Minute)
        && (!view.is_word(numeral.tokens.end) || view.has(numeral.tokens.end, Role::Function));
    let minute = minute_of(numeral.value).filter(|_| plain && free)?;
    Some((minute, numeral.tokens.end))
}

/// `et dix`, `et vingt-sept minutes` in `sept heures et dix`: in a note; a sentence may go on to count.
fn linked_minutes(view: &View, at: usize) -> Option<(u32, usize)> {
    if view.note.is_none() || !view.has(at, Role::And) || view.is_number(at + 1) {
        return None;
    }
    let (minute, end) = spoken_minutes(view, at + 1)?;
    let unit = view.period(end) == Some(Period::Minute);
    Some((minute, end + usize::from(unit)))
}

/// A whole number of minutes from 1 to 59.
fn minute_of(value: f64) -> Option<u32> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the value lies between 1 and 59"
    )]
    ((1.0..60.0).contains(&value) && value.fract() == 0.0).then_some(value as u32)
}

/// `de 14h à 16h`
fn begins_range(view: &View, at: usize) -> bool {
    let digits = view.digits(at + 1).is_some();
    (view.has(at, Role::To) || matches!(view.word(at), "-" | "–"))
        && digits
        && view.has(at + 2, Role::Clock)
}

fn behind_day(view: &View, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    view.sense(before).weekday.is_some() || view.sense(before).day.is_some()
}

/// `3 p.m.`, `7 du matin`: no clock word, but a part of the day behind a word of time.
fn bare_with_day_part(view: &View, at: usize, hour: u32, end: usize) -> Option<Clock> {
    let twelve_hours = meridiem(view, end).is_some()
        || view.has(end, Role::Utc) && view.digits(at).is_some_and(|(_, length)| length == 4);
    // `cinq trente du matin`, `sept et demie du soir`
    let (minute, behind) = if view.has(end, Role::And) && view.has(end + 1, Role::Half) {
        (30, end + 2)
    } else {
        super::numeral::read(view, end)
            .filter(|minutes| minutes.form == Form::Words)
            .and_then(|minutes| minute_of(minutes.value).zip(Some(minutes.tokens.end)))
            .unwrap_or((0, end))
    };
    let spelled = behind > end && meridiem(view, behind).is_some();
    let of_day = day_part_at(view, behind).is_some()
        && (spelled || view.after(at, Role::AtTime) || view.has(behind, Role::Of));
    (hour <= 12 && (twelve_hours || of_day)).then(|| {
        if of_day {
            clock(at..behind, hour, minute)
        } else {
            clock(at..end, hour, 0)
        }
    })
}

/// The part of the day behind a time, over `du` or `de l'`: whether it lies after noon, and the token behind.
fn day_part_at(view: &View, at: usize) -> Option<(bool, usize)> {
    if let Some(found) = meridiem(view, at) {
        return Some(found);
    }
    let mut part = at;
    while part < at + 3 && (view.has(part, Role::Of) || view.has(part, Role::Definite)) {
        part += 1;
    }
    let evening = view.has(part, Role::Evening);
    let linked = part > at && view.has(part, Role::DayPart);
    linked.then_some((evening, part + 1))
}

/// Whether the token says which half of the day: `du matin`, `p.m.`.
pub fn is_half_named(view: &View, at: usize) -> bool {
    view.has(at, Role::DayPart) || meridiem(view, at).is_some()
}

/// `a.m.`, `pm`: whether it means after noon, and the token behind.
fn meridiem(view: &View, at: usize) -> Option<(bool, usize)> {
    let word = |n: usize| Some(view.lower(at + n));
    let (after, words) = view.lexicon.meridiem(view.lower(at), word)?;
    // `5:16p`: a letter alone belongs to the digits that it touches.
    let letter = words == 1 && view.lower(at).len() == 1;
    (!letter || view.touches_previous(at)).then_some((after, at + words))
}

fn day_part(view: &View, clock: &mut Clock) {
    if let Some((evening, end)) = day_part_at(view, clock.tokens.end) {
        if evening && clock.hour < 12 {
            clock.hour += 12;
        } else if !evening && clock.hour == 12 && meridiem(view, clock.tokens.end).is_some() {
            clock.hour = 0;
        }
        clock.tokens.end = end;
    }
}

fn zone(view: &View, clock: &mut Clock) {
    if view.has(clock.tokens.end, Role::Utc) {
        clock.utc = true;
        clock.tokens.end += 1;
    } else if view.has(clock.tokens.end, Role::Zone) && is_zone(view, clock.tokens.end) {
        clock.tokens.end += 1;
    }
}

/// `CET`, not the words that are spelled so; in a note that holds nothing else, `cet` too.
fn is_zone(view: &View, at: usize) -> bool {
    let letters = view.word(at);
    letters.chars().all(char::is_uppercase) || view.is_bare_note() && letters.len() > 2
}
