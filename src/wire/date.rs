//! Calendar dates as datelines, embargoes and trailers write them: `21 nov 2020`, `Dec. 9`, `le 24-04-2004`.
//! Knows month names of several languages at once, and no relative dates.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::vocabulary::{self, Phrases};
use crate::model::{BuildFnv1a, fold};

/// A day whose year may be left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
}

impl Day {
    /// The date, where the year is stated and the day exists.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }

    /// The date of a day without a year that lies nearest to another.
    pub fn nearest(self, other: Date) -> Option<Date> {
        let years = other.year() - 1..=other.year() + 1;
        years
            .filter_map(|year| Date::new(year, self.month, self.day).ok())
            .min_by_key(|date| (*date - other).get_days().unsigned_abs())
    }
}

/// Reads words that are a date from the first to the last.
pub fn parse(text: &str) -> Option<Day> {
    /// Day, month and year.
    const MOST_WORDS: usize = 3;
    // Words that are no date are the normal case, and every date has a number.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let all = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty() && !WORDS.fillers.contains(word));
    let (mut words, mut count) = ([""; MOST_WORDS + 1], 0);
    for (place, word) in words.iter_mut().zip(all) {
        *place = word;
        count += 1;
    }
    match words[..count] {
        [numeric] => parse_numeric(numeric),
        [a, b] => day_and_month(a, b, None),
        [a, b, year] => day_and_month(a, b, Some(parse_year(year)?)),
        _ => None,
    }
}

/// The number of a month from its name, long or short.
pub fn month(name: &str) -> Option<i8> {
    WORDS.months.get(&fold(name.trim_end_matches('.'))).copied()
}

/// Four digits, or two: an agency's archive begins with the telex, so that 97 is 1997.
pub fn parse_year(text: &str) -> Option<i16> {
    let text = text.trim_end_matches('.');
    let number: i16 = text.parse().ok()?;
    match (text.len(), number) {
        (4, 1800..=2199) => Some(number),
        (2, 0..=69) => Some(2000 + number),
        (2, 70..=99) => Some(1900 + number),
        _ => None,
    }
}

fn day_and_month(a: &str, b: &str, year: Option<i16>) -> Option<Day> {
    let (day, month) = match (parse_day(a), month(b)) {
        (Some(day), Some(month)) => (day, month),
        _ => (parse_day(b)?, month(a)?),
    };
    Some(Day { year, month, day })
}

fn parse_day(text: &str) -> Option<i8> {
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | 'º' | '°'));
    let suffix = text.len() - digits.len();
    let day: i8 = digits.parse().ok()?;
    ((1..=31).contains(&day) && digits.len() <= 2 && suffix <= 3).then_some(day)
}

/// `24-04-2004`, `24/04/2004`, `24.4.2004`, `2004-04-24`.
fn parse_numeric(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [a, b, c] = parts[..] else { return None };
    let (day, month, year) = if a.len() == 4 { (c, b, a) } else { (a, b, c) };
    let month: i8 = month.parse().ok()?;
    Some(Day {
        year: Some(parse_year(year)?),
        month: (1..=12).contains(&month).then_some(month)?,
        day: parse_day(day)?,
    })
}

struct Words {
    months: HashMap<String, i8, BuildFnv1a>,
    fillers: Phrases,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    #[derive(serde::Deserialize)]
    struct File {
        months: Vec<Vec<String>>,
        date_words: Vec<String>,
    }
    let file: File = vocabulary::parse(
        "dateline.toml",
        include_str!("../../assets/wire/dateline.toml"),
    );
    let months = (1i8..)
        .zip(&file.months)
        .flat_map(|(number, names)| names.iter().map(move |name| (fold(name), number)));
    Words {
        months: months.collect(),
        fillers: Phrases::new(file.date_words),
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_dates_of_several_languages() {
        let read = |text| parse(text).map(|day| (day.year, day.month, day.day));
        assert_eq!(read("21 nov 2020"), Some((Some(2020), 11, 21)));
        assert_eq!(read("1er août"), Some((None, 8, 1)));
        assert_eq!(read("Dec. 03, 2019"), Some((Some(2019), 12, 3)));
        assert_eq!(read("mardi 5 juil. 2019"), Some((Some(2019), 7, 5)));
        assert_eq!(read("21. Jänner 2020"), Some((Some(2020), 1, 21)));
        assert_eq!(read("21 de noviembre de 2020"), Some((Some(2020), 11, 21)));
        assert_eq!(read("le 24-04-2004"), Some((Some(2004), 4, 24)));
        assert_eq!(read("2004-04-24"), Some((Some(2004), 4, 24)));
        assert_eq!(read("1 LUG"), Some((None, 7, 1)));
    }

    #[test]
    fn a_day_without_year_lies_near_the_transmission() {
        let near = |text, sent: &str| {
            let day = parse(text).unwrap();
            let date = day.nearest(sent.parse().unwrap()).unwrap();
            date.to_string()
        };
        assert_eq!(near("31 déc", "2019-01-01"), "2018-12-31");
        assert_eq!(near("Jan. 1", "2018-12-31"), "2019-01-01");
        assert_eq!(near("Dec. 9", "2018-12-09"), "2018-12-09");
    }

    #[test]
    fn other_words_are_no_date() {
        for text in [
            "",
            "Paris",
            "31",
            "21 nov 20200",
            "45 mai",
            "12-13",
            "mai",
            "1.2.3.4",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
