//! How a mode shows itself: what is lit in the text, what the status line tells, which keys are hinted at.
//!
//! The passage is underlined and its ends are reversed; the terminal's own cursor stands on the one that moves. No letter is
//! hidden and no row is set anew.

use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};
use ratatui::text::Span as Piece;

use super::edges::End;
use super::everywhere::{Act, Everywhere};
use super::figure;
use super::motion::Stage;
use super::passage::{Command, Passage, Purpose};
use super::words::{Words, words};
use super::{Editing, Mode};
use crate::model::Span;
use crate::page::{column_of, display_width, fit, sanitize};
use crate::review::event::{Label, Op};
use crate::tui::action::Action;
use crate::tui::areas::{Breadth, MARGIN};
use crate::tui::bindings::Context;
use crate::tui::keymap::help_of;
use crate::tui::reader::Reader;
use crate::tui::reader::marks::Mark;
use crate::tui::state::{Look, State};
use crate::tui::theme::Theme;

/// What is lit in the text, laid over what is lit in any case.
pub fn marks(editing: &Editing, reader: &Reader, theme: &Theme) -> Vec<Mark> {
    match &*editing.mode {
        Mode::Passage(passage) => passage_marks(passage, reader, theme),
        Mode::Find(find) => passage_marks(find.passage(), reader, theme),
        Mode::Kind(kinds) => passage_marks(kinds.passage(), reader, theme),
        Mode::Value(prompt) => passage_marks(prompt.passage(), reader, theme),
        Mode::Everywhere(everywhere) => {
            let place = |(at, place): (usize, &super::everywhere::Place)| Mark {
                span: place.passage,
                style: match (at == everywhere.current, place.left_out) {
                    (true, false) => theme.label,
                    (true, true) => theme.selected,
                    (false, false) => theme.hit,
                    (false, true) => theme.dim,
                },
            };
            let unlit = reader
                .selection
                .and_then(|selection| reader.passage(selection));
            let unlit = unlit.map(|span| Mark {
                span,
                style: Style::new().remove_modifier(Modifier::REVERSED),
            });
            let places = everywhere.places.iter().enumerate().map(place);
            unlit.into_iter().chain(places).collect()
        }
        Mode::Speaker(_) | Mode::Note(_) => Vec::new(),
    }
}

fn passage_marks(passage: &Passage, reader: &Reader, theme: &Theme) -> Vec<Mark> {
    let dispatch = &reader.dispatch;
    let unlit = Style::new().remove_modifier(Modifier::REVERSED);
    let selected = reader
        .selection
        .and_then(|selection| reader.passage(selection));
    let mut marks: Vec<Mark> = selected
        .map(|span| Mark { span, style: unlit })
        .into_iter()
        .collect();
    let mut lit = |span, style| marks.push(Mark { span, style });
    for span in passage.meant(dispatch) {
        lit(span, theme.linked);
    }
    match &passage.stage {
        Stage::Seek { word, parts } => {
            for part in parts.iter().flat_map(|edges| edges.parts()) {
                lit(*part, theme.linked);
            }
            lit(*word, theme.selected);
        }
        Stage::Move(edges) => {
            lit(edges.other_letter(dispatch), theme.selected);
            lit(edges.letter(dispatch), theme.label);
        }
    }
    marks
}

/// Where the terminal's cursor stands: on the letter at the end that moves.
pub fn cursor(state: &State, passage: &Passage) -> Option<Position> {
    let reader = state.reader.as_ref()?;
    let area = state.areas().text?;
    let dispatch = &reader.dispatch;
    let letter = passage.letter(dispatch).start();
    let row = reader.sheet.row_of(letter);
    let crate::tui::reader::sheet::SheetRow::Text(shown) = reader.sheet.row(row)? else {
        return None;
    };
    let line = u16::try_from(row.checked_sub(reader.top)?).ok()?;
    let column = u16::try_from(column_of(&dispatch.text, shown.span, letter)).ok()?;
    let margin = if state.breadth() == Breadth::Tiny {
        0
    } else {
        MARGIN
    };
    let (x, y) = (area.x + margin + column, area.y + line);
    (x < area.right() && y < area.bottom()).then_some(Position { x, y })
}

