"""Derives the tables of the Dongtou scenario; functions and shapes are those of Shandong where nothing local is known.

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
from tablefile import AGES, SEXES, largest_remainder, read, shares, text

UN = "United Nations, World Population Prospects 2024, China, medium variant (CC BY 3.0 IGO; confidence high)"
REPORT = "report of the district government on medical security, May 2024"
CELLS = [(s, a) for s in SEXES for a in AGES]
BASE = 2024
YEARS = list(range(BASE, 2101))

INSURED, STUDENTS, TASK = 114_529, 5_338, 6_000         # the report (confidence high)
ASSISTED = 4_369                                        # the report (high)
POPULATION = 123_000            # people of the funds' area: with the task done, 120,529, all but 2 % are insured (judgement, low). The
                                # census of 2020 had about 149,000 in the district, 27,000 of them in the streets left out (recalled, low)
STUDENT_BODY = 6_500            # with those who stay insured at home (judgement, low)
STUDENT_AGES = (18, 19, 20, 21)                         # at the end of 2024, equal numbers, half of them women (judgement)
EMPLOYEE = 33_000               # between 35,900 and 30,800: three times the income, the expenditure of January to April over the national
                                # income, expenditure per insured of 2024, 6,254 and 5,034 yuan (NHSA; derived, low)
RETIRED, FLEXIBLE = 9_094, 5_753                        # national shares of the scheme in 2024, 27.56 % and 17.43 % (NHSA; low)
MINOR_UNDER_18 = 0.955          # with the assisted among them nearly all children are insured (judgement)
LIFE_EXPECTANCY_2020 = 80.19                            # Zhejiang, census of 2020 (recalled, medium)
LEAVE_STUDENT = {17: 0.25, 18: 0.05, 19: 0.05, 20: 0.05, 21: 1.0}   # lower than Shandong's: most of these ages are students here


def population(wpp):
    """People of the place at 31 December 2024: the nation's ages (mean of 1 July 2024 and 2025) scaled, and the students on top."""
    un = [0.0] * len(CELLS)
    for r in read(wpp, "cn_pop_single_age_sex_1950_2100.csv"):
        if r["year"] in ("2024", "2025"):
            for s in SEXES:
                un[CELLS.index((s, int(r["age"])))] += float(r[s + "_k"])
    local = largest_remainder(un, POPULATION - STUDENT_BODY)
    extra = [1.0 if a in STUDENT_AGES else 0.0 for _, a in CELLS]
    students = largest_remainder(extra, STUDENT_BODY)
    panel = lambda v: {"male": v[:101], "female": v[101:]}
    return panel(local), panel(students)


def mortality_factor(wpp):
    """What brings the national death rates of 2020 to LIFE_EXPECTANCY_2020, the same at all ages and in all years."""
    m = {s: [v / demo.MORTALITY_FACTOR for v in rates] for s, rates in demo.mortality(wpp)[2020].items()}
    srb = float(demo.birth_sex_ratio(wpp)[2020])
    low, high = 0.5, 1.2
    for _ in range(60):
        middle = (low + high) / 2
        e = demo.life_expectancy({s: [middle * v for v in m[s]] for s in SEXES}, srb)[2]
        low, high = (middle, high) if e > LIFE_EXPECTANCY_2020 else (low, middle)
    return round(middle, 3)


def targets(local):
    """Persons by status without the students, as the shapes of Shandong take them."""
    minor = MINOR_UNDER_18 * sum(local[s][a] for s in SEXES for a in range(18))
    stay = MINOR_UNDER_18
    for a in range(18, 22):
        stay *= 1 - mem.LEAVE_STUDENT[a - 1]
        minor += stay * sum(local[s][a] for s in SEXES)
    return {"insured": INSURED - STUDENTS, "employee": EMPLOYEE, "retired": RETIRED, "flexible": FLEXIBLE, "minor": round(minor),
            "assisted": ASSISTED}


def membership(local, students):
    """Shares at 31 December 2023: those of the people of the place, and students who are insured at home: uninsured here."""
    prior = mem.membership(local, targets(local))[0]
    out = {}
    for s, a in CELLS:
        own = [float(v) for v in prior[s, a]]
        guests = students[s][a + 1] if a < 100 else 0
        people = local[s][a] or 1
        mixed = [v * people for v in own]
        mixed[mem.STATUSES.index("uninsured")] += guests
        out[s, a] = shares(mixed, 8)
    return out


def months(**named):
    """Twelve shares from percentages by month, 1 = January; those left out share the rest equally."""
    given = {int(k[1:]): v for k, v in named.items() if k != "rest"}
    others = [m for m in range(1, 13) if m not in given] if named.get("rest") else []
    return [("%.6f" % ((given.get(m, 0.0) if m not in others else (100.0 - sum(given.values())) / len(others)) / 100)).rstrip("0").rstrip(".")
            for m in range(1, 13)]


