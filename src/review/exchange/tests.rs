use proptest::prelude::*;

use super::*;
use crate::model::{CanonicalText, Named, Span};
use crate::review::standing::Standing;

/// A quotation in two parts over a paragraph, its cue and speaker, a figure after a character outside of the basic plane.
fn example() -> Document {
    let text = CanonicalText::new(
        "🚨 « Nous\n\npartirons », a dit\tAna Ruiz, « demain\navec 12 <cars> & 3 vélos ».",
    );
    let span = |words: &str| {
        let start = text.as_str().find(words).expect("words of the text");
        Span::new(start, start + words.len())
    };
    let mark = |id: &str, label: &str, parts: &[&str]| Mark {
        id: id.to_owned(),
        label: label.to_owned(),
        parts: parts.iter().map(|words| span(words)).collect(),
        ..Mark::default()
    };
    let marks = vec![
        Mark {
            kind: Some("direct".into()),
            link: Some("a1.1".into()),
            score: Some(0.97),
            decision: Some(Standing::Corrected),
            by: Some("ana@desk 2".into()),
            at: Some("2025-01-23T19:00:00Z".parse().expect("a time")),
            note: Some("100 % sûr,\nà relire".into()),
            ..mark(
                "q1",
                label::QUOTATION,
                &["Nous\n\npartirons", "demain\navec 12 <cars> & 3 vélos"],
            )
        },
        Mark {
            link: Some("q1".into()),
            ..mark("q1.cue", label::CUE, &["a dit"])
        },
        Mark {
            chain: Some("a1".into()),
            kind: Some("name".into()),
            ..mark("a1.1", label::PERSON, &["Ana Ruiz"])
        },
        Mark {
            chain: Some("a1".into()),
            ..mark("a1.2", label::PERSON, &["Nous"])
        },
        Mark {
            value: Some("12".into()),
            unit: Some("km²".into()),
            decision: Some(Standing::Rejected),
            ..mark("f1", label::FIGURE, &["12"])
        },
    ];
    Document {
        id: "é/1".into(),
        lang: Some("fr".into()),
        text,
        marks,
    }
}

/// What is left of a document without some features.
fn without(mut document: Document, features: &[Feature]) -> Document {
    for feature in features {
        match feature {
            Feature::Language => document.lang = None,
            Feature::Chain => document.marks.iter_mut().for_each(|mark| mark.chain = None),
            Feature::Time => document.marks.iter_mut().for_each(|mark| mark.at = None),
            _ => unreachable!("{feature:?}"),
        }
    }
    document
}

fn check_brat(document: &Document) {
    let files = brat::export(document);
    let got = brat::import(&document.id, document.text.clone(), &files.annotations);
    let left: Vec<Feature> = files.losses.iter().map(|loss| loss.feature).collect();
    assert_eq!(
        got.expect("what was written"),
        without(document.clone(), &left),
        "{}",
        files.annotations
    );
}

fn check_w3c(document: &Document) {
    let Exported { content, losses } = w3c::export(document);
    let got = w3c::import(&content, &document.id, document.text.clone()).expect("what was written");
    let left: Vec<Feature> = losses.iter().map(|loss| loss.feature).collect();
    assert_eq!(got.unplaced, Vec::<String>::new());
    assert_eq!(got.document, without(document.clone(), &left));
}

fn check_jsonl(document: &Document) {
    let Exported { content, losses } = jsonl::export(document);
    assert_eq!(
        (jsonl::import(&content).expect("what was written"), losses),
        (document.clone(), vec![])
    );
}

#[test]
fn what_is_taken_out_is_taken_in() {
    check_jsonl(&example());
    check_brat(&example());
    check_w3c(&example());
    let Exported { content, losses } = prodigy::export(&example());
    let left: Vec<Feature> = losses.iter().map(|loss| loss.feature).collect();
    assert_eq!(
        prodigy::import(&content).expect("what was written"),
        without(example(), &left)
    );
}

