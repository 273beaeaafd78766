use super::*;
use crate::annotate::{Kinds, annotate};
use crate::library::query::Query;
use crate::wire;

pub const NOW: i64 = 1_700_000_000;

pub fn incoming(wire: &str) -> Vec<Incoming> {
    let made = |dispatch: &crate::model::Dispatch| {
        Incoming::new(dispatch, &annotate(dispatch, Kinds::ALL))
    };
    wire::dispatches("w", wire.as_bytes())
        .unwrap()
        .iter()
        .map(made)
        .collect()
}

/// A ninjs item: id, version, sent at this hour of 21 November 2020, headline and text.
pub fn item(id: &str, version: u32, hour: u32, headline: &str, text: &str) -> String {
    let text = text.replace('"', "\\\"");
    format!(
        r#"{{"uri": "{id}", "version": "{version}", "type": "text", "language": "fr", "urgency": 4, "headline": "{headline}",
            "versioncreated": "2020-11-21T{hour:02}:00:00Z", "body_text": "Nordstadt, 21 nov 2020 (AFP) - {text}"}}"#
    )
}

pub fn library(wires: &[String]) -> Sqlite {
    let mut library = Sqlite::in_memory().unwrap();
    for wire in wires {
        library.add(&incoming(wire), NOW).unwrap();
    }
    library
}

fn titles(library: &Sqlite, query: &str) -> Vec<String> {
    let found = library
        .find(&Query::parse(query).unwrap(), Order::Newest, 100)
        .unwrap();
    assert_eq!(
        library.count(&Query::parse(query).unwrap()).unwrap(),
        found.len()
    );
    library
        .entries(&found)
        .unwrap()
        .into_iter()
        .map(|entry| entry.title)
        .collect()
}

pub fn two() -> Sqlite {
    library(&[
        item(
            "a",
            1,
            10,
            "Douze morts au Nordland",
            "Le Premier ministre, Anton Pachberg, a déclaré samedi: \"Nous tiendrons bon.\" L'attaque a fait 12 morts et coûté 3 millions d'euros.",
        ),
        item(
            "b",
            1,
            11,
            "Le budget est voté",
            "La députée Élodie N'Diaye a salué le vote du budget, qui prévoit 2.000 postes.",
        ),
    ])
}

#[test]
fn lists_show_the_newest_first_with_what_was_found() {
    let library = two();
    assert_eq!(
        titles(&library, ""),
        ["Le budget est voté", "Douze morts au Nordland"]
    );
    let oldest = library.find(&Query::default(), Order::Oldest, 1).unwrap();
    let entry = library.entries(&oldest).unwrap().remove(0);
    assert_eq!(
        (entry.agency.as_deref(), entry.versions, entry.read),
        (Some("AFP"), 1, false)
    );
    assert_eq!(entry.counts.unwrap().quotations, 1);
}

#[test]
fn the_same_transmission_is_put_in_once() {
    let mut library = two();
    let again = incoming(&item(
        "b",
        1,
        11,
        "Le budget est voté",
        "La députée Élodie N'Diaye a salué le vote du budget, qui prévoit 2.000 postes.",
    ));
    let added = library.add(&again, NOW).unwrap();
    assert!(matches!(added[..], [Added::Known(_)]));
    assert_eq!(titles(&library, "").len(), 2);
}

#[test]
fn words_are_found_with_and_without_accents() {
    let library = two();
    for query in [
        "elodie",
        "ÉLODIE",
        "ndiaye",
        "n'diaye",
        "2000",
        "2.000",
        "vot*",
        "\"vote du budget\"",
        "budget -morts",
        "zzz OR budget",
    ] {
        assert_eq!(titles(&library, query), ["Le budget est voté"], "{query}");
    }
    for query in [
        "élodié",
        "\"budget du vote\"",
        "vote -budget",
        "zzz",
        "morts budget",
    ] {
        assert!(titles(&library, query).is_empty(), "{query}");
    }
}

#[test]
fn fields_are_conditions() {
    let library = two();
    for query in [
        "by:Pachberg",
        "by:\"Anton Paschberg\"",
        "figure:>10 morts",
        "figure:12..12",
        "figure:3M€",
        "has:quote",
        "-elodie agency:afp",
    ] {
        assert_eq!(
            titles(&library, query),
            ["Douze morts au Nordland"],
            "{query}"
        );
    }
    for query in [
        "by:N'Diaye",
        "figure:>12 morts",
        "agency:dpa",
        "from:2020-11-22",
        "to:2020-11-20",
        "is:killed",
        "lang:de",
    ] {
        assert!(titles(&library, query).is_empty(), "{query}");
    }
    for query in [
        "from:2020-11-21 to:2020-11",
        "lang:fr",
        "place:nordstadt",
        "is:unread",
        "-is:read",
    ] {
        assert_eq!(titles(&library, query).len(), 2, "{query}");
    }
}

