//! What somebody sees of a log who must not know what others decided.
//!
//! Blind reviewing leaves the log as it is: it reads it without the events of others. What is decided that way names as its base
//! the last revision before anything that was hidden, so that two who decide differently dispute, as they should.

use rustc_hash::FxHashMap;

use super::event::{AnnotationId, Event, Op, Revision};
use super::proposals::EXTRACTOR;

/// Who looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewpoint {
    /// The user, as in [`super::event::Author`].
    pub user: String,
    /// Whether what others decided and wrote is hidden.
    pub blind: bool,
}

/// A log as somebody sees it.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// In the order of the log.
    pub events: Vec<Event>,
    /// The revision of each annotation before the first event of it that is hidden.
    before_hidden: FxHashMap<AnnotationId, Revision>,
}

impl Viewpoint {
    /// What of a log is seen from here.
    pub fn of(&self, log: &[Event]) -> Seen {
        let mut seen = Seen::default();
        let mut revisions: FxHashMap<AnnotationId, Revision> = FxHashMap::default();
        for event in log {
            let revision = revisions.entry(event.annotation).or_default();
            if self.sees(event) {
                seen.events.push(event.clone());
            } else {
                let before = seen.before_hidden.entry(event.annotation);
                before.or_insert(*revision);
            }
            *revision += 1;
        }
        seen
    }

    /// Whether what this user did is seen from here.
    pub fn sees_user(&self, user: &str) -> bool {
        !self.blind || user == self.user
    }

    fn sees(&self, event: &Event) -> bool {
        match &event.op {
            Op::Reanchor(earlier) => {
                let mut decided_by = earlier.decided_by.iter();
                decided_by.all(|author| self.sees_user(&author.user))
            }
            _ => event.author.user == EXTRACTOR || self.sees_user(&event.author.user),
        }
    }
}

impl Seen {
    /// The base of what is now decided on an annotation that is seen at a revision.
    pub fn base(&self, annotation: AnnotationId, revision: Revision) -> Revision {
        let hidden = self.before_hidden.get(&annotation);
        hidden.map_or(revision, |before| revision.min(*before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CanonicalText, QuotationKind};
    use crate::review::event::{Author, Content, EventId, Label, StepId};
    use crate::review::fold::Fold;
    use crate::review::standing::Standing;

    const ONE: AnnotationId = AnnotationId(1);

    fn proposal() -> Op {
        let text = CanonicalText::new("Il pleut.");
        Op::Propose {
            content: Content {
                label: Label::Quotation(QuotationKind::Direct),
                parts: vec![text.span(0..2).unwrap()],
                speaker: None,
                actor: None,
                value: None,
                unit: None,
            },
            run: "run".to_owned(),
            confidence: 90,
        }
    }

    /// What users do, each having seen a revision; the proposal comes first.
    fn log(done: &[(&str, Revision, Op)]) -> Vec<Event> {
        let first = [(EXTRACTOR, 0, proposal())];
        let all = first.iter().chain(done).enumerate();
        all.map(|(at, (user, base, op))| Event {
            id: EventId(format!("{at}")),
            annotation: ONE,
            base: *base,
            op: op.clone(),
            author: Author {
                user: (*user).to_owned(),
                origin: None,
            },
            step: StepId(format!("{at}")),
            at: jiff::Timestamp::UNIX_EPOCH,
            session: "s".to_owned(),
            tool: "t".to_owned(),
        })
        .collect()
    }

    fn blind(user: &str) -> Viewpoint {
        Viewpoint {
            user: user.to_owned(),
            blind: true,
        }
    }

    #[track_caller]
    fn check(events: &[Event], wanted: Standing) {
        let (fold, refused) = Fold::of(events.to_vec());
        assert_eq!(refused, []);
        assert_eq!(fold.state(ONE).unwrap().standing(), wanted);
    }

    #[test]
    fn what_others_decided_and_wrote_is_hidden() {
        let note = Op::Note("non".to_owned());
        let all = log(&[
            ("ben", 1, Op::Reject),
            ("ben", 2, note),
            ("ana", 1, Op::Accept),
        ]);
        let seen = blind("ana").of(&all);
        let users: Vec<&str> = seen
            .events
            .iter()
            .map(|one| one.author.user.as_str())
            .collect();
        assert_eq!(users, [EXTRACTOR, "ana"]);
        check(&seen.events, Standing::Accepted);
        check(&all, Standing::Disputed);
        let open = Viewpoint::default();
        assert_eq!(open.of(&all).events, all);
    }

    #[test]
    fn a_blind_decision_never_settles_what_it_has_not_seen() {
        let mut done = vec![("ana", 1, Op::Accept), ("ben", 2, Op::Reject)];
        let seen = blind("ana").of(&log(&done));
        assert_eq!(seen.base(ONE, 2), 2);
        // Ben came between: ana, who does not know, decides once more.
        done.push(("ana", 2, Op::Accept));
        let seen = blind("ana").of(&log(&done));
        assert_eq!(seen.events.len(), 3);
        let base = seen.base(ONE, 3);
        assert_eq!(base, 2);
        done.push(("ana", base, Op::Accept));
        check(&log(&done), Standing::Disputed);
        done.push(("ana", 5, Op::Accept));
        check(&log(&done), Standing::Accepted);
    }

    #[test]
    fn a_blind_reviewer_builds_on_what_he_did_himself() {
        let term = Op::Relabel(Label::Quotation(QuotationKind::Term));
        let all = log(&[
            ("ben", 1, Op::Reject),
            ("ana", 1, term),
            ("ana", 1, Op::Accept),
        ]);
        let (fold, _) = Fold::of(all);
        let state = fold.state(ONE).unwrap();
        let own = state.positions.iter().find(|one| one.author.user == "ana");
        let label = own.map(|position| position.content.label);
        assert_eq!(label, Some(Label::Quotation(QuotationKind::Term)));
    }
}
