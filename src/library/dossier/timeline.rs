//! Mentions over time, by day, week, month or year: the smallest step with which the whole span has room.

use jiff::civil::Date;
use jiff::{Span, Timestamp, ToSpan, tz};

/// Mentions over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    pub step: Step,
    /// The first day of the first step.
    pub start: Date,
    /// The days of the first and of the last mention.
    pub from: Date,
    pub to: Date,
    /// Mentions in each step.
    pub counts: Vec<usize>,
}

/// How long a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Day,
    /// From Monday on.
    Week,
    Month,
    Year,
}

impl Step {
    const ALL: [Step; 4] = [Step::Day, Step::Week, Step::Month, Step::Year];

    /// The first day of the step that a day lies in.
    pub fn start(self, day: Date) -> Date {
        match self {
            Step::Day => day,
            Step::Week => {
                let past = day.weekday().to_monday_zero_offset();
                day.saturating_sub(i64::from(past).days())
            }
            Step::Month => day.first_of_month(),
            Step::Year => day.first_of_year(),
        }
    }

    /// How long it is.
    pub fn span(self) -> Span {
        match self {
            Step::Day => 1.day(),
            Step::Week => 1.week(),
            Step::Month => 1.month(),
            Step::Year => 1.year(),
        }
    }

    /// Whole steps between the starts of two of them.
    fn between(self, start: Date, later: Date) -> usize {
        let days = || (later - start).get_days();
        let months =
            i32::from(later.year() - start.year()) * 12 + i32::from(later.month() - start.month());
        let steps = match self {
            Step::Day => days(),
            Step::Week => days() / 7,
            Step::Month => months,
            Step::Year => months / 12,
        };
        usize::try_from(steps).unwrap_or(0)
    }
}

impl Timeline {
    /// Of mentions at moments, in seconds since 1970; in at most `most` steps, of which the last are kept where years have no room.
    /// None without any moment.
    pub fn new(moments: impl Iterator<Item = (i64, usize)>, most: usize) -> Option<Timeline> {
        let day = |seconds| {
            Some(
                tz::Offset::UTC
                    .to_datetime(Timestamp::from_second(seconds).ok()?)
                    .date(),
            )
        };
        let days: Vec<(Date, usize)> = moments
            .filter_map(|(seconds, mentions)| Some((day(seconds)?, mentions)))
            .collect();
        let from = days.iter().map(|(day, _)| *day).min()?;
        let to = days.iter().map(|(day, _)| *day).max()?;
        let steps = |step: Step| step.between(step.start(from), step.start(to)) + 1;
        let step = Step::ALL.into_iter().find(|step| steps(*step) <= most);
        let step = step.unwrap_or(Step::Year);
        let surplus = steps(step).saturating_sub(most.max(1));
        let first = step.start(from);
        let skipped = step.span().checked_mul(i64::try_from(surplus).ok()?).ok()?;
        let start = first.checked_add(skipped).ok()?;
        let mut counts = vec![0; steps(step) - surplus];
        for (day, mentions) in days {
            let at = step.between(first, step.start(day));
            if let Some(count) = at.checked_sub(surplus).and_then(|at| counts.get_mut(at)) {
                *count += mentions;
            }
        }
        Some(Timeline {
            step,
            start,
            from,
            to,
            counts,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn timeline(days: &[(Date, usize)], most: usize) -> (Step, Date, Vec<usize>) {
        let seconds = |day: Date| crate::library::entry::seconds(day.at(12, 0, 0, 0));
        let timeline = Timeline::new(
            days.iter().map(|(day, count)| (seconds(*day), *count)),
            most,
        )
        .unwrap();
        (timeline.step, timeline.start, timeline.counts)
    }

    #[test]
    fn steps_are_as_small_as_there_is_room() {
        let days = [
            (date(2020, 11, 18), 2),
            (date(2020, 11, 21), 1),
            (date(2020, 11, 30), 4),
        ];
        assert_eq!(
            timeline(&days, 13),
            (
                Step::Day,
                date(2020, 11, 18),
                vec![2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 4]
            )
        );
        assert_eq!(
            timeline(&days, 12),
            (Step::Week, date(2020, 11, 16), vec![3, 0, 4])
        );
        assert_eq!(
            timeline(&days, 2),
            (Step::Month, date(2020, 11, 1), vec![7])
        );
    }

    #[test]
    fn months_and_years_are_those_of_the_calendar() {
        let days = [
            (date(2019, 12, 31), 1),
            (date(2020, 2, 1), 1),
            (date(2022, 1, 1), 5),
        ];
        let (step, start, counts) = timeline(&days, 30);
        assert_eq!(
            (step, start, counts.len()),
            (Step::Month, date(2019, 12, 1), 26)
        );
        assert_eq!(counts[..3], [1, 0, 1]);
        assert_eq!(
            timeline(&days, 4),
            (Step::Year, date(2019, 1, 1), vec![1, 1, 0, 5])
        );
        assert_eq!(
            timeline(&days, 2),
            (Step::Year, date(2021, 1, 1), vec![0, 5])
        );
    }

    #[test]
    fn nothing_dated_has_no_timeline() {
        assert_eq!(Timeline::new(std::iter::empty(), 10), None);
    }
}
