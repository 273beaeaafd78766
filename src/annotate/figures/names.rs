//! Numbers that are no figures: parts of names, references, list numbers, telephone numbers.

use super::lexicon::Role;
use super::numeral;
use super::view::View;

/// Where to go on, when the number at token `at` is no figure.
pub fn skip(view: &View, at: usize) -> Option<usize> {
    if view.is_word(at) {
        return web_address(view, at).or_else(|| reference(view, at));
    }
    web_address(view, at)
        .or_else(|| telephone(view, at))
        .or_else(|| list_number(view, at))
        .or_else(|| place(view, at))
        .or_else(|| reference(view, at))
        .or_else(|| after_name(view, at))
        .or_else(|| hyphenated(view, at))
}

/// `https://example.org/2?n=30`: all that touches it.
fn web_address(view: &View, at: usize) -> Option<usize> {
    let mut first = at;
    while view.touches_previous(first) && at - first < LONGEST_WEB_HEAD {
        first -= 1;
    }
    let protocol =
        |at: usize| view.word(at) == ":" && view.word(at + 1) == "/" && view.word(at + 2) == "/";
    if !(first..at).any(|at| protocol(at) || view.lower(at) == "www") {
        return None;
    }
    let mut end = at + 1;
    while view.touches_previous(end) {
        end += 1;
    }
    Some(end)
}

/// Tokens before the first number of a web address.
const LONGEST_WEB_HEAD: usize = 24;

/// `04 72 00 00 19`: three or more groups of two digits; `+1-212-555-0100`: three or more groups behind a plus.
fn telephone(view: &View, at: usize) -> Option<usize> {
    let pair = |at: usize| view.digits(at).is_some_and(|(_, length)| length == 2);
    let mut end = at;
    while pair(end) {
        end += 1;
    }
    if end - at >= 3 {
        return Some(end);
    }
    international(view, at)
}

fn international(view: &View, at: usize) -> Option<usize> {
    let plus = view.word(at) == "+" && view.touches_next(at);
    view.digits(at + 1).filter(|_| plus)?;
    let (mut groups, mut end) = (1, at + 2);
    loop {
        let joint =
            usize::from(matches!(view.word(end), "-" | "/" | ".") && view.touches_previous(end));
        if view.digits(end + joint).is_none() {
            return (groups >= 3).then_some(end);
        }
        (groups, end) = (groups + 1, end + joint + 1);
    }
}

/// `1.` or `2)` at the beginning of a sentence.
fn list_number(view: &View, at: usize) -> Option<usize> {
    let (number, length) = view.digits(at)?;
    let first = at == view.sentence().start
        || matches!(view.word(at - 1), "." | ")")
        || goes_on(view, at, number);
    let marked = matches!(view.word(at + 1), "." | ")") && view.touches_next(at);
    // `5. Mai`
    let dated = view.lexicon.grammar.ordinal_point
        && (view.sense(at + 2).month.is_some() || matches!(view.word(at + 2), "-" | "–"));
    (first && marked && length <= 2 && !dated).then_some(at + 2)
}

/// Whether the number before stands shortly before in the same list: `1. Le budget 2. La défense`.
fn goes_on(view: &View, at: usize, number: u32) -> bool {
    let reading = view.reading;
    let capital = reading.tokens.get(at + 2).is_some() && reading.is_capitalised(at + 2);
    capital
        && (2..=20)
            .filter_map(|back| at.checked_sub(back))
            .any(|before| {
                let numbered = reading.word(before).parse() == Ok(number.wrapping_sub(1));
                numbered
                    && matches!(reading.word(before + 1), "." | ")")
                    && reading.touches_next(before)
            })
}

/// `52′` of a position, `65 rue`: parts of places.
fn place(view: &View, at: usize) -> Option<usize> {
    let minutes = matches!(view.word(at + 1), "′" | "″");
    let house = view.has(at + 1, Role::Street) && view.digits(at) != Some((1, 1));
    (view.is_number(at) && (minutes || house)).then_some(at + 1)
}

