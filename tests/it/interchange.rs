//! Documents in the formats of other tools, against golden files that lie beside the repository and were loaded by those tools.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use depeche::model::CanonicalText;
use depeche::review::exchange::{
    Document, Mark, brat, cas_json, cas_xmi, doccano, prodigy, stam, w3c,
};
use serde_json::Value;

use crate::program::beside;

/// Label, first and last offset in the unit of the format, and words of every span; from, to and kind of every relation.
#[derive(Debug, Default, PartialEq)]
struct Content {
    text: String,
    spans: BTreeSet<(String, u64, u64)>,
    relations: BTreeSet<(String, u64, u64)>,
}

/// Label, words, places of a mark and of the mark it is linked to.
type Linked = (String, String, Vec<usize>, Option<Vec<usize>>);

#[test]
fn exports_say_what_the_golden_files_say() {
    let Some(gold) = beside("interchange/gold") else {
        return;
    };
    let mut equal = 0;
    for entry in fs::read_dir(gold).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let document = truth(&read("gold.json"));
        let brat_files = brat::export(&document);
        assert_eq!(brat_files.text, read("brat.txt"));
        for (name, ours, content) in [
            (
                "brat.ann",
                brat_files.annotations,
                brat_content as fn(&str) -> Content,
            ),
            ("w3c.jsonld", w3c::export(&document).content, w3c_content),
            ("cas.xmi", cas_xmi::export(&document).content, xmi_content),
            ("cas.json", cas_json::export(&document).content, cas_content),
            ("stam.json", stam::export(&document).content, stam_content),
            (
                "prodigy.jsonl",
                prodigy::export(&document).content,
                prodigy_content,
            ),
            (
                "doccano.jsonl",
                doccano::export(&document).content,
                doccano_content,
            ),
        ] {
            assert_eq!(
                content(&ours),
                content(&read(name)),
                "{}/{name}",
                folder.display()
            );
            equal += 1;
        }
        imports_the_golden_files(&document, &folder);
    }
    assert!(equal > 0);
}

/// What others wrote is read to the same spans and links.
fn imports_the_golden_files(document: &Document, folder: &Path) {
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let spans = |document: &Document| -> BTreeSet<Linked> {
        let places = |mark: &Mark| {
            mark.parts
                .iter()
                .flat_map(|part| [part.start(), part.end()])
                .collect()
        };
        let link = |mark: &Mark| Some(places(document.mark(mark.link.as_ref()?)?));
        let marks = document.marks.iter();
        marks
            .map(|mark| {
                (
                    mark.label.clone(),
                    document.words(mark),
                    places(mark),
                    link(mark),
                )
            })
            .collect()
    };
    // The golden files have other words for decisions.
    let without_decisions = |file: String| {
        let lines = file.lines().filter(|line| !line.contains("\tDecision "));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    let from_brat = brat::import(
        &document.id,
        document.text.clone(),
        &without_decisions(read("brat.ann")),
    )
    .unwrap();
    assert_eq!(spans(&from_brat), spans(document));
    assert_eq!(
        spans(&prodigy::import(&read("prodigy.jsonl")).unwrap()),
        spans(document)
    );
    assert_eq!(
        spans(&doccano::import(&read("doccano.jsonl")).unwrap()),
        spans(document)
    );
    let list = read("w3c.jsonld").replace("\"assessing\"", "\"moderating\"");
    let from_w3c = w3c::import(&list, &document.id, document.text.clone()).unwrap();
    assert_eq!(
        (spans(&from_w3c.document), from_w3c.unplaced),
        (spans(document), vec![])
    );
}

fn truth(gold: &str) -> Document {
    let gold: Value = serde_json::from_str(gold).unwrap();
    let text = CanonicalText::new(gold["text"].as_str().unwrap());
    let word = |value: &Value| value.as_str().map(str::to_owned);
    let mark = |annotation: &Value| {
        let part = |frag: &Value| {
            let at = |end: usize| frag[end].as_u64().unwrap() as usize;
            text.span_of_code_points(at(0)..at(1)).unwrap()
        };
        Mark {
            id: word(&annotation["id"]).unwrap(),
            label: word(&annotation["label"]).unwrap(),
            parts: annotation["frags"]
                .as_array()
                .unwrap()
                .iter()
                .map(part)
                .collect(),
            kind: word(&annotation["kind"]),
            value: word(&annotation["value"]),
            unit: word(&annotation["unit"]),
            link: word(&annotation["speaker"]).or(word(&annotation["of"])),
            chain: word(&annotation["chain"]),
            score: annotation["score"].as_f64(),
            by: word(&annotation["by"]),
            ..Mark::default()
        }
    };
    let marks = gold["annotations"]
        .as_array()
        .unwrap()
        .iter()
        .map(mark)
        .collect();
    Document {
        id: word(&gold["id"]).unwrap(),
        lang: word(&gold["lang"]),
        marks,
        text,
    }
}

fn brat_content(file: &str) -> Content {
    let mut content = Content::default();
    let number = |name: &str| name.rsplit('T').next().unwrap().parse().unwrap();
    for line in file.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let words: Vec<&str> = columns[1].split([' ', ';']).collect();
        if line.starts_with('T') {
            content.text += columns[2];
            for ends in words[1..].chunks(2) {
                let [start, end] = [ends[0], ends[1]].map(|digits| digits.parse().unwrap());
                content.spans.insert((words[0].to_owned(), start, end));
            }
        } else if line.starts_with('R') {
            content
                .relations
                .insert((words[0].to_owned(), number(words[1]), number(words[2])));
        } else if line.starts_with('*') {
            content.text += line;
        }
    }
    content
}

