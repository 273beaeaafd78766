//! What the user may set: `config.toml`, overruled by the command line, filled up from the locale.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;
use std::{fmt, fs};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::environment::Environment;
use super::inputs::reason_of;
use super::texts::Lang;
use crate::tui::Look;
use crate::tui::areas::MEASURE;
use crate::tui::bindings::BINDINGS;
use crate::tui::keymap::{Keymap, KeymapError};
use crate::tui::theme::{self as reader, Palette};

/// Settings in effect.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the configuration file is or would be; none without a home.
    pub file: Option<PathBuf>,
    /// Whether it is there.
    pub file_read: bool,
    /// Of the interface.
    pub lang: Lang,
    pub theme: Theme,
    /// Draw with ASCII alone.
    pub ascii: bool,
    /// Columns of the text, at most.
    pub width: Option<NonZero<u16>>,
    /// What is watched where nothing else is named.
    pub watch: Watch,
    /// Review without seeing what others decided.
    pub blind: bool,
    /// The key table with the changes of `[keys]`.
    pub keymap: Keymap,
    /// The changes: command → its keys.
    changes: BTreeMap<String, Vec<String>>,
}

/// Which colours the reader uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// The terminal's own, readable on light and dark.
    Terminal,
    Dark,
    Light,
    /// None.
    Mono,
}

impl Theme {
    /// As the reader knows it.
    pub fn palette(self) -> Palette {
        match self {
            Theme::Terminal => Palette::Terminal,
            Theme::Dark => Palette::Dark,
            Theme::Light => Palette::Light,
            Theme::Mono => Palette::Mono,
        }
    }
}

/// What is watched, and how often addresses are asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Watch {
    /// Folders and addresses.
    pub sources: Vec<String>,
    pub every: Every,
}

/// Seconds between two visits of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "u32")]
pub struct Every(u32);

impl Every {
    /// Servers of news are not to be asked more often.
    pub const LEAST: u32 = 15;

    /// As a time.
    pub fn duration(self) -> Duration {
        Duration::from_secs(self.0.into())
    }
}

impl Default for Every {
    fn default() -> Self {
        Every(300)
    }
}

impl TryFrom<u32> for Every {
    type Error = String;

    fn try_from(seconds: u32) -> Result<Every, String> {
        if seconds < Every::LEAST {
            return Err(format!("at least {} seconds", Every::LEAST));
        }
        Ok(Every(seconds))
    }
}

impl FromStr for Every {
    type Err = String;

    fn from_str(text: &str) -> Result<Every, String> {
        let seconds: u32 = text.parse().map_err(|_| "a number of seconds".to_owned())?;
        Every::try_from(seconds)
    }
}

/// The shape of `config.toml`. These names are promises to files already written.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile<Keys> {
    lang: Option<Lang>,
    theme: Option<Theme>,
    ascii: Option<bool>,
    width: Option<NonZero<u16>>,
    #[serde(default)]
    watch: Watch,
    blind: Option<bool>,
    /// Command → its keys.
    #[serde(default = "BTreeMap::new")]
    keys: BTreeMap<String, Keys>,
}

/// Why there are no settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error("{}: {}", .path.display(), reason_of(.source))]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{}:{line}: {reason}", .path.display())]
    Invalid {
        path: PathBuf,
        line: usize,
        reason: String,
    },
}

impl Settings {
    /// What the reader is to look like.
    pub fn look(&self) -> Look {
        Look {
            theme: reader::Theme::new(self.theme.palette(), self.ascii),
            locale: self.lang.locale(),
            keymap: self.keymap.clone(),
            measure: self.width.map_or(MEASURE, NonZero::get),
        }
    }

    /// Reads the configuration file: the one that is `named`, which must be there, or else the user's own, which need not.
    ///
    /// # Errors
    /// When the file cannot be read, or holds a key or value that means nothing.
    pub fn load(
        named: Option<&Path>,
        lang: Option<Lang>,
        environment: Environment,
    ) -> Result<Self, SettingsError> {
        let file = named.map(Path::to_owned).or_else(own_file);
        let text = match file.as_deref().map(fs::read_to_string).transpose() {
            Ok(text) => text,
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => {
                let path = file.unwrap_or_default();
                return Err(SettingsError::Unreadable { path, source });
            }
        };
        let parsed = parse(text.as_deref().unwrap_or_default());
        let (config, keymap) = parsed.map_err(|(line, reason)| SettingsError::Invalid {
            path: file.clone().unwrap_or_default(),
            line,
            reason,
        })?;
        let theme = if environment.colour {
            Theme::Terminal
        } else {
            Theme::Mono
        };
        Ok(Settings {
            file,
            file_read: text.is_some(),
            lang: lang.or(config.lang).unwrap_or(environment.lang),
            theme: config.theme.unwrap_or(theme),
            ascii: config.ascii.unwrap_or(!environment.unicode),
            width: config.width,
            watch: config.watch,
            blind: config.blind.unwrap_or(false),
            keymap,
            changes: config.keys,
        })
    }
}

