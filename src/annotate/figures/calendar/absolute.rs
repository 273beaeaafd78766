//! Days that are written out, wholly or in part: `jeudi 8 octobre 2020`, `9 au 11 mai`, `21/11/2020`; longer stretches are for
//! [`months`] and [`years`].

use jiff::civil::Date;

use super::super::amount;
use super::super::lexicon::{Period, Role};
use super::super::numeral::{self, Form};
use super::super::time;
use super::super::view::View;
use super::resolve::{self, Anchor, Day, Direction};
use super::{Found, months, numbered, tense, written, years};

/// The written date that begins at token `at`.
pub fn read(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let sense = view.sense(at);
    if sense.weekday.is_some() {
        return behind_weekday(view, anchor, at);
    }
    if let Some(found) = months::lettered(view, anchor, at) {
        return Some(found);
    }
    let joined = view.is_number(at) || sense.month.is_some() || view.note.is_some();
    if joined && let Some(found) = written::read(view, anchor, at) {
        return Some(found);
    }
    if view.is_number(at) {
        return written::numeric(view, at)
            .or_else(|| day_month(view, anchor, at, None))
            .or_else(|| months::quarter(view, anchor, at))
            .or_else(|| numbered::read(view, anchor, at))
            .or_else(|| day_of_named_month(view, anchor, at))
            .or_else(|| years::year(view, at));
    }
    if sense.month.is_some() {
        return month_first(view, anchor, at, None).or_else(|| months::month(view, anchor, at));
    }
    if view.has(at, Role::Middle) || view.lower(at).contains('-') {
        // `mi-avril`, `twenty-fourth of May`
        return months::middle(view, anchor, at)
            .or_else(|| months::pair(view, at))
            .or_else(|| day_month(view, anchor, at, None));
    }
    if view.period(at) == Some(Period::Week) {
        return numbered::read(view, anchor, at);
    }
    if view.has(at, Role::Years) {
        return years::decade(view, at);
    }
    if let Some(found) = years::named_decade(view, at) {
        return Some(found);
    }
    if sense.ordinal.is_some() || view.lexicon.grammar.compounds && view.is_word(at) {
        return day_month(view, anchor, at, None).or_else(|| months::quarter(view, anchor, at));
    }
    if sense.number.is_some() {
        return day_month(view, anchor, at, None).or_else(|| {
            let noted = view.note.is_some() && !view.has(at, Role::AlsoAdjective);
            noted
                .then(|| day_of_named_month(view, anchor, at))
                .flatten()
        });
    }
    None
}

/// `jeudi 20 octobre 2016`, `lundi matin, 13 février`, `mardi 14`, `vendredi 1er`
fn behind_weekday(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let weekday = view.sense(at).weekday;
    let mut day = view.skip(at + 1, Role::DayPart);
    let comma = view.word(day) == ",";
    if comma || view.word(day) == "." {
        day += 1;
    }
    while view.has(day, Role::Definite) || view.has(day, Role::DateLink) {
        day += 1;
    }
    let full = written::numeric(view, day)
        .or_else(|| day_month(view, anchor, day, weekday))
        .or_else(|| month_first(view, anchor, day, weekday));
    if let Some(mut found) = full {
        found.tokens.start = at;
        return Some(found);
    }
    if comma {
        return None;
    }
    let (number, end) = day_number(view, day)?;
    let free = !view.is_word(end) || view.has(end, Role::Function) || view.has(end, Role::DayPart);
    let clock = time::clock_at(view, day).is_some();
    // `Monday 8 to 9` are hours.
    let joined = view.has(end, Role::To) || matches!(view.word(end), "-" | "–");
    let hours = view.note.is_some()
        && joined
        && view.digits(end + 1).is_some()
        && !view.has(end + 2, Role::Clock);
    if !free || clock || hours {
        return None;
    }
    let tokens = at..end;
    let direction = tense::direction(view, &tokens).unwrap_or(Direction::Nearest);
    let date = resolve::day_of_month(anchor.reference?, number, weekday, direction)?;
    Some(Found::new(tokens, Day::Date(date)))
}

