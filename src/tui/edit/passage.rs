//! Correcting the passage of an annotation, and marking a new one: a word is sought where it begins, then its ends are moved.
//!
//! Nothing is decided before Enter, or before it is said what a new passage is; leaving leaves no trace.

use super::edges::{Edges, Reach};
use super::everywhere::same_words;
use super::figure;
use super::kind::Kinds;
use super::stops::{paragraph_at, word_beside, word_near, words as words_in};
use super::words::words;
use super::{Mode, Turn};
use crate::model::{Dispatch, Span};
use crate::page::{column_of, offset_at};
use crate::review::event::{Content, Label, Op};
use crate::review::reviewed::Judged;
use crate::review::value;
use crate::tui::areas::Pane;
use crate::tui::reader::sheet::SheetRow;
use crate::tui::reader::{Reader, Selection};
use crate::tui::state::State;

/// What the keys of the table do here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    LetterLeft,
    LetterRight,
    WordLeft,
    WordRight,
    RowUp,
    RowDown,
    First,
    Last,
    OtherEnd,
    Begin,
    NextPart,
    AddPart,
    DropPart,
    Kind,
    Value,
    Quotation,
    Actor,
    Figure,
    Everywhere,
    Find,
    Keep,
    Leave,
}

/// A passage being corrected or marked.
#[derive(Clone, Debug)]
pub struct Passage {
    pub purpose: Purpose,
    pub stage: Stage,
}

/// What becomes of it.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// It is that of an annotation, which is to say `content`; its parts are those of the stage.
    Correct { target: Judged, content: Content },
    /// It is to be an annotation of its own.
    New {
        /// The quotation that the new actor speaks.
        speaks: Option<Judged>,
        /// Whether all passages with the same words are meant.
        everywhere: bool,
    },
}

/// How far it is.
#[derive(Clone, Debug)]
pub enum Stage {
    /// A word is sought where a part begins; those that are there wait.
    Seek {
        word: Span,
        parts: Option<Edges>,
    },
    Move(Edges),
}

/// The selected annotation, to be corrected.
pub fn correct(state: &mut State, selection: Selection) -> Option<Mode> {
    let reader = state.reader.as_mut()?;
    let target = reader.judged(selection)?.clone();
    let near = reader.passage(selection)?.start();
    let edges = Edges::new(&target.content.parts, near)?;
    reader.reveal(edges.letter(&reader.dispatch));
    let purpose = Purpose::Correct {
        content: target.content.clone(),
        target,
    };
    state.focus = Pane::Text;
    let stage = Stage::Move(edges);
    Some(Mode::Passage(Passage { purpose, stage }))
}

/// A new passage, from the current hit of a search, else from the selection or the first row in view; `speaks` is the quotation
/// that a new actor is to be the speaker of.
pub fn mark(state: &mut State, speaks: Option<Judged>) -> Option<Mode> {
    let said = words(state.look.locale);
    let reader = state.reader.as_mut()?;
    let from = match &speaks {
        Some(quotation) => quotation.content.parts.last().map_or(0, |part| part.end()),
        None => {
            let dateline = reader.dispatch.dateline.as_ref();
            let dateline = dateline.map_or(0, |line| line.span.end());
            reader.cursor().max(dateline)
        }
    };
    let Some(word) = word_near(&reader.dispatch, from) else {
        state.say(said.no_words);
        return None;
    };
    reader.reveal(word);
    state.focus = Pane::Text;
    let purpose = Purpose::New {
        speaks,
        everywhere: false,
    };
    let stage = Stage::Seek { word, parts: None };
    Some(Mode::Passage(Passage { purpose, stage }))
}

