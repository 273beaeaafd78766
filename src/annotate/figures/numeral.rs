//! One numeral: digits with their separators and sign, number words, or both (`1,5 million`), and ordinals.
//!
//! Says what the number is and where it stands; what it counts is for the readers.

use std::ops::Range;

use super::lexicon::{Grammar, NumberWord, Role, Unit};
use super::view::View;
use super::words::Sum;

/// A number in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    pub tokens: Range<usize>,
    pub value: f64,
    pub form: Form,
    /// The scale that it ends with, or 1: 1,000,000 for `26 millions`.
    pub scale: f64,
}

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Digits, with any scale.
    Digits,
    Words,
    /// `un`, `une` alone: one, or the article.
    Article,
    Ordinal,
    /// `une dizaine`, `des milliers`: with what multiplies it (`trois dizaines`), exact or not.
    Collective {
        counted: bool,
    },
}

/// The numeral that begins at token `at`.
pub fn read(view: &View, at: usize) -> Option<Numeral> {
    if view.is_number(at) {
        return digits(view, at, at, 1.0);
    }
    if matches!(view.word(at), "-" | "−" | "–" | "+") {
        return signed(view, at);
    }
    if view.is_word(at) {
        return half_scale(view, at).or_else(|| words(view, at));
    }
    None
}

/// `half a million`, `medio millón`
fn half_scale(view: &View, at: usize) -> Option<Numeral> {
    if !view.has(at, Role::Half) {
        return None;
    }
    let scale = if view.has(at + 1, Role::Article) {
        at + 2
    } else {
        at + 1
    };
    let Some(NumberWord::Scale(value)) = view.number(scale) else {
        return None;
    };
    Some(Numeral {
        tokens: at..scale + 1,
        value: value / 2.0,
        form: Form::Words,
        scale: value,
    })
}

/// A sign belongs to the number when it touches it and nothing before.
fn signed(view: &View, at: usize) -> Option<Numeral> {
    let free = at == view.sentence().start
        || !view.touches_previous(at)
        || matches!(view.word(at - 1), "(" | "[" | "\"" | "«");
    // `(- 1,3 %)`
    let bracket = at > 0 && view.word(at - 1) == "(" && view.touches_previous(at);
    if !(view.is_number(at + 1) && (view.touches_next(at) || bracket) && free) {
        return None;
    }
    let sign = if view.word(at) == "+" { 1.0 } else { -1.0 };
    digits(view, at, at + 1, sign)
}

fn digits(view: &View, start: usize, at: usize, sign: f64) -> Option<Numeral> {
    let grammar = &view.lexicon.grammar;
    let (mut value, mut end) = (parse(grammar, view.word(at))?, at + 1);
    if is_group(view.word(at), 1) {
        while let Some((group, decimals)) = next_group(view, end) {
            value = value * 1_000.0 + group + decimals;
            end += 1;
            if decimals > 0.0 {
                break;
            }
        }
    }
    if let Some((power, behind)) = power_of_ten(view, end) {
        (value, end) = (value * 10f64.powi(power), behind);
    }
    if value.fract() == 0.0 && ordinal_suffix(view, end) {
        return Some(Numeral {
            tokens: start..end + 1,
            value,
            form: Form::Ordinal,
            scale: 1.0,
        });
    }
    let mut numeral = Numeral {
        tokens: start..end,
        value,
        form: Form::Digits,
        scale: 1.0,
    };
    if let Some(NumberWord::Collective(collective)) = view.number(end) {
        // `3 douzaines`
        numeral.tokens.end += 1;
        numeral.value *= collective;
        numeral.form = Form::Collective { counted: true };
    } else if let Some(scale) = short_scale(view, end) {
        numeral.tokens.end += 1;
        numeral.value *= scale;
        numeral.scale = scale;
    } else {
        add_scales(view, &mut numeral);
    }
    numeral.value *= sign;
    Some(numeral)
}

/// `16.000`, `8.256,71`, `1.5`, `1'000`: which mark groups and which divides shows from the digits around it.
fn parse(grammar: &Grammar, text: &str) -> Option<f64> {
    let mark = |c: char| matches!(c, '.' | ',');
    let marks = text.chars().filter(|c| mark(*c)).count();
    let last = text.rfind(mark);
    let decimals_at = last.filter(|&at| {
        let mark = text.get(at..).and_then(|rest| rest.chars().next());
        let behind = text.len() - at - 1;
        let once = text.chars().filter(|c| Some(*c) == mark).count() == 1;
        let decimal = mark == Some(grammar.decimal_mark);
        let other_mark = marks > 1 && once;
        // Three digits behind a mark are a group, unless it is the language's decimal mark.
        once && (decimal || other_mark || behind != 3 || text.starts_with('0'))
    });
    let whole = text.get(..decimals_at.unwrap_or(text.len()))?;
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let fraction = decimals_at.and_then(|at| text.get(at + 1..)).unwrap_or("");
    if fraction.is_empty() {
        return digits.parse().ok();
    }
    format!("{digits}.{fraction}").parse().ok()
}

