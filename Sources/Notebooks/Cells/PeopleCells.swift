/// Who is insured, and how old people are. Python; words come from ``PictureWords``.
enum PeopleCells {
  /// People by status.
  static let people = #"""
    people = spread(chosen(table("membership.csv")), "year", "status", "persons", "statuses")
    size, name = unit(PEOPLE, people.sum(axis=1).max() / 10)
    outside = [status for status in people if status in TITLES["uninsured"]]
    order = [status for status in people if status not in outside] + outside
    figure, (axis,) = panels(1, height=4.6)
    figure.set_figwidth(11)
    colors = [GREY if status in outside else PALETTE[place % len(PALETTE)] for place, status in enumerate(order)]
    first = people.index.min()
    labels = [f"{wrapped(title('statuses', status), 40)}\n{people[status].iloc[0] / size:,.2f} → "
              f"{people[status].iloc[-1] / size:,.2f}" for status in order]
    axis.stackplot(people.index, [people[status] / size for status in order], labels=labels, colors=colors,
                           edgecolor="white", linewidth=0.6, alpha=0.9)
    axis.set_ylim(bottom=0)
    amounts_beside(axis, name)
    years_below(axis, first)
    handles, texts = axis.get_legend_handles_labels()
    figure.legend(handles[::-1], texts[::-1], loc="outside right center",
                  title=word("first-and-last").format(first, HORIZON, name), alignment="left", labelspacing=0.9)
    headed(figure, word("people"))
    plt.show()

    people_shown = printed((people[order] / size).loc[shown_years(first)], name, "statuses")
    people_shown
    """#

  /// The population by age and sex, base year and horizon.
  static let pyramid = #"""
    population = chosen(table("population.csv"))
    ages = population.groupby(["year", "sex", "age_from", "age_to"])["persons"].sum().reset_index()
    pyramids = [year for year in dict.fromkeys((BASE_YEAR, HORIZON)) if (ages["year"] == year).any()]
    size, name = unit(PEOPLE, ages[ages["year"].isin(pyramids)]["persons"].max() / 3)
    figure, axes = panels(len(pyramids), height=5.0, sharey=True)
    widest = ages[ages["year"].isin(pyramids)]["persons"].max() / size * 1.06
    for year, axis in zip(pyramids, axes):
        for sex, side, color in (("male", -1, BLUE), ("female", 1, ORANGE)):
            rows = ages[(ages["year"] == year) & (ages["sex"] == sex)].sort_values("age_from")
            axis.barh(range(len(rows)), side * rows["persons"] / size, height=0.86, color=color, label=word(sex))
        bins = ages[(ages["year"] == year) & (ages["sex"] == "male")].sort_values("age_from")
        axis.set_yticks(range(len(bins)), [f"{a}–{b}" if b > a else f"{a}+" if a == bins["age_from"].max() else f"{a}"
                                           for a, b in zip(bins["age_from"], bins["age_to"])], fontsize=9)
        now = ages[ages["year"] == year]
        total, old = now["persons"].sum(), now[now["age_from"] >= 65]["persons"].sum()
        axis.set_title(word("pyramid-of").format(year, f"{total / size:,.1f}", name, f"{100 * old / total:.1f}"))
        axis.set_xlim(-widest, widest)
        axis.axvline(0, color="white", linewidth=1.2)
        axis.xaxis.set_major_locator(MaxNLocator(6, symmetric=True))
        axis.xaxis.set_major_formatter(FuncFormatter(lambda value, position: number(abs(value))))
        axis.set_xlabel(name)
        axis.grid(axis="y", visible=False)
    axes[0].set_ylabel(word("age"))
    headed(figure, word("pyramid"))
    below(figure, axes)
    plt.show()
    """#
}
