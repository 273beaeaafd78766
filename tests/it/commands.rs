//! `annotate`, and what all commands share: inputs and their order, messages, exit status.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use serde_json::Value;

use crate::program::{
    DISPATCH, Folder, check_failure, depeche, errors, records, run, run_with_input, start, texts,
};

#[test]
fn every_input_is_one_line_in_order() {
    let folder = Folder::new();
    let (b, a) = (folder.file("b.txt", "Deux."), folder.file("a.txt", "Un."));
    let lines = folder.file(
        "c.jsonl",
        "{\"id\": \"x\", \"text\": \"Trois.\"}\n\n{\"id\": \"y\", \"text\": \"Quatre.\"}",
    );
    let got = run(&["annotate", &b, &a, &lines]);
    assert_eq!(got.status.code(), Some(0));
    assert_eq!(texts(&got), ["Deux.", "Un.", "Trois.", "Quatre."]);
    assert_eq!(records(&got)[0]["source"]["path"], *b);
    assert!(errors(&got).is_empty());
}

#[test]
fn folders_are_read_by_name_with_all_below_them() {
    let folder = Folder::new();
    folder.file("b/deep/z.txt", "Trois.");
    folder.file("b/a.txt", "Deux.");
    folder.file("a.txt", "Un.");
    folder.file("c.txt", "Quatre.");
    folder.file(".hidden.txt", "Caché.");
    folder.file(".git/config", "Caché.");
    folder.file("empty.txt", "");
    std::os::unix::fs::symlink("..", folder.path("b/up")).unwrap();
    let got = run(&["annotate", &folder.path("")]);
    assert_eq!(got.status.code(), Some(0));
    assert_eq!(texts(&got), ["Un.", "Deux.", "Trois.", "Quatre."]);
    assert!(errors(&got).is_empty(), "{:?}", errors(&got));
    let told = run(&["-v", "annotate", &folder.path("")]);
    assert_eq!(
        errors(&told),
        [format!(
            "depeche: {}: skipped: empty",
            folder.path("empty.txt")
        )]
    );
}

#[test]
fn what_is_no_news_in_a_folder_is_counted_in_one_line() {
    let folder = Folder::new();
    folder.file("a.txt", "Un.");
    folder.file("README.md", "# Dépêches\n\nTelles qu'elles arrivent.");
    let settings = folder.file("settings.json", "{\"width\": 72}");
    let got = run(&["annotate", &folder.path("")]);
    assert_eq!(got.status.code(), Some(0));
    assert_eq!(texts(&got), ["Un."]);
    let line = format!(
        "depeche: {}: 2 files passed over, no news (-v names them)",
        folder.path("")
    );
    assert_eq!(errors(&got), [line]);
    let told = run(&["-v", "annotate", &folder.path("")]);
    assert_eq!(errors(&told).len(), 2);
    let reason = "JSON, but no news item of a known kind";
    check_failure(
        &run(&["annotate", &settings]),
        &format!("depeche: {settings}: {reason}"),
    );
}

#[test]
fn a_folder_without_dispatches_is_a_failure() {
    let folder = Folder::new();
    let wire = folder.file("wires/a.txt", "Un.");
    folder.file("none/empty.txt", "");
    let none = folder.path("none");
    let got = run(&["annotate", &folder.path("wires"), &none, &wire]);
    check_failure(
        &got,
        &format!("depeche: {none}: no dispatches in this folder"),
    );
    assert_eq!(texts(&got), ["Un.", "Un."]);
}

#[test]
fn what_fails_is_told_and_the_rest_goes_on() {
    let folder = Folder::new();
    let (first, last) = (folder.file("a.txt", "Un."), folder.file("z.txt", "Deux."));
    let (missing, empty) = (folder.path("missing.txt"), folder.file("empty.txt", ""));
    let circle = folder.path("circle.txt");
    std::os::unix::fs::symlink("circle.txt", &circle).unwrap();
    for command in ["annotate", "show"] {
        let got = run(&[command, &first, &missing, &empty, &circle, &last]);
        assert_eq!(got.status.code(), Some(1));
        let expected = [
            format!("depeche: {missing}: no such file or folder"),
            format!("depeche: {empty}: empty"),
            format!("depeche: {circle}: too many levels of symbolic links"),
        ];
        assert_eq!(errors(&got), expected, "{command}");
        let shown = String::from_utf8(got.stdout).unwrap();
        assert!(shown.contains("Un.") && shown.contains("Deux."), "{shown}");
    }
}

