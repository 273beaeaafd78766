//! ANPA 1312, the telegraphic format of AP, Kyodo and American newspapers.
//!
//! `SYN SYN SOH` service and number, `US`; priority, category and keyword; `STX`; header lines `^…<`; centred lines `^…=`;
//! paragraphs behind a tab; `ETX` and the time. Kyodo has neither carets nor tabs: its text is a plain text.

mod text;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::header::{self, Header};
use super::lines::{self, Line};
use super::{Input, WireError, assemble, date, dateline, layout, plain};
use crate::model::{Dispatch, EditorialNote, Format, Level, WireTime};
use text::typography;

const SOH: char = '\u{1}';
const STX: char = '\u{2}';
const ETX: char = '\u{3}';
const SYN: char = '\u{16}';
const US: char = '\u{1F}';
/// Second device control: the text is set as it stands.
const PREFORMATTED: char = '\u{12}';

/// Whether it begins with a service letter and a number between `SOH` and `US`.
pub fn recognises(text: &str) -> bool {
    let start =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, SYN | '\u{7F}' | '\0'));
    start.strip_prefix(SOH).is_some_and(begins_message)
}

/// The dispatches of all messages of a file.
///
/// # Errors
/// When none of them holds any text.
pub fn dispatches(input: &Input<'_>) -> Result<Vec<Dispatch>, WireError> {
    let messages = || {
        input
            .text
            .split(SOH)
            .filter(|message| begins_message(message))
    };
    let alone = messages().nth(1).is_none();
    let mut found = Vec::new();
    for message in messages() {
        let mut fields = input.fields(Format::Anpa1312, found.len());
        if !alone {
            fields.original = message.into();
        }
        found.extend(read(message, fields));
    }
    if found.is_empty() {
        return Err(WireError::Empty);
    }
    Ok(found)
}

/// `W2870` and, before the end of the line, the unit separator.
fn begins_message(text: &str) -> bool {
    const LONGEST: usize = 80;
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    serial(line).is_some() && line.chars().take(LONGEST).any(|c| c == US)
}

fn serial(line: &str) -> Option<&str> {
    let serial = line.get(..5)?;
    let number = serial.strip_prefix(|c: char| c.is_ascii_alphabetic())?;
    number
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(serial)
}

fn read(message: &str, fields: Dispatch) -> Option<Dispatch> {
    let serial = serial(message)?;
    let (above, text) = message.split_once(STX).unwrap_or((message, ""));
    let (text, below) = text.split_once(ETX).unwrap_or((text, ""));
    let codes = Codes::read(above);
    let created = transmission_time(below);
    let day = created.map(|time| format!("-{}", time.at.date()));
    let fields = Dispatch {
        id: format!("{serial}{}", day.unwrap_or_default()),
        urgency: codes.urgency,
        subjects: codes
            .category
            .iter()
            .map(|&category| category.to_owned())
            .collect(),
        created,
        ..fields
    };
    let marked = text.contains(['^', '\t']);
    let mut dispatch = if marked {
        of_marked_lines(text, &codes, fields)?
    } else {
        of_plain_lines(text, &codes, fields)?
    };
    let alert = matches!(dispatch.level, Some(Level::Alert | Level::Flash));
    if dispatch.headline.is_none() && alert {
        dispatch.headline = first_words(&dispatch);
    }
    Some(dispatch)
}

/// The first paragraph behind the dateline.
fn first_words(dispatch: &Dispatch) -> Option<String> {
    let first = dispatch.paragraphs.first()?.span;
    let line = dispatch.dateline.as_ref().map(|line| line.span);
    let start = line
        .filter(|line| first.covers(*line))
        .map_or(first.start(), |line| line.end());
    let words = dispatch.text.as_str().get(start..first.end())?.trim();
    (!words.is_empty() && !words.contains('\n')).then(|| words.to_owned())
}

