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
BASE, NEXT, LAST = 2013, 2023, 2073  # the base year, the next year of which the same figures are known, the last of the tables
YEARS = range(BASE, LAST + 1)
CHECK = "--check" in sys.argv

# Of each year: persons with health insurance or medical aid at the year's end, all and 65 and over; employees, dependants, regional insured;
# insured of 65 and over; their part of all bills of the insured.
# 2013: 49.990 million insured, 35.01 of them employees and 1.40 dependants for each of these; 6.19 million of 65 and over, 5.740 of them insured;
# 35.4 % of bills (insurer, main statistics and yearbook of long-term care insurance 2013; found); 14.606 and 20.400 million, and 1.459 with medical
# aid (recalled, high). 2023: insurer's yearbook and its page of insured by year (found).
PERSONS = {2013: (51.449e6, 6.19e6), 2023: (52.97e6, 9.86e6)}
STATUS = {2013: (14_606e3, 20_400e3, 14_984e3), 2023: ((18_147 + 1_687) * 1e3, (14_622 + 1_909) * 1e3, 15_089e3)}
INSURED_OLD = {2013: 5.740e6, 2023: 9.22e6}
OLD_COST_SHARE = {2013: 0.354, 2023: 0.441}
CERTIFIED = 1_097_913  # persons with a grade of care at the end of 2023 (yearbook of long-term care insurance 2023, found)

# Resident register at the year's end, thousand, by five years from 0-4 to 95-99, then 100+ (recalled, confidence low; the levels of under 65
# and of 65 and over are those above), and men to women by the same groups (recalled, low).
REGISTER = {
    2013: [2299, 2311, 2797, 3354, 3350, 3317, 3946, 3974, 4542, 4231, 4237, 3607, 2489, 1965, 1783, 1238, 741, 337, 127, 31, 13],
    2023: [1304, 1935, 2288, 2283, 2837, 3389, 3341, 3258, 3974, 4002, 4454, 4132, 4161, 3252, 2213, 1613, 1251, 676, 250, 50, 8],
}
MEN_TO_WOMEN = {
    2013: [1.06, 1.06, 1.08, 1.11, 1.13, 1.10, 1.04, 1.03, 1.02, 1.01, 1.00, 0.99, 0.95, 0.90, 0.81, 0.66, 0.47, 0.33, 0.25, 0.2, 0.2],
    2023: [1.05, 1.05, 1.05, 1.06, 1.09, 1.12, 1.11, 1.07, 1.03, 1.02, 1.01, 1.00, 0.98, 0.94, 0.90, 0.79, 0.64, 0.45, 0.30, 0.22, 0.2],
}
# Men to women of 65 and over and of 15 to 64. 2013: official statistics on the aged, 70.7 to 100, and 1.05 (recalled, medium). 2023: The World
# Factbook (found).
SEX_RATIOS = {2013: (0.707, 1.05), 2023: (4.197 / 5.352, 18.789 / 17.640)}
# Births of 1950-2023, thousand (Statistics Korea; 1950s recalled, low; from 1960 recalled, medium): how single years of a group differ.
BIRTHS = [634, 676, 723, 778, 839, 909, 945, 963, 993, 1017,
          1080, 1046, 1036, 1034, 1002, 996, 1030, 1005, 1043, 1045, 1007, 1025, 953, 966, 923, 874, 796, 826, 751, 863, 863, 867, 848, 769,
          675, 655, 636, 624, 633, 639, 650, 709, 731, 716, 721, 715, 691, 675, 641, 621, 640, 560, 497, 495, 477, 439, 452, 497, 466, 445,
          470, 471, 485, 437, 435, 438, 406, 358, 327, 303, 272, 261, 249, 230]
