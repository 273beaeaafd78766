//! Ordinals, counts and what they count, bare numbers; and numbers that leave out the noun or the unit said before.

use super::amount::Amount;
use super::lexicon::Role;
use super::numeral::Form;
use super::view::View;
use super::{Draft, FigureKind, Value};
use crate::annotate::reading::TokenKind;

/// The amount as an ordinal, a count or a bare number; `sentence` holds the figures before it in its sentence, `found` all of them.
pub fn read(view: &View, amount: &Amount, sentence: &[Draft], found: &[Draft]) -> Option<Draft> {
    if amount.is_ordinal() {
        return ordinal(view, amount);
    }
    if is_bare_age(view, amount) {
        let tokens = amount.tokens.clone();
        return Some(Draft::of_amount(FigureKind::Age, tokens, amount));
    }
    let noun = noun(view, amount);
    if let Some(draft) = left_out(view, amount, noun, sentence) {
        return Some(draft);
    }
    if amount.is_article() && !is_one(view, amount, sentence)
        || noun.is_none() && (is_adjective(view, amount) || is_pronoun(view, amount))
    {
        return None;
    }
    let mut draft = Draft::of_amount(FigureKind::Number, amount.tokens.clone(), amount);
    draft.of = noun.or_else(|| noun_left_out(view, amount, found));
    draft.confidence = if draft.of.is_some() { 0.9 } else { 0.7 };
    Some(draft)
}

/// `Jane Roe, 58, said`, `at age 94`: an age without its unit.
fn is_bare_age(view: &View, amount: &Amount) -> bool {
    let Amount { tokens, .. } = amount;
    let fits = (1.0..=120.0).contains(&amount.low) && amount.low.fract() == 0.0;
    let closed = !view.is_word(tokens.end) || view.has(tokens.end, Role::Function);
    let stated = view.after(tokens.start, Role::Aged) && closed;
    let apposition = view.lexicon.grammar.bare_ages
        && view.is_number(tokens.start)
        && tokens.start >= 2
        && view.word(tokens.start - 1) == ","
        && view.is_name(tokens.start - 2)
        && view.sense(tokens.start - 2).month.is_none()
        && matches!(view.word(tokens.end), "," | "." | "");
    fits && (stated || apposition)
}

/// Whether `un` is the number: behind `contre`, or among number words (`sept un zéro`).
fn is_one(view: &View, amount: &Amount, sentence: &[Draft]) -> bool {
    let Amount { tokens, .. } = amount;
    let against = view.after(tokens.start, Role::Against)
        && sentence.last().is_some_and(|last| last.of.is_some());
    let behind = view.is_number(tokens.end) || view.number(tokens.end).is_some();
    let counted_before = sentence
        .last()
        .filter(|last| last.kind == FigureKind::Number && last.of.is_none())
        .is_some_and(|last| last.tokens.end == tokens.start);
    // The whole text.
    let alone = view.reading.tokens.len() == 1;
    let one = view.lexicon.grammar.article_is_one;
    one && (against || counted_before || behind || alone)
}

/// `un logement neuf`: a number word behind a noun, with nothing behind to count.
fn is_adjective(view: &View, amount: &Amount) -> bool {
    let Some(before) = amount.tokens.start.checked_sub(1) else {
        return false;
    };
    view.has(amount.tokens.start, Role::AlsoAdjective)
        && amount.tokens.len() == 1
        && view.is_word(before)
        && !view.has(before, Role::Function)
        && view.number(before).is_none()
}

/// `the one you know`, `which one`: a number word that stands for a noun.
fn is_pronoun(view: &View, amount: &Amount) -> bool {
    let start = amount.tokens.start;
    amount.tokens.len() == 1
        && view.has(start, Role::AlsoPronoun)
        && !view.has(start + 1, Role::Of)
        && (view.after(start, Role::Determiner) || view.after(start, Role::Definite))
}

