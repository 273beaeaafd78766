//! Who speaks: the actors of a dispatch to choose from, the likely ones first. Of an actor: which other one it is.

use super::chooser::{Choice, Chooser, Outcome};
use super::passage;
use super::stops::paragraph_at;
use super::words::words;
use super::{Mode, Turn};
use crate::model::{MentionForm, Span};
use crate::review::event::{AnnotationId, Label, Op};
use crate::review::reviewed::Judged;
use crate::review::standing::Standing;
use crate::tui::key::{Key, KeyCode};
use crate::tui::reader::{Reader, Selection};
use crate::tui::state::{Look, State};

/// The actors that a quotation may be by, or that an actor may be.
#[derive(Clone, Debug)]
pub struct Speakers {
    target: Judged,
    pub chooser: Chooser<AnnotationId>,
}

/// For the selected quotation or actor; says why not.
pub fn open(state: &mut State, selection: Selection) -> Option<Mode> {
    let said = words(state.look.locale);
    let reader = state.reader.as_ref()?;
    let target = reader.judged(selection)?.clone();
    let (title, own) = match target.content.label {
        Label::Quotation(_) => (said.speaker, None),
        Label::Actor(_) => (said.merge, Some(target.annotation)),
        Label::Figure(_) => {
            state.say(said.quotation_or_actor);
            return None;
        }
    };
    let held = match selection {
        Selection::Quotation(_) => reader.actor_of(selection),
        _ => None,
    };
    let choices: Vec<_> = likely(reader, &target, reader.passage(selection)?)
        .into_iter()
        .filter_map(|at| choice(reader, &state.look, at, held == Some(at)))
        .filter(|choice| Some(choice.what) != own)
        .collect();
    if choices.is_empty() && own.is_some() {
        state.say(said.no_other_actor);
        return None;
    }
    let title = format!("{title} {}", reader.told(&target));
    Some(Mode::Speaker(Speakers {
        target,
        chooser: Chooser::new(title, choices),
    }))
}

fn choice(reader: &Reader, look: &Look, at: usize, holds: bool) -> Option<Choice<AnnotationId>> {
    let judged = reader.judged(Selection::Mention {
        actor: at,
        mention: 0,
    })?;
    let actor = reader.annotations.as_ref()?.actors.get(at)?;
    let paragraph = reader.paragraph_number(actor.mentions.first()?.span.start());
    let told = actor.role.clone();
    let kind = || words(look.locale).label(judged.content.label).to_owned();
    Some(Choice {
        what: judged.annotation,
        words: actor.name.clone(),
        aside: format!(
            "{} {}{paragraph}",
            told.unwrap_or_else(kind),
            look.theme.signs.paragraph
        ),
        holds,
    })
}

/// Actors by how near they are named to a passage, places last; what is named before it is nearer than what comes after.
/// Rejected ones are none.
fn likely(reader: &Reader, target: &Judged, passage: Span) -> Vec<usize> {
    let Some(found) = &reader.annotations else {
        return Vec::new();
    };
    let distance = |mention: Span| {
        if mention.start() < passage.start() {
            passage.start() - mention.start()
        } else {
            2 * mention.start().saturating_sub(passage.end())
        }
    };
    let inside = |mention: Span| {
        target
            .content
            .parts
            .iter()
            .any(|part| part.overlaps(mention))
    };
    let mut ranked: Vec<(bool, usize, usize)> = Vec::new();
    for (at, actor) in found.actors.iter().enumerate() {
        let rejected = reader
            .judged(Selection::Mention {
                actor: at,
                mention: 0,
            })
            .is_none_or(|judged| judged.standing == Standing::Rejected);
        let nearest = actor.mentions.iter().map(|mention| mention.span);
        let nearest = nearest
            .map(|span| {
                if inside(span) {
                    usize::MAX
                } else {
                    distance(span)
                }
            })
            .min();
        if !rejected {
            let is_place = actor.kind == crate::model::ActorKind::Place;
            ranked.push((is_place, nearest.unwrap_or(usize::MAX), at));
        }
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(.., at)| at).collect()
}

impl Speakers {
    /// Takes a key.
    pub fn key(mut self, state: &mut State, key: Key) -> Turn {
        let is_quotation = matches!(self.target.content.label, Label::Quotation(_));
        match self.chooser.key(key) {
            Outcome::Chosen(actor) => self.choose(state, Some(actor)),
            Outcome::Left => Turn::Leave,
            Outcome::Other if is_quotation => match key.code {
                KeyCode::Char('0' | 'à') => self.choose(state, None),
                KeyCode::Char('m') => match passage::mark(state, Some(self.target.clone())) {
                    Some(mode) => Turn::stay(mode),
                    None => Turn::stay(Mode::Speaker(self)),
                },
                _ => Turn::stay(Mode::Speaker(self)),
            },
            Outcome::Open | Outcome::Other => Turn::stay(Mode::Speaker(self)),
        }
    }

