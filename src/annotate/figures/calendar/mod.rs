//! Dates: written out ([`absolute`], [`months`], [`years`]), numbered ([`numbered`]), counted in a month ([`nth`]), told from the dateline's day ([`relative`]), and resolved ([`resolve`]) in the direction of the
//! tense ([`tense`]). A date with a time at once behind it is one date-time.

mod absolute;
mod dateline;
mod impossible;
mod months;
mod nth;
mod numbered;
mod relative;
mod resolve;
mod tense;
mod written;
mod years;

pub use absolute::year_at;
pub use dateline::skip as skip_dateline;
pub use impossible::skip as skip_impossible;
pub use resolve::{Anchor, Day, Direction, monday};
pub use tense::direction;

use jiff::civil::Date;

use super::lexicon::{Period, Role};
use super::view::View;
use super::{Draft, FigureKind, Value};
use super::{notes, time};

/// The date, or time without a numeral, that begins at token `at`.
pub fn read(view: &View, anchor: &mut Anchor, at: usize) -> Option<Draft> {
    let found = nth::read(view, anchor, at)
        .or_else(|| absolute::read(view, anchor, at))
        .or_else(|| relative::read(view, anchor, at));
    let Some(found) = found else {
        return time::read_noon(view, at);
    };
    anchor.remember(&found.day);
    if let Some(draft) = with_time(view, &found) {
        return Some(draft);
    }
    if let Some(draft) = notes::stretch_between(view, found.tokens.clone(), found.day, found.end) {
        return Some(draft);
    }
    let value = match (&found.day, &found.end) {
        (day, Some(end)) => day
            .iso()
            .zip(end.iso())
            .map(|(start, end)| format!("{start}/{end}")),
        (day, None) => day.iso(),
    };
    let value = value.map_or(Value::Unknown, Value::Iso);
    let mut draft = Draft::new(FigureKind::Date, found.tokens, value);
    draft.bound = found.bound;
    if draft.value == Value::Unknown {
        draft.confidence = 0.5;
    }
    Some(draft)
}

/// The date without an end that begins at token `at`, and its tokens.
pub fn day(view: &View, anchor: &Anchor, at: usize) -> Option<(Day, std::ops::Range<usize>)> {
    let found = nth::read(view, anchor, at)
        .or_else(|| absolute::read(view, anchor, at))
        .or_else(|| relative::read(view, anchor, at))?;
    found.end.is_none().then_some((found.day, found.tokens))
}

/// The day of a month that is closest to the reference day.
pub fn day_of_month(reference: Date, day: i8) -> Option<Date> {
    resolve::day_of_month(reference, day, None, Direction::Closest)
}

/// So many days from the reference day.
pub fn shifted(reference: Option<Date>, days: i64) -> Day {
    reference.map_or(Day::Unknown, |date| resolve::shifted(date, days))
}

/// Whether an interval of days begins at token `at`.
pub fn is_interval(view: &View, anchor: &Anchor, at: usize) -> bool {
    nth::read(view, anchor, at)
        .or_else(|| absolute::read(view, anchor, at))
        .is_some_and(|found| found.end.is_some())
}

/// The week, month, quarter, half of a year, year or decade that holds the date.
pub fn current(date: Date, period: Period) -> Option<Day> {
    relative::moved(date, period, 0)
}

/// A date as found.
struct Found {
    tokens: std::ops::Range<usize>,
    day: Day,
    /// The last day of an interval.
    end: Option<Day>,
    bound: Option<crate::model::Bound>,
}

impl Found {
    fn new(tokens: std::ops::Range<usize>, day: Day) -> Self {
        Found {
            tokens,
            day,
            end: None,
            bound: None,
        }
    }
}

/// `jeudi 21h27 GMT`, `mardi à 14H00`
fn with_time(view: &View, found: &Found) -> Option<Draft> {
    let Day::Date(date) = found.day else {
        return None;
    };
    let end = found.tokens.end;
    let led =
        view.has(end, Role::AtTime) || view.has(end, Role::Of) || view.has(end, Role::Between);
    // `el 27 de diciembre a las 12:30`
    let two = view.has(end, Role::To) && view.has(end + 1, Role::AtTime);
    let at = end + usize::from(led || two) + usize::from(two);
    if found.end.is_some() {
        return None;
    }
    let clock = time::clock_behind_date(view, at)?;
    let mut tokens = found.tokens.start..clock.tokens.end;
    let mut iso = format!("{date}{}", clock.iso());
    if let Some(last) = time::range_end(view, &clock) {
        tokens.end = last.tokens.end;
        iso = format!("{iso}/{date}{}", last.iso());
    }
    Some(Draft::new(FigureKind::DateTime, tokens, Value::Iso(iso)))
}
