//! Hard-wrapped lines → paragraphs.
//!
//! The evidence, strongest first: blank lines (unless they are line spacing), indents of first lines, and the room left at
//! the end of a line: where the next word would have fitted, the line was ended on purpose. Nothing is hyphenated or
//! un-hyphenated; tables keep their columns. Takes time in proportion to the text.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::layout::{self, Layout, Wrap};
use super::lines::{Line, joined};
use super::{bytes, table, vocabulary};
use crate::model::ParagraphKind;

/// A paragraph that has left its lines behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: ParagraphKind,
    /// Prose: one line, single blanks. A table: its rows.
    pub text: String,
}

/// The paragraphs of a body. Its blank lines separate paragraphs: take line spacing out first.
pub fn paragraphs(lines: &[Line<'_>]) -> Vec<Block> {
    let body = Body::new(lines);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut first = 0;
    let mut marks = OpenMarks::default();
    for (at, line) in lines.iter().enumerate() {
        let begins = at == 0 || line.is_blank() || lines[at - 1].is_blank();
        if begins || body.breaks(first, at, &marks) {
            ranges.push(first..at);
            first = at;
            marks = OpenMarks::default();
        }
        marks.read(line.text);
    }
    ranges.push(first..lines.len());
    let ranges = body.split_at_full_lines(&ranges);
    let mut blocks = ranges
        .into_iter()
        .filter_map(|range| body.block(range))
        .collect::<Vec<_>>();
    mark_headings(&mut blocks);
    blocks
}

/// The lines of a body and what was measured of them.
struct Body<'a> {
    lines: &'a [Line<'a>],
    layout: Layout,
    /// Whether each line is the row of a table of two rows or more.
    rows: Vec<bool>,
    /// Whether the whole text is in capitals, so that capitals mark no cross-head.
    shouted: bool,
}

impl<'a> Body<'a> {
    fn new(lines: &'a [Line<'a>]) -> Self {
        let mut rows: Vec<bool> = lines.iter().map(table::is_row).collect();
        let alone = |at: usize, rows: &[bool]| {
            let before = at.checked_sub(1).is_some_and(|before| rows[before]);
            !before && !rows.get(at + 1).is_some_and(|next| *next)
        };
        for at in 0..rows.len() {
            rows[at] = rows[at] && !alone(at, &rows);
        }
        let capitals = lines.iter().filter(|line| is_shouted(line.text)).count();
        Body {
            lines,
            layout: layout::measure(lines),
            rows,
            shouted: capitals * 2 > lines.len(),
        }
    }

    /// Whether a new paragraph begins with line `at`, right under the paragraph that begins with line `first`.
    fn breaks(&self, first: usize, at: usize, marks: &OpenMarks) -> bool {
        let (last, next) = (&self.lines[at - 1], &self.lines[at]);
        if self.rows[at - 1] || self.rows[at] {
            return self.rows[at - 1] != self.rows[at];
        }
        if self.stands_alone(last) && next.begins_sentence()
            || self.stands_alone(next) && last.ends_sentence()
        {
            return true;
        }
        let head = &self.lines[first];
        if is_list_item(next) && (last.ends_sentence() || is_list_item(head)) {
            return true;
        }
        if next.indent > head.indent && is_list_item(head) {
            return false;
        }
        match &self.layout {
            Layout::Indents(indent) => next.indent >= *indent,
            Layout::Unwrapped => !next.begins_lower() || last.ends_with_stop(),
            Layout::Wrapped(wrap) => breaks_by_room(wrap, last, next, marks),
        }
    }

    /// A paragraph whose last line is full cannot be told by its room. Where a sentence ends on a full line, two paragraphs
    /// of some length are more likely than one that is longer than is usual in this text.
    fn split_at_full_lines(&self, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
        const LENGTH: usize = 3;
        const ENOUGH: usize = 5;
        if !matches!(
            self.layout,
            Layout::Wrapped(Wrap {
                blank_lines: false,
                ..
            })
        ) {
            return ranges.to_vec();
        }
        let mut lengths: Vec<usize> = ranges
            .iter()
            .map(Range::len)
            .filter(|length| *length > 0)
            .collect();
        lengths.sort_unstable();
        // A few paragraphs tell nothing of what is usual.
        let usual = if lengths.len() < ENOUGH {
            0
        } else {
            lengths[lengths.len() / 2]
        };
        let mut split = Vec::with_capacity(ranges.len());
        for range in ranges {
            let mut first = range.start;
            if range.len() * 2 >= usual * 3 && !self.rows[range.start] {
                for at in self.sentence_ends(range.clone()) {
                    if at - first >= LENGTH && range.end - at >= LENGTH {
                        split.push(first..at);
                        first = at;
                    }
                }
            }
            split.push(first..range.end);
        }
        split
    }

    /// The lines inside a paragraph that begin a sentence, outside of quotations.
    fn sentence_ends(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let mut marks = OpenMarks::default();
        (range.start + 1..range.end).filter(move |&at| {
            let (last, next) = (&self.lines[at - 1], &self.lines[at]);
            marks.read(last.text);
            last.ends_with_stop()
                && next.begins_sentence()
                && !ends_with_abbreviation(last.text)
                && !marks.any()
        })
    }

    fn block(&self, range: Range<usize>) -> Option<Block> {
        let lines = &self.lines[range.clone()];
        let head = lines.first().filter(|line| !line.is_blank())?;
        let kind = if self.rows[range.start] {
            ParagraphKind::Preformatted
        } else if lines.len() == 1 && self.stands_alone(head) {
            ParagraphKind::Crosshead
        } else {
            ParagraphKind::Prose
        };
        let text = if kind == ParagraphKind::Preformatted {
            table::render(lines)
        } else {
            joined(lines)
        };
        Some(Block { kind, text })
    }

    /// A cross-head or a rule between two parts of a text: a line in capitals (`L’ENQUÊTE CONTINUE`), between dashes
    /// (`- Deux suspects -`), or without any letter (`_____`).
    fn stands_alone(&self, line: &Line<'_>) -> bool {
        const LONGEST: usize = 60;
        if line.columns > LONGEST {
            return false;
        }
        let text = line.text;
        let framed = |mark: char| {
            let inner = text
                .strip_prefix(mark)
                .and_then(|rest| rest.strip_suffix(mark));
            inner.is_some_and(|inner| {
                let words = inner.trim_matches(mark);
                words.starts_with(' ') && words.ends_with(' ') && !words.trim().is_empty()
            })
        };
        let shouted = !self.shouted
            && is_shouted(text)
            && !text.ends_with(['.', ',', ';', ':', '-', '–', '—']);
        let rule = line.columns >= 3 && text.chars().all(|c| "-_=*–—~".contains(c));
        shouted || rule || ['-', '–', '—', '=', '*'].into_iter().any(framed)
    }
}

