//! The details sheet: everything that is known about a dispatch, and the wire as it came.

use ratatui::text::{Line, Span as Piece};

use super::selected;
use crate::library::Orphan;
use crate::model::{Dispatch, Named, Status};
use crate::page::wrap;
use crate::tui::canvas::column;
use crate::tui::panels::{PanelKind, number};
use crate::tui::reader::Reader;
use crate::tui::state::{Look, State};

/// The sheet at a width: the review of the selection, fields that have a value, then the original line by line.
pub fn lines(reader: &Reader, state: &State, width: usize) -> Vec<Line<'static>> {
    let look = &state.look;
    let mut lines = selected::lines(reader, state, width);
    for (label, value) in fields(reader, look) {
        for (at, part) in wrap(&value, width.saturating_sub(LABEL))
            .into_iter()
            .enumerate()
        {
            let label = if at == 0 { label } else { "" };
            lines.push(Line::from(vec![
                Piece::styled(column(label, LABEL, look), look.theme.dim),
                Piece::raw(part),
            ]));
        }
    }
    lines.push(Line::default());
    lines.push(Line::styled(look.texts().original, look.theme.key));
    lines.push(Line::default());
    let original = reader
        .dispatch
        .original
        .split('\n')
        .flat_map(|line| line.trim_end_matches('\r').split('\r'));
    lines.extend(original.flat_map(|line| wrap(line, width)).map(Line::raw));
    lines
}

const LABEL: usize = 14;

fn fields(reader: &Reader, look: &Look) -> Vec<(&'static str, String)> {
    let (dispatch, names) = (&reader.dispatch, &look.texts().fields);
    let line = dispatch
        .dateline
        .as_ref()
        .map(|line| dispatch.text[line.span].to_owned())
        .filter(|words| !words.is_empty());
    let notes: Vec<&str> = dispatch
        .ednotes
        .iter()
        .map(|note| note.text.as_str())
        .collect();
    let all = [
        (names.path, Some(dispatch.source.path.clone())),
        (
            names.format,
            Some(format!(
                "{}, {}",
                dispatch.source.format.name(),
                dispatch.source.charset
            )),
        ),
        (names.id, Some(versioned(dispatch))),
        (names.language, dispatch.lang.clone()),
        (
            names.status,
            (dispatch.status != Status::Usable)
                .then(|| (look.texts().status)(dispatch.status).to_owned()),
        ),
        (
            names.signal,
            dispatch
                .signal
                .map(|signal| (look.texts().signal)(signal).to_owned()),
        ),
        (names.urgency, urgency(dispatch, look)),
        (
            names.embargo,
            dispatch.embargo.map(|time| look.texts().moment(time)),
        ),
        (names.slug, dispatch.slug.clone()),
        (names.headline, dispatch.headline.clone()),
        (names.byline, dispatch.byline.clone()),
        (names.dateline, line),
        (
            names.keywords,
            (!dispatch.keywords.is_empty()).then(|| dispatch.keywords.join(", ")),
        ),
        (names.notes, (!notes.is_empty()).then(|| notes.join("; "))),
        (names.signoff, dispatch.signoff.clone()),
        (names.contents, contents(reader, look)),
        (names.doubts, doubts(reader, look)),
        (names.orphans, orphans(reader, look)),
    ];
    all.into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

fn versioned(dispatch: &Dispatch) -> String {
    match &dispatch.version {
        Some(version) => format!("{} v{version}", dispatch.id),
        None => dispatch.id.clone(),
    }
}

fn urgency(dispatch: &Dispatch, look: &Look) -> Option<String> {
    let level = dispatch.level.map(look.texts().level);
    match (dispatch.urgency, level) {
        (Some(number), Some(level)) => Some(format!("{number} ({level})")),
        (Some(number), None) => Some(number.to_string()),
        (None, level) => level.map(str::to_owned),
    }
}

fn contents(reader: &Reader, look: &Look) -> Option<String> {
    let found = reader.annotations.as_ref()?;
    let texts = look.texts();
    let count = |kind| number(kind, reader, found);
    let counts = [
        (count(PanelKind::Quotations), texts.quotations),
        (count(PanelKind::Actors), texts.actors),
        (count(PanelKind::Figures), texts.figures),
    ];
    Some(
        counts
            .map(|(count, name)| format!("{count} {}", name.to_lowercase()))
            .join(", "),
    )
}

/// The words of what was decided in earlier versions and is not here.
fn orphans(reader: &Reader, look: &Look) -> Option<String> {
    let signs = look.theme.signs;
    let review = reader.review.as_ref()?;
    let orphan = |orphan: &Orphan| {
        let (words, by) = (&orphan.words, orphan.by.join(", "));
        format!("{}{words}{} ({by})", signs.open_quote, signs.close_quote)
    };
    let orphans: Vec<String> = review.orphans.iter().map(orphan).collect();
    (!orphans.is_empty()).then(|| orphans.join("; "))
}

fn doubts(reader: &Reader, look: &Look) -> Option<String> {
    let paragraph = look.theme.signs.paragraph;
    let found = reader.annotations.as_ref()?;
    let place = |at: usize| reader.paragraph_number(at);
    let said: Vec<String> = found
        .doubts
        .iter()
        .map(|doubt| {
            format!(
                "{paragraph}{}: {}",
                place(doubt.span.start()),
                doubt.what.name()
            )
        })
        .collect();
    (!said.is_empty()).then(|| said.join("; "))
}
