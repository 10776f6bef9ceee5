"""Fits the drivers of the uncertainty section and derives their two tables. Python 3 and NumPy.

    python3 derivation/uncertainty.py --wpp DIR --nhsa DIR [--out DIR] [--check]

--wpp   folder with the United Nations files (README.md), here also cn_mx_5yr_age_sex_1950_2100.csv
--nhsa  folder with derived_utilisation_2012_2025.csv (national series of the National Healthcare Security Administration)
--out   where the tables go (default: the folder above this one); --check compares with what is there and writes nothing

A driver is a series x[t], 0 on the central path: x[t] = p x[t-1] + e[t], e normal with sd s. It acts as it stands (level) or summed up from
the first drawn year (cumulated). The script prints every fit with its degrees of freedom and standard errors, the residual correlations and
what the chosen values (CHOSEN) imply; judgement stands beside the fit it departs from.
"""
import sys
sys.dont_write_bytecode = True
import math
import numpy as np
import tablefile
from tablefile import AGES, SEXES, linear, read, shares, text

FIRST = 2026                            # first drawn year
Z80 = 1.2815515655                      # a normal interval of 80 % is +- Z80 sd

# Mean wage of urban units, yuan a year (National Bureau of Statistics; recalled, confidence high; the growth of 1999-2004 agrees with the
# series of staff and workers in the China Statistical Yearbook 2005). Private units are published from 2009.
NON_PRIVATE = dict(zip(range(1999, 2025), (
    8319, 9333, 10834, 12373, 13969, 15920, 18200, 20856, 24721, 28898, 32244, 36539, 41799, 46769, 51483, 56360, 62029, 67569, 74318, 82413,
    90501, 97379, 106837, 114029, 120698, 124110)))
PRIVATE = dict(zip(range(2009, 2025), (
    18199, 20759, 24556, 28752, 32706, 36390, 39589, 42833, 45761, 49575, 53604, 57727, 62884, 65237, 68340, 69476)))
NON_PRIVATE_SHARE = 0.55                # as in levels.py
# One-year deposit rate at the end of the year, %: benchmark of the People's Bank of China (recalled, high), from 2022 the listed rate of the
# large banks (recalled, medium). No series of what social funds earn was found.
DEPOSIT = dict(zip(range(1999, 2026), (
    2.25, 2.25, 2.25, 1.98, 1.98, 2.25, 2.25, 2.52, 4.14, 2.25, 2.25, 2.75, 3.50, 3.00, 3.00, 2.75, 1.50, 1.50, 1.50, 1.50, 1.50, 1.50, 1.50,
    1.65, 1.45, 1.10, 0.95)))
# Growth of the stock at work for one unit of log hazard of entry: entries over those at work, Shandong 2020 with the hazard of 2025
# (membership.py and the check of derive.py: 62.6 of 1676, x 0.0926 / 0.0705).
ENTRY_SHARE = 62.6 / 1676.0 * 0.0926 / 0.0705
# Parts of the bill by component, as in assumptions.yaml: drugs, consumables, services, examinations.
COMPONENTS = ("drugs", "consumables", "services", "examinations")
PARTS = {("emp", "ip"): (0.27, 0.23, 0.28, 0.22), ("emp", "op"): (0.55, 0.05, 0.15, 0.25), ("emp", "chr"): (0.70, 0.05, 0.10, 0.15),
         ("res", "ip"): (0.30, 0.20, 0.27, 0.23), ("res", "op"): (0.60, 0.05, 0.15, 0.20), ("res", "chr"): (0.75, 0.05, 0.08, 0.12)}

