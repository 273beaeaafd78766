//! Decisions on annotations: what journalists accept, reject and correct, and how it survives a new version of the text.
//!
//! | module | holds |
//! | --- | --- |
//! | [`event`] | what happens to annotations |
//! | [`fold`], [`state`], [`standing`] | where annotations stand, from the events |
//! | [`log`] | the lines in which events are kept |
//! | [`proposals`], [`reviewed`] | what was found, as annotations that can be decided on; and as it stands |
//! | [`value`] | the value of a figure as a word |
//! | [`recorder`] | what a reviewer wants, made into events |
//! | [`steps`] | what somebody can undo and redo |
//! | [`viewpoint`] | what somebody sees of a log who must not know what others decided |
//! | [`succession`] | decisions brought from one version to the next |
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
pub mod proposals;
pub mod recorder;
pub mod reviewed;
pub mod standing;
pub mod state;
pub mod steps;
pub mod succession;
pub mod value;
pub mod viewpoint;
