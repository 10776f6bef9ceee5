"""Times whole processes: `fundcast run` and `fundcast check` of a place.

    python3 benchmarks/whole_process.py [--runs 15] [--place scenarios/shandong] [--program .build/release/fundcast]

Every round runs each command once, so that a machine whose speed drifts hurts all alike. Printed: the median wall time, the
median processor time, and two ratios of the same rounds: to starting the program and doing nothing (`fundcast version`),
and to copying the results from one folder to another, flushed to the disk. Python 3, standard library only.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time

BARS = {"run": 0.30, "check": 0.15}


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
    print("command  wall s  (min)   cpu s   x version   x copy   bar s")
    for name, pairs in times.items():
        walls = [wall for wall, _ in pairs]
        ratio = [statistics.median(w / o[0] for w, o in zip(walls, times[other])) for other in ("version", "copy")]
        bar = f"{BARS[name]:.2f}" if name in BARS else ""
        print(
            f"{name:8} {statistics.median(walls):6.3f} {min(walls):6.3f} {statistics.median(c for _, c in pairs):7.3f}"
            f" {ratio[0]:10.1f} {ratio[1]:8.1f}   {bar}"
        )


main()