#[test]
fn a_fault_in_json_lines_is_told_with_its_line() {
    let folder = Folder::new();
    let good = "{\"id\": \"1\", \"text\": \"Un.\"}\n";
    let lines = folder.file(
        "a.jsonl",
        [good.as_bytes(), b"{\"id\": 3}\n\xFF\n", good.as_bytes()].concat(),
    );
    let got = run(&["annotate", &lines]);
    assert_eq!(got.status.code(), Some(1));
    assert_eq!(texts(&got), ["Un.", "Un."]);
    let errors = errors(&got);
    assert_eq!(errors.len(), 2);
    assert!(
        errors[0].starts_with(&format!("depeche: {lines}: line 2: ")),
        "{}",
        errors[0]
    );
    assert_eq!(
        errors[1],
        format!("depeche: {lines}: line 3: not UTF-8 after byte 0")
    );
}

#[test]
fn a_path_cannot_smuggle_commands_to_the_terminal() {
    let got = run(&["annotate", "no\n\u{1B}[2Jsuch"]);
    assert_eq!(
        errors(&got),
        ["depeche: no ␛[2Jsuch: no such file or folder"]
    );
}

#[test]
fn standard_input_is_read_where_it_is_named_or_nothing_is() {
    let line = b"{\"id\": \"7\", \"text\": \"Un.\"}";
    let got = run_with_input(&["annotate", "--input", "jsonl", "-"], line);
    assert_eq!(records(&got)[0]["source"]["path"], "-");
    assert_eq!(texts(&got), ["Un."]);
    assert_eq!(texts(&run_with_input(&["annotate"], b"Deux.")), ["Deux."]);
    check_failure(&run(&["annotate", "-"]), "depeche: -: empty");
}

