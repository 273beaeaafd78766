//! Finds the subject of a cue: before or behind the verb, inside its group, of the sentence, in front of a colon; and tells who can
//! speak at all. Sources that are no subjects are found elsewhere.
//!
//! Reads phrases and what words may be; knows nothing of quotation marks' contents.

use std::ops::Range;

use super::adjunct::{adverbial_at, is_date, prepositional_at};
use super::cue::{Cue, Shape};
use super::noun_phrase::{Start, opening, phrase_at};
use super::role::Role;
use super::unit::{SHORTEST_UTTERANCE, Unit};

/// Items between a verb and its subject, at most.
const LONGEST_GAP: usize = 20;

/// Items between a pronoun and what shows that it stands for nothing.
const LONGEST_PREDICATE: usize = 4;

/// The words that name the speaker, as items.
pub type Subject = Range<usize>;

/// The subject that stands in front of a verb group; `None` too where the verb shares the subject of another one.
pub fn before(unit: &Unit, cue: &Cue) -> Option<Subject> {
    let mut end = cue.start;
    // Over adverbs and appositions between commas.
    loop {
        while end > 0
            && (unit.has(end - 1, Role::Adverb) || unit.has(end - 1, Role::Time))
            && !unit.has(end - 1, Role::Pronoun)
        {
            end -= 1;
        }
        if end > 0 && unit.is_aside(end - 1) {
            end -= 1;
        } else {
            break;
        }
    }
    let last = end.checked_sub(1)?;
    if unit.has(last, Role::Pronoun) && !opening(unit, last) && !is_governed(unit, last) {
        return Some(last..end);
    }
    if is_relative(unit, last) {
        return Some(last..end);
    }
    if unit.is_comma(last) {
        return behind_apposition(unit, last);
    }
    if let Some(name) = marked_name(unit, last) {
        return Some(name);
    }
    let from = segment_start(unit, end);
    subject_in(unit, from, end)
}

/// A source whose name is marked: `« Le Monde » rapporte que …`, `le « Monde »`.
fn marked_name(unit: &Unit, at: usize) -> Option<Subject> {
    let before = at.checked_sub(1);
    let article = before.filter(|&before| unit.has(before, Role::Determiner));
    let bare = before.is_none_or(|before| unit.is_comma(before));
    (is_marked_name(unit, at) && (bare || article.is_some())).then(|| article.unwrap_or(at)..at + 1)
}

pub fn is_marked_name(unit: &Unit, at: usize) -> bool {
    unit.begins_with_capital(at)
        && unit
            .marked(at)
            .is_some_and(|stretch| unit.words_of(unit.stretch(stretch)) < SHORTEST_UTTERANCE)
}

/// Whether a relative pronoun stands here (`qui`); one that looks like an article follows a comma.
pub fn is_relative(unit: &Unit, at: usize) -> bool {
    unit.has(at, Role::Relative)
        && (!unit.has(at, Role::Determiner)
            || at
                .checked_sub(1)
                .is_some_and(|before| unit.is_comma(before)))
}

/// Whether an adverbial opens the clause in front of a verb, so that the subject follows it: `Am Montag sagte X`.
pub fn is_turned_by_adverbial(unit: &Unit, cue: &Cue) -> bool {
    let from = segment_start(unit, cue.start);
    unit.context.lexicon.clauses.verb_second
        && from < cue.start
        && [Role::Preposition, Role::Adverb, Role::Time]
            .into_iter()
            .any(|role| unit.has(from, role))
}

/// The subject between auxiliary and participle: `Am Montag hatte der Minister erklärt, …`
pub fn inside(unit: &Unit, cue: &Cue) -> Option<Subject> {
    let last = cue.words.end.checked_sub(1)?;
    let subject = subject_in(unit, cue.start + 1, last)?;
    can_speak(unit, &subject).then_some(subject)
}

/// Whether a preposition stands before it: `quant à elle`.
fn is_governed(unit: &Unit, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| unit.has(before, Role::Preposition) || unit.has(before, Role::Of))
}

