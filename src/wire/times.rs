//! Points in time as wires write them in their fields: `20190121T104233+0000`, `2014-07-31T13:23:48.000Z`, `20240101T000000Z`.
//! Dates in words, as datelines have them, are read by [`super::date`].

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use crate::model::WireTime;

/// Reads a date and a time of ISO 8601, in its basic or its extended form, or in a mixture of both.
///
/// The time and the offset may be missing: a date alone is its midnight. Fractions of a second are cut off. A blank may stand
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

/// Reads a date of e-mail and RSS: `Fri, 05 Jul 2019 10:08:08 +0000`; zones may also be named as in RFC 822.
pub fn parse_mail(text: &str) -> Option<WireTime> {
    of_mail(&mail_parser::DateTime::parse_rfc822(text.trim())?)
}

/// A date that was read from the headers of a message.
pub fn of_mail(time: &mail_parser::DateTime) -> Option<WireTime> {
    let narrow = |number: u8| i8::try_from(number).ok();
    let date = Date::new(
        i16::try_from(time.year).ok()?,
        narrow(time.month)?,
        narrow(time.day)?,
    )
    .ok()?;
    let clock = Time::new(
        narrow(time.hour)?,
        narrow(time.minute)?,
        narrow(time.second.min(59))?,
        0,
    )
    .ok()?;
    let seconds = i32::from(time.tz_hour) * 3600 + i32::from(time.tz_minute) * 60;
    let signed = if time.tz_before_gmt {
        -seconds
    } else {
        seconds
    };
    Some(WireTime {
        at: DateTime::from_parts(date, clock),
        offset: Some(Offset::from_seconds(signed).ok()?),
    })
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
        if self.skip(&['.', ',']) {
            self.0 = self.0.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        let second = second.unwrap_or(0);
        if (hour, minute, second) == (24, 0, 0) {
            return Time::new(23, 59, 59, 0).ok();
        }
        let narrow = |number| i8::try_from(number).ok();
        Time::new(narrow(hour)?, narrow(minute)?, narrow(second.min(59))?, 0).ok()
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
        check("2014-07-31T13:23:48,5-03:30", "2014-07-31T13:23:48-03:30");
        check(" 2014-07-31 13:23 ", "2014-07-31T13:23:00");
        check("2014-07-31 13:23:10 +02", "2014-07-31T13:23:10+02:00");
        check("20140731", "2014-07-31T00:00:00");
        check("2014-07-31T24:00:00", "2014-07-31T23:59:59");
        check("2014-07-31T23:59:60Z", "2014-07-31T23:59:59+00:00");
        check("2014-07-31T13:23:48 GMT", "2014-07-31T13:23:48+00:00");
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
