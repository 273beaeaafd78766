//! `depeche config`: the settings in effect, in the form of a configuration file.

use super::settings::Settings;
use crate::page::sanitize;

/// A configuration file that says what is in effect, and in a comment where it was read.
pub fn shown(settings: &Settings) -> String {
    let file = match &settings.file {
        Some(path) if settings.file_read => path.display().to_string(),
        Some(path) => format!("{}, which is not there", path.display()),
        None => "none, without a home".to_owned(),
    };
    format!("# configuration file: {}\n{settings}", sanitize(&file))
}
