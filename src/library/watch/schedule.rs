//! When to ask an address again. Pure: says how long to wait, and never what time it is.

use std::time::Duration;

/// The first wait after a server that could not be reached at all.
const SOON: Duration = Duration::from_secs(15);
/// The longest wait that follows from failures alone, unless visits are rarer anyway.
const HOUR: Duration = Duration::from_secs(3600);
/// The longest wait that a server may ask for.
const DAY: Duration = Duration::from_secs(24 * 3600);

/// How a visit failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nobody answered, or the answer broke off.
    Unreachable,
    /// The server does not give what it was asked for, and may say when to come again.
    Refused(Option<Duration>),
}

/// The rhythm of the visits to one address.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    every: Duration,
    failures: u32,
}

impl Schedule {
    /// As long as all goes well, one visit every so often.
    pub fn new(every: Duration) -> Schedule {
        Schedule { every, failures: 0 }
    }

    /// The wait after a visit that went well.
    pub fn after_success(&mut self) -> Duration {
        self.failures = 0;
        self.every
    }

    /// The wait after one that failed: twice as long each time. A server that refused is not asked more often than one that works.
    pub fn after(&mut self, failure: Failure) -> Duration {
        let (first, asked) = match failure {
            Failure::Unreachable => (SOON.min(self.every), None),
            Failure::Refused(asked) => (self.every, asked),
        };
        let doubled = first.saturating_mul(1 << self.failures.min(16));
        self.failures += 1;
        let wait = doubled.min(HOUR.max(self.every));
        wait.max(asked.unwrap_or_default().min(DAY))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(number: u64) -> Duration {
        Duration::from_secs(number * 60)
    }

    #[test]
    fn failures_double_the_wait_up_to_an_hour() {
        let mut schedule = Schedule::new(minutes(5));
        let waits = [(); 6].map(|()| schedule.after(Failure::Refused(None)));
        assert_eq!(waits, [5, 10, 20, 40, 60, 60].map(minutes));
        assert_eq!(schedule.after_success(), minutes(5));
        let seconds = [(); 4].map(|()| schedule.after(Failure::Unreachable).as_secs());
        assert_eq!(seconds, [15, 30, 60, 120]);
    }

    #[test]
    fn what_a_server_asks_for_counts_within_a_day() {
        let refused =
            |asked| Schedule::new(minutes(5)).after(Failure::Refused(Some(minutes(asked))));
        assert_eq!(refused(1), minutes(5));
        assert_eq!(refused(90), minutes(90));
        assert_eq!(refused(100_000), DAY);
    }

    #[test]
    fn no_number_of_failures_is_too_many() {
        let mut schedule = Schedule::new(DAY);
        for _ in 0..1_000 {
            assert_eq!(schedule.after(Failure::Refused(None)), DAY);
        }
    }
}
