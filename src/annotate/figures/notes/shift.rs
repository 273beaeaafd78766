//! Durations that are counted from now: `dans 5 minutes`, `il y a deux ans`, `three weeks later`, `les 3 prochaines heures`.

use jiff::civil::DateTime;
use jiff::{Span, ToSpan};

use super::super::lexicon::Role;
use super::super::view::View;
use super::super::{Draft, FigureKind, Value, bounds};
use super::words::Way;
use super::{Note, interval, shown};

/// The moment or stretch that a duration tells; none where nothing says which way it is counted, or now is unknown.
pub fn resolved(view: &View, note: &Note, draft: &Draft) -> Option<Draft> {
    let now = note.now?;
    let Value::Iso(iso) = &draft.value else {
        return None;
    };
    let span: Span = iso.parse().ok()?;
    let clocked = iso.contains('T');
    let tokens = &draft.tokens;
    if let Some((way, behind)) = note.words.way_behind(view, tokens.end) {
        return point(now, span, clocked, way, tokens.start..tokens.end + behind);
    }
    let mut start = tokens.start;
    while start > 0 && (bounds::ends_at(view, start) || view.after(start, Role::Definite)) {
        start -= 1;
    }
    for end in [tokens.start, start] {
        if let Some((way, before)) = note.words.way_before(view, end) {
            return point(now, span, clocked, way, end - before..tokens.end);
        }
    }
    let says = |role| view.after(tokens.start, role) || tokens.clone().any(|at| view.has(at, role));
    let way = match (says(Role::Last), says(Role::Next)) {
        (true, false) => Way::Ago,
        (false, true) => Way::Ahead,
        _ => return None,
    };
    stretch(now, span, clocked, way, tokens.clone())
}

fn point(
    now: DateTime,
    span: Span,
    clocked: bool,
    way: Way,
    tokens: std::ops::Range<usize>,
) -> Option<Draft> {
    let moved = moved(now, span, way)?;
    let (kind, value) = if clocked {
        (FigureKind::DateTime, shown(moved))
    } else {
        (FigureKind::Date, moved.date().to_string())
    };
    Some(Draft::new(kind, tokens, Value::Iso(value)))
}

/// Whole days begin at midnight: the next three days begin tomorrow.
fn stretch(
    now: DateTime,
    span: Span,
    clocked: bool,
    way: Way,
    tokens: std::ops::Range<usize>,
) -> Option<Draft> {
    let from = match (clocked, way) {
        (true, _) => now,
        (false, Way::Ago) => now.date().at(0, 0, 0, 0),
        (false, Way::Ahead) => now.date().at(0, 0, 0, 0).checked_add(1.day()).ok()?,
    };
    let to = moved(from, span, way)?;
    Some(match way {
        Way::Ago => interval(tokens, to, from),
        Way::Ahead => interval(tokens, from, to),
    })
}

fn moved(from: DateTime, span: Span, way: Way) -> Option<DateTime> {
    match way {
        Way::Ago => from.checked_sub(span).ok(),
        Way::Ahead => from.checked_add(span).ok(),
    }
}
