//! Which pane has the keys, and the way from a passage to its row in a panel and back.

use super::areas::Pane;
use super::panels::{self, PanelKind};
use super::reader::{Reader, Selection};
use super::state::State;

pub fn next_pane(state: &mut State, forward: bool) {
    if state.reader.is_none() {
        return;
    }
    let mut panes = vec![Pane::Text];
    panes.extend(PanelKind::ALL.map(Pane::Panel));
    if state.areas().list.is_some() {
        panes.push(Pane::List);
    }
    let at = panes
        .iter()
        .position(|pane| *pane == state.focus)
        .unwrap_or(0);
    let next = if forward {
        at + 1
    } else {
        at + panes.len() - 1
    };
    match panes[next % panes.len()] {
        Pane::Panel(kind) => focus_panel(state, kind),
        pane => state.focus = pane,
    }
}

pub fn focus_panel(state: &mut State, kind: PanelKind) {
    if state.reader.is_none() {
        return;
    }
    state.focus = Pane::Panel(kind);
    state.tab = kind;
    let Some(reader) = &mut state.reader else {
        return;
    };
    if panels::selected(kind, reader).is_some() {
        return;
    }
    state.history.leave(reader.place());
    let own_actor = reader
        .selection
        .and_then(|selection| reader.actor_of(selection))
        .filter(|_| kind == PanelKind::Actors);
    match own_actor {
        Some(actor) => {
            let mention = spoken_mention(reader, actor);
            reader.select(Selection::Mention { actor, mention });
        }
        None => {
            let targets = panels::targets(kind, reader);
            reader.step(&targets, true);
        }
    }
}

/// The mention of an actor that the selected quotation names its speaker with, else the first one.
fn spoken_mention(reader: &Reader, actor: usize) -> usize {
    let Some(Selection::Quotation(at)) = reader.selection else {
        return 0;
    };
    let speaker = reader
        .annotations
        .as_ref()
        .and_then(|found| found.quotations.get(at)?.speaker);
    let found = speaker.and_then(|speaker| {
        reader
            .mentions(actor)
            .position(|mention| speaker.overlaps(mention))
    });
    found.unwrap_or(0)
}

/// From a passage to its row in a panel, from a row back to the passage.
pub fn follow(state: &mut State) {
    let Some(reader) = &state.reader else { return };
    if matches!(state.focus, Pane::Panel(_)) {
        state.focus = Pane::Text;
        return;
    }
    match reader.selection {
        Some(Selection::Quotation(_) | Selection::Mention { .. })
            if reader
                .selection
                .is_some_and(|s| reader.actor_of(s).is_some()) =>
        {
            focus_panel(state, PanelKind::Actors);
        }
        Some(Selection::Quotation(_)) => focus_panel(state, PanelKind::Quotations),
        Some(Selection::Figure(_)) => focus_panel(state, PanelKind::Figures),
        _ => state.say(state.look.texts().no_actor),
    }
}
