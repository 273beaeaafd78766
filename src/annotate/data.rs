//! Reads the data files of a language: as much of TOML as they need, in one pass and without copying a word.
//!
//! Tables, arrays of tables, keys, words in double quotes without escapes, numbers, `true` and `false`, arrays, comments; anything else is
//! refused. They are read before the first dispatch can be shown, and the full parser took ten times as long over them; a test holds
//! both against each other on every file. Knows nothing of what the files say.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{BorrowedStrDeserializer, Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserialize, Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor};

/// Reads a file into its shape.
///
/// # Errors
/// With the line and what was expected there, or with what the shape lacks.
pub fn from_str<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, Error> {
    T::deserialize(Value::Table(Parser { text, at: 0 }.file()?))
}

/// A table whose rows stay in the order of the file.
#[derive(Debug)]
pub struct Rows<K, V>(pub Vec<(K, V)>);

impl<K, V> Default for Rows<K, V> {
    fn default() -> Self {
        Rows(Vec::new())
    }
}

impl<K, V> IntoIterator for Rows<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// A value with its words in the text of the file.
#[derive(Clone, Debug, PartialEq)]
enum Value<'t> {
    Word(&'t str),
    Whole(i64),
    Decimal(f64),
    Truth(bool),
    List(Vec<Value<'t>>),
    Table(Table<'t>),
}

type Table<'t> = Vec<(&'t str, Value<'t>)>;

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Parser<'t> {
    fn file(mut self) -> Result<Table<'t>, Error> {
        let mut root = self.rows()?;
        while self.take(b'[') {
            let repeated = self.take(b'[');
            let mut path = vec![self.key()?];
            while self.take(b'.') {
                path.push(self.key()?);
            }
            self.expect(b']')?;
            if repeated {
                self.expect(b']')?;
            }
            let rows = self.rows()?;
            place(&mut root, &path, repeated, rows)
                .ok_or_else(|| self.fault("another name for the table"))?;
        }
        match self.peek() {
            None => Ok(root),
            Some(_) => Err(self.fault("a table or a key")),
        }
    }

    /// Rows of `key = value` up to the next table.
    fn rows(&mut self) -> Result<Table<'t>, Error> {
        let mut rows = Vec::new();
        self.skip_blank();
        while !matches!(self.peek(), None | Some(b'[')) {
            let key = self.key()?;
            self.expect(b'=')?;
            rows.push((key, self.value()?));
        }
        Ok(rows)
    }

    fn key(&mut self) -> Result<&'t str, Error> {
        if self.peek() == Some(b'"') {
            return self.word();
        }
        let key = self.run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        self.skip_blank();
        match key {
            "" => Err(self.fault("a key")),
            key => Ok(key),
        }
    }

    fn value(&mut self) -> Result<Value<'t>, Error> {
        match self.peek() {
            Some(b'"') => self.word().map(Value::Word),
            Some(b'[') => self.list(),
            _ => self.scalar(),
        }
    }

    fn list(&mut self) -> Result<Value<'t>, Error> {
        let mut values = Vec::new();
        self.expect(b'[')?;
        while !self.take(b']') {
            values.push(self.value()?);
            if !self.take(b',') {
                self.expect(b']')?;
                break;
            }
        }
        Ok(Value::List(values))
    }

    fn word(&mut self) -> Result<&'t str, Error> {
        self.at += 1;
        let word = self.run(|byte| !matches!(byte, b'"' | b'\\' | b'\n'));
        self.expect(b'"')?;
        Ok(word)
    }

    fn scalar(&mut self) -> Result<Value<'t>, Error> {
        let scalar = self.run(|byte| byte.is_ascii_alphanumeric() || b"+-._".contains(&byte));
        self.skip_blank();
        match scalar {
            "true" => Ok(Value::Truth(true)),
            "false" => Ok(Value::Truth(false)),
            number => {
                let whole = number.parse().map(Value::Whole);
                let decimal = || number.parse().map(Value::Decimal);
                whole
                    .or_else(|_| decimal())
                    .map_err(|_| self.fault("a value"))
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes the bytes that fit, none of which may be part of a longer character unless all of its bytes fit.
    fn run(&mut self, fits: impl Fn(u8) -> bool) -> &'t str {
        let bytes = self.text.as_bytes();
        let start = self.at;
        while bytes.get(self.at).is_some_and(|byte| fits(*byte)) {
            self.at += 1;
        }
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Takes a sign and the blanks behind it.
    fn take(&mut self, sign: u8) -> bool {
        let found = self.peek() == Some(sign);
        if found {
            self.at += 1;
            self.skip_blank();
        }
        found
    }

    fn expect(&mut self, sign: u8) -> Result<(), Error> {
        match self.take(sign) {
            true => Ok(()),
            false => Err(self.fault(char::from(sign))),
        }
    }

    /// Passes over blanks, line ends and comments.
    fn skip_blank(&mut self) {
        loop {
            self.run(|byte| byte.is_ascii_whitespace());
            if self.peek() != Some(b'#') {
                return;
            }
            self.run(|byte| byte != b'\n');
        }
    }

    fn fault(&self, expected: impl fmt::Display) -> Error {
        let before = self.text.bytes().take(self.at);
        let line = before.filter(|byte| *byte == b'\n').count() + 1;
        Error::custom(format!("line {line}: expected {expected}"))
    }
}

/// Puts rows where the head of a table says; none where something else has its name.
fn place<'t>(
    table: &mut Table<'t>,
    path: &[&'t str],
    repeated: bool,
    rows: Table<'t>,
) -> Option<()> {
    let (name, rest) = path.split_first()?;
    let known = table.iter().position(|(key, _)| key == name);
    let at = known.unwrap_or_else(|| {
        let starts_list = repeated && rest.is_empty();
        let empty = if starts_list {
            Value::List
        } else {
            |_| Value::Table(Vec::new())
        };
        table.push((name, empty(Vec::new())));
        table.len() - 1
    });
    match (&mut table[at].1, rest.is_empty()) {
        (Value::List(tables), true) if repeated => tables.push(Value::Table(rows)),
        (Value::Table(inner), true) if !repeated => inner.extend(rows),
        (Value::Table(inner), false) => place(inner, rest, repeated, rows)?,
        (Value::List(tables), false) => match tables.last_mut()? {
            Value::Table(inner) => place(inner, rest, repeated, rows)?,
            _ => return None,
        },
        _ => return None,
    }
    Some(())
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Value::Word(word) => visitor.visit_borrowed_str(word),
            Value::Whole(number) => visitor.visit_i64(number),
            Value::Decimal(number) => visitor.visit_f64(number),
            Value::Truth(truth) => visitor.visit_bool(truth),
            Value::List(values) => visitor.visit_seq(SeqDeserializer::new(values.into_iter())),
            Value::Table(rows) => {
                let rows = rows
                    .into_iter()
                    .map(|(key, value)| (Value::Word(key), value));
                visitor.visit_map(MapDeserializer::new(rows))
            }
        }
    }

    /// What a file does not have is not there at all.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Value::Word(word) => {
                BorrowedStrDeserializer::new(word).deserialize_enum(name, variants, visitor)
            }
            other => other.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'t> IntoDeserializer<'t, Error> for Value<'t> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'t, K: Deserialize<'t>, V: Deserialize<'t>> Deserialize<'t> for Rows<K, V> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RowsVisitor(PhantomData))
    }
}

