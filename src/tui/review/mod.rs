//! Reviewing: what the keys do that decide, take back, and lead to what is still to be decided.
//!
//! Nothing is shown as decided before the library has it: a key asks, [`decided`] takes in what was kept, [`not_kept`] what was not.

pub mod filter;
pub mod queue;
pub mod words;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::effect::Effect;
use super::jump::show_tab_of_selection;
use super::reader::review::Log;
use super::reader::{Reader, Selection};
use super::request::Request;
use super::state::{Look, State};
use crate::library::VersionId;
use crate::page::fit;
use crate::review::event::{AnnotationId, Event, Label, Op};
use crate::review::recorder::Decision;
use crate::review::reviewed::Judged;
use crate::review::viewpoint::Viewpoint;
use filter::Filter;
use queue::{Onward, Order};

/// What a step did, as the library has kept it.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// So many annotations were decided on.
    Decided(usize),
    /// What was decided and is taken back, and what is there again.
    Undone(Vec<Event>),
    Redone(Vec<Event>),
    /// Somebody else decided, or the log was asked for.
    Nothing,
}

/// Who reviews, and how.
#[derive(Clone, Debug)]
pub struct Reviewing {
    pub viewpoint: Viewpoint,
    /// Of the user's clock.
    pub zone: TimeZone,
    pub order: Order,
    pub filter: Filter,
    /// Where the key that goes to the next undecided one would leave the dispatch for.
    pub onward: Option<Onward>,
    /// Whether a dispatch is being opened for what is undecided in it.
    pub arriving: bool,
    /// When the library last kept a decision of this run.
    pub saved: Option<Timestamp>,
    /// The dispatches that were decided in, with their titles; the last one last.
    pub decided_in: Vec<(VersionId, String)>,
}

impl Default for Reviewing {
    fn default() -> Self {
        Reviewing {
            viewpoint: Viewpoint::default(),
            zone: TimeZone::UTC,
            order: Order::default(),
            filter: Filter::default(),
            onward: None,
            arriving: false,
            saved: None,
            decided_in: Vec::new(),
        }
    }
}

/// Accepts what is selected, and goes to the next one that is undecided.
pub fn accept(state: &mut State) -> Vec<Effect> {
    decide_and_go_on(state, Op::Accept)
}

/// Rejects what is selected, and goes to the next one that is undecided.
pub fn reject(state: &mut State) -> Vec<Effect> {
    decide_and_go_on(state, Op::Reject)
}

fn decide_and_go_on(state: &mut State, op: Op) -> Vec<Effect> {
    let Some(selection) = selected(state) else {
        return Vec::new();
    };
    let effects = decide(state, &[(selection, op)]);
    if !effects.is_empty() {
        queue::go_to_next(state);
    }
    effects
}

/// Asks the library to keep what was decided on annotations that are shown, as one step.
pub fn decide(state: &mut State, decisions: &[(Selection, Op)]) -> Vec<Effect> {
    let Some(reader) = &state.reader else {
        return Vec::new();
    };
    let Some(review) = &reader.review else {
        return Vec::new();
    };
    let decision =
        |(at, op): &(Selection, Op)| Some(review.decision(reader.judged(*at)?, op.clone()));
    let decisions: Vec<Decision> = decisions.iter().filter_map(decision).collect();
    if decisions.is_empty() {
        return Vec::new();
    }
    let version = review.version;
    keep(state, version, decisions)
}

/// Asks the library to keep decisions on annotations of a version, as one step.
pub fn keep(state: &mut State, version: VersionId, decisions: Vec<Decision>) -> Vec<Effect> {
    let shown = state.reader.as_mut().and_then(|one| one.review.as_mut());
    if let Some(review) = shown.filter(|review| review.version == version) {
        review.ask(decisions.iter().map(|one| one.annotation).collect());
    }
    vec![Effect::Ask(Request::Decide { version, decisions })]
}

/// What is selected and can be decided on; says why not.
pub fn selected(state: &mut State) -> Option<Selection> {
    let texts = state.look.texts();
    let reader = state.reader.as_ref()?;
    if reader.review.is_none() {
        state.say(texts.review_in_library);
        return None;
    }
    let selection = reader.selection.filter(|one| reader.judged(*one).is_some());
    if selection.is_none() {
        state.say(texts.nothing_selected);
    }
    selection
}

/// Takes back the last step in this dispatch.
pub fn undo(state: &mut State) -> Vec<Effect> {
    ask(state, Request::UndoDecision)
}

/// Brings back what was taken back last in this dispatch.
pub fn redo(state: &mut State) -> Vec<Effect> {
    ask(state, Request::RedoDecision)
}

fn ask(state: &mut State, request: fn(VersionId) -> Request) -> Vec<Effect> {
    let version = state
        .reader
        .as_ref()
        .and_then(|reader| Some(reader.review.as_ref()?.version));
    match version {
        Some(version) => vec![Effect::Ask(request(version))],
        None => {
            state.say(state.look.texts().review_in_library);
            Vec::new()
        }
    }
}

/// Lists other annotations in the panels.
pub fn change_filter(state: &mut State) {
    let Some(reader) = state.reader.as_mut().filter(|one| one.review.is_some()) else {
        return state.say(state.look.texts().review_in_library);
    };
    reader.filter = reader.filter.next();
    state.reviewing.filter = reader.filter;
    let words = state.look.texts().decisions;
    state.say(words.filters[state.reviewing.filter as usize]);
}

