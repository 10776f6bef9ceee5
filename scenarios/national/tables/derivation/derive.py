"""Derives the tables of the national scenario with the functions of Shandong's and the nation's own totals.

    python3 derivation/derive.py --wpp DIR --ltc DIR [--out DIR] [--check]

--wpp, --ltc as in ../../shandong/tables/derivation/README.md. Python 3, standard library only. The hazards are fitted by
fit_membership.py, money by the program itself; levels.py prints what the money figures are made of.
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
from tablefile import AGES, SEXES, largest_remainder, read, text

UN = "United Nations, World Population Prospects 2024, China, medium variant (CC BY 3.0 IGO; confidence high)"
NBS = "National Bureau of Statistics, population at year end and births, 2015-2025 (totals found; births recalled; confidence high)"
CELLS = [(s, a) for s in SEXES for a in AGES]
BASE, LAST_COUNT = 2015, 2025
YEARS = list(range(BASE, 2101))

# Year-end population, 10^4 persons, and births, 10^4. Deaths follow: births less growth, no migration.
POPULATION = {2015: 138326, 2016: 139232, 2017: 140011, 2018: 140541, 2019: 141008, 2020: 141212, 2021: 141260, 2022: 141175,
              2023: 140967, 2024: 140828, 2025: 140489}
BIRTHS = {2016: 1883, 2017: 1765, 2018: 1523, 2019: 1465, 2020: 1202, 2021: 1062, 2022: 956, 2023: 902, 2024: 954, 2025: 792}
LIFE_EXPECTANCY = {2016: 76.5, 2017: 76.7, 2018: 77.0, 2019: 77.3, 2020: 77.93, 2021: 78.2, 2023: 78.6, 2024: 79.0, 2025: 79.25}

LEVELS = {                                              # persons at the end of 2015
    "insured": 1_335_816_000,   # 28893.1 employees, 37688.5 urban residents, 670 million in the rural cooperative scheme
    "employee": 288_931_000,    # NHSA (high)
    "retired": 75_310_000,      # Ministry of Human Resources and Social Security (recalled, high)
    "flexible": 36_830_000,     # 44.26 million of 2019 at the growth of 2019-21, 4.7 % a year, backwards (derived, low)
    "minor": 0,                 # set below: 93 % of those under 18, and the 19.93 million students of 2021 (judgement)
    "assisted": 66_347_000,     # premiums paid by assistance in 2015, civil affairs bulletin (recalled, medium)
}
MINOR_COVERAGE, STUDENTS = 0.93, 19_930_000
# Those at work, flatter over age than in Shandong: chosen so that a qualified share near 0.9 retires as many as are counted 2015-25; with
# Shandong's shape all of those who retire would have to be qualified (judgement).
mem.ACTIVE = {
    "male": ((16, 0.01), (18, 0.06), (20, 0.18), (22, 0.33), (25, 0.44), (30, 0.48), (40, 0.48), (50, 0.46), (59, 0.42)),
    "female": ((16, 0.01), (18, 0.06), (20, 0.18), (22, 0.33), (25, 0.43), (30, 0.45), (40, 0.44), (49, 0.42), (54, 0.40)),
}


def un_year_end(wpp, year):
    """WPP 2024 at 31 December by sex and age, persons: mean of two mid-years."""
    out = {s: [0.0] * 101 for s in SEXES}
    for r in read(wpp, "cn_pop_single_age_sex_1950_2100.csv"):
        if int(r["year"]) in (year, year + 1):
            for s in SEXES:
                out[s][int(r["age"])] += 500.0 * float(r[s + "_k"])
    return out


def base_population(wpp):
    """31 December 2015: UN single ages, every cohort x what the census of 2020 counts of it beside the UN at the end of 2020 (the UN has
    7-17 % fewer people at 70-94), then one factor to the official total. Cohorts of 96 and over take the ratio of 100 and over."""
    un, un_2020 = un_year_end(wpp, BASE), un_year_end(wpp, 2020)
    _, census = demo.population(wpp)
    p = {s: [un[s][a] * census[s][min(a + 5, 100)] / un_2020[s][min(a + 5, 100)] for a in AGES] for s in SEXES}
    raw = sum(map(sum, p.values()))
    whole = largest_remainder(p["male"] + p["female"], POPULATION[BASE] * 10_000)
    print("population 2015: %.0f before the factor %.4f to the official total" % (raw, POPULATION[BASE] * 1e4 / raw))
    return {"male": whole[:101], "female": whole[101:]}


def calibrated(wpp):
    """Population, and mortality and fertility by year: UN x one factor a year each so that births and year-end totals are the official ones;
    after 2025 the means of the last five and three factors, before 2016 the first."""
    p = base_population(wpp)
    m, f, srb = demo.mortality(wpp, 1.0, BASE), demo.fertility(wpp, 1.0, BASE), demo.birth_sex_ratio(wpp, BASE)
    stock, mortal, fertile = p, {}, {}
    for y in range(BASE + 1, LAST_COUNT + 1):
        births = BIRTHS[y] * 1e4
        deaths = births - (POPULATION[y] - POPULATION[y - 1]) * 1e4
        a = b = 1.0
        for _ in range(50):
            rates = {s: [a * v for v in m[y][s]] for s in SEXES}
            new, got, died = demo.step(stock, rates, {k: b * v for k, v in f[y].items()}, float(srb[y]))
            a, b = a * deaths / died, b * births / got
        mortal[y], fertile[y] = round(a, 4), round(b, 4)
        e = demo.life_expectancy({s: [mortal[y] * v for v in m[y][s]] for s in SEXES}, float(srb[y]))[2]
        print("  %d mortality x %.4f (life expectancy %.2f, published %s), fertility x %.4f, deaths %.0f" %
              (y, mortal[y], e, LIFE_EXPECTANCY.get(y, "-"), fertile[y], deaths / 1e4))
        stock = demo.step(stock, {s: [mortal[y] * v for v in m[y][s]] for s in SEXES}, {k: fertile[y] * v for k, v in f[y].items()},
                          float(srb[y]))[0]
    after = round(sum(mortal[y] for y in range(2021, 2026)) / 5, 4), round(sum(fertile[y] for y in range(2023, 2026)) / 3, 4)
    print("  from 2026 mortality x %.4f, fertility x %.4f" % after)
    for y in YEARS:
        a = mortal.get(y, mortal[BASE + 1] if y < LAST_COUNT else after[0])
        b = fertile.get(y, fertile[BASE + 1] if y < LAST_COUNT else after[1])
        m[y] = {s: [a * v for v in m[y][s]] for s in SEXES}
        f[y] = {k: b * v for k, v in f[y].items()}
    return p, m, f, srb, after


def head(title, unit, *source):
    return ["title: " + title, "unit: " + unit] + ["source: " + s for s in source] + ["derivation: derivation/derive.py"]


def number(x, digits=6):
    """Shortest text with `digits` significant digits, without exponent."""
    t = "%.*g" % (digits, x)
    return ("%.14f" % float(t)).rstrip("0").rstrip(".") if "e" in t else t


def build(wpp, ltc):
    p, m, f, srb, after = calibrated(wpp)
    young_people = sum(p[s][a] for s in SEXES for a in range(18))
    LEVELS["minor"] = round(MINOR_COVERAGE * young_people + STUDENTS, -4)
    x, level, young, adult = mem.membership(p, LEVELS)
    h = mem.hazards(p)
    d = care.dependency(ltc)
    print("resident-minor %.0f; uninsured under 18 %.0f, adults %.0f" % (LEVELS["minor"], young, adult))
    judged = "shapes by age of the Shandong scenario, those at work flatter: judgement (confidence low)"
    tables = {}

    def table(name, columns, rows, title, unit, *source):
        tables[name] = text(head(title, unit, *source), columns, rows)

    table("population.csv", ["sex", "age", BASE], [[s, a, p[s][a]] for s, a in CELLS],
          "Population of China by sex and age, 31 December 2015", "persons; age last birthday, 100 = 100 and over",
          NBS, "single ages: %s, every cohort scaled to the census of 2020 (NBS; 10 and over high, 0-9 recalled), then to the total" % UN)
    table("mortality.csv", ["sex", "age"] + YEARS, [[s, a] + [number(m[y][s][a]) for y in YEARS] for s, a in CELLS],
          "Central death rates by sex and age, 2015-2100", "deaths per person-year", UN,
          "x one factor a year, 0.84-0.91, so that year-end populations of 2016-2025 are the official ones; %s from 2026, their mean 2021-25; "
          "the same at all ages (judgement)" % after[0], NBS)
    table("fertility.csv", ["age"] + YEARS, [[a] + [number(f[y][a]) for y in YEARS] for a in range(15, 50)],
          "Age-specific fertility, 2015-2100", "births per woman-year", UN,
          "x one factor a year, 0.96-1.14, so that births of 2016-2025 are the official ones; %s from 2026, their mean 2023-25; "
          "the same at all ages (judgement)" % after[1], NBS)
    table("birth-sex-ratio.csv", ["year", "males_per_female"], [[y, srb[y]] for y in YEARS],
          "Sex ratio at birth, 2015-2100", "male births per female birth", UN)
    table("migration-profile.csv", ["sex", "age", "share"], [[s, a, w] for (s, a), w in zip(CELLS, demo.migration(wpp))],
          "Age and sex profile of net migrants", "share of all net migrants; sums to 1 over sex and age",
          UN + ", absolute net migration 2023-2050 by age, smoothed; net migration itself is zero here")
    table("membership-shares.csv", ["sex", "age", "status", "share"], [[s, a, k, v] for s, a in CELLS for k, v in zip(mem.STATUSES, x[s, a])],
          "Prior shares of the population by membership status, 31 December 2014", "share of the persons of that sex and age; sums to 1 over status",
          judged + "; levels of 2015: " + ", ".join("%s %d" % kv for kv in LEVELS.items()) + " (see the script; low)")
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
          judged + ", bent to the national retired/active cost ratio 3.34 of 2025 (NHSA bulletin); maternity: %s, births per woman 2015" % UN)
    table("dependency-prevalence.csv", ["sex", "age", "share"], [[s, a, number(d[s][a])] for s, a in CELLS],
          "Prevalence of dependency by sex and age", "share of the persons of that sex and age",
          "transition rates of Fu, Sherris and Xu (CLHLS 1998-2014; confidence medium) from 0.05 at 65 (assumed); below 65 judgement (low)")
    return tables


if __name__ == "__main__":
    tablefile.run("Derive the tables of the national scenario.", ("wpp", "ltc"), build)
