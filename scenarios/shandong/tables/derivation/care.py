"""Age profiles of use and cost of care, prevalence of dependency."""
import math
from tablefile import AGES, SEXES, linear, read

# Cost per head by age, relative; knot at the middle of each band. Assumption; the slope above 60 (SLOPE) was bent to the
# retired/active ratio 3.34 of the cost in medical institutions, national 2025 (NHSA).
EMPLOYEE = ((22, 0.45), (27, 0.65), (32, 0.75), (37, 0.80), (42, 1.00), (47, 1.25), (52, 1.60), (57, 2.05), (62, 2.6), (67, 3.3),
            (72, 4.0), (77, 4.7), (82, 5.3), (87, 5.6))
SLOPE = 0.0042
RESIDENT = ((2, 0.9), (9.5, 0.25), (19.5, 0.35), (34.5, 0.6), (49.5, 1.1), (59.5, 1.8), (69.5, 2.6), (79.5, 3.0))
# Mean inpatient expenditure per admission by age, index to 45-49: one Chinese city 2012-2014 (PMC6325289, table 2).
ADMISSION = ((32, 0.70), (37, 0.80), (42, 0.90), (47, 1.00), (52, 1.10), (57, 1.18), (62, 1.21), (67, 1.18), (72, 1.13), (77, 1.09),
             (82, 1.05), (87, 1.12), (92, 1.11))
# How steeply chronic care rises beyond the common shape, so that the bills of all classes together (maternity left out) meet the
# ratio 3.34 of retired to active in 2025 (a test of the shipped run measures it).
CHRONIC_TILT = 0.2
SERVICES = ("inpatient", "general-outpatient", "chronic-outpatient", "maternity")


def cost_shape(scheme, a):
    """Linear between mid-band knots, flat outside; employees x exp(SLOPE (a - 60)) above 60."""
    if scheme == "employee":
        return linear(EMPLOYEE, a) * (math.exp(SLOPE * (a - 60)) if a > 60 else 1.0)
    return linear(RESIDENT, a)


def prevalence_like(a):
    """Logistic with middle 55 and scale 8 years: 0.04 at 30, 0.5 at 55, 0.87 at 70; the shape of treated hypertension and diabetes (judgement)."""
    return 1.0 / (1.0 + math.exp(-(a - 55) / 8.0))


def service(scheme, name, s, a, fertility_2020):
    """(relative use, relative cost). Inpatient: cost = admission index, use = shape / cost. General outpatient: use = shape.
    Chronic outpatient: zero below 30, shape x prevalence_like ** CHRONIC_TILT. Maternity: women, UN fertility 2020."""
    shape = cost_shape(scheme, a)
    if name == "inpatient":
        cost = linear(ADMISSION, a)
        return shape / cost, cost
    if name == "general-outpatient":
        return shape, 1.0
    if name == "chronic-outpatient":
        return (shape * prevalence_like(a) ** CHRONIC_TILT if a >= 30 else 0.0), 1.0
    return (fertility_2020.get(a, 0.0) if s == "female" else 0.0), 1.0


def dependency(ltc):
    """Share dependent. From 65: two states, healthy and dependent, start PREVALENCE_65 at 65, then one-year probabilities of Fu, Sherris and Xu
    (static model, CLHLS 1998-2014): d' = (h p_HD + d p_DD) / (h (p_HH + p_HD) + d (p_DH + p_DD)). 45-64: log-linear from 0.0005 at 45 to the
    value at 65; under 45: 0.0005 (both judgement: long-term care serves the old, and the reference total counts those of 65 and over)."""
    p = {(r["sex"], int(r["age"])): {k: float(v) for k, v in r.items() if k.startswith("p_")}
         for r in read(ltc, "clhls_transition_rates_fu_sherris_xu.csv") if r["model"] == "static"}
    out = {}
    for s in SEXES:
        share = [0.0005] * 101
        share[65] = 0.05
        for a in range(65, 100):
            r, d = p["M" if s == "male" else "F", a], share[a]
            share[a + 1] = ((1 - d) * r["p_HD"] + d * r["p_DD"]) / ((1 - d) * (r["p_HH"] + r["p_HD"]) + d * (r["p_DH"] + r["p_DD"]))
        for a in range(46, 65):
            share[a] = 0.0005 * (0.05 / 0.0005) ** ((a - 45) / 20.0)
        out[s] = share
    return out


def dependency_knots():
    """Rounded values of an earlier, independent projection with the same rates, for comparison."""
    return {"male": {65: 0.05, 75: 0.058, 85: 0.096, 95: 0.17}, "female": {65: 0.05, 75: 0.069, 85: 0.118, 95: 0.206}}
