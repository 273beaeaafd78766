//! Decisions on annotations: what journalists accept, reject and correct, and how it survives a new version of the text.
//!
//! | module | holds |
//! | --- | --- |
//! | [`event`] | what happens to annotations |
//! | [`fold`], [`state`], [`standing`] | where annotations stand, from the events |
//! | [`log`] | the lines in which events are kept |
//! | [`anchor`] | where a passage of one version stands in another |
//! | [`carry`] | what an annotation says, brought to a new version |
//! | [`exchange`] | annotations with their decisions in the formats of other tools |
//! | [`agreement`] | how far reviewers agree |
//!
//! Functions of their arguments alone: the clock, the author and the store come from above.

pub mod agreement;
pub mod anchor;
pub mod carry;
pub mod event;
pub mod exchange;
pub mod fold;
pub mod log;
pub mod standing;
pub mod state;
