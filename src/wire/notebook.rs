//! Notes to editors below the text: `# Notebook`, and what is not for publication. Words come from `assets/wire/notebook.toml`.

use std::sync::LazyLock;

use super::lines::Line;
use super::vocabulary::{self, Beginnings, Phrases};
use crate::model::EditorialNote;

/// Reads the notes at the end of a text and gives the number of lines that stand before them.
///
/// Each section becomes one note. What follows the words that nothing more is for publication is marked so.
pub fn read(lines: &[Line<'_>]) -> (Vec<EditorialNote>, usize) {
    let Some(start) = lines.iter().position(begins_notes) else {
        return (Vec::new(), lines.len());
    };
    let mut notes = Notes {
        publishable: true,
        ..Notes::default()
    };
    for line in &lines[start..] {
        notes.read(line);
    }
    notes.close_section();
    let rule = |line: &&Line<'_>| line.is_blank() || is_rule(line);
    let end = lines[..start].iter().rposition(|line| !rule(&line));
    (notes.read, end.map_or(0, |last| last + 1))
}

#[derive(Default)]
struct Notes {
    read: Vec<EditorialNote>,
    publishable: bool,
    heading: String,
    entries: Vec<String>,
}

impl Notes {
    fn read(&mut self, line: &Line<'_>) {
        if begins_private(line) {
            self.close_section();
            self.publishable = false;
        } else if let Some(heading) = heading(line) {
            self.close_section();
            if !WORDS.notebook.contains(heading) {
                heading.clone_into(&mut self.heading);
            }
        } else if !line.is_blank() && !is_rule(line) {
            let entry = line.text.trim_start_matches(['-', '*', '•']).trim_start();
            match self.entries.last_mut() {
                // A line that is wrapped.
                Some(last) if entry == line.text && !last.is_empty() => {
                    last.push(' ');
                    last.push_str(entry);
                }
                _ => self.entries.push(entry.to_owned()),
            }
        }
    }

    fn close_section(&mut self) {
        let heading = std::mem::take(&mut self.heading);
        let entries = std::mem::take(&mut self.entries).join("; ");
        let text = match (heading.is_empty(), entries.is_empty()) {
            (_, true) => return,
            (true, false) => entries,
            (false, false) => format!("{heading}: {entries}"),
        };
        self.read.push(EditorialNote {
            text: text.replace('\t', " "),
            publishable: self.publishable,
        });
    }
}

fn begins_notes(line: &Line<'_>) -> bool {
    heading(line).is_some_and(|heading| WORDS.notebook.contains(heading)) || begins_private(line)
}

fn begins_private(line: &Line<'_>) -> bool {
    let words = line.text.trim_start_matches(['#', '*', ' ', '-']);
    WORDS.private.open(words)
}

fn heading<'a>(line: &Line<'a>) -> Option<&'a str> {
    line.text
        .strip_prefix('#')
        .map(|rest| rest.trim_matches(['#', ' ']))
}

/// `* * * *`
fn is_rule(line: &Line<'_>) -> bool {
    line.columns >= 3 && line.text.chars().all(|c| "*-_= ".contains(c))
}

struct Words {
    notebook: Phrases,
    private: Beginnings,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    #[derive(serde::Deserialize)]
    struct File {
        notebook: Vec<String>,
        private: Vec<String>,
    }
    let file: File = vocabulary::parse(
        "notebook.toml",
        include_str!("../../assets/wire/notebook.toml"),
    );
    Words {
        notebook: Phrases::new(file.notebook),
        private: Beginnings::new(file.private),
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::lines::lines;

    #[test]
    fn sections_are_notes_and_the_text_ends_above_them() {
        let text = "Er ging.\n\n# dpa-Notizblock\n\n## Internet\n- [Amt](http://amt.example)\n- [Haus](http://haus.example)\n\n* * * *\nDie folgenden Informationen sind nicht zur Veröffentlichung bestimmt\n\n## Kontakte\n- Autorin: Anne Muster,\n+49 0000\n";
        let (notes, end) = read(&lines(text));
        assert_eq!(end, 1);
        let shown: Vec<(&str, bool)> = notes
            .iter()
            .map(|note| (note.text.as_str(), note.publishable))
            .collect();
        assert_eq!(
            shown,
            [
                (
                    "Internet: [Amt](http://amt.example); [Haus](http://haus.example)",
                    true
                ),
                ("Kontakte: Autorin: Anne Muster, +49 0000", false)
            ]
        );
    }

    #[test]
    fn a_text_without_notes_stays_whole() {
        assert_eq!(read(&lines("# Un\n\nIl est parti.\n")), (Vec::new(), 4));
    }
}
