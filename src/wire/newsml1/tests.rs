use crate::model::{Dispatch, Format, Level, Signal, Status};
use crate::wire::examples::read_one;
use crate::wire::{WireError, dispatches};

/// A message of one item, with what stands in its parts.
fn message(management: &str, component: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='utf-8'?>
<NewsML><NewsEnvelope><Priority FormalName='4'/></NewsEnvelope><NewsItem xml:lang='FR'>
<Identification><NewsIdentifier><ProviderId>nord.example</ProviderId><DateId>20220502</DateId><NewsItemId>N1</NewsItemId>
<RevisionId PreviousRevision='1' Update='N'>2</RevisionId><PublicIdentifier>urn:newsml:nord.example:20220502:N1:2</PublicIdentifier>
</NewsIdentifier><NameLabel>Norvège-royauté</NameLabel></Identification>
<NewsManagement><FirstCreated>20220502T101500Z</FirstCreated><ThisRevisionCreated>20220502T111500+0200</ThisRevisionCreated>{management}
</NewsManagement><NewsComponent>{component}</NewsComponent></NewsItem></NewsML>"
    )
}

const LINES: &str = "<NewsLines><DateLine>Oslo, 2 mai 2022 (AFP) -</DateLine><HeadLine>Le roi part</HeadLine></NewsLines>";
const TEXT: &str = "<ContentItem><MediaType FormalName='Text'/><DataContent><p>Le roi est parti.</p><p/><p>abc/def</p></DataContent></ContentItem>";

fn read(management: &str, component: &str) -> Dispatch {
    read_one(Format::NewsMl1, message(management, component))
}

#[test]
fn fields() {
    let dispatch = read(
        "<Status FormalName='USABLE'/><Urgency FormalName='3'/>",
        &format!(
            "{LINES}<DescriptiveMetadata><Property FormalName='Keyword' Value='roi'/>
             <SubjectCode><Subject FormalName='11000000'/></SubjectCode><SubjectCode><Subject FormalName='11000000'/></SubjectCode>
             </DescriptiveMetadata>{TEXT}"
        ),
    );
    assert_eq!(dispatch.source.format, Format::NewsMl1);
    assert_eq!(dispatch.id, "urn:newsml:nord.example:20220502:N1:2");
    assert_eq!(dispatch.version.as_deref(), Some("2"));
    assert_eq!(
        dispatch.supersedes.as_deref(),
        Some("urn:newsml:nord.example:20220502:N1:1")
    );
    assert_eq!(dispatch.signal, Some(Signal::Update));
    assert_eq!(dispatch.lang.as_deref(), Some("fr"));
    assert_eq!(
        (dispatch.status, dispatch.urgency),
        (Status::Usable, Some(3))
    );
    assert_eq!(dispatch.slug.as_deref(), Some("Norvège-royauté"));
    assert_eq!(dispatch.headline.as_deref(), Some("Le roi part"));
    assert_eq!(dispatch.keywords, ["roi"]);
    assert_eq!(dispatch.subjects, ["11000000"]);
    assert_eq!(
        dispatch.created.unwrap().to_string(),
        "2022-05-02T10:15:00+00:00"
    );
    assert_eq!(
        dispatch.version_created.unwrap().to_string(),
        "2022-05-02T11:15:00+02:00"
    );
    assert_eq!(dispatch.signoff.as_deref(), Some("abc/def"));
    assert_eq!(
        dispatch.text.as_str(),
        "Oslo, 2 mai 2022 (AFP) - Le roi est parti."
    );
}

#[test]
fn an_alert_has_no_headline() {
    let dispatch = read(
        "<NewsItemType FormalName='Alert'/>",
        &format!("<NewsLines><HeadLine/></NewsLines>{TEXT}"),
    );
    assert_eq!(
        (dispatch.headline, dispatch.level),
        (None, Some(Level::Alert))
    );
    // Of the envelope.
    assert_eq!(dispatch.urgency, Some(4));
}

#[test]
fn signals() {
    let signal = |management: &str, lines: &str| {
        let dispatch = read(management, &format!("<NewsLines>{lines}</NewsLines>{TEXT}"));
        (dispatch.signal.unwrap(), dispatch.ednotes.len())
    };
    let advisory = |text: &str| {
        format!(
            "<NewsLine><NewsLineType FormalName='AdvisoryLine'/><NewsLineText>{text}</NewsLineText></NewsLine>"
        )
    };
    assert_eq!(
        signal("<Status FormalName='Canceled'/>", ""),
        (Signal::Kill, 0)
    );
    assert_eq!(
        signal("<Instruction FormalName='Rectify'/>", ""),
        (Signal::Correction, 0)
    );
    assert_eq!(
        signal("", &advisory("CORRECTS para 4")),
        (Signal::Correction, 1)
    );
    assert_eq!(
        signal("", &advisory("UPDATES with quotes")),
        (Signal::Update, 1)
    );
}

#[test]
fn an_embargo_ends_when_the_status_changes() {
    let dispatch = read(
        "<Status FormalName='Embargoed'/><StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>20220503T000000Z</DateAndTime></StatusWillChange>",
        TEXT,
    );
    assert_eq!(dispatch.status, Status::Embargoed);
    assert_eq!(
        dispatch.embargo.unwrap().to_string(),
        "2022-05-03T00:00:00+00:00"
    );
}

