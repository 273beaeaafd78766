//! The date that heads an article: `12 mars 2017. – Le texte`, `6 octobre 2021, Lyon —`. It belongs to no sentence, and is no figure; agencies'
//! datelines never come this far.

use super::super::lexicon::Role;
use super::super::view::View;
use super::absolute;
use super::resolve::{Anchor, Day};
use crate::annotate::reading::TokenKind;

/// Tokens between the date and its dash: a point, a place, a time.
const REACH: usize = 10;

/// Where the text begins, when a date with a dash behind it heads the paragraph at token `at`.
/// Where no other day is known, relative dates resolve against it.
pub fn skip(view: &View, anchor: &mut Anchor, at: usize) -> Option<usize> {
    if view.is_plain(at) {
        return None;
    }
    let reading = view.reading;
    let start = reading.tokens[at].span.start();
    let heads = reading.paragraphs[reading.paragraph_of(start)].span.start() == start;
    // `8 août - 12 août` is all that a note says.
    if !heads || view.note.as_ref().is_some_and(|note| note.alone) {
        return None;
    }
    let found = absolute::read(view, anchor, at).filter(|found| found.end.is_none())?;
    let Day::Date(date) = found.day else {
        return None;
    };
    let end = found.tokens.end;
    let dash = (end..reading.tokens.len().min(end + REACH))
        .take_while(|&token| belongs(view, token))
        .find(|&token| matches!(reading.word(token), "–" | "—" | "-"))?;
    anchor.reference = anchor.reference.or(Some(date));
    Some(dash + 1)
}

/// Whether a token can stand between the date and the dash: a mark, a place name, a time of day.
fn belongs(view: &View, token: usize) -> bool {
    let reading = view.reading;
    match reading.tokens[token].kind {
        TokenKind::Mark | TokenKind::Number => true,
        TokenKind::Word => reading.is_capitalised(token) || view.has(token, Role::Clock),
    }
}