impl Passage {
    /// Does what a key means here.
    pub fn act(mut self, state: &mut State, command: Command) -> Turn {
        let said = words(state.look.locale);
        let Some(reader) = &mut state.reader else {
            return Turn::Leave;
        };
        let dispatch = reader.dispatch.clone();
        match (command, &mut self.purpose) {
            (Command::Leave, _) => return self.leave(),
            (Command::Find, _) => {
                return Turn::stay(Mode::Find(super::find::Find::new(state, self)));
            }
            (Command::Keep, Purpose::Correct { .. }) if matches!(self.stage, Stage::Move(_)) => {
                return self.keep(state);
            }
            (Command::Begin | Command::Keep, _) => {
                if !self.begin() {
                    state.say(match self.stage {
                        Stage::Seek { .. } => said.no_room,
                        Stage::Move(_) => said.choose_sort,
                    });
                }
                return Turn::stay(Mode::Passage(self));
            }
            (Command::Kind, Purpose::Correct { content, .. }) => {
                let label = content.label;
                return Turn::stay(Mode::Kind(Kinds::new(state, self, label)));
            }
            (Command::Value, Purpose::Correct { content, .. }) => {
                let line = figure::write(content.value.as_deref(), content.unit.as_deref());
                return match content.label {
                    Label::Figure(kind) => {
                        Turn::stay(Mode::Value(figure::Prompt::new(self, kind, line)))
                    }
                    _ => self.stay(state, said.figures_alone),
                };
            }
            (Command::Everywhere, Purpose::New { everywhere, .. }) => *everywhere = !*everywhere,
            (Command::Quotation, Purpose::New { speaks: None, .. }) => {
                return super::create::quotation(state, self);
            }
            (Command::Actor, Purpose::New { .. }) => return super::create::actor(state, self),
            (Command::Figure, Purpose::New { speaks: None, .. }) => {
                return super::create::figure(state, self);
            }
            (Command::AddPart, Purpose::Correct { .. }) => self.seek_part(&dispatch),
            (Command::DropPart, Purpose::Correct { .. }) => {
                if let Stage::Move(edges) = &mut self.stage
                    && !edges.drop_part()
                {
                    return self.stay(state, said.last_part);
                }
            }
            _ => self.stage.step(reader, command),
        }
        self.read_value(&dispatch);
        reader.reveal(self.letter(&dispatch));
        Turn::stay(Mode::Passage(self))
    }

    fn stay(self, state: &mut State, why: &str) -> Turn {
        state.say(why);
        Turn::stay(Mode::Passage(self))
    }

    /// From seeking a further part back to the parts that are there, else out.
    fn leave(mut self) -> Turn {
        match self.stage {
            Stage::Seek {
                parts: Some(edges), ..
            } => {
                self.stage = Stage::Move(edges);
                Turn::stay(Mode::Passage(self))
            }
            _ => Turn::Leave,
        }
    }

    /// From a word to a part that begins with it; false where there is no room for it.
    pub fn begin(&mut self) -> bool {
        let Stage::Seek { word, parts } = &mut self.stage else {
            return false;
        };
        let edges = match parts.take() {
            None => Edges::new(&[*word], word.start()),
            Some(mut edges) => {
                let room = edges.insert(*word);
                if !room {
                    *parts = Some(edges);
                    return false;
                }
                Some(edges)
            }
        };
        let Some(edges) = edges else { return false };
        self.stage = Stage::Move(edges);
        true
    }

    fn seek_part(&mut self, dispatch: &Dispatch) {
        if let Stage::Move(edges) = &self.stage {
            let part = edges.part();
            let word = word_beside(dispatch, part, true).or(word_beside(dispatch, part, false));
            if let Some(word) = word {
                let parts = Some(edges.clone());
                self.stage = Stage::Seek { word, parts };
            }
        }
    }

