"""Compares what `fundcast schema` prints with every shipped YAML file, by a validator that is not ours: check_schemas.py [FUNDCAST].

Files that the program reads must be valid, by the schema of any place and by that of their own; files with a fault that a schema
can tell must not be.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/fundcast")
SCENARIOS = ROOT / "scenarios"


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it, with keys as text."""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(null|Null|NULL|~|)$"), ["n", "N", "~", ""])
Core.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"), list("-+.0123456789"))
Core.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node))


def schema(kind, place=None):
    command = [PROGRAM, "schema", kind] + (["--place", str(place)] if place else [])
    text = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    jsonschema.Draft202012Validator.check_schema(text)
    return jsonschema.Draft202012Validator(text)


def faults(validator, text):
    return [
        f"{'.'.join(str(part) for part in fault.absolute_path)}: {fault.message[:200]}"
        for fault in validator.iter_errors(yaml.load(text, Core))
    ]


def kind_of(path):
    if path.name.endswith(".form.yaml"):
        return "form"
    if path.name.endswith(".levers.yaml"):
        return "levers"
    if path.parent.name in ("schemes", "Korea"):
        return "scheme"
    return path.stem if path.name in ("baseline.yaml", "assumptions.yaml") else "reform"


KINDS = ["scheme", "form", "levers", "baseline", "assumptions", "reform"]
# A fault each: the kind of file, a file, what stands there and what stands in its place.
BAD = [
    ("baseline", "shandong/baseline.yaml", "base-year: 2020", "base-yaer: 2020"),
    ("baseline", "shandong/baseline.yaml", "base-year: 2020", "base-year: 20200"),
    ("baseline", "shandong/baseline.yaml", "kind: published", "kind: publishd"),
    ("baseline", "shandong/baseline.yaml", "tables: tables\n", ""),
    ("assumptions", "shandong/assumptions.yaml", "assumptions:\n", "asumptions:\n"),
    ("assumptions", "shandong/assumptions.yaml", "persistence: ", "persistance: "),
    ("reform", "shandong/reforms/levers/L02-deferral-2027.yaml", "source:", "sources:"),
    ("scheme", "schemes/china.yaml", "\nfunds:", "\nfund:"),
    ("scheme", "schemes/china.yaml", "used-by:", "used-bye:"),
    ("scheme", "schemes/china.yaml", "\naxes:", "\nstatuses:"),
    ("form", "schemes/china.form.yaml", "\nitems:", "\nitem:"),
    ("levers", "schemes/china.levers.yaml", "moves:", "move:"),
]
# The same, of which only the schema of a place can know.
BAD_IN_PLACE = [
    ("baseline", "shandong/baseline.yaml", "    premium:\n", "    premum:\n"),
    ("baseline", "shandong/baseline.yaml", "unit: share, values: { 2020: 0.07 }", "unit: share, values: { 2020: 7 }"),
    ("baseline", "shandong/baseline.yaml", "unit: share, values: { 2020: 0.07 }", "unit: yuan, values: { 2020: 0.07 }"),
    ("baseline", "shandong/baseline.yaml", "{ index: economy.average-wage }", "{ index: economy.average-wages }"),
]
# Reforms as planners get them wrong: written whole.
HEAD = "title: x\nbaseline: ../baseline.yaml\nsource: x\ndescription: x\n"
BAD_REFORMS = [
    "changes: { resident.premium: { 2027: { ad: 50 } } }",
    "changes: { resident.premium: { 2027: { add: 50, multiply: 2 } } }",
    "changes: { resident.premium: { 20270: 500 } }",
    "changes: { resident.premium: { value: { 2027: 500 } } }",
    "when: { fund: resident-pool, reserve-month-below: 3 }\nchanges: { resident.premium: { 2027: 500 } }",
    "levers: [L03]",
]
BAD_REFORMS_IN_PLACE = [
    "changes: { resident.premum: { 2027: 500 } }",
    "changes: { resident: { premium: { 2027: 500 } } }",
    "changes: { resident.premium: { 2027: -1 } }",
    "levers: [L99]\nchanges: { resident.premium: { 2027: 500 } }",
]


def main():
    wrong, checked = [], 0
    general = {kind: schema(kind) for kind in KINDS}
    places = {path.parent.name: path.parent for path in sorted(SCENARIOS.glob("*/baseline.yaml"))}
    own = {name: {kind: schema(kind, path) for kind in KINDS} for name, path in places.items()}
    files = sorted(SCENARIOS.rglob("*.yaml")) + sorted((ROOT / "Tests/SchemeLanguageTests/Korea").glob("*.yaml"))
    for path in files:
        text, kind = path.read_text(encoding="utf-8"), kind_of(path)
        place = path.relative_to(SCENARIOS).parts[0] if path.is_relative_to(SCENARIOS) else ""
        used = [("any place", general[kind])] + ([(place, own[place][kind])] if place in own else [])
        for name, validator in used:
            checked += 1
            wrong += [f"{path.relative_to(ROOT)} by the schema of {name}: {fault}" for fault in faults(validator, text)]

    def refused(validator, text, what):
        nonlocal checked, wrong
        checked += 1
        if not faults(validator, text):
            wrong.append(f"valid in spite of its fault: {what}")

    for cases, validators in ((BAD, general), (BAD_IN_PLACE, own["shandong"])):
        for kind, file, found, written in cases:
            text = (SCENARIOS / file).read_text(encoding="utf-8")
            if found not in text:
                wrong.append(f"{file} no longer holds {found!r}: write this case anew")
            refused(validators[kind], text.replace(found, written, 1), f"{file}: {written!r}")
    for cases, validator in ((BAD_REFORMS, general["reform"]), (BAD_REFORMS_IN_PLACE, own["shandong"]["reform"])):
        for text in cases:
            refused(validator, HEAD + text + "\n", text)
    for fault in wrong:
        print(fault)
    print(f"{checked} files and faults compared with their schemas, {len(wrong)} wrong")
    sys.exit(1 if wrong or checked < 150 else 0)


if __name__ == "__main__":
    main()
