//! The words of reviewing, in French and in English.

use crate::review::event::Op;
use crate::review::standing::Standing;

/// Every word that reviewing shows.
pub struct Words {
    /// Where an annotation stands; of an actor or a figure, and of a quotation.
    pub standing: fn(Standing) -> [&'static str; 2],
    /// Its passage has changed since it was decided on.
    pub reopened: &'static str,
    /// In place of the user's own name.
    pub me: &'static str,
    /// For one, and for more.
    pub notes: [&'static str; 2],
    /// Before the time at which the library last kept a decision.
    pub saved: &'static str,
    /// What somebody did.
    pub op: fn(&Op) -> &'static str,
    /// Behind the number of those that were taken back at once.
    pub several: &'static str,
    pub undone: &'static str,
    pub redone: &'static str,
    /// Before the title of another dispatch.
    pub undo_elsewhere: &'static str,
    /// Before the key that goes to another dispatch, and its title.
    pub onward: &'static str,
    pub all_decided_everywhere: &'static str,
    pub by_place: &'static str,
    pub by_doubt: &'static str,
    pub by_kind: &'static str,
    /// Behind the number of those that a filter lets through; nothing for all.
    pub filters: [&'static str; 4],
    /// In the header, in place of the word for a review that sees everybody's decisions.
    pub blind: &'static str,
    pub rejected_is_not_copied: &'static str,
    /// The sheet of what was decided and has no passage any more.
    pub orphans: &'static str,
    pub orphans_explained: &'static str,
    pub no_orphans: &'static str,
    /// For one, and for more, behind their number.
    pub orphans_here: [&'static str; 2],
    /// The part of the details that tells of the selected annotation.
    pub selected: &'static str,
    /// What it was in an earlier version.
    pub earlier: &'static str,
}

pub static FRENCH: Words = Words {
    standing: |standing| match standing {
        Standing::Proposed => ["à décider"; 2],
        Standing::Accepted => ["validé", "validée"],
        Standing::Rejected => ["rejeté", "rejetée"],
        Standing::Corrected => ["corrigé", "corrigée"],
        Standing::Deleted => ["supprimé", "supprimée"],
        Standing::Disputed => ["en litige"; 2],
    },
    reopened: "à revoir, passage modifié",
    me: "moi",
    notes: ["note", "notes"],
    saved: "enregistré",
    op: |op| match op {
        Op::Propose { .. } => "proposition",
        Op::Add(_) => "ajout",
        Op::Accept => "validation",
        Op::Reject => "rejet",
        Op::Delete => "suppression",
        Op::Restore => "remise en jeu",
        Op::Resize(_) => "limites",
        Op::Relabel(_) => "nature",
        Op::SetSpeaker(_) => "locuteur",
        Op::SetActor(_) => "acteur",
        Op::SetValue { .. } => "valeur",
        Op::Merge(_) => "fusion",
        Op::Split(_) => "séparation",
        Op::Note(_) => "note",
        Op::Reanchor(_) => "reprise",
        Op::Undo(_) => "annulation",
    },
    several: "décisions",
    undone: "annulé",
    redone: "rétabli",
    undo_elsewhere: "rien à annuler ici ; la dernière décision est dans",
    onward: "rien d'autre à décider ici ; encore",
    all_decided_everywhere: "tout est décidé dans toute la liste",
    by_place: "ordre de revue : celui du texte",
    by_doubt: "ordre de revue : le plus douteux d'abord",
    by_kind: "ordre de revue : citations, acteurs, chiffres",
    filters: ["tout", "à décider", "en litige", "de moi"],
    blind: "revue à l'aveugle",
    rejected_is_not_copied: "citation rejetée : rien n'est copié",
    orphans: "DÉCISIONS SANS PASSAGE",
    orphans_explained: "Décidé dans une version antérieure ; le passage n'est plus dans celle-ci.",
    no_orphans: "aucune décision sans passage",
    orphans_here: ["décision sans passage ici", "décisions sans passage ici"],
    selected: "revue de la sélection",
    earlier: "version antérieure",
};

pub static ENGLISH: Words = Words {
    standing: |standing| match standing {
        Standing::Proposed => ["to decide"; 2],
        Standing::Accepted => ["accepted"; 2],
        Standing::Rejected => ["rejected"; 2],
        Standing::Corrected => ["corrected"; 2],
        Standing::Deleted => ["deleted"; 2],
        Standing::Disputed => ["disputed"; 2],
    },
    reopened: "again, passage changed",
    me: "me",
    notes: ["note", "notes"],
    saved: "saved",
    op: |op| match op {
        Op::Propose { .. } => "proposal",
        Op::Add(_) => "addition",
        Op::Accept => "acceptance",
        Op::Reject => "rejection",
        Op::Delete => "deletion",
        Op::Restore => "reopening",
        Op::Resize(_) => "limits",
        Op::Relabel(_) => "kind",
        Op::SetSpeaker(_) => "speaker",
        Op::SetActor(_) => "actor",
        Op::SetValue { .. } => "value",
        Op::Merge(_) => "merging",
        Op::Split(_) => "splitting",
        Op::Note(_) => "note",
        Op::Reanchor(_) => "carrying over",
        Op::Undo(_) => "undoing",
    },
    several: "decisions",
    undone: "undone",
    redone: "redone",
    undo_elsewhere: "nothing to undo here; the last decision is in",
    onward: "nothing else to decide here; again",
    all_decided_everywhere: "everything in the list is decided",
    by_place: "order of review: as in the text",
    by_doubt: "order of review: most doubtful first",
    by_kind: "order of review: quotations, actors, figures",
    filters: ["all", "to decide", "disputed", "mine"],
    blind: "blind review",
    rejected_is_not_copied: "rejected quotation: nothing is copied",
    orphans: "DECISIONS WITHOUT A PASSAGE",
    orphans_explained: "Decided in an earlier version; the passage is no longer in this one.",
    no_orphans: "no decision without a passage",
    orphans_here: [
        "decision without a passage here",
        "decisions without a passage here",
    ],
    selected: "review of the selection",
    earlier: "earlier version",
};
