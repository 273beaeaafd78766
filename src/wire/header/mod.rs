//! The lines above the text of a plain wire: telex header, level, slug, headline, byline, notes to editors, embargo.
//!
//! Each line is judged by itself; what is none of the known kinds is the headline. Words come from `assets/wire/header.toml`.

mod embargo;
mod telex;
mod words;

use super::dateline;
use super::lines::{Line, joined};
use crate::model::{Dispatch, EditorialNote, Level, Signal, Status, WireTime};
use telex::Telex;
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

    fn read_telex(&mut self, text: &str) -> bool {
        let Some(telex) = Telex::read(text) else {
            return false;
        };
        self.urgency = Some(telex.urgency);
        self.agency = telex.agency;
        true
    }

    fn read_embargo(&mut self, text: &str, words: &Words) -> bool {
        if !words.begins_embargo(text) {
            return false;
        }
        self.status = Status::Embargoed;
        self.embargo = embargo::end(text);
        self.notes.push(EditorialNote {
            text: text.to_owned(),
            publishable: true,
        });
        true
    }
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
mod tests;
