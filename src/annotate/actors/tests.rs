//! Who is who in short dispatches. All persons and events are invented.

use super::actors;
use crate::annotate::names::names;
use crate::annotate::names::words::Words;
use crate::annotate::quotes::quotations;
use crate::annotate::reading::Reading;
use crate::model::{Actor, CanonicalText, Dispatch, Paragraph, ParagraphKind, Quotation};

fn dispatch(text: &str) -> Dispatch {
    let text = CanonicalText::new(text);
    let paragraphs = vec![Paragraph {
        span: text.whole(),
        kind: ParagraphKind::Prose,
    }];
    Dispatch {
        lang: Some("fr".into()),
        text,
        paragraphs,
        ..Dispatch::default()
    }
}

fn find(dispatch: &Dispatch) -> (Vec<Actor>, Vec<Quotation>) {
    let reading = Reading::new(dispatch);
    let words = Words::new(&reading);
    let names = names(&words);
    let (mut quotations, _) = quotations(&words, &names);
    let actors = actors(&words, &names, &mut quotations);
    (actors, quotations)
}

/// Compares the actors, one a line: `name (role): mention | mention`.
fn check(text: &str, expected: &[&str]) {
    let dispatch = dispatch(text);
    let line = |actor: &Actor| {
        let role = actor
            .role
            .as_ref()
            .map_or(String::new(), |role| format!(" ({role})"));
        let mentions: Vec<&str> = actor
            .mentions
            .iter()
            .map(|mention| &dispatch.text[mention.span])
            .collect();
        format!("{}{role}: {}", actor.name, mentions.join(" | "))
    };
    let found: Vec<String> = find(&dispatch).0.iter().map(line).collect();
    assert_eq!(found, expected);
}

/// Compares the names of the actors that speak, `-` for nobody known.
fn check_speakers(text: &str, expected: &[&str]) {
    let dispatch = dispatch(text);
    let (actors, quotations) = find(&dispatch);
    let name = |quotation: &Quotation| {
        quotation
            .actor
            .map_or("-", |actor| actors[actor.0].name.as_str())
    };
    let found: Vec<&str> = quotations.iter().map(name).collect();
    assert_eq!(found, expected);
}

#[test]
fn titles_beside_a_name_are_descriptions_and_give_the_role() {
    check(
        "Le Premier ministre danois, Nils Halvorsen, a reçu le chef de la diplomatie Paul Vaubrun. M. Halvorsen a parlé.",
        &[
            "Nils Halvorsen (Premier ministre danois): Le Premier ministre danois | Nils Halvorsen | Halvorsen",
            "Paul Vaubrun (chef de la diplomatie): le chef de la diplomatie | Paul Vaubrun",
        ],
    );
    check(
        "Claire Vaubrun, 46 ans, ingénieure à Brest, est partie.",
        &[
            "Claire Vaubrun (ingénieure à Brest): Claire Vaubrun | ingénieure à Brest",
            "Brest: Brest",
        ],
    );
}

#[test]
fn spouses_stay_apart() {
    check(
        "Paul Vaubrun et son épouse Claire Vaubrun sont jugés. M. Vaubrun nie. Mme Vaubrun se tait.",
        &[
            "Paul Vaubrun: Paul Vaubrun | Vaubrun",
            "Claire Vaubrun: son épouse | Claire Vaubrun | Vaubrun",
        ],
    );
}

#[test]
fn titles_come_back() {
    check(
        "Le maire de Lyon, Paul Vaubrun, démissionne. Le maire a remercié la présidente de la région, Claire Sorbet.",
        &[
            "Paul Vaubrun (maire de Lyon): Le maire de Lyon | Paul Vaubrun | Le maire",
            "Lyon: Lyon",
            "Claire Sorbet (présidente de la région): la présidente de la région | Claire Sorbet",
        ],
    );
}

#[test]
fn the_last_named_is_ce_dernier() {
    check(
        "Le Pérou a cédé une île au Chili. Ce dernier la fortifie. Anne Vaubrun a vu Paul Sorbet. Celle-ci se tait.",
        &[
            "Pérou: Pérou",
            "Chili: Chili | Ce dernier",
            "Anne Vaubrun: Anne Vaubrun | Celle-ci",
            "Paul Sorbet: Paul Sorbet",
        ],
    );
}

