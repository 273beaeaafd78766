use super::*;
use crate::model::Level;
use crate::wire;

fn read(feed: &str) -> Vec<Dispatch> {
    assert!(recognises(feed), "{feed}");
    wire::dispatches("-", feed.as_bytes()).unwrap()
}

const RSS: &str = "<?xml version='1.0'?><rss version='2.0' xmlns:media='m'><channel><title>Nord</title><language>fr_FR</language>
<item><media:title>Photo</media:title><title>URGENT - L'&amp;eacute;lection &amp; le vote</title><link>https://nord.example/1</link><guid>nord-1</guid>
<author>a@nord.example (Anne Muster)</author><category>Vote</category><pubDate>Thu, 01 Jan 2004 20:48:21 +0100</pubDate>
<description><![CDATA[<p>Nordstadt (AFP) - Un.</p><p>Deux.</p>]]></description><enclosure url='https://nord.example/1.jpg' type='image/jpeg'/></item>
<item><title>Deux</title><description>Nu &lt; vu";

#[test]
fn items_of_rss() {
    let found = read(RSS);
    let first = &found[0];
    assert_eq!(
        (first.source.format, first.id.as_str()),
        (Format::Rss, "nord-1")
    );
    assert_eq!(
        first.headline.as_deref(),
        Some("URGENT - L'élection & le vote")
    );
    assert_eq!(first.level, Some(Level::Urgent));
    assert_eq!(first.byline.as_deref(), Some("Anne Muster"));
    assert_eq!(
        first.created.unwrap().to_string(),
        "2004-01-01T20:48:21+01:00"
    );
    assert_eq!(first.keywords, ["Vote"]);
    assert_eq!(first.text.as_str(), "Nordstadt (AFP) - Un.\n\nDeux.");
    let notes: Vec<&str> = first
        .ednotes
        .iter()
        .map(|note| note.text.as_str())
        .collect();
    assert_eq!(
        notes,
        [
            "https://nord.example/1",
            "https://nord.example/1.jpg (image/jpeg)"
        ]
    );
}

#[test]
fn a_feed_cut_off_keeps_what_is_there() {
    let found = read(RSS);
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].text.as_str(), "Nu < vu");
    assert_eq!(found[1].source.item, 1);
}

#[test]
fn items_beside_the_channel() {
    let feed = "<rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/' xmlns:dc='d'><channel><title>Nord</title></channel><item rdf:about='u:1'><title>Un</title><dc:creator>Anne</dc:creator><dc:date>2020-05-20T00:01:59+00:00</dc:date></item></rdf:RDF>";
    let found = read(feed);
    assert_eq!(
        (found[0].id.as_str(), found[0].text.as_str()),
        ("u:1", "Un")
    );
    assert_eq!(found[0].byline.as_deref(), Some("Anne"));
    assert_eq!(
        found[0].created.unwrap().to_string(),
        "2020-05-20T00:01:59+00:00"
    );
}

#[test]
fn entries_of_atom() {
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'><author><name>Amt</name></author><entry><title type='xhtml'><div xmlns='x'>Tag &lt;b&gt; <em>ja</em></div></title><id>urn:1</id><link rel='alternate' href='https://a.example'/><updated>2005-07-31T12:29:29Z</updated><published>2003-12-13T08:29:29-04:00</published><summary>Er ging.</summary><content type='html'>&lt;p&gt;Er ging. Sie kam.&lt;/p&gt;</content></entry></feed>";
    let dispatch = &read(feed)[0];
    assert_eq!(dispatch.source.format, Format::Atom);
    assert_eq!(dispatch.headline.as_deref(), Some("Tag <b> ja"));
    assert_eq!(dispatch.lang.as_deref(), Some("de"));
    assert_eq!(dispatch.byline.as_deref(), Some("Amt"));
    assert_eq!(
        dispatch.version_created.unwrap().to_string(),
        "2005-07-31T12:29:29+00:00"
    );
    assert_eq!(
        dispatch.created.unwrap().to_string(),
        "2003-12-13T08:29:29-04:00"
    );
    assert_eq!(dispatch.text.as_str(), "Er ging. Sie kam.");
}

#[test]
fn a_summary_of_its_own_stands_before_the_content() {
    let feed = "<entry><title>T</title><summary>Vorab.</summary><content>Der Text.\n\nUnd mehr.</content></entry>";
    assert_eq!(
        read(feed)[0].text.as_str(),
        "Vorab.\n\nDer Text.\n\nUnd mehr."
    );
}
