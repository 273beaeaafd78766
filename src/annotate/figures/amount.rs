//! A numeral or a range of two: `trois à quatre`, `entre 200 et 300`, `25-30`, `24 à 26 millions`, `84 ou 86`.

use std::ops::Range;

use super::lexicon::{Role, Unit};
use super::numeral::{self, Form, Numeral};
use super::view::View;
use crate::model::{Bound, Dimension};

/// What the readers of units are given.
#[derive(Clone, Debug)]
pub struct Amount {
    pub tokens: Range<usize>,
    pub low: f64,
    /// Upper end of a range.
    pub high: Option<f64>,
    pub first: Numeral,
    /// From the form alone: a `dizaine` is about ten.
    pub bound: Option<Bound>,
}

impl Amount {
    /// Whether it is `un` or `une` alone, which may be the article.
    pub fn is_article(&self) -> bool {
        self.high.is_none() && self.first.form == Form::Article
    }

    pub fn is_ordinal(&self) -> bool {
        self.first.form == Form::Ordinal
    }

    /// Where a unit may begin: over the `de` of `40 millions d'euros`, `dizaine d'années`.
    pub fn unit_at(&self, view: &View) -> usize {
        let end = self.tokens.end;
        let linked = self.first.scale > 1.0 || matches!(self.first.form, Form::Collective { .. });
        let hyphen = view.word(end) == "-" && view.touches_previous(end) && view.touches_next(end);
        if linked && view.has(end, Role::Of) || hyphen && unit_follows(view, end + 1) {
            end + 1
        } else {
            end
        }
    }
}

/// The amount that begins at token `at`.
pub fn read(view: &View, at: usize) -> Option<Amount> {
    let first = numeral::read(view, at)?;
    let amount = range(view, &first).unwrap_or_else(|| single(view, &first));
    Some(amount)
}

/// The amount of one numeral, whatever follows.
pub fn single(view: &View, first: &Numeral) -> Amount {
    let mut tokens = first.tokens.clone();
    let bound = match first.form {
        Form::Collective { counted: true } => None,
        Form::Collective { counted: false } => Some(collective_bound(view, &mut tokens)),
        Form::Words if is_bare_scale(view, first) => Some(collective_bound(view, &mut tokens)),
        _ => None,
    };
    Amount {
        tokens,
        low: first.value,
        high: None,
        bound,
        first: first.clone(),
    }
}

/// `des centaines` is an order of magnitude, `une centaine` about a hundred; `plusieurs centaines` is one expression.
fn collective_bound(view: &View, tokens: &mut Range<usize>) -> Bound {
    let word = view.lower(tokens.start);
    let many =
        word.ends_with('s') || view.lexicon.grammar.capital_nouns && word.ends_with(['e', 'n']);
    let plural = view.after(tokens.start, Role::Indefinite)
        || many && !view.after(tokens.start, Role::Article);
    if plural && view.after(tokens.start, Role::Several) {
        tokens.start -= 1;
    }
    if plural {
        Bound::Vague
    } else {
        Bound::Approximate
    }
}

/// `des millions de personnes`: a scale that nothing multiplies.
fn is_bare_scale(view: &View, numeral: &Numeral) -> bool {
    let alone = numeral.tokens.len() == 1 && numeral.value >= 1e6;
    alone
        && (view.has(numeral.tokens.end, Role::Of)
            || view.after(numeral.tokens.start, Role::Indefinite))
}

fn range(view: &View, first: &Numeral) -> Option<Amount> {
    if matches!(first.form, Form::Ordinal) {
        return None;
    }
    let mut joint = unit_between(view, first).unwrap_or(first.tokens.end);
    // `8- to 16-metre`
    let hanging =
        view.word(joint) == "-" && view.touches_previous(joint) && !view.touches_next(joint);
    if hanging && view.has(joint + 1, Role::To) {
        joint += 1;
    }
    joins(view, first.tokens.start, joint).or_else(|| leaning_dash(view, joint))?;
    let between = view.after(first.tokens.start, Role::Between);
    let tight = is_tight_dash(view, joint);
    let second = numeral::read(view, joint + 1).or_else(|| {
        // `entre 2 et environ 7 l`
        let hedged = between && super::bounds::ends_at(view, joint + 2);
        hedged.then(|| numeral::read(view, joint + 2))?
    })?;
    if !matches!(
        second.form,
        Form::Digits | Form::Words | Form::Collective { .. }
    ) {
        return None;
    }
    // `24 à 26 millions`: both are millions, unless the first is the larger one already.
    let scale = if first.scale == 1.0 && first.value < second.value / second.scale {
        second.scale
    } else {
        1.0
    };
    let (low, high) = (first.value * scale, second.value);
    // `36 percent to 51 percent` may be two results: per cent and `to` need a beginning.
    let percent = joint > first.tokens.end
        && matches!(unit_at(view, first.tokens.end), Some((Unit::Percent, _)));
    let begun = between || view.after(first.tokens.start, Role::From);
    if percent && view.has(joint, Role::To) && !begun {
        return None;
    }
    let rises = low < high && (between || high <= low.abs() * 1_000.0 || low <= 0.0);
    let hyphenated_name = tight && view.is_word(second.tokens.end) && view.touches_next(joint + 1);
    if !rises || hyphenated_name && !unit_follows(view, second.tokens.end) {
        return None;
    }
    // `de 3 à 12 %` is a range of per cent; `de 12 à 2017` is none.
    Some(Amount {
        tokens: first.tokens.start..second.tokens.end,
        low,
        high: Some(high),
        bound: None,
        first: Numeral {
            scale: second.scale,
            form: second.form,
            ..first.clone()
        },
    })
}

