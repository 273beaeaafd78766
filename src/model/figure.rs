//! Figures: what a dispatch counts, measures and dates, normalised.

use super::Span;

/// One figure: the numeral with its unit or sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub kind: FigureKind,
    /// Minimal: no article, preposition, approximator or counted noun.
    pub span: Span,
    pub value: Value,
    /// Upper end of a range (`trois à quatre`).
    pub upper: Option<Value>,
    /// ISO 4217 for money, SI symbol for measures, `%`, `point`; none for counts, dates and durations.
    pub unit: Option<String>,
    /// The counted noun: `soldats`.
    pub of: Option<Span>,
    pub bound: Option<Bound>,
    /// The words that bound or approximate: `quelque`, `au moins`.
    pub cue: Option<Span>,
    /// Of a [`FigureKind::Quantity`].
    pub dimension: Option<Dimension>,
    /// Between 0 and 1.
    pub confidence: f32,
}

/// What kind of figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// A count or a bare number.
    Number,
    Ordinal,
    Percentage,
    Money,
    /// A measure with its unit.
    Quantity,
    Duration,
    Age,
    Date,
    Time,
    DateTime,
    Score,
    Ratio,
}

/// A normalised value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Finite.
    Number(f64),
    /// ISO 8601: date at its grain (`2020`, `2020-11`, `2020-11-21`), time (`T14:00`, `T14:00Z`), date-time, duration (`P6W`),
    /// or an interval (`start/end`).
    Iso(String),
    /// Points of the first side and of the second.
    Score(u32, u32),
    /// Parts of a whole: two of three.
    Ratio(u64, u64),
    /// Of a relative date in a text of which no day is known: `jeudi`.
    Unknown,
}

/// How a value is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// `quelque`, `environ`, `une dizaine`
    Approximate,
    /// `au moins`, `plus de`
    Minimum,
    /// `moins de`, `jusqu'à`
    Maximum,
    /// An order of magnitude alone: `des centaines de milliers`.
    Vague,
}

/// What a quantity measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    Distance,
    Mass,
    Area,
    Volume,
    Speed,
    Temperature,
    Angle,
    Data,
    Energy,
    Power,
    Other,
}
