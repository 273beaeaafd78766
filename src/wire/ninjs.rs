//! ninjs, the IPTC's JSON for news, 1.0 to 3.x, and its dialects (Superdesk, TT, NTB, BBC).
//!
//! Version 1 has `headline` and `body_xhtml`, version 2 lists (`headlines`, `bodies`), version 3 other cases (`versionCreated`);
//! dialects mix them, so that all are read at once.

use super::article::Stated;
use super::body;
use super::json::Json;
use super::json_fields::{self as fields, first_line, line};
use super::reflow::Block;
use crate::model::Dispatch;

/// An identifier, and any of the members that only a news item has. Lists and roles go by the beginnings of their names.
pub fn recognises(json: &Json<'_>) -> bool {
    const CONTENT: [&str; 2] = ["headline", "bod"];
    const OTHER: [&str; 6] = [
        "type",
        "representationtype",
        "standard",
        "title",
        "versioncreated",
        "renditions",
    ];
    let has = |beginnings: &[&str]| {
        let named = |name: &str| {
            beginnings
                .iter()
                .any(|known| name.to_lowercase().starts_with(known))
        };
        json.members().iter().any(|(name, _)| named(name))
    };
    let identified = first_line(json, &["uri", "guid"]).is_some();
    // `id` alone may be that of anything.
    identified && (has(&CONTENT) || has(&OTHER)) || line(json, "id").is_some() && has(&CONTENT)
}

/// The dispatch of an object, and those of the texts that are packed into it.
pub fn read(json: &Json<'_>, new: Dispatch) -> Vec<Dispatch> {
    let mut read = vec![read_item(json, new.clone())];
    for packed in fields::associated(json.get("associations")) {
        if has_body(packed)
            && packed.get("type").and_then(Json::text) == Some("text")
            && recognises(packed)
        {
            read.extend(self::read(packed, new.clone()));
        }
    }
    read
}

fn has_body(json: &Json<'_>) -> bool {
    !valued(json, "bodies", "body_").is_empty()
}

fn read_item(json: &Json<'_>, new: Dispatch) -> Dispatch {
    let common = fields::common(json, new);
    let headline = valued(json, "headlines", "headline_")
        .into_iter()
        .map(|value| value.text);
    let headline = headline.filter_map(fields::clean_line).next();
    let mut item = Dispatch {
        id: first_line(json, &["uri", "guid", "id"]).unwrap_or_default(),
        headline: common.headline.or(headline).or_else(|| line(json, "title")),
        byline: common.byline.or_else(|| byline(json)),
        supersedes: supersedes(json),
        ..common
    };
    item.ednotes
        .extend(fields::media_notes(json.get("associations")));
    let mut blocks = body(json, &mut item);
    let description = valued(json, "descriptions", "description_")
        .into_iter()
        .find_map(|value| fields::clean_line(value.text));
    let shows = ["picture", "graphic", "video", "audio"];
    let is_medium = line(json, "type").is_some_and(|kind| shows.contains(&kind.as_str()));
    if let Some(caption) = description.as_ref().filter(|_| is_medium) {
        let known = blocks.clone();
        let caption = body::escaped_blocks(caption).into_iter();
        blocks.extend(caption.filter(|block| !known.contains(block)));
    }
    let mut said = fields::names(json.get("genres").or_else(|| json.get("genre")));
    said.extend(line(json, "profile"));
    let stated = Stated {
        place: line(json, "located"),
        agency: fields::agency(json, &["source", "copyrightholder", "infosource"]),
        ..Stated::default()
    };
    fields::dispatch(item, blocks, &[description], said, stated)
}

/// A text that comes in several roles.
struct Valued<'j> {
    role: &'j str,
    content_type: &'j str,
    text: &'j str,
}