fn ordinal(view: &View, amount: &Amount) -> Option<Draft> {
    let end = amount.tokens.end;
    // `Premier ministre` is a title, `une seconde` a stretch of time.
    let start = amount.tokens.start;
    // `en primer lugar` is said for first; `30º lugar` is a place.
    let said = view.is_word(start) || view.lexicon.grammar.ordinal_point;
    let title = said && (view.has(end, Role::Title) || view.has(end + 1, Role::Title));
    let name = !view.lexicon.grammar.capital_nouns && view.is_name(start) && view.is_name(end);
    // `la dernière seconde`
    let stretch = view.period(start).is_some()
        && start > 0
        && (view.after(start, Role::Last)
            || view.after(start, Role::Per)
            || view.sense(start - 1).ordinal.is_some());
    // `les deux premiers satellites` counts them.
    let counted = start > 0
        && view.is_word(start)
        && (view.is_number(start - 1)
            || view.number(start - 1).is_some() && !view.after(start, Role::Article));
    if stretch || counted {
        return None;
    }
    (!title && !name).then(|| Draft::of_amount(FigureKind::Ordinal, amount.tokens.clone(), amount))
}

/// The head of what is counted, behind the amount.
fn noun(view: &View, amount: &Amount) -> Option<usize> {
    let end = amount.tokens.end;
    if view.after(amount.tokens.start, Role::Label) {
        return None;
    }
    let linked = amount.first.scale > 1.0 || matches!(amount.first.form, Form::Collective { .. });
    let among = view.has(end, Role::Of)
        && (view.has(end, Role::Definite) || view.has(end + 1, Role::Definite));
    if view.has(end, Role::Of) && !linked && !among {
        return None;
    }
    if !linked && !among {
        return head(view, end);
    }
    if among && !linked {
        // `26 des 27 pays`
        let next = view.skip(view.skip(end, Role::Of), Role::Definite);
        let behind = super::numeral::read(view, next).map_or(next, |second| second.tokens.end);
        return head(view, behind);
    }
    noun_from(view, end)
}

/// The head noun from token `at` on, over `de` and articles.
pub fn noun_from(view: &View, at: usize) -> Option<usize> {
    let mut at = at;
    while view.has(at, Role::Of) || view.has(at, Role::Definite) {
        at += 1;
    }
    head(view, at)
}

/// The first word at or behind `at` that can be a noun, over adjectives and an opening quotation mark.
pub fn head(view: &View, at: usize) -> Option<usize> {
    let mut at = at;
    if view.kind(at) == Some(TokenKind::Mark) && matches!(view.word(at), "\"" | "«" | "“" | "„")
    {
        at += 1;
    }
    let mut last_adjective = None;
    while view.has(at, Role::Adjective) {
        last_adjective = Some(at);
        at += 1;
    }
    let noun = view.is_word(at)
        && !view.has(at, Role::Function)
        && !view.has(at, Role::OutOf)
        && !is_verb(view, at);
    // `les deux jeunes`: where nothing follows, the adjective is the noun.
    if noun { Some(at) } else { last_adjective }
}

fn is_verb(view: &View, at: usize) -> bool {
    let endings = &view.lexicon.grammar.verb_endings;
    endings
        .iter()
        .any(|ending| view.lower(at).ends_with(ending))
}

/// A number without a noun counts what the number before counted: `quatre morts, puis huit`, `385 voix contre 2`.
fn noun_left_out(view: &View, amount: &Amount, found: &[Draft]) -> Option<usize> {
    if view.is_word(amount.tokens.end) && !view.has(amount.tokens.end, Role::Function) {
        return None;
    }
    let near = found
        .last()
        .filter(|last| last.kind == FigureKind::Number)?;
    near.of
}

/// A part takes kind and unit from the whole: `quatre ans dont deux avec sursis`.
fn left_out(
    view: &View,
    amount: &Amount,
    noun: Option<usize>,
    sentence: &[Draft],
) -> Option<Draft> {
    if noun.is_some() || amount.is_article() {
        return None;
    }
    let last = sentence.last()?;
    if !view.after(amount.tokens.start, Role::OfWhich) {
        return None;
    }
    let value = match (&last.kind, &last.value) {
        (FigureKind::Money | FigureKind::Percentage | FigureKind::Quantity, _) => {
            Value::Number(amount.low)
        }
        (FigureKind::Duration, Value::Iso(iso)) => Value::Iso(same_unit(iso, amount.low)?),
        _ => return None,
    };
    Some(Draft {
        unit: last.unit,
        dimension: last.dimension,
        confidence: 0.7,
        ..Draft::new(last.kind, amount.tokens.clone(), value)
    })
}

/// `P4Y`, 2 → `P2Y`
fn same_unit(iso: &str, value: f64) -> Option<String> {
    let unit = iso.chars().last()?;
    let time = if iso.contains('T') { "T" } else { "" };
    Some(format!("P{time}{value}{unit}"))
}
