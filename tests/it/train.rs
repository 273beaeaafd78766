//! `depeche train`: from marked texts to a model of the user's own. All names are invented.

use serde_json::{Value, json};

use crate::program::{Folder, depeche, errors, records, run};

const TEXT: &str =
    "Le chalutier Orvanne a quitté Port-Karvel. Selon Mirvane Brume, rien ne presse.";

/// Lines that call a ship a person and a person a place, as no model would by itself.
fn lines() -> String {
    let entity = |word: &str, label: &str| {
        let (before, _) = TEXT.split_once(word).unwrap();
        let start = before.chars().count();
        json!({"start": start, "end": start + word.chars().count(), "label": label})
    };
    let line = json!({"text": TEXT, "entities": [entity("Orvanne", "PERSON"), entity("Mirvane Brume", "GPE"), entity("rien", "DATE")]});
    format!("{line}\n").repeat(20)
}

fn kinds(got: &std::process::Output) -> Vec<(String, String)> {
    let actors = records(got)[0]["actors"].as_array().unwrap().clone();
    let word = |actor: &Value, key: &str| actor[key].as_str().unwrap().to_owned();
    actors
        .iter()
        .map(|actor| (word(actor, "name"), word(actor, "kind")))
        .collect()
}

#[test]
fn a_model_of_the_user_is_used_instead_of_the_one_in_the_program() {
    let folder = Folder::new();
    let data = folder.file("marked.jsonl", lines());
    let home = folder.path("home");
    let wire = folder.file("wire.txt", TEXT);
    let run = |arguments: &[&str]| {
        depeche(arguments)
            .env("XDG_DATA_HOME", &home)
            .output()
            .unwrap()
    };
    let trained = run(&[
        "--language",
        "fr",
        "train",
        "actors",
        "--steps",
        "30",
        &data,
    ]);
    assert_eq!(trained.status.code(), Some(0), "{:?}", errors(&trained));
    let told = errors(&trained);
    assert!(
        told.last()
            .unwrap()
            .starts_with("step 30: precision 1.0000"),
        "{told:?}"
    );
    let found = kinds(&run(&["--language", "fr", "annotate", &wire]));
    let expected = [("Orvanne", "person"), ("Mirvane Brume", "place")];
    for (name, kind) in expected {
        assert!(
            found.contains(&(name.to_owned(), kind.to_owned())),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn a_model_that_cannot_be_used_is_told_and_left_alone() {
    let folder = Folder::new();
    let wire = folder.file("wire.txt", TEXT);
    let model = folder.file("home/depeche/models/actors-fr.bin", "no model");
    let arguments = ["--language", "fr", "annotate", &wire];
    let got = depeche(&arguments)
        .env("XDG_DATA_HOME", folder.path("home"))
        .output()
        .unwrap();
    assert_eq!(got.status.code(), Some(0));
    assert_eq!(
        errors(&got),
        [format!(
            "depeche: {model}: not a model of names; using the model in the program"
        )]
    );
    assert_eq!(kinds(&got), kinds(&run(&arguments)));
}

#[test]
fn brat_files_are_read_and_folds_are_told() {
    let folder = Folder::new();
    for number in 0..4 {
        folder.file(&format!("brat/{number}.txt"), TEXT);
        folder.file(
            &format!("brat/{number}.ann"),
            "T1\tLocation 30 41\tPort-Karvel\nT2\tDate 0 2\tLe\nA1\tSure T1\n#1\tAnnotatorNotes T1\tà voir\n",
        );
    }
    let got = run(&[
        "train",
        "actors",
        "--language",
        "fr",
        "--folds",
        "2",
        "--steps",
        "5",
        &folder.path("brat"),
    ]);
    assert_eq!(got.status.code(), Some(0), "{:?}", errors(&got));
    let told = errors(&got);
    let starts: Vec<&str> = told
        .iter()
        .filter_map(|line| line.split(':').next())
        .collect();
    assert_eq!(starts, ["fold 1", "fold 2", "all folds"]);
}

#[test]
fn data_that_cannot_be_used_is_named() {
    let folder = Folder::new();
    let outside = folder.file(
        "outside.jsonl",
        "{\"text\": \"Un.\", \"entities\": [[0, 2, \"PER\"]]}\n{\"text\": \"Un.\", \"entities\": [[0, 9, \"PER\"]]}\n",
    );
    let other = folder.file("other.csv", "a,b\n");
    let output = folder.path("model.bin");
    for (data, reason) in [
        (&outside, "line 2: nothing at 0..9"),
        (&other, "neither .jsonl nor .ann"),
    ] {
        let got = run(&["train", "actors", "--output", &output, data]);
        assert_eq!(got.status.code(), Some(1));
        assert_eq!(errors(&got), [format!("depeche: {data}: {reason}")]);
    }
    assert_eq!(folder.names(), ["other.csv", "outside.jsonl"]);
}

/// A library whose reviewers call every ship of some wires a person, which the rules do not.
fn reviewed(folder: &Folder) -> String {
    let sentences = [
        "Le chalutier Orvanne a quitté Port-Karvel hier.",
        "Hier, le chalutier Orvanne est rentré.",
        "On a revu le chalutier Orvanne au large.",
        "Rien ne presse, le chalutier Orvanne attend.",
        "Le chalutier Orvanne a été repeint, dit-on.",
        "Demain, le chalutier Orvanne partira sans bruit.",
    ];
    let (mut wires, mut decisions) = (String::new(), String::new());
    for number in 0..24 {
        let id = format!("w{number}");
        let text = format!("Ils étaient {}. {}", 100 + number, sentences[number % 6]);
        let (before, _) = text.split_once("Orvanne").unwrap();
        let start = before.chars().count();
        let mark = json!({"id": "1", "label": "PER", "parts": [[start, start + 7]], "decision": "accepted", "by": "ana"});
        wires += &format!("{}\n", json!({"id": id, "lang": "fr", "text": text}));
        decisions += &format!(
            "{}\n",
            json!({"id": id, "text": text, "annotations": [mark]})
        );
    }
    let library = folder.path("library.db");
    let paths = [
        folder.file("wires.jsonl", wires),
        folder.file("decisions.jsonl", decisions),
    ];
    for arguments in [["add", &paths[0]], ["import", &paths[1]]] {
        let got = run(&["--library", &library, arguments[0], arguments[1]]);
        assert_eq!(got.status.code(), Some(0), "{:?}", errors(&got));
    }
    library
}

#[test]
fn what_reviewers_decided_is_learnt_when_it_helps_with_what_was_held_back() {
    let folder = Folder::new();
    let library = reviewed(&folder);
    let home = folder.path("home");
    let run = |arguments: &[&str]| {
        depeche(arguments)
            .env("XDG_DATA_HOME", &home)
            .output()
            .unwrap()
    };
    let wire = folder.file("wire.txt", "Ce matin, le chalutier Orvanne a coulé.");
    let is_person = |got: &std::process::Output| {
        kinds(got).contains(&("Orvanne".to_owned(), "person".to_owned()))
    };
    let annotate = ["--language", "fr", "annotate", &wire];
    assert!(!is_person(&run(&annotate)));
    let trained = run(&["--library", &library, "train", "decisions"]);
    let told = errors(&trained);
    assert!(
        told[0].contains("24 names decided on in 24 dispatches"),
        "{told:?}"
    );
    assert!(told[0].contains("24 after; used from now on"), "{told:?}");
    assert!(is_person(&run(&annotate)));
    // Another model was trained since: what was learnt on top of the other is told, and left alone.
    let data = folder.file("marked.jsonl", lines());
    run(&["--language", "fr", "train", "actors", "--steps", "5", &data]);
    let got = run(&annotate);
    assert_eq!(got.status.code(), Some(0));
    assert!(
        errors(&got)[0].contains("learnt on top of another model"),
        "{:?}",
        errors(&got)
    );
}

#[test]
fn few_decisions_teach_nothing() {
    let folder = Folder::new();
    let wire = folder.file("w.jsonl", "{\"id\": \"w\", \"text\": \"Rien.\"}\n");
    let library = folder.path("library.db");
    run(&["--library", &library, "add", &wire]);
    let got = run(&["--library", &library, "train", "decisions"]);
    assert_eq!(got.status.code(), Some(0));
    let told = "depeche: nobody has decided on a name yet: nothing to learn from";
    assert_eq!(errors(&got), [told]);
}
