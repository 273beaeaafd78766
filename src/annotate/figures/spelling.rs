//! Numbers in words: which tokens, and pieces of tokens, one number is spelled with. How they add up is for [`Sum`].

use super::lexicon::{NumberWord, Role, Unit};
use super::numeral::{Form, Numeral};
use super::view::View;
use super::words::Sum;

/// The longest number that the words from `at` on spell.
pub fn read(view: &View, at: usize) -> Option<Numeral> {
    if !view.is_word(at) {
        return None;
    }
    view.spelled_once(at, || read_anew(view, at))
}

fn read_anew(view: &View, at: usize) -> Option<Numeral> {
    let mut speller = Speller::new(view, at);
    speller.run();
    let mut numeral = speller.finish()?;
    if matches!(numeral.form, Form::Words | Form::Article) {
        add_decimals(view, &mut numeral);
    }
    Some(numeral)
}

/// What a word that is only a part of a token counts: `six` of `six-mile`, `treintaicinco` of `treintaicincoavos`.
pub fn value_of(view: &View, word: &str) -> Option<f64> {
    let lexicon = view.lexicon;
    let mut parts = vec![word];
    if lexicon
        .sense(word)
        .is_none_or(|sense| sense.number.is_none())
    {
        lexicon.split_compound(word, &mut parts).then_some(())?;
    }
    let mut sum = Sum::default();
    let mut linked = false;
    for part in parts {
        let sense = lexicon.sense(part)?;
        let Some(number) = sense.number else {
            linked = sense.roles.has(Role::And);
            linked.then_some(())?;
            continue;
        };
        sum.push(&lexicon.grammar, number, linked).then_some(())?;
        linked = false;
    }
    Some(sum.value())
}

/// `douze virgule zéro cinq`
fn add_decimals(view: &View, numeral: &mut Numeral) {
    let mut at = numeral.tokens.end;
    let with_parts = view.has(at, Role::WithParts) && view.is_word(at + 1);
    if !(view.has(at, Role::DecimalWord) || with_parts) {
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
    // `tres con doce hijos`: only per cent tells decimals.
    let behind = super::amount::unit_at(view, fraction.tokens.end);
    if with_parts && !matches!(behind, Some((Unit::Percent, _))) {
        return;
    }
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

/// What a word brings to a number; most bring one piece, which needs no list.
enum Pieces {
    None,
    One(Piece),
    Several(Vec<Piece>),
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
        let mut linked = false;
        let mut at = self.start;
        let adds = self.view.lexicon.grammar.ordinals_add;
        while (self.ordinal.is_none() || adds) && self.collective.is_none() && self.view.is_word(at)
        {
            let (pieces, taken) = self.pieces_at(at);
            let before = (self.sum.clone(), self.words, self.ordinal);
            let fits = match &pieces {
                Pieces::None => break,
                Pieces::One(piece) => self.push_all(std::slice::from_ref(piece), &mut linked),
                Pieces::Several(pieces) => self.push_all(pieces, &mut linked),
            };
            if !fits {
                (self.sum, self.words, self.ordinal) = before;
                self.collective = None;
                break;
            }
            at += taken;
            if !linked {
                self.end = at;
            }
            at += usize::from(self.is_loose_hyphen(at));
        }
    }

    /// `fifty - two`, in a note: tens and a unit.
    fn is_loose_hyphen(&self, at: usize) -> bool {
        let tens = self.sum.value() >= 20.0 && self.sum.value() % 10.0 == 0.0;
        let unit = matches!(self.view.number(at + 1), Some(NumberWord::Small(unit)) if unit < 10.0);
        self.view.note.is_some() && self.view.word(at) == "-" && tens && unit
    }

    /// The pieces of the word at `at`, and how many tokens they take.
    fn pieces_at(&self, at: usize) -> (Pieces, usize) {
        let lexicon = self.view.lexicon;
        let word = self.view.lower(at);
        if let Some(value) = lexicon.pair(word, self.view.lower(at + 1)) {
            return (Pieces::One(Piece::Number(NumberWord::Small(value))), 2);
        }
        let sense = self.view.sense(at);
        if sense.roles.has(Role::And) && self.words > 0 {
            return (Pieces::One(Piece::And), 1);
        }
        if let Some(number) = sense.number {
            if sense.roles.has(Role::AlsoNoun) && !self.counts_people(at) {
                return (Pieces::None, 0);
            }
            return (Pieces::One(Piece::Number(number)), 1);
        }
        if let Some(value) = sense.ordinal {
            return (Pieces::One(Piece::Ordinal(value)), 1);
        }
        let mut pieces = Vec::new();
        if self.compound_pieces(word, &mut pieces) {
            (Pieces::Several(pieces), 1)
        } else {
            (Pieces::None, 0)
        }
    }

    /// Whether a word that may be a noun is a number: `scores of people`, `a score of witnesses`; not `a score of 80`.
    fn counts_people(&self, at: usize) -> bool {
        let view = self.view;
        let of_noun = view.has(at + 1, Role::Of)
            && view.is_word(at + 2)
            && !view.has(at + 2, Role::Function)
            && view.number(at + 2).is_none();
        of_noun && !view.after(at, Role::Definite)
    }

    /// `quatre-vingt-dix-neuvième` in pieces.
    fn compound_pieces(&self, word: &str, pieces: &mut Vec<Piece>) -> bool {
        let lexicon = self.view.lexicon;
        let mut parts = Vec::new();
        if !lexicon.may_be_compound(word) || !lexicon.split_compound(word, &mut parts) {
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
                _ if self.words == 0 && pieces.is_empty() => return false,
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

    /// An ordinal ends the number (`cent vingt-cinquième`), unless the language puts ordinals together (`milésimo ducentésimo trigésimo`).
    fn push_ordinal(&mut self, value: f64, linked: bool) -> bool {
        let grammar = &self.view.lexicon.grammar;
        let first_alone = value == 1.0 && self.words > 0 && !linked && !grammar.compounds;
        let behind_cardinal = self.words > 0 && self.ordinal.is_none();
        // `cinq cent premiers`: the first five hundred are no 501st. `a hundredth`, `veinte quintos` are parts.
        if first_alone && grammar.linked_units.contains(&1.0)
            || behind_cardinal && grammar.ordinals_add && value < 1_000.0
            || self.words == 1 && value >= 100.0 && !grammar.article_is_one && self.is_article()
        {
            return false;
        }
        let number = match value {
            100.0 if self.ordinal.is_none() => NumberWord::Hundred,
            100.0..1_000.0 => NumberWord::Hundreds(value),
            1_000.0.. => NumberWord::Scale(value),
            _ => NumberWord::Small(value),
        };
        let fits = linked && grammar.units_before_tens && self.sum.push_tens_behind_unit(value)
            || self.ordinal.is_some() && self.sum.push_behind_ten(value)
            || self.sum.push(grammar, number, linked);
        if fits {
            self.ordinal = Some(self.sum.value());
        }
        fits
    }

    fn is_article(&self) -> bool {
        self.view.has(self.start, Role::Article)
    }

    fn finish(mut self) -> Option<Numeral> {
        if self.words == 0 {
            return None;
        }
        self.article = self.words == 1 && self.end == self.start + 1 && self.is_article();
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
        let counted = self.words > 1 && !self.is_article();
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
