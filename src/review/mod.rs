//! Decisions on annotations: what journalists accept, reject and correct, and how it survives a new version of the text.
//!
//! | module | holds |
//! | --- | --- |
//! | [`anchor`] | where a passage of one version stands in another |
//!
//! Functions of their arguments alone: the clock, the author and the store come from above.

pub mod anchor;
