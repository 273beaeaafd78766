//! UIMA CAS in JSON, serialisation format 0.4 of the UIMA project; offsets in UTF-16 units.
//!
//! A passage with a gap becomes one feature structure for each part, under one `annoId`.

use serde_json::{Map, Value, json};

use super::cas_xmi::{FEATURES, LEFT_OUT, Row, SOFA, TYPE, rows};
use super::{Document, Exported, Loss};

/// The file with its type system.
pub fn export(document: &Document) -> Exported {
    let rows = rows(document);
    let features = FEATURES
        .iter()
        .map(|(name, range)| (name.to_string(), json!({"%NAME": name, "%RANGE": range})));
    let mut declaration: Map<String, Value> = features.collect();
    declaration.insert("%NAME".into(), TYPE.into());
    declaration.insert("%SUPER_TYPE".into(), "uima.tcas.Annotation".into());
    let text = document.text.as_str();
    let sofa = json!({"%ID": SOFA, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
                      "mimeType": "text/plain", "sofaString": text});
    let structures: Vec<Value> = std::iter::once(sofa)
        .chain(rows.iter().map(structure))
        .collect();
    let members: Vec<usize> = rows.iter().map(|row| row.number).collect();
    let cas = json!({
        "%TYPES": {TYPE: declaration},
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {"_InitialView": {"%SOFA": SOFA, "%MEMBERS": members}},
    });
    let kept = |loss: &Loss| loss.feature != super::Feature::ControlCharacters;
    Exported {
        content: format!("{cas:#}\n"),
        losses: Loss::of(document, LEFT_OUT)
            .into_iter()
            .filter(kept)
            .collect(),
    }
}

fn structure(row: &Row<'_>) -> Value {
    let [begin, end] = row.range;
    let mut structure =
        json!({"%ID": row.number, "%TYPE": TYPE, "@sofa": SOFA, "begin": begin, "end": end});
    for (name, value) in row.words() {
        structure[name] = value.into();
    }
    if let Some((name, to)) = row.link {
        structure[format!("@{name}")] = to.into();
    }
    if let Some(score) = row.mark.score {
        structure["score"] = score.into();
    }
    structure
}
