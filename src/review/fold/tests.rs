use proptest::prelude::*;

use super::*;
use crate::model::{ActorKind, FigureKind, QuotationKind, Span};
use crate::review::event::{Content, Label, Match, Reanchored, StepId, Verdict};
use crate::review::standing::Standing;

const A: AnnotationId = AnnotationId(1);

fn content(label: Label) -> Content {
    Content {
        label,
        parts: vec![Span::new(0, 4), Span::new(6, 9)],
        speaker: None,
        actor: None,
        value: None,
        unit: None,
    }
}

fn propose(label: Label) -> Op {
    Op::Propose {
        content: content(label),
        run: "r".to_owned(),
        confidence: 90,
    }
}

const QUOTATION: Label = Label::Quotation(QuotationKind::Direct);

fn event(id: &str, user: &str, base: Revision, op: Op) -> Event {
    Event {
        id: EventId(id.to_owned()),
        annotation: A,
        base,
        op,
        author: Author {
            user: user.to_owned(),
            origin: None,
        },
        step: StepId(id.to_owned()),
        at: jiff::Timestamp::UNIX_EPOCH,
        session: "s".to_owned(),
        tool: "t".to_owned(),
    }
}

/// Who did what having seen which revision, on a proposed quotation; and where it stands then. The proposal is event `0`.
fn check(events: &[(&str, Revision, Op)], expected: Standing) -> Fold {
    let mut fold = Fold::default();
    fold.apply(event("0", "extractor", 0, propose(QUOTATION)))
        .expect("taken");
    for ((user, base, op), number) in events.iter().zip(1..) {
        fold.apply(event(&number.to_string(), user, *base, op.clone()))
            .expect("taken");
    }
    assert_eq!(fold.state(A).expect("it is there").standing(), expected);
    fold
}

fn undo(id: &str) -> Op {
    Op::Undo(EventId(id.to_owned()))
}

fn shorter() -> Op {
    Op::Resize(vec![Span::new(0, 3)])
}

#[test]
fn what_is_done_in_one_step_adds_up_whatever_others_did_meanwhile() {
    let actor = AnnotationId(7);
    let together = |id: &str, op| Event {
        step: StepId("k".to_owned()),
        ..event(id, "ana", 1, op)
    };
    let events = [
        event("0", "extractor", 0, propose(QUOTATION)),
        event("1", "ben", 1, Op::Reject),
        together("2", shorter()),
        together("3", Op::SetActor(Some(actor))),
    ];
    let (fold, refused) = Fold::of(events);
    assert_eq!(refused, []);
    let state = fold.state(A).expect("it is there");
    assert_eq!(state.standing(), Standing::Disputed);
    let content = state.content().expect("ana holds it right");
    let said = (content.parts.as_slice(), content.actor);
    assert_eq!(said, ([Span::new(0, 3)].as_slice(), Some(actor)));
}

#[test]
fn a_decision_says_where_it_stands() {
    check(&[], Standing::Proposed);
    check(&[("ana", 1, Op::Accept)], Standing::Accepted);
    check(&[("ana", 1, Op::Reject)], Standing::Rejected);
    check(&[("ana", 1, shorter())], Standing::Corrected);
    check(&[("ana", 1, Op::Delete)], Standing::Deleted);
    check(
        &[("ana", 1, Op::Reject), ("ana", 2, Op::Restore)],
        Standing::Proposed,
    );
    check(&[("ana", 1, Op::Note("?".to_owned()))], Standing::Proposed);
    // Set back to what was proposed, it is right as proposed.
    check(
        &[
            ("ana", 1, shorter()),
            ("ana", 2, Op::Resize(content(QUOTATION).parts)),
        ],
        Standing::Accepted,
    );
}

#[test]
fn whoever_knows_of_the_other_decides() {
    check(
        &[("ana", 1, Op::Accept), ("bea", 2, Op::Reject)],
        Standing::Rejected,
    );
}

