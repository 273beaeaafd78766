//! What the model asks of a token: the one list of features that trainer and decoder share.
//!
//! A feature is a hash of what is asked and of the answer. Whatever changes here makes trained models useless: count
//! [`super::FEATURES`] up and train them again.

use super::view::{Parts, View, Window};
use crate::annotate::names::evidence::noun_before;
use crate::annotate::names::lexicon::Classes;

/// Gives `emit` the features of a token of a window.
pub fn features(view: &View, window: &Window, at: usize, mut emit: impl FnMut(u64)) {
    let part = |at: Option<usize>| view.part(&window.sentence, at);
    let here = part(Some(at));
    let before = part(at.checked_sub(1));
    let before2 = part(at.checked_sub(2));
    let after = part(Some(at + 1));
    let after2 = part(Some(at + 2));
    let mut ask = |question: u64, answer: u64| emit(feature(question, answer));

    ask(0, 0);
    ask(1, here.word);
    ask(2, before.word);
    ask(3, after.word);
    ask(4, before2.word);
    ask(5, after2.word);
    ask(6, pair(before.word, here.word));
    ask(7, pair(here.word, after.word));
    ask(8, pair(before.word, after.word));

    ask(11, here.shape);
    ask(12, pair(before.shape, here.shape));
    ask(13, pair(here.shape, after.shape));
    ask(14, pair(pair(before.shape, here.shape), after.shape));
    ask(15, pair(before.word, here.shape));
    ask(16, pair(here.shape, after.word));

    for (question, affix) in (20..).zip(here.prefixes.iter().chain(&here.suffixes)) {
        ask(question, *affix);
    }
    ask(26, before.suffixes[1]);
    ask(27, after.suffixes[1]);
    ask(28, pair(here.suffixes[1], here.shape));

    for (question, part) in (30..).zip([before2, before, here, after, after2]) {
        for list in part.classes.lists() {
            ask(question, list);
            ask(question + 5, pair(list, here.shape));
        }
    }

    ask(40, here.known);
    ask(41, pair(before.known, here.known));
    ask(42, pair(here.known, after.known));
    ask(43, pair(here.known, here.shape));
    ask(44, pair(here.lists, here.shape));
    ask(45, pair(before.lists, here.lists));
    ask(46, pair(here.lists, after.lists));
    ask(47, pair(here.known, pair(before.lists, here.lists)));

    ask(50, here.rule);
    ask(51, pair(before.rule, here.rule));
    ask(52, pair(here.rule, after.rule));
    ask(53, pair(here.rule, here.strength));
    ask(54, pair(here.rule, here.strength & 15));
    ask(55, pair(here.rule, here.shape));
    ask(56, pair(here.rule, here.word));
    ask(57, pair(here.rule, before.word));
    ask(58, pair(here.rule, after.word));
    ask(59, pair(here.rule, here.known));
    ask(60, pair(here.rule, pair(before.shape, here.shape)));
    if here.rule != 0 {
        ask(61, here.candidate);
    }

    if here.capital {
        run_features(view, window, at, here, &mut ask);
    }
}

/// What stands in and around the capitals in a row that hold a token.
fn run_features(
    view: &View,
    window: &Window,
    at: usize,
    here: &Parts,
    mut ask: impl FnMut(u64, u64),
) {
    let part = |at: Option<usize>| view.part(&window.sentence, at);
    let (start, end) = (here.run.0 as usize, here.run.1 as usize);
    let place = pair((at - start).min(3) as u64, (end - at).min(3) as u64);
    let before = part(start.checked_sub(1));
    let before2 = part(start.checked_sub(2));
    let after = part(Some(end));
    let after2 = part(Some(end + 1));
    ask(70, place);
    ask(71, pair(place, before.word));
    ask(72, pair(place, after.word));
    ask(73, pair(before2.word, before.word));
    ask(74, pair(after.word, after2.word));
    ask(75, before2.word);
    ask(76, pair(part(Some(start)).word, end as u64 - start as u64));
    ask(77, part(Some(end - 1)).word);
    ask(78, part(Some(end - 1)).suffixes[1]);
    ask(
        79,
        pair(
            pair(part(Some(start)).lists, part(Some(end - 1)).lists),
            place,
        ),
    );
    for list in part(Some(start)).classes.lists() {
        ask(96, pair(list, place));
    }
    for list in part(Some(end - 1)).classes.lists() {
        ask(97, pair(list, place));
    }
    for list in before.classes.lists() {
        ask(80, list);
    }
    for list in after.classes.lists() {
        ask(81, list);
    }
    if start > window.sentence.start
        && let Some(noun) = noun_before(view.words, start)
    {
        ask(82, part(Some(noun)).word);
        for list in part(Some(noun)).classes.lists() {
            ask(83, list);
        }
    }
    // `le directeur général de Brandt`: the noun that the name tells more of.
    let small = Classes::DETERMINER.or(Classes::OF).or(Classes::CONTRACTED);
    let head = (window.sentence.start..start).rev().take(4).find(|&at| {
        !(view.words.is(at, small)
            || view.words.is_adjective(at) && !view.words.is(at, Classes::PERSON_NOUN))
    });
    let head_part = part(head);
    ask(88, head_part.word);
    ask(89, pair(place, head_part.suffixes[1]));
    for list in head_part.classes.lists() {
        ask(90, pair(list, place));
    }
    // `Brandt, Miele et Bosch`: names in a row are of one kind.
    ask(91, pair(before.word, before2.rule));
    ask(92, pair(after.word, after2.rule));
    ask(93, pair(place, part(Some(start)).known));
    ask(94, pair(place, part(Some(end - 1)).known));
    let seen = view.seen(here.word);
    let told = u64::from(seen.inside) | u64::from(seen.lower) << 1;
    ask(84, pair(told, here.shape));
    ask(85, u64::from(seen.roles));
    ask(86, pair(here.rule, u64::from(seen.roles)));
    ask(87, pair(told, here.rule));
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
