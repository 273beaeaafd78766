//! What a passage that was marked becomes: a quotation, an actor or a figure, or one of them everywhere its words stand.

use super::figure as value_of;
use super::kind::Kinds;
use super::passage::{Passage, Purpose};
use super::stops;
use super::words::words;
use super::{Mode, Turn, speaker};
use crate::model::{ActorKind, CanonicalText, FigureKind, QuotationKind, Span};
use crate::review::event::{AnnotationId, Content, Label, Op};
use crate::review::standing::Standing;
use crate::review::value;
use crate::tui::reader::Reader;
use crate::tui::state::State;

/// A quotation, of the kind that its marks and its length make it.
pub fn quotation(state: &mut State, passage: Passage) -> Turn {
    let Some(reader) = &state.reader else {
        return Turn::Leave;
    };
    let text = &reader.dispatch.text;
    let kind = quotation_kind(text, text.trimmed(passage.parts()[0]));
    add(state, passage, Label::Quotation(kind), None, None)
}

/// An actor, once its kind is chosen.
pub fn actor(state: &mut State, passage: Passage) -> Turn {
    let kinds = Kinds::new(state, passage, Label::Actor(ActorKind::Person));
    Turn::stay(Mode::Kind(kinds))
}

/// A figure with the value that its words say; where they say none, it is asked for.
pub fn figure(state: &mut State, passage: Passage) -> Turn {
    let Some(reader) = &state.reader else {
        return Turn::Leave;
    };
    match value_of::read(&reader.dispatch, passage.parts()[0]) {
        Some(found) => {
            let word = Some(value::write(&found)).filter(|word| !word.is_empty());
            add(state, passage, Label::Figure(found.kind), word, found.unit)
        }
        None => {
            let kinds = Kinds::new(state, passage, Label::Figure(FigureKind::Number));
            Turn::stay(Mode::Kind(kinds))
        }
    }
}

/// Adds it, and selects it once it is kept. An actor has all passages as its mentions; else each is an annotation of its own.
pub fn add(
    state: &mut State,
    passage: Passage,
    label: Label,
    value: Option<String>,
    unit: Option<String>,
) -> Turn {
    let said = words(state.look.locale);
    let Some(reader) = &mut state.reader else {
        return Turn::Leave;
    };
    let dispatch = reader.dispatch.clone();
    let text = &dispatch.text;
    let meant = passage.meant(&dispatch).into_iter();
    let mut parts: Vec<Span> = meant.map(|part| text.trimmed(part)).collect();
    parts.retain(|part| !part.is_empty());
    let value = match label {
        Label::Actor(_) => parts.first().map(|part| name(&text[*part])),
        _ => value,
    };
    let groups: Vec<Vec<Span>> = match label {
        _ if parts.is_empty() => Vec::new(),
        Label::Actor(_) => vec![parts],
        _ => parts.into_iter().map(|part| vec![part]).collect(),
    };
    if groups.is_empty() {
        state.say(said.no_words);
        return Turn::stay(Mode::Passage(passage));
    }
    let (mut decisions, mut first) = (Vec::new(), None);
    for parts in groups {
        let content = Content {
            label,
            parts,
            speaker: None,
            actor: None,
            value: value.clone(),
            unit: unit.clone(),
        };
        if is_marked(reader, &content) {
            continue;
        }
        let annotation = AnnotationId::new(text, label.sort(), &content.parts);
        first = first.or(Some((annotation, content.parts.clone())));
        decisions.extend(reader.addition(annotation, content));
    }
    let Some((annotation, mentions)) = first else {
        state.say(said.marked_already);
        return Turn::stay(Mode::Passage(passage));
    };
    if let Purpose::New {
        speaks: Some(quotation),
        ..
    } = &passage.purpose
    {
        let ops = speaker::ops(reader, quotation, Some(annotation), &mentions);
        decisions.extend(reader.decisions(ops.into_iter().map(|op: Op| (quotation, op))));
    }
    reader.awaited = Some(annotation);
    Turn::Keep(decisions)
}

/// Whether the same sort of annotation stands on the same words already.
fn is_marked(reader: &Reader, content: &Content) -> bool {
    let review = reader.review.as_ref();
    let mut all = review.into_iter().flat_map(|review| review.judged());
    all.any(|judged| {
        let same = judged.content.label.sort() == content.label.sort();
        same && judged.content.parts == content.parts && judged.standing != Standing::Rejected
    })
}

/// A name as it is told: on one line.
fn name(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// By the rules of annotation: without marks it is indirect speech; marked, it is a term up to four words, else direct.
fn quotation_kind(text: &CanonicalText, passage: Span) -> QuotationKind {
    const TERM: usize = 4;
    let before = text.get(Span::new(0, passage.start())).unwrap_or_default();
    let after = text
        .get(Span::new(passage.end(), text.len()))
        .unwrap_or_default();
    let is_mark = |c: char| {
        matches!(
            c,
            '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‹' | '›'
        )
    };
    let opened = before.trim_end().ends_with(is_mark);
    let closed = after
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.'))
        .starts_with(is_mark);
    match opened && closed {
        false => QuotationKind::Indirect,
        true if stops::words(text, passage).len() <= TERM => QuotationKind::Term,
        true => QuotationKind::Direct,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str, expected: QuotationKind) {
        let (before, rest) = marked.split_once('[').expect("a passage");
        let (passage, after) = rest.split_once(']').expect("it ends");
        let text = CanonicalText::new(format!("{before}{passage}{after}"));
        let span = Span::new(before.len(), before.len() + passage.len());
        assert_eq!(quotation_kind(&text, span), expected, "{marked}");
    }

    #[test]
    fn marks_and_length_say_what_kind_of_quotation_it_is() {
        check(
            "« [Nous ne partirons pas demain] », dit-il",
            QuotationKind::Direct,
        );
        check(
            "\"[Nous ne partirons pas demain],\" he said",
            QuotationKind::Direct,
        );
        check("un « [traître] » selon lui", QuotationKind::Term);
        check("il a dit que [rien ne changera]", QuotationKind::Indirect);
    }
}
