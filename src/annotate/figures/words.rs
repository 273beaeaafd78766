//! How number words add up: `deux cent mille`, `quatre-vingt-dix-sept`, `zweihundertfünf`, `treinta y cinco`.
//!
//! A small machine takes one word after the other and says whether it still fits. Knows nothing of tokens.

use super::lexicon::{Grammar, NumberWord};

/// Beyond this a number is no figure of a dispatch, and no double counts it exactly anyway.
pub const LARGEST: f64 = 1e24;

/// A number being spoken.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    /// What is closed by millions and more: `deux millions`.
    large: Closed,
    /// What is closed by thousands: a million behind it multiplies it too (`trois mille millions`).
    thousands: Closed,
    /// What is below 1000 so far.
    group: f64,
    /// What may still be added to the group lies below this; 0: nothing.
    room: f64,
    /// Whether the last word was ten, which goes on in some languages: `dix-sept`.
    ten: bool,
    started: bool,
    /// Whether the group was written in digits: then only scales fit.
    digits: bool,
}

/// What scales have closed, and the last of them; scales fall from word to word.
#[derive(Clone, Copy, Debug, Default)]
struct Closed {
    sum: f64,
    scale: f64,
}

impl Closed {
    fn takes(self, scale: f64) -> bool {
        self.scale == 0.0 || scale < self.scale
    }

    fn add(&mut self, times: f64, scale: f64) {
        self.sum += if times > 0.0 { times } else { 1.0 } * scale;
        self.scale = scale;
    }
}

impl Sum {
    /// A number that begins with digits: `1,5 million`.
    pub fn from_digits(value: f64) -> Self {
        Sum {
            group: value,
            started: true,
            digits: true,
            ..Sum::default()
        }
    }

    /// A number whose last scale is known.
    pub fn from_scaled(value: f64, scale: f64) -> Self {
        Sum {
            large: Closed { sum: value, scale },
            started: true,
            ..Sum::default()
        }
    }

    /// The number so far.
    pub fn value(&self) -> f64 {
        self.large.sum + self.thousands.sum + self.group
    }

    /// The scale that the number ends with, or 1.
    pub fn scale(&self) -> f64 {
        match (self.group == 0.0, self.thousands.scale > 0.0) {
            (true, true) => self.thousands.scale,
            (true, false) if self.large.scale > 0.0 => self.large.scale,
            _ => 1.0,
        }
    }

    /// Adds a word, when it fits; `linked` when the word for `and` stands before it.
    pub fn push(&mut self, grammar: &Grammar, word: NumberWord, linked: bool) -> bool {
        let fits = match word {
            NumberWord::Small(value) => self.push_small(grammar, value, linked),
            NumberWord::Hundred => self.push_hundred(),
            NumberWord::Hundreds(value) => self.push_hundreds(value),
            NumberWord::Scale(value) => self.push_scale(value, linked),
            NumberWord::Collective(_) => false,
        };
        self.started |= fits;
        fits
    }

    fn push_small(&mut self, grammar: &Grammar, value: f64, linked: bool) -> bool {
        if self.digits {
            return false;
        }
        let tens = self.group % 100.0;
        let after_tens = tens >= 20.0 && self.room > 0.0;
        let fits = if !self.started {
            true
        } else if self.ten {
            !linked && grammar.units_behind_ten.contains(&value)
        } else if self.group == 0.0 {
            // Behind a scale: `deux mille trois`.
            value > 0.0 && (!linked || grammar.and_after_hundreds)
        } else if after_tens {
            let takes = if grammar.tens_with_teens.contains(&tens) {
                20.0
            } else {
                10.0
            };
            let order_is_right = !grammar.units_before_tens;
            let link_is_right = if grammar.linked_units.contains(&value) {
                linked || tens == 80.0
            } else {
                !linked || grammar.and_after_tens
            };
            value > 0.0 && value < takes && link_is_right && order_is_right
        } else {
            // Behind hundreds.
            value > 0.0 && value < self.room && (!linked || grammar.and_after_hundreds)
        };
        if fits {
            self.group += value;
            self.ten = value == 10.0;
            self.room = if value >= 20.0 && value % 10.0 == 0.0 {
                20.0
            } else {
                0.0
            };
        }
        fits
    }

