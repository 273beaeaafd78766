//! Points in time as wires give them: with or without a zone.

use std::fmt;

use jiff::{SignedDuration, civil::DateTime, tz::Offset};

/// A date and time with the offset from UTC that the wire states, if it states one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WireTime {
    pub at: DateTime,
    pub offset: Option<Offset>,
}

impl WireTime {
    /// The time in UTC, to which a time without an offset is taken to belong.
    pub fn universal(self) -> DateTime {
        let seconds = self.offset.map_or(0, Offset::seconds);
        self.at
            .saturating_sub(SignedDuration::from_secs(i64::from(seconds)))
    }
}

/// ISO 8601: `2025-01-23T19:00:00+01:00`, with the fraction of a second where there is one.
impl fmt::Display for WireTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.at.strftime("%Y-%m-%dT%H:%M:%S%.f"))?;
        match self.offset.map(Offset::seconds) {
            None => Ok(()),
            Some(seconds) => {
                let sign = if seconds < 0 { '-' } else { '+' };
                write!(
                    f,
                    "{sign}{:02}:{:02}",
                    seconds.abs() / 3600,
                    seconds.abs() / 60 % 60
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn universal_time_counts_the_offset() {
        let at = jiff::civil::datetime(2025, 1, 23, 1, 0, 0, 0);
        let universal = |offset| WireTime { at, offset }.universal().to_string();
        assert_eq!(universal(None), "2025-01-23T01:00:00");
        assert_eq!(universal(Some(Offset::constant(2))), "2025-01-22T23:00:00");
    }

    #[test]
    fn prints_the_offset_that_the_wire_states() {
        let at = jiff::civil::datetime(2025, 1, 23, 19, 0, 0, 0);
        let shown = |offset| WireTime { at, offset }.to_string();
        assert_eq!(shown(None), "2025-01-23T19:00:00");
        assert_eq!(
            shown(Some(Offset::constant(1))),
            "2025-01-23T19:00:00+01:00"
        );
        assert_eq!(
            shown(Some(Offset::constant(-3))),
            "2025-01-23T19:00:00-03:00"
        );
    }
}
