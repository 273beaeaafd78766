//! The searches that the library keeps, each with how much it finds and how much of that is new; the keys of the list act on them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span as Piece};

use super::prompt::{self, Edit, edit};
use super::{Overlay, sheet};
use crate::library::{Query, SavedSearch};
use crate::tui::action::Action;
use crate::tui::bindings::Context;
use crate::tui::canvas::{clear, column, put, put_line, rule};
use crate::tui::effect::Effect;
use crate::tui::key::{Key, KeyCode};
use crate::tui::keymap::Resolution;
use crate::tui::list::act::of_library;
use crate::tui::panels::marker;
use crate::tui::request::Request;
use crate::tui::state::State;

/// What the library has done with a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filed {
    Saved,
    Forgotten,
    BroughtBack,
}

/// Takes in the searches that the library now keeps, and says what it did; nothing where it was only asked.
pub fn filed(state: &mut State, searches: Vec<SavedSearch>, filed: Option<Filed>) {
    state.searches = searches;
    let texts = state.look.texts();
    match filed {
        Some(Filed::Saved) => state.say(texts.search_saved),
        Some(Filed::Forgotten) => state.say(texts.search_forgotten),
        Some(Filed::BroughtBack) => state.say(texts.undone),
        None => {}
    }
}

/// Which search is selected, and what is being done with them.
#[derive(Clone, Debug, Default)]
pub struct Searches {
    selected: usize,
    /// A name being typed for the filter in force.
    name: Option<String>,
    /// The one that was taken out last, to be brought back.
    forgotten: Option<SavedSearch>,
}

/// Rows of searches at a time.
const MOST_ROWS: u16 = 12;

/// Shows the searches, or asks for a name under which the filter is kept.
pub fn open(state: &mut State, save: bool) -> Vec<Effect> {
    if save && state.filter.is_empty() {
        state.say(state.look.texts().no_filter);
        return Vec::new();
    }
    let effects = of_library(state, Request::Searches);
    if !effects.is_empty() {
        state.overlay = Some(Overlay::Searches(Searches {
            name: save.then(String::new),
            ..Searches::default()
        }));
    }
    effects
}

/// Asks for the counts again, where they are in view: something came.
pub fn refresh(state: &State) -> Vec<Effect> {
    match state.overlay {
        Some(Overlay::Searches(_)) => vec![Effect::Ask(Request::Searches)],
        _ => Vec::new(),
    }
}

/// Takes a key.
pub fn key(state: &mut State, mut searches: Searches, key: Key) -> Vec<Effect> {
    if let Some(name) = searches.name.take() {
        let effects = searches.type_name(state, name, key);
        state.overlay = Some(Overlay::Searches(searches));
        return effects;
    }
    state.pending.push(key);
    let contexts = [Context::List, Context::Everywhere];
    let resolution = state.look.keymap.resolve(&contexts, &state.pending);
    if resolution != Resolution::Pending {
        state.pending.clear();
    }
    let effects = match resolution {
        Resolution::Action(Action::Open) => return searches.list(state),
        Resolution::Action(
            Action::Back | Action::Escape | Action::Interrupt | Action::Searches,
        ) => return Vec::new(),
        Resolution::Action(action) => searches.act(state, action),
        Resolution::Pending | Resolution::Nothing => Vec::new(),
    };
    state.overlay = Some(Overlay::Searches(searches));
    effects
}

impl Searches {
    /// Lists what the selected search finds.
    fn list(self, state: &mut State) -> Vec<Effect> {
        let Some(search) = state.searches.get(self.selected) else {
            return Vec::new();
        };
        match Query::parse(&search.query) {
            Ok(query) => {
                let (name, order) = (search.name.clone(), state.order);
                state.filter.clone_from(&search.query);
                vec![Effect::Ask(Request::ListSearch { name, query, order })]
            }
            Err(error) => {
                state.warn(error.to_string());
                state.overlay = Some(Overlay::Searches(self));
                Vec::new()
            }
        }
    }