#[test]
fn figures_are_found_by_what_they_mean() {
    let library = library(&[
        item(
            "a",
            1,
            10,
            "A",
            "Dix-sept soldats ont été tués et 40 habitants blessés à 12 km de la ville.",
        ),
        item(
            "b",
            1,
            11,
            "B",
            "Le séisme a fait 1.200 morts et coûté 3 millions de dollars, soit 2 % du budget.",
        ),
    ]);
    for (query, expected) in [
        ("figure:>10 morts", &["B", "A"][..]),
        ("figure:>1000 killed", &["B"]),
        ("figure:>10 soldats", &["A"]),
        ("figure:>30 injured", &["A"]),
        ("figure:>30 disparus", &[]),
        ("figure:>10000 m", &["A"]),
        ("figure:<=12km", &["A"]),
        ("figure:>1m usd", &["B"]),
        ("figure:>1 million $ séisme", &["B"]),
        ("figure:>1 million €", &[]),
        ("figure:1..3 pour cent", &["B"]),
    ] {
        assert_eq!(titles(&library, query), expected, "{query}");
    }
}

#[test]
fn a_page_of_frequent_hits_holds_the_newest() {
    let wires: Vec<String> = (0..6)
        .map(|at| {
            let text = if at == 4 {
                "Il pleut."
            } else {
                "Il est question d'un vote. \"Nous voterons dès ce soir\", a déclaré Anton Berg."
            };
            item(&format!("i{at}"), 1, at, &format!("Titre {at}"), text)
        })
        .collect();
    let mut library = library(&wires);
    let page = |library: &Sqlite, query: &str| -> Vec<String> {
        let found = library.find(&Query::parse(query).unwrap(), Order::Newest, 3);
        let entries = library.entries(&found.unwrap()).unwrap();
        entries.into_iter().map(|entry| entry.title).collect()
    };
    for query in [
        "vote",
        "by:Berg",
        "actor:Berg",
        "actor:Berg vote by:\"Anton Berg\"",
    ] {
        assert_eq!(
            page(&library, query),
            ["Titre 5", "Titre 3", "Titre 2"],
            "{query}"
        );
    }
    let newest = library.find(&Query::default(), Order::Newest, 1).unwrap();
    library
        .set(&newest, Flag::Deleted, true, "me", NOW)
        .unwrap();
    assert_eq!(
        page(&library, "vote lang:fr -is:read by:Berg -actor:Holm"),
        ["Titre 3", "Titre 2", "Titre 1"]
    );
    assert_eq!(page(&library, "vote is:deleted"), ["Titre 5"]);
}

#[test]
fn what_fits_best_comes_first() {
    let library = library(&[
        item("a", 1, 10, "Vote", "Le vote, le vote et encore le vote."),
        item(
            "b",
            1,
            11,
            "Autre chose",
            "Il sera question de tout autre chose, de la pluie, du beau temps et, pour finir, d'un vote.",
        ),
        item("c", 1, 12, "Pluie", "Il pleut."),
        item("d", 1, 12, "Neige", "Il neige."),
        item("e", 1, 12, "Vent", "Il vente."),
    ]);
    let query = Query::parse("vote").unwrap();
    let found = library.find(&query, Order::Relevance, 10).unwrap();
    let titles: Vec<String> = library
        .entries(&found)
        .unwrap()
        .into_iter()
        .map(|entry| entry.title)
        .collect();
    assert_eq!(titles, ["Vote", "Autre chose"]);
}

#[test]
fn a_newer_version_takes_the_place_of_the_older_one_and_is_unread() {
    let mut library = library(&[item(
        "a",
        1,
        10,
        "Douze morts",
        "L'attaque de Nordstadt a fait 12 morts.",
    )]);
    let first = library.find(&Query::default(), Order::Newest, 1).unwrap();
    library.set(&first, Flag::Read, true, "me", NOW).unwrap();
    let newer = incoming(&item(
        "a",
        2,
        12,
        "Quinze morts",
        "L'attaque de Nordstadt a fait 15 morts.",
    ));
    assert_eq!(
        library.add(&newer, NOW + 1).unwrap(),
        [Added::Version(first[0])]
    );
    let late = incoming(&item(
        "a",
        0,
        9,
        "Dix morts",
        "L'attaque de Nordstadt a fait 10 morts.",
    ));
    assert_eq!(
        library.add(&late, NOW + 2).unwrap(),
        [Added::Version(first[0])]
    );
    let entry = library.entries(&first).unwrap().remove(0);
    assert_eq!(
        (entry.title.as_str(), entry.versions, entry.read),
        ("Quinze morts", 3, false)
    );
    for gone in ["douze", "figure:12 morts", "dix"] {
        assert!(titles(&library, gone).is_empty(), "{gone}");
    }
    assert_eq!(titles(&library, "figure:15 morts"), ["Quinze morts"]);
    let story = library.story(first[0]).unwrap();
    let headlines: Vec<_> = story
        .iter()
        .map(|stored| stored.dispatch.headline.clone().unwrap())
        .collect();
    assert_eq!(headlines, ["Dix morts", "Douze morts", "Quinze morts"]);
}

