//! Line breaks inside a paragraph: the wrapping of a telex that someone put into markup, or lines that are meant to stand alone.

use super::super::lines::{self, Line};
use super::super::reflow::Block;
use crate::model::ParagraphKind;

/// Lines of more columns are no verse, address or result, but prose.
const LONGEST_LINE: usize = 80;

/// The text of a paragraph on one line.
pub fn joined(text: &str) -> String {
    lines::joined(&lines::lines(text))
}

/// The blocks of a paragraph whose line breaks are line ends.
///
/// Breaks are meant where the next word would have fitted on the line and the next line goes on with no small letter: as in
/// the reflow of plain text, but judged in one paragraph. Short lines stay together, each of long ones is a paragraph.
pub fn blocks(text: String) -> Vec<Block> {
    let prose = |text| Block {
        kind: ParagraphKind::Prose,
        text,
    };
    if !text.contains('\n') {
        return vec![prose(text)];
    }
    let lines: Vec<Line<'_>> = lines::lines(&text)
        .into_iter()
        .filter(|line| !line.is_blank())
        .collect();
    if !are_meant(&lines) {
        return vec![prose(lines::joined(&lines))];
    }
    let each = lines.iter().map(|line| lines::joined(&[*line]));
    if lines.iter().all(|line| line.columns <= LONGEST_LINE) {
        let text = each.collect::<Vec<_>>().join("\n");
        let kind = ParagraphKind::Preformatted;
        return vec![Block { kind, text }];
    }
    each.map(prose).collect()
}

fn are_meant(lines: &[Line<'_>]) -> bool {
    let widest = lines.iter().map(|line| line.columns).max().unwrap_or(0);
    let fits = |pair: &&[Line<'_>]| {
        let word = pair[1].text.split_whitespace().next().unwrap_or_default();
        pair[0].columns + 1 + word.chars().count() <= widest
    };
    let breaks = lines.len().saturating_sub(1);
    let meant = lines.windows(2).filter(fits).count();
    breaks > 0 && meant * 2 >= breaks && !lines.iter().skip(1).any(Line::begins_lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, kind: ParagraphKind, expected: &[&str]) {
        let blocks = blocks(text.to_owned());
        assert!(blocks.iter().all(|block| block.kind == kind), "{blocks:?}");
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn wrapped_prose_is_joined() {
        let text = "Le navire a quitté le port de Gdansk avec du blé\nukrainien à bord, a annoncé mardi le ministère des\nTransports.";
        check(text, ParagraphKind::Prose, &[&text.replace('\n', " ")]);
    }

    #[test]
    fn short_lines_stay() {
        let text = "Contact presse:\nAnne Untel, service de presse\nTél. 01 23 45 67 89";
        check(text, ParagraphKind::Preformatted, &[text]);
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long = "Le navire a quitté le port de Gdansk avec du blé à bord, a annoncé mardi le ministère des Transports.";
        check(
            &format!("LE NAVIRE EST PARTI\n{long}"),
            ParagraphKind::Prose,
            &["LE NAVIRE EST PARTI", long],
        );
    }
}