# Life tables (Statistics Korea, found): expectancy at 0, 40, 60, and survival from birth to 80 and 100; of men, of women. Survival to 100 of
# 2013 is that of 2012 (found: 0.009, 0.038) a year on.
LIFE = {2013: [(78.5, 39.7, 22.0, 0.552, 0.009), (85.1, 45.9, 27.0, 0.767, 0.039)], 2023: [(80.6, 41.6, 23.4, 0.636, 0.010), (86.4, 47.2, 28.2, 0.818, 0.046)]}
EXPECTANCY_2072 = 91.1  # official projection of 2023, medium variant, both sexes (recalled, confidence medium)
# Births per 1,000 women by five years of age, 15-49 (recalled; 2013 high, 2023 medium); shares of the ages go evenly from one to the other.
FERTILITY = {2013: [1.7, 14.0, 65.9, 111.4, 39.5, 4.8, 0.1], 2023: [0.4, 3.8, 21.4, 66.7, 43.0, 7.9, 0.2]}
# Total fertility: 2013 found, 2014-25 recalled (high to 2023); 2072 1.08 (official medium variant; recalled, medium); straight lines.
TOTAL_FERTILITY = ([*range(2013, 2026), 2072, 2073],
                   [1.187, 1.205, 1.239, 1.172, 1.052, 0.977, 0.918, 0.837, 0.808, 0.778, 0.721, 0.748, 0.75, 1.08, 1.08])


def line(points):
    """Straight lines between values by age."""
    return np.interp(AGES, *zip(*points))


def require(name, value, wanted, margin):
    print(f"{name}: {value:,.4g}, given {wanted:,.4g}")
    if abs(value / wanted - 1) > margin:
        sys.exit(f"{name} is outside its margin")


# Population


