"""What the contribution base, the accounts and the credits of retirees and flexible workers are derived from. No input files: constants with their sources.

    python3 derivation/levels.py

Units: 10^8 yuan (亿元), 10^4 persons (万人), yuan where said. NHSA bulletins; 2019-20 and the split of 2021-22 recalled.
"""
INCOME = {2019: 15845, 2020: 15732, 2021: 19003.10, 2022: 20793.27, 2023: 22931.65, 2024: 23732.47, 2025: 24683.60}
ACCOUNTS = {2019: 5840, 2020: 6587, 2021: 7139, 2022: 7633, 2023: 6351.35, 2024: 6390.01, 2025: 6390.69}
ACTIVE = {2018: 23308, 2019: 24224, 2020: 25429, 2021: 26106, 2022: 26604, 2023: 27099, 2024: 27490.84, 2025: 28062.32}
RETIRED = {2018: 8373, 2019: 8700, 2020: 9026, 2021: 9324, 2022: 9639, 2023: 9996, 2024: 10457.50, 2025: 10793.80}
# Published 2019, 2021, 2022, 2024, 2025; the years between on a straight line, 2018 backwards at the growth of 2019-21.
FLEXIBLE = {2018: 4227, 2019: 4426, 2020: 4640, 2021: 4853, 2022: 5272, 2023: 5944, 2024: 6615.91, 2025: 6982.18}
STOCK = {2018: 18750, 2019: 22554, 2020: 25423, 2021: 29440, 2022: 35106, 2023: 40282, 2024: 44917}   # pool and accounts at year end
ACCOUNT_STOCK = {2022: 13712.65, 2023: 13966, 2024: 14471.75}
# All-units wage, yuan: 0.55 non-private + 0.45 private (NBS, recalled); 2025 at 3 %.
WAGE = {2018: 67636, 2019: 73897, 2020: 79536, 2021: 87058, 2022: 92073, 2023: 97137, 2024: 99525, 2025: 102511}
RELIEF = {2020: 1649}                                       # employer contributions not levied, NHSA bulletin of 2020 (recalled)
RATE, OWN, FLEXIBLE_RATE, FLEXIBLE_BASE, INTEREST = 0.09, 0.02, 0.085, 0.7, 0.02
POOL_ONLY, OWN_RATE = 2513.32, 0.02                           # insured without an account at the end of 2024 (bulletin)
PENSION = {2022: 3500}                                      # yuan a month, mean basic pension of retired employees (recalled, low)


def mean(stock, y):
    return (stock[y - 1] + stock[y]) / 2


def main():
    print("1. Contribution base of those at work for an employer, over the wage of the year, 2019 = 1")
    base = {}
    for y in INCOME:
        flexible = mean(FLEXIBLE, y) * FLEXIBLE_RATE * FLEXIBLE_BASE * WAGE[y - 1] / 1e4
        due = INCOME[y] + RELIEF.get(y, 0) - INTEREST * STOCK[y - 1] - flexible
        base[y] = due / RATE / (mean(ACTIVE, y) - mean(FLEXIBLE, y)) * 1e4
        print("  %d flexible workers pay %6.0f, base %7.0f yuan, over the wage %.4f, relative %.4f" %
              (y, flexible, base[y], base[y] / WAGE[y], base[y] / WAGE[y] / (base[2019] / WAGE[2019])))
    print("2. Credit of a retiree by the rule: 2 % of the mean basic pension")
    print("  0.02 x %d x 12 = %.0f yuan a year" % (PENSION[2022], 0.02 * PENSION[2022] * 12))
    with_account = 1 - POOL_ONLY / FLEXIBLE[2024]
    share = with_account * OWN_RATE / FLEXIBLE_RATE
    print("3. Share of flexible workers' contribution to their accounts: 2 points of 8.5, for the %.0f %% who have one if all %.0f without are flexible" %
          (100 * with_account, POOL_ONLY))
    print("  %.2f x 0.02 / 0.085 = %.3f" % (with_account, share))
    print("4. Account income since the reform, less own part, interest, that credit and that share: what provinces that changed later still credit")
    for y in (2023, 2024, 2025):
        payroll = base[y] * (mean(ACTIVE, y) - mean(FLEXIBLE, y)) / 1e4
        own, interest, credit = OWN * payroll, INTEREST * ACCOUNT_STOCK[y - 1], 840 * mean(RETIRED, y) / 1e4
        flexible = share * mean(FLEXIBLE, y) * FLEXIBLE_RATE * FLEXIBLE_BASE * WAGE[y - 1] / 1e4
        left = ACCOUNTS[y] - own - interest - credit - flexible
        print("  %d own %.0f, interest %.0f, credit %.0f, flexible %.0f: %.0f are left, %.4f of the employer part" %
              (y, own, interest, credit, flexible, left, left / (0.07 * payroll)))


if __name__ == "__main__":
    main()
