//! `depeche train`: makes a model of names from texts whose names are marked.

mod brat;
mod data;
mod decisions;
mod jsonl;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::Global;
use super::models;
use super::output::Output;
use super::report::CliError;
use crate::annotate::Language;
use crate::annotate::names::model::Model;
use crate::annotate::names::train::{Marked, Options, Score, score, train};

/// What `depeche train` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Train the finder of persons, organisations and places
    Actors(Actors),
    /// Learn from what reviewers of the library decided on names, on top of the model, if that makes it better
    Decisions(decisions::Arguments),
}

#[derive(clap::Args)]
struct Actors {
    /// Marked texts: JSON Lines {"text", "entities": [{"start", "end", "label"}]}, also gzipped, or brat .ann files beside their .txt,
    /// or folders of these
    #[arg(value_name = "DATA", required = true)]
    data: Vec<PathBuf>,
    /// File to write the model to [default: the user's own model of the language, used from then on]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Marked texts to measure on instead of a tenth of DATA, which is all trained on then; with no steps, the model in use is measured
    #[arg(long, value_name = "DATA")]
    check: Vec<PathBuf>,
    /// Cross-validate in so many parts; writes no model
    #[arg(long, value_name = "N", conflicts_with_all = ["check", "output"], value_parser = clap::value_parser!(u16).range(2..))]
    folds: Option<u16>,
    /// File with the ids of texts to leave out, one a line
    #[arg(long, value_name = "FILE")]
    without: Option<PathBuf>,
    /// Steps of training, at most
    #[arg(long, value_name = "N", default_value_t = Options::default().steps)]
    steps: usize,
    /// Cost of absolute weights: more makes the model smaller
    #[arg(long, value_name = "COST", default_value_t = Options::default().l1)]
    l1: f32,
    /// Cost of squared weights
    #[arg(long, value_name = "COST", default_value_t = Options::default().l2)]
    l2: f32,
    /// How often something must be seen to be learnt
    #[arg(long, value_name = "N", default_value_t = Options::default().occurrences)]
    occurrences: u32,
    /// DATA was marked by another guide: where the rules are sure of what the program calls a name, they are followed
    #[arg(long)]
    other_guide: bool,
}

/// Runs the command.
///
/// # Errors
/// When the data cannot be read or the model not be written.
pub fn run(arguments: Arguments, global: &Global) -> Result<ExitCode, CliError> {
    let arguments = match arguments.what {
        What::Actors(arguments) => arguments,
        What::Decisions(arguments) => return decisions::run(&arguments, global),
    };
    let without = arguments
        .without
        .as_deref()
        .map(data::lines)
        .transpose()?
        .unwrap_or_default();
    let mut texts = data::read(&arguments.data)?;
    texts.retain(|text| !without.contains(&text.dispatch.id));
    let stated = texts
        .iter()
        .find_map(|text| Language::from_tag(text.dispatch.lang.as_deref()?));
    let language = global.language.or(stated).unwrap_or(Language::French);
    // Texts in other languages are read by the rules of theirs.
    let state = |texts: &mut Vec<Marked>| {
        for text in texts {
            let tag = text.dispatch.lang.take();
            let known = tag
                .as_deref()
                .and_then(Language::from_tag)
                .unwrap_or(language);
            text.dispatch.lang = Some(known.code().to_owned());
        }
    };
    state(&mut texts);
    let options = Options {
        steps: arguments.steps,
        l1: arguments.l1,
        l2: arguments.l2,
        occurrences: arguments.occurrences,
        other_guide: arguments.other_guide,
    };
    let texts: Vec<&Marked> = texts.iter().collect();
    if let Some(folds) = arguments.folds {
        return cross_validate(language, &texts, options, folds.into());
    }
    let mut check = data::read(&arguments.check)?;
    state(&mut check);
    let (learnt, held): (Vec<&Marked>, Vec<&Marked>) = if check.is_empty() {
        part(&texts, 10, 9)
    } else {
        (texts, check.iter().collect())
    };
    let model = train(language, &learnt, options, |step, model| {
        tell(&format!("step {step}"), &score(model, &held));
    });
    let path = match arguments.output {
        Some(path) => path,
        None => models::make_own_path(language)?,
    };
    let mut output = Output::file(&path)?;
    output.write_all(&[&model])?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn cross_validate(
    language: Language,
    texts: &[&Marked],
    options: Options,
    folds: usize,
) -> Result<ExitCode, CliError> {
    let mut sums = [Score::default(); 3];
    for fold in 0..folds {
        let (learnt, held) = part(texts, folds, fold);
        let bytes = train(language, &learnt, options, |_, _| {});
        let model = Model::new(language, &bytes).expect("it was just made");
        let scores = score(&model, &held);
        tell(&format!("fold {}", fold + 1), &scores);
        for (sum, score) in sums.iter_mut().zip(scores) {
            *sum = *sum + score;
        }
    }
    tell("all folds", &sums);
    Ok(ExitCode::SUCCESS)
}

/// The texts without each `folds`th one, counted from `fold`, and those.
fn part<'t>(texts: &[&'t Marked], folds: usize, fold: usize) -> (Vec<&'t Marked>, Vec<&'t Marked>) {
    let numbered = texts.iter().copied().enumerate();
    let (held, learnt): (Vec<_>, Vec<_>) = numbered.partition(|(at, _)| at % folds == fold);
    let texts = |part: Vec<(usize, &'t Marked)>| part.into_iter().map(|(_, text)| text).collect();
    (texts(learnt), texts(held))
}

/// One line of scores. Nobody is left to tell when that fails.
fn tell(what: &str, scores: &[Score; 3]) {
    let all = scores
        .iter()
        .fold(Score::default(), |sum, score| sum + *score);
    let [person, organisation, place] = scores.map(Score::f1);
    let _ = writeln!(
        io::stderr(),
        "{what}: precision {:.4}, recall {:.4}, F1 {:.4} (persons {person:.4}, organisations {organisation:.4}, places {place:.4})",
        all.precision(),
        all.recall(),
        all.f1(),
    );
}