/// Judges by the room at the end of `last`: the next word would have fitted and a sentence ends, or there was ample room.
fn breaks_by_room(wrap: &Wrap, last: &Line<'_>, next: &Line<'_>, marks: &OpenMarks) -> bool {
    const AMPLE: isize = 12;
    const HALF_A_LINE: isize = 25;
    let room = wrap.room(last, next);
    if next.begins_lower() || ends_with_abbreviation(last.text) {
        return room >= HALF_A_LINE && last.ends_with_stop();
    }
    let ample = room >= AMPLE.max(wrap.tolerance + AMPLE / 2);
    if wrap.blank_lines {
        return ample;
    }
    if marks.any() {
        return ample && last.ends_with_stop();
    }
    ample || room > wrap.tolerance && last.ends_sentence()
}

/// Quotation marks that were opened in a paragraph and not closed yet.
#[derive(Default)]
struct OpenMarks {
    guillemets: usize,
    curly: usize,
    straight: bool,
}

impl OpenMarks {
    fn read(&mut self, text: &str) {
        // Their first bytes in UTF-8 are found sooner than characters.
        let may_begin_mark = |byte| matches!(byte, b'"' | 0xC2 | 0xE2);
        let mut rest = text;
        while let Some(at) = bytes::position(rest.as_bytes(), may_begin_mark) {
            let mut chars = rest.get(at..).unwrap_or_default().chars();
            let Some(c) = chars.next() else { return };
            rest = chars.as_str();
            match c {
                '«' => self.guillemets += 1,
                '»' => self.guillemets = self.guillemets.saturating_sub(1),
                // German closes with the mark that opens in English.
                '“' if self.curly > 0 => self.curly -= 1,
                '“' | '„' => self.curly += 1,
                '”' => self.curly = self.curly.saturating_sub(1),
                '"' => self.straight = !self.straight,
                _ => {}
            }
        }
    }

    fn any(&self) -> bool {
        self.guillemets > 0 || self.curly > 0 || self.straight
    }
}

