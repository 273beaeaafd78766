//! Query → SQL: each term of the search language is a condition on an item.

use jiff::Span;
use jiff::civil::{Date, Time};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::actors::actors_named;
use super::read::IS_EMBARGOED;
use crate::library::entry::seconds;
use crate::library::query::{Clause, FigureRange, Filed, Part, Query, State, Term, Words};
use crate::library::store::{ItemId, Order};
use crate::library::words::{folded_word, has_accents};
use crate::model::Named;

/// The best fits are looked for among so many of the newest hits: to weigh a million for the first page takes seconds.
const WEIGHED: usize = 5_000;
/// Hits that are gathered and sorted, at most, where a page of them is wanted.
/// In tests so few that both ways are gone.
const GATHERED: i64 = if cfg!(test) { 3 } else { 40_000 };
/// Items of a page, at most.
const PAGE: usize = 1_000;

/// The items that match, in order.
pub fn find(
    db: &Connection,
    query: &Query,
    order: Order,
    most: usize,
) -> rusqlite::Result<Vec<ItemId>> {
    let condition = Condition::of(query);
    if order == Order::Relevance
        && let Some(expression) = &condition.words
    {
        return best(db, expression, &condition, most);
    }
    if let Some(found) = first_page(db, query, order, most)? {
        return Ok(found);
    }
    let sorted = match order {
        Order::Newest | Order::Relevance => "sent DESC, id DESC",
        Order::Oldest => "sent, id",
        Order::Urgency => "coalesce(nullif(urgency, 0), 9), sent DESC, id DESC",
    };
    let sql = format!(
        "SELECT id FROM item WHERE {} ORDER BY {sorted} LIMIT {most}",
        condition.sql()
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(condition.values()), |row| {
        row.get(0).map(ItemId)
    })?;
    rows.collect()
}

/// The newest of so many hits that to gather them all would take long: the items are gone through from the newest on, and each is
/// asked whether it has the words and the actors. None where that is not the quicker way.
fn first_page(
    db: &Connection,
    query: &Query,
    order: Order,
    most: usize,
) -> rusqlite::Result<Option<Vec<ItemId>>> {
    let condition = Condition::asking(query, Asking::EachItem);
    if order != Order::Newest || most > PAGE || condition.lists_deleted || !has_many(db, query)? {
        return Ok(None);
    }
    let mut sql = format!(
        "SELECT id FROM item INDEXED BY item_by_time WHERE {}",
        condition.without_words()
    );
    if condition.words.is_some() {
        sql += " AND EXISTS (SELECT 1 FROM word WHERE word MATCH ? AND word.rowid = item.id)";
    }
    sql += &format!(" ORDER BY sent DESC, id DESC LIMIT {most}");
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(condition.values()), |row| {
        row.get(0).map(ItemId)
    })?;
    rows.collect::<rusqlite::Result<_>>().map(Some)
}

/// Whether words and actors are asked for, and each of them has many hits; figures can only be gathered.
fn has_many(db: &Connection, query: &Query) -> rusqlite::Result<bool> {
    let terms = || query.clauses.iter().flat_map(|clause| &clause.any);
    if terms().any(|term| matches!(term, Term::Figure(_))) {
        return Ok(false);
    }
    let many = |from: &str, values: Vec<Value>| -> rusqlite::Result<bool> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {from} LIMIT {GATHERED})");
        let hits: i64 = db
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(hits >= GATHERED)
    };
    let mut asked = false;
    if let Some(words) = Condition::of(query).words {
        asked = true;
        if !many("word WHERE word MATCH ?", vec![words.into()])? {
            return Ok(false);
        }
    }
    for clause in query.clauses.iter().filter(|clause| !clause.negated) {
        let [Term::By(name) | Term::Actor(name)] = clause.any.as_slice() else {
            continue;
        };
        asked = true;
        let mut values = Vec::new();
        let actors = actors_named(name, &mut values);
        if !many(&format!("appearance WHERE {actors}"), values)? {
            return Ok(false);
        }
    }
    Ok(asked)
}

/// How many items match.
pub fn count(db: &Connection, query: &Query) -> rusqlite::Result<usize> {
    let condition = Condition::of(query);
    let sql = format!("SELECT count(*) FROM item WHERE {}", condition.sql());
    db.prepare_cached(&sql)?
        .query_row(params_from_iter(condition.values()), |row| row.get(0))
}

/// How many of them came or changed after a version.
pub fn count_after(db: &Connection, query: &Query, version: i64) -> rusqlite::Result<usize> {
    let condition = Condition::of(query);
    let sql = format!(
        "SELECT count(*) FROM item WHERE {} AND newest > {version}",
        condition.sql()
    );
    db.prepare_cached(&sql)?
        .query_row(params_from_iter(condition.values()), |row| row.get(0))
}