#[test]
fn two_who_do_not_know_of_each_other_agree_or_dispute() {
    let agreed = check(
        &[("ana", 1, Op::Accept), ("bea", 1, Op::Accept)],
        Standing::Accepted,
    );
    assert_eq!(agreed.state(A).expect("there").positions.len(), 2);
    let disputed = check(
        &[("ana", 1, Op::Accept), ("bea", 1, Op::Reject)],
        Standing::Disputed,
    );
    let held = &disputed.state(A).expect("there").positions;
    assert_eq!(
        held.iter()
            .map(|one| one.author.user.as_str())
            .collect::<Vec<_>>(),
        ["ana", "bea"]
    );
    check(
        &[("ana", 1, shorter()), ("bea", 1, Op::Accept)],
        Standing::Disputed,
    );
    check(
        &[("ana", 1, shorter()), ("bea", 1, shorter())],
        Standing::Corrected,
    );
    // Nobody disputes with himself.
    check(
        &[("ana", 1, Op::Accept), ("ana", 1, Op::Reject)],
        Standing::Rejected,
    );
}

#[test]
fn a_third_who_has_seen_both_settles_it() {
    let fold = check(
        &[
            ("ana", 1, shorter()),
            ("bea", 1, Op::Reject),
            ("cleo", 3, Op::Accept),
        ],
        Standing::Corrected,
    );
    assert_eq!(
        fold.state(A)
            .and_then(State::content)
            .map(|content| content.parts.len()),
        Some(1)
    );
    // Who has seen one of them alone does not.
    check(
        &[
            ("ana", 1, shorter()),
            ("bea", 1, Op::Reject),
            ("cleo", 2, Op::Accept),
        ],
        Standing::Disputed,
    );
}

#[test]
fn undone_is_as_if_it_had_not_been() {
    check(
        &[("ana", 1, Op::Accept), ("ana", 2, undo("1"))],
        Standing::Proposed,
    );
    check(
        &[
            ("ana", 1, Op::Accept),
            ("bea", 1, Op::Reject),
            ("bea", 3, undo("2")),
        ],
        Standing::Accepted,
    );
    let mut redone = check(
        &[
            ("ana", 1, Op::Accept),
            ("ana", 2, undo("1")),
            ("ana", 3, undo("2")),
        ],
        Standing::Accepted,
    );
    redone
        .apply(event("4", "ana", 4, undo("3")))
        .expect("undone once more");
    assert_eq!(
        redone.state(A).map(State::standing),
        Some(Standing::Proposed)
    );
    redone
        .apply(event("5", "ana", 5, undo("0")))
        .expect("the proposal too");
    assert_eq!(redone.state(A), None);
}

fn check_refused(events: &[(&str, Revision, Op)], refused: (&str, Revision, Op), reason: &str) {
    let mut fold = Fold::default();
    fold.apply(event("0", "extractor", 0, propose(QUOTATION)))
        .expect("taken");
    for ((user, base, op), number) in events.iter().zip(1..) {
        fold.apply(event(&number.to_string(), user, *base, op.clone()))
            .expect("taken");
    }
    let before = fold.clone();
    let (user, base, op) = refused;
    let refusal = fold
        .apply(event("last", user, base, op))
        .expect_err("refused");
    assert_eq!(refusal.to_string(), reason);
    assert_eq!(fold, before);
}

#[test]
fn what_others_have_built_on_cannot_be_undone() {
    let built = [("ana", 1, shorter()), ("bea", 2, Op::Accept)];
    check_refused(&built, ("ana", 3, undo("1")), "bea has built on it");
    let after_undo = [
        ("ana", 1, Op::Accept),
        ("ana", 2, undo("1")),
        ("bea", 3, Op::Reject),
    ];
    check_refused(&after_undo, ("ana", 4, undo("2")), "bea has built on it");
    let out_of_order = [
        ("ana", 1, shorter()),
        ("ana", 2, Op::Accept),
        ("ana", 3, undo("2")),
        ("ana", 4, undo("1")),
    ];
    check_refused(
        &out_of_order,
        ("ana", 5, undo("3")),
        "what it was built on is undone",
    );
    check(
        &[
            ("ana", 1, shorter()),
            ("bea", 2, Op::Note("so?".to_owned())),
            ("ana", 3, undo("1")),
        ],
        Standing::Proposed,
    );
}

