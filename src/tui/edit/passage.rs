//! Correcting the passage of an annotation, and marking a new one: a word is sought where it begins, then its ends are moved.
//!
//! Nothing is decided before Enter, or before it is said what a new passage is; leaving leaves no trace.

use super::edges::Edges;
use super::everywhere::same_words;
use super::figure;
use super::kind::Kinds;
use super::motion::Stage;
use super::stops::{word_beside, word_near};
use super::words::words;
use super::{Mode, Turn};
use crate::model::{Dispatch, Span};
use crate::review::event::{Content, Label, Op};
use crate::review::reviewed::Judged;
use crate::review::value;
use crate::tui::areas::Pane;
use crate::tui::reader::Selection;
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
        let parts: Vec<Span> = as_before(&target.content.parts, &self.parts())
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

/// The parts, with those that lay over one another before as they were: moving ends sets them as one.
fn as_before(before: &[Span], parts: &[Span]) -> Vec<Span> {
    let mut all = Vec::new();
    for part in parts {
        let within: Vec<Span> = before.iter().copied().filter(|b| part.covers(*b)).collect();
        match within.iter().copied().reduce(Span::join) {
            Some(joined) if joined == *part => all.extend(within),
            _ => all.push(*part),
        }
    }
    all
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActorKind, FigureKind};

    fn content(label: Label, parts: &[(usize, usize)]) -> Content {
        Content {
            label,
            parts: parts
                .iter()
                .map(|(start, end)| Span::new(*start, *end))
                .collect(),
            speaker: None,
            actor: None,
            value: None,
            unit: None,
        }
    }

    #[test]
    fn mentions_that_lay_over_one_another_stay_so() {
        let span = |(start, end)| Span::new(start, end);
        let before = [(0, 9), (4, 9), (20, 25)].map(span);
        assert_eq!(as_before(&before, &[(0, 9), (20, 25)].map(span)), before);
        assert_eq!(
            as_before(&before, &[(0, 10), (20, 25)].map(span)),
            [(0, 10), (20, 25)].map(span)
        );
    }

    #[test]
    fn only_what_changed_is_done() {
        let actor = Label::Actor(ActorKind::Person);
        let before = content(actor, &[(0, 4), (8, 12)]);
        assert_eq!(changes(&before, &before), []);
        let fewer = content(actor, &[(0, 4)]);
        assert_eq!(
            changes(&before, &fewer),
            [Op::Split(vec![Span::new(8, 12)])]
        );
        let longer = content(actor, &[(0, 4), (8, 13)]);
        assert_eq!(
            changes(&before, &longer),
            [Op::Resize(longer.parts.clone())]
        );
        let figure = content(Label::Figure(FigureKind::Number), &[(0, 1)]);
        let money = Content {
            label: Label::Figure(FigureKind::Money),
            value: Some("3".to_owned()),
            unit: Some("EUR".to_owned()),
            ..figure.clone()
        };
        let set = Op::SetValue {
            value: money.value.clone(),
            unit: money.unit.clone(),
        };
        assert_eq!(changes(&figure, &money), [Op::Relabel(money.label), set]);
    }
}
