//! State, actions, update, view.
