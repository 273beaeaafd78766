//! Where an annotation stands in its review.

use crate::model::Named;

/// Where an annotation stands. What nobody has decided on is proposed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    #[default]
    Proposed,
    /// Right as proposed, or made by hand.
    Accepted,
    Rejected,
    /// Accepted with other words, another kind, speaker, actor or value.
    Corrected,
    Deleted,
    /// People decided differently without knowing of each other, and nobody has settled it yet.
    Disputed,
}

impl Named for Standing {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Standing::Proposed, "proposed"),
        (Standing::Accepted, "accepted"),
        (Standing::Rejected, "rejected"),
        (Standing::Corrected, "corrected"),
        (Standing::Deleted, "deleted"),
        (Standing::Disputed, "disputed"),
    ];
}

impl Standing {
    /// Whether somebody still has to decide.
    pub fn is_open(self) -> bool {
        matches!(self, Standing::Proposed | Standing::Disputed)
    }

    /// Whether it is taken to be right.
    pub fn holds(self) -> bool {
        matches!(self, Standing::Accepted | Standing::Corrected)
    }
}
