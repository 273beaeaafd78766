//! What is found in sentences, by phenomenon. The day of all texts is Saturday, 6 March 2021.

mod amounts;
mod times;

use jiff::civil::date;

use super::*;
use crate::model::{CanonicalText, Dispatch, Paragraph, ParagraphKind};

fn dispatch(lang: &str, text: &str, dated: bool) -> Dispatch {
    let text = CanonicalText::new(text);
    Dispatch {
        lang: Some(lang.to_owned()),
        paragraphs: vec![Paragraph {
            span: text.whole(),
            kind: ParagraphKind::Prose,
        }],
        text,
        reference: dated.then(|| date(2021, 3, 6).at(0, 0, 0, 0)),
        ..Dispatch::default()
    }
}

/// The figures of a text as `words = kind value unit bound (counted noun)`, joined by `; `.
fn shown(dispatch: &Dispatch) -> String {
    let reading = Reading::new(dispatch);
    let text = reading.text;
    let value = |value: &Value| match value {
        Value::Number(number) => number.to_string(),
        Value::Iso(iso) => iso.clone(),
        Value::Score(ours, theirs) => format!("{ours}-{theirs}"),
        Value::Ratio(part, whole) => format!("{part}/{whole}"),
        Value::Unknown => "?".to_owned(),
    };
    let show = |figure: &Figure| {
        let mut line = format!("{} = ", &text[figure.span]);
        line += &format!("{:?} ", figure.kind).to_lowercase();
        line += &value(&figure.value);
        if let Some(upper) = &figure.upper {
            line += &format!("..{}", value(upper));
        }
        if let Some(unit) = &figure.unit {
            line += &format!(" {unit}");
        }
        if let Some(bound) = figure.bound {
            line += match bound {
                Bound::Approximate => " ~",
                Bound::Minimum => " >",
                Bound::Maximum => " <",
                Bound::Vague => " ?",
            };
        }
        if let Some(of) = figure.of {
            line += &format!(" ({})", &text[of]);
        }
        line
    };
    let lines: Vec<String> = figures(&reading).iter().map(show).collect();
    lines.join("; ")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    check_in("fr", text, expected);
}

#[track_caller]
fn check_in(lang: &str, text: &str, expected: &str) {
    assert_eq!(shown(&dispatch(lang, text, true)), expected, "{text}");
}

#[test]
fn counts_know_their_noun_and_their_bound() {
    check(
        "Au moins 31 soldats et quelque 2.000 jeunes volontaires",
        "31 = number 31 > (soldats); 2.000 = number 2000 ~ (volontaires)",
    );
    check(
        "une dizaine de blessés, des centaines de milliers de déplacés",
        "dizaine = number 10 ~ (blessés); centaines de milliers = number 100000 ? (déplacés)",
    );
    check(
        "entre 200 et 300 manifestants, trois à quatre tentes",
        "200 et 300 = number 200..300 (manifestants); trois à quatre = number 3..4 (tentes)",
    );
    check(
        "Le texte a été adopté par 12 voix contre une.",
        "12 = number 12 (voix); une = number 1 (voix)",
    );
}

#[test]
fn numbers_are_grouped_by_points_blanks_and_words() {
    check("85 000 habitants", "85 000 = number 85000 (habitants)");
    check("8.256,71 voix", "8.256,71 = number 8256.71 (voix)");
    check(
        "1,5 million de tracts",
        "1,5 million = number 1500000 (tracts)",
    );
    check(
        "quatre-vingt-dix-sept moutons et nonante-trois brebis",
        "quatre-vingt-dix-sept = number 97 (moutons); nonante-trois = number 93 (brebis)",
    );
    check(
        "deux cent mille euros",
        "deux cent mille euros = money 200000 EUR",
    );
}

#[test]
fn articles_names_and_numberings_are_no_figures() {
    for text in [
        "Il a vu un ministre et une avocate.",
        "L'article 49.3, le G20, un A320, des F-16 et la Covid-19",
        "Le CAC 40 monte, dit France 2.",
        "Le Premier ministre parle.",
        "Appelez le 04 72 00 00 19.",
        "les attentats du 11-Septembre",
        "1. Le budget",
        "un logement neuf",
    ] {
        check(text, "");
    }
}

