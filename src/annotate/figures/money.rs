//! Amounts of money: `22,5 millions d'euros`, `$10`, `12,50 €`, `GBP 3,01`, `1 dollar et 23 cents`.

use std::ops::Range;

use super::amount::{self, Amount};
use super::lexicon::{NumberWord, Role, Unit};
use super::numeral::{self, Form};
use super::view::View;
use super::{Draft, FigureKind, Value, measure};

/// The amount with its currency behind it.
pub fn read(view: &View, amount: &Amount) -> Option<Draft> {
    if amount.is_ordinal() {
        return None;
    }
    let at = amount.unit_at(view);
    let start = amount.tokens.start;
    if let Some((code, factor)) = view.lexicon.scaled_currency(view.word(at)) {
        let draft = Draft::of_amount(FigureKind::Money, start..at + 1, amount);
        return Some(times(draft, factor).with_unit(code));
    }
    if let Some((Unit::Cent(_), end)) = amount::unit_at(view, at) {
        let draft = Draft::of_amount(FigureKind::Money, start..end, amount);
        return Some(draft.with_unit("cent"));
    }
    let (code, end) = currency(view, at)?;
    // `a $36 bill`, `une couronne de fleurs`
    let no_count = amount.is_article() && (code.is_none() || !view.is_word(end - 1));
    if no_count || measure::is_weight(view, amount, end) || is_thing(view, amount, end) {
        return None;
    }
    let mut draft = Draft::of_amount(FigureKind::Money, start..end, amount);
    draft.unit = code;
    if let Some(factor) = scale_behind(view, amount, end) {
        draft.tokens.end += 1;
        return Some(times(draft, factor));
    }
    Some(with_cents(view, draft))
}

/// The currency that is named at token `at`, where the name tells which one, and the token behind: `euros`, `dollars canadiens`, `Swiss francs`.
pub fn currency(view: &View, at: usize) -> Option<(Option<&'static str>, usize)> {
    match amount::unit_at(view, at) {
        Some((Unit::Money(code), end)) => Some((Some(code), end)),
        Some((Unit::SharedMoney(family), end)) => {
            match view.lexicon.home(family, view.lower(end)) {
                Some(code) => Some((Some(code), end + 1)),
                None => Some((view.currency_of_family(family), end)),
            }
        }
        Some(_) => None,
        None if view.is_word(at) => {
            let (Unit::SharedMoney(family), end) = amount::unit_at(view, at + 1)? else {
                return None;
            };
            let code = view.lexicon.home(family, view.lower(at))?;
            Some((Some(code), end))
        }
        None => None,
    }
}

/// `livres`: books, unless there are millions of them or the text speaks of their country.
fn is_thing(view: &View, amount: &Amount, end: usize) -> bool {
    let name = end - 1;
    let Some((Unit::SharedMoney(family), _)) = amount::unit_at(view, name) else {
        return false;
    };
    view.has(name, Role::AlsoCounted)
        && view.note.is_none()
        && amount.first.scale < 1e6
        && view.told_currency(family).is_none()
}

/// `75 USD million`: the scale behind a code in capitals.
fn scale_behind(view: &View, amount: &Amount, end: usize) -> Option<f64> {
    let code = end - 1;
    let capitals = view.is_word(code) && view.word(code).chars().all(char::is_uppercase);
    match view.number(end) {
        Some(NumberWord::Scale(factor)) if capitals && amount.first.scale == 1.0 => Some(factor),
        _ => None,
    }
}

fn times(mut draft: Draft, factor: f64) -> Draft {
    for value in [Some(&mut draft.value), draft.upper.as_mut()] {
        if let Some(Value::Number(number)) = value {
            *number *= factor;
        }
    }
    draft
}

