//! What keys do to the screen of a dispatch.

use depeche::tui::reader::Selection;
use depeche::tui::{Effect, Event};
use ratatui::style::Modifier;

use super::desk::Desk;

fn selection(desk: &Desk) -> Option<Selection> {
    desk.state()
        .reader
        .as_ref()
        .and_then(|reader| reader.selection)
}

#[test]
fn the_next_quotation_is_lit_in_text_and_panels() {
    insta::assert_snapshot!(Desk::reading().press("c").glyphs_and_styles());
}

#[test]
fn the_same_without_colour_and_in_ascii() {
    let desk = Desk::plain().size(80, 24).press("c");
    assert!(
        desk.glyphs()
            .chars()
            .all(|c| c.is_ascii() || c.is_alphabetic() || "«»’".contains(c)),
        "{}",
        desk.glyphs()
    );
    insta::assert_snapshot!(desk.glyphs_and_styles());
}

#[test]
fn narrow_screens_show_one_pane() {
    insta::assert_snapshot!(Desk::reading().size(60, 20).press("c").glyphs());
    insta::assert_snapshot!(Desk::reading().size(60, 20).press("g f").glyphs());
}

#[test]
fn every_size_is_drawn() {
    for (columns, rows) in [
        (1, 1),
        (2, 1),
        (1, 2),
        (5, 3),
        (20, 5),
        (39, 12),
        (40, 8),
        (63, 9),
        (64, 10),
        (99, 24),
        (100, 24),
        (160, 50),
        (300, 2),
        (300, 80),
    ] {
        for keys in [
            "",
            "c",
            "g p",
            "g f z",
            "?",
            "d",
            ":",
            "/ conseil",
            ";",
            "z",
            "J K G g g",
        ] {
            let drawn = Desk::reading().size(columns, rows).press(keys).glyphs();
            assert_eq!(
                drawn.lines().count(),
                usize::from(rows),
                "{columns}x{rows} {keys}"
            );
        }
    }
}

#[test]
fn letters_step_forward_and_capitals_back_and_both_go_round() {
    let at = |keys| selection(&Desk::reading().press(keys));
    assert_eq!(at("c"), Some(Selection::Quotation(0)));
    assert_eq!(at("c c c"), Some(Selection::Quotation(2)));
    assert_eq!(at("c c c c"), Some(Selection::Quotation(0)));
    assert_eq!(at("C"), Some(Selection::Quotation(2)));
    assert_eq!(at("f f"), Some(Selection::Figure(1)));
    assert_eq!(
        at("p p"),
        Some(Selection::Mention {
            actor: 2,
            mention: 0
        })
    );
    assert_eq!(
        at("p p p"),
        Some(Selection::Mention {
            actor: 1,
            mention: 0
        })
    );
    assert_eq!(
        at("p p P"),
        Some(Selection::Mention {
            actor: 0,
            mention: 2
        })
    );
}

#[test]
fn a_step_goes_on_from_the_selection_of_another_kind() {
    let at = |keys| selection(&Desk::reading().press(keys));
    assert_eq!(at("f f c"), Some(Selection::Quotation(1)));
    assert_eq!(at("c c f"), Some(Selection::Figure(2)));
}

#[test]
fn digits_choose_a_quotation_on_azerty_too() {
    let at = |keys| selection(&Desk::reading().press(keys));
    assert_eq!(at("2"), Some(Selection::Quotation(1)));
    assert_eq!(at("é"), Some(Selection::Quotation(1)));
    let beyond = Desk::reading().press("9");
    assert_eq!(selection(&beyond), None);
    beyond.row_with("pas de citation 9");
}

#[test]
fn occurrences_lead_from_a_quotation_to_its_speaker_and_on() {
    let at = |keys| selection(&Desk::reading().press(keys));
    assert_eq!(
        at("c c o"),
        Some(Selection::Mention {
            actor: 1,
            mention: 0
        })
    );
    assert_eq!(
        at("c c o o"),
        Some(Selection::Mention {
            actor: 1,
            mention: 1
        })
    );
    assert_eq!(at("c c o o o"), Some(Selection::Quotation(2)));
    assert_eq!(at("c o O"), Some(Selection::Quotation(0)));
    Desk::reading().press("o").row_with("choisir d'abord");
}

