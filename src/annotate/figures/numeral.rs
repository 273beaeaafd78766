//! One numeral: digits with their separators and sign, number words ([`spelling`]), or both (`1,5 million`), and ordinals.
//!
//! Says what the number is and where it stands; what it counts is for the readers.

use std::ops::Range;

use super::lexicon::{Grammar, NumberWord, Role, Unit};
use super::view::View;
use super::words::{LARGEST, Sum};
use super::{fraction, spelling};
use crate::annotate::reading::TokenKind;

/// A number in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    pub tokens: Range<usize>,
    pub value: f64,
    pub form: Form,
    /// The scale that it ends with, or 1: 1,000,000 for `26 millions`.
    pub scale: f64,
}

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Digits, with any scale.
    Digits,
    Words,
    /// `un`, `une` alone: one, or the article.
    Article,
    Ordinal,
    /// `une dizaine`, `des milliers`: with what multiplies it (`trois dizaines`), exact or not.
    Collective {
        counted: bool,
    },
}

/// The numeral that begins at token `at`. Several readers ask for the same one, one after the other.
pub fn read(view: &View, at: usize) -> Option<Numeral> {
    view.numeral_once(at, || read_anew(view, at))
}

fn read_anew(view: &View, at: usize) -> Option<Numeral> {
    match view.kind(at)? {
        TokenKind::Number => part_of_unit(view, at).or_else(|| {
            digits(view, at, at, 1.0).map(|numeral| fraction::with_fraction(view, numeral))
        }),
        TokenKind::Mark if matches!(view.word(at), "-" | "−" | "–" | "+") => signed(view, at),
        TokenKind::Mark => decimals_alone(view, at, at).or_else(|| part_of_unit(view, at)),
        TokenKind::Word => spoken_minus(view, at)
            .or_else(|| fraction::of_scale(view, at))
            .or_else(|| {
                spelling::read(view, at).map(|numeral| fraction::with_fraction(view, numeral))
            }),
    }
}

/// `1/2`, `½` before a scale, a unit or a period.
fn part_of_unit(view: &View, at: usize) -> Option<Numeral> {
    let share = fraction::share(view, at).filter(|share| share.part < share.whole)?;
    if let Some(scaled) = fraction::of_scale(view, at) {
        return Some(scaled);
    }
    let end = share.tokens.end;
    let named = view.is_word(end - 1);
    let unit = view.skip(end, Role::Of);
    let measured = view.period(end).is_some() || super::amount::unit_at(view, unit).is_some();
    (measured && !named).then(|| Numeral {
        value: share.value(),
        tokens: share.tokens,
        form: Form::Digits,
        scale: 1.0,
    })
}

/// `minus five` in a note.
fn spoken_minus(view: &View, at: usize) -> Option<Numeral> {
    if view.note.is_none() || !view.has(at, Role::Minus) || behind_amount(view, at) {
        return None;
    }
    let numeral = read(view, at + 1)?;
    matches!(numeral.form, Form::Digits | Form::Words).then(|| Numeral {
        tokens: at..numeral.tokens.end,
        value: -numeral.value,
        ..numeral
    })
}

/// Whether a number, an hour or a unit stands before: then `moins` takes away.
fn behind_amount(view: &View, at: usize) -> bool {
    super::bounds::ends_at(view, at + 1)
        || at > 0
            && (view.is_number(at - 1)
                || view.number(at - 1).is_some()
                || view.period(at - 1).is_some()
                || view.has(at - 1, Role::Clock)
                || view.has(at - 1, Role::Noon)
                || view.has(at - 1, Role::Midnight))
}

