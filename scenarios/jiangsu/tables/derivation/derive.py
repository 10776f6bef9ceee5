"""Derives the tables of the Jiangsu scenario with the functions of Shandong's and the province's own totals.

    python3 derivation/derive.py --wpp DIR --ltc DIR [--out DIR] [--check]

--wpp, --ltc as in ../../shandong/tables/derivation/README.md. Python 3, standard library only.
"""
import os
import sys
sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "..", "shandong", "tables", "derivation"))
import care
import demography as demo
import membership as mem
import tablefile
from tablefile import AGES, SEXES, largest_remainder, shares, text

UN = "United Nations, World Population Prospects 2024, China, medium variant (CC BY 3.0 IGO; confidence high)"
CELLS = [(s, a) for s in SEXES for a in AGES]
BASE = 2021
YEARS = list(range(BASE, 2101))

# Census of 2020, provincial bulletin (recalled, confidence high): total, shares of 0-14, 15-59, 60-64, 65 and over, men per woman
demo.TOTAL_2020 = 84_748_016
demo.BROAD_SHARES = ((range(0, 15), 0.1521), (range(15, 60), 0.6295), (range(60, 65), 0.2184 - 0.1620), (range(65, 101), 0.1620))
demo.SEX_RATIO = 1.0315
NAME = "Jiangsu"
CENSUS = "total 84748016, broad age shares, sex ratio 103.15 (provincial bulletin; recalled, confidence high)"
LIFE_EXPECTANCY_2020, LIFE_SOURCE = 79.32, "79.32 in 2020 (recalled, confidence medium)"    # census of 2020
BIRTHS_2021, BIRTHS_SOURCE = 480_000, "480000 births in 2021 (recalled, confidence medium)" # provincial bulletin of 2021
LEVELS = {                                              # persons at the end of 2021
    "insured": 79_900_000,      # 48 million activated e-certificates, "over 60 %" (press report, May 2022): at most 80.0 million (low)
    "employee": 32_300_000,     # provincial bulletin, about 33 million (recalled, low)
    "retired": 8_500_000,       # national 2.80 at work to one retired in 2021 (NHSA; low)
    "flexible": 4_424_000,      # national 4,853 of 35,431 (NHSA; low)
    "minor": 14_900_000,        # nearly all children, and pupils and students of 18 to 21 (judgement)
    "assisted": 1_500_000,      # judgement
}
# More are employed than in Shandong: a flatter shape, or the ages of thirty would be more than full (judgement).
SHAPES = ", those at work flatter"
mem.ACTIVE = {
    "male": ((16, 0.01), (18, 0.06), (20, 0.25), (22, 0.48), (25, 0.58), (30, 0.60), (40, 0.57), (50, 0.47), (59, 0.37)),
    "female": ((16, 0.01), (18, 0.06), (20, 0.25), (22, 0.48), (25, 0.57), (30, 0.57), (40, 0.52), (49, 0.40), (54, 0.35)),
}


def calibrated(wpp):
    """Population at 31 December 2021 (one step from the census), mortality and fertility by year, and their factors."""
    srb = demo.birth_sex_ratio(wpp)
    un = {y: {s: [v / demo.MORTALITY_FACTOR for v in rates] for s, rates in m.items()} for y, m in demo.mortality(wpp).items()}
    low, high = 0.5, 1.2
    for _ in range(60):
        middle = (low + high) / 2
        e = demo.life_expectancy({s: [middle * v for v in un[2020][s]] for s in SEXES}, float(srb[2020]))[2]
        low, high = (middle, high) if e > LIFE_EXPECTANCY_2020 else (low, middle)
    mortal = round(middle, 3)
    m = {y: {s: [mortal * v for v in un[y][s]] for s in SEXES} for y in un}
    p, _ = demo.population(wpp)
    born = demo.step(p, m[BASE], demo.fertility(wpp, 1.0)[BASE], float(srb[BASE]))[1]
    fertile = round(BIRTHS_2021 / born, 3)
    f = demo.fertility(wpp, fertile)
    new, births, deaths = demo.step(p, m[BASE], f[BASE], float(srb[BASE]))
    whole = largest_remainder(new["male"] + new["female"], round(sum(new["male"]) + sum(new["female"])))
    print("population 2021 %d, births %.0f, deaths %.0f; mortality x %s, fertility x %s" % (sum(whole), births, deaths, mortal, fertile))
    return {"male": whole[:101], "female": whole[101:]}, m, f, srb, mortal, fertile


