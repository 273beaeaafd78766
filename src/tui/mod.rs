//! The reader on the screen: [`state`], [`action`], [`update`], [`view`].
//!
//! An [`Event`] changes the state and gives [`Effect`]s back; the screen is a function of the state; keys are one table
//! ([`bindings`]). Nothing in here but `term` knows a terminal, and nothing knows files: dispatches arrive as events.

pub mod action;
pub mod areas;
pub mod bindings;
mod canvas;
pub mod dossier;
pub mod edit;
pub mod effect;
mod handle;
mod hints;
pub mod history;
mod jump;
pub mod keeper;
pub mod key;
pub mod keymap;
pub mod list;
pub mod overlay;
pub mod panels;
mod panes;
pub mod picture;
pub mod reader;
pub mod request;
pub mod review;
mod run;
pub mod shelf;
pub mod sources;
pub mod state;
mod status;
pub mod story;
pub mod term;
pub mod texts;
pub mod theme;
mod update;
pub mod view;

pub use effect::Effect;
pub use handle::{Event, handle};
pub use run::{Feed, run};
pub use shelf::{Shelf, Wire};
pub use state::{Look, State};
