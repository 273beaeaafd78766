//! Durations and ages: `six semaines`, `4 h 21 min`, `un quart d'heure`, `quelques jours`; `âgé de 45 ans`, `(45 ans)`.

use std::ops::Range;

use super::amount::{self, Amount};
use super::bounds;
use super::lexicon::{NumberWord, Period, Role};
use super::numeral::{self, Form};
use super::view::View;
use super::{Draft, FigureKind, Value};
use crate::model::Bound;

/// The amount with its period.
pub fn read(view: &View, amount: &Amount) -> Option<Draft> {
    if amount.is_ordinal() {
        return None;
    }
    fraction_of_period(view, amount)
        .or_else(|| with_part_of_period(view, amount))
        .or_else(|| with_period(view, amount))
        .or_else(|| shared_period(view, amount))
}

fn with_period(view: &View, amount: &Amount) -> Option<Draft> {
    let (period, at) = period_behind(view, amount)?;
    let end = at + 1;
    if amount.is_article() && !stands_alone(view, amount, period, at) {
        return None;
    }
    let mut tokens = amount.tokens.start..end;
    if is_age(view, amount, period, end) {
        let mut draft = Draft::of_amount(FigureKind::Age, tokens, amount);
        draft.unit = age_unit(period);
        return Some(draft);
    }
    let mut parts = Parts::default();
    let halves = if view.has(at, Role::Half) { 0.5 } else { 1.0 };
    parts.add(period, amount.low * halves);
    tokens.end = smaller_parts(view, end, period, &mut parts);
    let mut draft = Draft::new(FigureKind::Duration, tokens, Value::Iso(parts.iso()));
    draft.upper = amount.high.map(|high| Value::Iso(iso(period, high)));
    draft.bound = amount.bound;
    Some(draft)
}

/// The period behind an amount: at once, over `de`, a hyphen or an adjective such as `premiers`.
fn period_behind(view: &View, amount: &Amount) -> Option<(Period, usize)> {
    let mut at = amount.unit_at(view);
    if view.word(at) == "-" && view.touches_next(at) {
        at += 1;
    }
    // `one and three quarters of hours`
    if amount.low.fract() != 0.0 && view.has(at, Role::Of) && view.note.is_some() {
        at += 1;
    }
    let between = view.sense(at).ordinal.is_some() && !amount.is_article()
        || view.has(at, Role::Last)
        || view.has(at, Role::Next)
        || view.has(at, Role::Adjective) && view.period(at + 1).is_some() && !amount.is_article();
    if between && view.period(at).is_none() && amount.first.scale == 1.0 {
        at += 1;
    }
    let period = view
        .period(at)
        .filter(|period| *period != Period::Weekend)?;
    // `5 m` is a length, `3 s` a time: letters need digits before them.
    let letter = view.word(at).chars().count() == 1;
    (!letter || amount.first.form == Form::Digits).then_some((period, at))
}

/// `un an` is a duration; `un jour` is one behind a word of time alone.
fn stands_alone(view: &View, amount: &Amount, period: Period, at: usize) -> bool {
    let timed = (view.after(amount.tokens.start, Role::During) && !view.has(at + 1, Role::Of))
        || bounds::ends_at(view, amount.tokens.start);
    timed || !(view.has(at, Role::Loose) || period == Period::Second)
}

