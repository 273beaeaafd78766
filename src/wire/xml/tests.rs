use super::*;

/// The tree as text: `name[attributes](what it holds)`.
fn shown(element: Element<'_>) -> String {
    let inside: Vec<String> = element
        .nodes()
        .map(|node| match node {
            Child::Element(element) => shown(element),
            Child::Text(text) => format!("'{text}'"),
        })
        .collect();
    format!("{}({})", element.name(), inside.join(" "))
}

fn check(text: &str, tree: &str) {
    let document = Document::parse(text).unwrap();
    assert_eq!(shown(document.root()), tree, "{text}");
}

#[test]
fn prefixes_comments_and_declarations_do_not_count() {
    check(
        " <?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><n:a xmlns:n='u'>b<!-- c -->d<n:e/></n:a>",
        "a('bd' e())",
    );
}

#[test]
fn entities_are_resolved_and_unknown_ones_dropped() {
    check(
        "<a>R&D &eacute;t&#233; &amp;lt; &nope;&#x9b;1 &amp &#xD800;</a>",
        "a('R&D été &lt; ›1 &amp ')",
    );
    check(
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>b&x;c</a>",
        "a('bc')",
    );
    check("<a><![CDATA[<b>&amp;</b>]]></a>", "a('<b>&amp;</b>')");
}

#[test]
fn what_is_broken_is_read_as_far_as_it_goes() {
    check("<a><b>c</b><b>d", "a(b('c') b('d'))");
    check("<a><b>c<i>d</b>e</i>f</a>", "a(b('c' i('d')) 'ef')");
    check("<a>b<c", "a('b')");
    check("<a>b</a><c>d</c>", "a('b')");
    assert!(Document::parse("no element").is_err());
}

#[test]
fn depth_is_bounded_and_text_stays() {
    let deep = format!("{}x{}", "<b>".repeat(100_000), "</b>".repeat(100_000));
    let document = Document::parse(&deep).unwrap();
    assert_eq!(document.root().text().as_deref(), Some("x"));
    let text = format!("<a>{}</a>", "<p>x".repeat(1000));
    let document = Document::parse(&text).unwrap();
    assert_eq!(document.root().find_all("p").count(), 1000);
}

#[test]
fn attributes_children_and_sources() {
    let document = Document::parse(
        "<a><b x:id=' 1&amp;2 '/><b id='3'><c/>t <d>u</d></b><e lang='fr_FR' empty=''/></a>",
    )
    .unwrap();
    let root = document.root();
    assert_eq!(root.child("b").unwrap().attribute("id").unwrap(), "1&2");
    assert_eq!(root.find("d").unwrap().text().unwrap(), "u");
    assert_eq!(root.all("b").nth(1).unwrap().own_text(), "t ");
    assert_eq!(
        root.all("b").nth(1).unwrap().inner_source(),
        "<c/>t <d>u</d>"
    );
    assert_eq!(root.child("e").unwrap().lang().unwrap(), "fr-FR");
    assert_eq!(root.child("e").unwrap().attribute("empty"), None);
    assert_eq!(root.child("b").unwrap().inner_source(), "");
}

#[test]
fn items_are_those_outside_or_inside_of_others() {
    let document = Document::parse("<r><i a='1'><i a='2'/><i a='3'/></i><j><i a='4'/></j></r>");
    let document = document.unwrap();
    let numbers = |items: Vec<Element<'_>>| -> Vec<String> {
        items
            .iter()
            .filter_map(|item| item.attribute("a"))
            .collect()
    };
    let root = document.root();
    assert_eq!(
        numbers(root.outermost(|element| element.is("i"))),
        ["1", "4"]
    );
    assert_eq!(numbers(root.innermost("i")), ["2", "3", "4"]);
}

#[test]
fn root_names() {
    assert_eq!(
        root_name("\n <?xml version='1.0'?>\n<!-- x --><n:nitf a='b'>"),
        Some("nitf")
    );
    assert_eq!(root_name("Oslo <b>"), None);
    assert_eq!(root_name("<"), None);
    assert_eq!(root_name("<!DOCTYPE x"), None);
}

proptest::proptest! {
    #[test]
    fn nothing_breaks_it(text in "(<[/!?]?[a-c:]{0,3}[ a-c='\"]{0,4}/?>?|&[#a-z0-9]{0,5};?|[a-z é<>&\"-]|\\]\\]>|<!\\[CDATA\\[|<!--|-->){0,40}") {
        root_name(&text);
        if let Ok(document) = Document::parse(&text) {
            for element in document.root().descendants() {
                element.text();
                element.inner_source();
                element.attribute("a");
            }
        }
    }
}