    /// A figure says what its words say, as long as they can be read.
    fn read_value(&mut self, dispatch: &Dispatch) {
        if let (Purpose::Correct { target, content }, Stage::Move(edges)) =
            (&mut self.purpose, &self.stage)
            && let Label::Figure(kind) = content.label
            && edges.parts() != content.parts
        {
            content.parts = edges.parts().to_vec();
            let whole = content.parts == target.content.parts;
            match figure::read(dispatch, edges.part()).filter(|figure| figure.kind == kind) {
                _ if whole => {
                    content.value.clone_from(&target.content.value);
                    content.unit.clone_from(&target.content.unit);
                }
                Some(figure) => {
                    content.value = Some(value::write(&figure)).filter(|word| !word.is_empty());
                    content.unit = figure.unit;
                }
                None => {}
            }
        }
    }

    /// The same, with another kind.
    pub fn with_label(mut self, label: Label) -> Turn {
        if let Purpose::Correct { content, .. } = &mut self.purpose {
            content.label = label;
        }
        Turn::stay(Mode::Passage(self))
    }

    /// The same figure with another value; a new one is made of it.
    pub fn with_value(
        mut self,
        state: &mut State,
        label: Label,
        new: Option<String>,
        new_unit: Option<String>,
    ) -> Turn {
        if let Purpose::Correct { content, .. } = &mut self.purpose {
            content.label = label;
            (content.value, content.unit) = (new, new_unit);
            return Turn::stay(Mode::Passage(self));
        }
        super::create::add(state, self, label, new, new_unit)
    }

    /// Keeps what was changed.
    fn keep(self, state: &mut State) -> Turn {
        let said = words(state.look.locale);
        let (Some(reader), Purpose::Correct { target, content }) = (&state.reader, &self.purpose)
        else {
            return Turn::Leave;
        };
        let text = &reader.dispatch.text;
        let parts: Vec<Span> = self
            .parts()
            .iter()
            .map(|part| text.trimmed(*part))
            .collect();
        if parts.iter().any(|part| part.is_empty()) {
            return self.stay(state, said.no_words);
        }
        let content = Content {
            parts,
            ..content.clone()
        };
        if let Label::Figure(kind) = content.label {
            let word = content.value.as_deref().unwrap_or_default();
            let kept =
                content.value == target.content.value && content.label == target.content.label;
            if !kept && !figure::is_value(kind, word) {
                let line = figure::write(content.value.as_deref(), content.unit.as_deref());
                state.say(format!("{} {}", said.no_value, said.example(kind)));
                return Turn::stay(Mode::Value(figure::Prompt::new(self, kind, line)));
            }
        }
        let ops = changes(&target.content, &content);
        if ops.is_empty() {
            state.say(said.nothing_changed);
            return Turn::Leave;
        }
        Turn::Keep(reader.decisions(ops.into_iter().map(|op| (target, op))))
    }

    /// The parts as they are now; while a new one is sought, the word as one of its own.
    pub fn parts(&self) -> Vec<Span> {
        match &self.stage {
            Stage::Move(edges) => edges.parts().to_vec(),
            Stage::Seek { word, .. } => vec![*word],
        }
    }

    /// The passages of a new annotation: the one that was marked, or all with its words.
    pub fn meant(&self, dispatch: &Dispatch) -> Vec<Span> {
        let parts = self.parts();
        match self.purpose {
            Purpose::New {
                everywhere: true, ..
            } => {
                let mut all = same_words(dispatch, parts[0]);
                // Whatever was marked is meant, even if it is part of a word.
                if !all.iter().any(|span| span.overlaps(parts[0])) {
                    all.push(parts[0]);
                    all.sort_unstable();
                }
                all
            }
            _ => parts,
        }
    }

    /// What is brought into view: the letter at the end that is moved, or the word that is sought.
    pub fn letter(&self, dispatch: &Dispatch) -> Span {
        match &self.stage {
            Stage::Move(edges) => edges.letter(dispatch),
            Stage::Seek { word, .. } => *word,
        }
    }

