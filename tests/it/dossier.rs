//! The dossier of an actor: over files by keys alone, over a library in a terminal.

use depeche::library::Dossier;
use depeche::tui::{Effect, Event};

use super::desk::Desk;
use super::program::{Folder, depeche, records};
use super::pty::Session;

/// Presses keys, and looks through the dispatches in memory where they ask for it.
fn press(desk: Desk, keys: &str) -> Desk {
    let mut desk = desk.press(keys);
    for effect in std::mem::take(&mut desk.effects) {
        if let Effect::Survey(who) = effect {
            let wires = desk.state().wires.held().iter().enumerate();
            let held: Vec<_> = wires
                .map(|(at, wire)| {
                    (
                        at,
                        wire.dispatch.clone().unwrap(),
                        wire.annotations.clone().unwrap(),
                    )
                })
                .collect();
            let held = held
                .iter()
                .map(|(at, dispatch, found)| (*at, &**dispatch, &**found));
            desk.happen(Event::Dossier(Box::new(Dossier::of_list(who, held))));
        }
    }
    desk
}

#[test]
fn the_speaker_of_a_quotation_has_a_dossier() {
    let desk = press(Desk::reading(), "c D");
    insta::assert_snapshot!(desk.glyphs());
}

#[test]
fn it_is_drawn_at_every_size_and_in_ascii() {
    for (columns, rows) in [(1, 1), (20, 5), (40, 8), (60, 20), (80, 24), (300, 80)] {
        let desk = press(Desk::reading().size(columns, rows), "c D j G");
        desk.draw();
        desk.size(rows, columns).draw();
    }
    let plain = press(Desk::plain().size(80, 24), "c D").glyphs();
    assert!(
        plain.contains("ELKE MORAND") || plain.contains("Elke Morand"),
        "{plain}"
    );
    assert!(!plain.contains(['▇', '·', '–']), "{plain}");
}

#[test]
fn without_an_actor_there_is_none() {
    let desk = press(Desk::reading(), "D");
    assert!(
        desk.glyphs().contains("choisir d'abord"),
        "{}",
        desk.glyphs()
    );
}

#[test]
fn a_quotation_leads_to_its_dispatch_and_every_way_back_to_the_dossier() {
    let listed = || press(Desk::listing(3).press("Enter"), "c D");
    for back in ["q", "Esc", "H"] {
        let desk = listed();
        let screen = desk.glyphs();
        let desk = press(desk, "j j j Enter");
        assert!(desk.glyphs().contains("Ville-"), "{}", desk.glyphs());
        assert!(!desk.glyphs().contains("mentions"), "{}", desk.glyphs());
        let desk = press(desk, back).press("k k k");
        assert_eq!(desk.glyphs(), screen, "{back}");
        // Below it is the dispatch that it was opened from.
        let desk = desk.press("q");
        assert!(desk.glyphs().contains("Ville-1"), "{}", desk.glyphs());
    }
}

fn item(id: &str, hour: u32, headline: &str, text: &str) -> String {
    let text = text.replace('"', "\\\"");
    format!(
        r#"{{"uri": "{id}", "type": "text", "language": "fr", "headline": "{headline}",
            "versioncreated": "2020-11-21T{hour:02}:00:00Z", "body_text": "Nordstadt, 21 nov 2020 (AFP) - {text}"}}"#
    )
}

/// A folder with a library of three dispatches.
fn desk() -> Folder {
    let folder = Folder::new();
    let said = "Le ministre Anton Berg a vu la députée Eva Holm. \"Nous tiendrons bon\", a déclaré Anton Berg.";
    folder.file("wires/a.json", item("a", 10, "Premier titre", said));
    folder.file(
        "wires/b.json",
        item(
            "b",
            11,
            "Second titre",
            "\"C'est une bonne loi\", a estimé Anton Berg devant Eva Holm.",
        ),
    );
    folder.file(
        "wires/c.json",
        item("c", 12, "Sans lui", "Il pleut sur la ville."),
    );
    let library = folder.path("library.db");
    depeche(&["--library", &library, "add", &folder.path("wires")])
        .output()
        .unwrap();
    folder
}

#[test]
fn a_dossier_of_the_library_holds_what_is_not_listed() {
    let folder = desk();
    let mut session = Session::start(&["--lang", "fr", "--library", &folder.path("library.db")]);
    session.wait_for("Second titre");
    session
        .keys("f")
        .wait_for("=")
        .send("premier\r".as_bytes())
        .wait_for("LISTE · 1");
    session.keys("Enter").wait_for("tiendrons").keys("c D");
    session
        .wait_for("2 dépêches")
        .wait_for("avec : Eva Holm 2")
        .wait_for("Premier titre");
    // The newest first: it is not in the list, and is read beside it.
    session.wait_for("▶ 2020-11-21 « C'est une bonne loi »");
    session
        .keys("Enter")
        .wait_for("Second titre")
        .wait_for("–/1");
    session.keys("H").wait_for("2 dépêches");
    session.keys("q").wait_for("1/1").wait_for("tiendrons");
    session.keys("q q").exit();
}

#[test]
fn the_command_tells_the_same() {
    let folder = desk();
    let library = folder.path("library.db");
    let ask = |arguments: &[&str]| {
        let all = [&["--library", library.as_str(), "--lang", "fr"], arguments].concat();
        depeche(&all).output().unwrap()
    };
    let dossier = records(&ask(&["actors", "--name", "Berg", "--json"]));
    assert_eq!(dossier.len(), 1);
    assert_eq!(
        (&dossier[0]["dispatches"], &dossier[0]["quotes"]),
        (&2.into(), &2.into())
    );
    assert_eq!(dossier[0]["roles"][0]["role"], "ministre");
    assert_eq!(dossier[0]["with"][0]["name"], "Eva Holm");
    assert_eq!(dossier[0]["timeline"]["start"], "2020-11-21");
    let text = String::from_utf8(ask(&["actors", "--name", "Berg"]).stdout).unwrap();
    assert!(text.starts_with("Berg  2 dépêches"), "{text}");
    assert!(
        text.contains("ministre (2020-11-21)") && text.contains("avec : Eva Holm 2"),
        "{text}"
    );
    assert!(records(&ask(&["actors", "--name", "Personne", "--json"])).is_empty());
}
