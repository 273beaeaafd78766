//! `depeche agreement`: how far two files of annotations of the same texts agree, or two reviewers of the library.

mod reviewers;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::documents::documents;
use super::output::Output;
use super::report::{CliError, Failure, Reporter};
use super::{Global, archive, ask, table};
use crate::model::{Named, Span};
use crate::review::agreement::{
    Overlap, Unitizing, cohen_kappa, krippendorff_alpha, unitizing_alpha,
};
use crate::review::exchange::{Document, Mark};
use crate::review::standing::Standing;

/// What `depeche agreement` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// JSON Lines of `depeche export`, Prodigy or doccano, a brat .ann with its .txt beside it, or a folder of such; with --search
    /// a reviewer, or depeche for what was found
    #[arg(value_name = "A")]
    first: String,
    /// The same of somebody else, on the same texts
    #[arg(value_name = "B")]
    second: String,
    /// Compare what two reviewers decided on the dispatches of the library that match; '' for all
    #[arg(long, value_name = "QUERY")]
    search: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// When a file cannot be read, or there is nowhere to write.
pub fn run(arguments: &Arguments, global: &Global) -> Result<ExitCode, CliError> {
    let mut reporter = Reporter::new(global.verbose);
    let pairs = match &arguments.search {
        Some(query) => {
            let reviewers = [arguments.first.as_str(), arguments.second.as_str()];
            reviewers::pairs(&archive::open(global)?, &ask::parse(query)?, reviewers)?
        }
        None => of_files(arguments, &mut reporter)?,
    };
    let report = Report::of(&pairs);
    let printed = if arguments.json {
        serde_json::to_string(&report).expect("a report is plain data") + "\n"
    } else {
        report.table()
    };
    let mut output = Output::standard();
    output.write_all(&[printed])?;
    output.finish()?;
    Ok(reporter.status())
}

/// The documents that both files have.
fn of_files(
    arguments: &Arguments,
    reporter: &mut Reporter,
) -> Result<Vec<(Document, Document)>, CliError> {
    let first = documents(Path::new(&arguments.first))?;
    let mut second: BTreeMap<String, Document> = documents(Path::new(&arguments.second))?
        .into_iter()
        .map(|document| (document.id.clone(), document))
        .collect();
    let mut pairs = Vec::new();
    let mut fail = |id: &str, reason| reporter.failure(&Failure::new(id.into(), reason));
    for one in first {
        match second.remove(&one.id) {
            Some(other) if other.text == one.text => pairs.push((one, other)),
            Some(_) => fail(&one.id, "the two have different texts"),
            None => fail(&one.id, "only in the first"),
        }
    }
    for id in second.keys() {
        fail(id, "only in the second");
    }
    Ok(pairs)
}

#[derive(Serialize)]
struct Report {
    documents: usize,
    labels: Vec<LabelReport>,
    /// On marks that both have and both decided on.
    decisions: Coefficients,
    /// On marks that both have.
    kinds: Coefficients,
}

/// How the passages of one label agree.
#[derive(Serialize)]
struct LabelReport {
    /// None for all labels together.
    label: Option<String>,
    first: usize,
    second: usize,
    both: usize,
    f1: Option<f64>,
    unitizing_alpha: Option<f64>,
}

#[derive(Serialize)]
struct Coefficients {
    items: usize,
    kappa: Option<f64>,
    alpha: Option<f64>,
}

type Place<'a> = (&'a str, Vec<Span>);

impl Report {
    fn of(pairs: &[(Document, Document)]) -> Self {
        let mut labels: Vec<&str> = pairs
            .iter()
            .flat_map(|(one, other)| one.marks.iter().chain(&other.marks))
            .map(|mark| mark.label.as_str())
            .collect();
        labels.sort_unstable();
        labels.dedup();
        let mut reports: Vec<LabelReport> = labels
            .iter()
            .map(|label| LabelReport::of(pairs, Some(label), &[label]))
            .collect();
        reports.push(LabelReport::of(pairs, None, &labels));
        let shared: Vec<(&Mark, &Mark)> = pairs
            .iter()
            .flat_map(|(one, other)| shared(one, other))
            .collect();
        let decided = |mark: &Mark| {
            mark.decision
                .filter(|standing| !standing.is_open())
                .map(Standing::name)
        };
        let kind = |mark: &Mark| mark.kind.clone();
        Report {
            documents: pairs.len(),
            labels: reports,
            decisions: Coefficients::of(&shared, decided),
            kinds: Coefficients::of(&shared, kind),
        }
    }

