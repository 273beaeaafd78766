//! What a document of another tool says, as decisions on the annotations of the same text.
//!
//! Marks become annotations again: mentions of one chain an actor, a quotation with the mark that it is linked to its speaker. What
//! is there already is accepted, corrected or rejected as the document has it, what is not there is added. A document that says
//! nothing new makes no decision, so that it can be taken in again.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Document, Mark, label};
use crate::model::{ActorKind, CanonicalText, FigureKind, MentionForm, Named, QuotationKind, Span};
use crate::review::event::{AnnotationId, Content, Label, Op};
use crate::review::proposals::Proposals;
use crate::review::recorder::Decision;
use crate::review::reviewed::{Judged, Reviewed};
use crate::review::standing::Standing;

/// What a document asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// With the mark that says so: who decided, and when.
    pub decisions: Vec<(Decision, Mark)>,
    /// Marks that mean nothing here: of other labels, undecided, or disputed.
    pub left: usize,
}

/// The decisions that make what is there into what a document says.
///
/// With `complete`, whatever the document does not have is rejected.
///
/// # Panics
/// When the document, the annotations and the proposals are not of the same text.
pub fn decisions(
    document: &Document,
    present: &Reviewed,
    proposals: &Proposals,
    complete: bool,
) -> Taken {
    let mut said = Statements::of(document);
    said.meet(&document.text, present);
    let mut taken = Taken {
        left: said.left,
        ..Taken::default()
    };
    let standing: FxHashMap<AnnotationId, &Judged> = present
        .judged()
        .map(|judged| (judged.annotation, judged))
        .collect();
    for statement in &said.list {
        let judged = standing.get(&statement.annotation).copied();
        let ops = statement.ops(judged);
        if ops.is_empty() && !statement.says_nothing_new(judged) {
            taken.left += 1;
        }
        for op in ops {
            let decision = Decision {
                annotation: statement.annotation,
                seen: judged.map_or(0, |judged| judged.revision),
                op,
                found: proposals.get(statement.annotation).cloned(),
            };
            taken.decisions.push((decision, statement.mark.clone()));
        }
    }
    if complete {
        let missing = present.judged().filter(|judged| {
            let is_said = |statement: &Statement| statement.annotation == judged.annotation;
            judged.standing != Standing::Rejected && !said.list.iter().any(is_said)
        });
        for judged in missing {
            let decision = Decision {
                annotation: judged.annotation,
                seen: judged.revision,
                op: Op::Reject,
                found: proposals.get(judged.annotation).cloned(),
            };
            taken.decisions.push((decision, Mark::default()));
        }
    }
    taken
}

/// What a document says of one annotation.
struct Statement {
    annotation: AnnotationId,
    content: Content,
    mark: Mark,
}

struct Statements {
    list: Vec<Statement>,
    left: usize,
}

impl Statements {
    fn of(document: &Document) -> Self {
        let text = &document.text;
        let mut statements = Statements {
            list: Vec::new(),
            left: 0,
        };
        let mut chains: Vec<(Option<&str>, Vec<&Mark>)> = Vec::new();
        let actors = document
            .marks
            .iter()
            .filter(|mark| actor_kind(&mark.label).is_some());
        for mark in actors {
            let chain = mark.chain.as_deref();
            match chains
                .iter_mut()
                .find(|(other, _)| chain.is_some() && *other == chain)
            {
                Some((_, mentions)) => mentions.push(mark),
                None => chains.push((chain, vec![mark])),
            }
        }
        let mut names = FxHashMap::default();
        for (chain, mentions) in &chains {
            let content = actor(text, mentions);
            let annotation = AnnotationId::new(text, content.label.sort(), &content.parts);
            names.extend(chain.map(|chain| (chain, annotation)));
            statements.list.push(Statement {
                annotation,
                content,
                mark: Mark::clone(mentions[0]),
            });
        }
        for mark in &document.marks {
            let content = match mark.label.as_str() {
                label::QUOTATION => quotation(document, mark, &names),
                label::FIGURE => figure(mark),
                label::CUE | label::SOURCE => continue,
                other if actor_kind(other).is_some() => continue,
                _ => {
                    statements.left += 1;
                    continue;
                }
            };
            statements.list.push(Statement {
                annotation: AnnotationId::new(text, content.label.sort(), &content.parts),
                content,
                mark: mark.clone(),
            });
        }
        statements
    }