    /// `dreiundzwanzig`: tens behind units and `and`.
    pub fn push_tens_behind_unit(&mut self, value: f64) -> bool {
        let unit = self.group % 100.0;
        let fits = !self.digits
            && (1.0..10.0).contains(&unit)
            && (20.0..100.0).contains(&value)
            && value % 10.0 == 0.0;
        if fits {
            self.group += value;
            self.room = 0.0;
        }
        fits
    }

    /// `décimo tercero`: units behind ten, in ordinals that are put together.
    pub fn push_behind_ten(&mut self, value: f64) -> bool {
        let fits = self.ten && (1.0..10.0).contains(&value);
        if fits {
            self.group += value;
            self.ten = false;
        }
        fits
    }

    fn push_hundred(&mut self) -> bool {
        // `cinquante cents` are coins: round tens count no hundreds.
        let round_tens = self.group > 0.0 && self.group % 10.0 == 0.0;
        if self.digits || self.group >= 100.0 || round_tens {
            return false;
        }
        self.group = self.group.max(1.0) * 100.0;
        self.ten = false;
        self.room = 100.0;
        true
    }

    fn push_hundreds(&mut self, value: f64) -> bool {
        if self.digits || self.group > 0.0 {
            return false;
        }
        self.group = value;
        self.room = 100.0;
        true
    }

    fn push_scale(&mut self, scale: f64, linked: bool) -> bool {
        if linked || self.value() * scale > LARGEST {
            return false;
        }
        let fits = if scale < LEAST_LARGE {
            // `trois cent mille deux mille` are two numbers; so are `deux millions mille`.
            let begins = self.group > 0.0 || self.value() == 0.0;
            let fits = self.thousands.takes(scale) && begins;
            if fits {
                self.thousands.add(self.group, scale);
            }
            fits
        } else {
            let times = self.thousands.sum + self.group;
            let fits = self.large.takes(scale) && (times > 0.0 || self.large.sum == 0.0);
            if fits {
                self.large.add(times, scale);
                self.thousands = Closed::default();
            }
            fits
        };
        if fits {
            self.group = 0.0;
            self.ten = false;
            self.room = scale;
            self.digits = false;
        }
        fits
    }
}

/// Scales from here on multiply thousands too.
const LEAST_LARGE: f64 = 1e6;

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::*;
    use crate::annotate::Language;

    fn sum(language: Language, words: &str) -> Option<f64> {
        let lexicon = Lexicon::of(language);
        let mut sum = Sum::default();
        let mut linked = false;
        for word in words.split(' ') {
            match lexicon.sense(word)?.number {
                None => linked = true,
                Some(number) => {
                    if !sum.push(&lexicon.grammar, number, linked) {
                        return None;
                    }
                    linked = false;
                }
            }
        }
        Some(sum.value())
    }

    #[test]
    fn scales_close_groups_and_may_multiply_one_another() {
        let fr = |words| sum(Language::French, words);
        assert_eq!(fr("deux cent mille trois cent quatre"), Some(200_304.0));
        assert_eq!(fr("mille deux cent"), Some(1_200.0));
        assert_eq!(fr("douze cent"), Some(1_200.0));
        assert_eq!(fr("trois mille millions"), Some(3e9));
        assert_eq!(fr("un million deux"), Some(1_000_002.0));
    }

    #[test]
    fn words_that_do_not_add_up_are_refused() {
        let fr = |words| sum(Language::French, words);
        assert_eq!(fr("vingt un"), None);
        assert_eq!(fr("vingt et un"), Some(21.0));
        assert_eq!(fr("soixante quinze"), Some(75.0));
        assert_eq!(fr("trente quinze"), None);
        assert_eq!(fr("sept deux"), None);
        assert_eq!(sum(Language::Spanish, "treinta y cinco"), Some(35.0));
        assert_eq!(sum(Language::English, "two hundred and five"), Some(205.0));
    }
}
