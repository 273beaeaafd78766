//! JSON Lines as doccano's project type for relation extraction reads and writes them; offsets in code points.
//!
//! doccano counts grapheme clusters instead when a project has its `grapheme_mode` on, which is off by default.

use std::hash::Hasher;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::jsonl::line;
use super::{Document, ExchangeError, Exported, Feature, Loss, Mark};
use crate::model::{CanonicalText, Fnv1a};

const LEFT_OUT: &[Feature] = &[
    Feature::Language,
    Feature::Id,
    Feature::Parts,
    Feature::Kind,
    Feature::Value,
    Feature::Chain,
    Feature::Score,
    Feature::Decision,
    Feature::Author,
    Feature::Time,
    Feature::Note,
];

#[derive(Serialize, Deserialize)]
struct Example {
    id: u64,
    text: String,
    /// What doccano keeps beside a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dispatch: Option<String>,
    entities: Vec<Entity>,
    #[serde(default)]
    relations: Vec<Relation>,
    #[serde(default, rename = "Comments")]
    comments: Vec<serde_json::Value>,
}

#[derive(Serialize, Deserialize)]
struct Entity {
    id: u64,
    start_offset: usize,
    end_offset: usize,
    label: String,
}

#[derive(Serialize, Deserialize)]
struct Relation {
    id: u64,
    from_id: u64,
    to_id: u64,
    #[serde(rename = "type")]
    kind: String,
}

/// One line, with its end.
pub fn export(document: &Document) -> Exported {
    let mut first_entity: FxHashMap<&str, u64> = FxHashMap::default();
    let mut entities: Vec<Entity> = Vec::new();
    for mark in &document.marks {
        for part in &mark.parts {
            let id = entities.len() as u64 + 1;
            first_entity.entry(&mark.id).or_insert(id);
            let at = document.text.code_points(*part);
            entities.push(Entity {
                id,
                start_offset: at.start,
                end_offset: at.end,
                label: mark.label.clone(),
            });
        }
    }
    let links = document.marks.iter().filter_map(|mark| {
        let ends =
            [mark.id.as_str(), mark.link.as_deref()?].map(|id| first_entity.get(id).copied());
        Some((ends[0]?, ends[1]?, Mark::relation(&mark.label)))
    });
    let relations = links.zip(1..).map(|((from_id, to_id, kind), id)| Relation {
        id,
        from_id,
        to_id,
        kind: kind.to_owned(),
    });
    let mut hash = Fnv1a::default();
    hash.write(document.id.as_bytes());
    let example = Example {
        // A number that JavaScript can hold.
        id: hash.finish() >> 12,
        text: document.text.as_str().to_owned(),
        dispatch: Some(document.id.clone()),
        relations: relations.collect(),
        entities,
        comments: Vec::new(),
    };
    Exported {
        content: line(&example),
        losses: Loss::of(document, LEFT_OUT),
    }
}

/// The document of one line. Marks are named after the numbers of their entities.
///
/// # Errors
/// When the line has another shape, or an entity lies outside of the text.
pub fn import(line: &str) -> Result<Document, ExchangeError> {
    let example: Example = serde_json::from_str(line)?;
    let text = CanonicalText::new(example.text);
    let name = |id: u64| format!("e{id}");
    let links: FxHashMap<u64, u64> = example
        .relations
        .iter()
        .map(|relation| (relation.from_id, relation.to_id))
        .collect();
    let mark = |entity: Entity| {
        let id = name(entity.id);
        let part = Document::passage(&text, &id, entity.start_offset..entity.end_offset)?;
        Ok(Mark {
            id,
            label: entity.label,
            parts: vec![part],
            link: links.get(&entity.id).map(|id| name(*id)),
            ..Mark::default()
        })
    };
    let marks = example.entities.into_iter().map(mark);
    let marks = marks.collect::<Result<_, ExchangeError>>()?;
    let id = example.dispatch.unwrap_or_else(|| example.id.to_string());
    Document {
        id,
        lang: None,
        text,
        marks,
    }
    .linked()
}
