"""Fits the yearly hazards of membership to the published enrolment of 2015-2025, four times over.

    python3 derivation/fit_membership.py

Reads the tables above this folder and Tests/PlacesTests/national-published.csv (NHSA bulletins and data pages; each row has its
source). Needs NumPy and SciPy. Least squares on the log of: persons at work (flexible workers with them) and retired (each year
2016-2025), residents (the same years but 2016, for which nothing comparable is published) and flexible workers (the five years
published), every residual over its tolerance (3 %, 5 %). Prints the hazards as they stand in assumptions.yaml and reforms/, the rms by
series, the worst year, and what the fit leads to in 2060; stops where a year lies outside its tolerance.

Fitted: entry to work, entry as flexible worker and lapse, linear between the dates below, then held; the qualified share, one number. Not
fitted: exit from work, which totals cannot say because entry makes up for it, and whether entry followed one trend or peaked about
2020. So both are set by hand, four ways; all four meet the same figures. The three beside the baseline begin in 2016 on the people of the
baseline at the end of 2015, as a reform does, and are printed year by year.
"""
import csv
import os
import sys
sys.dont_write_bytecode = True
import numpy
from scipy.optimize import least_squares
import projection
from projection import ACTIVE, ADULT, ASSISTED, FLEXIBLE, HERE, MINOR, RETIRED

FIGURES = os.path.join(HERE, "..", "..", "..", "..", "Tests", "PlacesTests", "national-published.csv")
BASE, LAST, HORIZON = 2015, 2025, 2060
# End of 2015, persons; the sources stand at base-year-figures.persons of baseline.yaml.
PERSONS = {"employee-retired": 75_310_000, "employee-flexible": 36_830_000, "employee-active": 176_790_000,
           "resident-minor": 291_650_000, "resident-assisted": 66_350_000, "resident-adult": 688_885_000}
NEWBORN_COVERAGE = 0.95
FIXED = {"enrol": 0.0256, "assist": 0.0065, "unassist": 0.05,      # re-enrolment: earlier national fit; assisted: judgement
         "out": 0.005, "back": 0.024}                               # work to flexible work and back, even in 2015: judgement
ENDS, MIDDLE = (2015, 2025), (2015, 2020, 2025)
# Exit from work, dates of entry to work, start of it.
VARIANTS = {"baseline": (0.02, ENDS), "fit-high-turnover": (0.04, ENDS), "fit-low-turnover": (0.005, ENDS), "fit-entry-peak": (0.02, MIDDLE)}
SMOOTH = 0.05                                                       # weight of the kinks, so that what the totals do not say stays straight
START = {"entry": 0.08, "flexible": 0.01, "lapse": 0.005, "qualified": 0.94}


def published():
    out = {}
    with open(FIGURES, newline="", encoding="utf-8") as f:
        for r in csv.DictReader(line for line in f if not line.startswith("#")):
            out.setdefault(r["figure"], {})[int(r["year"])] = float(r["value"]) * (1e4 if r["unit"] == "10^4 persons" else 1)
    return out


SERIES = {
    "employee-active-and-flexible": (lambda x: x[ACTIVE] + x[FLEXIBLE], 0.03),
    "employee-retired": (lambda x: x[RETIRED], 0.03),
    "employee-insured": (lambda x: x[ACTIVE] + x[FLEXIBLE] + x[RETIRED], 0.03),
    "resident-insured": (lambda x: x[MINOR] + x[ADULT] + x[ASSISTED], 0.03),
    "active-retired-ratio": (lambda x: (x[ACTIVE] + x[FLEXIBLE]) / x[RETIRED], 0.03),
    "employee-flexible": (lambda x: x[FLEXIBLE], 0.05),
}
LEFT_OUT = {("resident-insured", 2016)}
FITTED = ("employee-active-and-flexible", "employee-retired", "resident-insured", "employee-flexible")


