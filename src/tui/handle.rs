//! Event → change of state and effects: keys find their action here, through what lies over the screen and the key table.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::action::Action;
use super::areas::Pane;
use super::bindings::Context;
use super::dossier;
use super::edit;
use super::effect::Effect;
use super::key::{Key, KeyCode};
use super::keymap::Resolution;
use super::list;
use super::overlay::searches::Filed;
use super::overlay::{Overlay, labels, palette, search, searches, sheet};
use super::reader::review::Log;
use super::request::Request;
use super::review::queue::Onward;
use super::review::{self, Done};
use super::shelf::{Shelf, Wire};
use super::sources::{self, News};
use super::state::State;
use super::update::{open, show, update};
use crate::library::{Dossier, Entry, Flag, ItemId, SavedSearch, Stored, VersionId};
use crate::model::{Annotations, Dispatch};
use crate::review::event::AnnotationId;

/// Something that happened outside.
#[derive(Clone, Debug)]
pub enum Event {
    Key(Key),
    Resize {
        columns: u16,
        rows: u16,
    },
    /// Dispatches for the end of the list.
    Arrived(Vec<Arc<Dispatch>>),
    /// An input that could not be read: one line that says which and why.
    Failed(String),
    /// Nothing more will arrive.
    Complete,
    Annotated {
        wire: usize,
        annotations: Arc<Annotations>,
    },
    /// What the library now lists.
    Listed {
        items: Arc<[ItemId]>,
        unread: usize,
        /// Of them came or changed since the reader last looked at the list.
        new: usize,
        /// What had come last by then.
        newest: VersionId,
        /// Whether it is all; else the first page of it.
        whole: bool,
    },
    /// Lines of the list, for the positions from the first on.
    Entries {
        first: usize,
        entries: Vec<Entry>,
    },
    /// A dispatch of the library, to be opened.
    Loaded {
        wire: usize,
        entry: Box<Entry>,
        stored: Stored,
        log: Log,
    },
    /// What the library now has of the review of a version.
    Reviewed {
        log: Log,
        done: Done,
    },
    /// All searches that the library keeps.
    Searches(Vec<SavedSearch>, Option<Filed>),
    /// The library has not kept what was decided on these annotations: one line that says why.
    NotKept {
        annotations: Vec<AnnotationId>,
        reason: String,
    },
    /// The dispatch with something to decide that was looked for.
    SoughtUndecided(Option<Onward>),
    /// All versions of a story, the oldest first.
    Story(Vec<Stored>),
    /// A dossier, with its first dispatches read.
    Dossier(Box<Dossier>),
    /// Dispatches for a dossier to read; none for one that is gone.
    Read(Vec<(ItemId, Option<Stored>)>),
    /// The unread dispatch that was looked for.
    Sought(Option<usize>),
    /// The library has kept a flag of an item.
    Kept {
        item: ItemId,
        flag: Flag,
        value: bool,
    },
    /// A step was taken back, with so many changes in it.
    Undone(usize),
    Redone(usize),
    /// A watched source has something to say.
    Watched(News),
    /// The library does not do what it was asked for: one line that says why.
    Trouble(String),
}

impl Event {
    /// Whether the library answers with it.
    pub fn is_answer(&self) -> bool {
        matches!(
            self,
            Event::Listed { .. }
                | Event::Entries { .. }
                | Event::Loaded { .. }
                | Event::Sought(_)
                | Event::Searches(..)
                | Event::Story(_)
                | Event::Dossier(_)
                | Event::Read(_)
                | Event::Reviewed { .. }
                | Event::NotKept { .. }
                | Event::SoughtUndecided(_)
                | Event::Kept {
                    flag: Flag::Marked | Flag::Deleted,
                    ..
                }
                | Event::Trouble(_)
        )
    }
}

