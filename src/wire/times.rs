//! Points in time as wires write them in their fields: `20190121T104233+0000`, `2014-07-31T13:23:48.000Z`, `20240101T000000Z`.
//! Dates in words, as datelines have them, are read by [`super::date`].

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use super::date;
use crate::model::WireTime;

/// Reads a date and a time of ISO 8601, in its basic or its extended form, or in a mixture of both.
///
/// The time and the offset may be missing: a date alone is its midnight. A blank may stand
/// for the `T`, and before the offset, which may also be `Z`, `UTC` or `GMT`, or be written `+02`, `+0200` or `+02:00`.
pub fn parse(text: &str) -> Option<WireTime> {
    let mut rest = Scanner(text.trim());
    let date = rest.date()?;
    let time = if rest.skip(&['T', 't', ' ']) {
        rest.time()?
    } else {
        Time::midnight()
    };
    let offset = rest.offset()?;
    rest.0.is_empty().then_some(WireTime {
        at: DateTime::from_parts(date, time),
        offset,
    })
}

/// Reads a date of e-mail and feeds: `Fri, 05 Jul 2019 10:08:08 +0000`, `Thu, 01 Aug 2019 16:15 EDT`, `Fri Jul  5 10:08:08 2019`.
///
/// Weekdays, in whatever language, count for nothing; months are those of [`super::date`].
pub fn parse_mail(text: &str) -> Option<WireTime> {
    const MOST_WORDS: usize = 10;
    let (mut day, mut month, mut year, mut clock, mut offset) = (None, None, None, None, None);
    let words = text.split(|c: char| c.is_whitespace() || c == ',');
    for word in words.filter(|word| !word.is_empty()).take(MOST_WORDS) {
        let numeric = word.bytes().all(|byte| byte.is_ascii_digit());
        if clock.is_none() && word.contains(':') {
            clock = Some(Scanner(word).time()?);
        } else if numeric && day.is_none() && word.len() <= 2 {
            day = Some(word.parse().ok()?);
        } else if numeric {
            year = date::parse_year(word);
        } else if let Some(zone) = zone(word).filter(|_| clock.is_some()) {
            offset = Some(zone);
        } else {
            // `mar.` may be a Tuesday in front of the month.
            month = date::month(word).or(month);
        }
    }
    Some(WireTime {
        at: DateTime::from_parts(
            Date::new(year?, month?, day?).ok()?,
            clock.unwrap_or_default(),
        ),
        offset,
    })
}

/// A zone by its offset or by a name that RFC 822 or Europe has for it.
fn zone(word: &str) -> Option<Offset> {
    const NAMED: [(&str, i8); 18] = [
        ("UT", 0),
        ("WET", 0),
        ("BST", 1),
        ("WEST", 1),
        ("CET", 1),
        ("MEZ", 1),
        ("CEST", 2),
        ("MESZ", 2),
        ("EET", 2),
        ("EEST", 3),
        ("EST", -5),
        ("EDT", -4),
        ("CST", -6),
        ("CDT", -5),
        ("MST", -7),
        ("MDT", -6),
        ("PST", -8),
        ("PDT", -7),
    ];
    let named = NAMED.iter().find(|(name, _)| *name == word);
    let mut scanner = Scanner(word);
    named
        .map(|(_, hours)| Offset::constant(*hours))
        .or_else(|| scanner.offset()?.filter(|_| scanner.0.is_empty()))
}

/// What is left to read.
struct Scanner<'a>(&'a str);

