//! Stretches of days that no calendar names: weekends, seasons, `fin mars`, `début de semaine`, `milieu de l'année`.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use super::super::calendar::{self, Anchor, Day};
use super::super::lexicon::{Period, Role};
use super::super::view::View;
use super::super::{Draft, FigureKind, Value};
use super::words::Edge;
use super::{Note, interval, shown};

/// The stretch that begins at token `at`.
pub fn read(view: &View, note: &Note, anchor: &Anchor, at: usize) -> Option<Draft> {
    if let Some(words) = note.words.now(view, at) {
        let tokens = at..at + words;
        let value = note
            .now
            .map_or(Value::Unknown, |now| Value::Iso(shown(now)));
        return Some(Draft::new(FigureKind::DateTime, tokens, value));
    }
    if let Some((days, words)) = note.words.near_day(view, at) {
        if let Some(draft) = beside(view, anchor, at, days, at + words) {
            return Some(draft);
        }
        if view.has(at + words, Role::Of) || view.has(at + words, Role::InMonth) {
            return None;
        }
        let day = calendar::shifted(anchor.reference, days).iso();
        let value = day.map_or(Value::Unknown, Value::Iso);
        return Some(Draft::new(FigureKind::Date, at..at + words, value));
    }
    rest(view, note, anchor, at)
        .or_else(|| edge(view, note, anchor, at))
        .or_else(|| season(view, note, anchor, at))
        .or_else(|| weekend(view, note, anchor, at))
}

/// `le lendemain du 13 février`
fn beside(view: &View, anchor: &Anchor, at: usize, days: i64, end: usize) -> Option<Draft> {
    let named = view.skip(end, Role::Of);
    let (day, tokens) = calendar::day(view, anchor, named).filter(|_| named > end)?;
    let Day::Date(date) = day else { return None };
    let value = calendar::shifted(Some(date), days).iso()?;
    Some(Draft::new(
        FigureKind::Date,
        at..tokens.end,
        Value::Iso(value),
    ))
}

/// `le reste de la semaine`: from today up to its last day, or from now up to midnight.
fn rest(view: &View, note: &Note, anchor: &Anchor, at: usize) -> Option<Draft> {
    let words = note.words.rest(view, at)?;
    let noun = view.skip(links(view, note, at + words), Role::This);
    let period = view.period(noun)?;
    let tokens = at..noun + 1;
    let Some(today) = anchor.reference else {
        // EDTF: both ends are unknown.
        return Some(Draft::new(
            FigureKind::Date,
            tokens,
            Value::Iso("/".to_owned()),
        ));
    };
    if period == Period::Day {
        let midnight = today.tomorrow().ok()?.at(0, 0, 0, 0);
        return Some(interval(tokens, note.now?, midnight));
    }
    let (_, behind) = calendar::current(today, period)?.bounds()?;
    let value = format!("{today}/{}", behind.yesterday().ok()?);
    Some(Draft::new(FigureKind::Date, tokens, Value::Iso(value)))
}

/// `fin mars`, `au début de la semaine prochaine`
fn edge(view: &View, note: &Note, anchor: &Anchor, at: usize) -> Option<Draft> {
    // `fin de semana`
    if weekend_words(view, at).is_some() {
        return None;
    }
    // `the boy` is none in a sentence.
    let capitals = view.word(at).chars().all(char::is_uppercase);
    if let Some(((edge, period), words)) = note.words.shorthand(view, at)
        && (capitals || note.bare || period == Period::Day)
    {
        if period == Period::Day {
            return last_second(anchor.reference?, at..at + words);
        }
        let current = calendar::current(anchor.reference?, period)?;
        let (start, end) = third(note, current, edge)?;
        return Some(interval(at..at + words, start, end));
    }
    let (edge, words) = note.words.edge(view, at)?;
    let last = links(view, note, at + words);
    if edge == Edge::Late && view.has(at + words, Role::Of) {
        let ended = (at + words..=last).find_map(|noun| end_of_day(view, anchor, at, noun));
        if ended.is_some() {
            return ended;
        }
    }
    let (day, end) = (at + words..=last).find_map(|noun| longer(view, anchor, noun))?;
    let (start, last) = third(note, day, edge)?;
    Some(interval(at..end, start, last))
}

/// `end of tomorrow`, `fin de dimanche`: the last second of the day at token `noun`.
fn end_of_day(view: &View, anchor: &Anchor, at: usize, noun: usize) -> Option<Draft> {
    let (date, end) = match calendar::day(view, anchor, noun) {
        Some((Day::Date(date), tokens)) => (date, tokens.end),
        None if view.period(noun) == Some(Period::Day) => (anchor.reference?, noun + 1),
        _ => return None,
    };
    last_second(date, at..end)
}

fn last_second(date: Date, tokens: std::ops::Range<usize>) -> Option<Draft> {
    let value = Value::Iso(shown(date.at(23, 59, 59, 0)));
    Some(Draft::new(FigureKind::DateTime, tokens, value))
}

/// A week, month or year, named or the current one, at token `at`, and the token behind it.
fn longer(view: &View, anchor: &Anchor, at: usize) -> Option<(Day, usize)> {
    if let Some((day, tokens)) = calendar::day(view, anchor, at)
        && matches!(day, Day::Week(_) | Day::Month { .. } | Day::Year(_))
    {
        return Some((day, tokens.end));
    }
    let day = calendar::current(anchor.reference?, view.period(at)?)?;
    Some((day, at + 1))
}

