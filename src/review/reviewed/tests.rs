use super::*;
use crate::model::{ActorKind, FigureKind, QuotationKind};
use crate::review::event::{Author, Event, EventId, Op, StepId};

const TEXT: &str =
    "« Nous partirons demain matin », a dit Ana Ruiz. Mme Ruiz parle de 12 morts à Lyon.";

fn text() -> CanonicalText {
    CanonicalText::new(TEXT)
}

fn at(words: &str) -> Span {
    let start = TEXT.find(words).expect("words of the text");
    Span::new(start, start + words.len())
}

fn found() -> Annotations {
    let actor = |kind, name: &str, mentions: &[&str]| Actor {
        kind,
        name: name.to_owned(),
        role: Some("ministre".to_owned()),
        mentions: mentions
            .iter()
            .map(|words| Mention {
                span: at(words),
                form: MentionForm::Description,
            })
            .collect(),
        confidence: 0.5,
    };
    Annotations {
        quotations: vec![Quotation {
            kind: QuotationKind::Direct,
            parts: vec![at("Nous partirons demain matin")],
            cue: Some(at("a dit")),
            speaker: Some(at("Ana Ruiz")),
            actor: Some(ActorId(0)),
            confidence: 0.9,
        }],
        actors: vec![
            actor(ActorKind::Person, "Ana Ruiz", &["Ana Ruiz"]),
            actor(ActorKind::Person, "Ruiz", &["Mme Ruiz"]),
            actor(ActorKind::Place, "Lyon", &["Lyon"]),
        ],
        figures: vec![Figure {
            kind: FigureKind::Number,
            span: at("12"),
            value: Value::Number(12.0),
            upper: None,
            unit: None,
            of: Some(at("morts")),
            bound: None,
            cue: None,
            dimension: None,
            toll: None,
            confidence: 0.8,
        }],
        doubts: Vec::new(),
    }
}

/// The annotations after these operations on what was found, or on an annotation that is made.
fn reviewed(ops: Vec<(AnnotationId, Op)>) -> Reviewed {
    let proposals = Proposals::new(&text(), &found());
    let mut fold = Fold::default();
    for (number, (annotation, op)) in ops.into_iter().enumerate() {
        let proposal = proposals
            .get(annotation)
            .filter(|_| fold.revision(annotation) == 0);
        let events = proposal.map(|found| found.proposal("run").1);
        for (part, op) in events.into_iter().chain([op]).enumerate() {
            let id = format!("{number}.{part}");
            let base = fold.revision(annotation);
            let event = Event {
                id: EventId(id.clone()),
                annotation,
                base,
                op,
                author: Author {
                    user: "ana".to_owned(),
                    origin: None,
                },
                step: StepId(id),
                at: jiff::Timestamp::UNIX_EPOCH,
                session: String::new(),
                tool: String::new(),
            };
            fold.apply(event).expect("taken");
        }
    }
    Reviewed::new(&text(), &found(), &fold)
}

fn proposals() -> Proposals {
    Proposals::new(&text(), &found())
}

#[test]
fn without_a_decision_everything_is_as_it_was_found() {
    let reviewed = reviewed(Vec::new());
    assert_eq!(reviewed.annotations, found());
    assert!(
        reviewed
            .judged()
            .all(|one| one.standing == Standing::Proposed)
    );
    assert_eq!(reviewed.judged().count(), 5);
}

#[test]
fn corrections_are_seen_and_what_was_not_corrected_stays() {
    let proposals = proposals();
    let quotation = proposals.quotations[0].annotation;
    let figure = proposals.figures[0].annotation;
    let value = Op::SetValue {
        value: Some("14".to_owned()),
        unit: None,
    };
    let reviewed = reviewed(vec![
        (quotation, Op::Resize(vec![at("Nous partirons")])),
        (figure, value),
    ]);
    let quoted = &reviewed.annotations.quotations[0];
    assert_eq!(quoted.parts, [at("Nous partirons")]);
    assert_eq!(
        (quoted.cue, quoted.actor),
        (Some(at("a dit")), Some(ActorId(0)))
    );
    assert_eq!(reviewed.quotations[0].standing, Standing::Corrected);
    let counted = &reviewed.annotations.figures[0];
    assert_eq!(
        (&counted.value, counted.of),
        (&Value::Number(14.0), Some(at("morts")))
    );
}

#[test]
fn rejected_ones_stay_and_deleted_ones_go() {
    let proposals = proposals();
    let reviewed = reviewed(vec![
        (proposals.quotations[0].annotation, Op::Reject),
        (proposals.figures[0].annotation, Op::Delete),
    ]);
    assert_eq!(reviewed.quotations[0].standing, Standing::Rejected);
    assert_eq!(reviewed.annotations.figures, []);
}

#[test]
fn an_actor_that_was_merged_speaks_as_the_other() {
    let [whole, part, _] = &proposals().actors[..] else {
        panic!("three actors")
    };
    let merged = reviewed(vec![(whole.annotation, Op::Merge(part.annotation))]);
    assert_eq!(merged.annotations.actors.len(), 2);
    assert_eq!(merged.annotations.actors[0].name, "Ruiz");
    assert_eq!(merged.annotations.actors[0].mentions.len(), 2);
    assert_eq!(merged.annotations.quotations[0].actor, Some(ActorId(0)));
}

#[test]
fn what_is_made_by_hand_takes_its_place_in_the_text() {
    let place = Content {
        label: Label::Actor(ActorKind::Organisation),
        parts: vec![at("Mme Ruiz")],
        speaker: None,
        actor: None,
        value: Some("Ruiz & Cie".to_owned()),
        unit: None,
    };
    let id = AnnotationId(7);
    let reviewed = reviewed(vec![
        (proposals().quotations[0].annotation, Op::SetActor(Some(id))),
        (id, Op::Add(place)),
    ]);
    let names: Vec<&str> = reviewed
        .annotations
        .actors
        .iter()
        .map(|actor| actor.name.as_str())
        .collect();
    assert_eq!(names, ["Ana Ruiz", "Ruiz", "Ruiz & Cie", "Lyon"]);
    assert_eq!(reviewed.annotations.quotations[0].actor, Some(ActorId(2)));
    assert_eq!(reviewed.actors[2].standing, Standing::Accepted);
}
