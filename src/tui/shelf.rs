//! The wires that the list lists: all of them in memory, or those near the reader's place of a library that holds many more.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::reader::review::Log;
use crate::library::{Counts, Entry, Flag, ItemId};
use crate::model::{Annotations, Dispatch};

/// A dispatch in the list.
#[derive(Clone, Debug)]
pub struct Wire {
    pub entry: Entry,
    /// None until it is opened, where it comes from a library.
    pub dispatch: Option<Arc<Dispatch>>,
    /// None until the annotators are through.
    pub annotations: Option<Arc<Annotations>>,
    /// Whether the annotators have been asked.
    pub requested: bool,
    /// What was decided on it, where it comes from a library and was opened.
    pub log: Option<Log>,
}

impl Wire {
    /// Neither read nor annotated yet.
    pub fn new(dispatch: Arc<Dispatch>) -> Wire {
        Wire {
            entry: Entry::new(&dispatch),
            dispatch: Some(dispatch),
            annotations: None,
            requested: false,
            log: None,
        }
    }

    /// Of a library, of which only the line in the list is known.
    fn listed(entry: Entry) -> Wire {
        Wire {
            entry,
            dispatch: None,
            annotations: None,
            requested: true,
            log: None,
        }
    }

    /// Takes in what the annotators found.
    pub fn annotate(&mut self, annotations: Arc<Annotations>) {
        self.entry.counts = Some(Counts::of(&annotations));
        self.annotations = Some(annotations);
    }
}

/// The wires of the list, in its order.
#[derive(Clone, Debug)]
pub enum Shelf {
    /// Of files: all in memory.
    Held(Vec<Wire>),
    /// Of a library: the names of all, and the wires that were looked at lately.
    Library {
        items: Arc<[ItemId]>,
        /// Items that are read without being listed; their positions follow those of the list.
        beside: Vec<ItemId>,
        near: BTreeMap<usize, Wire>,
        /// Positions that were asked for and have not come yet.
        asked: Range<usize>,
        unread: usize,
    },
}

/// Wires of a library that stay in memory.
const NEAR: usize = 1_000;

impl Shelf {
    /// Of a library of which nothing is known yet.
    pub fn of_library() -> Shelf {
        Shelf::Library {
            items: Arc::from([]),
            beside: Vec::new(),
            near: BTreeMap::new(),
            asked: 0..0,
            unread: 0,
        }
    }

