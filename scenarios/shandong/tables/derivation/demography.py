"""Population, mortality, fertility, sex ratio at birth, migration profile, and the check by one cohort-component step."""
import math
from tablefile import AGES, SEXES, largest_remainder, linear, read, shares

TOTAL_2020 = 101_527_453                # 2020 census, Shandong, 1 November 2020 (NBS / provincial statistics bureau bulletin; confidence high)
BROAD_SHARES = (                        # same bulletin, shares of the total (confidence high)
    (range(0, 15), 0.1878), (range(15, 60), 0.6032), (range(60, 65), 0.2090 - 0.1513), (range(65, 101), 0.1513))
SEX_RATIO = 1.027                       # same bulletin, men per woman
MORTALITY_FACTOR = 0.887                # derived: brings the UN table to the life expectancy below
FERTILITY_FACTOR = 1.09                 # derived: brings the UN rates to the births of 2021 below
LIFE_EXPECTANCY_2020 = 79.18            # Shandong, both sexes (provincial statistics; recalled, confidence medium)
BIRTHS_2021, DEATHS_2021 = 751_000, 779_000   # targets of the two factors; the published figures are 75.0 and 74.9 (10^4; recalled, medium)

CENSUS = (                              # Seventh National Population Census, China, 1 November 2020, persons by 5-year group 0-4 ... 95-99, 100+
    77883888, 90244056, 85255994, 72684140, 74941675, 91847332, 124145190, 99012932, 92955330, 114224887, 121164296,
    101400786, 73382938, 74005560, 49590036, 31238849, 20382878, 10826530, 3652749, 819812, 118866)


def un_population(wpp):
    """WPP 2024 at 31 December 2020 by sex and age, persons: mean of 1 July 2020 and 1 July 2021."""
    out = {s: [0.0] * 101 for s in SEXES}
    for r in read(wpp, "cn_pop_single_age_sex_1950_2100.csv"):
        if r["year"] in ("2020", "2021"):
            for s in SEXES:
                out[s][int(r["age"])] += 500.0 * float(r[s + "_k"])
    return out


def scale_smoothly(values, knots, groups, targets):
    """values[a] * exp(piecewise linear in a through one unknown per group, at that group's knot), the unknowns solved
    by repeated proportional correction so that every group meets its target. Between groups the factor has no step."""
    level = [0.0] * len(groups)
    for _ in range(5000):
        points = list(zip(knots, level)) if not isinstance(knots[0], tuple) else [(k, v) for ks, v in zip(knots, level) for k in ks]
        scaled = [v * math.exp(linear(points, a)) for a, v in enumerate(values)]
        errors = [math.log(t / sum(scaled[a] for a in g)) for g, t in zip(groups, targets)]
        if max(map(abs, errors)) < 1e-13:
            break
        level = [v + 0.7 * e for v, e in zip(level, errors)]
    assert max(map(abs, errors)) < 1e-10, "raking did not converge"
    return scaled


