//! The present state of all annotations of one version of a dispatch, from the events in their order.
//!
//! An undone event counts as if it had not been. It can be undone while nobody has built on it, that is, decided after having seen
//! it; and redone while nothing is undone that it was built on itself. Both follow from undoing in the order of a stack.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::event::{AnnotationId, Author, Event, EventId, Op, Revision};
use super::state::{Senseless, State};

/// Events in their order, and what follows from them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fold {
    tracks: BTreeMap<AnnotationId, Track>,
    /// Where each event stands: its annotation and its place there.
    places: FxHashMap<EventId, (AnnotationId, usize)>,
}

/// The events of one annotation.
#[derive(Clone, Debug, Default, PartialEq)]
struct Track {
    entries: Vec<Entry>,
    state: State,
}

/// An event in the history of its annotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub event: Event,
    /// The place in the history of the event that has taken it back.
    pub undone_by: Option<usize>,
}

/// Why an event is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("it is there already")]
    Known,
    #[error("there is no such annotation")]
    NoAnnotation,
    #[error("this cannot be said of such an annotation")]
    Sort,
    #[error("no words would be left")]
    NoPassage,
    #[error("an actor cannot be merged into itself")]
    Itself,
    #[error("there is no such event to undo")]
    NoEvent,
    #[error("it is undone already")]
    Undone,
    #[error("{} has built on it", .0.user)]
    BuiltUpon(Author),
    #[error("what it was built on is undone")]
    Baseless,
}

impl Fold {
    /// All events at once, with those that were not taken.
    pub fn of(events: impl IntoIterator<Item = Event>) -> (Self, Vec<(EventId, Refusal)>) {
        let mut fold = Fold::default();
        let mut refused = Vec::new();
        for event in events {
            let id = event.id.clone();
            if let Err(refusal) = fold.apply(event) {
                refused.push((id, refusal));
            }
        }
        (fold, refused)
    }

    /// Takes the next event, and gives the revision of the annotation that it makes.
    ///
    /// # Errors
    /// When the event says nothing, or must not be: then everything is as before.
    pub fn apply(&mut self, event: Event) -> Result<Revision, Refusal> {
        if self.places.contains_key(&event.id) {
            return Err(Refusal::Known);
        }
        let (annotation, id) = (event.annotation, event.id.clone());
        let mut new = Track::default();
        let track = self.tracks.get_mut(&annotation).unwrap_or(&mut new);
        match &event.op {
            Op::Undo(of) => {
                let place = self
                    .places
                    .get(of)
                    .filter(|(other, _)| *other == annotation);
                let (_, at) = place.ok_or(Refusal::NoEvent)?;
                track.undo(*at, event)?;
            }
            _ => track.push(event)?,
        }
        let revision = track.revision();
        if revision == 1 {
            self.tracks.insert(annotation, new);
        }
        self.places.insert(id, (annotation, revision as usize - 1));
        Ok(revision)
    }

    /// The state of an annotation, when there is one.
    pub fn state(&self, annotation: AnnotationId) -> Option<&State> {
        let track = self.tracks.get(&annotation)?;
        Some(&track.state).filter(|state| state.exists())
    }

    /// All annotations, by name.
    pub fn states(&self) -> impl Iterator<Item = (AnnotationId, &State)> {
        let states = self.tracks.iter().map(|(id, track)| (*id, &track.state));
        states.filter(|(_, state)| state.exists())
    }

    /// How many events have changed an annotation: what the next event has to name as its base.
    pub fn revision(&self, annotation: AnnotationId) -> Revision {
        self.tracks.get(&annotation).map_or(0, Track::revision)
    }

    /// Everything that happened to an annotation, in order.
    pub fn history(&self, annotation: AnnotationId) -> &[Entry] {
        self.tracks
            .get(&annotation)
            .map_or(&[], |track| &track.entries)
    }

    /// The actor that an actor was merged into, over any number of steps; itself, when it was not. Of actors that were merged into
    /// each other it is for all of them the one with the smallest name.
    pub fn actor(&self, annotation: AnnotationId) -> AnnotationId {
        let into = |id: &AnnotationId| self.state(*id)?.content()?.actor;
        // Two actors may be merged into each other by two people: the way ends where it would begin again.
        let way = std::iter::successors(Some(annotation), into).take(self.tracks.len() + 1);
        let mut seen = Vec::new();
        for step in way {
            if let Some(at) = seen.iter().position(|one| *one == step) {
                let round: &[AnnotationId] = &seen[at..];
                return round.iter().copied().min().unwrap_or(annotation);
            }
            seen.push(step);
        }
        seen.last().copied().unwrap_or(annotation)
    }
}

impl Track {
    fn revision(&self) -> Revision {
        Revision::try_from(self.entries.len()).expect("nobody makes four billion decisions")
    }

    fn push(&mut self, event: Event) -> Result<(), Refusal> {
        self.entries.push(Entry {
            event,
            undone_by: None,
        });
        match self.replayed() {
            Ok(state) => {
                self.state = state;
                Ok(())
            }
            Err(senseless) => {
                self.entries.pop();
                Err(senseless.into())
            }
        }
    }