/// What the second line says: `f l DC3 DC1 BC-LT--Argentina-CancerB 11-13 1049`.
struct Codes<'a> {
    urgency: Option<u8>,
    category: Option<&'a str>,
    /// Squeezed and cut off behind some 24 letters.
    keyword: Option<&'a str>,
    preformatted: bool,
}

impl<'a> Codes<'a> {
    fn read(above: &'a str) -> Self {
        let line = above
            .split(['\n', '\r'])
            .skip(1)
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default();
        let mut words = line
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty());
        let priority = words.next();
        Codes {
            urgency: priority.map(urgency),
            category: words.next(),
            keyword: words.next(),
            preformatted: line.contains(PREFORMATTED),
        }
    }
}

/// Flash, urgent, bulletin; all other letters are of ordinary news.
fn urgency(priority: &str) -> u8 {
    match priority {
        "f" => 1,
        "u" => 2,
        "b" => 3,
        _ => 4,
    }
}

/// Header lines begin with a caret, paragraphs with a tab.
fn of_marked_lines(text: &str, codes: &Codes<'_>, fields: Dispatch) -> Option<Dispatch> {
    let is_blank = |line: &&str| lines::clean(line).trim().is_empty();
    let mut rest = text.split(['\n', '\r']).skip_while(is_blank).peekable();
    let mut head = Head::default();
    while let Some(line) = rest.next_if(|line| line.starts_with('^') || is_blank(line)) {
        head.read(line);
    }
    let mut body: Vec<&str> = rest.collect();
    // Centred lines above the first paragraph are part of the text.
    body.splice(0..0, head.centred.iter().copied());
    let mut blocks = text::blocks(&body, codes.preformatted);
    if blocks.is_empty() {
        blocks.extend(
            head.header
                .headline
                .iter()
                .map(|headline| text::prose(headline)),
        );
    }
    if blocks.is_empty() {
        return None;
    }
    let full = head.keyword.unwrap_or_default();
    let (keyword, take) = full.split_once(',').unwrap_or((&full, ""));
    head.header
        .read_words(keyword.rsplit('-').next().unwrap_or_default());
    for words in take.split(',') {
        head.header.read_words(words);
    }
    let fields = Dispatch {
        version: writethru(take),
        slug: codes.keyword.map(|short| slug(short, keyword)),
        ..head.header.fill(fields)
    };
    Some(assemble::with_text(fields, &blocks, head.agency))
}

/// The lines `^…<` and `^…=` above the first paragraph.
#[derive(Default)]
struct Head<'a> {
    header: Header,
    keyword: Option<String>,
    agency: Option<String>,
    centred: Vec<&'a str>,
}

impl<'a> Head<'a> {
    fn read(&mut self, line: &'a str) {
        let clean = lines::clean(line);
        let words = clean.trim();
        let bare = words.trim_matches(['^', '<', '=', ' ', '+']);
        let text = typography(bare);
        if text.is_empty() {
        } else if self.keyword.is_none() {
            self.keyword = Some(text);
        } else if self.header.byline.is_some() && begins_with_agency(&text) {
            self.agency = Some(text);
        } else if let Some(note) = to_editors(&text) {
            self.note(note);
        } else if self.header.read_line(&text) {
        } else if self.header.headline.is_none() {
            self.header.headline = Some(text);
        } else if words.ends_with('=') {
            self.centred.push(line);
        } else {
            self.note(text);
        }
    }

    fn note(&mut self, text: String) {
        self.header.notes.push(EditorialNote {
            text,
            publishable: true,
        });
    }
}

/// A note to editors without the label that says so: `Eds: With AP Photos.`, `(Eds: Minor edits.)`
fn to_editors(text: &str) -> Option<String> {
    let (open, note) = text.split_once("Eds: ")?;
    matches!(open, "" | "(").then(|| format!("{open}{note}"))
}