/// A day of the month in digits, `1er` or words, with the token behind it.
fn day_number(view: &View, at: usize) -> Option<(i8, usize)> {
    let numeral = numeral::read(view, at)?;
    let plain = match numeral.form {
        Form::Digits => view.digits(at).is_some_and(|(_, length)| length <= 2),
        Form::Words | Form::Ordinal | Form::Article => true,
        Form::Collective { .. } => false,
    };
    let mut end = numeral.tokens.end;
    // `1.º de mayo`
    if view.word(end) == "." && view.touches_previous(end) && view.touches_next(end) {
        end += 2 * usize::from(view.has(end + 1, Role::OrdinalSuffix));
    }
    // `5. Mai`
    if view.lexicon.grammar.ordinal_point && view.word(end) == "." && view.touches_previous(end) {
        end += 1;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the value lies between 1 and 31"
    )]
    (plain && (1.0..=31.0).contains(&numeral.value) && numeral.value.fract() == 0.0)
        .then_some((numeral.value as i8, end))
}

/// The month at a token, over `de`.
pub fn month_at(view: &View, at: usize) -> Option<(i8, usize)> {
    let before = at;
    let at = view.skip(at, Role::DateLink);
    let sense = view.sense(at);
    // `un sept`: an abbreviation that is a number too needs digits before it.
    let number = sense.short && sense.number.is_some();
    let behind_digits = before > 0 && view.is_number(before - 1);
    let month = sense
        .month
        .filter(|_| behind_digits || !(number || before == at && is_small_word(view, at)))?;
    Some((month, at + 1))
}

/// `may`, where months are written with a capital: the verb.
pub fn is_small_word(view: &View, at: usize) -> bool {
    view.lexicon.grammar.month_first
        && view.has(at, Role::Function)
        && !view.reading.is_capitalised(at)
}

/// The year at a token, over `de`: four digits that touch no unit.
pub fn year_at(view: &View, at: usize) -> Option<(i16, usize)> {
    let at = if view.has(at, Role::DateLink)
        || view.word(at) == "," && (view.lexicon.grammar.month_first || view.note.is_some())
    {
        at + 1
    } else {
        at
    };
    // `28 June in 2020`
    let at = if view.note.is_some() && view.has(at, Role::InMonth) && view.is_number(at + 1) {
        at + 1
    } else {
        at
    };
    let Some((year, length)) = view.digits(at) else {
        return spelled_year(view, at);
    };
    let clocked = view.has(at + 1, Role::Clock) || view.word(at + 1) == ":";
    let year = i16::try_from(year).ok()?;
    // `3 août 96`, where nothing else is said
    let last = view.kind(at + 1).is_none() && view.is_bare_note();
    if length == 2 && last && !clocked {
        return Some((if year < 70 { 2000 + year } else { 1900 + year }, at + 1));
    }
    (length == 4 && (1000..=2199).contains(&year) && !clocked).then_some((year, at + 1))
}

/// `mil neuf cent quatre-vingt-dix`, `two thousand ten`, `nineteen eighty-six` behind a month.
fn spelled_year(view: &View, at: usize) -> Option<(i16, usize)> {
    view.number(at)?;
    let numeral = numeral::read(view, at).filter(|found| found.form == Form::Words)?;
    let (value, end) = if (18.0..=20.0).contains(&numeral.value) {
        let rest = numeral::read(view, numeral.tokens.end)?;
        let fits = rest.form == Form::Words && (10.0..100.0).contains(&rest.value);
        (
            numeral.value * 100.0 + rest.value,
            fits.then_some(rest.tokens.end)?,
        )
    } else {
        (numeral.value, numeral.tokens.end)
    };
    let counts = view.period(end).is_some() || amount::unit_at(view, end).is_some();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the value lies between 1000 and 2199"
    )]
    let year = value as i16;
    let fits = (1000.0..2200.0).contains(&value) && value.fract() == 0.0;
    (fits && !counts).then_some((year, end))
}

/// `9 novembre`, `1er janvier 2021`, `28 au 29 juillet 2016`, `24 août au 3 septembre`
fn day_month(view: &View, anchor: &Anchor, at: usize, weekday: Option<i8>) -> Option<Found> {
    let (first, end) = day_number(view, at)?;
    if let Some(found) = one_day(view, anchor, at, first, end, weekday) {
        return Some(until(view, anchor, found));
    }
    // The month stands behind the second day.
    let joint = joint(view, at, end)?;
    let (last, end) = day_number(view, skip_weekday(view, joint))?;
    let found = one_day(view, anchor, at, last, end, None)?;
    let start = match found.day {
        Day::Date(date) => Day::Date(Date::new(date.year(), date.month(), first).ok()?),
        Day::Yearless { month, .. } => Day::Yearless { month, day: first },
        _ => return None,
    };
    (first < last).then(|| Found {
        end: Some(found.day),
        ..Found::new(found.tokens, start)
    })
}

