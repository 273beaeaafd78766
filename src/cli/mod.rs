//! Commands, configuration, and the one place that prints errors.

mod annotate;
mod record;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A terminal reader for news-agency dispatches.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Print one JSON object for each dispatch
    Annotate(annotate::Arguments),
}

/// Runs the program with the arguments it was started with.
pub fn main() -> ExitCode {
    match Arguments::parse().command {
        Some(Command::Annotate(arguments)) => annotate::run(&arguments),
        None => ExitCode::SUCCESS,
    }
}
