//! Searches that are kept: by command, in the reader, by two readers at once; and what is new to them.

use rustix::process::Signal;

use crate::program::{Folder, errors, records, run, run_with_input};
use crate::pty::Session;

/// A library with dispatches on these subjects, one each.
fn library(subjects: &[&str]) -> Folder {
    let folder = Folder::new();
    add(&folder, subjects);
    folder
}

fn add(folder: &Folder, subjects: &[&str]) {
    let line = |subject: &&str| {
        format!("{{\"id\": \"{subject}\", \"text\": \"Le dossier {subject} est clos.\"}}\n")
    };
    let lines: String = subjects.iter().map(line).collect();
    let library = folder.path("library.db");
    let added = run_with_input(
        &["--library", &library, "add", "--input", "jsonl", "-"],
        lines.as_bytes(),
    );
    assert_eq!(added.status.code(), Some(0), "{:?}", errors(&added));
}

fn ask(folder: &Folder, arguments: &[&str]) -> std::process::Output {
    let library = folder.path("library.db");
    run(&[&["--library", &library], arguments].concat())
}

/// Name, query, all and new of every saved search.
fn saved(folder: &Folder) -> Vec<(String, String, u64, u64)> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let output = ask(folder, &["searches", "--json"]);
    let records = records(&output);
    let numbers =
        |record: &serde_json::Value| ["all", "new"].map(|field| record[field].as_u64().unwrap());
    let search = |record: &serde_json::Value| {
        let [all, new] = numbers(record);
        (text(&record["name"]), text(&record["query"]), all, new)
    };
    records.iter().map(search).collect()
}

#[test]
fn searches_are_saved_asked_and_forgotten_by_command() {
    let folder = library(&["eau", "gaz"]);
    let found = ask(
        &folder,
        &["search", "--json", "--save", "mines", "eau", "OR", "fer"],
    );
    assert_eq!(records(&found).len(), 1);
    let mines = |all, new| vec![("mines".to_owned(), "eau OR fer".to_owned(), all, new)];
    assert_eq!(saved(&folder), mines(1, 0));
    add(&folder, &["fer", "bois"]);
    assert_eq!(saved(&folder), mines(2, 1));
    let listed = ask(&folder, &["list", "--json", "--saved", "mines", "fer"]);
    assert_eq!(records(&listed).len(), 1);
    // To ask changes nothing.
    assert_eq!(saved(&folder), mines(2, 1));
    let table = ask(&folder, &["--lang", "en", "searches"]);
    let table = String::from_utf8(table.stdout).unwrap();
    assert_eq!(table, "mines  2  1 new  eau OR fer\n");
    for arguments in [
        &["list", "--saved", "mine"][..],
        &["searches", "--forget", "mine"],
    ] {
        let output = ask(&folder, arguments);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(
            errors(&output),
            ["depeche: mine: no saved search of this name"]
        );
    }
    assert_eq!(
        ask(&folder, &["searches", "--forget", "mines"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(saved(&folder), []);
}

fn reading(folder: &Folder) -> Session {
    let mut session = Session::start(&["--lang", "en", "--library", &folder.path("library.db")]);
    session.wait_for("LIST · ");
    session
}

#[test]
fn the_reader_keeps_its_filter_and_knows_what_is_new_to_it_across_restarts() {
    let folder = library(&["eau", "gaz"]);
    let mut session = reading(&folder);
    session.keys("+").wait_for("there is no filter");
    session.keys("F").wait_for("no saved searches").keys("q");
    session
        .keys("f")
        .send(b"eau OR fer\r")
        .wait_for("LIST · 1")
        .keys("+")
        .send(b"mines\r")
        .wait_for("search saved")
        .wait_for("mines");
    session.signal(Signal::KILL).exit();
    add(&folder, &["fer", "bois"]);
    let mut session = reading(&folder);
    session.wait_for("LIST · 4").keys("F").wait_for("1 new");
    session.keys("Enter").wait_for("LIST · 2");
    session
        .keys("F")
        .wait_for("mines")
        .wait_until("nothing is new", |screen| {
            !screen.contents().contains("1 new")
        });
    session.keys("q q").exit();
    assert_eq!(saved(&folder)[0].3, 0);
}

#[test]
fn a_search_that_was_taken_out_can_be_brought_back() {
    let folder = library(&["eau", "gaz"]);
    for name in ["a", "b"] {
        ask(&folder, &["search", "--save", name, "eau"]);
    }
    add(&folder, &["fer"]);
    let before = saved(&folder);
    let mut session = reading(&folder);
    session.keys("F").wait_for("b ").keys("j D");
    session.wait_for("search taken out");
    session.keys("u").wait_for("undone").keys("q q").exit();
    assert_eq!(saved(&folder), before);
    let mut session = reading(&folder);
    session.keys("F").wait_for("b ").keys("D");
    session.wait_for("search taken out").keys("Esc q").exit();
    assert_eq!(saved(&folder).len(), 1);
}

#[test]
fn what_one_reader_has_seen_is_seen_and_what_came_since_is_new_in_both() {
    let folder = library(&["eau"]);
    ask(&folder, &["search", "--save", "tout", "dossier"]);
    let mut readers = [reading(&folder), reading(&folder)];
    add(&folder, &["fer"]);
    for reader in &mut readers {
        reader.wait_for("LIST · 2").keys("F").wait_for("1 new");
    }
    let [first, second] = &mut readers;
    first.keys("Enter").wait_for("dossier").wait_for("LIST · 2");
    second
        .keys("q")
        .wait_until("closed", |screen| !screen.contents().contains("SEARCHES"));
    second.keys("F").wait_for("SEARCHES");
    second.wait_until("nothing is new to the search", |screen| {
        let screen = screen.contents();
        let line = screen.lines().find(|line| line.contains(" tout "));
        line.is_some_and(|line| !line.contains("new"))
    });
    add(&folder, &["gaz"]);
    first.keys("F").wait_for("1 new");
    second.wait_for("1 new");
    for reader in readers {
        drop(reader);
    }
}