#[test]
fn enter_leads_from_a_passage_to_its_row_and_back() {
    let desk = Desk::reading().press("c c Enter");
    assert_eq!(
        selection(&desk),
        Some(Selection::Mention {
            actor: 1,
            mention: 0
        })
    );
    desk.row_with("▶  Anton Feger");
    let back = desk.press("Enter j");
    assert!(back.row_with("LECTURE").contains("Anton Feger"));
}

#[test]
fn rows_of_a_panel_turn_the_text() {
    let desk = Desk::reading().size(100, 12).press("g f G");
    assert_eq!(selection(&desk), Some(Selection::Figure(5)));
    assert_eq!(
        desk.drawn_with(Modifier::REVERSED)
            .last()
            .map(String::as_str),
        Some("samedi")
    );
}

#[test]
fn mentions_of_the_selected_actor_are_underlined() {
    let desk = Desk::reading().press("p");
    assert_eq!(
        desk.drawn_with(Modifier::UNDERLINED),
        [
            "La présidente du conseilElke Morand",
            "Morand",
            "Elke Morand"
        ]
    );
    assert_eq!(
        Desk::reading().press("c").drawn_with(Modifier::UNDERLINED),
        ["Elke Morand", "Morand", "Elke Morand"]
    );
}

#[test]
fn back_and_forward_retrace_every_jump() {
    let at = |keys| selection(&Desk::reading().press(keys));
    assert_eq!(at("c f H"), Some(Selection::Quotation(0)));
    assert_eq!(at("c f H H"), None);
    assert_eq!(at("c f H H L L"), Some(Selection::Figure(1)));
    Desk::reading().press("H").row_with("pas d'autre position");
}

#[test]
fn search_shows_the_first_hit_while_it_is_typed() {
    let desk = Desk::reading().press("/ tun");
    assert_eq!(desk.drawn_with(Modifier::REVERSED), ["tun"]);
    let found = desk.press("Enter n");
    found.row_with("/tun 2/2");
    let lost = Desk::reading().press("/ zzz Enter");
    lost.row_with("rien trouvé pour zzz");
    let left = Desk::reading().press("/ tun Esc");
    assert!(left.drawn_with(Modifier::REVERSED).is_empty());
}

#[test]
fn labels_lead_anywhere_on_the_page() {
    let desk = Desk::reading().press(";");
    insta::assert_snapshot!(desk.glyphs());
    assert_eq!(
        selection(&desk.press("d")),
        Some(Selection::Mention {
            actor: 0,
            mention: 1
        })
    );
}

#[test]
fn pages_turn_and_repeat_their_last_line() {
    let desk = Desk::reading().size(64, 14);
    let last = desk.glyphs().lines().nth(6).unwrap_or_default().to_owned();
    let turned = desk.press("Space");
    assert_eq!(turned.glyphs().lines().nth(1), Some(last.as_str()));
    assert!(
        turned
            .press("b")
            .glyphs()
            .contains("Vaduz, 3 mars 2021 (AGP) - La")
    );
}

#[test]
fn a_resize_keeps_the_place() {
    let mut desk = Desk::reading().size(64, 14).press("j j j j j j");
    let before = desk.glyphs();
    for (columns, rows) in [(120, 12), (41, 30), (1, 1), (300, 5), (64, 14)] {
        desk.happen(Event::Resize { columns, rows });
    }
    assert_eq!(desk.glyphs(), before);
}

#[test]
fn quotations_are_copied_with_their_source() {
    let desk = Desk::reading().press("c y y");
    assert_eq!(
        desk.effects,
        [Effect::Copy(
            "« Nous n'attendrons pas un jour de plus » (Elke Morand, Vaduz, 3 mars 2021 (AGP))"
                .to_owned()
        )]
    );
    assert!(Desk::reading().press("y y").effects.is_empty());
    let all = Desk::reading().press("y c");
    assert!(matches!(all.effects.as_slice(), [Effect::Copy(text)] if text.lines().count() == 3));
}

