"""The history of mortality that `fundcast fit mortality` is fitted to. Python 3, standard library only.

    python3 derivation/mortality_history.py --wpp DIR [--out DIR] [--check]

Rates of the five-year periods 1975-80 ... 2015-20 by age group, people and deaths of every year 1978-2023, thousands, China.
"""
import sys
sys.dont_write_bytecode = True
import tablefile
from tablefile import AGES, SEXES, read, text

PERIODS = range(1978, 2019, 5)          # middles of the periods
YEARS = range(1978, 2024)


def build(wpp):
    rates, people = {}, {}
    for r in read(wpp, "cn_mx_5yr_age_sex_1950_2100.csv"):
        if int(r["year"]) in PERIODS:
            for sex, column in zip(SEXES, ("mxM", "mxF")):
                rates[sex, int(r["age"].rstrip("+")), int(r["year"])] = r[column]
    for r in read(wpp, "cn_pop_single_age_sex_1950_2100.csv"):
        if int(r["year"]) in YEARS:
            for sex, column in zip(SEXES, ("male_k", "female_k")):
                people[sex, int(r["age"]), int(r["year"])] = "%.3f" % float(r[column])
    deaths = {int(r["year"]): "%.3f" % float(r["deaths_k"]) for r in read(wpp, "cn_indicators_annual_1950_2100.csv")}
    groups = sorted({age for _, age, _ in rates})
    rows = [["death-rate", s, a] + [rates.get((s, a, y), "") for y in YEARS] for s in SEXES for a in groups]
    rows += [["population", s, a] + [people[s, a, y] for y in YEARS] for s in SEXES for a in AGES]
    rows += [["deaths", "all", "all"] + [deaths[y] for y in YEARS]]
    return {"mortality-history.csv": text([
        "title: Mortality of China: rates by age group, people and deaths by year",
        "unit: death-rate: per person-year, at the middle of five-year periods; population (1 July) and deaths: 10^3",
        "source: United Nations, World Population Prospects 2024, China (CC BY 3.0 IGO; confidence high), 5-year rates of 1975-2020: Lee-Carter, both "
        "sexes with one index, singular value decomposition, linear between age groups",
        "source: the rates behind it are themselves modelled and smooth; the shape at high ages is that of model life tables (confidence low)",
        "derivation: derivation/mortality_history.py"], ["measure", "sex", "age"] + list(YEARS), rows)}


if __name__ == "__main__":
    tablefile.run("The history of mortality.", ("wpp",), build)
