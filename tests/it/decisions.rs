//! Decisions out of the library and in again: `export`, `import`, and `agreement` between reviewers.

use std::fs;

use serde_json::{Value, json};

use crate::program::{Folder, depeche, errors};

const TEXT: &str = "L'attaque a fait 12 morts et 30 blessés. « Nous tiendrons bon jusqu'au bout », a déclaré Anton Berg.";

fn wire(id: &str, version: u32, text: &str) -> String {
    json!({
        "uri": id, "version": version.to_string(), "type": "text", "language": "fr", "headline": "Attaque",
        "versioncreated": format!("2020-11-21T1{version}:00:00Z"), "body_text": text,
    })
    .to_string()
}

/// A library with one dispatch.
fn desk() -> Folder {
    let folder = Folder::new();
    let path = folder.file("a1.json", wire("a", 1, TEXT));
    assert_eq!(ask(&folder, &["add", &path]).0, Some(0));
    folder
}

/// Exit status, standard output, and lines of standard error.
fn ask(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, Vec<String>) {
    let library = folder.path("library.db");
    let mut all = vec!["--library", &library];
    all.extend(arguments);
    let got = depeche(&all).output().unwrap();
    let said = String::from_utf8(got.stdout.clone()).unwrap();
    let errors = errors(&got).into_iter().map(str::to_owned).collect();
    (got.status.code(), said, errors)
}

fn exported(folder: &Folder, format: &str) -> String {
    let (status, said, _) = ask(folder, &["export", "--search", "", "--format", format]);
    assert_eq!(status, Some(0));
    said
}

/// The annotations of the only dispatch, with a decision of somebody on those with these words.
fn decided(folder: &Folder, by: &str, decisions: &[(&str, &str)]) -> String {
    let mut line: Value = serde_json::from_str(&exported(folder, "jsonl")).unwrap();
    for mark in line["annotations"].as_array_mut().unwrap() {
        let words = mark["text"].as_str().unwrap();
        let decision = decisions.iter().find(|(of, _)| *of == words);
        mark["decision"] = json!("proposed");
        if let Some((_, decision)) = decision {
            mark["decision"] = json!(decision);
            mark["by"] = json!(by);
            mark["at"] = json!("2020-11-21T12:00:00Z");
        }
    }
    folder.file(&format!("{by}.jsonl"), format!("{line}\n"))
}

fn taken(folder: &Folder, path: &str) -> Vec<String> {
    let (status, _, said) = ask(folder, &["import", path]);
    assert_eq!(status, Some(0), "{said:?}");
    said
}

