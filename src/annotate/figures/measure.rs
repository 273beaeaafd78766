//! Per cent, points and measures: `52,3%`, `25 points de base`, `178,5 km`, `-20 et +45 degrés`.

use std::ops::Range;

use super::amount::{self, Amount};
use super::count;
use super::lexicon::{NumberWord, Role, Unit};
use super::numeral::{self, Form};
use super::view::View;
use super::{Draft, FigureKind, Value, fraction, spelling};
use crate::model::Dimension;

/// The amount with its unit.
pub fn read(view: &View, amount: &Amount) -> Option<Draft> {
    if let Some(draft) = fraction_of_unit(view, amount) {
        return Some(draft);
    }
    if amount.is_ordinal() {
        return None;
    }
    if let Some(draft) = magnitude(view, amount).or_else(|| weight(view, amount)) {
        return Some(draft);
    }
    if let Some(draft) = below_zero(view, amount) {
        return Some(draft);
    }
    let (unit, end) = amount::unit_at(view, amount.unit_at(view))
        .or_else(|| bracketed(view, amount.tokens.end))?;
    let tokens = amount.tokens.start..end;
    let name_follows = view.touches_previous(end) && view.is_word(end);
    match unit {
        Unit::Percent => {
            let mut draft = Draft::of_amount(FigureKind::Percentage, tokens, amount).with_unit("%");
            draft.of = view
                .has(end, Role::Of)
                .then(|| count::noun_from(view, end))
                .flatten();
            Some(draft)
        }
        Unit::Point(symbol) if !amount.is_article() || view.has(end, Role::Of) => {
            Some(Draft::of_amount(FigureKind::Quantity, tokens, amount).with_unit(symbol))
        }
        Unit::Measure(symbol, dimension)
            if !(name_follows
                || amount.is_article() && is_letter(view, end - 1)
                || is_body_part(view, amount, end)) =>
        {
            let draft = Draft::of_amount(FigureKind::Quantity, tokens, amount);
            let draft = with_dimension(view, draft, symbol, dimension);
            Some(with_smaller(view, draft, symbol))
        }
        _ => None,
    }
}

/// `six pounds of meat`, `weighed 25 pounds`: a name of money and of a weight, where something weighs. The token behind it is `end`.
pub fn is_weight(view: &View, amount: &Amount, end: usize) -> bool {
    if !view.has(end - 1, Role::AlsoWeight) || amount.first.scale > 1.0 {
        return false;
    }
    let of_stuff =
        view.has(end, Role::Of) && view.is_word(end + 1) && !view.has(end + 1, Role::Function);
    let mass = |at: usize| {
        matches!(
            amount::unit_at(view, at),
            Some((Unit::Measure(_, Dimension::Mass), _))
        )
    };
    let near = amount.tokens.start.saturating_sub(NEAR_WEIGHT)..end + NEAR_WEIGHT;
    of_stuff
        || near
            .into_iter()
            .any(|at| view.has(at, Role::Weighs) || mass(at))
}

/// Tokens between a weight and the word that tells it.
const NEAR_WEIGHT: usize = 8;

/// A pound that is no money.
fn weight(view: &View, amount: &Amount) -> Option<Draft> {
    let (Unit::SharedMoney(_), end) = amount::unit_at(view, amount.unit_at(view))? else {
        return None;
    };
    is_weight(view, amount, end).then(|| Draft {
        dimension: Some(Dimension::Mass),
        ..Draft::of_amount(FigureKind::Quantity, amount.tokens.start..end, amount).with_unit("lb")
    })
}

/// `10 bajo cero`: degrees that are not named.
fn below_zero(view: &View, amount: &Amount) -> Option<Draft> {
    let end = amount.tokens.end;
    let below = (end..end + 3).find(|at| view.has(*at, Role::Below))?;
    let zero = |at: &usize| view.number(*at) == Some(NumberWord::Small(0.0));
    let zero = (below + 1..below + 3).find(zero)?;
    let bare = amount::unit_at(view, end).is_none() && amount.high.is_none() && amount.low > 0.0;
    bare.then(|| Draft {
        value: Value::Number(-amount.low),
        dimension: Some(Dimension::Temperature),
        ..Draft::of_amount(FigureKind::Quantity, amount.tokens.start..zero + 1, amount)
            .with_unit("°")
    })
}

