"""Use of care and bills of 2015-25 as published, less what the ageing of the insured adds in the projection.

    python3 derivation/care_levels.py

The program multiplies use by an age profile whose mean is set in 2015: without this, ageing since would count twice. Prints the series as
they stand in assumptions.yaml, and what was taken off. Needs NumPy and SciPy (the people are those of fit_membership.py).
"""
import sys
sys.dont_write_bytecode = True
import numpy
import fit_membership as fit
import projection
from projection import ACTIVE, ADULT, ASSISTED, FLEXIBLE, MINOR, RETIRED

# NHSA data pages, use of benefits 2012-2025: services per person insured at year end, yuan per discharge; employees from 2015, residents from
# 2019 (before it the denominators differ).
USE = {
    "employee.inpatient": (0.15997, 0.1675, 0.17428, 0.17794, 0.18282, 0.15318, 0.16653, 0.17319, 0.21591, 0.21707, 0.21265),
    "employee.general-outpatient": (4.889, 5.038, 5.172, 5.389, 5.485, 4.367, 4.862, 4.861, 5.876, 6.937, 7.181),
    "employee.chronic-outpatient": (0.565, 0.59, 0.636, 0.676, 0.776, 0.677, 0.728, 0.77, 0.739, 0.848, 0.931),
    "resident.inpatient": (0.16643, 0.15101, 0.15216, 0.16259, 0.20689, 0.21741, 0.20818),
    "resident.general-outpatient": (1.767, 1.592, 1.668, 1.728, 2.157, 2.511, 2.685),
    "resident.chronic-outpatient": (0.183, 0.211, 0.242, 0.302, 0.348, 0.439, 0.523),
}
BILL = {
    "employee.inpatient": (10413, 10825, 11000, 11181, 11888, 12657, 12948, 12884, 12176, 11706, 11522),
    "resident.inpatient": (7049, 7546, 8023, 8129, 7674, 7409, 7339),
}
GROUPS = {"employee": (ACTIVE, FLEXIBLE, RETIRED), "resident": (MINOR, ADULT, ASSISTED)}


def main():
    place = projection.Place(fit.BASE, fit.PERSONS)
    leave, entry = fit.VARIANTS["baseline"]
    knots = {"entry": entry, "flexible": fit.MIDDLE, "lapse": fit.MIDDLE}
    h = fit.fit(place, fit.published(), leave, knots, None)
    x = place.states(fit.path(h, knots, leave), fit.LAST, fit.NEWBORN_COVERAGE)
    profiles = projection.table("service-profiles.csv")
    for branch, rates in USE.items():
        group, service = branch.split(".")
        rows = [r for r in profiles if r["scheme"] == group and r["service"] == service]
        use, cost = projection.panel(rows, "relative_use"), projection.panel(rows, "relative_cost")
        statuses = list(GROUPS[group])
        insured = {y: v[:, statuses].sum() for y, v in x.items()}
        exposure = {y: (x[y] + x[y - 1])[:, statuses].sum(1) / 2 for y in x if y >= fit.BASE}
        first = fit.LAST + 1 - len(rates)

        def index(y):
            return exposure[y] @ use / insured[y] / (exposure[fit.BASE] @ use / insured[fit.BASE])

        def bill(y):
            return (exposure[y] @ (use * cost)) / (exposure[y] @ use) / ((exposure[fit.BASE] @ (use * cost)) / (exposure[fit.BASE] @ use))
        print("%s use { %s }" % (branch, ", ".join("%d: %.4g" % (first + i, r / index(first + i)) for i, r in enumerate(rates))))
        print("  taken off: %s" % ", ".join("%d %.1f %%" % (y, 100 * (1 - 1 / index(y))) for y in (2019, 2022, 2025)))
        if branch in BILL:
            print("%s bill { %s }" % (branch, ", ".join("%d: %.0f" % (first + i, c / bill(first + i)) for i, c in enumerate(BILL[branch]))))


if __name__ == "__main__":
    main()
