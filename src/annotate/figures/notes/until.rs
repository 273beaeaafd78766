//! Stretches from one date or time to another, however each is told: `d'aujourd'hui au 22 octobre`, `4pm today to 5pm tomorrow`,
//! `entre janvier 2019 et maintenant`.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::super::calendar::Anchor;
use super::super::lexicon::Role;
use super::super::view::View;
use super::super::{Draft, FigureKind, Value, amount, read_dated, time};
use super::words::Edge;
use super::{Note, against_now, interval};

/// Tokens that may stand between the joint and the second end.
const REACH: usize = 4;

/// The stretch that the date or time begins, where another end follows; else the date or time itself.
pub fn joined(view: &View, note: &Note, anchor: &mut Anchor, first: Draft) -> Draft {
    if !is_joint(view, &first) {
        return first;
    }
    let Some(first) = as_moment(view, note, first.clone()) else {
        return first;
    };
    let last = second(view, note, anchor, first.tokens.end + 1);
    match last.and_then(|last| as_moment(view, note, last)) {
        Some(last) => between(view, note, &first, &last).unwrap_or(first),
        None => first,
    }
}

/// A date or time; of `the end of 2008` its end, of other edges their beginning. Other stretches are no ends.
fn as_moment(view: &View, note: &Note, draft: Draft) -> Option<Draft> {
    let Value::Iso(iso) = &draft.value else {
        return Some(draft);
    };
    let Some((start, end)) = iso.split_once('/') else {
        return Some(draft);
    };
    let (edge, _) = note.words.edge(view, draft.tokens.start)?;
    let moment = if edge == Edge::Late { end } else { start };
    let value = Value::Iso(moment.to_owned());
    Some(Draft { value, ..draft })
}

/// Whether the word behind the first end joins a second one.
fn is_joint(view: &View, first: &Draft) -> bool {
    let at = first.tokens.end;
    let between = || {
        let nearest = (1..=3).filter_map(|back| first.tokens.start.checked_sub(back));
        nearest.into_iter().any(|at| view.has(at, Role::Between))
    };
    view.has(at, Role::To)
        || matches!(view.word(at), "-" | "–" | "~")
        || view.has(at, Role::And) && between()
}

/// The date or time at or shortly behind token `at`.
fn second(view: &View, note: &Note, anchor: &mut Anchor, at: usize) -> Option<Draft> {
    for at in at..at + REACH {
        let found = read_dated(view, anchor, at).or_else(|| {
            let amount = amount::read(view, at)?;
            time::read(view, &amount).map(|draft| against_now(view, anchor, draft))
        });
        if let Some(found) = found {
            let timed = matches!(
                found.kind,
                FigureKind::Date | FigureKind::DateTime | FigureKind::Time
            );
            return timed.then_some(found);
        }
        let filler = [Role::To, Role::Definite, Role::This, Role::Next, Role::Last];
        let word = view.lower(at);
        let skipped = filler.into_iter().any(|role| view.has(at, role))
            || note.words.leads_to_time(word)
            || note.words.is_link(word);
        if !skipped {
            return None;
        }
    }
    None
}

fn between(view: &View, note: &Note, first: &Draft, last: &Draft) -> Option<Draft> {
    let tokens = first.tokens.start..last.tokens.end;
    let draft = |value: String| {
        let kind = if value.contains('T') {
            FigureKind::DateTime
        } else {
            FigureKind::Date
        };
        Draft::new(kind, tokens.clone(), Value::Iso(value))
    };
    let (Value::Iso(start), Value::Iso(end)) = (&first.value, &last.value) else {
        // EDTF: an end that is unknown is left empty.
        return Some(draft(format!("{}/{}", known(first), known(last))));
    };
    // `from 3 May until now`: today, where the other end is a day.
    let is_now = |draft: &Draft| note.words.now(view, draft.tokens.start).is_some();
    let today = |iso: &str| iso.get(..10).map(str::to_owned);
    match (first.kind, last.kind) {
        (FigureKind::DateTime, FigureKind::Date) if is_now(first) => {
            let (start, end) = in_order(view, first, last, &today(start)?, end);
            Some(draft(format!("{start}/{end}")))
        }
        (FigureKind::Date, FigureKind::DateTime) if is_now(last) => {
            let (start, end) = in_order(view, first, last, start, &today(end)?);
            Some(draft(format!("{start}/{end}")))
        }
        (FigureKind::Time, FigureKind::Time) => Some(Draft {
            kind: FigureKind::Time,
            ..draft(format!("{start}/{end}"))
        }),
        // `4 p.m. to 5 p.m. tomorrow`
        (FigureKind::Time, FigureKind::DateTime) => {
            let day = end.get(..10)?;
            Some(draft(format!("{day}{start}/{end}")))
        }
        (FigureKind::DateTime, FigureKind::Time) => {
            let start: DateTime = start.parse().ok()?;
            let day = start.date();
            let end: DateTime = format!("{day}{end}").parse().ok()?;
            let end = if end < start {
                end.checked_add(1.day()).ok()?
            } else {
                end
            };
            Some(interval(tokens, start, end))
        }
        (FigureKind::Time, _) | (_, FigureKind::Time) => None,
        _ => {
            let (start, end) = in_order(view, first, last, start, end);
            let days = start
                .parse::<Date>()
                .ok()
                .zip(end.parse::<Date>().ok())
                .filter(|_| note.alone && !start.contains('T') && !end.contains('T'));
            match days {
                Some((start, end)) => Some(interval(
                    tokens,
                    start.at(0, 0, 0, 0),
                    end.tomorrow().ok()?.at(0, 0, 0, 0),
                )),
                None => Some(draft(format!("{start}/{end}"))),
            }
        }
    }
}

fn known(draft: &Draft) -> &str {
    match &draft.value {
        Value::Iso(iso) => iso,
        _ => "",
    }
}

/// The end that does not state its year is moved to where it fits the other.
fn in_order(view: &View, first: &Draft, last: &Draft, start: &str, end: &str) -> (String, String) {
    let dated = |draft: &Draft| {
        draft
            .tokens
            .clone()
            .any(|at| view.digits(at).is_some_and(|(_, length)| length == 4))
    };
    let kept = (start.to_owned(), end.to_owned());
    let moved = |iso: &str, years: i16| -> Option<String> {
        let (year, rest) = iso.split_at_checked(4)?;
        let year = year.parse::<i16>().ok()? + years;
        Some(format!("{year:04}{rest}"))
    };
    let year = |iso: &str| -> Option<i16> { iso.get(..4)?.parse().ok() };
    if !dated(first) && dated(last) {
        let years = year(end)
            .zip(year(start))
            .map_or(0, |(end, start)| end - start);
        let there = moved(start, years).filter(|there| there.as_str() <= end);
        return match there.or_else(|| moved(start, years - 1)) {
            Some(start) => (start, kept.1),
            None => kept,
        };
    }
    if start <= end || dated(last) {
        return kept;
    }
    // `from Friday to Monday`
    let week = end.parse::<Date>().ok().and_then(|end| {
        let weekday = last
            .tokens
            .clone()
            .any(|at| view.sense(at).weekday.is_some());
        end.checked_add(1.week()).ok().filter(|_| weekday)
    });
    match week.map(|end| end.to_string()).or_else(|| moved(end, 1)) {
        Some(end) => (kept.0, end),
        None => kept,
    }
}
