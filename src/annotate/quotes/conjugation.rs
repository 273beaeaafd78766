//! Inflects verbs by the endings of `conjugation.toml`, so that the lists of verbs need name each one only once.
//!
//! Which verbs there are is not known here.

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

/// How the verbs of a language are inflected.
pub struct Conjugations(FxHashMap<&'static str, Templates>);

impl Conjugations {
    /// Takes a table over.
    pub fn new(table: Table) -> Self {
        Conjugations(table.into_iter().collect())
    }

    /// Calls `found` with every form of a verb, its infinitive first; a verb that no class fits has nothing else. A form comes as
    /// what precedes the stem, the stem, and the ending.
    pub fn inflect(&self, infinitive: &str, mut found: impl FnMut([&str; 3], Form)) {
        found(["", infinitive, ""], Form::Infinitive);
        let starts = infinitive.char_indices().map(|(at, _)| at);
        let class = starts.into_iter().find_map(|at| {
            let (stem, ending) = infinitive.split_at_checked(at)?;
            Some((stem, self.0.get(ending)?))
        });
        let Some((stem, templates)) = class else {
            return;
        };
        for (forms, form) in [
            (&templates.finite, Form::Finite),
            (&templates.participle, Form::Participle),
            (&templates.gerund, Form::Gerund),
        ] {
            for template in forms {
                match template.split_once('*') {
                    Some((before, ending)) => found([before, stem, ending], form),
                    None => found([template, "", ""], form),
                }
            }
        }
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
        let mut inflected = Vec::new();
        table().inflect(verb, |word, form| inflected.push((word.concat(), form)));
        for (word, expected) in words {
            let same = inflected.iter().filter(|(known, _)| known == word);
            let forms: Vec<Form> = same.map(|(_, form)| *form).collect();
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
