//! What the program says to people, in each language of its interface.

use serde::Deserialize;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
pub enum Lang {
    #[serde(rename = "fr")]
    #[value(name = "fr")]
    French,
    #[serde(rename = "en")]
    #[value(name = "en")]
    English,
}
