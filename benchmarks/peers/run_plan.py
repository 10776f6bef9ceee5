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

MALE, FEMALE = 0, 1
# What a yuan of each kind does to the balance, and what a transfer is on the other side.
SIGNS = {"income": 1, "transfer-in": 1, "expenditure": -1, "transfer-out": -1, "adjustment": 1, "stock-in": 1, "stock-out": -1}
CURRENT = ("income", "transfer-in", "expenditure", "transfer-out")
OPPOSITE = {"transfer-out": "transfer-in", "transfer-in": "transfer-out", "stock-out": "stock-in", "stock-in": "stock-out"}
OPEN_AGE = 100


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


def mix_of_residents(persons, prior):
    """Shares of the statuses in each cell; the prior ones where nobody lives. [sex, age, status]"""
    residents = persons.sum(axis=2, keepdims=True)
    return np.where(residents > 0, persons / np.where(residents > 0, residents, 1), prior)


def run_people(plan, region, variant):
    """Stocks by year, the opening first: [stock, sex, age, status], and who died, at the age reached: [year, …]."""
    suffix = f"r{region}-m{variant}"
    opening = plan.array(f"opening-state-r{region}")
    prior = np.moveaxis(plan.array(f"prior-mix-r{region}"), 0, 2)
    survival = plan.array(f"survival-{suffix}")
    newborn_survival = plan.array(f"newborn-survival-{suffix}")
    transitions = plan.array(f"transitions-{suffix}")
    fertility = plan.array(f"fertility-{suffix}")
    boys_share = plan.array(f"boys-share-{suffix}")
    coverage = plan.array(f"newborn-coverage-{suffix}")
    migrants = plan.array(f"migrants-{suffix}")
    name = f"relative-mortality-{suffix}"
    relative = plan.array(name) if name in plan.entries else None
    newborn = plan.text["newborn"]

    stocks, deaths = [opening], []
    for year in range(len(plan.text["years"])):
        before = stocks[-1]
        half = migrants[year][:, :, None] / 2
        women_before = before[FEMALE].sum(axis=1)

        x = before + half * mix_of_residents(before, prior)
        x = np.einsum("satf,saf->sat", transitions[year], x)
        alive = by_state(survival[year], x, None if relative is None else relative[year])
        aged = age(x * alive)
        dead = age(x * (1 - alive))

        women_now = aged[FEMALE].sum(axis=1)
        women = 0.5 * (women_before + women_now + migrants[year, FEMALE])
        births = (fertility[year] * women).sum()
        for sex, share in ((MALE, boys_share[year]), (FEMALE, 1 - boys_share[year])):
            born = births * share
            alive = born * newborn_survival[year, sex]
            for status, part in (("insured", coverage[year]), ("uninsured", 1 - coverage[year])):
                aged[sex, 0, newborn[status]] += alive * part
                dead[sex, 0, newborn[status]] += (born - alive) * part

        stocks.append(aged + half * mix_of_residents(aged, prior))
        deaths.append(dead)
    return np.array(stocks), np.array(deaths)


def by_state(survival, x, relative):
    """Survival of every state, S^(level·r), where the level of a cell lets all its states together survive by S; by bisection.
    [sex, age, status]"""
    if relative is None:
        return survival[:, :, None]
    low, high = np.zeros_like(survival), np.full_like(survival, 1.0)
    total = x.sum(axis=2)

    def excess(level):
        return (x * survival[:, :, None] ** (level[:, :, None] * relative)).sum(axis=2) - survival * total

    while (excess(high) > 0).any():
        high = np.where(excess(high) > 0, 2 * high, high)
    for _ in range(200):
        middle = (low + high) / 2
        above = excess(middle) > 0
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return survival[:, :, None] ** (((low + high) / 2)[:, :, None] * relative)


def age(x):
    """Everybody a year older; the open age keeps its own. [sex, age, status]"""
    aged = np.zeros_like(x)
    aged[:, 1:] = x[:, :-1]
    aged[:, OPEN_AGE] += x[:, OPEN_AGE]
    return aged


