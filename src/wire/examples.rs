//! What the tests of the formats share: reading an example and making sure of its format.

use crate::model::{Dispatch, Format};

/// The dispatches of a text in a format.
///
/// # Panics
/// When it is not read, or as something else.
pub fn read(format: Format, text: impl ToString) -> Vec<Dispatch> {
    let text = text.to_string();
    let found = super::dispatches("-", text.as_bytes()).unwrap();
    let as_expected = |dispatch: &Dispatch| dispatch.source.format == format;
    assert!(found.iter().all(as_expected), "{text}");
    found
}

/// The one dispatch of a text in a format.
///
/// # Panics
/// As [`read`], and when it holds several.
pub fn read_one(format: Format, text: impl ToString) -> Dispatch {
    let mut found = read(format, text);
    assert_eq!(found.len(), 1);
    found.remove(0)
}
