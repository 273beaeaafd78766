//! The library from outside: put in, asked, followed from version to version; and what becomes of it when things go wrong.

use std::fs;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::program::{Folder, depeche, errors, records, start};
use crate::pty::Session;

/// A ninjs item: id, version, hour of 21 November 2020, headline and text.
fn item(id: &str, version: u32, hour: u32, headline: &str, text: &str) -> String {
    let text = text.replace('"', "\\\"");
    format!(
        r#"{{"uri": "{id}", "version": "{version}", "type": "text", "language": "fr", "headline": "{headline}",
            "versioncreated": "2020-11-21T{hour:02}:00:00Z", "body_text": "Nordstadt, 21 nov 2020 (AFP) - {text}"}}"#
    )
}

/// A folder with three wires in it, two of them versions of one dispatch, and a library of them.
fn desk() -> Folder {
    let folder = Folder::new();
    folder.file(
        "wires/a1.json",
        item(
            "a",
            1,
            10,
            "Douze morts",
            "L'attaque a fait 12 morts. \"Nous tiendrons bon\", a déclaré Anton Berg.",
        ),
    );
    folder.file(
        "wires/a2.json",
        item(
            "a",
            2,
            12,
            "Quinze morts",
            "L'attaque a fait 15 morts. \"Nous tiendrons bon\", a déclaré Anton Berg.",
        ),
    );
    folder.file(
        "wires/b.json",
        item(
            "b",
            1,
            11,
            "Le budget est voté",
            "La députée Élodie Holm a salué le vote.",
        ),
    );
    let added = ask(&folder, &["add", &folder.path("wires")]);
    assert_eq!(
        errors(&added),
        ["depeche: 2 new, 1 new versions, 0 already there"]
    );
    folder
}

fn ask(folder: &Folder, arguments: &[&str]) -> std::process::Output {
    let library = folder.path("library.db");
    depeche(&[&["--library", &library], arguments].concat())
        .output()
        .unwrap()
}

fn titles(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let asked = ask(folder, &[arguments, &["--json"]].concat());
    assert_eq!(asked.status.code(), Some(0), "{:?}", errors(&asked));
    let title = |record: &Value| record["title"].as_str().unwrap().to_owned();
    records(&asked).iter().map(title).collect()
}

#[test]
fn what_was_added_is_listed_and_found() {
    let folder = desk();
    assert_eq!(
        titles(&folder, &["list"]),
        ["Quinze morts", "Le budget est voté"]
    );
    assert_eq!(titles(&folder, &["list", "-n", "1"]), ["Quinze morts"]);
    assert_eq!(
        titles(&folder, &["search", "elodie"]),
        ["Le budget est voté"]
    );
    assert_eq!(
        titles(&folder, &["list", "figure:>12", "morts"]),
        ["Quinze morts"]
    );
    let again = ask(&folder, &["add", &folder.path("wires")]);
    assert_eq!(
        errors(&again),
        ["depeche: 0 new, 0 new versions, 3 already there"]
    );
}

#[test]
fn dossiers_are_tables_or_json_lines() {
    let folder = desk();
    let quotes = records(&ask(&folder, &["quotes", "--by", "Berg", "--json"]));
    assert_eq!(quotes.len(), 1);
    assert_eq!(
        (&quotes[0]["speaker"], &quotes[0]["text"]),
        (&"Anton Berg".into(), &"Nous tiendrons bon".into())
    );
    let table = ask(&folder, &["quotes", "--by", "Berg"]);
    let table = String::from_utf8(table.stdout).unwrap();
    assert_eq!(
        table,
        "2020-11-21  Anton Berg  a déclaré  « Nous tiendrons bon »\n"
    );
    let actors = records(&ask(&folder, &["actors", "--json", "elodie"]));
    assert!(actors.iter().any(|actor| actor["name"] == "Élodie Holm"));
    let figures = records(&ask(&folder, &["figures", "--json", "figure:>1", "morts"]));
    assert_eq!(figures.len(), 1);
    assert_eq!(
        (&figures[0]["value"], &figures[0]["of"]),
        (&"15".into(), &"morts".into())
    );
}

