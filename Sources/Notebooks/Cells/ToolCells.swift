/// What all pictures share: reading tables, choosing rows, units and axes. Python; words come from ``PictureWords``.
enum ToolCells {
  /// Fonts, the tables of the folder and their titles.
  static let tools = #"""
    import functools
    import hashlib
    import io
    import json
    import logging
    from pathlib import Path

    import matplotlib.pyplot as plt
    import pandas as pd
    from matplotlib import font_manager

    CHINESE_FONTS = [
        "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "Noto Sans CJK JP",
        "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Microsoft YaHei", "SimHei", "DengXian", "PingFang SC", "PingFang HK",
        "Hiragino Sans GB", "Heiti TC", "STHeiti", "Droid Sans Fallback", "Arial Unicode MS", "SimSun", "AR PL UMing CN",
    ]
    CHINESE_FILES = ("cjk", "sourcehan", "wqy", "msyh", "simhei", "deng.", "pingfang", "hiragino", "heiti", "droidsansfallback")


    def chinese_font():
        """The first Chinese font of this machine, None where there is none."""
        def known():
            names = {font.name for font in font_manager.fontManager.ttflist}
            return next((name for name in CHINESE_FONTS if name in names), None)

        if known() is None:  # it may have been installed since matplotlib made its list
            for path in font_manager.findSystemFonts():
                if any(part in path.lower() for part in CHINESE_FILES):
                    try:
                        font_manager.fontManager.addfont(path)
                    except (OSError, RuntimeError):
                        pass  # a file that is no font for matplotlib; the next may be
        return known()


