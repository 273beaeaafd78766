//! A dispatch made ready for the library: all that can be computed before it is put in, on any thread.

use std::hash::Hasher;

use super::entry::{self, Counts, Entry};
use super::query::{filed, measure_of};
use super::sketch::Sketch;
use super::{record, words};
use crate::annotate::actors::key;
use crate::model::{ActorKind, Annotations, Dispatch, Figure, Fnv1a, Named, Value, fold};

/// A dispatch with everything that the library files it under.
pub struct Incoming {
    /// The agency's identifier, the same for all versions.
    pub name: String,
    pub number: Option<String>,
    /// Of what a reader would notice.
    pub digest: i64,
    /// Seconds since 1970, UTC, where the wire says it.
    pub sent: Option<i64>,
    /// Seconds since 1970, UTC, where an end of embargo is stated.
    pub embargo: Option<i64>,
    pub entry: Entry,
    pub supersedes: Option<String>,
    pub chain: Option<Chain>,
    pub sketch: Sketch,
    /// See [`record`].
    pub body: Vec<u8>,
    /// See [`words`].
    pub written: String,
    pub folded: String,
    pub appearances: Vec<Appearance>,
    pub measures: Vec<Measure>,
}

/// What a dispatch shares with other versions of its story where its agency gives no identifier that says so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chain {
    /// Hash of agency with slug, else with place.
    pub hash: i64,
    /// The share of one text that must stand in the other.
    pub containment: f64,
}

/// An actor as the library files it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    pub key: String,
    pub kind: ActorKind,
    pub name: String,
    /// In the list of the dispatch's actors.
    pub position: usize,
    pub mentions: usize,
    pub quotations: usize,
}

/// A figure as the library files it.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    pub measure: String,
    pub value: f64,
    /// In the list of the dispatch's figures.
    pub position: usize,
}

impl Incoming {
    /// Of a dispatch and what was found in it.
    pub fn new(dispatch: &Dispatch, found: &Annotations) -> Incoming {
        let written = words::written(dispatch);
        let entry = Entry {
            counts: Some(Counts::of(found)),
            ..Entry::new(dispatch)
        };
        Incoming {
            name: dispatch.id.clone(),
            number: dispatch.version.clone(),
            digest: Incoming::digest(dispatch),
            sent: entry::sent(dispatch),
            embargo: dispatch.embargo.map(|end| entry::seconds(end.universal())),
            supersedes: dispatch.supersedes.clone(),
            chain: chain(&entry),
            sketch: Sketch::new(dispatch.text.as_str()),
            body: record::write(dispatch, found),
            folded: words::folded(&written),
            written,
            appearances: appearances(found),
            measures: measures(dispatch, found),
            entry,
        }
    }

    /// Two transmissions with the same digest are one version.
    pub fn digest(dispatch: &Dispatch) -> i64 {
        let mut hash = Fnv1a::default();
        let fields = [
            &dispatch.version,
            &dispatch.headline,
            &dispatch.slug,
            &dispatch.byline,
        ];
        let fields = fields
            .into_iter()
            .map(|field| field.as_deref().unwrap_or_default());
        let notes = dispatch.ednotes.iter().map(|note| note.text.as_str());
        let embargo = dispatch.embargo.map(|end| end.to_string());
        let states = [
            dispatch.status.name(),
            dispatch.signal.map_or("", Named::name),
            embargo.as_deref().unwrap_or_default(),
        ];
        for part in fields
            .chain(notes)
            .chain(states)
            .chain([dispatch.text.as_str()])
        {
            hash.write(part.as_bytes());
            hash.write_u8(0xFF);
        }
        hash.finish().cast_signed()
    }
}

/// The actors of a dispatch as the library files them.
pub fn appearances(found: &Annotations) -> Vec<Appearance> {
    let quoted = |position| {
        let by = |quotation: &&crate::model::Quotation| {
            quotation.actor.is_some_and(|actor| actor.0 == position)
        };
        found.quotations.iter().filter(by).count()
    };
    let filed = |(position, actor): (usize, &crate::model::Actor)| Appearance {
        key: key::key(actor.kind, &actor.name),
        kind: actor.kind,
        name: actor.name.clone(),
        position,
        mentions: actor.mentions.len(),
        quotations: quoted(position),
    };
    found.actors.iter().enumerate().map(filed).collect()
}

