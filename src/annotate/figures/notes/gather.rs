//! A day, a part of the day and a time, in whatever order a note gives them: `mardi en fin d'après-midi`, `8 ce soir`, `matinée du 15 février`,
//! `de 9h30 à 11h jeudi`.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::super::calendar::{self, Anchor, Day};
use super::super::lexicon::Role;
use super::super::view::View;
use super::super::{Draft, FigureKind, Value, time};
use super::spoken::{plain_hour, spoken};
use super::words::{DayPart, Edge, Limit};
use super::{Note, holidays, interval, is_counted, limits, shown};

/// Tokens that are looked through.
const REACH: usize = 16;

/// Hour, minute, second.
type Hour = (i8, i8, i8);

/// What was gathered.
#[derive(Default)]
struct Gathered<'a> {
    part: Option<&'a DayPart>,
    edge: Option<Edge>,
    day: Option<Day>,
    /// `ce` before a part of the day: today.
    this: bool,
    clock: Option<Hour>,
    /// Where the time ends, when two are given.
    until: Option<Hour>,
    /// Whether the time needs neither a day nor a part of it: `à sept`, `huit et demie`.
    clock_alone: bool,
    /// Whether the first time may be a day of the month: `le 15`.
    dated: bool,
    /// Whether the first time is a number alone.
    plain: bool,
    /// Whether a word before the first time begins a stretch: `from`, `between`.
    led: bool,
    /// Whether the first time says its half of the day.
    halved: bool,
    /// Whether both ends lie in their parts of the day.
    settled: bool,
    /// Which side of the time words before it leave open, and those words: `jeudi avant 17h`.
    limit: Option<(Limit, std::ops::Range<usize>)>,
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
    let draft = gathered.draft(anchor, at);
    Some(match gathered.limit.filter(|_| gathered.clock.is_some()) {
        Some((limit, cue)) => limits::opened(view, note, draft, limit, cue),
        None => draft,
    })
}

fn gather<'a>(view: &View, note: &'a Note, anchor: &Anchor, at: usize) -> Option<Gathered<'a>> {
    if calendar::is_interval(view, anchor, at) {
        return None;
    }
    let mut gathered = Gathered::default();
    let mut token = at;
    while token < at + REACH && view.kind(token).is_some() {
        if let Some(next) = gathered.take(view, note, anchor, token) {
            (token, gathered.end) = (next, next);
        } else if token == at {
            break;
        } else if let Some((limit, words)) = gathered.limit_at(view, note, token) {
            gathered.limit = Some((limit, token..token + words));
            token += words;
        } else if gathered.is_link(view, note, token) {
            token += 1;
        } else {
            break;
        }
    }
    (gathered.end > at).then_some(gathered)
}

impl<'a> Gathered<'a> {
    /// Whether the token only links what is gathered.
    fn is_link(&self, view: &View, note: &Note, at: usize) -> bool {
        let word = view.lower(at);
        let joint = self.clock.is_some()
            && self.until.is_none()
            && (view.has(at, Role::To) || view.has(at, Role::And) || matches!(word, "-" | "–"));
        joint || note.words.is_link(word) || note.words.leads_to_time(word)
    }

    /// The words at token `at`, between a day and its time, that leave a side open.
    fn limit_at(&self, view: &View, note: &Note, at: usize) -> Option<(Limit, usize)> {
        let before_time = self.day.is_some() && self.clock.is_none() && self.limit.is_none();
        note.words
            .limit_from(view, at)
            .filter(|(_, words)| before_time && hour_at(view, at + words, true).is_some())
    }

