use super::*;
use crate::model::ParagraphKind;

/// Paragraphs one a line: cross-heads behind `#`, tables behind `|` with `/` for their line ends.
fn check(html: &str, expected: &[&str]) {
    let shown: Vec<String> = blocks(html)
        .into_iter()
        .map(|block| match block.kind {
            ParagraphKind::Prose => block.text,
            ParagraphKind::Crosshead => format!("#{}", block.text),
            ParagraphKind::Preformatted => format!("|{}", block.text.replace('\n', "/")),
        })
        .collect();
    assert_eq!(shown, expected, "{html}");
}

#[test]
fn paragraphs_and_cross_heads() {
    check(
        "<html><head><title>T</title></head><body><h1>Un</h1>\n<p>Deux <b>mots</b>\n ici.</p>Trois</body></html>",
        &["#Un", "Deux mots ici.", "Trois"],
    );
    check("<h4><p>Chapeau.</p></h4>", &["Chapeau."]);
    check("plain &amp; simple", &["plain & simple"]);
}

#[test]
fn words_do_not_run_together_where_elements_meet() {
    check("<p><b>L</b>e r<i>o</i>i<sup>1</sup></p>", &["Le roi1"]);
    check(
        "<p><span>Kontakt</span><span>Anne</span></p>",
        &["Kontakt Anne"],
    );
    check(
        "<p>By<person>Anne</person><org>NN</org>'s</p>",
        &["By Anne NN's"],
    );
}

#[test]
fn line_breaks() {
    check("<p>Un<br/>deux<br>\n<br/>trois</p>", &["Un deux", "trois"]);
    check("<p><br/>&nbsp;</p><p>Un</p>", &["Un"]);
    check(
        "<p>Contact:<br/>Anne Untel, presse <br/>\nBerne<br/></p>",
        &["|Contact:/Anne Untel, presse/Berne"],
    );
    check("<h2>Un<br>Deux trois</h2>", &["#Un Deux trois"]);
    check("<table><tr><td>A<br>Bcd<td>E</table>", &["|A Bcd  E"]);
}

#[test]
fn lists_have_marks() {
    check("<ul><li>a<li>b</ul>c", &["- a", "- b", "c"]);
    check(
        "<ol><li><p>a</p><p>b</p></li><li>c<ul><li>d</li></ul></li><li>e</li></ol>",
        &["1. a", "b", "2. c", "- d", "3. e"],
    );
}

#[test]
fn tables_keep_their_columns() {
    check(
        "<table><caption>Gruppe B</caption><thead><tr><th>Club<th>Pts</thead><tr><td>Namur<td>12<tr><td>Ans<td>9</table>fin",
        &["Gruppe B", "|Club   Pts/Namur   12/Ans      9", "fin"],
    );
    check(
        "<table><tr><td><table><tr><td>Un.</td></tr></table></td><td>Deux.</td></tr></table>",
        &["Un.", "Deux."],
    );
}

#[test]
fn preformatted_text_is_reflowed_and_its_tables_stay() {
    check("<pre>Un\ndeux.\n\nTrois.</pre>", &["Un deux.", "Trois."]);
    check(
        "<pre>Lyon     12   29\nMetz      9    3</pre>",
        &["|Lyon     12   29/Metz      9    3"],
    );
}

#[test]
fn what_is_no_text_is_left_out() {
    check(
        "a<script>if (a</b) x()</script><STYLE>p{}</style><!-- c --> b<svg><title>t</title></svg>",
        &["a b"],
    );
    check("a<script>never ended", &["a"]);
    check("a<noscript>b", &["ab"]);
}

#[test]
fn missing_and_stray_ends_lose_nothing() {
    check(
        "<p>Un<p>Deux</div></p>Trois<h2>Quatre",
        &["Un", "Deux", "Trois", "#Quatre"],
    );
    check("<td>a</td></tr></ul>b", &["a", "b"]);
    check("<p>Un<p>Deux <a href=\"x", &["Un", "Deux"]);
}

#[test]
fn no_control_survives() {
    check(
        "<p>a&#27;[2J\u{1b}[31mb\u{9b}1mc\u{2028}d\0</p>",
        &["abc d"],
    );
}

#[test]
fn line_ends_among_controls_are_breaks() {
    check("<h2>Un\u{85}\u{85}deux</h2>", &["#Un deux"]);
}

#[test]
fn passages_know_where_they_stood() {
    let all =
        passages("<div class='a b'><figure><figcaption>c</figcaption></figure></div><p class=d>e");
    assert!(all[0].has_class("b") && all[0].is_in("figcaption"));
    assert!(!all[1].has_class("b") && all[1].has_class("d"));
}

#[test]
fn deep_and_broken_documents_take_linear_time() {
    for piece in [
        "<div>",
        "<ul><li>",
        "<table><tr><td>",
        "<a href=\"",
        "<svg>",
        "<!--",
        "<q>",
        "&",
        "</",
        "<p class=\"a",
    ] {
        let document = piece.repeat(20_000) + "fin";
        passages(&document);
    }
}

proptest::proptest! {
    #[test]
    fn any_text_gives_clean_paragraphs(html in "(<[a-z1/!-]{0,6}>?|</?(p|div|ul|ol|li|table|tr|td|pre|h2|br|script)( class=\"?x)?>|[ \n\t\u{1b}\u{85}]|[a-zé&;#0-9.]{1,4}){0,60}") {
        for block in blocks(&html) {
            proptest::prop_assert!(!block.text.trim().is_empty());
            proptest::prop_assert!(!block.text.contains("\n\n"));
            proptest::prop_assert!(block.text.chars().all(|c| c == '\n' || !c.is_control()));
            let prose = block.kind != ParagraphKind::Preformatted;
            proptest::prop_assert!(!prose || !block.text.contains('\n') && !block.text.contains("  "));
        }
    }
}