/// `12 sec` behind `1 min`, `et demi` behind `trois ans`.
fn smaller_parts(view: &View, end: usize, period: Period, parts: &mut Parts) -> usize {
    let mut end = end;
    let mut last = period;
    loop {
        let listed = view.note.is_some() && view.word(end) == ",";
        let at = if view.has(end, Role::And) || listed {
            end + 1
        } else {
            end
        };
        // `an hour and a half`, `trois ans et demi`
        let half = view.skip(at, Role::Article);
        if at > end && view.has(half, Role::Half) && view.period(half).is_none() {
            parts.add(last, 0.5);
            return half + 1;
        }
        if at > end && half > at && view.sense(half).fraction == Some(4.0) && last == Period::Hour {
            parts.add(Period::Minute, 15.0);
            return half + 1;
        }
        let Some(numeral) = numeral::read(view, at) else {
            return end;
        };
        let Some(next) = view.period(numeral.tokens.end) else {
            // `1h30` without a unit behind the minutes.
            let minutes = last == Period::Hour && view.digits(at).is_some_and(|(m, _)| m < 60);
            let spoken = last == Period::Hour
                && numeral.form == Form::Words
                && (5.0..60.0).contains(&numeral.value)
                && !view.is_word(numeral.tokens.end);
            // `1 hour and thirty`
            let digits = last == Period::Hour
                && view.is_bare_note()
                && view
                    .digits(at)
                    .is_some_and(|(minutes, _)| (5..60).contains(&minutes));
            let linked = at > end && view.note.is_some() && (spoken || digits);
            if linked || at == end && (minutes && view.touches_previous(at) || spoken) {
                parts.add(Period::Minute, numeral.value);
                return numeral.tokens.end;
            }
            return end;
        };
        let plain = matches!(numeral.form, Form::Digits | Form::Words);
        if !plain || seconds(next) >= seconds(last) {
            return end;
        }
        parts.add(next, numeral.value);
        end = numeral.tokens.end + 1;
        last = next;
    }
}

/// `un quart d'heure`, `trois quarts d'heure`, `un demi-siècle`
fn fraction_of_period(view: &View, amount: &Amount) -> Option<Draft> {
    let end = amount.tokens.end;
    let denominator = view.sense(end).fraction?;
    let at = view.skip(view.skip(end + 1, Role::Of), Role::Article);
    let period = view.period(at)?;
    let value = amount.low / denominator;
    let iso = match period {
        Period::Hour => format!("PT{}M", value * 60.0),
        period => iso(period, value),
    };
    let tokens = amount.tokens.start..at + 1;
    Some(Draft::new(FigureKind::Duration, tokens, Value::Iso(iso)))
}

/// `five and a half minutes`, `two and a quarter of hours`
fn with_part_of_period(view: &View, amount: &Amount) -> Option<Draft> {
    let end = amount.tokens.end;
    let part = view.skip(end + 1, Role::Article);
    let joined = view.has(end, Role::And) && amount.high.is_none() && amount.low.fract() == 0.0;
    let value = match view.sense(part).fraction {
        _ if !joined || view.period(part).is_some() => return None,
        Some(parts) => 1.0 / parts,
        None => view.has(part, Role::Half).then_some(0.5)?,
    };
    let noun = view.skip(part + 1, Role::Of);
    let mut parts = Parts::default();
    parts.add(view.period(noun)?, amount.low + value);
    let tokens = amount.tokens.start..noun + 1;
    Some(Draft::new(
        FigureKind::Duration,
        tokens,
        Value::Iso(parts.iso()),
    ))
}

/// `21` in `respectivement 21 et 18 ans`: the unit stands behind the next number.
fn shared_period(view: &View, amount: &Amount) -> Option<Draft> {
    let end = amount.tokens.end;
    let joined = view.has(end, Role::And) || view.has(end, Role::Or);
    if !joined || amount.is_article() || amount.low >= 1_000.0 {
        return None;
    }
    let next = amount::read(view, end + 1).filter(|next| !next.is_article())?;
    let (period, at) = period_behind(view, &next)?;
    if next.high.is_some() {
        return None;
    }
    let tokens = amount.tokens.clone();
    if is_age(view, amount, period, at + 1) {
        let mut draft = Draft::of_amount(FigureKind::Age, tokens, amount);
        draft.unit = age_unit(period);
        return Some(draft);
    }
    let value = Value::Iso(iso(period, amount.low));
    Some(Draft::new(FigureKind::Duration, tokens, value))
}

/// `half an hour`, `media hora`, `einer halben Stunde`, `demi-litre` is no duration.
pub fn read_half(view: &View, at: usize) -> Option<Draft> {
    let half = view.skip(at, Role::Article);
    if !view.has(half, Role::Half) || view.period(half).is_some() {
        return None;
    }
    let noun = view.skip(half + 1, Role::Article);
    let period = view
        .period(noun)
        .filter(|period| *period != Period::Weekend)?;
    let value = Value::Iso(iso(period, 0.5));
    Some(Draft::new(FigureKind::Duration, at..noun + 1, value))
}

