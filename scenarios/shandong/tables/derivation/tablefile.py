"""Reading sources, writing tables: comment header, header row, RFC 4180, UTF-8, LF."""
import argparse
import csv
import io
import os
import sys

AGES = range(101)                       # single years, 100 = 100 and over
SEXES = ("male", "female")


def read(folder, name):
    """Rows of a source file as dictionaries."""
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def text(comments, header, rows):
    """The whole table as text; cells are strings or integers already rounded."""
    out = io.StringIO()
    for line in comments:
        out.write("# " + line + "\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def largest_remainder(values, total):
    """Integers that sum to `total`, in proportion to `values` (largest remainders; ties to the earlier cell)."""
    scale = total / sum(values)
    exact = [v * scale for v in values]
    whole = [int(e) for e in exact]
    order = sorted(range(len(values)), key=lambda i: (whole[i] - exact[i], i))
    for i in order[:total - sum(whole)]:
        whole[i] += 1
    return whole


def shares(values, digits):
    """Decimal strings with `digits` places that sum to exactly 1 as printed; a zero stays zero."""
    unit = 10 ** digits
    positive = [i for i, v in enumerate(values) if v > 0]
    whole = largest_remainder([values[i] for i in positive], unit)
    out = [0] * len(values)
    for i, w in zip(positive, whole):
        out[i] = w
    return ["%d.%0*d" % (w // unit, digits, w % unit) for w in out]


def linear(knots, x):
    """Linear interpolation between (x, y) knots, flat outside them."""
    if x <= knots[0][0]:
        return knots[0][1]
    for (x0, y0), (x1, y1) in zip(knots, knots[1:]):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return knots[-1][1]


def run(description, folders, build):
    """Command line of a derivation, whose tables are one folder above the script: an option for each input folder; `build` gives the tables by name from their paths."""
    here = os.path.dirname(os.path.abspath(sys.argv[0]))
    arguments = argparse.ArgumentParser(description=description)
    for folder in folders:
        arguments.add_argument("--" + folder, required=True)
    arguments.add_argument("--out", default=os.path.dirname(here))
    arguments.add_argument("--check", action="store_true")
    given = arguments.parse_args()
    different = []
    for name, content in build(*(getattr(given, folder) for folder in folders)).items():
        path, data = os.path.join(given.out, name), content.encode("utf-8")
        if given.check:
            if not os.path.exists(path) or open(path, "rb").read() != data:
                different.append(name)
        else:
            with open(path, "wb") as out:
                out.write(data)
    if different:
        sys.exit("different: " + ", ".join(different))
    print("tables identical" if given.check else "tables written")
