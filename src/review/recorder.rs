//! Turns what a reviewer wants into events: the one place that names them, signs them and puts the time to them.

use jiff::Timestamp;

use super::event::{AnnotationId, Author, Event, EventId, Op, Revision, StepId};
use super::proposals::{EXTRACTOR, Found};

/// What somebody wants to be done to one annotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub annotation: AnnotationId,
    /// The revision that was seen.
    pub seen: Revision,
    pub op: Op,
    /// What was proposed, when nothing is in the log of it yet: it goes before the decision.
    pub found: Option<Found>,
}

/// Makes the events of one reviewer in one run of the program.
#[derive(Clone, Debug)]
pub struct Recorder {
    pub author: Author,
    /// Unique in the world: the names of events begin with it.
    pub session: String,
    /// The run of the extractor whose proposals are decided on.
    pub run: String,
    made: u64,
}

impl Recorder {
    /// For a reviewer, in a session that nobody else has.
    pub fn new(author: Author, session: String) -> Self {
        Recorder {
            author,
            session,
            run: env!("CARGO_PKG_VERSION").to_owned(),
            made: 0,
        }
    }

    /// The events of decisions that are taken, and undone, together.
    pub fn step(&mut self, decisions: &[Decision], at: Timestamp) -> Vec<Event> {
        let step = self.next_step();
        let mut events: Vec<Event> = Vec::new();
        for decision in decisions {
            let mut base = decision.seen;
            if let Some(found) = decision.found.as_ref().filter(|_| base == 0) {
                let (id, op) = found.proposal(&self.run);
                let extractor = Author {
                    user: EXTRACTOR.to_owned(),
                    origin: None,
                };
                // Several things may be done to it in one step.
                if !events.iter().any(|event| event.id == id) {
                    let proposal = self.event(decision.annotation, 0, op, &step, at);
                    events.push(Event {
                        id,
                        author: extractor,
                        ..proposal
                    });
                }
                base = 1;
            }
            events.push(self.event(decision.annotation, base, decision.op.clone(), &step, at));
        }
        events
    }

    /// The events that take back those of a log with these names, as one step.
    pub fn undo(&mut self, log: &[Event], names: &[EventId], at: Timestamp) -> Vec<Event> {
        let step = self.next_step();
        let undone = names
            .iter()
            .filter_map(|name| log.iter().find(|event| event.id == *name));
        undone
            .map(|event| {
                let op = Op::Undo(event.id.clone());
                self.event(event.annotation, event.base, op, &step, at)
            })
            .collect()
    }

    fn next_step(&mut self) -> StepId {
        StepId(format!("{}-{}", self.session, self.made + 1))
    }

    fn event(
        &mut self,
        annotation: AnnotationId,
        base: Revision,
        op: Op,
        step: &StepId,
        at: Timestamp,
    ) -> Event {
        self.made += 1;
        Event {
            id: EventId(format!("{}-{}", self.session, self.made)),
            annotation,
            base,
            op,
            author: self.author.clone(),
            step: step.clone(),
            at,
            session: self.session.clone(),
            tool: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}