#[test]
fn what_says_nothing_is_refused() {
    check_refused(&[], ("ana", 1, undo("9")), "there is no such event to undo");
    check_refused(
        &[("ana", 1, Op::Accept), ("ana", 2, undo("1"))],
        ("ana", 3, undo("1")),
        "it is undone already",
    );
    check_refused(
        &[],
        ("ana", 1, Op::Resize(vec![])),
        "no words would be left",
    );
    check_refused(
        &[],
        ("ana", 1, Op::Relabel(Label::Figure(FigureKind::Age))),
        "this cannot be said of such an annotation",
    );
    check_refused(
        &[],
        ("ana", 1, Op::Merge(AnnotationId(2))),
        "this cannot be said of such an annotation",
    );
    let mut fold = Fold::default();
    let refusal = fold
        .apply(event("1", "ana", 0, Op::Accept))
        .expect_err("of nothing");
    assert_eq!((refusal, fold), (Refusal::NoAnnotation, Fold::default()));
    let (_, refused) = Fold::of([
        event("0", "x", 0, propose(QUOTATION)),
        event("0", "x", 0, propose(QUOTATION)),
    ]);
    assert_eq!(refused, [(EventId("0".to_owned()), Refusal::Known)]);
}

#[test]
fn merged_actors_lead_to_the_one_they_are() {
    let person = Label::Actor(ActorKind::Person);
    let on = |number, id: &str, op| Event {
        annotation: AnnotationId(number),
        ..event(id, "ana", 1, op)
    };
    let (fold, refused) = Fold::of([
        on(1, "a", propose(person)),
        on(2, "b", propose(person)),
        on(3, "c", propose(person)),
        on(1, "d", Op::Merge(AnnotationId(2))),
        on(2, "e", Op::Merge(AnnotationId(3))),
    ]);
    assert_eq!(refused, []);
    assert_eq!(fold.actor(AnnotationId(1)), AnnotationId(3));
    let (round, _) = Fold::of([
        on(2, "a", propose(person)),
        on(3, "b", propose(person)),
        on(2, "c", Op::Merge(AnnotationId(3))),
        on(3, "d", Op::Merge(AnnotationId(2))),
    ]);
    let ends = [2, 3].map(|one| round.actor(AnnotationId(one)));
    assert_eq!(ends, [AnnotationId(2); 2]);
    let (split, _) = Fold::of([
        on(1, "a", propose(person)),
        on(1, "b", Op::Split(vec![Span::new(6, 9)])),
    ]);
    assert_eq!(
        split
            .state(A)
            .and_then(State::content)
            .map(|content| content.parts.len()),
        Some(1)
    );
}

#[test]
fn what_was_decided_on_another_version_holds_unless_the_words_changed() {
    let reanchor = |quality| {
        Op::Reanchor(Reanchored {
            version: "1".to_owned(),
            annotation: AnnotationId(9),
            quality,
            verdict: Verdict::Wrong,
            decided_by: Some(Author {
                user: "bea".to_owned(),
                origin: None,
            }),
            content: content(QUOTATION),
        })
    };
    let held = check(
        &[("library", 1, reanchor(Match::Equivalent))],
        Standing::Rejected,
    );
    assert_eq!(
        held.state(A).expect("there").positions[0].author.user,
        "bea"
    );
    let asked_again = check(
        &[("library", 1, reanchor(Match::Changed))],
        Standing::Proposed,
    );
    assert_eq!(
        asked_again.state(A).expect("there").earlier[0].verdict,
        Verdict::Wrong
    );
}

/// Anything that anybody may do to one of three annotations; bases and targets of undoing are often wrong.
fn any_events() -> impl Strategy<Value = Vec<Event>> {
    let labels = prop::sample::select(vec![
        QUOTATION,
        Label::Actor(ActorKind::Person),
        Label::Figure(FigureKind::Age),
    ]);
    let parts = prop::collection::vec((0usize..5, 0usize..5), 0..3).prop_map(|ends| {
        ends.iter()
            .map(|(start, length)| Span::new(*start, start + length))
            .collect::<Vec<_>>()
    });
    let op = (0..14, labels, parts, 0u64..4, 0usize..40).prop_map(
        |(which, label, parts, other, number)| match which {
            0 => propose(label),
            1 => Op::Add(content(label)),
            2 | 3 => Op::Accept,
            4 => Op::Reject,
            5 => Op::Delete,
            6 => Op::Restore,
            7 => Op::Resize(parts),
            8 => Op::Relabel(label),
            9 => Op::Merge(AnnotationId(other)),
            10 => Op::Split(parts),
            11 => Op::Note("n".to_owned()),
            _ => undo(&number.to_string()),
        },
    );
    let event = (
        op,
        1u64..4,
        0u32..12,
        prop::sample::select(vec!["ana", "bea", "cleo"]),
    );
    prop::collection::vec(event, 0..40).prop_map(|events| {
        let numbered = events.into_iter().enumerate();
        numbered
            .map(|(number, (op, annotation, base, user))| Event {
                annotation: AnnotationId(annotation),
                ..event_at(number, user, base, op)
            })
            .collect()
    })
}

