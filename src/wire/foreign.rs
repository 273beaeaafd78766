//! Texts that are no wire: documentation in Markdown, source code, settings, tables of data.
//!
//! Every text can be read as plain text, so that this is asked only of files that nobody named, such as all those in a folder.
//! Judges the shape of the first lines by the marks of each kind; knows no words, and nothing of agencies.

/// Lines with text that are looked at.
const MOST_LINES: usize = 200;

/// What a text is instead of a wire; none when it may be one.
pub fn kind(text: &str) -> Option<&'static str> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(MOST_LINES)
        .collect();
    if is_markdown(&lines) {
        Some("Markdown")
    } else if is_data(&lines) {
        Some("a table of data")
    } else if is_source_code(&lines) {
        Some("source code")
    } else if is_settings(&lines) {
        Some("settings")
    } else {
        None
    }
}

/// Begins with a heading, or has several marks of Markdown.
fn is_markdown(lines: &[&str]) -> bool {
    const ENOUGH: usize = 3;
    let heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    let underline = |line: &str| line.len() >= 3 && line.bytes().all(|byte| byte == b'=');
    let fence = |line: &str| line.starts_with("```") || line.starts_with("~~~");
    let rule = |line: &str| {
        line.starts_with('|') && line.contains("--") && line.chars().all(|c| "|-: ".contains(c))
    };
    let begins = lines.first().is_some_and(|line| heading(line))
        || lines.get(1).is_some_and(|line| underline(line));
    let marks = lines
        .iter()
        .filter(|line| heading(line) || fence(line) || rule(line) || line.contains("]("));
    begins || marks.count() >= ENOUGH
}

/// The same number of fields in every line, set apart by a sign without a blank behind it.
fn is_data(lines: &[&str]) -> bool {
    const FEWEST_LINES: usize = 3;
    const FEWEST_SIGNS: usize = 2;
    let signs = |line: &str, sign: char| {
        let set_off = line.split(sign).skip(1);
        set_off.filter(|field| !field.starts_with(' ')).count()
    };
    lines.len() >= FEWEST_LINES
        && [',', ';', '\t', '|'].into_iter().any(|sign| {
            let first = signs(lines[0], sign);
            first >= FEWEST_SIGNS && lines.iter().all(|line| signs(line, sign) == first)
        })
}

/// Brackets and operators of programs in a good share of the lines.
fn is_source_code(lines: &[&str]) -> bool {
    const FEWEST_LINES: usize = 5;
    const ENDS: [&str; 8] = ["{", "}", ";", "):", "),", "))", "],", "\\"];
    const INSIDE: [&str; 13] = [
        " = ", "==", "()", "->", "=>", "::", "+=", "!=", "&&", "</", "/>", "[\"", "(\"",
    ];
    let code = |line: &&&str| {
        ENDS.iter().any(|end| line.ends_with(end))
            || INSIDE.iter().any(|mark| line.contains(mark))
            || line.starts_with("//")
            || line.starts_with("# ")
    };
    let program = lines.first().is_some_and(|line| line.starts_with("#!"));
    program
        || lines.len() >= FEWEST_LINES && lines.iter().filter(code).count() * 5 > lines.len() * 2
}

/// Names with values, line by line.
fn is_settings(lines: &[&str]) -> bool {
    const FEWEST_LINES: usize = 4;
    let named = |line: &&&str| {
        let section = line.starts_with('[') && line.ends_with(']');
        let name = line.split([':', '=']).next().unwrap_or_default();
        let entry = name.len() < line.len()
            && name.starts_with(|c: char| c.is_ascii_lowercase() || c == '-')
            && name
                .trim()
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-.\" ".contains(c));
        section || entry || line.starts_with('#')
    };
    lines.len() >= FEWEST_LINES && lines.iter().filter(named).count() * 10 >= lines.len() * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_programs_settings_and_data_are_no_wires() {
        let readme = "# Fixtures\n\nReal messages, as they arrive.\n";
        assert_eq!(kind(readme), Some("Markdown"));
        assert_eq!(
            kind("Fixtures\n========\n\nAs they arrive."),
            Some("Markdown")
        );
        let notes = "Files:\n\n| a | b |\n| --- | --- |\n| [un](un.txt) | 1 |\n\n```sh\nls\n```\n";
        assert_eq!(kind(notes), Some("Markdown"));
        let program = "#!/bin/sh\nls\n";
        assert_eq!(kind(program), Some("source code"));
        let program = "import json\n\ndef read(path):\n    with open(path) as file:\n        text = file.read()\n        return text\n\nprint(read(\"a\"))\n";
        assert_eq!(kind(program), Some("source code"));
        assert_eq!(kind("name = \"a\"\n[b]\nc = 1\nd = 2\n"), Some("settings"));
        assert_eq!(
            kind("on: push\njobs:\n  test:\n    steps: none\n"),
            Some("settings")
        );
        assert_eq!(
            kind("id,name,n\n1,Oslo,4\n2,Bergen,5\n"),
            Some("a table of data")
        );
    }

    #[test]
    fn wires_may_look_rough() {
        let wires = [
            "Le roi est parti.",
            "BC-King\n\nOslo - The king left (on Monday), he said;\nhe is to return.\n\n# Notebook\n- [Office](http://office.example)\n",
            "Football\n\nLyon - Metz: 2-1 (1-0)\nLens - Brest: 0-0 (0-0)\nNice - Reims: 1-1 (1-1)\nNantes - Toulouse: 0-3\n",
            "Lyon    12  9  2 29\nMetz    12  8  3 27\nLens    12  8  2 26\n",
            "Vainqueurs: Anne, Jean, Luc\nPerdants: Paul, Pierre, Marc\nAbsents: Ida, Eva, Lea\nJuges: Tom, Tim, Jim\n",
        ];
        for wire in wires {
            assert_eq!(kind(wire), None, "{wire}");
        }
    }
}