# What the scenario uses: persistence, innovation sd, cumulated. Drivers not fitted, and every departure from a fit, are judgement.
CHOSEN = {
    "wage": (0.55, 0.017, False),                # added to growth: the level of wages moves by the sum
    "prices.drugs": (0.5, 0.022, True), "prices.consumables": (0.5, 0.030, True),
    "prices.services": (0.5, 0.016, True), "prices.examinations": (0.5, 0.020, True),
    "use": (0.5, 0.025, False),
    "mortality": (0.8, 3.0, True),
    "fertility": (0.95, 0.08, False),
    "participation": (0.55, 0.10, False),
    "interest": (0.75, 0.004, False),
}                                       # migration is off: nothing to fit it to; 60000 persons a year with 0.6 would be a judgement
PRICE_CORRELATION = 0.4                 # between two components (judgement)


def least_squares(x, y):
    """Coefficients, their standard errors, residual sd, degrees of freedom, residuals."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    b = np.linalg.lstsq(x, y, rcond=None)[0]
    e = y - x @ b
    df = len(y) - x.shape[1]
    s = math.sqrt(e @ e / df)
    return b, s * np.sqrt(np.diag(np.linalg.inv(x.T @ x))), s, df, e


def detrended(series, degree, dummies=(), steps=()):
    """{year: residual} on a polynomial in the year, with dummies for single years and for all years from a step on."""
    years = sorted(series)
    t = np.array(years, float)
    u = (t - t.mean()) / 10
    x = np.column_stack([u ** k for k in range(degree + 1)] + [t == d for d in dummies] + [t >= d for d in steps])
    b, se, s, df, e = least_squares(x, [series[y] for y in years])
    return {y: v for y, v in zip(years, e) if y not in dummies}, s, df


def autoregression(name, x, spent):
    """x[t] on x[t-1] without a constant, over pairs of successive years; `spent` coefficients of the trend taken off before count against the
    degrees of freedom. Returns persistence and {year: residual}."""
    pairs = [(y, x[y - 1], x[y]) for y in sorted(x) if y - 1 in x]
    b, se, s, df, e = least_squares([[p[1]] for p in pairs], [p[2] for p in pairs])
    wider = math.sqrt(df / (df - spent))
    s, df = s * wider, df - spent
    print("    %-42s p %6.3f (se %.3f)  s %.5f (se %.5f)  df %2d" % (name, b[0], se[0] * wider, s, s / math.sqrt(2 * df), df))
    return b[0], {p[0]: v for p, v in zip(pairs, e)}


def log_growth(series):
    return {y: math.log(series[y] / series[y - 1]) for y in sorted(series) if y - 1 in series}


# Wage ---------------------------------------------------------------------------------------------------------------------------------------

def wage():
    """Growth of the all-units mean (non-private alone before 2010)."""
    def mean(y):
        return NON_PRIVATE_SHARE * NON_PRIVATE[y] + (1 - NON_PRIVATE_SHARE) * PRIVATE[y]
    g = {y: mean(y) / mean(y - 1) - 1 if y > 2009 else NON_PRIVATE[y] / NON_PRIVATE[y - 1] - 1 for y in range(2000, 2025)}
    print("wage: growth, share a year; 2000-2009 mean %.4f, 2010-2019 %.4f, 2020-2024 %.4f" % tuple(
        np.mean([g[y] for y in range(a, b)]) for a, b in ((2000, 2010), (2010, 2020), (2020, 2025))))
    for first, degree, how in ((2000, 0, "no trend"), (2000, 2, "quadratic trend"), (2010, 1, "linear trend")):
        x, s, df = detrended({y: v for y, v in g.items() if y >= first}, degree)
        autoregression("%d-2024, %s" % (first, how), x, degree + 1)
    x, s, df = detrended(g, 1)
    p, e = autoregression("2000-2024, linear trend  <- used", x, 2)
    n = len(x)
    print("    sd of the deviation %.4f; persistence less its small-sample bias, about (2 + 4 p) / n: %.2f" % (s, p + (2 + 4 * p) / n))
    return x, e, g


# Care ---------------------------------------------------------------------------------------------------------------------------------------

def care(nhsa):
    """Bill, use per insured and unit cost by scheme and class: {(scheme, class): {year: value}}."""
    rows = read(nhsa, "derived_utilisation_2012_2025.csv")
    count = {"ip": "disch", "op": "op", "chr": "chr"}
    bill, use, cost = {}, {}, {}
    for k in ("emp", "res"):
        for c, n in count.items():
            key = k, c
            q = {int(r["year"]): float(r["%s_%s_wan" % (k, n)]) for r in rows}
            use[key] = {int(r["year"]): float(r["%s_%s_wan" % (k, n)]) / float(r[k + "_enrol_wan"]) for r in rows}
            bill[key] = {int(r["year"]): float(r["%s_%s_yi" % (k, c)]) for r in rows if r["%s_%s_yi" % (k, c)]}
            cost[key] = {y: 1e4 * b / q[y] for y, b in bill[key].items()}
    return bill, use, cost


def index(bill, values, scheme):
    """Growth of a Tornqvist index over the classes of a scheme, weights the mean bill shares of the two years."""
    classes = [k for k in bill if k[0] == scheme]
    out = {}
    for y in sorted(bill[classes[0]]):
        if y - 1 in bill[classes[0]]:
            share = lambda k, t: bill[k][t] / sum(bill[j][t] for j in classes)
            out[y] = sum(0.5 * (share(k, y) + share(k, y - 1)) * math.log(values[k][y] / values[k][y - 1]) for k in classes)
    return out


def price(bill, cost, growth, wage_deviation):
    """Unit cost of the employee classes against wages: growth of the index less wage growth, 2023 left out (what is counted changed),
    2020 left out (few and heavy cases)."""
    g = index(bill, cost, "emp")
    excess = {y: v - math.log(1 + growth[y]) for y, v in g.items() if y in growth}
    print("price: log growth of unit cost, employee classes, bill weights, %\n    "
          + "  ".join("%d %.1f" % (y, 100 * v) for y, v in g.items()))
    print("    less wage growth\n    " + "  ".join("%d %.1f" % (y, 100 * v) for y, v in excess.items()))
    r = index(bill, cost, "res")
    print("    residents (not fitted: 6 years)\n    " + "  ".join("%d %.1f" % (y, 100 * v) for y, v in r.items()))
    kept = {y: v for y, v in excess.items() if y not in (2020, 2023)}
    for degree in (0, 1):
        x, s, df = detrended(kept, degree)
        print("    excess %s: sd %.4f, df %d, mean %.4f" % (("constant", "linear trend")[degree], s, df, np.mean(list(kept.values()))))
        autoregression("excess, %s" % ("constant mean  <- used", "linear trend")[degree], x, degree + 1)
        if degree == 0:
            used = x
    y9 = [y for y in g if y in wage_deviation and y not in (2020, 2023)]
    own, s, df = detrended({y: g[y] for y in g if y not in (2020, 2023)}, 1)
    b, se, s, df, _ = least_squares([[wage_deviation[y]] for y in y9], [own[y] for y in y9])
    print("    unit cost growth, detrended, on the wage deviation of the year: %.2f (se %.2f), df %d" % (b[0], se[0], df))
    b, se, s, df, _ = least_squares([[wage_deviation[y - 1]] for y in y9], [own[y] for y in y9])
    print("    ... on that of the year before: %.2f (se %.2f), df %d" % (b[0], se[0], df))
    return used


def basket(bill):
    """Parts of all bills of 2020 by component, and the sd of the basket with the chosen component values."""
    total = sum(b[2020] for b in bill.values())
    w = np.array([sum(bill[k][2020] * PARTS[k][i] for k in bill) / total for i in range(4)])
    s = np.array([CHOSEN["prices." + c][1] for c in COMPONENTS])
    r = PRICE_CORRELATION + (1 - PRICE_CORRELATION) * np.eye(4)
    print("    basket 2020: " + ", ".join("%s %.2f" % cv for cv in zip(COMPONENTS, w))
          + "; innovation sd of the basket %.4f" % math.sqrt((w * s) @ r @ (w * s)))
    return w


def use_of_care(bill, use):
    """Log use per insured against a quadratic trend. A step for the count of 2023, dummies for the epidemic of 2020."""
    print("use: log use per insured, deviation from its own trend")
    log = {y: math.log(v) for y, v in use["emp", "ip"].items()}
    x, s, df = detrended({y: v for y, v in log.items() if y < 2020}, 2)
    autoregression("employee inpatient 2012-2019, quadratic", x, 3)
    x, s, df = detrended({y: v for y, v in log.items() if y < 2023}, 2, dummies=(2020,))
    autoregression("employee inpatient 2012-2022, 2020 out", x, 3)
    x, s, df = detrended({y: v for y, v in log.items() if y < 2023}, 2)
    autoregression("the same with 2020 in", x, 3)
    used, s, df = detrended(log, 2, dummies=(2020,), steps=(2023,))
    p, e = autoregression("2012-2025, 2020 out, step 2023  <- used", used, 4)
    print("    sd of the deviation %.4f, df %d" % (s, df))
    g = index(bill, use, "emp")
    level = dict(zip([2013] + sorted(g), np.cumsum([0.0] + [g[y] for y in sorted(g)])))
    x, s, df = detrended(level, 2, dummies=(2020,), steps=(2023,))
    autoregression("all employee classes, index, the same", x, 4)
    for k, name in ((("emp", "op"), "employee outpatient"), (("emp", "chr"), "employee chronic")):
        x, s, df = detrended({y: math.log(v) for y, v in use[k].items()}, 2, dummies=(2020,), steps=(2023,))
        autoregression(name + ", the same", x, 4)
    return used, e


# Mortality ----------------------------------------------------------------------------------------------------------------------------------

BANDS = (0, 1) + tuple(range(5, 101, 5))
PLACE = tuple(0 if a == 0 else 2.5 if a == 1 else 100 if a == 100 else a + 2 for a in BANDS)   # the single age a band stands for
WINDOW = tuple(range(1978, 2019, 5))    # periods 1975-80 ... 2015-20
DEATHS = tuple(range(1978, 2024))


def lee_carter(wpp, middles):
    """ln m = a + b k by singular value decomposition, both sexes together; the sum of b over 2 x 22 bands is 1."""
    m = {}
    for r in read(wpp, "cn_mx_5yr_age_sex_1950_2100.csv"):
        m[int(r["year"]), int(r["age"].rstrip("+"))] = (float(r["mxM"]), float(r["mxF"]))
    y = np.array([[math.log(m[t, a][s]) for t in middles] for s in (0, 1) for a in BANDS])
    level = y.mean(axis=1)
    u, d, v = np.linalg.svd(y - level[:, None], full_matrices=False)
    scale = u[:, 0].sum()
    return level, u[:, 0] / scale, d[0] * v[0] * scale, d[0] ** 2 / (d ** 2).sum()


def single_ages(bands):
    """By sex and single age, linear between the bands."""
    return {s: [linear(list(zip(PLACE, bands[22 * i:22 * i + 22])), a) for a in AGES] for i, s in enumerate(SEXES)}


def rates(wpp):
    """UN central death rates by single age: {year: {sex: array}}, from 2010."""
    out = {}
    for r in read(wpp, "cn_mx_single_age_sex_2010_2100_calibrated.csv"):
        y = out.setdefault(int(r["year"]), {s: np.zeros(101) for s in SEXES})
        for s in SEXES:
            y[s][int(r["age"])] = float(r["mx_" + s])
    return out


def expectancy(m):
    """Life expectancy at birth: deaths at mid-year but in the first (0.1), the open age at its rate."""
    a = np.full(101, 0.5)
    a[0] = 0.1
    q = m / (1 + (1 - a) * m)
    alive = np.concatenate([[1.0], np.cumprod(1 - q[:100])])
    return sum(alive[x + 1] + a[x] * (alive[x] - alive[x + 1]) for x in range(100)) + alive[100] / m[100]


def solve(f, low, high):
    """Root of an increasing or decreasing f by bisection."""
    sign = 1 if f(high) > f(low) else -1
    assert sign * f(low) <= 0 <= sign * f(high)
    for _ in range(60):
        mid = 0.5 * (low + high)
        low, high = (mid, high) if sign * f(mid) < 0 else (low, mid)
    return 0.5 * (low + high)


def mortality(wpp):
    """Lee-Carter on the periods 1975-80 ... 2015-20, the index re-estimated every year to the deaths of the year."""
    level, slope, k, explained = lee_carter(wpp, WINDOW)
    a, b = single_ages(level), single_ages(slope)
    total = sum(map(sum, b.values()))
    b = {s: np.array([v / total for v in b[s]]) for s in SEXES}
    print("mortality: Lee-Carter, %d periods, both sexes; first component %.1f %% of the variance" % (len(WINDOW), 100 * explained))
    for s in SEXES:
        print("    %-6s 202 beta at " % s + ", ".join("%d %.2f" % (x, 202 * b[s][x]) for x in (0, 5, 20, 40, 60, 70, 80, 90, 100)))
    later, future = (single_ages(lee_carter(wpp, w)[1]) for w in (tuple(range(1993, 2019, 5)), tuple(range(2023, 2059, 5))))
    for name, o in (("1990-95 ... 2015-20", later), ("projection 2020-25 ... 2055-60", future)):
        n = sum(map(sum, o.values())) / 202
        for s in SEXES:
            print("    the same on %s, %s: " % (name, s) + ", ".join("%d %.2f" % (x, o[s][x] / n) for x in (0, 20, 40, 60, 70, 80, 90, 100)))
    people = {}
    for r in read(wpp, "cn_pop_single_age_sex_1950_2100.csv"):
        if int(r["year"]) in DEATHS:
            people[int(r["year"]), int(r["age"])] = (float(r["male_k"]), float(r["female_k"]))
    dead = {int(r["year"]): float(r["deaths_k"]) for r in read(wpp, "cn_indicators_annual_1950_2100.csv")}
    kappa = {}
    for y in DEATHS:
        p = [np.array([people[y, x][i] for x in AGES]) for i in (0, 1)]
        f = lambda v: sum(float(p[i] @ np.exp(np.array(a[s]) + b[s] * v)) for i, s in enumerate(SEXES)) - dead[y]
        kappa[y] = solve(f, -400, 400)
    step = {y: kappa[y] - kappa[y - 1] for y in DEATHS if y - 1 in kappa}
    print("    index to total deaths: 1978 %.1f, 2000 %.1f, 2019 %.1f, 2023 %.1f" % tuple(kappa[y] for y in (1978, 2000, 2019, 2023)))
    for first, last in ((1979, 2019), (1979, 2023), (2000, 2019)):
        v = np.array([step[y] for y in range(first, last + 1)])
        n, s = len(v), v.std(ddof=1)
        print("    random walk %d-%d: drift %.3f (se %.3f), s %.3f (se %.3f), df %d"
              % (first, last, v.mean(), s / math.sqrt(n), s, s / math.sqrt(2 * (n - 1)), n - 1))
        if (first, last) == (1979, 2019):
            drift = v.mean()
    x = {y: v - drift for y, v in step.items()}
    autoregression("steps less drift 1979-2019", {y: v for y, v in x.items() if y < 2020}, 1)
    print("    mean step by decade: " + ", ".join(
        "%d-%d %.2f" % (y, y + 9, np.mean([step[t] for t in range(y, y + 10)])) for y in (1979, 1989, 1999, 2009)))
    # What the probabilistic projection of the United Nations implies, with this beta.
    m = rates(wpp)
    ind = {int(r["year"]): r for r in read(wpp, "cn_indicators_annual_1950_2100.csv")}
    implied, horizon = [], (2030, 2035, 2040, 2045, 2050, 2055, 2060)
    for y in horizon:
        half = []
        for s, c in zip(SEXES, "MF"):
            centre = expectancy(m[y][s]) - float(ind[y]["e0" + c])
            bound = [solve(lambda v: expectancy(m[y][s] * np.exp(b[s] * v)) - centre - float(ind[y]["e0%s_80%s" % (c, e)]), -400, 400) for e in "lu"]
            half.append((bound[0] - bound[1]) / (2 * Z80))
        implied.append(np.mean(half))
        print("    %d: 80 %% interval of UN life expectancy = index sd %.1f (men %.1f, women %.1f), / sqrt(years since 2025) %.2f"
              % (y, implied[-1], half[0], half[1], implied[-1] / math.sqrt(y - 2025)))
    root = np.sqrt(np.array(horizon) - 2025.0)
    print("    random walk through these by least squares: s %.2f" % (root @ np.array(implied) / (root @ root)))
    s = spread(*CHOSEN["mortality"][:2], 2060 - 2025, True)
    for sex in SEXES:
        e0 = [expectancy(m[2060][sex] * np.exp(b[sex] * v * s)) for v in (-1, 0, 1)]
        old = [expectancy_at(65, m[2060][sex] * np.exp(b[sex] * v * s)) for v in (-1, 0, 1)]
        print("    chosen, %s 2060: life expectancy %.1f, %.1f, %.1f at -1, 0, +1 sd; at 65 %.1f, %.1f, %.1f" % ((sex,) + tuple(e0 + old)))
    return b, x


def expectancy_at(age, m):
    """Remaining life expectancy at an age above 0."""
    q = m / (1 + 0.5 * m)
    alive = np.concatenate([[1.0], np.cumprod(1 - q[age:100])])
    return sum(0.5 * (alive[i] + alive[i + 1]) for i in range(100 - age)) + alive[100 - age] / m[100]


# Fertility, participation, interest ----------------------------------------------------------------------------------------------------------

def fertility(wpp):
    """Log total fertility 1992-2023 against a quadratic trend; and the level AR(1) through the UN intervals."""
    rows = {int(r["year"]): r for r in read(wpp, "cn_indicators_annual_1950_2100.csv")}
    log = {y: math.log(float(rows[y]["tfr"])) for y in range(1992, 2024)}
    step = np.diff([log[y] for y in sorted(log)])
    print("fertility: log total fertility; yearly changes 1993-2023: mean %.4f, sd %.4f (se %.4f)"
          % (step.mean(), step.std(ddof=1), step.std(ddof=1) / math.sqrt(2 * (len(step) - 1))))
    autoregression("1992-2023, constant mean", detrended(log, 0)[0], 1)
    x, s, df = detrended(log, 2)
    p, e = autoregression("1992-2023, quadratic trend  <- used", x, 3)
    print("    sd of the deviation %.3f" % s)
    horizon = (2030, 2035, 2040, 2045, 2050, 2055, 2060)
    target = [math.log(float(rows[y]["tfr_80u"]) / float(rows[y]["tfr_80l"])) / (2 * Z80) for y in horizon]
    best = min((sum((spread(p / 1000, s / 1000, y - 2025, False) - t) ** 2 for y, t in zip(horizon, target)), p, s)
               for p in range(800, 1000, 5) for s in range(40, 150))
    print("    UN 80 % intervals: sd of log fertility " + ", ".join("%d %.3f" % yt for yt in zip(horizon, target)))
    print("    level AR(1) through them by least squares: p %.3f, s %.3f" % (best[1] / 1000, best[2] / 1000))
    return x, e


def participation(nhsa):
    """Growth of active employees insured, national, as a deviation of the log hazard of entry: deviation / ENTRY_SHARE."""
    rows = read(nhsa, "derived_utilisation_2012_2025.csv")
    g = log_growth({int(r["year"]): float(r["emp_active_wan"]) for r in rows})
    x, s, df = detrended(g, 0)
    print("participation: growth of active employees insured 2013-2025: mean %.4f, sd %.4f; entries / those at work %.4f"
          % (np.mean(list(g.values())), s, ENTRY_SHARE))
    x = {y: v / ENTRY_SHARE for y, v in x.items()}
    p, e = autoregression("log hazard, constant mean  <- used", x, 1)
    autoregression("log hazard, linear trend", {y: v / ENTRY_SHARE for y, v in detrended(g, 1)[0].items()}, 2)
    return x, e


def interest():
    """One-year deposit rate."""
    r = {y: v / 100 for y, v in DEPOSIT.items()}
    x, s, df = detrended(r, 0)
    print("interest: one-year deposit rate 1999-2025: mean %.4f, sd %.4f" % (np.mean(list(r.values())), s))
    p, e = autoregression("constant mean  <- used", x, 1)
    autoregression("linear trend", detrended(r, 1)[0], 2)
    return x, e


# Together -----------------------------------------------------------------------------------------------------------------------------------

def spread(p, s, years, cumulated):
    """Sd after so many drawn years, from 0: of x, or of the sum of x."""
    if cumulated:
        weight = [sum(p ** j for j in range(i + 1)) for i in range(years)]
    else:
        weight = [p ** i for i in range(years)]
    return s * math.sqrt(sum(w * w for w in weight))


def p_value(r, n):
    """Two-sided p of a correlation on n pairs, Student t with n - 2 degrees of freedom, by Simpson's rule."""
    df = n - 2
    t = abs(r) * math.sqrt(df / (1 - r * r))
    c = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)
    x = np.linspace(0, t, 2001)
    y = c * (1 + x * x / df) ** (-(df + 1) / 2)
    h = t / 2000
    return 1 - 2 * h / 3 * (y[0] + y[-1] + 4 * y[1:-1:2].sum() + 2 * y[2:-1:2].sum())