def population(year):
    (total, old), register = PERSONS[year], REGISTER[year]
    group = np.minimum(AGES // 5, 20)
    middles = [5 * i + 2.5 for i in range(20)] + [101]
    weight = np.exp(np.interp(AGES + 0.5, middles, np.log(np.array(register) / ([5] * 20 + [3]))))
    for age in range(64):
        weight[age] = BIRTHS[year - age - 1950]
    weight[64] = weight[63]
    both = np.array([register[g] for g in group]) * weight / np.bincount(group, weight)[group]
    both[:65] *= (total - old) / both[:65].sum()
    both[65:] *= old / both[65:].sum()
    men = both * line([(5 * i + 2.5, r / (1 + r)) for i, r in enumerate(MEN_TO_WOMEN[year])])
    people = np.array([men, both - men])
    aged, working = SEX_RATIOS[year]
    require(f"{year}: men to women, 65 and over", people[0, 65:].sum() / people[1, 65:].sum(), aged, 0.05)
    require(f"{year}: men to women, 15 to 64", people[0, 15:65].sum() / people[1, 15:65].sum(), working, 0.04)
    people = np.round(people)
    people[0, 50] += total - people.sum()  # rounding
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
    """Death rates between the two life tables change evenly in their logarithm, after the second all alike, less for the old."""
    tables = {}
    for year, targets in LIFE.items():
        tables[year] = []
        for sex, target in zip(SEXES, targets):
            m, miss = fitted(target)
            print(f"life table of {sex}s, {year}: misses", " ".join(f"{v:+.3f}" for v in miss), "years, years, years, 1/20, 1/20")
            require(f"life expectancy, {sex}", expectancy(m), target[0], 0.005)
            tables[year].append(m)
    weight = line([(0, 1), (80, 1), (100, 0.3)])  # the old improve less (judgement)

    def at(year, pace):
        if year <= NEXT:
            part = (year - BASE) / (NEXT - BASE)
            return [a ** (1 - part) * b**part for a, b in zip(tables[BASE], tables[NEXT])]
        return [m * np.exp(-pace * weight * (year - NEXT)) for m in tables[NEXT]]

    pace = brentq(lambda r: np.mean([expectancy(m) for m in at(2072, r)]) - EXPECTANCY_2072, 0.001, 0.08)
    print(f"death rates fall by {pace:.4f} a year below 80 after {NEXT}")
    return {year: at(year, pace) for year in YEARS}


# Fertility


def fertility():
    def shape(year):
        ages = np.interp(np.arange(15, 50), [17, 22, 27, 32, 37, 42, 47], FERTILITY[year])
        return ages / ages.sum()

    def at(year):
        part = min(year - BASE, NEXT - BASE) / (NEXT - BASE)
        return ((1 - part) * shape(BASE) + part * shape(NEXT)) * np.interp(year, *TOTAL_FERTILITY)

    return {year: at(year) for year in YEARS}


# Membership: shares by age are judgement, shifted in their log odds to the published persons by status.

WORK = line([(14, 0), (18, 0.015), (20, 0.13), (22, 0.25), (25, 0.5), (28, 0.65), (32, 0.68), (40, 0.63), (50, 0.58), (55, 0.53), (60, 0.42),
             (65, 0.26), (70, 0.13), (75, 0.06), (80, 0.02), (85, 0.006), (90, 0)])
SEX_AT_WORK = [line([(20, 0.9), (28, 1.05), (35, 1.2), (60, 1.15), (70, 1.2)]), line([(20, 1.1), (28, 0.95), (35, 0.78), (60, 0.82), (70, 0.8)])]
AID = line([(0, 0.010), (10, 0.025), (19, 0.028), (25, 0.012), (35, 0.009), (45, 0.017), (55, 0.03), (65, 0.045), (75, 0.055), (85, 0.085), (100, 0.1)])
DEPENDENT = [line([(0, 0.75), (18, 0.75), (23, 0.68), (28, 0.42), (35, 0.15), (45, 0.08), (55, 0.12), (62, 0.35), (70, 0.55), (80, 0.66), (100, 0.7)]),
             line([(0, 0.75), (18, 0.75), (23, 0.68), (28, 0.52), (35, 0.55), (45, 0.5), (55, 0.45), (62, 0.52), (70, 0.6), (80, 0.7), (100, 0.75)])]
STATUSES = ["employee", "dependant", "regional", "medical-aid"]


def membership(people, year):
    shares = []
    for sex in range(2):
        work = np.clip(WORK * SEX_AT_WORK[sex], 0, 0.9)
        rest = 1 - work - AID
        shares.append(np.array([work, rest * DEPENDENT[sex], rest * (1 - DEPENDENT[sex]), AID]))
    shares = np.array(shares)  # sex, status, age
    wanted = np.array([*STATUS[year], PERSONS[year][0] - sum(STATUS[year])])
    shift = np.ones(4)
    for _ in range(400):
        raked = shares * shift[None, :, None]
        raked /= raked.sum(axis=1, keepdims=True)
        shift *= wanted / np.einsum("ska,sa->k", raked, people)
    print(f"{year}: shifts of odds by status:", np.round(shift / shift[2], 3))
    require(f"{year}: employees", np.einsum("sa,sa->", raked[:, 0], people), STATUS[year][0], 1e-4)
    insured_old = (people[:, 65:] * (1 - raked[:, 3, 65:])).sum()
    require(f"{year}: insured of 65 and over", insured_old, INSURED_OLD[year], 0.02)
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
    return out


def trends(before, after, keep):
    """Yearly probabilities that, beside those that keep the shares, lead from the shares of the base year to those of NEXT, evenly."""
    pace, middle = (after - before) / (NEXT - BASE), (after + before) / 2
    out = {n: np.zeros((2, 101)) for n in ["work-trend", "dependant-trend", "aid-trend"]}
    for s in range(2):
        for a in range(100):
            e, d, r, m = middle[s, :, a]
            k = {n: values[s, a] for n, values in keep.items()}
            e1, d1, _, m1 = middle[s, :, a + 1] + pace[s, :, a + 1]
            work = e + (d + r) * k["entry-to-work"] - e * k["exit-from-work"]
            more = out["work-trend"][s, a] = max(0, e1 - work) / (d + r)
            stay = d * (1 - k["entry-to-work"] - k["loss-of-dependency"] - more) + r * k["to-dependant"] + EXIT_TO_DEPENDANT * e * k["exit-from-work"]
            out["dependant-trend"][s, a] = max(0, stay - d1) / d
            out["aid-trend"][s, a] = max(0, m * (1 - k["aid-exit"]) + r * k["aid-entry"] - m1) / m
    return out


def leaving(out):
    """Stops where more than all would leave a status."""
    leaving = {"employee": ["exit-from-work"], "dependant": ["entry-to-work", "loss-of-dependency", "work-trend", "dependant-trend"],
               "regional": ["entry-to-work", "to-dependant", "aid-entry", "work-trend"], "medical-aid": ["aid-exit", "aid-trend"]}
    for status, names in leaving.items():
        most = sum(out[n] for n in names).max()
        print(f"most who leave {status} in a year: {most:.3f}")
        if most > 1:
            sys.exit("more than all leave")


def carried(shares, moves):
    """The shares of NEXT that those of the base year and the moves give, by cohort; new ages as in the base year."""
    for _ in range(NEXT - BASE):
        old, shares = shares, shares.copy()
        for s in range(2):
            for a in range(100):
                e, d, r, m = old[s, :, a]
                p = {n: values[s, a] for n, values in moves.items()}
                to_work, loss = p["entry-to-work"] + p["work-trend"], p["loss-of-dependency"] + p["dependant-trend"]
                out, aided = e * p["exit-from-work"], r * p["aid-entry"] - m * (p["aid-exit"] + p["aid-trend"])
                e1 = e - out + (d + r) * to_work
                d1 = d * (1 - to_work - loss) + EXIT_TO_DEPENDANT * out + r * p["to-dependant"]
                shares[s, :, a + 1] = e1, d1, 1 - e1 - d1 - m - aided, m + aided
    return shares


# Care: bills a head by age (thousand won a year; recalled shape, confidence low), old ages raised to their published share of all bills.
COST = line([(0, 1900), (3, 1600), (8, 1000), (15, 650), (22, 800), (32, 1100), (42, 1400), (52, 2100), (62, 3200), (67, 4000), (72, 5000),
             (77, 6100), (82, 6900), (88, 7400), (100, 7400)])
SEX_COST = [line([(18, 1.0), (25, 0.82), (40, 0.88), (55, 1.0), (70, 1.04), (100, 1.05)]), line([(18, 1.0), (25, 1.2), (40, 1.12), (55, 1.0), (70, 0.97), (100, 0.97)])]
# Share of the bills of 2013: 17.7279, 21.1459 and 11.8688 of 50.7426 tn won reviewed (found); steepness (judgement).
PARTS = {"inpatient": (0.3494, 1.2), "outpatient": (0.4167, 0.88), "pharmacy": (0.2339, 0.95)}


def care(people, shares, year):
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

    bend = brentq(lambda b: old_share(b) - OLD_COST_SHARE[year], -1, 1)
    print(f"{year}: bills of 75 and over x {math.exp(bend):.3f}")
    return {name: shape / PARTS[name][0] for name, shape in shapes(bend).items()}


# Growth as it came. Bills of the insured by date of care, tn won (yearbooks; found: 2019 from growth of 0.7 % in 2020); insured at the year's
# end, million (found); mean pay of a month, thousand won, of firms with a regular worker or more: 2017, 2018, 2021-23 found, the others by
# growth: 2.5 (2014), 3.5 (2015), 2.9 % (2024) found, 3.9 (2013), 3.8 (2016), 3.3 (2017), 3.4 (2019), 1.1 % (2020) recalled (medium).
BILLS = [47.8392, 50.9552, 54.4272, 58.7869, 65.1844, 70.7525, 77.9104, 86.1111, 86.7139, 95.4376, 105.8586, 110.8029, 116.2375]
INSURED = [49.299, 49.662, 49.990, 50.316, 50.490, 50.763, 50.941, 51.072, 51.391, 51.345, 51.412, 51.410, 51.453, 51.440]
PAY = [2714, 2819, 2890, 2991, 3105, 3207, 3376, 3490, 3527, 3689, 3869, 3966, 4081]
# Use in the epidemic, to the years without: days of care a head 1.77 a month in 2019, 1.56 in 2020, 3.9 % more in 2021, 1.76 in 2023 (found);
# 2022 between (judgement).
USE = {2020: 0.881, 2021: 0.916, 2022: 0.957}
# Births and deaths, thousand (Statistics Korea; recalled, high), and all with insurance or aid at the year's end, million (found): what is left
# of the growth are net migrants and foreigners who came to be insured (from July 2019 all of six months' stay).
BORN = [435, 438, 406, 358, 327, 303, 272, 261, 249, 230, 238]
DIED = [268, 276, 281, 286, 299, 295, 305, 318, 373, 352, 358]
COVERED = [51.449, 51.757, 52.034, 52.273, 52.427, 52.557, 52.880, 52.870, 52.930, 52.932, 52.970, 52.980]
# Premiums charged, of the treasury and of the health promotion fund, tn won, 2014-24: premiums found; public money 2018-24 found (insurer, to the
# Assembly; press), 2014-17 recalled (medium; sums of 2016 and 2017 and the treasury's part of premiums found).
CHARGED = [41.9380, 44.3298, 47.5931, 50.4168, 53.8965, 59.1328, 63.1114, 69.4869, 76.7703, 82.1036, 84.1248]
TREASURY = [5.2958, 5.5717, 5.2060, 4.8828, 5.2001, 5.9721, 7.3482, 7.6554, 8.6843, 9.1, 10.3]
PROMOTION = [1.0191, 1.5185, 1.8914, 1.9011, 1.8801, 1.8082, 1.8801, 1.9166, 1.8149, 1.9, 1.9]
# Premiums charged to the regional insured, tn won, these on the mean of two year ends, million, premium rate: the base year and the first years
# of the reforms of July 2018, September 2022 and February 2024 (found; 2013 recalled, medium).
REGIONAL = {2013: (7.1568, 15.27, 0.0589), 2018: (7.9744, 14.06, 0.0624), 2023: (9.7366, 14.93, 0.0709), 2024: (9.5052, 15.38, 0.0709)}
# Own-payment ceilings of the tenths of income, ten thousand won (2013, 2015, 2017, 2022 found, the others recalled, high).
CEILINGS = {y: [a] + 2 * [b] + 2 * [c] + 2 * [d] + [e, f, g] for y, (a, b, c, d, e, f, g) in {
    2014: (120, 150, 200, 250, 300, 400, 500), 2015: (121, 151, 202, 253, 303, 405, 506), 2016: (121, 152, 203, 254, 305, 407, 509),
    2017: (122, 153, 205, 256, 308, 411, 514), 2018: (80, 100, 150, 260, 313, 418, 523), 2019: (81, 101, 152, 280, 350, 430, 580),
    2020: (81, 101, 152, 281, 351, 431, 582), 2021: (81, 101, 152, 282, 352, 433, 584), 2022: (83, 103, 155, 289, 360, 443, 598),
    2023: (87, 108, 162, 303, 414, 497, 780), 2024: (87, 108, 167, 313, 428, 514, 808)}.items()}
CEILINGS[2013] = 5 * [200] + 3 * [300] + 2 * [400]
# Recipients of care, person-years: benefits with own payments (2023: without) ÷ what a recipient had a month ÷ 12 (yearbooks of long-term care
# insurance, found).
RECIPIENTS = {2013: 3.5234e12 / 996_714 / 12, 2015: 4.5226e12 / 1_057_425 / 12, 2019: 8.5653e12 / 1.28e6 / 12, 2023: 13.1923e12 / 1_309_897 / 12}


def growth(people, shares, use, graded):
    """What the place says of the years to 2024; growth.csv shows how the excess of bills is found."""
    def ageing(shape, cell):
        return ((shape * cell[NEXT]).sum() / cell[NEXT].sum() / ((shape * cell[BASE]).sum() / cell[BASE].sum())) ** (1 / (NEXT - BASE))

    insured = {y: people[y] * (1 - shares[y][:, 3]) for y in people}
    aged = ageing(sum(PARTS[n][0] * use[n] for n in use), insured)
    rows, wages, excess = [], {}, {}
    for i, year in enumerate(range(2014, 2025), 1):
        heads = [(INSURED[i + j] + INSURED[i + j + 1]) / 2 for j in (0, 1)]
        bills = BILLS[i + 1] / BILLS[i] * heads[0] / heads[1]
        pay, days = round(PAY[i + 1] / PAY[i] - 1, 4), USE.get(year, 1) / USE.get(year - 1, 1)
        wages[year], excess[year] = pay, round(bills / aged / days - 1 - pay, 4)
        rows.append(f"{year},{bills - 1:.4f},{aged - 1:.4f},{days - 1:.4f},{pay:.4f},{excess[year]:.4f}")
    graded_growth = ((graded * people[NEXT]).sum() / (graded * people[BASE]).sum()) ** (1 / (NEXT - BASE))
    print(f"ageing makes bills {aged - 1:.4f} and persons with a grade {graded_growth - 1:.4f} more a year")
    level = {y: math.exp(np.log(c).mean()) for y, c in sorted(CEILINGS.items())}
    said = {
        "economy.wage-growth": wages,
        "medical.excess": excess,
        "demography.net-migration": {y: round((COVERED[i + 1] - COVERED[i]) * 1e3 - BORN[i] + DIED[i]) * 1000 for i, y in enumerate(wages)},
        "subsidy.treasury-paid-share": {y: round(t / c / 0.14, 3) for y, t, c in zip(wages, TREASURY, CHARGED)},
        "subsidy.promotion-paid-share": {y: round(p / c / 0.06, 3) for y, p, c in zip(wages, PROMOTION, CHARGED)},
        "care.recipient-share": {y: round(n / (CERTIFIED * graded_growth ** (y - NEXT - 0.5)), 3) for y, n in RECIPIENTS.items()},
        "health.regional-income": {y: round(p * 1e6 / n / rate / (PAY[y - 2012] * 12e3), 4) for y, (p, n, rate) in REGIONAL.items()},
        "health.ceiling-index": {y: round(v / level[BASE], 3) for y, v in level.items()},
    }
    place = Path("../baseline.yaml").read_text() + Path("../assumptions.yaml").read_text()
    place = place.replace("2022-09: ", "2023: ")  # the reform of September 2022, by its first whole year
    for name, values in said.items():
        text = ", ".join(f"{y}: {v}" for y, v in values.items())
        print(f"{name}: {text}")
        if CHECK and text not in place:
            sys.exit(f"the place says something else of {name}")
    write("growth.csv", "Growth of bills of the insured a head, and what it is made of", "growth a year; excess: what is left over pay, share a year",
          ["bills by date of care, insured, days of care: insurer's yearbooks and main statistics (found); pay: survey of establishments (found or recalled, medium); ageing: people of 2013 and 2023 by the profile of bills of this place (derived)",
           "not read by the program: the last column is medical.excess of assumptions.yaml"],
          "year,bills_per_insured,ageing,days_of_care_per_insured,pay,excess", rows)


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
    people, deaths, births = {y: population(y) for y in PERSONS}, mortality(), fertility()
    shares = {y: membership(people[y], y) for y in people}
    moves = hazards(shares[NEXT])
    moves |= trends(shares[BASE], shares[NEXT], moves)
    leaving(moves)
    reached = np.einsum("ska,sa->k", carried(shares[BASE], moves), people[NEXT])
    for name, value, wanted in zip(STATUSES, reached, np.einsum("ska,sa->k", shares[NEXT], people[NEXT])):
        require(f"{NEXT} from {BASE} by the moves: {name}", value, wanted, 0.03)
    print(f"dependants among the newborn: {shares[BASE][:, 1, 0].mean():.3f}, in {NEXT} {shares[NEXT][:, 1, 0].mean():.3f}")
    use = care(people[BASE], shares[BASE], BASE)
    care(people[NEXT], shares[NEXT], NEXT)
    require("births of 2013 by the table", (births[BASE] * people[BASE][1, 15:50]).sum(), 436_500, 0.06)
    print(f"life expectancy in 2050: men {expectancy(deaths[2050][0]):.2f}, women {expectancy(deaths[2050][1]):.2f}")
    graded = np.array(GRADED)
    graded *= CERTIFIED / (graded * people[NEXT]).sum()
    growth(people, shares, use, graded)
    years = ",".join(str(y) for y in YEARS)
    write("population.csv", "People with health insurance or medical aid by sex and age, 31 December 2013", "persons; age last birthday, 100 = 100 and over",
          ["resident register by five years, sex ratios (recalled, confidence low); single years as births of 1950-2013 (recalled, medium; before 1960 low); 49.990 million insured, 6.19 million of 65 and over: main statistics of the insurer and yearbook of long-term care insurance for 2013 (found, high); 1.459 million with medical aid (recalled, high)"],
          "sex,age,2013", cells(people[BASE], 0))
    write("mortality.csv", "Central death rates by sex and age, 2013-2073", "deaths per person-year",
          ["model: a constant, a log-quadratic rise with age and the first years, fitted to the life tables of 2013 and 2023, Statistics Korea (expectancy at 0, 40, 60 and survival to 80 and 100: found, high; survival to 100 of 2013 from 2012); rates by age are the model's (low); between the two evenly, without the epidemic of 2020-22",
           "falling evenly from 2023 to a life expectancy of 91.1 in 2072, the official projection (recalled, medium); less from 80 on (judgement)"],
          f"sex,age,{years}", (f"{sex},{a}," + ",".join(f"{deaths[y][s][a]:.9f}" for y in YEARS) for s, sex in enumerate(SEXES) for a in AGES))
    write("fertility.csv", "Age-specific fertility, 2013-2073", "births per woman-year",
          ["total fertility of 2013, Statistics Korea (found, high), of 2014-2025 and births by age of 2013 and 2023 (recalled, high to medium); 1.08 in 2072, official medium variant (recalled, medium)"],
          f"age,{years}", (f"{15 + i}," + ",".join(f"{births[y][i]:.9f}" for y in YEARS) for i in range(35)))
    write("birth-sex-ratio.csv", "Sex ratio at birth, 2013-2073", "male births per female birth", ["105.3 boys to 100 girls in 2013 (found), 105.1 later (recalled, medium)"],
          "year,males_per_female", (f"{y},{1.053 if y == BASE else 1.051}" for y in YEARS))
    write("migration-profile.csv", "Age and sex profile of net migrants", "share of all net migrants; sums to 1 over sex and age",
          ["judgement (confidence low): mostly of 20 to 40"], "sex,age,share", cells(np.array([MIGRANTS * 0.55, MIGRANTS * 0.45]) / MIGRANTS.sum(), 10))
    write("membership-shares.csv", "Prior shares of the population by status, 31 December 2012", "share of the persons of that sex and age; sums to 1 over status",
          ["shapes by age: judgement (confidence low); levels of 2013: insurer, main statistics of 2013 (found and recalled, high)"],
          "sex,age,status,share", rows_of_shares(shares[BASE]))
    write("hazard-profiles.csv", "Yearly probabilities of changing status by sex and age", "the probability itself: the hazard level is 1; age at the end of the previous year",
          ["net moves that keep the shares by age of the end of 2023 (judgement, confidence low): nobody leaves and comes back",
           "work-trend, dependant-trend, aid-trend: the further net moves that lead from the shares by age of 2013 to those of 2023 in ten even steps (derived from published persons by status; by age judgement, low)"],
          "profile,sex,age,relative", (f"{n},{row}" for n, values in moves.items() for row in cells(values, 8)))
    write("earnings-profile.csv", "Relative earnings by sex and age", "relative; normalised over the contributors of the base year",
          ["judgement (confidence low)"], "sex,age,relative", cells(EARNINGS, 4))
    write("service-profiles.csv", "Use and cost of care by group, service, sex and age", "relative use per person, relative cost per use",
          ["shape by age recalled (confidence low), bent to the published 35.4 % of bills for 65 and over (main statistics 2013, found, high); steepness by service and medical aid: judgement (low); use and cost are not told apart: all in use"],
          "scheme,service,sex,age,relative_use,relative_cost",
          (f"{group},{name},{row},1" for group, power in [("insured", 1), ("aided", 0.7)] for name, shape in use.items() for row in cells(shape**power, 6)))
    write("dependency-prevalence.csv", "Share of persons with a grade of long-term care by sex and age", "share of the persons of that sex and age",
          ["shape by age recalled (confidence low), to 1,097,913 persons at the end of 2023 (yearbook of long-term care insurance 2023, found, high); those who had no grade yet in 2013 are need without a recipient: care.recipient-share"],
          "sex,age,share", cells(graded, 6))


def rows_of_shares(shares):
    for s, sex in enumerate(SEXES):
        for age in AGES:
            printed = [round(float(v), 8) for v in shares[s, :, age]]
            printed[2] = round(1 - printed[0] - printed[1] - printed[3], 8)  # so that they sum to one as printed
            for status, value in zip(STATUSES, printed):
                yield f"{sex},{age},{status},{value:.8f}"


main()
