//! Layers point one way: a module uses those listed before it in the map of the crate, never those after it.

use std::fs;
use std::path::Path;

const LAYERS: [&str; 8] = [
    "model", "wire", "annotate", "review", "library", "page", "tui", "cli",
];

#[test]
fn layers_use_only_earlier_ones() {
    for (at, earlier) in LAYERS.iter().enumerate() {
        let sources = sources_under(earlier);
        assert!(!sources.is_empty(), "src/{earlier} holds no source");
        for later in &LAYERS[at + 1..] {
            for (path, text) in &sources {
                assert!(
                    !text.contains(&format!("crate::{later}")),
                    "{path} reaches into {later}"
                );
            }
        }
    }
}

#[test]
fn only_the_rim_names_the_terminal_files_clock_and_environment() {
    for layer in ["model", "wire", "annotate", "review", "page"] {
        for (path, text) in sources_under(layer) {
            for rim in [
                "ratatui",
                "crossterm",
                "std::fs",
                "std::env",
                "SystemTime",
                "Instant::now",
                "println!",
            ] {
                assert!(!text.contains(rim), "{path} names {rim}");
            }
        }
    }
    for (path, text) in sources_under("tui") {
        let rim = path.contains("/term/");
        assert!(
            rim || !text.contains("crossterm::"),
            "{path} names the terminal"
        );
    }
}

#[test]
fn only_one_module_of_the_library_names_its_engine() {
    for layer in LAYERS {
        for (path, text) in sources_under(layer) {
            let engine = path.contains("/library/sqlite/");
            assert!(engine || !text.contains("rusqlite"), "{path} names SQLite");
        }
    }
}

/// Path and text of every source file of a layer.
fn sources_under(layer: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src")
            .join(layer),
        &mut found,
    );
    found
}

fn collect(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder of the crate") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("UTF-8");
            found.push((path.display().to_string(), text));
        }
    }
}
