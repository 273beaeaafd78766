//! The search language: words, phrases and fields, as they are typed in the reader and in the commands.
//!
//! ```text
//! vote budget                 both words, accents and case as they come (`é` means `é`, `e` either)
//! "cessez-le-feu total"       a phrase         trêv*   the beginning of a word
//! arménie OR azerbaïdjan      one or the other    -sport   not
//! by:Pachinian                quoted person or organisation, however an agency spells it
//! actor:"Croix-Rouge"  agency:afp  place:Erevan  slug:vote  lang:fr  level:urgent
//! figure:>1000 morts         also who is said to be killed, in whatever words
//! figure:>1 million €  figure:>5%  figure:10..20 km
//! from:2020-11-01  to:2020-11-30  is:unread  is:undecided  has:quote
//! ```
//! Fields and their words are understood in English and in French. A query that cannot be understood says at which byte.

mod figure;

use std::ops::Range;

use jiff::civil::Date;

use crate::model::{CanonicalText, Figure, Level, Named, fold};
pub use figure::{FigureRange, Filed, filed, measure_of};

/// What is searched for: all clauses must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    pub clauses: Vec<Clause>,
}

/// One of `any` must hold; or none of them, where it is negated.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    pub negated: bool,
    pub any: Vec<Term>,
}

/// A condition on a dispatch.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    Words(Words),
    /// Somebody of this name is quoted.
    By(String),
    /// Somebody or something of this name appears.
    Actor(String),
    Figure(FigureRange),
    Agency(String),
    Lang(String),
    Place(String),
    Slug(String),
    Level(Level),
    From(Date),
    To(Date),
    Is(State),
    Has(Part),
}

/// Words that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub text: String,
    /// Whether the last one may go on.
    pub open: bool,
}

/// A state of a dispatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Unread,
    Read,
    Marked,
    Urgent,
    Killed,
    Embargoed,
    Corrected,
    Deleted,
    /// Something is to be decided.
    Undecided,
    /// Everything is decided.
    Decided,
    /// Reviewers differ.
    Disputed,
    /// Something that was decided is to be decided again, for its passage has changed.
    Reopened,
}

/// What a dispatch may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Quotation,
    Actor,
    Figure,
    /// More than one version.
    Versions,
}

/// Why a query is not understood, and which bytes of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {word}")]
pub struct QueryError {
    pub at: Range<usize>,
    pub word: String,
    pub what: &'static str,
}

const STATES: &[(&[&str], State)] = &[
    (&["unread", "nonlu", "nonlue"], State::Unread),
    (&["read", "lu", "lue"], State::Read),
    (&["marked", "marque", "marquee"], State::Marked),
    (&["urgent", "urgente"], State::Urgent),
    (&["killed", "annule", "annulee"], State::Killed),
    (&["embargoed", "embargo"], State::Embargoed),
    (&["corrected", "corrige", "corrigee"], State::Corrected),
    (&["deleted", "supprime", "supprimee"], State::Deleted),
    (&["undecided", "adecider"], State::Undecided),
    (&["decided", "decide", "decidee"], State::Decided),
    (&["disputed", "litige", "enlitige"], State::Disputed),
    (&["reopened", "arevoir"], State::Reopened),
];

const PARTS: &[(&[&str], Part)] = &[
    (
        &["quote", "quotes", "quotation", "citation", "citations"],
        Part::Quotation,
    ),
    (&["actor", "actors", "acteur", "acteurs"], Part::Actor),
    (&["figure", "figures", "chiffre", "chiffres"], Part::Figure),
    (&["versions", "version"], Part::Versions),
];

impl Query {
    /// Whether a figure is one of those that are asked for; any is where none are.
    pub fn wants_figure(&self, figure: &Figure, text: &CanonicalText) -> bool {
        let wanted = self.clauses.iter().filter(|clause| !clause.negated);
        let mut ranges = wanted
            .flat_map(|clause| &clause.any)
            .filter_map(|term| match term {
                Term::Figure(range) => Some(range),
                _ => None,
            });
        let first = ranges.next();
        first.is_none_or(|first| first.holds(figure, text))
            || ranges.any(|range| range.holds(figure, text))
    }

