//! A whole HTML page: a dispatch that someone saved from the web. The text is in its article, the fields in its head.

use super::article::{self, Stated};
use super::html::{self, Passage};
use super::json_fields::clean_line;
use super::{Input, WireError, times};
use crate::model::{Dispatch, Format, ParagraphKind};

/// Begins with a document type or an element of HTML; comments and declarations of XML may stand before it.
pub fn recognises(text: &str) -> bool {
    html::begins_page(text)
}

/// The one dispatch of a page.
///
/// # Errors
/// When there is no text in it.
pub fn dispatches(input: &Input<'_>) -> Result<Vec<Dispatch>, WireError> {
    let head = html::head(&input.text);
    let (title, passages): (Vec<Passage<'_>>, Vec<Passage<'_>>) = html::passages(&input.text)
        .into_iter()
        .partition(|passage| passage.is_in("title"));
    let article = ["article", "main"]
        .into_iter()
        .find(|name| passages.iter().any(|passage| passage.is_in(name)));
    // Without an element that holds the article, it begins with the first large heading.
    let heading = passages.iter().position(|passage| passage.is_in("h1"));
    let start = heading.filter(|_| article.is_none()).unwrap_or(0);
    let inside = |passage: &Passage<'_>| article.is_none_or(|article| passage.is_in(article));
    let mut blocks: Vec<_> = passages
        .into_iter()
        .skip(start)
        .filter(|passage| inside(passage) && !is_around_the_text(passage))
        .map(|passage| passage.block)
        .collect();
    let first = blocks
        .first()
        .filter(|block| block.kind == ParagraphKind::Crosshead)
        .map(|block| block.text.clone());
    if first.is_some() {
        blocks.remove(0);
    }
    let title = title.into_iter().next().map(|passage| passage.block.text);
    let headline = first.or_else(|| head.meta("og:title")).or(title);
    if blocks.is_empty() {
        return Err(WireError::Empty);
    }
    let time = |name: &str| times::parse(&head.meta(name)?);
    let keywords = head.meta("keywords").unwrap_or_default();
    let fields = Dispatch {
        lang: head.lang.map(str::to_owned),
        headline,
        byline: head.meta("author"),
        keywords: keywords.split(',').filter_map(clean_line).collect(),
        created: time("article:published_time").or_else(|| time("date")),
        version_created: time("article:modified_time"),
        ..input.fields(Format::Html, 0)
    };
    Ok(vec![article::dispatch(fields, blocks, Stated::default())])
}

fn is_around_the_text(passage: &Passage<'_>) -> bool {
    const AROUND: [&str; 7] = [
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "figcaption",
        "head",
    ];
    let heads = passage.block.kind == ParagraphKind::Crosshead && passage.is_in("header");
    !heads && AROUND.iter().any(|name| passage.is_in(name))
}

#[cfg(test)]
mod tests {
    use crate::model::{Dispatch, Format};

    fn read(page: &str) -> Dispatch {
        let mut dispatches = crate::wire::dispatches("-", page.as_bytes()).unwrap();
        assert_eq!(dispatches.len(), 1);
        dispatches.remove(0)
    }

    #[test]
    fn the_article_is_the_text_and_the_head_the_fields() {
        let page = "<!DOCTYPE html><!-- saved --><html lang=\"fr\"><head><meta charset=utf-8><title>Le roi part - Journal</title>\
            <meta name=\"author\" content=\"Anne Untel\"><meta property='article:published_time' content='2024-05-02T10:00:00+02:00'>\
            <meta name=keywords content='roi, Norvège'></head><body><nav>Accueil</nav><article><header><h1>Le roi part</h1></header>\
            <p>Oslo (AFP) - Le roi est parti.</p><aside>Voir aussi</aside></article><footer>Mentions</footer></body></html>";
        let dispatch = read(page);
        assert_eq!(dispatch.source.format, Format::Html);
        assert_eq!(dispatch.text.as_str(), "Oslo (AFP) - Le roi est parti.");
        assert_eq!(dispatch.headline.as_deref(), Some("Le roi part"));
        assert_eq!(
            (dispatch.lang.as_deref(), dispatch.byline.as_deref()),
            (Some("fr"), Some("Anne Untel"))
        );
        assert_eq!(
            dispatch.created.unwrap().to_string(),
            "2024-05-02T10:00:00+02:00"
        );
        assert_eq!(dispatch.keywords, ["roi", "Norvège"]);
    }

    #[test]
    fn a_page_without_article_gives_all_its_text() {
        let dispatch = read("<html><title>Titre</title><p>Un.<p>Deux.");
        assert_eq!(dispatch.text.as_str(), "Un.\n\nDeux.");
        assert_eq!(dispatch.headline.as_deref(), Some("Titre"));
        let dispatch = read("<html><ul><li>Accueil</ul><h1>Titre</h1><p>Un.");
        assert_eq!(dispatch.text.as_str(), "Un.");
    }

    #[test]
    fn other_markup_is_no_page() {
        assert_eq!(read("<p> est une balise.").source.format, Format::Plain);
    }
}
