//! The README says what is true: its key table is the program's, its commands are the ones that the checks run.

use std::fmt::Write;

use depeche::tui::bindings::{BINDINGS, Context};

const README: &str = include_str!("../../README.md");

#[test]
fn the_key_table_is_the_one_in_force() {
    let table = key_table();
    assert!(
        README.contains(&table),
        "put this table into README.md:\n{table}"
    );
}

#[test]
fn the_two_commands_are_all_the_set_up() {
    for command in ["cargo run --release", "cargo test"] {
        assert!(README.contains(&format!("\n{command}\n")), "{command}");
    }
    let checks = include_str!("../../.ci/run");
    assert!(checks.contains("cargo test"));
}

fn key_table() -> String {
    let mut table = String::from("| where | keys | command | does |\n| --- | --- | --- | --- |\n");
    for binding in BINDINGS {
        // Nine numbered quotations, one line.
        let numbered = binding
            .name
            .strip_prefix("quotation-")
            .and_then(|number| number.parse::<u8>().ok());
        let (keys, name, help) = match numbered {
            Some(1) => (
                "`1` … `9`, on AZERTY also unshifted".to_owned(),
                "quotation-1 …",
                "quotation 1 to 9",
            ),
            Some(_) => continue,
            None => {
                let keys: Vec<String> = binding
                    .keys
                    .split(' ')
                    .map(|key| format!("`{key}`"))
                    .collect();
                (keys.join(" "), binding.name, binding.help[1])
            }
        };
        let place = match binding.context {
            Context::Everywhere => "everywhere",
            Context::List => "list",
            Context::Text => "text",
            Context::Panel => "panels",
            Context::Passage => "passage",
        };
        let _ = writeln!(table, "| {place} | {keys} | `{name}` | {help} |");
    }
    table
}
