//! Finds the dateline at the start of a paragraph: `Erevan, 21 nov 2020 (AFP) -`, `SYDNEY March 22 AAP -`, `(ANSA) - ROMA, 1 LUG -`.
//!
//! The agency is found first; then the date and the place to its left, and the dash to its right. A dateline that names no
//! agency (`Urumqi -`) must be stricter elsewhere. Knows nothing of headlines, nor of where paragraphs begin.

mod dash;
mod names;

use jiff::civil::Date;

use super::bytes;
use super::date::{self, Day};
use super::lines::leading;
use crate::model::{Dateline, Span};
use dash::{Dash, dash_length, first_dash};
pub use names::is_agency;
use names::{could_be_agency, is_place, names_agency};

/// No dateline is longer, in code points; the longest seen names three places and a press-release wire.
const LONGEST: usize = 120;

/// The dateline at the very start of `paragraph`; its span counts bytes from `offset`, where the paragraph begins in its text.
pub fn at_start(paragraph: &str, offset: usize) -> Option<Dateline> {
    at_start_near(paragraph, offset, None)
}

/// As [`at_start`], for a text that was sent on a known day: the year of a date without one is that which lies nearest.
pub fn at_start_near(paragraph: &str, offset: usize, sent: Option<Date>) -> Option<Dateline> {
    let found = find(paragraph)?;
    let date = |day: Day| day.date().or_else(|| day.nearest(sent?));
    Some(Dateline {
        span: Span::new(offset, offset + found.length),
        place: (!found.place.is_empty()).then(|| found.place.to_owned()),
        date: found.day.and_then(date),
        agency: found.agency.map(str::to_owned),
    })
}

/// A dateline of nothing but an agency, which only the lines around the text name: its span is empty.
pub fn of_agency(agency: impl Into<String>) -> Dateline {
    Dateline {
        span: Span::new(0, 0),
        place: None,
        date: None,
        agency: Some(agency.into()),
    }
}

/// The first that names its agency, else the first: of several datelines, those of mere places are more likely none.
pub fn best<T>(mut found: impl Iterator<Item = T>, line: fn(&T) -> &Dateline) -> Option<T> {
    let names_agency = |found: &T| line(found).agency.is_some();
    let first = found.next()?;
    if names_agency(&first) {
        return Some(first);
    }
    found.find(names_agency).or(Some(first))
}

struct Found<'a> {
    /// Bytes, with the dash.
    length: usize,
    place: &'a str,
    day: Option<Day>,
    agency: Option<&'a str>,
}

fn find(paragraph: &str) -> Option<Found<'_>> {
    let head = leading(paragraph, LONGEST);
    let head = head.split_once('\n').map_or(head, |(line, _)| line);
    // Brackets and dashes, by their first bytes in UTF-8: without any there is no dateline.
    if !bytes::any(head.as_bytes(), |byte| {
        matches!(byte, b'(' | b'/' | b'-' | b'_' | 0xE2)
    }) {
        return None;
    }
    let head = Head { head, paragraph };
    head.bracketed().or_else(|| {
        let dash = first_dash(head.head)?;
        head.bare_agency(dash).or_else(|| head.place_alone(dash))
    })
}

/// The part of a paragraph that may hold its dateline.
struct Head<'a> {
    head: &'a str,
    paragraph: &'a str,
}