/// By weight of the words (BM25, of the index), less a little for every doubling of age in the order of arrival.
fn best(
    db: &Connection,
    words: &str,
    condition: &Condition,
    most: usize,
) -> rusqlite::Result<Vec<ItemId>> {
    let sql = format!(
        "SELECT word.rowid, bm25(word) FROM word CROSS JOIN item ON item.id = word.rowid WHERE word MATCH ? AND {}
            ORDER BY word.rowid DESC LIMIT {WEIGHED}",
        condition.without_words()
    );
    let values = std::iter::once(Value::from(words.to_owned())).chain(condition.other_values());
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, f64>(1)?))
    })?;
    let mut weighed = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let newest = weighed.first().map_or(0, |(item, _)| *item);
    #[expect(clippy::cast_precision_loss, reason = "items are fewer than 2^53")]
    let weight = |&(item, bm25): &(i64, f64)| bm25 + 0.1 * ((newest - item + 1) as f64).log2();
    weighed.sort_by(|one, other| weight(one).total_cmp(&weight(other)));
    Ok(weighed
        .into_iter()
        .take(most)
        .map(|(item, _)| ItemId(item))
        .collect())
}

/// How the items are found that an actor appears in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    /// All that there are, gathered.
    Once,
    /// Each item is asked: for a page of the newest.
    EachItem,
}

/// A condition on the table of items.
pub(super) struct Condition {
    /// An expression of the full-text index: all the words that must be there.
    words: Option<String>,
    others: Vec<String>,
    values: Vec<Value>,
    /// Whether it is about what was taken out of the list.
    lists_deleted: bool,
    asking: Asking,
}

impl Condition {
    /// What a query asks of an item.
    pub(super) fn of(query: &Query) -> Condition {
        Condition::asking(query, Asking::Once)
    }

    fn asking(query: &Query, asking: Asking) -> Condition {
        let mut condition = Condition {
            asking,
            words: None,
            others: Vec::new(),
            values: Vec::new(),
            lists_deleted: false,
        };
        let wants_deleted =
            |clause: &Clause| !clause.negated && clause.any.contains(&Term::Is(State::Deleted));
        condition.lists_deleted = query.clauses.iter().any(wants_deleted);
        let deleted = u8::from(condition.lists_deleted);
        condition.others.push(format!("deleted = {deleted}"));
        let mut words = Vec::new();
        for clause in &query.clauses {
            match all_words(clause).filter(|_| !clause.negated) {
                Some(expression) => words.extend(expression),
                None => condition.add(clause),
            }
        }
        condition.words = (!words.is_empty()).then(|| words.join(" AND "));
        condition
    }

    fn add(&mut self, clause: &Clause) {
        let terms: Vec<String> = clause
            .any
            .iter()
            .map(|term| sql_of(term, self.asking, &mut self.values))
            .collect();
        let not = if clause.negated { "NOT " } else { "" };
        // A field without a value is neither this nor that: it does not match.
        self.others
            .push(format!("{not}coalesce(({}), 0)", terms.join(" OR ")));
    }

    fn without_words(&self) -> String {
        self.others.join(" AND ")
    }

    fn other_values(&self) -> impl Iterator<Item = Value> + '_ {
        self.values.iter().cloned()
    }

    /// With the words.
    pub(super) fn sql(&self) -> String {
        let mut sql = self.without_words();
        if self.words.is_some() {
            sql += " AND id IN (SELECT rowid FROM word WHERE word MATCH ?)";
        }
        sql
    }

    /// Of the places in [`Condition::sql`], in order.
    pub(super) fn values(&self) -> impl Iterator<Item = Value> + '_ {
        self.other_values()
            .chain(self.words.clone().map(Value::from))
    }
}

/// The expression of a clause of words alone; an empty one where they have no letters.
fn all_words(clause: &Clause) -> Option<Option<String>> {
    let mut expressions = Vec::new();
    for term in &clause.any {
        let Term::Words(words) = term else {
            return None;
        };
        expressions.extend(expression(words));
    }
    Some((!expressions.is_empty()).then(|| format!("({})", expressions.join(" OR "))))
}

/// A phrase of the full-text index: as it is written where it has accents, else folded.
fn expression(words: &Words) -> Option<String> {
    if !words.text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let (column, text) = if has_accents(&words.text) {
        ("text", words.text.clone())
    } else {
        ("folded", folded_word(&words.text))
    };
    let text = text.replace(['"', '\0'], " ");
    let open = if words.open { " *" } else { "" };
    Some(format!("{column} : \"{text}\"{open}"))
}

