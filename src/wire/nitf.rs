//! NITF 2.5 to 3.6: AP, AAP, EFE, NTB, PA.

use super::article::{self, Stated};
use super::xml::{self, Document, Element};
use super::{Input, WireError, body, header, times};
use crate::model::{Dispatch, EditorialNote, Format, Status, WireTime};

/// NITF has one root.
pub fn recognises(text: &str) -> bool {
    xml::root_name(text) == Some("nitf")
}

/// The one dispatch of a file.
///
/// # Errors
/// When it is no XML, or there is neither text nor headline in it.
pub fn dispatches(input: &Input) -> Result<Vec<Dispatch>, WireError> {
    let document = Document::parse(&input.text)?;
    let item = Nitf {
        root: document.root(),
    };
    let headline = item.headline();
    let blocks = body::blocks(item.root);
    let id = item.attribute("doc-id", "id-string");
    // A kill may be nothing but an identifier and a status.
    if blocks.is_empty() && headline.is_none() && id.is_none() {
        return Err(WireError::NoText);
    }
    let ednotes = item.notes();
    let advice = ednotes
        .iter()
        .flat_map(|note| article::leading_words(&note.text));
    let (level, signal) = header::level_and_signal(advice.chain(headline.as_deref()));
    let fields = Dispatch {
        id: id.unwrap_or_default(),
        version: item.attribute("du-key", "version"),
        lang: item.language(),
        status: item.status(),
        signal,
        urgency: item
            .attribute("urgency", "ed-urg")
            .and_then(|level| level.parse().ok()),
        level,
        slug: item.slug(),
        headline,
        byline: item.byline(),
        keywords: xml::distinct(item.attributes("keyword", "key")),
        subjects: xml::distinct(item.attributes("tobject.subject", "tobject.subject.refnum")),
        ednotes,
        embargo: item.time("date.release"),
        created: item.time("date.issue"),
        version_created: item.time("date.issue"),
        signoff: item.root.find("tagline").and_then(Element::text),
        ..input.fields(Format::Nitf, 0)
    };
    Ok(vec![article::dispatch(fields, blocks, item.stated())])
}

/// A document, or one that travels inside another.
struct Nitf<'d> {
    root: Element<'d>,
}

impl<'d> Nitf<'d> {
    fn attribute(&self, element: &str, name: &str) -> Option<String> {
        self.root
            .find_all(element)
            .find_map(|element| element.attribute(name))
    }

    fn attributes(
        &self,
        element: &'static str,
        name: &'static str,
    ) -> impl Iterator<Item = String> {
        self.root
            .find_all(element)
            .filter_map(move |element| element.attribute(name))
    }

    /// The content of a `meta` element.
    fn meta(&self, name: &str) -> Option<String> {
        let meta = self
            .root
            .find_all("meta")
            .find(|meta| meta.attribute("name").as_deref() == Some(name));
        meta?.attribute("content")
    }

    fn time(&self, name: &str) -> Option<WireTime> {
        times::parse(&self.attribute(name, "norm")?)
    }

    /// An embargo with an end is told by its time: the status would outlast it.
    fn status(&self) -> Status {
        let stated = self.attribute("docdata", "management-status");
        let status = stated
            .map(|status| article::status(&status))
            .unwrap_or_default();
        if status == Status::Embargoed && self.time("date.release").is_some() {
            return Status::Usable;
        }
        status
    }