    fn act(&mut self, state: &mut State, action: Action) -> Vec<Effect> {
        let last = state.searches.len().saturating_sub(1);
        let page = usize::from(MOST_ROWS);
        self.selected = match action {
            Action::Down => self.selected + 1,
            Action::Up => self.selected.saturating_sub(1),
            Action::PageDown | Action::HalfPageDown => self.selected + page,
            Action::PageUp | Action::HalfPageUp => self.selected.saturating_sub(page),
            Action::Top => 0,
            Action::Bottom => last,
            _ => self.selected,
        }
        .min(last);
        match action {
            Action::SaveSearch if state.filter.is_empty() => {
                state.say(state.look.texts().no_filter);
            }
            Action::SaveSearch => self.name = Some(String::new()),
            Action::Delete => return self.forget(state),
            Action::Undo => return self.bring_back(state),
            _ => {}
        }
        Vec::new()
    }

    fn forget(&mut self, state: &mut State) -> Vec<Effect> {
        let Some(search) = state.searches.get(self.selected).cloned() else {
            return Vec::new();
        };
        let name = search.name.clone();
        self.forgotten = Some(search);
        self.selected = self.selected.min(state.searches.len().saturating_sub(2));
        vec![Effect::Ask(Request::ForgetSearch(name))]
    }

    fn bring_back(&mut self, state: &mut State) -> Vec<Effect> {
        let Some(search) = self.forgotten.take() else {
            state.say(state.look.texts().nothing_to_undo);
            return Vec::new();
        };
        vec![Effect::Ask(Request::SaveSearch {
            name: search.name,
            query: search.query,
            seen: search.seen,
            filed: Filed::BroughtBack,
        })]
    }

    /// Enter keeps the filter under the name, which is the filter itself where none is typed.
    fn type_name(&mut self, state: &mut State, mut name: String, key: Key) -> Vec<Effect> {
        match (key.code, edit(&mut name, key)) {
            (KeyCode::Enter, _) => {
                let query = state.filter.clone();
                let name = match name.trim() {
                    "" => query.clone(),
                    name => name.to_owned(),
                };
                let seen = state.newest;
                return vec![Effect::Ask(Request::SaveSearch {
                    name,
                    query,
                    seen,
                    filed: Filed::Saved,
                })];
            }
            (KeyCode::Esc, _) | (_, Edit::Closed) => {}
            _ => self.name = Some(name),
        }
        Vec::new()
    }

    /// Draws the searches over the foot of the screen, above status and hints; returns where the cursor stands in a name.
    pub fn draw(&self, state: &State, buffer: &mut Buffer) -> Option<Position> {
        let look = &state.look;
        let whole = sheet::area(state);
        let searches = &state.searches;
        let rows = u16::try_from(searches.len().max(1)).unwrap_or(u16::MAX);
        let rows = rows.min(MOST_ROWS).min(whole.height.saturating_sub(1));
        let top = whole.bottom().saturating_sub(rows + 1);
        let row = |y| Rect {
            y,
            height: 1,
            ..whole
        };
        let area = Rect {
            y: top,
            height: rows + 1,
            ..whole
        };
        clear(buffer, area);
        rule(
            buffer,
            row(top),
            look.theme.signs.horizontal,
            look.theme.rule,
        );
        let title = format!(" {} ", look.texts().searches);
        put(
            buffer,
            area.x + 1,
            top,
            area.right(),
            &title,
            look.theme.key,
        );
        if searches.is_empty() {
            let words = look.texts().no_searches;
            put(
                buffer,
                area.x + 2,
                top + 1,
                area.right(),
                words,
                look.theme.dim,
            );
        }
        let first = self
            .selected
            .saturating_sub(usize::from(rows).saturating_sub(1));
        let shown = searches.iter().enumerate().skip(first).take(rows.into());
        for (y, (at, search)) in (top + 1..).zip(shown) {
            let line = self.line(state, at, search, usize::from(area.width));
            put_line(buffer, row(y), &line);
        }
        let name = self.name.as_ref()?;
        Some(prompt::draw(state, &format!("+{name}"), buffer))
    }

    /// `▶ attentat  128   3 new   attentat OR explosion`
    fn line(&self, state: &State, at: usize, search: &SavedSearch, width: usize) -> Line<'static> {
        let look = &state.look;
        let name = (width / 3).clamp(12, 32);
        let new = match search.new {
            0 => String::new(),
            new => format!("{new} {}", look.texts().new[usize::from(new > 1)]),
        };
        Line::from(vec![
            marker(at == self.selected, false, look),
            Piece::raw(" "),
            Piece::raw(column(&search.name, name, look)),
            Piece::raw(format!("{:>7}  ", search.all)),
            Piece::styled(column(&new, 16, look), look.theme.accent),
            Piece::styled(search.query.clone(), look.theme.dim),
        ])
    }
}
