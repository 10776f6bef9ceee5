"""Writes the tables of Korea beside this folder: python3 derivation/derive.py, from the folder of the tables. --check writes nothing.

Everything is a constant here, with where it comes from: found (a page that reports the official figure), recalled (from memory, with
its confidence) or judgement. Needs NumPy and SciPy. What is checked is printed, and a check outside its margin stops the script.
"""

import math
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import brentq, least_squares

AGES = np.arange(101)
SEXES = ["male", "female"]
BASE, LAST = 2023, 2073
YEARS = range(BASE, LAST + 1)
CHECK = "--check" in sys.argv

# Persons with health insurance or medical aid at the end of 2023 (insurer's yearbook for 2023, found): all, and 65 and over.
TOTAL, OLD = 52.97e6, 9.86e6
# By status, end of 2023 (insurer's page of insured by year, found, thousand): workers, and civil servants and teachers.
EMPLOYEES, DEPENDANTS, REGIONAL = (18_147 + 1_687) * 1e3, (14_622 + 1_909) * 1e3, 15_089e3
AIDED = TOTAL - 51_453e3
INSURED_OLD = 9.22e6  # found, 2023 yearbook
OLD_COST_SHARE = 0.441  # found, same: 65 and over of all bills of the insured
CERTIFIED = 1_097_913  # found, yearbook of long-term care insurance 2023: persons with a grade of care

# Resident register, end of 2023, thousand, by five years from 0-4 to 95-99, then 100+ (recalled, confidence low; the levels of under 65
# and of 65 and over are those above).
REGISTER = [1304, 1935, 2288, 2283, 2837, 3389, 3341, 3258, 3974, 4002, 4454, 4132, 4161, 3252, 2213, 1613, 1251, 676, 250, 50, 8]
# Men to women by the same groups (recalled, confidence low).
MEN_TO_WOMEN = [1.05, 1.05, 1.05, 1.06, 1.09, 1.12, 1.11, 1.07, 1.03, 1.02, 1.01, 1.00, 0.98, 0.94, 0.90, 0.79, 0.64, 0.45, 0.30, 0.22, 0.2]
# Births of 1960-2023, thousand (Statistics Korea; recalled, confidence medium): how single years of a group differ.
BIRTHS = [1080, 1046, 1036, 1034, 1002, 996, 1030, 1005, 1043, 1045, 1007, 1025, 953, 966, 923, 874, 796, 826, 751, 863, 863, 867, 848, 769,
          675, 655, 636, 624, 633, 639, 650, 709, 731, 716, 721, 715, 691, 675, 641, 621, 640, 560, 497, 495, 477, 439, 452, 497, 466, 445,
          470, 471, 485, 437, 435, 438, 406, 358, 327, 303, 272, 261, 249, 230]
# Life table of 2023 (Statistics Korea, found): expectancy at 0, 40, 60, and survival from birth to 80 and 100; of men, of women.
LIFE = [(80.6, 41.6, 23.4, 0.636, 0.010), (86.4, 47.2, 28.2, 0.818, 0.046)]
EXPECTANCY_2072 = 91.1  # official projection of 2023, medium variant, both sexes (recalled, confidence medium)
# Births per 1,000 women by five years of age, 15-49, in 2023 (recalled, confidence medium).
FERTILITY = [0.4, 3.8, 21.4, 66.7, 43.0, 7.9, 0.2]
# Total fertility: 2023 0.721, 2024 0.748, 2025 0.75, 2072 1.08 (official medium variant; recalled, confidence medium); straight lines.
TOTAL_FERTILITY = ([2023, 2024, 2025, 2072, 2073], [0.721, 0.748, 0.75, 1.08, 1.08])


def line(points):
    """Straight lines between values by age."""
    return np.interp(AGES, *zip(*points))


def require(name, value, wanted, margin):
    print(f"{name}: {value:,.4g}, given {wanted:,.4g}")
    if abs(value / wanted - 1) > margin:
        sys.exit(f"{name} is outside its margin")


