//! Partial dates and how they become days: against the dateline's day, forwards or backwards.
//!
//! Knows nothing of words.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A day, or a longer stretch, at the grain that the text gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    Date(Date),
    /// The Monday that it begins with.
    Week(Date),
    Month {
        year: i16,
        month: i8,
    },
    /// Several months: quarters and halves of a year.
    Months {
        year: i16,
        first: i8,
        last: i8,
    },
    Year(i16),
    /// Its first year.
    Decade(i16),
    /// A day of some year.
    Yearless {
        month: i8,
        day: i8,
    },
    MonthOfSomeYear(i8),
    /// Relative, and nothing is known that it is relative to.
    Unknown,
}

/// Which way from the dateline's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// On the day or before.
    Past,
    /// On the day or after.
    Future,
    /// Strictly before: `dernier`.
    Last,
    /// Strictly after: `prochain`.
    Next,
    /// Whichever is closer, and rather the past.
    Nearest,
    /// Whichever is closer.
    Closest,
}

/// What dates are relative to.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// The day of the dateline.
    pub reference: Option<Date>,
    /// The day that the text named last.
    pub named: Option<Date>,
}

impl Anchor {
    /// Nothing is named yet.
    pub fn new(reference: Option<Date>) -> Self {
        Anchor {
            reference,
            named: None,
        }
    }

    /// Takes note of a day, for `le lendemain`.
    pub fn remember(&mut self, day: &Day) {
        if let Day::Date(date) = day {
            self.named = Some(*date);
        }
    }
}

