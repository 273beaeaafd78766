//! Text + width → rows and pages, and what a terminal may be shown of it.
//!
//! A [`Row`] is a span; the rows of a [`Layout`] tile the text, so nothing is copied and no offset is ever lost. One piece of
//! code ([`cells`]) says which bytes stand in which column: drawing, jumping and pointing all ask it. Wherever text of a wire
//! leaves for a terminal it goes through [`glyph`] or [`sanitize`]. Nothing here knows annotations, keys, colours or terminals.

mod breaks;
mod cell;
mod glue;
mod glyph;
mod layout;

pub use cell::{Cell, cells, column_of, offset_at};
pub use glyph::{Glyph, display_width, fit, glyph, sanitize};
pub use layout::{Layout, Row, wrap};
