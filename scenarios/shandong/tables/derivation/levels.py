"""Money levels of the base year for Shandong, step by step. No input files: constants with their sources.

    python3 derivation/levels.py

Units: 亿元 (10^8 yuan), 万人 (10^4 persons), yuan where said.
"""
# Shandong, medical security conference report, February 2021 (confidence high)
INSURED, INCOME, EXPENDITURE = 9697.8, 1587.0, 1463.5       # 万人, 亿元, 亿元, 2020, all basic funds
STANDARD = 830.0                                            # yuan, resident financing per head 2020: 550 subsidy + 280 premium
RECOVERED = 15.13                                           # 亿元, recovered in 2020
CUT = 117.0                                                 # 亿元, employer contributions not collected, February-June 2020, half rate
EMPLOYEE = 2270.0                                           # 万人, employee scheme end-2020 (recalled, medium)
RETIRED, FLEXIBLE = 594.0, 382.0                            # 万人, derived from national shares (low)
# National, NHSA statistical bulletins 2019 and 2020 (recalled, high; the 2020 split medium)
N_EMPLOYEE = {2019: 32924.7, 2020: 34455.1}                 # 万人
N_RESIDENT = {2019: 102482.7, 2020: 101676.0}
N_E_INCOME = 15732.0                                        # 亿元, 2020
N_POOL_OUT = {2019: 7939.0, 2020: 7931.0}
N_PA_OUT = {2019: 4724.0, 2020: 4936.0}
N_R_INCOME = 9115.0                                         # 亿元, 2020
N_R_OUT = {2019: 8191.0, 2020: 8165.0}
N_POOL_STOCK, N_PA_STOCK, N_R_STOCK = 14128.0, 8426.0, 5143.0   # 亿元, end-2019
# National mean wages, urban non-private and private units, yuan (NBS; recalled, high)
NON_PRIVATE = {2019: 90501.0, 2020: 97379.0}
PRIVATE = {2019: 53604.0, 2020: 57727.0}
WAGE_RATIO, NON_PRIVATE_SHARE = 0.90, 0.55                  # Shandong to national; weight of non-private units (recalled, medium)