#[test]
fn escape_never_quits_and_q_does() {
    assert!(Desk::reading().press("c Esc Esc Esc").effects.is_empty());
    assert_eq!(Desk::reading().press("q").effects, [Effect::Quit]);
    assert!(Desk::reading().press("C-c").effects.is_empty());
    assert_eq!(Desk::reading().press("C-c C-c").effects, [Effect::Quit]);
    assert!(Desk::reading().press("C-c c C-c").effects.is_empty());
}

#[test]
fn help_and_details_close_with_the_key_that_opened_them() {
    let help = Desk::reading().press("?");
    help.row_with("toutes les commandes");
    assert!(!help.press("?").glyphs().contains("PARTOUT"));
    let details = Desk::reading().press("d");
    details.row_with("telle qu'elle est arrivée");
    assert!(details.press("q").effects.is_empty());
}

#[test]
fn the_palette_runs_what_it_shows() {
    let desk = Desk::reading().press(": chiffre Space suiv");
    desk.row_with("next-figure");
    assert_eq!(selection(&desk.press("Enter")), Some(Selection::Figure(0)));
}

#[test]
fn a_key_without_effect_changes_nothing() {
    let desk = Desk::reading();
    let before = desk.glyphs_and_styles();
    assert_eq!(
        desk.press("Z Insert Left Backspace").glyphs_and_styles(),
        before
    );
}

#[test]
fn steps_are_counted_from_where_one_reads() {
    let at = |keys: &str| selection(&Desk::reading().size(64, 12).press(keys));
    assert_eq!(at("c G C"), Some(Selection::Quotation(2)));
    assert_eq!(at("c / marche Enter f"), Some(Selection::Figure(5)));
    assert_eq!(
        at("c G p"),
        Some(Selection::Mention {
            actor: 1,
            mention: 2
        })
    );
}

#[test]
fn reported_words_are_copied_without_marks() {
    let desk = Desk::reading().press("3 y y");
    assert_eq!(
        desk.effects,
        [Effect::Copy(
            "le coût du tunnel a doublé en secret (Anton Feger, Vaduz, 3 mars 2021 (AGP))"
                .to_owned()
        )]
    );
}

#[test]
fn rows_of_a_panel_are_jumps_too() {
    let at = |keys| selection(&Desk::reading().press(keys));
    assert_eq!(at("c g f j j H"), Some(Selection::Figure(3)));
    assert_eq!(at("c g f Esc H"), Some(Selection::Quotation(0)));
}

#[test]
fn a_new_jump_forgets_what_lay_ahead() {
    let desk = Desk::reading().press("c c H / tunnel Enter L");
    desk.row_with("pas d'autre position");
}

#[test]
fn escape_from_a_search_brings_back_the_one_before() {
    let desk = Desk::reading().press("/ tunnel Enter / zzz Esc n");
    desk.row_with("/tunnel 2/2");
    Desk::reading()
        .press("/ tunnel Enter / Enter n")
        .row_with("/tunnel 2/2");
}

#[test]
fn sheets_keep_their_place_at_another_size() {
    for keys in ["? G", "d G"] {
        let sheet = Desk::reading().size(40, 12).press(keys).size(200, 60);
        let lines = sheet
            .glyphs()
            .lines()
            .filter(|line| !line.is_empty())
            .count();
        assert!(lines > 10, "{keys}:\n{}", sheet.glyphs());
    }
}

#[test]
fn no_key_leads_to_a_pane_that_is_not_there() {
    let desk = Desk::reading().size(200, 40).press("Tab Tab Tab Tab");
    desk.row_with("LECTURE");
    let narrow = Desk::reading().size(60, 20).press("z q");
    assert_eq!(narrow.effects, [Effect::Quit]);
}

#[test]
fn an_unfinished_sequence_does_nothing() {
    assert!(Desk::reading().press("g q").effects.is_empty());
}
