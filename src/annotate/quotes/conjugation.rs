//! Knows verbs by their endings (`conjugation.toml`), so that the lists of verbs need name each one only once.
//!
//! A verb is kept as its stem and its class; what a word has behind the stem may be an ending of the class. Which verbs there are is not
//! known here.

use rustc_hash::FxHashMap;

use crate::annotate::data::Rows;

/// Which kind of form a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// `estimer`
    Infinitive,
    /// `dit`, `estimait`
    Finite,
    /// Past participle: `estimé`.
    Participle,
    /// Present participle: `estimant`.
    Gerund,
}

/// The table of a language: ending of the infinitive → the endings of verbs whose infinitive ends so; the longest one that fits
/// decides, a whole infinitive being the longest. `*` stands for what precedes that ending.
pub type Table = Rows<&'static str, Templates>;

/// The forms of one class of verbs.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Templates {
    #[serde(default)]
    finite: Vec<&'static str>,
    #[serde(default)]
    participle: Vec<&'static str>,
    #[serde(default)]
    gerund: Vec<&'static str>,
}

/// A class of verbs that are inflected alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class(usize);

/// All endings of a language.
pub struct Conjugations {
    classes: FxHashMap<&'static str, Class>,
    /// By what they put before the stem: mostly nothing, `ge` in `gesagt`.
    prefixes: Vec<(&'static str, Endings)>,
}

/// What endings can make of verbs.
#[derive(Default)]
pub struct Endings(FxHashMap<&'static str, Vec<(Class, Form)>>);

/// The class of verbs that no other fits: they have their infinitive alone.
const UNKNOWN: Class = Class(0);

impl Conjugations {
    /// Takes a table over.
    pub fn new(table: Table) -> Self {
        let mut conjugations = Conjugations {
            classes: FxHashMap::default(),
            prefixes: vec![("", Endings::default())],
        };
        conjugations.add("*", UNKNOWN, Form::Infinitive);
        for (number, (infinitive, templates)) in (1..).zip(table) {
            let class = Class(number);
            conjugations.classes.insert(infinitive, class);
            conjugations.add(infinitive, class, Form::Infinitive);
            for (forms, form) in [
                (templates.finite, Form::Finite),
                (templates.participle, Form::Participle),
                (templates.gerund, Form::Gerund),
            ] {
                for template in forms {
                    conjugations.add(template, class, form);
                }
            }
        }
        conjugations
    }

    fn add(&mut self, template: &'static str, class: Class, form: Form) {
        let (prefix, ending) = template.split_once('*').unwrap_or(("", template));
        let known = self.prefixes.iter().position(|(known, _)| *known == prefix);
        let at = known.unwrap_or_else(|| {
            self.prefixes.push((prefix, Endings::default()));
            self.prefixes.len() - 1
        });
        let endings = &mut self.prefixes[at].1.0;
        endings.entry(ending).or_default().push((class, form));
    }

    /// The stem of an infinitive, and its class.
    pub fn class_of<'w>(&self, infinitive: &'w str) -> (&'w str, Class) {
        let starts = infinitive.char_indices().map(|(at, _)| at);
        let fits = |at: usize| {
            let (stem, ending) = infinitive.split_at_checked(at)?;
            Some((stem, *self.classes.get(ending)?))
        };
        starts
            .into_iter()
            .find_map(fits)
            .unwrap_or((infinitive, UNKNOWN))
    }

    /// The word, and what is left of it without each prefix that it may have as a form; with the endings that go with it.
    pub fn unprefixed<'w>(&self, word: &'w str) -> impl Iterator<Item = (&'w str, &Endings)> {
        let prefixes = self.prefixes.iter();
        prefixes.filter_map(move |(prefix, endings)| Some((word.strip_prefix(prefix)?, endings)))
    }
}

impl Endings {
    /// The forms that an ending may show, each with its class.
    pub fn forms(&self, ending: &str) -> &[(Class, Form)] {
        self.0.get(ending).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::data;

    fn table() -> Conjugations {
        let table = r#"
            [er]
            finite = ["*e", "*ait"]
            participle = ["*é"]
            gerund = ["*ant"]
            [ger]
            finite = ["*ge", "*geait"]
            participle = ["*gé"]
            [en]
            finite = ["*te"]
            participle = ["ge*t"]
            "#;
        Conjugations::new(data::from_str(table).unwrap())
    }

    /// The forms of a verb that each word may be.
    fn check(verb: &str, words: &[(&str, &[Form])]) {
        let table = table();
        let (own, class) = table.class_of(verb);
        for (word, expected) in words {
            let endings = table.unprefixed(word).flat_map(|(word, endings)| {
                let ending = word.strip_prefix(own);
                ending.map_or(&[][..], |ending| endings.forms(ending))
            });
            let of_class = endings.filter(|(of, _)| *of == class);
            let forms: Vec<Form> = of_class.map(|(_, form)| *form).collect();
            assert_eq!(forms, *expected, "{word} of {verb}");
        }
    }

    #[test]
    fn the_longest_ending_decides() {
        check(
            "estimer",
            &[
                ("estimer", &[Form::Infinitive]),
                ("estime", &[Form::Finite]),
                ("estimé", &[Form::Participle]),
                ("estimant", &[Form::Gerund]),
                ("estimâmes", &[]),
            ],
        );
        check(
            "juger",
            &[
                ("jugeait", &[Form::Finite]),
                ("jugait", &[]),
                ("jugeant", &[]),
            ],
        );
    }

    #[test]
    fn letters_may_stand_before_the_stem() {
        check(
            "sagen",
            &[
                ("gesagt", &[Form::Participle]),
                ("sagt", &[]),
                ("sagte", &[Form::Finite]),
            ],
        );
    }

    #[test]
    fn an_unknown_ending_leaves_the_infinitive() {
        check("ouïr", &[("ouïr", &[Form::Infinitive]), ("ouï", &[])]);
    }
}
