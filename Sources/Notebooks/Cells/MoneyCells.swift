/// Stocks and flows of the funds. Python; words come from ``PictureWords``.
enum MoneyCells {
  /// Closing balances, with bands where futures were drawn.
  static let balances = #"""
    accounts = chosen(table("accounts.csv"))
    closing = spread(accounts[accounts["kind"] == "closing"], "year", "fund", AMOUNT, "funds")
    bands = None
    if "accounts-distribution.csv" in DIGESTS:
        if ONE_REGION:
            drawn = chosen(table("accounts-distribution.csv"))
            drawn = drawn[(drawn["line_or_measure"] == "closing") & drawn["statistic"].isin(["p05", "p25", "p50", "p75", "p95"])]
            bands = drawn.pivot_table(index=["fund", "year"], columns="statistic", values="value")
        else:
            print(word("bands-by-region"))

    if closing.empty:
        print(word("no-stock"))
    else:
        figure, axes = panels(closing.shape[1])
        for fund, axis in zip(closing, axes):
            band = None if bands is None or fund not in bands.index else bands.loc[fund]
            size, name = unit(MONEY, max(closing[fund].abs().max(), 0 if band is None else band.abs().to_numpy().max()))
            if band is not None:
                axis.fill_between(band.index, band["p05"] / size, band["p95"] / size, color=BLUE, alpha=0.15, linewidth=0,
                                  label=word("band-90"))
                axis.fill_between(band.index, band["p25"] / size, band["p75"] / size, color=BLUE, alpha=0.30, linewidth=0,
                                  label=word("band-50"))
                axis.plot(band.index, band["p50"] / size, color=BLUE, linewidth=1.2, linestyle="--", label=word("median"))
            axis.plot(closing.index, closing[fund] / size, color="#1B2733", linewidth=1.8,
                      label=word("closing" if band is None else "central"))
            zero_line(axis)
            short = closing.index[closing[fund] < 0]
            if len(short):
                axis.plot(short[0], 0, "o", color=RED, markersize=6, zorder=4, label=word("below-zero"), clip_on=False)
                late = short[0] > HORIZON - 0.15 * (HORIZON - BASE_YEAR)
                axis.annotate(str(short[0]), (short[0], 0), xytext=(-5 if late else 5, 6), textcoords="offset points",
                              ha="right" if late else "left", color=RED, fontweight="bold")
            axis.set_title(title("funds", fund))
            amounts_beside(axis, name)
            years_below(axis)
        headed(figure, word("balances"))
        below(figure, axes, columns=5)
        plt.show()

    size, name = unit(MONEY, closing.abs().max().max() if closing.size else 0)
    closing_shown = printed((closing / size).loc[shown_years()], name, "funds")
    closing_shown
    """#

  /// What comes in against what goes out.
  static let flows = #"""
    accounts = chosen(table("accounts.csv"))
    inflow = accounts[accounts["kind"].isin(["income", "transfer-in"])].groupby(["fund", "year"])[AMOUNT].sum()
    outflow = accounts[accounts["kind"].isin(["expenditure", "transfer-out"])].groupby(["fund", "year"])[AMOUNT].sum()
    flows = pd.DataFrame({"in": inflow, "out": outflow}).fillna(0)
    moving = flows.abs().groupby(level="fund").max().max(axis=1)
    shown = [fund for fund in TITLES["funds"] if moving.get(fund, 0) >= 0.005]

    if not shown:
        print(word("no-flow"))
    else:
        figure, axes = panels(len(shown))
        for fund, axis in zip(shown, axes):
            flow = flows.loc[fund]
            size, name = unit(MONEY, moving[fund])
            coming, going = flow["in"] / size, flow["out"] / size
            axis.fill_between(flow.index, coming, going, where=coming >= going, interpolate=True, color=GREEN, alpha=0.25,
                              linewidth=0, label=word("surplus"))
            axis.fill_between(flow.index, coming, going, where=coming <= going, interpolate=True, color=RED, alpha=0.22,
                              linewidth=0, label=word("deficit"))
            axis.plot(flow.index, coming, color=BLUE, linewidth=1.8, label=word("inflow"))
            axis.plot(flow.index, going, color="#B35900", linewidth=1.8, linestyle=(0, (5, 2)), label=word("outflow"))
            if min(coming.min(), going.min()) >= 0:
                axis.set_ylim(bottom=0)
            else:
                zero_line(axis)
            axis.set_title(title("funds", fund))
            amounts_beside(axis, name)
            years_below(axis)
        headed(figure, word("flows"))
        below(figure, axes)
        plt.show()

    size, name = unit(MONEY, moving.max() if len(moving) else 0)
    current = ((flows["in"] - flows["out"]) / size).unstack("fund")[shown].loc[shown_years()]
    current_shown = printed(current, word("current") + ", " + name, "funds")
    current_shown
    """#
}
