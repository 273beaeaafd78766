//! The quotations panel: number, review mark, speaker, cue, paragraph, first words; terms in marks after the utterances.

use ratatui::text::{Line, Span as Piece};

use super::{PARAGRAPH, mark, marker, paragraph_mark};
use crate::model::{Quotation, QuotationKind};
use crate::tui::canvas::column;
use crate::tui::reader::{Reader, Selection};
use crate::tui::state::Look;

/// Utterances, then terms.
pub fn targets(reader: &Reader) -> Vec<Selection> {
    let contents = &reader.contents;
    let all = contents.utterances.iter().chain(&contents.terms);
    all.copied().map(Selection::Quotation).collect()
}

/// Two lines where `tall` allows it, the words on the second; terms never need more than one.
pub(super) fn height(reader: &Reader, target: Selection, tall: bool) -> usize {
    match target {
        Selection::Quotation(at) if tall && reader.contents.number_of(at).is_some() => 2,
        _ => 1,
    }
}

/// The lines of a quotation, as many as [`height`] says.
pub(super) fn lines(
    reader: &Reader,
    at: usize,
    look: &Look,
    width: usize,
    tall: bool,
) -> Vec<Line<'static>> {
    let Some(quotation) = reader
        .annotations
        .as_ref()
        .and_then(|found| found.quotations.get(at))
    else {
        return Vec::new();
    };
    if height(reader, Selection::Quotation(at), tall) == 2 {
        vec![
            attribution(reader, at, quotation, look, width),
            words(reader, quotation, look, width),
        ]
    } else {
        vec![one_line(reader, at, quotation, look, width)]
    }
}

/// `▶1   Nikol Pachinian    a déclaré       ¶2`
fn attribution(
    reader: &Reader,
    at: usize,
    quotation: &Quotation,
    look: &Look,
    width: usize,
) -> Line<'static> {
    let room = width.saturating_sub(4 + number_width(reader) + PARAGRAPH);
    let cue_width = (room / 3).min(16);
    let mut pieces = opening(reader, at, quotation, look);
    pieces.push(Piece::styled(
        column(&speaker(reader, quotation, look), room - cue_width, look),
        look.theme.text,
    ));
    pieces.push(Piece::raw(column(&cue(reader, quotation), cue_width, look)));
    pieces.push(paragraph_mark(reader, quotation.span().start(), look));
    Line::from(pieces)
}

fn words(reader: &Reader, quotation: &Quotation, look: &Look, width: usize) -> Line<'static> {
    let quoted = quoted(reader, quotation, look);
    Line::from(vec![
        Piece::raw(" ".repeat(4 + number_width(reader))),
        Piece::raw(column(
            &quoted,
            width.saturating_sub(5 + number_width(reader)),
            look,
        )),
    ])
}

/// `▶1   Nikol Pachinian   a déclaré     « Nous espérons que nous p…  ¶2`
fn one_line(
    reader: &Reader,
    at: usize,
    quotation: &Quotation,
    look: &Look,
    width: usize,
) -> Line<'static> {
    let room = width.saturating_sub(4 + number_width(reader) + PARAGRAPH);
    let mut pieces = opening(reader, at, quotation, look);
    let quoted = quoted(reader, quotation, look);
    if quotation.kind == QuotationKind::Term {
        let by = reader.speaker_of(quotation).unwrap_or_default();
        let quoted_width = if by.is_empty() { room } else { room * 2 / 3 };
        pieces.push(Piece::raw(column(&quoted, quoted_width, look)));
        pieces.push(Piece::styled(
            column(&by, room - quoted_width, look),
            look.theme.text,
        ));
    } else {
        let (speaker_width, cue_width) = (room.min(60) / 3, room.min(60) / 5);
        pieces.push(Piece::styled(
            column(&speaker(reader, quotation, look), speaker_width, look),
            look.theme.text,
        ));
        pieces.push(Piece::raw(column(&cue(reader, quotation), cue_width, look)));
        pieces.push(Piece::raw(column(
            &quoted,
            room - speaker_width - cue_width,
            look,
        )));
    }
    pieces.push(paragraph_mark(reader, quotation.span().start(), look));
    Line::from(pieces)
}

/// Columns of the numbers: two, or as many as the last one needs.
fn number_width(reader: &Reader) -> usize {
    reader.contents.utterances.len().to_string().len().max(2)
}

/// Marker, number and review mark.
fn opening(reader: &Reader, at: usize, quotation: &Quotation, look: &Look) -> Vec<Piece<'static>> {
    let selected = reader.selection == Some(Selection::Quotation(at));
    let by = quotation.actor.map(|id| id.0);
    let linked =
        matches!(reader.selection, Some(Selection::Mention { actor, .. }) if by == Some(actor));
    let number = reader
        .contents
        .number_of(at)
        .map(|number| number.to_string());
    let number = format!("{:>1$}", number.unwrap_or_default(), number_width(reader));
    vec![
        marker(selected, linked, look),
        Piece::raw(number),
        Piece::raw(" "),
        mark(reader, Selection::Quotation(at), quotation.confidence, look),
        Piece::raw(" "),
    ]
}

fn speaker(reader: &Reader, quotation: &Quotation, look: &Look) -> String {
    match (quotation.actor, reader.speaker_of(quotation)) {
        (Some(_), Some(name)) => name,
        (None, Some(words)) => format!("({words})"),
        _ => look.texts().unnamed.to_owned(),
    }
}

fn cue(reader: &Reader, quotation: &Quotation) -> String {
    quotation
        .cue
        .map(|cue| reader.dispatch.text[cue].to_owned())
        .unwrap_or_default()
}

fn quoted(reader: &Reader, quotation: &Quotation, look: &Look) -> String {
    let signs = look.theme.signs;
    let words = reader.words_of(quotation);
    match quotation.kind {
        QuotationKind::Indirect => words,
        _ => format!("{}{words}{}", signs.open_quote, signs.close_quote),
    }
}