    /// Whether nobody or a new actor can be chosen too.
    pub fn is_for_quotation(&self) -> bool {
        matches!(self.target.content.label, Label::Quotation(_))
    }

    fn choose(self, state: &mut State, actor: Option<AnnotationId>) -> Turn {
        let said = words(state.look.locale);
        let Some(reader) = &mut state.reader else {
            return Turn::Leave;
        };
        let chosen = actor.and_then(|actor| reader.find(actor, None));
        let place = chosen.and_then(|selection| reader.actor_of(selection));
        let name =
            place.and_then(|at| Some(reader.annotations.as_ref()?.actors.get(at)?.name.clone()));
        let name = name.unwrap_or_default();
        let target = &self.target;
        if let (Label::Actor(_), Some(into)) = (target.content.label, actor) {
            let own = target.content.value.clone().unwrap_or_default();
            reader.awaited = Some(into);
            let decisions = reader.decisions([(target, Op::Merge(into))]);
            state.say(format!("{own} {} {name}", said.merged));
            return Turn::Keep(decisions);
        }
        let mentions: Vec<Span> = place.map(|at| named(reader, at)).unwrap_or_default();
        let ops = ops(reader, target, actor, &mentions);
        if ops.is_empty() {
            state.say(said.nothing_changed);
            return Turn::Leave;
        }
        Turn::Keep(reader.decisions(ops.into_iter().map(|op| (target, op))))
    }
}

/// The mentions of an actor by name or description.
fn named(reader: &Reader, actor: usize) -> Vec<Span> {
    let found = reader.annotations.as_ref();
    let actor = found.and_then(|found| found.actors.get(actor));
    let mentions = actor.into_iter().flat_map(|actor| &actor.mentions);
    mentions
        .filter(|mention| mention.form != MentionForm::Pronoun)
        .map(|mention| mention.span)
        .collect()
}

/// What makes an actor, whose mentions these are, the speaker of a quotation; none for nobody.
///
/// The speaker words of the attribution stay (`il` may well be somebody else), unless they name another actor: then they are the
/// nearest mention of the right one in the paragraph, if there is any.
pub fn ops(
    reader: &Reader,
    quotation: &Judged,
    actor: Option<AnnotationId>,
    mentions: &[Span],
) -> Vec<Op> {
    let content = &quotation.content;
    let mut ops = Vec::new();
    if content.actor != actor {
        ops.push(Op::SetActor(actor));
    }
    let names_other = content.speaker.is_some_and(|speaker| {
        names_somebody(reader, speaker) && !mentions.iter().any(|mention| mention.overlaps(speaker))
    });
    if content.speaker.is_none() || names_other {
        let speaker = nearest(reader, &content.parts, mentions);
        if speaker != content.speaker {
            ops.push(Op::SetSpeaker(speaker));
        }
    }
    ops
}

fn names_somebody(reader: &Reader, speaker: Span) -> bool {
    let actors = reader.annotations.iter().flat_map(|found| &found.actors);
    actors
        .flat_map(|actor| &actor.mentions)
        .any(|mention| mention.form == MentionForm::Name && mention.span.overlaps(speaker))
}

