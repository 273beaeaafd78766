//! E-mail: RFC 5322 messages with MIME parts, and mailboxes of them (mbox).
//!
//! The subject is the headline, the text part is read as a plain text, an HTML part as HTML. Attachments that are wires become
//! dispatches of their own; others become a note. Decoding is [`mail_parser`]'s; what it is given is bounded here.

mod bounds;

use mail_parser::{
    Address, Encoding, HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders,
    PartType,
};

use super::header::Header;
use super::{Input, WireError, article, charset, html, lines, plain, times, xml};
use crate::model::{Dispatch, EditorialNote, Format};

/// Messages inside of messages that are read.
const MOST_NESTED: usize = 4;

/// Whether header lines stand before the first blank line, and one of them is of every message.
pub fn recognises(text: &str) -> bool {
    const LONGEST_LINE: usize = 1000;
    const MOST_LINES: usize = 1000;
    const SURE: [&str; 3] = ["from", "subject", "message-id"];
    const LIKELY: [&str; 9] = [
        "to",
        "date",
        "received",
        "return-path",
        "delivered-to",
        "mime-version",
        "content-type",
        "x-received",
        "reply-to",
    ];
    let (mut sure, mut likely) = (0, 0);
    let text = without_envelope(text.trim_start());
    let header = text.lines().take_while(|line| !line.trim().is_empty());
    for line in header.take(MOST_LINES) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let name = line.split(':').next().filter(|name| {
            name.len() < line.len().min(LONGEST_LINE)
                && !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_graphic())
        });
        let Some(name) = name else {
            return false;
        };
        let is = |known: &&str| name.eq_ignore_ascii_case(known);
        sure += usize::from(SURE.iter().any(is));
        likely += usize::from(LIKELY.iter().any(is));
    }
    sure >= 1 && sure + likely >= 2
}

/// The text behind the first line of a mailbox: `From name@host Mon Jan 2 …`.
fn without_envelope(text: &str) -> &str {
    match text.split_once('\n') {
        Some((line, rest)) if line.starts_with("From ") => rest,
        _ => text,
    }
}

/// The dispatches of all messages, each before those that are attached to it.
///
/// # Errors
/// When no message holds any text, nor a subject.
pub fn dispatches(input: &Input<'_>) -> Result<Vec<Dispatch>, WireError> {
    // Parts have charsets of their own, so that the bytes are wanted as they came; but for those that are no ASCII.
    let wide = input.charset.starts_with("utf-16") || input.charset.starts_with("utf-32");
    let bytes = if wide {
        input.text.as_bytes()
    } else {
        let mark = "\u{FEFF}".as_bytes();
        input.bytes.strip_prefix(mark).unwrap_or(input.bytes)
    };
    let mut found = Vec::new();
    let messages = bounds::messages(bytes);
    let alone = messages.len() == 1;
    for bytes in messages {
        let original = (!alone).then(|| charset::decode(bytes).text.into());
        let parser = parser();
        let Some(message) = parser.parse(bounds::bounded(bytes)) else {
            continue;
        };
        let mut reading = Reading {
            input,
            original: original.unwrap_or_else(|| input.text.clone()),
            found: &mut found,
        };
        reading.message(&message, 0);
    }
    if found.is_empty() {
        return Err(WireError::Empty);
    }
    Ok(found)
}

/// Knows the headers that are read here; others cost nothing.
fn parser() -> MessageParser {
    MessageParser::new()
        .with_mime_headers()
        .header_text(HeaderName::Date)
        .header_address(HeaderName::From)
        .header_id(HeaderName::MessageId)
        .header_text(HeaderName::Subject)
        .header_text(HeaderName::Keywords)
        .header_text(HeaderName::ContentLanguage)
        .header_id(HeaderName::Supersedes)
        .default_header_ignore()
}

struct Reading<'a, 'b> {
    input: &'a Input<'a>,
    original: std::sync::Arc<str>,
    found: &'b mut Vec<Dispatch>,
}

impl Reading<'_, '_> {
    fn message(&mut self, message: &Message<'_>, depth: usize) {
        let at = self.found.len();
        let mut fields = self.fields(message);
        let mut notes = Vec::new();
        for part in message.attachments() {
            if !self.attachment(part, depth) {
                notes.push(note(described(part), true));
            }
        }
        fields.ednotes.append(&mut notes);
        let dispatch = with_body(message, fields);
        if let Some(dispatch) = dispatch {
            self.found.insert(at, dispatch);
        }
        for (item, dispatch) in self.found.iter_mut().enumerate().skip(at) {
            dispatch.source.item = item;
        }
    }

