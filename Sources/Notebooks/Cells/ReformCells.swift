/// Reforms against the baseline. Python; words come from ``PictureWords``.
enum ReformCells {
  /// The difference at the horizon.
  static let reforms = #"""
    differences = chosen(table("differences.csv"), scenario=None)
    differences = differences[differences["line_or_measure"] == "closing"]
    REFORMS = [scenario for scenario in TITLES["scenarios"] if scenario != "baseline"]
    at_horizon = spread(differences[differences["year"] == HORIZON], "scenario", "fund", "difference", "funds")
    at_horizon = at_horizon.reindex(REFORMS, fill_value=0)  # a row that is not there is a difference of zero
    MOST = 16
    largest = at_horizon.abs().max(axis=1).sort_values(ascending=False, kind="stable").index[:MOST]
    order = at_horizon.loc[largest].sum(axis=1).sort_values(ascending=False, kind="stable").index

    if at_horizon.shape[1] == 0:
        print(word("no-difference").format(HORIZON))
    else:
        if len(REFORMS) > MOST:
            print(word("most-reforms").format(MOST, len(REFORMS)))
        figure, axes = panels(at_horizon.shape[1], height=0.8 + 0.42 * len(order), columns=2, sharey=True)
        for fund, axis in zip(at_horizon, axes):
            size, name = unit(MONEY, at_horizon[fund].abs().max())
            values = at_horizon.loc[order, fund] / size
            axis.barh(range(len(order)), values, color=[GREEN if value > 0 else RED for value in values], height=0.66, alpha=0.85)
            for row, value in enumerate(values):
                axis.annotate(signed(value), (value, row), xytext=(4 if value >= 0 else -4, 0), textcoords="offset points",
                              va="center", ha="left" if value >= 0 else "right", fontsize=8.5)
            least, most = min(values.min(), 0), max(values.max(), 0)
            axis.set_xlim(least - (0.34 if least < 0 else 0.04) * (most - least), most + (0.34 if most > 0 else 0.12) * (most - least))
            axis.axvline(0, color="#3A3F45", linewidth=1.0)
            axis.set_title(title("funds", fund))
            axis.set_xlabel(name)
            axis.xaxis.set_major_locator(MaxNLocator(5))
            axis.xaxis.set_major_formatter(FuncFormatter(number))
            axis.grid(axis="y", visible=False)
            axis.tick_params(axis="y", labelsize=9)
        axes[0].set_yticks(range(len(order)), [wrapped(title("scenarios", reform), 40) for reform in order])
        axes[0].invert_yaxis()
        headed(figure, word("reforms").format(HORIZON))
        plt.show()

    size, name = unit(MONEY, at_horizon.abs().max().max() if at_horizon.size else 0)
    reforms_shown = printed(at_horizon / size, name, "funds").rename(index=lambda reform: title("scenarios", reform))
    reforms_shown
    """#

  /// The difference year by year.
  static let years = #"""
    if at_horizon.shape[1] == 0:
        print(word("no-difference").format(HORIZON))
    else:
        moved = differences[differences["scenario"].isin(REFORMS)].pivot_table(
            index="year", columns=["fund", "scenario"], values="difference", aggfunc="sum", fill_value=0)
        moved = moved.reindex(range(BASE_YEAR, HORIZON + 1), fill_value=0)
        drawn = [reform for reform in REFORMS if reform in list(largest[:8])]
        figure, axes = panels(at_horizon.shape[1])
        for fund, axis in zip(at_horizon, axes):
            here = moved[fund]
            lines = [reform for reform in drawn if reform in here and here[reform].abs().max() >= 0.005]
            size, name = unit(MONEY, here[lines].abs().max().max() if lines else 0)
            for reform in lines:
                axis.plot(here.index, here[reform] / size, color=PALETTE[drawn.index(reform)], linewidth=1.8,
                          label=wrapped(title("scenarios", reform), 60))
            zero_line(axis)
            axis.set_title(title("funds", fund))
            amounts_beside(axis, name)
            years_below(axis)
        headed(figure, word("reform-years"))
        below(figure, axes, columns=2)
        plt.show()
    """#
}
