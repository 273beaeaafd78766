//! Correcting annotations in the reader, with the keyboard alone. Each mode lies over the text and takes the keys until it is left;
//! what it does is kept as one step, and one `u` takes it back.
//!
//! | module | key | does |
//! | --- | --- | --- |
//! | [`passage`] | `e`, `m` | moves the ends of a passage; marks a new one |
//! | [`kind`], [`figure`] | `t`, `v` in `e` | another kind; the value of a figure |
//! | [`find`] | `/` in `e` and `m` | goes to words |
//! | [`create`] | `c`, `p`, `f` in `m` | makes a quotation, an actor, a figure of a passage |
//! | [`speaker`] | `s` | who speaks a quotation; which other one an actor is |
//! | [`everywhere`] | `*` | all passages with the same words |
//! | [`note`] | `i` | a note |
//!
//! Under them: [`stops`], [`edges`] and [`motion`] (where ends can be, and how they get there), [`chooser`] and [`board`] (lists), [`words`] (what is said), [`look`]
//! (what is lit and told). A mode holds the annotation as it was when it began: who decides meanwhile is not overruled.

pub mod board;
mod chooser;
mod create;
mod edges;
mod everywhere;
mod figure;
mod find;
mod kind;
pub mod look;
mod motion;
mod note;
pub mod passage;
mod speaker;
mod stops;
mod words;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::bindings::Context;
use super::effect::Effect;
use super::key::{Key, KeyCode};
use super::keymap::Resolution;
use super::overlay::Overlay;
use super::reader::Selection;
use super::state::State;
use super::{action::Action, review};
use crate::library::VersionId;
use crate::review::recorder::Decision;

/// A mode, and the version of the dispatch whose annotations it corrects.
#[derive(Clone, Debug)]
pub struct Editing {
    version: VersionId,
    mode: Box<Mode>,
}

/// What is being done.
#[derive(Clone, Debug)]
pub enum Mode {
    Passage(passage::Passage),
    Find(find::Find),
    Kind(kind::Kinds),
    Value(figure::Prompt),
    Speaker(speaker::Speakers),
    Everywhere(everywhere::Everywhere),
    Note(note::Note),
}

/// What a key made of a mode.
pub enum Turn {
    Stay(Box<Mode>),
    Leave,
    /// Left, and this is to be kept as one step.
    Keep(Vec<Decision>),
}

impl Turn {
    /// Goes on in a mode.
    fn stay(mode: Mode) -> Turn {
        Turn::Stay(Box::new(mode))
    }
}

/// Corrects the passage of what is selected.
pub fn correct(state: &mut State) {
    open_on_selected(state, passage::correct);
}

/// Says who speaks, or which other actor it is.
pub fn set_speaker(state: &mut State) {
    open_on_selected(state, speaker::open);
}

/// Goes for all passages with the words of what is selected.
pub fn all_occurrences(state: &mut State) {
    open_on_selected(state, everywhere::open);
}

/// Writes a note on what is selected.
pub fn write_note(state: &mut State) {
    open_on_selected(state, note::open);
}

/// Marks a passage as new.
pub fn mark(state: &mut State) {
    let reader = state.reader.as_ref();
    if reader.is_some_and(|reader| reader.review.is_none()) {
        return state.say(state.look.texts().review_in_library);
    }
    let mode = passage::mark(state, None);
    begin(state, mode);
}

fn open_on_selected(state: &mut State, open: fn(&mut State, Selection) -> Option<Mode>) {
    if let Some(selection) = review::selected(state) {
        let mode = open(state, selection);
        begin(state, mode);
    }
}

fn begin(state: &mut State, mode: Option<Mode>) {
    let (Some(reader), Some(mode)) = (&mut state.reader, mode) else {
        return;
    };
    // What was waited for and never came, for it could not be kept, is not waited for any more.
    reader.awaited = None;
    if let Some(review) = &reader.review {
        let (version, mode) = (review.version, Box::new(mode));
        state.overlay = Some(Overlay::Edit(Editing { version, mode }));
    }
}

/// Takes a key of a mode.
pub fn key(state: &mut State, editing: Editing, key: Key) -> Vec<Effect> {
    let Editing { version, mode } = editing;
    let turn = match *mode {
        Mode::Passage(passage) => match command(state, key) {
            Some(command) => passage.act(state, command),
            None => Turn::stay(Mode::Passage(passage)),
        },
        Mode::Find(find) => find.key(state, key),
        Mode::Kind(kinds) => kinds.key(state, key),
        Mode::Value(prompt) => prompt.key(state, key),
        Mode::Speaker(speakers) => speakers.key(state, key),
        Mode::Everywhere(everywhere) => everywhere.key(state, key),
        Mode::Note(note) => note.key(state, key),
    };
    match turn {
        Turn::Stay(mode) => {
            if let Mode::Note(note) = &*mode {
                let draft = note.text();
                state
                    .drafts
                    .insert((version, note.target().annotation), draft);
            }
            state.overlay = Some(Overlay::Edit(Editing { version, mode }));
            Vec::new()
        }
        Turn::Leave => Vec::new(),
        Turn::Keep(decisions) => review::keep(state, version, decisions),
    }
}

/// What a key of the table does to a passage; Esc always leaves.
fn command(state: &mut State, key: Key) -> Option<passage::Command> {
    if key.code == KeyCode::Esc {
        state.pending.clear();
        return Some(passage::Command::Leave);
    }
    state.pending.push(key);
    let resolution = state
        .look
        .keymap
        .resolve(&[Context::Passage], &state.pending);
    if resolution != Resolution::Pending {
        state.pending.clear();
    }
    match resolution {
        Resolution::Action(Action::Passage(command)) => Some(command),
        _ => None,
    }
}

/// Leaves a mode whose dispatch is no longer the one on the screen.
pub fn settle(state: &mut State) {
    let shown = state
        .reader
        .as_ref()
        .and_then(|reader| reader.review.as_ref());
    if let Some(Overlay::Edit(editing)) = &state.overlay
        && shown.is_none_or(|review| review.version != editing.version)
    {
        state.overlay = None;
    }
}

/// Draws the list, the note or the line of a mode; returns where the cursor stands.
pub fn draw(editing: &Editing, state: &State, buffer: &mut Buffer) -> Option<Position> {
    match &*editing.mode {
        Mode::Passage(passage) => look::cursor(state, passage),
        Mode::Find(find) => Some(find.draw(state, buffer)),
        Mode::Kind(kinds) => kinds.chooser.draw(state, buffer),
        Mode::Value(prompt) => Some(prompt.draw(state, buffer)),
        Mode::Speaker(speakers) => speakers.chooser.draw(state, buffer),
        Mode::Everywhere(_) => None,
        Mode::Note(note) => note.draw(state, buffer),
    }
}
