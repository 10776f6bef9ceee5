"""Derives the tables of the Shandong scenario. Python 3 standard library only.

    python3 derivation/derive.py --wpp DIR --ltc DIR [--out DIR] [--check]

--wpp  folder with the United Nations files, --ltc folder with the transition rates (both described in README.md)
--out  where the tables go (default: the folder above this one); --check compares with what is there and writes nothing
"""
import sys
sys.dont_write_bytecode = True
import care
import demography as demo
import membership as mem
import tablefile
from tablefile import AGES, SEXES, text

UN = "United Nations, World Population Prospects 2024, China, medium variant (CC BY 3.0 IGO; confidence high)"
CELLS = [(s, a) for s in SEXES for a in AGES]
YEARS = list(range(2020, 2101))


def number(x, digits=6):
    """Shortest text with `digits` significant digits, without exponent."""
    t = "%.*g" % (digits, x)
    if "e" in t:
        t = ("%.14f" % float(t)).rstrip("0").rstrip(".")
    return t


def head(title, unit, *source):
    return ["title: " + title, "unit: " + unit] + ["source: " + s for s in source] + ["derivation: derivation/derive.py"]


def build(wpp, ltc):
    tables, p = {}, None
    p, _ = demo.population(wpp)
    m, f, srb = demo.mortality(wpp), demo.fertility(wpp), demo.birth_sex_ratio(wpp)
    tables["population.csv"] = text(head(
        "Resident population of Shandong by sex and age, 31 December 2020", "persons; age last birthday, 100 = 100 and over",
        "total 101527453, broad age shares, sex ratio 102.7: Seventh National Population Census, Shandong bulletin (recalled, confidence high); "
        "counted at 1 November, taken as the end of the year",
        "single ages within the broad groups: " + UN + ", raked to the age groups of the national census 2020 (NBS; 10 and over high, 0-9 recalled)"),
        ["sex", "age", "2020"], [[s, a, p[s][a]] for s, a in CELLS])
    tables["mortality.csv"] = text(head(
        "Central death rates by sex and age, 2020-2100", "deaths per person-year",
        UN + ", 5-year rates interpolated to single ages and years and scaled to the published life expectancy",
        "x 0.887, derived: Shandong life expectancy 79.18 in 2020 (recalled, confidence medium); the factor is the same at all ages and years (judgement)"),
        ["sex", "age"] + YEARS, [[s, a] + [number(m[y][s][a]) for y in YEARS] for s, a in CELLS])
    tables["fertility.csv"] = text(head(
        "Age-specific fertility, 2020-2100", "births per woman-year",
        UN, "x 1.09, derived: births of 2021 about 751000 (recalled, confidence medium); the factor is the same at all ages and years (judgement)"),
        ["age"] + YEARS, [[a] + [number(f[y][a]) for y in YEARS] for a in range(15, 50)])
    tables["birth-sex-ratio.csv"] = text(head(
        "Sex ratio at birth, 2020-2100", "male births per female birth", UN + "; the national path, not adjusted to Shandong"),
        ["year", "males_per_female"], [[y, srb[y]] for y in YEARS])
    tables["migration-profile.csv"] = text(head(
        "Age and sex profile of net migrants", "share of all net migrants; sums to 1 over sex and age",
        UN + ", absolute net migration 2023-2050 by age, smoothed",
        "that pattern is international; used for a province by judgement (confidence low; default migration is zero)"),
        ["sex", "age", "share"], [[s, a, w] for (s, a), w in zip(CELLS, demo.migration(wpp))])

    x, level, young, adult = mem.membership(p)
    tables["membership-shares.csv"] = text(head(
        "Prior shares of the population by membership status, 31 December 2019", "share of the persons of that sex and age; sums to 1 over status",
        "shapes by age: judgement (confidence low); levels: on the population of 31 December 2020 the totals are insured 96978000 (conference report, "
        "February 2021; high), employee scheme 22700000 (recalled; medium), retired 5940000, flexible 3820000, minors and students 19540000 "
        "(derived from national shares; low), assisted 1980000 (people under poverty policies, same report; medium)",
        "structural zeros: see derivation/README.md; the totals move to 2019 by alignment, not here"),
        ["sex", "age", "status", "share"], [[s, a, k, v] for s, a in CELLS for k, v in zip(mem.STATUSES, x[s, a])])
    h = mem.hazards(p)
    tables["hazard-profiles.csv"] = text(head(
        "Age profiles of the yearly hazards of changing status", "relative to the hazard level; leave-student: the yearly probability itself; "
        "age at the end of the previous year",
        "shapes: judgement (confidence low); the level of entry to work is 0.0705 a year, fitted to the national series 2015-2025 (NHSA)"),
        ["profile", "sex", "age", "relative"], [[n, s, a, number(v[s, a])] for n, v in h.items() for s, a in CELLS])
    tables["earnings-profile.csv"] = text(head(
        "Relative earnings by sex and age", "relative; normalised by the engine over the contributors of the base year",
        "judgement (confidence low)"), ["sex", "age", "relative"], [[s, a, number(mem.earnings(s, a))] for s, a in CELLS])

    national = demo.fertility(wpp, 1.0)[2020]
    tables["service-profiles.csv"] = text(head(
        "Use and cost of care by scheme, service, sex and age", "relative use per person, relative cost per use",
        "cost per head by age: assumption, bent above 60 to the national retired/active cost ratio 3.34 of 2025 (NHSA bulletin; confidence low)",
        "inpatient cost per admission by age: one Chinese city, 2012-2014 (PMC6325289, table 2; confidence medium)",
        "maternity: " + UN + ", births per woman 2020"),
        ["scheme", "service", "sex", "age", "relative_use", "relative_cost"],
        [[k, j, s, a] + [number(v) for v in care.service(k, j, s, a, national)]
         for k in ("employee", "resident") for j in care.SERVICES for s, a in CELLS])
    d = care.dependency(ltc)
    tables["dependency-prevalence.csv"] = text(head(
        "Prevalence of dependency by sex and age", "share of the persons of that sex and age",
        "65 and over: two-state projection with the static transition rates of Fu, Sherris and Xu (CLHLS 1998-2014; confidence medium), "
        "0.05 at 65 assumed (confidence low)",
        "under 65: log-linear to 0.0005 at 45, 0.0005 below (judgement; confidence low)"),
        ["sex", "age", "share"], [[s, a, number(d[s][a])] for s, a in CELLS])
    check(p, m, f, srb, x, level, young, adult, h, d)
    return tables


