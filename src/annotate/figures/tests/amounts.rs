//! Numbers, ordinals, shares, money, measures, bounds and tolls, by phenomenon.

use super::{check, check_in, dispatch};
use crate::annotate::figures::{Reading, figures};
use crate::model::Toll;

#[test]
fn scales_fall_and_multiply_what_stands_before() {
    check_in(
        "es",
        "dos billones trescientos mil cuarenta millones de hormigas",
        "dos billones trescientos mil cuarenta millones = number 2300040000000 (hormigas)",
    );
    check(
        "3 milliards 500 millions d'euros",
        "3 milliards 500 millions d'euros = money 3500000000 EUR",
    );
    check_in("de", "und zwölf Esel", "zwölf = number 12 (Esel)");
    check_in(
        "en",
        "1.4x10^6 spores and 2^5 boxes",
        "1.4x10^6 = number 1400000 (spores); 2^5 = number 32 (boxes)",
    );
}

#[test]
fn ordinals_are_put_together_or_pointed() {
    check_in(
        "es",
        "milésimo ducentésimo cuarto visitante",
        "milésimo ducentésimo cuarto = ordinal 1204",
    );
    check_in("de", "zum 4. Mal, beim 1. FC Musterstadt", "4. = ordinal 4");
}

#[test]
fn parts_of_numbers_are_numbers_and_shares_are_ratios() {
    check_in(
        "en",
        "two and a half million bees, half a dozen hives, three quarters of a billion wasps",
        "two and a half million = number 2500000 (bees); half a dozen = number 6 ~ (hives); \
         three quarters of a billion = number 750000000 (wasps)",
    );
    check_in(
        "en",
        "Two-thirds of the voters and more than half of the members",
        "Two-thirds = ratio 2/3 (voters); half = ratio 1/2 > (members)",
    );
    check_in(
        "en",
        "two hundred and three quarters",
        "two hundred and three quarters = number 200.75",
    );
    check_in(
        "de",
        "anderthalb Tonnen",
        "anderthalb Tonnen = quantity 1.5 t",
    );
    check_in(
        "de",
        "eine halbe Million Bienen",
        "halbe Million = number 500000 (Bienen)",
    );
    check_in(
        "es",
        "tres veinteavos de la cosecha",
        "tres veinteavos = ratio 3/20 (cosecha)",
    );
    check("2½ %", "2½ % = percentage 2.5 %");
    check("un demi pour cent", "un demi pour cent = percentage 0.5 %");
    check_in(
        "en",
        "three out of ten nurses",
        "three out of ten = ratio 3/10",
    );
    // Nothing is there that it could be a share of.
    check("sept huitièmes", "sept huitièmes = number 0.875");
}

#[test]
fn scores_and_ratios_may_have_a_colon() {
    check_in("de", "Sie gewannen 4:1.", "4:1 = score 4-1");
    check("un rapport de 3:1", "3:1 = ratio 3/1");
    check("à 14:30", "14:30 = time T14:30");
}

#[test]
fn bounds_stand_before_and_behind() {
    check("65 ans et plus", "65 ans = duration P65Y >");
    check_in("en", "300 or more beds", "300 = number 300 > (beds)");
    check_in("en", "> 12 knots", "12 knots = quantity 12 kn >");
    check(
        "plus de 20 et moins de 35 navires",
        "20 et moins de 35 = number 20..35 (navires)",
    );
}

#[test]
fn ranges_may_name_their_unit_twice() {
    check("de 3 km à 5 km", "3 km à 5 km = quantity 3..5 km");
    check(
        "entre 2 millions d'euros et 3 millions d'euros",
        "2 millions d'euros et 3 millions d'euros = money 2000000..3000000 EUR",
    );
    check_in(
        "en",
        "$4 to $9 million",
        "$4 to $9 million = money 4000000..9000000 USD",
    );
    check_in(
        "en",
        "an 8- to 12-metre wave",
        "8- to 12-metre = quantity 8..12 m",
    );
    // What moves from one to the other spans nothing.
    check(
        "est passé de 3 km à 5 km",
        "3 km = quantity 3 km; 5 km = quantity 5 km",
    );
    check_in(
        "en",
        "They lost the town 41 percent to 47 percent.",
        "41 percent = percentage 41 %; 47 percent = percentage 47 %",
    );
}

