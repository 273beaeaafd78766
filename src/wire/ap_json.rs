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
