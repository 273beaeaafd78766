//! `depeche annotate`: one JSON object for each dispatch.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use super::record::Record;
use crate::annotate::{Kinds, annotate};
use crate::model::Dispatch;
use crate::wire::{self, json_lines};

#[derive(clap::Args)]
pub struct Arguments {
    /// Files to read
    paths: Vec<String>,
    /// Form of the input
    #[arg(long)]
    input: Option<String>,
    /// quotes, actors, figures, or none
    #[arg(long, default_value = "quotes,actors,figures")]
    kinds: String,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    let mut out = io::stdout().lock();
    let asked = |kind| arguments.kinds.split(',').any(|word| word == kind);
    let kinds = Kinds {
        quotations: asked("quotes"),
        actors: asked("actors"),
        figures: asked("figures"),
    };
    for path in &arguments.paths {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("depeche: {path}: {error}");
                status = ExitCode::FAILURE;
                continue;
            }
        };
        let lines = path.ends_with(".jsonl") || arguments.input.as_deref() == Some("jsonl");
        let dispatches: Result<Vec<Dispatch>, _> = if lines {
            bytes
                .lines()
                .enumerate()
                .map(|(at, line)| json_lines::dispatch(path, at + 1, &line.unwrap_or_default()))
                .collect()
        } else {
            wire::dispatches(path, &bytes)
        };
        match dispatches {
            Ok(dispatches) => {
                for dispatch in &dispatches {
                    let found = annotate(dispatch, kinds);
                    let line = serde_json::to_string(&Record::new(dispatch, &found, kinds))
                        .expect("plain data");
                    let _ = writeln!(out, "{line}");
                }
            }
            Err(error) => {
                eprintln!("depeche: {path}: {error}");
                status = ExitCode::FAILURE;
            }
        }
    }
    status
}