#[test]
fn currencies_are_told_by_the_word_beside_them() {
    check(
        "40 dollars canadiens et 3 livres turques",
        "40 dollars canadiens = money 40 CAD; 3 livres turques = money 3 TRY",
    );
    check_in(
        "en",
        "900 Tunisian dinars",
        "900 Tunisian dinars = money 900 TND",
    );
    check("En Suisse, 500 francs", "500 francs = money 500 CHF");
    check(
        "120 MEUR, 3,2 Md€",
        "120 MEUR = money 120000000 EUR; 3,2 Md€ = money 3200000000 EUR",
    );
    check_in("es", "300 mdp", "300 mdp = money 300000000 MXN");
    check_in(
        "en",
        "twelve dollars forty",
        "twelve dollars forty = money 12.4 USD",
    );
    check("10 $ 30 $", "10 $ = money 10 USD; 30 $ = money 30 USD");
    check("auteur de trois livres", "trois = number 3 (livres)");
    check_in(
        "en",
        "She weighs 130 pounds.",
        "130 pounds = quantity 130 lb",
    );
    check_in(
        "en",
        "a $36 million barn",
        "$36 million = money 36000000 USD",
    );
}

#[test]
fn measures_join_their_units() {
    check_in(
        "en",
        "6 feet 3 inches",
        "6 feet 3 inches = quantity 6.25 ft",
    );
    check_in(
        "en",
        "a six-mile walk, a half-mile swim",
        "six-mile = quantity 6 mi; half-mile = quantity 0.5 mi",
    );
    check_in(
        "en",
        "30 C (86 F)",
        "30 C = quantity 30 °C; 86 F = quantity 86 °F",
    );
    check_in("en", "a Boeing 777F, killed 5 in Lyon", "5 = number 5");
    check_in("en", "a board 2 in thick", "2 in = quantity 2 in");
    check(
        "les deux pieds, à 30.000 pieds",
        "deux = number 2 (pieds); 30.000 pieds = quantity 30000 ft",
    );
    check(
        "35 µg/m³ et 12 m³",
        "35 µg/m³ = quantity 35 µg/m³; 12 m³ = quantity 12 m³",
    );
    check_in("es", "12 bajo cero", "12 bajo cero = quantity -12 °");
}

#[test]
fn addresses_pronouns_and_nouns_are_no_numbers() {
    for text in [
        "See https://example.org/p?n=30%25&m=7 now",
        "Call +1-212-555-0100",
        "the one you know",
        "The final score and his credit scores",
    ] {
        check_in("en", text, "");
    }
    check_in("en", "scores of people", "scores = number 20 ? (people)");
}

#[test]
fn tolls_are_told_by_the_noun_or_by_what_is_said_of_it() {
    let tolls = |lang, text| -> Vec<Option<Toll>> {
        let dispatch = dispatch(lang, text, true);
        let found = figures(&Reading::new(&dispatch));
        found.into_iter().map(|figure| figure.toll).collect()
    };
    assert_eq!(
        tolls("fr", "Au moins 31 morts et 12 blessés, dont quatre enfants"),
        [Some(Toll::Dead), Some(Toll::Injured), None]
    );
    assert_eq!(
        tolls("fr", "Neuf marins ont été portés disparus."),
        [Some(Toll::Missing)]
    );
    assert_eq!(
        tolls(
            "fr",
            "Neuf marins sont disparus, 300 habitants ont été évacués."
        ),
        [Some(Toll::Missing), Some(Toll::Displaced)]
    );
    assert_eq!(
        tolls(
            "en",
            "The blast killed at least 14 workers; police arrested three men."
        ),
        [Some(Toll::Dead), Some(Toll::Arrested)]
    );
    assert_eq!(
        tolls("de", "Sechs Menschen wurden getötet."),
        [Some(Toll::Dead)]
    );
    assert_eq!(tolls("es", "Hay 20 heridos."), [Some(Toll::Injured)]);
}

#[test]
fn a_part_may_be_of_a_smaller_scale() {
    check(
        "un milliard et demi million de lettres",
        "un milliard et demi million = number 1000500000 (lettres)",
    );
    check(
        "un milliard et demi de lettres",
        "un milliard et demi = number 1500000000 (lettres)",
    );
}

#[test]
fn words_that_count_are_known_without_accents() {
    check("LE 3 FEVRIER 2021", "3 FEVRIER 2021 = date 2021-02-03");
    check_in("es", "veintiun dias", "veintiun dias = duration P21D");
}

#[test]
fn couples_and_fortnights_count_two() {
    check_in(
        "en",
        "a couple of days, a couple of boats, the couple said, after a fortnight",
        "couple of days = duration P2D ~; couple = number 2 ~ (boats); a fortnight = duration P2W",
    );
}

#[test]
fn a_sign_may_stand_between_the_currency_and_its_amount() {
    check_in("en", "a result of $-12.50", "$-12.50 = money -12.5 USD");
}
