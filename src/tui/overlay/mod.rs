//! What lies over the screen for a moment: sheets (help, details), an actor's dossier, the palette, the search prompt, labels, and
//! the modes of [`super::edit`].
//!
//! Each takes the keys while it is there, in its own file; closing it loses nothing.

mod details;
mod help;
pub mod labels;
mod orphans;
pub mod palette;
pub mod prompt;
pub mod search;
pub mod searches;
mod selected;
pub mod sheet;
mod sources;
mod versions;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::dossier;
use super::edit;
use super::state::State;

/// What lies over the screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    Sheet(sheet::Sheet),
    Palette(palette::Palette),
    Search(search::Prompt),
    Searches(searches::Searches),
    Labels(labels::Labels),
    Dossier(Box<dossier::Screen>),
    Edit(edit::Editing),
}

impl Overlay {
    /// What is left of it at another size: labels stand on cells that are no longer there.
    pub fn resized(self, state: &State) -> Option<Overlay> {
        match self {
            Overlay::Sheet(sheet) => sheet.resized(state).map(Overlay::Sheet),
            Overlay::Labels(_) => None,
            Overlay::Dossier(mut screen) => {
                screen.fit(state);
                Some(Overlay::Dossier(screen))
            }
            other => Some(other),
        }
    }
}

/// Draws the overlay; returns where the cursor stands in a prompt. Labels are drawn with the text.
pub fn draw(state: &State, buffer: &mut Buffer) -> Option<Position> {
    match state.overlay.as_ref()? {
        Overlay::Sheet(sheet) => sheet.draw(state, buffer),
        Overlay::Dossier(screen) => dossier::view::draw(screen, state, buffer),
        Overlay::Palette(palette) => return Some(palette.draw(state, buffer)),
        Overlay::Search(search) => {
            return Some(prompt::draw(
                state,
                &format!("{}{}", search.sign(), search.query),
                buffer,
            ));
        }
        Overlay::Searches(searches) => return searches.draw(state, buffer),
        Overlay::Edit(editing) => return edit::draw(editing, state, buffer),
        Overlay::Labels(_) => {}
    }
    None
}