/// Whether a line begins an entry of a list: `- un`, `• deux`, `3) trois`.
pub fn is_list_item(line: &Line<'_>) -> bool {
    // The first byte tells of nearly all lines that they begin none.
    let may_begin = |byte: u8| !byte.is_ascii() || byte.is_ascii_digit() || b"-*+o".contains(&byte);
    if !line.text.bytes().next().is_some_and(may_begin) {
        return false;
    }
    let Some((mark, _)) = line.text.split_once(char::is_whitespace) else {
        return false;
    };
    let number = mark.strip_suffix([')', '.']);
    matches!(
        mark,
        "-" | "--" | "–" | "—" | "*" | "•" | "·" | "+" | "o" | "►" | "■"
    ) || number.is_some_and(|n| (1..=2).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a text is in capitals: five or more, and no small letter.
fn is_shouted(text: &str) -> bool {
    const FEWEST: usize = 5;
    !text.chars().any(char::is_lowercase)
        && text.chars().filter(|c| c.is_uppercase()).count() >= FEWEST
}

/// A short line without a stop between two long paragraphs is a heading.
fn mark_headings(blocks: &mut [Block]) {
    const LONGEST: usize = 60;
    const LONG: usize = 80;
    let is_text = |block: &Block| {
        block.kind == ParagraphKind::Prose
            && block.text.len() >= LONG
            && Line::new(&block.text).ends_sentence()
    };
    let is_short = |block: &Block| {
        block.kind == ParagraphKind::Prose && block.text.chars().nth(LONGEST).is_none()
    };
    let headings: Vec<usize> = blocks
        .windows(3)
        .enumerate()
        .filter(|(_, three)| is_short(&three[1]) && is_text(&three[0]) && is_text(&three[2]))
        .filter(|(_, three)| {
            let line = Line::new(&three[1].text);
            line.text.starts_with(char::is_uppercase)
                && !line.text.ends_with([',', ';', '-'])
                && (!line.ends_sentence() || line.text.ends_with('?'))
        })
        .map(|(at, _)| at + 1)
        .collect();
    for at in headings {
        blocks[at].kind = ParagraphKind::Crosshead;
    }
}

fn ends_with_abbreviation(text: &str) -> bool {
    static ABBREVIATIONS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        #[derive(serde::Deserialize)]
        struct File {
            abbreviations: HashSet<String>,
        }
        let file: File =
            vocabulary::parse("reflow.toml", include_str!("../../assets/wire/reflow.toml"));
        file.abbreviations
    });
    let last = text
        .split(char::is_whitespace)
        .next_back()
        .unwrap_or_default();
    let last = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(word) = last.strip_suffix('.') else {
        return false;
    };
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial
        || word.contains('.') && word.chars().all(|c| c.is_alphabetic() || ".-".contains(c))
        || ABBREVIATIONS.contains(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::layout::without_double_spacing;
    use crate::wire::lines::{clean, lines};

    /// `|` stands at the end of each paragraph's last line; crossheads begin with `#`, tables with `=`.
    fn check(marked: &str) {
        let text = clean(&marked.replace(['|', '#', '='], ""));
        let found = paragraphs(&without_double_spacing(lines(&text)));
        let shown: Vec<String> = found
            .iter()
            .map(|block| match block.kind {
                ParagraphKind::Prose => block.text.clone(),
                ParagraphKind::Crosshead => format!("#{}", block.text),
                ParagraphKind::Preformatted => format!("={}", block.text),
            })
            .collect();
        let wanted: Vec<String> = marked
            .trim_end_matches(['|', '\n'])
            .split('|')
            .map(|paragraph| paragraph.trim_start_matches('\n'))
            .map(|paragraph| match paragraph.starts_with('=') {
                true => paragraph.to_owned(),
                false => paragraph.split_whitespace().collect::<Vec<_>>().join(" "),
            })
            .collect();
        assert_eq!(shown, wanted);
    }

    const WRAPPED: &str = "\
Le maire de la ville a inauguré mercredi le nouveau pont sur la rivière,
une semaine après la date prévue.|
\"Nous avons eu de la pluie, du vent et même un peu de neige au printemps,
et pourtant il est là\", s'est félicité devant la presse l'architecte M.
Ledoux, qui a dirigé les travaux pendant près de trois ans avec une équipe
de 40 ouvriers.|
La circulation sera ouverte lundi.|
Le coût total atteint douze millions d'euros, dont la moitié à la charge de
la région.|
";

    #[test]
    fn room_at_the_end_of_a_line_ends_a_paragraph() {
        check(WRAPPED);
    }

    #[test]
    fn double_spacing_separates_nothing() {
        check(&WRAPPED.replace('\n', "\n\n"));
    }

    #[test]
    fn blank_lines_and_indents_separate() {
        check(&WRAPPED.replace("|\n", "|\n\n"));
        check(&format!(
            "   {}",
            WRAPPED.trim_end().replace("|\n", "|\n   ")
        ));
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let unwrapped = WRAPPED.replace('\n', " ").replace("| ", "|\n");
        check(&unwrapped);
    }

    #[test]
    fn cross_heads_stand_alone() {
        check(&WRAPPED.replace("|\nLa circ", "|\n#DEUX ANS DE TRAVAUX|\nLa circ"));
        check(&WRAPPED.replace("|\nLa circ", "|\n#- Deux ans de travaux -|\nLa circ"));
    }

    #[test]
    fn lists_and_tables_keep_their_lines() {
        check(&format!(
            "{WRAPPED}Les travaux ont compris:|\n- la démolition;|\n- le pont;|\n- la route.|\n"
        ));
        check(&format!(
            "{WRAPPED}=Nord      12   3,5%\nSud        7   2,1%|\n"
        ));
    }

    #[test]
    fn a_hyphen_at_the_end_of_a_line_joins() {
        let blocks = paragraphs(&lines(
            "Les deux pays ont signé hier un cessez-\nle-feu et l'Ukraine - comme la Pologne -\nl'approuve.",
        ));
        assert_eq!(
            blocks[0].text,
            "Les deux pays ont signé hier un cessez-le-feu et l'Ukraine - comme la Pologne - l'approuve."
        );
    }
}
