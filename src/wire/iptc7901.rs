//! IPTC 7901, the telegraphic format of dpa, ATS and others: a line of codes, the slug, title lines closed by ` =`, the text,
//! the day and time of transmission.
//!
//! `SOH eca062 4 i 211 … dpa 061`, slug, `STX` title ` =`, text, `ETX 131137 GMT Nov 13`, `EOT`. The control characters may
//! have been stripped on the way. Knows the frame alone; the text is a plain text.

use super::header::{self, Header};
use super::lines::{self, Line};
use super::{Input, WireError, closing, dateline, layout, plain};
use crate::model::{Dispatch, Format};

const SOH: char = '\u{1}';
const STX: char = '\u{2}';
const EOT: char = '\u{4}';

/// Whether a line of codes stands in the first lines that hold anything.
pub fn recognises(text: &str) -> bool {
    const LEADING: usize = 4;
    let leading = pieces(text).filter(|piece| !piece.is_blank()).take(LEADING);
    leading.enumerate().any(|(at, piece)| {
        let begins = || codes(piece.text).is_some_and(|codes| piece.after_soh || codes.is_bare());
        (piece.after_soh || at == 0) && begins()
    })
}

/// The dispatches of all messages of a file.
///
/// # Errors
/// When none of them holds any text.
pub fn dispatches(input: &Input<'_>) -> Result<Vec<Dispatch>, WireError> {
    let messages = messages(&input.text);
    let alone = messages.len() == 1;
    let mut found = Vec::with_capacity(messages.len());
    for message in messages {
        let mut fields = input.fields(Format::Iptc7901, found.len());
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

fn read(message: &str, fields: Dispatch) -> Option<Dispatch> {
    let (first, rest) = message.split_once(['\n', '\r']).unwrap_or((message, ""));
    let codes = codes(first.trim_matches(is_filler))?;
    let (above, text) = rest.split_once(STX).unwrap_or(("", rest));
    let clean = lines::clean(text);
    let lines = layout::without_double_spacing(lines::lines(&clean));
    let (slug, lines) = if above.is_empty() {
        slug_lines(&lines)
    } else {
        (slug_of(&lines::lines(&lines::clean(above))), &lines[..])
    };
    let fields = Dispatch {
        urgency: codes.urgency,
        subjects: vec![codes.category.to_owned()],
        slug,
        ..fields
    };
    let mut dispatch = plain::story(lines, fields, read_title)?;
    // The number of a message is taken again after a while.
    let day = dispatch.created.map(|time| format!("-{}", time.at.date()));
    dispatch.id = format!("{}{}", codes.serial, day.unwrap_or_default());
    if dispatch.dateline.is_none() {
        dispatch.dateline = codes.agency.map(dateline::of_agency);
    }
    Some(dispatch)
}

/// The title ends with a line that ends with ` =`; without one, the header is that of a plain text.
fn read_title(lines: &[Line<'_>]) -> (Header, usize) {
    const MOST_LINES: usize = 12;
    let leading = lines.iter().take(MOST_LINES);
    match leading.clone().position(|line| line.text.ends_with('=')) {
        Some(last) => (header::read_title(&lines[..=last]), last + 1),
        None => header::read(lines),
    }
}

/// The slug at the head of lines that lost their controls: those that end with a slash; and the lines behind it.
fn slug_lines<'a, 'b>(lines: &'b [Line<'a>]) -> (Option<String>, &'b [Line<'a>]) {
    let is_slug = |line: &Line<'_>| line.is_blank() || line.text.ends_with('/');
    let end = lines.iter().position(|line| !is_slug(line));
    let (slug, rest) = lines.split_at(end.unwrap_or(lines.len()));
    (slug_of(slug), rest)
}

fn slug_of(lines: &[Line<'_>]) -> Option<String> {
    let slug = lines::joined(lines);
    let slug = slug.trim().trim_matches('/').trim();
    (!slug.is_empty()).then(|| slug.replace('\t', " "))
}

/// The first line of a message.
struct Codes<'a> {
    /// Source and number: `eca062`.
    serial: &'a str,
    urgency: Option<u8>,
    category: &'a str,
    agency: Option<&'a str>,
}

impl Codes<'_> {
    /// Whether it can be told without the control characters before it: other wires have lines like it, in capitals.
    fn is_bare(&self) -> bool {
        let lower = |text: &str| text.chars().all(|c| !c.is_uppercase());
        self.urgency.is_some() && lower(self.serial) && lower(self.category)
    }
}

/// `source number SP priority SP category SP words SP routing`; some leave the number of words out.
fn codes(line: &str) -> Option<Codes<'_>> {
    let words: Vec<&str> = line.split_whitespace().take(8).collect();
    let [serial, priority, category, rest @ ..] = &words[..] else {
        return None;
    };
    let source = serial.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_letters = |text: &str, most| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let digits = serial.len() - source.len();
    let known = is_letters(source, 6)
        && (2..=6).contains(&digits)
        && priority.chars().count() == 1
        && is_letters(category, 4)
        && rest
            .first()?
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/-".contains(&byte));
    known.then(|| Codes {
        serial,
        urgency: priority
            .parse()
            .ok()
            .filter(|urgency| (1..=9).contains(urgency)),
        category,
        agency: rest.iter().copied().find(|word| dateline::is_agency(word)),
    })
}

