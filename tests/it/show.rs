//! What is printed for people: `show`, `config`, `completions`, `man`.

use crate::program::{DISPATCH, Folder, depeche, errors, run, run_with_input};

#[test]
fn without_a_terminal_the_reader_prints_like_show() {
    let shown = run(&["show", DISPATCH]);
    assert_eq!(shown.status.code(), Some(0));
    assert!(run(&[DISPATCH]).stdout == shown.stdout);
    assert!(!shown.stdout.contains(&0x1B));
}

#[test]
fn shown_paragraphs_are_wrapped_on_demand_alone() {
    let text = "mot ".repeat(60) + "fin.";
    let line = serde_json::json!({"id": "1", "text": text}).to_string();
    let lines = |arguments: &[&str]| {
        let arguments = [&["show", "--input", "jsonl"], arguments].concat();
        let got = run_with_input(&arguments, line.as_bytes());
        let lines: Vec<String> = String::from_utf8(got.stdout)
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect();
        lines
    };
    assert_eq!(lines(&[]), [text.as_str()]);
    let wrapped = lines(&["--width", "30"]);
    assert!(
        wrapped.len() > 8 && wrapped.iter().all(|line| line.chars().count() <= 30),
        "{wrapped:?}"
    );
    assert_eq!(wrapped.join(" "), text);
}

#[test]
fn no_control_of_a_wire_reaches_the_terminal() {
    let line =
        serde_json::json!({"id": "1", "text": "Un \u{1B}]0;titre\u{7} et \u{9B}2J \u{202E}fin."})
            .to_string();
    for color in ["never", "always"] {
        let got = run_with_input(
            &["show", "--input", "jsonl", "--color", color],
            line.as_bytes(),
        );
        let shown = String::from_utf8(got.stdout).unwrap();
        assert!(
            !shown.contains("\u{1B}]") && !shown.contains(['\u{7}', '\u{9B}', '\u{202E}']),
            "{shown:?}"
        );
        assert!(shown.contains("titre") && shown.contains("fin."));
    }
}

#[test]
fn settings_come_from_the_command_line_the_file_and_the_locale_in_this_order() {
    let folder = Folder::new();
    let file = folder.file(
        "depeche/config.toml",
        "lang = \"fr\"\n[keys]\nhelp = [\"?\"]\n",
    );
    let config = |arguments: &[&str], variables: &[(&str, &str)]| {
        let got = depeche(arguments)
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        assert_eq!(got.status.code(), Some(0), "{:?}", errors(&got));
        String::from_utf8(got.stdout).unwrap()
    };
    assert!(config(&["config"], &[("LANG", "fr_FR.UTF-8")]).contains("lang = \"fr\""));
    assert!(config(&["config"], &[]).contains("lang = \"en\""));
    let own = config(
        &["config"],
        &[("XDG_CONFIG_HOME", folder.0.to_str().unwrap())],
    );
    assert!(
        own.contains("lang = \"fr\"") && own.contains("help = [\"?\"]") && own.contains(&file),
        "{own}"
    );
    assert!(config(&["config", "--config", &file, "--lang", "en"], &[]).contains("lang = \"en\""));
    let again = folder.file("again.toml", &own);
    let settings = |printed: &str| {
        printed
            .lines()
            .skip(1)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        settings(&config(&["config", "--config", &again], &[])),
        settings(&own)
    );
}

#[test]
fn a_fault_in_the_configuration_is_told_with_file_and_line() {
    let folder = Folder::new();
    let file = folder.file("config.toml", "ascii = true\ncolour = \"red\"\n");
    let got = run(&["config", "--config", &file]);
    assert_eq!(got.status.code(), Some(2));
    let error = errors(&got).join("|");
    assert!(
        error.starts_with(&format!("depeche: {file}:2: ")) && error.contains("`theme`"),
        "{error}"
    );
    let missing = run(&["config", "--config", &folder.path("missing.toml")]);
    assert_eq!(missing.status.code(), Some(2));
    assert_eq!(
        errors(&missing),
        [format!(
            "depeche: {}: no such file or folder",
            folder.path("missing.toml")
        )]
    );
}

#[test]
fn completions_and_manual_know_every_command() {
    for shell in ["bash", "zsh", "fish"] {
        let script = String::from_utf8(run(&["completions", shell]).stdout).unwrap();
        assert!(
            script.contains("annotate") && script.contains("kinds"),
            "{shell}"
        );
    }
    let manual = String::from_utf8(run(&["man"]).stdout).unwrap();
    assert!(manual.contains(".TH depeche 1") && manual.contains("kinds"));
}
