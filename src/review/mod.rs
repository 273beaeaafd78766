//! Decisions on annotations: what journalists accept, reject and correct, and how it survives a new version of the text.
//!
//! | module | holds |
//! | --- | --- |
//! | [`anchor`] | where a passage of one version stands in another |
//! | [`standing`] | where an annotation stands in its review |
//! | [`exchange`] | annotations with their decisions in the formats of other tools |
//!
//! Functions of their arguments alone: the clock, the author and the store come from above.

pub mod anchor;
pub mod exchange;
pub mod standing;
