//! The reader, as the command line opens it: what is read first, what follows in the background, what is said in the end.

use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::inputs::{self, Inputs, Parsed, Piece};
use super::intake::{Intake, Told};
use super::pipeline::with_language;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::environment::{author, session};
use super::report::{CliError, Failure, Reporter};
use super::samples::SAMPLES;
use super::settings::Settings;
use super::{Global, archive, watch};
use crate::annotate::{Kinds, Language, annotate};
use crate::library;
use crate::library::sqlite::Warning;
use crate::library::watch::Options;
use crate::model::Dispatch;
use crate::review::recorder::Recorder;
use crate::review::viewpoint::Viewpoint;
use crate::tui::keeper::Kept;
use crate::tui::sources::{News, Sources};
use crate::tui::{self, Event, Feed, State};
use crate::wire;

/// How long dispatches are gathered before the screen hears of them.
const GATHER: Duration = Duration::from_millis(50);
/// Up to so many dispatches are annotated before they are opened, for the counts in the list.
const AHEAD: usize = 2_000;

/// Opens the reader on everything in `inputs`, else on the library and what is watched for it, else on the samples, until the user
/// leaves it.
///
/// # Errors
/// When there is no terminal, or the library cannot be read.
pub fn run(
    inputs: Inputs,
    watch: &[String],
    global: &Global,
    settings: &Settings,
    reporter: &mut Reporter,
) -> Result<ExitCode, CliError> {
    let language = global.language;
    let nothing_named = inputs.paths.is_empty() && (io::stdin().is_terminal() || !watch.is_empty());
    let watched = if nothing_named {
        watch::sources(watch, settings)?
    } else {
        Vec::new()
    };
    let samples = nothing_named && watched.is_empty() && !archive::exists(global);
    if nothing_named && !samples {
        return read_library(watched, global, settings, reporter);
    }
    let one_file = matches!(inputs.paths.as_slice(), [path] if !path.is_dir());
    let inputs = if samples {
        inputs
    } else {
        inputs.or_standard_input()?
    };
    let failures = Failures::default();
    let mut source = Source {
        language,
        failures: failures.clone(),
        pieces: Box::new(inputs::pieces(inputs)),
        folder_holds_wires: false,
    };
    let first = if samples {
        sample_dispatches(language)
    } else {
        source.next().unwrap_or_default()
    };
    if first.is_empty() {
        failures.report(reporter);
        return Ok(reporter.status());
    }
    let mut state = State::new(settings.look(), 1, 1, one_file && first.len() == 1);
    state.welcome = samples;
    let mut opening: Vec<Event> = vec![Event::Arrived(
        first.iter().cloned().map(Arc::new).collect(),
    )];
    opening.extend(failures.lines().into_iter().map(Event::Failed));
    let known = first.into_iter().map(Arc::new).collect();
    let ended = tui::run(state, opening, None, move |feed| {
        supply(source, known, feed)
    })
    .map_err(|_| CliError::NoTerminal)?;
    failures.report(reporter);
    Ok(ended.map_or_else(
        || reporter.status(),
        |quit| ExitCode::from(quit.exit_status()),
    ))
}

fn read_library(
    watched: Vec<library::watch::Source>,
    global: &Global,
    settings: &Settings,
    reporter: &Reporter,
) -> Result<ExitCode, CliError> {
    let library = if watched.is_empty() {
        archive::open(global)?
    } else {
        archive::create(global)?
    };
    let read_only = library.warning() == Some(Warning::ReadOnly);
    let recorder = Recorder::new(author(), session());
    let mut state = State::of_library(settings.look(), 1, 1);
    state.reviewing.viewpoint = Viewpoint {
        user: recorder.author.user.clone(),
        blind: settings.blind,
    };
    state.reviewing.zone = TimeZone::system();
    let kept = Kept {
        store: Box::new(library),
        recorder,
        blind: settings.blind,
        clock: Timestamp::now,
    };
    state.sources = Sources::new(watched.iter().map(|source| source.name().to_string()));
    let opening =
        read_only.then(|| Event::Trouble(settings.lang.locale().texts().read_only.to_owned()));
    // The writer has a connection of its own: what comes does not make the reader wait.
    let writer = (!watched.is_empty() && !read_only).then(|| archive::open(global));
    let writer = writer.transpose()?;
    let options = Options {
        every: settings.watch.every.duration(),
        once: false,
    };
    let language = global.language;
    let fill = move |feed: &Feed| {
        if let Some(writer) = writer {
            fill(Intake::start(writer, watched, options, language), feed);
        }
    };
    let ended = tui::run(state, opening.into_iter().collect(), Some(kept), fill);
    let ended = ended.map_err(|_| CliError::NoTerminal)?;
    Ok(ended.map_or_else(
        || reporter.status(),
        |quit| ExitCode::from(quit.exit_status()),
    ))
}

