"""Prior membership shares and the age shapes of the yearly hazards. Everything here is judgement on the shape; the levels are totals."""
import math
from tablefile import AGES, SEXES, linear, shares

STATUSES = ("uninsured", "resident-minor", "resident-adult", "resident-assisted", "employee-active", "employee-flexible", "employee-retired")
TARGETS = {                             # persons, Shandong
    "insured": 96_978_000,              # end-2020, conference report February 2021 (confidence high)
    "employee": 22_700_000,             # provincial bulletin (recalled, medium)
    "retired": 5_940_000,               # derived: national active/retired 2.82 (low)
    "flexible": 3_820_000,              # derived: national share of flexible workers (low)
    "minor": 19_540_000,                # derived: national share of children, pupils and students among residents, 26.3 % (low)
    "assisted": 1_980_000,              # people under poverty policies, conference report: 197.9 (10^4) (high; that all are enrolled this way: judgement)
}
LEAVE_STUDENT = {17: 0.5, 18: 0.15, 19: 0.15, 20: 0.2, 21: 1.0}   # index = age at the end of the previous year

# Relative shapes by age, linear between knots. Level comes from TARGETS.
MINOR = ((0, 0.90), (1, 0.95), (3, 0.98), (6, 1.02), (14, 1.02), (17, 0.97))
ASSISTED = ((0, 0.7), (16, 0.7), (30, 0.6), (45, 0.8), (60, 1.4), (70, 2.2), (80, 2.8), (100, 2.8))
ACTIVE = {
    "male": ((16, 0.01), (18, 0.06), (20, 0.18), (22, 0.33), (25, 0.46), (30, 0.50), (40, 0.46), (50, 0.36), (59, 0.27)),
    "female": ((16, 0.01), (18, 0.06), (20, 0.18), (22, 0.33), (25, 0.45), (30, 0.47), (40, 0.42), (49, 0.30), (54, 0.26)),
}
FLEXIBLE = {
    "male": ((16, 0.002), (20, 0.02), (25, 0.06), (35, 0.10), (45, 0.12), (52, 0.11), (59, 0.09)),
    "female": ((16, 0.002), (20, 0.02), (25, 0.06), (35, 0.10), (45, 0.12), (49, 0.12), (54, 0.11)),
}
RETIRED = {                             # the very old of the province are mostly rural residents; old women were employed less than old men
    "male": ((60, 0.33), (65, 0.31), (70, 0.27), (75, 0.22), (80, 0.18), (90, 0.15), (100, 0.13)),
    "female": ((50, 0.37), (55, 0.35), (60, 0.31), (65, 0.27), (70, 0.21), (75, 0.15), (80, 0.115), (90, 0.08), (100, 0.07)),
}
UNINSURED = ((18, 1.5), (25, 1.8), (35, 1.3), (50, 0.8), (60, 0.5), (100, 0.4))   # adults
RETIRE_AT_60, RETIRE_AT_50_55 = 60, (50, 55)


def membership(p, targets=TARGETS):
    """{(sex, age): shares by status} on population p. Minor: 0-17, then the survivors of LEAVE_STUDENT to 21. Active, flexible: 16-59 men,
    16-54 women, of whom half have retired at 50. Retired: men 60+, women 50+, half of the level at 50-54. Uninsured minors: what is left
    under 18. Resident-adult: what is left from 18. One level per target, by proportion."""
    def minor(a):
        if a <= 17:
            return linear(MINOR, a)
        stay = linear(MINOR, 17)
        for i in range(17, a):
            stay *= 1.0 - LEAVE_STUDENT.get(i, 1.0)
        return stay

    def working(knots, s, a):
        last = 59 if s == "male" else 54
        half = 0.5 if s == "female" and a >= RETIRE_AT_50_55[0] else 1.0
        return linear(knots[s], a) * half if 16 <= a <= last else 0.0

    def retired(s, a):
        if s == "male":
            return linear(RETIRED[s], a) if a >= RETIRE_AT_60 else 0.0
        return linear(RETIRED[s], a) * (0.0 if a < 50 else 0.5 if a < 55 else 1.0)

    shape = {
        "resident-minor": lambda s, a: minor(a),
        "resident-assisted": lambda s, a: linear(ASSISTED, a),
        "employee-active": lambda s, a: working(ACTIVE, s, a),
        "employee-flexible": lambda s, a: working(FLEXIBLE, s, a),
        "employee-retired": retired,
    }
    wanted = {"resident-minor": targets["minor"], "resident-assisted": targets["assisted"], "employee-flexible": targets["flexible"],
              "employee-retired": targets["retired"], "employee-active": targets["employee"] - targets["retired"] - targets["flexible"]}
    cells = [(s, a) for s in SEXES for a in AGES]
    level = {k: wanted[k] / sum(p[s][a] * f(s, a) for s, a in cells) for k, f in shape.items()}
    x = {c: {k: level[k] * f(*c) for k, f in shape.items()} for c in cells}
    young = sum(p[s][a] * (1.0 - sum(x[s, a].values())) for s, a in cells if a < 18)
    left = sum(map(sum, p.values())) - targets["insured"] - young
    scale = left / sum(p[s][a] * linear(UNINSURED, a) for s, a in cells if a >= 18)
    out = {}
    for s, a in cells:
        y = x[s, a]
        y["uninsured"] = 1.0 - sum(y.values()) if a < 18 else scale * linear(UNINSURED, a)
        y["resident-adult"] = 0.0 if a < 18 else 1.0 - sum(y.values())
        assert min(y.values()) >= 0.0, (s, a, y)
        out[s, a] = shares([y[k] for k in STATUSES], 8)
    return out, level, young, left


