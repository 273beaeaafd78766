//! All that the screen is a function of.

use ratatui::layout::Rect;
use rustc_hash::FxHashMap;

use super::areas::{Areas, Breadth, Pane, Wishes, areas, measure};
use super::bindings::Context;
use super::dossier;
use super::history::History;
use super::key::Key;
use super::keymap::Keymap;
use super::list::List;
use super::overlay::Overlay;
use super::panels::PanelKind;
use super::reader::{Goal, Reader};
use super::review::Reviewing;
use super::shelf::Shelf;
use super::sources::Sources;
use super::texts::{Locale, Texts};
use super::theme::Theme;
use crate::library::{Order, SavedSearch, Stored, VersionId};
use crate::review::event::AnnotationId;

/// How the interface looks and speaks, and which keys it obeys.
#[derive(Clone, Debug)]
pub struct Look {
    pub theme: Theme,
    pub locale: Locale,
    pub keymap: Keymap,
    /// Columns of the text, at most.
    pub measure: u16,
}

impl Look {
    /// The words of the interface.
    pub fn texts(&self) -> &'static Texts {
        self.locale.texts()
    }
}

/// A word to the user, shown until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    pub alert: bool,
}

/// The whole state of the reader.
#[derive(Clone, Debug)]
pub struct State {
    pub look: Look,
    pub size: Rect,
    pub wires: Shelf,
    /// What of a library is listed, as it was typed; empty for everything.
    pub filter: String,
    pub order: Order,
    /// The versions that the sheet of versions tells of, the oldest first.
    pub story: Vec<Stored>,
    pub list: List,
    /// Items of the list that came or changed since the reader last looked at it, and what had come last by then.
    pub new: usize,
    pub newest: VersionId,
    pub sources: Sources,
    /// The searches that the library keeps, as far as they were asked for.
    pub searches: Vec<SavedSearch>,
    pub reviewing: Reviewing,
    pub reader: Option<Reader>,
    pub focus: Pane,
    /// The tab of the dock, where panels do not all fit.
    pub tab: PanelKind,
    pub zoom: bool,
    /// Columns that the panels were widened by.
    pub widened: i16,
    pub overlay: Option<Overlay>,
    /// Notes that were left before they were kept.
    pub drafts: FxHashMap<(VersionId, AnnotationId), String>,
    /// Keys pressed so far of a longer sequence.
    pub pending: Vec<Key>,
    pub history: History,
    /// Dossiers that were left for one of their quotations, to come back to; the last one left is the last.
    pub left: Vec<dossier::Screen>,
    /// Where the dispatch that is being opened is to be read from.
    pub goal: Option<Goal>,
    pub notice: Option<Notice>,
    /// Inputs that could not be read.
    pub failures: usize,
    /// Whether the key before this one was `C-c`.
    pub interrupted: bool,
    /// Whether more wires are on their way.
    pub loading: bool,
    /// Whether to explain oneself over the list.
    pub welcome: bool,
    /// Whether the first dispatch to arrive is opened at once.
    pub open_first: bool,
}

impl State {
    /// Nothing read yet; `open_first` when the user asked for one file.
    pub fn new(look: Look, columns: u16, rows: u16, open_first: bool) -> State {
        State {
            look,
            size: Rect::new(0, 0, columns, rows),
            wires: Shelf::Held(Vec::new()),
            filter: String::new(),
            order: Order::default(),
            story: Vec::new(),
            list: List::default(),
            new: 0,
            newest: VersionId(0),
            sources: Sources::default(),
            searches: Vec::new(),
            reviewing: Reviewing::default(),
            reader: None,
            focus: if open_first { Pane::Text } else { Pane::List },
            tab: PanelKind::Quotations,
            zoom: false,
            widened: 0,
            overlay: None,
            drafts: FxHashMap::default(),
            pending: Vec::new(),
            history: History::default(),
            left: Vec::new(),
            goal: None,
            notice: None,
            failures: 0,
            interrupted: false,
            loading: true,
            welcome: false,
            open_first,
        }
    }

    /// The same, but on a library: what it lists is still to be asked for.
    pub fn of_library(look: Look, columns: u16, rows: u16) -> State {
        State {
            wires: Shelf::of_library(),
            ..State::new(look, columns, rows, false)
        }
    }

    /// Whether the list has the whole screen.
    pub fn shows_list_alone(&self) -> bool {
        self.focus == Pane::List && !(self.breadth() == Breadth::Vast && self.reader.is_some())
    }

    /// How much room there is.
    pub fn breadth(&self) -> Breadth {
        Breadth::of(self.size)
    }

    /// Where things stand.
    pub fn areas(&self) -> Areas {
        let zoom = self.zoom || self.shows_list_alone();
        areas(self.size, self.wishes(self.focus, zoom))
    }

    fn wishes(&self, focus: Pane, zoom: bool) -> Wishes {
        Wishes {
            focus,
            zoom,
            widened: self.widened,
            single: self.wires.is_single(),
        }
    }

    /// Columns and rows that the text gets, also while another pane hides it.
    pub fn text_size(&self) -> (usize, usize) {
        let focus = match self.focus {
            Pane::Panel(_) if self.breadth() >= Breadth::Medium && !self.zoom => self.focus,
            _ => Pane::Text,
        };
        let zoom = self.zoom && focus == Pane::Text && self.focus == Pane::Text;
        let area = areas(self.size, self.wishes(focus, zoom))
            .text
            .unwrap_or(self.size);
        (
            usize::from(measure(self.size, area, self.look.measure)),
            usize::from(area.height),
        )
    }

    /// The contexts whose keys act, the closest first.
    pub fn contexts(&self) -> &'static [Context] {
        match self.focus {
            Pane::List => &[Context::List, Context::Everywhere],
            Pane::Text => &[Context::Text, Context::Everywhere],
            Pane::Panel(_) => &[Context::Panel, Context::Text, Context::Everywhere],
        }
    }

    /// Says something until the next key.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            alert: false,
        });
    }

    /// Says that something went wrong, until the next key.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            alert: true,
        });
    }
}