    /// Gives annotations the names under which they are there: one that was resized keeps the name of its first passage, an actor
    /// is the one who shares a mention.
    fn meet(&mut self, text: &CanonicalText, present: &Reviewed) {
        let named: FxHashMap<AnnotationId, AnnotationId> = present
            .judged()
            .map(|judged| {
                let content = &judged.content;
                let now = AnnotationId::new(text, content.label.sort(), &content.parts);
                (now, judged.annotation)
            })
            .collect();
        let known = |id: &AnnotationId| present.judged().any(|judged| judged.annotation == *id);
        let mut renamed = FxHashMap::default();
        for statement in &self.list {
            let shares = |judged: &&Judged| {
                let mut parts = judged.content.parts.iter();
                parts.any(|part| statement.content.parts.contains(part))
            };
            let met = named.get(&statement.annotation).copied().or_else(|| {
                let is_actor = matches!(statement.content.label, Label::Actor(_));
                let actor = present
                    .actors
                    .iter()
                    .find(|judged| is_actor && shares(judged));
                actor.map(|judged| judged.annotation)
            });
            if let Some(met) = met.filter(|_| !known(&statement.annotation)) {
                renamed.insert(statement.annotation, met);
            }
        }
        let name = |id: AnnotationId| renamed.get(&id).copied().unwrap_or(id);
        for statement in &mut self.list {
            statement.annotation = name(statement.annotation);
            statement.content.actor = statement.content.actor.map(name);
            statement.keep_mentions(present);
        }
        // Several mentions without a chain may be of one actor.
        let mut met = FxHashSet::default();
        self.list
            .retain(|statement| met.insert(statement.annotation));
    }
}

impl Statement {
    /// A tool that knows names and no chains says nothing of the other mentions.
    fn keep_mentions(&mut self, present: &Reviewed) {
        let is_name_alone =
            self.mark.chain.is_none() && matches!(self.content.label, Label::Actor(_));
        let met = |judged: &&Judged| judged.annotation == self.annotation;
        if let Some(judged) = present.actors.iter().find(met).filter(|_| is_name_alone) {
            self.content.parts.clone_from(&judged.content.parts);
        }
    }

    /// What has to be done for it to be so.
    fn ops(&self, judged: Option<&Judged>) -> Vec<Op> {
        let mut ops = match (self.mark.decision, judged) {
            (Some(Standing::Rejected), Some(judged)) if judged.standing != Standing::Rejected => {
                vec![Op::Reject]
            }
            (Some(Standing::Deleted), Some(_)) => vec![Op::Delete],
            (Some(Standing::Accepted | Standing::Corrected) | None, None) => {
                vec![Op::Add(self.content.clone())]
            }
            (Some(Standing::Accepted | Standing::Corrected), Some(judged)) => {
                let mut ops = self.corrections(&judged.content);
                if ops.is_empty() && !judged.standing.holds() {
                    ops.push(Op::Accept);
                }
                ops
            }
            // A tool that knows no decisions says what is right.
            (None, Some(judged)) if judged.standing == Standing::Proposed => {
                let mut ops = self.corrections(&judged.content);
                if ops.is_empty() {
                    ops.push(Op::Accept);
                }
                ops
            }
            _ => Vec::new(),
        };
        let is_there = judged.is_some() || !ops.is_empty();
        let is_known = |words: &str| {
            judged.is_some_and(|judged| {
                let notes: Vec<&str> = judged.notes.iter().map(|(_, note)| note.as_str()).collect();
                notes.contains(&words) || notes.join("\n") == words
            })
        };
        if let Some(words) = self.mark.note.as_deref().filter(|_| is_there)
            && !is_known(words)
        {
            ops.push(Op::Note(words.to_owned()));
        }
        ops
    }

