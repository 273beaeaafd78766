//! A day, a part of the day and a time, in whatever order a note gives them: `mardi en fin d'après-midi`, `8 ce soir`, `matinée du 15 février`,
//! `de 9h30 à 11h jeudi`.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::super::calendar::{self, Anchor, Day};
use super::super::lexicon::Role;
use super::super::view::View;
use super::super::{Draft, FigureKind, Value, time};
use super::spoken::{HourMinute, plain_hour, spoken};
use super::words::{DayPart, Edge};
use super::{Note, holidays, interval, shown};

/// Tokens that are looked through.
const REACH: usize = 16;

/// What was gathered.
#[derive(Default)]
struct Gathered<'a> {
    part: Option<&'a DayPart>,
    edge: Option<Edge>,
    day: Option<Day>,
    /// `ce` before a part of the day: today.
    this: bool,
    clock: Option<HourMinute>,
    /// Where the time ends, when two are given.
    until: Option<HourMinute>,
    /// Whether the time needs neither a day nor a part of it: `à sept`, `huit et demie`.
    clock_alone: bool,
    end: usize,
}

/// The time that begins at token `at`: a part of the day, or a time beside a day.
pub fn read(view: &View, note: &Note, anchor: &mut Anchor, at: usize) -> Option<Draft> {
    let gathered = gather(view, note, anchor, at)?;
    let told = gathered.part.is_some()
        || gathered.clock.is_some() && gathered.day.is_some()
        || gathered.clock_alone;
    if !told {
        return None;
    }
    if let Some(Day::Date(date)) = gathered.day {
        anchor.named = Some(date);
    }
    Some(gathered.draft(view, note, anchor, at))
}

fn gather<'a>(view: &View, note: &'a Note, anchor: &Anchor, at: usize) -> Option<Gathered<'a>> {
    if calendar::is_interval(view, anchor, at) {
        return None;
    }
    let mut gathered = Gathered::default();
    let mut token = at;
    while token < at + REACH && view.kind(token).is_some() {
        let next = gathered.take(view, note, anchor, token);
        match next {
            Some(next) => (token, gathered.end) = (next, next),
            None if token > at && is_link(view, note, token) => token += 1,
            None => break,
        }
    }
    (gathered.end > at).then_some(gathered)
}

fn is_link(view: &View, note: &Note, at: usize) -> bool {
    note.words.is_link(view.lower(at)) || note.words.leads_to_time(view.lower(at))
}

impl<'a> Gathered<'a> {
    /// Takes what token `at` begins; the token behind it.
    fn take(&mut self, view: &View, note: &'a Note, anchor: &Anchor, at: usize) -> Option<usize> {
        if self.part.is_none()
            && let Some((part, words)) = note.words.part(view, at)
        {
            self.part = Some(part);
            return Some(at + words);
        }
        if view.has(at, Role::This) && !self.this {
            let part = note
                .words
                .part(view, at + 1)
                .or_else(|| note.words.part(view, at + 2));
            self.this = part.is_some();
            return self.this.then_some(at + 1);
        }
        if self.edge.is_none()
            && let Some((edge, words)) = note.words.edge(view, at)
        {
            self.edge = Some(edge);
            return Some(at + words);
        }
        // `la nuit dernière`, `next morning`
        let next = view.has(at, Role::Next);
        if (next || view.has(at, Role::Last))
            && self.day.is_none()
            && (self.part.is_some() || note.words.part(view, at + 1).is_some())
        {
            let steps = if next { 1 } else { -1 };
            self.day = Some(calendar::shifted(anchor.reference, steps));
            return Some(at + 1);
        }
        if self.day.is_none()
            && let Some((date, tokens)) = holidays::day(view, note, anchor, at)
        {
            self.day = Some(date.map_or(Day::Unknown, Day::Date));
            return Some(tokens.end);
        }
        if self.day.is_none()
            && let Some((day, tokens)) = calendar::day(view, anchor, at)
            && matches!(day, Day::Date(_) | Day::Yearless { .. } | Day::Unknown)
        {
            self.day = Some(day);
            return Some(tokens.end);
        }
        if self.clock.is_none() {
            return self.take_clock(view, note, at);
        }
        None
    }

