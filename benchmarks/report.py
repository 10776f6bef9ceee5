"""Turns the records of bench.py into RESULTS.md."""

import statistics


def median_of(records, key):
    return statistics.median(record[key] for record in records)


class Report:
    def __init__(self, result):
        self.result, self.records, self.many = result, result["records"], result["threads"]

    def seconds(self, name):
        return median_of(self.records[name], "seconds") if name in self.records else None

    def ratio(self, slow, fast, scale=1.0):
        """Median over the rounds both have of seconds(slow) ÷ seconds(fast) × scale."""
        if slow not in self.records or fast not in self.records:
            return None
        pairs = zip(self.records[slow], self.records[fast])
        return scale * statistics.median(a["seconds"] / b["seconds"] for a, b in pairs)

    def dgemm(self, threads):
        """Per round the mean of the rate before and after the timed runs."""
        rates = [record["dgemm_flops_per_second"] for record in self.records[f"machine {threads}"]]
        return [(a + b) / 2 for a, b in zip(rates[::2], rates[1::2])]

    def triad(self, threads):
        return median_of(self.records[f"machine {threads}"], "triad_bytes_per_second")

    def share(self, name, threads):
        pairs = zip(self.records[name], self.dgemm(threads))
        return statistics.median(record["flops"] / record["seconds"] / rate for record, rate in pairs)

    def peer_scale(self, size):
        """Columns of the standard size ÷ columns the peers ran."""
        whole, part = self.result["extents"][size], self.result["peer_extents"][size]
        return whole["paths"] * whole["variants"] / (part["paths"] * part["variants"])


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]


def number(value, form=".3g"):
    return "–" if value is None else format(value, form)


