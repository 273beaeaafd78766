//! The state of one annotation, event by event.
//!
//! Every decision is taken from the revision that its author saw. Positions that others took since then stand beside it: when they
//! say the same, both agree; when not, the annotation is disputed until somebody decides who has seen them all. The last to write
//! never wins for being last.

use std::borrow::Cow;

use super::event::{Author, Content, Event, Label, Op, Reanchored, Revision, Verdict};
use super::standing::Standing;

/// Where an annotation stands, and how it came there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// What the extractor says.
    pub proposal: Option<Proposal>,
    /// What people hold, in the order of their decisions; more than one when they decided without knowing of each other.
    pub positions: Vec<Position>,
    pub notes: Vec<(Author, String)>,
    /// What it was in earlier versions of the text.
    pub earlier: Vec<Reanchored>,
}

/// What the extractor, or an earlier version of the text, says.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub content: Content,
    /// In hundredths; none for what came from an earlier version.
    pub confidence: Option<u8>,
    pub run: Option<String>,
}

/// What somebody holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    pub author: Author,
    pub verdict: Verdict,
    pub content: Content,
    /// The revision that it made.
    pub revision: Revision,
    /// Whether it was brought here from another version of the text.
    pub inherited: bool,
}

/// Why an event says nothing about an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Senseless {
    /// There is no such annotation.
    Nothing,
    /// The label, or the operation, is of another sort of annotation.
    Sort,
    /// No words would be left.
    NoPassage,
    /// An actor is merged into itself.
    Itself,
}

impl State {
    /// Whether there is an annotation.
    pub fn exists(&self) -> bool {
        self.proposal.is_some() || !self.positions.is_empty()
    }

    /// What it says now: the latest that somebody holds right, else what was proposed.
    pub fn content(&self) -> Option<&Content> {
        let right = |position: &&Position| position.verdict == Verdict::Right;
        let held = self
            .positions
            .iter()
            .rev()
            .find(right)
            .or(self.positions.last());
        held.map(|position| &position.content)
            .or(self.proposal.as_ref().map(|proposal| &proposal.content))
    }

    /// Where it stands.
    pub fn standing(&self) -> Standing {
        let Some(last) = self.positions.last() else {
            return Standing::Proposed;
        };
        if self
            .positions
            .iter()
            .any(|position| !position.agrees_with(last))
        {
            return Standing::Disputed;
        }
        match last.verdict {
            Verdict::Open => Standing::Proposed,
            Verdict::Wrong => Standing::Rejected,
            Verdict::Gone => Standing::Deleted,
            Verdict::Right => match &self.proposal {
                Some(proposal) if proposal.content != last.content => Standing::Corrected,
                _ => Standing::Accepted,
            },
        }
    }

    /// Whether it was decided in an earlier version, and is to be decided again for its passage has changed.
    pub fn is_reopened(&self) -> bool {
        let reopens = |earlier: &Reanchored| !earlier.is_settled();
        self.standing().is_open() && self.earlier.iter().any(reopens)
    }

    /// The state after an event that made `revision`, and whose author saw `seen`.
    pub(super) fn after(
        &self,
        event: &Event,
        seen: &State,
        base: Revision,
        revision: Revision,
    ) -> Result<State, Senseless> {
        let mut state = self.clone();
        let position = |author: &Author, verdict, content| Position {
            author: author.clone(),
            verdict,
            content,
            revision,
            inherited: false,
        };
        match &event.op {
            Op::Propose {
                content,
                run,
                confidence,
            } => {
                require_passages(content)?;
                state.proposal = Some(Proposal {
                    content: content.clone(),
                    confidence: Some(*confidence),
                    run: Some(run.clone()),
                });
            }
            Op::Note(words) if self.exists() => {
                state.notes.push((event.author.clone(), words.clone()))
            }
            Op::Reanchor(earlier) => {
                require_passages(&earlier.content)?;
                let content = &earlier.content;
                state.proposal.get_or_insert_with(|| Proposal {
                    content: content.clone(),
                    confidence: None,
                    run: None,
                });
                state.earlier.push(earlier.clone());
                let author = earlier.decided_by.as_ref().unwrap_or(&event.author);
                // Whoever has decided here already has said more than there.
                let decided_here =
                    |position: &Position| position.author == *author && !position.inherited;
                if earlier.is_settled() && !state.positions.iter().any(decided_here) {
                    let brought = Position {
                        inherited: true,
                        ..position(author, earlier.verdict, content.clone())
                    };
                    state.take(brought, base);
                }
            }
            op => {
                // Whatever the revision says, people know what they did themselves: a moment ago, or in the same step.
                let own = self
                    .positions
                    .iter()
                    .find(|position| position.author == event.author && position.revision > base);
                let seen = seen.with(own);
                let (verdict, content) = decided(op, event, &seen)?;
                state.take(position(&event.author, verdict, content), base);
            }
        }
        Ok(state)
    }

