//! The screen of an actor: kind, roles, mentions over time, company, and what it said; a quotation leads to its dispatch and back.
//!
//! The first dispatches come with the dossier, the others follow in windows: all of them up to [`AHEAD`], then as one reads on.

pub mod view;

use super::action::Action;
use super::effect::Effect;
use super::overlay::{Overlay, sheet};
use super::reader::Goal;
use super::request::Request;
use super::shelf::Shelf;
use super::state::State;
use super::update::{go, remember, travel};
use crate::library::dossier::{Source, Timeline};
use crate::library::{Dossier, ItemId, Stored, Who};

/// Dispatches that are read at a time.
pub const WINDOW: usize = 40;
/// Appearances that are read without being looked at, so that roles and company are those of many dispatches.
const AHEAD: usize = 1_000;
/// Quotations below the selected one that are there before one comes to them.
const NEAR: usize = 60;

/// A dossier on the screen.
#[derive(Clone, Debug)]
pub struct Screen {
    dossier: Dossier,
    /// Whether it is known who appears where.
    listed: bool,
    /// Whether dispatches were asked for that have not come yet.
    asked: bool,
    /// Position of the selected quotation.
    selected: usize,
    /// Places to go back to when it was left for a quotation.
    depth: usize,
    timeline: Option<Timeline>,
    totals: (usize, usize, usize),
}

impl Screen {
    fn new(dossier: Dossier, listed: bool, state: &State) -> Screen {
        let mut screen = Screen {
            totals: dossier.totals(),
            dossier,
            listed,
            asked: false,
            selected: 0,
            depth: 0,
            timeline: None,
        };
        screen.fit(state);
        screen
    }

    /// Makes what depends on the size of the screen.
    pub fn fit(&mut self, state: &State) {
        self.timeline = self.dossier.timeline(view::strip_columns(state.size.width));
    }
}

/// Opens the dossier of the selected actor, or of the speaker of the selected quotation.
pub fn open(state: &mut State) -> Vec<Effect> {
    let actor = state.reader.as_ref().and_then(|reader| {
        let at = reader.actor_of(reader.selection?)?;
        reader.annotations.as_ref()?.actors.get(at)
    });
    let Some(actor) = actor else {
        state.say(state.look.texts().no_actor);
        return Vec::new();
    };
    let who = Who {
        kind: Some(actor.kind),
        name: actor.name.clone(),
    };
    let screen = Screen::new(Dossier::new(who.clone(), Vec::new()), false, state);
    state.overlay = Some(Overlay::Dossier(Box::new(screen)));
    vec![match state.wires {
        Shelf::Library { .. } => Effect::Ask(Request::Dossier(who)),
        Shelf::Held(_) => Effect::Survey(who),
    }]
}

/// Takes in a dossier that was asked for, if it still is.
pub fn arrived(state: &mut State, dossier: Dossier) -> Vec<Effect> {
    let waits = |screen: &Screen| !screen.listed && screen.dossier.who == dossier.who;
    if !matches!(&state.overlay, Some(Overlay::Dossier(screen)) if waits(screen)) {
        return Vec::new();
    }
    let screen = Screen::new(dossier, true, state);
    put(state, screen)
}

/// Takes in dispatches that were asked for.
pub fn read(state: &mut State, dispatches: &[(ItemId, Option<Stored>)]) -> Vec<Effect> {
    let Some(Overlay::Dossier(mut screen)) = state.overlay.take_if(is_dossier) else {
        return Vec::new();
    };
    screen.dossier.read_kept(dispatches);
    screen.asked = false;
    put(state, *screen)
}

fn is_dossier(overlay: &mut Overlay) -> bool {
    matches!(overlay, Overlay::Dossier(_))
}

/// Puts the dossier over the screen, and asks for what it is to read next.
fn put(state: &mut State, mut screen: Screen) -> Vec<Effect> {
    let read = screen.dossier.appearances_read();
    let near = screen.selected + NEAR >= screen.dossier.quotations.len();
    let items = if !screen.asked && (read < AHEAD || near) {
        screen.dossier.next_items(WINDOW)
    } else {
        Vec::new()
    };
    screen.asked |= !items.is_empty();
    state.overlay = Some(Overlay::Dossier(Box::new(screen)));
    let asks = (!items.is_empty()).then_some(Effect::Ask(Request::Read(items)));
    asks.into_iter().collect()
}

/// Does what an action means in a dossier.
pub fn act(state: &mut State, mut screen: Screen, action: Action) -> Vec<Effect> {
    let rows = view::rows(&screen, state);
    let last = screen.dossier.quotations.len().saturating_sub(1);
    let at = screen.selected;
    screen.selected = match action {
        Action::Down => at + 1,
        Action::Up => at.saturating_sub(1),
        Action::PageDown => at + rows,
        Action::PageUp => at.saturating_sub(rows),
        Action::HalfPageDown => at + rows.div_ceil(2),
        Action::HalfPageUp => at.saturating_sub(rows.div_ceil(2)),
        Action::Top => 0,
        Action::Bottom => last,
        Action::Follow => return follow(state, screen),
        Action::Back
        | Action::Escape
        | Action::Interrupt
        | Action::HistoryBack
        | Action::Dossier => return Vec::new(),
        _ => at,
    }
    .min(last);
    put(state, screen)
}

/// Opens the dispatch of the selected quotation there; the dossier waits to be come back to.
fn follow(state: &mut State, mut screen: Screen) -> Vec<Effect> {
    let Some(said) = screen.dossier.quotations.get(screen.selected) else {
        return put(state, screen);
    };
    let goal = Goal::Quotation(said.span);
    let wire = match said.source {
        Source::Library(item) => state.wires.position(item),
        Source::List(at) => Some(at),
    };
    remember(state);
    screen.depth = state.history.depth();
    screen.asked = false;
    state.left.push(screen);
    wire.map(|wire| go(state, wire, goal)).unwrap_or_default()
}

/// Whether the way back leads to a dossier before it leads to another place.
pub fn is_next(state: &State) -> bool {
    let depth = state.history.depth();
    state
        .left
        .last()
        .is_some_and(|screen| depth <= screen.depth)
}

/// Comes back to the dossier that was left last; below it is what was read when it was opened.
pub fn return_to(state: &mut State) -> Vec<Effect> {
    let Some(screen) = state.left.pop() else {
        return Vec::new();
    };
    state.history.rewind(screen.depth);
    let mut effects = travel(state, true);
    effects.extend(put(state, screen));
    effects
}

/// Rows of the screen that a dossier has.
fn height(state: &State) -> u16 {
    sheet::area(state).height
}