def write_report(result):
    r, many = Report(result), result["threads"]
    machine = r.records[f"machine {many}"]
    out = ["# Results of the standard work", ""]
    out += ["Written by `make bench`; do not edit. Figures are medians of "
            f"{result['rounds']} interleaved rounds ({result['peer_rounds']} for peers), timed from parameters to sums over",
            "paths; compiling weights is inside. `dense` steps every cell of every (variant, path) column; `shared` shares",
            "what scenarios share and factors the state.", ""]
    if result["quick"]:
        out += ["**Quick run on small extents: not a measurement.**", ""]
    out += table(["machine", ""], [
        ["processor", result["machine"]], ["system", result["system"]], ["toolchain", result["toolchain"]],
        ["OpenBLAS core", machine[0]["core"]], ["threads", many]]
        + [[f"dgemm 2048³, {t} thread{'s' * (t > 1)}", f"{statistics.median(r.dgemm(t)) / 1e9:.1f} GF/s"]
           for t in sorted({1, many})]
        + [[f"triad, {t} thread{'s' * (t > 1)}", f"{r.triad(t) / 1e9:.1f} GB/s"] for t in sorted({1, many})])
    out += ["", "## Runs", ""]
    rows = []
    for name, records in r.records.items():
        if "cell_path_years" not in records[0] or name.startswith("growth"):
            continue
        seconds, first, threads = r.seconds(name), records[0], records[0]["threads"]
        rows.append([
            first["size"], first["engine"], threads, number(seconds), number(first["person_years"] / seconds),
            number(first["cell_path_years"] / seconds), number(first["flops"] / seconds / 1e9),
            f"{100 * r.share(name, threads):.0f} %", f"{max(x['peak_bytes'] for x in records) / 2**20:.0f}"])
    out += table(["size", "engine", "threads", "seconds", "person-years/s", "cell-path-years/s", "GF/s", "of dgemm",
                  "peak MiB"], rows)
    out += ["", "GF/s counts products only: 2·202·32·(32 + rows) a dense column and year, 2·rows·464 a shared path and "
            "year. Person-years and cell-path-years count what is projected, whatever the engine saves.", "", "## Bars", ""]
    stochastic = r.records[f"stochastic shared {many}"] + r.records[f"stochastic dense {many}"] + r.records[
        f"nation shared {many}"]
    peak = max(x["peak_bytes"] for x in stochastic) / 2**20
    gain = r.ratio("full dense 1", f"full dense {many}")
    dgemm_gain = statistics.median(b / a for a, b in zip(r.dgemm(1), r.dgemm(many)))
    interactive = min(r.seconds(f"interactive shared {t}") for t in {1, many})
    axes = ("paths", "variants", "years", "regions")
    growth = {axis: r.ratio(f"growth {axis} 2", f"growth {axis} 1") for axis in axes}

    def bar(what, bound, value, met):
        return [what, bound, value, "–" if met is None else "yes" if met else "**no**"]

    dense_numpy = r.ratio(f"full numpy separate {many}", f"full dense {many}")
    shared_numpy = r.ratio(f"full numpy stacked {many}", f"full shared {many}")
    share = r.share(f"full dense {many}", many)
    rows = [
        bar("dense, `full`, share of dgemm", "≥ 60 %", f"{100 * share:.0f} %", share >= 0.6),
        bar("dense against NumPy, same work", "≥ 2.5", number(dense_numpy), dense_numpy and dense_numpy >= 2.5),
        bar("shared against NumPy that shares people", "≥ 20", number(shared_numpy),
            shared_numpy and shared_numpy >= 20),
        bar("peak memory, stochastic and nation", "≤ 512 MiB", f"{peak:.0f} MiB", peak <= 512),
        bar("interactive", "≤ 5 ms", f"{1000 * interactive:.1f} ms", interactive <= 0.005),
        bar(f"gain of {many} threads, dense `full` ÷ dgemm", "≥ 0.95",
            f"{gain:.2f} ÷ {dgemm_gain:.2f} = {gain / dgemm_gain:.2f}", gain / dgemm_gain >= 0.95),
    ] + [bar(f"growth: {axis} doubled, shared `full`", "≤ 2.05", number(value), value <= 2.05)
         for axis, value in growth.items()]
    out += table(["bar", "bound", "measured", "met"], rows)
    one, all_threads = r.records["full dense 1"], r.records[f"full dense {many}"]
    if many > 1 and "processor_seconds" in one[0]:
        busy = statistics.median(x["processor_seconds"] / (many * x["seconds"]) for x in all_threads)
        growth = statistics.median(
            b["processor_seconds"] / a["processor_seconds"] for a, b in zip(one, all_threads))
        alone = statistics.median(x["processor_seconds"] / x["seconds"] for x in one)
        out += ["", f"Gain of {many} threads = {many} × the share of time they ran × work of one thread ÷ work of {many}: "
                f"they ran {100 * busy:.0f} % of the time (one thread alone {100 * alone:.0f} %), and the same work took "
                f"{growth:.3f} times the processor time. The first figure holds waiting at the end of a year and what other "
                "programs took; the second, caches and memory that threads share: triad's own gain is "
                f"{r.triad(many) / r.triad(1):.2f}. dgemm's rate is the best of five short rounds, a dense run one long "
                "stretch, so other programs on the machine lower the bar's ratio."]
    if result["peer_rounds"]:
        out += ["", "## Peers", "", "Same inputs, same threads, same scope, after compilation. Agreement is the largest "
                "relative difference from the shared engine over all lines, balances, years and variants.", ""]
        rows = []
        for size in ("full", "stochastic", "interactive", "sweep"):
            for peer in ("numpy separate", "numpy stacked", "jax", "numba"):
                name, scale = f"{size} {peer} {many}", r.peer_scale(size)
                if name in r.records:
                    rows.append([
                        size, peer, number(r.seconds(name) * scale) + ("" if scale == 1 else f" (1/{scale:g} run)"),
                        number(r.ratio(name, f"{size} dense {many}", scale)),
                        number(r.ratio(name, f"{size} shared {many}", scale)),
                        f"{max(x['peak_bytes'] for x in r.records[name]) / 2**20:.0f}",
                        f"{result['agreement'][peer]:.1e}"])
        out += table(["size", "peer", "seconds", "÷ dense", "÷ shared", "peak MiB", "agreement"], rows)
    if result.get("kernels"):
        out += ["", "## Kernels", "", "One thread, operands in cache, after the rounds above (`make microbench`). "
                "Nanoseconds a unit: the median of the iterations, a million units each, and the least.", ""]
        out += table(["kernel", "unit", "ns", "least ns", "million units/s", "iterations"], [
            [name, times["unit"], number(times["median"]), number(times["least"]), number(1e3 / times["median"], ".0f"),
             times["iterations"]] for name, times in result["kernels"].items()])
    return "\n".join(out) + "\n"