def unpack(v, knots):
    out, i = {}, 0
    for name, dates in knots.items():
        out[name] = list(numpy.exp(v[i:i + len(dates)]))
        i += len(dates)
    out["qualified"] = v[i]
    return out


def path(h, knots, leave, opening=None):
    """Hazards by year; those of the base year are `opening` where it is given."""
    def of(year):
        if opening and year == BASE:
            return opening
        now = {n: float(numpy.interp(year, dates, h[n])) for n, dates in knots.items()}
        return dict(FIXED, exit=leave, qualified=h["qualified"], **now)
    return of


def kinks(h, knots):
    """Changes of the yearly log growth at the inner dates."""
    return [10 * (numpy.log(b / a) / (k1 - k0) - numpy.log(c / b) / (k2 - k1))
            for n, k in knots.items() for a, b, c, k0, k1, k2 in zip(h[n], h[n][1:], h[n][2:], k, k[1:], k[2:])]


def fit(place, truth, leave, knots, opening):
    """Hazards rounded to four digits."""
    def residuals(v):
        h = unpack(v, knots)
        run = place.run(path(h, knots, leave, opening), LAST, NEWBORN_COVERAGE)
        return numpy.array(
            [numpy.log(f(run[y]) / truth[s][y]) / t for s, (f, t) in SERIES.items() if s in FITTED
             for y in truth[s] if y > BASE and (s, y) not in LEFT_OUT] + [SMOOTH * k for k in kinks(h, knots)])
    start = numpy.array([numpy.log(START[n] * (1 + 4 * leave if n == "entry" else 1)) for n in knots for _ in knots[n]] + [START["qualified"]])
    upper = numpy.full(len(start), numpy.inf)
    upper[-1] = 1.0
    found = unpack(least_squares(residuals, start, bounds=(-upper - 9, upper), x_scale=0.1).x, knots)
    return {n: [float("%.4g" % u) for u in h] if n in knots else float("%.4g" % h) for n, h in found.items()}


def show(run, truth):
    """Prints how far every series lies from the published one; stops at a year outside its tolerance."""
    for s, (f, tolerance) in SERIES.items():
        off = {y: f(run[y]) / v - 1 for y, v in truth[s].items() if y > BASE}
        worst = max(off, key=lambda y: abs(off[y]))
        print("  %-30s rms %.2f %%, worst %+.2f %% in %d (tolerance %g %%)%s" % (
            s, 100 * numpy.sqrt(numpy.mean([v * v for v in off.values()])), 100 * off[worst], worst, 100 * tolerance,
            "" if s in FITTED else ", not fitted by itself"))
        assert abs(off[worst]) <= tolerance, s
    for year in (2030, 2040, HORIZON):
        x = run[year]
        work, resident = x[ACTIVE] + x[FLEXIBLE], x[MINOR] + x[ADULT] + x[ASSISTED]
        print("  %d: at work %.0f, of them flexible %.0f, retired %.0f, residents %.0f, uninsured %.0f (10^4); %.2f at work to one retired"
              % (year, work / 1e4, x[FLEXIBLE] / 1e4, x[RETIRED] / 1e4, resident / 1e4, x[0] / 1e4, work / x[RETIRED]))


def main():
    truth, place, opening = published(), projection.Place(BASE, PERSONS), None
    for name, (leave, entry) in VARIANTS.items():
        knots = {"entry": entry, "flexible": MIDDLE, "lapse": MIDDLE}
        h = fit(place, truth, leave, knots, opening)
        print("\n%s: exit %g, qualified %g" % (name, leave, h["qualified"]))
        for n in knots:
            dates = knots[n] if opening is None else range(BASE + 1, LAST + 1)
            print("  %-9s { %s }" % (n, ", ".join("%d: %.4g" % (y, numpy.interp(y, knots[n], h[n])) for y in dates)))
        show(place.run(path(h, knots, leave, opening), HORIZON, NEWBORN_COVERAGE), truth)
        opening = opening or path(h, knots, leave)(BASE)


if __name__ == "__main__":
    main()
