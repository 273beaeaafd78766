//! JIMI of The Canadian Press and La Presse Canadienne: `Publish` with one content item, whose body is escaped HTML.

use super::article::{self, Stated};
use super::xml::{self, Document, Element};
use super::{Input, WireError, body, header, times};
use crate::model::{Dispatch, EditorialNote, Format, Status, WireTime};

/// JIMI has one root, whose name alone would be too common.
pub fn recognises(text: &str) -> bool {
    xml::root_name(text) == Some("Publish") && text.contains("<ContentItem")
}

/// The dispatches of a file, in order.
///
/// # Errors
/// When it is no XML, or there is no text in it.
pub fn dispatches(input: &Input) -> Result<Vec<Dispatch>, WireError> {
    let document = Document::parse(&input.text)?;
    let mut read = Vec::new();
    let items = document
        .root()
        .outermost(|element| element.is("ContentItem"));
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
    let list = |name: &str| {
        xml::distinct(
            field(name)
                .iter()
                .flat_map(|text| text.split(','))
                .map(xml::one_line),
        )
    };
    let is_set = |name: &str| field(name).is_some_and(|text| text.eq_ignore_ascii_case("true"));
    let headline = field("Headline");
    let body = item
        .child("ContentText")
        .map(Element::raw_text)
        .unwrap_or_default();
    let blocks = body::escaped_blocks(&body);
    if blocks.is_empty() && headline.is_none() {
        return None;
    }
    let notes = [field("UpdateNote"), field("EditorNote")];
    let kind = field("WriteThruType");
    let said = [headline.as_deref(), kind.as_deref()];
    let advice = notes
        .iter()
        .flatten()
        .flat_map(|note| article::leading_words(note));
    let words = said.into_iter().flatten().chain(advice);
    let (level, signal) = header::level_and_signal(words);
    let fields = Dispatch {
        id: field("NewsCompID")
            .or_else(|| field("ContentItemID"))
            .unwrap_or_default(),
        version: field("WritethruValue"),
        lang: field("Language").and_then(|code| language(&code)),
        status: if is_set("HoldFlag") {
            Status::Withheld
        } else {
            Status::Usable
        },
        signal,
        urgency: field("RankingValue").and_then(|level| level.parse().ok()),
        level,
        slug: field("SlugProper").or_else(|| field("FileName")),
        headline,
        byline: field("Byline"),
        keywords: list("Keyword"),
        subjects: list("IndexCode"),
        ednotes: notes
            .into_iter()
            .flatten()
            .map(|text| EditorialNote {
                text,
                publishable: true,
            })
            .collect(),
        embargo: time(item, "EmbargoTime"),
        created: time(item, "CreatedDateTime"),
        version_created: time(item, "UpdatedDateTime"),
        ..input.fields(Format::CpJimi, number)
    };
    let stated = Stated {
        place: field("City"),
        agency: field("Source"),
        ..Stated::default()
    };
    Some(article::dispatch(fields, blocks, stated))
}

/// The system writes the year 1 for no time.
fn time(item: Element<'_>, name: &str) -> Option<WireTime> {
    let time = times::parse(&item.child(name)?.text()?)?;
    (time.at.year() > 1).then_some(time)
}

fn language(code: &str) -> Option<String> {
    match code {
        "1" => Some("en".to_owned()),
        "2" => Some("fr".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Format, Level, Signal, Status};
    use crate::wire::examples::read_one;

    fn read(fields: &str) -> crate::model::Dispatch {
        let text = format!(
            "\u{FEFF}<?xml version='1.0'?><Publish><ContentItem><NewsCompID>7</NewsCompID><Headline>Le roi part</Headline>{fields}
             <ContentText>&lt;p&gt;Le&amp;nbsp;roi est parti.&lt;/p&gt;</ContentText></ContentItem></Publish>"
        );
        read_one(Format::CpJimi, text)
    }

    #[test]
    fn fields() {
        let dispatch = read(
            "<SlugProper>Roi</SlugProper><Byline>Anne Untel</Byline><UpdateNote>CORRECTS para 2</UpdateNote><WritethruValue>1</WritethruValue>
             <Language>2</Language><Keyword>Roi, Palais</Keyword><City>Oslo</City><Source>La Presse Canadienne</Source>
             <WriteThruType>Writethru</WriteThruType><EmbargoTime>0001-01-01T00:00:00</EmbargoTime><UpdatedDateTime>2022-05-02T10:15:00.1-04:00</UpdatedDateTime>",
        );
        assert_eq!(
            (dispatch.id.as_str(), dispatch.version.as_deref()),
            ("7", Some("1"))
        );
        assert_eq!(dispatch.text.as_str(), "Le\u{A0}roi est parti.");
        assert_eq!(dispatch.lang.as_deref(), Some("fr"));
        assert_eq!(dispatch.keywords, ["Roi", "Palais"]);
        assert_eq!(
            (dispatch.level, dispatch.signal),
            (Some(Level::Lead), Some(Signal::Correction))
        );
        assert_eq!(dispatch.embargo, None);
        assert_eq!(
            dispatch.version_created.unwrap().to_string(),
            "2022-05-02T10:15:00.1-04:00"
        );
        assert_eq!(dispatch.dateline.unwrap().place.as_deref(), Some("Oslo"));
    }

    #[test]
    fn an_item_may_be_held() {
        assert_eq!(read("<HoldFlag>true</HoldFlag>").status, Status::Withheld);
        assert_eq!(read("<HoldFlag>false</HoldFlag>").status, Status::Usable);
    }
}
