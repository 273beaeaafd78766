//! Quotations by phenomenon, marked up in place: `« [direct: C’est fini] », [cue: a assuré] [speaker: M. Roy].`
//!
//! A number behind the label says which quotation of the text a passage belongs to (1 where there is none; several for a shared
//! cue or speaker).

mod constructions;
mod languages;

use std::collections::BTreeMap;

use super::quotations;
use crate::annotate::names::words::Words;
use crate::annotate::reading::Reading;
use crate::model::{Dispatch, DoubtKind, QuotationKind, Span};

/// Kind, parts, cue and speaker of a quotation.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Expected {
    kind: String,
    parts: Vec<String>,
    cue: Option<String>,
    speaker: Option<String>,
}

fn check(marked_up: &str) {
    check_in("fr", marked_up);
}

fn check_in(lang: &str, marked_up: &str) {
    let (text, expected) = read(marked_up);
    let found = find(lang, &text);
    assert_eq!(found, expected, "in {text:?}");
}

/// The text without its markup, and the quotations that the markup names.
fn read(marked_up: &str) -> (String, Vec<Expected>) {
    let mut text = String::new();
    let mut open: Vec<(String, Vec<usize>, usize)> = Vec::new();
    let mut passages: Vec<(usize, usize, String, Vec<usize>)> = Vec::new();
    let mut rest = marked_up;
    while let Some(c) = rest.chars().next() {
        let label = rest
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(": "));
        if let Some((label, after)) = label {
            let mut words = label.split(' ');
            let name = words.next().unwrap().to_owned();
            let mut numbers: Vec<usize> = words.map(|word| word.parse().unwrap()).collect();
            if numbers.is_empty() {
                numbers.push(1);
            }
            open.push((name, numbers, text.len()));
            rest = after;
        } else if c == ']' {
            let (name, numbers, start) = open.pop().unwrap();
            passages.push((start, text.len(), name, numbers));
            rest = rest.strip_prefix(c).unwrap();
        } else {
            text.push(c);
            rest = rest.strip_prefix(c).unwrap();
        }
    }
    passages.sort();
    let mut quotations: BTreeMap<usize, Expected> = BTreeMap::new();
    for (start, end, name, numbers) in passages {
        for number in numbers {
            let quotation = quotations.entry(number).or_default();
            let words = text.get(start..end).unwrap().to_owned();
            match name.as_str() {
                "cue" => quotation.cue = Some(words),
                "speaker" => quotation.speaker = Some(words),
                kind => {
                    kind.clone_into(&mut quotation.kind);
                    quotation.parts.push(words);
                }
            }
        }
    }
    let mut expected: Vec<Expected> = quotations.into_values().collect();
    expected.sort();
    (text, expected)
}

fn dispatch(lang: &str, text: &str) -> Dispatch {
    Dispatch {
        lang: Some(lang.into()),
        ..Dispatch::of_prose(text)
    }
}

fn find(lang: &str, text: &str) -> Vec<Expected> {
    let dispatch = dispatch(lang, text);
    let words = |span: Span| dispatch.text[span].to_owned();
    let (found, _) = quotations(&Words::new(&Reading::new(&dispatch)), &[]);
    let mut found: Vec<Expected> = found
        .into_iter()
        .map(|quotation| Expected {
            kind: match quotation.kind {
                QuotationKind::Direct => "direct",
                QuotationKind::Mixed => "mixed",
                QuotationKind::Indirect => "indirect",
                QuotationKind::Term => "term",
            }
            .to_owned(),
            parts: quotation.parts.iter().copied().map(words).collect(),
            cue: quotation.cue.map(words),
            speaker: quotation.speaker.map(words),
        })
        .collect();
    found.sort();
    found
}

#[test]
fn inverted_clause_behind_the_words() {
    check("« [direct: C’est fini pour nous tous] », [cue: a assuré] [speaker: M. Roy].");
    check(
        "\"[direct: Le pont a cédé]\", [cue: a déclaré] à l'AFP [speaker: le porte-parole de la préfecture], Jean Roy, citant un bilan.",
    );
    check("« [direct: Il faut partir] », [cue: a lancé], visiblement ému, [speaker: Paul Roy].");
    check(
        "\"[direct: On a tout perdu]\", [cue: raconte] à l'AFP [speaker: Fatima], 34 ans, mère de trois enfants.",
    );
    check("« [direct: C'est trop tard] », [cue: regrette] [speaker: la maire de Lens].");
}

