use super::*;
use crate::model::{ActorKind, QuotationKind};

const TEXT: &str = "🚨 « Nous partirons », a dit Ana Ruiz. « Demain », ajoute la ministre.";
/// One event of every kind, as the first version wrote them. Lines are added, never changed.
const FIXTURE: &str = include_str!("../../../tests/data/review/events-v1.jsonl");

fn text() -> CanonicalText {
    CanonicalText::new(TEXT)
}

fn every_op() -> Vec<Op> {
    let text = text();
    let span = |words: &str| {
        let start = TEXT.find(words).expect("words of the text");
        text.span(start..start + words.len()).expect("whole words")
    };
    let other = AnnotationId(0xfeed_0000_0000_0001);
    let content = Content {
        label: Label::Quotation(QuotationKind::Direct),
        parts: vec![span("Nous partirons"), span("Demain")],
        speaker: Some(span("Ana Ruiz")),
        actor: Some(other),
        value: Some("2".to_owned()),
        unit: Some("EUR".to_owned()),
    };
    vec![
        Op::Propose {
            content: content.clone(),
            run: "0.1.0 fr".to_owned(),
            confidence: 97,
        },
        Op::Add(content.clone()),
        Op::Accept,
        Op::Reject,
        Op::Delete,
        Op::Restore,
        Op::Resize(vec![span("partirons")]),
        Op::Relabel(Label::Actor(ActorKind::Organisation)),
        Op::SetSpeaker(None),
        Op::SetSpeaker(Some(span("la ministre"))),
        Op::SetActor(Some(other)),
        Op::SetActor(None),
        Op::SetValue {
            value: Some("12".to_owned()),
            unit: None,
        },
        Op::Merge(other),
        Op::Split(vec![span("la ministre")]),
        Op::Note("à relire\n".to_owned()),
        Op::Reanchor(Reanchored {
            version: "1".to_owned(),
            annotation: other,
            quality: Match::Equivalent,
            verdict: Verdict::Right,
            decided_by: Some(author()),
            content,
        }),
        Op::Undo(EventId("e3".to_owned())),
    ]
}

fn author() -> Author {
    Author {
        user: "ana".to_owned(),
        origin: Some("192.0.2.7".to_owned()),
    }
}

fn events() -> Vec<Event> {
    let event = |(op, number): (Op, u32)| Event {
        id: EventId(format!("e{number}")),
        annotation: AnnotationId(0xa),
        base: number - 1,
        op,
        author: author(),
        step: StepId("k1".to_owned()),
        at: "2025-01-23T19:00:00.5Z".parse().expect("a time"),
        session: "s1".to_owned(),
        tool: "0.1.0".to_owned(),
    };
    every_op().into_iter().zip(1_u32..).map(event).collect()
}

#[test]
fn the_first_version_is_read_and_still_written() {
    let text = text();
    let written: String = events()
        .iter()
        .map(|event| write(&text, event) + "\n")
        .collect();
    assert_eq!(written, FIXTURE, "{written}");
    let read: Vec<Event> = FIXTURE
        .lines()
        .map(|line| read(&text, line).expect("a line of version 1"))
        .collect();
    assert_eq!(read, events());
}

#[test]
fn a_log_of_another_text_is_refused() {
    let line = write(&text(), &events()[0]);
    let refused = |text: &str, line: &str| {
        read(&CanonicalText::new(text), line)
            .expect_err("refused")
            .to_string()
    };
    assert_eq!(
        refused("🚨 « Vous partirez »", &line),
        "\"Nous partirons\" does not stand at 4..18 of the text"
    );
    assert_eq!(
        refused(TEXT, &line.replace("\"direct\"", "\"loud\"")),
        "unknown word \"quotation loud\""
    );
    assert!(refused(TEXT, &line.replace("propose", "prophesy")).contains("unknown variant"));
}
