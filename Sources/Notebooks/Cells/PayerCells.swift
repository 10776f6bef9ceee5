/// Who pays the bill. Python; words come from ``PictureWords``.
enum PayerCells {
  static let payers = #"""
    from matplotlib.colors import to_rgb

    bills = chosen(table("waterfall.csv"))
    bills = bills[bills["decile"] == "all"]
    order = [*TITLES["layers"], "own"]
    by_year = bills.pivot_table(index="year", columns="layer", values=PAID, aggfunc="sum", fill_value=0)
    order = [layer for layer in order if layer in by_year and by_year[layer].abs().max() >= 0.005]


    def payer(layer):
        return word("payer-own") if layer == "own" else title("layers", layer)


    if not order:
        print(word("no-bill"))
    else:
        colors = {layer: PALETTE[1:][place % 9] for place, layer in enumerate(order)}
        colors.update({"basic": BLUE, "own": "#B9BEC5"})
        share = by_year[order].div(by_year[order].sum(axis=1), axis=0) * 100
        last = bills[bills["year"] == HORIZON].pivot_table(index="status", columns="layer", values=PAID, aggfunc="sum", fill_value=0)
        last = last.reindex(columns=order, fill_value=0)
        statuses = [status for status in TITLES["statuses"] if status in last.index and last.loc[status].sum() >= 0.005]
        of_status = last.loc[statuses].div(last.loc[statuses].sum(axis=1), axis=0) * 100

        figure, (left, right) = panels(2, height=4.6)
        labels = [f"{payer(layer)}  {share[layer].iloc[0]:.2f} % → {share[layer].iloc[-1]:.2f} %" for layer in order]
        left.stackplot(share.index, [share[layer] for layer in order], colors=[colors[layer] for layer in order], labels=labels,
                       linewidth=0)
        left.set_ylim(0, 100)
        left.set_ylabel(word("share-of-bills"))
        left.set_title(word("all-bills"))
        years_below(left)
        start = pd.Series(0.0, index=statuses)
        for layer in order:
            right.barh(range(len(statuses)), of_status[layer], left=start, color=colors[layer], height=0.7, edgecolor="white",
                       linewidth=0.5)
            for place, status in enumerate(statuses):
                part = of_status.loc[status, layer]
                if part >= 7:
                    right.text(start[status] + part / 2, place, f"{part:.0f}", ha="center", va="center", fontsize=9,
                               color="white" if sum(to_rgb(colors[layer])) < 1.3 else "#1B2733")
            start = start + of_status[layer]
        right.set_yticks(range(len(statuses)), [wrapped(title("statuses", status), 20) for status in statuses], fontsize=9)
        right.invert_yaxis()
        right.set_xlim(0, 100)
        right.set_xlabel(word("share-of-bills"))
        right.set_title(word("bills-of").format(HORIZON))
        right.grid(axis="y", visible=False)
        headed(figure, word("payers"))
        figure.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=2,
                      title=word("from-to").format(BASE_YEAR, HORIZON))
        plt.show()

    size, name = unit(MONEY, by_year.abs().max().max() if by_year.size else 0)
    payers_shown = printed((by_year[order] / size).loc[shown_years()], name).rename(columns=payer)
    payers_shown
    """#
}
