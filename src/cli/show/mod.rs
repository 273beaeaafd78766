//! `depeche show`: dispatches with their annotations, printed for people.

mod ink;
mod picture;
mod tables;

use std::io::{self, IsTerminal};
use std::num::NonZero;
use std::process::ExitCode;

use super::output::Output;
use super::report::{CliError, Reporter};
use super::settings::{self, Settings};
use super::texts::Texts;
use super::{Global, inputs, pipeline, table};
use crate::annotate::{Kinds, annotate};
use crate::model::{Annotations, Dispatch, Span};
use crate::page::Layout;
use crate::tui::reader::front::{FrontKind, front};
use crate::tui::texts::Locale;
use crate::tui::theme::{Signs, Theme};
use ink::{Ink, Marks, Tone};
use picture::{Keys, Size, picture};

/// What `depeche show` takes.
#[derive(clap::Args, Default)]
pub struct Arguments {
    #[command(flatten)]
    inputs: inputs::Inputs,
    /// Form of the output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Columns to print in [default: those of the terminal; paragraphs stay whole in a pipe]
    #[arg(long, value_name = "N")]
    width: Option<NonZero<u16>>,
    /// Columns and rows of a picture
    #[arg(long, value_name = "COLSxROWS", default_value = "120x36", value_parser = Size::parse)]
    size: Size,
    /// Keys to press before a picture is taken, such as "c o"
    #[arg(long, value_name = "KEYS", default_value = "", value_parser = Keys::parse)]
    press: Keys,
    /// When to use colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
}

/// A form of output.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default)]
enum Format {
    /// Text and tables
    #[default]
    Text,
    /// A picture of the reader's screen
    Svg,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug, Default)]
enum Color {
    /// On a terminal, unless NO_COLOR is set or the theme is mono
    #[default]
    Auto,
    Always,
    Never,
}

impl From<inputs::Inputs> for Arguments {
    fn from(inputs: inputs::Inputs) -> Self {
        Arguments {
            inputs,
            ..Arguments::default()
        }
    }
}

/// Runs the command.
///
/// # Errors
/// When there is nothing to read, or nowhere to write.
pub fn run(
    arguments: Arguments,
    global: &Global,
    settings: &Settings,
) -> Result<ExitCode, CliError> {
    let inputs = arguments.inputs.or_standard_input()?;
    let printer = Printer {
        texts: settings.lang.texts(),
        locale: settings.lang.locale(),
        signs: Theme::new(settings.theme.palette(), settings.ascii).signs,
        ink: ink(arguments.color, settings),
        columns: Columns::new(arguments.width, settings.width),
    };
    let mut reporter = Reporter::new(global.verbose);
    let mut output = Output::standard();
    let options = pipeline::Options {
        jobs: None,
        language: global.language,
    };
    let print = |dispatch| match arguments.format {
        Format::Text => printer.print(&dispatch, &annotate(&dispatch, Kinds::ALL)),
        Format::Svg => picture(dispatch, settings.look(), arguments.size, &arguments.press),
    };
    let mut first = true;
    pipeline::run(inputs, options, &mut reporter, print, |printed| {
        for dispatch in printed {
            if !std::mem::take(&mut first) && matches!(arguments.format, Format::Text) {
                output.write_all(&[printer.rule()])?;
            }
            output.write_all(&[dispatch])?;
        }
        Ok(())
    })?;
    Ok(reporter.status())
}

fn ink(color: Color, settings: &Settings) -> Ink {
    let coloured = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => io::stdout().is_terminal() && settings.theme != settings::Theme::Mono,
    };
    if coloured { Ink::Colour } else { Ink::Plain }
}

/// Columns to print in; none for lines as long as they come.
#[derive(Clone, Copy)]
struct Columns {
    text: Option<usize>,
    tables: Option<usize>,
}

/// Longer lines are hard to read.
const READABLE: u16 = 72;

