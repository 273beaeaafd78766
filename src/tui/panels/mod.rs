//! The side panels: what each lists ([`quotations`], [`actors`], [`figures`]), the page of it in view ([`listing`]), and where
//! they stand ([`arrange`]).
//!
//! Which row is selected follows from the reader's selection, so text and panels can never disagree.

pub mod actors;
mod arrange;
pub mod figures;
mod listing;
pub mod quotations;

use ratatui::text::Span as Piece;

use super::action::Action;
use super::reader::{Reader, Selection};
use super::state::Look;
use crate::review::standing::Standing;
pub use arrange::draw;

/// Which panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PanelKind {
    #[default]
    Quotations,
    Actors,
    Figures,
}

impl PanelKind {
    /// From left to right, from top to bottom.
    pub const ALL: [PanelKind; 3] = [PanelKind::Quotations, PanelKind::Actors, PanelKind::Figures];

    fn title(self, look: &Look) -> &'static str {
        let texts = look.texts();
        match self {
            PanelKind::Quotations => texts.quotations,
            PanelKind::Actors => texts.actors,
            PanelKind::Figures => texts.figures,
        }
    }

    /// The key that goes through what the panel lists, and the one that goes to the panel.
    fn keys(self) -> (Action, Action) {
        match self {
            PanelKind::Quotations => (Action::NextQuotation, Action::FocusQuotations),
            PanelKind::Actors => (Action::NextActor, Action::FocusActors),
            PanelKind::Figures => (Action::NextFigure, Action::FocusFigures),
        }
    }
}

/// What a panel lists, in order, without headings.
pub fn targets(kind: PanelKind, reader: &Reader) -> Vec<Selection> {
    match kind {
        PanelKind::Quotations => quotations::targets(reader),
        PanelKind::Actors => actors::targets(reader),
        PanelKind::Figures => figures::targets(reader),
    }
}

/// The target of a panel that the reader's selection stands on.
pub fn selected(kind: PanelKind, reader: &Reader) -> Option<Selection> {
    match (kind, reader.selection?) {
        (PanelKind::Quotations, selection @ Selection::Quotation(_)) => Some(selection),
        (PanelKind::Actors, Selection::Mention { actor, .. }) => {
            Some(Selection::Mention { actor, mention: 0 })
        }
        (PanelKind::Figures, selection @ Selection::Figure(_)) => Some(selection),
        _ => None,
    }
}

/// How many there are; terms in marks are listed with the quotations, but not counted with them.
fn count(kind: PanelKind, reader: &Reader, look: &Look) -> String {
    let contents = &reader.contents;
    match (kind, &reader.annotations) {
        (_, None) => look.texts().analysing.to_owned(),
        (PanelKind::Quotations, _) => contents.utterances.len().to_string(),
        (PanelKind::Actors, _) => contents.actors.len().to_string(),
        (PanelKind::Figures, Some(found)) => found.figures.len().to_string(),
    }
}

/// The marker in front of an entry: selected, linked to the selection, or nothing.
pub(super) fn marker(selected: bool, linked: bool, look: &Look) -> Piece<'static> {
    let signs = look.theme.signs;
    match (selected, linked) {
        (true, _) => Piece::raw(signs.cursor),
        (_, true) => Piece::raw(signs.linked),
        _ => Piece::raw(" "),
    }
}

/// Where an annotation stands in its review; what nobody has decided on is doubtful, or needs no sign where nothing is reviewed.
pub(super) fn mark(
    reader: &Reader,
    selection: Selection,
    confidence: f32,
    look: &Look,
) -> Piece<'static> {
    const DOUBTFUL_BELOW: f32 = 0.5;
    let signs = look.theme.signs;
    let standing = reader.judged(selection).map(|judged| judged.standing);
    match standing {
        Some(Standing::Accepted) => Piece::styled(signs.accepted, look.theme.accent),
        Some(Standing::Corrected) => Piece::styled(signs.corrected, look.theme.accent),
        Some(Standing::Rejected | Standing::Deleted) => {
            Piece::styled(signs.rejected, look.theme.dim)
        }
        Some(Standing::Disputed) => Piece::styled(signs.disputed, look.theme.alert),
        Some(Standing::Proposed) | None if confidence < DOUBTFUL_BELOW => {
            Piece::raw(signs.doubtful)
        }
        Some(Standing::Proposed) => Piece::styled(signs.undecided, look.theme.dim),
        None => Piece::raw(" "),
    }
}

/// `¶9`, in a column of its own.
pub(super) fn paragraph_mark(reader: &Reader, offset: usize, look: &Look) -> Piece<'static> {
    let mark = format!(
        "{}{}",
        look.theme.signs.paragraph,
        reader.paragraph_number(offset)
    );
    Piece::styled(format!("{mark:>PARAGRAPH$}"), look.theme.dim)
}

/// Columns of [`paragraph_mark`].
pub(super) const PARAGRAPH: usize = 5;
