//! What is asked of the library: lists, searches, and dossiers of who said what, who appears and what is counted.
//! A table for people, JSON Lines for programs.

mod records;

use std::process::ExitCode;

use serde::Serialize;

use crate::cli::output::Output;
use crate::cli::report::CliError;
use crate::cli::settings::Settings;
use crate::cli::{Global, archive, dossier, searches, table};
use crate::library::sqlite::Sqlite;
use crate::library::{Entry, ItemId, Order, Query, Store, Stored, Who};
use crate::model::{Figure, FigureKind, Named, Quotation, QuotationKind, Span};
use crate::tui::panels::figures::value_text;
use crate::tui::story::time;
use crate::tui::theme::{Signs, Theme};
pub use records::EntryRecord;
use records::{ActorRecord, FigureRecord, QuotationRecord, day};

/// What the commands that ask take.
#[derive(clap::Args)]
pub struct Arguments {
    /// Words, "phrases", and fields: by: actor: figure: agency: place: slug: lang: level: from: to: is: has:
    ///
    /// Figures are asked for with what they count, in any of the languages: figure:>1000 morts (also `killed`, `ont été tués`),
    /// figure:>1 million €, figure:>1m eur, figure:10..20%, figure:<5 km (also in metres).
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Of what the saved search of this name finds (see depeche searches)
    #[arg(long, value_name = "NAME")]
    saved: Option<String>,
    /// Rows to print, at most; 0 for all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// Print JSON Lines
    #[arg(long)]
    json: bool,
}

/// What `depeche list` and `depeche search` take.
#[derive(clap::Args)]
pub struct Lists {
    #[command(flatten)]
    arguments: Arguments,
    /// Save the search under a name
    #[arg(long, value_name = "NAME")]
    save: Option<String>,
}

/// What `depeche quotes` takes.
#[derive(clap::Args)]
pub struct Quotes {
    /// Only what this person or organisation said, however it is spelt
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[command(flatten)]
    arguments: Arguments,
}

/// What `depeche actors` takes.
#[derive(clap::Args)]
pub struct Actors {
    /// Everything about the actors of this name, however it is spelt: roles, company, mentions over time
    #[arg(long, value_name = "NAME", conflicts_with_all = ["query", "saved", "limit"])]
    name: Option<String>,
    #[command(flatten)]
    arguments: Arguments,
}

/// Items that are read at a time.
const WINDOW: usize = 200;

impl Arguments {
    fn query(&self, library: &Sqlite) -> Result<Query, CliError> {
        parse(&self.text(library)?)
    }

    /// The query as it is typed, behind that of the saved search which it narrows.
    fn text(&self, library: &Sqlite) -> Result<String, CliError> {
        let typed = self.query.join(" ");
        let Some(name) = &self.saved else {
            return Ok(typed);
        };
        let saved = searches::named(library, name)?.query;
        Ok(format!("{saved} {typed}").trim().to_owned())
    }

    fn most(&self) -> usize {
        if self.limit == 0 {
            usize::MAX >> 1
        } else {
            self.limit
        }
    }
}

/// Reads a query of the command line.
///
/// # Errors
/// With the letter at which it is not understood.
pub fn parse(text: &str) -> Result<Query, CliError> {
    Query::parse(text).map_err(|source| CliError::Query {
        query: text.to_owned(),
        letter: text
            .get(..source.at.start)
            .unwrap_or_default()
            .chars()
            .count()
            + 1,
        source,
    })
}

/// `depeche list` and `depeche search`.
///
/// # Errors
/// When the query is not understood, or the library cannot be read.
pub fn list(
    lists: &Lists,
    order: Order,
    global: &Global,
    settings: &Settings,
) -> Result<ExitCode, CliError> {
    let mut library = archive::open(global)?;
    let arguments = &lists.arguments;
    let text = arguments.text(&library)?;
    let newest = library.newest()?;
    let found = library.find(&parse(&text)?, order, arguments.most())?;
    if let Some(name) = &lists.save {
        library.save_search(name, &text, newest)?;
    }
    let mut answer = Answer::new(arguments.json, settings);
    for items in found.chunks(WINDOW) {
        for entry in library.entries(items)? {
            answer.add(entry_row(&entry, settings), &EntryRecord::new(&entry))?;
        }
    }
    answer.finish()
}

/// `depeche quotes`: utterances, those of the newest dispatches first.
///
/// # Errors
/// As [`list`].
pub fn quotes(quotes: &Quotes, global: &Global, settings: &Settings) -> Result<ExitCode, CliError> {
    let library = archive::open(global)?;
    let arguments = &quotes.arguments;
    let mut query = arguments.query(&library)?;
    let mut speakers = Vec::new();
    if let Some(name) = &quotes.by {
        let who = Who {
            kind: None,
            name: name.clone(),
        };
        speakers = library.appearances(&who)?;
        query
            .clauses
            .extend(parse(&format!("by:\"{name}\""))?.clauses);
    }
    speakers.sort_unstable_by_key(|speaker| (speaker.item, speaker.position));
    let wanted = |item: ItemId, quotation: &Quotation| {
        let speaks = |actor: usize| {
            speakers
                .binary_search_by_key(&(item, actor), |one| (one.item, one.position))
                .is_ok()
        };
        quotation.kind != QuotationKind::Term
            && (quotes.by.is_none() || quotation.actor.is_some_and(|actor| speaks(actor.0)))
    };
    let mut answer = Answer::new(arguments.json, settings);
    each(&library, &query, |stored| {
        for quotation in stored
            .found
            .quotations
            .iter()
            .filter(|one| wanted(stored.item, one))
        {
            if answer.printed == arguments.most() {
                return Ok(false);
            }
            let record = QuotationRecord::new(stored, quotation);
            answer.add(record.row(quotation.kind, answer.signs), &record)?;
        }
        Ok(true)
    })?;
    answer.finish()
}

