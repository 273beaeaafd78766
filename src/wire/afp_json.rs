//! The documents of the AFP's interface: one text a paragraph in `news`, and an alert has no headline of its own.

use super::article::Stated;
use super::body;
use super::json::Json;
use super::json_fields::{self as fields, line};
use super::reflow::Block;
use super::{dateline, header};
use crate::model::{Dispatch, Level, ParagraphKind, Signal};

pub fn recognises(json: &Json<'_>) -> bool {
    json.get("uno").and_then(Json::text).is_some()
}

/// The one dispatch of a document.
pub fn read(json: &Json<'_>, new: Dispatch) -> Vec<Dispatch> {
    let common = fields::common(json, new);
    let mut said = kinds(json);
    said.extend(line(json, "advisory"));
    let mut blocks = paragraphs(json);
    if let Some(mark) = blocks.first().filter(|block| is_kill_mark(block)) {
        said.push(mark.text.clone());
        blocks.remove(0);
    }
    // Up to urgent, the headline is the first paragraph; it stays in the text, which may be nothing else.
    let urgent = common.urgency.is_some_and(|urgency| urgency < 4);
    let first = blocks
        .first()
        .filter(|_| urgent)
        .map(|block| block.text.clone());
    let slugs = fields::names(json.get("slug"));
    let creator = line(json, "creator").filter(|name| !dateline::is_agency(name));
    let mut item = Dispatch {
        id: line(json, "uno").unwrap_or_default(),
        version: line(json, "revision"),
        headline: common.headline.or(first).or_else(|| line(json, "title")),
        slug: (!slugs.is_empty()).then(|| slugs.join("-")),
        byline: common.byline.or(creator),
        subjects: subjects(json),
        level: header::level_and_signal(said.iter().map(String::as_str))
            .0
            .or(common.urgency.and_then(level)),
        version_created: fields::time(json, &["published"]).or(common.version_created),
        ..common
    };
    item.ednotes
        .extend(line(json, "advisory").map(fields::note));
    item.ednotes.extend(
        fields::names(json.get("disclaimer"))
            .into_iter()
            .map(fields::note),
    );
    item.ednotes
        .extend(fields::media_notes(json.get("bagitem")));
    let shown = |member: &str| fields::clean_line(json.get(member)?.items().first()?.text()?);
    let instead = [shown("captionContext"), shown("caption"), shown("summary")];
    let stated = Stated {
        place: line(json, "city"),
        agency: Some("AFP".to_owned()),
        ..Stated::default()
    };
    vec![fields::dispatch(item, blocks, &instead, said, stated)]
}

/// A string a paragraph; one with line ends of its own is a table or a list of shots.
fn paragraphs(json: &Json<'_>) -> Vec<Block> {
    let texts = json
        .get("news")
        .map(Json::items)
        .unwrap_or_default()
        .iter()
        .filter_map(Json::text);
    let blocks = |text: &str| {
        if text.trim().contains('\n') {
            return body::escaped_blocks(text);
        }
        let block = |text| Block {
            kind: ParagraphKind::Prose,
            text,
        };
        fields::clean_line(text).map(block).into_iter().collect()
    };
    texts.flat_map(blocks).collect()
}

/// `ANNULATION:`, alone above the text.
fn is_kill_mark(block: &Block) -> bool {
    block.text.ends_with(':')
        && header::level_and_signal([block.text.as_str()]).1 == Some(Signal::Kill)
}

/// The genres by name, and by the part of their codes that is one: `afpedtype:Lead`.
fn kinds(json: &Json<'_>) -> Vec<String> {
    let mut kinds = fields::names(json.get("genre"));
    let codes = fields::names(json.get("genreid")).into_iter();
    kinds.extend(codes.filter_map(|code| Some(code.split_once(':')?.1.to_owned())));
    kinds
}

fn subjects(json: &Json<'_>) -> Vec<String> {
    ["iptc", "mediatopic", "topic"]
        .iter()
        .flat_map(|list| fields::names(json.get(list)))
        .collect()
}

/// What the AFP's urgencies mean, where no genre says it.
fn level(urgency: u8) -> Option<Level> {
    match urgency {
        1 => Some(Level::Flash),
        2 => Some(Level::Alert),
        3 => Some(Level::Urgent),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::model::{Dispatch, Format, Level, Signal, Status};
    use crate::wire::examples::read_one;

    fn read(json: serde_json::Value) -> Dispatch {
        read_one(Format::AfpJson, json)
    }

    #[test]
    fn a_text_is_a_list_of_paragraphs() {
        let dispatch = read(json!({
            "uno": "newsml.x.1", "revision": 3, "status": "Usable", "urgency": 4, "lang": "fr", "class": "text",
            "headline": "Le roi part", "slug": ["Norvège", "royauté"], "genreid": ["afpedtype:Lead"], "advisory": "Ajoute détails",
            "signal": ["update", "correction"], "created": "2024-05-02T08:00:00Z", "published": "2024-05-02T10:00:00Z",
            "city": "Oslo", "bagItem": [{"uno": "p", "class": "picture", "caption": "Le roi"}],
            "news": ["Oslo, 2 mai 2024 (AFP) - Le roi est parti.", "Il revient.", "abc/def"],
        }));
        assert_eq!(
            dispatch.text.as_str(),
            "Oslo, 2 mai 2024 (AFP) - Le roi est parti.\n\nIl revient."
        );
        assert_eq!(
            (dispatch.id.as_str(), dispatch.version.as_deref()),
            ("newsml.x.1", Some("3"))
        );
        assert_eq!(
            (dispatch.level, dispatch.signal),
            (Some(Level::Lead), Some(Signal::Correction))
        );
        assert_eq!(
            (dispatch.slug.as_deref(), dispatch.signoff.as_deref()),
            (Some("Norvège-royauté"), Some("abc/def"))
        );
        assert_eq!(
            dispatch.dateline.unwrap().date.unwrap().to_string(),
            "2024-05-02"
        );
        assert_eq!(dispatch.ednotes.len(), 2);
        assert_eq!(
            dispatch.version_created.unwrap().to_string(),
            "2024-05-02T10:00:00+00:00"
        );
    }

    #[test]
    fn the_headline_of_an_alert_is_its_text() {
        let alert =
            read(json!({"uno": "1", "urgency": 1, "status": "", "news": ["Le roi est mort"]}));
        assert_eq!(
            (alert.headline.as_deref(), alert.text.as_str()),
            (Some("Le roi est mort"), "Le roi est mort")
        );
        assert_eq!(
            (alert.level, alert.status),
            (Some(Level::Flash), Status::Usable)
        );
    }

    #[test]
    fn a_kill_has_a_mark_above_its_text() {
        let kill = read(
            json!({"uno": "1", "urgency": 2, "status": "Canceled", "news": ["ANNULATION:", "Le roi est mort"]}),
        );
        assert_eq!(
            (kill.headline.as_deref(), kill.text.as_str()),
            (Some("Le roi est mort"), "Le roi est mort")
        );
        assert_eq!(
            (kill.status, kill.signal),
            (Status::Canceled, Some(Signal::Kill))
        );
        let held = read(json!({"uno": "1", "status": "WithHeld", "headline": "T", "news": []}));
        assert_eq!(held.status, Status::Withheld);
    }
}
