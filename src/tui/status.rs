//! The header and the status line: where one is, what is selected.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span as Piece};

use super::areas::{Breadth, Pane};
use super::canvas::{clear, put_line, put_right};
use super::edit;
use super::overlay::Overlay;
use super::panels::{PanelKind, mark, selected, targets};
use super::reader::front::banner;
use super::reader::{Reader, Selection};
use super::review::filter::Filter;
use super::review::standing_words;
use super::state::{Look, State};
use crate::page::{display_width, fit};

/// The first row: dateline and slug at the left, language and position in the list at the right; a banner for what may not be used.
pub fn draw_header(state: &State, area: Rect, buffer: &mut Buffer) {
    let look = &state.look;
    let texts = look.texts();
    let dot = look.theme.signs.dot;
    let unread = state.wires.unread();
    let mut right = vec![];
    let left = match &state.reader {
        Some(reader) if !state.shows_list_alone() => {
            right.extend(reader.dispatch.lang.clone());
            right.extend(reader.review.as_ref().map(|review| {
                let (settled, all) = review.progress();
                let review = if review.viewpoint.blind {
                    texts.decisions.blind
                } else {
                    texts.review
                };
                format!("{review} {settled}/{all}")
            }));
            let listed = state.wires.len();
            let beside = look.theme.signs.dash.to_owned();
            let at = Some(reader.wire + 1).filter(|at| *at <= listed);
            right.push(format!(
                "{}/{listed}",
                at.map_or(beside, |at| at.to_string())
            ));
            Line::from(heading(reader, look))
        }
        _ => Line::styled(
            format!("{} {dot} {}", texts.list, state.wires.len()),
            look.theme.key,
        ),
    };
    if unread > 0 && state.wires.len() > 1 {
        right.push(format!(
            "{unread} {}",
            texts.unread[usize::from(unread > 1)]
        ));
    }
    if state.loading && !state.wires.is_empty() {
        right.push(texts.loading.to_owned());
    }
    let right = Line::styled(
        format!("{} ", right.join(&format!(" {dot} "))),
        look.theme.dim,
    );
    let width = u16::try_from(right.width()).unwrap_or(0).min(area.width);
    put_line(
        buffer,
        Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(width + 2),
            ..area
        },
        &left,
    );
    put_right(buffer, area, &right);
}

fn heading(reader: &Reader, look: &Look) -> Vec<Piece<'static>> {
    let dispatch = &reader.dispatch;
    let banner = banner(dispatch, look.texts());
    let mut pieces = Vec::new();
    if let Some(banner) = banner {
        pieces.push(Piece::styled(format!(" {banner} "), look.theme.alert));
        pieces.push(Piece::raw(" "));
    }
    let words = [reader.dateline(), dispatch.slug.clone()];
    let words: Vec<String> = words.into_iter().flatten().collect();
    let words = if words.is_empty() {
        dispatch.source.path.clone()
    } else {
        words.join(&format!(" {} ", look.theme.signs.dot))
    };
    pieces.push(Piece::styled(words, look.theme.key));
    pieces
}

/// `LECTURE │ ¶ 2/10 │ 41 % │ citation 1/4 │ Nikol Pachinian : mention 2/5`: what changes its length comes last, so that a key
/// rewrites little.
pub fn draw_status(state: &State, area: Rect, buffer: &mut Buffer) {
    let look = &state.look;
    let notice = state.notice.as_ref();
    let said = notice.map(|notice| {
        let style = if notice.alert {
            look.theme.alert
        } else {
            look.theme.notice
        };
        Line::styled(format!(" {} ", notice.text), style)
    });
    let parts = match (&state.overlay, &state.reader) {
        (Some(Overlay::Edit(editing)), _) => edit::look::status(editing, state),
        (_, Some(reader)) if !state.shows_list_alone() => reader_parts(state, reader),
        _ => list_parts(state),
    };
    let separator = if area.width >= 64 {
        format!(" {} ", look.theme.signs.vertical)
    } else {
        " ".to_owned()
    };
    let mut pieces = vec![Piece::raw(" ")];
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            pieces.push(Piece::styled(separator.clone(), look.theme.rule));
        }
        pieces.extend(part);
    }
    let line = Line::from(pieces);
    put_line(buffer, area, &line);
    if said.is_none() && !state.shows_list_alone() {
        draw_saved(state, line.width(), area, buffer);
    }
    if let Some(said) = said {
        let width = u16::try_from(said.width())
            .unwrap_or(u16::MAX)
            .min(area.width);
        clear(
            buffer,
            Rect {
                x: area.right() - width,
                width,
                ..area
            },
        );
        put_right(buffer, area, &said);
    }
}

/// `3 new`: what came since the list was looked at.
fn new_part(state: &State) -> Option<Vec<Piece<'static>>> {
    let words = state.look.texts().new[usize::from(state.new > 1)];
    let part = || {
        vec![Piece::styled(
            format!("{} {words}", state.new),
            state.look.theme.accent,
        )]
    };
    (state.new > 0).then(part)
}

/// `enregistré 10:42` at the end of the row, where there is room: when the library last kept a decision of this run.
fn draw_saved(state: &State, used: usize, area: Rect, buffer: &mut Buffer) {
    let Some(at) = state.reviewing.saved else {
        return;
    };
    let clock = state.reviewing.zone.to_datetime(at).strftime("%H:%M");
    let words = format!("{} {clock} ", state.look.texts().decisions.saved);
    if used + display_width(&words) < usize::from(area.width) {
        put_right(buffer, area, &Line::styled(words, state.look.theme.dim));
    }
}