/// The subject before `, porte-parole de X,`: the first phrase of the run of segments that are all phrases or parentheses.
fn behind_apposition(unit: &Unit, comma: usize) -> Option<Subject> {
    let mut best = None;
    let mut end = comma;
    for _ in 0..4 {
        let from = segment_start(unit, end);
        // `Si X, porte-parole de Y, annonce …`: the conjunction at the head governs the verb itself.
        let subordinate = from > 0
            && (is_relative(unit, from - 1)
                || (from > 1
                    && unit.has(from - 1, Role::Conjunction)
                    && !unit.has(from - 1, Role::Coordinator)));
        let subject = (!subordinate)
            .then(|| subject_in(unit, from, end))
            .flatten();
        if best.is_some() && unit.has_finite(from..end) {
            // Another clause: its subject is somebody else.
            break;
        }
        let governed = unit.has(from, Role::Preposition)
            || unit.has(from, Role::Coordinator)
            || is_content_without_article(unit, from);
        if subject.is_some() && !governed {
            best = subject;
        } else if best.is_some() {
            break;
        } else if let Some(subject) = subject.filter(|_| !unit.has(from, Role::Preposition)) {
            best = Some(subject);
        }
        if from == 0 || !unit.is_comma(from - 1) {
            let relative = from > 0
                && (unit.has(from - 1, Role::Relative) || unit.has(from - 1, Role::Conjunction));
            if !relative || best.is_some() {
                break;
            }
            // `X, qui est arrivé mardi, …`
            end = from - 1;
            if end > 0 && unit.is_comma(end - 1) {
                end -= 1;
            }
            continue;
        }
        end = from - 1;
    }
    best
}

fn is_content_without_article(unit: &Unit, at: usize) -> bool {
    !opening(unit, at) && !unit.has(at, Role::Pronoun)
}

/// Where the clause that ends at `end` begins: behind a comma, a conjunction or marked words.
pub fn segment_start(unit: &Unit, end: usize) -> usize {
    let mut start = end;
    let mut has_verb = false;
    let mut verb = None;
    while start > 0 {
        let at = start - 1;
        let stops = unit.is_comma(at)
            || unit.is_stop(at)
            || matches!(unit.lower(at), "-" | "–" | "—" | "(" | ")");
        if stops {
            // A hyphen inside a name is no dash.
            let dash = unit.is_comma(at)
                || unit.is_stop(at)
                || !unit.is_named(at + 1)
                || unit.lower(at) != "-";
            if dash {
                break;
            }
        }
        if is_relative(unit, at) && !has_verb {
            break;
        }
        if unit.has(at, Role::Conjunction)
            && !unit.has(at, Role::And)
            && !unit.has(at, Role::Relative)
        {
            break;
        }
        if unit.has(at, Role::And) && !unit.is_named(at) {
            // No comma or stop lies between here and an `et` that was passed: they share their first verb.
            let verb = *verb.get_or_insert_with(|| first_verb(unit, at));
            if verb.is_some_and(|verb| verb < at) {
                break;
            }
        }
        has_verb |= unit.is_finite(at) && !unit.has(at, Role::Pronoun);
        start = at;
    }
    start
}

/// The first verb behind the last comma or stop before `at`: an `et` behind it joins clauses.
fn first_verb(unit: &Unit, at: usize) -> Option<usize> {
    let from = (0..at)
        .rev()
        .find(|&item| unit.is_comma(item) || unit.is_stop(item))
        .map_or(0, |stop| stop + 1);
    (from..at).find(|&item| unit.is_finite(item))
}

