//! What formats with fields share beside the body: the dateline that stands in a field of its own, the sign-off in the last
//! paragraph, what a status says. Knows no format by name.

use jiff::civil::Date;

use super::lines::{self, Line};
use super::reflow::Block;
use super::{assemble, closing, dateline, entities, html, table};
use crate::model::{Dateline, Dispatch, ParagraphKind, Signal, Span, Status, fold};

/// What the fields of a format say about the dateline, outside of the text.
#[derive(Clone, Debug, Default)]
pub struct Stated {
    /// `STOCKHOLM, Aug 29, 2014 (AFP) -`, or only a place
    pub dateline: Option<String>,
    pub place: Option<String>,
    pub date: Option<Date>,
    pub agency: Option<String>,
}

/// The dispatch of a body and its fields. A dateline that only a field holds goes before the first paragraph, as it is printed;
/// a sign-off leaves the text.
pub fn dispatch(mut fields: Dispatch, mut blocks: Vec<Block>, stated: Stated) -> Dispatch {
    match (fields.status, fields.signal) {
        (Status::Canceled, _) => fields.signal = Some(Signal::Kill),
        (Status::Usable, Some(Signal::Kill)) => fields.status = Status::Canceled,
        _ => {}
    }
    resolve_twice_escaped(&mut blocks);
    drop_doubled_blanks(&mut blocks);
    drop_code(&mut blocks);
    drop_repeated_headline(&mut blocks, fields.headline.as_deref());
    if fields.signoff.is_none() {
        fields.signoff = take_signoff(&mut blocks);
    }
    let put = put_dateline(&mut blocks, &stated, &fields);
    let mut dispatch = assemble::with_text(fields, &blocks, None);
    if let Some((paragraph, length)) = put {
        let start = dispatch.paragraphs[paragraph].span.start();
        let span = Span::new(start, start + length);
        let found = dispatch.dateline.take().filter(|line| line.span == span);
        dispatch.dateline = Some(found.unwrap_or(Dateline {
            span,
            place: stated.dateline.as_deref().and_then(place_of),
            date: None,
            agency: None,
        }));
    }
    dispatch.dateline = completed(dispatch.dateline, stated);
    dispatch
}

/// The status that a word of the IPTC stands for, in any case and behind any prefix: `Usable`, `stat:canceled`.
pub fn status(word: &str) -> Status {
    let word = word.rsplit(':').next().unwrap_or(word).to_ascii_lowercase();
    match word.as_str() {
        "withheld" | "hold" => Status::Withheld,
        "canceled" | "cancelled" | "killed" => Status::Canceled,
        "embargoed" => Status::Embargoed,
        _ => Status::Usable,
    }
}

/// The words of a note to editors that may say what it is about: the first, and the one behind a label (`Eds: CORRECTS …`).
pub fn leading_words(note: &str) -> impl Iterator<Item = &str> {
    let labelled = note
        .split_whitespace()
        .next()
        .is_some_and(|word| word.ends_with(':'));
    note.split_whitespace().take(1 + usize::from(labelled))
}

/// The name of an agency that is given as its place in the web: `reuters.com`.
pub fn agency(name: String) -> String {
    match name.split_once('.') {
        Some((label, _)) if dateline::is_agency(label) => label.to_owned(),
        _ => name,
    }
}

/// Leaves out what should have been embedded in a page and was sent as its text; but a text that is nothing else is about it.
fn drop_code(blocks: &mut Vec<Block>) {
    let is_code = |block: &Block| {
        let text = block.text.trim();
        text.starts_with('<') && text.ends_with('>') && html::line(text).is_empty()
    };
    blocks.retain(|block| !block.text.trim().is_empty());
    if !blocks.iter().all(is_code) {
        blocks.retain(|block| !is_code(block));
    }
}

/// `o&#39;clock`: some systems escape what another has escaped already, and no dispatch is about character references.
fn resolve_twice_escaped(blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|block| block.text.contains('&')) {
        // Blanks and controls may come out of it.
        let clean = lines::clean(&entities::known_resolved(&block.text));
        let mut lines = lines::lines(&clean);
        lines.retain(|line| !line.is_blank());
        block.text = match block.kind {
            ParagraphKind::Preformatted => table::render(&lines),
            _ => lines::joined(&lines),
        };
    }
}

/// `&nbsp; `: a second blank as editors of web pages write it. One alone is typography.
fn drop_doubled_blanks(blocks: &mut [Block]) {
    const NO_BREAK: char = '\u{A0}';
    let is_blank = |c: char| c == ' ' || c == NO_BREAK;
    let prose = blocks
        .iter_mut()
        .filter(|block| block.kind != ParagraphKind::Preformatted);
    for block in prose.filter(|block| block.text.contains(NO_BREAK)) {
        let mut single = String::with_capacity(block.text.len());
        for c in block.text.chars() {
            if is_blank(c) && single.ends_with(is_blank) {
                single.pop();
                single.push(' ');
            } else {
                single.push(c);
            }
        }
        block.text = single;
    }
}

