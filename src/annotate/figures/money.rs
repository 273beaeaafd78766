//! Amounts of money: `22,5 millions d'euros`, `$10`, `12,50 €`, `GBP 3,01`, `1 dollar et 23 cents`.

use super::amount::{self, Amount};
use super::lexicon::{Role, Unit};
use super::numeral::Form;
use super::view::View;
use super::{Draft, FigureKind};

/// The amount with its currency behind it.
pub fn read(view: &View, amount: &Amount) -> Option<Draft> {
    if amount.is_ordinal() {
        return None;
    }
    let (unit, mut end) = amount::unit_at(view, amount.unit_at(view))?;
    let tokens = amount.tokens.start;
    match unit {
        Unit::Money(code) => {
            let mut draft =
                Draft::of_amount(FigureKind::Money, tokens..end, amount).with_unit(code);
            if let Some((hundredths, behind)) = cents(view, end, code) {
                draft.value = super::Value::Number(amount.low + hundredths);
                end = behind;
                draft.tokens.end = end;
            }
            Some(draft)
        }
        Unit::SharedMoney(family) => {
            let mut draft = Draft::of_amount(FigureKind::Money, tokens..end, amount);
            draft.unit = view.currency_of_family(family);
            Some(draft)
        }
        Unit::Cent(code) => {
            let mut draft = Draft::of_amount(FigureKind::Money, tokens..end, amount);
            if let Some(code) = code {
                draft.value = super::Value::Number(amount.low / 100.0);
                draft.unit = Some(code);
            } else {
                draft.unit = Some("cent");
            }
            Some(draft)
        }
        _ => None,
    }
}

/// The cents behind a whole amount: `et 23 cents`, `20` in `5 euros 20`.
fn cents(view: &View, at: usize, code: &str) -> Option<(f64, usize)> {
    let start = if view.has(at, Role::And) { at + 1 } else { at };
    let numeral = super::numeral::read(view, start)?;
    let fits = (1.0..100.0).contains(&numeral.value)
        && numeral.value.fract() == 0.0
        && matches!(numeral.form, Form::Digits | Form::Words);
    if !fits {
        return None;
    }
    let end = numeral.tokens.end;
    // `15 dollars 50`
    let two_digits = view.digits(start).is_some_and(|(_, length)| length == 2);
    let bare = two_digits && start == at && !view.is_word(end) && view.word(end) != "%";
    match amount::unit_at(view, end) {
        Some((Unit::Cent(of), end)) if of.is_none_or(|of| of == code) => {
            Some((numeral.value / 100.0, end))
        }
        _ => bare.then_some((numeral.value / 100.0, end)),
    }
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
    let value = super::Value::Number(digits.parse().ok()?);
    Some(Draft::new(FigureKind::Money, at..end, value).with_unit(currency))
}

/// The amount with a sign before it: `$10`, `USD 1,23`, `US$ 5 millions`.
pub fn read_signed(view: &View, amount: &Amount) -> Option<Draft> {
    let start = amount.tokens.start;
    // The longest sign first: `US$` before `$`.
    for length in [3, 2, 1] {
        let Some(at) = start.checked_sub(length) else {
            continue;
        };
        let Some((Unit::Money(currency), end)) = amount::unit_at(view, at) else {
            continue;
        };
        let code = !view.is_word(at) || view.word(at).len() <= 3 && view.reading.is_capitalised(at);
        let behind_number = at > 0 && view.is_number(at - 1) && view.kind(at - 1).is_some();
        if end == start && code && !behind_number {
            let tokens = at..amount.tokens.end;
            return Some(Draft::of_amount(FigureKind::Money, tokens, amount).with_unit(currency));
        }
    }
    None
}
