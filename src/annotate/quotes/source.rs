//! Finds sources that are no subjects: the noun behind a frame (`selon X`), the agent of a passive, what an impersonal verb relays.

use std::ops::Range;

use super::cue::Cue;
use super::lexicon::FramePlace;
use super::noun_phrase::{Start, phrase_at};
use super::role::Role;
use super::subject::{Subject, is_marked_name, is_turned_by_adverbial, segment_start, subject_in};
use super::unit::Unit;

/// The agent of a passive: `qualifié de « marqué » par X`.
pub fn agent(unit: &Unit, cue: &Cue) -> Option<Subject> {
    let by = (cue.end..unit.len())
        .take_while(|&at| !unit.is_stop(at))
        .find(|&at| unit.has(at, Role::By))?;
    phrase_at(unit, by + 1, Start::Bare)
}

/// The source of a frame.
pub struct Source {
    /// The words that name it.
    pub words: Subject,
    /// The phrase that the frame governs: `les mots de X`.
    pub phrase: Range<usize>,
    /// Whether the phrase announces exact words.
    pub exact_words: bool,
}

/// The source behind a frame, or in front of it; none for nouns that are no source.
pub fn framed(unit: &Unit, cue: &Cue, place: FramePlace) -> Option<Source> {
    let plain = |words: Subject| Source {
        phrase: words.clone(),
        words,
        exact_words: false,
    };
    if place == FramePlace::Behind {
        let from = segment_start(unit, cue.start);
        return subject_in(unit, from, cue.start).map(plain);
    }
    let at = cue.end;
    let pronoun = unit.has(at, Role::Pronoun) || unit.has(at, Role::Relative);
    // `des propos selon lesquels …` names no source, `le ministère, selon lequel …` does.
    let set_off = cue
        .start
        .checked_sub(1)
        .is_some_and(|before| unit.is_comma(before));
    if unit.has(at, Role::NotSource) && !set_off {
        return None;
    }
    if pronoun && !unit.has(at, Role::Determiner) {
        return Some(plain(at..at + 1));
    }
    let article = at + usize::from(unit.has(at, Role::Determiner));
    if is_marked_name(unit, article) {
        return Some(plain(at..article + 1));
    }
    let phrase = phrase_at(unit, at, Start::Bare)?;
    let head = phrase
        .clone()
        .find(|&item| !unit.has(item, Role::Determiner) && !unit.is_number(item))
        .unwrap_or(phrase.start);
    if unit.has(head, Role::NotSource) {
        return None;
    }
    let words = carried(unit, &phrase, head).unwrap_or(phrase.clone());
    Some(Source {
        words,
        phrase,
        exact_words: unit.has(head, Role::Wording),
    })
}

/// `selon les mots de X`, `selon les informations que X a confiées`, `selon les renseignements confiés par X`: X.
fn carried(unit: &Unit, phrase: &Range<usize>, head: usize) -> Option<Subject> {
    if !unit.has(head, Role::Carrier) && !unit.has(head, Role::Wording) {
        return None;
    }
    if let Some(of) = (head + 1..phrase.end).find(|&at| unit.has(at, Role::Of)) {
        return phrase_at(unit, of + 1, Start::Bare)
            .map(|inner| inner.start..inner.end.min(phrase.end));
    }
    let next = phrase.end;
    if unit.has(next, Role::Opener) {
        return phrase_at(unit, next + 1, Start::Marked);
    }
    let by = (next..unit.len().min(next + 3)).find(|&at| unit.has(at, Role::By))?;
    phrase_at(unit, by + 1, Start::Bare)
}

/// The source behind an impersonal subject: `a-t-on appris auprès de X`, `de source policière`.
pub fn relayed(unit: &Unit, cue: &Cue) -> Option<Subject> {
    let relays = &unit.context.lexicon.clauses.relays;
    let from = segment_start(unit, cue.start);
    if is_turned_by_adverbial(unit, cue)
        && let Some(end) = unit.phrase_of(from, relays)
    {
        // `In dem Papier heißt es`
        return phrase_at(unit, end, Start::Bare);
    }
    for at in cue.end..unit.len().min(cue.end + 8) {
        if unit.is_stop(at) {
            return None;
        }
        if let Some(end) = unit.phrase_of(at, relays) {
            return phrase_at(unit, end, Start::Bare);
        }
    }
    None
}