fn w3c_content(file: &str) -> Content {
    let list: Value = serde_json::from_str(file).unwrap();
    let mut content = Content::default();
    for annotation in list.as_array().unwrap() {
        let label = annotation["body"][0]["value"].as_str().unwrap().to_owned();
        let targets = match &annotation["target"] {
            Value::Array(targets) => targets.clone(),
            target => vec![target.clone()],
        };
        for target in targets {
            let [position, quote] = [&target["selector"][0], &target["selector"][1]];
            let ends = ["start", "end"].map(|end| position[end].as_u64().unwrap());
            content.spans.insert((label.clone(), ends[0], ends[1]));
            content.text += &format!(
                "{} {} {}\n",
                quote["prefix"], quote["exact"], quote["suffix"]
            );
        }
        for body in annotation["body"].as_array().unwrap() {
            if body["purpose"] == "linking" {
                content.text += &format!("{} to {}\n", annotation["id"], body["source"]);
            }
        }
    }
    content
}

fn stam_content(file: &str) -> Content {
    let store: Value = serde_json::from_str(file).unwrap();
    let data = &store["annotationsets"][0]["data"];
    let label = |annotation: &Value| {
        let mut refers = annotation["data"].as_array().unwrap().iter();
        refers.find_map(|refer| {
            let mut all = data.as_array().unwrap().iter();
            let one = all.find(|one| one["@id"] == refer["@id"])?;
            let is_label = one["key"] == "label";
            is_label.then(|| one["value"]["value"].as_str().unwrap().to_owned())
        })
    };
    let mut content = Content {
        text: store["resources"][0]["text"].as_str().unwrap().to_owned(),
        ..Content::default()
    };
    let mut places = std::collections::BTreeMap::new();
    for annotation in store["annotations"].as_array().unwrap() {
        let target = &annotation["target"];
        let mut parts = vec![target.clone()];
        if let Value::Array(selectors) = &target["selectors"] {
            parts.clone_from(selectors);
        }
        if target["@type"] == "DirectionalSelector" {
            let end = |at: usize| places[parts[at]["annotation"].as_str().unwrap()];
            let link = ("link".to_owned(), end(0), end(1));
            content.relations.insert(link);
            continue;
        }
        let label = label(annotation).unwrap();
        for part in parts {
            let [begin, end] =
                ["begin", "end"].map(|end| part["offset"][end]["value"].as_u64().unwrap());
            let id = annotation["@id"].as_str().unwrap().to_owned();
            places.entry(id).or_insert(begin);
            content.spans.insert((label.clone(), begin, end));
        }
    }
    content
}

fn xmi_content(file: &str) -> Content {
    let mut content = Content::default();
    for element in file.split('<').skip(1) {
        let attribute = |name: &str| {
            let (_, value) = element.split_once(&format!(" {name}=\""))?;
            Some(value.split('"').next().unwrap().to_owned())
        };
        let number = |name: &str| attribute(name).map(|digits| digits.parse().unwrap());
        if let Some(text) = attribute("sofaString") {
            content.text = quick_xml::escape::unescape(&text).unwrap().into_owned();
        }
        if let Some(label) = attribute("label") {
            content
                .spans
                .insert((label, number("begin").unwrap(), number("end").unwrap()));
            for feature in ["speaker", "of"] {
                if let Some(to) = number(feature) {
                    content
                        .relations
                        .insert((feature.to_owned(), number("xmi:id").unwrap(), to));
                }
            }
        }
    }
    content
}

fn cas_content(file: &str) -> Content {
    let cas: Value = serde_json::from_str(file).unwrap();
    let mut content = Content::default();
    for structure in cas["%FEATURE_STRUCTURES"].as_array().unwrap() {
        let number = |name: &str| structure[name].as_u64();
        if let Some(text) = structure["sofaString"].as_str() {
            content.text = text.to_owned();
        }
        if let Some(label) = structure["label"].as_str() {
            content.spans.insert((
                label.to_owned(),
                number("begin").unwrap(),
                number("end").unwrap(),
            ));
            for feature in ["@speaker", "@of"] {
                if let Some(to) = number(feature) {
                    content
                        .relations
                        .insert((feature.to_owned(), number("%ID").unwrap(), to));
                }
            }
        }
    }
    content
}

fn prodigy_content(file: &str) -> Content {
    let task: Value = serde_json::from_str(file).unwrap();
    let mut content = Content {
        text: task["text"].as_str().unwrap().to_owned(),
        ..Content::default()
    };
    let number = |value: &Value, name: &str| value[name].as_u64().unwrap();
    for span in task["spans"].as_array().unwrap() {
        let label = span["label"].as_str().unwrap().to_owned();
        content
            .spans
            .insert((label, number(span, "start"), number(span, "end")));
    }
    for relation in task["relations"].as_array().unwrap() {
        let start = |end: &str| number(&relation[end], "start");
        let label = relation["label"].as_str().unwrap().to_owned();
        content
            .relations
            .insert((label, start("head_span"), start("child_span")));
    }
    content
}

fn doccano_content(file: &str) -> Content {
    let example: Value = serde_json::from_str(file).unwrap();
    let mut content = Content {
        text: example["text"].as_str().unwrap().to_owned(),
        ..Content::default()
    };
    let number = |value: &Value, name: &str| value[name].as_u64().unwrap();
    for entity in example["entities"].as_array().unwrap() {
        let label = entity["label"].as_str().unwrap().to_owned();
        content.spans.insert((
            label,
            number(entity, "start_offset"),
            number(entity, "end_offset"),
        ));
    }
    for relation in example["relations"].as_array().unwrap() {
        let kind = relation["type"].as_str().unwrap().to_owned();
        content
            .relations
            .insert((kind, number(relation, "from_id"), number(relation, "to_id")));
    }
    content
}
