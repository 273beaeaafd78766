//! Figures: what a dispatch counts, measures and dates, normalised.

use super::{Named, Span};

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
    /// Of a [`FigureKind::Number`] that counts victims or the held.
    pub toll: Option<Toll>,
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

impl Named for FigureKind {
    const NAMES: &'static [(Self, &'static str)] = &[
        (FigureKind::Number, "number"),
        (FigureKind::Ordinal, "ordinal"),
        (FigureKind::Percentage, "percentage"),
        (FigureKind::Money, "money"),
        (FigureKind::Quantity, "quantity"),
        (FigureKind::Duration, "duration"),
        (FigureKind::Age, "age"),
        (FigureKind::Date, "date"),
        (FigureKind::Time, "time"),
        (FigureKind::DateTime, "datetime"),
        (FigureKind::Score, "score"),
        (FigureKind::Ratio, "ratio"),
    ];
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

impl Named for Bound {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Bound::Approximate, "approx"),
        (Bound::Minimum, "min"),
        (Bound::Maximum, "max"),
        (Bound::Vague, "vague"),
    ];
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

impl Named for Dimension {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Dimension::Distance, "distance"),
        (Dimension::Mass, "mass"),
        (Dimension::Area, "area"),
        (Dimension::Volume, "volume"),
        (Dimension::Speed, "speed"),
        (Dimension::Temperature, "temperature"),
        (Dimension::Angle, "angle"),
        (Dimension::Data, "data"),
        (Dimension::Energy, "energy"),
        (Dimension::Power, "power"),
        (Dimension::Other, "other"),
    ];
}

/// What befell those that a toll counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Toll {
    Dead,
    Injured,
    Missing,
    Displaced,
    Arrested,
}

impl Named for Toll {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Toll::Dead, "dead"),
        (Toll::Injured, "injured"),
        (Toll::Missing, "missing"),
        (Toll::Displaced, "displaced"),
        (Toll::Arrested, "arrested"),
    ];
}
