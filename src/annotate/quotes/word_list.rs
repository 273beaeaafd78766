//! The words that the attribution rules know: what each may do, and which forms of which verbs it may be.
//!
//! Every form of every verb stands in one table, so that a text costs one look-up a word. Knows nothing of texts.

use rustc_hash::FxHashMap;

use super::conjugation::Form;
use super::lexicon::Endings;
use super::role::{Role, Roles};
use super::verbs::VerbId;

/// What the lists say of a word.
#[derive(Clone, Copy, Debug)]
pub struct Word<'l> {
    pub roles: Roles,
    /// The verb forms it may be, in the order of the verbs.
    pub forms: &'l [(VerbId, Form)],
}

/// All words of a language.
pub struct WordList {
    /// Positions in `entries`.
    positions: FxHashMap<&'static str, u32>,
    entries: Vec<Entry>,
    forms: Vec<(VerbId, Form)>,
}

#[derive(Clone, Copy, Default)]
struct Entry {
    roles: Roles,
    /// Where its forms begin, and how many there are.
    first: u32,
    len: u32,
}

impl WordList {
    /// What a word in lower case may be; none where no list and no verb knows it.
    pub fn get(&self, word: &str) -> Option<Word<'_>> {
        let entry = self.entries[*self.positions.get(word)? as usize];
        let first = entry.first as usize;
        Some(Word {
            roles: entry.roles,
            forms: &self.forms[first..first + entry.len as usize],
        })
    }
}

/// A list of words that is being put together.
#[derive(Default)]
pub struct Builder {
    roles: FxHashMap<&'static str, Roles>,
    /// The letters of all forms, one behind the other.
    letters: String,
    /// Where the letters of each form end.
    forms: Vec<(usize, VerbId, Form)>,
}

impl Builder {
    /// Adds what a word may do.
    pub fn add(&mut self, word: &'static str, role: Role) {
        let roles = self.roles.entry(word).or_default();
        *roles = roles.with(role);
    }

    /// Whether a word can do that, as far as has been said.
    pub fn has(&self, word: &str, role: Role) -> bool {
        self.roles.get(word).is_some_and(|roles| roles.has(role))
    }

    /// Adds a form of a verb, written as several pieces.
    pub fn add_form(&mut self, pieces: &[&str], verb: VerbId, form: Form) {
        self.letters.extend(pieces.iter().copied());
        self.forms.push((self.letters.len(), verb, form));
    }

    /// The finished list. `finite`: endings by which a finite verb is known that no list names.
    pub fn finish(self, finite: &Endings) -> WordList {
        // The list lives as long as the program, and so may its letters.
        let letters: &'static str = self.letters.leak();
        let mut positions = FxHashMap::default();
        positions.reserve(self.roles.len() + self.forms.len());
        let mut entries: Vec<Entry> = Vec::with_capacity(positions.capacity());
        for (word, roles) in self.roles {
            positions.insert(word, entries.len() as u32);
            let looks_finite = finite.end(word).then(|| roles.with(Role::LooksFinite));
            entries.push(Entry {
                roles: looks_finite.unwrap_or(roles),
                ..Entry::default()
            });
        }
        let mut start = 0;
        let mut found = Vec::with_capacity(self.forms.len());
        for (end, verb, form) in self.forms {
            let word = letters.get(start..end).unwrap_or_default();
            start = end;
            let position = *positions.entry(word).or_insert_with(|| {
                entries.push(Entry::default());
                entries.len() as u32 - 1
            });
            let entry = &mut entries[position as usize];
            entry.len += 1;
            if form == Form::Finite && !entry.roles.is_listed() {
                entry.roles = entry.roles.with(Role::LooksFinite);
            }
            found.push((position, verb, form));
        }
        let forms = in_rows(found, &mut entries);
        WordList {
            positions,
            entries,
            forms,
        }
    }
}

/// The forms of each word side by side, each once; their entries learn where.
fn in_rows(found: Vec<(u32, VerbId, Form)>, entries: &mut [Entry]) -> Vec<(VerbId, Form)> {
    let mut next = 0;
    for entry in &mut *entries {
        entry.first = next;
        next += entry.len;
        entry.len = 0;
    }
    let mut forms = vec![(VerbId::default(), Form::Infinitive); found.len()];
    for (position, verb, form) in found {
        let entry = &mut entries[position as usize];
        let (first, end) = (entry.first as usize, (entry.first + entry.len) as usize);
        if !forms[first..end].contains(&(verb, form)) {
            forms[end] = (verb, form);
            entry.len += 1;
        }
    }
    forms
}