#[test]
fn decisions_come_in_and_go_out_to_another_library_without_loss() {
    let folder = desk();
    let decisions = [
        ("12", "accepted"),
        ("30", "rejected"),
        ("Anton Berg", "accepted"),
    ];
    let file = decided(&folder, "ana", &decisions);
    let said = taken(&folder, &file);
    assert!(said[0].starts_with("depeche: 3 taken"), "{said:?}");
    // What is there already is not decided again.
    assert!(taken(&folder, &file)[0].starts_with("depeche: 0 taken"));
    let lines = exported(&folder, "jsonl");
    assert!(
        lines.contains(r#""decision":"rejected","by":"ana","at":"2020-11-21T12:00:00Z""#),
        "{lines}"
    );
    let log = folder.file("log.jsonl", exported(&folder, "log"));
    assert_eq!(fs::read_to_string(&log).unwrap().lines().count(), 6);
    let other = desk();
    assert_eq!(taken(&other, &log), ["depeche: 6 taken"]);
    assert_eq!(exported(&other, "jsonl"), lines);
    assert_eq!(exported(&other, "log"), fs::read_to_string(&log).unwrap());
    assert_eq!(taken(&other, &log), ["depeche: 0 taken"]);
    assert_eq!(ask(&other, &["library", "check"]).0, Some(0));
}

#[test]
fn brat_and_web_annotations_come_in_by_their_text() {
    let folder = desk();
    taken(
        &folder,
        &decided(&folder, "ana", &[("12", "accepted"), ("30", "rejected")]),
    );
    let lines = exported(&folder, "jsonl");
    for (format, file) in [("brat", "a.ann"), ("w3c", "a.jsonld")] {
        let out = folder.path(format);
        let export = [
            "export", "--search", "", "--format", format, "--output", &out,
        ];
        assert_eq!(ask(&folder, &export).0, Some(0));
        let other = desk();
        taken(&other, &folder.path(&format!("{format}/{file}")));
        let decisions = |lines: &str| -> Vec<Value> {
            let line: Value = serde_json::from_str(lines).unwrap();
            let marks = line["annotations"].as_array().unwrap().iter();
            marks.map(|mark| mark["decision"].clone()).collect()
        };
        assert_eq!(
            decisions(&exported(&other, "jsonl")),
            decisions(&lines),
            "{format}"
        );
    }
}

#[test]
fn a_mark_without_a_passage_is_refused() {
    let folder = desk();
    let line =
        json!({"id": "a", "text": TEXT, "annotations": [{"id": "1", "label": "PER", "parts": []}]});
    let path = folder.file("empty.jsonl", format!("{line}\n"));
    let (status, _, said) = ask(&folder, &["import", &path]);
    assert_eq!(status, Some(1));
    assert!(said[0].ends_with("line 1: 1 has no passage"), "{said:?}");
}

#[test]
fn what_cannot_be_taken_is_said_and_the_rest_goes_on() {
    let folder = desk();
    taken(&folder, &decided(&folder, "ana", &[("12", "accepted")]));
    let log = exported(&folder, "log");
    let damaged = folder.file("log.jsonl", format!("{log}{{\"op\":\n"));
    let other = desk();
    let (status, _, said) = ask(&other, &["import", &damaged, &folder.path("none.ann")]);
    assert_eq!(status, Some(1));
    assert!(said[0].contains("log.jsonl: line 3: "), "{said:?}");
    assert!(said[1].contains("none.ann: "), "{said:?}");
    assert_eq!(said[2], "depeche: 2 taken");
    let elsewhere = Folder::new();
    let path = elsewhere.file("b.json", wire("b", 1, "Rien."));
    assert_eq!(ask(&elsewhere, &["add", &path]).0, Some(0));
    let (status, _, said) = ask(&elsewhere, &["import", &damaged]);
    assert_eq!(status, Some(1));
    assert!(
        said[1].ends_with("a: no such version in the library"),
        "{said:?}"
    );
}

#[test]
fn a_new_version_keeps_what_was_decided_and_what_was_said_of_the_old_one() {
    let folder = desk();
    let file = decided(&folder, "ana", &[("12", "accepted"), ("30", "accepted")]);
    taken(&folder, &file);
    let newer = folder.file(
        "a2.json",
        wire("a", 2, &TEXT.replace("12 morts", "15 morts")),
    );
    assert_eq!(ask(&folder, &["add", &newer]).0, Some(0));
    let line: Value = serde_json::from_str(&exported(&folder, "jsonl")).unwrap();
    let decision = |words: &str| {
        let mut marks = line["annotations"].as_array().unwrap().iter();
        let mark = marks.find(|mark| mark["text"] == words).unwrap();
        (mark["decision"].clone(), mark.get("by").cloned())
    };
    assert_eq!(decision("30"), (json!("accepted"), Some(json!("ana"))));
    assert_eq!(decision("15"), (json!("proposed"), None));
}

#[test]
fn reviewers_are_compared_with_each_other_and_with_what_was_found() {
    let folder = desk();
    taken(
        &folder,
        &decided(&folder, "ana", &[("12", "accepted"), ("30", "accepted")]),
    );
    let first = folder.path("library.db");
    // Ben decides on a library of his own, and his log comes in beside hers.
    let other = desk();
    taken(
        &other,
        &decided(&other, "ben", &[("12", "accepted"), ("30", "rejected")]),
    );
    taken(
        &folder,
        &folder.file("ben.log.jsonl", exported(&other, "log")),
    );
    let agreement = |one: &str, two: &str| -> Value {
        let arguments = [
            "--library",
            &first,
            "agreement",
            "--search",
            "",
            "--json",
            one,
            two,
        ];
        let got = depeche(&arguments).output().unwrap();
        assert_eq!(got.status.code(), Some(0), "{:?}", errors(&got));
        serde_json::from_slice(&got.stdout).unwrap()
    };
    let both = agreement("ana", "ben");
    assert_eq!(both["decisions"]["items"], 2);
    let figures = |report: &Value| {
        let mut labels = report["labels"].as_array().unwrap().iter();
        labels
            .find(|label| label["label"] == "FIGURE")
            .unwrap()
            .clone()
    };
    let both = figures(&both);
    assert_eq!(
        (&both["first"], &both["second"], &both["both"]),
        (&json!(2), &json!(1), &json!(1))
    );
    let found = figures(&agreement("ben", "depeche"));
    assert_eq!((&found["first"], &found["second"]), (&json!(1), &json!(2)));
}
