//! What an annotation says, brought from one version of a text to the next.

use super::anchor::{Anchor, Difference};
use super::event::{AnnotationId, Content, Label, Match};
use crate::model::{CanonicalText, Span};

/// An annotation in the new version.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// Its name there.
    pub annotation: AnnotationId,
    /// The worst of what became of its passages.
    pub quality: Match,
    pub content: Content,
}

/// The annotation in `edited`, the new text of the difference; none when its words are gone.
///
/// What a quotation or a figure loses makes it changed, a mention that an actor loses does not: the actor is who he was. `renamed`
/// gives the names that actors have in the new text.
pub fn carry(
    difference: &Difference<'_>,
    edited: &CanonicalText,
    content: &Content,
    renamed: impl Fn(AnnotationId) -> Option<AnnotationId>,
) -> Option<Carried> {
    let mut quality = Match::Exact;
    let mut follow = |passage: Span, lost: Match| {
        let anchor = difference.anchor(passage);
        quality = worse(quality, match_of(anchor).unwrap_or(lost));
        anchor.span()
    };
    let lost = match content.label {
        Label::Actor(_) => Match::Equivalent,
        Label::Quotation(_) | Label::Figure(_) => Match::Changed,
    };
    let mut parts: Vec<Span> = content
        .parts
        .iter()
        .filter_map(|part| follow(*part, lost))
        .collect();
    let speaker = content
        .speaker
        .and_then(|speaker| follow(speaker, Match::Changed));
    if parts.is_empty() {
        return None;
    }
    // Sentences may have changed places, and what was rewritten may be claimed by two.
    parts.sort_unstable();
    let apart = parts.windows(2).all(|pair| !pair[0].overlaps(pair[1]));
    if !apart {
        quality = Match::Changed;
        parts = parts
            .iter()
            .skip(1)
            .fold(vec![parts[0]], |mut apart, part| {
                match apart.last_mut() {
                    Some(last) if last.overlaps(*part) => *last = last.join(*part),
                    _ => apart.push(*part),
                }
                apart
            });
    }
    let actor = content.actor.and_then(renamed);
    Some(Carried {
        annotation: AnnotationId::new(edited, content.label.sort(), &parts),
        quality,
        content: Content {
            parts,
            speaker,
            actor,
            ..content.clone()
        },
    })
}

fn match_of(anchor: Anchor) -> Option<Match> {
    match anchor {
        Anchor::Exact(_) => Some(Match::Exact),
        Anchor::Equivalent(_) => Some(Match::Equivalent),
        Anchor::Changed(_) => Some(Match::Changed),
        Anchor::Orphan => None,
    }
}

fn worse(one: Match, other: Match) -> Match {
    let rank = |quality| match quality {
        Match::Exact => 0,
        Match::Equivalent => 1,
        Match::Changed => 2,
    };
    if rank(other) > rank(one) { other } else { one }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActorKind, FigureKind, QuotationKind};

    const BASE: &str =
        "« Nous partirons », a dit Ana Ruiz. Il y a 12 morts. « Demain », a ajouté Mme Ruiz.";

    /// The words of `parts` and `speaker` in the base, how they are found again, and the words then.
    fn check(
        label: Label,
        parts: &[&str],
        speaker: Option<&str>,
        edited: &str,
        expected: Option<(Match, &[&str], Option<&str>)>,
    ) {
        let (base, edited) = (CanonicalText::new(BASE), CanonicalText::new(edited));
        let span = |words: &&str| {
            let start = BASE.find(words).expect("words of the base");
            Span::new(start, start + words.len())
        };
        let content = Content {
            label,
            parts: parts.iter().map(span).collect(),
            speaker: speaker.as_ref().map(span),
            actor: None,
            value: None,
            unit: None,
        };
        let got = carry(&Difference::new(&base, &edited), &edited, &content, |_| {
            None
        });
        let got = got.as_ref().map(|carried| {
            let words: Vec<&str> = carried
                .content
                .parts
                .iter()
                .map(|part| &edited[*part])
                .collect();
            (
                carried.quality,
                words,
                carried.content.speaker.map(|span| &edited[span]),
            )
        });
        let expected = expected.map(|(quality, parts, speaker)| (quality, parts.to_vec(), speaker));
        assert_eq!(got, expected);
    }

    #[test]
    fn the_worst_of_the_passages_counts() {
        let quotation = Label::Quotation(QuotationKind::Direct);
        let parts = ["Nous partirons", "Demain"];
        let whole = format!("URGENT\n\n{BASE}");
        check(
            quotation,
            &parts,
            Some("Ana Ruiz"),
            &whole,
            Some((Match::Exact, &parts, Some("Ana Ruiz"))),
        );
        let typography = BASE.replace("Nous partirons", "Nous\u{A0}partirons");
        check(
            quotation,
            &parts,
            Some("Ana Ruiz"),
            &typography,
            Some((
                Match::Equivalent,
                &["Nous\u{A0}partirons", "Demain"],
                Some("Ana Ruiz"),
            )),
        );
        let other_speaker = BASE.replace("Ana Ruiz", "Eva Ruiz");
        check(
            quotation,
            &parts,
            Some("Ana Ruiz"),
            &other_speaker,
            Some((Match::Changed, &parts, Some("Eva Ruiz"))),
        );
        let shorter = "« Nous partirons », a dit Ana Ruiz. Il y a 12 morts.";
        check(
            quotation,
            &parts,
            None,
            shorter,
            Some((Match::Changed, &parts[..1], None)),
        );
    }

    #[test]
    fn a_corrected_figure_is_asked_again_and_a_deleted_one_is_gone() {
        let figure = Label::Figure(FigureKind::Number);
        check(
            figure,
            &["12"],
            None,
            &BASE.replace("12", "14"),
            Some((Match::Changed, &["14"], None)),
        );
        check(
            figure,
            &["12"],
            None,
            &BASE.replace("Il y a 12 morts. ", ""),
            None,
        );
    }

    #[test]
    fn an_actor_may_lose_a_mention() {
        let person = Label::Actor(ActorKind::Person);
        let shorter = "« Nous partirons », a dit Ana Ruiz. Il y a 12 morts.";
        check(
            person,
            &["Ana Ruiz", "Mme Ruiz"],
            None,
            shorter,
            Some((Match::Equivalent, &["Ana Ruiz"], None)),
        );
    }
}
