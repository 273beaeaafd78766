//! When a file is whole: closed after writing, moved in, or still for a moment. Pure: the time and the state of files come in.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustc_hash::FxHashMap;

/// After a file was closed: some programs open it again at once to write on.
const CLOSED: Duration = Duration::from_millis(100);
/// Where nobody says that a file was closed.
const STILL: Duration = Duration::from_secs(1);
/// While somebody is known to write: a slow sender may pause.
const WRITING: Duration = Duration::from_secs(3);

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Bytes.
    pub size: u64,
    pub modified: SystemTime,
    /// Another file under the same name has another number.
    pub number: u64,
}

/// What is known of a file that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// It was moved here.
    Moved,
    /// Whoever wrote it has closed it.
    Closed,
    /// Somebody writes it.
    Written,
    /// It was seen, and last changed so long ago.
    Seen { age: Duration },
}

impl Hint {
    fn patience(self) -> Duration {
        match self {
            Hint::Moved => Duration::ZERO,
            Hint::Closed => CLOSED,
            Hint::Written => WRITING,
            Hint::Seen { age } if age >= STILL => Duration::ZERO,
            Hint::Seen { .. } => STILL,
        }
    }
}

/// Files that changed, until they are still, and the state in which each was taken. Times count from any one moment.
#[derive(Default)]
pub struct Settling {
    waiting: FxHashMap<PathBuf, Waiting>,
    taken: FxHashMap<PathBuf, Signature>,
}

struct Waiting {
    signature: Signature,
    due: Duration,
}

impl Settling {
    /// A file changed, or was seen.
    pub fn note(&mut self, path: PathBuf, hint: Hint, signature: Signature, now: Duration) {
        let seen = matches!(hint, Hint::Seen { .. });
        if self.taken.get(&path) == Some(&signature) || (seen && self.waiting.contains_key(&path)) {
            return;
        }
        let due = now + hint.patience();
        self.waiting.insert(path, Waiting { signature, due });
    }

    /// All files that there are: what is known of others is forgotten.
    pub fn only(&mut self, present: impl Iterator<Item = PathBuf>) {
        let mut before = std::mem::take(&mut self.taken);
        let kept = present.filter_map(|path| before.remove_entry(&path));
        self.taken = kept.collect();
    }

    /// The files that are whole now, in the order in which they became so. `look` gives the present state of one.
    pub fn take(
        &mut self,
        now: Duration,
        look: impl Fn(&Path) -> Option<Signature>,
    ) -> Vec<PathBuf> {
        let due = self.waiting.iter().filter(|(_, file)| file.due <= now);
        let mut due: Vec<(Duration, PathBuf)> =
            due.map(|(path, file)| (file.due, path.clone())).collect();
        due.sort_unstable();
        let mut whole = Vec::new();
        for (_, path) in due {
            let Some(file) = self.waiting.get_mut(&path) else {
                continue;
            };
            match look(&path) {
                Some(signature) if signature == file.signature => {
                    self.waiting.remove(&path);
                    self.taken.insert(path.clone(), signature);
                    whole.push(path);
                }
                Some(signature) => {
                    let due = now + STILL;
                    *file = Waiting { signature, due };
                }
                None => {
                    self.waiting.remove(&path);
                }
            }
        }
        whole
    }

    /// When to look again; none when no file is waited for.
    pub fn next(&self) -> Option<Duration> {
        self.waiting.values().map(|file| file.due).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(size: u64) -> Signature {
        Signature {
            size,
            modified: SystemTime::UNIX_EPOCH,
            number: 1,
        }
    }

    fn at(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    fn taken(settling: &mut Settling, now: u64, size: u64) -> bool {
        !settling.take(at(now), |_| Some(state(size))).is_empty()
    }

    #[test]
    fn a_file_written_in_pieces_is_taken_once_when_it_is_closed() {
        let mut settling = Settling::default();
        for (now, size) in [(0, 0), (500, 10), (2_500, 20)] {
            settling.note("a".into(), Hint::Written, state(size), at(now));
            assert!(!taken(&mut settling, now, size));
        }
        assert!(!taken(&mut settling, 3_000, 20));
        settling.note("a".into(), Hint::Closed, state(30), at(3_100));
        assert_eq!(settling.next(), Some(at(3_200)));
        assert!(taken(&mut settling, 3_200, 30));
        assert_eq!(settling.next(), None);
        settling.note("a".into(), Hint::Closed, state(30), at(4_000));
        assert!(!taken(&mut settling, 9_000, 30));
    }

    #[test]
    fn where_nobody_tells_of_an_end_stillness_is_waited_for() {
        let mut settling = Settling::default();
        let seen = Hint::Seen { age: at(10) };
        settling.note("a".into(), seen, state(10), at(0));
        assert!(!taken(&mut settling, 999, 10));
        assert!(!taken(&mut settling, 1_000, 20));
        settling.note("a".into(), seen, state(20), at(1_500));
        assert!(taken(&mut settling, 2_000, 20));
    }

    #[test]
    fn what_lies_there_and_what_is_moved_in_is_taken_at_once() {
        let mut settling = Settling::default();
        settling.note("old".into(), Hint::Seen { age: STILL }, state(1), at(0));
        settling.note("moved".into(), Hint::Moved, state(1), at(0));
        let whole = settling.take(at(0), |_| Some(state(1)));
        assert_eq!(whole, [PathBuf::from("moved"), PathBuf::from("old")]);
        settling.note("old".into(), Hint::Seen { age: STILL }, state(1), at(9));
        assert_eq!(settling.next(), None);
        settling.note("old".into(), Hint::Seen { age: STILL }, state(2), at(9));
        assert!(taken(&mut settling, 9, 2));
    }

    #[test]
    fn a_file_that_is_gone_is_forgotten() {
        let mut settling = Settling::default();
        settling.note("a".into(), Hint::Moved, state(1), at(0));
        assert!(settling.take(at(0), |_| None).is_empty());
        settling.note("a".into(), Hint::Moved, state(1), at(1));
        assert!(taken(&mut settling, 1, 1));
        settling.only(std::iter::empty());
        settling.note("a".into(), Hint::Moved, state(1), at(2));
        assert!(taken(&mut settling, 2, 1));
    }
}
