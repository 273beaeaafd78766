//! JSON Feed 1.0 and 1.1: `version` is an address of jsonfeed.org; every item of the feed is a dispatch.

use super::article::Stated;
use super::body;
use super::json::Json;
use super::json_fields::{self as fields, first_line, line};
use crate::model::Dispatch;

pub fn recognises(json: &Json<'_>) -> bool {
    let version = json.get("version").and_then(Json::text);
    version.is_some_and(|version| version.contains("jsonfeed.org/")) && json.get("items").is_some()
}

/// Authors in a by-line: every item of a feed repeats those of the feed.
const MOST_AUTHORS: usize = 20;

/// The items of a feed, in order.
pub fn read(feed: &Json<'_>, new: Dispatch) -> Vec<Dispatch> {
    let common = Dispatch {
        lang: line(feed, "language"),
        byline: authors(feed),
        ..new
    };
    let items = feed.get("items").map(Json::items).unwrap_or_default();
    items
        .iter()
        .map(|item| read_item(item, common.clone()))
        .collect()
}

/// What an item does not say, it has in common with its feed.
fn read_item(item: &Json<'_>, common: Dispatch) -> Dispatch {
    let mut fields = Dispatch {
        id: first_line(item, &["id", "url", "external_url"]).unwrap_or_default(),
        lang: line(item, "language").or(common.lang),
        headline: line(item, "title"),
        byline: authors(item).or(common.byline),
        keywords: fields::names(item.get("tags")),
        created: fields::time(item, &["date_published"]),
        version_created: fields::time(item, &["date_modified", "date_published"]),
        ..common
    };
    fields.ednotes = fields::media_notes(item.get("attachments"));
    let text = |name: &str| item.get(name).and_then(Json::text);
    let blocks = match (text("content_html"), text("content_text")) {
        (Some(html), _) => fields::marked_up(html, &mut fields),
        (None, Some(text)) => body::escaped_blocks(text),
        (None, None) => Vec::new(),
    };
    fields::dispatch(
        fields,
        blocks,
        &[line(item, "summary")],
        Vec::new(),
        Stated::default(),
    )
}

/// Version 1.1 lists authors, version 1 has one.
fn authors(json: &Json<'_>) -> Option<String> {
    let list = json.get("authors").or_else(|| json.get("author"));
    let names: Vec<String> = fields::names(list).into_iter().take(MOST_AUTHORS).collect();
    let names = names.join(", ");
    (!names.is_empty()).then_some(names)
}

#[cfg(test)]
mod tests {
    use crate::model::Format;

    #[test]
    fn every_item_is_a_dispatch() {
        let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "language": "fr", "authors": [{"name": "Anne Untel"}], "items": [
            {"id": "1", "title": "Un", "content_html": "<p>Le roi.</p>", "date_published": "2024-05-02T10:00:00Z", "tags": ["roi"]},
            {"id": 2, "content_text": "La reine est partie.\n\nElle revient.", "author": {"name": "Jean Untel"}}
        ]}"#;
        let read = crate::wire::dispatches("-", feed.as_bytes()).unwrap();
        let shown = |at: usize| {
            (
                read[at].id.as_str(),
                read[at].text.as_str(),
                read[at].byline.as_deref(),
                read[at].source.item,
            )
        };
        assert_eq!(shown(0), ("1", "Le roi.", Some("Anne Untel"), 0));
        assert_eq!(
            shown(1),
            (
                "2",
                "La reine est partie.\n\nElle revient.",
                Some("Jean Untel"),
                1
            )
        );
        assert_eq!(
            (read[0].lang.as_deref(), read[0].source.format),
            (Some("fr"), Format::JsonFeed)
        );
    }
}
