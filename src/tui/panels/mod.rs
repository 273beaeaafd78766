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
use super::review::filter::Filter;
use super::state::Look;
use crate::model::Annotations;
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
    let mut targets = match kind {
        PanelKind::Quotations => quotations::targets(reader),
        PanelKind::Actors => actors::targets(reader),
        PanelKind::Figures => figures::targets(reader),
    };
    targets.retain(|target| reader.is_listed(*target));
    targets
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

/// How many there are, without those that were rejected; terms in marks are listed with the quotations, but not counted with them.
/// Under a filter, how many it lets through.
fn count(kind: PanelKind, reader: &Reader, look: &Look) -> String {
    let Some(found) = &reader.annotations else {
        return look.texts().analysing.to_owned();
    };
    if reader.filter != Filter::All {
        let filter = look.texts().decisions.filters[reader.filter as usize];
        return format!("{} {filter}", targets(kind, reader).len());
    }
    number(kind, reader, found).to_string()
}

/// How many there are, without terms and those that were rejected.
pub(super) fn number(kind: PanelKind, reader: &Reader, found: &Annotations) -> usize {
    let right = |one: &Selection| !reader.is_rejected(*one);
    match kind {
        PanelKind::Quotations => reader.contents.right,
        PanelKind::Actors => {
            let first = |actor| Selection::Mention { actor, mention: 0 };
            (0..found.actors.len()).map(first).filter(right).count()
        }
        PanelKind::Figures => {
            let all = (0..found.figures.len()).map(Selection::Figure);
            all.filter(right).count()
        }
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

/// The sign of a standing.
pub(super) fn sign_of(standing: Standing, look: &Look) -> &'static str {
    let signs = look.theme.signs;
    match standing {
        Standing::Proposed => signs.undecided,
        Standing::Accepted => signs.accepted,
        Standing::Corrected => signs.corrected,
        Standing::Rejected | Standing::Deleted => signs.rejected,
        Standing::Disputed => signs.disputed,
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
    let judged = reader.judged(selection);
    match judged.map(|judged| judged.standing) {
        Some(standing @ (Standing::Accepted | Standing::Corrected)) => {
            Piece::styled(sign_of(standing, look), look.theme.accent)
        }
        Some(standing @ (Standing::Rejected | Standing::Deleted)) => {
            Piece::styled(sign_of(standing, look), look.theme.dim)
        }
        Some(Standing::Disputed) => Piece::styled(signs.disputed, look.theme.alert),
        Some(Standing::Proposed) if judged.is_some_and(|judged| judged.reopened) => {
            Piece::styled(signs.reopened, look.theme.accent)
        }
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
