//! Scores (`3-1`, `2 à 0`), ratios (`un sur cinq`, `deux victimes sur trois`) and fractions (`deux tiers`, `la moitié`).

use super::amount::Amount;
use super::lexicon::{Period, Role};
use super::numeral::{self, Form};
use super::view::View;
use super::{Draft, FigureKind, Value, count, fraction};

/// A score, a ratio or a fraction that begins with the amount.
pub fn read(view: &View, amount: &Amount) -> Option<Draft> {
    score(view, amount)
        .or_else(|| with_colon(view, amount))
        .or_else(|| {
            let share = read_share(view, amount.tokens.start)?;
            // `three quarters of a million` is a number.
            (share.tokens.end >= amount.tokens.end).then_some(share)
        })
        .or_else(|| out_of(view, amount))
}

/// `(2-1)`, `3-0`, `6-4, 6-3`: two small whole numbers with a hyphen, no unit behind. A range of counts rises, a score need not.
fn score(view: &View, amount: &Amount) -> Option<Draft> {
    let start = amount.first.tokens.start;
    let (ours, length) = view.digits(start)?;
    let joint = start + 1;
    let hyphen = matches!(view.word(joint), "-" | "–") && view.touches_next(joint);
    let spoken = view.has(joint, Role::To) && score_before(view, start);
    let (theirs, other) = view.digits(joint + 1)?;
    let end = joint + 2;
    let small = length <= 3 && other <= 3 && ours < 200 && theirs < 200;
    let tight = hyphen && view.touches_previous(joint);
    if !small || !(tight || spoken) {
        return None;
    }
    // `25-30 %`, `16-25 ans`, `10-12-2016` and `3-4 personnes` are none.
    let falls = ours >= theirs;
    let alone = !view.is_word(end) && !matches!(view.word(end), "-" | "%" | "°" | "€" | "$");
    let cued = score_before(view, start);
    let function = view.has(end, Role::Function) || view.kind(end).is_none();
    let behind = alone || function || falls;
    if !behind || !(falls || cued || view.word(start.wrapping_sub(1)) == "(") {
        return None;
    }
    Some(Draft::new(
        FigureKind::Score,
        start..end,
        Value::Score(ours, theirs),
    ))
}

/// `3:1`: a score where the language writes scores so or the words tell one, else a ratio.
fn with_colon(view: &View, amount: &Amount) -> Option<Draft> {
    let start = amount.tokens.start;
    let colon = start + 1;
    let tight = view.word(colon) == ":" && view.touches_previous(colon) && view.touches_next(colon);
    let (ours, length) = view.digits(start).filter(|_| tight)?;
    let (theirs, other) = view.digits(colon + 1)?;
    let end = colon + 2;
    let more = matches!(view.word(end), ":" | "-" | "/") && view.is_number(end + 1);
    let cued = score_before(view, start);
    // Two digits behind the colon may be minutes, or a verse.
    if length > 3 || more && !cued || other > 2 || other == 2 && !(cued && theirs < 100) {
        return None;
    }
    if view.lexicon.grammar.colon_scores || cued {
        let value = Value::Score(ours, theirs);
        return Some(Draft::new(FigureKind::Score, start..end, value));
    }
    (ours > 0 && theirs > 0).then(|| ratio(start..end, ours.into(), theirs.into()))
}

/// Whether a word of winning, losing or playing stands shortly before.
fn score_before(view: &View, at: usize) -> bool {
    (1..=6).any(|back| at >= back && view.has(at - back, Role::ScoreCue))
}

/// `deux tiers`, `two-thirds`, `un cinquième`, `1/3`, `¾`: a share, where no unit follows; more parts than a whole has are a number.
pub fn read_share(view: &View, at: usize) -> Option<Draft> {
    let share = fraction::share(view, at)?;
    let behind = share.tokens.end;
    // `the last two quarters`
    let counted = view.period(behind - 1) == Some(Period::Quarter)
        && (view.after(at, Role::Last) || view.after(at, Role::Next));
    if counted && view.note.is_some() {
        return None;
    }
    let noun = view.skip(view.skip(behind, Role::Of), Role::Article);
    if view.period(noun).is_some() || super::amount::unit_at(view, noun).is_some() {
        return None;
    }
    let mut draft = if share.part > share.whole || says_only(view, share.tokens.clone()) {
        let value = Value::Number(share.value());
        Draft::new(FigureKind::Number, share.tokens, value)
    } else {
        let (part, whole) = (whole_number(share.part)?, whole_number(share.whole)?);
        ratio(share.tokens, part, whole)
    };
    draft.of = view
        .has(behind, Role::Of)
        .then(|| count::noun_from(view, behind))
        .flatten();
    Some(draft)
}

