"""Runs an exported plan with NumPy and compares the outcome with accounts.csv.

    python3 benchmarks/peers/run_plan.py PLAN_DIR [ACCOUNTS_CSV]

PLAN_DIR is what `fundcast plan --export` wrote: plan.json and .npy arrays. This program shares no code with Fundcast. It
takes compiled rates and weights as given and does the year loop by itself: people (articles Population and Membership), exposure, books and
weighted sums, lines and ledgers (article Ledgers). It ends with status 1 where an amount differs by more than printed rounding.

Everything runs in the same order as in the program, one scenario after the other, without a trick.
"""

import csv
import json
import pathlib
import sys

import numpy as np

from plan_ledgers import OPPOSITE, run_ledgers
from plan_people import run_people, weighted_sums


class Plan:
    """plan.json and its arrays, read when asked for."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.text = json.loads((self.folder / "plan.json").read_text(encoding="utf-8"))
        self.entries = {entry["name"]: entry for entry in self.text["arrays"]}

    def array(self, name):
        entry = self.entries[name]
        values = np.load(self.folder / entry["file"])
        assert list(values.shape) == entry["shape"], f"{name}: {values.shape} is not {entry['shape']}"
        return values


def run(plan):
    """Amounts and stocks by (scenario, region)."""
    results = {}
    for region, place in enumerate(plan.text["regions"]):
        people = {variant: run_people(plan, region, variant) for variant in sorted(set(place["membership-of-scenario"]))}
        for scenario in range(len(plan.text["scenarios"])):
            sums, months = weighted_sums(plan, region, scenario, *people[place["membership-of-scenario"][scenario]])
            results[scenario, region] = run_ledgers(plan, region, scenario, sums, months)
    return results


def compare(plan, results, path):
    """Compares with accounts.csv; half a cent is the printed rounding, 1e-11 of a fund's stock and flows what sums of some
    thousand terms in another order come to."""
    scenarios = {name: i for i, name in enumerate(plan.text["scenarios"])}
    regions = {place["id"]: i for i, place in enumerate(plan.text["regions"])}
    funds = {name: i for i, name in enumerate(plan.text["funds"])}
    lines = {line["id"]: i for i, line in enumerate(plan.text["lines"])}
    base_year = plan.text["base-year"]
    seen, wrong, worst = 0, [], 0.0
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            amounts, stocks = results[scenarios[row["scenario"]], regions[row["region"]]]
            fund, year = funds[row["fund"]], int(row["year"]) - base_year
            if row["kind"] in ("opening", "closing"):
                expected = stocks[fund, year + (row["kind"] == "closing")]
            else:
                line = plan.text["lines"][lines[row["line"]]]
                expected = amounts[lines[row["line"]], year]
                kind = line["kind"] if line["fund"] == fund else OPPOSITE[line["kind"]]
                # A transfer of less than nothing is one the other way.
                if expected < -0.005 and kind in OPPOSITE:
                    kind, expected = OPPOSITE[kind], -expected
                # Spending of less than nothing that somebody outside the funds bears (a loss of insurers) is income.
                elif expected < -0.005 and (kind, row["kind"]) == ("expenditure", "income"):
                    kind, expected = "income", -expected
                if row["kind"] != kind:
                    wrong.append((row, expected))
            printed = float(row["amount_yuan"])
            gross = np.abs(stocks[fund]).max() + np.abs(amounts[:, year]).sum()
            difference = abs(printed - expected)
            worst = max(worst, difference)
            seen += 1
            if difference > 0.005 + 1e-11 * gross:
                wrong.append((row, expected))
    expected_rows = len(scenarios) * len(regions) * (plan.text["horizon"] - base_year + 1) * (
        2 * len(funds) + sum((line["kind"] != "memo") + (line["counterpart"] is not None) for line in plan.text["lines"])
    )
    print(f"{seen} amounts compared, largest difference {worst:.4f} yuan")
    for row, expected in wrong[:20]:
        print("differs:", ",".join(row.values()), f"expected {expected:.4f}")
    if seen != expected_rows:
        print(f"accounts.csv has {seen} rows, the plan gives {expected_rows}")
    return not wrong and seen == expected_rows


def main(arguments):
    if len(arguments) not in (2, 3):
        print(__doc__)
        return 64
    plan = Plan(arguments[1])
    results = run(plan)
    if len(arguments) == 3:
        return 0 if compare(plan, results, arguments[2]) else 1
    for (scenario, region), (_, stocks) in sorted(results.items()):
        for fund, name in enumerate(plan.text["funds"]):
            place = plan.text["regions"][region]["id"]
            print(f"{plan.text['scenarios'][scenario]},{place},{name},{plan.text['horizon']},{stocks[fund, -2]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