#[test]
fn acronyms_and_shorter_forms_join_the_full_name() {
    check(
        "La Fédération islandaise du tourisme (FIT) proteste. La FIT attend, et la Fédération a saisi le juge.",
        &[
            "Fédération islandaise du tourisme: Fédération islandaise du tourisme | FIT | FIT | Fédération",
        ],
    );
}

#[test]
fn an_organisation_comes_back_by_its_noun() {
    check(
        "L'agence Vorpal a nié. Le parti Terre et Ciel attend. L'agence se tait.",
        &["Vorpal: Vorpal | L'agence", "Terre et Ciel: Terre et Ciel"],
    );
}

#[test]
fn couples_and_families_are_actors_of_their_own() {
    check(
        "Paul et Anne Vaubrun ont écrit au maire. Le couple attend une réponse.",
        &[
            "Paul: Paul",
            "Paul et Anne Vaubrun: Paul et Anne Vaubrun | Le couple",
            "Anne Vaubrun: Anne Vaubrun",
        ],
    );
    check(
        "La famille Sorbet a porté plainte. La famille attend.",
        &["Sorbet: Sorbet | La famille"],
    );
}

#[test]
fn pronouns_go_on_with_who_spoke() {
    check_speakers(
        "« Nous attendons des renforts dès demain », a déclaré Paul Vaubrun à Anne Sorbet. « Ils viendront par la mer », a-t-il ajouté.",
        &["Paul Vaubrun", "Paul Vaubrun"],
    );
    check_speakers(
        "« Nous attendons des renforts dès demain », a déclaré Paul Vaubrun devant Anne Sorbet. « Ils viendront par la mer », a-t-elle ajouté.",
        &["Paul Vaubrun", "Anne Sorbet"],
    );
}

#[test]
fn the_subject_of_the_sentence_comes_before_who_spoke() {
    check_speakers(
        "« Nous attendons des renforts », a déclaré Paul Vaubrun. Jean Sorbet est resté en retrait, mais il a parlé d'un « échec cuisant ».",
        &["Paul Vaubrun", "Jean Sorbet"],
    );
    check_speakers(
        "Paul Vaubrun est arrivé. Le skipper n'a pas caché sa joie : « C'est une course que je voulais », a-t-il dit.",
        &["-"],
    );
}

#[test]
fn nobody_named_in_the_words_themselves_speaks_them() {
    check_speakers(
        "La mère est venue. « Pascal a spolié sa sœur Lydie et il est devenu autoritaire », précise-t-elle.",
        &["-"],
    );
}

#[test]
fn relative_pronouns_stand_for_what_precedes_them() {
    check_speakers(
        "Il y a urgence, juge Paul Vaubrun, pour qui « chaque dixième de degré va compter ».",
        &["Paul Vaubrun", "Paul Vaubrun"],
    );
}

#[test]
fn other_words_for_whom_the_text_has_just_named() {
    check_speakers(
        "Le Belge Paul Vaubrun a gagné hier. « J'avais mal aux jambes depuis le départ », a expliqué le coureur de 26 ans.",
        &["Paul Vaubrun"],
    );
    check_speakers(
        "Le Belge Paul Vaubrun a gagné hier. « J'avais mal aux jambes depuis le départ », a expliqué le Belge.",
        &["Paul Vaubrun"],
    );
}

#[test]
fn sources_without_a_name_are_no_actor() {
    check_speakers(
        "Paul Vaubrun est arrivé. « Nous attendons des renforts dès demain », a déclaré une source diplomatique.",
        &["-"],
    );
    check_speakers(
        "Paul Vaubrun est arrivé. « Nous attendons des renforts dès demain », a déclaré un proche de Paul Vaubrun.",
        &["-"],
    );
}

proptest::proptest! {
    #[test]
    fn actors_of_any_text_are_in_order_and_mentioned(text in "[\\PC\\n]{0,200}") {
        let dispatch = dispatch(&text);
        let (actors, quotations) = find(&dispatch);
        let firsts: Vec<usize> = actors.iter().map(|actor| actor.mentions[0].span.start()).collect();
        proptest::prop_assert!(firsts.is_sorted());
        proptest::prop_assert!(quotations.iter().all(|quotation| quotation.actor.is_none_or(|actor| actor.0 < actors.len())));
    }
}