/// `20 (kg)`
fn bracketed(view: &View, at: usize) -> Option<(Unit, usize)> {
    let close = match view.word(at) {
        "(" => ")",
        "[" => "]",
        "<" => ">",
        _ => return None,
    };
    let (unit, end) = amount::unit_at(view, at + 1)?;
    let measure = matches!(unit, Unit::Measure(..));
    (measure && view.word(end) == close).then_some((unit, end + 1))
}

/// `magnitude 6,4`, `magnitude de 6,4`, `6.4-magnitude`
fn magnitude(view: &View, amount: &Amount) -> Option<Draft> {
    let start = amount.tokens.start;
    let end = amount.tokens.end;
    let before = view.after(start, Role::Magnitude)
        || start >= 2 && view.after(start, Role::Of) && view.has(start - 2, Role::Magnitude);
    let behind = view.word(end) == "-" && view.has(end + 1, Role::Magnitude);
    (before || behind).then(|| {
        let draft = Draft::of_amount(FigureKind::Quantity, amount.tokens.clone(), amount);
        draft.with_unit("magnitude")
    })
}

/// `les deux pieds`, `his two feet`: no measure of length.
fn is_body_part(view: &View, amount: &Amount, end: usize) -> bool {
    view.has(end - 1, Role::AlsoCounted)
        && amount.low <= 2.0
        && view.after(amount.tokens.start, Role::Definite)
}

/// `un m`, `un GJ`: letters and symbols are units behind a number alone.
fn is_letter(view: &View, at: usize) -> bool {
    let word = view.word(at);
    word.chars().count() == 1 || word.chars().count() <= 3 && word.starts_with(char::is_uppercase)
}

/// Tokens between an angle's degrees and the word that tells them.
const NEAR_ANGLE: usize = 4;

/// Degrees may be of an angle; a temperature may say that it lies below zero: `10 degrés en dessous de zéro`.
fn with_dimension(
    view: &View,
    mut draft: Draft,
    symbol: &'static str,
    dimension: Dimension,
) -> Draft {
    draft.unit = Some(symbol);
    draft.dimension = Some(dimension);
    let end = draft.tokens.end;
    let angle = (draft.tokens.start.saturating_sub(NEAR_ANGLE)..end + 2)
        .any(|at| view.has(at, Role::Angle));
    if dimension == Dimension::Temperature && symbol != "K" && angle {
        draft.unit = Some("°");
        draft.dimension = Some(Dimension::Angle);
        return draft;
    }
    if dimension == Dimension::Temperature {
        let start = draft.tokens.start;
        let spoken_minus = view.after(start, Role::Minus)
            || start > 0 && view.word(start - 1) == "-" && !view.touches_previous(start - 1);
        if let Value::Number(value) = draft.value
            && spoken_minus
            && value > 0.0
        {
            draft.value = Value::Number(-value);
            draft.tokens.start -= 1;
        }
        let below = (0..4).any(|n| view.has(draft.tokens.end + n, Role::Below));
        if let Value::Number(value) = draft.value
            && below
            && value > 0.0
        {
            draft.value = Value::Number(-value);
        }
    }
    draft
}

/// The measure with the smaller unit behind it: `6 ft 2 in`, `5 feet and 2 inches`, `4 kg 200 g`.
fn with_smaller(view: &View, mut draft: Draft, symbol: &str) -> Draft {
    let end = draft.tokens.end;
    let start = end + usize::from(view.has(end, Role::And));
    let Value::Number(whole) = draft.value else {
        return draft;
    };
    let Some(numeral) = numeral::read(view, start) else {
        return draft;
    };
    let Some((Unit::Measure(small, _), behind)) = amount::unit_at(view, numeral.tokens.end) else {
        return draft;
    };
    let plain = matches!(numeral.form, Form::Digits | Form::Words) && draft.upper.is_none();
    let apart = view.has(behind, Role::Of) || view.after(draft.tokens.start, Role::Between);
    match view.lexicon.smaller_in(symbol, small) {
        Some(times) if plain && !apart && (0.0..times).contains(&numeral.value) => {
            draft.value = Value::Number(whole + numeral.value / times);
            draft.tokens.end = behind;
            draft
        }
        _ => draft,
    }
}

