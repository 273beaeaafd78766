//! The key table: one list gives the behaviour, the help screen, the palette, the README's table and the test that no key is dead.

use super::action::Action;
use super::edit::passage::Command;

/// Where a key acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    Everywhere,
    List,
    Text,
    Panel,
    /// A passage that is corrected or marked: no other keys act there.
    Passage,
}

/// One line of the table.
pub struct Binding {
    pub context: Context,
    pub action: Action,
    /// Name in the configuration file and the palette.
    pub name: &'static str,
    /// Sequences, with blanks between alternatives.
    pub keys: &'static str,
    /// What it does, in French and in English.
    pub help: [&'static str; 2],
}

const fn bind(
    context: Context,
    action: Action,
    name: &'static str,
    keys: &'static str,
    fr: &'static str,
    en: &'static str,
) -> Binding {
    Binding {
        context,
        action,
        name,
        keys,
        help: [fr, en],
    }
}

/// A key of a passage that is corrected or marked.
const fn within(
    command: Command,
    name: &'static str,
    keys: &'static str,
    fr: &'static str,
    en: &'static str,
) -> Binding {
    bind(
        Context::Passage,
        Action::Passage(command),
        name,
        keys,
        fr,
        en,
    )
}

/// The default keys. Letter = next, capital = previous; nothing needs Alt, a bracket or a backslash; Esc always has a twin.
#[rustfmt::skip] // one binding a line: it is a table
pub const BINDINGS: &[Binding] = &{
    use Action::*;
    use Context::{Everywhere, List, Panel, Text};
    [
        bind(Everywhere, Help, "help", "?", "aide", "help"),
        bind(Everywhere, Palette, "palette", ":", "toutes les commandes", "all commands"),
        bind(Everywhere, Search, "search", "/", "chercher", "search"),
        bind(Everywhere, Back, "back", "q", "revenir, quitter", "back, quit"),
        bind(Everywhere, Escape, "escape", "Esc", "revenir sans quitter", "back, never quits"),
        bind(Everywhere, Interrupt, "interrupt", "C-c", "annuler ; deux fois : quitter", "cancel; twice: quit"),
        bind(Everywhere, NextPane, "next-pane", "Tab", "volet suivant", "next pane"),
        bind(Everywhere, PreviousPane, "previous-pane", "S-Tab", "volet précédent", "previous pane"),
        bind(Everywhere, Zoom, "zoom", "z", "volet en plein écran", "zoom pane"),
        bind(Everywhere, HistoryBack, "history-back", "H", "position précédente", "back"),
        bind(Everywhere, HistoryForward, "history-forward", "L", "position suivante", "forward"),
        bind(Everywhere, Suspend, "suspend", "C-z", "suspendre", "suspend"),
        bind(Everywhere, Redraw, "redraw", "C-l", "redessiner", "redraw"),
        bind(List, Down, "list-down", "j Down", "dépêche suivante", "next dispatch"),
        bind(List, Up, "list-up", "k Up", "dépêche précédente", "previous dispatch"),
        bind(List, PageDown, "list-page-down", "PgDn", "page suivante", "next page"),
        bind(List, PageUp, "list-page-up", "PgUp b", "page précédente", "previous page"),
        bind(List, HalfPageDown, "list-half-page-down", "C-d", "demi-page suivante", "half a page down"),
        bind(List, HalfPageUp, "list-half-page-up", "C-u", "demi-page précédente", "half a page up"),
        bind(List, Top, "list-top", "g Home", "première dépêche", "first dispatch"),
        bind(List, Bottom, "list-bottom", "G End", "dernière dépêche", "last dispatch"),
        bind(List, Open, "open", "Enter Right", "ouvrir", "open"),
        bind(List, NextUnread, "next-unread", "n", "non lue suivante", "next unread"),
        bind(List, PreviousUnread, "previous-unread", "N", "non lue précédente", "previous unread"),
        bind(List, ToggleRead, "toggle-read", "t", "lue / non lue", "read / unread"),
        bind(List, ToggleMark, "toggle-mark", "Space", "marquer, suivante", "mark, next"),
        bind(List, Delete, "delete", "D", "retirer de la liste", "take out of the list"),
        bind(List, Filter, "filter", "f", "filtrer la bibliothèque", "filter the library"),
        bind(List, Searches, "searches", "F", "recherches retenues", "saved searches"),
        bind(List, SaveSearch, "save-search", "+", "retenir le filtre", "save the filter"),
        bind(List, Sort, "sort", "o", "trier autrement", "sort otherwise"),
        bind(List, Sources, "sources", "S", "sources surveillées", "sources watched"),
        bind(List, Undo, "undo", "u", "annuler", "undo"),
        bind(List, Redo, "redo", "U", "rétablir", "redo"),
        bind(Text, PageDown, "page-down", "Space PgDn", "page suivante", "next page"),
        bind(Text, PageUp, "page-up", "b PgUp", "page précédente", "previous page"),
        bind(Text, HalfPageDown, "half-page-down", "C-d", "demi-page suivante", "half a page down"),
        bind(Text, HalfPageUp, "half-page-up", "C-u", "demi-page précédente", "half a page up"),
        bind(Text, Down, "line-down", "j Down", "ligne suivante", "line down"),
        bind(Text, Up, "line-up", "k Up", "ligne précédente", "line up"),
        bind(Text, Top, "top", "gg Home", "début", "top"),
        bind(Text, Bottom, "bottom", "G End", "fin", "end"),
        bind(Text, NextDispatch, "next-dispatch", "J", "dépêche suivante", "next dispatch"),
        bind(Text, PreviousDispatch, "previous-dispatch", "K", "dépêche précédente", "previous dispatch"),
        bind(Text, NextQuotation, "next-quotation", "c", "citation suivante", "next quotation"),
        bind(Text, PreviousQuotation, "previous-quotation", "C", "citation précédente", "previous quotation"),
        bind(Text, NextActor, "next-actor", "p", "personne ou autre acteur suivant", "next person or other actor"),
        bind(Text, PreviousActor, "previous-actor", "P", "personne ou autre acteur précédent", "previous person or other actor"),
        bind(Text, NextFigure, "next-figure", "f", "chiffre suivant", "next figure"),
        bind(Text, PreviousFigure, "previous-figure", "F", "chiffre précédent", "previous figure"),
        bind(Text, NextOccurrence, "next-occurrence", "o", "même acteur, suivante", "same actor, next"),
        bind(Text, PreviousOccurrence, "previous-occurrence", "O", "même acteur, précédente", "same actor, previous"),
        bind(Text, NextHit, "next-hit", "n", "résultat suivant", "next hit"),
        bind(Text, PreviousHit, "previous-hit", "N", "résultat précédent", "previous hit"),
        bind(Text, Quotation(1), "quotation-1", "1 &", "citation 1", "quotation 1"),
        bind(Text, Quotation(2), "quotation-2", "2 é", "citation 2", "quotation 2"),
        bind(Text, Quotation(3), "quotation-3", "3 \"", "citation 3", "quotation 3"),
        bind(Text, Quotation(4), "quotation-4", "4 '", "citation 4", "quotation 4"),
        bind(Text, Quotation(5), "quotation-5", "5 (", "citation 5", "quotation 5"),
        bind(Text, Quotation(6), "quotation-6", "6 -", "citation 6", "quotation 6"),
        bind(Text, Quotation(7), "quotation-7", "7 è", "citation 7", "quotation 7"),
        bind(Text, Quotation(8), "quotation-8", "8 _", "citation 8", "quotation 8"),
        bind(Text, Quotation(9), "quotation-9", "9 ç", "citation 9", "quotation 9"),
        bind(Text, Labels, "labels", ";", "étiquettes sur la page", "labels on the page"),
        bind(Text, Follow, "follow", "Enter", "suivre le lien", "follow"),
        bind(Text, Details, "details", "d", "fiche et dépêche d'origine", "details and the wire as it came"),
        bind(Text, Versions, "versions", "v", "versions de l'histoire", "versions of the story"),
        bind(Text, Dossier, "dossier", "D", "dossier de l'acteur", "dossier of the actor"),
        bind(Text, FocusQuotations, "go-quotations", "gc", "volet des citations", "quotations panel"),
        bind(Text, FocusActors, "go-actors", "gp", "volet des acteurs", "actors panel"),
        bind(Text, FocusFigures, "go-figures", "gf", "volet des chiffres", "figures panel"),
        bind(Text, WidenPanels, "widen-panels", "<", "élargir les volets", "wider panels"),
        bind(Text, NarrowPanels, "narrow-panels", ">", "rétrécir les volets", "narrower panels"),
        bind(Text, Accept, "accept", "a", "valider, suivante", "accept, next"),
        bind(Text, Reject, "reject", "x", "rejeter, suivante", "reject, next"),
        bind(Text, NextUndecided, "next-undecided", "r", "à décider suivante", "next undecided"),
        bind(Text, ReviewOrder, "review-order", "R", "ordre de revue", "order of review"),
        bind(Text, ReviewFilter, "review-filter", "l", "volets : tout, à décider, en litige, de moi", "panels: all, to decide, disputed, mine"),
        bind(Text, Orphans, "orphans", "go", "décisions sans passage", "decisions without a passage"),
        bind(Text, UndoDecision, "undo-decision", "u", "annuler la décision", "undo the decision"),
        bind(Text, RedoDecision, "redo-decision", "U", "rétablir la décision", "redo the decision"),
        bind(Text, CorrectPassage, "correct", "e", "corriger le passage, le genre, la valeur", "correct passage, kind, value"),
        bind(Text, SetSpeaker, "speaker", "s", "locuteur ; acteur : le même que…", "speaker; actor: the same as…"),
        bind(Text, MarkPassage, "mark-passage", "m", "marquer un passage", "mark a passage"),
        bind(Text, AllOccurrences, "all-occurrences", "*", "partout où sont ces mots", "everywhere these words stand"),
        bind(Text, WriteNote, "note", "i", "écrire une note", "write a note"),
        bind(Text, CopyQuotation, "copy-quotation", "yy", "copier la citation", "copy the quotation"),
        bind(Text, CopyQuotations, "copy-quotations", "yc", "copier toutes les citations", "copy all quotations"),
        bind(Text, CopyText, "copy-text", "yt", "copier le texte", "copy the text"),
        bind(Panel, Down, "row-down", "j Down", "ligne suivante", "next row"),
        bind(Panel, Up, "row-up", "k Up", "ligne précédente", "previous row"),
        bind(Panel, Top, "first-row", "gg Home", "première ligne", "first row"),
        bind(Panel, Bottom, "last-row", "G End", "dernière ligne", "last row"),
        bind(Panel, Follow, "row-to-text", "Enter", "aller au passage", "go to the passage"),
        within(Command::Keep, "passage-keep", "Enter", "garder", "keep"),
        within(Command::Begin, "passage-begin", "Space", "commencer ici", "begin here"),
        within(Command::WordLeft, "passage-word-left", "b", "mot à gauche", "word left"),
        within(Command::WordRight, "passage-word-right", "w", "mot à droite", "word right"),
        within(Command::LetterLeft, "passage-left", "h Left", "lettre à gauche", "letter left"),
        within(Command::LetterRight, "passage-right", "l Right", "lettre à droite", "letter right"),
        within(Command::RowUp, "passage-up", "k Up", "ligne du dessus", "row above"),
        within(Command::RowDown, "passage-down", "j Down", "ligne du dessous", "row below"),
        within(Command::First, "passage-first", "Home", "début du paragraphe", "start of the paragraph"),
        within(Command::Last, "passage-last", "End", "fin du paragraphe", "end of the paragraph"),
        within(Command::OtherEnd, "passage-other-end", "o Tab", "autre bout", "other end"),
        within(Command::Find, "passage-find", "/", "chercher", "find"),
        within(Command::Kind, "passage-kind", "t", "genre", "kind"),
        within(Command::Value, "passage-value", "v", "valeur", "value"),
        within(Command::NextPart, "passage-next-part", "n", "partie suivante", "next part"),
        within(Command::AddPart, "passage-add-part", "a", "ajouter une partie", "add a part"),
        within(Command::DropPart, "passage-drop-part", "x", "ôter la partie", "drop the part"),
        within(Command::Quotation, "passage-quotation", "c", "une citation", "a quotation"),
        within(Command::Actor, "passage-actor", "p", "un acteur", "an actor"),
        within(Command::Figure, "passage-figure", "f", "un chiffre", "a figure"),
        within(Command::Everywhere, "passage-everywhere", "*", "partout", "everywhere"),
        within(Command::Leave, "passage-leave", "q", "laisser", "leave"),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_default_key_is_out_of_reach_of_a_keyboard_or_a_link() {
        let reserved = ["C-s", "C-q", "C-h", "C-a", "C-b", "C-i", "C-m", "C-j"];
        let far = ['[', ']', '{', '}', '\\', '|', '#', '~', '@', '`'];
        for binding in BINDINGS {
            for keys in binding.keys.split(' ') {
                assert!(
                    !reserved.contains(&keys) && !keys.starts_with(far),
                    "{}: {keys}",
                    binding.name
                );
            }
        }
    }

    #[test]
    fn every_command_has_its_own_name() {
        let mut names: Vec<_> = BINDINGS.iter().map(|binding| binding.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), BINDINGS.len());
    }
}
