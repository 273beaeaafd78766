//! What the members of JSON wires have in common, whatever their dialect: lines, times, names, states, bodies.

use std::borrow::Cow;

use super::article::{self, Stated};
use super::html::{self, Passage};
use super::json::Json;
use super::reflow::Block;
use super::{dateline, header, times, xml};
use crate::model::{Dispatch, EditorialNote, ParagraphKind, Signal, Status, WireTime};

/// A text or number as one clean line; markup that strays into it goes. `path` is as in [`Json::at`].
pub fn line(json: &Json<'_>, path: &str) -> Option<String> {
    clean_line(json.at(path)?.text()?)
}

/// The first of several members that says anything.
pub fn first_line(json: &Json<'_>, paths: &[&str]) -> Option<String> {
    paths.iter().find_map(|path| line(json, path))
}

/// A text as one line without markup and controls; none when nothing is left.
pub fn clean_line(text: &str) -> Option<String> {
    let marked_up = text.contains(['<', '&']);
    let line = xml::one_line(&if marked_up {
        html::line(text).into()
    } else {
        Cow::Borrowed(text)
    });
    (!line.is_empty()).then_some(line)
}

/// The first of several members that is a time.
pub fn time(json: &Json<'_>, names: &[&str]) -> Option<WireTime> {
    names
        .iter()
        .find_map(|name| times::parse(json.get(name)?.text()?))
}

/// What the items of a list are called: texts, or objects with a name, else a code. Each once. A text alone is a list with commas.
pub fn names(list: Option<&Json<'_>>) -> Vec<String> {
    if let Some(Json::Text(alone)) = list {
        return xml::distinct(alone.split([',', ';']).filter_map(clean_line));
    }
    let items = list.map(Json::items).unwrap_or_default().iter();
    xml::distinct(items.filter_map(|item| match item {
        Json::Object(_) => first_line(item, &["name", "literal", "code"]),
        item => item.text().and_then(clean_line),
    }))
}

/// The members that most dialects share, under any of the names that they have for them.
pub fn common(json: &Json<'_>, new: Dispatch) -> Dispatch {
    let headline = first_line(json, &["headline", "headline_main"]);
    let embargo = time(json, &["embargoed"]);
    let stated = first_line(json, &["pubstatus", "status"]);
    let status = match stated {
        Some(word) => article::status(&word),
        None if embargo.is_some() => Status::Embargoed,
        None => Status::Usable,
    };
    let killed = (status == Status::Canceled).then_some(Signal::Kill);
    Dispatch {
        version: line(json, "version"),
        lang: first_line(json, &["language", "lang"]).map(|tag| xml::language_tag(&tag)),
        status,
        signal: killed.or_else(|| signal(json)),
        urgency: urgency(json),
        slug: first_line(json, &["slugline", "slug"]),
        headline,
        byline: line(json, "byline"),
        keywords: names(json.get("keywords").or_else(|| json.get("keyword"))),
        subjects: names(json.get("subjects").or_else(|| json.get("subject"))),
        ednotes: line(json, "ednote").map(note).into_iter().collect(),
        embargo,
        created: time(json, &["firstcreated", "contentcreated", "created"]),
        version_created: time(json, &["versioncreated", "version_created", "updated"]),
        ..new
    }
}

/// `sig:correction`, or a list of which the gravest counts.
fn signal(json: &Json<'_>) -> Option<Signal> {
    let stated = json.get("signals").or_else(|| json.get("signal"))?;
    let word = |item: &Json<'_>| {
        let text = item
            .text()
            .or_else(|| item.get("code").or_else(|| item.get("name"))?.text())?;
        match text.rsplit(':').next()?.trim().to_lowercase().as_str() {
            "update" | "u" => Some(Signal::Update),
            "correction" | "c" => Some(Signal::Correction),
            "kill" | "delete" | "d" => Some(Signal::Kill),
            _ => None,
        }
    };
    let said: Vec<Signal> = stated.items().iter().filter_map(word).collect();
    [Signal::Kill, Signal::Correction, Signal::Update]
        .into_iter()
        .find(|signal| said.contains(signal))
}

fn urgency(json: &Json<'_>) -> Option<u8> {
    let number = json.get("urgency")?.text()?.trim().parse().ok()?;
    (1..=9).contains(&number).then_some(number)
}

