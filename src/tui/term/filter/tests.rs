//! The filter, key by key and with a clock of its own.

use super::*;
use proptest::prelude::*;

/// A filter and a clock. Events are written as words: a key (`j`, `Esc`, `Down`, `C-g`, `M-]`), or `+30` for 30 ms
/// in which nothing comes.
struct Line {
    filter: Filter,
    now: Instant,
    through: Vec<String>,
}

impl Line {
    fn new() -> Line {
        Line {
            filter: Filter::default(),
            now: Instant::now(),
            through: Vec::new(),
        }
    }

    fn wait(&mut self, milliseconds: u64) {
        self.now += Duration::from_millis(milliseconds);
        if self
            .filter
            .deadline()
            .is_some_and(|deadline| deadline <= self.now)
        {
            let keys = self.filter.expire();
            self.through.extend(keys.into_iter().map(name));
        }
    }

    fn event(&mut self, event: KeyEvent) {
        let keys = self.filter.event(event, self.now);
        self.through.extend(keys.into_iter().map(name));
    }

    fn word(&mut self, word: &str) {
        match word.strip_prefix('+') {
            Some(wait) if !wait.is_empty() => self.wait(wait.parse().unwrap()),
            _ => self.event(event(word)),
        }
    }
}

fn event(word: &str) -> KeyEvent {
    let (modifiers, word) = match word.split_once('-') {
        Some(("M", word)) => (KeyModifiers::ALT, word),
        Some(("C", word)) => (KeyModifiers::CONTROL, word),
        _ => (KeyModifiers::NONE, word),
    };
    let code = match word {
        "Esc" => event::KeyCode::Esc,
        "Down" => event::KeyCode::Down,
        "Enter" => event::KeyCode::Enter,
        _ => event::KeyCode::Char(word.chars().next().unwrap()),
    };
    KeyEvent::new(code, modifiers)
}

fn name(key: Key) -> String {
    let name = match key.code {
        KeyCode::Char(character) => character.to_string(),
        code => format!("{code:?}"),
    };
    let ctrl = if key.ctrl { "C-" } else { "" };
    let shift = if key.shift { "S-" } else { "" };
    format!("{ctrl}{shift}{name}")
}

fn check(events: &str, keys: &str) {
    let mut line = Line::new();
    for word in events.split_whitespace() {
        line.word(word);
    }
    line.wait(1000);
    assert_eq!(line.through.join(" "), keys, "from {events}");
}

#[test]
fn a_sequence_that_the_network_split_is_one_key() {
    check("Esc +30 [ A", "Up");
    check("Esc +30 [ +30 B j", "Down j");
    check("Esc [ 5 ~", "PageUp");
    check("Esc [ +10 1 ; 5 +10 C", "C-Right");
    check("Esc [ 1 ; 2 D", "S-Left");
    check("Esc [ 2 4 ~", "F(12)");
    check("Esc +20 O +20 P", "F(1)");
    check("Esc [ Z", "BackTab");
}

#[test]
fn what_a_hand_types_stays_as_it_is() {
    check("Esc +60 [ +200 A", "Esc [ A");
    check("Esc j", "Esc j");
    check("Esc Esc +100 Esc", "Esc Esc Esc");
    check("Esc +10 O +50 P", "Esc O P");
    check("Esc O k", "Esc O k");
    check("Esc [ x", "Esc [ x");
    check("Esc [ Down", "Esc [ Down");
    check("+ - [ A", "+ - [ A");
}

#[test]
fn escape_alone_arrives_after_the_guard() {
    let mut line = Line::new();
    line.word("Esc");
    line.wait(39);
    assert_eq!(line.through.join(" "), "");
    line.wait(1);
    assert_eq!(line.through.join(" "), "Esc");
    assert_eq!(line.filter.deadline(), None);
}

#[test]
fn alt_is_escape_and_the_key() {
    check("M-j", "Esc j");
    check("M-Enter", "Esc Enter");
    check("M-Down", "Down");
}