impl Columns {
    fn new(asked: Option<NonZero<u16>>, set: Option<NonZero<u16>>) -> Self {
        let both = |text: u16, tables: u16| Columns {
            text: Some(text.into()),
            tables: Some(tables.into()),
        };
        match (asked, table::terminal_columns()) {
            (Some(asked), _) => both(asked.get(), asked.get()),
            (None, Some(columns)) => {
                let text = set.map_or(READABLE, NonZero::get);
                both(text.min(columns), columns)
            }
            (None, None) => Columns {
                text: None,
                tables: None,
            },
        }
    }
}

struct Printer {
    texts: &'static Texts,
    /// For what the reader's panels say too.
    locale: Locale,
    signs: &'static Signs,
    ink: Ink,
    columns: Columns,
}

impl Printer {
    /// Between two dispatches.
    fn rule(&self) -> String {
        let columns = self.columns.text.unwrap_or(READABLE.into());
        format!(
            "\n{}\n\n",
            self.ink
                .piece(Tone::Faint, &self.signs.horizontal.repeat(columns))
        )
    }

    fn print(&self, dispatch: &Dispatch, found: &Annotations) -> String {
        let mut lines = self.head(dispatch);
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(self.text(dispatch, found));
        let tables = [
            (self.texts.quotations, self.quotations(dispatch, found)),
            (self.texts.terms, self.terms(dispatch, found)),
            (self.texts.actors, self.actors(found)),
            (self.texts.figures, self.figures(dispatch, found)),
        ];
        for (title, table) in tables.into_iter().filter(|(_, table)| !table.is_empty()) {
            lines.extend([String::new(), self.ink.piece(Tone::Title, title)]);
            lines.extend(table);
        }
        lines
            .iter()
            .flat_map(|line| [line.as_str(), "\n"])
            .collect()
    }

    /// What the reader shows before the text, then place, day, agency and version.
    fn head(&self, dispatch: &Dispatch) -> Vec<String> {
        let mut lines = Vec::new();
        for line in front(dispatch, self.locale.texts(), &self.separator()) {
            let tone = match line.kind {
                FrontKind::Banner => Tone::Warning,
                FrontKind::Advisory | FrontKind::Headline => Tone::Title,
                FrontKind::Byline => Tone::Faint,
            };
            lines.extend(self.wrapped(tone, &line.text));
        }
        let line = dispatch.dateline.as_ref();
        let version = dispatch.version.as_ref();
        let origin = [
            line.and_then(|line| line.place.clone()),
            line.and_then(|line| line.date).map(|date| date.to_string()),
            line.and_then(|line| line.agency.clone()),
            version.map(|version| format!("{} {version}", self.texts.version)),
        ];
        lines.extend(self.joined(Tone::Faint, &origin));
        lines
    }

    fn separator(&self) -> String {
        format!(" {} ", self.signs.dot)
    }

    fn joined(&self, tone: Tone, parts: &[Option<String>]) -> Vec<String> {
        let given: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
        if given.is_empty() {
            Vec::new()
        } else {
            self.wrapped(tone, &given.join(&self.separator()))
        }
    }

    fn wrapped(&self, tone: Tone, text: &str) -> Vec<String> {
        match self.columns.text {
            Some(width) => table::wrap(text, width)
                .iter()
                .map(|line| self.ink.piece(tone, line))
                .collect(),
            None => vec![self.ink.piece(tone, text)],
        }
    }

    fn text(&self, dispatch: &Dispatch, found: &Annotations) -> Vec<String> {
        let text = &dispatch.text;
        let rows = match self.columns.text {
            Some(width) => {
                let layout = Layout::new(text, &dispatch.paragraphs, width);
                layout.rows().iter().map(|row| row.span).collect()
            }
            None => lines_of(dispatch),
        };
        let marks = Marks::new(found);
        let mut past = 0;
        let shown = |row: Span| {
            let line = Span::new(row.start(), row.start() + text[row].trim_end().len());
            marks.line(text, line, &mut past, self.ink)
        };
        rows.into_iter().map(shown).collect()
    }
}

/// The lines of the text as they are: one for a paragraph, with a blank one between two.
fn lines_of(dispatch: &Dispatch) -> Vec<Span> {
    let mut at = 0;
    let lines = dispatch.text.as_str().split('\n').map(|line| {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        span
    });
    lines.collect()
}