/// In the form of a configuration file, with the keys of every command.
impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = BINDINGS.iter().map(|binding| {
            let changed = self.changes.get(binding.name);
            let default = || binding.keys.split(' ').map(str::to_owned).collect();
            let keys = changed.cloned().unwrap_or_else(default);
            (binding.name.to_owned(), keys)
        });
        let file = ConfigFile {
            lang: Some(self.lang),
            theme: Some(self.theme),
            ascii: Some(self.ascii),
            width: self.width,
            watch: self.watch.clone(),
            blind: Some(self.blind),
            keys: keys.collect(),
        };
        f.write_str(&toml::to_string(&file).expect("settings are plain data"))
    }
}

fn own_file() -> Option<PathBuf> {
    let folders = etcetera::base_strategy::Xdg::new().ok()?;
    Some(folders.config_dir().join("depeche").join("config.toml"))
}

/// Line, from 1, and reason.
type Fault = (usize, String);

/// The settings and keys of a file, or the first fault in it.
fn parse(text: &str) -> Result<(ConfigFile<Vec<String>>, Keymap), Fault> {
    let line_of = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        before.matches('\n').count() + 1
    };
    let file: ConfigFile<Spanned<Vec<String>>> = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(span.start));
        (line, error.message().replace('\n', " "))
    })?;
    let lines: Vec<(String, usize)> = file
        .keys
        .iter()
        .map(|(name, keys)| (name.clone(), line_of(keys.span().start)))
        .collect();
    let keys = file
        .keys
        .into_iter()
        .map(|(name, keys)| (name, keys.into_inner()))
        .collect();
    let keymap = Keymap::new(&keys).map_err(|fault| {
        let named = lines.iter().find(|(name, _)| concerns(&fault, name));
        (named.map_or(1, |(_, line)| *line), fault.to_string())
    })?;
    let ConfigFile {
        lang,
        theme,
        ascii,
        width,
        watch,
        blind,
        ..
    } = file;
    Ok((
        ConfigFile {
            lang,
            theme,
            ascii,
            width,
            watch,
            blind,
            keys,
        },
        keymap,
    ))
}

fn concerns(fault: &KeymapError, command: &str) -> bool {
    match fault {
        KeymapError::UnknownCommand(name) | KeymapError::NotAKey { name, .. } => name == command,
        KeymapError::Conflict { first, second, .. } => [*first, *second].contains(&command),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_with_its_line_and_what_is_allowed() {
        let fault = |text| parse(text).err().expect("a fault");
        let (line, reason) = fault("ascii = true\ncolour = 3\n");
        assert_eq!(line, 2);
        assert!(
            reason.contains("colour") && reason.contains("`theme`"),
            "{reason}"
        );
        let (line, reason) = fault("# mine\n\ntheme = \"blue\"\n");
        assert_eq!(line, 3);
        assert!(reason.contains("`dark`, `light`"), "{reason}");
        assert_eq!(fault("[keys]\nhelp = \"?\"\n").0, 2);
        assert_eq!(fault("width = 0").0, 1);
    }

    #[test]
    fn a_fault_in_the_keys_is_told_with_its_line() {
        let fault = |text| parse(text).err().expect("a fault");
        assert_eq!(
            fault("[keys]\nhelp = [\"h?\"]\nno-such-thing = [\"x\"]\n").0,
            3
        );
        assert_eq!(fault("[keys]\n\nhelp = [\"No such key\"]\n").0, 3);
        let (line, reason) = fault("[keys]\nhelp = [\":\"]\n");
        assert_eq!(line, 2);
        assert!(reason.contains("palette"), "{reason}");
    }

    #[test]
    fn sources_are_a_list_and_asked_in_measure() {
        let (config, _) = parse("[watch]\nsources = [\"wires\"]\nevery = 60\n").expect("sound");
        assert_eq!(config.watch.sources, ["wires"]);
        assert_eq!(config.watch.every.duration(), Duration::from_secs(60));
        let (line, reason) = parse("\n[watch]\nevery = 5\n").err().expect("a fault");
        assert_eq!(
            (line, reason.contains("at least 15")),
            (3, true),
            "{reason}"
        );
    }

    #[test]
    fn keys_are_lists_by_command() {
        let (config, _) = parse("lang = \"fr\"\n[keys]\nhelp = [\"?\", \"F1\"]\n").expect("sound");
        assert_eq!(config.lang, Some(Lang::French));
        assert_eq!(config.keys["help"], ["?", "F1"]);
    }
}
