//! Correcting annotations in the reader, key by key, on a library: what is kept is shown, and one `u` takes it back.

use std::fs;

use crate::program::{Folder, depeche};
use crate::pty::Session;

/// An invented dispatch. What the annotators find in it is beyond doubt: a quotation, two people, a number.
const TEXT: &str = "Nordstadt, 21 nov 2020 (AFP) - Le maire de Nordstadt, Anton Kolm, a fermé samedi la passerelle du port.

« Cette passerelle est dangereuse pour tous », a déclaré Anton Kolm devant 340 habitants.

La députée Elsa Brandt a demandé une enquête. La passerelle avait coûté des fortunes, et la passerelle rouille.
";

/// What a step of a mode may cost on the link.
const STEP: usize = 250;

fn library() -> Folder {
    let folder = Folder::new();
    let wire = folder.file("pont.txt", TEXT);
    let library = folder.path("library.db");
    let output = depeche(&["--library", &library, "add", &wire])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    folder
}

/// The dispatch of a library, open at 120x36.
fn reading(folder: &Folder) -> Session {
    let mut session = Session::start(&["--lang", "fr", "--library", &folder.path("library.db")]);
    session.wait_for("LISTE · 1");
    session
        .keys("Enter")
        .wait_for("a déclaré")
        .wait_for("CITATIONS 1");
    session
}

/// The row of the screen that holds these words has that sign before them.
fn is_signed(screen: &vt100::Screen, sign: &str, words: &str) -> bool {
    let contents = screen.contents();
    let row = contents
        .lines()
        .find(|row| row.contains(words) && row.contains(sign));
    row.is_some()
}

#[test]
fn the_ends_of_a_quotation_are_moved() {
    let folder = library();
    let mut session = reading(&folder);
    session
        .keys("c e")
        .wait_for("CORRIGER")
        .wait_for("pour tous »");
    let cost = session.bytes_of(|session| {
        session
            .keys("b")
            .wait_for("« Cette passerelle est dangereuse pour »");
    });
    assert!(cost <= STEP, "a step costs {cost} bytes");
    // Leaving leaves no trace.
    session.keys("q").wait_for("LECTURE").wait_for("revue 0/");
    session.keys("e b Enter").wait_for("revue 1/");
    session.wait_until("corrected", |screen| {
        is_signed(screen, "1 * ", "Anton Kolm")
    });
    session.keys("e").wait_for("dangereuse pour »").keys("q");
    session.keys("u").wait_for("revue 0/").keys("e");
    session.wait_for("dangereuse pour tous »").keys("q");
    session.keys("q q").exit();
}

#[test]
fn a_kind_and_a_value_are_corrected_in_one_step() {
    let folder = library();
    let mut session = reading(&folder);
    session.keys("/").send("340\r".as_bytes()).keys("f e");
    session
        .wait_for("nombre")
        .wait_for("= 340")
        .wait_for("« 340 »");
    session
        .keys("v C-u")
        .send("trop\r".as_bytes())
        .wait_for("ce n'est pas une valeur");
    session.keys("C-u 350 Enter").wait_for("= 350");
    session.keys("t 4").wait_for("argent");
    session
        .keys("Enter")
        .wait_for("revue 1/")
        .wait_until("corrected", |screen| is_signed(screen, "* ", "350"));
    session.keys("u").wait_for("revue 0/");
    session.wait_until("as it was", |screen| is_signed(screen, "○ ", "340"));
    session.keys("q q").exit();
}

#[test]
fn another_speaker_is_chosen() {
    let folder = library();
    let mut session = reading(&folder);
    session
        .keys("c s")
        .wait_for("QUI PARLE ?")
        .wait_for("Elsa Brandt");
    let cost = session.bytes_of(|session| {
        session.keys("j");
    });
    assert!(cost <= STEP, "a step costs {cost} bytes");
    session
        .keys("/")
        .send("brandt\r".as_bytes())
        .wait_for("LECTURE");
    session.wait_until("Brandt speaks", |screen| {
        is_signed(screen, "1 * ", "Elsa Brandt")
    });
    session.keys("s 0").wait_for("(non nommé)");
    session.keys("u u").wait_until("Kolm speaks", |screen| {
        is_signed(screen, "1 ○ ", "Anton Kolm")
    });
    session.keys("q q").exit();
}

