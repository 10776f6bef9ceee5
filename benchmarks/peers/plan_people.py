"""People of an exported plan: stocks, exposure, books and their weighted sums (articles Population and Membership)."""

import numpy as np

MALE, FEMALE = 0, 1
OPEN_AGE = 100


def mix_of_residents(persons, prior):
    """Shares of the statuses in each cell; the prior ones where nobody lives. [sex, age, status]"""
    residents = persons.sum(axis=2, keepdims=True)
    return np.where(residents > 0, persons / np.where(residents > 0, residents, 1), prior)


def run_people(plan, region, variant):
    """Stocks by year, the opening first: [stock, sex, age, status], and who died, at the age reached: [year, …]."""
    suffix = f"r{region}-m{variant}"
    opening = plan.array(f"opening-state-r{region}")
    prior = np.moveaxis(plan.array(f"prior-mix-r{region}"), 0, 2)
    survival = plan.array(f"survival-{suffix}")
    newborn_survival = plan.array(f"newborn-survival-{suffix}")
    transitions = plan.array(f"transitions-{suffix}")
    fertility = plan.array(f"fertility-{suffix}")
    boys_share = plan.array(f"boys-share-{suffix}")
    coverage = plan.array(f"newborn-coverage-{suffix}")
    migrants = plan.array(f"migrants-{suffix}")
    name = f"relative-mortality-{suffix}"
    relative = plan.array(name) if name in plan.entries else None
    newborn = plan.text["newborn"]

    stocks, deaths = [opening], []
    for year in range(len(plan.text["years"])):
        before = stocks[-1]
        half = migrants[year][:, :, None] / 2
        women_before = before[FEMALE].sum(axis=1)

        x = before + half * mix_of_residents(before, prior)
        x = np.einsum("satf,saf->sat", transitions[year], x)
        alive = by_state(survival[year], x, None if relative is None else relative[year])
        aged = age(x * alive)
        dead = age(x * (1 - alive))

        women_now = aged[FEMALE].sum(axis=1)
        women = 0.5 * (women_before + women_now + migrants[year, FEMALE])
        births = (fertility[year] * women).sum()
        for sex, share in ((MALE, boys_share[year]), (FEMALE, 1 - boys_share[year])):
            born = births * share
            alive = born * newborn_survival[year, sex]
            for status, part in (("insured", coverage[year]), ("uninsured", 1 - coverage[year])):
                aged[sex, 0, newborn[status]] += alive * part
                dead[sex, 0, newborn[status]] += (born - alive) * part

        stocks.append(aged + half * mix_of_residents(aged, prior))
        deaths.append(dead)
    return np.array(stocks), np.array(deaths)


def by_state(survival, x, relative):
    """Survival of every state, S^(level·r), where the level of a cell lets all its states together survive by S; by bisection.
    [sex, age, status]"""
    if relative is None:
        return survival[:, :, None]
    low, high = np.zeros_like(survival), np.full_like(survival, 1.0)
    total = x.sum(axis=2)

    def excess(level):
        return (x * survival[:, :, None] ** (level[:, :, None] * relative)).sum(axis=2) - survival * total

    while (excess(high) > 0).any():
        high = np.where(excess(high) > 0, 2 * high, high)
    for _ in range(200):
        middle = (low + high) / 2
        above = excess(middle) > 0
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return survival[:, :, None] ** (((low + high) / 2)[:, :, None] * relative)


def age(x):
    """Everybody a year older; the open age keeps its own. [sex, age, status]"""
    aged = np.zeros_like(x)
    aged[:, 1:] = x[:, :-1]
    aged[:, OPEN_AGE] += x[:, OPEN_AGE]
    return aged


def weighted_sums(plan, region, scenario, stocks, deaths):
    """Every quantity of every status and year, {name: [year, status]}, and its months in years in which rules move,
    {(name, year): [month, status]}."""
    place = plan.text["regions"][region]
    people = {
        "person-years": (stocks[:-1] + stocks[1:]) / 2,
        "annual": stocks[1:] + deaths,
        "year-end": stocks[1:],
    }
    sums, months = {}, {}
    for product in place["products"]:
        if scenario not in product["scenarios"]:
            continue
        weights = plan.array(f"weights-r{region}-w{product['weights']}")
        values = np.einsum("yqsa,ysak->yqk", weights, people[product["basis"]])
        for row, name in enumerate(product["quantities"]):
            sums[name] = values[:, row]
        for year in range(len(plan.text["years"])):
            entry = f"weights-r{region}-w{product['weights']}-y{year}"
            if entry in plan.entries:
                monthly = np.einsum("mqsa,sak->mqk", plan.array(entry), people[product["basis"]][year])
                for row, name in enumerate(product["quantities"]):
                    months[name, year] = monthly[:, row]
    return sums, months
