//! What the commands say to people, in each language of the interface.

use serde::{Deserialize, Serialize};

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
    pub version: &'static str,
}

static FRENCH: Texts = Texts {
    quotations: "Citations",
    terms: "Termes entre guillemets",
    actors: "Acteurs",
    figures: "Chiffres",
    version: "version",
};

static ENGLISH: Texts = Texts {
    quotations: "Quotations",
    terms: "Terms in quotation marks",
    actors: "Actors",
    figures: "Figures",
    version: "version",
};