def main():
    def show(name, value, unit, how):
        print(("%-46s %10.*f %-5s %s" % (name, 2 if unit else 4, value, unit, how)).rstrip())
        return value

    print("1. Income 2020")
    resident = show("residents insured", INSURED - EMPLOYEE, "万人", "= %.1f - %.0f" % (INSURED, EMPLOYEE))
    per_head = show("national resident income per insured", N_R_INCOME / N_RESIDENT[2020] * 1e4, "yuan", "= 9115 / 101676")
    excess = show("to the standard of 830", per_head / STANDARD, "", "local excess factor; the standard is a floor")
    r_in = show("resident income", resident * STANDARD * excess / 1e4, "亿元", "= residents x 830 x factor")
    e_in = show("employee income (pool and accounts)", INCOME - r_in, "亿元", "= 1587 - resident")
    each = show("per employee insured", e_in / EMPLOYEE * 1e4, "yuan", "")
    show("to the national figure", each / (N_E_INCOME / N_EMPLOYEE[2020] * 1e4), "", "national 15732 / 34455.1 = %.0f yuan" % (N_E_INCOME / N_EMPLOYEE[2020] * 1e4))

    print("\n2. Expenditure 2020: national per insured x one factor to 1463.5")
    ne = show("national per insured, employee", (N_POOL_OUT[2020] + N_PA_OUT[2020]) / N_EMPLOYEE[2020] * 1e4, "yuan", "= 12867 / 34455.1")
    nr = show("national per insured, resident", N_R_OUT[2020] / N_RESIDENT[2020] * 1e4, "yuan", "= 8165 / 101676")
    raw = show("Shandong at these", (ne * EMPLOYEE + nr * resident) / 1e4, "亿元", "")
    factor = show("common factor", EXPENDITURE / raw, "", "= 1463.5 / that")
    e_out = show("employee expenditure", ne * EMPLOYEE / 1e4 * factor, "亿元", "")
    r_out = show("resident expenditure", nr * resident / 1e4 * factor, "亿元", "")
    split = N_POOL_OUT[2020] / (N_POOL_OUT[2020] + N_PA_OUT[2020])
    pool = show("  pool", e_out * split, "亿元", "national share of the pool %.4f" % split)
    accounts = show("  personal accounts", e_out - pool, "亿元", "")

    print("\n3. Expenditure 2019: 2020 / national growth of the totals 2019-2020")
    pool19 = show("pool", pool * N_POOL_OUT[2019] / N_POOL_OUT[2020], "亿元", "x 7939 / 7931")
    accounts19 = show("personal accounts", accounts * N_PA_OUT[2019] / N_PA_OUT[2020], "亿元", "x 4724 / 4936")
    e19 = show("employee scheme", pool19 + accounts19, "亿元", "")
    r19 = show("resident scheme", r_out * N_R_OUT[2019] / N_R_OUT[2020], "亿元", "x 8191 / 8165")
    total19 = show("both", e19 + r19, "亿元", "")

    print("\n4. Opening balances, 31 December 2019")
    show("national months, employee pool", N_POOL_STOCK / N_POOL_OUT[2019] * 12, "", "= 14128 / 7939 x 12 (rounded: 21.4)")
    pool0 = show("employee pool", pool19 * 21.4 / 12, "亿元", "21.4 months of 2019 expenditure")
    show("national months, resident", N_R_STOCK / N_R_OUT[2019] * 12, "", "= 5143 / 8191 x 12 (rounded: 7.5)")
    resident0 = show("resident scheme", r19 * 7.5 / 12, "亿元", "7.5 months of 2019 expenditure")
    accounts0 = show("personal accounts", accounts * N_PA_STOCK / N_PA_OUT[2020], "亿元", "= accounts 2020 x 8426 (end-2019) / 4936 (2020)")
    show("all three", pool0 + resident0 + accounts0, "亿元", "")

    print("\n5. Mean wage of all units, yuan")
    wage = {}
    for y in (2019, 2020):
        national = NON_PRIVATE_SHARE * NON_PRIVATE[y] + (1 - NON_PRIVATE_SHARE) * PRIVATE[y]
        show("national %d" % y, national, "yuan", "= 0.55 x %.0f + 0.45 x %.0f" % (NON_PRIVATE[y], PRIVATE[y]))
        wage[y] = show("Shandong %d" % y, WAGE_RATIO * national, "yuan", "x 0.90")
    show("growth, %", 100 * (wage[2020] / wage[2019] - 1), "%", "")

    print("\n6. Recoveries")
    show("15.13 to expenditure of 2019, %", 100 * RECOVERED / total19, "%", "")

    print("\n7. Cross-checks, not inputs")
    active = EMPLOYEE - RETIRED - FLEXIBLE
    flexible_in = show("flexible workers pay", FLEXIBLE * 0.085 * 0.7 * wage[2019] / 1e4, "亿元", "8.5 % on 0.7 x mean wage 2019")
    interest = show("interest", 0.02 * (pool0 + accounts0), "亿元", "2 % on pool and accounts")
    due = show("employers and workers, before the cut", e_in + CUT - flexible_in - interest, "亿元", "= income + 117 - the two above")
    base = show("implied base per active worker", due / active / 0.09 * 1e4, "yuan", "at 7 %% + 2 %%, %.0f 万 active" % active)
    show("to mean wage 2020", base / wage[2020], "", "")
    employer = show("employer part", due * 7 / 9, "亿元", "")
    show("cut to employer part, %", 100 * CUT / employer, "%", "")
    show("eligible share", CUT / (0.5 * 5 / 12 * employer), "", "= 117 / (half x 5/12 x employer part)")
    show("same, employers paying for flexible workers too", CUT / (0.5 * 5 / 12 * 0.07 * (e_in + CUT - interest) / 0.09), "", "all contributors at 7 % + 2 %")
    show("balance 2020", INCOME - EXPENDITURE, "亿元", "employee %+.1f, resident %+.1f" % (e_in - e_out, r_in - r_out))


if __name__ == "__main__":
    main()
