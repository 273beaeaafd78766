//! The reader in a real pseudo-terminal: what a person sees, what a link carries, how it ends.

use std::fs;
use std::path::PathBuf;

use rustix::process::Signal;

use super::pty::{Control, Session};

const SAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/assets/dispatches/reykjavik-surveillance.txt"
);

/// The sample, open at 120x36 with its annotations.
fn reading() -> Session {
    let mut session = Session::start(&["--lang", "fr", SAMPLE]);
    annotated(&mut session);
    session
}

/// Waits until the annotators are through.
fn annotated(session: &mut Session) {
    session.wait_until("annotated", |screen| {
        let text = screen.contents();
        text.contains("CITATIONS") && !text.contains("analyse")
    });
    session.settle();
}

/// A folder of its own for a test, removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &[u8])]) -> Folder {
        let path = std::env::temp_dir().join(format!("depeche-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        for (file, bytes) in files {
            fs::write(path.join(file), bytes).unwrap();
        }
        Folder(path)
    }

    fn path(&self, file: &str) -> String {
        self.0.join(file).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn check_end(session: &mut Session, status: i32) {
    let exit = session.exit();
    assert_eq!(exit.status.code(), Some(status));
    assert!(
        session.leftovers().is_empty(),
        "left behind: {:?}",
        session.leftovers()
    );
}

#[test]
fn a_dispatch_opens_with_its_panels() {
    let screen = reading().screen();
    for words in [
        "Reykjavik, 14 mars 2024 (AGP)",
        "CITATIONS",
        "ACTEURS",
        "CHIFFRES",
        "Sunniva Haugland",
        "c/C citation",
    ] {
        assert!(
            screen.contains(words),
            "{words:?} is not on the screen:\n{screen}"
        );
    }
}

#[test]
fn keys_jump_search_and_quit() {
    let mut session = reading();
    session.keys("c").wait_for("citation 1/");
    session.keys("p").wait_for(" : mention ");
    session
        .keys("/ radars")
        .wait_for("/radars")
        .keys("Enter")
        .wait_for("1/1");
    session
        .keys("d")
        .wait_for("telle qu'elle est arriv")
        .keys("q")
        .keys("q");
    check_end(&mut session, 0);
}

#[test]
fn what_changes_nothing_sends_nothing() {
    let mut session = reading();
    for keys in ["Z", "Left", "Insert"] {
        let sent = session.bytes_of(|session| {
            session.keys(keys);
        });
        assert_eq!(sent, 0, "{keys}");
    }
    assert_eq!(session.bytes_of(|_| {}), 0);
}

#[test]
fn a_burst_of_keys_is_answered_to_the_last_one() {
    let mut session = reading();
    let burst = session.bytes_of(|session| {
        session.send(&b"\x1b[B".repeat(1_000)).wait_for("100 %");
    });
    assert!(burst < 100_000, "{burst} bytes");
}

#[test]
fn sizes_change_down_to_one_cell_and_back() {
    let mut session = reading();
    session.keys("c").wait_for("citation 1/");
    for (columns, rows) in [
        (80, 24),
        (60, 20),
        (30, 8),
        (1, 1),
        (2, 1),
        (300, 60),
        (120, 36),
    ] {
        session.resize(columns, rows).settle();
    }
    session
        .wait_for("citation 1/")
        .wait_for("Nous ne pouvons plus");
}

#[test]
fn signals_and_a_closed_terminal_end_it_cleanly() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut session = reading();
        session.keys("/ mer").wait_for("/mer").signal(signal);
        check_end(&mut session, status);
    }
    let mut session = reading();
    session.close();
    assert_eq!(session.exit().status.code(), Some(129));
}

#[test]
fn suspending_keeps_prompt_and_place() {
    let mut session = reading();
    session
        .keys("c")
        .wait_for("citation 1/")
        .signal(Signal::STOP)
        .signal(Signal::CONT);
    session
        .wait_for("citation 1/")
        .keys("c")
        .wait_for("citation 2/");
}

