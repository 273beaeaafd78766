//! Finds the dateline at the start of a paragraph: `Erevan, 21 nov 2020 (AFP) -`, `SYDNEY March 22 AAP -`, `(ANSA) - ROMA, 1 LUG -`.
//!
//! The agency is found first; then the date and the place to its left, and the dash to its right. A dateline that names no
//! agency (`Urumqi -`) must be stricter elsewhere. Knows nothing of headlines, nor of where paragraphs begin.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::bytes;
use super::date::{self, Day};
use super::lines::leading;
use super::vocabulary::{self, Phrases};
use crate::model::{Dateline, Span};

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
        for (at, open) in self.head.char_indices() {
            let close = match open {
                '(' => ')',
                '/' => '/',
                _ => continue,
            };
            let (before, inside) = (self.head.get(..at)?, self.head.get(at + 1..)?);
            // A slash between two places touches both: `Tel Aviv/Beirut`.
            if open == '/' && !before.is_empty() && !before.ends_with(is_blank) {
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

/// Byte of a dash, and its length.
type Dash = (usize, usize);

/// The first dash that could end a dateline. A hyphen inside a word is none.
fn first_dash(text: &str) -> Option<Dash> {
    text.char_indices()
        .filter(|&(at, c)| {
            is_dash(c)
                && text.get(..at).is_some_and(|before| {
                    c == '_' || before.ends_with(|c: char| !c.is_alphanumeric())
                })
        })
        .map(|(at, _)| (at, text.get(at..).map_or(0, dash_length)))
        .find(|&(at, length)| {
            length > 0
                && text
                    .get(at + length..)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(is_blank))
        })
}

/// Bytes of the blanks and the dash (`-`, `--`, `–`, `—`, `_`, `.-`, or a bare full stop) at the start of `text`; 0 without a dash.
fn dash_length(text: &str) -> usize {
    let blanks = text.len() - text.trim_start_matches(is_blank).len();
    let rest = text.get(blanks..).unwrap_or_default();
    let point = usize::from(rest.starts_with('.'));
    let dashes: usize = rest
        .chars()
        .skip(point)
        .take(3)
        .take_while(|c| is_dash(*c))
        .map(char::len_utf8)
        .sum();
    let stop = point == 1 && blanks == 0;
    match dashes {
        0 if stop => 1,
        0 => 0,
        dashes => blanks + point + dashes,
    }
}

/// Whether what follows a dateline can be the text of a dispatch, and not the rest of a sentence.
fn begins_sentence(rest: &str) -> bool {
    rest.trim_start()
        .chars()
        .next()
        .is_none_or(|first| !first.is_lowercase() && !matches!(first, ',' | ';' | '.' | ')'))
}

/// One or more places: words that begin with a capital, and particles; no digit.
fn is_place(text: &str) -> bool {
    const MOST_WORDS: usize = 12;
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '.' || is_mark(c)))
        .filter(|word| !word.is_empty())
        .collect();
    let capital = |word: &&str| {
        word.chars()
            .next()
            .is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
    };
    let allowed = |c: char| {
        c.is_alphabetic()
            || is_mark(c)
            || is_blank(c)
            || matches!(c, '.' | ',' | '/' | '-' | '‑' | '\'' | '’' | '(' | ')')
    };
    text.chars().all(allowed)
        && words.len() <= MOST_WORDS
        && words.first().is_some_and(capital)
        && words
            .iter()
            .all(|word| capital(word) || WORDS.particles.contains(word))
}

/// Whether a text is the name of one agency, or of several that are joined.
pub fn is_agency(text: &str) -> bool {
    let text = text.trim();
    WORDS.agencies.contains(text)
        || text
            .split(['/', '+', ' ', '\u{A0}'])
            .any(|part| WORDS.agencies.contains(part))
            && text.split_whitespace().count() <= 3
            && text
                .chars()
                .all(|c| c.is_alphabetic() || "/+- .".contains(c) || is_blank(c))
}