def correlations(residual):
    """Pairwise on the years both have."""
    names = list(residual)
    count = len(names) * (len(names) - 1) // 2
    print("residual correlations, pairwise (r, years, p); %d pairs: p < %.4f after Bonferroni, about %.0f below 0.05 by chance"
          % (count, 0.05 / count, 0.05 * count))
    for i, a in enumerate(names):
        for c in names[i + 1:]:
            years = sorted(set(residual[a]) & set(residual[c]))
            r = np.corrcoef([residual[a][y] for y in years], [residual[c][y] for y in years])[0, 1]
            p = p_value(r, len(years))
            print("    %-13s %-13s %6.2f  %2d  %.3f%s" % (a, c, r, len(years), p, "  *" if p < 0.05 else ""))


def vector_autoregression(x, names):
    """VAR(1) of a few drivers on the years they share: the cross terms."""
    years = [y for y in sorted(x[names[0]]) if all(y in x[n] and y - 1 in x[n] for n in names)]
    past = np.array([[x[n][y - 1] for n in names] for y in years])
    print("VAR(1) " + ", ".join(names) + ": %d years, t statistics of the coefficients" % len(years))
    for n in names:
        b, se, s, df, _ = least_squares(past, [x[n][y] for y in years])
        print("    %-13s " % n + "  ".join("%s %.2f (t %.1f)" % v for v in zip(names, b, b / se)) + "  df %d" % df)