impl<'a> Head<'a> {
    /// `place, date (AGENCY) -`, also between slashes, also with the date or the place behind the agency.
    fn bracketed(&self) -> Option<Found<'a>> {
        for (at, open) in self.head.bytes().enumerate() {
            let close = match open {
                b'(' => ')',
                b'/' => '/',
                _ => continue,
            };
            let (before, inside) = (self.head.get(..at)?, self.head.get(at + 1..)?);
            // A slash between two places touches both: `Tel Aviv/Beirut`.
            if open == b'/' && !before.is_empty() && !before.ends_with(is_blank) {
                continue;
            }
            let Some(length) = inside.find(close) else {
                continue;
            };
            let agency = inside.get(..length)?;
            let behind = at + 1 + length + 1;
            if let Some(found) = self.around(before, agency.trim(), behind) {
                return Some(found);
            }
        }
        None
    }

    /// Judges a bracket: `before` it a place and a date, after byte `behind` a dash or the text.
    fn around(&self, before: &'a str, agency: &'a str, behind: usize) -> Option<Found<'a>> {
        let known = is_agency(agency);
        let (place, mut day) = place_and_day(before)?;
        if !(known || day.is_some() && could_be_agency(agency)) {
            return None;
        }
        let rest = self.paragraph.get(behind..)?;
        let mut length = behind;
        if day.is_none()
            && let Some((later, bytes)) = day_after(rest)
        {
            day = Some(later);
            length += bytes;
        }
        let dash = dash_length(self.paragraph.get(length..)?);
        length += dash;
        let found = Found {
            length,
            place,
            day,
            agency: Some(agency),
        };
        if place.is_empty() && day.is_none() {
            if dash == 0 {
                return None;
            }
            if let Some(found) = self.place_behind(agency, length) {
                return Some(found);
            }
        }
        // `L'Agence France-Presse (AFP) - créée en 1944 -` is a sentence.
        let text_follows = begins_sentence(self.paragraph.get(length..)?);
        let sure = dash > 0 && (text_follows || !names_agency(place));
        (sure || known && text_follows).then_some(found)
    }

    /// `ROMA, 1 LUG -` behind `(ANSA) -`, which ends at byte `from`.
    fn place_behind(&self, agency: &'a str, from: usize) -> Option<Found<'a>> {
        let rest = self.head.get(from..)?;
        let (at, length) = first_dash(rest)?;
        let (place, day) = place_and_day(rest.get(..at)?)?;
        day.is_some().then_some(Found {
            length: from + at + length,
            place,
            day,
            agency: Some(agency),
        })
    }

    /// `SAITAMA, Japan, Dec. 9 Kyodo -`
    fn bare_agency(&self, (at, length): Dash) -> Option<Found<'a>> {
        let before = self.head.get(..at)?.trim_end();
        // Names of up to three words: `Europa Press`.
        let start = word_starts(before)
            .rev()
            .take(3)
            .filter(|&start| before.get(start..).is_some_and(is_agency))
            .last()?;
        let lead = before.get(..start)?;
        let (place, day) = place_and_day(lead)?;
        let set_off = day.is_some() || lead.trim_end().ends_with(',');
        (set_off && !place.is_empty()).then_some(Found {
            length: at + length,
            place,
            day,
            agency: before.get(start..),
        })
    }

    /// `Urumqi -`: a short place, blanks around the dash, and a sentence behind it.
    fn place_alone(&self, (at, length): Dash) -> Option<Found<'a>> {
        const MOST_WORDS: usize = 4;
        const SENTENCE: usize = 60;
        let before = self.head.get(..at)?;
        let (place, day) = place_and_day(before)?;
        let rest = self.paragraph.get(at + length..)?;
        let words = place.split_whitespace().count();
        let spaced = before.ends_with(is_blank) && rest.starts_with(is_blank);
        // `Anna Roy - May 25th - meeting` is a line of notes.
        let near = self.head.get(at + length..)?;
        let sentence = rest.len() >= SENTENCE
            && rest
                .trim_start()
                .starts_with(|c: char| c.is_uppercase() || "\"«“„".contains(c))
            && first_dash(near).is_none();
        (spaced && sentence && (1..=MOST_WORDS).contains(&words) && !place.contains('.')).then_some(
            Found {
                length: at + length,
                place,
                day,
                agency: None,
            },
        )
    }
}

/// Splits what stands before the agency into a place and a date; none when the rest is no place.
fn place_and_day(before: &str) -> Option<(&str, Option<Day>)> {
    /// Words of the longest date: `mardi 21 de noviembre de 2020`.
    const DATE_WORDS: usize = 7;
    let before = before
        .trim()
        .trim_end_matches(['-', '–', '—', ','])
        .trim_end();
    let starts = word_starts(before).rev().take(DATE_WORDS);
    let dated = starts
        .filter_map(|start| {
            Some((
                start,
                date::parse(before.get(start..)?.trim_end_matches('.'))?,
            ))
        })
        .last();
    let (place, day) = match dated {
        Some((start, day)) => (before.get(..start)?, Some(day)),
        None => (before, None),
    };
    let place = place.trim().trim_end_matches(',').trim_end();
    (place.is_empty() || is_place(place)).then_some((place, day))
}

/// `, le 24-04-2004` behind the agency: the day and the bytes up to its end.
fn day_after(rest: &str) -> Option<(Day, usize)> {
    let (at, _) = first_dash_or_end(rest.strip_prefix(',')?)?;
    let words = rest.get(1..1 + at)?;
    Some((date::parse(words)?, 1 + words.trim_end().len()))
}

fn first_dash_or_end(text: &str) -> Option<Dash> {
    first_dash(text).or(Some((text.len(), 0)))
}

/// Whether what follows a dateline can be the text of a dispatch, and not the rest of a sentence.
fn begins_sentence(rest: &str) -> bool {
    rest.trim_start()
        .chars()
        .next()
        .is_none_or(|first| !first.is_lowercase() && !matches!(first, ',' | ';' | '.' | ')'))
}

fn word_starts(text: &str) -> impl DoubleEndedIterator<Item = usize> + '_ {
    text.char_indices().filter_map(|(at, c)| {
        let before = text.get(..at)?.chars().next_back();
        (!is_blank(c) && before.is_none_or(|before| is_blank(before) || before == ','))
            .then_some(at)
    })
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

#[cfg(test)]
mod tests;