/// The first phrase from `from` on that no preposition governs.
pub fn subject_in(unit: &Unit, from: usize, end: usize) -> Option<Subject> {
    let mut at = from;
    let mut bare = None;
    while at < end {
        if unit.has(at, Role::Pronoun) && !opening(unit, at) {
            return Some(at..at + 1);
        }
        let skipped = unit.has(at, Role::Adverb)
            || unit.has(at, Role::Coordinator)
            || unit.is_comma(at)
            || unit.has(at, Role::Conjunction);
        let indefinite = at == from && unit.has(at, Role::Of) && !opening(unit, at);
        if indefinite && !opening(unit, at + 1) {
            // `d’autres témoins`, `de nombreux témoins`
            let phrase = phrase_at(unit, at + 1, Start::Bare);
            bare = bare.or(phrase.map(|phrase| at..phrase.end.min(end)));
        }
        if unit.has(at, Role::Preposition) && !unit.is_named(at) {
            at = phrase_at(unit, at + 1, Start::Bare).map_or(at + 1, |phrase| phrase.end);
        } else if skipped || (unit.has(at, Role::Time) && !unit.is_named(at)) {
            at += 1;
        } else if opening(unit, at) {
            let phrase =
                phrase_at(unit, at, Start::Marked).map(|phrase| phrase.start..phrase.end.min(end));
            match phrase {
                Some(phrase) if is_date(unit, &phrase) => at = phrase.end,
                Some(phrase) if !phrase.is_empty() => return Some(phrase),
                _ => at += 1,
            }
        } else {
            if bare.is_none() {
                bare = phrase_at(unit, at, Start::Bare)
                    .map(|phrase| phrase.start..phrase.end.min(end));
            }
            at = phrase_at(unit, at, Start::Bare).map_or(at + 1, |phrase| phrase.end.max(at + 1));
        }
    }
    bare.filter(|phrase| !phrase.is_empty())
}

/// The subject behind a verb group, over the adjuncts between: `a déclaré à l’AFP le porte-parole`.
pub fn behind(unit: &Unit, cue: &Cue) -> Option<Subject> {
    let mut at = cue.end;
    while at < unit.len() && at - cue.end < LONGEST_GAP {
        if unit.is_stop(at) || unit.has(at, Role::Opener) || unit.marked(at).is_some() {
            return None;
        }
        if unit.is_comma(at) {
            // Only what stands between two commas may precede the subject.
            at =
                1 + (at + 1..unit.len().min(at + LONGEST_GAP)).find(|&item| unit.is_comma(item))?;
        } else if let Some(end) = adverbial_at(unit, at).or_else(|| prepositional_at(unit, at)) {
            // `dans une tribune publiée par Le Matin`
            let described = unit.has(end, Role::Ends) && unit.has(end + 1, Role::Preposition);
            at = end + usize::from(described);
        } else if unit.has(at, Role::Of) && !unit.has(at, Role::Determiner) {
            return None;
        } else {
            let phrase = phrase_at(unit, at, Start::Bare)?;
            return (!is_date(unit, &phrase)).then_some(phrase);
        }
    }
    None
}

/// The subject of the sentence: what a gerund or a coordinated verb shares.
pub fn of_sentence(unit: &Unit, before: usize) -> Option<Subject> {
    first_subject(unit, before, |_| true)
}

/// The first phrase that fits of a clause with a verb, else the first that fits.
fn first_subject(unit: &Unit, before: usize, fits: impl Fn(&Subject) -> bool) -> Option<Subject> {
    let mut first = None;
    let mut from = 0;
    while from < before {
        let end = (from..before)
            .find(|&at| unit.is_comma(at) || unit.is_stop(at))
            .unwrap_or(before);
        if let Some(subject) = subject_in(unit, from, end).filter(&fits) {
            let has_verb = unit.has_finite(from..end) || unit.has_finite(end..before);
            if has_verb || end == before {
                return Some(subject);
            }
            first = first.or(Some(subject));
        }
        from = end + 1;
    }
    first
}

/// Who speaks behind a colon that no verb of saying introduces: `X a dédié un message à ses amis : « … »`.
pub fn before_colon(unit: &Unit, marked: usize) -> Option<Subject> {
    let colon = marked.checked_sub(1).filter(|&at| unit.is_colon(at))?;
    first_subject(unit, colon, |subject| can_speak(unit, subject))
}

/// Who signs marked words behind a dash: `« … » – Anne Roy, témoin`.
pub fn signature(unit: &Unit, dash: usize) -> Option<Subject> {
    let is_dash = matches!(unit.lower(dash), "-" | "–" | "—");
    let signed = is_dash && !unit.has_finite(dash..unit.len());
    let signer = phrase_at(unit, dash + 1, Start::Marked).filter(|_| signed)?;
    let ended = unit.is_comma(signer.end) || unit.is_stop(signer.end) || unit.is_aside(signer.end);
    (ended && can_speak(unit, &signer)).then_some(signer)
}

