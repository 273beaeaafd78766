//! Holidays by name, with a year or in the next one: `Noël`, `Pâques 2021`, `Thanksgiving`.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::super::calendar::{self, Anchor, Day, Direction};
use super::super::view::View;
use super::super::{Draft, FigureKind, Value};
use super::Note;
use super::words::Rule;

/// The holiday that is named from token `at` on.
pub fn read(view: &View, note: &Note, anchor: &mut Anchor, at: usize) -> Option<Draft> {
    let (date, tokens) = day(view, note, anchor, at)?;
    if date.is_some() {
        anchor.named = date;
    }
    let value = date.map_or(Value::Unknown, |date| Value::Iso(date.to_string()));
    Some(Draft::new(FigureKind::Date, tokens, value))
}

/// The day of the holiday, where its year is known, and the tokens that name it.
pub fn day(
    view: &View,
    note: &Note,
    anchor: &Anchor,
    at: usize,
) -> Option<(Option<Date>, Range<usize>)> {
    let (rule, words) = note.words.holiday(view, at)?;
    let end = at + words;
    let behind = if note.words.is_link(view.lower(end)) {
        end + 1
    } else {
        end
    };
    if let Some((year, end)) = calendar::year_at(view, behind) {
        return Some((in_year(rule, year), at..end));
    }
    // `MLK Day of last year`
    if let Some((Day::Year(year), tokens)) = calendar::day(view, anchor, behind) {
        return Some((in_year(rule, year), at..tokens.end));
    }
    let direction = calendar::direction(view, &(at..end));
    let past = matches!(direction, Some(Direction::Past | Direction::Last));
    let date = anchor.reference.and_then(|today| near(rule, today, past));
    Some((date, at..end))
}

/// The next one on or after the day, or the last one before it.
fn near(rule: Rule, today: Date, past: bool) -> Option<Date> {
    let year = today.year();
    let years = if past {
        [year, year - 1]
    } else {
        [year, year + 1]
    };
    years
        .into_iter()
        .filter_map(|year| in_year(rule, year))
        .find(|date| if past { *date < today } else { *date >= today })
}

fn in_year(rule: Rule, year: i16) -> Option<Date> {
    match rule {
        Rule::Fixed { month, day } => Date::new(year, month, day).ok(),
        Rule::Easter { easter } => easter_sunday(year)?.checked_add(easter.days()).ok(),
        Rule::Weekday {
            month,
            weekday,
            nth,
        } => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            Date::new(year, month, 1)
                .ok()?
                .nth_weekday_of_month(nth, weekday)
                .ok()
        }
    }
}

/// Easter Sunday of the Gregorian calendar, after the anonymous algorithm (Nature, 20 April 1876).
fn easter_sunday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_moves_and_takes_its_feasts_along() {
        assert_eq!(easter_sunday(2021), Some(date(2021, 4, 4)));
        assert_eq!(easter_sunday(2038), Some(date(2038, 4, 25)));
        assert_eq!(
            in_year(Rule::Easter { easter: 49 }, 2024),
            Some(date(2024, 5, 19))
        );
    }

    #[test]
    fn a_holiday_without_a_year_is_the_next_one() {
        let rule = Rule::Weekday {
            month: 11,
            weekday: 4,
            nth: 4,
        };
        assert_eq!(
            near(rule, date(2021, 11, 26), false),
            Some(date(2022, 11, 24))
        );
        assert_eq!(
            near(rule, date(2021, 11, 26), true),
            Some(date(2021, 11, 25))
        );
    }
}