#[test]
fn hostile_text_reaches_the_terminal_as_marks() {
    let hostile = "Titre \x1b]0;pris\x07 et \u{9b}2J \u{202e}ervil\u{202c} \x1b[2J \x1b]52;c;cGlyYXRl\x07 fin\n\nParis, 3 mai 2021 (AGP) - Texte \x1b[31mrouge\x1b[0m et e\u{301}\u{301}\u{301}\u{301}\u{301} suite.\n";
    let folder = Folder::new("hostile", &[("wire.txt", hostile.as_bytes())]);
    let mut session = Session::start(&["--lang", "fr", &folder.path("wire.txt")]);
    session
        .wait_for("Paris, 3 mai")
        .keys("d")
        .wait_for("telle qu'elle")
        .settle();
    for bytes in [
        &b"\x1b]0;pris"[..],
        b"\x1b]52;c;cGly",
        b"\x1b[31mrouge",
        "\u{9b}2J".as_bytes(),
        "\u{202e}".as_bytes(),
    ] {
        assert_eq!(session.times(bytes), 0, "{bytes:?}");
    }
}

#[test]
fn a_folder_opens_as_a_list_and_bad_files_are_named_in_the_end() {
    let wire = fs::read(SAMPLE).unwrap();
    let folder = Folder::new(
        "folder",
        &[
            ("a.txt", &wire),
            ("b.bin", b"\0\0\x01\x02\0"),
            ("c.txt", b"Oslo, 2 mai 2021 (AGP) - Un texte."),
            ("d.txt", b""),
        ],
    );
    let mut session = Session::start(&[
        "--lang",
        "fr",
        &folder.path(""),
        &folder.path("missing.txt"),
    ]);
    session
        .wait_for("LISTE")
        .wait_for("1/2")
        .wait_for("missing.txt: no such file");
    session
        .keys("Down")
        .wait_for("2/2")
        .keys("Enter")
        .wait_for("Oslo, 2 mai 2021")
        .keys("q q");
    let exit = session.exit();
    assert_eq!(exit.status.code(), Some(1));
    assert!(
        session
            .screen()
            .contains("missing.txt: no such file or folder")
    );
}

#[test]
fn what_cannot_be_read_never_takes_the_terminal() {
    let folder = Folder::new(
        "nothing",
        &[
            ("empty.txt", b" \n"),
            ("junk.bin", b"\x89PNG\r\n\x1a\n\0\0"),
        ],
    );
    for (file, reason) in [
        ("empty.txt", "empty"),
        ("junk.bin", "binary data"),
        ("none.txt", "no such file"),
    ] {
        let mut session = Session::start(&["--lang", "fr", &folder.path(file)]);
        assert_eq!(session.exit().status.code(), Some(1));
        assert!(session.screen().contains(reason), "{}", session.screen());
        assert_eq!(session.times(b"\x1b[?1049h"), 0);
    }
    let void = Folder::new("void", &[]);
    let mut session = Session::start(&["--lang", "fr", &void.path("")]);
    assert_eq!(session.exit().status.code(), Some(1));
    assert!(session.screen().contains("no dispatches in this folder"));
}

#[test]
fn without_arguments_the_samples_introduce_the_program() {
    let mut session = Session::start(&["--lang", "en"]);
    session
        .wait_for("Welcome")
        .wait_for("1/8")
        .keys("Enter")
        .wait_for("QUOTATIONS")
        .keys("q q");
    check_end(&mut session, 0);
}

#[test]
fn a_wire_comes_through_a_pipe() {
    let mut command = std::process::Command::new("sh");
    let script = format!(
        "cat '{SAMPLE}' | '{}' --lang fr -",
        env!("CARGO_BIN_EXE_depeche")
    );
    command.args(["-c", &script]);
    let mut session = Session::run(command, Control::Terminal);
    annotated(&mut session);
    session.keys("c").wait_for("citation 1/").keys("q");
    check_end(&mut session, 0);
}