#[test]
fn money_and_measures_have_units() {
    check(
        "9,8 millions d'euros (10 millions de dollars)",
        "9,8 millions d'euros = money 9800000 EUR; 10 millions de dollars = money 10000000 USD",
    );
    check(
        "En Islande, 230.000 couronnes",
        "230.000 couronnes = money 230000 ISK",
    );
    check("un recul de 4 à 4,5%", "4 à 4,5% = percentage 4..4.5 %");
    check("une baisse (- 1,3 %)", "- 1,3 % = percentage -1.3 %");
    check("25 points de base", "25 points de base = quantity 25 pb");
    check(
        "entre -20 et +45 degrés",
        "-20 et +45 degrés = quantity -20..45 °C",
    );
    check(
        "une quarantaine de kilomètres",
        "quarantaine de kilomètres = quantity 40 km ~",
    );
    check(
        "un séisme de magnitude 6,4 frappe l'île",
        "6,4 = quantity 6.4 magnitude",
    );
}

#[test]
fn scores_ratios_and_fractions_have_two_numbers() {
    check("une victoire 3-1", "3-1 = score 3-1");
    check(
        "un Français sur cinq",
        "un Français sur cinq = ratio 1/5 (Français)",
    );
    check(
        "les deux tiers des sièges",
        "deux tiers = ratio 2/3 (sièges)",
    );
    check(
        "36 sièges sur 65",
        "36 = number 36 (sièges); 65 = number 65 (sièges)",
    );
}

#[test]
fn other_languages_go_through_the_same_readers() {
    check_in(
        "en",
        "At least 1,200 people were killed on March 4.",
        "1,200 = number 1200 > (people); March 4 = date 2021-03-04",
    );
    check_in(
        "en",
        "a five-year plan worth $2.5 billion",
        "five-year = duration P5Y; $2.5 billion = money 2500000000 USD",
    );
    check_in(
        "en",
        "half a million voters at 3 p.m.",
        "half a million = number 500000 (voters); 3 p.m. = time T15:00",
    );
    check_in(
        "de",
        "Mehr als 3.500 Menschen kamen am 4. März um 15.30 Uhr.",
        "3.500 = number 3500 > (Menschen); 4. März um 15.30 Uhr = datetime 2021-03-04T15:30",
    );
    check_in(
        "de",
        "einundzwanzig Schafe",
        "einundzwanzig = number 21 (Schafe)",
    );
    check_in(
        "es",
        "Más de 3.500 personas el 4 de marzo de 2021",
        "3.500 = number 3500 > (personas); 4 de marzo de 2021 = date 2021-03-04",
    );
    check_in(
        "es",
        "treinta y cinco millones de euros",
        "treinta y cinco millones de euros = money 35000000 EUR",
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_and_figures_lie_in_order(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "un", "deux", "vingt", "et", "cent", "mille", "dizaine", "de", "milliers", "12", "2.000", "300", "à", "-", "%", "euros", "ans",
                "samedi", "9", "mai", "2020", "premier", "trimestre", "H", "30", "(", ")", ",", "sur", "$", "quelques", "jours", "dont", "1e9", "31",
                "février", "°", "C", "le", "dernier", "99999999999999999999", "9e99", "milliards", "0", "/", ":", "mi-avril", "demi",
            ]),
            0..60,
        ),
        lang in proptest::sample::select(vec!["fr", "en", "de", "es"]),
    ) {
        let dispatch = dispatch(lang, &words.join(" "), true);
        let reading = Reading::new(&dispatch);
        let mut end = 0;
        for figure in figures(&reading) {
            proptest::prop_assert!(!figure.span.is_empty());
            proptest::prop_assert!(figure.span.start() >= end);
            if let Value::Number(value) = figure.value {
                proptest::prop_assert!(value.is_finite());
            }
            end = figure.span.end();
        }
    }
}

#[test]
fn fractions_and_halves_belong_to_their_number() {
    check("10 1/2 km", "10 1/2 km = quantity 10.5 km");
    check(
        "une durée de deux heures et demie",
        "deux heures et demie = duration PT2H30M",
    );
    check(
        "cent et trois quarts",
        "cent et trois quarts = number 100.75",
    );
    check_in("en", "for half an hour", "half an hour = duration PT30M");
    check_in("en", "It costs USD115.", "USD115 = money 115 USD");
}
