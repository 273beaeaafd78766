//! Parts of numbers: `deux tiers`, `two-thirds`, `¾`, `3/4`; behind a whole number (`2½`, `one and a half`) and of a large one (`un quart de million`).
//!
//! Says what they come to; whether they are a share of something is for [`super::ratio`].

use std::ops::Range;

use super::lexicon::{NumberWord, Role, Unit};
use super::numeral::{Form, Numeral, add_scales};
use super::spelling;
use super::view::View;

/// So many parts of a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    pub tokens: Range<usize>,
    pub part: f64,
    pub whole: f64,
}

impl Share {
    pub fn value(&self) -> f64 {
        self.part / self.whole
    }
}

/// The share that begins at token `at`.
pub fn share(view: &View, at: usize) -> Option<Share> {
    let made = |end, (part, whole)| Share {
        tokens: at..end,
        part,
        whole,
    };
    if view.is_word(at) {
        return hyphenated(view.lower(at), view)
            .map(|parts| made(at + 1, parts))
            .or_else(|| spoken(view, at));
    }
    if let Some(parts) = vulgar(view, at) {
        return Some(made(at + 1, parts));
    }
    let (part, _) = view.digits(at)?;
    if let Some(whole) = slashed(view, at) {
        return (part < whole).then(|| made(at + 3, (f64::from(part), f64::from(whole))));
    }
    let whole = view.sense(at + 1).fraction?;
    Some(made(at + 2, (f64::from(part), whole)))
}

/// `trois quarts`, `un vingt-cinquième`, `deux cent-dixièmes`
fn spoken(view: &View, at: usize) -> Option<Share> {
    // Most words that ask count nothing.
    let counts = view.number(at).is_some() || view.lexicon.may_be_compound(view.lower(at));
    if !counts {
        return None;
    }
    let count = spelling::read(view, at)?;
    let plain = matches!(count.form, Form::Words | Form::Article) && count.value.fract() == 0.0;
    if !plain || splits_at(view, &count).is_some() {
        return None;
    }
    let (whole, end) = denominator(view, &count)?;
    Some(Share {
        tokens: at..end,
        part: count.value,
        whole,
    })
}

/// Into how many parts, and the token behind: `tiers`, or an ordinal that can be nothing else (`trois cinquièmes`, `un cinquième des voix`).
fn denominator(view: &View, count: &Numeral) -> Option<(f64, usize)> {
    // `one - fourth`, in a note
    let hyphen = view.note.is_some() && view.word(count.tokens.end) == "-";
    let end = count.tokens.end + usize::from(hyphen);
    let parts = view.sense(end).fraction.or_else(|| suffixed(view, end));
    if let Some(whole) = parts.or_else(|| put_together(view, end)) {
        return Some((whole, end + 1));
    }
    let ordinal = spelling::read(view, end).filter(|next| next.form == Form::Ordinal)?;
    let behind = ordinal.tokens.end;
    let alone = !view.is_word(behind)
        || view.has(behind, Role::Of)
        || matches!(
            super::amount::unit_at(view, behind),
            Some((Unit::Percent, _))
        );
    let fits = ordinal.value >= 3.0 && count.value < ordinal.value;
    (fits && alone).then_some((ordinal.value, behind))
}

/// `thirty-fifths`, `trente-cinquièmes`: behind a number they are parts.
fn put_together(view: &View, at: usize) -> Option<f64> {
    let (tens, unit) = view.lower(at).split_once('-')?;
    let Some(NumberWord::Small(tens)) = view.lexicon.sense(tens)?.number else {
        return None;
    };
    let unit = view.lexicon.sense(unit)?.fraction?;
    (tens >= 20.0 && unit < 10.0).then_some(tens + unit)
}

/// `veinteavos`, `treintavo`: a number with an ending that makes parts of it.
fn suffixed(view: &View, at: usize) -> Option<f64> {
    let word = view.lower(at);
    let endings = &view.lexicon.grammar.part_endings;
    endings.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        // `treinta` and `avo` share their vowel.
        let shared = || format!("{stem}{}", ending.chars().next().unwrap_or_default());
        spelling::value_of(view, stem).or_else(|| spelling::value_of(view, &shared()))
    })
}

/// `two-thirds`, `one-eighth`
fn hyphenated(word: &str, view: &View) -> Option<(f64, f64)> {
    let (head, tail) = word.split_once('-')?;
    let Some(NumberWord::Small(part)) = view.lexicon.sense(head)?.number else {
        return None;
    };
    let tail = view.lexicon.sense(tail)?;
    let whole = tail
        .fraction
        .or(tail.ordinal.filter(|whole| *whole >= 3.0))?;
    (part >= 1.0 && part < whole).then_some((part, whole))
}

/// `½`
fn vulgar(view: &View, at: usize) -> Option<(f64, f64)> {
    view.kind(at)?;
    view.lexicon.vulgar_fraction(view.word(at))
}

/// The whole in `1/2`: digits that touch the stroke, which is the only one (`4/25/19`).
fn slashed(view: &View, at: usize) -> Option<u32> {
    let (whole, length) = view.digits(at + 2)?;
    let stroke = |at: usize| view.word(at) == "/";
    let tight = stroke(at + 1) && view.touches_previous(at + 1) && view.touches_next(at + 1);
    let alone = !(stroke(at + 3) || at > 0 && stroke(at - 1));
    (tight && length <= 2 && whole >= 2 && alone).then_some(whole)
}