    /// `16h`, `9h30 à 11h`, `sept trente`, `5 à 7`
    fn take_clock(&mut self, view: &View, note: &Note, at: usize) -> Option<usize> {
        let led = at > 0 && note.words.leads_to_time(view.lower(at - 1));
        if let Some((clock, end)) = spoken(view, at, led) {
            (self.clock, self.clock_alone) = (Some(clock), true);
            return Some(end);
        }
        if let Some(clock) = time::clock_behind_date(view, at) {
            self.clock = Some(clock.hour_minute());
            let Some(last) = time::range_end(view, &clock) else {
                return Some(clock.tokens.end);
            };
            self.until = Some(last.hour_minute());
            return Some(last.tokens.end);
        }
        let (clock, end) = plain_hour(view, at)?;
        // `15 à 16 demain`
        let joined = view.has(end, Role::To)
            || view.word(end) == "-"
            || view.after(at, Role::Between) && view.has(end, Role::And);
        if joined && let Some((last, behind)) = plain_hour(view, end + 1) {
            (self.clock, self.until) = (Some(clock), Some(last));
            return Some(behind);
        }
        let begins = self.end == 0;
        let counts = view.is_word(end) && !view.has(end, Role::Function);
        self.clock_alone = (led || view.is_bare_note()) && !counts && (led || clock.1 > 0);
        (led || begins || view.word(at.wrapping_sub(1)) == ",").then(|| {
            self.clock = Some(clock);
            end
        })
    }

    fn draft(&self, view: &View, note: &Note, anchor: &Anchor, at: usize) -> Draft {
        let tokens = at..self.end;
        let date = match self.day {
            Some(Day::Date(date)) => Some(date),
            Some(_) => None,
            None => anchor.reference,
        };
        let timed = self.clock.map(|clock| self.on_side(clock));
        if let Some(clock) = timed {
            let on_day = date.filter(|_| self.day.is_some() || self.this || note.bare);
            return match (on_day, self.until.map(|last| self.on_side(last))) {
                (Some(date), None) => {
                    let value =
                        Value::Iso(moment(date, clock).map_or_else(|| time_of(clock), shown));
                    Draft::new(FigureKind::DateTime, tokens, value)
                }
                (Some(date), Some(last)) => stretch(tokens, date, clock, last),
                (None, None) => Draft::new(FigureKind::Time, tokens, Value::Iso(time_of(clock))),
                (None, Some(last)) => times(tokens, clock, last),
            };
        }
        let [first, last] = self.part.map_or([0, 24], |part| part.hours(self.edge));
        debug_assert!(view.kind(at).is_some());
        match date {
            Some(date) => stretch(tokens, date, (first, 0), (last, 0)),
            None => times(tokens, (first, 0), (last, 0)),
        }
    }

    /// Hours said as 1 to 12 lie after noon where the part of the day does.
    fn on_side(&self, (hour, minute): HourMinute) -> HourMinute {
        let after = self.part.is_some_and(DayPart::is_after_noon) && hour < 12;
        (if after { hour + 12 } else { hour }, minute)
    }
}

fn moment(date: Date, (hour, minute): HourMinute) -> Option<DateTime> {
    let start = date.at(0, 0, 0, 0);
    let minutes = i64::from(hour) * 60 + i64::from(minute);
    start.checked_add(minutes.minutes()).ok()
}

fn stretch(
    tokens: std::ops::Range<usize>,
    date: Date,
    first: HourMinute,
    last: HourMinute,
) -> Draft {
    // `23h à 2h` ends on the next day.
    let day = if last < first {
        date.tomorrow().unwrap_or(date)
    } else {
        date
    };
    match moment(date, first).zip(moment(day, last)) {
        Some((start, end)) => interval(tokens, start, end),
        None => times(tokens, first, last),
    }
}

fn times(tokens: std::ops::Range<usize>, first: HourMinute, last: HourMinute) -> Draft {
    let value = format!("{}/{}", time_of(first), time_of(last));
    Draft::new(FigureKind::Time, tokens, Value::Iso(value))
}

fn time_of((hour, minute): HourMinute) -> String {
    format!("T{hour:02}:{minute:02}")
}
