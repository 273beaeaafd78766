//! What is decided next: the order in which annotations are gone through, and the way on to the next dispatch.

use crate::review::standing::Standing;
use crate::tui::action::Action;
use crate::tui::bindings::Context;
use crate::tui::effect::Effect;
use crate::tui::jump::show_tab_of_selection;
use crate::tui::reader::{Reader, Selection};
use crate::tui::request::Request;
use crate::tui::state::State;
use crate::tui::update::open;

/// In which order annotations are decided on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// As they come in the text.
    #[default]
    Place,
    /// Disputed and re-opened ones first, then those that the extractor doubts most.
    Doubt,
    /// Quotations, actors, figures.
    Kind,
}

impl Order {
    fn next(self) -> Order {
        match self {
            Order::Place => Order::Doubt,
            Order::Doubt => Order::Kind,
            Order::Kind => Order::Place,
        }
    }

    /// Everything that can be decided on in a dispatch, in this order; what it does not tell apart comes as in the text.
    pub fn of(self, reader: &Reader) -> Vec<Selection> {
        let mut all = reader.reviewable();
        match self {
            Order::Place => {}
            Order::Doubt => all.sort_by_key(|one| doubt(reader, *one)),
            Order::Kind => all.sort_by_key(|one| match one {
                Selection::Quotation(_) => 0,
                Selection::Mention { .. } => 1,
                Selection::Figure(_) => 2,
            }),
        }
        all
    }
}

/// Small for what is to be looked at first.
fn doubt(reader: &Reader, selection: Selection) -> (u8, u32) {
    let judged = reader.judged(selection);
    let urgent = match judged {
        Some(judged) if judged.standing == Standing::Disputed => 0,
        Some(judged) if judged.reopened => 1,
        _ => 2,
    };
    let found = reader.annotations.as_ref();
    let confidence = found.and_then(|found| match selection {
        Selection::Quotation(at) => found.quotations.get(at).map(|one| one.confidence),
        Selection::Mention { actor, .. } => found.actors.get(actor).map(|one| one.confidence),
        Selection::Figure(at) => found.figures.get(at).map(|one| one.confidence),
    });
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 1000"
    )]
    let thousandths = (confidence.unwrap_or(1.0).clamp(0.0, 1.0) * 1000.0) as u32;
    (urgent, thousandths)
}

/// A dispatch of the list in which something is still to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onward {
    /// Its position.
    pub wire: usize,
    pub title: String,
}

/// Goes through the annotations in another order.
pub fn change_order(state: &mut State) {
    let words = state.look.texts().decisions;
    let order = state.reviewing.order.next();
    state.reviewing.order = order;
    state.say(match order {
        Order::Place => words.by_place,
        Order::Doubt => words.by_doubt,
        Order::Kind => words.by_kind,
    });
}

/// Goes to the next one that is undecided; where there is none, says which dispatch has some, and goes there with the next key.
pub fn next_undecided(state: &mut State, onward: Option<Onward>) -> Vec<Effect> {
    let texts = state.look.texts();
    let Some(reader) = &state.reader else {
        return Vec::new();
    };
    if reader.review.is_none() {
        state.say(texts.review_in_library);
        return Vec::new();
    }
    let before = reader.place();
    if go_to_next(state) {
        state.history.leave(before);
        return Vec::new();
    }
    match onward {
        Some(onward) => {
            state.reviewing.arriving = true;
            open(state, onward.wire)
        }
        None => vec![Effect::Ask(Request::SeekUndecided { from: before.wire })],
    }
}

/// The library has looked for a dispatch in which something is still to be decided.
pub fn sought(state: &mut State, found: Option<Onward>) {
    let words = state.look.texts().decisions;
    match found {
        Some(onward) => {
            let texts = state.look.texts();
            let keys = state
                .look
                .keymap
                .keys_of(Context::Text, Action::NextUndecided);
            let key = keys.first().cloned().unwrap_or_default();
            state.say(format!(
                "{} {key}{}{}",
                words.onward, texts.colon, onward.title
            ));
            state.reviewing.onward = Some(onward);
        }
        None => state.say(words.all_decided_everywhere),
    }
}

/// A dispatch that was gone to for its undecided annotations is open: goes to the first.
pub fn arrived(state: &mut State) {
    if std::mem::take(&mut state.reviewing.arriving) {
        go_to_next(state);
    }
}

/// Selects the next one that is undecided: after the selection in the order of the queue, else after the place in the text.
pub fn go_to_next(state: &mut State) -> bool {
    let order = state.reviewing.order;
    let Some(reader) = &mut state.reader else {
        return false;
    };
    let all = order.of(reader);
    let selected = reader
        .selection
        .filter(|selection| order != Order::Place || reader.shows(*selection))
        .and_then(|selection| place(&all, selection));
    let next = match selected {
        Some(at) => {
            let after = all.iter().skip(at + 1).chain(all.iter().take(at));
            after.copied().find(|one| reader.is_undecided(*one))
        }
        None => {
            let undecided: Vec<Selection> = all
                .into_iter()
                .filter(|one| reader.is_undecided(*one))
                .collect();
            match order {
                Order::Place => reader.next_of(&undecided, true),
                Order::Doubt | Order::Kind => undecided.first().copied(),
            }
        }
    };
    let Some(next) = next else {
        return false;
    };
    reader.select(next);
    show_tab_of_selection(state);
    true
}

/// Where in a list of annotations a selection is; for an actor, whatever the mention.
fn place(all: &[Selection], wanted: Selection) -> Option<usize> {
    let same = |one: &Selection| match (*one, wanted) {
        (Selection::Mention { actor, .. }, Selection::Mention { actor: other, .. }) => {
            actor == other
        }
        (one, wanted) => one == wanted,
    };
    all.iter().position(same)
}
