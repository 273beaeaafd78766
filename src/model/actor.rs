//! Actors: the people, organisations and places that a dispatch names, with all their mentions.

use super::{Named, Span};

/// Position of an actor in the list of its dispatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub usize);

/// Somebody or something that acts in a dispatch.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    pub kind: ActorKind,
    /// The fullest form in the text, without civility or title: `Nikol Pachinian`.
    pub name: String,
    /// The function as the text gives it, without article: `Premier ministre arménien`.
    pub role: Option<String>,
    /// In reading order. Never empty.
    pub mentions: Vec<Mention>,
    /// Between 0 and 1.
    pub confidence: f32,
}

/// Person, organisation or place: in wires all three act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorKind {
    Person,
    Organisation,
    Place,
}

impl Named for ActorKind {
    const NAMES: &'static [(Self, &'static str)] = &[
        (ActorKind::Person, "person"),
        (ActorKind::Organisation, "organisation"),
        (ActorKind::Place, "place"),
    ];
}

/// A passage that refers to an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    pub span: Span,
    pub form: MentionForm,
}

/// How a passage refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// By name, without civility or title.
    Name,
    /// By title or description: `le ministre russe de la Défense`, `ce dernier`.
    Description,
    /// By the pronoun of an attribution: `a-t-il estimé`.
    Pronoun,
}

impl Named for MentionForm {
    const NAMES: &'static [(Self, &'static str)] = &[
        (MentionForm::Name, "name"),
        (MentionForm::Description, "description"),
        (MentionForm::Pronoun, "pronoun"),
    ];
}