/// `depeche actors`: who appears in the dispatches that match.
///
/// # Errors
/// As [`list`].
pub fn actors(actors: &Actors, global: &Global, settings: &Settings) -> Result<ExitCode, CliError> {
    let arguments = &actors.arguments;
    if let Some(name) = &actors.name {
        return dossier::run(name, arguments.json, global, settings);
    }
    let library = archive::open(global)?;
    let mut answer = Answer::new(arguments.json, settings);
    for actor in library.cast(&arguments.query(&library)?, arguments.most())? {
        let row = [
            actor.items.to_string(),
            (settings.lang.locale().texts().actor_kind)(actor.kind).to_owned(),
            format!("{}{}", actor.mentions, answer.signs.times),
            format!("{}c", actor.quotations),
            actor.name.clone(),
        ];
        let record = ActorRecord {
            kind: actor.kind.name(),
            name: &actor.name,
            dispatches: actor.items,
            mentions: actor.mentions,
            quotes: actor.quotations,
        };
        answer.add(row, &record)?;
    }
    answer.finish()
}

/// `depeche figures`: what is counted in the dispatches that match, without dates and ordinals; where the query asks for figures,
/// those alone.
///
/// # Errors
/// As [`list`].
pub fn figures(
    arguments: &Arguments,
    global: &Global,
    settings: &Settings,
) -> Result<ExitCode, CliError> {
    let library = archive::open(global)?;
    let query = arguments.query(&library)?;
    let mut answer = Answer::new(arguments.json, settings);
    let dated = |figure: &&Figure| {
        !matches!(
            figure.kind,
            FigureKind::Date | FigureKind::Time | FigureKind::DateTime | FigureKind::Ordinal
        )
    };
    each(&library, &query, |stored| {
        let matching = stored.found.figures.iter().filter(dated);
        for figure in matching.filter(|figure| query.wants_figure(figure, &stored.dispatch.text)) {
            if answer.printed == arguments.most() {
                return Ok(false);
            }
            let text = &stored.dispatch.text;
            let words = |span: Span| text[span].replace('\n', " ");
            let value = value_text(figure, settings.lang.locale().texts(), answer.signs);
            let passage = words(figure.cue.map_or(figure.span, |cue| cue.join(figure.span)));
            let of = figure.of.map(words).unwrap_or_default();
            let record = FigureRecord {
                dispatch: &stored.dispatch.id,
                date: day(stored),
                kind: figure.kind.name(),
                value: &value,
                of: &of,
                text: &passage,
                title: &crate::library::entry::title(&stored.dispatch),
            };
            let row = [
                record.date.clone(),
                value.clone(),
                of.clone(),
                passage.clone(),
                record.title.to_owned(),
            ];
            answer.add(row, &record)?;
        }
        Ok(true)
    })?;
    answer.finish()
}

/// Calls `take` with the newest version of everything that matches, the newest first, until it has enough.
fn each(
    library: &Sqlite,
    query: &Query,
    mut take: impl FnMut(&Stored) -> Result<bool, CliError>,
) -> Result<(), CliError> {
    for item in library.find(query, Order::Newest, usize::MAX >> 1)? {
        if let Some(stored) = library.load(item)?
            && !take(&stored)?
        {
            break;
        }
    }
    Ok(())
}

/// Rows or lines on their way out: rows wait for each other to be aligned, lines do not.
pub struct Answer {
    output: Output,
    json: bool,
    rows: Vec<[String; 5]>,
    printed: usize,
    signs: &'static Signs,
}

impl Answer {
    /// Of nothing yet; JSON Lines or a table.
    pub fn new(json: bool, settings: &Settings) -> Answer {
        Answer {
            output: Output::standard(),
            json,
            rows: Vec::new(),
            printed: 0,
            signs: Theme::new(settings.theme.palette(), settings.ascii).signs,
        }
    }

    /// Adds a row, or the line that says the same.
    ///
    /// # Errors
    /// When nobody takes it.
    pub fn add(&mut self, row: [String; 5], record: &impl Serialize) -> Result<(), CliError> {
        self.printed += 1;
        if self.json {
            let mut line = serde_json::to_vec(record).expect("a record is plain data");
            line.push(b'\n');
            return self.output.write_all(&[line]);
        }
        self.rows.push(row);
        if self.rows.len() == WINDOW {
            self.flush()
        } else {
            Ok(())
        }
    }

    fn flush(&mut self) -> Result<(), CliError> {
        let width = table::terminal_columns().map(usize::from);
        let rows = std::mem::take(&mut self.rows);
        let lines = table::lines(&rows, width, self.signs.ellipsis);
        let lines: Vec<String> = lines
            .iter()
            .map(|line| format!("{}\n", line.trim_start()))
            .collect();
        self.output.write_all(&lines)
    }

    /// Writes what waits.
    ///
    /// # Errors
    /// When nobody takes it.
    pub fn finish(mut self) -> Result<ExitCode, CliError> {
        self.flush()?;
        self.output.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Time, agency, level, state, title.
pub fn entry_row(entry: &Entry, settings: &Settings) -> [String; 5] {
    let texts = settings.lang.locale().texts();
    let state = entry
        .restriction()
        .map(texts.status)
        .unwrap_or_default()
        .to_owned();
    let level = entry.level.map(texts.level).unwrap_or_default().to_owned();
    [
        entry.sent.map(time).unwrap_or_default(),
        entry.agency.clone().unwrap_or_default(),
        level,
        state,
        entry.title.clone(),
    ]
}
