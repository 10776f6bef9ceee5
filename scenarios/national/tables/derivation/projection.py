"""People by status over the years as the program projects them (articles Population and Membership), for fitting: same order, same tables.

State: array [sex·age, status]. A year: stages of moves, survival to the next age, births.
"""
import csv
import os
import numpy

HERE = os.path.dirname(os.path.abspath(__file__))
STATUSES = ("uninsured", "resident-minor", "resident-adult", "resident-assisted", "employee-active", "employee-flexible", "employee-retired")
U, MINOR, ADULT, ASSISTED, ACTIVE, FLEXIBLE, RETIRED = range(7)
AGES = 101
# men, women cadres, women workers: sex, share, statutory age, latest age, months of birth per month of delay; from 2025
TYPES = ((0, 1.0, 60, 63, 4), (1, 0.5, 55, 58, 4), (1, 0.5, 50, 55, 2))
FIRST_DELAY = 2025


def table(name):
    with open(os.path.join(HERE, "..", name), newline="", encoding="utf-8") as f:
        return list(csv.DictReader(line for line in f if not line.startswith("#")))


def panel(rows, column):
    sex = {"male": 0, "female": AGES}
    out = numpy.zeros(2 * AGES)
    for r in rows:
        out[sex[r["sex"]] + int(r["age"])] = float(r[column])
    return out


def life(m, male):
    """L by age, per newborn; see demography.py of Shandong."""
    a0 = 0.045 + 2.684 * m[0] if male else 0.053 + 2.8 * m[0]
    ax = numpy.full(100, 0.5)
    ax[0] = a0
    q = m[:100] / (1 + (1 - ax) * m[:100])
    l = numpy.concatenate(([1.0], numpy.cumprod(1 - q)))
    return numpy.concatenate((l[1:] + ax * (l[:100] - l[1:]), [l[100] / m[100]]))


