"""How many people a layer above the basic scheme pays for, and how much each: what the accounts of a run do not say.

    python3 derivation/claims.py PLACE RUN

PLACE: folder of a place, RUN: folder written by `fundcast run` for it. Values are those of the base year in RUN/manifest.json, people
those of RUN/membership.csv (five-year groups, mean of both year ends). Bills are the program's (negative binomial uses, lognormal bills
of one, two, and three and more uses; a year's bill as one lognormal for outpatient care), integrated here by a fine grid, so that the
expected payments printed beside the accounts' are a check. Python 3, standard library only.
"""
import csv
import json
import math
import os
import statistics
import sys

NORMAL = statistics.NormalDist()
STEP = 0.1
Z = [(-6 + STEP * (i + 0.5), NORMAL.pdf(-6 + STEP * (i + 0.5)) * STEP) for i in range(round(12 / STEP))]
NONE = 1e12


class Place:
    def __init__(self, place, run):
        with open(os.path.join(run, "manifest.json")) as f:
            m = json.load(f)
        self.base, values = m["base-year"], m["parameters"]["baseline"]
        self.at = lambda path, default=None: values[path]["values"][0] if path in values else default
        self.paths = values
        self.people, self.end = {}, {}              # persons by status and (sex, first age): mean of both year ends, last
        for r in csv.DictReader(open(os.path.join(run, "membership.csv"), encoding="utf-8-sig")):
            if r["scenario"] == "baseline" and int(r["year"]) in (self.base - 1, self.base):
                key = (r["status"], r["sex"], int(r["age_from"]), min(int(r["age_to"] or 100), 100))
                self.people[key] = self.people.get(key, 0.0) + float(r["persons"]) / 2
                if int(r["year"]) == self.base:
                    self.end[key] = float(r["persons"])
        self.profile = {}
        for r in csv.DictReader(l for l in open(os.path.join(place, "tables", "service-profiles.csv")) if l[0] != "#"):
            self.profile[r["scheme"], r["service"], r["sex"], int(r["age"])] = (float(r["relative_use"]), float(r["relative_cost"]))
        self.amounts = {r["line"]: float(r["amount_yuan"]) for r in csv.DictReader(open(os.path.join(run, "accounts.csv"), encoding="utf-8-sig"))
                        if r["scenario"] == "baseline" and int(r["year"]) == self.base}

    def groups(self, statuses):
        """{(sex, first age, last age): persons}"""
        out = {}
        for (status, s, a, b), n in self.people.items():
            if status in statuses:
                out[s, a, b] = out.get((s, a, b), 0.0) + n
        return out


class Branch:
    """Use and bills of a branch by group, with what the basic scheme leaves of each part."""
    def __init__(self, place, name, statuses_of_group):
        self.name, at = name, lambda p, d=None: place.at(name + "." + p, d)
        scheme, self.service = name.split(".")
        def relative(s, a, b):
            rows = [place.profile[scheme, self.service, s, x] for x in range(a, b + 1)]
            use = sum(u for u, _ in rows) / len(rows)
            return use, sum(u * c for u, c in rows) / len(rows) / use if use else 0.0
        groups = place.groups(statuses_of_group)
        used = sum(n * relative(*g)[0] for g, n in groups.items())
        insured = sum(n for k, n in place.end.items() if k[0] in statuses_of_group)
        billed = sum(n * relative(*g)[0] * relative(*g)[1] for g, n in groups.items())
        factor = place.at("calibration.%s-cost.factor" % scheme)
        self.use = lambda g: relative(*g)[0] * insured / used * at("utilisation-rate") * at("one-off", 1)
        self.cost = lambda g: relative(*g)[1] * used / billed * at("unit-cost") * factor
        self.eligible, self.variation, self.k = at("eligible-share"), at("coefficient-of-variation"), at("dispersion")
        self.ceiling, self.admission = at("ceiling"), self.service == "inpatient"
        names = sorted({p[len(name) + 1:].split(".")[0] for p in place.paths if p.startswith(name + ".") and p.endswith(".share")})
        self.settings = [(at(n + ".share"), at(n + ".cost-ratio", 1), at(n + ".deductible-ratio", 1) * at("deductible"),
                          at(n + ".rate-addition", 0) + at("reimbursement-rate")) for n in names] or [(1, 1, at("deductible"), at("reimbursement-rate"))]

    def parts(self, g):
        """[(probability, mean bill, log-variance, deductible, rate)] of a year."""
        h, k, out = self.use(g), self.k, []
        if h <= 0:
            return []
        none = (1 + h / k) ** -k
        q = h / (h + k)
        one = none * k * q
        two = one * q * (k + 1) / 2
        many = max(1 - none - one - two, 1e-300)
        for share, ratio, deductible, rate in self.settings:
            c = self.cost(g) * ratio
            if self.admission:
                n = (h - one - 2 * two) / many
                rows = ((one, 1), (two, 2), (many, n))
            else:
                n = h / (1 - none)
                rows = ((1 - none, n),)
            for chance, n in rows:
                cv2 = self.variation ** 2 / (n if self.admission else 1)
                out.append((chance * share, n * c, math.log1p(cv2), deductible * (n if self.admission else 1), rate))
        return out

    def left(self, bill, deductible, rate):
        x = bill * self.eligible
        return x - min(rate * max(0.0, x - deductible), self.ceiling)

    def bill_leaving(self, y, deductible, rate):
        """The bill of which `y` yuan of eligible expense are left."""
        if y <= deductible:
            return y / self.eligible
        turn = deductible + self.ceiling / rate
        x = deductible + (y - deductible) / (1 - rate) if rate < 1 else NONE
        return (x if x <= turn else y + self.ceiling) / self.eligible


