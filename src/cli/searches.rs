//! `depeche searches`: the searches that the library keeps. To ask for them changes nothing: only the reader notes what was seen.

use std::process::ExitCode;

use serde::Serialize;

use super::ask::Answer;
use super::report::CliError;
use super::settings::Settings;
use super::{Global, archive};
use crate::library::{SavedSearch, Store};

/// What `depeche searches` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Forget the search of this name
    #[arg(long, value_name = "NAME")]
    forget: Option<String>,
    /// Print JSON Lines
    #[arg(long)]
    json: bool,
}

/// One line of `searches`.
#[derive(Serialize)]
struct Record<'a> {
    name: &'a str,
    query: &'a str,
    all: usize,
    new: usize,
}

/// Runs the command.
///
/// # Errors
/// When there is no library, or no search of the name.
pub fn run(
    arguments: &Arguments,
    global: &Global,
    settings: &Settings,
) -> Result<ExitCode, CliError> {
    let mut library = archive::open(global)?;
    if let Some(name) = &arguments.forget {
        named(&library, name)?;
        library.forget_search(name)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut answer = Answer::new(arguments.json, settings);
    for search in library.searches()? {
        let SavedSearch {
            name,
            query,
            all,
            new,
            ..
        } = &search;
        let words = settings.lang.locale().texts().new[usize::from(*new > 1)];
        let row = [
            name.clone(),
            all.to_string(),
            format!("{new} {words}"),
            String::new(),
            query.clone(),
        ];
        let record = Record {
            name,
            query,
            all: *all,
            new: *new,
        };
        answer.add(row, &record)?;
    }
    answer.finish()
}

/// The search of a name.
///
/// # Errors
/// When there is none.
pub fn named(library: &impl Store, name: &str) -> Result<SavedSearch, CliError> {
    let mut searches = library.searches()?.into_iter();
    let found = searches.find(|search| search.name == name);
    found.ok_or_else(|| CliError::NoSearch(name.to_owned()))
}
