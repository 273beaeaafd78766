//! `RBNews` of Ritzau: a flat list of fields, with the body as escaped HTML.

use super::article::{self, Stated};
use super::xml::{self, Document, Element};
use super::{Input, WireError, body, html, times};
use crate::model::{Dispatch, EditorialNote, Format, Level, Signal, Status};

/// `RBNews` stands alone or in a list.
pub fn recognises(text: &str) -> bool {
    matches!(xml::root_name(text), Some("RBNews" | "ArrayOfRBNews"))
}

/// The dispatches of a file, in order.
///
/// # Errors
/// When it is no XML, or there is no text in it.
pub fn dispatches(input: &Input) -> Result<Vec<Dispatch>, WireError> {
    let document = Document::parse(&input.text)?;
    let root = document.root();
    let items = if root.is("RBNews") {
        vec![root]
    } else {
        root.outermost(|element| element.is("RBNews"))
    };
    let mut read = Vec::new();
    for item in items {
        read.extend(dispatch(item, input, read.len()));
    }
    if read.is_empty() {
        return Err(WireError::NoText);
    }
    Ok(read)
}

fn dispatch(item: Element<'_>, input: &Input, number: usize) -> Option<Dispatch> {
    let field = |name: &str| item.child(name).and_then(Element::text);
    let line = |name: &str| {
        field(name)
            .map(|text| html::line(&text))
            .filter(|text| !text.is_empty())
    };
    let is_set = |name: &str| field(name).is_some_and(|text| text == "true" || text == "1");
    let body = item
        .child("content")
        .map(Element::raw_text)
        .unwrap_or_default();
    let blocks = body::escaped_blocks(&body);
    let headline = line("headline");
    if blocks.is_empty() && headline.is_none() {
        return None;
    }
    let note = |name, publishable| line(name).map(|text| EditorialNote { text, publishable });
    let contact = ["byLine", "byLineEmail", "byLinePhone"].map(field);
    let contact = contact
        .into_iter()
        .flatten()
        .reduce(|all, part| format!("{all}, {part}"));
    let killed = is_set("Annuleret");
    let signal = [
        (killed, Signal::Kill),
        (is_set("Korrektion"), Signal::Correction),
        (is_set("NyVersion"), Signal::Update),
    ];
    let fields = Dispatch {
        id: field("NewsID").unwrap_or_default(),
        version: field("version"),
        lang: Some("da".to_owned()),
        status: if killed {
            Status::Canceled
        } else {
            Status::Usable
        },
        signal: signal
            .into_iter()
            .find(|(set, _)| *set)
            .map(|(_, signal)| signal),
        urgency: field("Priority").and_then(|level| level.parse().ok()),
        level: is_set("InfoFlash").then_some(Level::Flash),
        slug: field("strapline"),
        headline,
        // What is printed; `byLine` names the writer to editors, with telephone and address.
        byline: line("origin").or_else(|| line("byLine")),
        keywords: item.child("SubjectKeyword").map(texts).unwrap_or_default(),
        subjects: item
            .child("IPTCList")
            .map(texts)
            .unwrap_or_default()
            .into_iter()
            .map(eight_digits)
            .collect(),
        ednotes: [
            note("subtitle", true),
            note("TilRedaktionen", false),
            contact.map(|text| EditorialNote {
                text,
                publishable: false,
            }),
        ]
        .into_iter()
        .flatten()
        .collect(),
        version_created: field("PublishDate").and_then(|time| times::parse(&time)),
        supersedes: field("replacedID").or_else(|| field("Replaces")),
        ..input.fields(Format::Ritzau, number)
    };
    let agency = field("origin").map(|origin| origin.trim_matches('/').to_owned());
    let stated = Stated {
        place: line("town"),
        agency,
        ..Stated::default()
    };
    Some(article::dispatch(fields, blocks, stated))
}

fn texts(list: Element<'_>) -> Vec<String> {
    list.children().filter_map(Element::text).collect()
}

/// Subject codes of the IPTC have eight digits; as numbers they lose the zeros before them.
fn eight_digits(code: String) -> String {
    format!("{code:0>8}")
}

#[cfg(test)]
mod tests {
    use crate::model::{Signal, Status};
    use crate::wire::dispatches;

    #[test]
    fn fields() {
        let text = "<RBNews><NewsID>r1</NewsID><PublishDate>2022-05-02T10:15:00.7</PublishDate><strapline>NORGE/KONGE</strapline>
            <headline>Kongen rejser</headline><town>Oslo</town><origin>/ritzau/</origin><version>2</version>
            <content>&lt;p&gt;Kongen er rejst.&lt;/p&gt;&lt;p&gt;/ritzau/&lt;/p&gt;</content><Priority>3</Priority>
            <IPTCList><a:int>4000000</a:int></IPTCList><Korrektion>true</Korrektion><byLine>Anne Nordmand</byLine><byLinePhone>1</byLinePhone></RBNews>";
        let dispatch = dispatches("a.xml", text.as_bytes()).unwrap().remove(0);
        assert_eq!(dispatch.id, "r1");
        assert_eq!(dispatch.text.as_str(), "Kongen er rejst.");
        assert_eq!(dispatch.signoff.as_deref(), Some("/ritzau/"));
        assert_eq!(dispatch.subjects, ["04000000"]);
        assert_eq!(dispatch.signal, Some(Signal::Correction));
        assert_eq!(
            dispatch.version_created.unwrap().to_string(),
            "2022-05-02T10:15:00.7"
        );
        let contact = &dispatch.ednotes[0];
        assert_eq!(
            (contact.text.as_str(), contact.publishable),
            ("Anne Nordmand, 1", false)
        );
        let line = dispatch.dateline.unwrap();
        assert_eq!(
            (line.place.as_deref(), line.agency.as_deref()),
            (Some("Oslo"), Some("ritzau"))
        );
    }

    #[test]
    fn lists_and_kills() {
        let text = "<ArrayOfRBNews><RBNews><headline>A</headline></RBNews><RBNews><headline>B</headline><Annuleret>true</Annuleret></RBNews></ArrayOfRBNews>";
        let read = dispatches("a.xml", text.as_bytes()).unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(
            (read[1].status, read[1].signal),
            (Status::Canceled, Some(Signal::Kill))
        );
    }
}
