//! Finds the words that attribute: verb groups (`a déclaré`, `estime`, `ajoutant`) and frames (`selon`).
//!
//! Says in which form a verb stands and whether a pronoun is inverted behind it; who its subject is, and what it reports, is
//! found elsewhere.

use std::ops::Range;

use super::conjugation::Form;
use super::lexicon::FramePlace;
use super::role::Role;
use super::unit::Unit;
use super::verb_group::{
    auxiliary, behind_clitics, inverted_pronoun, is_behind_utterance, is_inversion, periphrasis,
    shares_auxiliary,
};
use super::verbs::{Takes, VerbId};

/// Words that attribute, as items of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words to show as the cue.
    pub words: Range<usize>,
    /// First item of the verb group, auxiliary and clitics included.
    pub start: usize,
    /// First item behind the group, inverted pronoun included.
    pub end: usize,
    pub shape: Shape,
    pub takes: Takes,
    pub negated: bool,
    /// Where the particle of a separable verb stands: `kündigte … an`.
    pub particle: Option<usize>,
    /// Whether the verb is one that counts with the reflexive pronoun alone.
    reflexive: bool,
}

/// What kind of words attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A finite verb or a compound tense; `inverted`: the pronoun behind it.
    Finite {
        inverted: Option<usize>,
    },
    /// `a été qualifié de`
    Passive,
    /// A participle without auxiliary: `décrit comme`.
    Participle,
    Gerund,
    Infinitive,
    Frame(FramePlace),
}

/// All cues of a unit in reading order.
pub fn cues(unit: &Unit) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    let mut at = 0;
    while at < unit.len() {
        let cue = frame(unit, at).or_else(|| verb(unit, at));
        match cue {
            Some(cue) => {
                at = cue.words.end.max(at + 1);
                // `a tenu à préciser` takes the place of `a tenu`.
                found.truncate(found.partition_point(|before| before.start < cue.start));
                found.push(cue);
            }
            None => at += 1,
        }
    }
    found
}

fn frame(unit: &Unit, at: usize) -> Option<Cue> {
    if !unit.has(at, Role::OpensFrame) {
        return None;
    }
    let frames = unit.context.lexicon.frames(unit.lower(at));
    frames.iter().find_map(|frame| {
        let fits = frame
            .words
            .iter()
            .enumerate()
            .all(|(n, word)| unit.lower(at + n) == *word);
        if !fits {
            return None;
        }
        let end = at + frame.words.len();
        // `de source policière`: the noun of the frame is the source.
        let words = if frame.place == FramePlace::Source {
            at..at + 1
        } else {
            at..end
        };
        Some(Cue {
            end: words.end,
            words,
            start: at,
            shape: Shape::Frame(frame.place),
            takes: Takes::Report,
            negated: false,
            particle: None,
            reflexive: false,
        })
    })
}

fn verb(unit: &Unit, at: usize) -> Option<Cue> {
    let Some(entry) = unit.entry(at).filter(|entry| !entry.verbs.is_empty()) else {
        return unlisted(unit, at);
    };
    let proper = unit.is_named(at) && at > 0 && unit.is_capitalised(at);
    // `aux juges`, `trois juges`
    let counted = entry.has(Role::AlsoNoun)
        && at.checked_sub(1).is_some_and(|before| {
            unit.is_number(before)
                || (unit.has(before, Role::Preposition) && !unit.has(before, Role::Clitic))
        });
    if proper || counted || (entry.has(Role::AlsoNoun) && is_noun_here(unit, at)) {
        return None;
    }
    // Among the readings of a form, a compound tense wins over a simple one, a fixed phrase over its first verb.
    let mut readings: Vec<Cue> = entry
        .verbs
        .iter()
        .filter_map(|&(verb, form)| reading(unit, at, verb, form))
        .collect();
    readings.sort_by_key(|cue| {
        (
            rank(cue),
            std::cmp::Reverse(cue.words.end),
            cue.start,
            !cue.reflexive,
            cue.takes as u8,
        )
    });
    readings
        .into_iter()
        .next()
        .filter(|cue| cue.takes != Takes::Silent)
}