/// Where `two hundred and fifty-four hundredths` falls apart: at the last `and`, where the language says it behind hundreds.
fn splits_at(view: &View, count: &Numeral) -> Option<usize> {
    let tokens = count.tokens.clone();
    let and = tokens.rev().find(|at| view.has(*at, Role::And))?;
    view.lexicon.grammar.and_after_hundreds.then_some(and)
}

/// `two hundred` and `54/100`, which were read as one number before the parts were seen.
fn without_parts(view: &View, numeral: &Numeral) -> Option<Numeral> {
    let and = splits_at(view, numeral).filter(|_| numeral.form == Form::Words)?;
    let part = spelling::read(view, and + 1)?;
    denominator(view, &part)?;
    let value = numeral.value - part.value;
    let scale = [1e12, 1e9, 1e6, 1e3]
        .into_iter()
        .find(|scale| value % scale == 0.0);
    Some(Numeral {
        tokens: numeral.tokens.start..and,
        value,
        scale: scale.unwrap_or(1.0),
        ..numeral.clone()
    })
}

/// The numeral with the fraction behind it: `10 1/2`, `2½`, `cent et trois quarts`, `one and a half million`.
pub fn with_fraction(view: &View, numeral: Numeral) -> Numeral {
    let mut numeral = without_parts(view, &numeral).unwrap_or(numeral);
    let whole = matches!(numeral.form, Form::Digits | Form::Words | Form::Article);
    // Four digits may be a year.
    let small = numeral.scale > 1.0 || numeral.value < 1_000.0;
    if !whole || !small || numeral.value.fract() != 0.0 {
        return numeral;
    }
    let end = numeral.tokens.end;
    let Some((fraction, end)) = written(view, end)
        .or_else(|| half(view, end))
        .or_else(|| linked(view, end))
    else {
        return numeral;
    };
    numeral.tokens.end = end;
    // `un milliard et demi million`
    match view.number(end) {
        Some(NumberWord::Scale(smaller)) if smaller < numeral.scale => {
            numeral.tokens.end += 1;
            numeral.value += fraction * smaller;
        }
        _ => numeral.value += fraction * numeral.scale,
    }
    if numeral.form == Form::Article {
        numeral.form = Form::Words;
    }
    if numeral.scale == 1.0 {
        add_scales(view, &mut numeral);
    }
    numeral
}

/// `1/2` behind a number and a blank, `½` behind a number.
fn written(view: &View, at: usize) -> Option<(f64, usize)> {
    if view.is_word(at) {
        return None;
    }
    let share = share(view, at)?;
    let apart = !view.is_number(at) || !view.touches_previous(at);
    let proper = share.part < share.whole && view.sense(at + 1).fraction.is_none();
    (apart && proper).then(|| (share.value(), share.tokens.end))
}

/// `et demi`, `and a half`, `y medio`; `trois et demi-heure` is none.
fn half(view: &View, at: usize) -> Option<(f64, usize)> {
    let half = view.skip(at + 1, Role::Article);
    let found =
        view.has(at, Role::And) && view.has(half, Role::Half) && view.period(half).is_none();
    found.then_some((0.5, half + 1))
}

/// `et trois quarts`, `and a quarter`, `con dos tercios`
fn linked(view: &View, at: usize) -> Option<(f64, usize)> {
    if !(view.has(at, Role::And) || view.has(at, Role::WithParts)) || !view.is_word(at + 1) {
        return None;
    }
    let share = share(view, at + 1)?;
    let proper = share.part < share.whole && share.part > 0.0;
    let of_something = view.has(share.tokens.end, Role::Of);
    (proper && !of_something).then(|| (share.value(), share.tokens.end))
}

/// `half a million`, `half a dozen`, `eine halbe Million`, `un quart de million`, `three quarters of a billion`
pub fn of_scale(view: &View, at: usize) -> Option<Numeral> {
    let half = view.skip(at, Role::Article);
    if view.has(half, Role::Half) && view.period(half).is_none() {
        return scaled(view, half..half + 1, 0.5);
    }
    // `quarter million`; a word that is an ordinal too needs its number: `the third million`.
    let sense = view.sense(half);
    if let (Some(whole), None) = (sense.fraction, sense.ordinal) {
        return scaled(view, half..half + 1, 1.0 / whole);
    }
    let share = share(view, at)?;
    scaled(view, share.tokens.clone(), share.value())
}

/// The part of the scale behind it, over `of a`.
fn scaled(view: &View, part: Range<usize>, value: f64) -> Option<Numeral> {
    let behind = if view.has(part.end - 1, Role::Half) {
        part.end
    } else {
        view.skip(part.end, Role::Of)
    };
    let at = view.skip(behind, Role::Article);
    let (whole, form, scale) = match view.number(at)? {
        NumberWord::Scale(scale) => (scale, Form::Words, scale),
        NumberWord::Collective(count) if value == 0.5 => {
            (count, Form::Collective { counted: false }, 1.0)
        }
        _ => return None,
    };
    Some(Numeral {
        tokens: part.start..at + 1,
        value: value * whole,
        form,
        scale,
    })
}
