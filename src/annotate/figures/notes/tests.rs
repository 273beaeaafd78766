//! What is read in notes, and only there. All notes were written on Saturday, 6 March 2021, at 14:30.

mod counted;

use jiff::civil::date;

use super::super::figures;
use crate::annotate::Reading;
use crate::model::{CanonicalText, Dispatch, FigureKind, Paragraph, ParagraphKind, Value};

/// The figures of a text as `words = kind value`, joined by `; `; `timed` says whether the moment is known, or the day alone.
fn shown(lang: &str, text: &str, timed: bool) -> String {
    let text = CanonicalText::new(text);
    let now = date(2021, 3, 6).at(14, 30, 0, 0);
    let dispatch = Dispatch {
        lang: Some(lang.to_owned()),
        paragraphs: vec![Paragraph {
            span: text.whole(),
            kind: ParagraphKind::Prose,
        }],
        text,
        reference: Some(now),
        moment: timed.then_some(now),
        ..Dispatch::default()
    };
    let reading = Reading::new(&dispatch);
    let show = |(span, kind, value): (_, FigureKind, Value)| {
        let value = match value {
            Value::Iso(iso) => iso,
            Value::Number(number) => number.to_string(),
            other => format!("{other:?}"),
        };
        let kind = format!("{kind:?}").to_lowercase();
        format!("{} = {kind} {value}", &dispatch.text[span])
    };
    let found = figures(&reading).into_iter();
    let lines: Vec<String> = found
        .map(|figure| show((figure.span, figure.kind, figure.value)))
        .collect();
    lines.join("; ")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    check_in("fr", text, expected);
}

#[track_caller]
fn check_in(lang: &str, text: &str, expected: &str) {
    assert_eq!(shown(lang, text, true), expected, "{text}");
}

#[test]
fn a_day_of_the_year_is_the_closest_one() {
    check("le 2 janvier", "2 janvier = date 2021-01-02");
    check("le 2 octobre", "2 octobre = date 2020-10-02");
    check_in("en", "Sat, Oct 2", "Sat, Oct 2 = date 2021-10-02");
}

#[test]
fn a_note_that_is_nothing_but_a_date_looks_ahead() {
    check("jeudi", "jeudi = date 2021-03-11");
    check("samedi", "samedi = date 2021-03-13");
    check("le 2 mai", "2 mai = date 2021-05-02");
    check("16h30", "16h30 = datetime 2021-03-06T16:30");
    check("à 9h", "9h = datetime 2021-03-06T21:00");
    check("à 9h du matin", "9h du matin = datetime 2021-03-07T09:00");
    check_in("en", "3 pm", "3 pm = datetime 2021-03-06T15:00");
}

#[test]
fn parts_of_the_day_are_stretches_of_hours() {
    check(
        "ce soir",
        "ce soir = datetime 2021-03-06T18:00/2021-03-07T00:00",
    );
    check(
        "On se voit mardi en fin d'après-midi",
        "mardi en fin d'après-midi = datetime 2021-03-02T17:00/2021-03-02T19:00",
    );
    check_in(
        "de",
        "morgen abend",
        "morgen abend = datetime 2021-03-07T18:00/2021-03-08T00:00",
    );
    check_in(
        "es",
        "lunes por la mañana",
        "lunes por la mañana = datetime 2021-03-08T04:00/2021-03-08T12:00",
    );
}

#[test]
fn days_and_times_stand_in_any_order() {
    check("13h30 lundi", "13h30 lundi = datetime 2021-03-08T13:30");
    check("demain à 7", "demain à 7 = datetime 2021-03-07T07:00");
    check(
        "de 9h30 à 11h jeudi",
        "9h30 à 11h jeudi = datetime 2021-03-11T09:30/2021-03-11T11:00",
    );
    check_in(
        "en",
        "from 5 to 6 pm on Monday",
        "5 to 6 pm on Monday = datetime 2021-03-08T17:00/2021-03-08T18:00",
    );
    check_in(
        "en",
        "twenty past eight",
        "twenty past eight = datetime 2021-03-06T20:20",
    );
    check_in("de", "halb fünf", "halb fünf = datetime 2021-03-06T16:30");
    check_in(
        "es",
        "las cinco menos cuarto",
        "cinco menos cuarto = datetime 2021-03-06T16:45",
    );
}