/// A verb that no list names, where only one that attributes can stand: just behind marked words, with its subject behind it.
/// `« … », a plaisanté le capitaine` · `« … », plaisante-t-il`
fn unlisted(unit: &Unit, at: usize) -> Option<Cue> {
    let known = !unit.is_word(at) || unit.entry(at).is_some() || unit.is_capitalised(at);
    if !unit.has_marked || known {
        return None;
    }
    let word = unit.lower(at);
    let group = auxiliary(unit, at).filter(|group| !group.passive);
    let start = behind_clitics(unit, group.as_ref().map_or(at, |group| group.at));
    let behind_utterance = is_behind_utterance(unit, start);
    let inverted = inverted_pronoun(unit, at).or(group.as_ref().and_then(|group| group.inverted));
    let lexicon = unit.context.lexicon;
    let named = unit.is_named(at + 1) || unit.has(at + 1, Role::Civility) || {
        // `« … », abonde sa collègue`, but `« … », slogan des manifestants`
        let determined = unit.has(at + 1, Role::Determiner) && !unit.has(at + 1, Role::Of);
        let person = [Role::Speaker, Role::Civility];
        determined && person.into_iter().any(|role| unit.has(at + 2, role))
    };
    let fits = match &group {
        Some(_) => lexicon.clauses.participle_endings.end(word),
        None => inverted.is_some() || (named && !lexicon.clauses.subject_first_incise),
    };
    let after_subject = lexicon.clauses.subject_first_incise
        && lexicon.clauses.finite_endings.end(word)
        && (start.saturating_sub(LONGEST_NAME)..start)
            .any(|first| is_behind_utterance(unit, first) && is_name(unit, first..start));
    ((behind_utterance && fits) || after_subject).then(|| Cue {
        words: group
            .as_ref()
            .filter(|group| group.adjacent)
            .map_or(at, |group| group.from)..at + 1,
        start,
        end: inverted.map_or(at + 1, |pronoun| (pronoun + 1).max(at + 1)),
        shape: Shape::Finite { inverted },
        takes: Takes::Voice,
        negated: false,
        particle: None,
        reflexive: false,
    })
}

/// Items of the longest subject in front of a verb that no list names.
const LONGEST_NAME: usize = 4;

/// `“…,” Anne Roy gushed`: nothing but a name, or a pronoun.
fn is_name(unit: &Unit, mut items: Range<usize>) -> bool {
    let pronoun = items.len() == 1 && unit.has(items.start, Role::Pronoun);
    pronoun || items.all(|at| unit.is_named(at) || unit.has(at, Role::Civility))
}

fn rank(cue: &Cue) -> u8 {
    match cue.shape {
        Shape::Finite { .. } if cue.start < cue.words.end - 1 => 0,
        Shape::Passive => 1,
        Shape::Finite { .. } => 2,
        Shape::Gerund | Shape::Infinitive | Shape::Frame(_) => 3,
        Shape::Participle => 4,
    }
}

/// A form that is a noun as well, behind a determiner.
fn is_noun_here(unit: &Unit, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let elided = unit.has(before, Role::Of) || unit.has(before, Role::Civility);
    // `de vives critiques`, but `le directeur de Renault note`
    let plural = before.checked_sub(1).is_some_and(|of| {
        unit.has(of, Role::Of)
            && !unit.has(of, Role::Determiner)
            && !unit.is_capitalised(before)
            && unit.is_word(before)
            && !unit.has(before, Role::Speaker)
    });
    elided || plural || (unit.has(before, Role::Determiner) && !speaks_before(unit, before))
}

