//! What words do around quotations: the names that `quotations.toml` gives its lists of words.

use serde::Deserialize;

/// What a word may do; many do several things. The tables of `quotations.toml` are named after these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Determiner,
    /// A noun phrase goes on behind it: `de`.
    Of,
    /// A pronoun that can speak.
    Pronoun,
    /// A relative pronoun that can be a subject.
    Relative,
    Preposition,
    /// A noun whose phrase goes on over the next preposition, if that is one of [`Role::To`]: `ambassadeur à l’ONU`.
    WithTo,
    /// A preposition that joins such a noun to its complement.
    To,
    /// Makes nothing of an infinitive behind it: `sans préciser`.
    Without,
    /// An adverb inside a noun phrase, before an adjective: `non gouvernementale`.
    Degree,
    /// Joins noun phrases.
    And,
    /// A noun phrase ends before it.
    Ends,
    /// A noun that can speak.
    Speaker,
    /// An adjective that can speak where no noun follows: `ce dernier`.
    Standing,
    /// A noun for words or papers: the one whose they are speaks.
    Carrier,
    /// A carrier for exact words: `selon les mots de X` attributes marked words alone.
    Wording,
    /// Introduces the agent of a passive.
    By,
    Civility,
    Adverb,
    Time,
    /// Begins a clause.
    Conjunction,
    /// Joins two verbs of one subject.
    Coordinator,
    /// Opens an attribution that is a clause: `comme l’a dit X, …`.
    As,
    /// Begins a clause that no longer belongs to reported words.
    Breaks,
    /// Auxiliary of compound tenses.
    Have,
    /// An auxiliary in the infinitive: `avoir déclaré`.
    Infinitive,
    /// Auxiliary of the passive and of reflexive verbs.
    Be,
    /// Participle of the passive auxiliary.
    Been,
    Reflexive,
    /// May stand between a subject and its verb.
    Clitic,
    Negation,
    /// A subject that names nobody: `on`.
    Impersonal,
    /// Makes such a subject of the pronoun before it: `il faut`, `il est possible`.
    ImpersonalPredicate,
    /// A verb form that is a noun behind a determiner.
    AlsoNoun,
    /// Opens reported speech: `que`.
    Opener,
    /// Stands for the sentence before as the object of a verb at the head: `Das teilte X mit.`
    Resumes,
    /// A verb form that shows by itself that its sentence is reported: `Die Lage sei ruhig.`
    Subjunctive,
    /// Makes another conjunction of an opener behind it: `alors que`.
    NotBeforeOpener,
    /// Opens a reported question.
    Question,
    /// Shows that its clause has a verb.
    Finite,
    /// Marked words behind it are a name or a title.
    Naming,
    /// A noun behind a frame that is no source: `selon les cas`.
    NotSource,
    /// The first word of a frame.
    #[serde(skip)]
    OpensFrame,
    /// The first word of a fixed phrase: an adjunct, a bridge or a relay.
    #[serde(skip)]
    OpensPhrase,
    /// Ends as finite verbs do, or is a form of a verb that attributes and nothing else.
    #[serde(skip)]
    LooksFinite,
}

/// A set of [`Role`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u64);

impl Roles {
    /// What is not written in the lists of words.
    const DERIVED: Roles = Roles(
        1 << Role::OpensFrame as u64
            | 1 << Role::OpensPhrase as u64
            | 1 << Role::LooksFinite as u64,
    );

    /// Whether a list names the word.
    pub fn is_listed(self) -> bool {
        self.0 & !Roles::DERIVED.0 != 0
    }

    /// The set with one more role.
    pub fn with(self, role: Role) -> Self {
        Roles(self.0 | 1 << role as u64)
    }

    /// Whether the word can do that.
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u64) != 0
    }
}
