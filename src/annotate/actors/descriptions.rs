//! Ties descriptions to actors: titles beside a name, titles that come back, words that point back.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::cast::Cast;
use super::phrases::{Determiner, Phrase, Sort, phrases};
use crate::annotate::names::lexicon::{Classes, Gender};
use crate::annotate::names::lists::key;
use crate::annotate::names::words::Words;
use crate::model::{ActorKind, MentionForm};

/// Adds every description whose referent is sure; what remains is kept for the words of speakers.
pub fn describe(cast: &mut Cast) -> Vec<Phrase> {
    let mut open = Vec::new();
    let mut before: Option<(usize, usize)> = None;
    let found = phrases(cast);
    for (index, phrase) in found.iter().enumerate() {
        let member = beside(cast, phrase, before)
            .or_else(|| before_another(cast, phrase, found.get(index + 1)?));
        match member {
            Some(member) => {
                before = Some((phrase.tokens.end, member));
                attach(cast, member, phrase);
            }
            None => open.push(phrase.clone()),
        }
    }
    let mut offices = Offices::new(cast);
    open.retain(|phrase| match comes_back(cast, &offices, phrase) {
        Some(member) => {
            cast.describe(member, phrase.tokens.clone(), MentionForm::Description);
            if phrase.sort == Sort::Title {
                cast.members[member].titles.push(phrase.clone());
                offices.add(member, Office::new(cast, phrase));
            }
            false
        }
        None => true,
    });
    open
}

fn attach(cast: &mut Cast, member: usize, phrase: &Phrase) {
    // `l’agence APA`: the noun alone describes nothing, but the text may come back to it; `l’institut statistique APA` does.
    if phrase.sort != Sort::Organisation || phrase.tokens.end > phrase.head + 1 {
        cast.describe(member, phrase.tokens.clone(), MentionForm::Description);
    }
    if phrase.sort == Sort::Organisation {
        cast.members[member].titles.push(phrase.clone());
    }
    if phrase.sort == Sort::Title {
        cast.learn_gender(
            member,
            phrase
                .gender
                .filter(|_| phrase.determiner != Determiner::Possessive),
        );
        cast.members[member].titles.push(phrase.clone());
    }
}

/// The actor whose name stands beside a phrase: `le chef de la diplomatie Sergueï Lavrov`, `Anne Roy, maire de Mende,`.
fn beside(cast: &Cast, phrase: &Phrase, before: Option<(usize, usize)>) -> Option<usize> {
    let kind = match phrase.sort {
        Sort::Title | Sort::Inhabitant => ActorKind::Person,
        Sort::Organisation => ActorKind::Organisation,
        Sort::Last | Sort::Family => return None,
    };
    let name = name_behind(cast, phrase, kind).or_else(|| name_before(cast, phrase, kind));
    if let Some(name) = name {
        return Some(cast.member_of_name[name]);
    }
    // `…, maire de Mende et ancien député`, `…, ingénieur, beau-frère du disparu`.
    let (end, member) = before?;
    let joined = phrase.determiner == Determiner::None
        && phrase.tokens.start == end + 1
        && (is_word(cast.words, end, ",") || cast.words.is(end, Classes::AND));
    joined.then_some(member)
}

/// `le chef de la junte, le capitaine Paul Roy,`: a title before a title that stands beside a name.
fn before_another(cast: &Cast, phrase: &Phrase, next: &Phrase) -> Option<usize> {
    let joined =
        phrase.tokens.end + 1 == next.tokens.start && is_word(cast.words, phrase.tokens.end, ",");
    let titles = phrase.sort == Sort::Title && next.sort == Sort::Title;
    if !joined
        || !titles
        || phrase.determiner == Determiner::None
        || is_word(cast.words, next.tokens.end, ",")
    {
        return None;
    }
    let name = name_behind(cast, next, ActorKind::Person)?;
    Some(cast.member_of_name[name])
}

fn name_behind(cast: &Cast, phrase: &Phrase, kind: ActorKind) -> Option<usize> {
    let words = cast.words;
    let comma = is_word(words, phrase.tokens.end, ",");
    let mut at = phrase.tokens.end + usize::from(comma);
    if words.is(at, Classes::CIVILITY) {
        at += 1;
    }
    let name = cast
        .name_from(at)
        .filter(|&name| cast.names[name].kind == kind)?;
    let closed = !comma
        || phrase.determiner != Determiner::None
            && !words.is(cast.names[name].tokens.end, Classes::AND);
    (closed && cast.agrees(cast.member_of_name[name], phrase.gender)).then_some(name)
}

