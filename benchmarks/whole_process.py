"""Times whole processes: `fundcast run` and `fundcast check` of a place.

    python3 benchmarks/whole_process.py [--runs 15] [--place scenarios/shandong] [--program .build/release/fundcast]

Every round runs each command once, so that a machine whose speed drifts hurts all alike. Printed: the median wall time, the
median processor time, and two ratios of the same rounds: to starting the program and doing nothing (`fundcast version`),
and to copying the results from one folder to another, flushed to the disk. The last line is what a further year costs: the
baseline to the horizon less the baseline of two years, for each year between; all cells, layers, people, accounts and tables
together, an upper bound for the waterfall of a year. Python 3, standard library only.
"""

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
import time

BARS = {"run": 0.30, "check": 0.15, "year": 0.020}


def timed(command):
    """Wall and processor seconds of a finished command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def copied(source, target):
    """Wall and processor seconds of copying a folder and bringing it to the disk."""
    start, cpu = time.perf_counter(), time.process_time()
    shutil.copytree(source, target)
    for name in os.listdir(target):
        with open(os.path.join(target, name), "rb") as file:
            os.fsync(file.fileno())
    seconds = time.perf_counter() - start, time.process_time() - cpu
    shutil.rmtree(target)
    return seconds


def years(program, place):
    """Base year and horizon of a place."""
    text = subprocess.run([program, "check", place], check=True, capture_output=True, text=True).stdout
    found = re.search(r"base year (\d+), horizon (\d+)", text)
    return int(found[1]), int(found[2])


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--runs", type=int, default=15)
    arguments.add_argument("--place", default="scenarios/shandong")
    arguments.add_argument("--program", default=".build/release/fundcast")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=".") as folder:
        out, copy = os.path.join(folder, "out"), os.path.join(folder, "copy")
        commands = {
            "version": [given.program, "version"],
            "check": [given.program, "check", given.place],
            "run": [given.program, "run", given.place, "--output", out, "--quiet"],
        }
        base, horizon = years(given.program, given.place)
        alone = [given.program, "run", given.place, "--baseline-only", "--output", os.path.join(folder, "alone"), "--quiet"]
        commands["long"] = alone
        commands["short"] = [*alone, "--horizon", str(base + 1)]
        times = {name: [] for name in [*commands, "copy"]}
        for round_number in range(given.runs + 1):
            for name, command in commands.items():
                seconds = timed(command)
                if round_number:
                    times[name].append(seconds)
            seconds = copied(out, copy)
            if round_number:
                times["copy"].append(seconds)
        size = sum(os.path.getsize(os.path.join(out, name)) for name in os.listdir(out))
    print(f"{os.cpu_count()} processors, {given.runs} rounds after one warm-up, results of {size / 1e6:.1f} MB")
    pairs = zip(times.pop("long"), times.pop("short"))
    times["year"] = [tuple((l - s) / (horizon - base - 1) for l, s in zip(*pair)) for pair in pairs]
    print("command  wall s  (min)   cpu s   x version   x copy   bar s")
    for name, pairs in times.items():
        walls = [wall for wall, _ in pairs]
        ratio = [statistics.median(w / o[0] for w, o in zip(walls, times[other])) for other in ("version", "copy")]
        bar = f"{BARS[name]:.2f}" if name in BARS else ""
        digits = 4 if name == "year" else 3
        print(
            f"{name:8} {statistics.median(walls):6.{digits}f} {min(walls):6.{digits}f}"
            f" {statistics.median(c for _, c in pairs):7.{digits}f}"
            f" {ratio[0]:10.1f} {ratio[1]:8.1f}   {bar}"
        )


main()
