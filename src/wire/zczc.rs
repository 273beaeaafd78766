//! Messages between `ZCZC` and `NNNN`, the marks of the telex, with three kinds of lines below the first:
//! none (a plain text), fields behind a sign (`^headline`, `:slug`, `$category`), fields behind two letters (`TI#headline`).

use jiff::civil::Time;

use super::header::{self, Header};
use super::lines::{self, Line};
use super::{Input, WireError, date, dateline, layout, plain};
use crate::model::{Dispatch, EditorialNote, Format, WireTime};

/// Whether one of the first lines that hold anything begins with `ZCZC`.
pub fn recognises(text: &str) -> bool {
    const LEADING: usize = 5;
    const LONGEST: usize = 4096;
    // Hardly any other text has the letters of the mark in its first lines.
    let start = text.as_bytes().get(..LONGEST).unwrap_or(text.as_bytes());
    let pairs = start.iter().zip(start.iter().skip(1));
    let marked = pairs.fold(false, |found, (one, next)| {
        found | (one.eq_ignore_ascii_case(&b'z') & next.eq_ignore_ascii_case(&b'c'))
    });
    if !marked {
        return false;
    }
    let mut leading = lines::pieces(text, LINE_ENDS)
        .filter(|line| !line.trim_matches(is_filler).is_empty())
        .take(LEADING);
    leading.any(|line| after_start(line).is_some())
}

const LINE_ENDS: [u8; 2] = *b"\n\r";

/// The dispatches of all messages of a file.
///
/// # Errors
/// When none of them holds any text.
pub fn dispatches(input: &Input<'_>) -> Result<Vec<Dispatch>, WireError> {
    let messages = messages(&input.text);
    let alone = messages.len() == 1;
    let mut found = Vec::with_capacity(messages.len());
    for message in messages {
        let mut fields = input.fields(Format::Zczc, found.len());
        if !alone {
            fields.original = message.into();
        }
        found.extend(read(message, fields));
    }
    if found.is_empty() {
        return Err(WireError::Empty);
    }
    Ok(found)
}

/// What follows the mark on its line.
fn after_start(line: &str) -> Option<&str> {
    let line = line.trim_matches(is_filler);
    let (mark, rest) = line.split_at_checked(4)?;
    let alone = rest.chars().next().is_none_or(|c| !c.is_alphabetic());
    (mark.eq_ignore_ascii_case("zczc") && alone).then_some(rest)
}

fn is_end(line: &str) -> bool {
    line.trim_matches(is_filler).eq_ignore_ascii_case("nnnn")
}