fn event_at(number: usize, user: &str, base: Revision, op: Op) -> Event {
    event(&number.to_string(), user, base, op)
}

fn states(fold: &Fold) -> Vec<(AnnotationId, State)> {
    fold.states()
        .map(|(id, state)| (id, state.clone()))
        .collect()
}

proptest! {
    #[test]
    fn one_by_one_or_at_once_is_the_same(events in any_events(), cut in any::<prop::sample::Index>()) {
        let (at_once, refused) = Fold::of(events.clone());
        let (first, second) = events.split_at(cut.index(events.len() + 1));
        let (mut resumed, mut refused_too) = Fold::of(first.to_vec());
        for event in second {
            let id = event.id.clone();
            refused_too.extend(resumed.apply(event.clone()).err().map(|refusal| (id, refusal)));
        }
        prop_assert_eq!((&resumed, refused_too), (&at_once, refused));
        // What arrives twice is taken once.
        let (twice, _) = Fold::of(events.iter().flat_map(|event| [event.clone(), event.clone()]));
        prop_assert_eq!(twice, at_once);
    }

    #[test]
    fn annotations_do_not_depend_on_each_other(events in any_events()) {
        let (all, _) = Fold::of(events.clone());
        for id in (1..4).map(AnnotationId) {
            let (alone, _) = Fold::of(events.iter().filter(|event| event.annotation == id).cloned());
            prop_assert_eq!(alone.state(id), all.state(id));
            prop_assert_eq!(alone.history(id), all.history(id));
        }
    }

    #[test]
    fn undoing_everything_leads_back_to_the_start(before in any_events(), events in any_events()) {
        let (mut fold, _) = Fold::of(before);
        let start = states(&fold);
        let mut taken = Vec::new();
        for event in events {
            // Whoever undoes what was before goes back beyond the start.
            if matches!(event.op, Op::Undo(_)) {
                continue;
            }
            let id = EventId(format!("+{}", event.id.0));
            let event = Event { id: id.clone(), ..event };
            if fold.apply(event.clone()).is_ok() {
                taken.push(event);
            }
        }
        for event in taken.into_iter().rev() {
            let base = fold.revision(event.annotation);
            let undo = Event { id: EventId(format!("-{}", event.id.0)), base, op: Op::Undo(event.id), ..event };
            prop_assert_eq!(fold.apply(undo).map(|_| ()), Ok(()));
        }
        prop_assert_eq!(states(&fold), start);
    }

    /// Of events whose authors had seen all that was there: who lags behind may have built on what was undone meanwhile.
    #[test]
    fn undone_and_redone_is_as_it_was(events in any_events()) {
        let mut fold = Fold::default();
        for event in &events {
            let base = fold.revision(event.annotation);
            let _ = fold.apply(Event { base, ..event.clone() });
        }
        let before = states(&fold);
        for event in events {
            let undo = |sign: &str, of: &EventId, base| Event {
                id: EventId(format!("{sign}{}", event.id.0)),
                op: Op::Undo(of.clone()),
                base,
                ..event.clone()
            };
            let first = undo("-", &event.id, fold.revision(event.annotation));
            let id = first.id.clone();
            if fold.apply(first).is_ok() {
                let redo = undo("+", &id, fold.revision(event.annotation));
                prop_assert_eq!(fold.apply(redo).map(|_| ()), Ok(()));
                prop_assert_eq!(states(&fold), before.clone());
            }
        }
    }
}