fn name_before(cast: &Cast, phrase: &Phrase, kind: ActorKind) -> Option<usize> {
    let words = cast.words;
    if phrase.sort != Sort::Title
        || matches!(
            phrase.determiner,
            Determiner::Demonstrative | Determiner::Possessive
        )
    {
        return None;
    }
    // `…, accusé d’avoir`: without an article more often a participle.
    if phrase.determiner == Determiner::None && words.is(phrase.head, Classes::RANK) {
        return None;
    }
    let mut mark = phrase.tokens.start.checked_sub(1)?;
    if ![",", "(", "-", "–", "—"]
        .iter()
        .any(|opening| is_word(words, mark, opening))
    {
        return None;
    }
    // `Hubert Roy, 46 ans, ingénieur`.
    if mark > 3
        && is_word(words, mark - 3, ",")
        && words
            .reading
            .word(mark - 2)
            .starts_with(|c: char| c.is_ascii_digit())
    {
        mark -= 3;
    }
    let name = cast
        .name_to(mark)
        .filter(|&name| cast.names[name].kind == kind)?;
    let after = phrase.tokens.end;
    let closed = phrase.determiner == Determiner::None
        || words.reading.tokens.get(after).is_none()
        || [",", ".", ")", ";", ":", "-", "–", "—"]
            .iter()
            .any(|closing| is_word(words, after, closing))
        || words.is(after, Classes::PRONOUN_RELATIVE);
    (closed && cast.agrees(cast.member_of_name[name], phrase.gender)).then_some(name)
}

/// The actor that a definite title or a word that points back means, if exactly one thing it can be.
fn comes_back(cast: &Cast, offices: &Offices, phrase: &Phrase) -> Option<usize> {
    match phrase.sort {
        Sort::Last => antecedent(cast, phrase.tokens.start, phrase.gender),
        Sort::Family => only_family(cast, cast.words.is(phrase.head, Classes::COUPLE)),
        Sort::Title if phrase.determiner == Determiner::Definite => {
            same_title(cast, offices, phrase)
        }
        Sort::Organisation
            if matches!(
                phrase.determiner,
                Determiner::Definite | Determiner::Demonstrative
            ) =>
        {
            same_head(cast, phrase)
        }
        _ => None,
    }
}

/// The family, or the couple, of a dispatch that has no second one.
fn only_family(cast: &Cast, couple: bool) -> Option<usize> {
    let mut families = (0..cast.members.len()).filter(|&member| {
        let member = &cast.members[member];
        member.plural && member.couple.is_some() == couple
    });
    families.next().filter(|_| families.next().is_none())
}