    fn head(&self, name: &str) -> Option<Element<'d>> {
        self.root.find("body.head")?.find(name)
    }

    fn headline(&self) -> Option<String> {
        let headline = self.head("hl1").and_then(Element::text);
        headline.or_else(|| self.root.find("title")?.text())
    }

    /// The name without the title behind it.
    fn byline(&self) -> Option<String> {
        let byline = self.head("byline")?;
        let written: Vec<String> = byline
            .nodes()
            .filter_map(|node| match node {
                xml::Child::Element(title) if title.is("byttl") => None,
                xml::Child::Element(element) => element.text(),
                xml::Child::Text(text) => Some(xml::one_line(text)),
            })
            .filter(|text| !text.is_empty())
            .collect();
        let name = written.join(" ");
        if name.is_empty() {
            byline.text()
        } else {
            Some(name)
        }
    }

    /// The keyword of the telex formats is the slug; each agency has its own place for it.
    fn slug(&self) -> Option<String> {
        let keyword = self.attribute("keyword", "key");
        self.meta("anpa-keyword")
            .or_else(|| {
                self.attribute("du-key", "key")
                    .filter(|_| keyword.is_none())
            })
            .or(keyword)
    }

    fn notes(&self) -> Vec<EditorialNote> {
        let notes = self.attributes("ed-msg", "info");
        notes
            .map(|text| EditorialNote {
                text,
                publishable: true,
            })
            .collect()
    }

    fn language(&self) -> Option<String> {
        let base = self
            .root
            .attribute("baselang")
            .map(|lang| xml::language_tag(&lang));
        base.or_else(|| self.root.lang())
            .or_else(|| self.root.find("body")?.lang())
    }

    fn stated(&self) -> Stated {
        let written = self.head("dateline").and_then(Element::text);
        // EFE puts nothing but a time there.
        let dateline = written.filter(|line| times::parse(line).is_none());
        Stated {
            dateline,
            place: self.attribute("evloc", "city"),
            date: self.time("story.date").map(|time| time.at.date()),
            agency: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Dispatch, Format, Status};
    use crate::wire::examples::read_one;

    fn read(head: &str, body: &str) -> Dispatch {
        let text = format!(
            "<?xml version='1.0'?><nitf baselang='fr_FR'><head>{head}</head><body>{body}</body></nitf>"
        );
        read_one(Format::Nitf, text)
    }

    #[test]
    fn fields() {
        let dispatch = read(
            "<title>T</title><tobject><tobject.subject tobject.subject.refnum='02003001'/></tobject>
             <docdata management-status='usable'><doc-id id-string='NN.1'/><urgency ed-urg='3'/><du-key key='NN-ROI' version='2'/>
             <date.issue norm='20220502T101500+0200'/><ed-msg info='Ajoute détails'/><key-list><keyword key='Norvège'/></key-list></docdata>",
            "<body.head><hedline><hl1>Le roi <em>part</em></hl1></hedline><byline>Par Anne Untel<byttl>NordNews</byttl></byline>
             <dateline>Oslo</dateline></body.head><body.content><p>Le roi est parti.</p></body.content><body.end><tagline>au/nn</tagline></body.end>",
        );
        assert_eq!(dispatch.id, "NN.1");
        assert_eq!(dispatch.version.as_deref(), Some("2"));
        assert_eq!(dispatch.lang.as_deref(), Some("fr-FR"));
        assert_eq!(dispatch.urgency, Some(3));
        assert_eq!(dispatch.headline.as_deref(), Some("Le roi part"));
        assert_eq!(dispatch.byline.as_deref(), Some("Par Anne Untel"));
        assert_eq!(dispatch.slug.as_deref(), Some("Norvège"));
        assert_eq!(dispatch.keywords, ["Norvège"]);
        assert_eq!(dispatch.subjects, ["02003001"]);
        assert_eq!(dispatch.ednotes[0].text, "Ajoute détails");
        assert_eq!(
            dispatch.created.unwrap().to_string(),
            "2022-05-02T10:15:00+02:00"
        );
        assert_eq!(dispatch.signoff.as_deref(), Some("au/nn"));
        assert_eq!(dispatch.text.as_str(), "Oslo - Le roi est parti.");
    }

    #[test]
    fn an_embargo_is_a_time_or_a_status() {
        let status = |docdata: &str| {
            let dispatch = read(docdata, "<body.content><p>a</p></body.content>");
            (
                dispatch.status,
                dispatch.embargo.map(|time| time.to_string()),
            )
        };
        assert_eq!(
            status(
                "<docdata management-status='embargoed'><date.release norm='20220503T0001Z'/></docdata>"
            ),
            (Status::Usable, Some("2022-05-03T00:01:00+00:00".to_owned()))
        );
        assert_eq!(
            status("<docdata management-status='EMBARGOED'/>"),
            (Status::Embargoed, None)
        );
        assert_eq!(
            status("<docdata management-status='canceled'/>"),
            (Status::Canceled, None)
        );
    }

    #[test]
    fn without_text_only_an_identifier_counts() {
        let kill = read(
            "<docdata management-status='canceled'><doc-id id-string='NN.1'/></docdata>",
            "",
        );
        assert_eq!((kill.status, kill.text.as_str()), (Status::Canceled, ""));
        assert!(crate::wire::dispatches("a.xml", b"<nitf><body/></nitf>").is_err());
    }
}
