//! The kinds that an annotation can be of, to choose from; the passage waits.

use super::chooser::{Choice, Chooser, Outcome};
use super::figure;
use super::passage::{Passage, Purpose};
use super::words::words;
use super::{Mode, Turn};
use crate::model::{ActorKind, FigureKind, Named, QuotationKind};
use crate::review::event::Label;
use crate::tui::key::Key;
use crate::tui::state::State;

/// The kinds of one sort.
#[derive(Clone, Debug)]
pub struct Kinds {
    passage: Passage,
    pub chooser: Chooser<Label>,
}

impl Kinds {
    /// The kinds of the sort that `label` is of; of an annotation that is there, `label` is the one that holds.
    pub fn new(state: &State, passage: Passage, label: Label) -> Self {
        let said = words(state.look.locale);
        let holds = matches!(passage.purpose, Purpose::Correct { .. });
        let choice = |one: Label| Choice {
            what: one,
            words: said.label(one).to_owned(),
            aside: String::new(),
            holds: holds && one == label,
        };
        let choices = of_sort(label).into_iter().map(choice).collect();
        Kinds {
            passage,
            chooser: Chooser::new(said.kind.to_owned(), choices),
        }
    }

    /// Takes a key.
    pub fn key(mut self, state: &mut State, key: Key) -> Turn {
        match self.chooser.key(key) {
            Outcome::Chosen(label) => self.choose(state, label),
            Outcome::Left => Turn::stay(Mode::Passage(self.passage)),
            Outcome::Open | Outcome::Other => Turn::stay(Mode::Kind(self)),
        }
    }

    /// The passage whose kind is chosen.
    pub fn passage(&self) -> &Passage {
        &self.passage
    }

    fn choose(self, state: &mut State, label: Label) -> Turn {
        match (label, &self.passage.purpose) {
            (_, Purpose::Correct { .. }) => self.passage.with_label(label),
            (Label::Figure(kind), Purpose::New { .. }) => Turn::stay(Mode::Value(
                figure::Prompt::new(self.passage, kind, String::new()),
            )),
            _ => super::create::add(state, self.passage, label, None, None),
        }
    }
}

fn of_sort(label: Label) -> Vec<Label> {
    match label {
        Label::Quotation(_) => all(Label::Quotation, QuotationKind::NAMES),
        Label::Actor(_) => all(Label::Actor, ActorKind::NAMES),
        Label::Figure(_) => all(Label::Figure, FigureKind::NAMES),
    }
}

fn all<K: Copy>(label: fn(K) -> Label, kinds: &[(K, &str)]) -> Vec<Label> {
    kinds.iter().map(|(kind, _)| label(*kind)).collect()
}
