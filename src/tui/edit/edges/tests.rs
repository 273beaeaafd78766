use proptest::prelude::*;

use super::*;

/// Parts stand in brackets; the first one is current.
fn marked(text: &str) -> (Dispatch, Edges) {
    let mut plain = String::new();
    let (mut parts, mut start) = (Vec::new(), 0);
    for c in text.chars() {
        match c {
            '[' => start = plain.len(),
            ']' => parts.push(Span::new(start, plain.len())),
            c => plain.push(c),
        }
    }
    (
        Dispatch::of_prose(&plain),
        Edges::new(&parts, 0).expect("a part"),
    )
}

fn written(dispatch: &Dispatch, edges: &Edges) -> String {
    let mut out = dispatch.text.as_str().to_owned();
    for part in edges.parts().iter().rev() {
        out.insert(part.end(), ']');
        out.insert(part.start(), '[');
    }
    out
}

/// `h l` letters, `b w` words, `< >` paragraph, `o` other end, `n` next part, `x` drop.
fn press(dispatch: &Dispatch, edges: &mut Edges, key: char) {
    match key {
        'h' | 'l' => edges.step(dispatch, Reach::Letter, key == 'l'),
        'b' | 'w' => edges.step(dispatch, Reach::Word, key == 'w'),
        '<' | '>' => edges.step(dispatch, Reach::Paragraph, key == '>'),
        'o' => edges.switch(),
        'n' => edges.next(),
        _ => {
            edges.drop_part();
        }
    }
}

fn check(before: &str, keys: &str, after: &str) {
    let (dispatch, mut edges) = marked(before);
    keys.chars()
        .for_each(|key| press(&dispatch, &mut edges, key));
    assert_eq!(written(&dispatch, &edges), after, "{before} {keys}");
}

#[test]
fn ends_move_by_letter_and_by_word() {
    check("il [est] venu, dit-il", "l", "il [est ]venu, dit-il");
    check("il [est] venu, dit-il", "w", "il [est venu], dit-il");
    check("il [est] venu, dit-il", "ww", "il [est venu, dit]-il");
    check("il [est venu] hier", "b", "il [est] venu hier");
    check("il [est venu] hier", "ob", "[il est venu] hier");
    check("il [est venu] hier", "ow", "il est [venu] hier");
    check("l’[équipe] gagne", "oh", "l[’équipe] gagne");
    check("a [cafe\u{301}s] b", "hh", "a [caf]e\u{301}s b");
}

#[test]
fn walls_and_neighbours_hold() {
    check("un [deux]\n\ntrois", "wl", "un [deux]\n\ntrois");
    check("un\n\n[deux] trois", "obh>", "un\n\n[deux] trois");
    check("[un] deux [trois]", ">", "[un deux ][trois]");
    check("[u]n", "hh", "[u]n");
    check("un [deux] trois", "<", "un [deux] trois");
    check("un [deux] trois", "o<", "[un deux] trois");
}

#[test]
fn parts_are_dropped_but_the_last_one() {
    check("[un] deux [trois]", "x", "un deux [trois]");
    check("[un] deux [trois]", "nx", "[un] deux trois");
    check("[un] deux [trois]", "xx", "un deux [trois]");
}

#[test]
fn a_part_is_put_in_where_there_is_room() {
    let (dispatch, mut edges) = marked("[un] deux [trois]");
    assert!(!edges.insert(Span::new(1, 4)));
    assert!(edges.insert(Span::new(3, 7)));
    assert_eq!(written(&dispatch, &edges), "[un] [deux] [trois]");
    assert_eq!(edges.number(), 2);
}

proptest! {
    #[test]
    fn whatever_is_pressed_parts_stay_whole_in_order_and_apart(
        text in "(\\PC|e\u{301}|👩‍🚒|\n\n| ){1,80}",
        cuts in proptest::collection::vec(0usize..200, 2..8),
        keys in "[hlbw<>onx]{0,60}",
    ) {
        let dispatch = Dispatch::of_prose(&text);
        let mut parts = Vec::new();
        for pair in cuts.chunks_exact(2) {
            let paragraph = dispatch.paragraphs[pair[0] % dispatch.paragraphs.len()].span;
            let stops = letters(&dispatch.text, paragraph);
            let (a, b) = (stops[pair[0] % stops.len()], stops[pair[1] % stops.len()]);
            parts.push(Span::new(a.min(b), a.max(b)));
        }
        let Some(mut edges) = Edges::new(&parts, 0) else { return Ok(()) };
        for key in keys.chars() {
            press(&dispatch, &mut edges, key);
            for part in edges.parts() {
                prop_assert!(!part.is_empty());
                let paragraph = paragraph_at(&dispatch, part.start());
                prop_assert!(paragraph.covers(*part), "{part:?} leaves {paragraph:?}");
                let stops = letters(&dispatch.text, paragraph);
                for end in [part.start(), part.end()] {
                    prop_assert!(stops.contains(&end), "{end} cuts a letter");
                }
            }
            for pair in edges.parts().windows(2) {
                prop_assert!(pair[0].end() <= pair[1].start());
            }
        }
    }
}
