"""What the values chosen in `draws:` of assumptions.yaml are judged by where no history is fitted. Python 3, standard library only.

    python3 derivation/judgement.py --wpp DIR --nhsa DIR

The 80 % intervals of the United Nations (life expectancy, total fertility) as processes, and the basket of prices. Fits to history are
those of `fundcast fit`, which also prints what the chosen values imply after 1, 10, 20 and 35 drawn years. Writes nothing.
"""
import argparse
import math
import os
import sys
sys.dont_write_bytecode = True
from tablefile import SEXES, read

HERE = os.path.dirname(os.path.abspath(__file__))
Z80 = 1.2815515655                      # a normal interval of 80 % is +- Z80 sd
HORIZON = (2030, 2035, 2040, 2045, 2050, 2055, 2060)
# Parts of the bill by component, as in assumptions.yaml: drugs, consumables, services, examinations; and the sd chosen for each.
COMPONENTS = {"drugs": 0.022, "consumables": 0.030, "services": 0.016, "examinations": 0.020}
PRICE_CORRELATION = 0.4                 # between two components (judgement)
PARTS = {("emp", "ip"): (0.27, 0.23, 0.28, 0.22), ("emp", "op"): (0.55, 0.05, 0.15, 0.25), ("emp", "chr"): (0.70, 0.05, 0.10, 0.15),
         ("res", "ip"): (0.30, 0.20, 0.27, 0.23), ("res", "op"): (0.60, 0.05, 0.15, 0.20), ("res", "chr"): (0.75, 0.05, 0.08, 0.12)}
MORTALITY = (0.8, 3.0)                  # persistence and sd chosen for the index


def spread(p, s, years, cumulated):
    """Sd after so many drawn years, from 0: of x[t] = p x[t-1] + e, or of its sum."""
    weight = [sum(p ** j for j in range(i + 1)) if cumulated else p ** i for i in range(years)]
    return s * math.sqrt(sum(w * w for w in weight))


def basket(nhsa):
    row = next(r for r in read(nhsa, "derived_utilisation_2012_2025.csv") if r["year"] == "2020")
    bill = {k: float(row["%s_%s_yi" % k]) for k in PARTS}
    weight = [sum(bill[k] * PARTS[k][i] for k in PARTS) / sum(bill.values()) for i in range(4)]
    s = [w * sd for w, sd in zip(weight, COMPONENTS.values())]
    variance = sum(a * b * (1 if i == j else PRICE_CORRELATION) for i, a in enumerate(s) for j, b in enumerate(s))
    print("basket of 2020: " + ", ".join("%s %.2f" % cw for cw in zip(COMPONENTS, weight)) + "; sd of the basket %.4f" % math.sqrt(variance))


def expectancy(m, age=0):
    """Remaining life expectancy: deaths at mid-year but in the first (0.1), the open age at its rate."""
    alive, years = 1.0, 0.0
    for x in range(age, 100):
        a = 0.1 if x == 0 else 0.5
        dead = alive * m[x] / (1 + (1 - a) * m[x])
        years += alive - dead + a * dead
        alive -= dead
    return years + alive / m[100]


def solve(f, low, high):
    """Root of a decreasing f by bisection."""
    assert f(low) >= 0 >= f(high)
    for _ in range(60):
        mid = 0.5 * (low + high)
        low, high = (mid, high) if f(mid) > 0 else (low, mid)
    return 0.5 * (low + high)


def mortality(wpp):
    """What the intervals of life expectancy mean for the index, with the response of mortality-index.csv."""
    beta = {s: [0.0] * 101 for s in SEXES}
    with open(os.path.join(HERE, "..", "mortality-index.csv"), encoding="utf-8") as f:
        for line in [line for line in f if not line.startswith("#")][1:]:
            sex, age, value = line.split(",")
            beta[sex][int(age)] = float(value)
    m = {}
    for r in read(wpp, "cn_mx_single_age_sex_2010_2100_calibrated.csv"):
        for s in SEXES:
            m.setdefault((int(r["year"]), s), [0.0] * 101)[int(r["age"])] = float(r["mx_" + s])
    row = {int(r["year"]): r for r in read(wpp, "cn_indicators_annual_1950_2100.csv")}

    def moved(y, s, index):
        return [rate * math.exp(b * index) for rate, b in zip(m[y, s], beta[s])]

    implied = []
    for y in HORIZON:
        half = []
        for s, c in zip(SEXES, "MF"):
            shift = expectancy(m[y, s]) - float(row[y]["e0" + c])
            bound = [solve(lambda v: expectancy(moved(y, s, v)) - shift - float(row[y]["e0%s_80%s" % (c, e)]), -400, 400) for e in "lu"]
            half.append((bound[0] - bound[1]) / (2 * Z80))
        implied.append(sum(half) / 2)
        print("%d: 80 %% interval of UN life expectancy = index sd %.1f (men %.1f, women %.1f), / sqrt(years since 2025) %.2f"
              % (y, implied[-1], half[0], half[1], implied[-1] / math.sqrt(y - 2025)))
    s = spread(*MORTALITY, 2060 - 2025, True)
    print("chosen: index sd %.1f in 2060" % s)
    for sex in SEXES:
        at = lambda age: tuple(expectancy(moved(2060, sex, v * s), age) for v in (-1, 0, 1))
        print("    %s 2060: life expectancy %.1f, %.1f, %.1f at -1, 0, +1 sd; at 65 %.1f, %.1f, %.1f" % ((sex,) + at(0) + at(65)))


def fertility(wpp):
    """The level process through the intervals of total fertility, by least squares."""
    row = {int(r["year"]): r for r in read(wpp, "cn_indicators_annual_1950_2100.csv")}
    target = [math.log(float(row[y]["tfr_80u"]) / float(row[y]["tfr_80l"])) / (2 * Z80) for y in HORIZON]
    best = min((sum((spread(p / 1000, s / 1000, y - 2025, False) - t) ** 2 for y, t in zip(HORIZON, target)), p, s)
               for p in range(800, 1000, 5) for s in range(40, 150))
    print("UN 80 % intervals of total fertility: sd of its logarithm " + ", ".join("%d %.3f" % yt for yt in zip(HORIZON, target)))
    print("    level process through them: persistence %.3f, sd %.3f" % (best[1] / 1000, best[2] / 1000))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="What the chosen values are judged by.")
    for folder in ("wpp", "nhsa"):
        arguments.add_argument("--" + folder, required=True)
    given = arguments.parse_args()
    basket(given.nhsa)
    mortality(given.wpp)
    fertility(given.wpp)