/// The messages of a file, each from its line of codes to the next one.
fn messages(text: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    // Without controls, the line behind the trailer of a message begins the next one.
    let mut after_message = true;
    for piece in pieces(text).filter(|piece| !piece.is_blank()) {
        if codes(piece.text)
            .is_some_and(|codes| piece.after_soh || after_message && codes.is_bare())
        {
            starts.push(piece.start);
        }
        after_message = closing::is_trailer(piece.text);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(&start, end)| text.get(start..end))
        .collect()
}

/// A line, or what an end-of-message or start-of-message mark sets apart on it.
struct Piece<'a> {
    /// Byte in the text, behind the mark.
    start: usize,
    /// Without blanks and fillers at its ends.
    text: &'a str,
    after_soh: bool,
}

impl Piece<'_> {
    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let (mut start, mut after_soh) = (0, false);
    lines::pieces(text, [b'\n', b'\r', SOH as u8, EOT as u8]).map(move |piece| {
        let found = Piece {
            start,
            text: piece.trim_matches(is_filler),
            after_soh,
        };
        start += piece.len();
        after_soh = piece.ends_with(SOH);
        found
    })
}

/// Blanks, fillers (DEL, NUL) and marks around a line.
fn is_filler(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Level, Signal, Status};
    use crate::wire::examples;

    const MESSAGE: &str = "\u{7f}\u{7f}\r\n\u{1}xyz0123 2 pl 32  dpa 0456\r\n\r\nNordland/\r\nWahl/\r\n\u{2}EXTRA\r\n2ND LEAD\r\nNordland wählt\r\nVon Anne Muster, dpa =\r\n\r\n   Nordstadt (dpa) - In Nordland wird gewählt. Das sagte die\r\nWahlleiterin am Montag.\r\n\r\n# dpa-Notizblock\r\n\r\n* * * *\r\nThe following information is not for publication\r\n\r\n- Redaktion: Tel. 000\r\n\r\ndpa am xy\r\n\u{3}091223 Dez 18\r\n\u{7f}\u{4}";

    fn read(text: &str) -> Vec<Dispatch> {
        examples::read(Format::Iptc7901, text)
    }

    #[test]
    fn every_line_is_a_field() {
        let dispatch = &read(MESSAGE)[0];
        assert_eq!(dispatch.id, "xyz0123-2018-12-09");
        assert_eq!(dispatch.urgency, Some(2));
        assert_eq!(dispatch.subjects, ["pl"]);
        assert_eq!(dispatch.slug.as_deref(), Some("Nordland/ Wahl"));
        assert_eq!(dispatch.headline.as_deref(), Some("Nordland wählt"));
        assert_eq!(dispatch.byline.as_deref(), Some("Von Anne Muster, dpa"));
        assert_eq!(
            (dispatch.level, dispatch.signal),
            (Some(Level::Lead), Some(Signal::Update))
        );
        assert_eq!(dispatch.signoff.as_deref(), Some("dpa am xy"));
        assert_eq!(dispatch.created.unwrap().to_string(), "2018-12-09T12:23:00");
        assert_eq!(
            dispatch.text.as_str(),
            "Nordstadt (dpa) - In Nordland wird gewählt. Das sagte die Wahlleiterin am Montag."
        );
        assert!(!dispatch.ednotes[0].publishable);
    }

    #[test]
    fn controls_may_be_gone() {
        let bare: String = MESSAGE
            .chars()
            .filter(|c| !c.is_control() || *c == '\n')
            .collect();
        let (bare, whole) = (&read(&bare)[0], &read(MESSAGE)[0]);
        assert_eq!(bare.text, whole.text);
        assert_eq!(
            (&bare.id, &bare.slug, &bare.headline),
            (&whole.id, &whole.slug, &whole.headline)
        );
    }

    #[test]
    fn a_file_may_hold_several_messages() {
        let two = format!("{MESSAGE}\r\n{}", MESSAGE.replace("0123", "0124"));
        for text in [
            two.clone(),
            two.replace([SOH, STX, EOT, '\u{3}', '\u{7f}'], ""),
        ] {
            let found = read(&text);
            let ids: Vec<&str> = found.iter().map(|dispatch| dispatch.id.as_str()).collect();
            assert_eq!(ids, ["xyz0123-2018-12-09", "xyz0124-2018-12-09"]);
            assert_eq!(found[1].source.item, 1);
        }
    }

    #[test]
    fn a_kill_stops_the_item() {
        let kill = MESSAGE.replace("EXTRA\r\n2ND LEAD", "KILL KILL KILL '''''");
        let dispatch = &read(&kill)[0];
        assert_eq!(
            (dispatch.status, dispatch.signal),
            (Status::Canceled, Some(Signal::Kill))
        );
    }

    #[test]
    fn a_message_cut_off_keeps_what_is_there() {
        let title = MESSAGE.split_inclusive(" =").next().unwrap();
        assert_eq!(read(title)[0].text.as_str(), "Nordland wählt");
        let half = MESSAGE.split("Das sagte").next().unwrap();
        assert!(read(half)[0].text.as_str().ends_with("gewählt."));
    }

    #[test]
    fn other_lines_with_numbers_are_no_codes() {
        for text in [
            "FRA0064 1 G 0004 FRA/AFP-RC58\nFLASH\n",
            "route66 a la carte\n",
            "abc12 4\n",
        ] {
            assert!(!recognises(text), "{text}");
        }
    }
}
