//! XML that is no wire itself: the envelope of a service, or an export, with wires in it. What it holds is read like a file.

use super::xml::{self, Document};
use super::{Input, WireError};
use crate::model::Dispatch;

/// The root elements of wires that travel in others.
const WIRES: [&str; 7] = [
    "NewsML",
    "newsMessage",
    "newsItem",
    "nitf",
    "RBNews",
    "rss",
    "feed",
];

/// Any XML: what declares itself so, or ends what it begins with.
pub fn recognises(text: &str) -> bool {
    xml::root_name(text).is_some_and(|root| {
        let declared = text.trim_start().starts_with("<?xml");
        declared || text.contains(&format!("</{root}"))
    })
}

/// The dispatches of the wires in an envelope, in order.
///
/// # Errors
/// When it cannot be read, or holds no wire.
pub fn dispatches(input: &Input<'_>) -> Result<Vec<Dispatch>, WireError> {
    let document = Document::parse(&input.text)?;
    let mut found = Vec::new();
    for wire in document
        .root()
        .outermost(|element| WIRES.contains(&element.name()))
    {
        let read = super::inside(input, &input.path, wire.source().as_bytes());
        found.extend(read.unwrap_or_default());
    }
    if found.is_empty() {
        return Err(WireError::NoNews("XML"));
    }
    for (item, dispatch) in found.iter_mut().enumerate() {
        dispatch.source.charset = input.charset.into();
        dispatch.source.item = item;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use crate::model::Format;
    use crate::wire;

    #[test]
    fn wires_are_found_in_their_envelope() {
        let text = "<?xml version='1.0'?><soap:Envelope xmlns:soap='s'><soap:Body><n:nitf xmlns:n='n'><body><body.content><p>Un.</p></body.content></body></n:nitf>
            <nitf><body><body.content><p>Deux.</p></body.content></body></nitf></soap:Body></soap:Envelope>";
        let found = wire::dispatches("-", text.as_bytes()).unwrap();
        let texts: Vec<_> = found
            .iter()
            .map(|dispatch| (dispatch.text.as_str(), dispatch.source.item))
            .collect();
        assert_eq!(texts, [("Un.", 0), ("Deux.", 1)]);
        assert_eq!(found[0].source.format, Format::Nitf);
    }

    #[test]
    fn other_xml_is_refused_and_text_that_looks_like_it_is_not() {
        let fault = |text: &str| {
            wire::dispatches("-", text.as_bytes())
                .unwrap_err()
                .to_string()
        };
        let refused = "XML, but no news item of a known kind";
        assert_eq!(fault("<project><name>a</name></project>"), refused);
        assert_eq!(fault("<?xml version='1.0'?><project><na"), refused);
        let text = "<URGENT> Le roi est parti.";
        assert_eq!(
            wire::dispatches("-", text.as_bytes()).unwrap()[0]
                .text
                .as_str(),
            text
        );
    }
}
