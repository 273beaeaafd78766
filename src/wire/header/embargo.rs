//! The moment up to which a line puts a text under embargo.

use jiff::civil::Time;
use jiff::tz::Offset;

use crate::model::WireTime;
use crate::wire::date;

/// `… JUSQU'AU 23 JANVIER 2025 A 19H00 GMT`: the date, and the time or midnight; none without a full date.
pub fn end(text: &str) -> Option<WireTime> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'))
        .filter(|word| !word.is_empty())
        .collect();
    let dates = (1..=3).rev().flat_map(|length| words.windows(length));
    let day = dates
        .filter_map(|window| date::parse(&window.join(" ")))
        .find_map(date::Day::date)?;
    let time = words
        .iter()
        .find_map(|word| clock(word))
        .unwrap_or_default();
    let universal = words
        .iter()
        .any(|word| matches!(*word, "GMT" | "UTC" | "Z" | "gmt"));
    Some(WireTime {
        at: day.to_datetime(time),
        offset: universal.then_some(Offset::UTC),
    })
}

/// `19H00`, `19h`, `7:30`, `19.00`, `0001`.
fn clock(word: &str) -> Option<Time> {
    let word = word.trim_end_matches(['.', ':']);
    let (hours, minutes) = match word.split_once(['h', 'H', ':', '.']) {
        Some((hours, minutes)) => (hours, minutes),
        None if word.len() == 4 && word.starts_with(['0', '1']) => word.split_at_checked(2)?,
        None => return None,
    };
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}
