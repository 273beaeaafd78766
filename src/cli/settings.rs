//! What the user may set: `config.toml`, overruled by the command line, filled up from the locale.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

use super::inputs::reason_of;
use super::locale::Locale;
use super::texts::Lang;
use crate::tui::keymap::{Keymap, KeymapError};
use crate::tui::theme::Palette;

/// Settings in effect.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Command → keys, as written in `[keys]`.
    pub keys: BTreeMap<String, Vec<String>>,
}

/// Which colours the reader uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// The terminal's own, readable on light and dark.
    #[default]
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

/// The shape of `config.toml`. These names are promises to files already written.
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    lang: Option<Lang>,
    theme: Option<Theme>,
    ascii: Option<bool>,
    width: Option<NonZero<u16>>,
    #[serde(default)]
    keys: BTreeMap<String, Vec<String>>,
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
    #[error("{}: [keys] {source}", .path.display())]
    Keys { path: PathBuf, source: KeymapError },
}

impl Settings {
    /// Reads the configuration file: the one that is `named`, which must be there, or else the user's own, which need not.
    ///
    /// # Errors
    /// When the file cannot be read, or holds a key or value that means nothing.
    pub fn load(
        named: Option<&Path>,
        lang: Option<Lang>,
        locale: &Locale,
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
        let parsed = text.as_deref().map(parse).transpose();
        let config = parsed.map_err(|(line, reason)| SettingsError::Invalid {
            path: file.clone().unwrap_or_default(),
            line,
            reason,
        })?;
        let file_read = config.is_some();
        let config = config.unwrap_or_default();
        Ok(Settings {
            file,
            file_read,
            lang: lang.or(config.lang).unwrap_or(locale.lang),
            theme: config.theme.unwrap_or(if locale.colour {
                Theme::default()
            } else {
                Theme::Mono
            }),
            ascii: config.ascii.unwrap_or(!locale.unicode),
            width: config.width,
            keys: config.keys,
        })
    }
}

impl Settings {
    /// The key table with the changes of `[keys]`.
    ///
    /// # Errors
    /// An unknown command, something that is no key, or a key for two commands.
    pub fn keymap(&self) -> Result<Keymap, SettingsError> {
        let path = self.file.clone().unwrap_or_default();
        Keymap::new(&self.keys).map_err(|source| SettingsError::Keys { path, source })
    }
}

/// In the form of a configuration file.
impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = ConfigFile {
            lang: Some(self.lang),
            theme: Some(self.theme),
            ascii: Some(self.ascii),
            width: self.width,
            keys: self.keys.clone(),
        };
        let text = toml::to_string(&file).expect("settings are plain data");
        f.write_str(&text)
    }
}

fn own_file() -> Option<PathBuf> {
    let folders = etcetera::base_strategy::Xdg::new().ok()?;
    Some(folders.config_dir().join("depeche").join("config.toml"))
}

/// The file's settings, or the line (from 1) of the first fault and what it is.
fn parse(text: &str) -> Result<ConfigFile, (usize, String)> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count() + 1);
        (line, error.message().replace('\n', " "))
    })
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
    fn keys_are_lists_by_action() {
        let config =
            parse("lang = \"fr\"\n[keys]\nnext_quotation = [\"c\", \"n\"]\n").unwrap_or_default();
        assert_eq!(config.lang, Some(Lang::French));
        assert_eq!(config.keys["next_quotation"], ["c", "n"]);
    }
}