#[test]
fn a_new_actor_is_marked_as_the_speaker_in_one_step() {
    let folder = library();
    let mut session = reading(&folder);
    session.keys("c s m").wait_for("MARQUER").keys("/");
    session
        .send("habitants\r".as_bytes())
        .wait_for("« habitants »");
    session.keys("p").wait_for("GENRE").keys("1");
    session.wait_until("marked", |screen| is_signed(screen, "▶✓ ", "habitants"));
    session.wait_until("speaks", |screen| is_signed(screen, "1 * ", "habitants"));
    session.keys("u").wait_until("as it was", |screen| {
        is_signed(screen, "1 ○ ", "Anton Kolm") && !is_signed(screen, "✓ ", "habitants")
    });
    session.keys("q q").exit();
}

#[test]
fn an_actor_is_merged_into_another() {
    let folder = library();
    let mut session = reading(&folder);
    session
        .keys("/")
        .send("elsa\r".as_bytes())
        .keys("p s")
        .wait_for("LE MÊME QUE… Elsa Brandt");
    session.keys("/").send("kolm\r".as_bytes());
    session.wait_for("Elsa Brandt ne fait plus qu'un avec Anton Kolm");
    session.keys("u").wait_for("annulé");
    session.wait_until("two again", |screen| {
        is_signed(screen, "Elsa Brandt", "députée")
    });
    session.keys("q q").exit();
}

#[test]
fn a_passage_is_marked_and_then_everywhere() {
    let folder = library();
    let mut session = reading(&folder);
    session
        .keys("m")
        .wait_for("MARQUER")
        .keys("/")
        .send("passerelle\r".as_bytes());
    session.wait_for("MARQUER │ « passerelle »");
    let cost = session.bytes_of(|session| {
        session.keys("w");
    });
    assert!(cost <= STEP, "a step costs {cost} bytes");
    session
        .keys("b Space w w")
        .wait_for("« passerelle du port »");
    session.keys("b b p").wait_for("GENRE").keys("3");
    session.wait_until("selected", |screen| is_signed(screen, "▶✓ ", "passerelle"));
    session
        .keys("*")
        .wait_for("3/3 mentions de plus : passerelle");
    session.keys("n x").wait_for("2/3 mentions de plus");
    session.keys("Enter").wait_for("passerelle : mention 1/3");
    session.keys("u").wait_for("passerelle : mention 1/1");
    session
        .keys("u")
        .wait_until("gone", |screen| !is_signed(screen, "✓ ", "passerelle"));
    session.keys("q q").exit();
}

#[test]
fn a_figure_without_a_number_asks_for_its_value() {
    let folder = library();
    let mut session = reading(&folder);
    session
        .keys("m /")
        .send("fortunes\r".as_bytes())
        .wait_for("« fortunes »");
    session
        .keys("f")
        .wait_for("GENRE")
        .keys("4")
        .wait_for("valeur (argent");
    session.send("1000000 EUR\r".as_bytes());
    session.wait_until("kept", |screen| {
        is_signed(screen, "✓ ", "EUR") || is_signed(screen, "✓ ", "€")
    });
    session.keys("u").wait_for("annulé").keys("q q").exit();
}

#[test]
fn a_note_is_written_left_taken_up_and_kept() {
    let folder = library();
    let mut session = reading(&folder);
    session.keys("c i").wait_for("NOTE");
    let cost = session.bytes_of(|session| {
        session.keys("à");
    });
    assert!(cost <= STEP, "a letter costs {cost} bytes");
    // What is pasted is typed, line ends too: nothing of it is a command.
    session
        .send(" vérifier\rax demain".as_bytes())
        .wait_for("ax demain");
    session.keys("Esc Esc").wait_for("brouillon");
    session
        .keys("i")
        .wait_for("ax demain")
        .keys("Esc")
        .wait_for("garder la note")
        .keys("Enter");
    session.wait_for("LECTURE").wait_for("revue 0/");
    session
        .keys("i")
        .wait_for(" : à vérifier")
        .keys("Esc")
        .wait_for("LECTURE");
    // Taken back it is a draft again.
    session.keys("u").wait_for("annulé").keys("i");
    session.wait_for("Esc terminer").wait_for("ax demain");
    assert!(!session.screen().contains(" : à vérifier"));
    session.keys("Esc q").wait_for("brouillon");
    session.keys("q").wait_for("LISTE").keys("q").exit();
}

#[test]
fn outside_of_a_library_nothing_is_corrected() {
    let folder = Folder::new();
    let wire = folder.file("pont.txt", TEXT);
    let mut session = Session::start(&["--lang", "fr", &wire]);
    session.wait_for("a déclaré").wait_for("CITATIONS 1");
    for key in ["e", "s", "m", "i", "*"] {
        session
            .keys("c")
            .keys(key)
            .wait_for("se gardent dans la bibliothèque");
    }
    session.keys("q").exit();
    assert_eq!(fs::read_to_string(wire).unwrap(), TEXT);
}
