//! What keys do to the list of wires.

use depeche::tui::{Effect, Event};

use super::desk::Desk;

#[test]
fn the_list_shows_what_is_unread() {
    insta::assert_snapshot!(
        Desk::listing(3)
            .size(120, 12)
            .press("j Enter q")
            .glyphs_and_styles()
    );
}

#[test]
fn at_160_columns_the_list_stands_beside_the_text() {
    insta::assert_snapshot!(Desk::listing(3).size(170, 14).press("Enter").glyphs());
}

#[test]
fn dispatches_are_read_one_after_the_other() {
    let second = Desk::listing(3).press("Enter J");
    second.row_with("Ville-2, 3 mars");
    let last = second.press("J J");
    last.row_with("Ville-3, 3 mars");
    last.row_with("dernière dépêche");
    last.press("K K K").row_with("première dépêche");
}

#[test]
fn unread_ones_are_found_and_marked() {
    let desk = Desk::listing(4).press("Enter q n");
    desk.row_with("LISTE │ 2/4");
    let all = desk.press("t j t j t n");
    all.row_with("tout est lu");
}

#[test]
fn a_search_in_the_list_goes_through_headlines() {
    let desk = Desk::listing(12).press("/ présidente");
    desk.row_with("/présidente");
    let found = desk.press("Enter n n");
    found.row_with("LISTE │ 3/12");
}

#[test]
fn back_crosses_dispatches() {
    let desk = Desk::listing(3).press("Enter c J H");
    desk.row_with("Ville-1, 3 mars");
    desk.row_with("citation 1/3");
}

#[test]
fn arrivals_do_not_move_the_reader() {
    let mut desk = Desk::listing(2).press("Enter c");
    let before = desk.row_with("citation 1/3");
    let more = desk
        .state()
        .wires
        .get(0)
        .and_then(|wire| wire.dispatch.clone())
        .unwrap();
    desk.happen(Event::Arrived(vec![more]));
    assert_eq!(desk.row_with("citation 1/3"), before);
    desk.row_with("1/3 ");
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_goes_on() {
    let mut desk = Desk::listing(2);
    desk.happen(Event::Failed(
        "junk.bin: binary data, not a wire".to_owned(),
    ));
    desk.row_with("junk.bin: binary data");
    desk.press("Enter").row_with("Ville-1, 3 mars");
}

#[test]
fn q_leaves_text_then_list_then_the_program() {
    let list = Desk::listing(2).press("Enter q");
    assert!(list.effects.is_empty());
    assert_eq!(list.press("q").effects, [Effect::Quit]);
}

#[test]
fn going_back_from_the_list_shows_where_one_was() {
    let desk = Desk::listing(3).press("Enter c c q H");
    desk.row_with("citation 1/3");
}

#[test]
fn zooming_means_nothing_in_the_list() {
    let desk = Desk::listing(3).press("z Enter");
    desk.row_with("CITATIONS");
}

#[test]
fn datelines_are_found_in_the_list() {
    Desk::listing(12)
        .press("/ Ville-7 Enter")
        .row_with("LISTE │ 7/12");
}