/// `,08`, `.77`: decimals without a whole number before their mark, where nothing touches it.
fn decimals_alone(view: &View, start: usize, at: usize) -> Option<Numeral> {
    let mark = view.lexicon.grammar.decimal_mark;
    let free = start == view.sentence().start || !view.touches_previous(start);
    let marked =
        view.word(at).starts_with(mark) && view.word(at).len() == 1 && view.touches_next(at);
    let word = view.word(at + 1);
    if !(free && marked && view.is_number(at + 1) && word.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    let mut numeral = Numeral {
        tokens: start..at + 2,
        value: format!("0.{word}").parse().ok()?,
        form: Form::Digits,
        scale: 1.0,
    };
    if let Some(scale) = short_scale(view, at + 2) {
        numeral.tokens.end += 1;
        numeral.value *= scale;
        numeral.scale = scale;
    }
    Some(numeral)
}

/// A sign belongs to the number when it touches it and nothing before.
fn signed(view: &View, at: usize) -> Option<Numeral> {
    let free = at == view.sentence().start
        || !view.touches_previous(at)
        || matches!(view.word(at - 1), "(" | "[" | "\"" | "«")
        || !view.is_word(at - 1) && super::money::currency(view, at - 1).is_some();
    // `(- 1,3 %)`
    let bracket = at > 0 && view.word(at - 1) == "(" && view.touches_previous(at);
    // `- 1 200` that is all a text says
    let alone = at == view.sentence().start && view.note.is_some();
    let sign = if view.word(at) == "+" { 1.0 } else { -1.0 };
    if free
        && view.touches_next(at)
        && let Some(mut numeral) = decimals_alone(view, at, at + 1)
    {
        numeral.value *= sign;
        return Some(numeral);
    }
    if !(view.is_number(at + 1) && (view.touches_next(at) || bracket || alone) && free) {
        return None;
    }
    digits(view, at, at + 1, sign)
}

fn digits(view: &View, start: usize, at: usize, sign: f64) -> Option<Numeral> {
    let grammar = &view.lexicon.grammar;
    let (mut value, mut end) = (parse(grammar, view.word(at))?, at + 1);
    if is_group(view.word(at), 1) {
        while let Some((group, decimals)) = next_group(view, end) {
            value = value * 1_000.0 + group + decimals;
            end += 1;
            if decimals > 0.0 {
                break;
            }
        }
    }
    // `1 komma 1`
    if view.has(end, Role::DecimalWord)
        && value.fract() == 0.0
        && let Some((decimals, length)) = view.digits(end + 1)
        && !view.touches_previous(end)
    {
        let places = 10f64.powi(i32::try_from(length).unwrap_or(0));
        (value, end) = (value + f64::from(decimals) / places, end + 2);
    }
    if let Some((power, behind)) = power_of_ten(view, end) {
        (value, end) = (value * 10f64.powi(power), behind);
    } else if let Some((power, behind)) = raised(view, end) {
        (value, end) = (value.powi(power), behind);
    }
    if value > LARGEST {
        return None;
    }
    // `3.º`, `1.er`
    let pointed = view.word(end) == "." && view.touches_previous(end) && view.touches_next(end);
    let suffix = end + usize::from(pointed && view.is_word(end + 1));
    if value.fract() == 0.0 && (ordinal_suffix(view, end) || ordinal_suffix(view, suffix)) {
        return Some(Numeral {
            tokens: start..suffix + 1,
            value,
            form: Form::Ordinal,
            scale: 1.0,
        });
    }
    let mut numeral = Numeral {
        tokens: start..end,
        value,
        form: Form::Digits,
        scale: 1.0,
    };
    if let Some(NumberWord::Collective(collective)) = view.number(end) {
        // `3 douzaines`
        numeral.tokens.end += 1;
        numeral.value *= collective;
        numeral.form = Form::Collective { counted: true };
    } else if let Some(scale) = short_scale(view, end) {
        numeral.tokens.end += 1;
        numeral.value *= scale;
        numeral.scale = scale;
    } else {
        add_scales(view, &mut numeral);
    }
    numeral.value *= sign;
    Some(numeral)
}

/// `16.000`, `8.256,71`, `1.5`, `1'000`: which mark groups and which divides shows from the digits around it.
fn parse(grammar: &Grammar, text: &str) -> Option<f64> {
    let mark = |c: char| matches!(c, '.' | ',');
    let marks = text.chars().filter(|c| mark(*c)).count();
    let last = text.rfind(mark);
    let decimals_at = last.filter(|&at| {
        let mark = text.get(at..).and_then(|rest| rest.chars().next());
        let behind = text.len() - at - 1;
        let once = text.chars().filter(|c| Some(*c) == mark).count() == 1;
        let decimal = mark == Some(grammar.decimal_mark);
        let other_mark = marks > 1 && once;
        // Three digits behind a mark are a group, unless it is the language's decimal mark.
        once && (decimal || other_mark || behind != 3 || text.starts_with('0'))
    });
    let whole = text.get(..decimals_at.unwrap_or(text.len()))?;
    // `22,24,26` and `1.2.3` are no numbers; `1,00,000` is one in India.
    let mut groups = whole.split(mark).skip(1).peekable();
    while let Some(group) = groups.next() {
        let last = groups.peek().is_none();
        if whole.contains(mark) && !(group.len() == 3 || group.len() == 2 && !last) {
            return None;
        }
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let fraction = decimals_at.and_then(|at| text.get(at + 1..)).unwrap_or("");
    if fraction.is_empty() {
        return digits.parse().ok();
    }
    format!("{digits}.{fraction}").parse().ok()
}

/// One to three digits, not beginning with 0; or exactly three where `least` is 3.
fn is_group(text: &str, least: usize) -> bool {
    (least..=3).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (least == 3 || !text.starts_with('0'))
}

/// The next three digits of a number grouped by blanks, with the decimals behind them.
fn next_group(view: &View, at: usize) -> Option<(f64, f64)> {
    if !view.is_number(at) || view.touches_previous(at) {
        return None;
    }
    let gap = view
        .reading
        .text
        .as_str()
        .get(view.reading.tokens[at - 1].span.end()..view.reading.tokens[at].span.start())?;
    let blanks = gap.chars().count();
    if blanks > 2 || gap.contains('\n') {
        return None;
    }
    let word = view.word(at);
    let mark = view.lexicon.grammar.decimal_mark;
    let (group, decimals) = word.split_once(mark).unwrap_or((word, ""));
    if !is_group(group, 3) {
        return None;
    }
    let decimals = format!("0.{decimals}0").parse().ok()?;
    Some((group.parse().ok()?, decimals))
}

/// `1e10`, `12,32e+14`: the power, and the token behind it.
fn power_of_ten(view: &View, at: usize) -> Option<(i32, usize)> {
    if view.touches_previous(at) && view.word(at).eq_ignore_ascii_case("x") || view.word(at) == "×"
    {
        // `1.3x10^6`
        let ten = view.digits(at + 1) == Some((10, 2));
        return raised(view, at + 2).filter(|_| ten);
    }
    if view.lower(at) != "e" || !view.touches_previous(at) || !view.touches_next(at) {
        return None;
    }
    let signed = matches!(view.word(at + 1), "+" | "-" | "−") && view.touches_next(at + 1);
    let digits = if signed { at + 2 } else { at + 1 };
    let (power, length) = view.digits(digits)?;
    let power = i32::try_from(power).ok().filter(|_| length <= 2)?;
    let falls = signed && view.word(at + 1) != "+";
    Some((if falls { -power } else { power }, digits + 1))
}

/// `zum 3. Mal`: a point that makes an ordinal, between an article and a noun.
fn ordinal_point(view: &View, at: usize) -> bool {
    let point = view.lexicon.grammar.ordinal_point
        && view.word(at) == "."
        && view.touches_previous(at)
        && view.digits(at - 1).is_some_and(|(_, length)| length <= 3);
    let noun = view.is_word(at + 1)
        && view.reading.is_capitalised(at + 1)
        && view.sense(at + 1).month.is_none()
        && !view.touches_next(at);
    point && noun && at >= 2 && view.has(at - 2, Role::OrdinalArticle)
}

/// `^23`, `^-1`, `^--23`: the power, and the token behind it.
fn raised(view: &View, at: usize) -> Option<(i32, usize)> {
    if view.word(at) != "^" || !view.touches_previous(at) {
        return None;
    }
    let mut sign = 1;
    let mut digits = at + 1;
    while matches!(view.word(digits), "-" | "−" | "+") && view.touches_previous(digits) {
        sign = if view.word(digits) == "+" {
            sign
        } else {
            -sign
        };
        digits += 1;
    }
    let (power, length) = view
        .digits(digits)
        .filter(|_| view.touches_previous(digits))?;
    let power = i32::try_from(power).ok().filter(|_| length <= 2)?;
    Some((sign * power, digits + 1))
}

/// `1er`, `2e`, `50 e`, `3.` before a month is left to the calendar.
fn ordinal_suffix(view: &View, at: usize) -> bool {
    if ordinal_point(view, at) {
        return true;
    }
    // `37º C`
    let degrees = super::amount::unit_at(view, at).is_some_and(|(_, end)| end > at + 1);
    !degrees
        && view.has(at, Role::OrdinalSuffix)
        && (view.touches_previous(at)
            || view.is_word(at) && !view.has(at, Role::Function) && view.word(at).len() <= 2)
}

/// `3M`, `25K`, `12 Md€`: letters that touch the digits or stand beside a currency.
fn short_scale(view: &View, at: usize) -> Option<f64> {
    let letters = view.word(at);
    let bare = letters.trim_end_matches('.');
    let scale = view
        .lexicon
        .short_scale(letters)
        .or_else(|| view.lexicon.short_scale(bare))?;
    let money = |at: usize| {
        matches!(
            view.lexicon.unit(view.lower(at), |_| None),
            Some((Unit::Money(_), _))
        )
    };
    let beside_currency = money(at + 1) || at >= 2 && money(at - 2);
    // `1.2b`, `2.33 k`
    let letter = matches!(view.word(at), "k" | "K" | "b" | "G");
    let alone = view.touches_previous(at)
        && (view.word(at).chars().all(char::is_uppercase) || view.word(at) == "k")
        || letter && view.word(at - 1).contains(['.', ',']) && !view.is_word(at + 1);
    (beside_currency || alone || view.word(at).len() > 1).then_some(scale)
}

/// Scale words behind digits: `1,5 million`, `24 mille milliards`.
pub fn add_scales(view: &View, numeral: &mut Numeral) {
    let mut sum = Sum::from_digits(numeral.value);
    let mut at = numeral.tokens.end;
    if view.number(at) == Some(NumberWord::Hundred)
        && super::amount::unit_at(view, at).is_none()
        && numeral.value < 100.0
    {
        // `2 hundred`; `2 cents` are coins.
        numeral.value *= 100.0;
        numeral.tokens.end += 1;
        sum = Sum::from_digits(numeral.value);
        at += 1;
    }
    while let Some(number @ NumberWord::Scale(_)) = view.number(at) {
        if !sum.push(&view.lexicon.grammar, number, false) {
            break;
        }
        at += 1;
    }
    // `3 milliards 500 millions`
    while let Some((value, scale)) = smaller_scale(view, at, sum.scale()) {
        sum = Sum::from_scaled(sum.value() + value, scale);
        at += 2;
    }
    if at > numeral.tokens.end {
        numeral.value = sum.value();
        numeral.scale = sum.scale();
        numeral.tokens.end = at;
    }
}

/// Digits and a scale behind a larger scale.
fn smaller_scale(view: &View, at: usize, larger: f64) -> Option<(f64, f64)> {
    let (value, _) = view.digits(at).filter(|_| larger > 1.0)?;
    let value = f64::from(value);
    let scale = match view.number(at + 1)? {
        NumberWord::Scale(scale) => scale,
        NumberWord::Hundred if super::amount::unit_at(view, at + 1).is_none() => 100.0,
        _ => return None,
    };
    (scale < larger && value * scale < larger).then_some((value * scale, scale))
}
