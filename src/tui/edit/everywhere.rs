//! The same words everywhere in a dispatch: shown before anything is decided, each can be left out, all are one step.

use super::words::words;
use super::{Mode, Turn};
use crate::model::{Dispatch, MentionForm, Span};
use crate::review::event::{Label, Op};
use crate::review::reviewed::Judged;
use crate::review::standing::Standing;
use crate::tui::areas::Pane;
use crate::tui::key::{Key, KeyCode};
use crate::tui::reader::search::Search;
use crate::tui::reader::{Reader, Selection};
use crate::tui::state::State;

/// Passages with the same words, and what is to become of them.
#[derive(Clone, Debug)]
pub struct Everywhere {
    pub act: Act,
    pub places: Vec<Place>,
    pub current: usize,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct Place {
    pub passage: Span,
    /// Whether it is left out.
    pub left_out: bool,
    /// The annotation that is decided on; none for words that become a mention.
    of: Option<Judged>,
}

/// What is done.
#[derive(Clone, Debug)]
pub enum Act {
    /// They become mentions of an actor, which is accepted.
    Mention(Judged),
    /// They are decided as the selected one is.
    Decide(Op),
}

/// The passages that say what a passage says, as a search finds them, where they are whole words.
pub fn same_words(dispatch: &Dispatch, passage: Span) -> Vec<Span> {
    let text = &dispatch.text;
    let query = text.get(passage).unwrap_or_default().trim();
    let before = |at: usize| text.get(Span::new(0, at)).unwrap_or_default();
    let after = |at: usize| text.get(Span::new(at, text.len())).unwrap_or_default();
    let whole = |hit: &Span| {
        let mut left = before(hit.start()).chars().rev();
        let mut right = after(hit.end()).chars();
        !joins(left.next(), left.next()) && !joins(right.next(), right.next())
    };
    Search::new(text, query, 0)
        .hits
        .into_iter()
        .filter(whole)
        .collect()
}

/// Whether a word goes on: with a letter or a digit, or with one behind a hyphen or within a number.
fn joins(next: Option<char>, second: Option<char>) -> bool {
    let within = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match next {
        Some('-' | '‐' | '‑') => within(second),
        Some('.' | ',') => second.is_some_and(|c| c.is_ascii_digit()),
        next => within(next),
    }
}

/// For the selected annotation; says so where there is nothing else with its words.
pub fn open(state: &mut State, selection: Selection) -> Option<Mode> {
    let said = words(state.look.locale);
    let reader = state.reader.as_mut()?;
    let target = reader.judged(selection)?.clone();
    let (act, places) = match target.content.label {
        Label::Actor(_) => {
            let places = unmarked(reader, &target, reader.passage(selection)?);
            (Act::Mention(target), places)
        }
        _ => decided(reader, &target, selection),
    };
    let Some(first) = places.first() else {
        state.say(said.nowhere_else);
        return None;
    };
    reader.reveal(first.passage);
    state.focus = Pane::Text;
    Some(Mode::Everywhere(Everywhere {
        act,
        places,
        current: 0,
    }))
}

/// Where the names of an actor stand and are nobody's mention yet: every name that it is mentioned by, and the selected words.
fn unmarked(reader: &Reader, target: &Judged, selected: Span) -> Vec<Place> {
    let Some(found) = &reader.annotations else {
        return Vec::new();
    };
    let mentions = || found.actors.iter().flat_map(|actor| &actor.mentions);
    let is_name = |span: Span| {
        mentions().any(|mention| mention.span == span && mention.form == MentionForm::Name)
    };
    let own = target.content.parts.iter().copied();
    let mut names: Vec<Span> = own.filter(|part| is_name(*part)).collect();
    if names.is_empty() {
        names.push(selected);
    }
    // Longer names first: a surname within one is no mention of its own.
    let text = &reader.dispatch.text;
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup_by_key(|name| &text[*name]);
    let mut free: Vec<Span> = Vec::new();
    for name in names {
        for hit in same_words(&reader.dispatch, name) {
            let taken = mentions().any(|mention| mention.span.overlaps(hit))
                || free.iter().any(|other| other.overlaps(hit));
            let in_dateline = reader.dispatch.dateline.as_ref();
            let in_dateline = in_dateline.is_some_and(|line| line.span.overlaps(hit));
            if !taken && !in_dateline {
                free.push(hit);
            }
        }
    }
    free.sort_unstable();
    let place = |passage| Place {
        passage,
        left_out: false,
        of: None,
    };
    free.into_iter().map(place).collect()
}

/// The annotations of the same sort on the same words that do not stand as the selected one does; one that is undecided is
/// accepted with them.
fn decided(reader: &Reader, target: &Judged, selection: Selection) -> (Act, Vec<Place>) {
    let rejects = target.standing == Standing::Rejected;
    let is_done = |judged: &Judged| match rejects {
        true => judged.standing == Standing::Rejected,
        false => judged.standing.holds(),
    };
    let words = reader
        .passage(selection)
        .map(|passage| same_words(&reader.dispatch, passage));
    let words = words.unwrap_or_default();
    let same = |one: &Selection| {
        reader
            .passage(*one)
            .is_some_and(|passage| words.contains(&passage))
            || *one == selection
    };
    let places = reader
        .reviewable()
        .into_iter()
        .filter(same)
        .filter_map(|one| {
            let judged = reader.judged(one)?;
            let sort = judged.content.label.sort() == target.content.label.sort();
            (sort && !is_done(judged)).then_some(Place {
                passage: reader.passage(one)?,
                left_out: false,
                of: Some(judged.clone()),
            })
        });
    let op = if rejects { Op::Reject } else { Op::Accept };
    (Act::Decide(op), places.collect())
}

impl Everywhere {
    /// Those that are not left out.
    pub fn meant(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| !place.left_out)
    }

