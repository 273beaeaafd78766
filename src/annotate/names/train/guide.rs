//! Brings marks made by another guide in line with what the program calls a name.
//!
//! Most guides mark the place in `parquet de Lyon`, the portfolio in `ministre de la Défense`, or `l’ONG Mains propres` whole; to the
//! program the first is an organisation, the second no name, and the third `Mains propres`. Where the rules are sure of such a case,
//! they are followed; everything else stays as it is marked.

use std::ops::Range;

use crate::annotate::names::candidates::{Candidate, Form};
use crate::annotate::names::consensus::Verdict;
use crate::annotate::names::lexicon::Classes;
use crate::annotate::names::words::Words;
use crate::model::ActorKind;

/// A marked name: its tokens and its kind.
pub type Mark = (Range<usize>, Option<ActorKind>);

/// A mark without leading article, civility and title: in no guide's idea of a name, and in many marks.
pub fn bare(words: &Words, (mut tokens, kind): Mark) -> Mark {
    let title = Classes::CIVILITY.or(Classes::FUNCTION);
    let superfluous = |at: usize| {
        words.is(at, Classes::ARTICLE_DEFINITE) && !words.is_capital(at)
            || kind == Some(ActorKind::Person) && words.is(at, title)
    };
    while tokens.len() > 1 && superfluous(tokens.start) {
        tokens.start += 1;
    }
    (tokens, kind)
}

/// The marks as the program would make them.
pub fn in_line(
    words: &Words,
    candidates: &[Candidate],
    verdicts: &[Verdict],
    marks: Vec<Mark>,
) -> Vec<Mark> {
    let sure: Vec<Mark> = candidates
        .iter()
        .zip(verdicts)
        .filter(|(candidate, verdict)| {
            matches!(candidate.form, Form::Headed(Some(_))) && verdict.name().is_some()
        })
        .map(|(candidate, verdict)| (candidate.tokens.clone(), verdict.kind))
        .collect();
    let overlaps = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let covers = |a: &Range<usize>, b: &Range<usize>| a.start <= b.start && b.end <= a.end;
    let followed: Vec<Mark> = sure
        .into_iter()
        .filter(|(tokens, _)| {
            marks
                .iter()
                .all(|(mark, _)| !overlaps(tokens, mark) || covers(tokens, mark))
        })
        .collect();
    let mut kept: Vec<Mark> = marks
        .into_iter()
        .filter(|(mark, _)| !followed.iter().any(|(tokens, _)| overlaps(tokens, mark)))
        .filter_map(|mark| one(words, candidates, verdicts, mark))
        .collect();
    kept.extend(followed);
    kept
}

/// A mark that no sure candidate covers.
fn one(
    words: &Words,
    candidates: &[Candidate],
    verdicts: &[Verdict],
    (tokens, mut kind): Mark,
) -> Option<Mark> {
    let named = candidates
        .iter()
        .zip(verdicts)
        .any(|(candidate, verdict)| candidate.tokens == tokens && verdict.name() == kind);
    if kind == Some(ActorKind::Organisation) && !named && is_portfolio(words, tokens.clone()) {
        return None;
    }
    for (candidate, verdict) in candidates.iter().zip(verdicts) {
        let name = verdict.name();
        if candidate.tokens == tokens
            && matches!(candidate.form, Form::Known(_))
            && name == Some(ActorKind::Organisation)
        {
            kind = name;
        }
        // `l’ONG Mains propres`, `l’affaire Roy`.
        let introduced = candidate.tokens.end == tokens.end
            && candidate.tokens.start == tokens.start + 1
            && !words.is_capital(tokens.start)
            && (words.is(tokens.start, Classes::ORGANISATION_TRIGGER) && name == kind
                || kind.is_none() && name == Some(ActorKind::Person));
        if introduced {
            return Some((candidate.tokens.clone(), name));
        }
    }
    Some((tokens, kind))
}

/// Whether an ordinary word tells a function from others: `ministre de la Défense`, `celui de la Justice`.
fn is_portfolio(words: &Words, tokens: Range<usize>) -> bool {
    let article = tokens.start > 0 && words.is(tokens.start - 1, Classes::ARTICLE_DEFINITE);
    let link = tokens.start.checked_sub(1 + usize::from(article));
    let linked = link.is_some_and(|link| words.is(link, Classes::OF.or(Classes::CONTRACTED)));
    linked
        && tokens
            .clone()
            .all(|at| words.is_common(at) || !words.is_capital(at))
}