/// Whether a clitic that looks like an article stands behind a subject: `il le juge`.
fn speaks_before(unit: &Unit, at: usize) -> bool {
    unit.has(at, Role::Clitic)
        && at.checked_sub(1).is_some_and(|before| {
            unit.has(before, Role::Pronoun)
                || unit.has(before, Role::Relative)
                || unit.is_comma(before)
                || unit.is_named(before)
        })
}

fn reading(unit: &Unit, at: usize, verb: VerbId, form: Form) -> Option<Cue> {
    let verb = unit.context.lexicon.verb(verb);
    let tail = tail_end(unit, at, &verb.tail)?;
    let cue = |words: Range<usize>, start: usize, end: usize, shape: Shape| Cue {
        words,
        start,
        end,
        shape,
        takes: verb.takes,
        particle: None,
        reflexive: verb.reflexive,
        negated: (start..at).any(|item| unit.has(item, Role::Negation)),
    };
    let cue = match form {
        Form::Finite => {
            let inverted = inverted_pronoun(unit, at);
            let start = behind_clitics(unit, at);
            let end = inverted.map_or(tail, |pronoun| pronoun + 1).max(tail);
            let first = if verb.reflexive || unit.has(at.wrapping_sub(1), Role::Reflexive) {
                at.saturating_sub(1).max(start)
            } else {
                at
            };
            let particle = match &verb.particle {
                Some(particle) => Some(separated(unit, at, particle)?),
                None => None,
            };
            let shape = Shape::Finite { inverted };
            Cue {
                particle,
                ..cue(first..tail, start, end, shape)
            }
        }
        Form::Participle => match auxiliary(unit, at) {
            Some(group) => {
                let shape = if group.passive {
                    Shape::Passive
                } else {
                    Shape::Finite {
                        inverted: group.inverted,
                    }
                };
                let first = if group.adjacent { group.from } else { at };
                cue(first..tail, behind_clitics(unit, group.at), tail, shape)
            }
            None if verb.reflexive => return None,
            None if shares_auxiliary(unit, at) => {
                cue(at..tail, at, tail, Shape::Finite { inverted: None })
            }
            None => cue(at..tail, at, tail, Shape::Participle),
        },
        // `l’attaquant`
        Form::Gerund if at > 0 && unit.has(at - 1, Role::Determiner) => return None,
        Form::Gerund => cue(at..tail, behind_clitics(unit, at), tail, Shape::Gerund),
        Form::Infinitive => match periphrasis(unit, at) {
            Some((start, inverted)) => cue(start..tail, start, tail, Shape::Finite { inverted }),
            None => {
                let start = behind_clitics(unit, at);
                let undone = start > 0 && unit.has(start - 1, Role::Without);
                Cue {
                    negated: undone,
                    ..cue(at..tail, start, tail, Shape::Infinitive)
                }
            }
        },
    };
    let is_reflexive = (cue.start..at).any(|item| unit.has(item, Role::Reflexive));
    (is_reflexive || !verb.reflexive).then_some(cue)
}

/// The place behind the further words of a fixed phrase, over an adverb or two.
fn tail_end(unit: &Unit, at: usize, tail: &[&str]) -> Option<usize> {
    let mut end = at + 1;
    let mut skipped = 0;
    for word in tail {
        while unit.lower(end) != *word {
            let skips = skipped < 3
                && (unit.has(end, Role::Adverb)
                    || is_inversion(unit, end)
                    || unit.has(end, Role::Pronoun));
            if !skips {
                return None;
            }
            skipped += 1;
            end += 1;
        }
        end += 1;
    }
    Some(end)
}

/// The particle of a separable verb, before the clause ends.
fn separated(unit: &Unit, at: usize, particle: &str) -> Option<usize> {
    if unit.lower(at).starts_with(particle) {
        return Some(at);
    }
    (at + 1..unit.len())
        .take_while(|&item| !unit.is_stop(item) && unit.marked(item).is_none())
        .find(|&item| unit.lower(item) == particle)
}
