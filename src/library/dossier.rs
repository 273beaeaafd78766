//! What is known of an actor across dispatches: roles, quotations, who appears beside it, and how often it is mentioned when.
//!
//! A dossier begins with the list of appearances, which is cheap for any number of them, and takes in the dispatches one after the
//! other, the newest first: what it tells of roles, company and quotations is of those that were read.

mod timeline;

pub use timeline::{Step, Timeline};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::entry;
use super::store::{Appeared, ItemId, LibraryError, Store, Stored};
use crate::annotate::actors::key;
use crate::model::{
    Actor, ActorKind, Annotations, CanonicalText, Dispatch, Quotation, QuotationKind, Span, fold,
};

/// Whom a dossier is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// None for whoever bears the name.
    pub kind: Option<ActorKind>,
    pub name: String,
}

/// Where a dispatch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    Library(ItemId),
    /// Position in a list of dispatches that are in no library.
    List(usize),
}

/// One appearance in one dispatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appearance {
    pub source: Source,
    /// In the list of the dispatch's actors.
    pub position: usize,
    /// Seconds since 1970, UTC.
    pub sent: Option<i64>,
    pub mentions: usize,
    pub quotations: usize,
}

/// The dossier of an actor.
#[derive(Clone, Debug)]
pub struct Dossier {
    pub who: Who,
    /// The newest first.
    pub appearances: Vec<Appearance>,
    /// Appearances of dispatches that were taken in.
    read: usize,
    /// The latest first.
    pub roles: Vec<Role>,
    /// Those of most common dispatches first.
    pub company: Vec<Companion>,
    /// The newest first.
    pub quotations: Vec<Said>,
}

/// A function that an actor had, as texts give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    pub role: String,
    /// The days of the first and of the last dispatch that says so.
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// Who appears in the same dispatches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    pub kind: ActorKind,
    pub name: String,
    pub dispatches: usize,
    key: String,
}

/// What an actor said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub source: Source,
    /// Where it stands in the text of its dispatch.
    pub span: Span,
    pub kind: QuotationKind,
    pub day: Option<Date>,
    pub agency: Option<String>,
    pub title: String,
    pub words: String,
}

impl Who {
    /// Whether an actor of a dispatch is meant: persons by how the words of their names sound, others by their whole name.
    pub fn is(&self, actor: &Actor) -> bool {
        if self.kind.is_some_and(|kind| kind != actor.kind) {
            return false;
        }
        if self.kind.is_some() && actor.kind != ActorKind::Person {
            return key::key(actor.kind, &self.name) == key::key(actor.kind, &actor.name);
        }
        let words = key::words(actor.kind, &actor.name);
        let wanted = key::words(actor.kind, &self.name);
        !wanted.is_empty() && wanted.iter().all(|word| words.contains(word))
    }

    /// Its appearances in a dispatch.
    pub fn appearances<'a>(
        &'a self,
        source: Source,
        dispatch: &Dispatch,
        found: &'a Annotations,
    ) -> impl Iterator<Item = Appearance> + 'a {
        let sent = entry::sent(dispatch);
        let actors = found.actors.iter().enumerate();
        actors
            .filter(|(_, actor)| self.is(actor))
            .map(move |(position, actor)| Appearance {
                source,
                position,
                sent,
                mentions: actor.mentions.len(),
                quotations: utterances(found, position).count(),
            })
    }
}

impl From<Appeared> for Appearance {
    fn from(appeared: Appeared) -> Self {
        Appearance {
            source: Source::Library(appeared.item),
            position: appeared.position,
            sent: Some(appeared.sent),
            mentions: appeared.mentions,
            quotations: appeared.quotations,
        }
    }
}

impl Dossier {
    /// Of appearances of which nothing has been read yet, the newest first.
    pub fn new(who: Who, appearances: Vec<Appearance>) -> Dossier {
        Dossier {
            who,
            appearances,
            read: 0,
            roles: Vec::new(),
            company: Vec::new(),
            quotations: Vec::new(),
        }
    }