/// `un sur cinq`, `6 Français sur 10`: out of a round whole; `36 sièges sur 65` counts seats.
fn out_of(view: &View, amount: &Amount) -> Option<Draft> {
    if !matches!(
        amount.first.form,
        Form::Digits | Form::Words | Form::Article
    ) {
        return None;
    }
    let end = amount.tokens.end;
    let (noun, at) = match () {
        () if view.has(end, Role::OutOf) => (None, end),
        () if view.has(end, Role::DividedBy) && amount.tokens.start == 0 => (None, end),
        () if view.is_word(end) && view.has(end + 1, Role::OutOf) => (Some(end), end + 1),
        () if view.is_word(end) && view.is_word(end + 1) && view.has(end + 2, Role::OutOf) => {
            (Some(end), end + 2)
        }
        () => return None,
    };
    // `a rating out of 100`, `eine Gruppe von zehn Leuten`
    let article_alone =
        !view.lexicon.grammar.article_is_one || noun.is_some() && view.has(at, Role::Of);
    if amount.is_article() && article_alone {
        return None;
    }
    let whole = numeral::read(view, view.skip(at + 1, Role::Of))?;
    if says_only(view, amount.tokens.start..whole.tokens.end) && noun.is_none() {
        let tokens = amount.tokens.start..whole.tokens.end;
        let value = Value::Number(amount.low / whole.value);
        return Some(Draft::new(FigureKind::Number, tokens, value));
    }
    if view.has(at, Role::DividedBy) && !view.has(at, Role::OutOf) {
        return None;
    }
    let measured = super::amount::unit_at(view, whole.tokens.end).is_some();
    let round = (2.0..=10.0).contains(&whole.value) || [100.0, 1_000.0].contains(&whole.value);
    let plain = matches!(whole.form, Form::Digits | Form::Words) && amount.low < whole.value;
    if !round
        || !plain
        || measured
        || amount.high.is_some()
        || view.period(whole.tokens.end).is_some()
    {
        return None;
    }
    let mut draft = ratio(
        amount.tokens.start..whole.tokens.end,
        whole_number(amount.low)?,
        whole_number(whole.value)?,
    );
    draft.of = noun;
    Some(draft)
}

/// `la moitié`, `un demi` without a numeral.
pub fn read_half(view: &View, at: usize) -> Option<Draft> {
    let whole = view.sense(at).fraction?;
    // Only a fraction that stands behind the definite article alone: `la moitié`, not `le tiers`; `half of them`, `half the seats`.
    let part = view.has(at, Role::HalfOf)
        && (view.has(at + 1, Role::Of) || view.has(at + 1, Role::Definite))
        && !view.after(at, Role::And)
        && !view.after(at, Role::Last)
        && (at == 0 || view.sense(at - 1).ordinal.is_none());
    let the_half = view.after(at, Role::Definite) && !view.has(at, Role::Half);
    if whole != 2.0 || !(part || the_half) {
        return None;
    }
    let mut draft = ratio(at..at + 1, 1, 2);
    draft.of = (part || view.has(at + 1, Role::Of))
        .then(|| count::noun_from(view, at + 1))
        .flatten();
    Some(draft)
}

/// Whether the text is nothing but these tokens: a share of nothing is a number.
fn says_only(view: &View, tokens: std::ops::Range<usize>) -> bool {
    tokens == (0..view.reading.tokens.len())
}

fn ratio(tokens: std::ops::Range<usize>, part: u64, whole: u64) -> Draft {
    Draft::new(FigureKind::Ratio, tokens, Value::Ratio(part, whole))
}

/// The value as a whole number, when it is a small one.
fn whole_number(value: f64) -> Option<u64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the value is whole and within the range"
    )]
    (value.fract() == 0.0 && (0.0..1e9).contains(&value)).then_some(value as u64)
}
