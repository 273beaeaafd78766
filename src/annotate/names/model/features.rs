//! What the model asks of a token: the one list of features that trainer and decoder share.
//!
//! A feature is a hash of what is asked and of the answer. Whatever changes here makes trained models useless: count
//! [`super::FEATURES`] up and train them again.

use super::view::{Parts, View, Window};
use crate::annotate::names::lexicon::Classes;

/// Gives `emit` the features of a token of a window.
pub fn features(view: &View, window: &Window, at: usize, mut emit: impl FnMut(u64)) {
    let part = |at: Option<usize>| view.part(&window.sentence, at);
    let here = part(Some(at));
    let around = Around {
        before2: part(at.checked_sub(2)),
        before: part(at.checked_sub(1)),
        here,
        after: part(Some(at + 1)),
        after2: part(Some(at + 2)),
    };
    let mut ask = |question: u64, answer: u64| emit(feature(question, answer));
    always(&around, &mut ask);
    // Most tokens of a window are words in lower case that no rule takes for part of a name: little has to be known of them.
    if here.capital || here.rule != 0 {
        closely(&around, &mut ask);
    }
    if here.capital {
        of_run(view, window, at, here, &mut ask);
    }
}

/// A token and its neighbours.
struct Around<'p> {
    before2: &'p Parts,
    before: &'p Parts,
    here: &'p Parts,
    after: &'p Parts,
    after2: &'p Parts,
}

/// What is asked of every token.
fn always(around: &Around, mut ask: impl FnMut(u64, u64)) {
    let Around {
        before,
        here,
        after,
        ..
    } = around;
    ask(0, 0);
    ask(1, here.word);
    ask(2, before.word);
    ask(3, after.word);
    ask(12, pair(before.shape, here.shape));
    ask(13, pair(here.shape, after.shape));
    ask(14, pair(pair(before.shape, here.shape), after.shape));
    for list in here.classes.lists() {
        ask(32, list);
    }
    ask(41, pair(before.known, here.known));
    ask(42, pair(here.known, after.known));
    ask(45, pair(before.lists, here.lists));
    ask(46, pair(here.lists, after.lists));
    ask(51, pair(before.rule, here.rule));
    ask(52, pair(here.rule, after.rule));
    // `Roy et Petit`, `Saint-Denis de la Réunion`.
    if before.capital && after.capital {
        ask(6, pair(before.word, here.word));
        ask(7, pair(here.word, after.word));
    }
}

/// What is asked of a token that a capital or a rule speaks for.
fn closely(around: &Around, mut ask: impl FnMut(u64, u64)) {
    let Around {
        before2,
        before,
        here,
        after,
        after2,
    } = around;
    ask(4, before2.word);
    ask(5, after2.word);
    ask(8, pair(before.word, after.word));
    ask(9, pair(before.word, here.word));
    ask(10, pair(here.word, after.word));
    ask(15, pair(before.word, here.shape));
    ask(16, pair(here.shape, after.word));

    for (question, affix) in (20..).zip(here.prefixes.iter().chain(&here.suffixes)) {
        ask(question, *affix);
    }
    ask(26, before.suffixes[1]);
    ask(27, after.suffixes[1]);
    ask(28, pair(here.suffixes[1], here.shape));

    for list in here.classes.lists() {
        ask(37, pair(list, here.shape));
    }
    let neighbours = [before2, before, after, after2];
    for (question, part) in [30, 31, 33, 34].into_iter().zip(neighbours) {
        for list in part.classes.lists() {
            ask(question, list);
            ask(question + 5, pair(list, here.shape));
        }
    }

    ask(40, here.known);
    ask(43, pair(here.known, here.shape));
    ask(44, pair(here.lists, here.shape));

    ask(50, here.rule);
    ask(54, pair(here.rule, here.strength));
    ask(55, pair(here.rule, here.shape));
    ask(56, pair(here.rule, here.word));
    ask(57, pair(here.rule, before.word));
    ask(58, pair(here.rule, after.word));
    ask(59, pair(here.rule, here.known));
    ask(60, pair(here.rule, pair(before.shape, here.shape)));
}

/// What stands in and around the capitals in a row that hold a token.
fn of_run(view: &View, window: &Window, at: usize, here: &Parts, mut ask: impl FnMut(u64, u64)) {
    let part = |at: Option<usize>| view.part(&window.sentence, at);
    let (start, end) = (here.run.0 as usize, here.run.1 as usize);
    let place = pair((at - start).min(3) as u64, (end - at).min(3) as u64);
    let (first, last) = (part(Some(start)), part(Some(end - 1)));
    let before = part(start.checked_sub(1));
    let before2 = part(start.checked_sub(2));
    let after = part(Some(end));
    let after2 = part(Some(end + 1));

    ask(70, place);
    ask(71, pair(place, before.word));
    ask(72, pair(place, after.word));
    ask(73, pair(place, before.suffixes[1]));
    ask(74, pair(place, after.suffixes[1]));
    ask(75, before2.word);
    ask(76, after2.word);
    ask(77, pair(before2.suffixes[1], before.word));
    ask(78, pair(after.word, after2.suffixes[1]));
    for list in before.classes.lists() {
        ask(80, pair(list, place));
    }
    for list in after.classes.lists() {
        ask(81, pair(list, place));
    }
    // `Brandt, Miele et Bosch`: names in a row are of one kind.
    ask(82, pair(before.word, before2.rule));
    ask(83, pair(after.word, after2.rule));

    let shape = (start..end).fold(0, |shape, at| pair(shape, part(Some(at)).shape));
    ask(84, pair(shape, place));
    ask(85, pair(shape, before.word));
    ask(86, pair(place, last.suffixes[1]));
    ask(87, pair(place, last.suffixes[2]));
    ask(88, pair(pair(first.lists, last.lists), place));
    ask(89, pair(place, first.known));
    ask(90, pair(place, last.known));
    for list in first.classes.lists() {
        ask(91, pair(list, place));
    }
    for list in last.classes.lists() {
        ask(92, pair(list, place));
    }

    // `le directeur général de Brandt`: the noun that the name tells more of.
    let small = Classes::DETERMINER.or(Classes::OF).or(Classes::CONTRACTED);
    let head = (window.sentence.start..start).rev().take(4).find(|&at| {
        !(view.words.is(at, small)
            || view.words.is_adjective(at) && !view.words.is(at, Classes::PERSON_NOUN))
    });
    let head = part(head);
    ask(93, head.word);
    ask(94, pair(place, head.suffixes[1]));
    for list in head.classes.lists() {
        ask(95, pair(list, place));
    }

    let seen = view.seen(here.word);
    let told = u64::from(seen.inside) | u64::from(seen.lower) << 1;
    ask(96, pair(told, here.shape));
    ask(97, pair(told, here.rule));
    ask(98, u64::from(seen.roles));
    ask(99, pair(here.rule, u64::from(seen.roles)));
}

/// The hash of a question and an answer.
fn feature(question: u64, answer: u64) -> u64 {
    let hash =
        (answer ^ question.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ hash >> 32).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 29
}

/// Two answers as one.
fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(25) ^ second).wrapping_mul(0xd6e8_feb8_6659_fd93)
}
