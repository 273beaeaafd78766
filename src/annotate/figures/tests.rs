//! What is found in sentences, by phenomenon. The day of all texts is Saturday, 6 March 2021.

mod amounts;

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
fn weekdays_follow_the_tense() {
    check("Il a parlé samedi.", "samedi = date 2021-03-06");
    check("Il a parlé jeudi.", "jeudi = date 2021-03-04");
    check("Il parlera jeudi.", "jeudi = date 2021-03-11");
    check("Il a parlé jeudi dernier.", "jeudi = date 2021-03-04");
    check(
        "mercredi de la semaine prochaine",
        "mercredi de la semaine prochaine = date 2021-03-10",
    );
    check("hier soir", "hier = date 2021-03-05");
    assert_eq!(
        shown(&dispatch(
            "fr",
            "Il a parlé jeudi. Il rendra sa copie le 6 juin.",
            false
        )),
        "jeudi = date ?; 6 juin = date XXXX-06-06",
    );
}

#[test]
fn dates_keep_their_grain() {
    check("le 1er janvier 2020", "1er janvier 2020 = date 2020-01-01");
    check("jeudi 4 mars", "jeudi 4 mars = date 2021-03-04");
    check("Il a gagné en novembre.", "novembre = date 2020-11");
    check(
        "du 9 au 11 mai 2020",
        "9 au 11 mai 2020 = date 2020-05-09/2020-05-11",
    );
    check("entre 2012 et 2018", "2012 et 2018 = date 2012/2018");
    check("dans les années 1990", "années 1990 = date 1990/1999");
    check(
        "au premier trimestre 2020",
        "premier trimestre 2020 = date 2020-01/2020-03",
    );
    check(
        "au 3e trimestre 2020",
        "3e trimestre 2020 = date 2020-07/2020-09",
    );
    check("la semaine dernière", "semaine dernière = date 2021-W08");
    check("l'an prochain", "an prochain = date 2022");
    check("d'ici fin 2021", "2021 = date 2021 <");
    check(
        "Il est parti le 2 mars et revenu le lendemain.",
        "2 mars = date 2021-03-02; lendemain = date 2021-03-03",
    );
}

#[test]
fn a_date_that_heads_an_article_is_no_figure() {
    check(
        "2 mars 2021. – Il a parlé jeudi.",
        "jeudi = date 2021-03-04",
    );
    let undated = dispatch("fr", "2 mars 2021, Lyon – Il a parlé lundi.", false);
    assert_eq!(shown(&undated), "lundi = date 2021-03-01");
    check(
        "Le 2 mars 2021 – un mardi",
        "2 mars 2021 = date 2021-03-02; mardi = date 2021-03-02",
    );
}

#[test]
fn times_are_told_from_durations() {
    check(
        "à 16H00 (14H00 GMT)",
        "16H00 = time T16:00; 14H00 GMT = time T14:00Z",
    );
    check(
        "à huit heures du matin",
        "huit heures du matin = time T08:00",
    );
    check("Ils ont tenu six heures.", "six heures = duration PT6H");
    check(
        "en 4 h 21 min 09 sec",
        "4 h 21 min 09 sec = duration PT4H21M9S",
    );
    check(
        "jeudi à 21h27 GMT",
        "jeudi à 21h27 GMT = datetime 2021-03-04T21:27Z",
    );
    check("Il y a un an", "un an = duration P1Y");
    check("quelques jours après", "quelques jours = duration P1D ?");
    check("depuis trois décennies", "trois décennies = duration P30Y");
    check("un quart d'heure", "un quart d'heure = duration PT15M");
}

#[test]
fn ages_are_told_from_durations() {
    check("Paul Roy, 61 ans, boulanger", "61 ans = age 61");
    check("un coureur de 26 ans", "26 ans = age 26");
    check("une peine de cinq ans de prison", "cinq ans = duration P5Y");
    check("les plus de 65 ans", "65 ans = age 65 >");
    check(
        "condamné à quatre ans de prison, dont deux avec sursis",
        "quatre ans = duration P4Y; deux = duration P2Y",
    );
    check(
        "respectivement 21 et 18 ans",
        "21 = age 21; 18 ans = age 18",
    );
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
fn the_nth_day_of_a_month_is_one_date() {
    check(
        "le premier mardi de mars 2021",
        "premier mardi de mars 2021 = date 2021-03-02",
    );
    check(
        "le dernier jour d'octobre 2020",
        "dernier jour d'octobre 2020 = date 2020-10-31",
    );
    check(
        "le 20 du mois prochain",
        "20 du mois prochain = date 2021-04-20",
    );
    check_in(
        "en",
        "the third Monday of May 2021",
        "third Monday of May 2021 = date 2021-05-17",
    );
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

#[test]
fn no_day_is_read_where_its_month_has_none() {
    check("32 août 2014", "");
    check_in("en", "February 29, 2014", "");
    check_in("en", "15/28/2022", "");
    check("le 23/sept/2020", "23/sept/2020 = date 2020-09-23");
    check_in(
        "de",
        "am 10. August 2012",
        "10. August 2012 = date 2012-08-10",
    );
    check(
        "le 4 mai deux mille dix-sept",
        "4 mai deux mille dix-sept = date 2017-05-04",
    );
}

#[test]
fn decades_are_told_by_digits_and_by_words() {
    check(
        "Il a vécu là dans les années soixante-dix",
        "années soixante-dix = date 1970/1979",
    );
    check(
        "Il a vécu là dans les années 80",
        "années 80 = date 1980/1989",
    );
    check_in(
        "es",
        "Fue muy popular en los años noventa",
        "años noventa = date 1990/1999",
    );
    check_in("en", "He was a man in his eighties", "");
    check_in(
        "en",
        "It was popular in the eighties",
        "eighties = date 1980/1989",
    );
    check_in(
        "es",
        "Ganó dos veces entre los años 2000 y 2008",
        "dos = number 2 (veces); 2000 = date 2000; 2008 = date 2008",
    );
}

#[test]
fn weeks_that_come_are_told_by_a_verb() {
    check_in(
        "es",
        "La reunión será la semana que viene",
        "semana que viene = date 2021-W10",
    );
}

#[test]
fn parts_of_a_unit_of_time_are_added() {
    check_in(
        "en",
        "It took two and a half weeks",
        "two and a half weeks = duration P2.5W",
    );
    check_in(
        "en",
        "They waited an hour and a half",
        "an hour and a half = duration PT1H30M",
    );
    check_in(
        "en",
        "three consecutive years",
        "three consecutive years = duration P3Y",
    );
}

#[test]
fn hours_and_minutes_in_one_number_need_their_half_or_zone() {
    check_in(
        "en",
        "Prices fell by 0137 GMT, after 340 pm",
        "0137 GMT = time T01:37Z; 340 pm = time T15:40",
    );
    check_in("en", "It opens at 10:30 PST", "10:30 PST = time T10:30");
}

#[test]
fn a_date_in_digits_is_no_part_of_a_name() {
    check("Actualisé 21/02/2021", "21/02/2021 = date 2021-02-21");
}

#[test]
fn the_morning_is_not_tomorrow() {
    check_in("es", "Volvió esta mañana a casa", "");
    check_in(
        "es",
        "Empieza mañana por la mañana",
        "mañana = date 2021-03-07",
    );
    check_in("de", "Er kam am Morgen nach Hause", "");
    check_in(
        "de",
        "Er kommt morgen nach Hause",
        "morgen = date 2021-03-07",
    );
}

#[test]
fn lower_case_may_is_a_verb() {
    check_in("en", "It may take longer in May", "May = date 2021-05");
}