#[test]
fn lines_are_answered_as_they_arrive() {
    let mut child = start(&["annotate", "--input", "jsonl", "-"]);
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    for id in ["1", "2", "3"] {
        writeln!(input, "{{\"id\": {id:?}, \"text\": \"Un.\"}}").unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"\n") {
            let mut byte = [0];
            output.read_exact(&mut byte).unwrap();
            answer.extend(byte);
        }
        let record: Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!(record["id"], id);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn json_lines_keep_their_text_as_it_is() {
    let text = "  Une ligne\nqui n’est pas un paragraphe.\n\n\nFin  ";
    let line = serde_json::json!({"id": "1", "text": text}).to_string();
    assert_eq!(
        texts(&run_with_input(
            &["annotate", "--input", "jsonl"],
            line.as_bytes()
        )),
        [text]
    );
}

#[test]
fn output_does_not_depend_on_the_number_of_threads() {
    let folder = Folder::new();
    let dispatch = fs::read_to_string(DISPATCH).unwrap();
    let line = |at: usize| {
        let text: String = dispatch.chars().take(200 + 7 * (at % 20)).collect();
        serde_json::json!({"id": at.to_string(), "text": text})
    };
    let lines: String = (0..500).map(|at| format!("{}\n", line(at))).collect();
    let lines = folder.file("many.jsonl", lines);
    let one = run(&["annotate", "--jobs", "1", &lines, DISPATCH]);
    assert_eq!(records(&one).len(), 501);
    for jobs in ["2", "7"] {
        let many = run(&["annotate", "--jobs", jobs, &lines, DISPATCH]);
        assert!(one.stdout == many.stdout, "--jobs {jobs}");
    }
}

#[test]
fn kinds_not_asked_for_are_left_out() {
    let fields = |kinds: &str| {
        let record = records(&run(&["annotate", "--kinds", kinds, DISPATCH])).remove(0);
        ["quotes", "actors", "figures"].map(|kind| record[kind].is_array())
    };
    assert_eq!(fields("quotes,actors,figures"), [true, true, true]);
    assert_eq!(fields("figures,quotes"), [true, false, true]);
    assert_eq!(fields("none"), [false, false, false]);
}

#[test]
fn the_language_is_stated_or_detected_and_the_user_overrules_both() {
    let lang = |arguments: &[&str], line: &str| {
        let arguments = [&["annotate", "--input", "jsonl"], arguments].concat();
        records(&run_with_input(&arguments, line.as_bytes()))[0]["lang"].clone()
    };
    let detected = "{\"id\": \"1\", \"text\": \"The minister said that he would resign.\"}";
    let stated =
        "{\"id\": \"1\", \"text\": \"The minister said that he would resign.\", \"lang\": \"de\"}";
    assert_eq!(lang(&[], detected), "en");
    assert_eq!(lang(&[], stated), "de");
    assert_eq!(lang(&["--language", "fr"], stated), "fr");
    assert_eq!(lang(&[], "{\"id\": \"1\", \"text\": \"12\"}"), Value::Null);
}

#[test]
fn wrong_usage_is_status_2_and_prints_nothing() {
    let wrong: [&[&str]; 9] = [
        &["annotate", "--kinds", "quotations", DISPATCH],
        &["annotate", "--jobs", "0", DISPATCH],
        &["annotate", "--input", "xml", DISPATCH],
        &["annotate", "--no-such-option"],
        &["--language", "xx", "annotate", DISPATCH],
        &["--lang", "de", "show", DISPATCH],
        &["show", "--width", "0", DISPATCH],
        &["show", "--color", "sometimes", DISPATCH],
        &[DISPATCH, "annotate"],
    ];
    for arguments in wrong {
        let got = run(arguments);
        assert_eq!(got.status.code(), Some(2), "{arguments:?}");
        assert!(
            got.stdout.is_empty() && !got.stderr.is_empty(),
            "{arguments:?}"
        );
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let folder = Folder::new();
    let lines = folder.file(
        "a.jsonl",
        "{\"id\": \"1\", \"text\": \"Un.\"}\n".repeat(50_000),
    );
    for arguments in [["annotate", &lines], ["show", &lines]] {
        let mut child = start(&arguments);
        let mut byte = [0];
        child.stdout.take().unwrap().read_exact(&mut byte).unwrap();
        let got = child.wait_with_output().unwrap();
        assert_eq!(got.status.code(), Some(141));
        assert!(got.stderr.is_empty(), "{:?}", errors(&got));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_one_clear_line() {
    let full = || File::options().write(true).open("/dev/full").unwrap();
    for command in ["annotate", "show"] {
        let got = depeche(&[command, DISPATCH])
            .stdout(full())
            .output()
            .unwrap();
        check_failure(&got, "depeche: standard output: no space left on device");
    }
    let got = run(&["annotate", "--output", "/dev/full", DISPATCH]);
    check_failure(&got, "depeche: /dev/full: no space left on device");
}

#[test]
fn an_output_file_holds_what_standard_output_would() {
    let folder = Folder::new();
    let old = folder.file("out.jsonl", "old");
    let link = folder.path("link.jsonl");
    std::os::unix::fs::symlink("out.jsonl", &link).unwrap();
    let printed = run(&["annotate", DISPATCH, "missing"]);
    let written = run(&["annotate", "--output", &link, DISPATCH, "missing"]);
    assert_eq!(written.status.code(), Some(1));
    assert!(written.stdout.is_empty());
    assert!(fs::read(old).unwrap() == printed.stdout);
    assert_eq!(folder.names(), ["link.jsonl", "out.jsonl"]);
    assert!(Path::new(&link).is_symlink());
}

#[test]
fn an_output_file_that_cannot_be_is_a_failure() {
    let folder = Folder::new();
    let out = folder.path("no/such/folder/out.jsonl");
    check_failure(
        &run(&["annotate", "--output", &out, DISPATCH]),
        &format!("depeche: {out}: no such file or folder"),
    );
}

#[test]
fn a_killed_run_leaves_the_old_output_and_nothing_else() {
    let folder = Folder::new();
    let out = folder.file("out.jsonl", "old");
    let mut child = start(&[
        "annotate", "--input", "jsonl", "--output", &out, "missing", "-",
    ]);
    // The message about the first input says that the output is open; the second does not end, as its writer lives.
    let _writer = child.stdin.take();
    child.stderr.take().unwrap().read_exact(&mut [0]).unwrap();
    assert_eq!(folder.names().len(), 2);
    let id = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(id, rustix::process::Signal::TERM).unwrap();
    assert!(!child.wait().unwrap().success());
    assert_eq!(folder.names(), ["out.jsonl"]);
    assert_eq!(fs::read_to_string(&out).unwrap(), "old");
}