    /// Of dispatches that are in no library, all of them read.
    pub fn of_list<'a>(
        who: Who,
        dispatches: impl Iterator<Item = (usize, &'a Dispatch, &'a Annotations)>,
    ) -> Dossier {
        let mut appearances = Vec::new();
        let mut held = FxHashMap::default();
        for (at, dispatch, found) in dispatches {
            let source = Source::List(at);
            let before = appearances.len();
            appearances.extend(who.appearances(source, dispatch, found));
            if appearances.len() > before {
                held.insert(source, (dispatch, found));
            }
        }
        appearances.sort_by_key(|one| std::cmp::Reverse(one.sent));
        let mut dossier = Dossier::new(who, appearances);
        let next = dossier.next(usize::MAX);
        dossier.read(
            next.into_iter()
                .map(|source| (source, held.get(&source).copied())),
        );
        dossier
    }

    /// Takes in the next dispatches of a library, at most `most` of them.
    ///
    /// # Errors
    /// When the library cannot be read, or a dispatch is damaged.
    pub fn read_from(&mut self, store: &dyn Store, most: usize) -> Result<(), LibraryError> {
        let items = self.next_items(most);
        self.read_kept(&load(store, &items)?);
        Ok(())
    }

    /// Takes in dispatches of a library, in the order of [`Dossier::next_items`].
    pub fn read_kept(&mut self, dispatches: &[(ItemId, Option<Stored>)]) {
        self.read(dispatches.iter().map(|(item, stored)| {
            let found = stored.as_ref();
            let found = found.map(|stored| (&*stored.dispatch, &*stored.found));
            (Source::Library(*item), found)
        }));
    }

    /// Items of a library that are to be read next, at most `most` of them.
    pub fn next_items(&self, most: usize) -> Vec<ItemId> {
        let item = |source| match source {
            Source::Library(item) => Some(item),
            Source::List(_) => None,
        };
        self.next(most).into_iter().filter_map(item).collect()
    }

    /// Dispatches that are to be read next, at most `most` of them.
    pub fn next(&self, most: usize) -> Vec<Source> {
        let mut next: Vec<Source> = Vec::new();
        for appearance in &self.appearances[self.read..] {
            if next.last() != Some(&appearance.source) {
                if next.len() == most {
                    break;
                }
                next.push(appearance.source);
            }
        }
        next
    }

    /// Whether all dispatches have been read.
    pub fn is_complete(&self) -> bool {
        self.read == self.appearances.len()
    }

    /// Appearances of dispatches that were read.
    pub fn appearances_read(&self) -> usize {
        self.read
    }

    /// Takes in dispatches in the order of [`Dossier::next`]; one that is no longer there is passed over.
    pub fn read<'a>(
        &mut self,
        dispatches: impl IntoIterator<Item = (Source, Option<(&'a Dispatch, &'a Annotations)>)>,
    ) {
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        for (at, companion) in self.company.iter().enumerate() {
            known.insert(companion.key.clone(), at);
        }
        for (source, dispatch) in dispatches {
            let own = self.appearances[self.read..].iter();
            let own: Vec<usize> = own
                .take_while(|appearance| appearance.source == source)
                .map(|appearance| appearance.position)
                .collect();
            self.read += own.len();
            if let Some((dispatch, found)) = dispatch.filter(|_| !own.is_empty()) {
                self.read_one(source, dispatch, found, &own, &mut known);
            }
        }
        self.company.sort_by(|one, other| {
            other
                .dispatches
                .cmp(&one.dispatches)
                .then_with(|| one.name.cmp(&other.name))
        });
    }

    fn read_one(
        &mut self,
        source: Source,
        dispatch: &Dispatch,
        found: &Annotations,
        own: &[usize],
        known: &mut FxHashMap<String, usize>,
    ) {
        let day = dispatch.reference_date();
        for (at, actor) in found.actors.iter().enumerate() {
            if !own.contains(&at) {
                let key = key::key(actor.kind, &actor.name);
                let place = *known.entry(key.clone()).or_insert(self.company.len());
                if place == self.company.len() {
                    self.company.push(Companion {
                        kind: actor.kind,
                        name: actor.name.clone(),
                        dispatches: 0,
                        key,
                    });
                }
                self.company[place].dispatches += 1;
            } else if let Some(role) = &actor.role {
                self.note_role(role, day);
            }
        }
        for &actor in own {
            for quotation in utterances(found, actor) {
                self.quotations.push(Said {
                    source,
                    span: quotation.span(),
                    kind: quotation.kind,
                    day,
                    agency: dispatch
                        .dateline
                        .as_ref()
                        .and_then(|line| line.agency.clone()),
                    title: entry::title(dispatch),
                    words: words_of(quotation, &dispatch.text),
                });
            }
        }
    }

    fn note_role(&mut self, role: &str, day: Option<Date>) {
        let folded = fold(role);
        match self
            .roles
            .iter_mut()
            .find(|known| fold(&known.role) == folded)
        {
            Some(known) => {
                known.from = earlier(known.from, day);
                known.to = known.to.max(day);
            }
            None => self.roles.push(Role {
                role: role.to_owned(),
                from: day,
                to: day,
            }),
        }
    }

    /// Mentions over time, in at most `most` steps.
    pub fn timeline(&self, most: usize) -> Option<Timeline> {
        let dated = self.appearances.iter();
        Timeline::new(
            dated.filter_map(|one| Some((one.sent?, one.mentions))),
            most,
        )
    }

    /// In how many dispatches, and how often it is mentioned and quoted there.
    pub fn totals(&self) -> (usize, usize, usize) {
        let all = &self.appearances;
        let dispatches = all
            .chunk_by(|one, other| one.source == other.source)
            .count();
        let mentions = all.iter().map(|one| one.mentions).sum();
        let quotations = all.iter().map(|one| one.quotations).sum();
        (dispatches, mentions, quotations)
    }
}

/// None is no day, rather than the first of all.
fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    one.into_iter().chain(other).min()
}

/// Dispatches of a library; none for one that is gone.
///
/// # Errors
/// When the library cannot be read, or a dispatch is damaged.
pub fn load(
    store: &dyn Store,
    items: &[ItemId],
) -> Result<Vec<(ItemId, Option<Stored>)>, LibraryError> {
    let load = |item: &ItemId| Ok((*item, store.load(*item)?));
    items.iter().map(load).collect()
}

/// The words of a quotation, its parts in one.
pub fn words_of(quotation: &Quotation, text: &CanonicalText) -> String {
    let parts = quotation.parts.iter();
    let parts: Vec<String> = parts.map(|part| text[*part].replace("\n\n", " ")).collect();
    parts.join(" [...] ")
}

/// What an actor said, without terms.
fn utterances(found: &Annotations, actor: usize) -> impl Iterator<Item = &Quotation> {
    found.quotations.iter().filter(move |quotation| {
        quotation.kind != QuotationKind::Term && quotation.actor.is_some_and(|own| own.0 == actor)
    })
}

#[cfg(test)]
mod tests;