    /// How many wires are listed.
    pub fn len(&self) -> usize {
        match self {
            Shelf::Held(wires) => wires.len(),
            Shelf::Library { items, .. } => items.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is nothing to choose from: one file with one dispatch. A library with one is still a library.
    pub fn is_single(&self) -> bool {
        matches!(self, Shelf::Held(wires) if wires.len() < 2)
    }

    /// The wire at a position, where it is in memory.
    pub fn get(&self, at: usize) -> Option<&Wire> {
        match self {
            Shelf::Held(wires) => wires.get(at),
            Shelf::Library { near, .. } => near.get(&at),
        }
    }

    /// The wire at a position, to change it.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut Wire> {
        match self {
            Shelf::Held(wires) => wires.get_mut(at),
            Shelf::Library { near, .. } => near.get_mut(&at),
        }
    }

    /// How many wires nobody has read yet.
    pub fn unread(&self) -> usize {
        match self {
            Shelf::Held(wires) => wires.iter().filter(|wire| !wire.entry.read).count(),
            Shelf::Library { unread, .. } => *unread,
        }
    }

    /// Notes that a wire was read, or was not; true when that is news.
    pub fn set_read(&mut self, at: usize, read: bool) -> bool {
        let Some(wire) = self.get_mut(at).filter(|wire| wire.entry.read != read) else {
            return false;
        };
        wire.entry.read = read;
        if let Shelf::Library { items, unread, .. } = self
            && at < items.len()
        {
            *unread = if read {
                unread.saturating_sub(1)
            } else {
                *unread + 1
            };
        }
        true
    }

    /// All wires of files; none of a library.
    pub fn held(&self) -> &[Wire] {
        match self {
            Shelf::Held(wires) => wires,
            Shelf::Library { .. } => &[],
        }
    }

    /// The item at a position of a library.
    pub fn item(&self, at: usize) -> Option<ItemId> {
        match self {
            Shelf::Held(_) => None,
            Shelf::Library { items, beside, .. } => items.iter().chain(beside).nth(at).copied(),
        }
    }

    /// The position of an item of a library, beside the list where it is not listed.
    pub fn position(&mut self, item: ItemId) -> Option<usize> {
        let Shelf::Library { items, beside, .. } = self else {
            return None;
        };
        let found = items.iter().chain(&*beside).position(|one| *one == item);
        if found.is_none() {
            beside.push(item);
        }
        found.or(Some(items.len() + beside.len() - 1))
    }

    /// The wire at a position of a library, which is in memory from now on.
    pub fn hold(&mut self, at: usize, entry: Entry) -> Option<&mut Wire> {
        let here = self.item(at).is_some_and(|item| entry.item == Some(item));
        let Shelf::Library { near, .. } = self else {
            return None;
        };
        here.then(|| near.entry(at).or_insert_with(|| Wire::listed(entry)))
    }

    /// The items of positions that are not in memory and were not asked for; from now on they are.
    pub fn missing(&mut self, wanted: Range<usize>) -> Option<(usize, Vec<ItemId>)> {
        let Shelf::Library {
            items, near, asked, ..
        } = self
        else {
            return None;
        };
        let wanted = wanted.start..wanted.end.min(items.len());
        let absent = |at: &usize| !near.contains_key(at) && !asked.contains(at);
        let first = wanted.clone().find(absent)?;
        *asked = first..wanted.end;
        Some((first, items[first..wanted.end].to_vec()))
    }

    /// Takes in lines of a library from a position on, those that are still what is listed there.
    pub fn fill(&mut self, first: usize, entries: Vec<Entry>) {
        let Shelf::Library {
            items, near, asked, ..
        } = self
        else {
            return;
        };
        *asked = 0..0;
        for (at, entry) in (first..).zip(entries) {
            if items.get(at).copied() != entry.item {
                continue;
            }
            match near.get_mut(&at) {
                Some(wire) => wire.entry = entry,
                None => {
                    near.insert(at, Wire::listed(entry));
                }
            }
        }
        let listed = items.len();
        let far = |at: &usize| *at < listed && at.abs_diff(first) > NEAR / 2;
        if near.len() > NEAR {
            near.retain(|at, _| !far(at));
        }
    }

    /// Lists other items of the library; returns where each of `places` stands now.
    pub fn list(
        &mut self,
        listed: Arc<[ItemId]>,
        not_read: usize,
        places: &[usize],
    ) -> FxHashMap<usize, usize> {
        let Shelf::Library {
            items,
            beside,
            near,
            asked,
            unread,
        } = self
        else {
            return FxHashMap::default();
        };
        let position = |place: &usize| match place.checked_sub(items.len()) {
            Some(beyond) => beside.get(beyond),
            None => items.get(*place),
        };
        let wanted: FxHashMap<ItemId, usize> = places
            .iter()
            .filter_map(|place| Some((*position(place)?, *place)))
            .collect();
        let found = listed.iter().enumerate();
        let mut moved: FxHashMap<usize, usize> = found
            .filter_map(|(at, item)| Some((*wanted.get(item)?, at)))
            .collect();
        // What is being read, or was, and is not listed is read beside the list.
        let mut stays = Vec::new();
        for (item, place) in wanted {
            moved.entry(place).or_insert_with(|| {
                stays.push(item);
                listed.len() + stays.len() - 1
            });
        }
        *beside = stays;
        *items = listed;
        *unread = not_read;
        near.clear();
        *asked = 0..0;
        moved
    }

    /// The library has kept a flag of an item: the list shows it.
    pub fn keep(&mut self, item: ItemId, flag: Flag, value: bool) {
        let Shelf::Library { near, .. } = self else {
            return;
        };
        let found = near
            .iter_mut()
            .find(|(_, wire)| wire.entry.item == Some(item));
        let Some((&at, wire)) = found else { return };
        match flag {
            Flag::Read => {
                self.set_read(at, value);
            }
            Flag::Marked => wire.entry.marked = value,
            // The line goes with the next listing.
            Flag::Deleted => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(item: i64) -> Entry {
        let mut entry = Entry::new(&Dispatch::default());
        entry.item = Some(ItemId(item));
        entry
    }

    fn listing(items: &[i64]) -> Arc<[ItemId]> {
        items.iter().copied().map(ItemId).collect()
    }

    #[test]
    fn lines_of_a_library_are_asked_for_once() {
        let mut shelf = Shelf::of_library();
        shelf.list(listing(&[9, 8, 7]), 3, &[]);
        assert_eq!(shelf.missing(0..2), Some((0, vec![ItemId(9), ItemId(8)])));
        assert_eq!(shelf.missing(0..2), None);
        shelf.fill(0, vec![entry(9), entry(8)]);
        assert_eq!(shelf.missing(0..5), Some((2, vec![ItemId(7)])));
        assert!(shelf.get(1).is_some() && shelf.get(2).is_none());
    }

    #[test]
    fn what_is_not_listed_is_read_beside_the_list() {
        let mut shelf = Shelf::of_library();
        shelf.list(listing(&[3, 2, 1]), 3, &[]);
        assert_eq!(shelf.position(ItemId(2)), Some(1));
        assert_eq!(
            (shelf.position(ItemId(9)), shelf.position(ItemId(8))),
            (Some(3), Some(4))
        );
        assert_eq!((shelf.item(4), shelf.len()), (Some(ItemId(8)), 3));
        assert!(shelf.hold(4, entry(9)).is_none() && shelf.hold(4, entry(8)).is_some());
        let moved = shelf.list(listing(&[9, 3]), 2, &[0, 3, 4]);
        assert_eq!(
            (moved.get(&0), moved.get(&3), moved.get(&4)),
            (Some(&1), Some(&0), Some(&2))
        );
        assert_eq!(shelf.item(2), Some(ItemId(8)));
    }

    #[test]
    fn places_are_found_again_in_another_listing() {
        let mut shelf = Shelf::of_library();
        shelf.list(listing(&[3, 2, 1]), 3, &[]);
        let moved = shelf.list(listing(&[5, 4, 3, 1]), 4, &[0, 1, 2]);
        assert_eq!(
            (moved.get(&0), moved.get(&1), moved.get(&2)),
            (Some(&2), Some(&4), Some(&3))
        );
        // Lines of the listing before come too late.
        shelf.fill(0, vec![entry(3)]);
        assert!(shelf.get(0).is_none());
    }
}