    fn undo(&mut self, at: usize, event: Event) -> Result<(), Refusal> {
        if self.entries[at].undone_by.is_some() {
            return Err(Refusal::Undone);
        }
        let before: Vec<bool> = self.entries.iter().map(Entry::is_in_force).collect();
        self.entries.push(Entry {
            event,
            undone_by: None,
        });
        self.settle();
        // Whatever changes has to be free to: an undo of an undo brings something back, and so on.
        let refusal = before.iter().enumerate().find_map(|(at, was_in_force)| {
            match (was_in_force, self.entries[at].is_in_force()) {
                (true, false) => {
                    let later = self.built_on(at)?;
                    Some(Refusal::BuiltUpon(later.event.author.clone()))
                }
                (false, true) => self.is_baseless(at).then_some(Refusal::Baseless),
                _ => None,
            }
        });
        if let Some(refusal) = refusal {
            self.entries.pop();
            self.settle();
            return Err(refusal);
        }
        // The event itself says nothing of the annotation.
        self.state = self.replayed().expect("an undo is silent");
        Ok(())
    }

    /// Finds out which events are in force: an undo that is itself undone takes nothing back.
    fn settle(&mut self) {
        let mut undone_by = vec![None; self.entries.len()];
        for (at, entry) in self.entries.iter().enumerate().rev() {
            if let (Op::Undo(of), None) = (&entry.event.op, undone_by[at]) {
                let target = self.entries.iter().position(|entry| entry.event.id == *of);
                undone_by[target.expect("undoing names an event of the same annotation")] =
                    Some(at);
            }
        }
        for (entry, undone_by) in self.entries.iter_mut().zip(undone_by) {
            entry.undone_by = undone_by;
        }
    }

    /// A decision in force whose author had seen the event at a place.
    fn built_on(&self, at: usize) -> Option<&Entry> {
        let made = revision_of(at);
        let mut later = (at + 1..).zip(&self.entries[at + 1..]);
        let found = later.find(|(place, later)| {
            later.is_in_force() && later.is_decision() && self.base(*place) >= made
        });
        found.map(|(_, entry)| entry)
    }

    /// Whether something was undone that the author of the event at a place had seen in force.
    fn is_baseless(&self, at: usize) -> bool {
        let base = self.base(at);
        self.entries[at].is_decision()
            && self.entries.iter().take(base as usize).any(|earlier| {
                earlier.is_decision()
                    && earlier
                        .undone_by
                        .is_some_and(|undo| revision_of(undo) > base)
            })
    }

    /// The revision that the author of the event at a place had seen: what the event says, within what can be. Nobody decides on
    /// an annotation before it is there.
    fn base(&self, at: usize) -> Revision {
        let event = &self.entries[at].event;
        let before = &self.entries[..at];
        let made = before
            .iter()
            .position(|entry| entry.is_in_force() && entry.makes());
        let first = if self.entries[at].makes() {
            0
        } else {
            made.map_or(0, revision_of)
        };
        let latest = revision_of(at) - 1;
        event.base.clamp(first.min(latest), latest)
    }

    /// The state after all events in force. The error is that of the last event alone: earlier ones that say nothing any more,
    /// for something else was undone, are passed over.
    fn replayed(&self) -> Result<State, Senseless> {
        let mut states = vec![State::default()];
        let mut result = Ok(());
        for (at, entry) in self.entries.iter().enumerate() {
            let current = &states[at];
            let is_silent = !entry.is_in_force() || matches!(entry.event.op, Op::Undo(_));
            let next = if is_silent {
                Ok(current.clone())
            } else {
                let base = self.base(at);
                current.after(&entry.event, &states[base as usize], base, revision_of(at))
            };
            result = next.as_ref().map(|_| ()).map_err(|senseless| *senseless);
            let next = next.unwrap_or_else(|_| current.clone());
            states.push(next);
        }
        result.map(|()| states.pop().expect("one state more than events"))
    }
}

impl Entry {
    /// Whether nobody has taken it back.
    pub fn is_in_force(&self) -> bool {
        self.undone_by.is_none()
    }

    /// Whether it makes an annotation where there was none.
    fn makes(&self) -> bool {
        matches!(
            self.event.op,
            Op::Propose { .. } | Op::Add(_) | Op::Reanchor(_)
        )
    }

    /// Whether others can build on it, and it on others.
    fn is_decision(&self) -> bool {
        !matches!(self.event.op, Op::Undo(_) | Op::Note(_))
    }
}

/// The revision that the event at a place makes.
fn revision_of(at: usize) -> Revision {
    Revision::try_from(at + 1).expect("nobody makes four billion decisions")
}

impl From<Senseless> for Refusal {
    fn from(senseless: Senseless) -> Self {
        match senseless {
            Senseless::Nothing => Refusal::NoAnnotation,
            Senseless::Sort => Refusal::Sort,
            Senseless::NoPassage => Refusal::NoPassage,
            Senseless::Itself => Refusal::Itself,
        }
    }
}

#[cfg(test)]
mod tests;
