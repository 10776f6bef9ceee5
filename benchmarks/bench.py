"""Times what users run, whole processes of the shipped program, beside the machine's own rates of the same round.

    python3 benchmarks/bench.py [--rounds 5] [--jobs run,check] [--program P] [--against P]

Every round runs every job once, so that a machine whose speed drifts hurts all alike; figures are medians over rounds. With
--against another program does the same jobs in turn, and the ratio is the median of the ratios of each round. Without it and
with all jobs it writes benchmarks/RESULTS.md. Python 3, standard library only.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
SHANDONG = "scenarios/shandong"


def reforms():
    """Ten reforms of Shandong in the order of their names: what `policies` runs."""
    folder = os.path.join(ROOT, SHANDONG, "reforms")
    names = sorted(n for n in os.listdir(folder) if n.endswith(".yaml"))[:10]
    return [part for name in names for part in ("--reform", os.path.join(SHANDONG, "reforms", name))]


def jobs(out):
    """Arguments of every job: name, what it is, arguments."""
    write = ["--output", out, "--quiet"]
    few = ["--tables", "accounts,measures"]
    return [
        ("version", "starting the program", ["version"]),
        ("check", "check of Shandong", ["check", SHANDONG]),
        ("run", "run of Shandong, all reforms, all tables", ["run", SHANDONG, *write]),
        ("nation", "run of the nation, all reforms, all tables", ["run", "scenarios/national", *write]),
        ("paths", "Shandong, baseline, 1,000 paths, all layers", ["run", SHANDONG, "--baseline-only", "--paths", "1000", *write, *few]),
        ("policies", "Shandong, baseline and ten reforms, 1,000 paths", ["run", SHANDONG, *reforms(), "--paths", "1000", *write, *few]),
        ("cohort", "400 regions × 4 wage bands, baseline, accounts and measures", ["run", "{cohort}", "--baseline-only", *write, *few]),
    ]


def timed(program, arguments):
    """Wall seconds and peak MiB of a finished command."""
    start = time.perf_counter()
    process = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"{' '.join(arguments)}: {process.stderr.read().decode()}")
    return wall, usage.ru_maxrss / 1024


def machine():
    command = ["swift", "run", "-c", "release", "--skip-build", "--package-path", HERE, "machine"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--jobs", default="")
    arguments.add_argument("--program", default=os.path.join(ROOT, ".build/release/fundcast"))
    arguments.add_argument("--against", default="")
    given = arguments.parse_args()
    programs = [given.program] + ([given.against] if given.against else [])
    with tempfile.TemporaryDirectory() as scratch:
        out, cohort = os.path.join(scratch, "out"), os.path.join(scratch, "cohort")
        chosen = [job for job in jobs(out) if not given.jobs or job[0] in given.jobs.split(",")]
        if any(job[0] == "cohort" for job in chosen):
            subprocess.run(
                [given.program, "synthesize", cohort, "--regions", "400", "--wage-bands", "4"], check=True,
                stdout=subprocess.DEVNULL)
        found, rates = {job[0]: [] for job in chosen}, []
        for _ in range(given.rounds):
            if not given.against:
                rates.append(machine())
            for name, _, command in chosen:
                row = []
                for program in programs:
                    row.append(timed(program, [cohort if part == "{cohort}" else part for part in command]))
                    shutil.rmtree(out, ignore_errors=True)
                found[name].append(row)
    if given.against:
        print("job       seconds  against   ratio")
        for name, rows in found.items():
            own, other = ([row[i][0] for row in rows] for i in (0, 1))
            ratio = statistics.median(a / b for a, b in zip(own, other))
            print(f"{name:9} {statistics.median(own):7.3f}  {statistics.median(other):7.3f}   {ratio:.3f}")
        return
    report = results(chosen, found, rates, given.rounds)
    print(report)
    if not given.jobs:
        with open(os.path.join(HERE, "RESULTS.md"), "w", encoding="utf-8") as file:
            file.write(report)


def results(chosen, found, rates, rounds):
    """RESULTS.md."""
    last = rates[-1]["rates"][-1]
    product = [2 * 2048**3 / rate["rates"][-1]["dgemm_flops"] for rate in rates]
    with open("/proc/cpuinfo", encoding="ascii") as file:
        processor = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), platform.machine())
    lines = [
        "# What a user waits for", "",
        f"Written by `make bench`; do not edit. Medians of {rounds} rounds of whole processes, each with the time of a dgemm of order 2048",
        "in the same round on all threads. Every job is a command of the shipped program on a shipped (or synthesised) place.", "",
        f"{processor}, {last['threads']} threads; OpenBLAS {rates[-1]['core']}; dgemm"
        f" {statistics.median(r['rates'][-1]['dgemm_flops'] for r in rates) / 1e9:.0f} GF/s"
        f" ({statistics.median(r['rates'][0]['dgemm_flops'] for r in rates) / 1e9:.0f} on one),"
        f" triad {statistics.median(r['rates'][-1]['triad_bytes'] for r in rates) / 1e9:.0f} GB/s.", "",
        "| job | what | seconds | of them least | × dgemm 2048³ | peak MiB |", "|---|---|---|---|---|---|",
    ]
    for name, title, _ in chosen:
        walls = [row[0][0] for row in found[name]]
        ratio = statistics.median(wall / own for wall, own in zip(walls, product))
        lines.append(
            f"| `{name}` | {title} | {statistics.median(walls):.3f} | {min(walls):.3f} | {ratio:.1f} |"
            f" {statistics.median(row[0][1] for row in found[name]):.0f} |")
    return "\n".join(lines) + "\n"


main()