/// `Associated Press`, `AP Sports Writer`
fn begins_with_agency(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=words.len().min(3)).any(|length| dateline::is_agency(&words[..length].join(" ")))
}

/// The keyword without `BC-` and the region. On the second line, `short`, it is cut off: the part of a word at its end goes.
fn slug(short: &str, full: &str) -> String {
    let ends = full
        .char_indices()
        .filter(|(_, c)| matches!(c, ' ' | '-'))
        .map(|(at, _)| at)
        .chain([full.len()]);
    let squeezed = |end: usize| full.get(..end).unwrap_or_default().replace(' ', "");
    let whole = ends
        .map(squeezed)
        .take_while(|words| short.starts_with(words.as_str()))
        .last()
        .unwrap_or_else(|| short.to_owned());
    let bare = match whole.split_once('-') {
        Some(("AM" | "PM" | "BC" | "AP", rest)) => rest,
        _ => whole.as_str(),
    };
    let bare = bare.trim_end_matches('-');
    match bare.split_once("--") {
        Some((region, rest)) if region.len() == 2 => rest.to_owned(),
        _ => bare.to_owned(),
    }
}

/// The number of a writethru: `1st Ld-Writethru`.
fn writethru(take: &str) -> Option<String> {
    let words = take.trim();
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = words.split_at_checked(digits)?;
    (!number.is_empty() && rest.contains("Ld")).then(|| number.to_owned())
}

/// Keyword, headline up to a plus sign, and a text whose paragraphs are indented.
fn of_plain_lines(text: &str, codes: &Codes<'_>, fields: Dispatch) -> Option<Dispatch> {
    let clean = lines::clean(text);
    let lines = layout::without_double_spacing(lines::lines(&clean));
    let first = lines.iter().position(|line| !line.is_blank())?;
    let keyword = lines[first].text;
    let is_keyword = keyword.contains('-') && lines[first].words() == 1;
    let lines = &lines[first + usize::from(is_keyword)..];
    let slug = if is_keyword {
        Some(keyword)
    } else {
        codes.keyword
    };
    let fields = Dispatch {
        slug: slug.map(str::to_owned),
        ..fields
    };
    plain::story(lines, fields, read_title)
}

fn read_title(lines: &[Line<'_>]) -> (Header, usize) {
    const MOST_LINES: usize = 4;
    let leading = lines.iter().take(MOST_LINES);
    let Some(last) = leading.clone().position(|line| line.text.ends_with('+')) else {
        return header::read(lines);
    };
    let title: Vec<Line<'_>> = leading
        .take(last + 1)
        .map(|line| Line::new(line.text.trim_end_matches('+')))
        .collect();
    (header::read_title(&title), last + 1)
}

/// What follows the end of the text: `AP-WF-11-13-13 1509GMT` (month, day, year), `KWS-21:37-09-12-18` (day, month, year).
fn transmission_time(below: &str) -> Option<WireTime> {
    let clean = lines::clean(below);
    let line = clean.lines().find(|line| !line.trim().is_empty())?;
    let parts: Vec<&str> = line
        .trim_matches(['<', '^', ' ', '\t'])
        .split(['-', ' '])
        .collect();
    let clock_first = parts.get(1).is_some_and(|part| part.contains(':'));
    let (day, month, year, clock) = match parts[..] {
        [_, clock, day, month, year, ..] if clock_first => (day, month, year, clock),
        [.., month, day, year, clock] => (day, month, year, clock),
        _ => return None,
    };
    let digits: String = clock.chars().filter(char::is_ascii_digit).collect();
    let (hour, minute) = digits.split_at_checked(2)?;
    let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    let day = Date::new(
        date::parse_year(year)?,
        month.parse().ok()?,
        day.parse().ok()?,
    )
    .ok()?;
    Some(WireTime {
        at: day.to_datetime(time),
        offset: clock.ends_with("GMT").then_some(Offset::UTC),
    })
}

#[cfg(test)]
mod tests;