/// Takes in what the library now has of the dispatch on the screen.
pub fn decided(state: &mut State, log: Log, done: Done) {
    let Some(reader) = &mut state.reader else {
        return;
    };
    if let (Done::Decided(_), Some(review)) = (&done, &mut reader.review)
        && review.version == log.version
    {
        review.answered();
    }
    if !reader.renew_review(&log) {
        return;
    }
    let progress = reader
        .review
        .as_ref()
        .map(|review| crate::library::Progress::of(&review.fold));
    if let Some(wire) = state.wires.get_mut(reader.wire) {
        wire.entry.progress = progress.unwrap_or_default();
        wire.log = Some(log.clone());
    }
    note_saved(state, &log, &done);
    match &done {
        Done::Nothing => {}
        Done::Decided(_) => {
            let reader = state.reader.as_ref();
            let progress = reader.and_then(|reader| Some(reader.review.as_ref()?.progress()));
            if progress.is_some_and(|(settled, all)| settled == all) {
                state.say(state.look.texts().all_decided);
            }
        }
        Done::Undone(events) | Done::Redone(events) => taken_back(state, &done, events),
    }
}

/// Goes to what was taken back, or is there again, and says what it was.
fn taken_back(state: &mut State, done: &Done, events: &[Event]) {
    let (texts, words) = (state.look.texts(), state.look.texts().decisions);
    let undone = matches!(done, Done::Undone(_));
    let Some(first) = events.first() else {
        let elsewhere = elsewhere(state).filter(|_| undone);
        return state.say(match elsewhere {
            Some(title) => format!("{} {title}", words.undo_elsewhere),
            None if undone => texts.nothing_to_undo.to_owned(),
            None => texts.nothing_to_redo.to_owned(),
        });
    };
    select_again(state, first.annotation);
    let what = match events {
        [one] => {
            let words_of = state
                .reader
                .as_ref()
                .and_then(|reader| words_of(reader, one.annotation, &state.look));
            let about = words_of
                .map(|about| format!(" {about}"))
                .unwrap_or_default();
            format!("{}{about}", (words.op)(&one.op))
        }
        several => format!("{} {}", several.len(), words.several),
    };
    let said = if undone { words.undone } else { words.redone };
    state.say(format!("{said}{}{what}", texts.colon));
}

/// The title of the dispatch in which the last decision was taken, where it is another one.
fn elsewhere(state: &State) -> Option<String> {
    let here = state.reader.as_ref()?.review.as_ref()?.version;
    let mut all = state.reviewing.decided_in.iter().rev();
    let (_, title) = all.find(|(version, _)| *version != here)?;
    Some(title.clone())
}

/// Notes when the library has last kept something of this run, and where.
fn note_saved(state: &mut State, log: &Log, done: &Done) {
    let kept = match done {
        Done::Decided(_) => true,
        Done::Undone(events) | Done::Redone(events) => !events.is_empty(),
        Done::Nothing => false,
    };
    if !kept {
        return;
    }
    let user = &state.reviewing.viewpoint.user;
    let own = log
        .events
        .iter()
        .rev()
        .find(|event| event.author.user == *user);
    let Some(own) = own else { return };
    state.reviewing.saved = Some(own.at);
    let title = state.reader.as_ref().and_then(|reader| {
        let wire = state.wires.get(reader.wire)?;
        Some(fit(
            &wire.entry.title,
            TITLE,
            state.look.theme.signs.ellipsis,
        ))
    });
    let decided_in = &mut state.reviewing.decided_in;
    decided_in.retain(|(version, _)| *version != log.version);
    decided_in.push((log.version, title.unwrap_or_default()));
}

/// Columns of a title, or of the words of an annotation, in a message.
pub(super) const TITLE: usize = 32;

/// The first words of an annotation, in marks.
fn words_of(reader: &Reader, annotation: AnnotationId, look: &Look) -> Option<String> {
    let passage = reader.passage(reader.find(annotation, None)?)?;
    let words = reader.dispatch.text[passage].replace('\n', " ");
    let signs = look.theme.signs;
    let words = fit(&words, TITLE, signs.ellipsis);
    Some(format!("{}{words}{}", signs.open_quote, signs.close_quote))
}

/// The library has not kept what was decided on an annotation: says why, and goes back to it.
pub fn not_kept(state: &mut State, annotations: &[AnnotationId], reason: String) {
    if let Some(review) = state
        .reader
        .as_mut()
        .and_then(|reader| reader.review.as_mut())
    {
        review.answered();
    }
    if let Some(first) = annotations.first() {
        select_again(state, *first);
    }
    state.warn(reason);
}

fn select_again(state: &mut State, annotation: AnnotationId) {
    let Some(reader) = &mut state.reader else {
        return;
    };
    let before = reader.place();
    let Some(selection) = reader.find(annotation, None) else {
        return;
    };
    if reader.selection != Some(selection) {
        reader.select(selection);
        show_tab_of_selection(state);
        state.history.leave(before);
    }
}

/// Where an annotation stands, who else has decided, and how many notes there are: `validée (ana, moi), 2 notes`.
pub fn standing_words(judged: &Judged, user: &str, look: &Look) -> String {
    let words = look.texts().decisions;
    let mut said = if judged.reopened {
        words.reopened.to_owned()
    } else {
        let feminine = matches!(judged.content.label, Label::Quotation(_));
        (words.standing)(judged.standing)[usize::from(feminine)].to_owned()
    };
    if judged.by.iter().any(|by| by != user) {
        let name = |by: &String| if by == user { words.me } else { by.as_str() }.to_owned();
        let names: Vec<String> = judged.by.iter().map(name).collect();
        said.push_str(&format!(" ({})", names.join(", ")));
    }
    match judged.notes.len() {
        0 => {}
        notes => said.push_str(&format!(
            ", {notes} {}",
            words.notes[usize::from(notes > 1)]
        )),
    }
    said
}