impl Day {
    /// ISO 8601 at its grain; an interval where ISO knows no other form; none when unknown.
    pub fn iso(&self) -> Option<String> {
        Some(match *self {
            Day::Date(date) => date.to_string(),
            Day::Week(monday) => {
                let week = monday.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Day::Month { year, month } => format!("{year:04}-{month:02}"),
            Day::Months { year, first, last } => {
                format!("{year:04}-{first:02}/{year:04}-{last:02}")
            }
            Day::Year(year) => format!("{year:04}"),
            Day::Decade(year) => format!("{year:04}/{:04}", year + 9),
            Day::Yearless { month, day } => format!("XXXX-{month:02}-{day:02}"),
            Day::MonthOfSomeYear(month) => format!("XXXX-{month:02}"),
            Day::Unknown => return None,
        })
    }
}

impl Day {
    /// The first day, and the day after the last; none when some of it is unknown.
    pub fn bounds(&self) -> Option<(Date, Date)> {
        let from = |year: i16, month: i8, months: i32| {
            let first = Date::new(year, month, 1).ok()?;
            Some((first, first.checked_add(months.months()).ok()?))
        };
        match *self {
            Day::Date(date) => Some((date, date.tomorrow().ok()?)),
            Day::Week(monday) => Some((monday, monday.checked_add(1.week()).ok()?)),
            Day::Month { year, month } => from(year, month, 1),
            Day::Months { year, first, last } => from(year, first, i32::from(last - first + 1)),
            Day::Year(year) => from(year, 1, 12),
            Day::Decade(year) => from(year, 1, 120),
            Day::Yearless { .. } | Day::MonthOfSomeYear(_) | Day::Unknown => None,
        }
    }
}

/// The weekday (1 Monday) before, on or after the reference day.
pub fn weekday(reference: Option<Date>, number: i8, direction: Direction) -> Day {
    let Some((reference, weekday)) = reference.zip(Weekday::from_monday_one_offset(number).ok())
    else {
        return Day::Unknown;
    };
    let back = i64::from(reference.weekday().since(weekday));
    let days = match direction {
        Direction::Past | Direction::Nearest | Direction::Closest => -back,
        Direction::Last => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        Direction::Future => (7 - back) % 7,
        Direction::Next => 7 - back,
    };
    shifted(reference, days)
}

/// So many days from a day.
pub fn shifted(date: Date, days: i64) -> Day {
    date.checked_add(days.days())
        .map_or(Day::Unknown, Day::Date)
}

/// A day of a month, in the year that the direction tells.
pub fn day_of_year(reference: Option<Date>, month: i8, day: i8, direction: Direction) -> Day {
    let Some(reference) = reference else {
        return Day::Yearless { month, day };
    };
    let in_year = |year: i16| Date::new(year, month, day).ok();
    let year = reference.year();
    let found = choose(
        (year - 1..=year + 1).filter_map(in_year),
        reference,
        direction,
    );
    // 29 February of a year that has none nearby.
    found.map_or(Day::Yearless { month, day }, Day::Date)
}

/// A day of the month that the direction tells, on the given weekday (1 Monday) where there is one.
pub fn day_of_month(
    reference: Date,
    day: i8,
    weekday: Option<i8>,
    direction: Direction,
) -> Option<Date> {
    let months = (-6..=6).filter_map(|months: i32| {
        let first = reference
            .first_of_month()
            .checked_add(months.months())
            .ok()?;
        Date::new(first.year(), first.month(), day).ok()
    });
    let fits =
        |date: &Date| weekday.is_none_or(|number| date.weekday().to_monday_one_offset() == number);
    choose(months.clone().filter(fits), reference, direction)
        .or_else(|| choose(months, reference, direction))
}

/// A month in the year that the direction tells.
pub fn month(reference: Option<Date>, month: i8, direction: Direction) -> Day {
    let Some(reference) = reference else {
        return Day::MonthOfSomeYear(month);
    };
    let year = reference.year();
    let past = if month <= reference.month() {
        year
    } else {
        year - 1
    };
    let future = if month >= reference.month() {
        year
    } else {
        year + 1
    };
    let year = match direction {
        Direction::Past => past,
        Direction::Future => future,
        Direction::Last if month == reference.month() => year - 1,
        Direction::Last => past,
        Direction::Next if month == reference.month() => year + 1,
        Direction::Next => future,
        Direction::Nearest | Direction::Closest => {
            // Up to four months ahead: what is past is reported more often.
            let ahead = (i32::from(month) - i32::from(reference.month())).rem_euclid(12);
            if ahead <= 4 { future } else { past }
        }
    };
    Day::Month { year, month }
}

/// The candidate on the right side of the reference day and closest to it.
fn choose(
    candidates: impl Iterator<Item = Date> + Clone,
    reference: Date,
    direction: Direction,
) -> Option<Date> {
    // What is past is reported more often: a day ahead has to be twice as near.
    let distance = |date: &Date| {
        let days = date.since(reference).map_or(0, |span| span.get_days());
        let weight = if direction == Direction::Closest {
            1
        } else {
            2
        };
        if days > 0 { weight * days } else { -days }
    };
    let on_side = |date: &Date| match direction {
        Direction::Past => *date <= reference,
        Direction::Last => *date < reference,
        Direction::Future => *date >= reference,
        Direction::Next => *date > reference,
        Direction::Nearest | Direction::Closest => true,
    };
    candidates
        .clone()
        .filter(on_side)
        .min_by_key(distance)
        .or_else(|| candidates.min_by_key(distance))
}

/// The Monday of a day's week.
pub fn monday(date: Date) -> Date {
    let week = date.iso_week_date();
    ISOWeekDate::new(week.year(), week.week(), Weekday::Monday).map_or(date, Date::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn iso(day: Day) -> String {
        day.iso().unwrap_or_else(|| "?".into())
    }

    #[test]
    fn a_weekday_may_be_the_reference_day_itself() {
        let saturday = Some(date(2021, 3, 6));
        let resolve = |number, direction| iso(weekday(saturday, number, direction));
        assert_eq!(resolve(6, Direction::Past), "2021-03-06");
        assert_eq!(resolve(6, Direction::Future), "2021-03-06");
        assert_eq!(resolve(6, Direction::Last), "2021-02-27");
        assert_eq!(resolve(6, Direction::Next), "2021-03-13");
        assert_eq!(resolve(1, Direction::Past), "2021-03-01");
        assert_eq!(resolve(1, Direction::Future), "2021-03-08");
        assert_eq!(iso(weekday(None, 1, Direction::Past)), "?");
    }

    #[test]
    fn the_year_follows_the_direction() {
        let december = Some(date(2021, 12, 28));
        let resolve = |direction| iso(month(december, 1, direction));
        assert_eq!(resolve(Direction::Past), "2021-01");
        assert_eq!(resolve(Direction::Future), "2022-01");
        assert_eq!(resolve(Direction::Nearest), "2022-01");
        let day = |direction| iso(day_of_year(december, 1, 5, direction));
        assert_eq!(day(Direction::Past), "2021-01-05");
        assert_eq!(day(Direction::Nearest), "2022-01-05");
        assert_eq!(iso(day_of_year(None, 1, 5, Direction::Past)), "XXXX-01-05");
    }

    #[test]
    fn a_day_of_the_month_prefers_its_weekday() {
        let found = day_of_month(date(2021, 3, 6), 9, Some(5), Direction::Past);
        assert_eq!(found, Some(date(2020, 10, 9)));
    }
}
