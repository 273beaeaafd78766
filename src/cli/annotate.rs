//! `depeche annotate`: one JSON object for each dispatch and line, in input order.

use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;

use super::output::Output;
use super::pipeline;
use super::record::Record;
use super::report::{CliError, Reporter};
use super::{Global, inputs};
use crate::annotate::{Kinds, annotate};
use crate::model::Dispatch;

/// What `depeche annotate` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    inputs: inputs::Inputs,
    /// Annotations to make: quotes, actors, figures, separated by commas, or none
    #[arg(long, value_name = "KINDS", default_value = "quotes,actors,figures", value_parser = kinds)]
    kinds: Kinds,
    /// Threads to work with [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
    /// File to write to, instead of standard output; it appears when it is whole
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// When there is nothing to read, or nowhere to write.
pub fn run(arguments: Arguments, global: &Global) -> Result<ExitCode, CliError> {
    let inputs = arguments.inputs.or_standard_input()?;
    let mut reporter = Reporter::new(global.verbose);
    let mut output = match &arguments.output {
        Some(path) => Output::file(path)?,
        None => Output::standard(),
    };
    if !global.quiet && !output.is_terminal() {
        reporter.show_progress(|| inputs::total_size(&inputs.paths));
    }
    let options = pipeline::Options {
        jobs: arguments.jobs,
        language: global.language,
    };
    let kinds = arguments.kinds;
    let line = |dispatch| line(&dispatch, kinds);
    pipeline::run(inputs, options, &mut reporter, line, |lines| {
        output.write_all(&lines)
    })?;
    output.finish()?;
    reporter.end_progress();
    Ok(reporter.status())
}

fn line(dispatch: &Dispatch, kinds: Kinds) -> Vec<u8> {
    let found = annotate(dispatch, kinds);
    let record = Record::new(dispatch, &found, kinds);
    let mut line = serde_json::to_vec(&record).expect("a record is plain data");
    line.push(b'\n');
    line
}

fn kinds(words: &str) -> Result<Kinds, String> {
    if words == "none" {
        return Ok(Kinds::NONE);
    }
    words
        .split(',')
        .try_fold(Kinds::NONE, |kinds, word| match word.trim() {
            "quotes" => Ok(Kinds {
                quotations: true,
                ..kinds
            }),
            "actors" => Ok(Kinds {
                actors: true,
                ..kinds
            }),
            "figures" => Ok(Kinds {
                figures: true,
                ..kinds
            }),
            _ => Err(format!(
                "{word:?} is none of quotes, actors, figures (separated by commas), or none alone"
            )),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_a_list_or_none() {
        assert_eq!(kinds("none"), Ok(Kinds::NONE));
        assert_eq!(kinds("figures, quotes,actors"), Ok(Kinds::ALL));
        assert_eq!(
            kinds("figures"),
            Ok(Kinds {
                figures: true,
                ..Kinds::NONE
            })
        );
        for wrong in ["", "quotes,", "none,quotes", "quotations"] {
            assert!(kinds(wrong).is_err(), "{wrong:?}");
        }
    }
}