#[test]
fn holidays_seasons_and_edges_have_their_days() {
    check("à Noël", "Noël = date 2021-12-25");
    check_in("en", "New Year's Eve", "New Year's Eve = date 2021-12-31");
    check(
        "lundi de Pâques 2022",
        "lundi de Pâques 2022 = date 2022-04-18",
    );
    check(
        "l'hiver 2021",
        "hiver 2021 = datetime 2021-12-21T00:00/2022-03-21T00:00",
    );
    check(
        "fin avril",
        "fin avril = datetime 2021-04-21T00:00/2021-05-01T00:00",
    );
    check(
        "ce week-end",
        "ce week-end = datetime 2021-03-05T18:00/2021-03-08T00:00",
    );
}

#[test]
fn feasts_that_follow_the_moon_have_their_listed_days() {
    check_in("en", "diwali 2021", "diwali 2021 = date 2021-11-04");
    check_in(
        "en",
        "Yom Ha'atzmaut 2022",
        "Yom Ha'atzmaut 2022 = date 2022-05-04",
    );
    check(
        "le ramadan 2022",
        "ramadan 2022 = datetime 2022-04-02T00:00/2022-05-02T00:00",
    );
    check_in(
        "de",
        "Orthodoxer Karfreitag 2022",
        "Orthodoxer Karfreitag 2022 = date 2022-04-22",
    );
    check_in(
        "de",
        "Ich komme am 2. Advent",
        "2. Advent = date 2021-12-05",
    );
    check_in(
        "en",
        "black friday 2019",
        "black friday 2019 = date 2019-11-29",
    );
}

#[test]
fn words_beside_a_date_leave_one_side_open() {
    check("avant 16h", "16h = datetime ../2021-03-06T16:00");
    check("Il attend depuis août 2020", "août 2020 = date 2020-08/..");
    check(
        "jeudi avant 17h",
        "jeudi avant 17h = datetime ../2021-03-11T17:00",
    );
    check("après 2022", "2022 = date 2023-01-01/..");
    check_in("en", "3 pm or later", "3 pm = datetime 2021-03-06T15:00/..");
    check_in(
        "en",
        "They moved before the end of April",
        "end of April = datetime ../2021-05-01T00:00",
    );
    check_in(
        "en",
        "within 5 minutes",
        "within 5 minutes = datetime 2021-03-06T14:30/2021-03-06T14:35",
    );
}

#[test]
fn words_between_two_dates_belong_to_the_second() {
    check_in(
        "en",
        "The mill was closed before 2010 or after 2018",
        "2010 = date ../2010; 2018 = date 2019-01-01/..",
    );
    check_in("en", "Doors: <b>6pm</b> sharp", "6pm = time T18:00");
}

#[test]
fn any_two_dates_or_times_are_the_ends_of_a_stretch() {
    check(
        "Elle part d'aujourd'hui au 20 mars",
        "aujourd'hui au 20 mars = date 2021-03-06/2021-03-20",
    );
    check(
        "10 mars - 12 avril",
        "10 mars - 12 avril = datetime 2021-03-10T00:00/2021-04-13T00:00",
    );
    check(
        "entre janvier 2019 et maintenant",
        "janvier 2019 et maintenant = date 2019-01/2021-03-06",
    );
    check_in(
        "en",
        "They were out from 4pm today to 5pm tomorrow",
        "4pm today to 5pm tomorrow = datetime 2021-03-06T16:00/2021-03-07T17:00",
    );
    check_in(
        "en",
        "She works between 22 January and today",
        "22 January and today = date 2021-01-22/2021-03-06",
    );
    check_in(
        "en",
        "8am until 6",
        "8am until 6 = datetime 2021-03-07T08:00/2021-03-07T18:00",
    );
    check_in(
        "en",
        "10/1-11/7",
        "10/1-11/7 = datetime 2020-10-01T00:00/2020-11-08T00:00",
    );
}

#[test]
fn what_the_clock_shows_is_no_appointment() {
    check("Il est vingt heures", "vingt heures = time T20:00");
    check("vingt heures", "vingt heures = datetime 2021-03-06T20:00");
}