/// Whether what looks like a place is an agency with its article.
fn names_agency(place: &str) -> bool {
    let name = place
        .split_once(['\'', '’', ' '])
        .map_or(place, |(_, rest)| rest);
    is_agency(place) || is_agency(name)
}

/// A name that is in no list; only a date before it and a dash behind it make it an agency.
fn could_be_agency(text: &str) -> bool {
    const LONGEST_NAME: usize = 30;
    !text.is_empty()
        && text.chars().count() <= LONGEST_NAME
        && text
            .chars()
            .all(|c| c.is_alphabetic() || is_blank(c) || "/-+.&".contains(c))
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

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '_' | '―' | '−')
}

struct Words {
    agencies: Phrases,
    particles: Phrases,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    #[derive(serde::Deserialize)]
    struct File {
        agencies: Vec<String>,
        particles: Vec<String>,
    }
    let file: File = vocabulary::parse(
        "dateline.toml",
        include_str!("../../assets/wire/dateline.toml"),
    );
    Words {
        agencies: Phrases::new(file.agencies),
        particles: Phrases::new(file.particles),
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    /// `shown` is the dateline in brackets and the text behind it; then place, date and agency, `-` for none.
    fn check(shown: &str, place: &str, date: &str, agency: &str) {
        let (line, rest) = shown.strip_prefix('[').unwrap().split_once(']').unwrap();
        let found = at_start(&format!("{line}{rest}"), 0)
            .unwrap_or_else(|| panic!("no dateline in {shown}"));
        let or_dash = |given: Option<String>| given.unwrap_or_else(|| "-".into());
        assert_eq!(found.span.len(), line.len(), "{shown}");
        assert_eq!(or_dash(found.place), place, "{shown}");
        assert_eq!(
            or_dash(found.date.map(|date| date.to_string())),
            date,
            "{shown}"
        );
        assert_eq!(or_dash(found.agency), agency, "{shown}");
    }

    fn check_none(text: &str) {
        assert_eq!(at_start(text, 0), None, "{text}");
    }

    #[test]
    fn agencies_in_brackets() {
        check(
            "[Erevan, 21 nov 2020 (AFP) -] Le ministre",
            "Erevan",
            "2020-11-21",
            "AFP",
        );
        check(
            "[Strasbourg, 10 juil 2024 (AFP)]",
            "Strasbourg",
            "2024-07-10",
            "AFP",
        );
        check("[OSLO (AFP) -] Le roi", "OSLO", "-", "AFP");
        check(
            "[NICOSIE (AFP), le 24-04-2004 -] Le vote",
            "NICOSIE",
            "2004-04-24",
            "AFP",
        );
        check(
            "[STOCKHOLM, Aug 29, 2014 (AFP) -] Sweden",
            "STOCKHOLM",
            "2014-08-29",
            "AFP",
        );
        check(
            "[FORT WASHINGTON, Pa. (AP) _] The",
            "FORT WASHINGTON, Pa.",
            "-",
            "AP",
        );
        check("[NEW YORK (AP) —] Shares", "NEW YORK", "-", "AP");
        check(
            "[GROSSETO, Italy (AP) --] A captain",
            "GROSSETO, Italy",
            "-",
            "AP",
        );
        check("[OSLO, 16 décembre (Reuters) -] Le", "OSLO", "-", "Reuters");
        check("[Jan 30 (Gracenote) -] Results", "-", "-", "Gracenote");
        check("[San Diego (tca/dpa) -] A", "San Diego", "-", "tca/dpa");
        check(
            "[Tel Aviv/Beirut (dpa) -] Israel",
            "Tel Aviv/Beirut",
            "-",
            "dpa",
        );
        check(
            "[Frankfurt/Main, 21. Nov. (dpa-AFX) -] Die",
            "Frankfurt/Main",
            "-",
            "dpa-AFX",
        );
        check(
            "[Nueva Delhi, 21 ene (EFE).-] El",
            "Nueva Delhi",
            "-",
            "EFE",
        );
        check(
            "[MADRID, 21 Nov. 2024 (Europa Press) -] El",
            "MADRID",
            "2024-11-21",
            "Europa Press",
        );
        check(
            "[RIO DE JANEIRO, 19 novembre (Xinhua) --] Les",
            "RIO DE JANEIRO",
            "-",
            "Xinhua",
        );
        check(
            "[CALGARY, Alberta, Dec. 03, 2019 (GLOBE NEWSWIRE) --] A",
            "CALGARY, Alberta",
            "2019-12-03",
            "GLOBE NEWSWIRE",
        );
        check(
            "[LONDON--(BUSINESS WIRE)--]Today",
            "LONDON",
            "-",
            "BUSINESS WIRE",
        );
        check("[Paris (AFP)\u{A0}-] Il", "Paris", "-", "AFP");
        check("[باريس (أ ف ب) -] أعلن", "باريس", "-", "أ ف ب");
    }

    #[test]
    fn agencies_without_a_dash() {
        check(
            "[Landquart GR (ats)] Un taureau",
            "Landquart GR",
            "-",
            "ats",
        );
        check("[Paris (ats afp)] Les violences", "Paris", "-", "ats afp");
        check("[Köln (epd).] Die Kirche", "Köln", "-", "epd");
        check("[Oslo (AFP) -] iCarte lance un service", "Oslo", "-", "AFP");
        check_none("L'Agence France-Presse (AFP) a annoncé un plan.");
        check_none("L'Agence France-Presse (AFP) - créée en 1944 - a annoncé un plan.");
        check_none("Le patron de Reuters (Reuters) a parlé.");
    }

    #[test]
    fn agencies_without_brackets_or_at_the_front() {
        check(
            "[SAITAMA, Japan, Dec. 9 Kyodo -] A",
            "SAITAMA, Japan",
            "-",
            "Kyodo",
        );
        check("[SYDNEY March 22 AAP -] The", "SYDNEY", "-", "AAP");
        check("[ATHENS, April 4 ANA -] The", "ATHENS", "-", "ANA");
        check("[(ANSA) - ROMA, 1 LUG -] Il", "ROMA", "-", "ANSA");
        check("[(AFP) -] Le président", "-", "-", "AFP");
        check(
            "[AUSTIN, Texas, Feb. 1, 2017 /PRNewswire-AsiaNet/ --]",
            "AUSTIN, Texas",
            "2017-02-01",
            "PRNewswire-AsiaNet",
        );
        check("[MOSCOW, January 5. /TASS/.] Russia", "MOSCOW", "-", "TASS");
    }

    #[test]
    fn an_unknown_agency_needs_a_date_and_a_dash() {
        check(
            "[Vienne, 17 janv. 2020 (Agence Inventée) -] Une",
            "Vienne",
            "2020-01-17",
            "Agence Inventée",
        );
        check_none(
            "Landquart (Grisons) Un taureau est entré dans un magasin du centre-ville lundi matin.",
        );
    }

    #[test]
    fn a_place_alone_needs_a_sentence() {
        let text = "Cinq personnes ont été blessées lundi dans une fabrique de Tallinn.";
        check(&format!("[Tallinn -] {text}"), "Tallinn", "-", "-");
        check(&format!("[MONTRÉAL —] {text}"), "MONTRÉAL", "-", "-");
        check_none("Tallinn - fin.");
        check_none(
            "Anna Roy - Lundi 25 mai - Rendez-vous avec le maire et son adjointe à la gare.",
        );
        check_none(
            "Le maire - un ancien marin élu il y a trois ans à peine - a démissionné lundi matin.",
        );
        check_none(
            "Vingt-deux personnes ont été blessées - Elles sont toutes hors de danger selon le maire.",
        );
    }

    proptest::proptest! {
        #[test]
        fn a_dateline_lies_inside_its_paragraph(text in "\\PC{0,40}[(/]?(AFP|dpa)?[)/]?[ .]?[-–_]{0,2}\\PC{0,20}") {
            if let Some(line) = at_start(&text, 0) {
                proptest::prop_assert!(text.get(line.span.range()).is_some());
            }
        }
    }
}