#[test]
fn a_story_tells_which_figures_moved() {
    let folder = desk();
    let story = records(&ask(&folder, &["story", "a", "--json"]));
    assert_eq!(story.len(), 2);
    assert_eq!(story[1]["figures"], serde_json::json!([["12", "15 morts"]]));
    assert_eq!(story[1]["quotes"], serde_json::json!([]));
    let text = String::from_utf8(ask(&folder, &["story", "quinze"]).stdout).unwrap();
    assert!(text.contains("  12 → 15 morts\n"), "{text}");
}

#[test]
fn errors_say_what_and_where() {
    let folder = desk();
    let wrong = |arguments: &[&str], status: i32, message: &str| {
        let output = ask(&folder, arguments);
        assert_eq!(
            (output.status.code(), errors(&output)),
            (Some(status), vec![message])
        );
    };
    wrong(
        &["list", "vote", "form:2020"],
        2,
        "depeche: \"vote form:2020\", letter 6: no such field: form:",
    );
    wrong(
        &["story", "zzz"],
        1,
        "depeche: zzz: no dispatch of this name in the library",
    );
    fs::write(
        folder.path("foreign.db"),
        "this is a text, and no library whatsoever, however long it may be ".repeat(50),
    )
    .unwrap();
    let foreign = folder.path("foreign.db");
    let output = depeche(&["--library", &foreign, "list"]).output().unwrap();
    assert_eq!(
        errors(&output),
        [format!("depeche: {foreign}: not a library")]
    );
    let missing = folder.path("missing.db");
    let output = depeche(&["--library", &missing, "list"]).output().unwrap();
    assert_eq!(
        errors(&output),
        [format!(
            "depeche: {missing}: no library there, `depeche add` makes one"
        )]
    );
}

#[test]
fn a_library_that_cannot_be_written_to_can_be_read() {
    let folder = desk();
    let copy = folder.path("medium/library.db");
    fs::create_dir(folder.path("medium")).unwrap();
    fs::copy(folder.path("library.db"), &copy).unwrap();
    let read_only = |path: &str| {
        let mut permissions = fs::metadata(path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(path, permissions).unwrap();
    };
    read_only(&copy);
    read_only(&folder.path("medium"));
    let listed = depeche(&["--library", &copy, "list", "--json"])
        .output()
        .unwrap();
    assert_eq!(records(&listed).len(), 2, "{:?}", errors(&listed));
    // So that the folder can be removed.
    #[expect(
        clippy::permissions_set_readonly_false,
        reason = "a folder of this test alone"
    )]
    {
        let mut permissions = fs::metadata(folder.path("medium")).unwrap().permissions();
        permissions.set_readonly(false);
        fs::set_permissions(folder.path("medium"), permissions).unwrap();
    }
}

/// The reader on a library, at 120x36.
fn reading(folder: &Folder) -> Session {
    let mut session = Session::start(&["--lang", "fr", "--library", &folder.path("library.db")]);
    session.wait_for("Quinze morts");
    session
}

#[test]
fn the_reader_lists_filters_and_opens_what_is_in_the_library() {
    let folder = desk();
    let mut session = reading(&folder);
    session.wait_for("2 non lues");
    session
        .keys("f")
        .wait_for("=")
        .send("elodie\r".as_bytes())
        .wait_for("LISTE · 1");
    session.keys("Enter").wait_for("députée Élodie");
    session
        .keys("q Esc")
        .wait_for("LISTE · 2")
        .wait_for("1 non lue");
    session
        .keys("f")
        .send("form:2\r".as_bytes())
        .wait_for("no such field: form:");
    session.keys("Esc q").exit();
}

#[test]
fn the_reader_shows_which_figures_moved_from_version_to_version() {
    let folder = desk();
    let mut session = reading(&folder);
    session
        .keys("Enter")
        .wait_for("15 morts")
        .keys("v")
        .wait_for("VERSIONS");
    session
        .wait_for("12 → 15 morts")
        .keys("q J")
        .wait_for("députée")
        .keys("v");
    session.wait_for("une seule version").keys("q q").exit();
}

