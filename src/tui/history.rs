//! Places to go back and forward to, as in a browser: a new jump forgets what lay ahead.

use super::reader::Place;

/// Places kept to go back to.
const MOST: usize = 500;

/// Where the reader was, and where it came back from.
#[derive(Clone, Debug, Default)]
pub struct History {
    back: Vec<Place>,
    forward: Vec<Place>,
}

impl History {
    /// Remembers the place that a jump leaves behind.
    pub fn leave(&mut self, place: Place) {
        if self.back.last() != Some(&place) {
            self.back.push(place);
        }
        let surplus = self.back.len().saturating_sub(MOST);
        self.back.drain(..surplus);
        self.forward.clear();
    }

    /// How many places there are to go back to.
    pub fn depth(&self) -> usize {
        self.back.len()
    }

    /// Forgets the places that were left after there were so many.
    pub fn rewind(&mut self, depth: usize) {
        self.back.truncate(depth);
    }

    /// Positions in the list that are remembered.
    pub fn wires(&self) -> impl Iterator<Item = usize> + '_ {
        self.back
            .iter()
            .chain(&self.forward)
            .map(|place| place.wire)
    }

    /// The list has changed: places in wires that are gone are forgotten.
    pub fn renumber(&mut self, now: impl Fn(usize) -> Option<usize>) {
        for places in [&mut self.back, &mut self.forward] {
            places.retain_mut(|place| match now(place.wire) {
                Some(wire) => {
                    place.wire = wire;
                    true
                }
                None => false,
            });
        }
    }

    /// The place before the present one (or after it, with `backward` false), which is remembered on the other side.
    pub fn travel(&mut self, backward: bool, here: Option<Place>) -> Option<Place> {
        let (from, to) = if backward {
            (&mut self.back, &mut self.forward)
        } else {
            (&mut self.forward, &mut self.back)
        };
        let mut place = from.pop()?;
        // A jump that led nowhere else is no step.
        while Some(place) == here {
            place = from.pop()?;
        }
        to.extend(here);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(offset: usize) -> Place {
        Place {
            wire: 0,
            offset,
            selection: None,
        }
    }

    #[test]
    fn a_new_jump_forgets_what_lay_ahead() {
        let mut history = History::default();
        history.leave(place(1));
        history.leave(place(2));
        assert_eq!(history.travel(true, Some(place(3))), Some(place(2)));
        assert_eq!(history.travel(true, Some(place(2))), Some(place(1)));
        assert_eq!(history.travel(false, Some(place(1))), Some(place(2)));
        history.leave(place(2));
        assert_eq!(history.travel(false, Some(place(9))), None);
    }

    #[test]
    fn only_so_many_are_kept() {
        let mut history = History::default();
        (0..2_000).for_each(|offset| history.leave(place(offset)));
        assert_eq!(history.back.len(), MOST);
        assert_eq!(history.travel(true, None), Some(place(1_999)));
    }
}
