//! What words do around figures, beside counting and naming days. Knows nothing of the words themselves.

/// What else a word does around figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// One, or the article: `un`, `une`.
    Article,
    /// `le`, `la`, `les`
    Definite,
    /// Before a day of the month: `le 27`, `on the 21st`.
    DayArticle,
    /// Makes a vague amount of a plural: `des`, `plusieurs`.
    Indefinite,
    /// Belongs to the vague amount: `plusieurs`, `quelques`.
    Several,
    /// `de` between an amount and its noun.
    Of,
    /// Joins a day, a month and a year: `de` in `3 de mayo de 2020`.
    DateLink,
    /// `à` in `trois à quatre`
    To,
    And,
    Or,
    Between,
    /// Points and commas spoken: `virgule`.
    DecimalWord,
    Minus,
    Half,
    /// Halves that an hour takes: `demie`, `media`; `cinco y medio` is a number.
    HalfHour,
    /// Between a whole number and its parts, beside `and`: `con` in `tres con un cuarto`.
    WithParts,
    /// `sur` in `un sur cinq`
    OutOf,
    /// `contre` in `385 voix contre 2`
    Against,
    /// `dont`: a part of what was counted before.
    OfWhich,
    This,
    Next,
    Last,
    /// Before `next` and `last` that are verbs: `que` in `la semana que viene`.
    Relative,
    /// Start, middle, end of a period.
    Edge,
    /// Written before a month with a hyphen: `mi-avril`.
    Middle,
    DayPart,
    /// Hours after noon: `soir`.
    Evening,
    /// Before a time of day: `à`, `vers`.
    AtTime,
    /// Before a stretch of time: `pendant`, `en`.
    During,
    /// Before a year: `en`, `depuis`.
    YearCue,
    /// Makes a decade of a year: `années 1990`, `1990s`.
    Years,
    /// `lendemain`, `veille`, counted from the day spoken of.
    DayAfter,
    DayBefore,
    Noon,
    Midnight,
    /// Time zones that are UTC.
    Utc,
    /// Other time zones: `CET`. The time stays as it is told there.
    Zone,
    /// `locales` behind a time.
    LocalTime,
    /// Behind a time: `heure`.
    Clock,
    /// `âgé`, `âge`
    Aged,
    /// Verb of having: `avait 19 ans`.
    Has,
    /// `à` in `mort à 71 ans`.
    AtAge,
    /// What lasts, or is sentenced to last: `peine de cinq ans`.
    Lasting,
    /// Number behind it is a name: `article`, `ligne`.
    Label,
    /// Behind a house number: `rue`.
    Street,
    /// `par` in `4 cm par seconde`
    Per,
    /// Before the strength of an earthquake.
    Magnitude,
    /// Ordinal before it is a name: `Premier ministre`.
    Title,
    /// Between a number and its noun: `jeunes`.
    Adjective,
    /// Neither noun nor adjective.
    Function,
    /// Verb forms and words that set a clause in the past or the future.
    Past,
    Future,
    /// Prepositions that point ahead: `pour jeudi`.
    Ahead,
    /// Between the verb of having and what it counts: `il y a deux ans`.
    There,
    /// Before each one's age: `respectivement`.
    Each,
    /// Behind `aujourd'hui` when it means these days.
    Nowadays,
    /// Before a stretch of time that something takes: `en 1h30`.
    Within,
    /// Alone no duration: `un jour`.
    Loose,
    /// What an ordinal's suffix looks like behind digits: `er`, `ème`.
    OrdinalSuffix,
    /// Winning, losing, playing: two numbers near it are a score.
    ScoreCue,
    /// Below zero: `dessous`.
    Below,
    /// Before `semana`, where a weekend is spelled so: `fin de semana`.
    Weekend,
    /// The one after the next: `übernächste`.
    AfterNext,
    /// Between the n-th day and its month: `first Monday in May`.
    InMonth,
    /// Between minutes and the hour they follow: `quarter past eight`.
    PastHour,
    /// Between minutes and the hour they go before: `ten to nine`.
    ToHour,
    /// Half an hour before: `halb acht`.
    HalfBefore,
    /// Three quarters of an hour before: `viertel acht`.
    QuarterBefore,
    /// A quarter of an hour before: `dreiviertel acht`.
    ThreeQuartersBefore,
    /// Number words that are adjectives too: `un logement neuf`.
    AlsoAdjective,
    /// Before the lower end of a range: `from`.
    From,
    /// Verbs and nouns of rising and falling: `passé de 3 km à 5 km` is no range.
    Moves,
    /// A half that is a share before what it is of: `half of them`, `half the seats`.
    HalfOf,
    /// Before an ordinal that a point makes: `zum` in `zum 3. Mal`.
    OrdinalArticle,
    /// Between part and whole, where a text says nothing else: `one over three`.
    DividedBy,
    /// Number words that stand for a noun behind a determiner: `the one`.
    AlsoPronoun,
    /// Words before such a pronoun: `which`.
    Determiner,
    /// Angles and turning: degrees beside it are no temperature.
    Angle,
    /// Behind a unit of length that is a preposition too: `2 in thick`.
    Sized,
    /// The last word of a comparison: `than`.
    Than,
    /// Currencies that are weights too: `pounds`.
    AlsoWeight,
    /// Words beside a weight: `weighs`.
    Weighs,
    /// Currencies that are things too: `livres`.
    AlsoCounted,
    /// Number words that are nouns too, and count before `of` alone: `scores of people`, but `the score is`.
    AlsoNoun,
}

/// No role at all.
pub const NO_ROLES: Roles = Roles(0);

/// A set of [`Role`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u128);

impl Roles {
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u64) != 0
    }

    pub(super) fn add(&mut self, role: Role) {
        self.0 |= 1 << role as u64;
    }
}

/// What the first word of a figure can do, beside counting and naming days.
pub const OPENERS: [Role; 15] = [
    Role::Article,
    Role::Indefinite,
    Role::Half,
    Role::Minus,
    Role::This,
    Role::Next,
    Role::Last,
    Role::AfterNext,
    Role::Edge,
    Role::Middle,
    Role::Years,
    Role::DayAfter,
    Role::DayBefore,
    Role::Noon,
    Role::Midnight,
];
