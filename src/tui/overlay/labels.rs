//! Labels on everything in view: their letters lead to what they stand on.

use crate::tui::areas::Pane;
use crate::tui::key::Key;
use crate::tui::reader::labels::{Label, labels};
use crate::tui::reader::view::in_view;
use crate::tui::state::State;

use super::Overlay;

/// The labels on the page, and the letters typed so far.
#[derive(Clone, Debug)]
pub struct Labels {
    pub typed: String,
    pub labels: Vec<Label>,
}

/// Lays labels over the page; says so where there is nothing to label.
pub fn open(state: &mut State) {
    let Some(reader) = &state.reader else { return };
    let labels = labels(reader, in_view(reader));
    if labels.is_empty() {
        return state.say(state.look.texts().none);
    }
    state.focus = Pane::Text;
    state.overlay = Some(Overlay::Labels(Labels {
        typed: String::new(),
        labels,
    }));
}

/// Takes a letter; anything that begins no label takes them away.
pub fn key(state: &mut State, mut labels: Labels, key: Key) {
    let Some(letter) = key.typed() else { return };
    labels.typed.push(letter);
    if let Some(label) = labels
        .labels
        .iter()
        .find(|label| label.word == labels.typed)
    {
        if let Some(reader) = &mut state.reader {
            state.history.leave(reader.place());
            reader.select(label.target);
        }
    } else if labels
        .labels
        .iter()
        .any(|label| label.word.starts_with(&labels.typed))
    {
        state.overlay = Some(Overlay::Labels(labels));
    }
}