def weighted_sums(plan, region, scenario, stocks, deaths):
    """Every quantity of every status and year, {name: [year, status]}, and its months in years in which rules move,
    {(name, year): [month, status]}."""
    place = plan.text["regions"][region]
    people = {
        "person-years": (stocks[:-1] + stocks[1:]) / 2,
        "annual": stocks[1:] + deaths,
        "year-end": stocks[1:],
    }
    sums, months = {}, {}
    for product in place["products"]:
        if scenario not in product["scenarios"]:
            continue
        weights = plan.array(f"weights-r{region}-w{product['weights']}")
        values = np.einsum("yqsa,ysak->yqk", weights, people[product["basis"]])
        for row, name in enumerate(product["quantities"]):
            sums[name] = values[:, row]
        for year in range(len(plan.text["years"])):
            entry = f"weights-r{region}-w{product['weights']}-y{year}"
            if entry in plan.entries:
                monthly = np.einsum("mqsa,sak->mqk", plan.array(entry), people[product["basis"]][year])
                for row, name in enumerate(product["quantities"]):
                    months[name, year] = monthly[:, row]
    return sums, months


class Account:
    """The flows of a fund in a year."""

    def __init__(self, opening):
        self.opening = opening
        self.flows = dict.fromkeys(SIGNS, 0.0)
        # What dated lines do to the balance, and the part of it that earns interest in the year: flows, adjustments and stocks.
        self.dated = {True: np.zeros(2), False: np.zeros(2)}

    def enter(self, kind, amount, moved):
        if kind == "memo":
            return
        self.flows[kind] += amount
        self.dated[kind in CURRENT] += SIGNS[kind] * moved

    @property
    def current(self):
        f = self.flows
        return f["income"] + f["transfer-in"] - f["expenditure"] - f["transfer-out"]

    @property
    def stock(self):
        f = self.flows
        return self.opening + f["adjustment"] + f["stock-in"] - f["stock-out"]

    @property
    def closing(self):
        return self.stock + self.current

    @property
    def available(self):
        return self.opening + self.flows["income"] + self.flows["transfer-in"]


class Year:
    """A year of all lines in one region and scenario: what a mechanism reads and posts."""

    def __init__(self, lines, openings, factors, weights, rule):
        self.lines, self.openings, self.factors, self.weights, self.rule = lines, openings, factors, weights, rule
        self.amounts = np.zeros(len(lines))
        # Of each line what is moved in months, and the part of it that earns interest in the year.
        self.moved = np.zeros((len(lines), 2))

    def post(self, line, amount, moved=None):
        if moved is None:
            moved = amount * np.array([1.0, self.weights[line]]) if self.lines[line]["dated"] else np.zeros(2)
        self.amounts[line], self.moved[line] = amount, moved

    def sum(self, lines):
        return sum(self.amounts[line] for line in lines)

    def account(self, fund, lines):
        account = Account(self.openings[fund])
        for index in lines:
            line = self.lines[index]
            if line["fund"] == fund:
                account.enter(line["kind"], self.amounts[index], self.moved[index])
            elif line["counterpart"] == fund:
                account.enter(OPPOSITE[line["kind"]], self.amounts[index], self.moved[index])
        return account

    def move(self, line, account):
        """A part of a result, which takes along when it came in and went out unless it moves in months of its own."""
        factor = self.factors[line]
        moved = None if self.lines[line]["dated"] else factor * account.dated[True]
        self.post(line, account.current * factor, moved)