/// The parts of the status line.
pub fn status(editing: &Editing, state: &State) -> Vec<Vec<Piece<'static>>> {
    let look = &state.look;
    let said = words(look.locale);
    let Some(reader) = &state.reader else {
        return Vec::new();
    };
    let title = |words: &'static str| vec![Piece::styled(words, look.theme.key)];
    match &*editing.mode {
        Mode::Passage(passage) => passage_status(passage, reader, state),
        Mode::Find(find) => passage_status(find.passage(), reader, state),
        Mode::Kind(kinds) => passage_status(kinds.passage(), reader, state),
        Mode::Value(prompt) => passage_status(prompt.passage(), reader, state),
        Mode::Speaker(speakers) if speakers.is_for_quotation() => vec![title(said.speaker)],
        Mode::Speaker(_) => vec![title(said.merge)],
        Mode::Everywhere(everywhere) => everywhere_status(everywhere, reader, look),
        Mode::Note(_) => vec![title(said.note)],
    }
}

fn passage_status(passage: &Passage, reader: &Reader, state: &State) -> Vec<Vec<Piece<'static>>> {
    let look = &state.look;
    let said = words(look.locale);
    let mut told: Vec<String> = Vec::new();
    let title = match (&passage.purpose, &passage.stage) {
        (Purpose::Correct { .. }, Stage::Seek { .. }) => said.seeking,
        (Purpose::Correct { content, .. }, Stage::Move(edges)) => {
            if state.breadth() > Breadth::Tiny {
                told.push(said.label(content.label).to_owned());
            }
            if let Label::Figure(_) = content.label {
                let value = figure::write(content.value.as_deref(), content.unit.as_deref());
                told.push(format!("= {value}"));
            }
            if edges.parts().len() > 1 {
                told.push(format!("{}/{}", edges.number(), edges.parts().len()));
            }
            said.correcting
        }
        (Purpose::New { everywhere, .. }, _) => {
            if *everywhere {
                let count = passage.meant(&reader.dispatch).len();
                told.push(format!(
                    "{} {}{count}",
                    said.everywhere, look.theme.signs.times
                ));
            }
            said.marking
        }
    };
    let text = &reader.dispatch.text;
    let (end, span) = match &passage.stage {
        Stage::Move(edges) => (Some(edges.end()), edges.part()),
        Stage::Seek { word, .. } => (None, *word),
    };
    told.extend(end.map(|end| end_word(end, said).to_owned()));
    let used: usize = told.iter().map(|part| display_width(part) + 3).sum();
    let used = used + display_width(title) + 3 + 4;
    let room = usize::from(state.size.width).saturating_sub(used);
    told.push(quoted(&text[span], end, room, look));
    let mut parts = vec![vec![Piece::styled(title, look.theme.key)]];
    parts.extend(told.into_iter().map(|part| vec![Piece::raw(part)]));
    parts
}

fn end_word(end: End, said: &Words) -> &'static str {
    match end {
        End::Start => said.start,
        End::Stop => said.stop,
    }
}

/// The words of a passage in their marks; of a long one those at the end that moves.
fn quoted(passage: &str, end: Option<End>, room: usize, look: &Look) -> String {
    let signs = look.theme.signs;
    let room =
        room.saturating_sub(display_width(signs.open_quote) + display_width(signs.close_quote));
    let cut = match end {
        Some(End::Stop) => tail(passage, room, signs.ellipsis),
        _ => fit(passage, room, signs.ellipsis),
    };
    format!("{}{cut}{}", signs.open_quote, signs.close_quote)
}

/// A text sanitised and cut at its beginning to `width` columns.
fn tail(text: &str, width: usize, ellipsis: &str) -> String {
    let shown = sanitize(text);
    let mut rest: &str = &shown;
    while display_width(rest) > width.saturating_sub(usize::from(rest.len() < shown.len())) {
        let mut chars = rest.chars();
        if chars.next().is_none() {
            break;
        }
        rest = chars.as_str();
    }
    if rest.len() < shown.len() {
        format!("{ellipsis}{rest}")
    } else {
        rest.to_owned()
    }
}

fn everywhere_status(
    everywhere: &Everywhere,
    reader: &Reader,
    look: &Look,
) -> Vec<Vec<Piece<'static>>> {
    let said = words(look.locale);
    let what = match &everywhere.act {
        Act::Mention(actor) => {
            let name = actor.content.value.clone().unwrap_or_default();
            format!("{}{}{name}", said.new_mentions, look.texts().colon)
        }
        Act::Decide(Op::Reject) => said.rejects.to_owned(),
        Act::Decide(_) => said.accepts.to_owned(),
    };
    let (meant, all) = (everywhere.meant().count(), everywhere.places.len());
    let current = everywhere.places[everywhere.current].passage;
    let place = Span::start(current);
    vec![
        vec![Piece::styled(said.all_occurrences, look.theme.key)],
        vec![Piece::raw(format!("{meant}/{all} {what}"))],
        vec![Piece::raw(format!("{}/{all}", everywhere.current + 1))],
        vec![Piece::raw(format!(
            "{}{}",
            look.theme.signs.paragraph,
            reader.paragraph_number(place)
        ))],
    ]
}

