//! The items of Reuters Connect: `data.item`, with an XHTML page as its body.

use super::article::Stated;
use super::body;
use super::html;
use super::json::Json;
use super::json_fields::{self as fields, first_line, line};
use super::reflow::Block;
use super::xml::Document;
use crate::model::Dispatch;

pub fn recognises(json: &Json<'_>) -> bool {
    item(json).is_some()
}

/// The item itself, which an answer wraps once or twice.
fn item<'j, 'a>(json: &'j Json<'a>) -> Option<&'j Json<'a>> {
    let is_item = |item: &&Json<'_>| {
        let uri = item.get("uri").and_then(Json::text);
        item.get("usn").is_some() || uri.is_some_and(|uri| uri.starts_with("tag:reuters.com"))
    };
    let candidates = [json.at("data.item"), json.get("item"), Some(json)];
    candidates.into_iter().flatten().find(is_item)
}

/// The one dispatch of an item.
pub fn read(json: &Json<'_>, new: Dispatch) -> Vec<Dispatch> {
    let Some(item) = item(json) else {
        return Vec::new();
    };
    let common = fields::common(item, new);
    let mut fields = Dispatch {
        id: first_line(item, &["uri", "versionedguid", "usn"]).unwrap_or_default(),
        ..common
    };
    let notes = ["editornote", "editorialnote", "instructions"]
        .iter()
        .filter_map(|name| line(item, name));
    fields.ednotes.extend(notes.map(fields::note));
    fields
        .ednotes
        .extend(fields::media_notes(item.get("associations")));
    let names = ["bodyxhtml", "bodyxhtmlrich", "body", "fragment"];
    let bodies = names.iter().filter_map(|name| item.get(name)?.text());
    let read = |text| body(text).unwrap_or_else(|| fields::marked_up(text, &mut fields));
    let blocks = bodies.map(read).find(|blocks| !blocks.is_empty());
    let instead = [line(item, "caption"), line(item, "intro")];
    let stated = Stated {
        dateline: line(item, "dateline"),
        place: line(item, "located"),
        agency: Some("Reuters".to_owned()),
        ..Stated::default()
    };
    vec![fields::dispatch(
        fields,
        blocks.unwrap_or_default(),
        &instead,
        Vec::new(),
        stated,
    )]
}

/// The paragraphs of a page, all of which may stand in one element as they came from the telex; none when it is no page.
fn body(text: &str) -> Option<Vec<Block>> {
    let page = html::begins_page(text).then(|| Document::parse(text).ok())??;
    Some(body::blocks(page.root()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::model::{Dispatch, Format};
    use crate::wire::examples::read_one;

    fn read(json: serde_json::Value) -> Dispatch {
        read_one(Format::ReutersJson, json)
    }

    #[test]
    fn a_body_may_be_one_element_with_the_lines_of_a_telex() {
        let lines = "    OSLO, May 2 (Reuters) - The king has left the town of\nhis birth on board of a ship, his court said.\n    \
            He will be back in the first days of the summer, for\nthe feast of the fishermen.\n    He left alone, and nobody in town saw\nhim go.\n";
        let body = format!("<html><head><title/></head><body><p>{lines}</p></body></html>");
        let dispatch =
            read(json!({"usn": "X", "uri": "tag:reuters.com,2024:X", "bodyXhtml": body}));
        assert_eq!(dispatch.paragraphs.len(), 3);
    }

    #[test]
    fn the_body_is_a_page() {
        let dispatch = read(json!({"data": {"item": {
            "uri": "tag:reuters.com,2024:newsml_X", "usn": "X", "type": "text", "versionCreated": "2024-05-02T10:00:00.000Z",
            "slug": "KING/", "headLine": "King leaves", "byLine": "Ann Other", "urgency": 4, "language": "en", "keyword": null,
            "bodyXhtml": "<html><head><title/></head><body><p>OSLO, May 2 (Reuters) - The king\nhas left.</p></body></html>",
        }}}));
        assert_eq!(
            dispatch.text.as_str(),
            "OSLO, May 2 (Reuters) - The king has left."
        );
        assert_eq!(
            (dispatch.headline.as_deref(), dispatch.byline.as_deref()),
            (Some("King leaves"), Some("Ann Other"))
        );
        assert_eq!(
            dispatch.dateline.unwrap().date.unwrap().to_string(),
            "2024-05-02"
        );
    }
}
