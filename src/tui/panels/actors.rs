//! The actors panel: name, role, where in the text the actor occurs, mentions, quotations.

use ratatui::text::{Line, Span as Piece};

use super::{mark, marker};
use crate::model::Actor;
use crate::tui::canvas::column;
use crate::tui::reader::{Reader, Selection};
use crate::tui::state::Look;

/// Cells of the strip that shows where in the text an actor occurs.
const STRIP: usize = 8;

/// Every actor, by its first mention.
pub fn targets(reader: &Reader) -> Vec<Selection> {
    let first = |&actor: &usize| Selection::Mention { actor, mention: 0 };
    reader.contents.actors.iter().map(first).collect()
}

/// `▶  Nikol Pachinian  Premier mi… ▪▪···▪·▪  5× 2c`
pub(super) fn line(reader: &Reader, at: usize, look: &Look, width: usize) -> Line<'static> {
    let Some(actor) = reader
        .annotations
        .as_ref()
        .and_then(|found| found.actors.get(at))
    else {
        return Line::default();
    };
    let selected =
        matches!(reader.selection, Some(Selection::Mention { actor, .. }) if actor == at);
    let counts = counts(reader, at, actor, look);
    let room = width.saturating_sub(3 + 1 + STRIP + counts.chars().count());
    let name_width = if actor.role.is_some() {
        (room * 3 / 5).max(room.saturating_sub(26))
    } else {
        room
    };
    let mut pieces = vec![
        marker(selected, false, look),
        mark(
            reader,
            Selection::Mention {
                actor: at,
                mention: 0,
            },
            actor.confidence,
            look,
        ),
        Piece::raw(" "),
    ];
    pieces.push(Piece::styled(
        column(&actor.name, name_width, look),
        look.theme.text,
    ));
    if let Some(role) = &actor.role {
        pieces.push(Piece::styled(
            format!(
                " {}",
                column(role, room.saturating_sub(name_width + 1), look)
            ),
            look.theme.dim,
        ));
    }
    pieces.push(Piece::raw(format!(" {}", strip(reader, actor, look))));
    pieces.push(Piece::raw(counts));
    Line::from(pieces)
}

fn counts(reader: &Reader, at: usize, actor: &Actor, look: &Look) -> String {
    let spoken = match reader.contents.spoken_by(at) {
        0 => "   ".to_owned(),
        utterances => format!("{utterances:>2}c"),
    };
    format!(
        "{:>3}{}{spoken}",
        actor.mentions.len(),
        look.theme.signs.times
    )
}

/// The text in eight stretches; a full cell where the actor is mentioned.
fn strip(reader: &Reader, actor: &Actor, look: &Look) -> String {
    let length = reader.dispatch.text.len().max(1);
    let mut present = [false; STRIP];
    for mention in &actor.mentions {
        present[(mention.span.start() * STRIP / length).min(STRIP - 1)] = true;
    }
    let signs = look.theme.signs;
    present
        .iter()
        .map(|here| if *here { signs.present } else { signs.absent })
        .collect()
}
