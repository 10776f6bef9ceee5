"""Lines, mechanisms and balances of an exported plan (article Ledgers)."""

import numpy as np

# What a yuan of each kind does to the balance, and what a transfer is on the other side.
SIGNS = {"income": 1, "transfer-in": 1, "expenditure": -1, "transfer-out": -1, "adjustment": 1, "stock-in": 1, "stock-out": -1}
CURRENT = ("income", "transfer-in", "expenditure", "transfer-out")
OPPOSITE = {"transfer-out": "transfer-in", "transfer-in": "transfer-out", "stock-out": "stock-in", "stock-in": "stock-out"}


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
