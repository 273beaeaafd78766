//! Puts a dispatch together: blocks of text and the fields beside them in, canonical text, paragraphs and dateline out.
//! What all formats share; knows none of them.

use std::hash::Hasher;

use super::dateline;
use super::reflow::Block;
use crate::model::{CanonicalText, Dateline, Dispatch, Fnv1a, Paragraph, Span};

/// The dispatch with the text of the blocks, and with the dateline in it. `agency` is named somewhere around the text, and
/// counts where the text names none. Without an id, it gets one that is made of its text.
pub fn with_text(fields: Dispatch, blocks: &[Block], agency: Option<String>) -> Dispatch {
    let (text, paragraphs) = canonical(blocks);
    let dateline = find_dateline(&text, &paragraphs, &fields);
    let dateline = dateline.or(agency.map(dateline::of_agency));
    let id = if fields.id.is_empty() {
        identity(&text, dateline.as_ref())
    } else {
        fields.id
    };
    Dispatch {
        id,
        text,
        paragraphs,
        dateline,
        ..fields
    }
}

/// The text with its paragraphs joined by one blank line.
fn canonical(blocks: &[Block]) -> (CanonicalText, Vec<Paragraph>) {
    let mut text = String::with_capacity(blocks.iter().map(|block| block.text.len() + 2).sum());
    let mut paragraphs = Vec::with_capacity(blocks.len());
    for block in blocks.iter().filter(|block| !block.text.trim().is_empty()) {
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

/// The best dateline among the first paragraphs.
fn find_dateline(
    text: &CanonicalText,
    paragraphs: &[Paragraph],
    fields: &Dispatch,
) -> Option<Dateline> {
    const LEADING: usize = 4;
    let sent = fields.version_created.or(fields.created);
    let sent = sent.map(|time| time.at.date());
    let at = |paragraph: &Paragraph| {
        dateline::at_start_near(&text[paragraph.span], paragraph.span.start(), sent)
    };
    let found = paragraphs.iter().take(LEADING).filter_map(at);
    dateline::best(found, |line| line)
}

/// The same for every transmission of a text, whatever its layout: FNV-1a of the agency, the dateline and the first
/// 200 letters, in hexadecimal.
fn identity(text: &CanonicalText, dateline: Option<&Dateline>) -> String {
    const LETTERS: usize = 200;
    let agency = dateline.and_then(|line| line.agency.as_deref());
    let line = dateline.map(|line| &text[line.span]);
    let mut letters = String::with_capacity(LETTERS * 2);
    letters.extend(
        text.as_str()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .take(LETTERS),
    );
    let mut hash = Fnv1a::default();
    let parts = [
        agency.unwrap_or_default(),
        "\n",
        line.unwrap_or_default(),
        "\n",
        &letters,
    ];
    parts.iter().for_each(|part| hash.write(part.as_bytes()));
    format!("{:016x}", hash.finish())
}
