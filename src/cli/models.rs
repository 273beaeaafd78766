//! The user's own trained models: found in the user's folder for data, and used instead of those in the program; and what was
//! learnt from decisions on top of either.

use std::fs;
use std::io;
use std::path::PathBuf;

use etcetera::BaseStrategy;

use super::inputs::reason_of;
use super::report::{CliError, warn};
use crate::annotate::Language;
use crate::annotate::names::model::adaptation::Adaptation;
use crate::annotate::names::model::{Model, ModelError};

/// A file of the user for a language.
#[derive(Clone, Copy)]
enum File {
    Model,
    Adaptation,
}

impl File {
    /// Where it is or would be; none without a home.
    fn path(self, language: Language) -> Option<PathBuf> {
        let folders = etcetera::base_strategy::Xdg::new().ok()?;
        let of = match self {
            File::Model => "actors",
            File::Adaptation => "decisions",
        };
        let file = format!("{of}-{}.bin", language.code());
        Some(folders.data_dir().join("depeche").join("models").join(file))
    }

    /// The same, in a folder that is there.
    fn make_path(self, language: Language) -> Result<PathBuf, CliError> {
        let path = self.path(language).ok_or(CliError::NoModelFolder)?;
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        folder.map_err(|source| CliError::Output {
            to: path.display().to_string(),
            source,
        })?;
        Ok(path)
    }

    /// What is made of its bytes, which are used until the program ends. One that cannot be used is named in one line, with what is
    /// done `instead`.
    fn used<T>(
        self,
        language: Language,
        instead: &str,
        make: impl FnOnce(&'static [u8]) -> Result<T, ModelError>,
    ) -> Option<T> {
        let path = self.path(language)?;
        let reason = match fs::read(&path) {
            Ok(bytes) => match make(bytes.leak()) {
                Ok(made) => return Some(made),
                Err(error) => error.to_string(),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(error) => reason_of(&error),
        };
        warn(&format!("{}: {reason}; {instead}", path.display()));
        None
    }
}

/// Where the user's model of names of a language is or will be, in a folder that is there.
///
/// # Errors
/// Without a home, or when the folder cannot be made.
pub fn make_own_path(language: Language) -> Result<PathBuf, CliError> {
    File::Model.make_path(language)
}

/// Where what was learnt from decisions is or will be, in a folder that is there.
///
/// # Errors
/// As [`make_own_path`].
pub fn make_adaptation_path(language: Language) -> Result<PathBuf, CliError> {
    File::Adaptation.make_path(language)
}

/// The model of a language without what was learnt from decisions.
pub fn base(language: Language) -> Model<'static> {
    own(language).unwrap_or_else(|| Model::bundled(language).clone())
}

fn own(language: Language) -> Option<Model<'static>> {
    let make = |bytes| Model::new(language, bytes);
    File::Model.used(language, "using the model in the program", make)
}

/// Puts the user's models to use, and what was learnt from decisions.
pub fn install() {
    for language in Language::ALL {
        let own = own(language);
        let instead = "using the model without it (depeche train decisions)";
        let adapted = File::Adaptation.used(language, instead, |bytes| {
            let more = Adaptation::new(language, bytes)?;
            let base = own.as_ref().unwrap_or_else(|| Model::bundled(language));
            base.adapted(more)
        });
        if let Some(model) = adapted.or(own) {
            model.install(language);
        }
    }
}
