//! Durations that are counted from now: `dans 5 minutes`, `il y a deux ans`, `three weeks later`, `les 3 prochaines heures`.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Span, ToSpan};

use super::super::calendar::{self, Anchor, Day};
use super::super::lexicon::{Period, Role};
use super::super::view::View;
use super::super::{Draft, FigureKind, Value, bounds, duration, numeral};
use super::words::{Limit, Way};
use super::{Note, holidays, interval, shown};
use crate::model::Bound;

/// How many units a vague number of them is counted as.
const FEW: i64 = 3;

/// The moment or stretch that a duration tells; none where nothing says which way it is counted, or now is unknown.
pub fn resolved(view: &View, note: &Note, anchor: &Anchor, draft: &Draft) -> Option<Draft> {
    let now = note.now?;
    let Value::Iso(iso) = &draft.value else {
        return None;
    };
    let mut span: Span = iso.parse().ok()?;
    // `dans quelques mois`
    if draft.bound == Some(Bound::Vague) {
        span = span.checked_mul(FEW).ok()?;
    }
    let clocked = iso.contains('T');
    let tokens = &draft.tokens;
    // `two weeks starting on Friday`
    if let Some(words) = note.words.lasting_from(view, tokens.end)
        && let Some((day, end)) = from_day(view, note, anchor, tokens.end + words)
    {
        let last = moved(day, span, Way::Ahead)?;
        return Some(interval(tokens.start..end, day, last));
    }
    if let Some((way, behind)) = note.words.way_behind(view, tokens.end) {
        let named = tokens.end + behind;
        let Some((day, end)) = from_day(view, note, anchor, named) else {
            return point(now, span, clocked, way, tokens.start..named);
        };
        let draft = point(day, span, clocked, way, tokens.start..end)?;
        return Some(bounded(view, note, draft, day, way));
    }
    // `three weeks from tomorrow`
    if let Some((Limit::Since, words)) = note.words.limit_from(view, tokens.end)
        && let Some((day, end)) = from_day(view, note, anchor, tokens.end + words)
    {
        return point(day, span, clocked, Way::Ahead, tokens.start..end);
    }
    // `il y a à peu près un mois`, `dans les deux heures`
    let mut start = tokens.start;
    loop {
        let words =
            bounds::words_before(view, start) + usize::from(view.after(start, Role::Definite));
        if words == 0 || note.words.way_before(view, start).is_some() {
            break;
        }
        start -= words.min(start);
    }
    let says = |role| {
        view.after(tokens.start, role) || (tokens.start..=tokens.end).any(|at| view.has(at, role))
    };
    let way = match (says(Role::Last), says(Role::Next)) {
        (true, false) => Some(Way::Ago),
        (false, true) => Some(Way::Ahead),
        _ => None,
    };
    for end in [tokens.start, start] {
        let end = end - usize::from(view.after(end, Role::Next));
        if let Some(words) = note.words.within_before(view, end) {
            let then = moved(now, span, Way::Ahead)?;
            let then = if clocked {
                then
            } else {
                then.date().at(0, 0, 0, 0)
            };
            return Some(interval(end - words..tokens.end, now, then));
        }
    }
    // `in the last five minutes`
    if let Some(way) = way {
        let role = if way == Way::Ago {
            Role::Last
        } else {
            Role::Next
        };
        let behind = usize::from(view.has(tokens.end, role));
        let named = tokens.clone().find_map(|at| view.period(at));
        return stretch(now, span, named, way, tokens.start..tokens.end + behind);
    }
    for end in [tokens.start, start] {
        if let Some((way, before)) = note.words.way_before(view, end) {
            return point(now, span, clocked, way, end - before..tokens.end);
        }
    }
    None
}