/// One to three digits, not beginning with 0; or exactly three where `least` is 3.
fn is_group(text: &str, least: usize) -> bool {
    (least..=3).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (least == 3 || !text.starts_with('0'))
}

/// The next three digits of a number grouped by blanks, with the decimals behind them.
fn next_group(view: &View, at: usize) -> Option<(f64, f64)> {
    if !view.is_number(at) || view.touches_previous(at) {
        return None;
    }
    let gap = view
        .reading
        .text
        .as_str()
        .get(view.reading.tokens[at - 1].span.end()..view.reading.tokens[at].span.start())?;
    let blanks = gap.chars().count();
    if blanks > 2 || gap.contains('\n') {
        return None;
    }
    let word = view.word(at);
    let mark = view.lexicon.grammar.decimal_mark;
    let (group, decimals) = word.split_once(mark).unwrap_or((word, ""));
    if !is_group(group, 3) {
        return None;
    }
    let decimals = format!("0.{decimals}0").parse().ok()?;
    Some((group.parse().ok()?, decimals))
}

/// `1e10`, `12,32e+14`: the power, and the token behind it.
fn power_of_ten(view: &View, at: usize) -> Option<(i32, usize)> {
    if view.lower(at) != "e" || !view.touches_previous(at) || !view.touches_next(at) {
        return None;
    }
    let signed = matches!(view.word(at + 1), "+" | "-" | "−") && view.touches_next(at + 1);
    let digits = if signed { at + 2 } else { at + 1 };
    let (power, length) = view.digits(digits)?;
    let power = i32::try_from(power).ok().filter(|_| length <= 2)?;
    let falls = signed && view.word(at + 1) != "+";
    Some((if falls { -power } else { power }, digits + 1))
}

/// `1er`, `2e`, `50 e`, `3.` before a month is left to the calendar.
fn ordinal_suffix(view: &View, at: usize) -> bool {
    view.has(at, Role::OrdinalSuffix)
        && (view.touches_previous(at) || !view.has(at, Role::Function) && view.word(at).len() <= 2)
}

/// `3M`, `25K`, `12 Md€`: letters that touch the digits or stand beside a currency.
fn short_scale(view: &View, at: usize) -> Option<f64> {
    let scale = view.lexicon.short_scale(view.word(at))?;
    let money = |at: usize| {
        matches!(
            view.lexicon.unit(view.lower(at), |_| None),
            Some((Unit::Money(_), _))
        )
    };
    let beside_currency = money(at + 1) || at >= 2 && money(at - 2);
    let alone = view.touches_previous(at)
        && (view.word(at).chars().all(char::is_uppercase) || view.word(at) == "k");
    (beside_currency || alone || view.word(at).len() > 1).then_some(scale)
}

/// Scale words behind digits: `1,5 million`, `24 mille milliards`.
fn add_scales(view: &View, numeral: &mut Numeral) {
    let mut sum = Sum::from_digits(numeral.value);
    let mut at = numeral.tokens.end;
    if view.number(at) == Some(NumberWord::Hundred)
        && super::amount::unit_at(view, at).is_none()
        && numeral.value < 100.0
    {
        // `2 hundred`; `2 cents` are coins.
        numeral.value *= 100.0;
        numeral.tokens.end += 1;
        sum = Sum::from_digits(numeral.value);
        at += 1;
    }
    while let Some(number @ NumberWord::Scale(_)) = view.number(at) {
        if !sum.push(&view.lexicon.grammar, number, false) {
            break;
        }
        at += 1;
    }
    if at > numeral.tokens.end {
        numeral.value = sum.value();
        numeral.scale = sum.scale();
        numeral.tokens.end = at;
        add_half(view, numeral);
    }
}

/// `3 millions et demi`
fn add_half(view: &View, numeral: &mut Numeral) {
    let end = numeral.tokens.end;
    if view.has(end, Role::And) && view.has(end + 1, Role::Half) && view.period(end + 2).is_none() {
        numeral.value += numeral.scale / 2.0;
        numeral.tokens.end = end + 2;
    }
}

