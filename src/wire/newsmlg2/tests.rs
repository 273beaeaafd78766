use crate::model::{Dispatch, Format, Level, Signal, Status};
use crate::wire::dispatches;
use crate::wire::examples::read_one;

fn item(attributes: &str, meta: &str, content: &str, body: &str) -> String {
    format!(
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' {attributes}><itemMeta>{meta}</itemMeta><contentMeta>{content}</contentMeta>
         <contentSet>{body}</contentSet></newsItem>"
    )
}

const BODY: &str = "<inlineXML contenttype='application/xhtml+xml'><html><head><title>T</title></head><body><p>Le roi est parti.</p></body></html></inlineXML>";

fn read(meta: &str, content: &str) -> Dispatch {
    let text = item(
        "guid='urn:nord:1' version='3' xml:lang='fr'",
        meta,
        content,
        BODY,
    );
    read_one(Format::NewsMlG2, text)
}

#[test]
fn fields() {
    let dispatch = read(
        "<itemClass qcode='ninat:text'/><provider qcode='nprov:AFP'/><versionCreated>2022-05-02T10:15:00.123Z</versionCreated>
         <firstCreated>2022-05-02T10:00:00+02:00</firstCreated><embargoed>2022-05-03T00:00:00Z</embargoed><pubStatus qcode='stat:usable'/>
         <edNote role='r:closingline'>nn au</edNote><edNote pubconstraint='c:nonpublic'>Téléphone</edNote><edNote>Photo</edNote>
         <link rel='irel:evolvedFrom' residref='urn:nord:0'/>",
        "<urgency>4</urgency><by>Par Anne Untel</by><dateline>Oslo (AFP) -</dateline><language tag='fr_BE'/><keyword>roi</keyword>
         <subject qcode='medtop:1'/><slugline>ROI-</slugline><headline rank='2'>Second</headline><headline rank='1'>Le roi part</headline>",
    );
    assert_eq!(dispatch.source.format, Format::NewsMlG2);
    assert_eq!(
        (dispatch.id.as_str(), dispatch.version.as_deref()),
        ("urn:nord:1", Some("3"))
    );
    assert_eq!(dispatch.lang.as_deref(), Some("fr-BE"));
    assert_eq!(
        (dispatch.status, dispatch.urgency),
        (Status::Usable, Some(4))
    );
    assert_eq!(dispatch.headline.as_deref(), Some("Le roi part"));
    assert_eq!(dispatch.slug.as_deref(), Some("ROI-"));
    assert_eq!(dispatch.byline.as_deref(), Some("Par Anne Untel"));
    assert_eq!(dispatch.keywords, ["roi"]);
    assert_eq!(dispatch.subjects, ["medtop:1"]);
    let notes: Vec<(&str, bool)> = dispatch
        .ednotes
        .iter()
        .map(|note| (note.text.as_str(), note.publishable))
        .collect();
    assert_eq!(notes, [("Téléphone", false), ("Photo", true)]);
    assert_eq!(dispatch.signoff.as_deref(), Some("nn au"));
    assert_eq!(dispatch.supersedes.as_deref(), Some("urn:nord:0"));
    assert_eq!(
        dispatch.embargo.unwrap().to_string(),
        "2022-05-03T00:00:00+00:00"
    );
    assert_eq!(
        dispatch.version_created.unwrap().to_string(),
        "2022-05-02T10:15:00.123+00:00"
    );
    assert_eq!(dispatch.text.as_str(), "Oslo (AFP) - Le roi est parti.");
}

#[test]
fn signals_and_status() {
    let said = |meta: &str, content: &str| {
        let dispatch = read(meta, content);
        (dispatch.signal, dispatch.status)
    };
    assert_eq!(
        said("<signal qcode='sig:update'/>", ""),
        (Some(Signal::Update), Status::Usable)
    );
    assert_eq!(
        said(
            "<signal qcode='edStat:U'/><signal qcode='sig:correction'/>",
            ""
        ),
        (Some(Signal::Correction), Status::Usable)
    );
    assert_eq!(
        said("<edNote role='r:correctionshort'>x</edNote>", ""),
        (Some(Signal::Correction), Status::Usable)
    );
    assert_eq!(
        said("<pubStatus qcode='stat:canceled'/>", ""),
        (Some(Signal::Kill), Status::Canceled)
    );
    assert_eq!(
        said("<signal qcode='edStat:N'/>", ""),
        (None, Status::Usable)
    );
    assert_eq!(
        said("", "<headline>CORRECTED-Le roi part</headline>"),
        (Some(Signal::Correction), Status::Usable)
    );
    // An embargo without an end.
    assert_eq!(
        said("<embargoed/><pubStatus qcode='stat:usable'/>", ""),
        (None, Status::Embargoed)
    );
}