class Place:
    def __init__(self, base, persons):
        """`persons`: year-end stocks of the base year by status, met by the opening."""
        self.base, self.wanted = base, persons
        rows = table("mortality.csv")
        years = [int(y) for y in rows[0] if y.isdigit()]
        self.survival, self.newborn = {}, {}
        for y in years:
            m = panel(rows, str(y))
            ratios, birth = [], []
            for s in (0, 1):
                big = life(m[s * AGES:(s + 1) * AGES], s == 0)
                r = big[1:] / big[:-1]
                r[99] = big[100] / (big[99] + big[100])
                ratios.append(numpy.concatenate((r, [r[99]])))
                birth.append(big[0])
            self.survival[y], self.newborn[y] = numpy.concatenate(ratios), birth
        fertility = table("fertility.csv")
        self.fertility = {y: numpy.zeros(AGES) for y in years}
        for r in fertility:
            for y in years:
                self.fertility[y][int(r["age"])] = float(r[str(y)])
        self.srb = {int(r["year"]): float(r["males_per_female"]) for r in table("birth-sex-ratio.csv")}
        rows = table("hazard-profiles.csv")
        self.profiles = {n: panel([r for r in rows if r["profile"] == n], "relative") for n in {r["profile"] for r in rows}}
        rows = table("membership-shares.csv")
        self.prior = numpy.stack([panel([r for r in rows if r["status"] == k], "share") for k in STATUSES], axis=1)
        population = panel(table("population.csv"), str(base))
        survival = self.survival[base]
        self.opening = numpy.zeros(2 * AGES)
        for s in (0, AGES):
            self.opening[s:s + 99] = population[s + 1:s + 100] / survival[s:s + 99]
            both = population[s + 100] / survival[s + 99]
            self.opening[s + 100] = both * survival[s + 99]
            self.opening[s + 99] = both - self.opening[s + 100]
        births = population[0] / self.newborn[base][0] + population[AGES] / self.newborn[base][1]
        women = 0.5 * (self.opening[AGES:] + population[AGES:])
        self.births_factor = births / (self.fertility[base] @ women)
        self.retirement = {y: self._retirement(y) for y in years if y <= 2061}

    @staticmethod
    def _retirement(year):
        out = numpy.zeros(2 * AGES)
        for cell in range(2 * AGES):
            born = year - 1 - cell % AGES

            def reached(end):
                total = 0.0
                for sex, share, age, latest, step in TYPES:
                    if sex != cell // AGES:
                        continue
                    for month in range(1, 13):
                        original = (born + age) * 12 + month
                        since = original - FIRST_DELAY * 12
                        delay = min(-(-since // step), (latest - age) * 12) if since >= 1 else 0
                        total += share / 12 * (original + delay <= end * 12 + 12)
                return total
            before = reached(year - 1)
            out[cell] = 1.0 if before >= 1 - 1e-12 else (reached(year) - before) / (1 - before)
        return out

    def transitions(self, year, h):
        """[cell, from, to]; `h` gives the hazards of the year."""
        n, p = 2 * AGES, self.profiles
        eye = numpy.tile(numpy.eye(7), (n, 1, 1))

        def stage(moves):
            q = eye.copy()
            for start, end, rate in moves:
                q[:, start, start] -= rate
                q[:, start, end] += rate
            assert q.min() > -1e-9, (year, q.min())
            return q
        retire, qualified = self.retirement[year], h["qualified"]
        retiring = [(k, end, retire * share) for k in (ACTIVE, FLEXIBLE) for end, share in ((RETIRED, qualified), (ADULT, 1 - qualified))]
        entry, flexible, leave = (h[k] * p[n] for k, n in (("entry", "entry-to-work"), ("flexible", "flexible-entry"), ("exit", "exit-from-work")))
        work = [(ADULT, ACTIVE, entry), (U, ACTIVE, entry), (ADULT, FLEXIBLE, flexible), (U, FLEXIBLE, flexible), (ACTIVE, ADULT, leave),
                (FLEXIBLE, ADULT, leave), (ADULT, U, h["lapse"] * p["lapse"]), (U, ADULT, h["enrol"] * p["re-enrolment"]),
                (U, MINOR, h["enrol"] * p["re-enrolment-minor"]), (ADULT, ASSISTED, h["assist"] * p["assisted-entry"]),
                (MINOR, ASSISTED, h["assist"] * p["assisted-entry"]), (ASSISTED, ADULT, h["unassist"] * p["assisted-exit"]),
                (ASSISTED, MINOR, h["unassist"] * p["assisted-exit-minor"]), (ASSISTED, ACTIVE, h["entry"] * p["assisted-entry-to-work"]),
                (ASSISTED, FLEXIBLE, h["flexible"] * p["assisted-flexible-entry"]),
                (ACTIVE, FLEXIBLE, h["out"] * p["exit-from-work"]), (FLEXIBLE, ACTIVE, h["back"] * p["exit-from-work"])]
        return stage([(MINOR, ADULT, p["leave-student"])]) @ stage(retiring) @ stage(work)

    def step(self, x, year, q, coverage):
        moved = numpy.einsum("cft,cf->ct", q, x) * self.survival[year][:, None]
        new = numpy.zeros_like(x)
        for s in (0, AGES):
            new[s + 1:s + AGES] = moved[s:s + 100]
            new[s + 100] += moved[s + 100]
        women = 0.5 * (x[AGES:].sum(1) + new[AGES:].sum(1))
        births = self.fertility[year] @ women * (self.births_factor if year == self.base else 1.0)
        boys = self.srb[year] / (1 + self.srb[year])
        for s, share in ((0, boys), (1, 1 - boys)):
            alive = births * share * self.newborn[year][s]
            new[s * AGES, MINOR] += alive * coverage
            new[s * AGES, U] += alive * (1 - coverage)
        return new

    def aligned(self, q, coverage):
        """Both ends of the base year: one shift of the log odds for each status with a figure, at the opening."""
        ids = [STATUSES.index(k) for k in self.wanted]
        wanted = numpy.array(list(self.wanted.values()))

        def start(shifts):
            odds = numpy.ones(7)
            odds[ids] = numpy.exp(shifts)
            w = self.prior * odds
            return self.opening[:, None] * w / w.sum(1, keepdims=True)

        def end(shifts):
            return self.step(start(shifts), self.base, q, coverage)
        shifts = numpy.zeros(len(ids))
        for _ in range(40):
            x = end(shifts)
            got = x.sum(0)[ids]
            residual = numpy.log(got / wanted)
            if abs(residual).max() < 1e-10:
                return start(shifts), x
            jacobian = numpy.empty((len(ids), len(ids)))
            for j in range(len(ids)):
                nudged = shifts.copy()
                nudged[j] += 1e-5
                jacobian[:, j] = numpy.log(end(nudged).sum(0)[ids] / got) / 1e-5
            shifts -= numpy.linalg.solve(jacobian, residual)
        raise SystemExit("the opening cannot be aligned")

    def states(self, hazards, last, coverage):
        """The state at the end of each year from the one before the base year; `hazards(year)` gives those of a year."""
        before, x = self.aligned(self.transitions(self.base, hazards(self.base)), coverage)
        out = {self.base - 1: before, self.base: x}
        for y in range(self.base + 1, last + 1):
            x = out[y] = self.step(x, y, self.transitions(y, hazards(y)), coverage)
        return out

    def run(self, hazards, last, coverage):
        """Stocks by status at the end of each year, base to last."""
        return {y: x.sum(0) for y, x in self.states(hazards, last, coverage).items() if y >= self.base}
