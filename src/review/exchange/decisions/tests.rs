use super::*;
use crate::annotate::{Kinds, annotate};
use crate::model::{Annotations, Dispatch};
use crate::review::event::{Author, Op};
use crate::review::exchange::{brat, jsonl, reviewed_document, w3c};
use crate::review::fold::Fold;
use crate::review::recorder::Recorder;

const TEXT: &str = "Nordstadt, 21 nov 2020 (AFP) - « Nous tiendrons bon jusqu'au bout », a déclaré samedi le ministre \
    Anton Pachberg. L'attaque a fait 12 morts et 30 blessés à Nordstadt. M. Pachberg a parlé d'une « faute ».";

struct Desk {
    dispatch: Dispatch,
    found: Annotations,
    fold: Fold,
    recorder: Recorder,
}

impl Desk {
    fn new(user: &str) -> Self {
        let dispatch = crate::wire::dispatches("w", TEXT.as_bytes())
            .expect("a wire")
            .remove(0);
        let author = Author {
            user: user.to_owned(),
            origin: None,
        };
        Desk {
            found: annotate(&dispatch, Kinds::ALL),
            dispatch,
            fold: Fold::default(),
            recorder: Recorder::new(author, user.to_owned()),
        }
    }

    fn reviewed(&self) -> Reviewed {
        Reviewed::new(&self.dispatch.text, &self.found, &self.fold)
    }

    fn proposals(&self) -> Proposals {
        Proposals::new(&self.dispatch.text, &self.found)
    }

    fn document(&self) -> Document {
        reviewed_document(&self.dispatch, &self.reviewed(), &self.fold, |_| true)
    }

    fn decide(&mut self, decisions: &[Decision]) {
        for event in self.recorder.step(decisions, jiff::Timestamp::UNIX_EPOCH) {
            match self.fold.apply(event) {
                Ok(_) | Err(crate::review::fold::Refusal::Known) => {}
                Err(refusal) => panic!("{refusal}"),
            }
        }
    }

    fn say(&mut self, judged: &Judged, op: Op) {
        let decision = Decision {
            annotation: judged.annotation,
            seen: judged.revision,
            op,
            found: self.proposals().get(judged.annotation).cloned(),
        };
        self.decide(&[decision]);
    }

    /// Takes a document in, and says how many decisions that were.
    fn take(&mut self, document: &Document, complete: bool) -> usize {
        let taken = decisions(document, &self.reviewed(), &self.proposals(), complete);
        let decisions: Vec<Decision> = taken
            .decisions
            .into_iter()
            .map(|(decision, _)| decision)
            .collect();
        self.decide(&decisions);
        decisions.len()
    }
}

fn at(dispatch: &Dispatch, words: &str) -> Span {
    let start = dispatch
        .text
        .as_str()
        .find(words)
        .expect("words of the text");
    Span::new(start, start + words.len())
}

/// Somebody who has accepted, corrected, rejected, added and noted.
fn reviewer() -> Desk {
    let mut ana = Desk::new("ana");
    let before = ana.reviewed();
    ana.say(&before.quotations[0], Op::Accept);
    ana.say(&before.quotations[0], Op::Note("à vérifier".to_owned()));
    let other = Op::SetValue {
        value: Some("13".to_owned()),
        unit: None,
    };
    let toll = before
        .annotations
        .figures
        .iter()
        .position(|figure| &ana.dispatch.text[figure.span] == "12")
        .expect("the toll is found");
    ana.say(&before.figures[toll], other);
    let hurt = before
        .annotations
        .figures
        .iter()
        .position(|figure| &ana.dispatch.text[figure.span] == "30")
        .expect("the injured are found");
    ana.say(&before.figures[hurt], Op::Reject);
    let attack = Content {
        label: Label::Actor(ActorKind::Organisation),
        parts: vec![at(&ana.dispatch, "L'attaque")],
        speaker: None,
        actor: None,
        value: Some("L'attaque".to_owned()),
        unit: None,
    };
    let annotation = AnnotationId::new(&ana.dispatch.text, "actor", &attack.parts);
    ana.decide(&[Decision {
        annotation,
        seen: 0,
        op: Op::Add(attack),
        found: None,
    }]);
    ana
}

/// What marks say, without who said it when.
fn said(document: &Document) -> Vec<Mark> {
    let plain = |mark: &Mark| Mark {
        by: None,
        at: None,
        ..mark.clone()
    };
    document.marks.iter().map(plain).collect()
}

#[test]
fn what_one_decided_is_brought_to_another_and_says_nothing_new_twice() {
    let ana = reviewer();
    let document = ana.document();
    let text = || ana.dispatch.text.clone();
    let lines = jsonl::export(&document).content;
    let web = w3c::export(&document).content;
    let brat = brat::export(&document).annotations;
    let read = [
        jsonl::import(&lines).expect("our own"),
        w3c::import(&web, &document.id, text())
            .expect("our own")
            .document,
        brat::import(&document.id, text(), &brat).expect("our own"),
    ];
    for document in read {
        let mut ben = Desk::new("ben");
        assert!(ben.take(&document, false) > 0);
        assert_eq!(said(&ben.document()), said(&ana.document()));
        assert_eq!(ben.take(&document, false), 0);
    }
}

#[test]
fn undecided_marks_decide_nothing() {
    let mut ben = Desk::new("ben");
    let undecided = Desk::new("ana").document();
    assert_eq!(ben.take(&undecided, false), 0);
}

#[test]
fn a_tool_without_decisions_says_what_is_right_and_when_complete_what_is_wrong() {
    let mut document = Desk::new("ana").document();
    document.marks.retain(|mark| mark.label != label::FIGURE);
    for mark in &mut document.marks {
        mark.decision = None;
        mark.score = None;
    }
    let mut ben = Desk::new("ben");
    ben.take(&document, false);
    let standings = |desk: &Desk| -> Vec<Standing> {
        desk.reviewed()
            .figures
            .iter()
            .map(|one| one.standing)
            .collect()
    };
    assert!(standings(&ben).iter().all(|one| *one == Standing::Proposed));
    assert!(
        ben.reviewed()
            .actors
            .iter()
            .all(|one| one.standing == Standing::Accepted)
    );
    ben.take(&document, true);
    assert!(standings(&ben).iter().all(|one| *one == Standing::Rejected));
}

#[test]
fn names_without_chains_say_nothing_of_other_mentions() {
    let mut document = Desk::new("ana").document();
    let name = |mark: &Mark| mark.kind.as_deref() == Some("name");
    document.marks.retain(name);
    for mark in &mut document.marks {
        (mark.chain, mark.kind) = (None, None);
        mark.decision = Some(Standing::Accepted);
    }
    let before = Desk::new("ben").reviewed().annotations.actors;
    let mut ben = Desk::new("ben");
    ben.take(&document, false);
    assert_eq!(ben.reviewed().annotations.actors, before);
    assert!(
        ben.reviewed()
            .actors
            .iter()
            .all(|one| one.standing == Standing::Accepted)
    );
}