/// A note that readers may see.
pub fn note(text: String) -> EditorialNote {
    EditorialNote {
        text,
        publishable: true,
    }
}

/// The items that go with one, which stand in a list or under names.
pub fn associated<'j, 'a>(associations: Option<&'j Json<'a>>) -> Vec<&'j Json<'a>> {
    match associations {
        Some(Json::Object(members)) => members.iter().map(|(_, item)| item).collect(),
        list => list.map(Json::items).unwrap_or_default().iter().collect(),
    }
}

/// One line for each picture or video that goes with a text: its kind, and what it is called or shows.
pub fn media_notes(associations: Option<&Json<'_>>) -> Vec<EditorialNote> {
    const MOST: usize = 20;
    let mut notes: Vec<EditorialNote> = Vec::new();
    for item in associated(associations) {
        let rendition = || line(item.get("medias")?.items().first()?, "type");
        let kind = first_line(item, &["type", "class"]).or_else(rendition);
        let Some(kind) = kind.filter(|kind| kind != "text") else {
            continue;
        };
        let shown = first_line(item, &["headline", "description_text", "caption"])
            .or_else(|| described(item));
        let note = note(shown.map_or(kind.clone(), |shown| format!("{kind}: {shown}")));
        if notes.len() < MOST && !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

fn described(item: &Json<'_>) -> Option<String> {
    let first = |list| item.get(list).and_then(|list| list.items().first());
    first("headlines")
        .or_else(|| first("descriptions"))
        .and_then(|item| line(item, "value"))
}

/// The paragraphs of a marked-up body, without what repeats the fields: by-line, vignette, captions of pictures.
/// Fills in the by-line where no field had it.
pub fn marked_up(body: &str, fields: &mut Dispatch) -> Vec<Block> {
    let passages = html::passages(body);
    let in_nitf = passages.iter().any(|passage| passage.is_in("body.content"));
    let mut blocks = Vec::new();
    for passage in passages {
        let outside = in_nitf && !passage.is_in("body.content");
        if outside || is_beside_the_text(&passage) {
            continue;
        }
        if passage.has_class("byline") {
            fields.byline = fields.byline.take().or(Some(passage.block.text));
            continue;
        }
        blocks.push(passage.block);
    }
    blocks
}

fn is_beside_the_text(passage: &Passage<'_>) -> bool {
    let picture = (passage.is_in("figure") || passage.is_in("media"))
        && passage.block.kind != ParagraphKind::Preformatted;
    let vignette = passage.has_class("dat") || passage.has_class("vignette");
    picture || vignette || passage.is_in("title") || passage.is_in("nav") || passage.is_in("footer")
}

/// The dispatch of a body and its fields. Without a body, what is there of caption, summary and headline is its text, so that
/// pictures and events open too. Levels and signals may stand in the words before the headline, or in one of `said`.
pub fn dispatch(
    mut fields: Dispatch,
    mut blocks: Vec<Block>,
    instead: &[Option<String>],
    mut said: Vec<String>,
    stated: Stated,
) -> Dispatch {
    if blocks.is_empty() {
        let text = instead
            .iter()
            .flatten()
            .next()
            .or(fields.headline.as_ref())
            .cloned();
        blocks.extend(text.map(|text| Block {
            kind: ParagraphKind::Prose,
            text,
        }));
    }
    said.extend(fields.slug.iter().flat_map(|slug| endings(slug)));
    said.extend(fields.headline.clone());
    let (level, signal) = header::level_and_signal(said.iter().map(String::as_str));
    fields.level = fields.level.or(level);
    fields.signal = fields.signal.or(signal);
    article::dispatch(fields, blocks, stated)
}

/// The last words of a slug, in which a level may stand: `roi-LEAD`, `BC-King, 1st Ld-Writethru`.
fn endings(slug: &str) -> Vec<String> {
    let behind = |marks: &[char]| {
        slug.rsplit_once(marks)
            .map(|(_, end)| end.trim_end_matches(')').to_owned())
    };
    [behind(&[',']), behind(&['-', '(', '/'])]
        .into_iter()
        .flatten()
        .collect()
}

/// The first name that is that of an agency, or of several.
pub fn agency(json: &Json<'_>, names: &[&str]) -> Option<String> {
    let mut named = names.iter().filter_map(|name| line(json, name));
    named.find(|name| name.split('/').all(dateline::is_agency))
}
