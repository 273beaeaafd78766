//! Kinds with a word each: the word is what JSON, files and the library hold.

/// A set of alternatives, each with its word. The words are promises to files already written: they are added to, never changed.
pub trait Named: Copy + PartialEq + 'static {
    /// Every alternative with its word.
    const NAMES: &'static [(Self, &'static str)];

    /// The word for it.
    fn name(self) -> &'static str {
        let named = Self::NAMES.iter().find(|(one, _)| *one == self);
        named
            .map(|(_, name)| *name)
            .expect("every alternative is named")
    }

    /// What a word stands for; none for one that is not known.
    fn from_name(name: &str) -> Option<Self> {
        let named = Self::NAMES.iter().find(|(_, one)| *one == name);
        named.map(|(one, _)| *one)
    }
}

#[cfg(test)]
mod tests {
    use super::Named;
    use crate::model::{
        ActorKind, Bound, Dimension, DoubtKind, FigureKind, Format, Level, MentionForm,
        ParagraphKind, QuotationKind, Signal, Status,
    };

    fn check<T: Named + std::fmt::Debug>() {
        for (one, name) in T::NAMES {
            assert_eq!((one.name(), T::from_name(name)), (*name, Some(*one)));
        }
        assert_eq!(T::from_name("?"), None);
    }

    #[test]
    fn words_and_kinds_lead_to_each_other() {
        check::<ActorKind>();
        check::<Bound>();
        check::<Dimension>();
        check::<DoubtKind>();
        check::<FigureKind>();
        check::<Format>();
        check::<Level>();
        check::<MentionForm>();
        check::<ParagraphKind>();
        check::<QuotationKind>();
        check::<Signal>();
        check::<Status>();
    }
}