    /// Reads a query.
    ///
    /// # Errors
    /// A field or a value that means nothing, with its place.
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        let tokens = tokens(text)?;
        let mut clauses: Vec<Clause> = Vec::new();
        let mut joins = false;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            if !token.quoted
                && token.field.is_none()
                && matches!(token.value.as_str(), "OR" | "OU")
                && !clauses.is_empty()
            {
                joins = true;
                continue;
            }
            let (term, behind) = term(token, tokens.get(at..).unwrap_or_default())?;
            at += behind;
            match clauses
                .last_mut()
                .filter(|last| joins && !last.negated && !token.negated)
            {
                Some(last) => last.any.push(term),
                None => clauses.push(Clause {
                    negated: token.negated,
                    any: vec![term],
                }),
            }
            joins = false;
        }
        Ok(Query { clauses })
    }

    /// The same, of what is unread alone.
    pub fn and_unread(&self) -> Query {
        let mut query = self.clone();
        query.clauses.push(Clause {
            negated: false,
            any: vec![Term::Is(State::Unread)],
        });
        query
    }

    /// Whether everything is wanted.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// The words that a text that was found holds, to be lit in it.
    pub fn words(&self) -> impl Iterator<Item = &Words> {
        let wanted = self.clauses.iter().filter(|clause| !clause.negated);
        wanted
            .flat_map(|clause| &clause.any)
            .filter_map(|term| match term {
                Term::Words(words) => Some(words),
                _ => None,
            })
    }
}

/// Whether a token is a word that may say what is counted, behind a number.
fn is_bare(token: &Token) -> bool {
    let joins = matches!(token.value.as_str(), "OR" | "OU");
    token.field.is_none() && !token.negated && !token.quoted && !joins
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    By,
    Actor,
    Figure,
    Agency,
    Lang,
    Place,
    Slug,
    Level,
    From,
    To,
    Is,
    Has,
}

const FIELDS: &[(&[&str], Field)] = &[
    (&["by", "par"], Field::By),
    (&["actor", "acteur"], Field::Actor),
    (&["figure", "chiffre"], Field::Figure),
    (&["agency", "agence"], Field::Agency),
    (&["lang", "langue"], Field::Lang),
    (&["place", "lieu"], Field::Place),
    (&["slug"], Field::Slug),
    (&["level", "niveau"], Field::Level),
    (&["from", "depuis"], Field::From),
    (&["to", "jusqu", "jusque"], Field::To),
    (&["is", "est"], Field::Is),
    (&["has", "avec"], Field::Has),
];

struct Token {
    at: Range<usize>,
    negated: bool,
    field: Option<Field>,
    value: String,
    quoted: bool,
}

fn tokens(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let start = text.len() - rest.len();
        let negated = rest.starts_with('-') && rest.len() > 1;
        rest = rest.get(usize::from(negated)..).unwrap_or_default();
        let mut field = None;
        if let Some((name, after)) = rest.split_once(':')
            && !name.is_empty()
            && name.chars().all(char::is_alphabetic)
        {
            let folded = fold(name);
            let known = FIELDS
                .iter()
                .find(|(names, _)| names.contains(&folded.as_str()));
            let Some((_, known)) = known else {
                let at = start..text.len() - after.len();
                return Err(error(text, at, "no such field"));
            };
            field = Some(*known);
            rest = after;
        }
        let (value, quoted, after) = value(rest);
        let at = start..text.len() - after.len();
        if value.trim().is_empty() {
            if field.is_some() {
                return Err(error(text, at, "a value is missing"));
            }
        } else {
            tokens.push(Token {
                at,
                negated,
                field,
                value: value.to_owned(),
                quoted,
            });
        }
        rest = after.trim_start();
    }
    Ok(tokens)
}

/// A value, whether it stood between marks, and what comes after it. A mark that is not closed closes at the end.
fn value(rest: &str) -> (&str, bool, &str) {
    for (open, close) in [('"', '"'), ('«', '»'), ('“', '”')] {
        if let Some(inside) = rest.strip_prefix(open) {
            return match inside.split_once(close) {
                Some((value, after)) => (value, true, after),
                None => (inside, true, ""),
            };
        }
    }
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (value, after) = rest.split_at(end);
    (value, false, after)
}

fn error(text: &str, at: Range<usize>, what: &'static str) -> QueryError {
    let word = text.get(at.clone()).unwrap_or_default().trim().to_owned();
    QueryError { at, word, what }
}

/// The condition of a token, and how many of those behind it belong to it.
fn term(token: &Token, behind: &[Token]) -> Result<(Term, usize), QueryError> {
    let value = token.value.trim();
    let wrong = |what| QueryError {
        at: token.at.clone(),
        word: value.to_owned(),
        what,
    };
    let text = || value.to_owned();
    let mut taken = 0;
    let term = match token.field {
        None => Term::Words(words(value, token.quoted)),
        Some(Field::By) => Term::By(text()),
        Some(Field::Actor) => Term::Actor(text()),
        Some(Field::Figure) => {
            let bare = behind
                .iter()
                .take_while(|next| !token.quoted && is_bare(next));
            let bare: Vec<&str> = bare.map(|token| token.value.as_str()).collect();
            let range = figure::range(value, &bare).ok_or_else(|| wrong("not a number"))?;
            taken = range.1;
            Term::Figure(range.0)
        }
        Some(Field::Agency) => Term::Agency(text()),
        Some(Field::Lang) => Term::Lang(value.to_lowercase()),
        Some(Field::Place) => Term::Place(text()),
        Some(Field::Slug) => Term::Slug(text()),
        Some(Field::Level) => Term::Level(
            Level::from_name(&value.to_lowercase()).ok_or_else(|| wrong("no such level"))?,
        ),
        Some(Field::From) => {
            Term::From(first_day(value).ok_or_else(|| wrong("not a date (2020-11-21)"))?)
        }
        Some(Field::To) => {
            Term::To(last_day(value).ok_or_else(|| wrong("not a date (2020-11-21)"))?)
        }
        Some(Field::Is) => Term::Is(known(STATES, value).ok_or_else(|| wrong("no such state"))?),
        Some(Field::Has) => {
            Term::Has(known(PARTS, value).ok_or_else(|| wrong("nothing that a dispatch has"))?)
        }
    };
    Ok((term, taken))
}