fn third(note: &Note, day: Day, edge: Edge) -> Option<(DateTime, DateTime)> {
    let midnight = |date: Date| date.at(0, 0, 0, 0);
    match day {
        Day::Week(monday) => {
            let [first, end] = note.words.week.of(edge);
            let day = |days: i8| monday.checked_add(i64::from(days).days()).ok();
            Some((midnight(day(first)?), midnight(day(end)?)))
        }
        Day::Month { year, month } => {
            let [first, end] = note.words.month.of(edge);
            let start = Date::new(year, month, first).ok()?;
            let next = start.first_of_month().checked_add(1.month()).ok()?;
            let end = Date::new(year, month, end).unwrap_or(next);
            Some((midnight(start), midnight(end)))
        }
        Day::Year(year) => {
            let [first, end] = note.words.year.of(edge);
            let month = |month: i8| {
                let january = Date::new(year, 1, 1).ok()?;
                january.checked_add(i64::from(month - 1).months()).ok()
            };
            Some((midnight(month(first)?), midnight(month(end)?)))
        }
        _ => None,
    }
}

/// `cet été`, `l'hiver 2014`, `next spring`
fn season(view: &View, note: &Note, anchor: &Anchor, at: usize) -> Option<Draft> {
    let named = if view.has(at, Role::This) || view.has(at, Role::Next) || view.has(at, Role::Last)
    {
        at + 1
    } else {
        at
    };
    let [month, day, last_month, last_day] = note.words.season(view.lower(named))?;
    let led =
        named > at || view.after(at, Role::Definite) || view.after(at, Role::During) || note.bare;
    let mut end = named + 1;
    let of = links(view, note, end);
    let stated = calendar::year_at(view, of).or_else(|| calendar::year_at(view, end));
    if !led && stated.is_none() {
        return None;
    }
    let over = i16::from(last_month < month);
    let in_year = |year: i16| {
        let start = Date::new(year, month, day).ok()?;
        let end = Date::new(year + over, last_month, last_day).ok()?;
        Some((start.at(0, 0, 0, 0), end.at(0, 0, 0, 0)))
    };
    if let Some((year, behind)) = stated {
        let (start, last) = in_year(year)?;
        return Some(interval(at..behind, start, last));
    }
    let behind_says = |role| view.has(at, role) || view.has(end, role);
    let (next, past) = (behind_says(Role::Next), behind_says(Role::Last));
    if named == at && (next || past) {
        end += 1;
    }
    let Some(today) = anchor.reference else {
        let value = format!("XXXX-{month:02}-{day:02}/XXXX-{last_month:02}-{last_day:02}");
        return Some(Draft::new(FigureKind::Date, at..end, Value::Iso(value)));
    };
    let midnight = today.at(0, 0, 0, 0);
    let mut years = (today.year() - 2..=today.year() + 2).filter_map(in_year);
    let (start, last) = if past {
        years.rfind(|(_, end)| *end <= midnight)?
    } else if next {
        years.find(|(start, _)| *start > midnight)?
    } else {
        years.find(|(_, end)| *end > midnight)?
    };
    Some(interval(at..end, start, last))
}

/// `ce week-end`, `le week-end prochain`: from Friday evening on.
fn weekend(view: &View, note: &Note, anchor: &Anchor, at: usize) -> Option<Draft> {
    let before = view.has(at, Role::This) || view.has(at, Role::Next) || view.has(at, Role::Last);
    let noun = if before { at + 1 } else { at };
    let mut end = noun + weekend_words(view, noun)?;
    let led = before || view.after(at, Role::Definite) || note.bare;
    let says = |role| view.has(at, role) || view.has(end, role);
    let (next, past) = (says(Role::Next), says(Role::Last));
    if !before && (next || past) {
        end += 1;
    }
    if !led {
        return None;
    }
    // `le dernier week-end de septembre`
    let month = links(view, note, end);
    if let Some((Day::Month { year, month }, named)) = calendar::day(view, anchor, month)
        && past
    {
        let friday = Date::new(year, month, 1).ok()?;
        let friday = friday.nth_weekday_of_month(-1, Weekday::Friday).ok()?;
        return weekend_from(at..named.end, friday);
    }
    let tokens = at..end;
    let Some(today) = anchor.reference else {
        return Some(Draft::new(FigureKind::Date, tokens, Value::Unknown));
    };
    let steps = i64::from(past && !next) * -7;
    let friday = calendar::monday(today)
        .checked_add((4 + steps).days())
        .ok()?;
    weekend_from(tokens, friday)
}

/// How many tokens say `week-end`.
pub fn weekend_words(view: &View, at: usize) -> Option<usize> {
    if view.period(at) == Some(Period::Weekend) {
        return Some(1);
    }
    // `fin de semana`
    let spelled = view.has(at, Role::Weekend) && view.period(at + 2) == Some(Period::Week);
    spelled.then_some(3)
}

/// From Friday at six in the evening up to Monday.
pub fn weekend_from(tokens: std::ops::Range<usize>, friday: Date) -> Option<Draft> {
    let monday = friday.checked_add(3.days()).ok()?;
    Some(interval(
        tokens,
        friday.at(18, 0, 0, 0),
        monday.at(0, 0, 0, 0),
    ))
}

/// The token behind the words that only link.
fn links(view: &View, note: &Note, at: usize) -> usize {
    let mut at = at;
    while view.kind(at).is_some() && note.words.is_link(view.lower(at)) && !view.has(at, Role::This)
    {
        at += 1;
    }
    at
}