# Population


def population():
    group = np.minimum(AGES // 5, 20)
    middles = [5 * i + 2.5 for i in range(20)] + [101]
    weight = np.exp(np.interp(AGES + 0.5, middles, np.log(np.array(REGISTER) / ([5] * 20 + [3]))))
    for age in range(len(BIRTHS)):
        weight[age] = BIRTHS[-1 - age]
    weight[64] = weight[63]
    both = np.array([REGISTER[g] for g in group]) * weight / np.bincount(group, weight)[group]
    both[:65] *= (TOTAL - OLD) / both[:65].sum()
    both[65:] *= OLD / both[65:].sum()
    men = both * line([(5 * i + 2.5, r / (1 + r)) for i, r in enumerate(MEN_TO_WOMEN)])
    people = np.array([men, both - men])
    # The World Factbook's estimate for 2023 (found) has 4.197 million men of 65 and over to 5.352 million women.
    require("men to women, 65 and over", people[0, 65:].sum() / people[1, 65:].sum(), 4.197 / 5.352, 0.05)
    require("men to women, 15 to 64", people[0, 15:65].sum() / people[1, 15:65].sum(), 18.789 / 17.640, 0.04)
    people = np.round(people)
    people[0, 50] += TOTAL - people.sum()  # rounding
    return people


# Mortality: a constant, a log-quadratic rise with age, and the first years, fitted to five figures of the life table.


def rates(p):
    constant, level, slope, bend = math.exp(p[0]), p[1], p[2], p[3]
    x = AGES - 60.0
    young = 0.0023 * np.exp(-2.2 * AGES)
    return np.minimum(young + constant + np.exp(level + slope * x + bend * x * x / 100), 1.2)


def survival(m):
    q = 1 - np.exp(-m)
    return np.concatenate([[1], np.cumprod(1 - q)])


def expectancy(m, age=0):
    alive = survival(m)
    years = (alive[:-1] - alive[1:]) / m  # years lived at each age
    years[-1] = alive[-2] / m[-1]
    return years[age:].sum() / alive[age]


def fitted(targets):
    e0, e40, e60, s80, s100 = targets

    def miss(p):
        m = rates(p)
        alive = survival(m)
        return [expectancy(m) - e0, expectancy(m, 40) - e40, expectancy(m, 60) - e60, 20 * (alive[80] - s80), 20 * (alive[100] - s100)]

    p = least_squares(miss, [-8.5, -5.3, 0.1, 0.02]).x
    return rates(p), miss(p)


def mortality():
    base = []
    for sex, targets in zip(SEXES, LIFE):
        m, miss = fitted(targets)
        print(f"life table of {sex}s: misses", " ".join(f"{v:+.3f}" for v in miss), "years, years, years, 1/20, 1/20")
        require(f"life expectancy, {sex}", expectancy(m), targets[0], 0.005)
        base.append(m)
    weight = line([(0, 1), (80, 1), (100, 0.3)])  # the old improve less (judgement)

    def at(year, pace):
        return [m * np.exp(-pace * weight * (year - BASE)) for m in base]

    pace = brentq(lambda r: np.mean([expectancy(m) for m in at(2072, r)]) - EXPECTANCY_2072, 0.001, 0.08)
    print(f"death rates fall by {pace:.4f} a year below 80")
    return {year: at(year, pace) for year in YEARS}


# Fertility


def fertility():
    shape = np.interp(np.arange(15, 50), [17, 22, 27, 32, 37, 42, 47], FERTILITY) / 1000
    shape /= shape.sum()
    return {year: shape * np.interp(year, *TOTAL_FERTILITY) for year in YEARS}


# Membership: shares by age are judgement, shifted in their log odds to the published persons by status.

WORK = line([(14, 0), (18, 0.015), (20, 0.13), (22, 0.25), (25, 0.5), (28, 0.65), (32, 0.68), (40, 0.63), (50, 0.58), (55, 0.53), (60, 0.42),
             (65, 0.26), (70, 0.13), (75, 0.06), (80, 0.02), (85, 0.006), (90, 0)])
SEX_AT_WORK = [line([(20, 0.9), (28, 1.05), (35, 1.2), (60, 1.15), (70, 1.2)]), line([(20, 1.1), (28, 0.95), (35, 0.78), (60, 0.82), (70, 0.8)])]
AID = line([(0, 0.010), (10, 0.025), (19, 0.028), (25, 0.012), (35, 0.009), (45, 0.017), (55, 0.03), (65, 0.045), (75, 0.055), (85, 0.085), (100, 0.1)])
DEPENDENT = [line([(0, 0.75), (18, 0.75), (23, 0.68), (28, 0.42), (35, 0.15), (45, 0.08), (55, 0.12), (62, 0.35), (70, 0.55), (80, 0.66), (100, 0.7)]),
             line([(0, 0.75), (18, 0.75), (23, 0.68), (28, 0.52), (35, 0.55), (45, 0.5), (55, 0.45), (62, 0.52), (70, 0.6), (80, 0.7), (100, 0.75)])]
STATUSES = ["employee", "dependant", "regional", "medical-aid"]


def membership(people):
    shares = []
    for sex in range(2):
        work = np.clip(WORK * SEX_AT_WORK[sex], 0, 0.9)
        rest = 1 - work - AID
        shares.append(np.array([work, rest * DEPENDENT[sex], rest * (1 - DEPENDENT[sex]), AID]))
    shares = np.array(shares)  # sex, status, age
    wanted = np.array([EMPLOYEES, DEPENDANTS, REGIONAL, AIDED])
    shift = np.ones(4)
    for _ in range(400):
        raked = shares * shift[None, :, None]
        raked /= raked.sum(axis=1, keepdims=True)
        shift *= wanted / np.einsum("ska,sa->k", raked, people)
    print("shifts of odds by status:", np.round(shift / shift[2], 3))
    require("employees", np.einsum("sa,sa->", raked[:, 0], people), EMPLOYEES, 1e-4)
    insured_old = (people[:, 65:] * (1 - raked[:, 3, 65:])).sum()
    require("insured of 65 and over", insured_old, INSURED_OLD, 0.02)
    return raked


EXIT_TO_DEPENDANT = 0.45  # exit.dependant-share of assumptions.yaml


def hazards(shares):
    """Yearly probabilities that keep the shares at each age as they are: net moves from the shares of an age to those of the next."""
    out = {n: np.zeros((2, 101)) for n in ["entry-to-work", "exit-from-work", "loss-of-dependency", "to-dependant", "aid-entry", "aid-exit"]}
    for s in range(2):
        for a in range(100):
            e, d, r, m = shares[s, :, a]
            e1, d1, _, m1 = shares[s, :, a + 1]
            leave = max(0, e - e1) / e if e > 0 else 0
            enter = max(0, e1 - e) / (d + r)
            moved = d * (1 - enter) + EXIT_TO_DEPENDANT * leave * e
            out["entry-to-work"][s, a], out["exit-from-work"][s, a] = enter, leave
            out["loss-of-dependency"][s, a] = max(0, moved - d1) / d
            out["to-dependant"][s, a] = max(0, d1 - moved) / r
            out["aid-entry"][s, a] = max(0, m1 - m) / r
            out["aid-exit"][s, a] = max(0, m - m1) / m
    leaving = {"employee": ["exit-from-work"], "dependant": ["entry-to-work", "loss-of-dependency"],
               "regional": ["entry-to-work", "to-dependant", "aid-entry"], "medical-aid": ["aid-exit"]}
    for status, names in leaving.items():
        most = sum(out[n] for n in names).max()
        print(f"most who leave {status} in a year: {most:.3f}")
        if most > 1:
            sys.exit("more than all leave")
    return out


# Care: bills a head by age (thousand won a year; recalled shape, confidence low), old ages raised to their published share of all bills.
COST = line([(0, 1900), (3, 1600), (8, 1000), (15, 650), (22, 800), (32, 1100), (42, 1400), (52, 2100), (62, 3200), (67, 4000), (72, 5000),
             (77, 6100), (82, 6900), (88, 7400), (100, 7400)])
SEX_COST = [line([(18, 1.0), (25, 0.82), (40, 0.88), (55, 1.0), (70, 1.04), (100, 1.05)]), line([(18, 1.0), (25, 1.2), (40, 1.12), (55, 1.0), (70, 0.97), (100, 0.97)])]
PARTS = {"inpatient": (0.3555, 1.2), "outpatient": (0.4401, 0.88), "pharmacy": (0.2044, 0.95)}  # share of bills (found); steepness (judgement)


def care(people, shares):
    insured = people * (1 - shares[:, 3])

    def shapes(bend):
        cost = np.array([COST * own for own in SEX_COST]) / 1000 * np.exp(bend * line([(55, 0), (75, 1), (100, 1)]))
        made = {}
        for name, (part, power) in PARTS.items():
            shape = cost**power
            made[name] = part * shape / (shape * insured).sum() * insured.sum()
        return made

    def old_share(bend):
        total = sum(shapes(bend).values()) * insured
        return total[:, 65:].sum() / total.sum()

    bend = brentq(lambda b: old_share(b) - OLD_COST_SHARE, -1, 1)
    print(f"bills of 75 and over x {math.exp(bend):.3f}")
    return {name: shape / PARTS[name][0] for name, shape in shapes(bend).items()}


# Persons with a grade of care by age (recalled shape, confidence low), to their published number.
GRADED = [line([(40, 0), (50, 0.0008), (60, 0.003), (67, 0.018), (72, 0.035), (77, 0.075), (82, 0.155), (87, 0.30), (92, 0.45), (100, 0.55)]),
          line([(40, 0), (50, 0.0006), (60, 0.0025), (67, 0.014), (72, 0.037), (77, 0.10), (82, 0.23), (87, 0.40), (92, 0.55), (100, 0.65)])]
EARNINGS = [line([(18, 0.5), (25, 0.72), (30, 0.92), (35, 1.12), (40, 1.3), (47, 1.42), (53, 1.38), (58, 1.15), (62, 0.85), (67, 0.62), (75, 0.45)]),
            line([(18, 0.5), (25, 0.7), (30, 0.85), (35, 0.93), (40, 0.95), (47, 0.88), (53, 0.78), (58, 0.68), (62, 0.55), (67, 0.42), (75, 0.36)])]
MIGRANTS = line([(0, 0.3), (15, 0.5), (20, 3), (27, 4), (35, 2), (45, 1), (60, 0.4), (75, 0.05), (100, 0.05)])


def write(name, title, unit, sources, header, rows):
    head = [f"# title: {title}", f"# unit: {unit}"] + [f"# source: {s}" for s in sources] + ["# derivation: derivation/derive.py", header]
    text = "\n".join(head + list(rows)) + "\n"
    path = Path(name)
    if CHECK:
        if not path.exists() or path.read_text() != text:
            sys.exit(f"{name} differs")
    else:
        path.write_text(text)


def cells(values, digits):
    return (f"{sex},{age},{values[s][age]:.{digits}f}" for s, sex in enumerate(SEXES) for age in AGES)


def main():
    people, deaths, births = population(), mortality(), fertility()
    shares = membership(people)
    moves, use = hazards(shares), care(people, shares)
    women = people[1, 15:50]
    require("births of 2023 by the table", (births[2023] * women).sum(), 230_000, 0.06)
    print(f"life expectancy in 2050: men {expectancy(deaths[2050][0]):.2f}, women {expectancy(deaths[2050][1]):.2f}")
    graded = np.array(GRADED)
    graded *= CERTIFIED / (graded * people).sum()
    years = ",".join(str(y) for y in YEARS)
    write("population.csv", "People with health insurance or medical aid by sex and age, 31 December 2023", "persons; age last birthday, 100 = 100 and over",
          ["resident register by five years, sex ratios (recalled, confidence low); single years as births of 1960-2023 (recalled, medium); 52.97 million in all and 9.86 million of 65 and over: yearbook of the insurer for 2023 (found, high)"],
          "sex,age,2023", cells(people, 0))
    write("mortality.csv", "Central death rates by sex and age, 2023-2073", "deaths per person-year",
          ["model: a constant, a log-quadratic rise with age and the first years, fitted to the life table of 2023, Statistics Korea (expectancy at 0, 40, 60 and survival to 80 and 100: found, high); rates by age are the model's (low)",
           "falling evenly to a life expectancy of 91.1 in 2072, the official projection (recalled, medium); less from 80 on (judgement)"],
          f"sex,age,{years}", (f"{sex},{a}," + ",".join(f"{deaths[y][s][a]:.9f}" for y in YEARS) for s, sex in enumerate(SEXES) for a in AGES))
    write("fertility.csv", "Age-specific fertility, 2023-2073", "births per woman-year",
          ["births by age of 2023 and total fertility of 2023-2025, Statistics Korea; 1.08 in 2072, official medium variant (recalled, confidence medium)"],
          f"age,{years}", (f"{15 + i}," + ",".join(f"{births[y][i]:.9f}" for y in YEARS) for i in range(35)))
    write("birth-sex-ratio.csv", "Sex ratio at birth, 2023-2073", "male births per female birth", ["105.1 boys to 100 girls (recalled, confidence medium)"],
          "year,males_per_female", (f"{y},1.051" for y in YEARS))
    write("migration-profile.csv", "Age and sex profile of net migrants", "share of all net migrants; sums to 1 over sex and age",
          ["judgement (confidence low): mostly of 20 to 40"], "sex,age,share", cells(np.array([MIGRANTS * 0.55, MIGRANTS * 0.45]) / MIGRANTS.sum(), 10))
    write("membership-shares.csv", "Prior shares of the population by status, 31 December 2022", "share of the persons of that sex and age; sums to 1 over status",
          ["shapes by age: judgement (confidence low); levels of 2023: insurer, insured by year (found, high)"],
          "sex,age,status,share", rows_of_shares(shares))
    write("hazard-profiles.csv", "Yearly probabilities of changing status by sex and age", "the probability itself: the hazard level is 1; age at the end of the previous year",
          ["net moves that keep the shares by age of membership-shares.csv (judgement, confidence low): nobody leaves and comes back"],
          "profile,sex,age,relative", (f"{n},{row}" for n, values in moves.items() for row in cells(values, 8)))
    write("earnings-profile.csv", "Relative earnings by sex and age", "relative; normalised over the contributors of the base year",
          ["judgement (confidence low)"], "sex,age,relative", cells(EARNINGS, 4))
    write("service-profiles.csv", "Use and cost of care by group, service, sex and age", "relative use per person, relative cost per use",
          ["shape by age recalled (confidence low), bent to the published 44.1 % of bills for 65 and over (yearbook 2023, found, high); steepness by service and medical aid: judgement (low); use and cost are not told apart: all in use"],
          "scheme,service,sex,age,relative_use,relative_cost",
          (f"{group},{name},{row},1" for group, power in [("insured", 1), ("aided", 0.7)] for name, shape in use.items() for row in cells(shape**power, 6)))
    write("dependency-prevalence.csv", "Share of persons with a grade of long-term care by sex and age", "share of the persons of that sex and age",
          ["shape by age recalled (confidence low), to 1,097,913 persons at the end of 2023 (yearbook of long-term care insurance 2023, found, high)"],
          "sex,age,share", cells(graded, 6))


def rows_of_shares(shares):
    for s, sex in enumerate(SEXES):
        for age in AGES:
            printed = [round(float(v), 8) for v in shares[s, :, age]]
            printed[2] = round(1 - printed[0] - printed[1] - printed[3], 8)  # so that they sum to one as printed
            for status, value in zip(STATUSES, printed):
                yield f"{sex},{age},{status},{value:.8f}"


main()
