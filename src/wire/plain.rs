//! Plain-text wires: a few header lines, a dateline, hard-wrapped paragraphs, a sign-off.
//!
//! Puts together what [`header`], [`closing`], [`reflow`] and [`dateline`] find; has no rule of its own but what an alert is.

use super::lines;
use super::reflow::{self, Block};
use super::{Input, WireError, charset, closing, dateline, header, layout};
use crate::model::{CanonicalText, Dateline, Dispatch, Format, Level, Paragraph, Span};

/// Every text is plain text, when it is nothing else.
pub fn recognises(_text: &str) -> bool {
    true
}

/// The one dispatch of a plain-text file.
///
/// # Errors
/// When it is binary data, or nothing is left of it without its controls.
pub fn dispatches(input: &Input) -> Result<Vec<Dispatch>, WireError> {
    if charset::is_binary(&input.text) {
        return Err(WireError::Binary);
    }
    let clean = lines::clean(&input.text);
    let lines = layout::without_double_spacing(lines::lines(&clean));
    let (closing, end) = closing::read(&lines);
    let (header, start) = header::read(&lines[..end]);
    let mut blocks = reflow::paragraphs(&lines[start..end]);
    if blocks.is_empty() {
        blocks = reflow::paragraphs(&lines);
    }
    let headline = header.headline.or_else(|| alert(header.level, &mut blocks));
    let (text, paragraphs) = canonical(&blocks);
    if text.is_empty() {
        return Err(WireError::Empty);
    }
    let agency = header.agency.or(closing.agency);
    let dateline = find_dateline(&text, &paragraphs).or(agency.map(agency_alone));
    Ok(vec![Dispatch {
        id: identity(&text, dateline.as_ref()),
        source: input.source(Format::Plain, 0),
        status: header.status,
        signal: header.signal,
        urgency: header.urgency,
        level: header.level,
        slug: header.slug,
        headline,
        byline: header.byline,
        ednotes: header.notes,
        embargo: header.embargo,
        created: closing.created,
        signoff: closing.signoff,
        dateline,
        text,
        paragraphs,
        original: input.text.clone(),
        ..Dispatch::default()
    }])
}

/// An alert is a single line without a dateline: its text is its headline. Takes the bullet off the text.
fn alert(level: Option<Level>, blocks: &mut [Block]) -> Option<String> {
    let [only] = blocks else { return None };
    level?;
    if dateline::at_start(&only.text, 0).is_some() {
        return None;
    }
    let bare = only
        .text
        .trim_start_matches(['-', '–', '—', '*', ' '])
        .to_owned();
    only.text.clone_from(&bare);
    Some(bare)
}

/// The text with its paragraphs joined by one blank line.
fn canonical(blocks: &[Block]) -> (CanonicalText, Vec<Paragraph>) {
    let mut text = String::with_capacity(blocks.iter().map(|block| block.text.len() + 2).sum());
    let mut paragraphs = Vec::with_capacity(blocks.len());
    for block in blocks.iter().filter(|block| !block.text.is_empty()) {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&block.text);
        paragraphs.push(Paragraph {
            span: Span::new(start, text.len()),
            kind: block.kind,
        });
    }
    (CanonicalText::new(text), paragraphs)
}

/// The first dateline among the first paragraphs; one that names its agency goes before a mere place.
fn find_dateline(text: &CanonicalText, paragraphs: &[Paragraph]) -> Option<Dateline> {
    const LEADING: usize = 4;
    let found = paragraphs
        .iter()
        .take(LEADING)
        .filter_map(|paragraph| dateline::at_start(&text[paragraph.span], paragraph.span.start()));
    let found: Vec<Dateline> = found.collect();
    let named = found.iter().find(|line| line.agency.is_some());
    named.or(found.first()).cloned()
}

/// An agency that only the lines around the text name; the text holds no dateline, so that its span is empty.
fn agency_alone(agency: String) -> Dateline {
    Dateline {
        span: Span::new(0, 0),
        place: None,
        date: None,
        agency: Some(agency),
    }
}

/// The same for every transmission of a text, whatever its layout: FNV-1a (64 bits) of the agency, the dateline and the
/// first 200 letters, in hexadecimal.
fn identity(text: &CanonicalText, dateline: Option<&Dateline>) -> String {
    const LETTERS: usize = 200;
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let agency = dateline.and_then(|line| line.agency.as_deref());
    let line = dateline.map(|line| &text[line.span]);
    let letters: String = text
        .as_str()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(LETTERS)
        .collect();
    let parts = [
        agency.unwrap_or_default(),
        line.unwrap_or_default(),
        letters.as_str(),
    ]
    .join("\n");
    let hash = parts.bytes().fold(OFFSET_BASIS, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(PRIME)
    });
    format!("{hash:016x}")
}
