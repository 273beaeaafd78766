//! Which names mean the same actor: sieves from the surest to the least sure, each within one kind.
//!
//! Two names are never joined because one is part of the other: a person needs the surname, an organisation the acronym or
//! the beginning, and both need that no second actor fits as well.

use std::collections::HashMap;

use super::cast::{Cast, Member, gender_of_name};
use crate::annotate::names::acronyms::{shares_initials, spells};
use crate::annotate::names::lexicon::{Classes, Gender};
use crate::annotate::names::words::Shape;
use crate::model::{ActorKind, MentionForm};

/// Fills in the members of the cast.
pub fn group(cast: &mut Cast) {
    same_form(cast);
    acronyms(cast);
    shorter_forms(cast);
    drop_empty(cast);
    couples(cast);
    for index in 0..cast.members.len() {
        let member = &cast.members[index];
        if member.kind == ActorKind::Person {
            let civility = member
                .names
                .iter()
                .find_map(|&name| cast.names[name].civility);
            let first = || {
                member
                    .names
                    .iter()
                    .find_map(|&name| gender_of_name(&cast.names[name].key))
            };
            cast.members[index].gender = civility.or_else(first);
        } else {
            let article = member
                .names
                .iter()
                .find_map(|&name| gender_of_article(cast, cast.names[name].tokens.start));
            cast.members[index].gender = article;
        }
    }
}

/// `la Nasa`, `le Sénat`, `au Mali`.
fn gender_of_article(cast: &Cast, start: usize) -> Option<Gender> {
    let at = start.checked_sub(1)?;
    if cast.words.is(at, Classes::ARTICLE_FEMININE) {
        Some(Gender::Feminine)
    } else if cast
        .words
        .is(at, Classes::ARTICLE_MASCULINE.or(Classes::CONTRACTED))
    {
        Some(Gender::Masculine)
    } else {
        None
    }
}

/// Same key, or keys that the lexicon lists as one actor.
fn same_form(cast: &mut Cast) {
    let mut seen: HashMap<(ActorKind, bool, String), usize> = HashMap::new();
    for index in 0..cast.names.len() {
        let name = &cast.names[index];
        // Two persons of one surname and different civilities stay apart.
        let alone = name.kind == ActorKind::Person && !name.key.contains(' ');
        let gender = match name.civility.filter(|_| alone) {
            Some(Gender::Masculine) => "m ",
            Some(Gender::Feminine) => "f ",
            None => "",
        };
        let key = match cast.words.lexicon.same_name(&name.key) {
            Some(row) => format!("#{row}"),
            None => format!("{gender}{}", name.key),
        };
        let member = *seen
            .entry((name.kind, name.plural, key))
            .or_insert_with(|| {
                cast.members.push(Member {
                    kind: name.kind,
                    plural: name.plural,
                    couple: None,
                    names: Vec::new(),
                    gender: None,
                    titles: Vec::new(),
                    others: Vec::new(),
                });
                cast.members.len() - 1
            });
        cast.members[member].names.push(index);
        cast.member_of_name.push(member);
    }
}

/// `Banque centrale européenne (BCE)`, and elsewhere the acronym whose letters the words of a name begin with.
fn acronyms(cast: &mut Cast) {
    for index in 0..cast.names.len() {
        let name = &cast.names[index];
        let start = name.tokens.start;
        let upper = name.tokens.len() == 1 && cast.words.shape(start) == Shape::Upper;
        let bracketed = start > 1 && cast.words.reading.word(start - 1) == "(";
        if name.kind != ActorKind::Organisation || !upper && !bracketed {
            continue;
        }
        let organisation = |other: &usize| {
            let other = &cast.names[*other];
            other.kind == ActorKind::Organisation && other.tokens.len() > 1
        };
        let long =
            |other: &usize| organisation(other) && spells(&cast.names[*other].key, &name.key);
        // Beside each other the letters may come in another order: the acronym of another language.
        let adjacent = bracketed
            .then(|| cast.name_to(start - 1))
            .flatten()
            .filter(organisation)
            .filter(|&other| shares_initials(&cast.names[other].key, &name.key));
        let anywhere = || (0..cast.names.len()).filter(|_| upper).find(long);
        if let Some(other) = adjacent.or_else(anywhere) {
            let (into, from) = (cast.member_of_name[other], cast.member_of_name[index]);
            merge(cast, into, from);
        }
    }
}

