//! The actors of a dispatch while they are being put together: names, titles, gender, mentions.

use std::ops::Range;

use super::phrases::Phrase;
use crate::annotate::names::Name;
use crate::annotate::names::lexicon::{Classes, Gender, first_name};
use crate::annotate::names::words::Words;
use crate::model::{Actor, ActorId, ActorKind, Mention, MentionForm, Span};

/// Confidence in an actor without a name of its own.
const DESCRIBED: f32 = 0.7;

/// Mentions of one actor that are looked back over: more than a dispatch has.
const MOST_BACK: usize = 200;

/// A name with the tokens it stands on.
#[derive(Clone, Debug)]
pub struct Named {
    pub tokens: Range<usize>,
    pub kind: ActorKind,
    /// The form in which it is compared, without a leading article.
    pub key: String,
    pub confidence: f32,
    /// Gender of the civility before it.
    pub civility: Option<Gender>,
    /// `les Verhulst`: more than one person.
    pub plural: bool,
}

/// An actor in the making.
#[derive(Clone, Debug)]
pub struct Member {
    pub kind: ActorKind,
    /// A family or a couple.
    pub plural: bool,
    /// The words that name a couple: `Paul et Anne Roy`.
    pub couple: Option<Range<usize>>,
    /// Indices of [`Cast::names`]; none for a couple.
    pub names: Vec<usize>,
    pub gender: Option<Gender>,
    pub titles: Vec<Phrase>,
    /// Descriptions and pronouns.
    pub others: Vec<(Range<usize>, MentionForm)>,
}

/// All actors in the making.
pub struct Cast<'w, 'a> {
    pub words: &'w Words<'a>,
    pub names: Vec<Named>,
    pub members: Vec<Member>,
    /// The member of each name.
    pub member_of_name: Vec<usize>,
    /// The name that a token belongs to.
    name_at: Vec<Option<u32>>,
}

impl<'w, 'a> Cast<'w, 'a> {
    /// Puts the names on their tokens, each an actor of its own.
    pub fn new(words: &'w Words<'a>, names: &[Name]) -> Self {
        let reading = words.reading;
        let mut cast = Cast {
            words,
            names: Vec::with_capacity(names.len()),
            members: Vec::new(),
            member_of_name: Vec::new(),
            name_at: vec![None; reading.tokens.len()],
        };
        for name in names {
            let tokens = reading.tokens_in(name.span);
            if tokens.is_empty() {
                continue;
            }
            let index = u32::try_from(cast.names.len()).expect("fewer names than bytes");
            cast.name_at[tokens.clone()].fill(Some(index));
            cast.names.push(named(words, name, tokens));
        }
        cast
    }

    /// Index of the name that holds a token.
    pub fn name_at(&self, token: usize) -> Option<usize> {
        self.name_at
            .get(token)
            .copied()
            .flatten()
            .map(|index| index as usize)
    }

    /// Index of the name that begins at a token.
    pub fn name_from(&self, token: usize) -> Option<usize> {
        self.name_at(token)
            .filter(|&name| self.names[name].tokens.start == token)
    }

    /// Index of the name that ends right before a token.
    pub fn name_to(&self, token: usize) -> Option<usize> {
        self.name_at(token.checked_sub(1)?)
            .filter(|&name| self.names[name].tokens.end == token)
    }

    /// The mentions of a member that end at or before a token, the last ones of its names and of its other words: further back than
    /// [`MOST_BACK`] nobody looks for whom words mean.
    pub fn mentions_before(
        &self,
        member: usize,
        token: usize,
    ) -> impl Iterator<Item = Range<usize>> {
        let member = &self.members[member];
        let names = &member.names;
        let ended = names.partition_point(|&name| self.names[name].tokens.end <= token);
        let names = names[..ended].iter().rev().take(MOST_BACK);
        let names = names.map(|&name| self.names[name].tokens.clone());
        let others = member.others.iter().rev().take(MOST_BACK);
        let others = others
            .map(|(tokens, _)| tokens.clone())
            .filter(move |tokens| tokens.end <= token);
        names.chain(others)
    }

    /// Every mention of a member: tokens and form, in no order.
    pub fn mentions(&self, member: usize) -> impl Iterator<Item = (Range<usize>, MentionForm)> {
        let member = &self.members[member];
        let names = member
            .names
            .iter()
            .map(|&name| (self.names[name].tokens.clone(), MentionForm::Name));
        names.chain(member.others.iter().cloned())
    }

    /// The last mention of a member that ends at or before a token.
    pub fn last_before(&self, member: usize, token: usize) -> Option<Range<usize>> {
        self.mentions_before(member, token)
            .max_by_key(|tokens| tokens.start)
    }

