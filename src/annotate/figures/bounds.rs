//! The words before a figure that bound or approximate it (`quelque`, `au moins`, `plus de`, `jusqu'à`) or behind it (`65 ans et plus`).

use super::lexicon::Role;
use super::view::View;
use super::{Draft, FigureKind, Value, count};
use crate::model::Bound;

/// Looks before the figure for such words. What the form of the figure says (`une dizaine`: about ten) holds where no words bound it.
pub fn bind(view: &View, draft: &mut Draft) {
    if matches!(draft.kind, FigureKind::Ordinal | FigureKind::Score) {
        return;
    }
    let mut start = draft.tokens.start;
    // `plus d'une centaine`, `près de la moitié`, `plus de « 30 ans »`: an article and an opening mark may stand between.
    for _ in 0..2 {
        let between = start > 0
            && (view.after(start, Role::Article)
                || view.after(start, Role::Definite)
                || matches!(view.word(start - 1), "\"" | "«" | "“"));
        if between && !ends_at(view, start) {
            start -= 1;
        }
    }
    let Some((bound, words)) = at(view, start) else {
        bind_behind(view, draft);
        return;
    };
    let dated = matches!(draft.kind, FigureKind::Date | FigureKind::DateTime);
    // `plus de 2017` does not happen, but `avec 2017` ends no bound: dates take only what limits time.
    // `niedriger als letztes Jahr` compares with a day and ends no stretch of time.
    let compares = view.after(start, Role::Than);
    if dated && (bound == Bound::Approximate || compares) {
        return;
    }
    if draft.bound == Some(Bound::Vague) && bound == Bound::Approximate {
        return;
    }
    draft.bound = Some(bound);
    draft.cue = Some(start - words..start);
}

/// `200 or more`, `65 ans et plus`, `cinco como mínimo`
fn bind_behind(view: &View, draft: &mut Draft) {
    let end = draft.tokens.end;
    let timed = matches!(
        draft.kind,
        FigureKind::Date | FigureKind::DateTime | FigureKind::Time
    );
    if timed || draft.bound.is_some() {
        return;
    }
    let Some((bound, words)) = view
        .lexicon
        .bound_behind(view.lower(end), |n| Some(view.lower(end + n)))
    else {
        return;
    };
    draft.bound = Some(bound);
    draft.cue = Some(end..end + words);
    if draft.kind == FigureKind::Number && draft.of.is_none_or(|of| of < end + words) {
        draft.of = count::head(view, end + words);
    }
}

/// `plus de 100 et moins de 300`: a lower and an upper bound of one number are a range. Says whether `last` took `next` in.
pub fn join(view: &View, last: &mut Draft, next: &Draft) -> bool {
    let (Some(first), Some(second)) = (last.bound, next.bound) else {
        return false;
    };
    let ours = last.cue.as_ref().map_or(0, |cue| cue.end);
    let theirs = next.cue.as_ref().map_or(usize::MAX, |cue| cue.start);
    let between = last.tokens.end.max(ours)..next.tokens.start.min(theirs);
    let opposite = matches!(
        (first, second),
        (Bound::Minimum, Bound::Maximum) | (Bound::Maximum, Bound::Minimum)
    );
    let (Value::Number(one), Value::Number(other)) = (&last.value, &next.value) else {
        return false;
    };
    let linked = |at: usize| view.has(at, Role::And) || view.word(at) == ",";
    let range = opposite
        && last.kind == next.kind
        && (last.unit.is_none() || last.unit == next.unit)
        && last.upper.is_none()
        && next.upper.is_none()
        && (first == Bound::Minimum) == (one < other)
        && !between.is_empty()
        && between.clone().all(linked);
    if range {
        let (low, high) = (one.min(*other), one.max(*other));
        *last = Draft {
            tokens: last.tokens.start..next.tokens.end,
            value: Value::Number(low),
            upper: Some(Value::Number(high)),
            bound: None,
            cue: last.cue.clone(),
            ..next.clone()
        };
    }
    range
}

/// The bound whose words end before token `at`, and how many they are.
fn at(view: &View, at: usize) -> Option<(Bound, usize)> {
    let last = at.checked_sub(1)?;
    view.kind(last)?;
    // `<i>12` is no more than 12.
    if !view.is_word(last) && view.touches_previous(last) && view.is_word(last - 1) {
        return None;
    }
    let (bound, words) = view
        .lexicon
        .bound(view.lower(last), |n| Some(view.lower(last.checked_sub(n)?)))?;
    (at - words >= view.sentence().start).then_some((bound, words))
}

/// The bound whose words end before token `at`.
pub fn before(view: &View, token: usize) -> Option<Bound> {
    at(view, token).map(|(bound, _)| bound)
}

/// Whether words that bound a figure end before token `at`.
pub fn ends_at(view: &View, token: usize) -> bool {
    at(view, token).is_some()
}

/// How many words that bound a figure end before token `at`.
pub fn words_before(view: &View, token: usize) -> usize {
    at(view, token).map_or(0, |(_, words)| words)
}