/// The keys that act in a mode, the most wanted first.
pub fn hints(editing: &Editing, look: &Look) -> Vec<(String, &'static str)> {
    let said = words(look.locale);
    let fixed = |hints: &[(&str, &'static str)]| {
        hints
            .iter()
            .map(|(keys, what)| ((*keys).to_owned(), *what))
            .collect()
    };
    match &*editing.mode {
        Mode::Passage(passage) => passage_hints(passage, look),
        Mode::Find(_) | Mode::Value(_) => fixed(&[("Enter", said.choose), ("Esc", said.leave)]),
        Mode::Speaker(speakers) if speakers.is_for_quotation() => fixed(&[
            ("1-9 Enter", said.choose),
            ("0", said.nobody),
            ("m", said.new_actor),
            ("/", said.filter),
            ("Esc", said.leave),
        ]),
        Mode::Kind(_) | Mode::Speaker(_) => fixed(&[
            ("1-9 Enter", said.choose),
            ("/", said.filter),
            ("Esc", said.leave),
        ]),
        Mode::Everywhere(_) => fixed(&[
            ("Enter", said.keep),
            ("n", said.next),
            ("x", said.leave_out),
            ("Esc", said.leave),
        ]),
        Mode::Note(note) if note.finishing => fixed(&[
            ("Enter", said.keep_note),
            ("Esc", said.leave_draft),
            ("i", said.write_on),
        ]),
        Mode::Note(_) => fixed(&[("Esc", said.finish)]),
    }
}

/// The keys that act on a passage as far as it is; of two that go both ways, both.
fn passage_hints(passage: &Passage, look: &Look) -> Vec<(String, &'static str)> {
    use Command::{
        AddPart, Begin, DropPart, Find, Keep, Leave, LetterLeft, LetterRight, NextPart, OtherEnd,
        RowDown, RowUp, WordLeft, WordRight,
    };
    let said = words(look.locale);
    let key = |command| {
        let keys = look
            .keymap
            .keys_of(Context::Passage, Action::Passage(command));
        keys.into_iter().next().unwrap_or_default()
    };
    let hint = |command: &Command| {
        let help = help_of(Context::Passage, Action::Passage(*command), look.locale);
        (key(*command), help)
    };
    let pair = |back, forth, what| (format!("{}/{}", key(back), key(forth)), what);
    let mut moves = vec![pair(WordLeft, WordRight, said.word)];
    if matches!(passage.stage, Stage::Move(_)) {
        moves.push(pair(LetterLeft, LetterRight, said.letter));
    }
    let rows = [pair(RowUp, RowDown, said.row)];
    let (before, after): (&[Command], &[Command]) = match (&passage.purpose, &passage.stage) {
        (Purpose::Correct { .. }, Stage::Seek { .. }) => (&[Begin], &[Find, Leave]),
        (Purpose::Correct { content, .. }, Stage::Move(_)) => match content.label {
            Label::Figure(_) => (&[Keep, OtherEnd], &[Command::Kind, Command::Value, Leave]),
            _ => (
                &[Keep, OtherEnd],
                &[Command::Kind, AddPart, DropPart, NextPart, Leave],
            ),
        },
        (Purpose::New { speaks: None, .. }, Stage::Seek { .. }) => (
            &[Begin, Command::Quotation, Command::Actor, Command::Figure],
            &[Command::Everywhere, Find, Leave],
        ),
        (Purpose::New { speaks: None, .. }, Stage::Move(_)) => (
            &[
                Command::Quotation,
                Command::Actor,
                Command::Figure,
                OtherEnd,
            ],
            &[Command::Everywhere, Find, Leave],
        ),
        (Purpose::New { .. }, Stage::Seek { .. }) => (&[Begin, Command::Actor], &[Find, Leave]),
        (Purpose::New { .. }, Stage::Move(_)) => (&[Command::Actor, OtherEnd], &[Find, Leave]),
    };
    let before = before.iter().map(hint);
    before
        .chain(moves)
        .chain(after.iter().map(hint))
        .chain(rows)
        .collect()
}