/// Whether token `joint` can join the ends of a range whose first begins at `start`.
pub fn joins(view: &View, start: usize, joint: usize) -> Option<()> {
    let between = view.after(start, Role::Between);
    let joins = view.has(joint, Role::To)
        || is_tight_dash(view, joint)
        || view.has(joint, Role::Or)
        || (between && view.has(joint, Role::And));
    joins.then_some(())
}

/// `2 -7 l`: a dash that touches the second end alone, where a unit follows that falls below zero in no measure.
fn leaning_dash(view: &View, at: usize) -> Option<()> {
    let dash = view.word(at) == "-" && !view.touches_previous(at) && view.touches_next(at);
    let unit = unit_at(view, at + 2).filter(|_| dash && view.is_number(at + 1))?;
    let positive =
        matches!(unit.0, Unit::Measure(_, dimension) if dimension != Dimension::Temperature);
    positive.then_some(())
}

/// A dash that touches both its neighbours or none.
fn is_tight_dash(view: &View, at: usize) -> bool {
    matches!(view.word(at), "-" | "–" | "—" | "~")
        && view.touches_previous(at) == view.touches_next(at)
}

/// Behind the unit of the first of two amounts, which the second has too: `44 mg to 50 mg`, `entre 10 euros et 20 euros`. What rose from one to the
/// other is no range.
fn unit_between(view: &View, first: &Numeral) -> Option<usize> {
    let (unit, end) = unit_at(view, unit_start(view, first))?;
    if moves_before(view, first.tokens.start) || matches!(unit, Unit::Cent(_)) {
        return None;
    }
    let second = numeral::read(view, end + 1).or_else(|| numeral::read(view, end + 2))?;
    let (other, _) = unit_at(view, unit_start(view, &second))?;
    (unit == other).then_some(end)
}

/// Whether a verb of rising or falling stands shortly before token `start`.
pub fn moves_before(view: &View, start: usize) -> bool {
    (1..=MOVES_NEAR).any(|back| start >= back && view.has(start - back, Role::Moves))
}

/// Tokens between a verb of rising or falling and what it rises from.
const MOVES_NEAR: usize = 6;

/// Where the unit of a numeral may begin: over the `de` of `2 millions d'euros`.
fn unit_start(view: &View, numeral: &Numeral) -> usize {
    let end = numeral.tokens.end;
    end + usize::from(numeral.scale > 1.0 && view.has(end, Role::Of))
}

fn unit_follows(view: &View, at: usize) -> bool {
    unit_at(view, at).is_some() || view.period(at).is_some()
}

/// The unit that begins at token `at`, with the token behind it.
pub fn unit_at(view: &View, at: usize) -> Option<(Unit, usize)> {
    view.kind(at)?;
    // The point of the sentence may stand with an initial: `18 °C.`
    let bare = |at: usize| view.lower(at).trim_end_matches('.');
    let as_written = view
        .lexicon
        .unit(view.lower(at), |n| Some(view.lower(at + n)));
    let without_point = || view.lexicon.unit(bare(at), |n| Some(bare(at + n)));
    let found = match as_written {
        Some((_, 1)) if view.lower(at + 1).ends_with('.') => without_point(),
        None if view.lower(at).ends_with('.') => without_point(),
        found => found,
    };
    let Some((unit, words)) = found else {
        return letter(view, at).map(|unit| (unit, at + 1));
    };
    let measure = matches!(unit, Unit::Measure(..));
    if measure && words == 1 && view.has(at, Role::Function) && !measures_size(view, at) {
        return None;
    }
    // `m` is a metre, `M` is none; `V` is a volt, `v` is none.
    let one_letter = words == 1 && view.word(at).len() == 1 && view.is_word(at);
    if let Unit::Measure(symbol, _) = unit
        && one_letter
        && symbol != view.word(at)
        && symbol != "L"
    {
        return None;
    }
    Some((unit, at + words))
}

/// Whether a unit that is a preposition too is one: `2 in thick`, `6 ft 2 in`, `2 in.`; not `5 in Paris`.
fn measures_size(view: &View, at: usize) -> bool {
    let sized = view.has(at + 1, Role::Sized);
    let last =
        view.kind(at + 1).is_none() || view.word(at + 1) == "." && view.kind(at + 2).is_none();
    let behind_larger =
        at >= 2 && matches!(unit_at(view, at - 2), Some((Unit::Measure(..), end)) if end == at - 1);
    view.touches_previous(at) || sized || last || behind_larger
}

/// `30 C (86 F)`: a capital behind digits that no noun follows.
fn letter(view: &View, at: usize) -> Option<Unit> {
    let unit = view
        .lexicon
        .letter_unit(view.word(at).trim_end_matches('.'))?;
    let noun = view.is_word(at + 1) && !view.has(at + 1, Role::Function);
    let joined = matches!(view.word(at + 1), "-" | "/") || view.is_number(at + 1);
    // `2.700.000 F` are francs.
    let small = at > 0 && view.is_number(at - 1) && view.word(at - 1).len() <= 5;
    // `-27C`, `(86F)`, but `Boeing 777F`
    let named = view.touches_previous(at) && at >= 2 && view.is_word(at - 2);
    (small && !noun && !joined && !named).then_some(unit)
}