/// The figures of a dispatch that have a number, as the library files them.
pub fn measures(dispatch: &Dispatch, found: &Annotations) -> Vec<Measure> {
    measured(found, |figure| filed(figure, &dispatch.text))
}

/// The same, also as the library filed them before tolls had a name of their own.
pub fn measures_ever(dispatch: &Dispatch, found: &Annotations) -> Vec<Measure> {
    measured(found, |figure| {
        let mut names = filed(figure, &dispatch.text);
        names.push(measure_of(figure, &dispatch.text));
        names
    })
}

fn measured(found: &Annotations, names: impl Fn(&Figure) -> Vec<String>) -> Vec<Measure> {
    let figures = found.figures.iter().enumerate();
    let numbers = figures.filter_map(|(position, figure)| match figure.value {
        Value::Number(value) => Some((position, value, figure)),
        _ => None,
    });
    let filed = |(position, value, figure)| {
        let name = move |measure| Measure {
            measure,
            value,
            position,
        };
        names(figure).into_iter().map(name)
    };
    numbers.flat_map(filed).collect()
}

/// Conservative: a slug is given to a story and its versions, so half of the text is enough; a place has many stories a day, so
/// nearly all of the shorter text must stand in the longer.
fn chain(entry: &Entry) -> Option<Chain> {
    const WITH_SLUG: f64 = 0.5;
    const WITH_PLACE: f64 = 0.8;
    let agency = entry.agency.as_deref()?;
    let (kind, shared, containment) = match (
        slug_stem(entry.slug.as_deref().unwrap_or_default()),
        &entry.place,
    ) {
        (stem, _) if !stem.is_empty() => ('s', stem, WITH_SLUG),
        (_, Some(place)) => ('p', fold(place), WITH_PLACE),
        _ => return None,
    };
    let mut hash = Fnv1a::default();
    hash.write(format!("{kind} {} {shared}", fold(agency)).as_bytes());
    Some(Chain {
        hash: hash.finish().cast_signed(),
        containment,
    })
}

/// The words of a slug without those that count versions: `Nordland-vote-2ndld`, `NORDLAND-VOTE/LEAD 3` are `nordland vote`.
fn slug_stem(slug: &str) -> String {
    const COUNTS: &[&str] = &[
        "lead",
        "ld",
        "urgent",
        "alert",
        "alerte",
        "flash",
        "update",
        "ndld",
        "rdld",
        "stld",
        "thld",
        "wrap",
        "wrapup",
        "prev",
        "synthese",
        "actualisation",
        "act",
        "writethru",
        "nd",
        "rd",
        "st",
        "th",
        "er",
        "eme",
        "e",
    ];
    let folded = fold(slug);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let stems = words.filter(|word| {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        !letters.is_empty() && !COUNTS.contains(&letters)
    });
    stems.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_of_versions_have_one_stem() {
        for slug in [
            "Nordland-vote",
            "NORDLAND-VOTE/LEAD 3",
            "Nordland-vote-2ndld",
            "Nordland vote, 3e lead",
        ] {
            assert_eq!(slug_stem(slug), "nordland vote", "{slug}");
        }
        assert_eq!(slug_stem("3"), "");
    }

    #[test]
    fn a_version_is_another_when_a_reader_would_notice() {
        let dispatch = Dispatch {
            headline: Some("Le roi part".to_owned()),
            ..Dispatch::default()
        };
        let again = Dispatch {
            signoff: Some("a/b".to_owned()),
            ..dispatch.clone()
        };
        let corrected = Dispatch {
            headline: Some("La reine part".to_owned()),
            ..dispatch.clone()
        };
        assert_eq!(Incoming::digest(&dispatch), Incoming::digest(&again));
        assert_ne!(Incoming::digest(&dispatch), Incoming::digest(&corrected));
    }
}
