use super::*;
use crate::annotate::{Kinds, annotate};
use crate::wire;
use jiff::civil::date;

fn read(texts: &[&str]) -> Vec<(Dispatch, Annotations)> {
    let dispatch = |text: &&str| wire::dispatches("w", text.as_bytes()).unwrap().remove(0);
    let found = |dispatch: Dispatch| {
        let found = annotate(&dispatch, Kinds::ALL);
        (dispatch, found)
    };
    texts.iter().map(dispatch).map(found).collect()
}

fn dossier(name: &str, dispatches: &[(Dispatch, Annotations)]) -> Dossier {
    let who = Who {
        kind: Some(ActorKind::Person),
        name: name.to_owned(),
    };
    let wires = dispatches.iter().enumerate();
    let appearances = wires
        .flat_map(|(at, (dispatch, found))| who.appearances(Source::List(at), dispatch, found))
        .collect();
    Dossier::new(who, appearances)
}

fn read_all(dossier: &mut Dossier, dispatches: &[(Dispatch, Annotations)]) {
    let next = dossier.next(10);
    let found = next.into_iter().map(|source| {
        let Source::List(at) = source else { panic!() };
        let (dispatch, found) = &dispatches[at];
        (source, Some((dispatch, found)))
    });
    dossier.read(found);
}

const NEWER: &str = "Nordstadt, 23 nov 2020 (AFP) - La ministre de la Santé, Eva Holm, a rencontré lundi Marc Dacier. \"Nous tiendrons bon\", \
    a déclaré Mme Holm.";
const OLDER: &str = "Nordstadt, 21 nov 2020 (AFP) - La députée Eva Holm a vu Marc Dacier et Anton Berg samedi. \"C'est une bonne loi\", a dit M. Berg.";

#[test]
fn a_dossier_tells_roles_company_and_words_with_their_days() {
    let dispatches = read(&[NEWER, OLDER]);
    let mut dossier = dossier("Eva Holm", &dispatches);
    assert!(!dossier.is_complete() && dossier.quotations.is_empty());
    read_all(&mut dossier, &dispatches);
    assert!(dossier.is_complete());
    let roles: Vec<_> = dossier
        .roles
        .iter()
        .map(|role| (role.role.as_str(), role.to))
        .collect();
    assert_eq!(roles[0], ("ministre de la Santé", Some(date(2020, 11, 23))));
    let company: Vec<_> = dossier
        .company
        .iter()
        .map(|one| (one.name.as_str(), one.dispatches))
        .collect();
    assert!(
        company.contains(&("Marc Dacier", 2)) && company.contains(&("Anton Berg", 1)),
        "{company:?}"
    );
    assert!(!company.iter().any(|(name, _)| name.contains("Holm")));
    assert_eq!(dossier.quotations.len(), 1);
    assert_eq!(dossier.quotations[0].words, "Nous tiendrons bon");
    assert_eq!(dossier.totals().0, 2);
}

#[test]
fn dispatches_that_are_gone_are_passed_over() {
    let dispatches = read(&[NEWER, OLDER]);
    let mut dossier = dossier("Eva Holm", &dispatches);
    assert_eq!(dossier.next(1), [Source::List(0)]);
    dossier.read([(Source::List(0), None)]);
    assert_eq!(dossier.next(5), [Source::List(1)]);
    // Not asked for: changes nothing.
    dossier.read([(Source::List(7), Some((&dispatches[0].0, &dispatches[0].1)))]);
    assert_eq!(dossier.next(5), [Source::List(1)]);
    read_all(&mut dossier, &dispatches);
    assert!(dossier.is_complete() && dossier.quotations.is_empty());
}

#[test]
fn persons_are_told_by_sound_and_others_by_their_whole_name() {
    let who = |kind, name: &str| Who {
        kind,
        name: name.to_owned(),
    };
    let actor = |kind, name: &str| Actor {
        kind,
        name: name.to_owned(),
        role: None,
        mentions: Vec::new(),
        confidence: 1.0,
    };
    let person = actor(ActorKind::Person, "Nikol Pachinian");
    assert!(who(Some(ActorKind::Person), "Pashinyan").is(&person));
    assert!(!who(Some(ActorKind::Place), "Pachinian").is(&person));
    assert!(who(None, "Pachinian").is(&person));
    let place = actor(ActorKind::Place, "Port Nord");
    assert!(!who(Some(ActorKind::Place), "Nord").is(&place));
    assert!(who(None, "Nord").is(&place));
}
