//! What a list shows of a dispatch.

use jiff::civil::{Date, DateTime};

use super::{ItemId, Progress};
use crate::model::{Annotations, Dispatch, Level, QuotationKind, Signal, Status, WireTime};

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// None for a dispatch that is not in the library.
    pub item: Option<ItemId>,
    /// The agency's identifier.
    pub name: String,
    /// Seconds since 1970, UTC, where the wire or the library says it.
    pub sent: Option<i64>,
    /// The day that it writes of itself, else the day it was sent.
    pub day: Option<Date>,
    pub agency: Option<String>,
    pub lang: Option<String>,
    pub urgency: Option<u8>,
    pub level: Option<Level>,
    pub status: Status,
    pub signal: Option<Signal>,
    pub embargoed: bool,
    pub place: Option<String>,
    pub slug: Option<String>,
    /// The headline, else the beginning of the text.
    pub title: String,
    /// None until the annotators are through.
    pub counts: Option<Counts>,
    /// How many versions there are.
    pub versions: u32,
    pub read: bool,
    pub marked: bool,
    /// Of the version shown.
    pub progress: Progress,
}

/// How much was found in a dispatch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Utterances: without terms.
    pub quotations: u32,
    pub actors: u32,
    pub figures: u32,
}

impl Counts {
    /// Of what was found.
    pub fn of(found: &Annotations) -> Counts {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let utterances = found
            .quotations
            .iter()
            .filter(|quotation| quotation.kind != QuotationKind::Term);
        Counts {
            quotations: count(utterances.count()),
            actors: count(found.actors.len()),
            figures: count(found.figures.len()),
        }
    }
}

impl Entry {
    /// Why it may not be used as it is; none where it may.
    pub fn restriction(&self) -> Option<Status> {
        self.status.restriction(self.signal, self.embargoed)
    }

    /// Of a dispatch that nobody has read yet.
    pub fn new(dispatch: &Dispatch) -> Entry {
        let line = dispatch.dateline.as_ref();
        Entry {
            item: None,
            name: dispatch.id.clone(),
            sent: sent(dispatch),
            day: dispatch.reference_date(),
            agency: line.and_then(|line| line.agency.clone()),
            lang: dispatch.lang.clone(),
            urgency: dispatch.urgency,
            level: dispatch.level,
            status: dispatch.status,
            signal: dispatch.signal,
            embargoed: dispatch.is_embargoed(),
            place: line.and_then(|line| line.place.clone()),
            slug: dispatch.slug.clone(),
            title: title(dispatch),
            counts: None,
            versions: 1,
            read: false,
            marked: false,
            progress: Progress::default(),
        }
    }
}

/// The headline, else the beginning of the text without its dateline.
pub fn title(dispatch: &Dispatch) -> String {
    const LETTERS: usize = 200;
    if let Some(headline) = &dispatch.headline {
        return headline.replace('\n', " ");
    }
    let text = dispatch.text.as_str();
    let from = dispatch.dateline.as_ref().map_or(0, |line| line.span.end());
    let start = text.get(from..).unwrap_or_default().trim_start();
    start
        .split('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .take(LETTERS)
        .collect()
}

/// When the newest version was sent, in seconds since 1970, UTC; none where nothing says it.
pub fn sent(dispatch: &Dispatch) -> Option<i64> {
    let stamped = dispatch.version_created.or(dispatch.created);
    let midnight = |date: Date| date.to_datetime(jiff::civil::Time::midnight());
    stamped
        .map(WireTime::universal)
        .or(dispatch.reference)
        .or(dispatch.reference_date().map(midnight))
        .map(seconds)
}

/// Seconds since 1970 of a time in UTC.
pub fn seconds(universal: DateTime) -> i64 {
    let zoned = jiff::tz::TimeZone::UTC.to_timestamp(universal);
    zoned.map_or(0, jiff::Timestamp::as_second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire;

    fn dispatch(text: &str) -> Dispatch {
        wire::dispatches("w.txt", text.as_bytes())
            .unwrap()
            .remove(0)
    }

    #[test]
    fn a_dispatch_without_headline_is_known_by_its_beginning() {
        let entry = Entry::new(&dispatch(
            "Nordstadt, 21 nov 2020 (AFP) - Le roi est parti.",
        ));
        assert_eq!(entry.title, "Le roi est parti.");
        assert_eq!(
            (entry.place.as_deref(), entry.agency.as_deref()),
            (Some("Nordstadt"), Some("AFP"))
        );
    }

    #[test]
    fn the_day_of_the_dateline_counts_where_no_time_is_stated() {
        assert_eq!(
            sent(&dispatch("Nordstadt, 2 jan 1970 (AFP) - Le roi est parti.")),
            Some(86_400)
        );
        assert_eq!(sent(&dispatch("Le roi est parti.")), None);
    }
}
