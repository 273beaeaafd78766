//! depeche: a terminal reader for news-agency dispatches.
//!
//! It opens a wire as it arrives, finds who speaks, who acts and what is counted, and lets a journalist read by page,
//! jump from quotation to quotation and follow a person or a figure through the text.
//!
//! # The map
//!
//! Layers point one way: a module may use those listed before it, never those after it (`tests/it/layers.rs` checks this).
//!
//! | layer | from what to what | knows nothing of |
//! | --- | --- | --- |
//! | [`model`] | the canonical text, spans into it, dispatch, quotation, actor, figure | everything below |
//! | [`wire`] | bytes → dispatches: detection, charset, header lines, reflow, dateline, sign-off | annotations, screens |
//! | [`annotate`] | dispatch → quotations, actors, figures; language data come from `assets/languages`; cannot fail | bytes, files, screens |
//! | [`review`] | decisions on annotations, their exchange with other tools, passages found again in a new version | stores, screens, the clock |
//! | [`library`] | dispatches and annotations → an archive with versions, stories, search, undo, and the sources that fill it; SQLite stays behind one module | screens, commands |
//! | [`page`] | text + width → rows and pages; offset ↔ cell; line breaking; sanitising for display | annotations, keys, colours |
//! | [`tui`] | state, actions, update, view; the terminal stays behind [`tui::term`] | the command line |
//! | [`cli`] | commands, configuration, the one error reporter | – |
//!
//! Files, the clock, the environment and the terminal are touched only in [`cli`], [`tui::term`],
//! [`library::sqlite`] and [`library::watch`], which is also the only one to use a network:
//! everything between is a function of its arguments, and the same input gives the same output.

pub mod annotate;
pub mod cli;
pub mod library;
pub mod model;
pub mod page;
pub mod review;
pub mod tui;
pub mod wire;
