//! Bodies of formats with fields: NITF, XHTML, escaped HTML, or lines as they came from the telex → paragraphs.

use super::reflow::Block;
use super::xml::Element;
use super::{html, layout, lines, reflow};

/// The paragraphs of an element: of the body in it, if it has one, else of all that it holds. An alert may have no text but its
/// abstract.
pub fn blocks(content: Element<'_>) -> Vec<Block> {
    let body = content
        .find("body.content")
        .or_else(|| content.find("body"));
    let written = body_blocks(body.unwrap_or(content));
    if written.is_empty()
        && let Some(summary) = content.find("abstract")
    {
        return body_blocks(summary);
    }
    written
}

fn body_blocks(body: Element<'_>) -> Vec<Block> {
    if body.children().next().is_none() {
        return escaped_blocks(&body.raw_text());
    }
    let mut paragraphs = body.find_all("p");
    if let (Some(only), None) = (paragraphs.next(), paragraphs.next())
        && only.text() == body.text()
        && let Some(blocks) = telex_paragraphs(&only.raw_text())
    {
        return blocks;
    }
    // The head of a page repeats the fields; but a byline is printed above the text.
    let passages = html::passages(body.inner_source()).into_iter();
    let in_head = |passage: &html::Passage<'_>| {
        passage.is_in("body.head") || passage.is_in("header") && !passage.has_class("byline")
    };
    passages
        .filter(|passage| !in_head(passage))
        .map(|passage| passage.block)
        .collect()
}

/// The paragraphs of a text that is HTML, if it holds a tag, or else plain lines.
pub fn escaped_blocks(text: &str) -> Vec<Block> {
    if text.contains("</") || text.contains("/>") || text.contains("<br") || text.contains("<p") {
        return html::blocks(text);
    }
    let clean = lines::clean(text);
    reflow::paragraphs(&layout::without_double_spacing(lines::lines(&clean)))
}

/// The paragraphs of a text that was wrapped in markup as it came from the telex: lines of one width, the first ones of
/// paragraphs indented. None when it has no such layout.
fn telex_paragraphs(text: &str) -> Option<Vec<Block>> {
    const LEAST_LINES: usize = 6;
    let clean = lines::clean(text);
    let lines = lines::lines(&clean);
    let written = lines.iter().filter(|line| !line.is_blank()).count();
    let indented = matches!(layout::measure(&lines), layout::Layout::Indents(_));
    (written >= LEAST_LINES && indented).then(|| reflow::paragraphs(&lines))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::xml::Document;

    fn paragraphs(xml: &str) -> Vec<String> {
        let document = Document::parse(xml).unwrap();
        let blocks = blocks(document.root()).into_iter();
        blocks.map(|block| block.text).collect()
    }

    #[test]
    fn bodies_of_all_kinds() {
        assert_eq!(
            paragraphs(
                "<c><nitf><body><body.head><hl1>T</hl1></body.head><body.content><p>a</p><p/><p>b</p></body.content></body></nitf></c>"
            ),
            ["a", "b"]
        );
        assert_eq!(
            paragraphs(
                "<c><nitf><body><body.head><abstract><p>a</p></abstract></body.head><body.content/></body></nitf></c>"
            ),
            ["a"]
        );
        assert_eq!(
            paragraphs(
                "<c><html><body><header><h1>T</h1><p class='byline'>Par X</p></header><p>a</p></body></html></c>"
            ),
            ["Par X", "a"]
        );
        assert_eq!(
            paragraphs("<c>&lt;p&gt;a &amp;amp; b&lt;/p&gt;&lt;p&gt;c&lt;/p&gt;</c>"),
            ["a & b", "c"]
        );
        assert_eq!(
            paragraphs("<c><![CDATA[<p>a</p><p>b</p>]]></c>"),
            ["a", "b"]
        );
        assert_eq!(paragraphs("<c>Un.\n\nDeux.</c>"), ["Un.", "Deux."]);
    }

    #[test]
    fn a_telex_in_one_paragraph_falls_into_its_own() {
        let line = "the king of the north left the palace early in the morning";
        let telex = format!(
            "    Oslo (Reuters) - T{line}\n{line}\n{line}\n    On Monday {line}\n{line}\n{line}\n    T{line}\n{line}\n{line}."
        );
        let found = paragraphs(&format!("<c><p>{telex}</p></c>"));
        assert_eq!(found.len(), 3, "{found:?}");
    }
}