def implied(weights):
    print("implied sd after 1, 10, 20, 35 drawn years (level drivers: of x; cumulated: of the sum)")
    for name, (p, s, cumulated) in CHOSEN.items():
        print("    %-22s p %.2f  s %-6g %s" % (name, p, s, "cumulated " if cumulated else "level     ")
              + "  ".join("%.4f" % spread(p, s, n, cumulated) for n in (1, 10, 20, 35)))
    print("    %-51s " % "level of wages" + "  ".join("%.4f" % spread(*CHOSEN["wage"][:2], n, True) for n in (1, 10, 20, 35)))
    r = PRICE_CORRELATION + (1 - PRICE_CORRELATION) * np.eye(4)
    line = []
    for n in (1, 10, 20, 35):
        v = weights * np.array([spread(*CHOSEN["prices." + c][:2], n, True) for c in COMPONENTS])
        line.append(math.sqrt(v @ r @ v))
    print("    %-51s " % "price level, basket of 2020" + "  ".join("%.4f" % v for v in line))


def number(v, digits):
    return "" if v is None else "%.*f" % (digits, v)


def build(wpp, nhsa):
    bill, use, cost = care(nhsa)
    x, e = {}, {}
    x["wage"], e["wage"], growth = wage()
    x["price"] = e["price"] = price(bill, cost, growth, x["wage"])
    weights = basket(bill)
    x["use"], e["use"] = use_of_care(bill, use)
    beta, x["mortality"] = mortality(wpp)
    e["mortality"] = {y: v for y, v in x["mortality"].items() if y < 2020}
    x["fertility"], e["fertility"] = fertility(wpp)
    x["participation"], e["participation"] = participation(nhsa)
    x["interest"], e["interest"] = interest()
    correlations(e)
    vector_autoregression(x, ["wage", "participation", "interest"])
    vector_autoregression(x, ["wage", "price"])
    implied(weights)

    cells = [(s, a) for s in SEXES for a in AGES]
    un = "United Nations, World Population Prospects 2024, China (CC BY 3.0 IGO; confidence high)"
    tables = {"mortality-index.csv": text([
        "title: Response of mortality to its index by sex and age",
        "unit: change of the log death rate per unit of the index; sums to 1 over both sexes and all ages, so one unit is 0.5 % at the mean cell",
        "source: " + un + ", 5-year rates of 1975-2020: Lee-Carter, both sexes with one index, singular value decomposition, linear between age groups",
        "source: the rates behind it are themselves modelled and smooth; the shape at high ages is that of model life tables (confidence low)",
        "derivation: derivation/uncertainty.py"],
        ["sex", "age", "log_rate_per_unit"], [[s, a, v] for (s, a), v in zip(cells, shares([float(beta[s][a]) for s, a in cells], 8))])}
    places = {"wage": 5, "price": 5, "use": 5, "mortality": 3, "fertility": 5, "participation": 4, "interest": 5}
    years = sorted(set().union(*x.values()))
    tables["driver-history.csv"] = text([
        "title: National history of the uncertain drivers, as deviations from their own trend",
        "unit: those of the drivers; yearly values x[t] before any summing up; empty: not observed or left out",
        "source: wage: growth of the mean wage of urban units, 0.55 non-private + 0.45 private, non-private alone before 2010 (National Bureau of "
        "Statistics; recalled, confidence high), less a linear trend; share/year",
        "source: price: log growth of the unit cost of the employee scheme's three classes, bill weights, less wage growth, less its mean "
        "(National Healthcare Security Administration series; high); 2020 (epidemic) and 2023 (count changed) left out; all components together",
        "source: use: log discharges per insured of the employee scheme (same series; high), less a quadratic trend and a step in 2023; 2020 left out",
        "source: mortality: yearly change of the index re-estimated to total deaths, less the drift of 1979-2019; " + un + "; smooth by construction",
        "source: fertility: log total fertility less a quadratic trend; same source",
        "source: participation: log growth of active employees insured (National Healthcare Security Administration; high), less its mean, divided by "
        "%.4f, the entries to work over those at work (derived; low)" % ENTRY_SHARE,
        "source: interest: one-year deposit rate at the end of the year (People's Bank of China; recalled, high to 2021, medium after), less its mean",
        "derivation: derivation/uncertainty.py"],
        ["year"] + list(x), [[y] + [number(x[n].get(y), places[n]) for n in x] for y in years])
    return tables


if __name__ == "__main__":
    tablefile.run("Fit the uncertain drivers and derive their tables.", ("wpp", "nhsa"), build)