fn list_parts(state: &State) -> Vec<Vec<Piece<'static>>> {
    let texts = state.look.texts();
    let at = if state.wires.is_empty() {
        0
    } else {
        state.list.selected + 1
    };
    let mut parts = vec![
        vec![Piece::styled(texts.list, state.look.theme.key)],
        vec![Piece::raw(format!("{at}/{}", state.wires.len()))],
    ];
    if !state.filter.is_empty() {
        parts.push(vec![Piece::styled(
            state.filter.clone(),
            state.look.theme.accent,
        )]);
    }
    if !state.list.query().is_empty() {
        parts.push(vec![Piece::raw(format!(
            "/{} {}",
            state.list.query(),
            state.list.found()
        ))]);
    }
    parts.extend(new_part(state));
    parts
}

fn reader_parts(state: &State, reader: &Reader) -> Vec<Vec<Piece<'static>>> {
    let look = &state.look;
    let texts = look.texts();
    let mode = match state.focus {
        Pane::Panel(_) => texts.panel,
        Pane::List => texts.list,
        Pane::Text => texts.reading,
    };
    let mut parts = Vec::new();
    if state.breadth() >= Breadth::Medium {
        parts.push(vec![Piece::styled(mode, look.theme.key)]);
    }
    let paragraph = reader.paragraph_number(reader.cursor());
    parts.push(vec![Piece::raw(format!(
        "{} {paragraph}/{}",
        look.theme.signs.paragraph,
        reader.dispatch.paragraphs.len()
    ))]);
    parts.push(vec![Piece::raw(format!("{} %", percent(reader)))]);
    parts.extend(
        reader
            .selection
            .and_then(|selection| selection_part(reader, selection, look)),
    );
    parts.extend(
        reader
            .selection
            .and_then(|selection| actor_part(reader, selection, look, state.breadth())),
    );
    if let Some(search) = &reader.search {
        let at = search.current.map_or(0, |at| at + 1);
        parts.push(vec![Piece::raw(format!(
            "/{} {at}/{}",
            fit(&search.query, 16, look.theme.signs.ellipsis),
            search.hits.len()
        ))]);
    }
    parts.extend(new_part(state));
    parts
}

fn selection_part(
    reader: &Reader,
    selection: Selection,
    look: &Look,
) -> Option<Vec<Piece<'static>>> {
    let found = reader.annotations.as_ref()?;
    let texts = look.texts();
    let (words, confidence) = match selection {
        Selection::Quotation(at) => {
            let all = reader.contents.utterances.len();
            let number = reader.contents.number_of(at);
            let confidence = found.quotations.get(at)?.confidence;
            match number {
                Some(number) => (format!("{} {number}/{all}", texts.quotation), confidence),
                None if reader.review.is_some() => (texts.quotation.to_owned(), confidence),
                None => return None,
            }
        }
        Selection::Figure(at) => {
            let confidence = found.figures.get(at)?.confidence;
            let words = format!("{} {}/{}", texts.figure, at + 1, found.figures.len());
            if reader.review.is_none() {
                return Some(vec![Piece::raw(words)]);
            }
            (words, confidence)
        }
        Selection::Mention { actor, .. } => {
            reader.review.as_ref()?;
            (texts.actor.to_owned(), found.actors.get(actor)?.confidence)
        }
    };
    let mut pieces = vec![Piece::raw(format!(
        "{words}{} ",
        among(reader, selection, look)
    ))];
    pieces.push(mark(reader, selection, confidence, look));
    if let (Some(judged), Some(review)) = (reader.judged(selection), &reader.review) {
        let standing = standing_words(judged, &review.viewpoint.user, look);
        pieces.push(Piece::raw(format!(" {standing}")));
    }
    Some(pieces)
}

/// ` (2/5 à décider)`: where the selection is among those that the filter lets through.
fn among(reader: &Reader, selection: Selection, look: &Look) -> String {
    if reader.filter == Filter::All || reader.review.is_none() {
        return String::new();
    }
    let kind = match selection {
        Selection::Quotation(_) => PanelKind::Quotations,
        Selection::Mention { .. } => PanelKind::Actors,
        Selection::Figure(_) => PanelKind::Figures,
    };
    let targets = targets(kind, reader);
    let row = selected(kind, reader);
    let at = targets.iter().position(|target| Some(*target) == row);
    let at = at.map_or(0, |at| at + 1);
    let filter = look.texts().decisions.filters[reader.filter as usize];
    format!(" ({at}/{} {filter})", targets.len())
}

fn actor_part(
    reader: &Reader,
    selection: Selection,
    look: &Look,
    breadth: Breadth,
) -> Option<Vec<Piece<'static>>> {
    let found = reader.annotations.as_ref()?;
    let actor = reader.actor_of(selection)?;
    let who = found.actors.get(actor)?;
    let name = fit(
        &who.name,
        if breadth >= Breadth::Medium { 28 } else { 16 },
        look.theme.signs.ellipsis,
    );
    let mention = match selection {
        Selection::Mention { mention, .. } => Some(mention),
        Selection::Quotation(at) => {
            let speaker = found.quotations.get(at)?.speaker?;
            who.mentions
                .iter()
                .position(|mention| speaker.overlaps(mention.span))
        }
        Selection::Figure(_) => None,
    };
    let colon = look.texts().colon;
    let count = mention
        .map(|at| {
            format!(
                "{colon}{} {}/{}",
                look.texts().mention,
                at + 1,
                who.mentions.len()
            )
        })
        .unwrap_or_default();
    Some(vec![Piece::raw(format!("{name}{count}"))])
}

fn percent(reader: &Reader) -> usize {
    let rows = reader.sheet.len().max(1);
    ((reader.top + reader.height).min(rows) * 100) / rows
}