ENTRY_HAZARD = 0.0705                   # fitted to the national series 2015-2025
ENTRY_TREND, TREND_YEARS = 1.056, 5     # a year, to 2025


def entry_to_work(s, a):
    """Bump at 22 on a floor: 0.56 x (0.16 + 1.44 exp(-(a - 22)^2 / 2 sd^2)), sd 2.5 below 22 and 6 above; the floor grows in over 16-20 and
    fades over 40-54 (judgement; with a flexible entry of 0.017 the height makes those at work grow as nationally 2020-25: +10.4 % at work, 2.60 at
    work to one retired in 2025; see the printed check); women x 0.85; zero before 16, from 55 (women from 50)."""
    if a < 16 or a >= (55 if s == "male" else 50):
        return 0.0
    floor = 0.16 * min(1.0, (a - 15) / 5.0) * linear(((40, 1.0), (55, 0.4)), a)
    bump = 1.44 * math.exp(-0.5 * ((a - 22) / (2.5 if a < 22 else 6.0)) ** 2)
    return 0.56 * (floor + bump) * (1.0 if s == "male" else 0.85)


def hazards(p):
    """{profile: {(sex, age): relative}}. Profiles that are not flat are divided by their mean over the population of their ages,
    except entry-to-work (its own scale, see there) and leave-student (the hazard itself)."""
    cells = [(s, a) for s in SEXES for a in AGES]

    def unit_mean(f):
        on = [c for c in cells if f(*c) > 0]
        mean = sum(p[s][a] * f(s, a) for s, a in on) / sum(p[s][a] for s, a in on)
        return lambda s, a: f(s, a) / mean

    last = {"male": 59, "female": 54}
    flexible = ((20, 0.6), (28, 1.1), (45, 1.1), (54, 0.5))
    lapse = ((0, 0.6), (17, 0.6), (18, 1.5), (25, 1.6), (40, 1.2), (60, 0.6), (75, 0.3), (100, 0.3))
    made = {
        "entry-to-work": entry_to_work,
        "flexible-entry": unit_mean(lambda s, a: linear(flexible, a) if 20 <= a <= 54 else 0.0),
        "exit-from-work": lambda s, a: 1.0 if 16 <= a <= last[s] else 0.0,
        "lapse": unit_mean(lambda s, a: linear(lapse, a)),
        "re-enrolment": lambda s, a: 1.0 if a >= 17 else 0.0,
        "students": lambda s, a: 1.0 if 17 <= a <= 21 else 0.0,
        "re-enrolment-minor": lambda s, a: 0.5 if a < 17 else 0.0,
        "assisted-entry": unit_mean(lambda s, a: linear(ASSISTED, a)),
        "assisted-exit": lambda s, a: 1.0 if a >= 17 else 0.0,
        "assisted-exit-minor": lambda s, a: 1.0 if a < 17 else 0.0,
        "leave-student": lambda s, a: LEAVE_STUDENT.get(a, 0.0),
    }
    made = {name: {c: f(*c) for c in cells} for name, f in made.items()}
    # Assisted people have no student status of their own: of an age, as many of them may work as of other residents.
    for name in ("entry-to-work", "flexible-entry"):
        made["assisted-" + name] = {}
        for s in SEXES:
            student = 1.0
            for a in AGES:
                student *= 1 - made["leave-student"][s, a]
                made["assisted-" + name][s, a] = made[name][s, a] * (1 - student)
    return made


def earnings(s, a):
    """Relative earnings: age curve 0.6 / 0.7 / 0.95 / 1.1 / 1.08 / 1.0 at 16 / 20 / 30 / 40 / 50 / 60, men x 1.08, women x 0.9. Not normalised:
    the engine does that over the contributors of the base year."""
    return linear(((16, 0.6), (20, 0.7), (30, 0.95), (40, 1.1), (50, 1.08), (60, 1.0)), a) * (1.08 if s == "male" else 0.9)