struct RowsVisitor<K, V>(PhantomData<(K, V)>);

impl<'t, K: Deserialize<'t>, V: Deserialize<'t>> Visitor<'t> for RowsVisitor<K, V> {
    type Value = Rows<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Rows<K, V>, A::Error> {
        let mut rows = Vec::with_capacity(map.size_hint().unwrap_or(0));
        while let Some(row) = map.next_entry()? {
            rows.push(row);
        }
        Ok(Rows(rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Language;

    #[test]
    fn data_files_mean_what_the_full_parser_reads() {
        for language in Language::ALL {
            let files = language.files();
            for text in [
                files.tokens,
                files.actors,
                files.figures,
                files.notes,
                files.quotations,
                files.conjugation,
                include_str!("../../assets/symbols.toml"),
            ] {
                let full: toml::Table = toml::from_str(text).unwrap();
                assert_eq!(from_str::<toml::Table>(text).unwrap(), full);
            }
        }
    }

    #[test]
    fn a_fault_is_found_by_its_line() {
        let fault = |text| from_str::<toml::Table>(text).unwrap_err().to_string();
        assert_eq!(fault("a = 1\nb = ["), "line 2: expected a value");
        assert_eq!(fault("[a]\nb = \"c\nd"), "line 2: expected \"");
        assert_eq!(
            fault("a = 1\n[a]"),
            "line 2: expected another name for the table"
        );
        assert_eq!(fault("é = 1"), "line 1: expected a key");
    }

    #[test]
    fn rows_keep_the_order_of_the_file() {
        let rows: Rows<&str, Vec<&str>> = from_str("b = [\"é\"] # one\n\"a\" = [\n]").unwrap();
        assert_eq!(rows.0, [("b", vec!["é"]), ("a", vec![])]);
    }

    proptest::proptest! {
        #[test]
        fn what_is_read_means_what_the_full_parser_reads(text in "([a-c\"=.,\\[\\]\\n #1-]|true|\\[\\[|é){0,40}") {
            if let Ok(table) = from_str::<toml::Table>(&text)
                && let Ok(full) = toml::from_str::<toml::Table>(&text)
            {
                proptest::prop_assert_eq!(table, full);
            }
        }
    }
}
