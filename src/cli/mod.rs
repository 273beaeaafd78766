//! Commands, configuration, and the one place that prints errors.

mod annotate;
mod inputs;
mod locale;
mod output;
mod pipeline;
mod queue;
mod record;
mod report;
mod settings;
mod texts;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::annotate::Language;
use texts::Lang;

/// A reader for news-agency dispatches that finds who speaks, who acts and what is counted.
#[derive(Parser)]
#[command(version, about, subcommand_precedence_over_arg = true)]
struct Arguments {
    #[command(flatten)]
    inputs: inputs::Inputs,
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options of all commands.
#[derive(clap::Args)]
#[command(next_help_heading = "Options of all commands")]
struct Global {
    /// Configuration file [default: config.toml in the user's folder for configuration]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Language of the interface [default: of the configuration, else of the locale]
    #[arg(long, global = true)]
    lang: Option<Lang>,
    /// Language of the texts: fr, en, de, es [default: as stated in them, else detected]
    #[arg(long, global = true, value_name = "CODE", value_parser = language)]
    language: Option<Language>,
    /// Show no progress
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Tell on standard error what was skipped and why
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    verbose: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Print one JSON object for each dispatch
    Annotate(annotate::Arguments),
}

/// Runs the program with the arguments it was started with.
pub fn main() -> ExitCode {
    let Arguments {
        inputs,
        global,
        command,
    } = Arguments::parse();
    let ended = match command {
        Some(Command::Annotate(arguments)) => annotate::run(arguments, &global),
        None => Ok(ExitCode::SUCCESS),
    };
    ended.unwrap_or_else(|error| error.report())
}

fn language(tag: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::code).join(", ");
    Language::from_tag(tag).ok_or_else(|| format!("known languages: {known}"))
}