/// The longest number that the words from `at` on spell.
fn words(view: &View, at: usize) -> Option<Numeral> {
    let mut speller = Speller::new(view, at);
    speller.run();
    let mut numeral = speller.finish()?;
    if matches!(numeral.form, Form::Words | Form::Article) {
        add_decimals(view, &mut numeral);
        add_half(view, &mut numeral);
    }
    Some(numeral)
}

/// `douze virgule zéro cinq`
fn add_decimals(view: &View, numeral: &mut Numeral) {
    let mut at = numeral.tokens.end;
    if !view.has(at, Role::DecimalWord) {
        return;
    }
    at += 1;
    let mut place = 1.0;
    while view.number(at) == Some(NumberWord::Small(0.0)) {
        place /= 10.0;
        at += 1;
    }
    if view.lexicon.grammar.decimals_by_digit {
        while let Some(NumberWord::Small(digit)) = view.number(at).filter(is_digit) {
            place /= 10.0;
            numeral.value += place * digit;
            numeral.form = Form::Words;
            at += 1;
            numeral.tokens.end = at;
        }
        if numeral.tokens.end == at {
            return;
        }
    }
    let mut speller = Speller::new(view, at);
    speller.run();
    let spelled = speller.finish();
    let Some(fraction) = spelled.filter(|n| matches!(n.form, Form::Words | Form::Article)) else {
        return;
    };
    let digits = format!("{}", fraction.value).len();
    let power = i32::try_from(digits).unwrap_or(0);
    numeral.value += place * fraction.value / 10f64.powi(power);
    numeral.form = Form::Words;
    numeral.tokens.end = fraction.tokens.end;
}

fn is_digit(word: &NumberWord) -> bool {
    matches!(word, NumberWord::Small(value) if *value < 10.0)
}

/// Reads number words one by one, over blanks and hyphens.
struct Speller<'v, 'a> {
    view: &'v View<'a>,
    start: usize,
    end: usize,
    sum: Sum,
    words: usize,
    article: bool,
    ordinal: Option<f64>,
    collective: Option<f64>,
}

/// A word of a number, with the word before it in the same compound, if any.
enum Piece {
    Number(NumberWord),
    Ordinal(f64),
    And,
}

impl<'v, 'a> Speller<'v, 'a> {
    fn new(view: &'v View<'a>, at: usize) -> Self {
        Speller {
            view,
            start: at,
            end: at,
            sum: Sum::default(),
            words: 0,
            article: false,
            ordinal: None,
            collective: None,
        }
    }

    fn run(&mut self) {
        let mut pieces = Vec::new();
        let mut linked = false;
        let mut at = self.start;
        let adds = self.view.lexicon.grammar.ordinals_add;
        while (self.ordinal.is_none() || adds) && self.collective.is_none() && self.view.is_word(at)
        {
            pieces.clear();
            let taken = self.pieces_at(at, &mut pieces);
            if taken == 0 {
                break;
            }
            let before = (self.sum.clone(), self.words, self.ordinal);
            if !self.push_all(&pieces, &mut linked) {
                (self.sum, self.words, self.ordinal) = before;
                self.collective = None;
                break;
            }
            at += taken;
            if !linked {
                self.end = at;
            }
        }
    }

    /// The pieces of the word at `at`, and how many tokens they take; none when it is no number word.
    fn pieces_at(&self, at: usize, pieces: &mut Vec<Piece>) -> usize {
        let lexicon = self.view.lexicon;
        let word = self.view.lower(at);
        if let Some(value) = lexicon.pair(word, self.view.lower(at + 1)) {
            pieces.push(Piece::Number(NumberWord::Small(value)));
            return 2;
        }
        let sense = self.view.sense(at);
        if sense.roles.has(Role::And) && self.words > 0 {
            pieces.push(Piece::And);
            return 1;
        }
        if let Some(number) = sense.number {
            pieces.push(Piece::Number(number));
            return 1;
        }
        if let Some(value) = sense.ordinal {
            pieces.push(Piece::Ordinal(value));
            return 1;
        }
        usize::from(self.compound_pieces(word, pieces))
    }