/// The organisation named before whose name begins with the noun of the phrase or that was introduced by it: `l’agence` for
/// `l’Agence spatiale …` or `l’agence APA`; `l’agence spatiale` only where all its words were there.
fn same_head(cast: &Cast, phrase: &Phrase) -> Option<usize> {
    let words = cast.words;
    let head = words.key(phrase.head..phrase.head + 1);
    let asked: Vec<String> = (phrase.head + 1..phrase.tokens.end)
        .filter(|&at| words.is_adjective(at) || words.is_plain_word(at) || words.is_capital(at))
        .map(|at| words.key(at..at + 1))
        .collect();
    let said = |key: &str| {
        let begins = key
            .strip_prefix(head.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        begins && asked.iter().all(|word| key.contains(word.as_str()))
    };
    (0..cast.members.len())
        .filter(|&member| cast.members[member].kind == ActorKind::Organisation)
        .filter(|&member| {
            let member = &cast.members[member];
            let introduced = |title: &Phrase| said(&words.key(title.head..title.tokens.end));
            member.titles.iter().any(introduced)
                || member.names.iter().any(|&name| said(&cast.names[name].key))
        })
        .filter_map(|member| Some((cast.last_before(member, phrase.tokens.start)?.start, member)))
        .max()
        .map(|(_, member)| member)
}

/// The actor named last before a token, in the same sentence or the one before, of the gender asked for.
fn antecedent(cast: &Cast, at: usize, gender: Option<Gender>) -> Option<usize> {
    let reading = cast.words.reading;
    let sentence = reading.sentence_of(at);
    let nearest = |kinds: &[ActorKind]| {
        (0..cast.members.len())
            .filter(|&member| {
                kinds.contains(&cast.members[member].kind) && cast.agrees(member, gender)
            })
            .filter_map(|member| {
                let last = cast.last_before(member, at)?;
                let distance = sentence - reading.sentence_of(last.start);
                (distance <= 1).then_some((last.start, member))
            })
            .max()
            .map(|(_, member)| member)
    };
    let opens = sentence_opens(cast, at);
    // Places are the topic at most where the words open a sentence.
    let things: &[ActorKind] = if opens {
        &[ActorKind::Organisation, ActorKind::Place]
    } else {
        &[ActorKind::Organisation]
    };
    nearest(&[ActorKind::Person]).or_else(|| nearest(things))
}

fn sentence_opens(cast: &Cast, at: usize) -> bool {
    let reading = cast.words.reading;
    reading.sentences[reading.sentence_of(at)].start == at
}

/// The person who bears the same title, the one mentioned last where several do.
fn same_title(cast: &Cast, offices: &Offices, phrase: &Phrase) -> Option<usize> {
    let asked = Office::new(cast, phrase);
    offices
        .like(&asked)
        .into_iter()
        .filter(|&member| cast.agrees(member, phrase.gender))
        .filter(|&member| {
            let mut held = offices.of_member[member].iter();
            held.any(|office| office.can_be(&asked))
        })
        .max_by_key(|&member| {
            let last = cast.last_before(member, phrase.tokens.start);
            last.map_or(0, |tokens| tokens.start + 1)
        })
}

/// The offices that the actors hold by their titles.
struct Offices {
    of_member: Vec<Vec<Office>>,
    /// The members by the head of an office of theirs, and by the lists that hold one.
    by_head: HashMap<String, BTreeSet<usize>>,
    by_row: HashMap<usize, BTreeSet<usize>>,
}

impl Offices {
    fn new(cast: &Cast) -> Self {
        let mut offices = Offices {
            of_member: cast.members.iter().map(|_| Vec::new()).collect(),
            by_head: HashMap::new(),
            by_row: HashMap::new(),
        };
        for (member, known) in cast.members.iter().enumerate() {
            for title in &known.titles {
                offices.add(member, Office::new(cast, title));
            }
        }
        offices
    }

    fn add(&mut self, member: usize, office: Office) {
        let same_head = self.by_head.entry(office.head.clone()).or_default();
        same_head.insert(member);
        for &row in &office.rows {
            self.by_row.entry(row).or_default().insert(member);
        }
        self.of_member[member].push(office);
    }

    /// The members that an office can mean, in order: those with the same head, or one that a list holds beside it.
    fn like(&self, asked: &Office) -> BTreeSet<usize> {
        let same_row = asked.rows.iter().filter_map(|row| self.by_row.get(row));
        let same_head = self.by_head.get(&asked.head);
        same_head
            .into_iter()
            .chain(same_row)
            .flatten()
            .copied()
            .collect()
    }
}

/// What a title says: its head, and the content words that narrow it.
struct Office {
    head: String,
    whole: String,
    narrowed: HashSet<String>,
    lands: HashSet<String>,
    /// The lists of titles for one office that hold this one.
    rows: Vec<usize>,
}

impl Office {
    fn new(cast: &Cast, phrase: &Phrase) -> Self {
        let words = cast.words;
        let bare = phrase.without_determiner();
        let mut office = Office {
            head: without_former(words.key(phrase.head..phrase.head + 1)),
            whole: key(&words.reading.text[words.reading.span(bare.clone())]),
            narrowed: HashSet::new(),
            lands: HashSet::new(),
            rows: Vec::new(),
        };
        let lists = words.lexicon.titles.iter().enumerate();
        office.rows = lists
            .filter(|(_, list)| office.is_in(list))
            .map(|(row, _)| row)
            .collect();
        for at in bare.filter(|&at| at != phrase.head) {
            let lower = words.reading.lower(at);
            if let Some(place) = words.lexicon.place_of_demonym(lower) {
                office.lands.insert(place);
            } else if let Some(name) = cast.name_from(at) {
                let set = match cast.names[name].kind {
                    ActorKind::Place => &mut office.lands,
                    _ => &mut office.narrowed,
                };
                set.insert(cast.names[name].key.clone());
            } else if words.is_capital(at) || words.is_plain_word(at) {
                office.narrowed.insert(words.key(at..at + 1));
            }
        }
        office
    }

    fn is_in(&self, row: &[String]) -> bool {
        row.iter().any(|title| {
            let rest = self.whole.strip_prefix(title.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                || is_within(title, self)
        })
    }

    /// Whether a holder of this office may be spoken of as `asked`.
    fn can_be(&self, asked: &Office) -> bool {
        let same_head = self.head == asked.head;
        let equivalent = || asked.rows.iter().any(|row| self.rows.contains(row));
        if !same_head {
            let lands = asked.lands.is_empty() || !self.lands.is_disjoint(&asked.lands);
            return lands && equivalent();
        }
        let lands = asked.lands.is_empty()
            || self.lands.is_empty()
            || !self.lands.is_disjoint(&asked.lands);
        let narrowed = asked.narrowed.is_empty() || !self.narrowed.is_disjoint(&asked.narrowed);
        let first_minister =
            self.narrowed.contains("premier") == asked.narrowed.contains("premier");
        lands && narrowed && first_minister
    }
}

/// `ex-ministre` is a minister too.
fn without_former(head: String) -> String {
    match head.split_once(' ') {
        Some(("ex", rest)) => rest.to_owned(),
        _ => head,
    }
}

/// `ministre russe des Affaires étrangères` holds all words of `ministre des Affaires étrangères`.
fn is_within(title: &str, office: &Office) -> bool {
    let mut parts = title.split(' ').filter(|part| part.len() > 3);
    title.starts_with(&office.head) && parts.all(|part| office.whole.contains(part))
}

/// Whether a token stands there and reads like this.
pub fn is_word(words: &Words, at: usize, text: &str) -> bool {
    words.reading.tokens.get(at).is_some() && words.reading.word(at) == text
}

/// Whether two ranges of tokens share one.
pub fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