/// `a five-year plan`: the number and the period in one word.
pub fn read_compound(view: &View, at: usize) -> Option<Draft> {
    let (head, tail) = view.lower(at).split_once('-')?;
    let lexicon = view.lexicon;
    let Some(NumberWord::Small(value)) = lexicon.sense(head)?.number else {
        return None;
    };
    let tail = lexicon.sense(tail)?;
    let period = tail.period?;
    let tokens = at..at + 1;
    if tail.roles.has(Role::Aged) {
        return Some(Draft::new(FigureKind::Age, tokens, Value::Number(value)));
    }
    let value = Value::Iso(iso(period, value));
    Some(Draft::new(FigureKind::Duration, tokens, value))
}

/// `quelques jours`, `plusieurs semaines`; `des décennies` behind a word of time.
pub fn read_vague(view: &View, at: usize) -> Option<Draft> {
    if !view.has(at, Role::Indefinite) {
        return None;
    }
    let several = view.has(at, Role::Several);
    let noun = view.skip(at + 1, Role::Adjective);
    let period = view
        .period(noun)
        .filter(|period| *period != Period::Weekend)?;
    let month_behind = view.has(noun + 1, Role::Of) && view.sense(noun + 2).month.is_some();
    let counted = view.note.is_some() && (view.after(at, Role::Next) || view.after(at, Role::Last));
    if !(several || view.after(at, Role::During) || counted)
        || month_behind
        || view.is_number(noun + 1)
    {
        return None;
    }
    let start = if several || counted { at } else { noun };
    let mut draft = Draft::new(
        FigureKind::Duration,
        start..noun + 1,
        Value::Iso(iso(period, 1.0)),
    );
    draft.bound = Some(Bound::Vague);
    Some(draft)
}

/// Whether the amount is somebody's age; `end` is the token behind the period.
fn is_age(view: &View, amount: &Amount, period: Period, end: usize) -> bool {
    let start = amount.tokens.start;
    let behind = if view.word(end) == "-" { end + 1 } else { end };
    if view.has(behind, Role::Aged) || view.has(end - 1, Role::Aged) || aged_before(view, start) {
        return true;
    }
    if view.has(end, Role::Of) && view.has(end + 1, Role::Aged) {
        return true;
    }
    if period != Period::Year || view.has(end, Role::Of) || view.has(end, Role::Aged) {
        return false;
    }
    let before = start.checked_sub(1).filter(|at| view.kind(*at).is_some());
    let Some(before) = before else { return false };
    let closed = !view.is_word(end) || view.has(end, Role::And);
    match view.word(before) {
        "(" => view.word(end) == ")" || view.word(end) == ",",
        "," => closed && (named_before(view, before) || view.word(end) == ","),
        _ if view.has(before, Role::AtAge) => {
            (closed || view.has(end, Role::Function))
                && !(1..=4).any(|back| before >= back && view.has(before - back, Role::Lasting))
        }
        _ if view.has(before, Role::Function) && view.after(before, Role::Has) => {
            closed && !view.has(before, Role::Of)
        }
        _ if view.has(before, Role::Has) => {
            (closed || view.has(end, Role::Function)) && !view.after(before, Role::There)
        }
        _ if each_ones(view, before) => closed,
        _ if view.has(before, Role::Definite) => amount.high.is_some(),
        _ => person_of(view, start) || bounded_age(view, start, closed),
    }
}

/// `tous deux 49 ans`, `respectivement 21 et 18 ans`: behind a number of people or their ages.
fn each_ones(view: &View, before: usize) -> bool {
    let number = view.number(before).is_some() && !view.has(before, Role::Article);
    let second = before >= 2 && view.has(before, Role::And) && view.has(before - 2, Role::Each);
    number || second || view.has(before, Role::Each)
}

/// `âgé de`, `à l'âge de`, `âgée de près de`: within the last words.
fn aged_before(view: &View, start: usize) -> bool {
    for back in 1..=5 {
        let Some(at) = start.checked_sub(back) else {
            return false;
        };
        if view.has(at, Role::Aged) {
            return true;
        }
        if !view.is_word(at) {
            return false;
        }
    }
    false
}

