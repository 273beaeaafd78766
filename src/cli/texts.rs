//! What the commands say to people, in each language of the interface.

use serde::{Deserialize, Serialize};

use crate::model::{ActorKind, Level, Signal, Status};
use crate::tui::texts::Locale;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, clap::ValueEnum)]
pub enum Lang {
    #[serde(rename = "fr")]
    #[value(name = "fr")]
    French,
    #[serde(rename = "en")]
    #[value(name = "en")]
    English,
}

impl Lang {
    /// As the reader knows it.
    pub fn locale(self) -> Locale {
        match self {
            Lang::French => Locale::French,
            Lang::English => Locale::English,
        }
    }

    /// The texts in this language.
    pub fn texts(self) -> &'static Texts {
        match self {
            Lang::French => &FRENCH,
            Lang::English => &ENGLISH,
        }
    }
}

/// Every text that `show` prints beside the dispatch itself.
pub struct Texts {
    pub quotations: &'static str,
    pub terms: &'static str,
    pub actors: &'static str,
    pub figures: &'static str,
    pub note: &'static str,
    pub version: &'static str,
    /// Before the time at which an embargo ends.
    pub embargo_until: &'static str,
    pub actor_kind: fn(ActorKind) -> &'static str,
    pub status: fn(Status) -> &'static str,
    pub signal: fn(Signal) -> &'static str,
    pub level: fn(Level) -> &'static str,
}

static FRENCH: Texts = Texts {
    quotations: "Citations",
    terms: "Termes entre guillemets",
    actors: "Acteurs",
    figures: "Chiffres",
    note: "Note",
    version: "version",
    embargo_until: "embargo jusqu’au",
    actor_kind: |kind| match kind {
        ActorKind::Person => "personne",
        ActorKind::Organisation => "organisation",
        ActorKind::Place => "lieu",
    },
    status: |status| match status {
        Status::Usable => "publiable",
        Status::Withheld => "RETENU",
        Status::Canceled => "ANNULÉ",
        Status::Embargoed => "SOUS EMBARGO",
    },
    signal: |signal| match signal {
        Signal::Update => "mise à jour",
        Signal::Correction => "correction",
        Signal::Kill => "ANNULATION",
    },
    level: |level| match level {
        Level::Flash => "FLASH",
        Level::Alert => "ALERTE",
        Level::Bulletin => "BULLETIN",
        Level::Urgent => "URGENT",
        Level::Lead => "LEAD",
        Level::Update => "actualisation",
        Level::Wrap => "synthèse",
        Level::Factbox => "encadré",
    },
};

static ENGLISH: Texts = Texts {
    quotations: "Quotations",
    terms: "Terms in quotation marks",
    actors: "Actors",
    figures: "Figures",
    note: "Note",
    version: "version",
    embargo_until: "embargo until",
    actor_kind: |kind| match kind {
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::Place => "place",
    },
    status: |status| match status {
        Status::Usable => "usable",
        Status::Withheld => "WITHHELD",
        Status::Canceled => "CANCELED",
        Status::Embargoed => "EMBARGOED",
    },
    signal: |signal| match signal {
        Signal::Update => "update",
        Signal::Correction => "correction",
        Signal::Kill => "KILL",
    },
    level: |level| match level {
        Level::Flash => "FLASH",
        Level::Alert => "ALERT",
        Level::Bulletin => "BULLETIN",
        Level::Urgent => "URGENT",
        Level::Lead => "LEAD",
        Level::Update => "update",
        Level::Wrap => "wrap-up",
        Level::Factbox => "factbox",
    },
};