#[test]
fn what_the_reader_did_survives_a_kill_and_can_be_undone() {
    let folder = desk();
    let mut session = reading(&folder);
    session.keys("Space").wait_for("★");
    session.keys("D").wait_for("retirée");
    session
        .wait_for("LISTE · 1")
        .signal(rustix::process::Signal::KILL)
        .exit();
    assert_eq!(titles(&folder, &["list"]), ["Quinze morts"]);
    assert_eq!(titles(&folder, &["list", "is:marked"]), ["Quinze morts"]);
    let mut session = reading(&folder);
    session
        .keys("u")
        .wait_for("Le budget est voté")
        .wait_for("annulé");
    session.keys("u").wait_until("nothing is marked", |screen| {
        !screen.contents().contains('★')
    });
    session.keys("q").exit();
    assert_eq!(titles(&folder, &["list", "is:marked"]), [] as [&str; 0]);
}

#[test]
fn what_could_not_be_written_is_not_shown_as_done() {
    let folder = desk();
    let mut session = reading(&folder);
    // A file that is destroyed under the reader stands for a disk that takes nothing.
    let library = folder.path("library.db");
    fs::remove_file(format!("{library}-wal")).unwrap();
    fs::write(&library, "no longer a library").unwrap();
    session.keys("Space").wait_for("library.db");
    assert!(!session.screen().contains('★'));
    session.keys("q").exit();
}

#[test]
fn what_another_program_adds_appears_without_moving_the_place() {
    let folder = desk();
    let mut session = reading(&folder);
    session.keys("j Enter").wait_for("députée Élodie");
    let wire = folder.file(
        "c.json",
        item("c", 1, 13, "Une heure plus tard", "Il pleut sur la ville."),
    );
    ask(&folder, &["add", &wire]);
    session.wait_for("3/3").wait_for("députée Élodie");
    session
        .keys("q")
        .wait_for("Une heure plus tard")
        .keys("q")
        .exit();
}

/// Many dispatches, as JSON Lines.
fn many(number: usize) -> String {
    let line = |at: usize| {
        format!(
            "{{\"id\": \"n{at}\", \"text\": \"Nordstadt, 21 nov 2020 (AFP) - La dépêche {at} annonce {at} morts.\"}}\n"
        )
    };
    (0..number).map(line).collect()
}

#[test]
fn what_was_put_in_before_a_kill_is_there_and_whole() {
    let folder = Folder::new();
    let library = folder.path("library.db");
    let wires = folder.file("many.jsonl", many(1_500));
    for round in 1..=5 {
        let mut adding = start(&["--library", &library, "add", "--jobs", "1", &wires]);
        // Whatever it has reached by then: the moment does not matter, and each round gets further.
        let patience = Duration::from_millis(40 * round);
        let (_, _) = (std::thread::park_timeout(patience), adding.kill());
        adding.wait().unwrap();
        if fs::exists(&library).unwrap() {
            let check = depeche(&["--library", &library, "library", "check"])
                .output()
                .unwrap();
            assert_eq!((check.status.code(), errors(&check)), (Some(0), vec![]));
        }
    }
    let added = depeche(&["--library", &library, "add", &wires])
        .output()
        .unwrap();
    assert_eq!(added.status.code(), Some(0), "{:?}", errors(&added));
    let listed = depeche(&["--library", &library, "list", "-n", "0", "--json"])
        .output()
        .unwrap();
    assert_eq!(records(&listed).len(), 1_500);
}

#[test]
fn two_writers_take_turns() {
    let folder = Folder::new();
    let library = folder.path("library.db");
    let all = many(1_000);
    let (first, second) = all.split_at(all.match_indices('\n').nth(600).unwrap().0 + 1);
    let parts = [
        folder.file("one.jsonl", first),
        folder.file("two.jsonl", second),
    ];
    let writers: Vec<_> = parts
        .iter()
        .map(|part| start(&["--library", &library, "add", part]))
        .collect();
    for writer in writers {
        let output = writer.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{:?}", errors(&output));
    }
    let listed = depeche(&["--library", &library, "list", "-n", "0", "--json"])
        .output()
        .unwrap();
    assert_eq!(records(&listed).len(), 1_000);
}

#[test]
fn two_programs_may_make_the_library_at_the_same_moment() {
    let folder = Folder::new();
    let wires = folder.file("few.jsonl", many(3));
    for round in 0..12 {
        let library = folder.path(&format!("{round}.db"));
        let makers = [(); 2].map(|()| start(&["--library", &library, "add", &wires]));
        for maker in makers {
            let output = maker.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{:?}", errors(&output));
        }
    }
}