#[test]
fn inverted_pronouns() {
    check("\"[direct: Bien sûr, la situation est difficile]\", a-t-[speaker: il] [cue: estimé].");
    check("« [direct: Nous verrons] », [cue: dit]-[speaker: elle].");
    check("« [direct: C'est un scandale !] », s'est-[speaker: il] [cue: emporté].");
    check("[indirect: La route reste fermée], a-t-[speaker: elle] [cue: ajouté].");
}

#[test]
fn an_utterance_that_its_attribution_splits_is_one() {
    check(
        "« [direct: Attention], a-t-[speaker: il] aussitôt [cue: tempéré], [direct: rien n'est encore gagné.] »",
    );
    check(
        "« [direct: Je voulais partir], [cue: a raconté] [speaker: Anne Roy]. [direct: Mais je suis restée.] »",
    );
    check(
        "« [direct: Je pars] », a-t-[speaker: il] [cue: dit], « [direct: mais je reviendrai demain] ».",
    );
}

#[test]
fn a_bare_quotation_goes_on_with_the_same_speaker() {
    check(
        "« [direct: Je ne sais pas] », [cue: a répondu] [speaker: Marie Roy]. « [direct: Peut-être demain.] »",
    );
    check(
        "« [direct: Je ne sais pas], [cue: répond] [speaker: Marie Roy].\n\n« [direct: Rien n'est sûr.] »",
    );
    check(
        "« [direct 1: Je pars] », [cue 1: a dit] [speaker 1: Paul]. « [direct 2: Je reviens] », a-t-[speaker 2: il] [cue 2: ajouté].",
    );
}

#[test]
fn a_quotation_goes_on_in_the_next_paragraph() {
    check(
        "[speaker: Paul Roy] [cue: a dit] : « [direct: Nous avons perdu.]\n\n« [direct: Nous reviendrons demain.] »",
    );
    check(
        "[speaker: Le maire] [cue: a déclaré] :\n\n« [direct: Nous avons perdu beaucoup de temps.] »",
    );
}

#[test]
fn reported_clauses() {
    check("[speaker: Le ministre] [cue: a affirmé] que [indirect: la loi serait votée en mai].");
    check(
        "[speaker: Le maire] [cue: a affirmé] vendredi, devant le conseil, que [indirect: les travaux seraient finis en mai].",
    );
    check(
        "[speaker 1 2: Elle] [cue 1: a dit] que [indirect 1: le pont était fermé], [cue 2: ajoutant] que [indirect 2: les secours arrivaient].",
    );
    check("[speaker: Le juge] [cue: a demandé] [indirect: si le témoin était présent].");
    check("[speaker: L'ONG] [cue: fait valoir] que [indirect: les camps sont pleins].");
    check("C'est le témoin [speaker: qui] [cue: a assuré] que [indirect: la porte était ouverte].");
}

#[test]
fn incises_without_marks() {
    check(
        "[indirect: Trois soldats ont été tués dimanche], [cue: a indiqué] mardi [speaker: le ministère de la Défense].",
    );
    check(
        "[indirect: Plus de cent maisons ont été détruites], a pour sa part [cue: affirmé] [speaker: le porte-parole de la police], Karim Roy.",
    );
    check(
        "[indirect: Deux personnes ont été tuées], a-t-on [cue: appris] auprès de [speaker: diplomates].",
    );
    check(
        "[indirect: Le feu a pris vers midi], a-t-on [cue: appris] de [speaker: source policière].",
    );
}

#[test]
fn frames() {
    check("[cue: Selon] [speaker: la police], [indirect: deux hommes ont été arrêtés].");
    check(
        "[indirect: Deux hommes ont été arrêtés], [cue: selon] [speaker: un bilan provisoire] communiqué samedi par les autorités.",
    );
    check(
        "[indirect: Le prix aurait], [cue: d'après] [speaker: Le Progrès], [indirect: doublé en un an].",
    );
    check(
        "[cue: Selon] [speaker: Alain Roy], vice-président du club, « [direct: la saison est finie depuis longtemps] ».",
    );
    check("[indirect: L'incendie a fait trois morts], [cue: de] [speaker: source policière].");
    check(
        "[cue: D'après] [speaker: les pompiers], qui ont mobilisé 80 hommes, [indirect: le feu serait d'origine criminelle].",
    );
    check("[cue: Pour] [speaker: l'avocate], « [direct: ce dossier est celui d'un échec] ».");
    check("Les tarifs varient selon les cas. Il paie selon l'âge.");
    check("Pour la première fois, le club est champion.");
    check("C'est un homme « [term: hors norme] », [cue: selon] les mots de [speaker: Paul Roy].");
    check(
        "Comme l'[cue: a indiqué] [speaker: la ministre], « [direct: le dossier est clos depuis longtemps] ».",
    );
}

