//! The ends of a passage while they are moved: never across a wall, never into a neighbour, never within a letter.
//!
//! Knows text and paragraphs; nothing of annotations, keys or screens.

use super::stops::{letters, paragraph_at, words};
use crate::model::{Dispatch, Span};

/// Which end of a part is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    Start,
    Stop,
}

/// How far an end is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    Letter,
    Word,
    /// To the end of the paragraph.
    Paragraph,
}

/// The parts of a passage, in reading order and apart; none is ever empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edges {
    parts: Vec<Span>,
    current: usize,
    end: End,
}

impl Edges {
    /// Of parts as an annotation has them; the current one holds byte `near`, else is the first. None without a part.
    pub fn new(parts: &[Span], near: usize) -> Option<Self> {
        let mut sorted: Vec<Span> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
        sorted.sort_unstable();
        let mut apart: Vec<Span> = Vec::new();
        for part in sorted {
            match apart.last_mut() {
                Some(last) if last.overlaps(part) => *last = last.join(part),
                _ => apart.push(part),
            }
        }
        let current = apart.iter().position(|part| part.holds(near));
        (!apart.is_empty()).then_some(Edges {
            current: current.unwrap_or(0),
            parts: apart,
            end: End::Stop,
        })
    }

    /// All parts.
    pub fn parts(&self) -> &[Span] {
        &self.parts
    }

    /// The part whose ends are moved.
    pub fn part(&self) -> Span {
        self.parts[self.current]
    }

    /// Its number, from 1.
    pub fn number(&self) -> usize {
        self.current + 1
    }

    /// The end that is moved.
    pub fn end(&self) -> End {
        self.end
    }

    /// The letter at the end that is moved: what is brought into view.
    pub fn letter(&self, dispatch: &Dispatch) -> Span {
        letter_at(dispatch, self.part(), self.end)
    }

    /// The letter at the other end.
    pub fn other_letter(&self, dispatch: &Dispatch) -> Span {
        letter_at(dispatch, self.part(), self.end.other())
    }

    /// Moves the other end from now on.
    pub fn switch(&mut self) {
        self.end = self.end.other();
    }

    /// Goes to the next part, round at the end.
    pub fn next(&mut self) {
        self.current = (self.current + 1) % self.parts.len();
    }

    /// Takes the current part out; false for the last one, which stays.
    pub fn drop_part(&mut self) -> bool {
        if self.parts.len() == 1 {
            return false;
        }
        self.parts.remove(self.current);
        self.current = self.current.min(self.parts.len() - 1);
        true
    }

    /// Puts a part in and makes it the current one; false where it would overlap another.
    pub fn insert(&mut self, part: Span) -> bool {
        if part.is_empty() || self.parts.iter().any(|other| other.overlaps(part)) {
            return false;
        }
        self.current = self.parts.partition_point(|other| *other < part);
        self.parts.insert(self.current, part);
        true
    }

    /// Moves the end; at a wall it stays.
    pub fn step(&mut self, dispatch: &Dispatch, reach: Reach, forward: bool) {
        let room = self.room(dispatch);
        let at = self.place();
        let stops: Vec<usize> = match reach {
            Reach::Letter => letters(&dispatch.text, room),
            Reach::Word => {
                let words = words(&dispatch.text, room).into_iter();
                let edge = |word: Span| match self.end {
                    End::Start => word.start(),
                    End::Stop => word.end(),
                };
                words.map(edge).collect()
            }
            Reach::Paragraph => vec![room.start(), room.end()],
        };
        let next = if forward {
            stops.into_iter().find(|stop| *stop > at)
        } else {
            stops.into_iter().rev().find(|stop| *stop < at)
        };
        if let Some(next) = next {
            self.put(room, next);
        }
    }

    /// Moves the end so that the letter at byte `offset` is the first one of the part, or the last one, as near as it can go.
    pub fn bring_to_letter(&mut self, dispatch: &Dispatch, offset: usize) {
        self.bring_to(dispatch, offset + usize::from(self.end == End::Stop));
    }

    /// Moves the end to byte `offset` or the next one after it, as near as it can go.
    pub fn bring_to(&mut self, dispatch: &Dispatch, offset: usize) {
        let room = self.room(dispatch);
        let stops = letters(&dispatch.text, room);
        let after = stops.partition_point(|stop| *stop < offset);
        self.put(room, stops.get(after).copied().unwrap_or(room.end()));
    }

    fn put(&mut self, room: Span, place: usize) {
        let part = self.part();
        let moved = match self.end {
            End::Start => place.max(room.start())..part.end(),
            End::Stop => part.start()..place.min(room.end()),
        };
        if moved.start < moved.end {
            self.parts[self.current] = Span::new(moved.start, moved.end);
        }
    }

    fn place(&self) -> usize {
        match self.end {
            End::Start => self.part().start(),
            End::Stop => self.part().end(),
        }
    }

    /// Between which bytes the end can be: its paragraph, its neighbours and the other end.
    fn room(&self, dispatch: &Dispatch) -> Span {
        let part = self.part();
        match self.end {
            End::Start => {
                let before = self
                    .current
                    .checked_sub(1)
                    .map_or(0, |at| self.parts[at].end());
                let wall = paragraph_at(dispatch, part.start())
                    .start()
                    .min(part.start());
                Span::new(wall.max(before), part.end())
            }
            End::Stop => {
                let wall = paragraph_at(dispatch, part.end() - 1).end().max(part.end());
                let after = self
                    .parts
                    .get(self.current + 1)
                    .map_or(wall, |next| next.start());
                Span::new(part.start(), wall.min(after))
            }
        }
    }
}

impl End {
    fn other(self) -> End {
        match self {
            End::Start => End::Stop,
            End::Stop => End::Start,
        }
    }
}

fn letter_at(dispatch: &Dispatch, part: Span, end: End) -> Span {
    let stops = letters(&dispatch.text, part);
    match (end, stops.as_slice()) {
        (End::Start, [start, next, ..]) => Span::new(*start, *next),
        (End::Stop, [.., before, stop]) => Span::new(*before, *stop),
        _ => part,
    }
}

#[cfg(test)]
mod tests;