#[test]
fn backspace_and_enter_under_their_other_names() {
    check("C-h C-j C-c", "Backspace Enter C-c");
}

#[test]
fn a_late_answer_of_the_terminal_is_no_key() {
    check("M-] 1 1 ; r g b : 1 e / 1 e / 1 e M-\\ j", "j");
    check("M-] 1 1 ; r g b : 1 e / 1 e / 1 e C-g j", "j");
    check("M-P > | x t e r m +100 Esc \\ j", "j");
    check("Esc +10 ] 5 2 ; c ; Z g C-g j", "j");
    check("Esc +10 [ ? 6 4 ; 1 c j", "j");
    check("M-_ G i = 1 ; O K M-\\ M-] 1 1 ; ? C-g", "");
}

#[test]
fn an_answer_without_an_end_does_not_swallow_for_long() {
    check("M-] 1 1 ; r g b +300 j", "j");
    let mut line = Line::new();
    line.word("M-]");
    for _ in 0..LONGEST_ANSWER + 1 {
        line.word("x");
    }
    line.word("j");
    assert_eq!(line.through.join(" "), "j");
    let mut line = Line::new();
    line.word("M-]");
    for _ in 0..400 {
        line.now += Duration::from_millis(1);
        line.word("x");
    }
    assert_eq!(line.through.len(), 101);
}

#[test]
fn escape_and_a_letter_that_begins_answers_may_be_typed() {
    check("M-P +400 j", "Esc P j");
    check("M-P j k", "Esc P j k");
}

#[test]
fn a_key_let_go_is_no_key_and_a_repeated_one_is() {
    let mut line = Line::new();
    for kind in [
        KeyEventKind::Press,
        KeyEventKind::Repeat,
        KeyEventKind::Release,
    ] {
        line.event(KeyEvent::new_with_kind(
            event::KeyCode::Down,
            KeyModifiers::NONE,
            kind,
        ));
    }
    assert_eq!(line.through.join(" "), "Down Down");
}

fn any_event() -> impl Strategy<Value = KeyEvent> {
    let code = prop_oneof![
        3 => Just(event::KeyCode::Esc),
        6 => proptest::char::any().prop_map(event::KeyCode::Char),
        6 => prop::sample::select("[]OPABZ~;059?\\gj_^X".chars().collect::<Vec<_>>()).prop_map(event::KeyCode::Char),
        1 => Just(event::KeyCode::Down),
    ];
    let modifiers = prop_oneof![
        4 => Just(KeyModifiers::NONE),
        1 => Just(KeyModifiers::ALT),
        1 => Just(KeyModifiers::CONTROL),
    ];
    (code, modifiers).prop_map(|(code, modifiers)| KeyEvent::new(code, modifiers))
}

proptest! {
    #[test]
    fn nothing_typed_by_hand_is_lost(events in prop::collection::vec(any_event(), 0..40)) {
        let mut line = Line::new();
        let mut typed = Vec::new();
        for event in events {
            typed.extend(keys_of(event).into_iter().map(name));
            line.event(event);
            line.wait(400);
        }
        prop_assert_eq!(line.through, typed);
    }

    #[test]
    fn without_escape_every_key_passes_at_once(events in prop::collection::vec(any_event(), 0..40)) {
        let mut line = Line::new();
        for event in events {
            let keys: Vec<String> = keys_of(event).into_iter().map(name).collect();
            if !keys.contains(&"Esc".to_owned()) {
                line.event(event);
                prop_assert!(line.through.ends_with(&keys));
            }
        }
    }

    #[test]
    fn after_any_mess_and_a_pause_keys_arrive(
        events in prop::collection::vec((any_event(), 0..60u64), 0..80)
    ) {
        let mut line = Line::new();
        for (event, pause) in events {
            line.event(event);
            line.wait(pause);
        }
        line.wait(300);
        line.through.clear();
        line.word("j");
        prop_assert_eq!(line.through, ["j"]);
    }
}