#[test]
fn marked_words_inside_a_sentence() {
    check("[speaker: Le roi] [cue: a promis] de « [mixed: tout faire pour sauver les forêts] ».");
    check(
        "L'opposition, [speaker: qui] [cue: accuse] Paul Roy d'être un « [term: traître] », manifeste.",
    );
    check(
        "[speaker 1 2: Elle] [cue 1 2: a dénoncé] le « [term: silence] » et la « [term 2: lâcheté] » des élus.",
    );
    check("Ce risque [cue: est qualifié] de « [term: marqué] » par [speaker: la préfecture].");
    check(
        "[speaker: La ministre] a « [mixed: condamné avec la plus grande fermeté] » cette attaque.",
    );
    check("Il vivait dans une « [term: zone grise] » du droit.");
}

#[test]
fn a_whole_clause_behind_que_is_direct() {
    check(
        "[speaker: Il] [cue: a ajouté] que « [direct: personne ne savait rien de cette affaire] ».",
    );
    check(
        "[speaker 1 2: Elle] [cue 1 2: a dit] que [indirect 1: c'était « [term 2: un jour noir] » pour la ville].",
    );
}

#[test]
fn names_and_titles_are_no_quotations() {
    check("Il a joué dans le film « Les Gens du port » en mai.");
    check("Le chanteur, surnommé « le Tigre », est mort.");
    check("Des « Gilets jaunes » ont défilé.");
}

#[test]
fn colons() {
    check(
        "[speaker: L'ancien champion] [cue: a démenti] toute rivalité : « [direct: Les journalistes inventent des choses] ».",
    );
    check("[speaker: Il] [cue: écrit] : \"[direct: Je pars demain.]\"");
}

#[test]
fn subjects_share_verbs() {
    check(
        "[speaker 1 2: Paul Roy] [cue 1: a nié] tout « [term 1: complot] » et [cue 2: a assuré] que [indirect 2: la banque était saine].",
    );
    check(
        "« [direct 1: Il a tout perdu] », a-t-[speaker 1 2: il] [cue 1: plaidé], [cue 2: estimant] que [indirect 2: la peine était trop lourde].",
    );
    check(
        "[speaker: Thierry et Anne Roy] [cue: rapportent] que [indirect: le quartier est calme].",
    );
    check(
        "[speaker: Le directeur du port], Jean Roy, cité par son service, [cue: a affirmé] que [indirect: tout allait bien].",
    );
    check(
        "De son côté, [speaker: l'autorité], saisie en mai, [cue: a estimé] que [indirect: la campagne était trompeuse].",
    );
}

#[test]
fn what_only_looks_like_reported_speech() {
    check("Il s'est assuré que la porte était fermée.");
    check("Le gouvernement n'a pas précisé quand la loi serait votée.");
    check("Elle craint que la route ne ferme.");
    check("Interrogé, l'avocat n'a pas souhaité commenter.");
}

#[test]
fn nested_marks() {
    check(
        "[cue 1 2: Selon] [speaker 1 2: la cour], les élus « [mixed 1: pourraient être jugés pour « [term 2: favoritisme] »] » en mai.",
    );
    check(
        "« [direct: On me dit que “tout ira bien” chaque jour] », [cue: a soupiré] [speaker: un médecin].",
    );
}

#[test]
fn an_unclosed_mark_swallows_nothing() {
    let dispatch = dispatch(
        "fr",
        "Il a dit : « Je pars. Puis la nuit est tombée.\n\n« C'est fini pour lui », a dit Anne Roy. Elle est partie.",
    );
    let (found, doubts) = quotations(&Words::new(&Reading::new(&dispatch)), &[]);
    let longest = found.iter().map(|quotation| quotation.span().len()).max();
    assert!(longest.unwrap() < 60, "{found:?}");
    assert!(
        doubts
            .iter()
            .any(|doubt| doubt.what == DoubtKind::UnclosedMark)
            || found.len() >= 2
    );
}

proptest::proptest! {
    #[test]
    fn every_text_gives_spans_of_its_own(text in "[a-z «»\"“”„'’.,:\n\u{e9}A-D]{0,300}") {
        let dispatch = dispatch("fr", &text);
        let (found, doubts) = quotations(&Words::new(&Reading::new(&dispatch)), &[]);
        for quotation in &found {
            for part in &quotation.parts {
                proptest::prop_assert!(!part.is_empty() && dispatch.text.get(*part).is_some());
            }
            proptest::prop_assert!((0.0..=1.0).contains(&quotation.confidence));
        }
        proptest::prop_assert!(doubts.iter().all(|doubt| dispatch.text.get(doubt.span).is_some()));
    }
}
