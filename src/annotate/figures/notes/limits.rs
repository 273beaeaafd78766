//! Stretches that a date or time ends or begins, open on the other side: `avant 16h`, `depuis août`, `after 2016`, `3 pm or later`.
//! The open side is written `..`, as EDTF (ISO 8601-2) does.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::calendar;
use super::super::lexicon::Role;
use super::super::view::View;
use super::super::{Draft, Value};
use super::Note;
use super::words::{Edge, Limit};
use crate::model::Bound;

/// Articles and the like that may stand between the words of the limit and the date.
const REACH: usize = 3;

/// The date or time with the side on which words beside it leave it open, if any do.
pub fn bounded(view: &View, note: &Note, draft: Draft) -> Draft {
    match limit(view, note, &draft) {
        Some((limit, cue)) => opened(view, note, draft, limit, cue),
        None => draft,
    }
}

/// The date or time as the closed end of a stretch; `cue` are the words that say so.
pub fn opened(
    view: &View,
    note: &Note,
    draft: Draft,
    limit: Limit,
    cue: std::ops::Range<usize>,
) -> Draft {
    let Some(value) = open(view, note, limit, &draft) else {
        return draft;
    };
    let bound = match limit {
        Limit::Until => Bound::Maximum,
        Limit::Since | Limit::After => Bound::Minimum,
    };
    Draft {
        value: Value::Iso(value),
        bound: Some(bound),
        cue: Some(cue),
        ..draft
    }
}

/// The limit that words before or behind the date set, and their tokens.
fn limit(view: &View, note: &Note, draft: &Draft) -> Option<(Limit, std::ops::Range<usize>)> {
    limit_before(view, note, draft).or_else(|| limit_behind(view, note, draft))
}

/// `2 p.m. or later`; of `before 2010 or after 2018` the second half belongs to the second year.
fn limit_behind(
    view: &View,
    note: &Note,
    draft: &Draft,
) -> Option<(Limit, std::ops::Range<usize>)> {
    let end = draft.tokens.end;
    let (limit, words) = note.words.limit_behind(view, end)?;
    let behind = view.sense(end + words);
    let another = view.is_number(end + words)
        || behind.month.is_some()
        || behind.weekday.is_some()
        || behind.day.is_some()
        || behind.number.is_some();
    (!another).then(|| (limit, end..end + words))
}

fn limit_before(
    view: &View,
    note: &Note,
    draft: &Draft,
) -> Option<(Limit, std::ops::Range<usize>)> {
    let mut start = draft.tokens.start;
    for _ in 0..=REACH {
        if let Some((limit, words)) = note.words.limit_before(view, start) {
            // `<b>6 pm`
            let markup = !view.is_word(start - 1) && view.touches_previous(start - words);
            return (!markup).then(|| (limit, start - words..start));
        }
        let passed = view.after(start, Role::Definite)
            || view.after(start, Role::DayArticle)
            || view.after(start, Role::This)
            || view.after(start, Role::Next)
            || view.after(start, Role::Last)
            || start > 0 && note.words.leads_to_time(view.lower(start - 1))
            || start > 0 && view.period(start - 1).is_some() && view.is_number(start);
        if !passed {
            return None;
        }
        start -= 1;
    }
    None
}

fn open(view: &View, note: &Note, limit: Limit, draft: &Draft) -> Option<String> {
    let Value::Iso(iso) = &draft.value else {
        return Some(match limit {
            Limit::Until => "../".to_owned(),
            Limit::Since | Limit::After => "/..".to_owned(),
        });
    };
    let edge = note.words.edge(view, draft.tokens.start);
    let edge = edge.map(|(edge, _)| edge);
    let late = edge == Some(Edge::Late);
    // `from 3 to 5` has both its ends, `since this morning` is as closed as the morning.
    let closed = has_joint(view, draft) || limit == Limit::Since && edge.is_none();
    let (start, end) = match iso.split_once('/') {
        Some((start, end)) if !closed && start != ".." && end != ".." => {
            (start.to_owned(), end.to_owned())
        }
        Some(_) => return None,
        None => (iso.clone(), behind(iso).unwrap_or_else(|| iso.clone())),
    };
    Some(match limit {
        // `before the end of the month`
        Limit::Until if late => format!("../{end}"),
        Limit::Until => format!("../{start}"),
        Limit::Since => format!("{start}/.."),
        Limit::After => format!("{end}/.."),
    })
}

fn has_joint(view: &View, draft: &Draft) -> bool {
    draft.tokens.clone().any(|at| {
        view.has(at, Role::To)
            || view.has(at, Role::And)
            || matches!(view.word(at), "-" | "–" | "~")
    })
}

/// The first day behind a year, a month or a week; none for days and moments, where `after` counts from the day itself.
fn behind(iso: &str) -> Option<String> {
    let first: Date = match iso.split_once('-') {
        None => Date::new(iso.parse().ok()?, 1, 1)
            .ok()?
            .checked_add(1.year())
            .ok()?,
        Some((year, month)) if month.len() == 2 => {
            let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
            first.checked_add(1.month()).ok()?
        }
        Some((year, week)) => {
            let week: i32 = week.strip_prefix('W')?.parse().ok()?;
            let fourth = Date::new(year.parse().ok()?, 1, 4).ok()?;
            calendar::monday(fourth).checked_add(week.weeks()).ok()?
        }
    };
    Some(first.to_string())
}
