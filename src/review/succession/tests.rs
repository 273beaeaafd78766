use super::*;
use crate::annotate::{Kinds, annotate};
use crate::model::{Dispatch, Named, Paragraph, ParagraphKind};
use crate::review::event::{Event, StepId};

fn dispatch(text: &str) -> Dispatch {
    let text = CanonicalText::new(text);
    Dispatch {
        lang: Some("fr".to_owned()),
        paragraphs: vec![Paragraph {
            span: text.whole(),
            kind: ParagraphKind::Prose,
        }],
        text,
        ..Dispatch::default()
    }
}

/// Accepts everything in the first text; gives, for every annotation of it, how it is found in the second, and what it says there.
fn check(old: &str, new: &str, expected: &[(&str, &str)], lost: &[&str]) {
    let (old, new) = (dispatch(old), dispatch(new));
    let found = [&old, &new].map(|dispatch| annotate(dispatch, Kinds::ALL));
    let author = Author {
        user: "ana".to_owned(),
        origin: None,
    };
    let event = |number: usize, annotation, base, op, author: &Author| Event {
        id: EventId(number.to_string()),
        annotation,
        base,
        op,
        author: author.clone(),
        step: StepId(number.to_string()),
        at: jiff::Timestamp::UNIX_EPOCH,
        session: String::new(),
        tool: String::new(),
    };
    let mut fold = Fold::default();
    for (number, one) in Proposals::new(&old.text, &found[0]).all().enumerate() {
        let proposed = event(2 * number, one.annotation, 0, one.proposal("r").1, &author);
        fold.apply(proposed).expect("taken");
        let accepted = event(2 * number + 1, one.annotation, 1, Op::Accept, &author);
        fold.apply(accepted).expect("taken");
    }
    let version = |name, dispatch: &'static Dispatch, found: &'static Annotations| Version {
        name,
        text: &dispatch.text,
        found,
    };
    let [old, new] = [old, new].map(|dispatch| &*Box::leak(Box::new(dispatch)));
    let [old_found, new_found] = found.map(|found| &*Box::leak(Box::new(found)));
    let inherited = inherited(
        version("v1", old, old_found),
        &fold,
        version("v2", new, new_found),
    );
    let names: Vec<AnnotationId> = Proposals::new(&new.text, new_found)
        .all()
        .map(|found| found.annotation)
        .collect();
    let mut next = Fold::default();
    let mut got = Vec::new();
    for (number, one) in inherited.into_iter().enumerate() {
        let Op::Reanchor(earlier) = &one.op else {
            panic!("{one:?}")
        };
        assert!(names.contains(&one.annotation), "{one:?} is another's");
        let words: Vec<&str> = earlier
            .content
            .parts
            .iter()
            .map(|part| &new.text[*part])
            .collect();
        got.push((words.join("|"), earlier.quality.name().to_owned()));
        next.apply(event(number, one.annotation, 0, one.op, &author))
            .expect("taken");
    }
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|(words, quality)| ((*words).to_owned(), (*quality).to_owned()))
        .collect();
    got.sort();
    assert_eq!(got, expected);
    let orphans: Vec<&str> = orphans("v1", &fold, &next)
        .map(|(_, state)| &old.text[state.content().expect("it says something").parts[0]])
        .collect();
    assert_eq!(orphans, lost);
}

#[test]
fn what_stayed_is_held_and_a_figure_that_moved_is_asked_again() {
    check(
        "L'accident a fait 12 morts, a annoncé Ana Ruiz.",
        "URGENT. L'accident a fait 15 morts, a annoncé Ana Ruiz.",
        &[
            ("15", "changed"),
            ("Ana Ruiz", "exact"),
            ("L'accident a fait 15 morts", "changed"),
        ],
        &[],
    );
}

#[test]
fn an_actor_who_is_mentioned_once_more_is_the_same() {
    check(
        "Ana Ruiz est venue. Il pleuvait.",
        "Ana Ruiz est venue. Il pleuvait. Ana Ruiz est repartie.",
        &[("Ana Ruiz|Ana Ruiz", "exact")],
        &[],
    );
}

#[test]
fn what_is_gone_is_listed() {
    check(
        "Ana Ruiz est venue. Il y a 12 blessés.",
        "Ana Ruiz est venue.",
        &[("Ana Ruiz", "exact")],
        &["12"],
    );
}