/// A weekday and an article before the second day: `au dimanche 15`.
fn skip_weekday(view: &View, at: usize) -> usize {
    let at = view.skip(at, Role::Definite);
    // `vom 3. bis zum 12. Mai`
    let at = at + usize::from(view.has(at, Role::OrdinalArticle));
    if view.sense(at).weekday.is_some() {
        at + 1
    } else {
        at
    }
}

/// The token behind the word that joins the two ends of an interval.
fn joint(view: &View, start: usize, end: usize) -> Option<usize> {
    let and = view.has(end, Role::And) && view.after(view_start(view, start), Role::Between)
        || view.has(end, Role::And) && view.is_number(end + 1);
    if view.has(end, Role::To) {
        // `jusqu'au`
        return Some(view.skip(end, Role::To));
    }
    let joins = and || matches!(view.word(end), "-" | "–" | "/");
    joins.then_some(end + 1)
}

/// The start of a date without the article before it.
fn view_start(view: &View, start: usize) -> usize {
    if view.after(start, Role::Definite) {
        start - 1
    } else {
        start
    }
}

/// Joins the second half of an interval: `24 août au 3 septembre`.
fn until(view: &View, anchor: &Anchor, found: Found) -> Found {
    let Some(behind) = joint(view, found.tokens.start, found.tokens.end) else {
        return found;
    };
    let at = skip_weekday(view, behind);
    let end = day_number(view, at).and_then(|(day, end)| one_day(view, anchor, at, day, end, None));
    let Some(end) = end else { return found };
    let (Day::Date(first), Day::Date(last)) = (found.day, end.day) else {
        return found;
    };
    // The year may stand behind either day alone.
    let stated = |tokens: &std::ops::Range<usize>| {
        view.digits(tokens.end - 1)
            .is_some_and(|(_, length)| length == 4)
    };
    let in_year = |year: i16, day: Date| Date::new(year, day.month(), day.day()).ok();
    let (first, last) = match (stated(&found.tokens), stated(&end.tokens)) {
        (true, true) => (first, last),
        (true, false) => {
            let later = [first.year(), first.year() + 1]
                .into_iter()
                .filter_map(|year| in_year(year, last))
                .find(|last| *last >= first);
            (first, later.unwrap_or(last))
        }
        (false, _) => {
            let same = in_year(last.year(), first).filter(|first| *first <= last);
            (same.unwrap_or(first), last)
        }
    };
    if first > last {
        return found;
    }
    Found {
        end: Some(Day::Date(last)),
        ..Found::new(found.tokens.start..end.tokens.end, Day::Date(first))
    }
}

/// A day that stands before its month, which begins at token `end`.
fn one_day(
    view: &View,
    anchor: &Anchor,
    at: usize,
    day: i8,
    end: usize,
    weekday: Option<i8>,
) -> Option<Found> {
    let (month, end) = month_at(view, end)?;
    if let Some((year, end)) = year_at(view, end) {
        let date = Date::new(year, month, day).ok()?;
        return Some(Found::new(at..end, Day::Date(date)));
    }
    Date::new(2000, month, day).ok()?;
    let tokens = at..end;
    let direction = tense::direction_in_year(view, &tokens);
    let resolved = resolve::day_of_year(anchor.reference, month, day, direction);
    Some(Found::new(
        tokens,
        with_weekday(anchor, month, day, weekday).unwrap_or(resolved),
    ))
}

/// The year in which the day falls on its weekday, when that year is near.
fn with_weekday(anchor: &Anchor, month: i8, day: i8, weekday: Option<i8>) -> Option<Day> {
    let (reference, weekday) = anchor.reference.zip(weekday)?;
    [0, -1, 1]
        .into_iter()
        .filter_map(|years| Date::new(reference.year() + years, month, day).ok())
        .find(|date| date.weekday().to_monday_one_offset() == weekday)
        .map(Day::Date)
}

