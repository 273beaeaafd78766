use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::library::sqlite::tests::{NOW, incoming, item, library, two};
use crate::library::{Store, Stored};
use crate::review::event::{EventId, Op};
use crate::review::proposals::{Found, Proposals};
use crate::review::recorder::{Decision, Recorder};
use crate::review::steps::Steps;

/// The version that an item shows.
fn shown(library: &Sqlite, name: &str) -> Stored {
    let item = library.named(name).unwrap().unwrap();
    library.load(item).unwrap().unwrap()
}

/// What a user does to an annotation in one step, having seen its revision; the proposal comes first where there is one.
fn step(stored: &Stored, user: &str, number: usize, base: u32, op: Op) -> Vec<Event> {
    let proposals = Proposals::new(&stored.dispatch.text, &stored.found);
    let figure = &proposals.figures[0];
    let author = |user: &str| Author {
        user: user.to_owned(),
        origin: None,
    };
    let event = |id, base, op, user| Event {
        id,
        annotation: figure.annotation,
        base,
        op,
        author: author(user),
        step: StepId(format!("{user}{number}")),
        at: jiff::Timestamp::UNIX_EPOCH,
        session: "s".to_owned(),
        tool: "t".to_owned(),
    };
    let (id, proposal) = figure.proposal("run");
    vec![
        event(id, 0, proposal, EXTRACTOR),
        event(EventId(format!("{user}{number}")), base, op, user),
    ]
}

fn progress(library: &Sqlite, name: &str) -> Progress {
    let item = library.named(name).unwrap().unwrap();
    library.entries(&[item]).unwrap()[0].progress
}

