//! `depeche actors --name`: what the library knows of one actor. What it said is the affair of `depeche quotes --by`.

use std::process::ExitCode;

use serde::Serialize;

use super::output::Output;
use super::report::CliError;
use super::settings::Settings;
use super::{Global, archive, table};
use crate::library::dossier::{Appearance, Step};
use crate::library::{Dossier, Store, Who};
use crate::model::Named;
use crate::page::sanitize;
use crate::tui::dossier::view;

/// Dispatches that are read at a time.
const WINDOW: usize = 200;

/// Columns and lines where there is no terminal.
const UNWRAPPED: usize = 65_535;

/// Prints the dossier of whoever bears a name, however it is spelt; nothing where nobody does.
///
/// # Errors
/// When the library cannot be read.
pub fn run(
    name: &str,
    json: bool,
    global: &Global,
    settings: &Settings,
) -> Result<ExitCode, CliError> {
    let library = archive::open(global)?;
    let who = Who {
        kind: None,
        name: name.to_owned(),
    };
    let appeared = library.appearances(&who)?.into_iter();
    let mut dossier = Dossier::new(who, appeared.map(Appearance::from).collect());
    while !dossier.is_complete() {
        dossier.read_from(&library, WINDOW)?;
    }
    let mut output = Output::standard();
    if !dossier.appearances.is_empty() {
        output.write_all(&[if json {
            let record = DossierRecord::new(&dossier);
            serde_json::to_string(&record).expect("a record is plain data") + "\n"
        } else {
            print(&dossier, settings)
        }])?;
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// Name and counts, then what the reader shows of it.
fn print(dossier: &Dossier, settings: &Settings) -> String {
    let look = settings.look();
    let width = table::terminal_columns().map_or(UNWRAPPED, usize::from);
    let timeline = dossier.timeline(view::STRIP);
    let totals = view::totals(dossier.totals(), &look, UNWRAPPED);
    let mut text = format!("{}  {}\n", sanitize(&dossier.who.name), totals.trim());
    for line in view::told(dossier, timeline.as_ref(), &look, width, UNWRAPPED) {
        text += &sanitize(&line.to_string());
        text.push('\n');
    }
    text
}

/// The line of `actors --name`.
#[derive(Serialize)]
struct DossierRecord<'a> {
    name: &'a str,
    dispatches: usize,
    mentions: usize,
    quotes: usize,
    roles: Vec<RoleRecord<'a>>,
    with: Vec<CompanionRecord<'a>>,
    timeline: Option<TimelineRecord>,
}

#[derive(Serialize)]
struct RoleRecord<'a> {
    role: &'a str,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Serialize)]
struct CompanionRecord<'a> {
    kind: &'static str,
    name: &'a str,
    dispatches: usize,
}

/// Mentions in each day, week, month or year, from one on.
#[derive(Serialize)]
struct TimelineRecord {
    step: &'static str,
    start: String,
    mentions: Vec<usize>,
}

impl<'a> DossierRecord<'a> {
    fn new(dossier: &'a Dossier) -> Self {
        let (dispatches, mentions, quotes) = dossier.totals();
        let day = |day: jiff::civil::Date| day.to_string();
        let roles = dossier.roles.iter().map(|role| RoleRecord {
            role: &role.role,
            from: role.from.map(day),
            to: role.to.map(day),
        });
        let with = dossier.company.iter().map(|one| CompanionRecord {
            kind: one.kind.name(),
            name: &one.name,
            dispatches: one.dispatches,
        });
        let timeline = dossier
            .timeline(view::STRIP)
            .map(|timeline| TimelineRecord {
                step: match timeline.step {
                    Step::Day => "day",
                    Step::Week => "week",
                    Step::Month => "month",
                    Step::Year => "year",
                },
                start: day(timeline.start),
                mentions: timeline.counts,
            });
        DossierRecord {
            name: &dossier.who.name,
            dispatches,
            mentions,
            quotes,
            roles: roles.collect(),
            with: with.collect(),
            timeline,
        }
    }
}
