//! State, actions, update, view.

pub mod key;
pub mod term;