def population(wpp):
    """Shandong at 31 December 2020. 1: UN single ages. 2: raked to the national census groups, one factor by age for both sexes,
    log-linear between group middles (so the sex ratios by age stay those of the UN, and 95-99 runs into 100+ without a step).
    3: iterative proportional fitting to the broad age shares (log factor flat at 0-12, 17-55, 62, 67+, linear between:
    no step at 15, 60, 65) and to the sex ratio (one factor per sex). 4: whole persons, largest remainders."""
    un = un_population(wpp)
    both = [un["male"][a] + un["female"][a] for a in AGES]
    groups = [range(5 * i, 5 * i + 5) for i in range(20)] + [range(100, 101)]
    census = scale_smoothly(both, [g[len(g) // 2] for g in groups], groups, [float(c) for c in CENSUS])
    p = {s: [un[s][a] * census[a] / both[a] for a in AGES] for s in SEXES}
    national = {s: list(p[s]) for s in SEXES}
    for _ in range(200):
        both = [p["male"][a] + p["female"][a] for a in AGES]
        fitted = scale_smoothly(both, [(0, 12), (17, 55), (62,), (67, 100)], [g for g, _ in BROAD_SHARES],
                                [TOTAL_2020 * share for _, share in BROAD_SHARES])
        p = {s: [p[s][a] * fitted[a] / both[a] for a in AGES] for s in SEXES}
        wanted = {"male": TOTAL_2020 * SEX_RATIO / (1 + SEX_RATIO), "female": TOTAL_2020 / (1 + SEX_RATIO)}
        factor = {s: wanted[s] / sum(p[s]) for s in SEXES}
        p = {s: [v * factor[s] for v in p[s]] for s in SEXES}
        if max(abs(f - 1) for f in factor.values()) < 1e-12:
            break
    whole = largest_remainder(p["male"] + p["female"], TOTAL_2020)
    return {"male": whole[:101], "female": whole[101:]}, national


def mortality(wpp, factor=MORTALITY_FACTOR, first=2020):
    """m[year][sex][age], from `first` to 2100: UN single-age central death rates (WPP 2024 5-year rates, log-linear in time, monotone cubic on the
    log rate by age, one factor per year and sex so that e0 is the published one) x MORTALITY_FACTOR."""
    out = {}
    for r in read(wpp, "cn_mx_single_age_sex_2010_2100_calibrated.csv"):
        year = int(r["year"])
        if year >= first:
            for s in SEXES:
                out.setdefault(year, {t: [None] * 101 for t in SEXES})[s][int(r["age"])] = factor * float(r["mx_" + s])
    return out


def fertility(wpp, factor=FERTILITY_FACTOR, first=2020):
    """f[year][age] births per woman-year, from `first` to 2100: WPP 2024 single-age rates per 1000 / 1000 x factor."""
    out = {}
    for r in read(wpp, "cn_asfr_single_age_1950_2100.csv"):
        if int(r["year"]) >= first:
            out.setdefault(int(r["year"]), {})[int(r["age"])] = factor * float(r["asfr_per_1000"]) / 1000.0
    return out


def birth_sex_ratio(wpp, first=2020):
    """Males per female birth, from `first` to 2100, WPP 2024 as published for China."""
    return {int(r["year"]): r["srb"] for r in read(wpp, "cn_indicators_annual_1950_2100.csv") if int(r["year"]) >= first}


def migration(wpp):
    """Share of net migrants by sex and age: |net migrants| of WPP 2024 averaged over 2023-2050, smoothed over age with binomial weights
    (1 4 6 4 1)/16, ends repeated, then to sum 1. Judgement: the UN pattern is international, a province's is not known."""
    g = {s: [0.0] * 101 for s in SEXES}
    for r in read(wpp, "cn_netmig_single_age_sex_2023_2100.csv"):
        if int(r["year"]) <= 2050:
            for s in SEXES:
                g[s][int(r["age"])] += abs(float(r["net_mig_%s_k" % s]))
    smooth = []
    for s in SEXES:
        for a in AGES:
            smooth.append(sum(w * g[s][min(max(a + d, 0), 100)] for d, w in ((-2, 1), (-1, 4), (0, 6), (1, 4), (2, 1))) / 16.0)
    return shares(smooth, 8)


def life_table(m, sex):
    """l, L from central rates: q = m / (1 + (1 - ax) m), ax = 1/2; at 0 Coale-Demeny West (m0 < 0.107: 0.045 + 2.684 m0 men,
    0.053 + 2.8 m0 women); open age L = l / m. L = l' + ax (l - l')."""
    l, big = 1.0, []
    for a in range(100):
        ax = 0.5 if a else (0.045 + 2.684 * m[0] if sex == "male" else 0.053 + 2.8 * m[0])
        q = m[a] / (1.0 + (1.0 - ax) * m[a])
        big.append(l * (1.0 - q) + ax * l * q)
        l *= 1.0 - q
    big.append(l / m[100])
    return big


def life_expectancy(m_year, srb):
    """e0 of men, women and both (newborns mixed by the sex ratio at birth)."""
    e = {s: sum(life_table(m_year[s], s)) for s in SEXES}
    return e["male"], e["female"], (e["male"] * srb + e["female"]) / (1.0 + srb)


def step(p, m_year, f_year, srb):
    """One year without migration: S = L[a+1]/L[a], newborns L0, 99 and over together L100/(L99 + L100); births = sum of f x mean of the
    women at both ends. Returns closing population, births, deaths (opening + births - closing)."""
    new = {s: [0.0] * 101 for s in SEXES}
    for s in SEXES:
        big = life_table(m_year[s], s)
        for a in range(99):
            new[s][a + 1] = p[s][a] * big[a + 1] / big[a]
        new[s][100] = (p[s][99] + p[s][100]) * big[100] / (big[99] + big[100])
    births = sum(f * 0.5 * (p["female"][a] + new["female"][a]) for a, f in f_year.items())
    for s, share in (("male", srb / (1.0 + srb)), ("female", 1.0 / (1.0 + srb))):
        new[s][0] = births * share * life_table(m_year[s], s)[0]
    deaths = sum(p["male"]) + sum(p["female"]) + births - sum(new["male"]) - sum(new["female"])
    return new, births, deaths