/// `Paul Delcourt, 61 ans`: a name before the comma, or the comma after one in brackets.
fn named_before(view: &View, comma: usize) -> bool {
    comma > 0 && view.is_word(comma - 1) && view.reading.is_capitalised(comma - 1)
}

/// `un coureur de 26 ans`: a noun that does not last.
fn person_of(view: &View, start: usize) -> bool {
    let Some(of) = start.checked_sub(1) else {
        return false;
    };
    let Some(noun) = of.checked_sub(1) else {
        return false;
    };
    view.has(of, Role::Of)
        && view.is_word(noun)
        && !view.has(noun, Role::Lasting)
        && !view.has(noun, Role::Function)
        && !bounds::ends_at(view, start)
}

/// `les plus de 65 ans`, `ont plus de 70 ans`
fn bounded_age(view: &View, start: usize, closed: bool) -> bool {
    (2..=4).any(|back| {
        let Some(at) = start.checked_sub(back) else {
            return false;
        };
        let all_words = (at + 1..start).all(|at| view.is_word(at));
        let verb = view.has(at, Role::Has) && closed;
        all_words && bounds::ends_at(view, start) && (verb || plural_article(view, at))
    })
}

fn plural_article(view: &View, at: usize) -> bool {
    view.has(at, Role::Definite) && view.lower(at).len() > 2
}

fn age_unit(period: Period) -> Option<&'static str> {
    match period {
        Period::Month => Some("month"),
        Period::Week => Some("week"),
        Period::Day => Some("day"),
        _ => None,
    }
}

/// A duration in its units.
#[derive(Default)]
struct Parts {
    /// Years, months, weeks, days, hours, minutes, seconds.
    amounts: [f64; 7],
}

impl Parts {
    fn add(&mut self, period: Period, value: f64) {
        let (slot, factor) = match period {
            Period::Century => (0, 100.0),
            Period::Decade => (0, 10.0),
            Period::Year => (0, 1.0),
            Period::HalfYear => (1, 6.0),
            Period::Quarter => (1, 3.0),
            Period::Month => (1, 1.0),
            Period::Week => (2, 1.0),
            Period::Fortnight => (2, 2.0),
            Period::Weekend => (3, 2.0),
            Period::Day => (3, 1.0),
            Period::Hour => (4, 1.0),
            Period::Minute => (5, 1.0),
            Period::Second => (6, 1.0),
        };
        self.amounts[slot] += value * factor;
        // Halves of years and hours are said as such, and written as months and minutes.
        for (large, small, factor) in [(0, 1, 12.0), (4, 5, 60.0)] {
            let half = self.amounts[large].fract();
            if half == 0.5 {
                self.amounts[large] -= half;
                self.amounts[small] += half * factor;
            }
        }
    }

    fn iso(&self) -> String {
        let mut text = String::from("P");
        for (slot, (amount, letter)) in self.amounts.iter().zip("YMWDHMS".chars()).enumerate() {
            if *amount == 0.0 {
                continue;
            }
            if slot >= 4 && !text.contains('T') {
                text.push('T');
            }
            text.push_str(&format!("{amount}{letter}"));
        }
        if text == "P" {
            text.push_str("T0S");
        }
        text
    }
}

/// One of a period, ISO 8601.
pub fn one(period: Period) -> String {
    iso(period, 1.0)
}

/// So many of a period, ISO 8601.
fn iso(period: Period, value: f64) -> String {
    let mut parts = Parts::default();
    parts.add(period, value);
    parts.iso()
}

fn seconds(period: Period) -> u32 {
    match period {
        Period::Second => 1,
        Period::Minute => 60,
        Period::Hour => 3_600,
        Period::Day => 86_400,
        Period::Weekend => 172_800,
        Period::Week => 604_800,
        Period::Fortnight => 1_209_600,
        Period::Month => 2_629_746,
        Period::Quarter => 7_889_238,
        Period::HalfYear => 15_778_476,
        Period::Year => 31_556_952,
        Period::Decade => 315_569_520,
        Period::Century => 3_155_695_200,
    }
}

/// Tokens of the whole duration, for the reader of times that comes first.
pub fn is_duration(view: &View, tokens: &Range<usize>) -> bool {
    view.after(tokens.start, Role::Within) || view.period(tokens.end) == Some(Period::Minute)
}