/// The amount with the cents behind it: `et 23 cents`, `20` in `5 euros 20`, `and fourteen` where nothing more is said.
fn with_cents(view: &View, mut draft: Draft) -> Draft {
    let end = draft.tokens.end;
    let linked = view.has(end, Role::And) || view.has(end, Role::WithParts);
    let start = end + usize::from(linked);
    let Value::Number(whole) = draft.value else {
        return draft;
    };
    let Some(numeral) = numeral::read(view, start) else {
        return draft;
    };
    let plain = matches!(numeral.form, Form::Digits | Form::Words) && numeral.value.fract() == 0.0;
    if !plain || !(1.0..100.0).contains(&numeral.value) || draft.upper.is_some() {
        return draft;
    }
    let behind = numeral.tokens.end;
    let letter = view.lower(behind) == "c" && view.touches_previous(behind);
    let end = match amount::unit_at(view, behind) {
        Some((Unit::Cent(of), end)) if of.is_none() || of == draft.unit => end,
        _ if letter => behind + 1,
        Some(_) => return draft,
        None => {
            let digits = view.digits(start).map_or(0, |(_, length)| length);
            let two = digits == 2 || digits == 0 && numeral.value >= 10.0;
            let free = !view.is_word(behind) && !matches!(view.word(behind), "%" | "-" | "/");
            if !two || !free || view.after(draft.tokens.start, Role::Between) {
                return draft;
            }
            behind
        }
    };
    draft.value = Value::Number(whole + numeral.value / 100.0);
    draft.tokens.end = end;
    draft
}

/// `USD115`, `GBP3,01`: a code in capitals that touches its amount.
pub fn read_glued(view: &View, at: usize) -> Option<Draft> {
    if !view.is_word(at) || !view.is_glued(at) {
        return None;
    }
    let word = view.word(at);
    let split = word.find(|c: char| c.is_ascii_digit())?;
    let code = word.get(..split)?.to_lowercase();
    let Some((Unit::Money(currency), 1)) = view.lexicon.unit(&code, |_| None) else {
        return None;
    };
    let mut digits = word.get(split..)?.to_owned();
    let mut end = at + 1;
    let mark = view.word(end);
    let tight = view.touches_previous(end) && view.touches_next(end);
    if mark.starts_with(view.lexicon.grammar.decimal_mark) && tight && view.is_number(end + 1) {
        digits = format!("{digits}.{}", view.word(end + 1));
        end += 2;
    }
    let value = Value::Number(digits.parse().ok()?);
    Some(Draft::new(FigureKind::Money, at..end, value).with_unit(currency))
}

/// The amount with a sign before it: `$10`, `USD 1,23`, `US$ 5 millions`, `MAUD 60`.
pub fn read_signed(view: &View, amount: &Amount) -> Option<Draft> {
    let start = amount.tokens.start;
    if let Some(before) = start.checked_sub(1)
        && let Some((code, factor)) = view.lexicon.scaled_currency(view.word(before))
    {
        let draft = Draft::of_amount(FigureKind::Money, before..amount.tokens.end, amount);
        return Some(times(draft, factor).with_unit(code));
    }
    // A sign ends with a mark or is a short word with a capital.
    let last = start.checked_sub(1)?;
    if view.is_word(last) && !(view.word(last).len() <= 3 && view.reading.is_capitalised(last)) {
        return None;
    }
    // The longest sign first: `US$` before `$`.
    for length in [3, 2, 1] {
        let Some(at) = start.checked_sub(length) else {
            continue;
        };
        let Some((code, end)) = currency(view, at).filter(|(_, end)| *end == start) else {
            continue;
        };
        let sign = !view.is_word(at) || view.word(at).len() <= 3 && view.reading.is_capitalised(at);
        let behind_number = at > 0 && view.is_number(at - 1) && view.kind(at - 1).is_some();
        if end == start && sign && !behind_number {
            let mut draft = Draft::of_amount(FigureKind::Money, at..amount.tokens.end, amount);
            draft.unit = code;
            let draft = with_cents(view, draft);
            return Some(up_to_signed(view, draft, at..end));
        }
    }
    None
}

/// `$10 to $20`, `entre $5 y $8 millones`: the upper end with the same sign before it.
fn up_to_signed(view: &View, mut draft: Draft, sign: Range<usize>) -> Draft {
    let joint = draft.tokens.end;
    let second = joint + 1 + sign.len();
    let repeated = (0..sign.len()).all(|n| view.word(joint + 1 + n) == view.word(sign.start + n));
    let moves = amount::moves_before(view, draft.tokens.start);
    let Some(numeral) = amount::joins(view, draft.tokens.start, joint)
        .filter(|_| repeated && !moves && draft.upper.is_none())
        .and_then(|()| numeral::read(view, second))
    else {
        return draft;
    };
    let Value::Number(low) = draft.value else {
        return draft;
    };
    // `$5 to $8 million`: both are millions.
    let low = if low < numeral.value / numeral.scale {
        low * numeral.scale
    } else {
        low
    };
    if low < numeral.value && numeral.form == Form::Digits {
        draft.value = Value::Number(low);
        draft.upper = Some(Value::Number(numeral.value));
        draft.tokens.end = numeral.tokens.end;
    }
    draft
}