    /// What the headers say.
    fn fields(&self, message: &Message<'_>) -> Dispatch {
        let mut fields = self.input.fields(Format::Email, 0);
        fields.original = self.original.clone();
        fields.id = message
            .message_id()
            .map(|id| format!("<{id}>"))
            .unwrap_or_default();
        fields.created =
            text_of(message.header(HeaderName::Date)).and_then(|date| times::parse_mail(&date));
        fields.lang = text_of(message.header(HeaderName::ContentLanguage));
        fields.supersedes =
            text_of(message.header(HeaderName::Supersedes)).map(|id| format!("<{id}>"));
        let keywords = text_of(message.header(HeaderName::Keywords)).unwrap_or_default();
        fields.keywords = keywords
            .split([',', ';'])
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty())
            .collect();
        // The address of the sender is for the desk alone.
        let sender = message.from().and_then(Address::first).map(|sender| {
            let parts = [sender.name(), sender.address()];
            xml::one_line(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
        });
        fields
            .ednotes
            .extend(sender.map(|sender| note(sender, false)));
        let Some(subject) = text_of(message.header(HeaderName::Subject)) else {
            return fields;
        };
        // `URGENT - …` says what the message is, as it does above a plain text.
        let mut said = Header::default();
        said.read_words(&subject);
        said.read_headline(&subject);
        Dispatch {
            headline: Some(subject),
            ..said.fill(fields)
        }
    }

    /// Reads an attached message or wire; false when it is none.
    fn attachment(&mut self, part: &MessagePart<'_>, depth: usize) -> bool {
        if let PartType::Message(message) = &part.body {
            if depth < MOST_NESTED {
                self.message(message, depth + 1);
            }
            return depth < MOST_NESTED;
        }
        let Ok(wires) = super::inside(self.input, &self.input.path, part.contents()) else {
            return false;
        };
        // Any text is plain text; an agency in its dateline makes it a dispatch.
        let is_wire = |dispatch: &Dispatch| {
            dispatch.source.format != Format::Plain
                || dispatch
                    .dateline
                    .as_ref()
                    .is_some_and(|line| line.agency.is_some())
        };
        let before = self.found.len();
        self.found.extend(wires.into_iter().filter(is_wire));
        self.found.len() > before
    }
}

fn note(text: String, publishable: bool) -> EditorialNote {
    EditorialNote { text, publishable }
}

/// `photo.jpg (image/jpeg)`
fn described(part: &MessagePart<'_>) -> String {
    let name = part.attachment_name().unwrap_or("attachment");
    let kind = part.content_type().map(|kind| {
        let (main, sub) = (kind.ctype(), kind.subtype().unwrap_or("*"));
        format!(" ({main}/{sub})")
    });
    xml::one_line(&format!("{name}{}", kind.unwrap_or_default()))
}

/// The dispatch of the text part, or of the HTML part; of the subject alone when there is neither.
fn with_body(message: &Message<'_>, fields: Dispatch) -> Option<Dispatch> {
    let parts = || message.text_body.iter().filter_map(|&at| message.part(at));
    let texts: Vec<String> = parts()
        .filter(|part| matches!(part.body, PartType::Text(_)))
        .map(|part| text(message, part))
        .collect();
    let joined = texts.join("\n\n");
    let (body, signature) = bounds::without_signature(&joined);
    let mut fields = fields;
    if let Some(signature) = signature {
        fields.ednotes.push(note(signature, false));
    }
    if !body.trim().is_empty()
        && let Some(dispatch) = plain::read(body, fields.clone())
    {
        return Some(dispatch);
    }
    let pages = message.html_body.iter().filter_map(|&at| message.part(at));
    let blocks: Vec<_> = pages
        .filter(|part| matches!(part.body, PartType::Html(_)))
        .flat_map(|part| html::blocks(&text(message, part)))
        .collect();
    if !blocks.is_empty() {
        return Some(article::dispatch(
            fields,
            blocks,
            article::Stated::default(),
        ));
    }
    let subject = fields.headline.clone()?;
    plain::read(&subject, fields)
}

/// The text of a part. What its charset does not explain is read as a file without one.
fn text(message: &Message<'_>, part: &MessagePart<'_>) -> String {
    let decoded = part.text_contents().unwrap_or_default();
    let raw = || {
        let (start, end) = (part.offset_body as usize, part.offset_end as usize);
        message.raw_message.get(start..end)
    };
    if part.encoding == Encoding::None
        && decoded.contains(char::REPLACEMENT_CHARACTER)
        && let Some(raw) = raw()
    {
        return charset::decode(raw).text.into_owned();
    }
    decoded.to_owned()
}

fn text_of(value: Option<&HeaderValue<'_>>) -> Option<String> {
    let text = value?.as_text().map(lines::clean)?;
    let text = xml::one_line(&text);
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests;
