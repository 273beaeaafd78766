#!/usr/bin/env python3
"""Loads what `depeche export` writes in the tools it is written for, and compares passages, words and links.

Usage: clients.py PROGRAM [W3C_SCHEMAS]

PROGRAM is the built binary; W3C_SCHEMAS the folder of JSON schemas of the W3C's own tests of Web Annotations, where it is at hand.
Needs stam, dkpro-cassis, pybrat, spacy, jsonschema and referencing. Offsets of all these interfaces are code points.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
INPUTS = [HERE / "data/review/interchange.jsonl", HERE.parent / "assets/dispatches"]

FIXTURES = [json.loads(line)["id"] for line in INPUTS[0].read_text("utf-8").splitlines()]


def export(program, form, output):
    command = [program, "-q", "export", "--format", form, "--output", str(output), *map(str, INPUTS)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


class Truth:
    """One line of the JSON Lines that hold everything."""

    def __init__(self, line):
        self.id, self.lang, self.text = line["id"], line.get("lang", "fr"), line["text"]
        self.marks = line["annotations"]
        self.by_id = {mark["id"]: mark for mark in self.marks}

    def spans(self):
        """Label, start, end and words of every part of every mark."""
        parts = [(mark["label"], *part) for mark in self.marks for part in mark["parts"]]
        return sorted((label, start, end, self.text[start:end]) for label, start, end in parts)

    def links(self):
        """Kind and first offsets of both ends."""
        def start(mark):
            return mark["parts"][0][0]
        linked = [mark for mark in self.marks if "link" in mark]
        return sorted(
            ("CUE_OF" if mark["label"] == "CUE" else "SPEAKER", start(mark), start(self.by_id[mark["link"]]))
            for mark in linked
        )


def check_brat(program, folder, truths):
    from pybrat.parser import BratParser

    class Parser(BratParser):
        def _check_entities(self, entities):
            """brat takes two annotations on the same words (a figure that is all of a quotation), pybrat alone does not."""

    export(program, "brat", folder)
    examples = {example.text: example for example in Parser(error="raise").parse(str(folder))}
    cuts = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
    for truth in truths:
        example = examples[truth.text]
        fragments = []
        for label, start, end, words in truth.spans():
            at = start
            for number, char in enumerate(words + "\n"):
                if char in cuts:
                    if at < start + number:
                        fragments.append((label, at, start + number))
                    at = start + number + 1
        got = sorted((entity.type, span.start, span.end) for entity in example.entities for span in entity.spans)
        assert got == sorted(fragments), truth.id
        for entity in example.entities:
            words = " ".join(truth.text[span.start:span.end] for span in entity.spans)
            assert entity.mention == words, (truth.id, entity.mention, words)
        links = sorted((relation.type, relation.arg1.spans[0].start, relation.arg2.spans[0].start) 
                       for relation in example.relations if relation.type != "Equiv")
        assert links == truth.links(), (truth.id, links, truth.links())


def check_cas(program, folder, truths):
    import cassis

    export(program, "xmi", folder)
    export(program, "cas-json", folder)
    with open(folder / "typesystem.xml", "rb") as file:
        types = cassis.load_typesystem(file)
    by_text = {truth.text: truth for truth in truths}
    seen = 0
    for path in [*folder.glob("*.xmi"), *folder.glob("*.json")]:
        content = path.read_text("utf-8")
        if path.suffix == ".xmi":
            cas = cassis.load_cas_from_xmi(content, typesystem=types)
        else:
            cas = cassis.load_cas_from_json(content)
        truth = by_text[cas.sofa_string]
        passages = list(cas.select("depeche.Passage"))
        got = sorted((one.label, one.begin, one.end, one.get_covered_text()) for one in passages)
        assert got == truth.spans(), path.name
        links = set()
        for one in passages:
            to = one.of or one.speaker
            if to:
                links.add(("CUE_OF" if one.of else "SPEAKER", truth.by_id[one.annoId]["parts"][0][0], to.begin))
        assert links == set(truth.links()), path.name
        seen += 1
    assert seen == 2 * len(truths), seen


def check_spacy(program, folder, truths):
    import spacy
    from spacy.tokens import DocBin

    export(program, "prodigy", folder / "tasks.jsonl")
    tasks = [json.loads(line) for line in (folder / "tasks.jsonl").read_text("utf-8").splitlines()]
    aligned = total = 0
    for task, truth in zip(tasks, truths, strict=True):
        assert task["text"] == truth.text
        spans = [(span["label"], span["start"], span["end"]) for span in task["spans"]]
        assert sorted((*span, truth.text[span[1]:span[2]]) for span in spans) == truth.spans(), truth.id
        relations = [(one["label"], one["head_span"]["start"], one["child_span"]["start"]) for one in task["relations"]]
        assert sorted(relations) == truth.links(), truth.id
        doc = spacy.blank(truth.lang)(task["text"])
        wide = [doc.char_span(start, end, label=label, alignment_mode="expand") for label, start, end in spans]
        assert all(wide), truth.id
        aligned += sum(doc.char_span(start, end) is not None for _, start, end in spans)
        total += len(spans)
        doc.spans["depeche"] = wide
        DocBin(docs=[doc]).to_bytes()
    return f"{aligned} of {total} spans on spaCy's own tokens"


def check_w3c(program, folder, truths, schemas):
    import stam

    export(program, "w3c", folder)
    by_text = {truth.text: truth for truth in truths}
    musts = must_assertions(schemas) if schemas else []
    count = asserted = 0
    for path in folder.glob("*.jsonld"):
        truth = by_text[path.with_suffix(".txt").read_bytes().decode()]
        store = stam.AnnotationStore(id="store")
        resource = store.add_resource(id="text", text=truth.text)
        got = []
        for annotation in json.loads(path.read_text("utf-8")):
            label = next(body["value"] for body in annotation["body"] if body["purpose"] == "tagging")
            targets = annotation["target"]
            for target in targets if isinstance(targets, list) else [targets]:
                position, quote = target["selector"]
                offset = stam.Offset.simple(position["start"], position["end"])
                words = str(resource.textselection(offset))
                assert words == quote["exact"], (path.name, words)
                before = truth.text[:position["start"]]
                assert before.endswith(quote["prefix"]) and len(quote["prefix"]) == min(32, len(before))
                assert truth.text[position["end"]:].startswith(quote["suffix"])
                got.append((label, position["start"], position["end"], words))
            # Slow, and the same for all: those of the texts made for this are enough.
            for validator, expected, name in musts if truth.id in FIXTURES else []:
                assert validator.is_valid(annotation) == expected, (path.name, annotation["id"], name)
                asserted += 1
            count += 1
        assert sorted(got) == truth.spans(), path.name
    return f"{count} annotations, {asserted} MUST assertions hold"


def check_stam(program, folder, truths):
    import stam

    export(program, "stam", folder)
    by_text = {truth.text: truth for truth in truths}
    count = 0
    for path in folder.glob("*.stam.json"):
        store = stam.AnnotationStore(string=path.read_text("utf-8"))
        resource = next(store.resources())
        truth = by_text[resource.text()]
        got, links = [], []
        for annotation in store.annotations():
            data = {item.key().id(): str(item.value()) for item in annotation.data()}
            if "relation" in data:
                ends = [end.textselections() for end in annotation.annotations_in_targets()]
                links.append((data["relation"], *(min(part.begin() for part in end) for end in ends)))
                continue
            for part in annotation.textselections():
                got.append((data["label"], part.begin(), part.end(), str(part)))
            count += 1
        assert sorted(got) == truth.spans(), path.name
        assert sorted(links) == truth.links(), (path.name, sorted(links), truth.links())
    return f"{count} annotations"


def must_assertions(schemas):
    """The W3C's own assertions; they refer to each other by the names of their files."""
    from jsonschema import Draft4Validator
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT4

    files = {path.name: json.loads(path.read_text("utf-8")) for path in schemas.rglob("*.json")}
    def retrieve(uri):
        return Resource.from_contents(files[uri.rsplit("/", 1)[-1]], default_specification=DRAFT4)
    registry = Registry(retrieve=retrieve)
    wanted = json.loads((schemas / "annotations/annotationMusts.test.json").read_text("utf-8"))["assertions"]
    found = []
    for name in wanted:
        schema = files[name.rsplit("/", 1)[-1]]
        found.append((Draft4Validator(schema, registry=registry), schema.get("expectedResult", "valid") == "valid", name))
    return found


def main():
    program = str(Path(sys.argv[1]).resolve())
    schemas = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        export(program, "jsonl", scratch / "truth.jsonl")
        truths = [Truth(json.loads(line)) for line in (scratch / "truth.jsonl").read_text("utf-8").splitlines()]
        assert truths and all(truth.marks for truth in truths)
        for name, check in [
            ("pybrat", lambda folder: check_brat(program, folder, truths)),
            ("cassis", lambda folder: check_cas(program, folder, truths)),
            ("spaCy", lambda folder: check_spacy(program, folder, truths)),
            ("STAM", lambda folder: check_stam(program, folder, truths)),
            ("Web Annotations with stam and jsonschema", lambda folder: check_w3c(program, folder, truths, schemas)),
        ]:
            folder = scratch / name.split()[0]
            folder.mkdir()
            said = check(folder)
            print(f"{name}: {len(truths)} documents equal" + (f", {said}" if said else ""))


if __name__ == "__main__":
    main()
