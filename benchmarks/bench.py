"""Times what users run, whole processes of the shipped program, beside the machine's own rates of the same round.

    python3 benchmarks/bench.py [--rounds 5] [--jobs run,check] [--program P] [--against P] [--smoke]

Every round runs every job once, so that a machine whose speed drifts hurts all alike; figures are medians over rounds. A job
has a bar in seconds for a machine whose dgemm of order 2048 takes 0.163 s on all threads, elsewhere in proportion to that
product's time in the same round; where a bar is missed the program ends with 1. With --against another program does the
same jobs in turn, and the ratio is the median of the ratios of each round. Without it and with all jobs it writes
benchmarks/RESULTS.md. --smoke runs every job once with few paths, to see that it works. Python 3, standard library only.
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


DGEMM = 0.163
"""Seconds of the product for which bars are given."""
REPEATED = {"version", "check", "run", "paths"}
"""Jobs of every round; the others run in the first and the last, so that all ends within twenty minutes."""


class Job:
    """A command of the program: name, what it is, arguments; a bar in seconds, or as a multiple of another job."""

    def __init__(self, name, title, arguments, bar=None, times=None):
        self.name, self.title, self.arguments, self.bar, self.times = name, title, arguments, bar, times


def jobs(scratch, smoke):
    """Every job. Places and reforms that are made stand in the scratch folder."""
    write = ["--output", os.path.join(scratch, "out"), "--quiet"]
    few = ["--tables", "accounts,measures"]
    counted = [SHANDONG + "/reforms/levers/L34-chronic-counted.yaml"]
    nation, cohort = os.path.join(scratch, "nation"), os.path.join(scratch, "cohort")

    def paths(count):
        return ["--paths", str(min(count, 64) if smoke else count)]

    sweep = [part for name in variants(os.path.join(scratch, "sweep"), 10 if smoke else 1000) for part in ("--reform", name)]
    return [
        Job("version", "starting the program", ["version"]),
        Job("check", "check of Shandong", ["check", SHANDONG], 0.05),
        Job("run", "run of Shandong, all reforms", ["run", SHANDONG, *write], 0.12),
        Job("paths", "Shandong, baseline, 1,000 paths to 2060, all layers", ["run", SHANDONG, "--baseline-only", *paths(1000), *write, *few], 0.6),
        Job("policies", "Shandong, baseline and ten reforms, 1,000 paths", ["run", SHANDONG, *reforms(), *paths(1000), *write, *few], 2.5),
        Job("stochastic", "Shandong, baseline, 10,000 paths", ["run", SHANDONG, "--baseline-only", *paths(10000), *write, *few], 3),
        Job("stochastic-10", "Shandong, ten reforms, 10,000 paths", ["run", SHANDONG, *reforms(), *paths(10000), *write, *few], 15),
        Job("bundle-2", "Dongtou, baseline, 64 paths: layers over two branches", ["run", "scenarios/dongtou", "--baseline-only", *paths(64), *write, *few], times=(2, "apart-2")),
        Job("apart-2", "the same with no branch counted beside the first", ["run", "scenarios/dongtou", "--set", "counted-care.chronic-outpatient=2020:0,overrides", *paths(64), *write, *few]),
        Job("bundle-3", "Shandong, chronic care counted, 64 paths", ["run", SHANDONG, "--reform", *counted, *paths(64), *write, *few], times=(2, "apart-3")),
        Job("apart-3", "the same without", ["run", SHANDONG, "--reform", SHANDONG + "/reforms/no-change.yaml", *paths(64), *write, *few]),
        Job("sweep", "1,000 rates of reimbursement, all measures", ["run", SHANDONG, *sweep, *write, "--tables", "measures"], 1.5),
        Job("cohort", "400 regions × 4 wage bands, baseline, accounts and measures", ["run", cohort, "--baseline-only", *write, *few], 4),
        Job("nation", "31 regions × 1,000 paths × 10 reforms", ["run", nation, *reforms(), *paths(1000), *write, *few], 60),
    ]


def variants(folder, count):
    """Reform files that differ in one rate."""
    os.makedirs(folder)
    names = []
    for number in range(count):
        names.append(os.path.join(folder, f"rate-{number:04}.yaml"))
        rate = 0.5 + 0.4 * number / count
        with open(names[-1], "w", encoding="utf-8") as file:
            file.write(
                f"title: {{ en: Rate {number} }}\ndescription: One of many rates.\nbaseline: {os.path.join(ROOT, SHANDONG)}/baseline.yaml\nsource: benchmark\n"
                f"changes:\n  resident.inpatient.reimbursement-rate: {{ 2027: {rate:.5f} }}\n")
    return names


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
    arguments.add_argument("--smoke", action="store_true")
    given = arguments.parse_args()
    if given.smoke:
        given.rounds = 1
    programs = [given.program] + ([given.against] if given.against else [])
    with tempfile.TemporaryDirectory() as scratch:
        chosen = [job for job in jobs(scratch, given.smoke) if not given.jobs or job.name in given.jobs.split(",")]
        for name, regions, bands in [("cohort", 400, 4), ("nation", 31, 1)]:
            if any(job.name == name for job in chosen):
                subprocess.run(
                    [given.program, "synthesize", os.path.join(scratch, name), "--regions", str(4 if given.smoke else regions),
                     "--wage-bands", str(bands)], check=True, stdout=subprocess.DEVNULL)
        found, rates = {job.name: [] for job in chosen}, []
        for turn in range(given.rounds):
            if not given.against and not given.smoke:
                rates.append(machine())
            for job in chosen:
                if job.name not in REPEATED and not given.jobs and turn not in (0, given.rounds - 1):
                    continue
                row = []
                for program in programs:
                    row.append(timed(program, job.arguments))
                    shutil.rmtree(os.path.join(scratch, "out"), ignore_errors=True)
                found[job.name].append((turn, row))
    if given.smoke:
        print("\n".join(f"{job.name:14} {found[job.name][0][1][0][0]:7.2f} s" for job in chosen))
        return
    if given.against:
        print("job       seconds  against   ratio")
        for name, rows in found.items():
            own, other = ([row[i][0] for _, row in rows] for i in (0, 1))
            ratio = statistics.median(a / b for a, b in zip(own, other))
            print(f"{name:9} {statistics.median(own):7.3f}  {statistics.median(other):7.3f}   {ratio:.3f}")
        return
    report, missed = results(chosen, found, rates, given.rounds)
    print(report)
    if not given.jobs:
        with open(os.path.join(HERE, "RESULTS.md"), "w", encoding="utf-8") as file:
            file.write(report)
    if missed:
        sys.exit("missed: " + ", ".join(missed))


def results(chosen, found, rates, rounds):
    """RESULTS.md, and the jobs whose bar is missed."""
    last = rates[-1]["rates"][-1]
    product = [2 * 2048**3 / rate["rates"][-1]["dgemm_flops"] for rate in rates]
    with open("/proc/cpuinfo", encoding="ascii") as file:
        processor = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), platform.machine())
    scale = statistics.median(product) / DGEMM
    lines = [
        "# What a user waits for", "",
        f"Written by `make bench`; do not edit. Medians of {rounds} rounds of whole processes (long jobs: of two), each with the time of a dgemm of order 2048",
        "in the same round on all threads. Every job is a command of the shipped program on a shipped (or synthesised) place.",
        f"Bars are given for a machine whose product takes {DGEMM} s, here in proportion: × {scale:.2f}.", "",
        f"{processor}, {last['threads']} threads; OpenBLAS {rates[-1]['core']}; dgemm"
        f" {statistics.median(r['rates'][-1]['dgemm_flops'] for r in rates) / 1e9:.0f} GF/s"
        f" ({statistics.median(r['rates'][0]['dgemm_flops'] for r in rates) / 1e9:.0f} on one),"
        f" triad {statistics.median(r['rates'][-1]['triad_bytes'] for r in rates) / 1e9:.0f} GB/s.", "",
        "| job | what | seconds | of them least | × dgemm 2048³ | bar here | | peak MiB |", "|---|---|---|---|---|---|---|---|",
    ]
    medians = {name: statistics.median(row[0][0] for _, row in rows) for name, rows in found.items()}
    missed = []
    for job in chosen:
        walls = [row[0][0] for _, row in found[job.name]]
        ratio = statistics.median(row[0][0] / product[turn] for turn, row in found[job.name])
        bar = job.bar * scale if job.bar else None
        if job.times and job.times[1] in medians:
            bar = job.times[0] * medians[job.times[1]]
        verdict = "" if bar is None else "met" if medians[job.name] <= bar else f"**missed** ×{medians[job.name] / bar:.1f}"
        if bar is not None and medians[job.name] > bar:
            missed.append(job.name)
        lines.append(
            f"| `{job.name}` | {job.title} | {medians[job.name]:.3f} | {min(walls):.3f} | {ratio:.1f} |"
            f" {'' if bar is None else f'{bar:.2f}'} | {verdict} |"
            f" {statistics.median(row[0][1] for _, row in found[job.name]):.0f} |")
    return "\n".join(lines) + "\n", missed


main()
