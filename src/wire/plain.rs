//! Plain-text wires: a few header lines, a dateline, hard-wrapped paragraphs, a sign-off.
//!
//! Puts together what [`header`], [`closing`], [`notebook`] and [`reflow`] find; has no rule of its own but what an alert is.
//! Formats that wrap such a text in lines of their own use it too.

use super::lines::{self, Line};
use super::reflow::{self, Block};
use super::{
    Input, WireError, assemble, charset, closing, dateline, foreign, header, layout, notebook,
};
use crate::model::{Dispatch, Format, Level, ParagraphKind, fold};

/// Every text is plain text, when it is nothing else.
pub fn recognises(_text: &str) -> bool {
    true
}

/// The one dispatch of a plain-text file.
///
/// # Errors
/// When it is binary data, or nothing is left of it without its controls; or it was not named and is surely no wire.
pub fn dispatches(input: &Input<'_>) -> Result<Vec<Dispatch>, WireError> {
    if charset::is_binary(&input.text) {
        return Err(WireError::Binary);
    }
    let fields = input.fields(Format::Plain, 0);
    let dispatch = read(&input.text, fields).ok_or(WireError::Empty)?;
    if !input.named
        && !names_agency(&dispatch)
        && let Some(kind) = foreign::kind(&input.text)
    {
        return Err(WireError::NoNews(kind));
    }
    Ok(vec![dispatch])
}

/// Only wires begin with an agency.
fn names_agency(dispatch: &Dispatch) -> bool {
    let line = dispatch.dateline.as_ref();
    line.is_some_and(|line| line.agency.is_some())
}

/// The dispatch of a plain text; none when nothing is left of the text without its controls.
///
/// `fields` holds what is already known of it, which goes before what the text says.
pub fn read(text: &str, fields: Dispatch) -> Option<Dispatch> {
    let clean = lines::clean(text);
    let lines = layout::without_double_spacing(lines::lines(&clean));
    story(&lines, fields, header::read)
}

/// The dispatch of lines whose blank ones separate paragraphs; `read_header` gives the header and the number of lines that
/// it takes.
pub fn story(
    lines: &[Line<'_>],
    fields: Dispatch,
    read_header: impl FnOnce(&[Line<'_>]) -> (header::Header, usize),
) -> Option<Dispatch> {
    let (closing, end) = closing::read(lines);
    let (notes, end) = notebook::read(&lines[..end]);
    let (header, start) = read_header(&lines[..end]);
    let mut blocks = reflow::paragraphs(&lines[start..end]);
    let heading = |text: &String| Block {
        kind: ParagraphKind::Prose,
        text: text.clone(),
    };
    if blocks.is_empty() {
        blocks.extend(header.headline.iter().map(heading));
    }
    if blocks.is_empty() {
        blocks = reflow::paragraphs(lines);
    }
    if let (Some(known), Some(own)) = (&fields.headline, &header.headline)
        && fold(known) != fold(own)
        && start < end
    {
        // A headline that is none stays in the text.
        blocks.insert(0, heading(own));
    }
    let agency = header.agency.clone().or(closing.agency);
    let mut fields = header.fill(fields);
    if fields.headline.is_none() {
        fields.headline = alert(fields.level, &mut blocks);
    }
    if blocks.is_empty() {
        return None;
    }
    fields.ednotes.extend(notes);
    fields.created = fields.created.or(closing.created);
    fields.signoff = fields.signoff.or(closing.signoff);
    Some(assemble::with_text(fields, &blocks, agency))
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