def check(p, m, f, srb, x, level, young, adult, h, d):
    """Prints every check and stops at one outside its margin."""
    def near(name, got, want, margin, scale=1e4, unit="10^4"):
        print("  %-44s %10.2f %s (target %.2f, margin %g %%)" % (name, got / scale, unit, want / scale, 100 * margin))
        assert abs(got / want - 1) <= margin, name

    print("population, 31 December 2020")
    total = sum(map(sum, p.values()))
    assert total == demo.TOTAL_2020
    near("total", total, demo.TOTAL_2020, 0)
    for g, share in demo.BROAD_SHARES:
        near("age %d-%d, %% of total" % (g[0], g[-1]), 100 * sum(p[s][a] for s in SEXES for a in g) / total, 100 * share, 1e-6, 1, "%")
    near("men per 100 women", 100 * sum(p["male"]) / sum(p["female"]), 102.7, 1e-6, 1, "")
    old = [sum(p[s][a] for s in SEXES for a in AGES if a >= t) / total * 100 for t in (80, 90, 100)]
    print("  80+ %.2f %%, 90+ %.3f %%, 100+ %.4f %% of the total" % tuple(old))
    print("vital events: one cohort-component step, no migration")
    e = demo.life_expectancy(m[2020], float(srb[2020]))
    print("  life expectancy 2020: men %.2f, women %.2f" % e[:2])
    near("life expectancy 2020, both sexes", e[2], demo.LIFE_EXPECTANCY_2020, 0.002, 1, "years")
    _, births, deaths = demo.step(p, m[2021], f[2021], float(srb[2021]))
    near("births 2021", births, demo.BIRTHS_2021, 0.01)
    near("deaths 2021", deaths, demo.DEATHS_2021, 0.015)
    for y in YEARS:
        assert len(f[y]) == 35 and all(0 < v < 3 for s in SEXES for v in m[y][s])

    print("membership shares on that population (levels of the shapes: " + ", ".join("%s %.3f" % kv for kv in level.items()) + ")")
    share = {(s, a): [float(v) for v in x[s, a]] for s, a in CELLS}
    for c in CELLS:
        assert sum(int(v.replace(".", "")) for v in x[c]) == 10 ** 8
    stock = {k: sum(p[s][a] * share[s, a][i] for s, a in CELLS) for i, k in enumerate(mem.STATUSES)}
    t = mem.TARGETS
    near("insured", total - stock["uninsured"], t["insured"], 1e-6)
    near("employee-retired", stock["employee-retired"], t["retired"], 1e-6)
    near("employee-flexible", stock["employee-flexible"], t["flexible"], 1e-6)
    near("employee-active", stock["employee-active"], t["employee"] - t["retired"] - t["flexible"], 1e-6)
    near("resident-minor", stock["resident-minor"], t["minor"], 1e-6)
    near("resident-assisted", stock["resident-assisted"], t["assisted"], 1e-6)
    print("  resident-adult %.2f; uninsured %.2f, of them under 18 %.2f, adults %.2f (10^4)"
          % (stock["resident-adult"] / 1e4, stock["uninsured"] / 1e4, young / 1e4, adult / 1e4))
    assert min(min(v) for v in share.values()) >= 0

    print("hazards on these stocks, first year")
    entry = {c: mem.ENTRY_HAZARD * h["entry-to-work"][c] for c in CELLS}
    peak = max(entry.values())
    print("  entry to work: peak %.3f in the first year, %.3f after the trend to 2025" % (peak, peak * mem.ENTRY_TREND ** mem.TREND_YEARS))
    assert peak * mem.ENTRY_TREND ** mem.TREND_YEARS <= 0.2
    able = {(s, a): p[s][a] * (v[0] + v[1] + v[2]) for (s, a), v in share.items()}
    work = {(s, a): p[s][a] * (v[4] + v[5]) for (s, a), v in share.items()}
    flows = {"entry to work": sum(able[c] * entry[c] for c in CELLS),
             "flexible entry": 0.017 * sum(able[c] * h["flexible-entry"][c] for c in CELLS),
             "exit from work": -0.02 * sum(work[c] * h["exit-from-work"][c] for c in CELLS),
             "retirement": -(work["male", 59] + 0.5 * work["female", 49] + work["female", 54])}
    print("  " + ", ".join("%s %+.1f" % (k, v / 1e4) for k, v in flows.items()) + " (10^4)")
    growth = 100 * sum(flows.values()) / sum(work.values())
    print("  active and flexible workers grow %.1f %% before deaths (national 2020-25: 2.0 %% a year)" % growth)
    assert 1 <= growth <= 3

    pay = {k: sum(w[c] * care.cost_shape("employee", c[1]) for c in CELLS) / sum(w.values())
           for k, w in (("active", work), ("retired", {(s, a): p[s][a] * v[6] for (s, a), v in share.items()}))}
    print("cost per head, employee scheme, retired / active: %.2f (national 2025: 3.34)" % (pay["retired"] / pay["active"]))

    print("dependency, projected / rounded reference value")
    for s in SEXES:
        print("  %-6s " % s + ", ".join("%d: %.4f / %g" % (a, d[s][a], v) for a, v in care.dependency_knots()[s].items()))
        assert all(abs(d[s][a] - v) < 0.0006 for a, v in care.dependency_knots()[s].items())
    def dependent(low, high, value=lambda s, a: d[s][a]):
        return sum(p[s][a] * value(s, a) for s in SEXES for a in range(low, high))
    near("dependent persons 65 and over, 2020", dependent(65, 101), 1_010_000, 0.01)
    print("  45-64 %.1f, under 45 %.1f, all ages %.1f (10^4)"
          % (dependent(45, 65) / 1e4, dependent(0, 45) / 1e4, dependent(0, 101) / 1e4))


if __name__ == "__main__":
    tablefile.run("Derive the tables of the Shandong scenario.", ("wpp", "ltc"), build)