#[test]
fn what_doccano_has_no_place_for_is_told() {
    let Exported { content, losses } = doccano::export(&example());
    let told: Vec<String> = losses.iter().map(Loss::to_string).collect();
    assert!(
        told.contains(&"passages with a gap written as several (1)".to_owned()),
        "{told:?}"
    );
    let got = doccano::import(&content).expect("what was written");
    let words = |document: &Document| -> Vec<String> {
        document
            .marks
            .iter()
            .map(|mark| document.words(mark))
            .collect()
    };
    let mut expected = words(&example());
    expected.splice(
        0..1,
        [
            "Nous\n\npartirons".to_owned(),
            "demain\navec 12 <cars> & 3 vélos".to_owned(),
        ],
    );
    assert_eq!(words(&got), expected);
    assert_eq!(got.marks[0].link, Some("e4".to_owned()));
    assert_eq!(got.marks[2].link, Some("e1".to_owned()));
}

#[test]
fn brat_lines_hold_neither_tabs_nor_line_ends_of_the_text() {
    let annotations = brat::export(&example()).annotations;
    assert!(
        annotations.starts_with("T1\tQUOTE 4 8;10 19;41 47;48 72\tNous partirons demain avec 12"),
        "{annotations}"
    );
    assert!(
        annotations.contains(
            "\nR1\tSPEAKER Arg1:T1 Arg2:T3\nR2\tCUE_OF Arg1:T2 Arg2:T1\n*\tEquiv T3 T4\n"
        )
    );
}

#[test]
fn brat_files_of_others_are_read() {
    let text = CanonicalText::new("Le roi\nest mort.");
    let document = brat::import(
        "x",
        text,
        "T3\tTitle 3 6;7 10\troi est\nE1\tDeath:T3\nA1\tSure T3\n#1\tAnnotatorNotes T3\twho = which?\n#2\tAnnotatorNotes E1\tso\n",
    )
    .expect("brat");
    assert_eq!(document.marks.len(), 1);
    assert_eq!(document.words(&document.marks[0]), "roi\nest");
    assert_eq!(document.marks[0].note.as_deref(), Some("who = which?"));
}

#[test]
fn damaged_files_are_refused_with_a_reason() {
    let text = || CanonicalText::new("Le roi");
    let reason = |annotations: &str| {
        brat::import("x", text(), annotations)
            .expect_err("damaged")
            .to_string()
    };
    assert_eq!(
        reason("T1\tX 0 99\tLe"),
        "T1: 0..99 lies outside of the text"
    );
    assert_eq!(
        reason("T1\tX 0 2\troi"),
        "T1: the words are not those of the text: \"roi\""
    );
    assert_eq!(reason("T1 X"), "line 1: not a text-bound annotation");
    assert_eq!(
        reason("R1\tX Arg1:T1 Arg2:T2"),
        "line 1: a name that no annotation has"
    );
    let line = r#"{"id": "x", "text": "é", "annotations": [{"id": "m", "label": "L", "parts": [[0, 1]], "link": "n"}]}"#;
    let reason = jsonl::import(line)
        .expect_err("a link into nowhere")
        .to_string();
    assert_eq!(
        reason,
        "m is said to be linked to \"n\", which is not there"
    );
}

#[test]
fn passages_that_a_text_does_not_hold_are_listed() {
    let list = w3c::export(&example()).content;
    let other =
        CanonicalText::new("Autre chose, a dit\tAna Ruiz, « demain\navec 12 <cars> & 3 vélos ».");
    let got = w3c::import(&list, "é/1", other).expect("a list");
    assert_eq!(got.unplaced, ["q1", "a1.2"]);
    assert!(
        got.document
            .marks
            .iter()
            .all(|mark| mark.id != "q1" && mark.link.is_none())
    );
}

#[test]
fn cas_counts_utf16_units_and_keeps_them_over_what_xml_cannot_hold() {
    let mut document = example();
    document.text = CanonicalText::new(document.text.as_str().replace("demain", "d\u{1}main"));
    let Exported { content, losses } = cas_xmi::export(&document);
    assert!(
        content.contains("begin=\"5\" end=\"20\" annoId=\"q1\" label=\"QUOTE\""),
        "{content}"
    );
    assert!(
        content.contains("d\u{FFFD}main&#10;avec 12 &lt;cars&gt; &amp; 3 vélos"),
        "{content}"
    );
    assert!(
        losses
            .iter()
            .any(|loss| loss.feature == Feature::ControlCharacters)
    );
    let json: serde_json::Value =
        serde_json::from_str(&cas_json::export(&document).content).expect("JSON");
    assert_eq!(json["%FEATURE_STRUCTURES"][1]["begin"], 5);
    assert_eq!(json["%FEATURE_STRUCTURES"][1]["@speaker"], 5);
}