    /// Whether the library has it as the document says.
    fn says_nothing_new(&self, judged: Option<&Judged>) -> bool {
        match (self.mark.decision, judged) {
            (Some(decision), Some(judged)) => {
                decision == judged.standing || decision.holds() && judged.standing.holds()
            }
            (None, Some(judged)) => judged.standing.holds(),
            // What was rejected elsewhere and never found here.
            (Some(Standing::Rejected | Standing::Deleted), None) => true,
            _ => false,
        }
    }

    fn corrections(&self, present: &Content) -> Vec<Op> {
        let wanted = &self.content;
        let mut ops = Vec::new();
        if wanted.parts != present.parts {
            ops.push(Op::Resize(wanted.parts.clone()));
        }
        if wanted.label != present.label {
            ops.push(Op::Relabel(wanted.label));
        }
        if matches!(wanted.label, Label::Quotation(_)) {
            if wanted.speaker != present.speaker {
                ops.push(Op::SetSpeaker(wanted.speaker));
            }
            if wanted.actor != present.actor {
                ops.push(Op::SetActor(wanted.actor));
            }
        }
        let value = (&wanted.value, &wanted.unit);
        // Not every tool carries values.
        if matches!(wanted.label, Label::Figure(_))
            && wanted.value.is_some()
            && value != (&present.value, &present.unit)
        {
            ops.push(Op::SetValue {
                value: wanted.value.clone(),
                unit: wanted.unit.clone(),
            });
        }
        ops
    }
}

fn actor_kind(name: &str) -> Option<ActorKind> {
    match name {
        label::PERSON => Some(ActorKind::Person),
        label::ORGANISATION => Some(ActorKind::Organisation),
        label::PLACE => Some(ActorKind::Place),
        _ => None,
    }
}

/// The name is the longest of the mentions by name.
fn actor(text: &CanonicalText, mentions: &[&Mark]) -> Content {
    let mut parts: Vec<Span> = mentions
        .iter()
        .flat_map(|mark| mark.parts.iter().copied())
        .collect();
    parts.sort_unstable();
    parts.dedup();
    let is_name = |mark: &&&Mark| {
        let form = mark.kind.as_deref().and_then(MentionForm::from_name);
        form.is_none_or(|form| form == MentionForm::Name)
    };
    let names = mentions.iter().filter(is_name).map(|mark| mark.hull());
    let name = names.max_by_key(|span| span.len()).unwrap_or(parts[0]);
    Content {
        label: Label::Actor(actor_kind(&mentions[0].label).expect("only actors are grouped")),
        parts,
        speaker: None,
        actor: None,
        value: Some(text[name].to_owned()),
        unit: None,
    }
}

fn quotation(document: &Document, mark: &Mark, names: &FxHashMap<&str, AnnotationId>) -> Content {
    let kind = mark.kind.as_deref().and_then(QuotationKind::from_name);
    let speaker = mark.link.as_deref().and_then(|link| document.mark(link));
    let chain = speaker.and_then(|speaker| speaker.chain.as_deref());
    Content {
        label: Label::Quotation(kind.unwrap_or(QuotationKind::Direct)),
        parts: mark.parts.clone(),
        speaker: speaker.map(Mark::hull),
        actor: chain.and_then(|chain| names.get(chain).copied()),
        value: None,
        unit: None,
    }
}

fn figure(mark: &Mark) -> Content {
    let kind = mark.kind.as_deref().and_then(FigureKind::from_name);
    Content {
        label: Label::Figure(kind.unwrap_or(FigureKind::Number)),
        parts: mark.parts.clone(),
        speaker: None,
        actor: None,
        value: mark.value.clone(),
        unit: mark.unit.clone(),
    }
}

#[cfg(test)]
mod tests;