    fn table(&self) -> String {
        let number = |value: Option<f64>| {
            value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
        };
        let head = ["label", "A", "B", "both", "F1", "alpha of units"].map(str::to_owned);
        let row = |label: &LabelReport| {
            [
                label.label.clone().unwrap_or_else(|| "all".to_owned()),
                label.first.to_string(),
                label.second.to_string(),
                label.both.to_string(),
                number(label.f1),
                number(label.unitizing_alpha),
            ]
        };
        let labels: Vec<[String; 6]> = std::iter::once(head)
            .chain(self.labels.iter().map(row))
            .collect();
        let head = ["on what both have", "items", "kappa", "alpha"].map(str::to_owned);
        let row = |name: &str, on: &Coefficients| {
            [
                name.to_owned(),
                on.items.to_string(),
                number(on.kappa),
                number(on.alpha),
            ]
        };
        let coefficients = [
            head,
            row("decisions", &self.decisions),
            row("kinds", &self.kinds),
        ];
        let lines = table::lines(&labels, None, "…")
            .into_iter()
            .chain([String::new()]);
        let lines = lines.chain(table::lines(&coefficients, None, "…"));
        lines.map(|line| line + "\n").collect()
    }
}

impl LabelReport {
    fn of(pairs: &[(Document, Document)], label: Option<&str>, among: &[&str]) -> Self {
        let mut overlap = Overlap::default();
        let mut units = Vec::new();
        for (one, other) in pairs {
            let [places, others] = [one, other].map(|document| places(document, among));
            overlap += Overlap::of(&places, &others);
            let length = one.text.code_points(one.text.whole()).end;
            for label in among {
                units.push((length, [one, other].map(|document| merged(document, label))));
            }
        }
        let unitizings: Vec<Unitizing<'_>> = units
            .iter()
            .map(|(length, observers)| Unitizing {
                length: *length,
                observers: observers.iter().map(Vec::as_slice).collect(),
            })
            .collect();
        LabelReport {
            label: label.map(str::to_owned),
            first: overlap.found,
            second: overlap.expected,
            both: overlap.both,
            f1: overlap.f1().map(rounded),
            unitizing_alpha: unitizing_alpha(&unitizings).map(rounded),
        }
    }
}

impl Coefficients {
    fn of<L: Ord + Clone>(pairs: &[(&Mark, &Mark)], said: impl Fn(&Mark) -> Option<L>) -> Self {
        let items: Vec<(L, L)> = pairs
            .iter()
            .filter_map(|(one, other)| said(one).zip(said(other)))
            .collect();
        let lists: Vec<Vec<L>> = items
            .iter()
            .map(|(one, other)| vec![one.clone(), other.clone()])
            .collect();
        Coefficients {
            items: items.len(),
            kappa: cohen_kappa(&items).map(rounded),
            alpha: krippendorff_alpha(&lists).map(rounded),
        }
    }
}

/// Four decimals: what lies beyond says nothing.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// What somebody holds to be there: all that was not rejected.
fn held(document: &Document) -> impl Iterator<Item = &Mark> {
    let away = |mark: &Mark| matches!(mark.decision, Some(Standing::Rejected | Standing::Deleted));
    document.marks.iter().filter(move |mark| !away(mark))
}

fn places<'a>(document: &'a Document, among: &[&str]) -> Vec<Place<'a>> {
    held(document)
        .filter(|mark| among.contains(&mark.label.as_str()))
        .map(|mark| (mark.label.as_str(), mark.parts.clone()))
        .collect()
}

/// The code points under a label, as passages apart from each other: what is nested counts once.
fn merged(document: &Document, label: &str) -> Vec<Span> {
    let mut units: Vec<Span> = held(document)
        .filter(|mark| mark.label == label)
        .flat_map(|mark| &mark.parts)
        .map(|part| document.text.code_points(*part))
        .map(|at| Span::new(at.start, at.end))
        .collect();
    units.sort_unstable();
    let mut merged: Vec<Span> = Vec::new();
    for unit in units.into_iter().filter(|unit| !unit.is_empty()) {
        match merged.last_mut() {
            Some(last) if last.overlaps(unit) => *last = last.join(unit),
            _ => merged.push(unit),
        }
    }
    merged
}

/// Marks on the same passage under the same label, whatever was decided on them.
fn shared<'a>(one: &'a Document, other: &'a Document) -> Vec<(&'a Mark, &'a Mark)> {
    let place = |mark: &'a Mark| (mark.label.as_str(), mark.parts.as_slice());
    let others: BTreeMap<_, &Mark> = other.marks.iter().map(|mark| (place(mark), mark)).collect();
    one.marks
        .iter()
        .filter_map(|mark| Some((mark, *others.get(&place(mark))?)))
        .collect()
}