    FONT = chinese_font()
    if FONT is None and LANGUAGE == "zh":
        print(WORDS["no-font"]["zh"])
        LANGUAGE = "en"
    # Few Chinese fonts have a bold face; without one the plain face stands in, and that is no news.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    plt.rcParams["font.family"] = ["DejaVu Sans"] if FONT is None else (
        [FONT, "DejaVu Sans"] if LANGUAGE == "zh" else ["DejaVu Sans", FONT])


    def word(key):
        return WORDS[key][LANGUAGE]


    if not (FOLDER_PATH := Path(FOLDER)).joinpath("manifest.json").is_file():
        raise FileNotFoundError(word("no-folder").format(FOLDER_PATH.resolve()))
    MANIFEST = json.loads(FOLDER_PATH.joinpath("manifest.json").read_text(encoding="utf-8"))
    DIGESTS = {output["file"]: output["sha256"] for output in MANIFEST["outputs"]}
    TITLES = MANIFEST["titles"]
    AMOUNT, PAID = (f'{column}_{MANIFEST["units"]["money"]["id"]}' for column in ("amount", "paid"))
    BASE_YEAR, HORIZON = MANIFEST["base-year"], MANIFEST["horizon"]
    together = "".join(entry["sha256"] + "\n" for entry in MANIFEST["inputs"])
    FOUND = {"version": MANIFEST["program"]["version"], "inputs": hashlib.sha256(together.encode()).hexdigest()}
    if FOUND != WRITTEN_FOR:
        print(word("other-run").format(**{key: f"{WRITTEN_FOR[key][:12]} → {FOUND[key][:12]}" for key in FOUND}))
    for value, known in ((SCENARIO, TITLES["scenarios"]), (REGION, TITLES["regions"])):
        if value is not None and value not in known:
            raise ValueError(word("unknown").format(value, ", ".join(known)))
    ONE_REGION = REGION is not None or len(TITLES["regions"]) == 1


    def title(kind, name):
        """What the place calls it; the id where no font here has its letters."""
        known = TITLES[kind].get(name, {})
        text = known.get(LANGUAGE, known.get("en", name))
        return name if FONT is None and any(ord(letter) > 0x2E7F for letter in text) else text


    @functools.cache
    def table(name):
        """A table of the folder as the run wrote it: a changed one is refused."""
        content = FOLDER_PATH.joinpath(name).read_bytes()
        if hashlib.sha256(content).hexdigest() != DIGESTS[name]:
            raise ValueError(word("changed").format(name))
        ids = ["scenario", "region", "fund", "status", "sex", "layer", "branch", "decile", "kind", "line", "measure",
               "line_or_measure", "line_or_measure", "statistic"]
        return pd.read_csv(io.BytesIO(content), encoding="utf-8-sig", dtype={column: str for column in ids},
                           keep_default_na=False, na_values=[""], low_memory=False)


    def chosen(rows, scenario=SCENARIO):
        """Rows of a scenario, and of a region where one is chosen."""
        rows = rows if scenario is None else rows[rows["scenario"] == scenario]
        return rows if REGION is None else rows[rows["region"] == REGION]


    def spread(rows, index, columns, values, kind):
        """Sums of `values`, a column for each id that is anywhere different from zero, in the order of the scheme."""
        wide = rows.pivot_table(index=index, columns=columns, values=values, aggfunc="sum", fill_value=0)
        return wide[[name for name in TITLES[kind] if name in wide and wide[name].abs().max() >= 0.005]]
    """#

  /// Units by size, axes and figures.
  static let drawing = #"""
    import textwrap

    from matplotlib.ticker import FuncFormatter, MaxNLocator

    BLUE, ORANGE, GREEN, RED, PURPLE, SKY, YELLOW, GREY = (
        "#0072B2", "#E69F00", "#009E73", "#C8102E", "#8E5EA2", "#56B4E9", "#D9C62E", "#8A8F98")
    PALETTE = [BLUE, ORANGE, GREEN, PURPLE, SKY, YELLOW, "#CC79A7", "#5B4A3F", "#7FB069", "#F28E85"]
    plt.rcParams.update({
        "figure.dpi": 100, "font.size": 10, "axes.titlesize": 11, "axes.titlelocation": "left", "axes.titleweight": "bold",
        "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True, "grid.color": "#E3E6EA",
        "axes.axisbelow": True, "axes.edgecolor": "#6B7178", "legend.frameon": False, "axes.unicode_minus": True,
    })
    pd.options.display.float_format = "{:,.2f}".format
    MONEY, PEOPLE = MANIFEST["units"]["money"], MANIFEST["units"]["people"]


    def unit(kind, largest):
        """The largest unit that leaves a number of one or more."""
        return next(((size, name) for size, name in kind[LANGUAGE] if largest >= size), kind[LANGUAGE][-1])


    def number(value, position=None):
        """1,234.5 with a true minus sign."""
        return f"{value:,.10g}".replace("-", "−")


    def signed(value):
        """A difference with its sign, three digits or more."""
        if abs(value) < 0.005:
            return "0" if value == 0 else "≈ 0"
        decimals = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
        return f"{value:+,.{decimals}f}".replace("-", "−")


    def wrapped(text, width):
        """Over lines of about the same length, at most `width` letters; a Chinese letter has the width of two."""
        most = width // 2 if any(ord(letter) > 0x2E7F for letter in text) else width
        lines = textwrap.wrap(text, most)
        even = textwrap.wrap(text, min(most, -(-len(text) // max(1, len(lines))) + 3))
        return "\n".join(even if len(even) == len(lines) else lines) or text


    def panels(count, height=3.0, columns=2, **options):
        """A figure of equal panels, and its axes in order."""
        columns = min(columns, count)
        rows = -(-count // columns)
        figure, grid = plt.subplots(rows, columns, figsize=(11 if columns > 1 else 8, height * rows + 0.6), squeeze=False,
                                    layout="constrained", **options)
        axes = list(grid.flat)
        for axis in axes[count:]:
            axis.remove()
        return figure, axes[:count]


    def years_below(axis, first=BASE_YEAR):
        """The axis of years, from base year to horizon, both marked."""
        step = next(step for step in (1, 2, 5, 10, 20) if (HORIZON - first) / step <= 9)
        inner = [year for year in range(first, HORIZON) if year % step == 0 and min(year - first, HORIZON - year) >= 0.6 * step]
        axis.set_xlim(first, HORIZON if HORIZON > first else first + 1)
        axis.set_xticks(sorted({first, *inner, HORIZON}))


    def amounts_beside(axis, name):
        axis.set_ylabel(name)
        axis.yaxis.set_major_locator(MaxNLocator(6))
        axis.yaxis.set_major_formatter(FuncFormatter(number))


    def zero_line(axis):
        axis.axhline(0, color="#3A3F45", linewidth=1.0, zorder=2)


    def below(figure, axes, columns=4):
        """One legend under all panels, each entry once."""
        entries = {}
        for axis in axes:
            for handle, label in zip(*axis.get_legend_handles_labels()):
                entries.setdefault(label, handle)
        figure.legend(entries.values(), entries.keys(), loc="outside lower center", ncols=columns)


    def headed(figure, text):
        """The title over a figure, with scenario and region where they are not the usual ones."""
        more = [title("scenarios", SCENARIO)] if SCENARIO != "baseline" else []
        more += [title("regions", REGION)] if REGION is not None else []
        figure.suptitle(" · ".join([text, *more]), fontsize=13, fontweight="bold")


    def shown_years(first=BASE_YEAR):
        """The first year, those that end in 0 or 5, and the horizon."""
        return [year for year in range(first, HORIZON + 1) if year in (first, HORIZON) or year % 5 == 0]


    def printed(rows, name, kind=None):
        """A table with titles over its columns; the unit over the years."""
        if kind is not None:
            rows = rows.rename(columns=lambda column: title(kind, column))
        return rows.rename_axis(index=name, columns=None)
    """#
}