def before(y, deductible, rates):
    """The amount of which a layer with tiers [(start, rate)] leaves `y`."""
    low, high = 0.0, 1e8
    for _ in range(80):
        middle = (low + high) / 2
        paid = sum(r * max(0.0, min(middle, e) - s) for s, r, e in rates)
        low, high = (middle, high) if middle - paid < y else (low, middle)
    return low


def tiers(place, entity):
    starts = [place.at("%s.tiers.%d.above" % (entity, i), NONE) for i in range(1, 9)]
    rates = [place.at("%s.tiers.%d.rate" % (entity, i), 0) for i in range(1, 9)]
    rows = [(s, r) for s, r in zip(starts, rates) if s < NONE]
    return [(s, r, rows[i + 1][0] if i + 1 < len(rows) else NONE) for i, (s, r) in enumerate(rows)]


def chance(first, second, counted, g, eligible, uncovered):
    """P(what is left > eligible, or uncovered bills > uncovered) of a person in a group; either may be None."""
    p1 = first.parts(g)
    p2 = second.parts(g) if second and counted else []
    rest2 = 1 - sum(p for p, *_ in p2)

    def second_exceeds(e, u):
        total = 0.0
        for p, mean, v, d, r in p2:
            bills = ([second.bill_leaving(max(e, 0.0) / counted, d, r)] if e is not None else []) + (
                [max(u, 0.0) / counted / (1 - second.eligible)] if u is not None and second.eligible < 1 else [])
            bill = min(bills) if bills else NONE
            total += p * (1.0 if bill <= 0 else 1 - NORMAL.cdf((math.log(bill / mean) + v / 2) / math.sqrt(v)))
        return total

    total = (1 - sum(p for p, *_ in p1)) * second_exceeds(eligible, uncovered)
    for p, mean, v, d, r in p1:
        sd = math.sqrt(v)
        for z, weight in Z:
            bill = mean * math.exp(sd * z - v / 2)
            e = None if eligible is None else eligible - first.left(bill, d, r)
            u = None if uncovered is None else uncovered - bill * (1 - first.eligible)
            sure = (e is not None and e < 0) or (u is not None and u < 0)
            total += p * weight * (1.0 if sure else second_exceeds(e, u))
    return total


RESIDENTS, EMPLOYEES = ("resident-minor", "resident-adult"), ("employee-active", "employee-flexible", "employee-retired")
ASSISTED = ("resident-assisted",)


def expected(place, first, second, counted, statuses, entity, kind, weight=lambda age: 1.0, through=None):
    """Expected payment of a layer: its rate times the integral of P(amount > t) from its deductible to its ceiling."""
    low = place.at(entity + ".tiers.1.above")
    rate = place.at(entity + ".tiers.1.rate")
    high = min(low + place.at(entity + ".ceiling") / rate, 40 * low + 1e6)
    steps = 100
    grid = [low * (high / low) ** (i / steps) for i in range(steps + 1)]
    total = 0.0
    for g, n in place.groups(statuses).items():
        at = [through(t) if through else t for t in grid]
        f = [chance(first, second, counted, g, *((t, None) if kind == "eligible" else (None, t))) for t in at]
        total += weight(g[1]) * n * rate * sum((f[i] + f[i + 1]) / 2 * (grid[i + 1] - grid[i]) for i in range(steps))
    return total