    /// `quatre-vingt-dix-neuvième` in pieces.
    fn compound_pieces(&self, word: &str, pieces: &mut Vec<Piece>) -> bool {
        let lexicon = self.view.lexicon;
        let mut parts = Vec::new();
        if !(word.contains('-') || lexicon.grammar.compounds)
            || !lexicon.split_compound(word, &mut parts)
        {
            return false;
        }
        let mut rest = parts.as_slice();
        while let [first, behind @ ..] = rest {
            rest = behind;
            if let Some(value) = behind.first().and_then(|next| lexicon.pair(first, next)) {
                pieces.push(Piece::Number(NumberWord::Small(value)));
                rest = behind.get(1..).unwrap_or_default();
                continue;
            }
            let Some(sense) = lexicon.sense(first) else {
                return false;
            };
            pieces.push(match (sense.number, sense.ordinal) {
                (Some(number), _) => Piece::Number(number),
                (_, Some(value)) => Piece::Ordinal(value),
                _ => Piece::And,
            });
        }
        true
    }

    fn push_all(&mut self, pieces: &[Piece], linked: &mut bool) -> bool {
        let grammar = &self.view.lexicon.grammar;
        for piece in pieces {
            let fits = match *piece {
                Piece::And if *linked => false,
                Piece::And => {
                    *linked = true;
                    continue;
                }
                Piece::Ordinal(value) => self.push_ordinal(value, *linked),
                Piece::Number(NumberWord::Collective(value)) => {
                    self.collective = Some(value);
                    !*linked
                }
                Piece::Number(NumberWord::Small(value))
                    if *linked
                        && grammar.units_before_tens
                        && self.sum.push_tens_behind_unit(value) =>
                {
                    true
                }
                Piece::Number(number) => self.sum.push(grammar, number, *linked),
            };
            if !fits {
                return false;
            }
            self.words += 1;
            *linked = false;
        }
        true
    }

    /// An ordinal ends the number: `cent vingt-cinquième`.
    fn push_ordinal(&mut self, value: f64, linked: bool) -> bool {
        let grammar = &self.view.lexicon.grammar;
        if let Some(before) = self.ordinal {
            // `décimo primero`, `vigésimo cuarto`
            let fits = before % 10.0 == 0.0 && value < 10.0 && before < 100.0;
            self.ordinal = Some(if fits { before + value } else { before });
            return fits;
        }
        let number = match value {
            100.0 => NumberWord::Hundred,
            1_000.0.. => NumberWord::Scale(value),
            _ => NumberWord::Small(value),
        };
        // `cinq cent premiers`: the first five hundred are no 501st.
        let first_alone = value == 1.0 && self.words > 0 && !linked && !grammar.compounds;
        if first_alone && grammar.linked_units.contains(&1.0) {
            return false;
        }
        let fits = if linked && grammar.units_before_tens {
            self.sum.push_tens_behind_unit(value) || self.sum.push(grammar, number, linked)
        } else {
            self.sum.push(grammar, number, linked)
        };
        if fits {
            self.ordinal = Some(self.sum.value());
        }
        fits
    }

    fn finish(mut self) -> Option<Numeral> {
        if self.words == 0 {
            return None;
        }
        self.article = self.words == 1
            && self.end == self.start + 1
            && self.view.has(self.start, Role::Article);
        let (value, scale, form) = if let Some(value) = self.ordinal {
            (value, 1.0, Form::Ordinal)
        } else if let Some(collective) = self.collective {
            return Some(self.collect(collective));
        } else if self.article {
            (1.0, 1.0, Form::Article)
        } else {
            (self.sum.value(), self.sum.scale(), Form::Words)
        };
        Some(Numeral {
            tokens: self.start..self.end,
            value,
            form,
            scale,
        })
    }

    /// `trois dizaines`, `une centaine de milliers`; the article before the collective stays outside.
    fn collect(self, collective: f64) -> Numeral {
        let counted = self.words > 1 && !self.view.has(self.start, Role::Article);
        let times = if counted { self.sum.value() } else { 1.0 };
        let mut tokens = self.start..self.end;
        if self.words > 1 && !counted {
            tokens.start = self.end - 1;
        }
        let mut value = times * collective;
        let mut scale = 1.0;
        // `dizaines de milliers`, `centaine de millions`
        while self.view.has(tokens.end, Role::Of) {
            let factor = match self.view.number(tokens.end + 1) {
                Some(NumberWord::Scale(factor) | NumberWord::Collective(factor))
                    if factor >= 1_000.0 =>
                {
                    factor
                }
                _ => break,
            };
            value *= factor;
            scale = factor;
            tokens.end += 2;
        }
        Numeral {
            tokens,
            value,
            form: Form::Collective { counted },
            scale,
        }
    }
}
