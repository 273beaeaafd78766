//! The user's own trained models: found in the user's folder for data, and used instead of those in the program.

use std::fs;
use std::io;
use std::path::PathBuf;

use etcetera::BaseStrategy;

use super::inputs::reason_of;
use super::report::{CliError, warn};
use crate::annotate::Language;
use crate::annotate::names::model::Model;

/// Where the user's model of names of a language is or would be; none without a home.
fn own_path(language: Language) -> Option<PathBuf> {
    let folders = etcetera::base_strategy::Xdg::new().ok()?;
    let file = format!("actors-{}.bin", language.code());
    Some(folders.data_dir().join("depeche").join("models").join(file))
}

/// The same, in a folder that is there.
///
/// # Errors
/// Without a home, or when the folder cannot be made.
pub fn make_own_path(language: Language) -> Result<PathBuf, CliError> {
    let path = own_path(language).ok_or(CliError::NoModelFolder)?;
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder.map_err(|source| CliError::Output {
        to: path.display().to_string(),
        source,
    })?;
    Ok(path)
}

/// Puts the user's models to use. One that cannot be used is named in one line, and the program's own does its work.
pub fn install() {
    for language in Language::ALL {
        let Some(path) = own_path(language) else {
            return;
        };
        let reason = match fs::read(&path) {
            // Used until the program ends.
            Ok(bytes) => match Model::new(language, bytes.leak()) {
                Ok(model) => {
                    model.install(language);
                    continue;
                }
                Err(error) => error.to_string(),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => reason_of(&error),
        };
        warn(&format!(
            "{}: {reason}; using the model in the program",
            path.display()
        ));
    }
}
