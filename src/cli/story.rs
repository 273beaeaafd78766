//! `depeche story`: the versions of a story, and what changed from each to the next.

use std::process::ExitCode;

use super::output::Output;
use super::report::CliError;
use super::settings::Settings;
use super::{Global, archive, ask};
use crate::library::changes::{Change, Changes, Piece};
use crate::library::{Order, Store, Stored, entry};
use crate::model::{Figure, Quotation, Span};
use crate::page::sanitize;
use crate::tui::panels::figures::value_text;
use crate::tui::theme::{Signs, Theme};
use serde::Serialize;

/// What `depeche story` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Name of a dispatch (`id` in JSON), or a query: the newest dispatch that matches
    #[arg(value_name = "ID|QUERY", required = true)]
    query: Vec<String>,
    /// Print one JSON object for each version
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// When nothing matches, or the library cannot be read.
pub fn run(
    arguments: &Arguments,
    global: &Global,
    settings: &Settings,
) -> Result<ExitCode, CliError> {
    let library = archive::open(global)?;
    let text = arguments.query.join(" ");
    let item = match library.named(&text)? {
        Some(item) => Some(item),
        None => library
            .find(&ask::parse(&text)?, Order::Newest, 1)?
            .first()
            .copied(),
    };
    let story = library.story(item.ok_or(CliError::NoDispatch(text))?)?;
    let teller = Teller {
        settings,
        signs: Theme::new(settings.theme.palette(), settings.ascii).signs,
    };
    let mut output = Output::standard();
    let mut before: Option<&Stored> = None;
    for stored in &story {
        let changes = before.map(|before| (before, Changes::between(before, stored)));
        let told = if arguments.json {
            let record = teller.record(stored, changes.as_ref());
            serde_json::to_string(&record).expect("a record is plain data") + "\n"
        } else {
            teller.print(stored, changes.as_ref())
        };
        output.write_all(&[told])?;
        before = Some(stored);
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

struct Teller<'a> {
    settings: &'a Settings,
    signs: &'static Signs,
}

/// One version, and what changed since the one before it.
#[derive(Serialize)]
struct VersionRecord {
    id: String,
    version: Option<String>,
    title: String,
    figures: Vec<[Option<String>; 2]>,
    quotes: Vec<[Option<String>; 2]>,
    removed: Vec<String>,
    added: Vec<String>,
}

impl Teller<'_> {
    fn print(&self, stored: &Stored, changes: Option<&(&Stored, Changes)>) -> String {
        let version = stored.dispatch.version.as_deref().unwrap_or_default();
        let sent = entry::sent(&stored.dispatch).unwrap_or(stored.arrived);
        let head = [
            ask::time(Some(sent)),
            version.to_owned(),
            entry::title(&stored.dispatch),
        ];
        let head: Vec<&str> = head
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        let mut lines = vec![head.join("  ")];
        if let Some((before, changes)) = changes {
            let pair = |[old, new]: [Option<String>; 2]| match (old, new) {
                (Some(old), Some(new)) => format!("  {old} {} {new}", self.signs.arrow),
                (Some(old), None) => format!("  - {old}"),
                (None, new) => format!("  + {}", new.unwrap_or_default()),
            };
            lines.extend(self.figures(before, stored, changes).into_iter().map(pair));
            lines.extend(
                self.quotations(before, stored, changes)
                    .into_iter()
                    .map(pair),
            );
            let (removed, added) = texts(before, stored, changes);
            lines.extend(removed.iter().map(|text| format!("  - {text}")));
            lines.extend(added.iter().map(|text| format!("  + {text}")));
        }
        lines
            .iter()
            .map(|line| format!("{}\n", sanitize(line)))
            .collect()
    }

    fn record(&self, stored: &Stored, changes: Option<&(&Stored, Changes)>) -> VersionRecord {
        let (mut figures, mut quotes, mut removed, mut added) = (vec![], vec![], vec![], vec![]);
        if let Some((before, changes)) = changes {
            figures = self.figures(before, stored, changes);
            quotes = self.quotations(before, stored, changes);
            (removed, added) = texts(before, stored, changes);
        }
        VersionRecord {
            id: stored.dispatch.id.clone(),
            version: stored.dispatch.version.clone(),
            title: entry::title(&stored.dispatch),
            figures,
            quotes,
            removed,
            added,
        }
    }

    /// `12 → 15 morts`: what was counted before, and now.
    fn figures(
        &self,
        before: &Stored,
        after: &Stored,
        changes: &Changes,
    ) -> Vec<[Option<String>; 2]> {
        let value =
            |figure: &Figure| value_text(figure, self.settings.lang.locale().texts(), self.signs);
        let whole = |stored: &Stored, at: usize| {
            let figure = &stored.found.figures[at];
            let of = figure.of.map(|of| stored.dispatch.text[of].to_owned());
            [Some(value(figure)), of]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        };
        pairs(
            &changes.figures,
            |at| whole(before, at),
            |at| whole(after, at),
            |at| value(&before.found.figures[at]),
        )
    }

    fn quotations(
        &self,
        before: &Stored,
        after: &Stored,
        changes: &Changes,
    ) -> Vec<[Option<String>; 2]> {
        let said = |stored: &Stored, at: usize| {
            let quotation: &Quotation = &stored.found.quotations[at];
            let words = |span: Span| stored.dispatch.text[span].replace("\n\n", " ");
            let actor = quotation
                .actor
                .map(|actor| stored.found.actor(actor).name.clone());
            let speaker = actor.or(quotation.speaker.map(words)).unwrap_or_default();
            let parts: Vec<String> = quotation.parts.iter().copied().map(words).collect();
            format!(
                "{}{}{} {speaker}",
                self.signs.open_quote,
                parts.join(" [...] "),
                self.signs.close_quote
            )
        };
        pairs(
            &changes.quotations,
            |at| said(before, at),
            |at| said(after, at),
            |at| said(before, at),
        )
    }
}

fn pairs(
    changes: &[Change],
    old: impl Fn(usize) -> String,
    new: impl Fn(usize) -> String,
    moved: impl Fn(usize) -> String,
) -> Vec<[Option<String>; 2]> {
    let pair = |change: &Change| match *change {
        Change::Removed(at) => [Some(old(at)), None],
        Change::Added(at) => [None, Some(new(at))],
        Change::Moved { from, to } => [Some(moved(from)), Some(new(to))],
    };
    changes.iter().map(pair).collect()
}

/// Stretches of text that went, and that came.
fn texts(before: &Stored, after: &Stored, changes: &Changes) -> (Vec<String>, Vec<String>) {
    let words =
        |stored: &Stored, span: Span| stored.dispatch.text[span].trim().replace("\n\n", " ");
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for piece in &changes.pieces {
        match piece {
            Piece::Removed(span) => removed.push(words(before, *span)),
            Piece::Added(span) => added.push(words(after, *span)),
            Piece::Kept(_) => {}
        }
    }
    (removed, added)
}
