//! Commands, configuration, and the one place that prints errors.

mod add;
mod agreement;
mod annotate;
mod archive;
mod ask;
mod config;
mod documents;
mod dossier;
mod environment;
mod export;
mod import;
mod inputs;
mod intake;
mod models;
mod output;
mod pipeline;
mod queue;
mod reader;
mod record;
mod report;
mod samples;
mod searches;
mod settings;
mod show;
mod story;
mod table;
mod texts;
mod train;
mod watch;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use crate::annotate::Language;
use crate::library::Order;
use environment::Environment;
use inputs::Inputs;
use output::Output;
use report::{CliError, Reporter};
use settings::Settings;
use texts::Lang;

const NAME: &str = env!("CARGO_PKG_NAME");

/// The command line.
#[derive(Parser)]
#[command(version, about, subcommand_precedence_over_arg = true)]
struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Open the library, and put into it what arrives from a folder, from a feed or wire at an address, or from - (standard
    /// input); may be given several times [default: sources of the configuration file]
    #[arg(long, value_name = "SOURCE")]
    watch: Vec<String>,
    /// Review without seeing what others decided [default: of the configuration]
    #[arg(long)]
    blind: bool,
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
    /// Library to use [default: library.db in the user's folder for data]
    #[arg(long, global = true, value_name = "FILE")]
    library: Option<PathBuf>,
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
    /// Print dispatches with their annotations, for people
    Show(show::Arguments),
    /// Print one JSON object for each dispatch, for programs
    Annotate(annotate::Arguments),
    /// Put dispatches into the library
    Add(add::Arguments),
    /// Put dispatches into the library as they arrive, until ended, and print a line for each
    Watch(watch::Arguments),
    /// List the dispatches of the library, the newest first
    List(ask::Lists),
    /// Search the library, what fits best first
    Search(ask::Lists),
    /// Print the saved searches, with how much each finds and how much of it is new
    Searches(searches::Arguments),
    /// Print who said what in the library
    Quotes(ask::Quotes),
    /// Print who appears in the library, those of most dispatches first
    Actors(ask::Actors),
    /// Print what is counted in the library
    Figures(ask::Arguments),
    /// Print the versions of a story and what changed between them
    Story(story::Arguments),
    /// Check or mend the library
    Library(archive::Arguments),
    /// Learn from texts whose names are marked
    Train(train::Arguments),
    /// Write what is found in dispatches in the formats of other tools
    Export(export::Arguments),
    /// Take decisions from the formats of other tools into the library
    Import(import::Arguments),
    /// Print how far two files of annotations, or two reviewers, agree
    Agreement(agreement::Arguments),
    /// Print the settings in effect
    Config,
    /// Print what a shell needs to complete the command line
    Completions { shell: Shell },
    /// Print the manual page, in roff
    Man,
}

/// Runs the program with the arguments it was started with.
pub fn main() -> ExitCode {
    bear_full_disks();
    run(Arguments::parse()).unwrap_or_else(|error| error.report())
}

/// A file that may not grow any more is an error like a full disk, and not the end of the program. Where that cannot be arranged it
/// ends as others do.
fn bear_full_disks() {
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

fn run(arguments: Arguments) -> Result<ExitCode, CliError> {
    let Arguments {
        inputs,
        watch,
        blind,
        global,
        command,
    } = arguments;
    if !watch.is_empty() && (command.is_some() || inputs != Inputs::default()) {
        return Err(CliError::WatchBesides);
    }
    if command.is_some() && inputs != Inputs::default() {
        return Err(CliError::PathsBeforeCommand);
    }
    models::install();
    let environment = Environment::of_this_process();
    let settings = || Settings::load(global.config.as_deref(), global.lang, environment);
    match command {
        None if io::stdout().is_terminal() => {
            let mut settings = settings()?;
            settings.blind |= blind;
            let mut reporter = Reporter::new(global.verbose);
            reader::run(inputs, &watch, &global, &settings, &mut reporter)
        }
        None if !watch.is_empty() => Err(CliError::NoTerminal),
        None => show::run(inputs.into(), &global, &settings()?),
        Some(Command::Show(arguments)) => show::run(arguments, &global, &settings()?),
        Some(Command::Annotate(arguments)) => annotate::run(arguments, &global),
        Some(Command::Add(arguments)) => add::run(arguments, &global),
        Some(Command::Watch(arguments)) => watch::run(&arguments, &global, &settings()?),
        Some(Command::List(arguments)) => {
            ask::list(&arguments, Order::Newest, &global, &settings()?)
        }
        Some(Command::Search(arguments)) => {
            ask::list(&arguments, Order::Relevance, &global, &settings()?)
        }
        Some(Command::Searches(arguments)) => searches::run(&arguments, &global, &settings()?),
        Some(Command::Quotes(arguments)) => ask::quotes(&arguments, &global, &settings()?),
        Some(Command::Actors(actors)) => ask::actors(&actors, &global, &settings()?),
        Some(Command::Figures(arguments)) => ask::figures(&arguments, &global, &settings()?),
        Some(Command::Story(arguments)) => story::run(&arguments, &global, &settings()?),
        Some(Command::Library(arguments)) => archive::run(&arguments, &global),
        Some(Command::Train(arguments)) => train::run(arguments, &global),
        Some(Command::Export(arguments)) => export::run(arguments, &global),
        Some(Command::Import(arguments)) => import::run(&arguments, &global),
        Some(Command::Agreement(arguments)) => agreement::run(&arguments, &global),
        Some(Command::Config) => print(config::shown(&settings()?).as_bytes()),
        Some(Command::Completions { shell }) => print(&completions(shell)),
        Some(Command::Man) => print(&manual()),
    }
}

fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), NAME, &mut script);
    script
}

/// The page of the program and those of its commands, one after the other.
fn manual() -> Vec<u8> {
    let mut program = Arguments::command();
    program.build();
    let commands = program
        .get_subcommands()
        .filter(|command| command.get_name() != "help");
    let pages = std::iter::once(&program).chain(commands);
    let mut manual = Vec::new();
    for page in pages {
        let title = page.get_display_name().unwrap_or(NAME).to_owned();
        let page = clap_mangen::Man::new(page.clone()).title(title);
        page.render(&mut manual).expect("memory takes everything");
    }
    manual
}

fn print(bytes: &[u8]) -> Result<ExitCode, CliError> {
    Output::standard().write_all(&[bytes])?;
    Ok(ExitCode::SUCCESS)
}

fn language(tag: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::code).join(", ");
    Language::from_tag(tag).ok_or_else(|| format!("known languages: {known}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_of_the_arguments_is_sound() {
        Arguments::command().debug_assert();
    }
}