def main(folder, run):
    place = Place(folder, run)
    counted = place.at("counted-care.chronic-outpatient", 1)
    all_residents = RESIDENTS + ASSISTED
    resident = [Branch(place, "resident." + s, all_residents) for s in ("inpatient", "chronic-outpatient")]
    employee = Branch(place, "employee.inpatient", EMPLOYEES)
    print("%s %d" % (os.path.basename(os.path.abspath(folder)), place.base))
    joins, behind_cover = (lambda a: 0.0), (lambda t: t)
    if "supplementary.price" in place.paths:
        shares = [place.at("supplementary.take-up-" + k) for k in ("minors", "adults", "old", "oldest")]
        take_up = lambda a: shares[0 if a < 18 else 1 if a < 60 else 2 if a < 80 else 3]
        risk = place.at("supplementary.relative-risk")
        cover = tiers(place, "supplementary.uncovered")
        # The uncovered bill of which the cover leaves t; it is far below its ceiling.
        joins, behind_cover = (lambda a: take_up(a) * risk), (lambda t: before(t, 0, cover))
    if "relief.uncovered.tiers.1.above" in place.paths:
        d = place.at("relief.uncovered.tiers.1.above")
        uncovered = "relief.uncovered", "uncovered"
        for name, statuses, line in (("residents", RESIDENTS, "resident-relief-benefit"), ("assisted", ASSISTED, "assisted-relief-benefit")):
            # Residents with the voluntary cover come to relief behind it, the others and the assisted without.
            held = joins if statuses == RESIDENTS else lambda a: 0.0
            people = sum(n * (held(g[1]) * chance(*resident, counted, g, None, behind_cover(d))
                              + (1 - held(g[1])) * chance(*resident, counted, g, None, d)) for g, n in place.groups(statuses).items())
            check = (expected(place, *resident, counted, statuses, *uncovered, held, behind_cover)
                     + expected(place, *resident, counted, statuses, *uncovered, lambda a: 1 - held(a)))
            paid = place.amounts[line]
            print("  relief, %s: %.1f people a year above %.0f yuan, %.0f yuan each; expected %.0f, account %.0f"
                  % (name, people, d, paid / people, check, paid))
    if "assistance.benefit.tiers.1.rate" in place.paths:
        people = sum(place.groups(ASSISTED).values())
        any_left = sum(n * chance(*resident, counted, g, 1.0, None) for g, n in place.groups(ASSISTED).items())
        print("  assistance: %.0f of %.0f people have something left to pay; %.0f yuan a year, %.0f each"
              % (any_left, people, place.amounts["assistance-benefit"], place.amounts["assistance-benefit"] / any_left))
    if "supplementary.price" in place.paths:
        de, du = place.at("supplementary.eligible.tiers.1.above"), place.at("supplementary.uncovered.tiers.1.above")
        critical = tiers(place, "critical-illness.residents") if "critical-illness.residents.tiers.1.rate" in place.paths else []
        through = lambda y: before(y, 0, critical) if critical else y
        joined = claims = paid = 0.0
        for name, statuses, first, second, c, de_before, line in (
                ("residents", RESIDENTS, resident[0], resident[1], counted, through(de), "resident"),
                ("employees", EMPLOYEES, employee, None, 0, de, "employee")):
            groups = place.groups(statuses)
            who = sum(n * take_up(g[1]) for g, n in groups.items())
            hit = sum(n * take_up(g[1]) * risk * chance(first, second, c, g, de_before, du) for g, n in groups.items())
            account = {k: place.amounts["%s-supplementary-%s-benefit" % (line, k)] for k in ("eligible", "uncovered")}
            check = expected(place, first, second, c, statuses, "supplementary.uncovered", "uncovered", lambda a: take_up(a) * risk)
            print("  supplementary, %s: %.0f joined, %.0f claim, %.3f %%; eligible %.0f, uncovered %.0f yuan (expected here: %.0f)"
                  % (name, who, hit, 100 * hit / who, account["eligible"], account["uncovered"], check))
            joined, claims, paid = joined + who, claims + hit, paid + sum(account.values())
        print("  supplementary, all: %.0f joined, %.0f claim, %.3f %%; %.2f yuan each who joined, %.0f yuan a claim; relative risk %.3f"
              % (joined, claims, 100 * claims / joined, paid / joined, paid / claims, risk))


if __name__ == "__main__":
    main(*sys.argv[1:])