/// Pages begin with the headline that a field holds already.
fn drop_repeated_headline(blocks: &mut Vec<Block>, headline: Option<&str>) {
    let repeated = |block: &Block| {
        block.kind == ParagraphKind::Crosshead
            && headline.is_some_and(|headline| fold(headline) == fold(&block.text))
    };
    if blocks.len() > 1 && blocks.first().is_some_and(repeated) {
        blocks.remove(0);
    }
}

/// The sign-off that is the last of several paragraphs, or the codes of the wire behind it.
fn take_signoff(blocks: &mut Vec<Block>) -> Option<String> {
    let last = match &blocks[..] {
        [_, .., last] if last.kind == ParagraphKind::Prose => last,
        _ => return None,
    };
    if is_routing(&last.text) {
        blocks.pop();
        return None;
    }
    let (closing, left) = closing::read(&[Line::new(&last.text)]);
    if left > 0 {
        return None;
    }
    let signoff = closing.signoff?;
    blocks.pop();
    Some(signoff)
}

/// `51 77 03 CRO01 1113 GEST03`: nothing but capitals and digits, and mostly codes with digits.
fn is_routing(text: &str) -> bool {
    const LEAST: usize = 4;
    let words: Vec<&str> = text.split_whitespace().collect();
    let coded = words
        .iter()
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
        .count();
    let capitals = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == ' ';
    words.len() >= LEAST
        && coded * 2 > words.len()
        && text.contains(|c: char| c.is_ascii_uppercase())
        && text.chars().all(capitals)
}

/// Puts the stated dateline before the first paragraph of prose unless the text has one; gives the number of that paragraph and
/// the length of the dateline in bytes.
fn put_dateline(
    blocks: &mut [Block],
    stated: &Stated,
    fields: &Dispatch,
) -> Option<(usize, usize)> {
    const LEADING: usize = 4;
    let line = stated.dateline.as_deref()?.trim();
    // Some put the time of sending there.
    if !line.starts_with(|c: char| c.is_alphabetic() || c == '(') {
        return None;
    }
    let sent = fields.version_created.or(fields.created);
    let sent = sent.map(|time| time.at.date());
    let leading = || {
        blocks
            .iter()
            .take(LEADING)
            .filter(|block| block.kind == ParagraphKind::Prose)
    };
    let has_one = leading().any(|block| {
        block.text.starts_with(line)
            || dateline::at_start_near(&block.text, 0, sent)
                .is_some_and(|found| found.agency.is_some())
    });
    if has_one {
        return None;
    }
    let dash = line.trim_end_matches(['-', '–', '—', '_']).len() < line.len();
    let line = if dash {
        line.to_owned()
    } else {
        format!("{line} -")
    };
    let is_prose = |block: &Block| block.kind == ParagraphKind::Prose;
    let at = blocks.iter().position(is_prose)?;
    blocks[at].text.insert_str(0, &format!("{line} "));
    Some((at, line.len()))
}

/// The place of a dateline that is no more than that.
fn place_of(line: &str) -> Option<String> {
    let line = line.trim_end_matches(['-', '–', '—', '_', ' ', ',']);
    let place =
        line.starts_with(char::is_alphabetic) && !line.contains(|c: char| c.is_ascii_digit());
    place.then(|| line.to_owned())
}

/// `Landquart GR` is Landquart, in the canton GR.
fn without_region(place: String) -> String {
    let parts = place.rsplit_once(' ').filter(|(name, region)| {
        region.len() == 2
            && region.bytes().all(|byte| byte.is_ascii_uppercase())
            && name.contains(char::is_lowercase)
    });
    parts.map(|(name, _)| name.to_owned()).unwrap_or(place)
}

