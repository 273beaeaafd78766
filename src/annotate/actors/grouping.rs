//! Which names mean the same actor: sieves from the surest to the least sure, each within one kind.
//!
//! Two names are never joined because one is part of the other: a person needs the surname, an organisation the acronym or
//! the beginning, and both need that no second actor fits as well.

use std::borrow::Cow;
use std::collections::HashMap;

use super::cast::{Cast, Member, Named, gender_of_name};
use crate::annotate::names::acronyms::{acronyms_of, shares_initials};
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
    let organisation = |name: &Named| name.kind == ActorKind::Organisation;
    let mut first_with: HashMap<String, usize> = HashMap::new();
    for (index, name) in cast.names.iter().enumerate() {
        if organisation(name) && name.tokens.len() > 1 {
            for acronym in acronyms_of(&name.key) {
                first_with.entry(acronym).or_insert(index);
            }
        }
    }
    for index in 0..cast.names.len() {
        let name = &cast.names[index];
        let start = name.tokens.start;
        let upper = name.tokens.len() == 1 && cast.words.shape(start) == Shape::Upper;
        let bracketed = start > 1 && cast.words.reading.word(start - 1) == "(";
        if !organisation(name) || !upper && !bracketed {
            continue;
        }
        // Beside each other the letters may come in another order: the acronym of another language.
        let adjacent = bracketed
            .then(|| cast.name_to(start - 1))
            .flatten()
            .filter(|&other| {
                let other = &cast.names[other];
                organisation(other)
                    && other.tokens.len() > 1
                    && shares_initials(&other.key, &name.key)
            });
        let anywhere = || first_with.get(&name.key).copied().filter(|_| upper);
        if let Some(other) = adjacent.or_else(anywhere) {
            let (into, from) = (cast.member_of_name[other], cast.member_of_name[index]);
            merge(cast, into, from);
        }
    }
}

/// Surnames and first names to full names, `la Commission` to `la Commission électorale`.
fn shorter_forms(cast: &mut Cast) {
    // The names that may be written so, in reading order; apart by gender, for a civility decides between them.
    let mut longer: HashMap<(ActorKind, Option<Gender>, Cow<str>), Vec<usize>> = HashMap::new();
    for (index, name) in cast.names.iter().enumerate() {
        let forms = shorter_forms_of(name.kind, &name.key);
        if name.plural || forms.is_empty() {
            continue;
        }
        let gender = name.civility.or_else(|| gender_of_name(&name.key));
        for form in forms {
            let names = longer.entry((name.kind, gender, form)).or_default();
            if names.last() != Some(&index) {
                names.push(index);
            }
        }
    }
    for (index, name) in cast.names.iter().enumerate() {
        let known_place = || cast.words.lexicon.names.get(&name.key).is_some();
        if name.plural || name.kind == ActorKind::Place && known_place() {
            continue;
        }
        let own = cast.member_of_name[index];
        let agreeing = [None, Some(Gender::Masculine), Some(Gender::Feminine)]
            .into_iter()
            .filter(|gender| !disagree(name.civility, *gender))
            .filter_map(|gender| longer.get(&(name.kind, gender, Cow::Borrowed(&name.key))));
        let nearest = agreeing.filter_map(|names| {
            let other = |name: &&usize| cast.member_of_name[**name] != own;
            let (before, behind) = names.split_at(names.partition_point(|&name| name < index));
            before
                .iter()
                .rfind(other)
                .or_else(|| behind.iter().find(other))
        });
        // The nearest one before; in a headline, the first one behind.
        let nearest = nearest.min_by_key(|&&name| (name > index, name.abs_diff(index)));
        if let Some(&other) = nearest {
            cast.member_of_name[index] = cast.member_of_name[other];
        }
    }
    collect_names(cast);
}

fn disagree(a: Option<Gender>, b: Option<Gender>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// The usual shorter forms of a name.
fn shorter_forms_of(kind: ActorKind, name: &str) -> Vec<Cow<'_, str>> {
    let Some((first, rest)) = name.split_once(' ') else {
        return Vec::new();
    };
    let last = rest.rsplit_once(' ').map(|(_, last)| last);
    match (kind, last) {
        // `Le Pen` and `Marine` for `Marine Le Pen`; `Recep Erdogan` for `Recep Tayyip Erdogan`.
        (ActorKind::Person, Some(last)) => {
            let outer = Cow::Owned(format!("{first} {last}"));
            vec![last.into(), first.into(), rest.into(), outer]
        }
        (ActorKind::Person, None) => vec![rest.into(), first.into()],
        (ActorKind::Organisation, _) => vec![first.into()],
        (ActorKind::Place, last) => vec![last.unwrap_or(rest).into()],
    }
}

/// `Paul et Anne Roy`: together they are an actor of their own.
fn couples(cast: &mut Cast) {
    let mut known: HashMap<String, usize> = HashMap::new();
    for index in 1..cast.names.len() {
        let (first, second) = (&cast.names[index - 1], &cast.names[index]);
        let tokens = first.tokens.start..second.tokens.end;
        let people = first.kind == ActorKind::Person && second.kind == ActorKind::Person;
        let joined = first.tokens.end + 1 == second.tokens.start
            && cast.words.is(first.tokens.end, Classes::AND);
        if !people || !joined || first.tokens.len() > 1 || second.tokens.len() < 2 {
            continue;
        }
        let mention = (tokens.clone(), MentionForm::Description);
        let couple = *known
            .entry(cast.words.key(tokens.clone()))
            .or_insert_with(|| {
                cast.members.push(Member {
                    kind: ActorKind::Person,
                    plural: true,
                    couple: Some(tokens),
                    names: Vec::new(),
                    gender: None,
                    titles: Vec::new(),
                    others: Vec::new(),
                });
                cast.members.len() - 1
            });
        cast.members[couple].others.push(mention);
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

/// Gives the names to the members that they were found to mean.
fn collect_names(cast: &mut Cast) {
    for member in &mut cast.members {
        member.names.clear();
    }
    for (name, &member) in cast.member_of_name.iter().enumerate() {
        cast.members[member].names.push(name);
    }
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