/// Surnames and first names to full names, `la Commission` to `la Commission électorale`.
fn shorter_forms(cast: &mut Cast) {
    for index in 0..cast.names.len() {
        let name = &cast.names[index];
        if name.plural {
            continue;
        }
        let own = cast.member_of_name[index];
        let gender = name.civility;
        let longer = |other: &usize| {
            let long = &cast.names[*other];
            long.kind == name.kind
                && !long.plural
                && cast.member_of_name[*other] != own
                && shortens(
                    name.kind,
                    &name.key,
                    &long.key,
                    cast.words.lexicon.names.get(&name.key).is_some(),
                )
                && !disagree(gender, long.civility.or_else(|| gender_of_name(&long.key)))
        };
        // The nearest one before; in a headline, the first one behind.
        let before = (0..index).rev().find(longer);
        let behind = || (index + 1..cast.names.len()).find(longer);
        if let Some(other) = before.or_else(behind) {
            let into = cast.member_of_name[other];
            move_name(cast, index, into);
        }
    }
}

fn disagree(a: Option<Gender>, b: Option<Gender>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// Whether `short` is a usual shorter form of `long`.
fn shortens(kind: ActorKind, short: &str, long: &str, short_is_known: bool) -> bool {
    let Some((first, rest)) = long.split_once(' ') else {
        return false;
    };
    let last = long.rsplit_once(' ').map_or(long, |(_, last)| last);
    match kind {
        ActorKind::Person => match short.split_once(' ') {
            None => short == last || short == first || short == rest,
            // `Recep Erdogan` for `Recep Tayyip Erdogan`; `Le Pen` for `Marine Le Pen`.
            Some((_, short_rest)) => {
                short.len() < long.len()
                    && (short == rest || short_rest == last && short.starts_with(first))
            }
        },
        ActorKind::Organisation => !short.contains(' ') && short == first,
        ActorKind::Place => !short_is_known && short == last,
    }
}

/// `Paul et Anne Roy`: together they are an actor of their own.
fn couples(cast: &mut Cast) {
    for index in 1..cast.names.len() {
        let (first, second) = (&cast.names[index - 1], &cast.names[index]);
        let tokens = first.tokens.start..second.tokens.end;
        let people = first.kind == ActorKind::Person && second.kind == ActorKind::Person;
        let joined = first.tokens.end + 1 == second.tokens.start
            && cast.words.is(first.tokens.end, Classes::AND);
        if !people || !joined || first.tokens.len() > 1 || second.tokens.len() < 2 {
            continue;
        }
        let words = cast.words.key(tokens.clone());
        let same = |member: &Member| {
            let known = member.couple.clone();
            known.is_some_and(|known| cast.words.key(known) == words)
        };
        let mention = (tokens.clone(), MentionForm::Description);
        match cast.members.iter().position(same) {
            Some(couple) => cast.members[couple].others.push(mention),
            None => cast.members.push(Member {
                kind: ActorKind::Person,
                plural: true,
                couple: Some(tokens),
                names: Vec::new(),
                gender: None,
                titles: Vec::new(),
                others: vec![mention],
            }),
        }
    }
}

fn merge(cast: &mut Cast, into: usize, from: usize) {
    if into != from {
        let names = std::mem::take(&mut cast.members[from].names);
        for &name in &names {
            cast.member_of_name[name] = into;
        }
        cast.members[into].names.extend(names);
        cast.members[into].names.sort_unstable();
    }
}

fn move_name(cast: &mut Cast, name: usize, into: usize) {
    let from = std::mem::replace(&mut cast.member_of_name[name], into);
    cast.members[from].names.retain(|&other| other != name);
    cast.members[into].names.push(name);
    cast.members[into].names.sort_unstable();
}

fn drop_empty(cast: &mut Cast) {
    let mut place = Vec::with_capacity(cast.members.len());
    let mut kept = 0;
    for member in &cast.members {
        place.push(kept);
        kept += usize::from(!member.names.is_empty());
    }
    cast.members.retain(|member| !member.names.is_empty());
    for member in &mut cast.member_of_name {
        *member = place[*member];
    }
}
