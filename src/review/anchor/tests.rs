use proptest::prelude::*;

use super::*;

/// `[ ]` mark the passage in the base and the place where it is to be found in the edited text; without marks it is gone.
fn check(base: &str, edited: &str, expected: impl Fn(Span) -> Anchor) {
    let (base, passage) = marked(base);
    let (edited, place) = marked(edited);
    let passage = passage.expect("a marked passage");
    let got = Difference::new(&base, &edited).anchor(passage);
    let expected = place.map_or(Anchor::Orphan, expected);
    let words = got.span().map(|span| &edited[span]);
    assert_eq!(got, expected, "{words:?} in {:?}", edited.as_str());
}

fn marked(text: &str) -> (CanonicalText, Option<Span>) {
    let mut parts = text.split(['[', ']']);
    let before = parts.next().expect("split gives at least one part");
    let marked = parts
        .next()
        .map(|passage| Span::new(before.len(), before.len() + passage.len()));
    (CanonicalText::new(text.replace(['[', ']'], "")), marked)
}

#[test]
fn an_untouched_passage_is_exact_wherever_it_went() {
    check(
        "Il y a [12 morts].",
        "URGENT\n\nIl y a [12 morts], dit-on.",
        Anchor::Exact,
    );
    check(
        "Un. Il y a eu, dit Ana Ruiz, [12 morts] à Lagos hier. Deux choses. Trois choses encore.",
        "Deux choses. Trois choses encore. Un. Il y a eu, dit Ana Ruiz, [12 morts] à Lagos hier.",
        Anchor::Exact,
    );
}

#[test]
fn typography_makes_it_equivalent() {
    check(
        "Elle dit « [L’été\u{A0}vient] ».",
        "Elle dit \"[L'été vient]\".",
        Anchor::Equivalent,
    );
    check(
        "[Un mot\n\nde plus]",
        "[Un mot\nde plus]",
        Anchor::Equivalent,
    );
}

#[test]
fn an_edited_passage_is_asked_again() {
    check(
        "Le bilan est de [12 morts] ce soir.",
        "Le bilan est de [14 morts] ce soir.",
        Anchor::Changed,
    );
    check("Il en reste [7].", "Il en reste [0].", Anchor::Changed);
    check(
        "« [Nous partirons demain] », a-t-il dit.",
        "« [Nous ne partirons pas demain] », a-t-il dit.",
        Anchor::Changed,
    );
}

#[test]
fn an_edited_figure_is_never_settled() {
    for [before, after] in [
        ["2.000", "3.000"],
        ["-5", "5"],
        ["1,5", "15"],
        ["30 000", "30000"],
        ["12", "douze"],
    ] {
        let [base, edited] = [before, after]
            .map(|figure| CanonicalText::new(format!("Il y a {figure} cas, dit-il.")));
        let passage = Span::new(7, 7 + before.len());
        let got = Difference::new(&base, &edited).anchor(passage);
        assert!(
            matches!(got, Anchor::Changed(_)),
            "{before} became {after}: {got:?}"
        );
    }
}

#[test]
fn a_deleted_passage_is_gone_though_something_looks_like_it() {
    check(
        "Il pleut. On compte [12 morts]. Il neige.",
        "Il pleut. Il neige.",
        Anchor::Exact,
    );
    check(
        "Il y a [12 morts] à Oslo.\n\nPuis 12 morts à Rome.",
        "Puis 12 morts à Rome.",
        Anchor::Exact,
    );
    check(
        "[Paris] répond à Berne. Elle dit non.",
        "« Paris », a dit un autre. Elle dit non.",
        Anchor::Exact,
    );
}

#[test]
fn a_copy_in_front_does_not_attract_it() {
    check(
        "Le bilan est de [12 morts] ce soir.",
        "Rappel : 12 morts (archives).\n\nLe bilan est de [12 morts] ce soir.",
        Anchor::Exact,
    );
    check(
        "Un titre.\n\n[12 morts] ce soir.",
        "Un titre.\n\n12 morts hier.\n\n[12 morts] ce soir.",
        Anchor::Exact,
    );
}