#[test]
fn a_time_tonight_or_this_morning_is_todays() {
    check_in(
        "en",
        "The mill stops tonight at 7",
        "tonight at 7 = datetime 2021-03-06T19:00",
    );
    check_in(
        "es",
        "El molino abrió esta mañana a las 7",
        "esta mañana a las 7 = datetime 2021-03-06T07:00",
    );
}

#[test]
fn a_second_hour_may_lie_after_noon() {
    check_in(
        "en",
        "The mill runs from 10:30 to 3 on Monday",
        "10:30 to 3 on Monday = datetime 2021-03-01T10:30/2021-03-01T15:00",
    );
    check_in(
        "en",
        "The mill will run from 3 to 8 am next Monday",
        "3 to 8 am next Monday = datetime 2021-03-08T03:00/2021-03-08T08:00",
    );
}

#[test]
fn the_end_of_a_day_is_its_last_second() {
    check(
        "Je rentre en fin de dimanche",
        "fin de dimanche = datetime 2021-02-28T23:59:59",
    );
    check_in(
        "en",
        "The fair closes at the end of tomorrow",
        "end of tomorrow = datetime 2021-03-07T23:59:59",
    );
}

#[test]
fn twelve_at_night_is_midnight() {
    check_in(
        "de",
        "Der Markt schließt um 12 Uhr nachts",
        "12 Uhr nachts = time T00:00",
    );
    check_in(
        "es",
        "el resultado es cinco y medio",
        "cinco y medio = number 5.5",
    );
}

#[test]
fn hours_and_days_are_spelled_in_many_ways() {
    check("Je rentre à 7 p. m.", "7 p. m = time T19:00");
    check(
        "Je rentre Mai vingt-neuf",
        "Mai vingt-neuf = date 2021-05-29",
    );
    check_in(
        "es",
        "Faltan 3 minutos para las ocho",
        "3 minutos para las ocho = time T07:57",
    );
    check_in("de", "Um 7 bin ich zurück", "7 = time T07:00");
    check_in("de", "Um 7 Euro geht es", "7 Euro = money 7");
    check_in("en", "The mill is shut all-day", "all-day = duration P1D");
}

#[test]
fn a_verb_makes_a_note_more_than_a_date() {
    check_in(
        "en",
        "I went home Friday the 5th",
        "Friday the 5th = date 2021-03-05",
    );
}

#[test]
fn a_dispatch_of_a_known_day_is_no_note() {
    let day = |text| shown("fr", text, false);
    assert_eq!(day("Il a été vu ce soir"), "");
    assert_eq!(day("il y a deux semaines"), "deux semaines = duration P2W");
    assert_eq!(day("jeudi"), "jeudi = date 2021-03-04");
    assert_eq!(day("A 16h30"), "16h30 = time T16:30");
}

#[test]
fn a_number_before_a_time_is_a_day_of_the_month() {
    check_in(
        "en",
        "The mill stops on 15 at 8:00",
        "15 at 8:00 = datetime 2021-03-15T08:00",
    );
    check_in("en", "The mill stops at 12 noon", "12 noon = time T12:00");
    check_in(
        "en",
        "It's half past seven o'clock",
        "half past seven o'clock = time T07:30",
    );
    check_in(
        "en",
        "The mill runs between now and May 15th",
        "now and May 15th = date 2021-03-06/2021-05-15",
    );
}

#[test]
fn hyphens_may_stand_apart() {
    check_in("en", "fifty - two", "fifty - two = number 52");
    check_in("en", "five - eighths", "five - eighths = number 0.625");
    check_in(
        "en",
        "one hundred thirty-fifths",
        "one hundred thirty-fifths = number 2.857142857142857",
    );
}

#[test]
fn quarters_go_before_their_hour_and_days_follow_their_time() {
    check_in("de", "Es ist dreiviertel 6", "dreiviertel 6 = time T05:45");
    check_in(
        "de",
        "Die Mühle öffnet viertel 7",
        "viertel 7 = time T06:15",
    );
    check_in(
        "es",
        "Vuelvo a las siete del 15",
        "siete del 15 = datetime 2021-03-15T07:00",
    );
    check_in(
        "es",
        "El molino cierra entre 1/10 y 7/11",
        "1/10 y 7/11 = date 2020-10-01/2020-11-07",
    );
}