/// `May 5, 2020`, `May 5`
fn month_first(view: &View, anchor: &Anchor, at: usize, weekday: Option<i8>) -> Option<Found> {
    let month = view.sense(at).month?;
    let usual = view.lexicon.grammar.month_first
        && (view.reading.is_capitalised(at) || view.note.is_some());
    let day_at = view.skip(at + 1, Role::Definite);
    let (day, end) = day_number(view, day_at)?;
    // `Mai vingt-neuf`: a month that counts nothing.
    let spelled = view.note.is_some() && view.is_name(at) && !view.is_word(end);
    if !(usual || view.is_bare_note() || spelled && view.is_word(day_at)) {
        return None;
    }
    if view.period(end).is_some() || view.has(end, Role::Clock) {
        return None;
    }
    if let Some((year, end)) = year_at(view, end) {
        let date = Date::new(year, month, day).ok()?;
        return Some(Found::new(at..end, Day::Date(date)));
    }
    let tokens = at..end;
    let direction = tense::direction_in_year(view, &tokens);
    let resolved = with_weekday(anchor, month, day, weekday)
        .unwrap_or_else(|| resolve::day_of_year(anchor.reference, month, day, direction));
    let found = Found::new(tokens, resolved);
    Some(up_to_day(view, found, month, day))
}

/// `July 13 to 15`, `May 8-10, 2010`: a second day of the same month.
fn up_to_day(view: &View, found: Found, month: i8, first: i8) -> Found {
    let end = found.tokens.end;
    let joined = view.has(end, Role::To) || matches!(view.word(end), "-" | "–");
    let at = view.skip(end + 1, Role::Definite);
    let Some((last, behind)) = day_number(view, at).filter(|_| joined) else {
        return found;
    };
    let counts = view.is_word(behind) && !view.has(behind, Role::Function);
    let other = view.sense(behind).month.is_some()
        || view.has(behind, Role::Clock)
        || matches!(view.word(behind), "/" | "-" | ":");
    if last <= first || counts || other {
        return found;
    }
    let stated = year_at(view, behind).filter(|_| view.word(behind) == ",");
    let (year, behind) = match (stated, found.day) {
        (Some((year, behind)), _) => (Some(year), behind),
        (None, Day::Date(date)) => (Some(date.year()), behind),
        _ => (None, behind),
    };
    let day = |day: i8| match year {
        Some(year) => Date::new(year, month, day).ok().map(Day::Date),
        None => Date::new(2000, month, day)
            .ok()
            .map(|_| Day::Yearless { month, day }),
    };
    match day(first).zip(day(last)) {
        Some((start, last)) => Found {
            end: Some(last),
            ..Found::new(found.tokens.start..behind, start)
        },
        None => found,
    }
}

/// `le 17 au soir` behind `entre le 16 février au matin et`, `on the 21st`: in the month of the day that was named last.
fn day_of_named_month(view: &View, anchor: &Anchor, at: usize) -> Option<Found> {
    let (day, end) = day_number(view, at)?;
    let near = match anchor.named.or(anchor.reference) {
        Some(near) => near,
        None => return unknown_day(view, at, end),
    };
    let part = view.skip(view.skip(end, Role::AtTime), Role::Definite);
    let day_part = view.has(part, Role::DayPart);
    // `am 15. zurück`, not `am 15. Spieltag`
    let pointed =
        view.word(end - 1) == "." && view.is_word(end) && !view.reading.is_capitalised(end);
    let stated = view.is_word(end) && !view.has(end, Role::Function) && !pointed;
    // `le 17 de 14h à 16h`, in a note
    let timed = view.note.is_some() && time::clock_at(view, end + 1).is_some();
    let other = view.has(end, Role::Of) && !timed
        || view.has(end, Role::OutOf)
        || amount::unit_at(view, end).is_some()
        || view.period(end).is_some();
    if !view.after(at, Role::DayArticle) || (stated || other) && !day_part {
        return None;
    }
    let tokens = at..end;
    let same_month = || Date::new(near.year(), near.month(), day).ok();
    let date = match tense::direction(view, &tokens) {
        Some(direction) if anchor.named.is_none() => {
            resolve::day_of_month(near, day, None, direction)?
        }
        _ => same_month()?,
    };
    Some(Found::new(tokens, Day::Date(date)))
}

/// `le 27` in a note of which no day is known.
fn unknown_day(view: &View, at: usize, end: usize) -> Option<Found> {
    let free = !view.is_word(end) && !matches!(view.word(end), "%" | "°" | "€" | "$" | "-" | "/");
    // `I left on the 27th`; not `the second`, nor `the 2nd` where nothing else is said.
    let alone = view.note.as_ref().is_some_and(|note| note.alone);
    let ordinal = (alone || !view.is_number(at))
        && numeral::read(view, at).is_some_and(|found| found.form == Form::Ordinal);
    (view.note.is_some() && view.after(at, Role::DayArticle) && free && !ordinal)
        .then(|| Found::new(at..end, Day::Unknown))
}
