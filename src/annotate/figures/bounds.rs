//! The words before a figure that bound or approximate it: `quelque`, `au moins`, `plus de`, `jusqu'à`.

use super::lexicon::Role;
use super::view::View;
use super::{Draft, FigureKind};
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
        return;
    };
    let dated = matches!(draft.kind, FigureKind::Date | FigureKind::DateTime);
    // `plus de 2017` does not happen, but `avec 2017` ends no bound: dates take only what limits time.
    if dated && bound == Bound::Approximate {
        return;
    }
    if draft.bound == Some(Bound::Vague) && bound == Bound::Approximate {
        return;
    }
    draft.bound = Some(bound);
    draft.cue = Some(start - words..start);
}

/// The bound whose words end before token `at`, and how many they are.
fn at(view: &View, at: usize) -> Option<(Bound, usize)> {
    let last = at.checked_sub(1)?;
    view.kind(last)?;
    let (bound, words) = view
        .lexicon
        .bound(view.lower(last), |n| Some(view.lower(last.checked_sub(n)?)))?;
    (at - words >= view.sentence().start).then_some((bound, words))
}

/// Whether words that bound a figure end before token `at`.
pub fn ends_at(view: &View, token: usize) -> bool {
    at(view, token).is_some()
}

/// How many words that bound a figure end before token `at`.
pub fn words_before(view: &View, token: usize) -> usize {
    at(view, token).map_or(0, |(_, words)| words)
}
