use super::*;

/// `shown` is the dateline in brackets and the text behind it; then place, date and agency, `-` for none.
fn check(shown: &str, place: &str, date: &str, agency: &str) {
    let (line, rest) = shown.strip_prefix('[').unwrap().split_once(']').unwrap();
    let found =
        at_start(&format!("{line}{rest}"), 0).unwrap_or_else(|| panic!("no dateline in {shown}"));
    let or_dash = |given: Option<String>| given.unwrap_or_else(|| "-".into());
    assert_eq!(found.span.len(), line.len(), "{shown}");
    assert_eq!(or_dash(found.place), place, "{shown}");
    assert_eq!(
        or_dash(found.date.map(|date| date.to_string())),
        date,
        "{shown}"
    );
    assert_eq!(or_dash(found.agency), agency, "{shown}");
}

fn check_none(text: &str) {
    assert_eq!(at_start(text, 0), None, "{text}");
}

#[test]
fn agencies_in_brackets() {
    check(
        "[Erevan, 21 nov 2020 (AFP) -] Le ministre",
        "Erevan",
        "2020-11-21",
        "AFP",
    );
    check(
        "[Strasbourg, 10 juil 2024 (AFP)]",
        "Strasbourg",
        "2024-07-10",
        "AFP",
    );
    check("[OSLO (AFP) -] Le roi", "OSLO", "-", "AFP");
    check(
        "[NICOSIE (AFP), le 24-04-2004 -] Le vote",
        "NICOSIE",
        "2004-04-24",
        "AFP",
    );
    check(
        "[STOCKHOLM, Aug 29, 2014 (AFP) -] Sweden",
        "STOCKHOLM",
        "2014-08-29",
        "AFP",
    );
    check(
        "[FORT WASHINGTON, Pa. (AP) _] The",
        "FORT WASHINGTON, Pa.",
        "-",
        "AP",
    );
    check("[NEW YORK (AP) —] Shares", "NEW YORK", "-", "AP");
    check(
        "[GROSSETO, Italy (AP) --] A captain",
        "GROSSETO, Italy",
        "-",
        "AP",
    );
    check("[OSLO, 16 décembre (Reuters) -] Le", "OSLO", "-", "Reuters");
    check("[Jan 30 (Gracenote) -] Results", "-", "-", "Gracenote");
    check("[San Diego (tca/dpa) -] A", "San Diego", "-", "tca/dpa");
    check(
        "[Tel Aviv/Beirut (dpa) -] Israel",
        "Tel Aviv/Beirut",
        "-",
        "dpa",
    );
    check(
        "[Frankfurt/Main, 21. Nov. (dpa-AFX) -] Die",
        "Frankfurt/Main",
        "-",
        "dpa-AFX",
    );
    check(
        "[Nueva Delhi, 21 ene (EFE).-] El",
        "Nueva Delhi",
        "-",
        "EFE",
    );
    check(
        "[MADRID, 21 Nov. 2024 (Europa Press) -] El",
        "MADRID",
        "2024-11-21",
        "Europa Press",
    );
    check(
        "[RIO DE JANEIRO, 19 novembre (Xinhua) --] Les",
        "RIO DE JANEIRO",
        "-",
        "Xinhua",
    );
    check(
        "[CALGARY, Alberta, Dec. 03, 2019 (GLOBE NEWSWIRE) --] A",
        "CALGARY, Alberta",
        "2019-12-03",
        "GLOBE NEWSWIRE",
    );
    check(
        "[LONDON--(BUSINESS WIRE)--]Today",
        "LONDON",
        "-",
        "BUSINESS WIRE",
    );
    check("[Paris (AFP)\u{A0}-] Il", "Paris", "-", "AFP");
    check("[باريس (أ ف ب) -] أعلن", "باريس", "-", "أ ف ب");
}

#[test]
fn agencies_without_a_dash() {
    check(
        "[Landquart GR (ats)] Un taureau",
        "Landquart GR",
        "-",
        "ats",
    );
    check("[Paris (ats afp)] Les violences", "Paris", "-", "ats afp");
    check("[Köln (epd).] Die Kirche", "Köln", "-", "epd");
    check("[Oslo (AFP) -] iCarte lance un service", "Oslo", "-", "AFP");
    check_none("L'Agence France-Presse (AFP) a annoncé un plan.");
    check_none("L'Agence France-Presse (AFP) - créée en 1944 - a annoncé un plan.");
    check_none("Le patron de Reuters (Reuters) a parlé.");
}

#[test]
fn agencies_without_brackets_or_at_the_front() {
    check(
        "[SAITAMA, Japan, Dec. 9 Kyodo -] A",
        "SAITAMA, Japan",
        "-",
        "Kyodo",
    );
    check("[SYDNEY March 22 AAP -] The", "SYDNEY", "-", "AAP");
    check("[ATHENS, April 4 ANA -] The", "ATHENS", "-", "ANA");
    check("[(ANSA) - ROMA, 1 LUG -] Il", "ROMA", "-", "ANSA");
    check("[(AFP) -] Le président", "-", "-", "AFP");
    check(
        "[AUSTIN, Texas, Feb. 1, 2017 /PRNewswire-AsiaNet/ --]",
        "AUSTIN, Texas",
        "2017-02-01",
        "PRNewswire-AsiaNet",
    );
    check("[MOSCOW, January 5. /TASS/.] Russia", "MOSCOW", "-", "TASS");
}

#[test]
fn an_unknown_agency_needs_a_date_and_a_dash() {
    check(
        "[Vienne, 17 janv. 2020 (Agence Inventée) -] Une",
        "Vienne",
        "2020-01-17",
        "Agence Inventée",
    );
    check_none(
        "Landquart (Grisons) Un taureau est entré dans un magasin du centre-ville lundi matin.",
    );
}

#[test]
fn a_place_alone_needs_a_sentence() {
    let text = "Cinq personnes ont été blessées lundi dans une fabrique de Tallinn.";
    check(&format!("[Tallinn -] {text}"), "Tallinn", "-", "-");
    check(&format!("[MONTRÉAL —] {text}"), "MONTRÉAL", "-", "-");
    check_none("Tallinn - fin.");
    check_none("Anna Roy - Lundi 25 mai - Rendez-vous avec le maire et son adjointe à la gare.");
    check_none(
        "Le maire - un ancien marin élu il y a trois ans à peine - a démissionné lundi matin.",
    );
    check_none(
        "Vingt-deux personnes ont été blessées - Elles sont toutes hors de danger selon le maire.",
    );
}

proptest::proptest! {
    #[test]
    fn a_dateline_lies_inside_its_paragraph(text in "\\PC{0,40}[(/]?(AFP|dpa)?[)/]?[ .]?[-–_]{0,2}\\PC{0,20}") {
        if let Some(line) = at_start(&text, 0) {
            proptest::prop_assert!(text.get(line.span.range()).is_some());
        }
    }
}
