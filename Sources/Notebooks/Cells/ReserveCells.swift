/// Months of reserve. Python; words come from ``PictureWords``.
enum ReserveCells {
  static let reserves = #"""
    measures = chosen(table("measures.csv"))
    if ONE_REGION:
        months = measures[measures["measure"] == "reserve-months-backward"].copy()
        months["value"] = pd.to_numeric(months["value"])
        months = months.pivot_table(index="year", columns="fund", values="value", aggfunc="sum")
    else:  # the table has each region by itself; of their sum: stock ÷ a twelfth of the cost
        print(word("months-of-sum"))
        accounts = chosen(table("accounts.csv")) if "accounts.csv" in DIGESTS else None
        if accounts is None:
            raise ValueError(word("needs-accounts"))
        stock = accounts[accounts["kind"] == "closing"].pivot_table(index="year", columns="fund", values=AMOUNT, aggfunc="sum")
        cost = accounts[accounts["kind"].isin(["expenditure", "transfer-out"])].pivot_table(
            index="year", columns="fund", values=AMOUNT, aggfunc="sum")
        months = stock / (cost.where(cost > 0) / 12)
    months = months[[fund for fund in TITLES["funds"] if fund in months and months[fund].abs().max() >= 0.005]]
    bands = None
    if ONE_REGION and "measures-distribution.csv" in DIGESTS:
        drawn = chosen(table("measures-distribution.csv"))
        drawn = drawn[(drawn["line_or_measure"] == "reserve-months-backward") & drawn["statistic"].isin(["p05", "p95"])]
        bands = drawn.pivot_table(index=["fund", "year"], columns="statistic", values="value")

    LOWEST, HIGHEST = -12, 36  # months; beyond them the lines that matter could not be told apart
    if months.empty:
        print(word("no-stock"))
    else:
        figure, axes = panels(months.shape[1])
        for fund, axis in zip(months, axes):
            band = None if bands is None or fund not in bands.index else bands.loc[fund]
            if band is not None:
                axis.fill_between(band.index, band["p05"], band["p95"], color=BLUE, alpha=0.15, linewidth=0, label=word("band-90"))
            axis.axhspan(6, 9, color=GREEN, alpha=0.14, linewidth=0, label=word("normal"))
            for level, color, label in ((3, RED, word("short")), (6, GREEN, None), (9, GREEN, None), (15, ORANGE, word("plenty"))):
                axis.axhline(level, color=color, linewidth=1.4, linestyle=":", label=label)
            axis.plot(months.index, months[fund], color="#1B2733", linewidth=1.8, label=word("reserve-line"))
            zero_line(axis)
            low = max(LOWEST, min(0, months[fund].min() * 1.1))
            high = min(HIGHEST, max(18, months[fund].max() * 1.1))
            axis.set_ylim(low, high)
            # Where the line leaves the axis, how far it goes.
            if months[fund].max() > high:
                axis.text(0.98, 0.94, word("above-axis").format(number(round(months[fund].max(), 1)), months[fund].idxmax()),
                          transform=axis.transAxes, ha="right", va="top", fontsize=9)
            if months[fund].min() < low:
                axis.text(0.02, 0.06, word("under-axis").format(number(round(months[fund].min(), 1)), months[fund].idxmin()),
                          transform=axis.transAxes, ha="left", va="bottom", fontsize=9)
            axis.set_yticks(([-12, -6] if low <= -6 else []) + [0, 3, 6, 9, 15] + [level for level in (24, 36) if level <= high])
            axis.set_title(title("funds", fund))
            axis.set_ylabel(word("months"))
            axis.grid(axis="y", visible=False)
            years_below(axis)
        headed(figure, word("reserves"))
        below(figure, axes, columns=5)
        plt.show()

    months_shown = printed(months.loc[[year for year in shown_years() if year in months.index]], word("months"), "funds")
    months_shown
    """#
}