    /// Takes what token `at` begins; the token behind it.
    fn take(&mut self, view: &View, note: &'a Note, anchor: &Anchor, at: usize) -> Option<usize> {
        // Before parts of the day: `night of power`.
        if self.day.is_none()
            && let Some((date, tokens)) = holidays::day(view, note, anchor, at)
        {
            self.day = Some(date.map_or(Day::Unknown, Day::Date));
            return Some(tokens.end);
        }
        let second = self.until.is_some() && !self.settled;
        if (self.part.is_none() || second)
            && let Some((part, words)) = note.words.part(view, at)
        {
            self.settle(part);
            self.this |= part.is_todays();
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
        if self.day.is_some() && at == self.end && (next || view.has(at, Role::Last)) {
            return Some(at + 1);
        }
        if (next || view.has(at, Role::Last))
            && self.day.is_none()
            && (self.part.is_some() || note.words.part(view, at + 1).is_some())
        {
            let steps = if next { 1 } else { -1 };
            self.day = Some(calendar::shifted(anchor.reference, steps));
            return Some(at + 1);
        }
        // `a las siete del 15`
        let contracted = view.after(at, Role::Of) && view.after(at, Role::Definite);
        if contracted
            && self.clock.is_some()
            && self.day.is_none()
            && !view.is_word(at + 1)
            && !matches!(view.word(at + 1), "-" | "/" | ":")
            && let Some((day, 1 | 2)) = view.digits(at)
            && let Some(date) = calendar::day_of_month(anchor.reference?, i8::try_from(day).ok()?)
        {
            self.day = Some(Day::Date(date));
            return Some(at + 1);
        }
        // `3 to 8 am next Monday`
        let beside = next || view.has(at, Role::Last) || view.has(at, Role::This);
        if beside
            && self.clock.is_some()
            && self.day.is_none()
            && view.sense(at + 1).weekday.is_some()
        {
            return Some(at + 1);
        }
        // `day after tomorrow at 8am`
        if self.day.is_none()
            && let Some((days, words)) = note.words.near_day(view, at)
            && let led = usize::from(note.words.leads_to_time(view.lower(at + words)))
            && hour_at(view, at + words + led, true).is_some()
        {
            self.day = Some(calendar::shifted(anchor.reference, days));
            return Some(at + words);
        }
        if self.day.is_none()
            && let Some((day, tokens)) = calendar::day(view, anchor, at)
            && matches!(day, Day::Date(_) | Day::Yearless { .. } | Day::Unknown)
        {
            self.day = Some(day);
            return Some(tokens.end);
        }
        if self.until.is_none() {
            return self.take_clock(view, note, anchor, at);
        }
        None
    }

    /// A part of the day belongs to the times before it that have none: `de 5 à 7 du soir`.
    fn settle(&mut self, part: &'a DayPart) {
        let first = self.part.is_none();
        self.part = Some(part);
        if let Some(last) = self.until {
            self.until = Some(on_side(part, last));
            self.settled = true;
        }
        if let Some(clock) = self.clock.filter(|_| first) {
            self.clock = Some(on_side(part, clock));
        }
    }

    /// `16h`, `9h30 à 11h`, `sept trente`, `5 à 7`
    fn take_clock(
        &mut self,
        view: &View,
        note: &Note,
        anchor: &Anchor,
        at: usize,
    ) -> Option<usize> {
        let before = at.wrapping_sub(1);
        let led = at > 0 && note.words.leads_to_time(view.lower(before));
        let (clock, form, end) = hour_at(view, at, led)?;
        if self.clock.is_some() {
            // `on 15 at 8:00`
            if let Some(day) = self.number_as_day(view, anchor, at).filter(|_| led) {
                self.day = Some(Day::Date(day));
                self.clock = Some(clock);
                return (form == HourForm::Clock).then_some(end);
            }
            let joined = led
                || view.has(before, Role::To)
                || view.has(before, Role::And)
                || matches!(view.word(before), "-" | "–");
            // `le 15 à 8h`
            let joined = joined && !(self.dated && form == HourForm::Clock);
            // `4pm today to 5pm tomorrow`: the second time has a day of its own.
            let own_day = self.day.is_some()
                && matches!(calendar::day(view, anchor, end), Some((Day::Date(_), _)));
            if !joined || own_day {
                return None;
            }
            let half = (at..end).any(|at| time::is_half_named(view, at));
            if half && let Some((hour, minute, second)) = self.clock.filter(|_| !self.halved) {
                // `from 5 to 6 pm`: both lie after noon, if the first is earlier then too.
                if hour < 12 && hour + 12 <= clock.0 {
                    self.clock = Some((hour + 12, minute, second));
                }
            }
            // `8am until 6`, `from 10:30 to 3`
            let later = self
                .clock
                .is_some_and(|first| first > clock && clock.0 + 12 > first.0);
            let told = self.halved || form == HourForm::Number;
            let later = told && !half && later;
            let clock = (clock.0 + if later { 12 } else { 0 }, clock.1, clock.2);
            // `de 5 à 7` is all that a note says.
            let ranged = view.is_bare_note() && !self.dated && self.led;
            self.clock_alone |= form != HourForm::Number || !self.plain || ranged;
            self.until = Some(self.part.map_or(clock, |part| on_side(part, clock)));
            self.settled = half;
            return Some(end);
        }
        let begins = self.end == 0;
        let joined = joins(view, end);
        let clocked =
            form != HourForm::Number || led || begins || joined || view.word(before) == ",";
        // `um 7 bin ich zurück`: a noun would have a capital there.
        let noun = !view.lexicon.grammar.capital_nouns || view.is_capitalised(end);
        let counts = view.is_word(end) && !view.has(end, Role::Function) && noun;
        self.clock_alone = form == HourForm::Spoken || led && !counts && !joined;
        self.plain = form == HourForm::Number;
        let between = at > 0 && view.has(at - 1, Role::Between);
        self.led =
            between || note.words.limit_before(view, at).is_some() || view.after(at, Role::Of);
        self.dated = view.after(at, Role::DayArticle);
        // `tonight at 2 am`
        if (at..end).any(|at| time::is_half_named(view, at)) {
            self.halved = true;
            self.clock = Some(clock);
            return Some(end);
        }
        self.clock = clocked.then_some(self.part.map_or(clock, |part| on_side(part, clock)));
        self.clock.map(|_| end)
    }

    /// The day of the month that the first time is after all, where nothing but a number says it and a time of day stands at token `at`.
    fn number_as_day(&self, view: &View, anchor: &Anchor, at: usize) -> Option<Date> {
        let first = self.end.checked_sub(1)?;
        let adjacent = self.end + 1 == at && view.digits(first).is_some();
        let bare = self.plain && !self.led && self.day.is_none() && self.part.is_none();
        let alone = bare && adjacent && view.after(first, Role::Function);
        let clock = time::clock_behind_date(view, at).is_some();
        let day = self
            .clock
            .filter(|_| alone && clock && !view.is_bare_note())?
            .0;
        calendar::day_of_month(anchor.reference?, day)
    }

    fn draft(&self, anchor: &Anchor, at: usize) -> Draft {
        let tokens = at..self.end;
        let date = match self.day {
            Some(Day::Date(date)) => Some(date),
            Some(_) => None,
            None => anchor.reference,
        };
        if let Some(clock) = self.clock {
            let on_day = date.filter(|_| self.day.is_some() || self.this);
            return match (on_day, self.until) {
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
        match date {
            Some(date) => stretch(tokens, date, (first, 0, 0), (last, 0, 0)),
            None => times(tokens, (first, 0, 0), (last, 0, 0)),
        }
    }
}

/// Hours said as 1 to 12 lie after noon where the part of the day does.
fn on_side(part: &DayPart, (hour, minute, second): Hour) -> Hour {
    let after = part.is_after_noon() && hour < 12;
    // `12 Uhr nachts`
    let midnight = part.is_night() && hour == 12;
    let hour = if after || midnight { hour + 12 } else { hour };
    (hour, minute, second)
}

/// How an hour is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HourForm {
    /// `quarter past eight`
    Spoken,
    /// `16h`, `7:30`
    Clock,
    /// `7`
    Number,
}

/// The hour that begins at token `at`, and the token behind.
fn hour_at(view: &View, at: usize, led: bool) -> Option<(Hour, HourForm, usize)> {
    if let Some(((hour, minute), end)) = spoken(view, at, led) {
        return Some(((hour, minute, 0), HourForm::Spoken, end));
    }
    if let Some(clock) = time::clock_behind_date(view, at) {
        let counted = is_counted(view, &clock.tokens);
        return (!counted).then(|| (clock.hms(), HourForm::Clock, clock.tokens.end));
    }
    let ((hour, minute), end) = plain_hour(view, at, led)?;
    Some(((hour, minute, 0), HourForm::Number, end))
}

/// Whether another number is joined: `entre 3 et 5 kilomètres`.
fn joins(view: &View, at: usize) -> bool {
    let joint = view.has(at, Role::And)
        || view.has(at, Role::Or)
        || view.has(at, Role::To)
        || view.word(at) == "-";
    joint && (view.is_number(at + 1) || view.number(at + 1).is_some())
}

fn moment(date: Date, (hour, minute, second): Hour) -> Option<DateTime> {
    let start = date.at(0, 0, 0, 0);
    let seconds = (i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second);
    start.checked_add(seconds.seconds()).ok()
}

fn stretch(tokens: std::ops::Range<usize>, date: Date, first: Hour, last: Hour) -> Draft {
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

fn times(tokens: std::ops::Range<usize>, first: Hour, last: Hour) -> Draft {
    let value = format!("{}/{}", time_of(first), time_of(last));
    Draft::new(FigureKind::Time, tokens, Value::Iso(value))
}

fn time_of((hour, minute, second): Hour) -> String {
    let hour = hour % 24;
    if second == 0 {
        format!("T{hour:02}:{minute:02}")
    } else {
        format!("T{hour:02}:{minute:02}:{second:02}")
    }
}
