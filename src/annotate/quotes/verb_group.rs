//! What stands before a verb form: its auxiliary, its clitics, a verb that governs it, and a pronoun inverted behind either.
//!
//! Whether the verb attributes anything is not known here.

use super::adjunct::{adverbial_at, prepositional_at};
use super::role::Role;
use super::unit::Unit;

/// How far back an auxiliary may stand, in items.
const LONGEST_GROUP: usize = 12;

/// Whether the hyphen of an inversion stands here.
pub fn is_inversion(unit: &Unit, at: usize) -> bool {
    matches!(unit.lower(at), "-" | "-t-")
}

/// The pronoun inverted behind a verb: `dit-il`.
pub fn inverted_pronoun(unit: &Unit, at: usize) -> Option<usize> {
    (is_inversion(unit, at + 1)
        && unit.is_word(at + 2)
        && unit
            .entry(at + 2)
            .is_some_and(|entry| entry.has(Role::Pronoun)))
    .then_some(at + 2)
}

/// The first of the clitics in front of a verb.
pub fn behind_clitics(unit: &Unit, at: usize) -> usize {
    let mut start = at;
    while start > 0 && unit.has(start - 1, Role::Clitic) && at - start < 4 {
        start -= 1;
    }
    start
}

/// An auxiliary with a participle.
pub struct Group {
    /// Where the auxiliary stands.
    pub at: usize,
    /// The auxiliary, with the reflexive pronoun of a reflexive verb.
    pub from: usize,
    /// Whether nothing stands between them.
    pub adjacent: bool,
    pub passive: bool,
    /// The pronoun inverted between them.
    pub inverted: Option<usize>,
}

/// The auxiliary in front of a participle: `a déclaré`, `avait, par courriel, expliqué`, `a-t-il estimé`, `s’est dit`.
pub fn auxiliary(unit: &Unit, participle: usize) -> Option<Group> {
    let nearest = participle.saturating_sub(LONGEST_GROUP);
    (nearest..participle)
        .rev()
        .take_while(|&at| {
            !unit.is_stop(at) && unit.marked(at).is_none() && !unit.has(at, Role::Opener)
        })
        .filter(|&at| unit.has(at, Role::Have) || unit.has(at, Role::Be))
        .find_map(|at| group(unit, at, participle))
}

/// `X a ouvert une enquête et confirmé que …`: the participle shares subject and auxiliary of the verb before.
pub fn shares_auxiliary(unit: &Unit, participle: usize) -> bool {
    let joint = (0..participle)
        .rev()
        .find(|&at| !unit.has(at, Role::Adverb));
    let Some(joint) = joint.filter(|&at| unit.has(at, Role::Coordinator)) else {
        return false;
    };
    let reports = |at: usize| unit.has(at, Role::Opener) || unit.marked(at).is_some();
    let object = (participle + 1..unit.len().min(participle + LONGEST_GROUP))
        .take_while(|&at| !unit.is_comma(at) && !unit.is_stop(at))
        .any(reports);
    let clause = (0..joint).rev().take_while(|&at| !unit.is_stop(at));
    object
        && clause
            .take_while(|&at| !unit.has(at, Role::Opener))
            .any(|at| unit.has(at, Role::Have))
}

/// The verb group of an auxiliary and a participle; none where other words than adjuncts stand between.
fn group(unit: &Unit, auxiliary: usize, participle: usize) -> Option<Group> {
    let mut at = auxiliary + 1;
    let (mut been, mut adjacent, mut inverted) = (false, true, None);
    while at < participle {
        if unit.has(at, Role::Been) {
            been = true;
            at += 1;
            continue;
        }
        adjacent = false;
        at = if is_inversion(unit, at) {
            inverted = Some(at + 1).filter(|&pronoun| unit.has(pronoun, Role::Pronoun));
            at + 2
        } else if unit.is_comma(at) {
            (at + 1..participle).find(|&item| unit.is_comma(item))? + 1
        } else if let Some(end) = adverbial_at(unit, at).or_else(|| prepositional_at(unit, at)) {
            end
        } else if unit.has(at, Role::Pronoun)
            || unit.has(at, Role::Clitic)
            || (frames_clause(unit) && unit.is_word(at))
        {
            at + 1
        } else {
            return None;
        };
    }
    let reflexive = auxiliary
        .checked_sub(1)
        .filter(|&before| unit.has(before, Role::Reflexive));
    let passive = been || (unit.has(auxiliary, Role::Be) && reflexive.is_none());
    (at == participle).then_some(Group {
        at: auxiliary,
        from: reflexive.unwrap_or(auxiliary),
        adjacent,
        passive,
        inverted,
    })
}

/// Whether auxiliary and participle frame the rest of the clause: `hat der Minister am Montag gesagt`.
fn frames_clause(unit: &Unit) -> bool {
    unit.context.lexicon.clauses.verb_second
}

/// Items of the longest verb group in front of an infinitive.
const LONGEST_PERIPHRASIS: usize = 6;

/// `« … », a tenu à préciser le préfet` · `« … », veut-elle croire`: an infinitive behind marked words and a verb that governs it.
/// Where the group begins, and the pronoun inverted in it.
pub fn periphrasis(unit: &Unit, infinitive: usize) -> Option<(usize, Option<usize>)> {
    let light = [
        Role::Have,
        Role::Be,
        Role::Adverb,
        Role::Clitic,
        Role::Of,
        Role::To,
    ];
    let never = [
        Role::Preposition,
        Role::Determiner,
        Role::Conjunction,
        Role::Relative,
        Role::Pronoun,
    ];
    let (mut start, mut governor, mut inverted) = (infinitive, false, None);
    while start > 0 && infinitive - start < LONGEST_PERIPHRASIS {
        let at = start - 1;
        let any = |roles: &[Role]| roles.iter().any(|&role| unit.has(at, role));
        if unit.has(at, Role::Pronoun) && at > 1 && is_inversion(unit, at - 1) {
            inverted = Some(at);
            start = at - 1;
            continue;
        }
        if !any(&light) {
            if governor || !unit.is_word(at) || unit.is_capitalised(at) || any(&never) {
                break;
            }
            governor = true;
        }
        start = at;
    }
    (governor && unit.has_marked && is_behind_utterance(unit, start)).then_some((start, inverted))
}

/// Whether marked words stand just before, a comma allowed.
pub fn is_behind_utterance(unit: &Unit, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        unit.is_utterance(before)
            || (unit.is_comma(before) && before > 0 && unit.is_utterance(before - 1))
    })
}