    /// Takes a key.
    pub fn key(mut self, state: &mut State, key: Key) -> Turn {
        let all = self.places.len();
        match key.code {
            KeyCode::Char('n' | 'j') | KeyCode::Down => self.current = (self.current + 1) % all,
            KeyCode::Char('N' | 'k') | KeyCode::Up => self.current = (self.current + all - 1) % all,
            KeyCode::Char('x' | ' ') => {
                let place = &mut self.places[self.current];
                place.left_out = !place.left_out;
            }
            KeyCode::Char('q') | KeyCode::Esc => return Turn::Leave,
            KeyCode::Enter => return self.keep(state),
            _ => {}
        }
        if let Some(reader) = &mut state.reader {
            reader.reveal(self.places[self.current].passage);
        }
        Turn::stay(Mode::Everywhere(self))
    }

    fn keep(self, state: &mut State) -> Turn {
        let Some(reader) = &state.reader else {
            return Turn::Leave;
        };
        let decisions = match &self.act {
            Act::Decide(op) => reader.decisions(
                self.meant()
                    .filter_map(|place| Some((place.of.as_ref()?, op.clone()))),
            ),
            Act::Mention(actor) => {
                let mut parts = actor.content.parts.clone();
                parts.extend(self.meant().map(|place| place.passage));
                parts.sort_unstable();
                let op = if parts.len() == actor.content.parts.len() {
                    Op::Accept
                } else {
                    Op::Resize(parts)
                };
                reader.decisions([(actor, op)])
            }
        };
        if decisions.is_empty() {
            return Turn::Leave;
        }
        Turn::Keep(decisions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CanonicalText;

    fn check(text: &str, expected: &[&str]) {
        let start = text.find('[').expect("a passage");
        let end = text.find(']').expect("it ends") - 1;
        let dispatch = Dispatch {
            text: CanonicalText::new(text.replace(['[', ']'], "")),
            ..Dispatch::default()
        };
        let around = |hit: Span| {
            let text = dispatch.text.as_str();
            let end = text.len().min(hit.end() + 2);
            text.get(hit.start()..end)
                .or(text.get(hit.range()))
                .unwrap()
                .to_owned()
        };
        let found = same_words(&dispatch, Span::new(start, end));
        let found: Vec<String> = found.into_iter().map(around).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_same_words_are_whole_words() {
        check(
            "[Kolm] a vu Kolm, Kolmar et Rey-Kolm",
            &["Kolm a", "Kolm, "],
        );
        check("l’[Élysée], Élysée. élysée", &["Élysée, ", "Élysée. "]);
        check("[12] et 12 %, 1.12, 12,5, 120", &["12 e", "12 %"]);
        check("la [ville], Ville", &["ville, ", "Ville"]);
    }
}