#[test]
fn a_selector_finds_its_passage_in_a_text_of_unknown_descent() {
    let (base, passage) =
        marked("Non, dit Paul à Jean. « [Non] », dit Paula à Jeanne. Non, dit Paul encore.");
    let selector = Selector::of(&base, passage.unwrap());
    assert_eq!(selector.locate(&base), Anchor::Exact(selector.span));
    let (edited, place) =
        marked("Reprise. Non, dit Paul à Jean. \"[Non]\", dit Paula à Jeanne. Non, dit Paul.");
    assert_eq!(selector.locate(&edited), Anchor::Exact(place.unwrap()));
    let unlike = CanonicalText::new("Non, dit quelqu'un. Non, dit un autre.");
    assert_eq!(selector.locate(&unlike), Anchor::Orphan);
}

#[test]
fn contexts_are_counted_in_code_points_and_end_with_the_text() {
    let (text, passage) = marked(&format!("a{}[mot]🚒", "é".repeat(40)));
    let selector = Selector::of(&text, passage.unwrap());
    assert_eq!(selector.prefix, "é".repeat(CONTEXT));
    assert_eq!(selector.suffix, "🚒");
}

/// Sentences of words that recur, as wires repeat themselves.
fn sentences() -> impl Strategy<Value = Vec<String>> {
    let words = prop::sample::select(vec![
        "le",
        "bilan",
        "de",
        "12",
        "morts",
        "dit",
        "« Non »",
        "Paul",
        "à",
        "l’été",
        "🚒",
    ]);
    let sentence =
        prop::collection::vec(words, 3..9).prop_map(|words| format!("{}.", words.join(" ")));
    prop::collection::vec(sentence, 1..9)
}

proptest! {
    #[test]
    fn any_two_texts_are_compared(base in "\\PC{0,60}", edited in "\\PC{0,60}", a in 0usize..60, b in 0usize..60) {
        let (base, edited) = (CanonicalText::new(base), CanonicalText::new(edited));
        let passage = base.span_of_code_points(a.min(b)..a.max(b));
        if let Some(passage) = passage {
            let anchor = Difference::new(&base, &edited).anchor(passage);
            if let Anchor::Exact(span) = anchor {
                prop_assert_eq!(&edited[span], &base[base.trimmed(passage)]);
            }
            prop_assert!(anchor.span().is_none_or(|span| edited.get(span).is_some()));
            prop_assert!(Selector::of(&base, passage).locate(&edited).span().is_none_or(|span| edited.get(span).is_some()));
        }
    }

    #[test]
    fn numbered_sentences_survive_what_happens_beside_them(
        sentences in sentences(), lost in any::<prop::sample::Index>(), inserted in sentences(), place in any::<prop::sample::Index>(),
    ) {
        // With its number a sentence is unlike all others, so that what has to be found is beyond dispute.
        let numbered: Vec<String> = sentences.iter().enumerate().map(|(at, one)| format!("Point {at}x{at} {one}")).collect();
        let base = CanonicalText::new(numbered.join("\n\n"));
        let lost = lost.index(numbered.len());
        let mut kept: Vec<&str> = numbered.iter().map(String::as_str).collect();
        kept.remove(lost);
        kept.insert(place.index(kept.len() + 1), &inserted[0]);
        let edited = CanonicalText::new(kept.join("\n\n"));
        let difference = Difference::new(&base, &edited);
        let mut start = 0;
        for (at, sentence) in numbered.iter().enumerate() {
            let passage = Span::new(start, start + sentence.len());
            start = passage.end() + 2;
            let anchor = difference.anchor(passage);
            if at == lost {
                prop_assert!(!anchor.is_settled(), "{anchor:?} for {sentence:?}");
            } else {
                prop_assert_eq!(anchor.span().map(|span| &edited[span]), Some(sentence.as_str()));
                prop_assert!(matches!(anchor, Anchor::Exact(_)));
            }
        }
    }
}
