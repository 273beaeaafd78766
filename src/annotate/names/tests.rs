//! Names marked up in place: `[p:…]` person, `[o:…]` organisation, `[l:…]` place. All persons and events are invented.

use super::names;
use super::words::Words;
use crate::annotate::reading::Reading;
use crate::model::{ActorKind, CanonicalText, Dispatch, Paragraph, ParagraphKind};

/// Strips the marks, finds the names, puts the marks back, and compares.
fn check(lang: &str, marked: &str) {
    let mut text = marked.to_owned();
    for mark in ["[p:", "[o:", "[l:", "]"] {
        text = text.replace(mark, "");
    }
    let text = CanonicalText::new(text);
    let paragraphs = vec![Paragraph {
        span: text.whole(),
        kind: ParagraphKind::Prose,
    }];
    let dispatch = Dispatch {
        lang: Some(lang.into()),
        text,
        paragraphs,
        ..Dispatch::default()
    };
    let mut found = dispatch.text.as_str().to_owned();
    for name in names(&Words::new(&Reading::new(&dispatch))).iter().rev() {
        let mark = match name.kind {
            ActorKind::Person => "[p:",
            ActorKind::Organisation => "[o:",
            ActorKind::Place => "[l:",
        };
        found.insert(name.span.end(), ']');
        found.insert_str(name.span.start(), mark);
    }
    assert_eq!(found, marked);
}

#[test]
fn civilities_titles_and_first_names_show_persons() {
    check(
        "fr",
        "Selon M. [p:Vaubrun], la ministre danoise [p:Ingrid Solbakk] a reçu [p:Charles de Montferrat].",
    );
    check("fr", "Le Belge [p:Joris Vandekerke], 31 ans, est arrivé.");
}

#[test]
fn prepositions_and_lists_show_places() {
    check(
        "fr",
        "Réunis à [l:Varnecourt] puis en [l:Norvège], ils ont quitté [l:La Haye] pour la [l:Côte d'Ivoire].",
    );
    check(
        "fr",
        "Un accident sur l'[l:A7] près de [l:Montbazin-sur-Orle] a bloqué la [l:rue de Provence].",
    );
}

#[test]
fn heads_show_organisations_and_their_extent() {
    check(
        "fr",
        "Le [o:parquet de Lyon] et le [o:ministère danois de la Défense] ont saisi la [o:Fédération islandaise du tourisme].",
    );
    check(
        "fr",
        "L'[o:armée nigérienne] a quitté l'[o:Université technique de Vienne].",
    );
    check(
        "fr",
        "L'ONG anticorruption [o:Mains franches], le parti écologiste [o:Terre et Ciel].",
    );
}

#[test]
fn acronyms_show_what_spells_them() {
    check(
        "fr",
        "La [o:régie autonome des bacs fluviaux] ([o:RABF]) recrute.",
    );
}

#[test]
fn a_portfolio_a_demonym_and_a_bare_body_are_no_names() {
    check(
        "fr",
        "Le ministre de la Défense et les Français ont félicité la police.",
    );
    check(
        "fr",
        "Le Premier ministre a rencontré le président de la République.",
    );
}

#[test]
fn all_mentions_have_the_kind_that_the_document_shows() {
    check(
        "fr",
        "[p:Lucie Brantôme] a gagné. Pour [p:Brantôme], rien ne change. Le camp de [p:Brantôme] exulte.",
    );
}

#[test]
fn an_ordinary_word_at_the_start_of_a_sentence_is_no_name() {
    check(
        "fr",
        "Dimanche, rien. Selon des témoins, personne. Beaucoup ont fui.",
    );
}

#[test]
fn capitals_of_a_headline_show_nothing() {
    check(
        "fr",
        "LE MAIRE DE LA VILLE RENONCE A SON PROJET DE TRAMWAY EN [l:FRANCE]",
    );
}

#[test]
fn other_languages_work_by_the_same_rules() {
    check(
        "en",
        "Mr [p:Hallworth] met President [p:Anna Lindqvist] in [l:Geneva].",
    );
    check(
        "de",
        "Die Ministerin [p:Anna Lindqvist] sprach in [l:Genf] mit Herrn [p:Vogtmann].",
    );
    check(
        "es",
        "La ministra [p:Ana Olmedilla] viajó a [l:Ginebra] con el Sr. [p:Varguela].",
    );
}

proptest::proptest! {
    #[test]
    fn names_of_any_text_lie_in_order_and_apart(text in "\\PC{0,200}") {
        let canonical = CanonicalText::new(text);
        let paragraphs = vec![Paragraph { span: canonical.whole(), kind: ParagraphKind::Prose }];
        let dispatch = Dispatch { text: canonical, paragraphs, ..Dispatch::default() };
        let found = names(&Words::new(&Reading::new(&dispatch)));
        for pair in found.windows(2) {
            proptest::prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
        for name in &found {
            proptest::prop_assert!(!dispatch.text[name.span].is_empty());
        }
    }
}
