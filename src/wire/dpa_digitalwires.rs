//! dpa digitalwires: `format` is `digitalwires@…`; the article is HTML, everything else is in members beside it.

use super::article::Stated;
use super::html;
use super::json::Json;
use super::json_fields::{self as fields, line};
use crate::model::{Dispatch, EditorialNote, Level};

pub fn recognises(json: &Json<'_>) -> bool {
    let format = json.get("format").and_then(Json::text);
    format.is_some_and(|format| format.starts_with("digitalwires@")) && json.get("urn").is_some()
}

/// The one dispatch of an entry.
pub fn read(json: &Json<'_>, new: Dispatch) -> Vec<Dispatch> {
    let common = fields::common(json, new);
    let (signoff, notes) = notes(json);
    let mut item = Dispatch {
        id: line(json, "urn").unwrap_or_default(),
        slug: line(json, "kicker"),
        keywords: fields::names(json.get("keyword_names")),
        subjects: fields::names(json.get("dpasubject_names")),
        created: fields::time(json, &["content_created"]),
        ednotes: notes,
        signoff,
        ..common
    };
    let mut said = fields::names(json.get("genre_names"));
    said.extend(item.ednotes.iter().map(|note| note.text.clone()));
    item.level = item.urgency.and_then(level);
    item.ednotes
        .extend(fields::media_notes(json.get("associations")));
    let mut blocks = Vec::new();
    for part in ["article_html", "infobox_html"] {
        let body = json.get(part).and_then(Json::text).unwrap_or_default();
        blocks.extend(fields::marked_up(body, &mut item));
    }
    let stated = Stated {
        dateline: line(json, "dateline"),
        agency: fields::agency(json, &["creditline"]),
        ..Stated::default()
    };
    let instead = [described(json), line(json, "teaser")];
    vec![fields::dispatch(item, blocks, &instead, said, stated)]
}

/// The sign-off, which is one of the notes, and the others; links for readers count as notes.
fn notes(json: &Json<'_>) -> (Option<String>, Vec<EditorialNote>) {
    let mut signoff = None;
    let mut notes = Vec::new();
    for item in json.get("ednotes").map(Json::items).unwrap_or_default() {
        let Some(text) = line(item, "ednote") else {
            continue;
        };
        let role = item.get("role").and_then(Json::text).unwrap_or_default();
        if role.ends_with(":closingline") {
            signoff = Some(text);
        } else {
            // What does not say that it may be published, may not.
            let publishable = item.get("is_publishable") == Some(&Json::Bool(true));
            notes.push(EditorialNote { text, publishable });
        }
    }
    if notes.is_empty() {
        notes.extend(boxed(json, "notepad.public_html", true));
        notes.extend(boxed(json, "notepad.nonpublic_html", false));
    }
    notes.extend(boxed(json, "linkbox_html", true));
    (signoff, notes)
}

/// The paragraphs of a box beside the text, as notes.
fn boxed(json: &Json<'_>, path: &str, publishable: bool) -> Vec<EditorialNote> {
    let body = json.at(path).and_then(Json::text).unwrap_or_default();
    let blocks = html::blocks(body).into_iter();
    blocks
        .map(|block| EditorialNote {
            text: block.text,
            publishable,
        })
        .collect()
}

/// The caption of a picture that is an entry of its own.
fn described(json: &Json<'_>) -> Option<String> {
    json.get("descriptions")?
        .items()
        .iter()
        .find_map(|item| line(item, "description"))
}

/// dpa's urgencies: 1 is a BLITZ, 2 an EIL; from 3 on they weigh items and name none.
fn level(urgency: u8) -> Option<Level> {
    match urgency {
        1 => Some(Level::Flash),
        2 => Some(Level::Urgent),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::model::{Dispatch, Format, Level, ParagraphKind, Signal};
    use crate::wire::examples::read_one;

    fn read(json: serde_json::Value) -> Dispatch {
        read_one(Format::DpaDigitalwires, json)
    }

    #[test]
    fn the_dateline_joins_the_article_and_private_notes_do_not() {
        let dispatch = read(json!({
            "format": "digitalwires@0.9.1", "urn": "urn:x:1", "version": 2, "version_created": "2024-05-02T10:00:00+02:00",
            "pubstatus": "usable", "signal": "sig:correction", "urgency": 2, "language": "de", "kicker": "Norwegen", "headline": "König reist ab",
            "byline": "Von Anne Unbekannt, dpa", "dateline": "Oslo (dpa) - ", "keyword_names": ["König"],
            "article_html": "<section class=\"main\"><p>Der König ist abgereist.</p><h2>Rückkehr</h2><p>Er kommt wieder.</p></section>",
            "linkbox_html": "<ul><li>Hof</li></ul>",
            "ednotes": [
                {"role": "dpaednoterole:closingline", "ednote": "dpa abc xx n1", "is_publishable": true},
                {"role": "dpaednoterole:dpacontacts", "ednote": "Autorin: <anne@example.org>", "is_publishable": false},
            ],
        }));
        assert_eq!(
            dispatch.text.as_str(),
            "Oslo (dpa) - Der König ist abgereist.\n\nRückkehr\n\nEr kommt wieder."
        );
        assert_eq!(dispatch.paragraphs[1].kind, ParagraphKind::Crosshead);
        let line = dispatch.dateline.as_ref().unwrap();
        assert_eq!(
            (&dispatch.text[line.span], line.place.as_deref()),
            ("Oslo (dpa) -", Some("Oslo"))
        );
        assert_eq!(dispatch.signoff.as_deref(), Some("dpa abc xx n1"));
        let notes: Vec<(&str, bool)> = dispatch
            .ednotes
            .iter()
            .map(|note| (note.text.as_str(), note.publishable))
            .collect();
        assert_eq!(
            notes,
            [("Autorin: <anne@example.org>", false), ("- Hof", true)]
        );
        assert_eq!(
            (dispatch.level, dispatch.signal),
            (Some(Level::Urgent), Some(Signal::Correction))
        );
        assert_eq!(
            (dispatch.slug.as_deref(), &dispatch.keywords[..]),
            (Some("Norwegen"), &["König".to_owned()][..])
        );
    }
}
