//! Passages in edited texts, against expectations that lie beside the repository.

use std::fs;

use crate::program::beside;
use depeche::model::CanonicalText;
use depeche::review::anchor::{Anchor, Difference};
use serde_json::Value;

/// One line is one edit of one text, with what is to become of each passage.
const EDITS: &str = "interchange/anchoring/reanchor.jsonl";

#[test]
fn passages_are_found_again_or_declared_gone() {
    let Some(path) = beside(EDITS) else { return };
    let lines = fs::read_to_string(path).unwrap();
    let mut tally = Tally::default();
    for line in lines.lines() {
        tally.count(&serde_json::from_str(line).unwrap());
    }
    assert_eq!(tally.silently_elsewhere, 0, "{tally:?}");
    assert!(
        tally.survivors_right * 100 >= tally.survivors * 99,
        "{tally:?}"
    );
}

#[derive(Debug, Default)]
struct Tally {
    survivors: usize,
    survivors_right: usize,
    gone: usize,
    gone_right: usize,
    /// Deleted or edited passages that were given a place, or a wrong one, without being asked again.
    silently_elsewhere: usize,
    /// What else came of a passage than was expected.
    misses: Vec<String>,
}

impl Tally {
    fn count(&mut self, edit: &Value) {
        let text = |name: &str| CanonicalText::new(edit[name].as_str().unwrap());
        let (base, edited) = (text("base_text"), text("edited_text"));
        let difference = Difference::new(&base, &edited);
        for annotation in edit["annotations"].as_array().unwrap() {
            let at = |value: &Value| {
                let [start, end] = ["start", "end"].map(|name| value[name].as_u64());
                Some(start? as usize..end? as usize)
            };
            let passage = base.span_of_code_points(at(annotation).unwrap()).unwrap();
            let got = difference.anchor(passage);
            let place = got.span().map(|span| edited.code_points(span));
            let expected = &annotation["expected"];
            let right = place == at(expected);
            if expected["status"] == "orphan" {
                self.gone += 1;
                self.gone_right += usize::from(got == Anchor::Orphan);
            } else {
                self.survivors += 1;
                self.survivors_right += usize::from(right && name(got) == expected["status"]);
            }
            let edited_away =
                !["exact", "equivalent"].contains(&expected["status"].as_str().unwrap());
            let silent = got.is_settled() && (edited_away || !right);
            self.silently_elsewhere += usize::from(silent);
            if !right || name(got) != expected["status"] {
                let id = &annotation["id"];
                let miss = format!("{id}: {got:?} at {place:?}, expected {expected}");
                self.misses.push(miss);
            }
        }
    }
}

fn name(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Exact(_) => "exact",
        Anchor::Equivalent(_) => "equivalent",
        Anchor::Changed(_) => "changed",
        Anchor::Orphan => "orphan",
    }
}