#[test]
fn items_that_continue_each_other_are_one_story() {
    let first = "NLD vote urgent\n\nNordstadt, 21 nov 2020 (AFP) - Le parlement du Nordland a voté samedi le budget de la défense par \
        cent voix contre vingt après une nuit de débats.";
    let second = format!(
        "{first} Le ministre des Finances a salué un vote historique devant la presse, peu après minuit, dans la cour."
    );
    let other = "Nordstadt, 21 nov 2020 (AFP) - Le club de football de Nordstadt a battu celui de Südstadt trois buts à un samedi soir.";
    let wires = [
        first.to_owned(),
        format!(
            "Nordstadt, 21 nov 2020 (AFP) - De source officielle, samedi. {}",
            second.split_once(" - ").unwrap().1
        ),
        other.to_owned(),
    ];
    let library = library(&wires);
    let all = library.find(&Query::default(), Order::Oldest, 10).unwrap();
    assert_eq!(all.len(), 3);
    assert_eq!(library.story(all[0]).unwrap().len(), 2);
    assert_eq!(library.story(all[2]).unwrap().len(), 1);
}

#[test]
fn every_step_can_be_undone_and_redone_by_its_author() {
    let mut library = two();
    let all = library.find(&Query::default(), Order::Newest, 10).unwrap();
    library.set(&all, Flag::Read, true, "me", NOW).unwrap();
    library
        .set(&all[..1], Flag::Deleted, true, "me", NOW)
        .unwrap();
    library.set(&all, Flag::Marked, true, "other", NOW).unwrap();
    assert_eq!(titles(&library, "").len(), 1);
    assert_eq!(library.undo("me").unwrap(), all[..1]);
    assert_eq!(titles(&library, "is:read is:marked").len(), 2);
    assert_eq!(library.undo("me").unwrap().len(), 2);
    assert_eq!(library.undo("me").unwrap(), []);
    assert_eq!(titles(&library, "is:unread is:marked").len(), 2);
    assert_eq!(library.redo("me").unwrap().len(), 2);
    library
        .set(&all[..1], Flag::Read, false, "me", NOW)
        .unwrap();
    assert_eq!(library.redo("me").unwrap(), []);
}

#[test]
fn a_saved_search_counts_what_came_since() {
    let mut library = two();
    let newest = library.newest().unwrap();
    library.save_search("votes", "vote", newest).unwrap();
    let counts = |library: &Sqlite| {
        library
            .searches()
            .unwrap()
            .iter()
            .map(|search| (search.all, search.new))
            .collect::<Vec<_>>()
    };
    assert_eq!(counts(&library), [(1, 0)]);
    library
        .add(
            &incoming(&item("c", 1, 12, "Encore un vote", "Un vote de plus.")),
            NOW,
        )
        .unwrap();
    assert_eq!(counts(&library), [(2, 1)]);
    assert_eq!(library.count_since(&Query::default(), newest).unwrap(), 1);
    // What came after the list was made is new still, whoever has seen less of it meanwhile.
    library.search_seen("votes", newest).unwrap();
    assert_eq!(counts(&library), [(2, 1)]);
    let newer = library.newest().unwrap();
    library.search_seen("votes", newer).unwrap();
    library.search_seen("votes", newest).unwrap();
    assert_eq!(counts(&library), [(2, 0)]);
    let search = library.searches().unwrap().remove(0);
    library.forget_search("votes").unwrap();
    assert_eq!(counts(&library), []);
    library
        .save_search(&search.name, &search.query, newest)
        .unwrap();
    assert_eq!(counts(&library), [(2, 1)]);
}

#[test]
fn an_actor_is_found_however_it_is_spelt() {
    let library = two();
    let who = Who {
        kind: None,
        name: "Paschberg".to_owned(),
    };
    let appeared = library.appearances(&who).unwrap();
    assert_eq!(appeared.len(), 1);
    let stored = library.load(appeared[0].item).unwrap().unwrap();
    assert_eq!(
        stored.found.actors[appeared[0].position].name,
        "Anton Pachberg"
    );
    assert_eq!(appeared[0].quotations, 1);
}

#[test]
fn a_sound_library_has_no_findings() {
    assert_eq!(two().check().unwrap(), [] as [String; 0]);
}
