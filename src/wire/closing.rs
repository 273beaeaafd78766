//! The lines below the text of a plain wire: sign-off, credits, end words, the trailer with its time, `NNNN`.
//!
//! Read from the last line upwards, until a line is none of these. Words come from `assets/wire/closing.toml`.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::lines::{Line, joined};
use super::vocabulary::{self, Phrases};
use super::{date, dateline};
use crate::model::{WireTime, fold};

/// What the lines below the text say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Closing {
    /// `abc/def/ghi`, `dpa wsz jln npr`, `(Anne Untel, édité par Jean Untel)`, `Fin`
    pub signoff: Option<String>,
    /// Of the trailer.
    pub agency: Option<String>,
    /// Of the trailer.
    pub created: Option<WireTime>,
}

/// Reads the closing lines and gives the number of lines that stand before them.
pub fn read(lines: &[Line<'_>]) -> (Closing, usize) {
    let mut closing = Closing::default();
    let mut end_word = None;
    let mut end = text_end(lines, lines.len());
    while end > 0 {
        let line = &lines[end - 1];
        if WORDS.transmission.contains(line.text) || closing.read_trailer(line.text) {
            end = text_end(lines, end - 1);
        } else if end_word.is_none() && WORDS.ends.contains(line.text) {
            end_word = Some(joined(&[*line]));
            end = text_end(lines, end - 1);
        } else if let Some(first) = signoff_start(lines, end) {
            closing.signoff = Some(joined(&lines[first..end]));
            end = text_end(lines, first);
            break;
        } else {
            break;
        }
    }
    closing.signoff = closing.signoff.or(end_word);
    (closing, end)
}

/// Whether a line is nothing but the time of a transmission: `131137 GMT Nov 13`.
pub fn is_trailer(text: &str) -> bool {
    Closing::default().read_trailer(text)
}

/// The end of the lines before `end`, without the blank ones at their end.
fn text_end(lines: &[Line<'_>], end: usize) -> usize {
    lines[..end]
        .iter()
        .rposition(|line| !line.is_blank())
        .map_or(0, |last| last + 1)
}

/// Where the sign-off begins that ends at line `end`.
fn signoff_start(lines: &[Line<'_>], end: usize) -> Option<usize> {
    const MOST_LINES: usize = 4;
    let last = &lines[end - 1];
    let above = lines[..end - 1].iter().rev().find(|line| !line.is_blank());
    let apart = end < 2 || lines[end - 2].is_blank();
    let after_sentence = above.is_none_or(Line::ends_sentence);
    if is_initials(last.text) && (apart || after_sentence || above.is_some_and(is_flash)) {
        return Some(end - 1);
    }
    if !last.text.ends_with(')') {
        return None;
    }
    let lowest = end.saturating_sub(MOST_LINES);
    let first = (lowest..end)
        .rev()
        .find(|&at| lines[at].text.starts_with('('))?;
    let begins = first == 0 || lines[first - 1].is_blank() || lines[first - 1].ends_sentence();
    (begins && is_credit(&joined(&lines[first..end]))).then_some(first)
}

/// A flash of a few words has no stop.
fn is_flash(line: &Line<'_>) -> bool {
    line.words() <= 8 && (line.text.starts_with('-') || line.text.starts_with(char::is_uppercase))
}

/// `asl/tib/pid`, `bur-abc/def`, `ly`, `dpa wsz jln npr`.
fn is_initials(text: &str) -> bool {
    const LONGEST: usize = 40;
    const LONGEST_GROUP: usize = 6;
    const LONGEST_ALONE: usize = 4;
    if text.chars().count() > LONGEST || text.ends_with(['.', '!', '?', ':', ',']) {
        return false;
    }
    let groups: Vec<&str> = text.split(['/', '-']).collect();
    let is_group = |group: &&str| {
        let length = group.chars().count();
        let allowed = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’');
        (1..=LONGEST_GROUP).contains(&length)
            && group.chars().all(allowed)
            && !group.trim().is_empty()
    };
    if groups.len() > 1 && groups.iter().all(is_group) {
        // `Mali/Niger`, `Rhin-Nord`: names, not initials.
        let named = |group: &&str| {
            group.starts_with(char::is_uppercase) && group.chars().skip(1).any(char::is_lowercase)
        };
        return !groups.iter().all(named);
    }
    let lower = text.chars().all(char::is_lowercase);
    let alone = lower && (2..=LONGEST_ALONE).contains(&text.chars().count());
    alone || is_agency_code(text)
}

/// An agency and the codes of desks and writers: `dpa so yyon z2 a3 vni/dmo`.
fn is_agency_code(text: &str) -> bool {
    const MOST_CODES: usize = 8;
    const LONGEST_CODE: usize = 8;
    let mut words = text.split_whitespace();
    let agency = words
        .next()
        .is_some_and(|word| dateline::is_agency(word) && word.chars().any(char::is_lowercase));
    let codes: Vec<&str> = words.collect();
    let is_code = |code: &&str| {
        code.chars().count() <= LONGEST_CODE
            && code
                .chars()
                .all(|c| c.is_lowercase() || c.is_ascii_digit() || c == '/')
    };
    agency && (1..=MOST_CODES).contains(&codes.len()) && codes.iter().all(is_code)
}

/// Wholly in brackets, and names an agency or the work of an editor.
fn is_credit(text: &str) -> bool {
    const LONGEST: usize = 240;
    let Some(inner) = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    else {
        return false;
    };
    let folded = fold(inner);
    let credits = WORDS.credits.iter().any(|phrase| {
        folded.match_indices(phrase.as_str()).any(|(at, phrase)| {
            let bounded = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            bounded(
                folded
                    .get(..at)
                    .and_then(|before| before.chars().next_back()),
            ) && bounded(
                folded
                    .get(at + phrase.len()..)
                    .and_then(|after| after.chars().next()),
            )
        })
    });
    let agency = inner
        .split(['/', '\\', ' '])
        .next()
        .is_some_and(dateline::is_agency);
    let short = inner.split_whitespace().count() <= 3;
    text.chars().count() <= LONGEST && !inner.contains(['(', ')']) && (credits || agency && short)
}

impl Closing {
    /// `AFP 310544 AOU 97`, `131137 GMT Nov 13`: day and time in six digits, month, year, an agency or none.
    fn read_trailer(&mut self, text: &str) -> bool {
        let words: Vec<&str> = text.split_whitespace().take(6).collect();
        let (agency, rest) = match words[..] {
            [agency, ref rest @ ..] if agency.chars().all(char::is_alphabetic) => {
                (Some(agency), rest)
            }
            ref rest => (None, rest),
        };
        let (stamp, zone, month, year) = match rest {
            [stamp, zone, month, year] => (stamp, Some(*zone), month, year),
            [stamp, month, year] => (stamp, None, month, year),
            _ => return false,
        };
        let Some(at) = stamp_time(stamp, month, year) else {
            return false;
        };
        let universal = zone.is_some_and(|zone| matches!(zone, "GMT" | "UTC" | "Z"));
        self.agency = agency.map(str::to_owned);
        self.created = Some(WireTime {
            at: at.0.to_datetime(at.1),
            offset: universal.then_some(Offset::UTC),
        });
        true
    }
}

/// `310544`, `AOU`, `97` → 31 August 1997, 5:44.
fn stamp_time(stamp: &str, month: &str, year: &str) -> Option<(Date, Time)> {
    let digits = stamp.len() == 6 && stamp.bytes().all(|byte| byte.is_ascii_digit());
    let number =
        |range: std::ops::Range<usize>| stamp.get(range).filter(|_| digits)?.parse::<i8>().ok();
    let date = Date::new(date::parse_year(year)?, date::month(month)?, number(0..2)?).ok()?;
    Some((date, Time::new(number(2..4)?, number(4..6)?, 0, 0).ok()?))
}

struct Words {
    ends: Phrases,
    transmission: Phrases,
    credits: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    #[derive(serde::Deserialize)]
    struct File {
        ends: Vec<String>,
        transmission: Vec<String>,
        credits: Vec<String>,
    }
    let file: File = vocabulary::parse(
        "closing.toml",
        include_str!("../../assets/wire/closing.toml"),
    );
    Words {
        ends: Phrases::new(file.ends),
        transmission: Phrases::new(file.transmission),
        credits: file.credits.iter().map(|phrase| fold(phrase)).collect(),
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::lines::{clean, lines};

    /// Reads a text whose closing stands behind `|`; gives the sign-off.
    fn check(marked: &str, signoff: Option<&str>) -> Closing {
        let text = clean(&marked.replace('|', ""));
        let (closing, end) = read(&lines(&text));
        assert_eq!(closing.signoff.as_deref(), signoff, "{marked}");
        let kept = lines(&text)[..end]
            .iter()
            .map(|line| line.text)
            .collect::<Vec<_>>()
            .join("\n");
        assert_eq!(
            kept,
            marked.split('|').next().unwrap().trim_end(),
            "{marked}"
        );
        closing
    }

    #[test]
    fn initials_and_codes_sign_off() {
        check("Il est parti.\n|abc/de/fgh", Some("abc/de/fgh"));
        check("Il est parti.\n\n|bur-ab/cd\n\n", Some("bur-ab/cd"));
        check("Il est parti.\n\n|ly", Some("ly"));
        check("Sie ging.\n|dpa wsz j2 vni/dmo", Some("dpa wsz j2 vni/dmo"));
        check("رحل الوزير.\n|سب-لال/ب ق/ود", Some("سب-لال/ب ق/ود"));
    }

    #[test]
    fn credits_sign_off() {
        check(
            "Il est parti.\n|(Anne Untel, édité par Jean Untel)",
            Some("(Anne Untel, édité par Jean Untel)"),
        );
        check(
            "Il part.\n|(Anne Untel et Paule Untel,\nversion française Jean Untel)",
            Some("(Anne Untel et Paule Untel, version française Jean Untel)"),
        );
        check("Il est parti.\n|(ats/ab)", Some("(ats/ab)"));
        check("Il part.\n(La suite sans autre précision)|", None);
    }

    #[test]
    fn end_words_and_trailers_go() {
        check("Il est parti.\n|Fin", Some("Fin"));
        check("Il est parti.\n|abc/de\n\nFIN\nNNNN", Some("abc/de"));
        let closing = check("Il est mort\n|ly\nAFP 310544 AOU 97", Some("ly"));
        assert_eq!(closing.agency.as_deref(), Some("AFP"));
        assert_eq!(closing.created.unwrap().to_string(), "1997-08-31T05:44:00");
        let closing = check("It ended.\n|131137 GMT Nov 13", None);
        assert_eq!(
            closing.created.unwrap().to_string(),
            "2013-11-13T11:37:00+00:00"
        );
    }

    #[test]
    fn the_end_of_a_sentence_is_no_sign_off() {
        check(
            "Ils ont parlé du projet de ligne ferroviaire entre la Suisse et\nMali/Niger|",
            None,
        );
        check(
            "Il est parti avec sa famille et ses bagages vers le\nsud|",
            None,
        );
        check("Le score final est de 3 à 1.|", None);
    }
}
