//! Holidays by name, with a year or in the next one: `Noël`, `Pâques 2021`, `Thanksgiving`, `Ramadan 2018`.
//!
//! Fixed days, weekdays of a month and the days around Easter are computed, of the Western and of the Orthodox calendar. Islamic, Jewish, Hindu,
//! Buddhist and Chinese feasts follow the moon; the days they begin on stand in `assets/feasts.tsv`, and outside of its years they are unknown.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::super::calendar::{self, Anchor, Day, Direction};
use super::super::lexicon::Period;
use super::super::view::View;
use super::super::{Draft, FigureKind, Value};
use super::rules::{Feast, Listed, Rule};
use super::{Note, interval};

const FEASTS: &str = include_str!("../../../../assets/feasts.tsv");

/// The holiday that is named from token `at` on.
pub fn read(view: &View, note: &Note, anchor: &mut Anchor, at: usize) -> Option<Draft> {
    let (date, tokens) = day(view, note, anchor, at)?;
    if date.is_some() {
        anchor.named = date;
    }
    let (Feast { lasts, .. }, _) = note.words.holiday(view, at)?;
    if let Some((first, days)) = date.zip(lasts) {
        let end = first.checked_add(days.days()).ok()?;
        return Some(interval(tokens, first.at(0, 0, 0, 0), end.at(0, 0, 0, 0)));
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
    let (Feast { rule, .. }, words) = note.words.holiday(view, at)?;
    let end = at + words;
    let mut behind = end + usize::from(note.words.is_link(view.lower(end)));
    // `Muttertag im Jahr 2019`
    behind += usize::from(view.period(behind) == Some(Period::Year) && view.is_number(behind + 1));
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
        Rule::OrthodoxEaster { orthodox_easter } => orthodox_easter_sunday(year)?
            .checked_add(orthodox_easter.days())
            .ok(),
        Rule::Listed(Listed { feast, after }) => {
            let days = days_of(feast.0).filter_map(|day| day.checked_add(after.days()).ok());
            days.into_iter().find(|day| day.year() == year)
        }
        Rule::Before {
            weekday,
            before_month,
            before_day,
            after,
        } => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            let day = Date::new(year, before_month, before_day).ok()?;
            let before = day.nth_weekday(-1, weekday).ok()?;
            before.checked_add(after.days()).ok()
        }
        Rule::Weekday {
            month,
            weekday,
            nth,
            after,
        } => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            Date::new(year, month, 1)
                .ok()?
                .nth_weekday_of_month(nth, weekday)
                .ok()?
                .checked_add(after.days())
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

/// Easter Sunday of the Julian calendar as a day of the Gregorian one, after Meeus (Astronomical Algorithms, chapter 8); from 1900 to 2099.
fn orthodox_easter_sunday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let march = Date::new(year, 3, 1).ok()?;
    // Both calendars lie 13 days apart in these years.
    march.checked_add((d + e + 21 + 13).days()).ok()
}

/// The first days of a feast in `assets/feasts.tsv`.
fn days_of(feast: &'static str) -> impl Iterator<Item = Date> {
    let line = FEASTS
        .lines()
        .find_map(|line| line.strip_prefix(feast)?.strip_prefix('\t'));
    line.unwrap_or_default()
        .split(' ')
        .filter_map(|day| day.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::super::words::NoteWords;
    use super::*;
    use crate::annotate::language::Language;
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
    fn orthodox_easter_follows_the_julian_moon() {
        assert_eq!(orthodox_easter_sunday(2021), Some(date(2021, 5, 2)));
        assert_eq!(orthodox_easter_sunday(2025), Some(date(2025, 4, 20)));
        assert_eq!(orthodox_easter_sunday(1983), Some(date(1983, 5, 8)));
    }

    #[test]
    fn every_listed_feast_has_its_days() {
        for language in Language::ALL {
            for feast in NoteWords::of(language).listed_feasts() {
                assert!(days_of(feast).count() > 10, "{feast} in feasts.tsv");
            }
        }
    }

    #[test]
    fn a_holiday_without_a_year_is_the_next_one() {
        let rule = Rule::Weekday {
            month: 11,
            weekday: 4,
            nth: 4,
            after: 0,
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
