//! `depeche import`: decisions that others took, on paper of their own, into the library.
//!
//! Files say what they are: `.ann` is brat, `.jsonld` W3C annotations, and a line of JSON tells by its fields whether it is of the
//! log, of this program's JSON Lines, of Prodigy or of doccano. Whoever decided stays who decided; where from says who brought it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::Timestamp;

use super::documents::{self, fault, has_ending, lines};
use super::environment::{author, session};
use super::report::{CliError, Failure, Reporter};
use super::{Global, archive};
use crate::library::sqlite::Sqlite;
use crate::library::{ItemId, LibraryError, Order, Query, Store, Stored};
use crate::model::CanonicalText;
use crate::review::event::{Author, Event};
use crate::review::exchange::decisions::{Taken, decisions};
use crate::review::exchange::{Document, w3c};
use crate::review::fold::Fold;
use crate::review::log::{Place, Placed};
use crate::review::proposals::Proposals;
use crate::review::recorder::{Decision, Recorder};
use crate::review::reviewed::Reviewed;

/// What `depeche import` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// A brat .ann with its .txt beside it, W3C annotations (.jsonld), JSON Lines of `depeche export`, Prodigy or doccano, or a
    /// folder of these
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Reject what a file does not have of its dispatch
    #[arg(long)]
    complete: bool,
}

/// Runs the command.
///
/// # Errors
/// When there is no library, or it cannot be written to.
pub fn run(arguments: &Arguments, global: &Global) -> Result<ExitCode, CliError> {
    let mut import = Import {
        library: archive::open(global)?,
        recorder: Recorder::new(author(), session()),
        complete: arguments.complete,
        tally: Tally::default(),
        reporter: Reporter::new(global.verbose),
    };
    for path in &arguments.paths {
        for file in documents::files(path)? {
            match import.take(&file) {
                // Nothing more could be kept.
                Err(error @ CliError::Library(_)) => return Err(error),
                Err(error) => import.fail(&file, &error.to_string()),
                Ok(()) => {}
            }
        }
    }
    if !global.quiet {
        import.reporter.note(&import.tally.to_string());
    }
    Ok(import.reporter.status())
}

/// What came of everything.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    taken: usize,
    left: usize,
    refused: usize,
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} taken", self.taken)?;
        if self.left > 0 {
            write!(
                f,
                ", {} without a decision or of another kind left",
                self.left
            )?;
        }
        if self.refused > 0 {
            write!(f, ", {} contradict what is there", self.refused)?;
        }
        Ok(())
    }
}

struct Import {
    library: Sqlite,
    recorder: Recorder,
    complete: bool,
    tally: Tally,
    reporter: Reporter,
}

impl Import {
    fn fail(&mut self, path: &Path, reason: &str) {
        let path = path.display().to_string();
        // Errors name the file themselves.
        let reason = reason.strip_prefix(&format!("{path}: ")).unwrap_or(reason);
        self.reporter.failure(&Failure::new(path.into(), reason));
    }

    fn take(&mut self, file: &Path) -> Result<(), CliError> {
        if has_ending(file, "jsonld") {
            return self.take_web_annotations(file);
        }
        if has_ending(file, "jsonl") {
            let content = documents::text(file)?;
            let first = lines(&content).next();
            if first.is_some_and(|(_, line)| Placed::read(line).is_ok()) {
                return self.take_log(file, &content);
            }
        }
        for document in documents::read(file)? {
            match self.version_of(&document)? {
                Some(stored) => self.take_document(&document, &stored)?,
                None => {
                    let reason =
                        format!("{}: no dispatch with this text in the library", document.id);
                    self.fail(file, &reason);
                }
            }
        }
        Ok(())
    }

    /// The version that a document is about: of the dispatch of its name, else of one that begins with the same words, the newest
    /// with the same text.
    fn version_of(&self, document: &Document) -> Result<Option<Stored>, LibraryError> {
        let mut items: Vec<ItemId> = self.library.named(&document.id)?.into_iter().collect();
        if items.is_empty() {
            const WORDS: usize = 8;
            const LIKELY: usize = 50;
            let words: Vec<&str> = document
                .text
                .as_str()
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .take(WORDS)
                .collect();
            if let Ok(query) = Query::parse(&format!("\"{}\"", words.join(" "))) {
                items = self.library.find(&query, Order::Newest, LIKELY)?;
            }
        }
        for item in items {
            let versions = self.library.story(item)?;
            let same =
                |stored: &Stored| stored.item == item && stored.dispatch.text == document.text;
            if let Some(stored) = versions.into_iter().rfind(same) {
                return Ok(Some(stored));
            }
        }
        Ok(None)
    }

