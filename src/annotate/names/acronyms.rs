//! Acronyms and the names that they stand for, both in the form in which names are compared.

/// The acronyms that a name may have: the initials of all words or of all longer words, in order.
pub fn acronyms_of(name: &str) -> impl Iterator<Item = String> {
    let initials = |shortest: usize| {
        words(name)
            .filter(|word| word.chars().count() >= shortest)
            .filter_map(|word| word.chars().next())
            .collect::<String>()
    };
    [initials(1), initials(4)]
        .into_iter()
        .filter(|acronym| acronym.chars().count() > 1)
}

/// Whether the letters of an acronym are, in order, initials of words of a name from the first word to one near the end:
/// `HCR` for `Haut-Commissariat des Nations unies pour les réfugiés`.
pub fn spells_loosely(name: &str, acronym: &str) -> bool {
    let mut letters = acronym.chars().peekable();
    let mut left_over = 0;
    for (at, word) in words(name).enumerate() {
        let matches = word.chars().next() == letters.peek().copied();
        if at == 0 && !matches {
            return false;
        }
        if matches {
            letters.next();
        } else if letters.peek().is_none() && word.chars().count() > 3 {
            left_over += 1;
        }
    }
    acronym.chars().count() > 1 && letters.peek().is_none() && left_over <= 1
}

/// Whether every letter of an acronym is an initial of a word of a name, in any order: the acronym of another language.
pub fn shares_initials(name: &str, acronym: &str) -> bool {
    let mut initials: Vec<char> = words(name).filter_map(|word| word.chars().next()).collect();
    acronym.chars().count() > 1
        && acronym.chars().all(|letter| {
            let place = initials.iter().position(|initial| *initial == letter);
            place.map(|place| initials.swap_remove(place)).is_some()
        })
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split([' ', '\'']).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_may_be_left_out() {
        let acronyms = |name| acronyms_of(name).collect::<Vec<_>>();
        assert_eq!(acronyms("banque centrale europeenne"), ["bce", "bce"]);
        assert_eq!(acronyms("institut de la statistique"), ["idls", "is"]);
        assert!(acronyms("banque").is_empty());
    }

    #[test]
    fn beside_the_name_words_may_be_passed_over() {
        assert!(spells_loosely(
            "haut commissariat des nations unies pour les refugies",
            "hcr"
        ));
        assert!(!spells_loosely(
            "conseil des nations unies pour les refugies",
            "hcr"
        ));
        assert!(!spells_loosely(
            "banque centrale du sud et des iles du large",
            "bc"
        ));
    }

    #[test]
    fn the_order_of_another_language_is_told_by_the_letters_alone() {
        assert!(shares_initials(
            "union americaine pour les libertes civiles",
            "aclu"
        ));
        assert!(!shares_initials("union americaine", "aclu"));
    }
}
