//! The last row: the keys that act here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span as Piece};

use super::action::Action;
use super::areas::Pane;
use super::bindings::Context;
use super::canvas::put_line;
use super::edit;
use super::keymap::help_of;
use super::overlay::Overlay;
use super::shelf::Shelf;
use super::state::State;
use crate::page::display_width;

/// The keys that act here; what is left of a sequence once it has begun.
pub fn draw_hints(state: &State, area: Rect, buffer: &mut Buffer) {
    let look = &state.look;
    // What lies over the screen has the keys: how a sequence would go on below it does not matter.
    let hints = if state.pending.is_empty() || state.overlay.is_some() {
        hints(state)
    } else {
        look.keymap
            .continuations(state.contexts(), &state.pending, look.locale)
    };
    let mut pieces = vec![Piece::raw(" ")];
    let mut used = 1;
    for (keys, help) in hints {
        let width = display_width(&keys) + 1 + display_width(help) + 2;
        if used + width > usize::from(area.width) {
            continue;
        }
        used += width;
        pieces.push(Piece::styled(keys, look.theme.key));
        pieces.push(Piece::styled(format!(" {help}  "), look.theme.dim));
    }
    put_line(buffer, area, &Line::from(pieces));
}

fn hints(state: &State) -> Vec<(String, &'static str)> {
    use Action::*;
    let look = &state.look;
    let texts = look.texts();
    let locale = look.locale;
    let keys = |context, action| {
        look.keymap
            .keys_of(context, action)
            .into_iter()
            .next()
            .unwrap_or_default()
    };
    let hint = |context, action| (keys(context, action), help_of(context, action, look.locale));
    match &state.overlay {
        Some(Overlay::Labels(open)) => {
            return vec![
                (open.typed.clone(), texts.label),
                ("Esc".into(), help_of(Context::Everywhere, Escape, locale)),
            ];
        }
        Some(Overlay::Edit(editing)) => return edit::look::hints(editing, look),
        Some(Overlay::Searches(_)) => {
            return vec![
                hint(Context::List, Open),
                hint(Context::List, SaveSearch),
                hint(Context::List, Delete),
                hint(Context::List, Undo),
                hint(Context::Everywhere, Back),
            ];
        }
        Some(Overlay::Dossier(_)) => {
            return vec![
                hint(Context::Panel, Follow),
                hint(Context::Panel, Down),
                hint(Context::Text, PageDown),
                hint(Context::Everywhere, Back),
            ];
        }
        Some(Overlay::Sheet(_)) => {
            return vec![
                hint(Context::Text, PageDown),
                hint(Context::Text, PageUp),
                hint(Context::Everywhere, Back),
            ];
        }
        _ => {}
    }
    let pair = |forward, backward, help| {
        (
            format!(
                "{}/{}",
                keys(Context::Text, forward),
                keys(Context::Text, backward)
            ),
            help,
        )
    };
    match state.focus {
        Pane::List => {
            let narrow = match state.wires {
                Shelf::Held(_) => vec![hint(Context::Everywhere, Search)],
                Shelf::Library { .. } => vec![
                    hint(Context::List, ToggleMark),
                    hint(Context::List, Filter),
                    hint(Context::List, Searches),
                    hint(Context::List, Sort),
                ],
            };
            let mut hints = vec![
                hint(Context::Everywhere, Help),
                hint(Context::List, Open),
                hint(Context::List, NextUnread),
                hint(Context::List, ToggleRead),
            ];
            hints.extend(narrow);
            hints.push(hint(Context::Everywhere, Back));
            hints
        }
        Pane::Text
            if state
                .reader
                .as_ref()
                .is_some_and(|reader| reader.review.is_some()) =>
        {
            vec![
                hint(Context::Everywhere, Help),
                hint(Context::Text, Accept),
                hint(Context::Text, Reject),
                hint(Context::Text, NextUndecided),
                pair(NextQuotation, PreviousQuotation, texts.quotation),
                hint(Context::Text, UndoDecision),
                pair(NextActor, PreviousActor, texts.actor),
                pair(NextFigure, PreviousFigure, texts.figure),
                hint(Context::Everywhere, Back),
            ]
        }
        Pane::Text => vec![
            hint(Context::Everywhere, Help),
            pair(NextQuotation, PreviousQuotation, texts.quotation),
            pair(NextActor, PreviousActor, texts.actor),
            pair(NextFigure, PreviousFigure, texts.figure),
            pair(NextOccurrence, PreviousOccurrence, texts.same_actor),
            hint(Context::Text, Labels),
            hint(Context::Everywhere, Search),
            hint(Context::Everywhere, Back),
        ],
        Pane::Panel(_) => vec![
            hint(Context::Everywhere, Help),
            hint(Context::Panel, Down),
            hint(Context::Panel, Follow),
            hint(Context::Everywhere, NextPane),
            hint(Context::Everywhere, Zoom),
            hint(Context::Everywhere, Back),
        ],
    }
}
