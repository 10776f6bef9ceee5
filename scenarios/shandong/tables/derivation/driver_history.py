"""The history of the uncertain drivers that `fundcast fit drivers` is fitted to. Python 3, standard library only.

    python3 derivation/driver_history.py --wpp DIR --nhsa DIR [--out DIR] [--check]

--wpp   folder with the United Nations files (README.md)
--nhsa  folder with derived_utilisation_2012_2025.csv (national series of the National Healthcare Security Administration)

Observations as they stand; what is taken off each says the row `fit` of the table. Changes of the mortality index come from
mortality-index-by-year.csv beside the tables, which `fundcast fit mortality` writes.
"""
import os
import sys
sys.dont_write_bytecode = True
import math
import tablefile
from tablefile import read, text

HERE = os.path.dirname(os.path.abspath(__file__))
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
PRICES = "drug-prices+consumable-prices+service-prices+examination-prices"
# What is taken off each series, and the years that are passed over: the epidemic, and in 2023 a change of what counts as a visit.
FITS = {"wage": "linear", PRICES: "constant", "use": "log quadratic step-2023", "mortality": "constant", "fertility": "log quadratic",
        "participation": "constant", "interest": "constant"}
LEFT_OUT = {PRICES: (2020, 2023), "use": (2020,), "mortality": range(2020, 2024)}


def wage():
    """Growth of the all-units mean; non-private alone before 2010."""
    def mean(y):
        return NON_PRIVATE_SHARE * NON_PRIVATE[y] + (1 - NON_PRIVATE_SHARE) * PRIVATE[y]
    return {y: mean(y) / mean(y - 1) - 1 if y > 2009 else NON_PRIVATE[y] / NON_PRIVATE[y - 1] - 1 for y in range(2000, 2025)}


def prices(rows, growth):
    """Log growth of the unit cost of the three classes of the employee scheme, Tornqvist, less wage growth."""
    bill, cost = {}, {}
    for c, n in (("ip", "disch"), ("op", "op"), ("chr", "chr")):
        bill[c] = {y: float(r["emp_%s_yi" % c]) for y, r in rows.items() if r["emp_%s_yi" % c]}
        cost[c] = {y: b / float(rows[y]["emp_%s_wan" % n]) for y, b in bill[c].items()}
    share = lambda c, y: bill[c][y] / sum(b[y] for b in bill.values())
    return {y: sum(0.5 * (share(c, y) + share(c, y - 1)) * math.log(cost[c][y] / cost[c][y - 1]) for c in bill) - math.log(1 + growth[y])
            for y in bill["ip"] if y - 1 in bill["ip"] and y in growth}


def index_changes():
    with open(os.path.join(HERE, "..", "mortality-index-by-year.csv"), encoding="utf-8") as f:
        lines = [line.strip().split(",") for line in f if not line.startswith("#")]
    return {int(y): float(change) for y, _, change in lines[1:] if change}


def build(wpp, nhsa):
    rows = {int(r["year"]): r for r in read(nhsa, "derived_utilisation_2012_2025.csv")}
    active = {y: float(r["emp_active_wan"]) for y, r in rows.items()}
    growth = wage()
    x = {
        "wage": growth,
        PRICES: prices(rows, growth),
        "use": {y: float(r["emp_disch_wan"]) / float(r["emp_enrol_wan"]) for y, r in rows.items()},
        "mortality": index_changes(),
        "fertility": {int(r["year"]): float(r["tfr"]) for r in read(wpp, "cn_indicators_annual_1950_2100.csv") if 1992 <= int(r["year"]) <= 2023},
        "participation": {y: math.log(active[y] / active[y - 1]) / ENTRY_SHARE for y in active if y - 1 in active},
        "interest": {y: v / 100 for y, v in DEPOSIT.items()},
    }
    years = range(min(map(min, x.values())), max(map(max, x.values())) + 1)
    cell = lambda n, y: "left-out" if y in LEFT_OUT.get(n, ()) else "%.7g" % x[n][y] if y in x[n] else ""
    return {"driver-history.csv": text([
        "title: National history of the uncertain drivers",
        "unit: those of the drivers; yearly values before any summing up; left-out: not fitted",
        "source: wage: growth of the mean wage of urban units, 0.55 non-private + 0.45 private, non-private alone before 2010 (National Bureau of "
        "Statistics; recalled, confidence high); share/year",
        "source: prices: log growth of the unit cost of the employee scheme's three classes, bill weights, less wage growth "
        "(National Healthcare Security Administration series; high); 2020 (epidemic) and 2023 (count changed) left out; all components together",
        "source: use: discharges per insured of the employee scheme (same series; high); 2020 left out",
        "source: mortality: yearly change of the index of mortality-index-by-year.csv, to 2019; United Nations, World Population Prospects 2024, China "
        "(CC BY 3.0 IGO; confidence high); smooth by construction",
        "source: fertility: total fertility; same source",
        "source: participation: log growth of active employees insured (National Healthcare Security Administration; high), divided by "
        "%.4f, the entries to work over those at work (derived; low)" % ENTRY_SHARE,
        "source: interest: one-year deposit rate at the end of the year (People's Bank of China; recalled, high to 2021, medium after)",
        "derivation: derivation/driver_history.py"],
        ["year"] + list(x), [["fit"] + [FITS[n] for n in x]] + [[y] + [cell(n, y) for n in x] for y in years])}


if __name__ == "__main__":
    tablefile.run("The history of the uncertain drivers.", ("wpp", "nhsa"), build)