/// Takes an event in.
pub fn handle(state: &mut State, event: Event) -> Vec<Effect> {
    let mut effects = match event {
        Event::Key(key) => {
            let seen = seen(state);
            let mut effects = key_pressed(state, key);
            effects.extend(seen);
            effects
        }
        Event::Resize { columns, rows } => {
            state.size = Rect::new(0, 0, columns, rows);
            state.overlay = state
                .overlay
                .take()
                .and_then(|overlay| overlay.resized(state));
            Vec::new()
        }
        Event::Arrived(dispatches) => arrived(state, dispatches),
        Event::Failed(line) => {
            failed(state, line);
            Vec::new()
        }
        Event::Complete => {
            state.loading = false;
            Vec::new()
        }
        Event::Annotated { wire, annotations } => {
            annotated(state, wire, annotations);
            Vec::new()
        }
        Event::Listed {
            items,
            unread,
            new,
            newest,
            whole,
        } => {
            listed(state, items, unread);
            state.loading = !whole;
            (state.new, state.newest) = (new, newest);
            searches::refresh(state)
        }
        Event::Entries { first, entries } => {
            state.wires.fill(first, entries);
            Vec::new()
        }
        Event::Loaded {
            wire,
            entry,
            stored,
            log,
        } => loaded(state, wire, *entry, stored, log),
        Event::Reviewed { log, done } => {
            review::decided(state, log, done);
            Vec::new()
        }
        Event::Searches(found, filed) => {
            searches::filed(state, found, filed);
            Vec::new()
        }
        Event::NotKept {
            annotations,
            reason,
        } => {
            review::not_kept(state, &annotations, reason);
            Vec::new()
        }
        Event::SoughtUndecided(found) => {
            review::queue::sought(state, found);
            Vec::new()
        }
        Event::Story(versions) => {
            if versions.len() > 1 {
                state.story = versions;
                state.overlay = sheet::Sheet::new(sheet::Subject::Story, state).map(Overlay::Sheet);
            } else {
                state.say(state.look.texts().only_version);
            }
            Vec::new()
        }
        Event::Dossier(dossier) => dossier::arrived(state, *dossier),
        Event::Read(dispatches) => dossier::read(state, &dispatches),
        Event::Sought(found) => {
            match found {
                Some(at) => state.list.selected = at,
                None => state.say(state.look.texts().no_unread),
            }
            Vec::new()
        }
        Event::Kept { item, flag, value } => {
            state.wires.keep(item, flag, value);
            if flag == Flag::Deleted {
                state.say(state.look.texts().deleted);
            }
            Vec::new()
        }
        Event::Undone(changes) => {
            let texts = state.look.texts();
            state.say(if changes > 0 {
                texts.undone
            } else {
                texts.nothing_to_undo
            });
            Vec::new()
        }
        Event::Redone(changes) => {
            let texts = state.look.texts();
            state.say(if changes > 0 {
                texts.redone
            } else {
                texts.nothing_to_redo
            });
            Vec::new()
        }
        Event::Watched(news) => sources::heard(state, news),
        Event::Trouble(line) => {
            state.warn(line);
            Vec::new()
        }
    };
    effects.extend(missing(state));
    edit::settle(state);
    settle(state);
    effects
}

/// Gives the text the size that the panes now leave it.
fn settle(state: &mut State) {
    let (width, height) = state.text_size();
    if let Some(reader) = &mut state.reader
        && (reader.sheet.width() != width || reader.height != height)
    {
        reader.resize(width, height);
    }
}

fn arrived(state: &mut State, dispatches: Vec<Arc<Dispatch>>) -> Vec<Effect> {
    if let Shelf::Held(wires) = &mut state.wires {
        wires.extend(dispatches.into_iter().map(Wire::new));
    }
    state.list.recount(state.wires.held());
    if state.open_first && state.reader.is_none() {
        open(state, 0)
    } else {
        Vec::new()
    }
}

/// Several failures share the line: the last one, and how many before it.
fn failed(state: &mut State, line: String) {
    state.failures += 1;
    state.warn(match state.failures {
        1 => line,
        more => format!("{line} (+{})", more - 1),
    });
}

fn annotated(state: &mut State, wire: usize, annotations: Arc<Annotations>) {
    if let Some(reader) = state.reader.as_mut().filter(|reader| reader.wire == wire) {
        reader.annotate(annotations.clone());
    }
    if let Some(wire) = state.wires.get_mut(wire) {
        wire.annotate(annotations);
    }
}

/// Another listing: whoever reads or chose a line stays with the same dispatch.
fn listed(state: &mut State, items: Arc<[ItemId]>, unread: usize) {
    let reading = state.reader.as_ref().map(|reader| reader.wire);
    let selected = state.list.selected;
    let mut places: Vec<usize> = state.history.wires().collect();
    places.push(selected);
    places.extend(reading);
    let listed = items.len();
    let last = listed.saturating_sub(1);
    let moved = state.wires.list(items, unread, &places);
    let place = |wire: usize| moved.get(&wire).copied();
    let stays = place(selected).filter(|at| *at < listed);
    state.list.selected = stays.unwrap_or(selected.min(last));
    state.history.renumber(place);
    if let Some(reader) = &mut state.reader {
        reader.wire = place(reader.wire).unwrap_or(reader.wire.min(last));
    }
}