/// The values of a list of roles, and of the members whose names begin with `prefix` and end with a role.
fn valued<'j>(json: &'j Json<'_>, list: &str, prefix: &str) -> Vec<Valued<'j>> {
    let text = |json: &'j Json<'_>, name: &str| json.get(name).and_then(Json::text);
    let items = json.get(list).map(Json::items).unwrap_or_default();
    let listed = items.iter().filter_map(|item| {
        Some(Valued {
            role: text(item, "role").unwrap_or_default(),
            content_type: text(item, "contenttype").unwrap_or_default(),
            text: text(item, "value")?,
        })
    });
    let members = json.members().iter().filter_map(|(name, value)| {
        Some(Valued {
            role: name.strip_prefix(prefix)?,
            content_type: "",
            text: value.text()?,
        })
    });
    listed.chain(members).collect()
}

/// The body in the richest form that can be read.
fn body(json: &Json<'_>, item: &mut Dispatch) -> Vec<Block> {
    let mut bodies = valued(json, "bodies", "body_");
    bodies.sort_by_key(richness);
    let read = bodies.iter().map(|body| match richness(body) {
        Richness::Text => body::escaped_blocks(body.text),
        _ => fields::marked_up(body.text, item),
    });
    read.into_iter()
        .find(|blocks| !blocks.is_empty())
        .unwrap_or_default()
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Richness {
    Html,
    Nitf,
    OtherMarkup,
    Text,
}

fn richness(body: &Valued<'_>) -> Richness {
    let is =
        |word: &str| body.role.contains(word) || body.content_type.to_lowercase().contains(word);
    if is("nitf") {
        Richness::Nitf
    } else if is("html") || is("richtext") {
        Richness::Html
    } else if body.text.trim_start().starts_with('<') {
        Richness::OtherMarkup
    } else {
        Richness::Text
    }
}

/// `by` of versions 2 and 3, else the names of the authors.
fn byline(json: &Json<'_>) -> Option<String> {
    let listed = || {
        let list = json.get("bylines").or_else(|| json.get("authors"))?;
        let names = list
            .items()
            .iter()
            .filter_map(|item| first_line(item, &["byline", "by", "name"]));
        let names = names.collect::<Vec<_>>().join(", ");
        (!names.is_empty()).then_some(names)
    };
    line(json, "by").or_else(listed)
}

/// TT names what an item replaces, Superdesk what it was written from.
fn supersedes(json: &Json<'_>) -> Option<String> {
    let replaced = json
        .get("replacing")
        .and_then(|list| list.items().last()?.text());
    replaced
        .map(str::to_owned)
        .or_else(|| first_line(json, &["evolvedfrom"]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::model::{Dispatch, Format, Level, Signal, Status};
    use crate::wire::examples::read_one;

    fn read(json: serde_json::Value) -> Dispatch {
        read_one(Format::NinJs, json)
    }

    #[test]
    fn the_first_version_names_its_members_in_small_letters() {
        let dispatch = read(json!({
            "uri": "urn:x:1", "version": "2", "type": "text", "pubstatus": "usable", "urgency": 3, "language": "fr",
            "headline": "Le roi part", "slugline": "roi-LEAD", "byline": "Par Anne Untel", "versioncreated": "2024-05-02T10:00:00Z",
            "ednote": "Ajoute <b>détails</b>", "located": "Oslo", "source": "AFP", "subject": [{"code": "1", "name": "Rois"}],
            "body_text": "Rien.", "body_xhtml": "<p>Le roi est parti.</p><p>Il revient.</p><p>abc/def</p>",
            "associations": {"a": {"type": "picture", "headline": "Le roi"}},
        }));
        assert_eq!(dispatch.text.as_str(), "Le roi est parti.\n\nIl revient.");
        assert_eq!(
            (dispatch.id.as_str(), dispatch.version.as_deref()),
            ("urn:x:1", Some("2"))
        );
        assert_eq!(
            (dispatch.urgency, dispatch.level),
            (Some(3), Some(Level::Lead))
        );
        assert_eq!(dispatch.signoff.as_deref(), Some("abc/def"));
        assert_eq!(dispatch.subjects, ["Rois"]);
        let notes: Vec<&str> = dispatch
            .ednotes
            .iter()
            .map(|note| note.text.as_str())
            .collect();
        assert_eq!(notes, ["Ajoute détails", "picture: Le roi"]);
        let dateline = dispatch.dateline.unwrap();
        assert_eq!(
            (dateline.place.as_deref(), dateline.agency.as_deref()),
            (Some("Oslo"), Some("AFP"))
        );
        assert_eq!(
            dispatch.version_created.unwrap().to_string(),
            "2024-05-02T10:00:00+00:00"
        );
    }

    #[test]
    fn later_versions_have_lists_of_roles() {
        let dispatch = read(json!({
            "uri": "urn:x:1", "type": "text", "versionCreated": "2024-05-02T10:00:00+02:00", "by": "Anne Untel",
            "headlines": [{"role": "main", "value": "Le roi part"}],
            "bodies": [
                {"role": "text", "contentType": "text/plain", "value": "Rien."},
                {"role": "html", "contentType": "text/html", "value": "<h1>Le roi part</h1><p>Le roi est parti.</p><div class='byline'>X</div>"},
            ],
        }));
        assert_eq!(dispatch.text.as_str(), "Le roi est parti.");
        assert_eq!(
            (dispatch.headline.as_deref(), dispatch.byline.as_deref()),
            (Some("Le roi part"), Some("Anne Untel"))
        );
    }

    #[test]
    fn a_body_may_be_a_nitf_document() {
        let nitf = "<nitf><head><title>T</title></head><body><body.head><hedline><hl1>T</hl1></hedline></body.head>\
            <body.content><block><p>Un.</p></block><media><media-caption>Photo</media-caption></media><p>Deux.</p></body.content></body></nitf>";
        let dispatch = read(json!({"uri": "urn:x:1", "bodies": [{"role": "nitf", "value": nitf}]}));
        assert_eq!(dispatch.text.as_str(), "Un.\n\nDeux.");
    }

    #[test]
    fn kills_and_embargoes() {
        let killed = read(
            json!({"uri": "urn:x:1", "type": "text", "pubstatus": "stat:canceled", "headline": "Le roi part"}),
        );
        assert_eq!(
            (killed.status, killed.signal),
            (Status::Canceled, Some(Signal::Kill))
        );
        let withdrawn =
            json!({"uri": "urn:x:1", "type": "text", "headline": "WITHDRAWN-Le roi part"});
        assert_eq!(read(withdrawn).status, Status::Canceled);
        let embargoed = read(
            json!({"uri": "urn:x:1", "type": "text", "embargoed": "2099-01-01T00:00:00Z", "title": "T"}),
        );
        assert_eq!(embargoed.status, Status::Embargoed);
        assert_eq!(
            embargoed.embargo.unwrap().to_string(),
            "2099-01-01T00:00:00+00:00"
        );
    }

    #[test]
    fn pictures_and_events_open_too() {
        let picture =
            read(json!({"guid": "1", "type": "picture", "description_text": "Le roi à Oslo."}));
        assert_eq!(picture.text.as_str(), "Le roi à Oslo.");
        let event = read(json!({"uri": "urn:x:1", "type": "event", "title": "Congrès"}));
        assert_eq!(
            (event.text.as_str(), event.headline.as_deref()),
            ("Congrès", Some("Congrès"))
        );
    }

    #[test]
    fn texts_packed_into_a_package_are_dispatches() {
        let package = json!({"uri": "urn:x:1", "type": "composite", "headline": "Rois", "associations": {
            "a": {"uri": "urn:x:2", "type": "text", "body_text": "Le roi est parti."},
            "b": {"uri": "urn:x:3", "type": "picture", "body_text": "Le roi."},
        }});
        let read = crate::wire::dispatches("-", package.to_string().as_bytes()).unwrap();
        let ids: Vec<(&str, usize)> = read
            .iter()
            .map(|dispatch| (dispatch.id.as_str(), dispatch.source.item))
            .collect();
        assert_eq!(ids, [("urn:x:1", 0), ("urn:x:2", 1)]);
    }
}