    /// Adds a description to a member, once.
    pub fn describe(&mut self, member: usize, tokens: Range<usize>, form: MentionForm) {
        let member = &mut self.members[member];
        let mut last = member.others.iter().rev().take(MOST_BACK);
        if !last.any(|(known, _)| *known == tokens) {
            member.others.push((tokens, form));
        }
    }

    /// Whether a member may be spoken of in this gender.
    pub fn agrees(&self, member: usize, gender: Option<Gender>) -> bool {
        match (self.members[member].gender, gender) {
            (Some(known), Some(asked)) => known == asked,
            _ => true,
        }
    }

    /// Takes the gender that a description shows where none is known.
    pub fn learn_gender(&mut self, member: usize, gender: Option<Gender>) {
        let known = &mut self.members[member].gender;
        *known = known.or(gender);
    }

    /// The finished actors in the order of first mention, and the place of each member in that list.
    pub fn finish(self) -> (Vec<Actor>, Vec<ActorId>) {
        let mut finished: Vec<(usize, Actor)> = (0..self.members.len())
            .map(|member| (member, self.actor(member)))
            .collect();
        finished
            .sort_by_key(|(_, actor)| actor.mentions.first().map(|mention| mention.span.start()));
        let mut place = vec![ActorId(0); finished.len()];
        for (at, (member, _)) in finished.iter().enumerate() {
            place[*member] = ActorId(at);
        }
        (
            finished.into_iter().map(|(_, actor)| actor).collect(),
            place,
        )
    }

    fn actor(&self, index: usize) -> Actor {
        let member = &self.members[index];
        let reading = self.words.reading;
        let mut mentions: Vec<Mention> = self
            .mentions(index)
            .map(|(tokens, form)| Mention {
                span: reading.span(tokens),
                form,
            })
            .collect();
        mentions.sort_by_key(|mention| (mention.span.start(), mention.span.end()));
        let confidence = member
            .names
            .iter()
            .map(|&name| self.names[name].confidence)
            .reduce(f32::max)
            .unwrap_or(DESCRIBED);
        let name = self
            .fullest(member)
            .or_else(|| member.couple.clone().map(|tokens| reading.span(tokens)))
            .expect("who has no name is a couple");
        Actor {
            kind: member.kind,
            name: words_of(&reading.text[name]),
            role: self.role(member).map(|span| words_of(&reading.text[span])),
            mentions,
            confidence,
        }
    }

    /// The longest form; the first of them where several are as long.
    fn fullest(&self, member: &Member) -> Option<Span> {
        let span = |name: &usize| self.words.reading.span(self.names[*name].tokens.clone());

        member
            .names
            .iter()
            .map(span)
            .reduce(|best, span| if span.len() > best.len() { span } else { best })
    }

    /// The title that tells most: an office with its complement before a bare office before a rank; kin are no role.
    fn role(&self, member: &Member) -> Option<Span> {
        let weight = |title: &&Phrase| {
            let rank = self.words.is(title.head, Classes::RANK);
            let bare = !(title.head + 1..title.tokens.end).any(|at| {
                self.words.is_adjective(at) || self.words.is(at, Classes::OF.or(Classes::AT))
            });
            match (rank, bare) {
                (false, false) => 3,
                (false, true) => 2,
                (true, false) => 1,
                (true, true) => 0,
            }
        };
        if member.kind != ActorKind::Person {
            return None;
        }
        let offices = member
            .titles
            .iter()
            .filter(|title| self.words.is(title.head, Classes::FUNCTION));
        let best = offices.reduce(|best, title| {
            if weight(&title) > weight(&best) {
                title
            } else {
                best
            }
        })?;
        Some(self.words.reading.span(best.without_determiner()))
    }
}

fn named(words: &Words, name: &Name, tokens: Range<usize>) -> Named {
    let before = tokens.start.checked_sub(1);
    let class = |list| before.is_some_and(|at| words.is(at, list));
    let civility = match () {
        () if class(Classes::CIVILITY_MASCULINE) => Some(Gender::Masculine),
        () if class(Classes::CIVILITY_FEMININE) => Some(Gender::Feminine),
        () => None,
    };
    let article = tokens.len() > 1 && words.is(tokens.start, Classes::ARTICLE_DEFINITE);
    let compared = if article {
        tokens.start + 1..tokens.end
    } else {
        tokens.clone()
    };
    Named {
        kind: name.kind,
        key: words.key(compared),
        confidence: name.confidence,
        civility,
        plural: name.kind == ActorKind::Person
            && tokens.len() == 1
            && class(Classes::ARTICLE_PLURAL.or(Classes::FAMILY)),
        tokens,
    }
}

/// Gender that a person's first name shows.
pub fn gender_of_name(key: &str) -> Option<Gender> {
    first_name(key.split(' ').next()?).flatten()
}

/// A passage with single blanks, for a list.
fn words_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