#[test]
fn digests_name_the_speaker_and_show_the_paragraph() {
    assert_eq!(
        digest::markdown(&example(), "Départ *"),
        "## Départ \\*\n\n> Nous\n> \n> partirons \\[…\\] demain\n> avec 12 \\<cars> & 3 vélos\n>\n> — Ana Ruiz\n\n\
         🚨 « Nous partirons », a dit\tAna Ruiz, « demain\navec 12 \\<cars> & 3 vélos ».\n\n"
    );
    let html = digest::html(&example(), "A & B");
    assert!(
        html.starts_with("<section lang=\"fr\">\n<h2>A &amp; B</h2>\n<figure>\n<blockquote>Nous"),
        "{html}"
    );
}

/// Texts with everything that formats stumble over, and marks anywhere in them.
fn documents() -> impl Strategy<Value = Document> {
    let pieces = prop::sample::select(vec![
        "mot", " ", "\n", "\n\n", "\t", "🚒", "e\u{301}", "\u{2028}", "\u{85}", "<", "&", "\"",
        "%", "\u{1}", ";", "\r\n", "\\",
    ]);
    let text = prop::collection::vec(pieces, 1..40).prop_map(|pieces| pieces.concat());
    let words = || prop::option::of("[a-z%= é\\n\t]{0,6}");
    let mark = (
        prop::collection::vec(any::<prop::sample::Index>(), 2..6),
        "[A-Z_]{1,4}",
        [words(), words(), words(), words(), words(), words()],
        prop::option::of((0..=100).prop_map(|percent| f64::from(percent) / 100.0)),
        prop::option::of(prop::sample::select(Standing::NAMES)),
        prop::option::of(any::<prop::sample::Index>()),
    );
    (text, prop::collection::vec(mark, 0..5), words()).prop_map(|(text, marks, id)| {
        let ends: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let text = CanonicalText::new(text);
        let count = marks.len();
        let marks =
            (0..)
                .zip(marks)
                .map(|(number, (cuts, label, words, score, decision, link))| {
                    let mut cuts: Vec<usize> =
                        cuts.iter().map(|cut| ends[cut.index(ends.len())]).collect();
                    cuts.sort_unstable();
                    cuts.dedup();
                    let (pairs, _) = cuts.as_chunks::<2>();
                    let mut parts: Vec<Span> = pairs
                        .iter()
                        .map(|[start, end]| Span::new(*start, *end))
                        .collect();
                    if parts.is_empty() {
                        parts.push(Span::new(0, ends[1]));
                    }
                    let [kind, value, unit, chain, by, note] = words;
                    Mark {
                        id: format!("m{number} é"),
                        label,
                        parts,
                        kind,
                        value,
                        unit,
                        link: link.map(|link| format!("m{} é", link.index(count))),
                        chain,
                        score,
                        decision: decision.map(|(standing, _)| standing),
                        by,
                        at: None,
                        note,
                    }
                });
        Document {
            id: id.unwrap_or_default(),
            lang: None,
            marks: marks.collect(),
            text,
        }
    })
}

proptest! {
    #[test]
    fn everything_is_kept_in_json_lines(document in documents()) {
        check_jsonl(&document);
    }

    #[test]
    fn everything_is_kept_in_brat(document in documents()) {
        check_brat(&document);
    }

    #[test]
    fn everything_is_kept_in_web_annotations(document in documents()) {
        check_w3c(&document);
    }

    #[test]
    fn foreign_files_never_end_the_program(text in "\\PC{0,30}", file in "(T1\t[A-Z ]{1,3} ?[0-9 ;]{0,9}\t\\PC{0,9}\n|\\PC{0,20}\n){0,4}") {
        let _ = brat::import("x", CanonicalText::new(text.clone()), &file);
        let _ = w3c::import(&file, "x", CanonicalText::new(text));
        let _ = (jsonl::import(&file), prodigy::import(&file), doccano::import(&file));
    }
}

#[test]
fn an_answer_of_prodigy_that_rejects_is_a_decision() {
    let task = |answer: &str| {
        let line = format!(
            r#"{{"text": "Ana Ruiz", "spans": [{{"start": 0, "end": 8, "label": "PER"}}], "answer": "{answer}"}}"#
        );
        prodigy::import(&line).expect("a task").marks[0].decision
    };
    assert_eq!(task("reject"), Some(Standing::Rejected));
    assert_eq!(task("accept"), None);
}