fn loaded(state: &mut State, wire: usize, entry: Entry, stored: Stored, log: Log) -> Vec<Effect> {
    let Some(held) = state.wires.hold(wire, entry) else {
        return Vec::new();
    };
    held.dispatch = Some(stored.dispatch);
    held.annotate(stored.found);
    let orphans = log.orphans.len();
    held.log = Some(log);
    let effects = show(state, wire);
    if orphans > 0 {
        let words = state.look.texts().decisions.orphans_here;
        state.say(format!("{orphans} {}", words[usize::from(orphans > 1)]));
    }
    effects
}

/// Whoever presses a key in the list has seen what came, if the list shows its first page.
fn seen(state: &mut State) -> Option<Effect> {
    let height = usize::from(state.areas().list?.height);
    let looks = state.focus == Pane::List
        && state.overlay.is_none()
        && list::shown(state.list.selected, state.wires.len(), height).start == 0;
    if state.new == 0 || !looks {
        return None;
    }
    state.new = 0;
    Some(Effect::Ask(Request::Seen(state.newest)))
}

/// Asks for the lines of the list that are in view, and for those of the page after.
fn missing(state: &mut State) -> Option<Effect> {
    let height = usize::from(
        state
            .areas()
            .list
            .map_or(state.size.height, |area| area.height),
    );
    let mut wanted = list::shown(state.list.selected, state.wires.len(), height);
    wanted.end += height;
    let (first, items) = state.wires.missing(wanted)?;
    Some(Effect::Ask(Request::Entries { first, items }))
}

fn key_pressed(state: &mut State, key: Key) -> Vec<Effect> {
    state.notice = None;
    match key {
        key if key == Key::ctrl('z') && state.overlay.is_some() => return vec![Effect::Suspend],
        key if key == Key::ctrl('l') && state.overlay.is_some() => return vec![Effect::Redraw],
        _ => {}
    }
    let key = if key == Key::ctrl('c') && state.overlay.is_some() {
        Key::plain(KeyCode::Esc)
    } else {
        key
    };
    match state.overlay.take() {
        None => bound_key(state, key),
        Some(Overlay::Palette(open)) => palette::key(state, open, key),
        Some(Overlay::Searches(open)) => searches::key(state, open, key),
        Some(Overlay::Search(open)) => search::key(state, open, key),
        Some(Overlay::Edit(open)) => edit::key(state, open, key),
        Some(Overlay::Labels(open)) => {
            labels::key(state, open, key);
            Vec::new()
        }
        Some(Overlay::Dossier(open)) => dossier_key(state, *open, key),
        Some(Overlay::Sheet(open)) => {
            sheet_key(state, open, key);
            Vec::new()
        }
    }
}

/// The keys of the table. One that does not go on with a sequence ends it and does nothing else.
fn bound_key(state: &mut State, key: Key) -> Vec<Effect> {
    state.pending.push(key);
    match state.look.keymap.resolve(state.contexts(), &state.pending) {
        Resolution::Pending => Vec::new(),
        Resolution::Action(action) => {
            state.pending.clear();
            update(state, action)
        }
        Resolution::Nothing => {
            state.pending.clear();
            Vec::new()
        }
    }
}

/// On a sheet the keys of the text scroll and close it.
fn sheet_key(state: &mut State, mut sheet: sheet::Sheet, key: Key) {
    let action = resolved(state, &[Context::Text, Context::Everywhere], key);
    let height = sheet::height(state);
    let closed = action.is_some_and(|action| sheet.act(action, height));
    state.overlay = (!closed).then_some(Overlay::Sheet(sheet));
}

/// In a dossier the keys of a panel act.
fn dossier_key(state: &mut State, screen: dossier::Screen, key: Key) -> Vec<Effect> {
    let contexts = [Context::Panel, Context::Text, Context::Everywhere];
    match resolved(state, &contexts, key) {
        Some(action) => dossier::act(state, screen, action),
        None => {
            state.overlay = Some(Overlay::Dossier(Box::new(screen)));
            Vec::new()
        }
    }
}

/// What a key, with those before it that it goes on with, means where others than the usual contexts hold.
fn resolved(state: &mut State, contexts: &[Context], key: Key) -> Option<Action> {
    state.pending.push(key);
    let resolution = state.look.keymap.resolve(contexts, &state.pending);
    if resolution != Resolution::Pending {
        state.pending.clear();
    }
    match resolution {
        Resolution::Action(action) => Some(action),
        Resolution::Pending | Resolution::Nothing => None,
    }
}