/// `article 49.3`, `ligne 14`, `la version 2.000`
fn reference(view: &View, at: usize) -> Option<usize> {
    if view.after(at, Role::Label) || at >= 2 && view.has(at - 2, Role::Label) {
        let end = numeral::read(view, at).map_or(at + 1, |numeral| numeral.tokens.end);
        if is_measured(view, end) {
            return None;
        }
    }
    if !view.is_number(at) {
        return None;
    }
    // `[1]` is a note.
    if view.after(at, Role::Label) || at > 0 && view.word(at - 1) == "[" && view.word(at + 1) == "]"
    {
        return Some(at + 1);
    }
    let second = at.checked_sub(2);
    let over_article = second
        .is_some_and(|second| view.has(second, Role::Label) && view.after(at, Role::Definite));
    // `décret présidentiel 13769`
    let over_adjective = second.is_some_and(|second| {
        view.has(second, Role::Label)
            && view.is_word(at - 1)
            && !view.has(at - 1, Role::Function)
            && (!view.is_word(at + 1) || view.has(at + 1, Role::Function))
    });
    (over_article || over_adjective).then_some(at + 1)
}

/// `CAC 40`, `Mirage 2000`, `France 2`: digits behind a name, and no unit, noun or month behind them.
fn after_name(view: &View, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    if !view.is_number(at) || view.lexicon.grammar.capital_nouns || !view.is_word(before) {
        return None;
    }
    let capital = view.reading.is_capitalised(before) && view.kind(before).is_some();
    let sense = view.sense(before);
    let known = sense.month.is_some()
        || sense.weekday.is_some()
        || sense.number.is_some()
        || sense.roles != super::lexicon::NO_ROLES
        || super::money::currency(view, before).is_some()
        || super::bounds::ends_at(view, at);
    if !capital || known {
        return None;
    }
    // `Update 21/11/2020`
    let mark = view.word(at + 1);
    let full = [at, at + 4]
        .into_iter()
        .any(|at| view.digits(at).is_some_and(|(_, length)| length == 4));
    let dated = matches!(mark, "/" | "-") && view.word(at + 3) == mark && full;
    let numeral = numeral::read(view, at)?;
    let end = numeral.tokens.end;
    if dated || is_measured(view, end) || numeral.scale > 1.0 {
        return None;
    }
    // `Coupe 2018-2019`
    let second = matches!(view.word(end), "-" | "–" | "/") && view.is_number(end + 1);
    Some(if second { end + 2 } else { end })
}

/// Whether a unit, month or clock word begins at token `at`.
fn is_measured(view: &View, at: usize) -> bool {
    super::amount::unit_at(view, at).is_some()
        || view.sense(at).month.is_some()
        || view.period(at).is_some()
        || view.has(at, Role::Clock)
}

/// `3-mai`, `3-Nov`, `3-Nov-2019`; `11-Septembre` is a name.
fn is_month(view: &View, at: usize, capital: bool) -> bool {
    let (name, year) = match view.lower(at).split_once('-') {
        Some((name, year)) => (name, Some(year)),
        None => (view.lower(at), None),
    };
    let Some(sense) = view
        .lexicon
        .sense(name)
        .filter(|sense| sense.month.is_some())
    else {
        return false;
    };
    let written = year.map_or(!capital || sense.short, |year| {
        year.bytes().all(|byte| byte.is_ascii_digit())
    });
    written || view.note.is_some()
}

/// `11-Septembre`, `deux-pièces`: a name written with a hyphen.
fn hyphenated(view: &View, at: usize) -> Option<usize> {
    let joint = at + 1;
    let tight = view.is_number(at)
        && view.word(joint) == "-"
        && view.touches_next(at)
        && view.touches_next(joint)
        && view.is_word(joint + 1);
    if !tight {
        return None;
    }
    // `a $2.20-a-share offer`
    let signed = at > 0 && !view.is_word(at - 1) && super::amount::unit_at(view, at - 1).is_some();
    if signed {
        return None;
    }
    let name = view.reading.is_capitalised(joint + 1);
    let unit = view.period(joint + 1).is_some()
        || super::amount::unit_at(view, joint + 1).is_some()
        || view.is_lettered(joint + 1)
        || is_month(view, joint + 1, name);
    (!unit).then_some(joint + 2)
}