/// The mention nearest to a quotation in one of its paragraphs, outside of its words.
fn nearest(reader: &Reader, parts: &[Span], mentions: &[Span]) -> Option<Span> {
    let dispatch = &reader.dispatch;
    let beside = |mention: &Span| {
        let mut paragraphs = parts
            .iter()
            .map(|part| paragraph_at(dispatch, part.start()));
        paragraphs.any(|paragraph| paragraph.covers(*mention))
            && !parts.iter().any(|part| part.overlaps(*mention))
    };
    let distance = |mention: Span| {
        let gap = |part: &Span| {
            let before = part.start().saturating_sub(mention.end());
            before.max(mention.start().saturating_sub(part.end()))
        };
        parts.iter().map(gap).min()
    };
    let beside = mentions.iter().copied().filter(beside);
    beside.min_by_key(|mention| distance(*mention))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::library::VersionId;
    use crate::model::{
        Actor, ActorId, ActorKind, Annotations, Dispatch, Mention, Quotation, QuotationKind,
    };
    use crate::review::viewpoint::Viewpoint;
    use crate::tui::reader::review::Log;

    /// Brackets hold passages: `a0`, `a1` … mentions of actors by name, `p0` a pronoun, `q` the quotation, `s` its speaker words
    /// around them; actor 0 speaks it.
    fn reader(marked: &str) -> Reader {
        let mut plain = String::new();
        let mut open: Vec<(String, usize)> = Vec::new();
        let mut found: Vec<(String, Span)> = Vec::new();
        let mut rest = marked;
        while let Some(at) = rest.find(['[', ']']) {
            plain.push_str(rest.get(..at).unwrap());
            let bracket = rest.as_bytes()[at];
            rest = rest.get(at + 1..).unwrap();
            if bracket == b'[' {
                let (name, after) = rest.split_once(' ').unwrap();
                open.push((name.to_owned(), plain.len()));
                rest = after;
            } else {
                let (name, start) = open.pop().unwrap();
                found.push((name, Span::new(start, plain.len())));
            }
        }
        plain.push_str(rest);
        found.sort_by_key(|(_, span)| span.start());
        let of = |wanted: &str| {
            found
                .iter()
                .find(|(name, _)| name == wanted)
                .map(|(_, span)| *span)
        };
        let actor = |number: usize| Actor {
            kind: if number == 2 {
                ActorKind::Place
            } else {
                ActorKind::Person
            },
            name: format!("actor {number}"),
            role: None,
            mentions: found
                .iter()
                .filter(|(name, _)| name.ends_with(char::from_digit(number as u32, 10).unwrap()))
                .map(|(name, span)| Mention {
                    span: *span,
                    form: if name.starts_with('p') {
                        MentionForm::Pronoun
                    } else {
                        MentionForm::Name
                    },
                })
                .collect(),
            confidence: 1.0,
        };
        let annotations = Annotations {
            quotations: vec![Quotation {
                kind: QuotationKind::Direct,
                parts: vec![of("q").unwrap()],
                cue: None,
                speaker: of("s"),
                actor: Some(ActorId(0)),
                confidence: 1.0,
            }],
            actors: (0..3)
                .map(actor)
                .filter(|actor| !actor.mentions.is_empty())
                .collect(),
            ..Annotations::default()
        };
        let mut reader = Reader::new(
            0,
            Arc::new(Dispatch::of_prose(&plain)),
            None,
            Vec::new(),
            40,
            10,
        );
        let log = Log {
            version: VersionId(1),
            events: Arc::from([]),
            orphans: Arc::from([]),
        };
        reader.take_review(&log, Arc::new(annotations), &Viewpoint::default());
        reader
    }

    /// The speaker words once actor 1 is chosen; `=` where they stay.
    fn check(marked: &str, expected: Option<&str>) {
        let reader = reader(marked);
        let quotation = reader.judged(Selection::Quotation(0)).unwrap();
        let actors = &reader.annotations.as_ref().unwrap().actors;
        let chosen = actors
            .iter()
            .position(|actor| actor.name == "actor 1")
            .unwrap();
        let mentions = named(&reader, chosen);
        let chosen = reader
            .judged(Selection::Mention {
                actor: chosen,
                mention: 0,
            })
            .unwrap();
        let ops = ops(&reader, quotation, Some(chosen.annotation), &mentions);
        assert_eq!(ops[0], Op::SetActor(Some(chosen.annotation)));
        let said = match ops.get(1) {
            None => Some("="),
            Some(Op::SetSpeaker(speaker)) => speaker.map(|span| &reader.dispatch.text[span]),
            Some(other) => panic!("{other:?}"),
        };
        assert_eq!(said, expected, "{marked}");
    }

    #[test]
    fn speaker_words_stay_unless_they_name_another() {
        check(
            "[a0 Kolm] et [a1 Brandt]. « [q Non] », a-t-[s [p0 il]] dit",
            Some("="),
        );
        check(
            "« [q Non] », a dit [s [a0 Kolm]] à [a1 Brandt]",
            Some("Brandt"),
        );
        check(
            "[a1 Brandt] vient.\n\n« [q Non] », a dit [s [a0 Kolm]]",
            None,
        );
        check("[a0 Kolm] et [a1 Brandt] : « [q Non] »", Some("Brandt"));
    }

    #[test]
    fn whoever_is_named_shortly_before_comes_first_and_places_last() {
        let reader = reader("[a0 Kolm] a vu [a1 Brandt] à [a2 Brest] : « [q Non] »");
        let quotation = reader.judged(Selection::Quotation(0)).unwrap();
        let passage = quotation.content.parts[0];
        assert_eq!(likely(&reader, quotation, passage), [1, 0, 2]);
    }
}