    fn take_document(&mut self, document: &Document, stored: &Stored) -> Result<(), CliError> {
        let (fold, _) = Fold::of(self.library.review(stored.version)?);
        let present = Reviewed::new(&stored.dispatch.text, &stored.found, &fold);
        let proposals = Proposals::new(&stored.dispatch.text, &stored.found);
        let Taken { decisions, left } = decisions(document, &present, &proposals, self.complete);
        self.tally.left += left;
        let now = Timestamp::now();
        let own = self.recorder.author.clone();
        let mut by_author: BTreeMap<Option<String>, (Vec<Decision>, Timestamp)> = BTreeMap::new();
        for (decision, mark) in decisions {
            let by = mark.by.filter(|by| *by != own.user);
            let (list, at) = by_author.entry(by).or_insert((Vec::new(), now));
            *at = mark.at.unwrap_or(*at);
            list.push(decision);
        }
        let mut events = Vec::new();
        for (by, (decisions, at)) in by_author {
            self.recorder.author = by.map_or_else(
                || own.clone(),
                |user| Author {
                    user,
                    origin: Some(format!("imported by {}", own.user)),
                },
            );
            events.extend(self.recorder.step(&decisions, at));
            self.tally.taken += decisions.len();
        }
        self.recorder.author = own;
        if !events.is_empty() {
            self.library
                .decide(stored.version, &events, now.as_second())?;
        }
        Ok(())
    }

    fn take_web_annotations(&mut self, file: &Path) -> Result<(), CliError> {
        let list = documents::text(file)?;
        let told = |source| fault(file, None, source);
        let Some(id) = w3c::subject(&list).map_err(told)? else {
            return Ok(());
        };
        let stored = match self.library.named(&id)? {
            Some(item) => self.library.load(item)?,
            None => None,
        };
        let Some(stored) = stored else {
            self.fail(file, &format!("{id}: no such dispatch in the library"));
            return Ok(());
        };
        let text = CanonicalText::clone(&stored.dispatch.text);
        let imported = w3c::import(&list, &id, text).map_err(told)?;
        if !imported.unplaced.is_empty() {
            let reason = format!(
                "{id}: {} of them are not in the text any more: {}",
                imported.unplaced.len(),
                imported.unplaced.join(", ")
            );
            self.fail(file, &reason);
        }
        self.take_document(&imported.document, &stored)
    }

    fn take_log(&mut self, file: &Path, content: &str) -> Result<(), CliError> {
        let mut places: Vec<(Place, Vec<(usize, Placed)>)> = Vec::new();
        for (number, line) in lines(content) {
            let placed = match Placed::read(line) {
                Ok(placed) => placed,
                Err(error) => {
                    self.fail(file, &format!("line {number}: {error}"));
                    continue;
                }
            };
            let place = placed.place();
            match places.iter_mut().rfind(|(other, _)| *other == place) {
                Some((_, list)) => list.push((number, placed)),
                None => places.push((place, vec![(number, placed)])),
            }
        }
        for (place, list) in places {
            self.take_place(file, &place, list)?;
        }
        Ok(())
    }

    fn take_place(
        &mut self,
        file: &Path,
        place: &Place,
        list: Vec<(usize, Placed)>,
    ) -> Result<(), CliError> {
        let mut stored = None;
        if let Some(item) = self.library.named(&place.dispatch)? {
            let mut versions = self.library.story(item)?.into_iter();
            stored = versions.find(|one| one.item == item && one.name == place.version);
        }
        let Some(stored) = stored else {
            let reason = format!("{}: no such version in the library", place.dispatch);
            self.fail(file, &reason);
            return Ok(());
        };
        let mut events: Vec<Event> = Vec::new();
        for (number, placed) in list {
            match placed.event(&stored.dispatch.text) {
                Ok(event) => events.push(event),
                Err(error) => self.fail(file, &format!("line {number}: {error}")),
            }
        }
        let mut known = self.library.review(stored.version)?.len();
        let now = Timestamp::now().as_second();
        match self.library.decide(stored.version, &events, now) {
            Ok(log) => self.tally.taken += log.len() - known,
            // One that cannot be beside what is there must not keep the others out.
            Err(LibraryError::Refused(_)) => {
                for event in &events {
                    match self
                        .library
                        .decide(stored.version, std::slice::from_ref(event), now)
                    {
                        Ok(log) => {
                            self.tally.taken += log.len() - known;
                            known = log.len();
                        }
                        Err(LibraryError::Refused(_)) => self.tally.refused += 1,
                        Err(error) => return Err(error.into()),
                    }
                }
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }
}
