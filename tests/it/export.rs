//! `export` and `agreement`: annotations in the formats of other tools, and how far two files of them agree.

use std::fs;

use depeche::model::CanonicalText;
use depeche::review::exchange::{brat, jsonl, w3c};
use serde_json::Value;

use crate::program::{DISPATCH, Folder, errors, run};

fn stdout(got: &std::process::Output) -> String {
    String::from_utf8(got.stdout.clone()).unwrap()
}

#[test]
fn json_lines_hold_what_annotate_finds() {
    let got = run(&["export", "--format", "jsonl", DISPATCH]);
    assert_eq!((got.status.code(), errors(&got)), (Some(0), vec![]));
    let document = jsonl::import(stdout(&got).trim_end()).unwrap();
    let record: Value = serde_json::from_slice(&run(&["annotate", DISPATCH]).stdout).unwrap();
    assert_eq!(record["text"], document.text.as_str());
    let quotes = record["quotes"].as_array().unwrap();
    assert!(!quotes.is_empty());
    for (quote, number) in quotes.iter().zip(1..) {
        let mark = document.mark(&format!("q{number}")).unwrap();
        let hull = document.text.code_points(mark.hull());
        assert_eq!(
            (quote["start"].as_u64(), quote["end"].as_u64()),
            (Some(hull.start as u64), Some(hull.end as u64))
        );
        let speaker = mark
            .link
            .as_ref()
            .map(|link| document.words(document.mark(link).unwrap()));
        assert_eq!(quote["speaker"]["text"].as_str(), speaker.as_deref());
    }
}

#[test]
fn folders_get_files_named_after_their_dispatches() {
    let folder = Folder::new();
    let lines = folder.file(
        "in.jsonl",
        "{\"id\": \"../a b\", \"text\": \"« Nous partons demain », a dit Ana Ruiz.\"}\n{\"id\": \"../A b\", \"text\": \"Deux.\"}\n",
    );
    let out = folder.path("deep/out");
    let export = |format| run(&["export", "--format", format, "--output", &out, &lines]);
    for format in ["brat", "w3c", "xmi", "cas-json"] {
        let got = export(format);
        assert_eq!(got.status.code(), Some(0), "{:?}", errors(&got));
    }
    let mut names: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let stems = ["_A_b-2", "_a_b"];
    let mut expected: Vec<String> = stems
        .iter()
        .flat_map(|stem| {
            ["ann", "json", "jsonld", "txt", "xmi"].map(|ending| format!("{stem}.{ending}"))
        })
        .chain(["typesystem.xml".to_owned()])
        .collect();
    expected.sort();
    assert_eq!(names, expected);
    let read = |name: &str| fs::read_to_string(format!("{out}/{name}")).unwrap();
    let text = CanonicalText::new(read("_a_b.txt"));
    let from_brat = brat::import("x", text.clone(), &read("_a_b.ann")).unwrap();
    let from_w3c = w3c::import(&read("_a_b.jsonld"), "../a b", text)
        .unwrap()
        .document;
    assert_eq!(from_brat.marks, from_w3c.marks);
    assert_eq!(
        from_w3c.words(from_w3c.mark("q1").unwrap()),
        "Nous partons demain"
    );
}

#[test]
fn what_is_left_out_is_said_and_no_failure() {
    let got = run(&["export", "--format", "doccano", DISPATCH]);
    assert_eq!(got.status.code(), Some(0));
    assert!(
        errors(&got)
            .iter()
            .any(|line| line.contains("confidences left out (")),
        "{:?}",
        errors(&got)
    );
    let got = run(&["export", "--format", "brat", DISPATCH]);
    assert_eq!(got.status.code(), Some(2));
    assert_eq!(
        errors(&got),
        ["depeche: this format needs --output with a folder"]
    );
}

#[test]
fn digests_are_for_people() {
    let markdown = stdout(&run(&["export", "--format", "markdown", DISPATCH]));
    assert!(
        markdown.starts_with("## ") && markdown.contains("\n> — "),
        "{markdown}"
    );
    let html = stdout(&run(&["export", "--format", "html", DISPATCH]));
    assert!(html.starts_with("<!DOCTYPE html>") && html.ends_with("</html>\n"));
    assert!(html.contains("<figcaption>"));
}

#[test]
fn two_reviewers_are_compared() {
    let folder = Folder::new();
    let line = |decision: &str, end: usize| {
        format!(
            "{{\"id\": \"d\", \"text\": \"Oui, dit Ana. Non, dit Bea. Oui.\", \"annotations\": [\
             {{\"id\": \"1\", \"label\": \"PER\", \"parts\": [[9, 12]], \"kind\": \"name\", \"decision\": \"accepted\"}}, \
             {{\"id\": \"2\", \"label\": \"PER\", \"parts\": [[23, 26]], \"kind\": \"name\", \"decision\": \"{decision}\"}}, \
             {{\"id\": \"3\", \"label\": \"QUOTE\", \"parts\": [[0, {end}]], \"decision\": \"accepted\"}}]}}\n"
        )
    };
    let (a, b) = (
        folder.file("a.jsonl", line("accepted", 3)),
        folder.file("b.jsonl", line("rejected", 4)),
    );
    let same = run(&["agreement", "--json", &a, &a]);
    let report: Value = serde_json::from_slice(&same.stdout).unwrap();
    assert_eq!(report["labels"][2]["f1"], 1.0);
    assert_eq!(report["labels"][2]["unitizing_alpha"], 1.0);
    let report: Value =
        serde_json::from_slice(&run(&["agreement", "--json", &a, &b]).stdout).unwrap();
    assert_eq!(report["labels"][0]["label"], "PER");
    assert_eq!(report["labels"][0]["f1"], 0.6667);
    assert_eq!(report["labels"][1]["f1"], 0.0);
    assert!(report["labels"][1]["unitizing_alpha"].as_f64().unwrap() > 0.5);
    assert_eq!(
        (&report["decisions"]["items"], &report["decisions"]["kappa"]),
        (&2.into(), &0.0.into())
    );
    let table = stdout(&run(&["agreement", &a, &b]));
    assert!(
        table.starts_with(
            "  label  A  B  both  F1     alpha of units\n  PER    2  1  1     0.667  "
        ),
        "{table}"
    );
    let other = folder.file("c.jsonl", line("accepted", 3).replace("Oui.", "Si !"));
    let got = run(&["agreement", &a, &other]);
    assert_eq!(
        (got.status.code(), errors(&got)),
        (Some(1), vec!["depeche: d: the two have different texts"])
    );
    let damaged = folder.file("d.jsonl", "\n{}\n");
    let got = run(&["agreement", &a, &damaged]);
    assert_eq!(got.status.code(), Some(1));
    assert!(
        errors(&got)[0].starts_with(&format!(
            "depeche: {damaged}, line 2: not the JSON that is expected"
        )),
        "{:?}",
        errors(&got)
    );
}