/// `six-mile`, `half-mile`, `siebenhundert-Euro`: the number and its unit in one word.
pub fn read_compound(view: &View, at: usize) -> Option<Draft> {
    let (head, tail) = view.lower(at).split_once('-')?;
    let (unit, 1) = view.lexicon.unit(tail, |_| None)? else {
        return None;
    };
    let part = view
        .lexicon
        .sense(head)
        .filter(|sense| sense.ordinal.is_none())
        .and_then(|sense| sense.fraction);
    let value = match part {
        Some(whole) => 1.0 / whole,
        None => spelling::value_of(view, head)?,
    };
    let value = Value::Number(value);
    let draft = |kind| Draft::new(kind, at..at + 1, value.clone());
    match unit {
        Unit::Measure(symbol, dimension) => Some(Draft {
            dimension: Some(dimension),
            ..draft(FigureKind::Quantity).with_unit(symbol)
        }),
        Unit::Money(code) => Some(draft(FigureKind::Money).with_unit(code)),
        Unit::SharedMoney(_) if view.has_word(tail, Role::AlsoWeight) => Some(Draft {
            dimension: Some(Dimension::Mass),
            ..draft(FigureKind::Quantity).with_unit("lb")
        }),
        Unit::SharedMoney(family) => Some(Draft {
            unit: view.currency_of_family(family),
            ..draft(FigureKind::Money)
        }),
        Unit::Point(symbol) => Some(draft(FigureKind::Quantity).with_unit(symbol)),
        Unit::Percent => Some(draft(FigureKind::Percentage).with_unit("%")),
        Unit::Cent(_) => None,
    }
}

/// `demi litre`, `quart de litre`, `half a gallon`: a fraction with no number before it.
pub fn read_fraction(view: &View, at: usize) -> Option<Draft> {
    if let Some(share) = fraction::share(view, at) {
        return part_of_unit_behind(view, &share);
    }
    let denominator = view
        .sense(at)
        .fraction
        .or_else(|| view.has(at, Role::Half).then_some(2.0))?;
    let behind = view.skip(view.skip(at + 1, Role::Of), Role::Article);
    let (unit, end) = amount::unit_at(view, behind)?;
    part_of_unit(unit, at..end, 1.0 / denominator)
}

/// `un quart de point`, `un demi-litre`, `tres quintos por ciento`
fn fraction_of_unit(view: &View, amount: &Amount) -> Option<Draft> {
    let share = fraction::share(view, amount.tokens.start)?;
    if share.tokens.end < amount.tokens.end {
        return None;
    }
    part_of_unit_behind(view, &share)
}

/// `two-thirds of a percent`: the unit over `of a`.
fn part_of_unit_behind(view: &View, share: &fraction::Share) -> Option<Draft> {
    let at = view.skip(view.skip(share.tokens.end, Role::Of), Role::Article);
    let (unit, end) = amount::unit_at(view, at)?;
    part_of_unit(unit, share.tokens.start..end, share.value())
}

fn part_of_unit(unit: Unit, tokens: Range<usize>, value: f64) -> Option<Draft> {
    let draft = |kind| Draft::new(kind, tokens, Value::Number(value));
    match unit {
        Unit::Point(symbol) => Some(draft(FigureKind::Quantity).with_unit(symbol)),
        Unit::Measure(symbol, dimension) => Some(Draft {
            dimension: Some(dimension),
            ..draft(FigureKind::Quantity).with_unit(symbol)
        }),
        Unit::Percent => Some(draft(FigureKind::Percentage).with_unit("%")),
        Unit::Money(_) | Unit::SharedMoney(_) | Unit::Cent(_) => None,
    }
}