CLEARED = [7.5] * 12            # nine tenths of the year's bills in equal months, the rest when last year's is cleared
INPATIENT = months(**{"m%d" % (i + 1): v + (5 if i in (2, 3) else 0) for i, v in enumerate(CLEARED)})
QUARTERS = months(m3=25, m6=25, m9=25, m12=25)
PROFILES = {
    "resident-premium": months(m1=10, m2=5, m9=10, m10=25, m11=25, m12=25),
    "assisted-premium": months(m3=100),
    "subsidy-central": months(m3=40, m9=60), "subsidy-provincial": months(m3=40, m9=60), "subsidy-local": months(m4=40, m10=60),
    "employee-inpatient": INPATIENT, "resident-inpatient": INPATIENT,
    "critical-illness-premium": months(m1=50, m2=50), "critical-illness-expenses": months(m1=50, m2=50),
    "supplementary-price-residents": months(m1=40, m2=30, m3=30), "supplementary-price-employees": months(m1=40, m2=30, m3=30),
    "supplementary-expenses": months(m1=40, m2=30, m3=30),
    "employee-care-transfer": months(m3=100), "account-care-transfer": months(m3=100), "resident-care-transfer": months(m3=100),
    "employee-care-subsidy": months(m3=100), "resident-care-subsidy": months(m3=100),
    "employee-interest": QUARTERS, "account-interest": QUARTERS, "resident-interest": QUARTERS, "care-interest": QUARTERS,
}


def head(title, unit, *source):
    return ["title: " + title, "unit: " + unit] + ["source: " + s for s in source] + ["derivation: derivation/derive.py"]


def number(x, digits=6):
    """Shortest text with `digits` significant digits, without exponent."""
    t = "%.*g" % (digits, x)
    return ("%.14f" % float(t)).rstrip("0").rstrip(".") if "e" in t else t