#[test]
fn a_full_disk_is_one_line_and_loses_nothing() {
    let folder = desk();
    let wires = folder.file("many.jsonl", many(1_500));
    let library = folder.path("library.db");
    // A limit on the size of files stands for the full disk: writes fail at the same place.
    let limited = "ulimit -f 600; exec \"$@\"";
    let program = env!("CARGO_BIN_EXE_depeche");
    let output = Command::new("/bin/sh")
        .args([
            "-c",
            limited,
            "sh",
            program,
            "--library",
            &library,
            "add",
            &wires,
        ])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{:?}", errors(&output));
    assert_eq!(errors(&output).len(), 1, "{:?}", errors(&output));
    assert_eq!(
        titles(
            &folder,
            &[
                "list",
                "-n",
                "0",
                "agency:afp",
                "place:Nordstadt",
                "morts",
                "budget OR quinze"
            ]
        ),
        ["Quinze morts"]
    );
    let check = ask(&folder, &["library", "check"]);
    assert_eq!((check.status.code(), errors(&check)), (Some(0), vec![]));
}

#[test]
fn a_damaged_library_is_found_out_and_mended() {
    let folder = Folder::new();
    let library = folder.path("library.db");
    let wires = folder.file("many.jsonl", many(500));
    depeche(&["--library", &library, "add", &wires])
        .output()
        .unwrap();
    let mut bytes = fs::read(&library).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 8192].fill(0x5A);
    fs::write(&library, bytes).unwrap();
    let check = depeche(&["--library", &library, "library", "check"])
        .output()
        .unwrap();
    assert_eq!(check.status.code(), Some(1));
    let repaired = depeche(&["--library", &library, "library", "repair"])
        .output()
        .unwrap();
    assert_eq!(repaired.status.code(), Some(0), "{:?}", errors(&repaired));
    let check = depeche(&["--library", &library, "library", "check"])
        .output()
        .unwrap();
    assert_eq!((check.status.code(), errors(&check)), (Some(0), vec![]));
    let listed = depeche(&["--library", &library, "list", "-n", "0", "--json"])
        .output()
        .unwrap();
    assert!(
        records(&listed).len() > 450,
        "{} of 500",
        records(&listed).len()
    );
    assert!(fs::exists(folder.path("library.damaged.db")).unwrap());
}

#[test]
fn a_library_of_the_first_version_opens() {
    let folder = Folder::new();
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/library/1.db");
    fs::copy(golden, folder.path("library.db")).unwrap();
    assert_eq!(
        titles(&folder, &["list"]),
        ["Quinze morts", "Le budget est voté"]
    );
    assert_eq!(
        titles(&folder, &["search", "elodie"]),
        ["Le budget est voté"]
    );
    let story = records(&ask(&folder, &["story", "a", "--json"]));
    assert_eq!(story[1]["figures"], serde_json::json!([["12", "15 morts"]]));
    // Tolls were filed under their nouns alone; a newer version takes their place all the same.
    let dead = ["list", "figure:>12", "tués"];
    assert_eq!(titles(&folder, &dead), ["Quinze morts"]);
    let third = item("a", 3, 14, "Trois morts", "L'attaque a fait 3 morts.");
    ask(&folder, &["add", &folder.file("a3.json", third)]);
    assert_eq!(titles(&folder, &dead), [] as [&str; 0]);
    let check = ask(&folder, &["library", "check"]);
    assert_eq!((check.status.code(), errors(&check)), (Some(0), vec![]));
}

#[test]
fn a_library_of_the_second_version_opens_with_its_decisions() {
    let folder = Folder::new();
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/library/2.db");
    fs::copy(golden, folder.path("library.db")).unwrap();
    let searches = records(&ask(&folder, &["searches", "--json"]));
    assert_eq!(searches[0]["name"], "tout");
    let listed = records(&ask(&folder, &["list", "--json"]));
    let progress = |field: &str| listed[0][field].as_u64().unwrap();
    assert_eq!((progress("decided"), progress("reopened")), (2, 1));
    let log = ask(&folder, &["export", "--format", "log"]);
    let lines = records(&log);
    assert_eq!(lines.len(), 11);
    assert_eq!(lines[2]["note"], "à rappeler");
    let check = ask(&folder, &["library", "check"]);
    assert_eq!((check.status.code(), errors(&check)), (Some(0), vec![]));
}
