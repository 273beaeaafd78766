//! The items of the AP's media interface: metadata under `data.item`, the text as HTML beside them where it was fetched.

use super::article::Stated;
use super::json::Json;
use super::json_fields::{self as fields, first_line, line};
use crate::model::Dispatch;

pub fn recognises(json: &Json<'_>) -> bool {
    item(json).is_some()
}

/// The item itself, which an answer wraps once or twice.
fn item<'j, 'a>(json: &'j Json<'a>) -> Option<&'j Json<'a>> {
    let candidates = [json.at("data.item"), json.get("item"), Some(json)];
    candidates
        .into_iter()
        .flatten()
        .find(|item| item.at("altids.itemid").is_some())
}

/// The one dispatch of an item. Without a text of its own, its summary is its text.
pub fn read(json: &Json<'_>, new: Dispatch) -> Vec<Dispatch> {
    let Some(item) = item(json) else {
        return Vec::new();
    };
    let common = fields::common(item, new);
    let mut fields = Dispatch {
        id: line(item, "altids.itemid").unwrap_or_default(),
        headline: common.headline.or_else(|| line(item, "title")),
        byline: common.byline.or_else(|| bylines(item)),
        ..common
    };
    fields
        .ednotes
        .extend(fields::media_notes(item.get("associations")));
    let body = [
        json.at("nitf.body_html"),
        item.get("body_html"),
        item.at("nitf.body_html"),
    ];
    let body = body.into_iter().flatten().find_map(Json::text);
    let blocks = body
        .map(|body| fields::marked_up(body, &mut fields))
        .unwrap_or_default();
    let instead = [
        first_line(item, &["description_caption", "caption"]),
        first_line(
            item,
            &[
                "description_summary",
                "description_text",
                "headline_extended",
            ],
        ),
    ];
    let said = fields::names(item.get("editorialtypes"));
    let stated = Stated {
        place: first_line(item, &["datelinelocation.city", "located"]),
        agency: fields::agency(item, &["provider"]),
        ..Stated::default()
    };
    vec![fields::dispatch(fields, blocks, &instead, said, stated)]
}

fn bylines(item: &Json<'_>) -> Option<String> {
    let names = item
        .get("bylines")?
        .items()
        .iter()
        .filter_map(|writer| line(writer, "by"));
    let names = names.collect::<Vec<_>>().join(", ");
    (!names.is_empty()).then_some(names)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::model::{Dispatch, Format, Level};
    use crate::wire::examples::read_one;

    fn read(json: serde_json::Value) -> Dispatch {
        read_one(Format::ApJson, json)
    }

    #[test]
    fn metadata_and_text_stand_beside_each_other() {
        let dispatch = read(json!({
            "data": {"item": {
                "altids": {"itemid": "abc"}, "version": 2, "type": "text", "urgency": 4, "language": "en", "pubstatus": "usable",
                "versioncreated": "2024-05-02T10:00:00Z", "headline": "King leaves", "slugline": "BC-King, 1st Ld-Writethru",
                "bylines": [{"by": "By ANN OTHER", "title": "Writer"}], "ednote": "Eds: UPDATES: adds detail.",
                "located": "OSLO", "provider": "AP", "associations": {"1": {"type": "picture", "headline": "King"}},
            }},
            "nitf": {"body_html": "<p>OSLO, Norway (AP) — The king has left.</p>"},
        }));
        assert_eq!(
            dispatch.text.as_str(),
            "OSLO, Norway (AP) — The king has left."
        );
        assert_eq!(
            (dispatch.id.as_str(), dispatch.byline.as_deref()),
            ("abc", Some("By ANN OTHER"))
        );
        assert_eq!(dispatch.level, Some(Level::Lead));
        assert_eq!(
            dispatch.dateline.unwrap().place.as_deref(),
            Some("OSLO, Norway")
        );
        assert_eq!(dispatch.ednotes.len(), 2);
    }

    #[test]
    fn without_a_text_the_summary_is_read() {
        let dispatch = read(
            json!({"data": {"item": {"altids": {"itemid": "abc"}, "headline": "H", "description_summary": "S."}}}),
        );
        assert_eq!(dispatch.text.as_str(), "S.");
    }
}
