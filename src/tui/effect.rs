//! What has to happen outside the state; [`super::handle`] returns it, the loop does it.

use super::request::Request;
use crate::library::Who;

/// Something for the rim to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    Quit,
    Suspend,
    /// Paint everything again.
    Redraw,
    /// Put a text on the clipboard of the user's terminal.
    Copy(String),
    /// Find the annotations of the wire at this position of the list.
    Annotate(usize),
    /// Look through the dispatches in memory for somebody.
    Survey(Who),
    /// Ask the library.
    Ask(Request),
}