fn sql_of(term: &Term, asking: Asking, values: &mut Vec<Value>) -> String {
    let mut bind = |value: Value| {
        values.push(value);
        "?"
    };
    match term {
        Term::Words(words) => match expression(words) {
            Some(expression) => {
                let bound = bind(expression.into());
                format!("id IN (SELECT rowid FROM word WHERE word MATCH {bound})")
            }
            None => "1".to_owned(),
        },
        Term::By(name) => {
            let actors = actors_named(name, values);
            appearing(asking, &format!("{actors} AND appearance.quotations > 0"))
        }
        Term::Actor(name) => appearing(asking, &actors_named(name, values)),
        Term::Figure(figure) => figure_sql(figure, bind),
        Term::Agency(name) => format!("agency = {} COLLATE NOCASE", bind(name.clone().into())),
        Term::Place(name) => format!("place = {} COLLATE NOCASE", bind(name.clone().into())),
        Term::Lang(code) => {
            let (exact, regional) = (bind(code.clone().into()), format!("{code}-*"));
            format!("(lang = {exact} OR lang GLOB {})", bind(regional.into()))
        }
        Term::Slug(part) => format!(
            "instr(lower(slug), {}) > 0",
            bind(part.to_lowercase().into())
        ),
        Term::Level(level) => format!("level = {}", bind(level.name().to_owned().into())),
        Term::From(day) => format!("sent >= {}", bind(start(*day).into())),
        Term::To(day) => {
            let next = day.checked_add(Span::new().days(1)).unwrap_or(*day);
            format!("sent < {}", bind(start(next).into()))
        }
        Term::Is(state) => state_sql(*state).to_owned(),
        Term::Has(part) => part_sql(*part).to_owned(),
    }
}

/// The items with an appearance that meets a condition.
fn appearing(asking: Asking, condition: &str) -> String {
    match asking {
        Asking::Once => format!("id IN (SELECT item FROM appearance WHERE {condition})"),
        Asking::EachItem => format!(
            "EXISTS (SELECT 1 FROM appearance WHERE appearance.item = item.id AND {condition})"
        ),
    }
}

fn start(day: Date) -> i64 {
    seconds(day.to_datetime(Time::midnight()))
}

fn figure_sql(figure: &FigureRange, mut bind: impl FnMut(Value) -> &'static str) -> String {
    let mut within = |times: f64, names: &[Filed]| {
        let (least, most) = (figure.least * times, figure.most * times);
        let (least, most) = (bind(least.into()), bind(most.into()));
        let names: Vec<&str> = names
            .iter()
            .map(|filed| bind(filed.name.clone().into()))
            .collect();
        let range = format!("SELECT item FROM figure WHERE value BETWEEN {least} AND {most}");
        if names.is_empty() {
            return range;
        }
        format!("{range} AND measure IN ({})", names.join(", "))
    };
    // Units of one size are looked up together.
    let parts: Vec<String> = match &figure.of {
        None => vec![within(1.0, &[])],
        Some(of) => {
            let sizes = of.chunk_by(|one, other| one.times == other.times);
            sizes.map(|same| within(same[0].times, same)).collect()
        }
    };
    format!("id IN ({})", parts.join(" UNION ALL "))
}

fn state_sql(state: State) -> &'static str {
    match state {
        State::Unread => "read = 0",
        State::Read => "read = 1",
        State::Marked => "marked = 1",
        State::Urgent => {
            "(urgency BETWEEN 1 AND 3 OR level IN ('flash', 'alert', 'bulletin', 'urgent'))"
        }
        State::Killed => "(status = 'canceled' OR signal = 'kill')",
        State::Embargoed => IS_EMBARGOED,
        State::Corrected => "signal = 'correction'",
        State::Deleted => "deleted = 1",
        // Terms are decided on, but not counted among the quotations: a dispatch with terms may pass for decided a little early.
        State::Undecided => {
            "(disputed > 0 OR reopened > 0 OR decided < quotations + actors + figures)"
        }
        State::Decided => {
            "(decided > 0 AND disputed = 0 AND reopened = 0 AND decided >= quotations + actors + figures)"
        }
        State::Disputed => "disputed > 0",
        State::Reopened => "reopened > 0",
    }
}

fn part_sql(part: Part) -> &'static str {
    match part {
        Part::Quotation => "quotations > 0",
        Part::Actor => "actors > 0",
        Part::Figure => "figures > 0",
        Part::Versions => "versions > 1",
    }
}
