//! The lines above the text of a plain wire: telex header, level, slug, headline, byline, notes to editors, embargo.
//!
//! Each line is judged by itself; what is none of the known kinds is the headline. Words come from `assets/wire/header.toml`.

mod words;

use jiff::civil::Time;
use jiff::tz::Offset;

use super::lines::{Line, joined};
use super::{date, dateline};
use crate::model::{Dispatch, EditorialNote, Level, Signal, Status, WireTime};
use words::{Verdict, Words};

/// What the lines above the text say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    pub urgency: Option<u8>,
    pub level: Option<Level>,
    pub signal: Option<Signal>,
    pub status: Status,
    pub slug: Option<String>,
    pub headline: Option<String>,
    pub byline: Option<String>,
    pub notes: Vec<EditorialNote>,
    pub embargo: Option<WireTime>,
    /// Of the telex header.
    pub agency: Option<String>,
}

/// What ends the words in front of a headline.
const LEAD_ENDS: [char; 4] = ['-', '–', ':', '.'];

/// Lines with text that are looked at: no header is longer.
const MOST_LINES: usize = 16;

/// Reads the header and gives the number of lines that it takes; what follows is the text.
///
/// A dateline ends the header. Without one, the header ends where the known kinds of line end, but for a headline that
/// is set apart from the text.
pub fn read(lines: &[Line<'_>]) -> (Header, usize) {
    const MOST_HEADLINE_LINES: usize = 4;
    if let Some(text) = text_start(lines) {
        let (header, end, headline) = read_until(lines, text, |at, begun| {
            begun || !is_paragraph(&lines[at..text])
        });
        // A dateline far below belongs to something else.
        if headline <= MOST_HEADLINE_LINES {
            return (header, end);
        }
    }
    let (header, end, _) = read_until(lines, lines.len(), |at, begun| {
        !begun && is_title(lines, at)
    });
    (header, end)
}

/// Reads lines that are all of the header: what is of no known kind is the headline, and a title mark (` =`) may end it.
pub fn read_title(lines: &[Line<'_>]) -> Header {
    let lines: Vec<Line<'_>> = lines
        .iter()
        .map(|line| Line::new(line.text.trim_end_matches('=')))
        .filter(|line| !line.is_blank())
        .collect();
    read_until(&lines, lines.len(), |_, _| true).0
}

/// The level and the signal of words that stand beside a text: a kind of item (`Alert`), the beginning of an advisory
/// (`CORRECTS`), a headline (`UPDATE 2-…`).
///
/// Formats with fields state a kill in one of them, so that words must be in capitals to mean one: a headline may well be
/// about something that was called off.
pub fn level_and_signal<'a>(
    said: impl IntoIterator<Item = &'a str>,
) -> (Option<Level>, Option<Signal>) {
    let mut header = Header::default();
    for words in said {
        let mut found = Header::default();
        found.read_words(words);
        found.read_headline(words);
        let lead = words.split(LEAD_ENDS).next().unwrap_or_default();
        if found.signal != Some(Signal::Kill) || !lead.contains(char::is_lowercase) {
            header.apply(Verdict {
                level: found.level,
                signal: found.signal,
                hold: false,
            });
        }
    }
    (header.level, header.signal)
}

/// Reads the lines before `text`; also gives the number of lines taken, and how many of them are the headline.
///
/// `is_headline` judges a line that is of no known kind; it is told whether the headline has begun.
fn read_until(
    lines: &[Line<'_>],
    text: usize,
    is_headline: impl Fn(usize, bool) -> bool,
) -> (Header, usize, usize) {
    let mut header = Header::default();
    let mut headline: Vec<Line<'_>> = Vec::new();
    let mut end = 0;
    for (at, line) in lines.iter().enumerate().take(text) {
        if line.is_blank() {
            continue;
        }
        if !header.read_line(&joined(&[*line])) {
            let begun = !headline.is_empty();
            let apart = begun && lines[end..at].iter().any(Line::is_blank);
            if apart || !is_headline(at, begun) {
                break;
            }
            headline.push(*line);
        }
        end = at + 1;
    }
    header.read_headline(&joined(&headline));
    (header, end, headline.len())
}

/// Where the line with the best dateline stands.
fn text_start(lines: &[Line<'_>]) -> Option<usize> {
    let text = (0..lines.len())
        .filter(|&at| !lines[at].is_blank())
        .take(MOST_LINES);
    let on_line = |at: usize| {
        lines
            .get(at)
            .and_then(|line| dateline::at_start(line.text, 0))
    };
    let dateline = |at: usize| {
        // A long one runs on to the next line.
        let over_two = || dateline::at_start(&joined(lines.get(at..at + 2)?), 0);
        on_line(at).or_else(|| on_line(at + 1).is_none().then(over_two)?)
    };
    let found = text.filter_map(|at| Some((at, dateline(at)?)));
    dateline::best(found, |(_, line)| line).map(|(at, _)| at)
}

/// Whether the lines begin with a paragraph that is too long for a headline.
fn is_paragraph(lines: &[Line<'_>]) -> bool {
    const LONGEST_HEADLINE: usize = 240;
    let block = lines.split(Line::is_blank).next().unwrap_or_default();
    block.iter().map(|line| line.columns + 1).sum::<usize>() > LONGEST_HEADLINE
}

/// Whether a line is the headline of a text without a dateline: no sentence, set apart from what follows, and a capital there.
fn is_title(lines: &[Line<'_>], at: usize) -> bool {
    const LONGEST: usize = 120;
    const ROOM: usize = 12;
    let line = &lines[at];
    let rest = &lines[at + 1..];
    let Some(next) = rest.iter().find(|line| !line.is_blank()) else {
        return false;
    };
    let blank = rest[0].is_blank();
    let widest = rest.iter().take(MOST_LINES).map(|line| line.columns).max();
    let short = widest.is_some_and(|widest| line.columns + ROOM < widest);
    let more =
        rest.iter().filter(|line| !line.is_blank()).count() >= 2 || next.columns > line.columns;
    line.columns <= LONGEST
        && !line.ends_sentence()
        && !line.text.ends_with(',')
        && !next.begins_lower()
        && (blank || short)
        && more
}

impl Header {
    /// The fields of a dispatch, with what the header says where they say nothing.
    pub fn fill(self, fields: Dispatch) -> Dispatch {
        let mut ednotes = fields.ednotes;
        ednotes.extend(self.notes);
        Dispatch {
            status: match fields.status {
                Status::Usable => self.status,
                known => known,
            },
            signal: fields.signal.or(self.signal),
            urgency: fields.urgency.or(self.urgency),
            level: fields.level.or(self.level),
            slug: fields.slug.or(self.slug),
            headline: fields.headline.or(self.headline),
            byline: fields.byline.or(self.byline),
            ednotes,
            embargo: fields.embargo.or(self.embargo),
            ..fields
        }
    }

    /// Takes words that may name a level or a signal, as they stand in slugs: `1st Ld-Writethru`.
    pub fn read_words(&mut self, words: &str) {
        if let Some(found) = Words::get().verdict(words) {
            self.apply(found);
        }
    }

    /// Takes a line of a known kind; false when it is none.
    pub fn read_line(&mut self, text: &str) -> bool {
        let words = Words::get();
        if self.read_telex(text) || self.read_embargo(text, words) {
            return true;
        }
        if let Some(found) = words.verdict(text) {
            self.apply(found);
            return true;
        }
        if words.only_accompanies(text) {
            return true;
        }
        let bracketed = text.starts_with('(') && text.ends_with(')');
        if bracketed || words.begins_note(text) {
            self.notes.push(EditorialNote {
                text: text.to_owned(),
                publishable: true,
            });
            return true;
        }
        if words.is_byline(text) && self.byline.is_none() {
            self.byline = Some(text.to_owned());
            return true;
        }
        if self.slug.is_none() && is_slug(text) {
            self.slug = Some(text.trim_end_matches('/').to_owned());
            let last = text.rsplit(['-', '(', '/']).next().unwrap_or_default();
            if let Some(found) = words.verdict(last.trim_end_matches(')')) {
                self.apply(found);
            }
            return true;
        }
        false
    }

    /// Takes a headline, and what the words before it say: `URGENT - …`.
    pub fn read_headline(&mut self, text: &str) {
        let text = text.strip_suffix(" =").unwrap_or(text).trim_end();
        if text.is_empty() {
            return;
        }
        let lead = text.split(LEAD_ENDS).next().unwrap_or_default();
        if lead.len() < text.len()
            && let Some(found) = Words::get().verdict(lead)
        {
            self.apply(found);
        }
        self.headline = Some(text.to_owned());
    }

    /// What was said first, and what is graver, holds.
    fn apply(&mut self, found: Verdict) {
        self.level = self.level.or(found.level);
        let gravity = |signal: Option<Signal>| match signal {
            None => 0,
            Some(Signal::Update) => 1,
            Some(Signal::Correction) => 2,
            Some(Signal::Kill) => 3,
        };
        if gravity(found.signal) > gravity(self.signal) {
            self.signal = found.signal;
        }
        if found.hold && self.status == Status::Usable {
            self.status = Status::Withheld;
        }
        if self.signal == Some(Signal::Kill) {
            self.status = Status::Canceled;
        }
    }

    /// `FRA0064 1 G 0004 FRA/AFP-RC58`: wire and number, priority, service, words, origin and agency, number of the system.
    fn read_telex(&mut self, text: &str) -> bool {
        let words: Vec<&str> = text.split_whitespace().take(6).collect();
        let [wire, priority, service, count, origin] = words[..] else {
            return false;
        };
        let letters = wire.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = wire.len() - letters.len();
        let is_capitals = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
        let known = is_capitals(letters)
            && (2..=5).contains(&letters.len())
            && (3..=5).contains(&digits)
            && service.len() <= 3
            && is_capitals(service)
            && count.bytes().all(|byte| byte.is_ascii_digit());
        let Some(urgency) = priority
            .parse()
            .ok()
            .filter(|urgency| known && (1..=9).contains(urgency))
        else {
            return false;
        };
        self.urgency = Some(urgency);
        self.agency = origin
            .split_once('/')
            .and_then(|(_, rest)| rest.split('-').next())
            .map(str::to_owned);
        true
    }

    fn read_embargo(&mut self, text: &str, words: &Words) -> bool {
        if !words.begins_embargo(text) {
            return false;
        }
        self.status = Status::Embargoed;
        self.embargo = embargo_time(text);
        self.notes.push(EditorialNote {
            text: text.to_owned(),
            publishable: true,
        });
        true
    }
}

/// `… JUSQU'AU 23 JANVIER 2025 A 19H00 GMT`: the date, and the time or midnight; none without a full date.
fn embargo_time(text: &str) -> Option<WireTime> {
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

/// `FRANCE-JUSTICE-ESCROQUERIE`, `BRITAIN-EU/LAW (UPDATE 2)`: words joined without blanks.
fn is_slug(text: &str) -> bool {
    const LONGEST: usize = 80;
    let joined = text.split(" (").next().unwrap_or_default();
    let parts = joined
        .split(['-', '/'])
        .filter(|part| !part.is_empty())
        .count();
    text.len() <= LONGEST
        && parts >= 2
        && joined.starts_with(char::is_uppercase)
        && joined
            .chars()
            .all(|c| c.is_alphanumeric() || "-/_'’&".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::lines::lines;

    const TEXT: &str = "Oslo, 2 mai 2022 (AFP) - Le roi a reçu lundi une délégation de pêcheurs.";

    /// Reads the header above the text of an agency.
    fn header(above: &str) -> Header {
        let text = format!("{above}\n{TEXT}");
        let lines = lines(&text);
        let (header, end) = read(&lines);
        let rest: Vec<&str> = lines[end..]
            .iter()
            .map(|line| line.text)
            .filter(|text| !text.is_empty())
            .collect();
        assert_eq!(rest, [TEXT], "{above}");
        header
    }

    #[test]
    fn levels() {
        let level = |above| header(above).level;
        assert_eq!(level("FLASH"), Some(Level::Flash));
        assert_eq!(level("*** URGENT ***"), Some(Level::Urgent));
        assert_eq!(level("2ND LEAD 3RD NET"), Some(Level::Lead));
        assert_eq!(level("2e LEAD"), Some(Level::Lead));
        assert_eq!(level("EIL"), Some(Level::Urgent));
        assert_eq!(level("PAPIER GENERAL"), Some(Level::Wrap));
        assert_eq!(level("ALERTE - Le roi reçoit"), Some(Level::Alert));
        assert_eq!(level("Le roi reçoit un flash"), None);
    }

    #[test]
    fn signals_and_status() {
        let said = |above| (header(above).signal, header(above).status);
        assert_eq!(
            said("ANNULATION\nLe roi reçoit"),
            (Some(Signal::Kill), Status::Canceled)
        );
        assert_eq!(
            said("KILL KILL KILL"),
            (Some(Signal::Kill), Status::Canceled)
        );
        assert_eq!(
            said("WITHDRAWN-Le roi reçoit"),
            (Some(Signal::Kill), Status::Canceled)
        );
        assert_eq!(
            said("RECTIFICATIF"),
            (Some(Signal::Correction), Status::Usable)
        );
        assert_eq!(
            said("CORRECTED-UPDATE 1-Le roi reçoit"),
            (Some(Signal::Correction), Status::Usable)
        );
        assert_eq!(
            said("UPDATE 2-Le roi reçoit"),
            (Some(Signal::Update), Status::Usable)
        );
        assert_eq!(said("HOLD HOLD HOLD"), (None, Status::Withheld));
        assert_eq!(said("Le roi annule sa visite"), (None, Status::Usable));
    }

    #[test]
    fn words_beside_the_text() {
        let said = |words: &[&str]| level_and_signal(words.iter().copied());
        assert_eq!(
            said(&["Alert", "Le roi reçoit"]),
            (Some(Level::Alert), None)
        );
        assert_eq!(
            said(&["News", "CORRECTS"]),
            (None, Some(Signal::Correction))
        );
        assert_eq!(
            said(&["UPDATE 2-Le roi reçoit"]),
            (Some(Level::Update), Some(Signal::Update))
        );
        assert_eq!(said(&["Le roi lance une alerte"]), (None, None));
        assert_eq!(
            said(&["ANNULATION: le roi reçoit"]),
            (None, Some(Signal::Kill))
        );
        assert_eq!(said(&["Annulation: le roi reste au palais"]), (None, None));
    }

    #[test]
    fn slug_headline_byline_and_notes() {
        let header = header(
            "NORVEGE-ROYAUTE/PECHE (LEAD)\n\nLe roi reçoit\ndes pêcheurs\n\n(Photo)\nAttention - ajoute détails\nPar Anne Untel\n",
        );
        assert_eq!(header.slug.as_deref(), Some("NORVEGE-ROYAUTE/PECHE (LEAD)"));
        assert_eq!(
            header.headline.as_deref(),
            Some("Le roi reçoit des pêcheurs")
        );
        assert_eq!(header.byline.as_deref(), Some("Par Anne Untel"));
        let notes: Vec<&str> = header.notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(notes, ["(Photo)", "Attention - ajoute détails"]);
        assert_eq!(header.level, Some(Level::Lead));
    }

    #[test]
    fn embargoes() {
        let until = |above| {
            let header = header(above);
            assert_eq!(header.status, Status::Embargoed);
            header.embargo.map(|time| time.to_string())
        };
        assert_eq!(
            until("SOUS EMBARGO JUSQU'AU 23 JANVIER 2025 A 19H00 GMT").as_deref(),
            Some("2025-01-23T19:00:00+00:00")
        );
        assert_eq!(
            until("Embargoed to 0001 Friday September 9, 2016").as_deref(),
            Some("2016-09-09T00:01:00")
        );
        assert_eq!(
            until("SPERRFRIST: 23.1.2025, 18.30").as_deref(),
            Some("2025-01-23T18:30:00")
        );
        assert_eq!(until("EMBARGO jusqu'à mardi"), None);
    }

    #[test]
    fn a_text_without_dateline_may_have_a_headline() {
        let read = |text: &str| read(&lines(text)).0.headline;
        let body = "Le roi a reçu lundi une délégation de pêcheurs venus du nord du pays,\nselon le palais.";
        assert_eq!(
            read(&format!("Le roi reçoit\n\n{body}")).as_deref(),
            Some("Le roi reçoit")
        );
        assert_eq!(read(body), None);
        assert_eq!(read("Le roi est parti.\n\nLa reine reste au palais."), None);
    }

    #[test]
    fn a_dateline_far_below_ends_no_header() {
        let line = "Le roi a reçu lundi une délégation de pêcheurs venus du nord du pays.\n";
        let text = format!("{}{TEXT}", line.repeat(8));
        assert_eq!(read(&lines(&text)).1, 0);
    }
}
