//! The keys in force: the table of [`super::bindings`], changed by the configuration file; which action a sequence of keys has.

use std::collections::BTreeMap;

use super::action::Action;
use super::bindings::{BINDINGS, Binding, Context};
use super::key::Key;
use super::texts::Locale;

/// The keys in force: the table, changed by the configuration file.
#[derive(Clone, Debug)]
pub struct Keymap {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    context: Context,
    keys: Vec<Key>,
    action: Action,
}

/// What the keys pressed so far amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    Action(Action),
    /// The beginning of a longer sequence.
    Pending,
    Nothing,
}

/// A key setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    #[error("there is no command {0:?}")]
    UnknownCommand(String),
    #[error("{name}: {keys:?} is no key")]
    NotAKey { name: String, keys: String },
    #[error("{keys:?} is bound to both {first} and {second}")]
    Conflict {
        keys: String,
        first: &'static str,
        second: &'static str,
    },
}

impl Keymap {
    /// The table with `changes`: command → its keys, in place of those of the table.
    ///
    /// # Errors
    /// An unknown command, something that is no key, or one sequence (or the beginning of one) for two commands of one context.
    pub fn new(changes: &BTreeMap<String, Vec<String>>) -> Result<Keymap, KeymapError> {
        if let Some(name) = changes
            .keys()
            .find(|name| !BINDINGS.iter().any(|binding| binding.name == **name))
        {
            return Err(KeymapError::UnknownCommand(name.clone()));
        }
        let mut entries = Vec::new();
        let mut names = Vec::new();
        for binding in BINDINGS {
            for keys in keys_of(binding, changes) {
                let not_a_key = || KeymapError::NotAKey {
                    name: binding.name.to_owned(),
                    keys: keys.clone(),
                };
                let keys = Key::parse_sequence(&keys).ok_or_else(not_a_key)?;
                entries.push(Entry {
                    context: binding.context,
                    keys,
                    action: binding.action,
                });
                names.push(binding.name);
            }
        }
        for (at, one) in entries.iter().enumerate() {
            for (before, other) in entries.iter().enumerate().take(at) {
                if act_together(one.context, other.context)
                    && (one.keys.starts_with(&other.keys) || other.keys.starts_with(&one.keys))
                {
                    return Err(KeymapError::Conflict {
                        keys: written(&one.keys),
                        first: names[before],
                        second: names[at],
                    });
                }
            }
        }
        Ok(Keymap { entries })
    }

    /// What `keys` mean where the given contexts hold; an earlier context wins over a later one.
    pub fn resolve(&self, contexts: &[Context], keys: &[Key]) -> Resolution {
        for context in contexts {
            let here = || {
                self.entries
                    .iter()
                    .filter(|entry| entry.context == *context)
            };
            if let Some(entry) = here().find(|entry| entry.keys == keys) {
                return Resolution::Action(entry.action);
            }
            if here().any(|entry| entry.keys.starts_with(keys)) {
                return Resolution::Pending;
            }
        }
        Resolution::Nothing
    }

    /// How the keys of an action are written, the first one first.
    pub fn keys_of(&self, context: Context, action: Action) -> Vec<String> {
        self.entries
            .iter()
            .filter(|entry| entry.context == context && entry.action == action)
            .map(|entry| written(&entry.keys))
            .collect()
    }

    /// The sequences that begin with `keys`: what is left to press, and what it does.
    pub fn continuations(
        &self,
        contexts: &[Context],
        keys: &[Key],
        locale: Locale,
    ) -> Vec<(String, &'static str)> {
        let longer = |entry: &&Entry| {
            contexts.contains(&entry.context)
                && entry.keys.len() > keys.len()
                && entry.keys.starts_with(keys)
        };
        let describe = |entry: &Entry| {
            (
                written(&entry.keys[keys.len()..]),
                help_of(entry.context, entry.action, locale),
            )
        };
        self.entries.iter().filter(longer).map(describe).collect()
    }
}

/// What a command does, in the language of the interface.
pub fn help_of(context: Context, action: Action, locale: Locale) -> &'static str {
    let binding = BINDINGS
        .iter()
        .find(|binding| binding.context == context && binding.action == action);
    binding.map_or("", |binding| binding.help[locale as usize])
}

/// Whether keys of both can be meant at once. Those of panels may stand before those of the text: the closer ones win. In a
/// passage that is corrected no others act.
fn act_together(one: Context, other: Context) -> bool {
    let everywhere = one == Context::Everywhere || other == Context::Everywhere;
    let alone = one == Context::Passage || other == Context::Passage;
    one == other || everywhere && !alone
}

fn keys_of(binding: &Binding, changes: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let defaults = || binding.keys.split(' ').map(str::to_owned).collect();
    changes.get(binding.name).cloned().unwrap_or_else(defaults)
}

fn written(keys: &[Key]) -> String {
    let letters = keys.iter().all(|key| key.to_string().chars().count() == 1);
    keys.iter()
        .map(Key::to_string)
        .collect::<Vec<_>>()
        .join(if letters { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(name: &str, keys: &[&str]) -> Result<Keymap, KeymapError> {
        Keymap::new(&BTreeMap::from([(
            name.to_owned(),
            keys.iter().map(|key| (*key).to_owned()).collect(),
        )]))
    }

    fn resolve(keymap: &Keymap, contexts: &[Context], keys: &str) -> Resolution {
        keymap.resolve(contexts, &Key::parse_sequence(keys).unwrap())
    }

    #[test]
    fn a_sequence_waits_for_its_end() {
        let keymap = Keymap::new(&BTreeMap::new()).unwrap();
        assert_eq!(resolve(&keymap, &[Context::Text], "g"), Resolution::Pending);
        assert_eq!(
            resolve(&keymap, &[Context::Text], "gc"),
            Resolution::Action(Action::FocusQuotations)
        );
        assert_eq!(
            resolve(&keymap, &[Context::Panel, Context::Text], "gc"),
            Resolution::Action(Action::FocusQuotations)
        );
        assert_eq!(
            resolve(&keymap, &[Context::List, Context::Everywhere], "g"),
            Resolution::Action(Action::Top)
        );
        assert_eq!(
            resolve(&keymap, &[Context::Text], "gx"),
            Resolution::Nothing
        );
    }

    #[test]
    fn keys_can_be_changed_but_not_shared() {
        let keymap = change("next-quotation", &["Z", "C-n"]).unwrap();
        assert_eq!(
            resolve(&keymap, &[Context::Text], "Z"),
            Resolution::Action(Action::NextQuotation)
        );
        assert_eq!(resolve(&keymap, &[Context::Text], "c"), Resolution::Nothing);
        assert_eq!(
            change("next-quotation", &["f"]).unwrap_err(),
            KeymapError::Conflict {
                keys: "f".into(),
                first: "next-quotation",
                second: "next-figure"
            }
        );
        assert!(matches!(
            change("labels", &["g"]),
            Err(KeymapError::Conflict { .. })
        ));
        for (name, keys) in [("next-quotation", "q"), ("next-pane", "g")] {
            assert!(matches!(
                change(name, &[keys]),
                Err(KeymapError::Conflict { .. })
            ));
        }
        assert!(matches!(
            change("dance", &["Z"]),
            Err(KeymapError::UnknownCommand(_))
        ));
        assert!(matches!(
            change("labels", &["ctrl+v"]),
            Err(KeymapError::NotAKey { .. })
        ));
    }
}
