//! The words of the interface, in French and in English.

use jiff::civil::Date;
use jiff::tz::Offset;

use super::review::words::{self, Words};
use crate::model::{ActorKind, Level, Signal, Status, WireTime};

/// Language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    French = 0,
    #[default]
    English = 1,
}

impl Locale {
    /// From a tag or a locale name: `fr`, `fr_FR.UTF-8`. Anything but French is read in English.
    pub fn from_name(name: &str) -> Locale {
        if name.to_ascii_lowercase().starts_with("fr") {
            Locale::French
        } else {
            Locale::English
        }
    }

    /// The words of this language.
    pub fn texts(self) -> &'static Texts {
        match self {
            Locale::French => &FRENCH,
            Locale::English => &ENGLISH,
        }
    }
}

/// Every word that the interface shows.
pub struct Texts {
    pub quotations: &'static str,
    pub actors: &'static str,
    pub figures: &'static str,
    pub list: &'static str,
    pub reading: &'static str,
    pub panel: &'static str,
    pub passage: &'static str,
    pub no_search: &'static str,
    pub help: &'static str,
    pub details: &'static str,
    pub versions: &'static str,
    pub only_version: &'static str,
    /// Title of the searches that are kept.
    pub searches: &'static str,
    pub no_searches: &'static str,
    pub no_filter: &'static str,
    pub search_saved: &'static str,
    pub search_forgotten: &'static str,
    pub sources: &'static str,
    pub no_sources: &'static str,
    /// Behind the name of a source that can be read again.
    pub there_again: &'static str,
    /// Behind the number of dispatches that came: for one, and for more.
    pub new: [&'static str; 2],
    pub dossier: &'static str,
    /// For one, and for more.
    pub dispatches: [&'static str; 2],
    pub mentions: [&'static str; 2],
    pub said: [&'static str; 2],
    /// Before those who appear in the same dispatches.
    pub with: &'static str,
    /// How mentions are counted over time: by day, week, month, year.
    pub steps: [&'static str; 4],
    /// Behind the largest number.
    pub at_most: &'static str,
    pub actor_kind: fn(ActorKind) -> &'static str,
    pub quotation: &'static str,
    pub actor: &'static str,
    pub figure: &'static str,
    pub mention: &'static str,
    pub no_hit: &'static str,
    pub none: &'static str,
    pub unnamed: &'static str,
    pub more: &'static str,
    /// For one, and for more.
    pub unread: [&'static str; 2],
    pub analysing: &'static str,
    pub original: &'static str,
    pub copied_quotation: &'static str,
    pub copied_quotations: &'static str,
    pub copied_text: &'static str,
    pub no_quotation_selected: &'static str,
    pub no_such_quotation: &'static str,
    pub no_actor: &'static str,
    pub first_dispatch: &'static str,
    pub last_dispatch: &'static str,
    pub no_unread: &'static str,
    pub undone: &'static str,
    pub redone: &'static str,
    pub nothing_to_undo: &'static str,
    pub nothing_to_redo: &'static str,
    pub deleted: &'static str,
    pub only_in_library: &'static str,
    /// Said where somebody wants to decide outside of a library.
    pub review_in_library: &'static str,
    pub nothing_selected: &'static str,
    pub all_decided: &'static str,
    pub review: &'static str,
    pub read_only: &'static str,
    pub newest_first: &'static str,
    pub oldest_first: &'static str,
    pub by_urgency: &'static str,
    pub by_relevance: &'static str,
    pub nothing_back: &'static str,
    pub quit_again: &'static str,
    pub label: &'static str,
    pub loading: &'static str,
    pub nothing_to_read: &'static str,
    /// Before the time at which an embargo ends.
    pub until: &'static str,
    pub status: fn(Status) -> &'static str,
    pub signal: fn(Signal) -> &'static str,
    pub level: fn(Level) -> &'static str,
    pub tolls: &'static str,
    pub counts: &'static str,
    pub money: &'static str,
    pub percentages: &'static str,
    pub measures: &'static str,
    pub dates: &'static str,
    pub everywhere: &'static str,
    pub text: &'static str,
    pub same_actor: &'static str,
    /// Behind the numbers of quotations, actors and figures.
    pub count_signs: [&'static str; 3],
    /// Before a value that is told: ` : ` in French.
    pub colon: &'static str,
    /// Marks around quoted words.
    pub quote_marks: [&'static str; 2],
    pub decimal_comma: bool,
    /// Years, months, weeks, days, hours, minutes, seconds, behind a number.
    pub durations: [&'static str; 7],
    pub weekdays: [&'static str; 7],
    pub months: [&'static str; 12],
    pub welcome: [&'static str; 3],
    pub fields: Fields,
    pub decisions: &'static Words,
}

impl Texts {
    /// `sam. 21 nov. 2020`
    pub fn day(&self, date: Date) -> String {
        let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        let month = usize::from(date.month().unsigned_abs()) - 1;
        let (weekday, month) = (self.weekdays[weekday], self.months[month]);
        format!("{weekday} {} {month} {}", date.day(), date.year())
    }

    /// `jeu. 4 mars 2021 06:00 (+01:00)`
    pub fn moment(&self, time: WireTime) -> String {
        let day = self.day(time.at.date());
        let clock = format!("{:02}:{:02}", time.at.hour(), time.at.minute());
        match time.offset.map(Offset::seconds) {
            None => format!("{day} {clock}"),
            Some(0) => format!("{day} {clock} GMT"),
            Some(seconds) => {
                let sign = if seconds < 0 { '-' } else { '+' };
                let minutes = seconds.abs() / 60;
                format!(
                    "{day} {clock} ({sign}{:02}:{:02})",
                    minutes / 60,
                    minutes % 60
                )
            }
        }
    }
}

/// The labels of the details sheet.
pub struct Fields {
    pub path: &'static str,
    pub format: &'static str,
    pub id: &'static str,
    pub language: &'static str,
    pub status: &'static str,
    pub signal: &'static str,
    pub urgency: &'static str,
    pub slug: &'static str,
    pub headline: &'static str,
    pub byline: &'static str,
    pub dateline: &'static str,
    pub keywords: &'static str,
    pub notes: &'static str,
    pub embargo: &'static str,
    pub signoff: &'static str,
    pub contents: &'static str,
    pub doubts: &'static str,
    pub orphans: &'static str,
}

static FRENCH: Texts = Texts {
    quotations: "CITATIONS",
    actors: "ACTEURS",
    figures: "CHIFFRES",
    list: "LISTE",
    reading: "LECTURE",
    panel: "VOLET",
    passage: "PASSAGE (e, m)",
    no_search: "rien de cherché : / cherche",
    help: "AIDE",
    details: "FICHE",
    versions: "VERSIONS",
    only_version: "une seule version",
    searches: "RECHERCHES",
    no_searches: "aucune recherche retenue : f filtre la liste, + retient le filtre",
    no_filter: "rien n'est filtré : f filtre la liste",
    search_saved: "recherche retenue",
    search_forgotten: "recherche retirée : u la rétablit",
    sources: "SOURCES",
    no_sources: "rien n'est surveillé : depeche --watch DOSSIER|ADRESSE, ou [watch] dans la configuration",
    there_again: "de retour",
    new: ["nouvelle", "nouvelles"],
    dossier: "DOSSIER",
    dispatches: ["dépêche", "dépêches"],
    mentions: ["mention", "mentions"],
    said: ["citation", "citations"],
    with: "avec",
    steps: ["par jour", "par semaine", "par mois", "par an"],
    at_most: "au plus",
    actor_kind: |kind| match kind {
        ActorKind::Person => "personne",
        ActorKind::Organisation => "organisation",
        ActorKind::Place => "lieu",
    },
    quotation: "citation",
    actor: "acteur",
    figure: "chiffre",
    mention: "mention",
    no_hit: "rien trouvé pour",
    none: "rien",
    unnamed: "(non nommé)",
    more: "de plus",
    unread: ["non lue", "non lues"],
    analysing: "analyse…",
    original: "la dépêche telle qu'elle est arrivée",
    copied_quotation: "citation copiée",
    copied_quotations: "citations copiées",
    copied_text: "texte copié",
    no_quotation_selected: "choisir d'abord une citation : c, ou 1 à 9",
    no_such_quotation: "pas de citation",
    no_actor: "choisir d'abord une citation ou un acteur : c ou p",
    first_dispatch: "première dépêche",
    last_dispatch: "dernière dépêche",
    no_unread: "tout est lu",
    undone: "annulé",
    redone: "rétabli",
    nothing_to_undo: "rien à annuler",
    nothing_to_redo: "rien à rétablir",
    deleted: "retirée : u la rétablit",
    only_in_library: "dans la bibliothèque seulement",
    review_in_library: "les décisions se gardent dans la bibliothèque : depeche add",
    nothing_selected: "rien de sélectionné : c citation, p acteur, f chiffre",
    all_decided: "tout est décidé",
    review: "revue",
    read_only: "bibliothèque en lecture seule : rien ne sera retenu",
    newest_first: "les plus récentes d'abord",
    oldest_first: "les plus anciennes d'abord",
    by_urgency: "les plus urgentes d'abord",
    by_relevance: "les plus pertinentes d'abord",
    nothing_back: "pas d'autre position",
    quit_again: "encore C-c pour quitter",
    label: "étiquette",
    loading: "chargement…",
    nothing_to_read: "aucune dépêche à lire",
    until: "jusqu'au",
    status: |status| match status {
        Status::Usable => "publiable",
        Status::Withheld => "DÉPÊCHE RETENUE",
        Status::Canceled => "DÉPÊCHE ANNULÉE",
        Status::Embargoed => "SOUS EMBARGO",
    },
    signal: |signal| match signal {
        Signal::Update => "mise à jour",
        Signal::Correction => "correction",
        Signal::Kill => "ANNULATION",
    },
    level: |level| match level {
        Level::Flash => "FLASH",
        Level::Alert => "ALERTE",
        Level::Bulletin => "BULLETIN",
        Level::Urgent => "URGENT",
        Level::Lead => "LEAD",
        Level::Update => "actualisation",
        Level::Wrap => "synthèse",
        Level::Factbox => "encadré",
    },
    tolls: "bilans",
    counts: "nombres",
    money: "argent",
    percentages: "pourcentages",
    measures: "mesures",
    dates: "dates et durées",
    everywhere: "PARTOUT",
    text: "TEXTE",
    same_actor: "même acteur",
    count_signs: ["c", "a", "ch"],
    colon: " : ",
    quote_marks: ["« ", " »"],
    decimal_comma: true,
    durations: ["ans", "mois", "sem.", "j", "h", "min", "s"],
    weekdays: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
    months: [
        "jan.", "fév.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
        "déc.",
    ],
    welcome: [
        "Bienvenue. Voici des dépêches d'essai, écrites pour faire connaissance ; les vôtres s'ouvrent par : depeche FICHIER…",
        "⏎ ouvre une dépêche · c passe d'une citation à l'autre · p suit les personnes · f les chiffres · d montre l'original",
        "? donne toutes les touches, q revient en arrière et quitte.",
    ],
    fields: Fields {
        path: "fichier",
        format: "format",
        id: "identifiant",
        language: "langue",
        status: "état",
        signal: "signal",
        urgency: "urgence",
        slug: "mot-clé",
        headline: "titre",
        byline: "signature",
        dateline: "lieu et date",
        keywords: "mots-clés",
        notes: "notes",
        embargo: "embargo",
        signoff: "initiales",
        contents: "contenu",
        doubts: "doutes",
        orphans: "sans passage",
    },
    decisions: &words::FRENCH,
};

static ENGLISH: Texts = Texts {
    quotations: "QUOTATIONS",
    actors: "ACTORS",
    figures: "FIGURES",
    list: "LIST",
    reading: "READING",
    panel: "PANEL",
    passage: "PASSAGE (e, m)",
    no_search: "nothing searched for: / searches",
    help: "HELP",
    details: "DETAILS",
    versions: "VERSIONS",
    only_version: "the only version",
    searches: "SEARCHES",
    no_searches: "no saved searches: f filters the list, + saves the filter",
    no_filter: "there is no filter: f filters the list",
    search_saved: "search saved",
    search_forgotten: "search taken out: u brings it back",
    sources: "SOURCES",
    no_sources: "nothing is watched: depeche --watch FOLDER|ADDRESS, or [watch] in the configuration",
    there_again: "there again",
    new: ["new", "new"],
    dossier: "DOSSIER",
    dispatches: ["dispatch", "dispatches"],
    mentions: ["mention", "mentions"],
    said: ["quotation", "quotations"],
    with: "with",
    steps: ["a day", "a week", "a month", "a year"],
    at_most: "at most",
    actor_kind: |kind| match kind {
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::Place => "place",
    },
    quotation: "quotation",
    actor: "actor",
    figure: "figure",
    mention: "mention",
    no_hit: "nothing found for",
    none: "nothing",
    unnamed: "(unnamed)",
    more: "more",
    unread: ["unread", "unread"],
    analysing: "analysing…",
    original: "the wire as it came",
    copied_quotation: "quotation copied",
    copied_quotations: "quotations copied",
    copied_text: "text copied",
    no_quotation_selected: "select a quotation first: c, or 1 to 9",
    no_such_quotation: "there is no quotation",
    no_actor: "select a quotation or an actor first: c or p",
    first_dispatch: "first dispatch",
    last_dispatch: "last dispatch",
    no_unread: "everything is read",
    undone: "undone",
    redone: "redone",
    nothing_to_undo: "nothing to undo",
    nothing_to_redo: "nothing to redo",
    deleted: "taken out: u brings it back",
    only_in_library: "only in the library",
    review_in_library: "decisions are kept in the library: depeche add",
    nothing_selected: "nothing selected: c quotation, p actor, f figure",
    all_decided: "everything is decided",
    review: "review",
    read_only: "the library is read-only: nothing will be kept",
    newest_first: "newest first",
    oldest_first: "oldest first",
    by_urgency: "most urgent first",
    by_relevance: "what fits best first",
    nothing_back: "no other position",
    quit_again: "C-c again to quit",
    label: "label",
    loading: "loading…",
    nothing_to_read: "no dispatch to read",
    until: "until",
    status: |status| match status {
        Status::Usable => "usable",
        Status::Withheld => "WITHHELD",
        Status::Canceled => "KILLED",
        Status::Embargoed => "EMBARGOED",
    },
    signal: |signal| match signal {
        Signal::Update => "update",
        Signal::Correction => "correction",
        Signal::Kill => "KILL",
    },
    level: |level| match level {
        Level::Flash => "FLASH",
        Level::Alert => "ALERT",
        Level::Bulletin => "BULLETIN",
        Level::Urgent => "URGENT",
        Level::Lead => "LEAD",
        Level::Update => "update",
        Level::Wrap => "wrap-up",
        Level::Factbox => "factbox",
    },
    tolls: "tolls",
    counts: "counts",
    money: "money",
    percentages: "percentages",
    measures: "measures",
    dates: "dates and durations",
    everywhere: "EVERYWHERE",
    text: "TEXT",
    same_actor: "same actor",
    count_signs: ["q", "a", "f"],
    colon: ": ",
    quote_marks: ["“", "”"],
    decimal_comma: false,
    durations: ["y", "mo", "wk", "d", "h", "min", "s"],
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    months: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    welcome: [
        "Welcome. These are sample dispatches, written to get acquainted; open your own with: depeche FILE…",
        "⏎ opens a dispatch · c goes from quotation to quotation · p follows people · f figures · d shows the original",
        "? lists all keys, q goes back and quits.",
    ],
    fields: Fields {
        path: "file",
        format: "format",
        id: "id",
        language: "language",
        status: "status",
        signal: "signal",
        urgency: "urgency",
        slug: "slug",
        headline: "headline",
        byline: "byline",
        dateline: "dateline",
        keywords: "keywords",
        notes: "notes",
        embargo: "embargo",
        signoff: "sign-off",
        contents: "contents",
        doubts: "doubts",
        orphans: "no passage",
    },
    decisions: &words::ENGLISH,
};