fn words(value: &str, quoted: bool) -> Words {
    let open = !quoted && value.len() > 1 && value.ends_with('*');
    Words {
        text: value.trim_end_matches('*').to_owned(),
        open,
    }
}

fn known<T: Copy>(table: &[(&[&str], T)], word: &str) -> Option<T> {
    let folded = fold(word);
    let row = table
        .iter()
        .find(|(words, _)| words.contains(&folded.as_str()));
    row.map(|(_, one)| *one)
}

/// The first day of `2020`, `2020-11` or `2020-11-21`.
fn first_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map_or(Some(1), |month| month.parse().ok())?;
    let day = parts.next().map_or(Some(1), |day| day.parse().ok())?;
    parts
        .next()
        .is_none()
        .then(|| Date::new(year, month, day).ok())?
}

/// The last day of `2020`, `2020-11` or `2020-11-21`.
fn last_day(text: &str) -> Option<Date> {
    let first = first_day(text)?;
    Some(match text.split('-').count() {
        1 => first.last_of_year(),
        2 => first.last_of_month(),
        _ => first,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn parsed(text: &str) -> Vec<Clause> {
        Query::parse(text).unwrap().clauses
    }

    fn one(text: &str) -> Term {
        let mut clauses = parsed(text);
        assert_eq!((clauses.len(), clauses[0].any.len()), (1, 1), "{text}");
        clauses.remove(0).any.remove(0)
    }

    fn plain(text: &str) -> Term {
        Term::Words(Words {
            text: text.to_owned(),
            open: false,
        })
    }

    #[test]
    fn words_and_phrases_are_all_wanted() {
        let terms: Vec<Term> = parsed("vote «cessez le feu» trêv*")
            .into_iter()
            .flat_map(|clause| clause.any)
            .collect();
        let open = Term::Words(Words {
            text: "trêv".to_owned(),
            open: true,
        });
        assert_eq!(terms, [plain("vote"), plain("cessez le feu"), open]);
        assert!(Query::parse("  ").unwrap().is_empty());
    }

    #[test]
    fn alternatives_and_exclusions() {
        let clauses = parsed("arménie OR azerbaïdjan -sport -is:read");
        assert_eq!(clauses[0].any, [plain("arménie"), plain("azerbaïdjan")]);
        assert_eq!(
            (clauses[1].negated, &clauses[1].any[0]),
            (true, &plain("sport"))
        );
        assert_eq!(
            (clauses[2].negated, &clauses[2].any[0]),
            (true, &Term::Is(State::Read))
        );
    }

    #[test]
    fn fields_are_understood_in_both_languages() {
        for text in ["by:Pachinian", "par:Pachinian", "PAR:\"Pachinian\""] {
            assert_eq!(one(text), Term::By("Pachinian".to_owned()), "{text}");
        }
        assert_eq!(one("is:unread"), one("est:nonlu"));
        assert_eq!(one("has:quote"), one("avec:citation"));
        assert_eq!(one("from:2020-11"), Term::From(date(2020, 11, 1)));
        assert_eq!(one("jusqu:2020-02"), Term::To(date(2020, 2, 29)));
        assert_eq!(one("level:urgent"), Term::Level(Level::Urgent));
    }

    #[test]
    fn errors_point_at_the_word() {
        let wrong = |text: &str| {
            let error = Query::parse(text).unwrap_err();
            (error.at.clone(), error.to_string())
        };
        assert_eq!(
            wrong("vote form:2020"),
            (5..10, "no such field: form:".to_owned())
        );
        assert_eq!(
            wrong("from:hier"),
            (0..9, "not a date (2020-11-21): hier".to_owned())
        );
        assert_eq!(wrong("a figure:> b").1, "not a number: >");
        assert_eq!(wrong("by: Pachinian").1, "a value is missing: by:");
    }

    proptest! {
        #[test]
        fn any_text_is_a_query_or_an_error_that_points_into_it(text in "\\PC{0,40}") {
            if let Err(error) = Query::parse(&text) {
                prop_assert!(text.get(error.at).is_some());
            }
        }
    }
}