#[test]
fn levels_come_from_the_genre() {
    assert_eq!(read("", "<genre qcode='g:Lead'/>").level, Some(Level::Lead));
    assert_eq!(
        read(
            "",
            "<genre qcode='g:1'><name>Zusammenfassung</name></genre>"
        )
        .level,
        Some(Level::Wrap)
    );
}

#[test]
fn a_page_of_notes_is_read_where_there_are_no_others() {
    let page = "<edNote role='r:notepad'><section><section class='np-public'><h4>N</h4><ul><li>Photo</li></ul></section>
        <section class='np-nonpublic'><p>Téléphone</p></section></section></edNote>";
    let notes = |meta: &str| -> Vec<(String, bool)> {
        let notes = read(meta, "").ednotes.into_iter();
        notes.map(|note| (note.text, note.publishable)).collect()
    };
    assert_eq!(
        notes(page),
        [
            ("- Photo".to_owned(), true),
            ("Téléphone".to_owned(), false)
        ]
    );
    assert_eq!(
        notes(&format!("<edNote>Photo</edNote>{page}")),
        [("Photo".to_owned(), true)]
    );
}

#[test]
fn messages_are_read_in_the_order_of_their_package() {
    let one = item(
        "guid='a'",
        "<itemClass qcode='ninat:text'/>",
        "<headline>A</headline>",
        BODY,
    );
    let two = item(
        "guid='b'",
        "<itemClass qcode='ninat:text'/>",
        "<headline>B</headline>",
        BODY,
    );
    let picture = item(
        "guid='c'",
        "<itemClass qcode='ninat:picture'/>",
        "",
        "<remoteContent href='c.jpg'/>",
    );
    let text = format!(
        "<newsMessage><itemSet><packageItem guid='p'><groupSet><group><itemRef residref='b'/><itemRef residref='a'/></group></groupSet>
         </packageItem>{one}{picture}{two}</itemSet></newsMessage>"
    );
    let read = dispatches("a.xml", text.as_bytes()).unwrap();
    let ids: Vec<&str> = read.iter().map(|dispatch| dispatch.id.as_str()).collect();
    assert_eq!(ids, ["b", "a"]);
}

#[test]
fn a_picture_is_its_caption_and_a_package_its_list() {
    let picture = item(
        "guid='c'",
        "<itemClass qcode='ninat:picture'/>",
        "<description role='d:caption'>Le roi sur le quai</description>",
        "<remoteContent href='c.jpg'/>",
    );
    let read = |text: &str| {
        dispatches("a.xml", text.as_bytes()).unwrap()[0]
            .text
            .as_str()
            .to_owned()
    };
    assert_eq!(read(&picture), "Le roi sur le quai");
    let package = "<packageItem guid='p'><groupSet><group><itemRef residref='a'><headline>Le roi part</headline></itemRef>
        <itemRef residref='b'><title>La reine reste</title></itemRef></group></groupSet></packageItem>";
    assert_eq!(read(package), "Le roi part\n\nLa reine reste");
}

#[test]
fn a_urn_without_version_ends_in_it() {
    let read = |attributes: &str| {
        let text = item(attributes, "", "", BODY);
        let dispatch = dispatches("a.xml", text.as_bytes()).unwrap().remove(0);
        (dispatch.id, dispatch.version)
    };
    assert_eq!(
        read("guid='urn:newsml:nord.example:20220502:N:1:4'"),
        (
            "urn:newsml:nord.example:20220502:N:1".to_owned(),
            Some("4".to_owned())
        )
    );
    assert_eq!(
        read("guid='tag:nord.example,2022:44'"),
        ("tag:nord.example,2022:44".to_owned(), None)
    );
}

#[test]
fn bodies_in_data_and_in_prefixed_elements() {
    let read = |body: &str| {
        let text = item("guid='a'", "", "", body);
        dispatches("a.xml", text.as_bytes()).unwrap()[0]
            .text
            .as_str()
            .to_owned()
    };
    assert_eq!(
        read("<inlineData contenttype='text/plain'>Un.\n\nDeux.</inlineData>"),
        "Un.\n\nDeux."
    );
    assert_eq!(
        read(
            "<inlineXML><x:html xmlns:x='u'><x:body><x:p>Un.</x:p><x:p>Deux.</x:p></x:body></x:html></inlineXML>"
        ),
        "Un.\n\nDeux."
    );
}
