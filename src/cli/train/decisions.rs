//! `depeche train decisions`: learns from what reviewers of the library decided on names.
//!
//! What is learnt lies on top of the model and beside it: a model that is in the program, or that the user trained, stays as it is.

use std::collections::BTreeMap;
use std::process::ExitCode;

use super::data::outermost;
use crate::annotate::Language;
use crate::annotate::names::model::Model;
use crate::annotate::names::model::adaptation::Adaptation;
use crate::annotate::names::train::{Marked, Options, adapt, found};
use crate::annotate::reading::Reading;
use crate::cli::output::Output;
use crate::cli::report::{CliError, Reporter};
use crate::cli::{Global, archive, ask, models};
use crate::library::{Order, Store, Stored};
use crate::model::{ActorKind, MentionForm, Span};
use crate::review::fold::Fold;
use crate::review::reviewed::Reviewed;
use crate::review::standing::Standing;

/// What `depeche train decisions` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Only from dispatches of the library that match
    #[arg(long, value_name = "QUERY", default_value = "")]
    search: String,
}

/// Fewer decided names than this teach nothing that could be measured.
const FEWEST: usize = 20;
/// In so many parts each text is held back once.
const FOLDS: usize = 5;

/// Texts are few and say what is right: everything in them counts, and what is known gives way slowly.
const OPTIONS: Options = Options {
    steps: 30,
    l1: 0.1,
    l2: 1.0,
    occurrences: 1,
    other_guide: false,
};

/// A reviewed text.
struct Lesson {
    marked: Marked,
    decided: Vec<Decided>,
}

/// A name that was decided on, and its kind; none when it is no name.
type Decided = (Span, Option<ActorKind>);

/// Runs the command.
///
/// # Errors
/// When there is no library, or nowhere to keep what was learnt.
pub fn run(arguments: &Arguments, global: &Global) -> Result<ExitCode, CliError> {
    let reporter = Reporter::new(global.verbose);
    let mut lessons: BTreeMap<&str, Vec<Lesson>> = BTreeMap::new();
    let library = archive::open(global)?;
    for item in library.find(
        &ask::parse(&arguments.search)?,
        Order::Oldest,
        usize::MAX >> 1,
    )? {
        // Versions of a dispatch say nearly the same: the last one that somebody decided on speaks for all.
        let Some(stored) = library.reviewed(item)?.pop() else {
            continue;
        };
        let (fold, _) = Fold::of(library.review(stored.version)?);
        let (language, lesson) = lesson(&stored, &fold);
        if !lesson.decided.is_empty() {
            lessons.entry(language.code()).or_default().push(lesson);
        }
    }
    if lessons.is_empty() {
        reporter.note("nobody has decided on a name yet: nothing to learn from");
    }
    for (code, lessons) in &lessons {
        let language = Language::from_tag(code).expect("it is the code of a language");
        learn(language, lessons, &reporter)?;
    }
    Ok(reporter.status())
}

fn lesson(stored: &Stored, fold: &Fold) -> (Language, Lesson) {
    let mut dispatch = (*stored.dispatch).clone();
    let language = Reading::new(&dispatch).language;
    dispatch.lang = Some(language.code().to_owned());
    let reviewed = Reviewed::new(&dispatch.text, &stored.found, fold);
    let mut names = Vec::new();
    let mut decided = Vec::new();
    for (actor, judged) in reviewed.annotations.actors.iter().zip(&reviewed.actors) {
        let spans = actor
            .mentions
            .iter()
            .filter(|mention| mention.form == MentionForm::Name)
            .map(|mention| mention.span);
        let kind = Some(actor.kind).filter(|_| judged.standing != Standing::Rejected);
        if kind.is_some() {
            names.extend(spans.clone().map(|span| (span, kind)));
        }
        if !judged.standing.is_open() {
            decided.extend(spans.map(|span| (span, kind)));
        }
    }
    let marked = Marked {
        dispatch,
        names: outermost(names),
    };
    (language, Lesson { marked, decided })
}

fn learn(language: Language, lessons: &[Lesson], reporter: &Reporter) -> Result<(), CliError> {
    let decisions: usize = lessons.iter().map(|lesson| lesson.decided.len()).sum();
    let code = language.code();
    if decisions < FEWEST || lessons.len() < FOLDS {
        reporter.note(&format!(
            "{code}: {decisions} names decided on in {} dispatches: too few to learn from, {FEWEST} in {FOLDS} are needed",
            lessons.len()
        ));
        return Ok(());
    }
    let base = models::base(language);
    let (mut before, mut after) = (0, 0);
    for fold in 0..FOLDS {
        let (held, learnt): (Vec<_>, Vec<_>) = lessons
            .iter()
            .enumerate()
            .partition(|(at, _)| at % FOLDS == fold);
        let learnt: Vec<&Marked> = learnt.iter().map(|(_, lesson)| &lesson.marked).collect();
        let bytes = adapt(language, &base, &learnt, OPTIONS);
        let adapted = Adaptation::new(language, &bytes).and_then(|more| base.adapted(more));
        let adapted = adapted.expect("it was just learnt on this model");
        for (_, lesson) in held {
            before += right(&base, lesson);
            after += right(&adapted, lesson);
        }
    }
    let measured = format!(
        "{code}: {decisions} names decided on in {} dispatches; right on those held back: {before} before, {after} after",
        lessons.len()
    );
    if after <= before {
        reporter.note(&format!("{measured}; no better, nothing is changed"));
        return Ok(());
    }
    let all: Vec<&Marked> = lessons.iter().map(|lesson| &lesson.marked).collect();
    let path = models::make_adaptation_path(language)?;
    let mut output = Output::file(&path)?;
    output.write_all(&[adapt(language, &base, &all, OPTIONS)])?;
    output.finish()?;
    reporter.note(&format!(
        "{measured}; used from now on ({})",
        path.display()
    ));
    Ok(())
}

/// Names that a model has as they were decided on.
fn right(model: &Model, lesson: &Lesson) -> usize {
    let names = found(model, &lesson.marked.dispatch);
    let is_right = |(span, kind): &&Decided| {
        let name = names.iter().find(|name| name.span == *span);
        name.map(|name| name.kind) == *kind
    };
    lesson.decided.iter().filter(is_right).count()
}