    /// The same, with what somebody holds of it on top.
    fn with(&self, own: Option<&Position>) -> Cow<'_, State> {
        let Some(own) = own else {
            return Cow::Borrowed(self);
        };
        let mut state = self.clone();
        state.positions.push(own.clone());
        Cow::Owned(state)
    }

    /// A position replaces those that its author had seen, or taken.
    fn take(&mut self, position: Position, base: Revision) {
        self.positions
            .retain(|other| other.revision > base && other.author != position.author);
        self.positions.push(position);
    }
}

impl Reanchored {
    /// Whether what was decided still holds.
    pub fn is_settled(&self) -> bool {
        self.quality != super::event::Match::Changed && self.verdict != Verdict::Open
    }
}

impl Position {
    fn agrees_with(&self, other: &Position) -> bool {
        let away = |position: &Position| matches!(position.verdict, Verdict::Wrong | Verdict::Gone);
        let same = self.verdict == other.verdict && self.content == other.content;
        same || away(self) && away(other)
    }
}

fn decided(op: &Op, event: &Event, seen: &State) -> Result<(Verdict, Content), Senseless> {
    if let Op::Add(content) = op {
        require_passages(content)?;
        return Ok((Verdict::Right, content.clone()));
    }
    let mut content = seen.content().ok_or(Senseless::Nothing)?.clone();
    let is_actor = matches!(content.label, Label::Actor(_));
    match op {
        Op::Reject => return Ok((Verdict::Wrong, content)),
        Op::Delete => return Ok((Verdict::Gone, content)),
        Op::Restore => {
            // What somebody made by hand was never proposed: there is nothing to go back to but its being right.
            return Ok(match &seen.proposal {
                Some(proposal) => (Verdict::Open, proposal.content.clone()),
                None => (Verdict::Right, content),
            });
        }
        Op::Resize(parts) => content.parts.clone_from(parts),
        Op::Relabel(label) if label.sort() != content.label.sort() => return Err(Senseless::Sort),
        Op::Relabel(label) => content.label = *label,
        Op::SetSpeaker(speaker) => content.speaker = *speaker,
        Op::SetActor(actor) => content.actor = *actor,
        Op::SetValue { value, unit } => {
            content.value.clone_from(value);
            content.unit.clone_from(unit);
        }
        Op::Merge(_) | Op::Split(_) if !is_actor => return Err(Senseless::Sort),
        Op::Merge(other) if *other == event.annotation => return Err(Senseless::Itself),
        Op::Merge(other) => content.actor = Some(*other),
        Op::Split(mentions) => content.parts.retain(|part| !mentions.contains(part)),
        // Said of nothing, or said of events and not of annotations.
        Op::Note(_) | Op::Undo(_) => return Err(Senseless::Nothing),
        Op::Accept | Op::Add(_) | Op::Propose { .. } | Op::Reanchor(_) => {}
    }
    require_passages(&content)?;
    Ok((Verdict::Right, content))
}

fn require_passages(content: &Content) -> Result<(), Senseless> {
    if content.parts.is_empty() {
        Err(Senseless::NoPassage)
    } else {
        Ok(())
    }
}