def post_mechanism(mechanism, year, memory):
    """Posts the lines of a mechanism (Sources/SchemeModel/Mechanisms) and gives what it remembers of the year."""
    kind, fund, reads, posts = mechanism["kind"], mechanism["fund"], mechanism["reads"], mechanism["posts"]
    factors = year.factors
    for output in ("settled", "recovered"):
        # What is left of last year.
        if kind != "corridor":
            for line in posts.get(output, []):
                year.post(line, memory[0] * factors[line])
    if kind in ("deferral", "advance"):
        for line in posts["granted"]:
            year.post(line, factors[line])
        for line in posts.get("lost", []):
            year.post(line, memory[0] - year.sum(posts["settled"]))
        owed = -year.sum(posts["granted"])
        year.post(posts["receivable"][0], owed)
        return [owed]
    if kind == "claims-run-off":
        claims = year.sum(reads["claims"])
        for line in posts["deferred"]:
            year.post(line, claims * factors[line])
        later = list(memory[1:]) + [0.0]
        due = [old - year.amounts[line] for old, line in zip(later, posts["deferred"])]
        year.post(posts["unpaid"][0], sum(due))
        return due
    if kind == "recovery":
        return None
    if kind == "balance-spending":
        account = year.account(fund, reads["balance"])
        for line in posts["spent"]:
            year.post(line, account.available * factors[line])
    elif kind == "corridor":
        seen = list(reads["result"])
        if "kept" in posts:
            result, bound, kept = posts["result"][0], posts["bound"][0], posts["kept"][0]
            year.post(result, year.account(fund, seen).current * factors[result])
            year.post(bound, year.sum(reads["premium"]) * factors[bound])
            limit = abs(year.amounts[bound])
            year.post(kept, min(max(year.amounts[result], -limit), limit) * factors[kept])
            seen.append(kept)
        for line in posts.get("settled", []):
            year.move(line, year.account(fund, seen))
    elif kind == "merger":
        account = year.account(fund, reads["balance"])
        for line in posts["stock"]:
            weight = np.array([1.0, year.weights[line]])
            moved = factors[line] * (account.opening * weight + account.dated[False])
            year.post(line, account.stock * factors[line], moved if year.lines[line]["dated"] else None)
        for line in posts.get("result", []):
            year.move(line, account)
    elif kind == "interest":
        rate, timing, on_negative = year.rule
        account = year.account(fund, reads["balance"])
        dated, weighted = account.dated[True] + account.dated[False]
        regular = account.closing - account.opening - dated
        bearing = account.opening + timing * regular + weighted
        line = posts["interest"][0]
        year.post(line, (rate * bearing if bearing >= 0 or on_negative else 0.0) * factors[line])
    else:
        raise ValueError(f"no mechanism is of the kind {kind}")
    return []


def run_ledgers(plan, region, scenario, sums, months):
    """Amounts [line, year] and stocks [fund, stock]."""
    lines, funds, mechanisms = plan.text["lines"], plan.text["funds"], plan.text["mechanisms"]
    years = len(plan.text["years"])
    factors = plan.array("line-factors")[scenario, region]
    line_months = plan.array("line-months")[scenario, region]
    initial = list(plan.array("values-before-base-year")[scenario, region])
    weights = plan.array("interest-weights")[scenario, region]
    rules = [
        plan.array(f"interest-{name}")[scenario, region] for name in ("rate", "timing", "on-negative")
    ]
    memory = []
    for mechanism in mechanisms:
        memory.append([initial.pop(0) for _ in range(mechanism["memory"])])
    amounts = np.zeros((len(lines), years))
    stocks = np.zeros((len(funds), years + 1))
    stocks[:, 0] = plan.array("opening-balances")[scenario, region]

    for year in range(years):
        posted = Year(lines, stocks[:, year], factors[:, year], weights[:, year], [rule[year] for rule in rules])
        for step in plan.text["order"]:
            if "mechanism" in step:
                place = step["mechanism"]
                memory[place] = post_mechanism(mechanisms[place], posted, memory[place])
                continue
            index = step["line"]
            source = lines[index]["source"]
            form = source["form"]
            if form == "people":
                value = sum(sums[source["quantity"]][year, status] for status in source["statuses"])
            elif form == "amount":
                value = 1.0
            elif form == "lines":
                value = posted.sum(source["lines"])
            else:
                raise ValueError(f"no source has the form {form}")
            amount = value * factors[index, year]
            if form == "people" and (source["quantity"], year) in months:
                counted = months[source["quantity"], year][:, source["statuses"]].sum(axis=1)
                amount = (line_months[index, year] * counted).sum()
            posted.post(index, amount)
        for place, mechanism in enumerate(mechanisms):
            # What is recovered next year is a part of all that the fund spent.
            if mechanism["kind"] == "recovery":
                fund = mechanism["fund"]
                spent = [i for i, o in enumerate(lines) if o["fund"] == fund and o["kind"] == "expenditure"]
                memory[place] = [posted.sum(spent)]
        amounts[:, year] = posted.amounts
        for fund in range(len(funds)):
            stocks[fund, year + 1] = posted.account(fund, range(len(lines))).closing
    return amounts, stocks


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
