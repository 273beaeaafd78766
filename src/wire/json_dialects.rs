//! JSON wires: which dialect an object is in, and where the objects are in an answer that holds several.
//! What the members of a dialect mean is in the file of the dialect.

use super::json::{self, Json};
use super::{
    Input, WireError, afp_json, ap_json, dpa_digitalwires, json_feed, ninjs, reuters_json,
};
use crate::model::{Dispatch, Format};

/// A way to name the members of a news item.
struct Dialect {
    format: Format,
    recognises: fn(&Json<'_>) -> bool,
    /// Takes the dispatch of which nothing is known but where it was read.
    read: fn(&Json<'_>, Dispatch) -> Vec<Dispatch>,
}

/// In the order in which they are asked: the members of ninjs are the most common ones, so that it comes last.
const DIALECTS: [Dialect; 6] = [
    Dialect {
        format: Format::AfpJson,
        recognises: afp_json::recognises,
        read: afp_json::read,
    },
    Dialect {
        format: Format::DpaDigitalwires,
        recognises: dpa_digitalwires::recognises,
        read: dpa_digitalwires::read,
    },
    Dialect {
        format: Format::ApJson,
        recognises: ap_json::recognises,
        read: ap_json::read,
    },
    Dialect {
        format: Format::ReutersJson,
        recognises: reuters_json::recognises,
        read: reuters_json::read,
    },
    Dialect {
        format: Format::JsonFeed,
        recognises: json_feed::recognises,
        read: json_feed::read,
    },
    Dialect {
        format: Format::NinJs,
        recognises: ninjs::recognises,
        read: ninjs::read,
    },
];

/// Members under which the answers of agencies and search engines hold their items.
const CONTAINERS: [&str; 14] = [
    "item",
    "items",
    "data",
    "response",
    "docs",
    "documents",
    "entries",
    "hits",
    "_source",
    "results",
    "search",
    "nodes",
    "articles",
    "content",
];

pub fn recognises(text: &str) -> bool {
    json::looks_like_json(text)
}

/// The news items of a file, in order.
///
/// # Errors
/// When it is no JSON, is nested too deeply or too large, or holds no item of a known dialect.
pub fn dispatches(input: &Input<'_>) -> Result<Vec<Dispatch>, WireError> {
    let mut read = Vec::new();
    for value in json::values(&input.text)? {
        collect(&value, input, &mut read);
    }
    if read.is_empty() {
        return Err(WireError::NoNews("JSON"));
    }
    for (at, dispatch) in read.iter_mut().enumerate() {
        dispatch.source.item = at;
    }
    Ok(read)
}

/// As deep as the document is, which is bounded.
fn collect(json: &Json<'_>, input: &Input<'_>, read: &mut Vec<Dispatch>) {
    if let Json::List(items) = json {
        items.iter().for_each(|item| collect(item, input, read));
        return;
    }
    if let Some(dialect) = DIALECTS.iter().find(|dialect| (dialect.recognises)(json)) {
        read.extend((dialect.read)(json, input.fields(dialect.format, 0)));
        return;
    }
    for (name, value) in json.members() {
        if CONTAINERS.contains(&name.as_ref()) {
            collect(value, input, read);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::wire::dispatches;

    fn ids(text: &str) -> Vec<String> {
        dispatches("-", text.as_bytes())
            .unwrap()
            .into_iter()
            .map(|dispatch| dispatch.id)
            .collect()
    }

    const ITEM: &str = r#"{"uri": "urn:x:1", "type": "text", "headline": "Titre"}"#;

    #[test]
    fn items_are_found_where_answers_hold_them() {
        assert_eq!(ids(&format!("[{ITEM}, {ITEM}]")).len(), 2);
        assert_eq!(
            ids(&format!(r#"{{"total": 1, "item": [{ITEM}]}}"#)),
            ["urn:x:1"]
        );
        assert_eq!(
            ids(r#"{"response": {"docs": [{"uno": "a", "news": ["Un."]}]}}"#),
            ["a"]
        );
        assert_eq!(
            ids(
                r#"{"hits": {"hits": [{"_source": {"guid": "b", "type": "text", "headline": "T"}}]}}"#
            ),
            ["b"]
        );
        assert_eq!(
            ids(
                r#"{"data": {"items": [{"meta": {}, "item": {"altids": {"itemid": "c"}, "headline": "T"}}]}}"#
            ),
            ["c"]
        );
        assert_eq!(ids(&format!("{ITEM}\n{ITEM}\n")).len(), 2);
    }

    #[test]
    fn what_is_no_item_is_named() {
        let fault = |text: &str| dispatches("-", text.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            fault(r#"{"a": 1}"#),
            "JSON, but no news item of a known kind"
        );
        assert_eq!(fault("[]"), "JSON, but no news item of a known kind");
    }

    #[test]
    fn a_broken_transfer_keeps_what_arrived() {
        let text = r#"{"uri": "urn:x:1", "type": "text", "body_html": "<p>Un.</p><p>De"#;
        assert_eq!(
            dispatches("-", text.as_bytes()).unwrap()[0].text.as_str(),
            "Un.\n\nDe"
        );
    }

    proptest::proptest! {
        #[test]
        fn documents_that_break_off_or_change_are_read_or_refused(cut in 0usize..600, byte in 0u8..128) {
            let whole = r#"{"uri": "urn:x:1", "type": "text", "pubstatus": "usable", "urgency": 3, "headline": "Un &amp; deux",
                "keywords": ["a", {"name": "b"}], "versioncreated": "2024-05-02T10:00:00Z", "located": "Oslo", "bodies": [
                {"role": "html", "value": "<h1>Un</h1><p>Oslo (AFP) - Le roi <b>part</b>.<ul><li>a<li>b</ul><table><tr><td>1<td>2</table>"}],
                "associations": {"c": {"uri": "urn:x:2", "type": "text", "body_text": "Deux.\\n\\nTrois."}}}"#;
            let mut changed = whole.as_bytes().to_vec();
            let cut = cut.min(changed.len() - 1);
            changed[cut] = byte;
            for bytes in [&whole.as_bytes()[..cut], &changed[..]] {
                for dispatch in dispatches("-", bytes).unwrap_or_default() {
                    let paragraphs: Vec<&str> = dispatch.paragraphs.iter().map(|p| &dispatch.text[p.span]).collect();
                    proptest::prop_assert_eq!(paragraphs.join("\n\n"), dispatch.text.as_str());
                }
            }
        }
    }
}