def head(title, unit, *source):
    return ["title: " + title, "unit: " + unit] + ["source: " + s for s in source] + ["derivation: derivation/derive.py"]


def number(x, digits=6):
    """Shortest text with `digits` significant digits, without exponent."""
    t = "%.*g" % (digits, x)
    return ("%.14f" % float(t)).rstrip("0").rstrip(".") if "e" in t else t


def build(wpp, ltc):
    p, m, f, srb, mortal, fertile = calibrated(wpp)
    x, level, young, adult = mem.membership(p, LEVELS)
    h = mem.hazards(p)
    d = care.dependency(ltc)
    print("uninsured under 18 %.0f, adults %.0f" % (young, adult))
    judged = "shapes by age of the Shandong scenario: judgement (confidence low)"
    tables = {}

    def table(name, columns, rows, title, unit, *source):
        tables[name] = text(head(title, unit, *source), columns, rows)

    table("population.csv", ["sex", "age", BASE], [[s, a, p[s][a]] for s, a in CELLS],
          "Resident population of %s by sex and age, 31 December 2021" % NAME, "persons; age last birthday, 100 = 100 and over",
          "census of 2020: %s, single ages: %s, raked to the national census; carried one year without migration" % (CENSUS, UN))
    table("mortality.csv", ["sex", "age"] + YEARS, [[s, a] + [number(m[y][s][a]) for y in YEARS] for s, a in CELLS],
          "Central death rates by sex and age, 2021-2100", "deaths per person-year", UN,
          "x %s: life expectancy %s; the same at all ages and years (judgement)" % (mortal, LIFE_SOURCE))
    table("fertility.csv", ["age"] + YEARS, [[a] + [number(f[y][a]) for y in YEARS] for a in range(15, 50)],
          "Age-specific fertility, 2021-2100", "births per woman-year", UN,
          "x %s: %s; the same at all ages and years (judgement)" % (fertile, BIRTHS_SOURCE))
    table("birth-sex-ratio.csv", ["year", "males_per_female"], [[y, srb[y]] for y in YEARS],
          "Sex ratio at birth, 2021-2100", "male births per female birth", UN)
    table("migration-profile.csv", ["sex", "age", "share"], [[s, a, w] for (s, a), w in zip(CELLS, demo.migration(wpp))],
          "Age and sex profile of net migrants", "share of all net migrants; sums to 1 over sex and age",
          UN + ", international migration: used for a province by judgement (confidence low)")
    table("membership-shares.csv", ["sex", "age", "status", "share"], [[s, a, k, v] for s, a in CELLS for k, v in zip(mem.STATUSES, x[s, a])],
          "Prior shares of the population by membership status, 31 December 2020", "share of the persons of that sex and age; sums to 1 over status",
          judged + SHAPES + "; levels of 2021: " + ", ".join("%s %d" % kv for kv in LEVELS.items()) + " (see the script; low)")
    table("hazard-profiles.csv", ["profile", "sex", "age", "relative"], [[n, s, a, number(v[s, a])] for n, v in h.items() for s, a in CELLS],
          "Age profiles of the yearly hazards of changing status",
          "relative to the hazard level; leave-student: the yearly probability itself; age at the end of the previous year",
          judged + "; means over the ages of this place")
    table("earnings-profile.csv", ["sex", "age", "relative"], [[s, a, number(mem.earnings(s, a))] for s, a in CELLS],
          "Relative earnings by sex and age", "relative; normalised over the contributors of the base year", "judgement (confidence low)")
    table("service-profiles.csv", ["scheme", "service", "sex", "age", "relative_use", "relative_cost"],
          [[k, j, s, a] + [number(v) for v in care.service(k, j, s, a, f[BASE])]
           for k in ("employee", "resident") for j in care.SERVICES for s, a in CELLS],
          "Use and cost of care by scheme, service, sex and age", "relative use per person, relative cost per use",
          judged + ", bent to the national retired/active cost ratio 3.34 of 2025 (NHSA bulletin); maternity: %s, births per woman 2021" % UN)
    table("dependency-prevalence.csv", ["sex", "age", "share"], [[s, a, number(d[s][a])] for s, a in CELLS],
          "Prevalence of dependency by sex and age", "share of the persons of that sex and age",
          "transition rates of Fu, Sherris and Xu (CLHLS 1998-2014; confidence medium) from 0.05 at 65 (assumed); below 65 judgement (low)")
    return tables


if __name__ == "__main__":
    tablefile.run("Derive the tables of the Jiangsu scenario.", ("wpp", "ltc"), build)
