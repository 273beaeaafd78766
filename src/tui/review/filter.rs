//! Which annotations the panels list, and the keys go to.

use crate::review::reviewed::Judged;
use crate::review::standing::Standing;

/// Which annotations are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Filter {
    #[default]
    All,
    /// Those that somebody still has to decide on.
    Undecided,
    Disputed,
    /// Those that the user has decided on.
    Mine,
}

impl Filter {
    /// The next one, round at the end.
    pub fn next(self) -> Filter {
        match self {
            Filter::All => Filter::Undecided,
            Filter::Undecided => Filter::Disputed,
            Filter::Disputed => Filter::Mine,
            Filter::Mine => Filter::All,
        }
    }

    /// Whether an annotation is listed for a user.
    pub fn lets_through(self, judged: &Judged, user: &str) -> bool {
        match self {
            Filter::All => true,
            Filter::Undecided => judged.standing.is_open(),
            Filter::Disputed => judged.standing == Standing::Disputed,
            Filter::Mine => judged.by.iter().any(|by| by == user),
        }
    }
}