/// The subject of a verb phrase in marks: `X a « condamné … »`, `X « s’associe à … »`; it speaks, though no verb says so.
pub fn of_predicate(unit: &Unit, marked: usize) -> Option<Subject> {
    let mut end = marked;
    while end > 0 && (unit.has(end - 1, Role::Clitic) || unit.has(end - 1, Role::Have)) {
        end -= 1;
    }
    if end == marked && !unit.begins_with_verb(marked) {
        return None;
    }
    let subject = subject_in(unit, segment_start(unit, end), end)?;
    (subject.end == end && can_speak(unit, &subject)).then_some(subject)
}

/// Whether a subject is a pronoun that stands for nothing: `il faut`, `il était possible`, `il est à noter que`.
pub fn is_expletive(unit: &Unit, cue: &Cue, subject: &Subject) -> bool {
    let mut near = subject.end..subject.end + LONGEST_PREDICATE;
    let predicate = near.any(|at| unit.has(at, Role::ImpersonalPredicate));
    let only_is = subject.end < cue.start
        && (subject.end..cue.start).all(|at| {
            [Role::Be, Role::Adverb, Role::Preposition]
                .into_iter()
                .any(|role| unit.has(at, role))
        });
    subject.len() == 1
        && unit.has(subject.start, Role::Pronoun)
        && (predicate || (cue.shape == Shape::Infinitive && only_is))
}

/// The subject of the clause that a gerund at the head of a sentence belongs to: `Soulignant …, le maire a …`.
pub fn ahead(unit: &Unit, cue: &Cue) -> Option<Subject> {
    let comma = (cue.end..unit.len()).find(|&at| unit.is_comma(at) && opening(unit, at + 1))?;
    let subject = phrase_at(unit, comma + 1, Start::Marked)?;
    can_speak(unit, &subject).then_some(subject)
}

/// Whether a phrase is headed by somebody who speaks: a name, a pronoun or a noun that does, not `les 40 ans de X`.
pub fn heads_speech(unit: &Unit, phrase: &Subject) -> bool {
    let named = |at: usize| unit.is_named(at) || unit.has(at, Role::Civility);
    let head = phrase
        .clone()
        .find(|&at| !unit.has(at, Role::Determiner) || named(at));
    let measured = phrase.clone().any(|at| unit.is_number(at));
    can_speak(unit, phrase) && (!measured || is_speaker(unit, phrase) || head.is_some_and(named))
}

/// Whether the head of a phrase is a noun that speaks: `le maire`, `le Premier ministre`.
pub fn is_speaker(unit: &Unit, phrase: &Subject) -> bool {
    let mut words = phrase.clone();
    let head = words.find(|&at| !unit.has(at, Role::Determiner) && !unit.is_number(at));
    head.is_some_and(|head| {
        let ranked = unit.has(head, Role::Standing) && phrase.contains(&(head + 1));
        unit.has(head, Role::Speaker) || ranked && unit.has(head + 1, Role::Speaker)
    })
}

/// Whether a phrase can speak: a pronoun, a name, or one of the nouns that do.
pub fn can_speak(unit: &Unit, phrase: &Subject) -> bool {
    let head = phrase
        .clone()
        .find(|&at| !unit.has(at, Role::Determiner) && !unit.is_number(at))
        .unwrap_or(phrase.start);
    let named = phrase
        .clone()
        .any(|at| unit.is_named(at) || unit.has(at, Role::Civility));
    let speaks = |at: usize| {
        // `cette dernière`, not `cette dernière soirée`
        let stands = unit.has(at, Role::Standing)
            && at + 1 == phrase.end
            && !unit.has(phrase.end, Role::Time);
        let compound = unit.is_word(at)
            && unit
                .context
                .lexicon
                .clauses
                .speaker_endings
                .end(unit.lower(at));
        stands || compound || unit.has(at, Role::Speaker) || unit.has(at, Role::Pronoun)
    };
    named || (head..phrase.end.min(head + 2)).any(speaks)
}
