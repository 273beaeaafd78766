//! Dates, times of day, durations and ages, by phenomenon.

use super::{check, check_in, dispatch, shown};

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
fn each_end_of_a_stretch_keeps_the_year_it_states() {
    check(
        "du 4 mai 2019 au 3 juin 2020",
        "4 mai 2019 au 3 juin 2020 = date 2019-05-04/2020-06-03",
    );
    check(
        "du 4 mai au 3 juin 2020",
        "4 mai au 3 juin 2020 = date 2020-05-04/2020-06-03",
    );
}

#[test]
fn a_short_month_may_be_hyphenated_to_its_day() {
    check_in("es", "el 3-Nov-2019", "3-Nov-2019 = date 2019-11-03");
    check("les attentats du 11-Septembre", "");
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

#[test]
fn ordinals_with_a_point_are_days() {
    check_in(
        "es",
        "el 1.º de enero y el 3.er intento",
        "1.º de enero = date 2021-01-01; 3.er = ordinal 3",
    );
    check_in(
        "de",
        "vom 3. bis zum 12. September 2020, am neunundzwanzigsten Mai 2020",
        "3. bis zum 12. September 2020 = date 2020-09-03/2020-09-12; neunundzwanzigsten Mai 2020 = date 2020-05-29",
    );
}

#[test]
fn two_months_may_be_one_word() {
    check(
        "Les ventes ont reculé en avril-juin 2020",
        "avril-juin 2020 = date 2020-04/2020-06",
    );
}