def build(wpp, ltc):
    local, students = population(wpp)
    p = {s: [a + b for a, b in zip(local[s], students[s])] for s in SEXES}
    factor = mortality_factor(wpp)
    m, f, srb = demo.mortality(wpp), demo.fertility(wpp, 1.0), demo.birth_sex_ratio(wpp)
    m = {y: {s: [v / demo.MORTALITY_FACTOR * factor for v in m[y][s]] for s in SEXES} for y in YEARS}
    wanted = targets(local)
    x = membership(local, students)
    mem.LEAVE_STUDENT = LEAVE_STUDENT
    h = mem.hazards(local)
    d = care.dependency(ltc)
    judged = "shapes by age of the Shandong scenario: judgement (confidence low)"
    tables = {}

    def table(name, columns, rows, title, unit, *source):
        tables[name] = text(head(title, unit, *source), columns, rows)

    table("population.csv", ["sex", "age", BASE], [[s, a, p[s][a]] for s, a in CELLS],
          "People of the area of the funds by sex and age, 31 December 2024", "persons; age last birthday, 100 = 100 and over",
          "total %d: judgement (confidence low) from 114529 insured and a task of 6000 more (%s; high), see POPULATION in the script"
          % (POPULATION, REPORT),
          "ages: %s, scaled (confidence low: the nation's, not the district's), and 6500 students at 18 to 21 (judgement), of whom 5338 enrol here (the report; high)" % UN)
    table("mortality.csv", ["sex", "age"] + YEARS, [[s, a] + [number(m[y][s][a]) for y in YEARS] for s, a in CELLS],
          "Central death rates by sex and age, 2024-2100", "deaths per person-year", UN,
          "x %s: life expectancy of Zhejiang in 2020, 80.19 (recalled, confidence medium); the same at all ages and years (judgement)" % factor)
    table("fertility.csv", ["age"] + YEARS, [[a] + [number(f[y][a]) for y in YEARS] for a in range(15, 50)],
          "Age-specific fertility, 2024-2100", "births per woman-year", UN + "; the nation's, nothing local known (confidence low)")
    table("birth-sex-ratio.csv", ["year", "males_per_female"], [[y, srb[y]] for y in YEARS],
          "Sex ratio at birth, 2024-2100", "male births per female birth", UN)
    table("migration-profile.csv", ["sex", "age", "share"], [[s, a, w] for (s, a), w in zip(CELLS, demo.migration(wpp))],
          "Age and sex profile of net migrants", "share of all net migrants; sums to 1 over sex and age",
          UN + ", international migration; without effect while demography.net-migration is zero (confidence low)")
    table("membership-shares.csv", ["sex", "age", "status", "share"], [[s, a, k, v] for s, a in CELLS for k, v in zip(mem.STATUSES, x[s, a])],
          "Prior shares of the population by membership status, 31 December 2023", "share of the persons of that sex and age; sums to 1 over status",
          judged + "; levels: " + ", ".join("%s %d" % kv for kv in wanted.items()) + " without the students (see the script; low)",
          "students are uninsured here at the opening: 5338 of them enrol in 2024 (the report; high)")
    table("hazard-profiles.csv", ["profile", "sex", "age", "relative"], [[n, s, a, number(v[s, a])] for n, v in h.items() for s, a in CELLS],
          "Age profiles of the yearly hazards of changing status",
          "relative to the hazard level; leave-student: the yearly probability itself; age at the end of the previous year",
          judged + "; means over the ages of this place; fewer leave the student status at 18 to 21, where most are students (judgement)")
    table("earnings-profile.csv", ["sex", "age", "relative"], [[s, a, number(mem.earnings(s, a))] for s, a in CELLS],
          "Relative earnings by sex and age", "relative; normalised over the contributors of the base year", "judgement (confidence low)")
    table("service-profiles.csv", ["scheme", "service", "sex", "age", "relative_use", "relative_cost"],
          [[k, j, s, a] + [number(v) for v in care.service(k, j, s, a, f[BASE])]
           for k in ("employee", "resident") for j in care.SERVICES for s, a in CELLS],
          "Use and cost of care by scheme, service, sex and age", "relative use per person, relative cost per use",
          judged + ", bent to the national retired/active cost ratio 3.34 of 2025 (NHSA bulletin); maternity: %s, births per woman 2024" % UN)
    table("dependency-prevalence.csv", ["sex", "age", "share"], [[s, a, number(d[s][a])] for s, a in CELLS],
          "Prevalence of dependency by sex and age", "share of the persons of that sex and age",
          "transition rates of Fu, Sherris and Xu (CLHLS 1998-2014; confidence medium) from 0.05 at 65 (assumed); below 65 judgement (low)")
    table("monthly-profiles.csv", ["line", "month", "share"], [[k, i + 1, v] for k, values in PROFILES.items() for i, v in enumerate(values)],
          "When in the year money moves; lines not named run in equal months", "share of the year; twelve of a line sum to 1",
          "premiums: collected from September of the year before to February (national rule; high), the split of the months is judgement",
          "subsidies: two tranches, 40 % by April and 60 % in autumn (judgement, low: the subsidy solved from the report hangs on the 40 %)",
          "inpatient: nine tenths of the bills in equal months, a tenth in March and April when the year before is cleared (judgement, low)",
          "critical illness: premium in January and February (judgement, low); supplementary cover: premiums in the first quarter (take-up is "
          "reported at its end; %s)" % REPORT,
          "premiums of the assisted, long-term care: once in March (%s: paid by April; high); interest by quarters (usual for deposits)" % REPORT)
    check(p, local, x, wanted, m, srb, factor)
    return tables


def check(p, local, x, wanted, m, srb, factor):
    """Prints what the report should agree with and stops where it cannot."""
    total = sum(map(sum, p.values()))
    assert total == POPULATION
    print("population %d, of them 60 and over %.1f %%" % (total, 100 * sum(p[s][a] for s in SEXES for a in range(60, 101)) / total))
    print("mortality x %s: life expectancy %d: %.2f" % (factor, BASE, demo.life_expectancy(m[BASE], float(srb[BASE]))[2]))
    stock = {k: sum(local[s][a] * float(x[s, a][i]) for s, a in CELLS) for i, k in enumerate(mem.STATUSES)}
    print("without students, by status: " + ", ".join("%s %.0f" % kv for kv in wanted.items()))
    young = sum(local[s][a] * float(mem.membership(local, wanted)[0][s, a][1]) * (1 - LEAVE_STUDENT.get(a, 0.0)) for s in SEXES for a in AGES)
    joined = sum(STUDENTS / 4 * (1 - LEAVE_STUDENT[a - 1]) for a in STUDENT_AGES)
    print("  minors, pupils and students at the end of 2024, about %.0f + %.0f" % (young, joined))
    adults = sum(local[s][a] * float(x[s, a][0]) for s in SEXES for a in range(22, 101))
    print("  uninsured at 22 and over %.0f (the task: %d)" % (adults, TASK))
    assert min(stock.values()) > 0
    rows = {k: sum(float(v) for v in values) for k, values in PROFILES.items()}
    assert all(abs(v - 1) < 1e-9 for v in rows.values()), rows
    for k in ("employee-inpatient", "resident-inpatient"):
        print("  %s, January to April: %.3f" % (k, sum(map(float, PROFILES[k][:4]))))


if __name__ == "__main__":
    tablefile.run("Derive the tables of the Dongtou scenario.", ("wpp", "ltc"), build)