    /// Goes to a passage that was found: the word sought, or the end that is moved.
    pub fn go_to(&mut self, dispatch: &Dispatch, hit: Span) {
        match &mut self.stage {
            Stage::Seek { word, .. } => {
                if let Some(found) = word_near(dispatch, hit.start()) {
                    *word = found;
                }
            }
            Stage::Move(edges) => edges.bring_to(dispatch, hit.end()),
        }
    }
}

/// What has to be done for one content to become the other.
fn changes(before: &Content, after: &Content) -> Vec<Op> {
    let mut ops = Vec::new();
    if after.parts != before.parts {
        let gone = |part: &&Span| !after.parts.contains(part);
        let dropped: Vec<Span> = before.parts.iter().filter(gone).copied().collect();
        let only_dropped = after.parts.iter().all(|part| before.parts.contains(part));
        ops.push(match after.label {
            Label::Actor(_) if only_dropped => Op::Split(dropped),
            _ => Op::Resize(after.parts.clone()),
        });
    }
    if after.label != before.label {
        ops.push(Op::Relabel(after.label));
    }
    if (&after.value, &after.unit) != (&before.value, &before.unit) {
        ops.push(Op::SetValue {
            value: after.value.clone(),
            unit: after.unit.clone(),
        });
    }
    ops
}

impl Stage {
    fn step(&mut self, reader: &Reader, command: Command) {
        let dispatch = &reader.dispatch;
        match self {
            Stage::Seek { word, .. } => {
                if let Some(next) = sought(reader, *word, command) {
                    *word = next;
                }
            }
            Stage::Move(edges) => match command {
                Command::LetterLeft => edges.step(dispatch, Reach::Letter, false),
                Command::LetterRight => edges.step(dispatch, Reach::Letter, true),
                Command::WordLeft => edges.step(dispatch, Reach::Word, false),
                Command::WordRight => edges.step(dispatch, Reach::Word, true),
                Command::First => edges.step(dispatch, Reach::Paragraph, false),
                Command::Last => edges.step(dispatch, Reach::Paragraph, true),
                Command::RowUp | Command::RowDown => {
                    let letter = edges.letter(dispatch);
                    let down = command == Command::RowDown;
                    if let Some(at) = row_beside(reader, letter.start(), down) {
                        edges.bring_to_letter(dispatch, at);
                    }
                }
                Command::OtherEnd => edges.switch(),
                Command::NextPart => edges.next(),
                _ => {}
            },
        }
    }
}

/// The word that a key leads to from a word.
fn sought(reader: &Reader, word: Span, command: Command) -> Option<Span> {
    let dispatch = &reader.dispatch;
    let paragraph = || words_in(&dispatch.text, paragraph_at(dispatch, word.start()));
    match command {
        Command::LetterLeft | Command::WordLeft => word_beside(dispatch, word, false),
        Command::LetterRight | Command::WordRight => word_beside(dispatch, word, true),
        Command::First => paragraph().first().copied(),
        Command::Last => paragraph().last().copied(),
        Command::RowUp | Command::RowDown => {
            let at = row_beside(reader, word.start(), command == Command::RowDown)?;
            word_near(dispatch, at)
        }
        _ => None,
    }
}

/// The byte in the same column of the next row of text, or the one before.
fn row_beside(reader: &Reader, offset: usize, down: bool) -> Option<usize> {
    let (sheet, text) = (&reader.sheet, &reader.dispatch.text);
    let here = sheet.row_of(offset);
    let SheetRow::Text(row) = sheet.row(here)? else {
        return None;
    };
    let column = column_of(text, row.span, offset);
    let mut next = here;
    loop {
        next = if down { next + 1 } else { next.checked_sub(1)? };
        match sheet.row(next)? {
            SheetRow::Text(row) if row.paragraph.is_some() => {
                let at = offset_at(text, row.span, column);
                // Behind the last letter of a row is its last letter.
                return Some(at.min(text.trimmed(row.span).end().saturating_sub(1)));
            }
            SheetRow::Text(_) => {}
            SheetRow::Front(_) => return None,
        }
    }
}