/// What the text leaves open, the fields may say.
fn completed(found: Option<Dateline>, stated: Stated) -> Option<Dateline> {
    let Some(mut line) = found else {
        let any = stated.place.is_some() || stated.agency.is_some();
        return any.then(|| Dateline {
            span: Span::new(0, 0),
            place: stated.place,
            date: stated.date,
            agency: stated.agency,
        });
    };
    line.place = line.place.map(without_region).or(stated.place);
    line.date = line.date.or(stated.date);
    line.agency = line.agency.or(stated.agency);
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(texts: &[&str]) -> Vec<Block> {
        let block = |text: &&str| Block {
            kind: ParagraphKind::Prose,
            text: (*text).to_owned(),
        };
        texts.iter().map(block).collect()
    }

    /// Text, dateline, place, agency and sign-off of a body of prose with a dateline in a field.
    fn check(texts: &[&str], stated: &str, text: &str, dateline: [&str; 3], signoff: &str) {
        let stated = Stated {
            dateline: Some(stated.to_owned()),
            agency: Some("NordNews".to_owned()),
            ..Stated::default()
        };
        let made = dispatch(Dispatch::default(), prose(texts), stated);
        assert_eq!(made.text.as_str(), text);
        let line = made.dateline.unwrap();
        let or_dash = |given: Option<String>| given.unwrap_or_else(|| "-".to_owned());
        let found = [
            made.text[line.span].to_owned(),
            or_dash(line.place),
            or_dash(line.agency),
        ];
        assert_eq!(found, dateline);
        assert_eq!(or_dash(made.signoff), signoff);
    }

    #[test]
    fn what_was_escaped_twice_is_resolved() {
        let texts = prose(&["AT&T &amp; co&#39;s &quot;roi&quot;&#10;&#27;[2J &nope;"]);
        let made = dispatch(Dispatch::default(), texts, Stated::default());
        assert_eq!(made.text.as_str(), "AT&T & co's \"roi\" &nope;");
    }

    #[test]
    fn no_break_blanks_stay_where_they_stand_alone() {
        let texts = prose(&["Le roi\u{A0} est \u{A0}parti\u{A0}: «\u{A0}adieu\u{A0}\u{A0}»."]);
        let made = dispatch(Dispatch::default(), texts, Stated::default());
        assert_eq!(
            made.text.as_str(),
            "Le roi est parti\u{A0}: «\u{A0}adieu »."
        );
    }

    #[test]
    fn a_text_that_is_nothing_but_code_stays() {
        let text = |texts: &[&str]| {
            let made = dispatch(Dispatch::default(), prose(texts), Stated::default());
            made.text.as_str().to_owned()
        };
        assert_eq!(text(&["<br />"]), "<br />");
        assert_eq!(text(&["Un.", "<div class='embed'></div>", "<br/>"]), "Un.");
        assert_eq!(text(&["Un.", "<b>Deux</b>"]), "Un.\n\n<b>Deux</b>");
    }

    #[test]
    fn a_dateline_is_shown_once() {
        check(
            &["Le roi est parti.", "abc/def"],
            "Oslo, 2 mai 2022 (AFP) -",
            "Oslo, 2 mai 2022 (AFP) - Le roi est parti.",
            ["Oslo, 2 mai 2022 (AFP) -", "Oslo", "AFP"],
            "abc/def",
        );
        check(
            &["Oslo (AFP) - Le roi est parti."],
            "Oslo",
            "Oslo (AFP) - Le roi est parti.",
            ["Oslo (AFP) -", "Oslo", "AFP"],
            "-",
        );
        check(
            &["Ein Stier lief weg."],
            "Valbella GR",
            "Valbella GR - Ein Stier lief weg.",
            ["Valbella GR -", "Valbella", "NordNews"],
            "-",
        );
        check(
            &["Le roi est parti."],
            "2022-05-02 10:00:00 GMT",
            "Le roi est parti.",
            ["", "-", "NordNews"],
            "-",
        );
    }

    #[test]
    fn a_dateline_goes_before_prose() {
        let mut blocks = prose(&["Les faits", "Le roi est parti."]);
        blocks[0].kind = ParagraphKind::Crosshead;
        let stated = Stated {
            dateline: Some("Oslo".to_owned()),
            ..Stated::default()
        };
        let made = dispatch(Dispatch::default(), blocks, stated);
        assert_eq!(made.text.as_str(), "Les faits\n\nOslo - Le roi est parti.");
        assert_eq!(&made.text[made.dateline.unwrap().span], "Oslo -");
    }

    #[test]
    fn a_kill_and_its_status_go_together() {
        let made = |status, signal| {
            let fields = Dispatch {
                status,
                signal,
                ..Dispatch::default()
            };
            let made = dispatch(fields, Vec::new(), Stated::default());
            (made.status, made.signal)
        };
        let kill = (Status::Canceled, Some(Signal::Kill));
        assert_eq!(made(Status::Canceled, Some(Signal::Update)), kill);
        assert_eq!(made(Status::Usable, Some(Signal::Kill)), kill);
        assert_eq!(made(Status::Withheld, None), (Status::Withheld, None));
    }

    #[test]
    fn a_label_before_an_advisory_does_not_count() {
        let leading = |note| leading_words(note).collect::<Vec<_>>();
        assert_eq!(leading("Eds: CORRECTS para 2"), ["Eds:", "CORRECTS"]);
        assert_eq!(leading("CORRECTS para 2"), ["CORRECTS"]);
        assert!(leading("").is_empty());
    }

    #[test]
    fn what_is_no_text_goes() {
        let made = |blocks| {
            let fields = Dispatch {
                headline: Some("Le roi part".to_owned()),
                ..Dispatch::default()
            };
            dispatch(fields, blocks, Stated::default())
                .text
                .as_str()
                .to_owned()
        };
        assert_eq!(
            made(prose(&["a.", "51 77 03 CRO01 1113 GEST GEST03"])),
            "a."
        );
        assert_eq!(made(prose(&["<div class=\"embed\"></div>", "a."])), "a.");
        let mut titled = prose(&["LE ROI PART", "a."]);
        assert_eq!(made(titled.clone()), "LE ROI PART\n\na.");
        titled[0].kind = ParagraphKind::Crosshead;
        assert_eq!(made(titled), "a.");
    }
}