impl Scanner<'_> {
    /// `20190121`, `2019-01-21`, `2019/01/21`
    fn date(&mut self) -> Option<Date> {
        let year = self.number(4)?;
        self.skip(&['-', '/']);
        let month = self.number(2)?;
        self.skip(&['-', '/']);
        let day = self.number(2)?;
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    /// `104233`, `10:42:33.123`, `1042`, `10:42`; 24:00 and leap seconds are the last second before them.
    fn time(&mut self) -> Option<Time> {
        let hour = self.number(2)?;
        self.skip(&[':']);
        let minute = self.number(2)?;
        let colon = self.skip(&[':']);
        let second = self.number(2);
        if colon && second.is_none() {
            return None;
        }
        let fraction = if self.skip(&['.', ',']) {
            self.fraction()
        } else {
            0
        };
        let second = second.unwrap_or(0);
        if (hour, minute, second) == (24, 0, 0) {
            return Time::new(23, 59, 59, 0).ok();
        }
        let narrow = |number| i8::try_from(number).ok();
        Time::new(
            narrow(hour)?,
            narrow(minute)?,
            narrow(second.min(59))?,
            fraction,
        )
        .ok()
    }

    /// The digits behind the point, in nanoseconds.
    fn fraction(&mut self) -> i32 {
        const NANOSECONDS: usize = 9;
        let digits = self.0.len()
            - self
                .0
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .len();
        let (fraction, rest) = self.0.split_at(digits);
        self.0 = rest;
        let padded: String = fraction
            .chars()
            .chain("0".repeat(NANOSECONDS).chars())
            .take(NANOSECONDS)
            .collect();
        padded.parse().unwrap_or(0)
    }

    /// An offset from UTC, if one is stated; none of the outer kind when what stands there is no offset.
    fn offset(&mut self) -> Option<Option<Offset>> {
        self.0 = self.0.trim_start();
        for universal in ["Z", "z", "UTC", "GMT"] {
            if self.0 == universal {
                self.0 = "";
                return Some(Some(Offset::UTC));
            }
        }
        let sign = match self.0.chars().next() {
            None => return Some(None),
            Some('+') => 1,
            Some('-' | '−') => -1,
            Some(_) => return None,
        };
        self.skip(&['+', '-', '−']);
        let hours = i32::from(self.number(2)?);
        self.skip(&[':']);
        let minutes = i32::from(self.number(2).unwrap_or(0));
        let seconds = sign * (hours * 3600 + minutes * 60);
        Offset::from_seconds(seconds).ok().map(Some)
    }

    fn skip(&mut self, any: &[char]) -> bool {
        match self.0.strip_prefix(any) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// Exactly so many digits.
    fn number(&mut self, digits: usize) -> Option<i16> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.0 = rest;
        number.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, iso: &str) {
        let shown = parse(text).map(|time| time.to_string());
        assert_eq!(shown.as_deref().unwrap_or("-"), iso, "{text}");
    }

    #[test]
    fn all_forms_of_iso_8601() {
        check("20190121T104233+0000", "2019-01-21T10:42:33+00:00");
        check("20190121T104233Z", "2019-01-21T10:42:33+00:00");
        check("20190121T104233+0200", "2019-01-21T10:42:33+02:00");
        check("20190129T133356", "2019-01-29T13:33:56");
        check("2014-07-31T13:23:48.000Z", "2014-07-31T13:23:48+00:00");
        check("2014-07-31T13:23:48,5-03:30", "2014-07-31T13:23:48.5-03:30");
        check(" 2014-07-31 13:23 ", "2014-07-31T13:23:00");
        check("2014-07-31 13:23:10 +02", "2014-07-31T13:23:10+02:00");
        check("20140731", "2014-07-31T00:00:00");
        check("2014-07-31T24:00:00", "2014-07-31T23:59:59");
        check("2014-07-31T23:59:60Z", "2014-07-31T23:59:59+00:00");
        check("2014-07-31T13:23:48 GMT", "2014-07-31T13:23:48+00:00");
    }

    #[test]
    fn dates_of_mail_and_feeds() {
        let check = |text: &str, iso: &str| {
            let shown = parse_mail(text).map(|time| time.to_string());
            assert_eq!(shown.as_deref().unwrap_or("-"), iso, "{text}");
        };
        check(
            "Fri, 05 Jul 2019 10:08:08 +0200",
            "2019-07-05T10:08:08+02:00",
        );
        check("Thu, 01 Aug 2019 16:15 EDT", "2019-08-01T16:15:00-04:00");
        check("Fri Jul  5 10:08:08 2019", "2019-07-05T10:08:08");
        check(
            "mar., 3 déc. 2019 08:00:00 CET",
            "2019-12-03T08:00:00+01:00",
        );
        check("1 Jan 04 00:00 Z", "2004-01-01T00:00:00+00:00");
        check("n/a", "-");
        check("Fri, 45 Jul 2019 10:08:08", "-");
        check("Fri, 05 Jul 2019 10:99:08", "-");
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "",
            "hier",
            "2014",
            "2014-13-01",
            "2014-01-01T",
            "2014-01-01T25:00",
            "2014-01-01T10:00:00 demain",
            "2014-01-01é",
        ] {
            check(text, "-");
        }
    }
}
