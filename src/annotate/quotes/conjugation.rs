//! Inflects verbs by a table of endings (`conjugation.toml`), so that the lists of verbs need name each one only once.
//!
//! Knows how a form is put together; which endings a language has stands in its table.

use std::collections::HashMap;

/// Which kind of form a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `dit`, `estimait`
    Finite,
    /// Past participle: `estimé`.
    Participle,
    /// Present participle: `estimant`.
    Gerund,
    /// `estimer`
    Infinitive,
}

/// The endings of verbs whose infinitive ends alike; `*` stands for what precedes that ending.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endings {
    #[serde(default)]
    finite: Vec<String>,
    #[serde(default)]
    participle: Vec<String>,
    #[serde(default)]
    gerund: Vec<String>,
}

/// By the ending of the infinitive; the longest one that fits decides, a whole infinitive being the longest.
pub type Conjugations = HashMap<String, Endings>;

/// All forms of a verb. A separable particle is written before a bar (`an|kündigen`): it stands apart from the finite
/// forms of a main clause (which are given without it) and is joined to all others.
///
/// A verb that no class of the table fits has its infinitive alone.
pub fn forms(table: &Conjugations, verb: &str) -> Vec<(String, Form)> {
    let (particle, base) = verb.split_once('|').unwrap_or(("", verb));
    let joined = |form: &str| format!("{particle}{form}");
    let mut forms = vec![(joined(base), Form::Infinitive)];
    let endings = base
        .char_indices()
        .find_map(|(at, _)| Some((base.get(..at)?, table.get(base.get(at..)?)?)));
    let Some((stem, endings)) = endings else {
        return forms;
    };
    let fill = |template: &String| template.replace('*', stem);
    for template in &endings.finite {
        let form = fill(template);
        if !particle.is_empty() {
            forms.push((joined(&form), Form::Finite));
        }
        forms.push((form, Form::Finite));
    }
    let joined_forms = [
        (&endings.participle, Form::Participle),
        (&endings.gerund, Form::Gerund),
    ];
    for (templates, kind) in joined_forms {
        forms.extend(
            templates
                .iter()
                .map(|template| (joined(&fill(template)), kind)),
        );
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Conjugations {
        toml::from_str(
            r#"
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
            "#,
        )
        .unwrap()
    }

    fn check(verb: &str, expected: &str) {
        let forms: Vec<String> = forms(&table(), verb)
            .into_iter()
            .map(|(form, _)| form)
            .collect();
        assert_eq!(forms.join(" "), expected);
    }

    #[test]
    fn the_longest_ending_decides() {
        check("estimer", "estimer estime estimait estimé estimant");
        check("juger", "juger juge jugeait jugé");
    }

    #[test]
    fn a_particle_is_joined_except_in_main_clauses() {
        check("sagen", "sagen sagte gesagt");
        check("an|deuten", "andeuten andeutte deutte angedeutt");
    }

    #[test]
    fn an_unknown_ending_leaves_the_infinitive() {
        check("ouïr", "ouïr");
    }
}