/// `more than 2 days before Easter`, `less than 3 days after tomorrow`, `within 2 weeks after Friday`: the stretch on that side of the point.
fn bounded(view: &View, note: &Note, draft: Draft, day: DateTime, way: Way) -> Draft {
    let start = draft.tokens.start;
    let Value::Iso(then) = &draft.value else {
        return draft;
    };
    let near = note.words.within_before(view, start).is_some();
    let day = day.date();
    let value = match (bounds::before(view, start), way) {
        (Some(Bound::Minimum), Way::Ago) => format!("../{then}"),
        (Some(Bound::Minimum), Way::Ahead) => format!("{then}/.."),
        (Some(Bound::Maximum), Way::Ago) => format!("{then}/{day}"),
        (Some(Bound::Maximum), Way::Ahead) => format!("{day}/{then}"),
        (_, Way::Ahead) if near => format!("{day}/{then}"),
        _ => return draft,
    };
    Draft {
        value: Value::Iso(value),
        ..draft
    }
}

/// The day that a duration is counted from: `two days after Easter`.
fn from_day(view: &View, note: &Note, anchor: &Anchor, at: usize) -> Option<(DateTime, usize)> {
    let next = view.has(at, Role::Next) || view.has(at, Role::This) || view.has(at, Role::Definite);
    let at = at + usize::from(next);
    if let Some((Some(date), tokens)) = holidays::day(view, note, anchor, at) {
        return Some((date.at(0, 0, 0, 0), tokens.end));
    }
    // `since the year 2011`
    let at = at + usize::from(view.period(at) == Some(Period::Year));
    let (day, tokens) = calendar::day(view, anchor, at)?;
    let first = match day {
        Day::Date(date) => date,
        Day::Year(year) => Date::new(year, 1, 1).ok()?,
        _ => return None,
    };
    Some((first.at(0, 0, 0, 0), tokens.end))
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

/// Whole units of the calendar, beside the one that holds now: the next three weeks begin on Monday, the last two months ended with the last day
/// of the month before.
fn stretch(
    now: DateTime,
    span: Span,
    named: Option<Period>,
    way: Way,
    tokens: std::ops::Range<usize>,
) -> Option<Draft> {
    let units = [
        span.get_years() != 0,
        span.get_months() != 0,
        span.get_weeks() != 0,
        span.get_days() != 0,
        span.get_hours() != 0,
        span.get_minutes() != 0,
        span.get_seconds() != 0,
    ];
    // `the next 1 day and 5 hours`
    let mixed = units.into_iter().filter(|used| *used).count() > 1;
    let (current, unit) = match named {
        _ if mixed => (now, Span::new()),
        // Their spans are told in months and years.
        Some(period @ (Period::Quarter | Period::Decade)) => {
            let (first, behind) = calendar::current(now.date(), period)?.bounds()?;
            let (first, behind) = (first.at(0, 0, 0, 0), behind.at(0, 0, 0, 0));
            (first, first.until(behind).ok()?)
        }
        _ => (begun(now, span)?, one(span)),
    };
    let from = match way {
        Way::Ago => current,
        Way::Ahead => current.checked_add(unit).ok()?,
    };
    let to = moved(from, span, way)?;
    Some(match way {
        Way::Ago => interval(tokens, to, from),
        Way::Ahead => interval(tokens, from, to),
    })
}

/// The beginning of the unit of the span that holds the moment.
fn begun(now: DateTime, span: Span) -> Option<DateTime> {
    let midnight = |date: Date| date.at(0, 0, 0, 0);
    let date = now.date();
    Some(match () {
        () if span.get_seconds() != 0 => now,
        () if span.get_minutes() != 0 => now.with().second(0).build().ok()?,
        () if span.get_hours() != 0 => now.with().minute(0).second(0).build().ok()?,
        () if span.get_days() != 0 => midnight(date),
        () if span.get_weeks() != 0 => midnight(calendar::monday(date)),
        () if span.get_months() != 0 => midnight(date.first_of_month()),
        () => midnight(date.first_of_year()),
    })
}

/// One of the smallest unit of the span.
fn one(span: Span) -> Span {
    match () {
        () if span.get_seconds() != 0 => 1.second(),
        () if span.get_minutes() != 0 => 1.minute(),
        () if span.get_hours() != 0 => 1.hour(),
        () if span.get_days() != 0 => 1.day(),
        () if span.get_weeks() != 0 => 1.week(),
        () if span.get_months() != 0 => 1.month(),
        () => 1.year(),
    }
}

/// `toute la semaine`, `another day`, `all-day`: one whole period.
pub fn whole(view: &View, note: &Note, at: usize) -> Option<Draft> {
    if let Some((whole, noun)) = view.lower(at).split_once('-') {
        let period = view.lexicon.sense(noun)?.period;
        let value = Value::Iso(duration::one(
            period.filter(|_| note.words.is_whole(whole))?,
        ));
        return Some(Draft::new(FigureKind::Duration, at..at + 1, value));
    }
    if !note.words.is_whole(view.lower(at)) {
        return None;
    }
    let noun = view.skip(at + 1, Role::Definite);
    let value = Value::Iso(duration::one(view.period(noun)?));
    Some(Draft::new(FigureKind::Duration, at..noun + 1, value))
}

/// `la dernière minute`, `the next hour`: the sixty minutes beside now.
pub fn beside_now(view: &View, note: &Note, at: usize) -> Option<Draft> {
    let now = note.now?;
    let way = match (view.has(at, Role::Last), view.has(at, Role::Next)) {
        (true, _) => Way::Ago,
        (_, true) => Way::Ahead,
        _ => return None,
    };
    let span = match view.period(at + 1)? {
        Period::Hour => 1.hour(),
        Period::Minute => 1.minute(),
        _ => return None,
    };
    let to = moved(now, span, way)?;
    Some(match way {
        Way::Ago => interval(at..at + 2, to, now),
        Way::Ahead => interval(at..at + 2, now, to),
    })
}

fn moved(from: DateTime, span: Span, way: Way) -> Option<DateTime> {
    match way {
        Way::Ago => from.checked_sub(span).ok(),
        Way::Ahead => from.checked_add(span).ok(),
    }
}

/// How many weeks from now a counted time from token `at` on lies, and the token behind it: `dans 2 semaines`, `two weeks ago`.
pub fn weeks_at(view: &View, note: &Note, at: usize) -> Option<(i64, usize)> {
    let comma = usize::from(view.word(at) == ",");
    (at + comma..at + comma + 3).find_map(|start| {
        let numeral = numeral::read(view, start)?;
        let weeks = view.period(numeral.tokens.end) == Some(Period::Week);
        let end = numeral.tokens.end + 1;
        let (way, end) = match note.words.way_behind(view, end) {
            Some((way, words)) => (way, end + words),
            None => {
                let (way, words) = note.words.way_before(view, start)?;
                (start - words == at + comma).then_some((way, end))?
            }
        };
        #[expect(clippy::cast_possible_truncation, reason = "the value lies below 500")]
        let count = numeral.value as i64;
        let fits = weeks && (1.0..500.0).contains(&numeral.value);
        fits.then_some((if way == Way::Ago { -count } else { count }, end))
    })
}

/// `four Tuesdays from now`, `2 thursdays back`: the fourth, the second one from today.
pub fn weekdays(view: &View, note: &Note, at: usize) -> Option<Draft> {
    let today = note.now?.date();
    let numeral = numeral::read(view, at)?;
    let noun = numeral.tokens.end;
    let weekday = Weekday::from_monday_one_offset(view.sense(noun).weekday?).ok()?;
    let (way, words) = note.words.way_behind(view, noun + 1)?;
    #[expect(clippy::cast_possible_truncation, reason = "the value lies below 100")]
    let nth = (1.0..100.0)
        .contains(&numeral.value)
        .then_some(numeral.value as i32)?;
    let nth = if way == Way::Ago { -nth } else { nth };
    let date = today.nth_weekday(nth, weekday).ok()?;
    let tokens = at..noun + 1 + words;
    Some(Draft::new(
        FigureKind::Date,
        tokens,
        Value::Iso(date.to_string()),
    ))
}