/// Runs beside the reader: what comes from the sources goes into the library.
fn fill(intake: Intake, feed: &Feed) {
    let told = |failure: Failure| format!("{}: {}", failure.path, failure.reason);
    let ended = intake.run(|news| {
        let news = match news {
            Told::Added(_) => News::Added,
            Told::Failed(failure) => News::Unreadable(told(failure)),
            Told::Skipped(_) => return Ok(()),
            Told::Trouble(Failure { path, reason }) => News::Trouble {
                source: path.to_string(),
                reason,
            },
            Told::Well(source) => News::Well(source.to_string()),
            Told::Held(error) => News::Unreadable(error.to_string()),
        };
        feed.send(Event::Watched(news));
        Ok(())
    });
    if let Err(error) = ended {
        feed.send(Event::Watched(News::Unreadable(error.to_string())));
    }
}

fn sample_dispatches(language: Option<Language>) -> Vec<Dispatch> {
    let read = |(name, bytes): &(&str, &[u8])| {
        wire::dispatches(name, bytes).expect("the samples are wires")
    };
    SAMPLES
        .iter()
        .flat_map(read)
        .map(|dispatch| with_language(dispatch, language))
        .collect()
}

/// Runs beside the reader: the rest of the inputs, then the annotations of a list that is not too long.
fn supply(source: Source, mut known: Vec<Arc<Dispatch>>, feed: &Feed) {
    let failures = source.failures.clone();
    let told = failures.lines().len();
    let mut gathered = Vec::new();
    let mut since = Instant::now();
    for dispatches in source {
        gathered.extend(dispatches.into_iter().map(Arc::new));
        if since.elapsed() >= GATHER {
            known.extend(gathered.iter().cloned());
            feed.send(Event::Arrived(std::mem::take(&mut gathered)));
            since = Instant::now();
        }
    }
    known.extend(gathered.iter().cloned());
    feed.send(Event::Arrived(gathered));
    for line in failures.lines().split_off(told) {
        feed.send(Event::Failed(line));
    }
    feed.send(Event::Complete);
    if known.len() > 1 && known.len() <= AHEAD {
        for (wire, dispatch) in known.iter().enumerate() {
            let annotations = Arc::new(annotate(dispatch, Kinds::ALL));
            feed.send(Event::Annotated { wire, annotations });
        }
    }
}

/// The dispatches of all inputs, piece by piece; what cannot be read is noted and passed over.
struct Source {
    language: Option<Language>,
    failures: Failures,
    pieces: Box<dyn Iterator<Item = Piece> + Send>,
    folder_holds_wires: bool,
}

impl Iterator for Source {
    type Item = Vec<Dispatch>;

    fn next(&mut self) -> Option<Vec<Dispatch>> {
        loop {
            let piece = self.pieces.next()?;
            let found = piece.found();
            match piece.parse() {
                Parsed::Dispatches(dispatches) => {
                    self.folder_holds_wires |= found;
                    let stated = |dispatch| with_language(dispatch, self.language);
                    return Some(dispatches.into_iter().map(stated).collect());
                }
                Parsed::Failed(failure) => {
                    self.folder_holds_wires |= found;
                    self.failures.note(failure);
                }
                Parsed::Skipped(_) | Parsed::NoNews(_) => {}
                Parsed::FolderEnd(path) => {
                    if !std::mem::take(&mut self.folder_holds_wires) {
                        self.failures.note(Failure::empty_folder(path));
                    }
                }
            }
        }
    }
}

/// What could not be read, shared by the reader's threads.
#[derive(Clone, Default)]
struct Failures(Arc<Mutex<Vec<Failure>>>);

impl Failures {
    fn note(&self, failure: Failure) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(failure);
    }

    fn lines(&self) -> Vec<String> {
        let failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failures
            .iter()
            .map(|failure| format!("{}: {}", failure.path, failure.reason))
            .collect()
    }

    /// Says on standard error what the screen said too: it is gone now.
    fn report(&self, reporter: &mut Reporter) {
        for failure in self.0.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            reporter.failure(failure);
        }
    }
}
