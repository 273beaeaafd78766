//! What somebody can undo and redo: steps, the last one first.
//!
//! Follows from the log alone, so that it is the same after a restart and in another window.

use super::event::{Author, Event, EventId, Op};
use super::proposals::EXTRACTOR;

/// The steps of one author, in the order in which they would be undone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// Events that were made together, the last one first: later ones may be built on earlier ones.
type Step = Vec<EventId>;

impl Steps {
    /// Of an author, wherever they were, from a log in its order.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>, author: &Author) -> Self {
        let mut steps = Steps::default();
        let mut events = events
            .into_iter()
            .filter(|event| event.author.user == author.user)
            // What was brought from another version is no step of anybody here.
            .filter(|event| event.session != EXTRACTOR)
            .peekable();
        while let Some(first) = events.next() {
            let mut step = vec![first.id.clone()];
            while let Some(next) = events.next_if(|next| next.step == first.step) {
                step.insert(0, next.id.clone());
            }
            steps.take(step, &first.op);
        }
        steps
    }

    /// The events to undo next, in this order; empty when there are none.
    pub fn to_undo(&self) -> &[EventId] {
        self.done.last().map_or(&[], Vec::as_slice)
    }

    /// The events whose undoing, in this order, brings back what was undone last; empty when there are none.
    pub fn to_redo(&self) -> &[EventId] {
        self.undone.last().map_or(&[], Vec::as_slice)
    }

    fn take(&mut self, step: Step, op: &Op) {
        let Op::Undo(of) = op else {
            // What was undone before a new decision stays undone.
            self.undone.clear();
            return self.done.push(step);
        };
        let takes_back = |other: &Step| other.contains(of);
        if let Some(at) = self.done.iter().rposition(takes_back) {
            self.done.remove(at);
            self.undone.push(step);
        } else if let Some(at) = self.undone.iter().rposition(takes_back) {
            self.undone.remove(at);
            self.done.push(step);
        }
    }
}

/// The events that taking these back concerns in the end: what undoing a decision takes away, what undoing that brings back.
pub fn subjects<'a>(
    log: &'a [Event],
    taken_back: &'a [EventId],
) -> impl Iterator<Item = &'a Event> {
    let named = |name: &EventId| log.iter().find(|event| event.id == *name);
    let subject = move |name: &'a EventId| {
        let mut event = named(name)?;
        while let Op::Undo(of) = &event.op {
            event = named(of)?;
        }
        Some(event)
    };
    taken_back.iter().filter_map(subject)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::event::{AnnotationId, StepId};

    fn author(user: &str) -> Author {
        Author {
            user: user.to_owned(),
            origin: None,
        }
    }

    /// A log as `user step event`, with `-other` for an undo.
    fn log_of(log: &[&str]) -> Vec<Event> {
        let event = |line: &&str| {
            let words: Vec<&str> = line.split(' ').collect();
            let op = words.get(3).map_or(Op::Accept, |of| {
                Op::Undo(EventId(of.trim_start_matches('-').to_owned()))
            });
            Event {
                id: EventId(words[2].to_owned()),
                annotation: AnnotationId(1),
                base: 0,
                op,
                author: author(words[0]),
                step: StepId(words[1].to_owned()),
                at: jiff::Timestamp::UNIX_EPOCH,
                session: "s".to_owned(),
                tool: "t".to_owned(),
            }
        };
        log.iter().map(event).collect()
    }

    /// What can be undone and redone by `ana` after a log.
    fn check(log: &[&str], undo: &[&str], redo: &[&str]) {
        let events = log_of(log);
        let steps = Steps::of(&events, &author("ana"));
        let words = |events: &[EventId]| -> Vec<String> {
            events.iter().map(|event| event.0.clone()).collect()
        };
        assert_eq!(words(steps.to_undo()), undo, "undo after {log:?}");
        assert_eq!(words(steps.to_redo()), redo, "redo after {log:?}");
    }

    #[test]
    fn the_last_step_of_the_author_is_undone_as_a_whole() {
        check(&[], &[], &[]);
        let log = ["ana k1 a", "ana k2 b", "ana k2 c", "ben k3 d"];
        check(&log, &["c", "b"], &[]);
    }

    #[test]
    fn undoing_and_redoing_go_on_and_on() {
        let mut log = vec!["ana k1 a", "ana k2 b", "ana k2 c"];
        log.extend(["ana k3 d -c", "ana k3 e -b"]);
        check(&log, &["a"], &["e", "d"]);
        log.extend(["ana k4 f -e", "ana k4 g -d"]);
        check(&log, &["g", "f"], &[]);
        log.extend(["ana k5 h -g", "ana k5 i -f"]);
        check(&log, &["a"], &["i", "h"]);
        log.push("ana k6 j");
        check(&log, &["j"], &[]);
    }

    #[test]
    fn a_taking_back_concerns_what_was_decided() {
        let log = log_of(&["ana k1 a", "ana k2 b -a", "ana k3 c -b"]);
        for name in ["a", "b", "c"] {
            let names = [EventId(name.to_owned())];
            let subjects: Vec<&Event> = subjects(&log, &names).collect();
            assert_eq!(subjects, [&log[0]], "{name}");
        }
    }
}
