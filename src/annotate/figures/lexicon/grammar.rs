//! How a language puts numbers and dates together: `[grammar]` of `assets/languages/*/figures.toml`.

/// How the language puts numbers and dates together.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Grammar {
    pub decimal_mark: char,
    /// Tens that go on with 10 to 19: `soixante-dix`.
    pub tens_with_teens: Vec<f64>,
    /// Units that are added to ten: `dix-sept`.
    pub units_behind_ten: Vec<f64>,
    /// Whether the article is also the number one, as `un` is and `a` is not.
    pub article_is_one: bool,
    /// Whether a number between commas behind a name is an age: `Jane Roe, 58, said`.
    pub bare_ages: bool,
    /// After tens, these need the word for `and`: `vingt et un`.
    pub linked_units: Vec<f64>,
    /// Whether `and` may stand between tens and units: `treinta y cinco`.
    pub and_after_tens: bool,
    /// Whether `and` may stand after hundreds: `two hundred and five`.
    pub and_after_hundreds: bool,
    /// `einundzwanzig`
    pub units_before_tens: bool,
    /// Whether decimals are spoken digit by digit: `drei Komma eins vier`.
    pub decimals_by_digit: bool,
    /// Whether ordinals are put together from ordinals: `décimo primero`.
    pub ordinals_add: bool,
    /// Whether number words are written together without a hyphen.
    pub compounds: bool,
    /// Endings of the words that are, where others are not: `tresmillonésimo`.
    pub compound_endings: Vec<&'static str>,
    /// Endings that make a part of a number: `avo` in `veinteavo`.
    pub part_endings: Vec<&'static str>,
    /// Whether a point behind digits can make an ordinal: `5. Mai`.
    pub ordinal_point: bool,
    /// Whether scores are written with a colon: `3:1`.
    pub colon_scores: bool,
    /// `May 5, 2020`
    pub month_first: bool,
    /// `last week`, `nächste Woche`: `dernière semaine` is another week than `semaine dernière`.
    pub relative_first: bool,
    /// Before the number of a quarter: `Q3`.
    pub quarter_letters: Vec<&'static str>,
    /// Before the number of half a year: `H2`.
    pub half_year_letters: Vec<&'static str>,
    /// Whether `next Friday` is that of the next week, however near the first one is.
    pub weekday_of_next_week: bool,
    /// Whether nouns begin with a capital, so that a capital tells no name.
    pub capital_nouns: bool,
    /// Endings of verbs in the future: `rendra`.
    pub future_endings: Vec<&'static str>,
    /// Words with such an ending that are no verbs.
    pub not_future: Vec<&'static str>,
    /// Endings of verbs, which nobody counts: `400 seraient blessés`.
    pub verb_endings: Vec<&'static str>,
}