fn is_filler(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// The messages of a file, each from behind its `ZCZC` to its `NNNN`, to the next `ZCZC`, or to the end.
fn messages(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut begun = None;
    let mut at = 0;
    for line in lines::pieces(text, LINE_ENDS) {
        let starts = after_start(line).is_some();
        if (starts || is_end(line))
            && let Some(start) = begun.take()
        {
            found.extend(text.get(start..at));
        }
        at += line.len();
        if starts {
            begun = Some(at);
        }
    }
    found.extend(begun.and_then(|start| text.get(start..)));
    found
}

fn read(message: &str, fields: Dispatch) -> Option<Dispatch> {
    let clean = lines::clean(message);
    let lines = layout::without_double_spacing(lines::lines(&clean));
    let first = lines.iter().position(|line| !line.is_blank())?;
    let lines = &lines[first..];
    if lines.first().is_some_and(|line| lettered(line).is_some()) {
        return read_lettered(lines, fields);
    }
    let mut fields = fields;
    let end = lines
        .iter()
        .position(|line| !read_signed(line, &mut fields));
    let end = end.unwrap_or(lines.len());
    // The format line is the last of the fields.
    let (end, set_apart) = match lines.get(end) {
        Some(line) if is_format(line) => (end + 1, true),
        _ => (end, false),
    };
    if set_apart && fields.headline.is_none() {
        plain::story(&lines[end..], fields, read_title)
    } else {
        plain::story(&lines[end..], fields, header::read)
    }
}

/// `*X` for text, `*T` for tables.
fn is_format(line: &Line<'_>) -> bool {
    line.columns <= 2 && line.text.starts_with('*')
}

/// Takes a line that begins with the sign of a field; false when it is none.
fn read_signed(line: &Line<'_>, fields: &mut Dispatch) -> bool {
    let Some((sign, value)) = line.text.split_at_checked(1) else {
        return false;
    };
    let value = value.trim();
    let known = (!value.is_empty()).then(|| value.replace('\t', " "));
    match sign {
        "^" => fields.headline = fields.headline.take().or(known),
        ":" => fields.slug = fields.slug.take().or(known),
        "$" | "+" => fields.subjects.extend(known),
        "=" => {
            let mut take = Header::default();
            take.read_words(value);
            fields.level = fields.level.or(take.level);
            fields.signal = fields.signal.or(take.signal);
        }
        // Destination, level of service.
        "%" | "&" => {}
        _ => return false,
    }
    true
}

/// A first line that stands alone is the headline; below it there may be the date.
fn read_title(lines: &[Line<'_>]) -> (Header, usize) {
    let Some(first) = lines.iter().position(|line| !line.is_blank()) else {
        return (Header::default(), lines.len());
    };
    let alone = lines.get(first + 1).is_none_or(Line::is_blank);
    if !alone {
        return header::read(lines);
    }
    let header = Header {
        headline: Some(lines::joined(&lines[first..=first])),
        ..Header::default()
    };
    let below = lines
        .iter()
        .skip(first + 1)
        .position(|line| !line.is_blank());
    let below = below.map_or(lines.len(), |blanks| first + 1 + blanks);
    let dated = lines
        .get(below)
        .is_some_and(|line| date::parse(line.text).is_some());
    (header, below + usize::from(dated))
}

/// `TI#UGL continues project`: the two letters and the value.
fn lettered<'a>(line: &Line<'a>) -> Option<(&'a str, &'a str)> {
    let (letters, value) = line.text.split_once('#')?;
    let known = letters.len() == 2 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    known.then(|| (letters, value.trim()))
}

/// Fields up to `TX#`, then the text.
fn read_lettered(lines: &[Line<'_>], mut fields: Dispatch) -> Option<Dispatch> {
    let mut agency = None;
    let mut end = 0;
    for line in lines {
        let Some((letters, value)) = lettered(line) else {
            break;
        };
        end += 1;
        let known = (!value.is_empty()).then(|| value.replace('\t', " "));
        match letters {
            "AN" => fields.id = known.unwrap_or_default(),
            "KN" => agency = known,
            "PD" => fields.created = moment(value),
            "BY" => fields.byline = known,
            "KY" => fields
                .keywords
                .extend(value.split_whitespace().map(str::to_owned)),
            "CO" => fields.subjects.extend(known),
            "TI" => fields.headline = known,
            "AB" => fields.ednotes.extend(known.map(|text| EditorialNote {
                text,
                publishable: true,
            })),
            "TX" => break,
            _ => {}
        }
    }
    let headline = fields.headline.clone();
    let mut text: Vec<Line<'_>> = lines[end..].to_vec();
    if text.iter().all(Line::is_blank) {
        text = vec![Line::new(headline.as_deref()?)];
    }
    // Its lines are not wrapped: each is a paragraph.
    let apart: Vec<Line<'_>> = text
        .into_iter()
        .flat_map(|line| [line, Line::new("")])
        .collect();
    let mut dispatch = plain::story(&apart, fields, |_| (Header::default(), 0))?;
    if dispatch.dateline.is_none() {
        dispatch.dateline = agency.map(dateline::of_agency);
    }
    Some(dispatch)
}

/// `06 June 2016 14:00:00`
fn moment(text: &str) -> Option<WireTime> {
    let (day, clock) = text.rsplit_once(' ')?;
    let time: Time = clock.parse().ok()?;
    Some(WireTime {
        at: date::parse(day)?.date()?.to_datetime(time),
        offset: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Level;
    use crate::wire::examples;

    fn read(text: &str) -> Vec<Dispatch> {
        examples::read(Format::Zczc, text)
    }

    #[test]
    fn between_the_marks_stands_a_plain_text() {
        let text = "\r\nZCZC XYZ0012\r\nURGENT\r\nNordland vote\r\n\r\nNORDSTADT (AFP) - Nordland vote lundi.\r\nab/cd\r\nNNNN\r\nreste\r\nzczc XYZ0013\r\n\r\nOSTSTADT (AFP) - L'est aussi.\r\n";
        let found = read(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].headline.as_deref(), Some("Nordland vote"));
        assert_eq!(found[0].level, Some(Level::Urgent));
        assert_eq!(found[0].signoff.as_deref(), Some("ab/cd"));
        assert_eq!(
            found[0].text.as_str(),
            "NORDSTADT (AFP) - Nordland vote lundi."
        );
        assert_eq!(found[1].text.as_str(), "OSTSTADT (AFP) - L'est aussi.");
    }

    #[test]
    fn signs_begin_fields() {
        let text = "ZCZC AAP\n%NETALL\n$S\n:Nord Cup\n=2 lead\n^Nordstadt wins\n*X\nNordstadt won the cup.\nNNNN\n";
        let dispatch = &read(text)[0];
        assert_eq!(dispatch.headline.as_deref(), Some("Nordstadt wins"));
        assert_eq!(dispatch.slug.as_deref(), Some("Nord Cup"));
        assert_eq!(dispatch.subjects, ["S"]);
        assert_eq!(dispatch.level, Some(Level::Lead));
        assert_eq!(dispatch.text.as_str(), "Nordstadt won the cup.");
    }

    #[test]
    fn a_first_line_alone_is_the_headline() {
        let text = "   ZCZC AAP\n$J\n:\n:Statistics Office\n*X\nMedia release: Votes rise\n\nTue 13 October 2015\n\nThe office counted the votes.\n";
        let dispatch = &read(text)[0];
        assert_eq!(
            dispatch.headline.as_deref(),
            Some("Media release: Votes rise")
        );
        assert_eq!(dispatch.text.as_str(), "The office counted the votes.");
    }

    #[test]
    fn letters_begin_fields() {
        let text = "zczc\nAN#42\nKN#News Nord\nPD#06 June 2016 14:00:00\nCO#NRD\nBY#\nKY#NRD votes\nTI#Nord counts\nAB#Votes.\nTX#\nNord counted its votes.\nIt took a day.\n";
        let dispatch = &read(text)[0];
        assert_eq!(dispatch.id, "42");
        assert_eq!(dispatch.headline.as_deref(), Some("Nord counts"));
        assert_eq!(dispatch.created.unwrap().to_string(), "2016-06-06T14:00:00");
        assert_eq!(dispatch.keywords, ["NRD", "votes"]);
        assert_eq!(
            dispatch.text.as_str(),
            "Nord counted its votes.\n\nIt took a day."
        );
        assert_eq!(
            dispatch.dateline.as_ref().unwrap().agency.as_deref(),
            Some("News Nord")
        );
    }
}
