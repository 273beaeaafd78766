//! The sample dispatches that a first visitor sees.

/// Name and bytes of each, as they stand in `assets/dispatches`.
pub const SAMPLES: &[(&str, &[u8])] = &[];