#[test]
fn captions_follow_the_text_and_pictures_are_no_error() {
    let picture = "<NewsComponent><NewsLines><HeadLine>Le roi</HeadLine></NewsLines>
        <NewsComponent><ContentItem><MediaType FormalName='Text'/><DataContent><p>Le roi sur le quai</p></DataContent></ContentItem></NewsComponent>
        <NewsComponent><ContentItem Href='a.jpg'><MediaType FormalName='Photo'/></ContentItem></NewsComponent></NewsComponent>";
    let text = "<NewsComponent><ContentItem><DataContent><p>Le roi est parti.</p></DataContent></ContentItem></NewsComponent>";
    let dispatch = read("", &format!("{LINES}{text}{picture}"));
    assert_eq!(dispatch.headline.as_deref(), Some("Le roi part"));
    assert_eq!(
        dispatch.text.as_str(),
        "Oslo, 2 mai 2022 (AFP) - Le roi est parti.\n\nLe roi sur le quai"
    );
}

#[test]
fn a_title_among_the_texts_is_the_headline() {
    let part = |role: &str, text: &str| {
        format!(
            "<NewsComponent><Role FormalName='{role}'/><ContentItem><DataContent>{text}</DataContent></ContentItem></NewsComponent>"
        )
    };
    let parts =
        part("Title", "Le roi part") + &part("Lead", "") + &part("Body", "Le roi est parti.");
    let dispatch = read(
        "",
        &format!("<NewsLines><HeadLine>Le roi part</HeadLine></NewsLines>{parts}"),
    );
    assert_eq!(dispatch.text.as_str(), "Le roi est parti.");
    let alert = part("Main", "Le roi part");
    let dispatch = read(
        "",
        &format!("<NewsLines><HeadLine>Le roi part</HeadLine></NewsLines>{alert}"),
    );
    assert_eq!(dispatch.text.as_str(), "Le roi part");
}

#[test]
fn each_language_is_a_dispatch() {
    let part = |lang: &str, text: &str| {
        format!(
            "<NewsComponent xml:lang='{lang}'><NewsLines><HeadLine>{lang}</HeadLine></NewsLines><ContentItem><DataContent>{text}</DataContent></ContentItem></NewsComponent>"
        )
    };
    let text = message("", &(part("nl", "De koning") + &part("fr", "Le roi")));
    let read = dispatches("a.xml", text.as_bytes()).unwrap();
    let shown: Vec<(&str, &str)> = read
        .iter()
        .map(|dispatch| (dispatch.id.as_str(), dispatch.text.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("urn:newsml:nord.example:20220502:N1:2:nl", "De koning"),
            ("urn:newsml:nord.example:20220502:N1:2:fr", "Le roi"),
        ]
    );
    assert_eq!((read[0].source.item, read[1].source.item), (0, 1));
}

#[test]
fn an_identifier_names_its_item() {
    let id = |identifier: &str| {
        let text = format!(
            "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>p</ProviderId><DateId>d</DateId>{identifier}
             </NewsIdentifier></Identification></NewsItem></NewsML>"
        );
        dispatches("a.xml", text.as_bytes()).unwrap().remove(0).id
    };
    assert_eq!(id("<NewsItemId>N1</NewsItemId>"), "urn:newsml:p:d:N1");
    assert_eq!(
        id("<NewsItemId>N1</NewsItemId><PublicIdentifier>urn:newsml:p</PublicIdentifier>"),
        "urn:newsml:p:N1"
    );
}

#[test]
fn nothing_is_expanded_or_fetched() {
    let bomb = "<!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><NewsML><NewsItem><NewsComponent><NewsLines>
        <HeadLine>&b;</HeadLine></NewsLines></NewsComponent></NewsItem></NewsML>";
    assert!(matches!(
        dispatches("a.xml", bomb.as_bytes()),
        Err(WireError::NoText)
    ));
    let text = message("", &format!("{LINES}{TEXT}").replace("parti", "parti&x;"));
    let text = text.replace("<NewsML>", "<!DOCTYPE n SYSTEM 'http://x.example/x.dtd' [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><NewsML>");
    let read = dispatches("a.xml", text.as_bytes()).unwrap();
    assert!(read[0].text.as_str().ends_with("Le roi est parti."));
}

#[test]
fn a_message_cut_off_anywhere_keeps_what_was_there() {
    let text = message("", &format!("{LINES}{TEXT}"));
    let body = text.find("<p>Le roi est").unwrap();
    for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
        let read = dispatches("a.xml", &text.as_bytes()[..end]);
        let part = "Le roi est parti.";
        if end > body + 3 + part.len() {
            assert!(read.unwrap()[0].text.as_str().contains(part), "{end}");
        }
    }
}

#[test]
fn elements_nested_without_end_are_answered() {
    let deep = format!(
        "<NewsML><NewsItem>{}<ContentItem><DataContent>mot",
        "<NewsComponent>".repeat(50_000)
    );
    assert!(matches!(
        dispatches("a.xml", deep.as_bytes()),
        Err(WireError::NoText)
    ));
    let items = "<NewsItem><NewsItemId>N</NewsItemId>".repeat(50_000);
    assert!(matches!(
        dispatches("a.xml", format!("<NewsML>{items}").as_bytes()),
        Err(WireError::NoText)
    ));
}
