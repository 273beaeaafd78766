//! Small sets of invented names: `[p:…]` person, `[o:…]` organisation, `[l:…]` place, `[m:…]` none of these.

use super::examples::Examples;
use super::field::{Weights, loss_and_gradient};
use super::{Marked, Options, score, train};
use crate::annotate::Language;
use crate::annotate::names::model::label::{LABELS, begin, inside};
use crate::annotate::names::model::{Model, ModelError};
use crate::model::{ActorKind, CanonicalText, Dispatch, Paragraph, ParagraphKind, Span};

fn marked(text: &str) -> Marked {
    let mut plain = String::new();
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let (kind, after) = after.split_once(':').unwrap();
        let (name, after) = after.split_once(']').unwrap();
        let kind = match kind {
            "p" => Some(ActorKind::Person),
            "o" => Some(ActorKind::Organisation),
            "l" => Some(ActorKind::Place),
            _ => None,
        };
        names.push((Span::new(plain.len(), plain.len() + name.len()), kind));
        plain.push_str(name);
        rest = after;
    }
    plain.push_str(rest);
    let text = CanonicalText::new(plain);
    let paragraphs = vec![Paragraph {
        span: text.whole(),
        kind: ParagraphKind::Prose,
    }];
    let lang = Some("fr".into());
    let dispatch = Dispatch {
        lang,
        text,
        paragraphs,
        ..Dispatch::default()
    };
    Marked { dispatch, names }
}

fn set() -> Vec<Marked> {
    let texts = [
        "Le navire [m:Orvanne Brume] a quitté [l:Port-Karvel] hier.",
        "La coopérative [o:Orvanne Brume] recrute à [l:Port-Karvel].",
        "Selon [p:Brume Karvel], la récolte est perdue.",
        "Des pêcheurs de [o:Mirvane et Fils] ont bloqué le [l:quai des Brumes].",
        "Le chantier [o:Mirvane et Fils] a rappelé [p:Karvel] mardi.",
    ];
    texts.map(marked).into()
}

fn trained(texts: &[Marked]) -> Vec<u8> {
    let texts: Vec<&Marked> = texts.iter().collect();
    let options = Options {
        steps: 40,
        l1: 0.0,
        l2: 0.01,
        occurrences: 1,
        other_guide: false,
    };
    train(Language::French, &texts, options, |_, _| {})
}

#[test]
fn what_was_shown_is_found() {
    let set = set();
    let bytes = trained(&set);
    let model = Model::new(Language::French, &bytes).unwrap();
    for text in &set {
        let scores = score(&model, &[text]);
        let wrong = scores
            .iter()
            .any(|score| score.f1() < 1.0 && score.marked + score.found > 0);
        assert!(!wrong, "{:?}: {scores:?}", text.dispatch.text.as_str());
    }
}

#[test]
fn the_same_texts_give_the_same_bytes() {
    assert_eq!(trained(&set()), trained(&set()));
}

#[test]
fn a_file_that_is_no_model_of_this_program_is_refused() {
    let bytes = trained(&set());
    let refused = |language, bytes: &[u8]| Model::new(language, bytes).map(|_| ()).unwrap_err();
    let french = |bytes: &[u8]| refused(Language::French, bytes);
    assert_eq!(refused(Language::German, &bytes), ModelError::Language);
    assert_eq!(french(b""), ModelError::Foreign);
    assert_eq!(french(b"{\"text\": \"\"}"), ModelError::Foreign);
    for end in [20, 60, 200, bytes.len() - 1] {
        let cut = french(&bytes[..end]);
        assert!(
            matches!(cut, ModelError::Damaged | ModelError::Kinds),
            "{end}: {cut:?}"
        );
    }
    let changed = |at: usize| {
        let mut changed = bytes.clone();
        changed[at] ^= 0x40;
        french(&changed)
    };
    assert!(matches!(changed(8), ModelError::Features { .. }));
    assert_eq!(changed(12), ModelError::Kinds);
    let weight = (0..bytes.len()).rev().find(|&at| bytes[at] != 0).unwrap();
    assert_eq!(changed(weight), ModelError::Damaged);
}

#[test]
fn marks_of_another_guide_are_brought_in_line() {
    let labels = |text: &str, other_guide| {
        let text = marked(text);
        Examples::new(&[&text], 1, other_guide).labels
    };
    let organisation = |length: usize| {
        let kind = Some(ActorKind::Organisation);
        let mut labels = vec![inside(kind); length];
        labels[0] = begin(kind);
        labels
    };
    let place = begin(Some(ActorKind::Place));
    let text = "Le parquet de [l:Lyon] a requis une peine.";
    assert!(labels(text, false).contains(&place));
    let in_line = labels(text, true);
    assert!(
        in_line.windows(3).any(|labels| labels == organisation(3)),
        "{in_line:?}"
    );
    let portfolio = labels("La ministre de la [o:Défense] a signé.", true);
    assert!(portfolio.iter().all(|label| *label == 0), "{portfolio:?}");
}

#[test]
fn titles_and_articles_are_no_part_of_a_name() {
    let labels = |text: &str| Examples::new(&[&marked(text)], 1, false).labels;
    let bare = labels("Hier, M. [p:Vaubrun] a vu l'[o:Ardalie].");
    assert_eq!(labels("Hier, [p:M. Vaubrun] a vu [o:l'Ardalie]."), bare);
}

#[test]
fn the_gradient_is_the_slope_of_the_loss() {
    let texts = set();
    let texts: Vec<&Marked> = texts.iter().collect();
    let examples = Examples::new(&texts, 1, false);
    let count = examples.features.len() * LABELS + Weights::TRANSITIONS;
    // Some weights that are not all alike.
    let mut weights: Vec<f32> = (0..count)
        .map(|at| ((at * 7919) % 13) as f32 / 40.0 - 0.15)
        .collect();
    let (_, gradient) = loss_and_gradient(&examples, &weights);
    let places = (0..count)
        .step_by(count / 40)
        .chain(count - Weights::TRANSITIONS..count);
    for at in places {
        let before = weights[at];
        let mut loss_at = |weight: f32| {
            weights[at] = weight;
            loss_and_gradient(&examples, &weights).0
        };
        let slope = (loss_at(before + 0.01) - loss_at(before - 0.01)) / 0.02;
        weights[at] = before;
        let difference = (slope - f64::from(gradient[at])).abs();
        assert!(
            difference < 0.01 * (1.0 + slope.abs()),
            "{at}: {slope} and {}",
            gradient[at]
        );
    }
}
