//! The shape of the rules that holidays are found by, in `notes.toml` and `assets/feasts.toml`; [`super::holidays`] applies them.

use crate::annotate::data;

/// How a holiday is found in a year.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[serde(deny_unknown_fields, untagged)]
pub enum Rule {
    Fixed {
        month: i8,
        day: i8,
    },
    /// Days from Easter Sunday.
    Easter {
        easter: i32,
    },
    /// Days from the Easter Sunday of the Orthodox churches.
    OrthodoxEaster {
        orthodox_easter: i32,
    },
    Listed(Listed),
    /// The last weekday (1 Monday) before a day of the year, or some days from it.
    Before {
        weekday: i8,
        before_month: i8,
        before_day: i8,
        #[serde(default)]
        after: i32,
    },
    /// The n-th weekday (1 Monday) of a month, from the end where negative; or some days after it.
    Weekday {
        month: i8,
        weekday: i8,
        nth: i8,
        #[serde(default)]
        after: i32,
    },
}

/// Days from a feast of `assets/feasts.tsv`.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[serde(deny_unknown_fields)]
pub struct Listed {
    pub feast: FeastName,
    #[serde(default)]
    pub after: i32,
}

/// The first column of `assets/feasts.tsv`.
#[derive(Clone, Copy, Debug)]
pub struct FeastName(pub &'static str);

// Derived, it could be read from static texts alone, and the structs around it are read from any that live as long.
impl<'de: 'static> serde::Deserialize<'de> for FeastName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&'de str>::deserialize(deserializer).map(FeastName)
    }
}

#[derive(serde::Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Holiday {
    pub names: Vec<&'static str>,
    /// How many days it lasts, where it is more than one.
    pub lasts: Option<i32>,
    #[serde(flatten)]
    pub rule: Rule,
}

/// When a holiday is, and for how many days where it is more than one.
#[derive(Clone, Copy, Debug)]
pub struct Feast {
    pub rule: Rule,
    pub lasts: Option<i32>,
}

/// `assets/feasts.toml`: feasts whose names are the same in all languages.
#[derive(serde::Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[serde(deny_unknown_fields)]
struct SharedFeasts {
    holidays: Vec<Holiday>,
}

const SHARED_FEASTS: &str = include_str!("../../../../assets/feasts.toml");

/// The feasts of all languages.
pub fn shared() -> Vec<Holiday> {
    let shared: SharedFeasts =
        data::from_str(SHARED_FEASTS).unwrap_or_else(|error| panic!("assets/feasts.toml: {error}"));
    shared.holidays
}