#[test]
fn decisions_are_kept_in_order_and_counted() {
    let mut library = two();
    let stored = shown(&library, "b");
    assert_eq!(library.review(stored.version).unwrap(), []);
    let accepted = step(&stored, "ana", 1, 1, Op::Accept);
    let log = library.decide(stored.version, &accepted, NOW).unwrap();
    assert_eq!(log, accepted);
    // The same event that comes twice is one.
    library.decide(stored.version, &accepted, NOW).unwrap();
    assert_eq!(library.review(stored.version).unwrap(), accepted);
    assert_eq!(progress(&library, "b").decided, 1);
    // Somebody else who had not seen it decides otherwise.
    let rejected = step(&stored, "ben", 1, 1, Op::Reject);
    library.decide(stored.version, &rejected, NOW).unwrap();
    assert_eq!(
        progress(&library, "b"),
        Progress {
            decided: 0,
            disputed: 1,
            reopened: 0
        }
    );
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn what_must_not_be_leaves_everything_as_it_was() {
    let mut library = two();
    let stored = shown(&library, "b");
    let mut events = step(&stored, "ana", 1, 1, Op::Accept);
    events.extend(step(&stored, "ana", 2, 2, Op::Resize(Vec::new())));
    let refused = library.decide(stored.version, &events, NOW).unwrap_err();
    assert_eq!(refused.to_string(), "not taken: no words would be left");
    assert_eq!(library.review(stored.version).unwrap(), []);
}

#[test]
fn nobody_changes_or_deletes_an_event() {
    let mut library = two();
    let stored = shown(&library, "b");
    let accepted = step(&stored, "ana", 1, 1, Op::Accept);
    library.decide(stored.version, &accepted, NOW).unwrap();
    for sql in ["DELETE FROM event", "UPDATE event SET line = ''"] {
        assert!(library.db.execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn a_new_version_inherits_decisions_and_asks_again_where_a_figure_moved() {
    let text = "L'attaque a fait 12 morts.";
    let mut library = library(&[item("a", 1, 10, "Douze morts", text)]);
    let old = shown(&library, "a");
    let accepted = step(&old, "ana", 1, 1, Op::Accept);
    library.decide(old.version, &accepted, NOW).unwrap();
    let same = item("a", 2, 11, "Attaque", &format!("{text} Il pleuvait."));
    library.add(&incoming(&same), NOW).unwrap();
    assert_eq!(progress(&library, "a").decided, 1);
    let moved = item("a", 3, 12, "Attaque", "L'attaque a fait 15 morts.");
    library.add(&incoming(&moved), NOW).unwrap();
    assert_eq!(
        progress(&library, "a"),
        Progress {
            decided: 0,
            disputed: 0,
            reopened: 1
        }
    );
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn a_decision_on_a_version_that_was_replaced_meanwhile_reaches_the_new_one() {
    let text = "L'attaque a fait 12 morts.";
    let mut library = library(&[item("a", 1, 10, "Douze morts", text)]);
    let old = shown(&library, "a");
    let new = item("a", 2, 11, "Attaque", &format!("{text} Il pleuvait."));
    library.add(&incoming(&new), NOW).unwrap();
    let accepted = step(&old, "ana", 1, 1, Op::Accept);
    library.decide(old.version, &accepted, NOW).unwrap();
    assert_eq!(progress(&library, "a").decided, 1);
    let positions = |library: &Sqlite| {
        let (fold, _) = Fold::of(library.review(shown(library, "a").version).unwrap());
        let state = fold.states().next().map(|(_, state)| state.clone());
        state.unwrap().positions
    };
    assert_eq!(positions(&library)[0].author.user, "ana");
}

#[test]
fn a_late_decision_on_an_old_version_does_not_overrule_a_newer_one() {
    let text = "L'attaque a fait 12 morts.";
    let mut library = library(&[item("a", 1, 10, "Douze morts", text)]);
    let old = shown(&library, "a");
    let accepted = step(&old, "ana", 1, 1, Op::Accept);
    library.decide(old.version, &accepted, NOW).unwrap();
    let new = item("a", 2, 11, "Attaque", &format!("{text} Il pleuvait."));
    library.add(&incoming(&new), NOW).unwrap();
    let new = shown(&library, "a");
    let rejected = step(&new, "ana", 2, 3, Op::Reject);
    library.decide(new.version, &rejected, NOW).unwrap();
    let note = step(&old, "ben", 3, 2, Op::Note("vu".to_owned()));
    library.decide(old.version, &note, NOW).unwrap();
    let (fold, _) = Fold::of(library.review(new.version).unwrap());
    let standings: Vec<Standing> = fold.states().map(|(_, state)| state.standing()).collect();
    assert_eq!(standings, [Standing::Rejected]);
}

#[test]
fn two_dispatches_that_begin_alike_have_logs_of_their_own() {
    let text = "L'attaque a fait 12 morts.";
    let wires = ["a", "b"].map(|id| item(id, 1, 10, "Douze morts", text));
    let mut library = library(&wires);
    for name in ["a", "b"] {
        let stored = shown(&library, name);
        let accepted = step(&stored, "ana", 1, 1, Op::Accept);
        library.decide(stored.version, &accepted, NOW).unwrap();
        assert_eq!(library.review(stored.version).unwrap(), accepted);
    }
}

#[test]
fn a_decision_whose_passage_is_gone_is_an_orphan_until_it_is_back() {
    let text = "L'attaque a fait 12 morts.";
    let mut library = library(&[item("a", 1, 10, "Attaque", text)]);
    let old = shown(&library, "a");
    let accepted = step(&old, "ana", 1, 1, Op::Accept);
    library.decide(old.version, &accepted, NOW).unwrap();
    assert_eq!(library.orphans(old.version).unwrap(), []);
    let gone = item(
        "a",
        2,
        11,
        "Attaque",
        "Le calme est revenu au port, et les navires repartent.",
    );
    library.add(&incoming(&gone), NOW).unwrap();
    let new = shown(&library, "a");
    let orphans = library.orphans(new.version).unwrap();
    let told: Vec<_> = orphans
        .iter()
        .map(|orphan| (orphan.words.as_str(), orphan.standing, orphan.by.concat()))
        .collect();
    assert_eq!(told, [("12", Standing::Accepted, "ana".to_owned())]);
}

#[test]
fn dispatches_are_found_by_how_far_their_review_is() {
    let mut library = two();
    let found = |library: &Sqlite, query: &str| {
        let query = crate::library::Query::parse(query).unwrap();
        library.count(&query).unwrap()
    };
    let all = found(&library, "");
    assert_eq!(found(&library, "is:undecided"), all);
    let stored = shown(&library, "b");
    let proposals = Proposals::new(&stored.dispatch.text, &stored.found);
    let mut ana = recorder("ana");
    let all_right: Vec<Decision> = proposals
        .all()
        .map(|one| decision(one, Op::Accept))
        .collect();
    let events = ana.step(&all_right, jiff::Timestamp::UNIX_EPOCH);
    library.decide(stored.version, &events, NOW).unwrap();
    assert_eq!(found(&library, "is:undecided"), all - 1);
    assert_eq!(found(&library, "est:decidee"), 1);
    let wrong = [decision(&proposals.figures[0], Op::Reject)];
    let events = recorder("ben").step(&wrong, jiff::Timestamp::UNIX_EPOCH);
    library.decide(stored.version, &events, NOW).unwrap();
    assert_eq!(
        (
            found(&library, "is:disputed"),
            found(&library, "is:decided")
        ),
        (1, 0)
    );
    assert_eq!(found(&library, "is:reopened"), 0);
}

fn recorder(user: &str) -> Recorder {
    let author = Author {
        user: user.to_owned(),
        origin: None,
    };
    Recorder::new(author, format!("session of {user}"))
}

/// Of somebody who has seen nothing but the proposal.
fn decision(found: &Found, op: Op) -> Decision {
    Decision {
        annotation: found.annotation,
        seen: 0,
        op,
        found: Some(found.clone()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever somebody decides, in whatever steps: what is kept beside the log is what follows from it, and taking everything
    /// back leads to where it began.
    #[test]
    fn everything_can_be_taken_back(steps in vec(vec((0..8_usize, 0..4_u8), 1..4), 1..8)) {
        let mut library = two();
        let stored = shown(&library, "a");
        let proposals = Proposals::new(&stored.dispatch.text, &stored.found);
        let all: Vec<&Found> = proposals.all().collect();
        let mut ana = recorder("ana");
        let at = jiff::Timestamp::UNIX_EPOCH;
        let mut log = Vec::new();
        for step in steps {
            let (fold, _) = Fold::of(log);
            let decide = |(which, op): (usize, u8)| {
                let found = all[which % all.len()];
                let op = match op {
                    0 => Op::Accept,
                    1 => Op::Reject,
                    2 => Op::Restore,
                    _ => Op::Note("vu".to_owned()),
                };
                Decision { seen: fold.revision(found.annotation), ..decision(found, op) }
            };
            let decisions: Vec<Decision> = step.into_iter().map(decide).collect();
            let events = ana.step(&decisions, at);
            log = library.decide(stored.version, &events, NOW).unwrap();
            prop_assert_eq!(library.check().unwrap(), [""; 0]);
        }
        loop {
            let steps = Steps::of(&log, &ana.author);
            if steps.to_undo().is_empty() {
                break;
            }
            let events = ana.undo(&log, steps.to_undo(), at);
            log = library.decide(stored.version, &events, NOW).unwrap();
        }
        prop_assert_eq!(library.check().unwrap(), [""; 0]);
        prop_assert_eq!(progress(&library, "a"), Progress::default());
        let (fold, _) = Fold::of(log);
        for (_, state) in fold.states() {
            prop_assert!(state.positions.is_empty() && state.notes.is_empty());
        }
    }
}
