"""Times the standard work "province" against the machine's own limits and against peers, and checks that all agree.

    swift build -c release --package-path benchmarks
    sh benchmarks/peers/environment.sh
    python3 benchmarks/bench.py [--rounds 5] [--peer-rounds 3] [--threads 2] [--quick] [--no-peers] [--no-kernels]

Every round runs every case once, so that a machine whose speed drifts hurts all alike; figures are medians over rounds,
ratios medians of the ratios of each round. Writes benchmarks/results.json and benchmarks/RESULTS.md. Python 3, standard
library only; the kernels of Benchmarks/Kernels are timed by `swift package benchmark`.
"""

import argparse
import array
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile

from report import write_report

HERE = os.path.dirname(os.path.abspath(__file__))
# Peers that would take minutes on a standard size run a part of it; the ratio is then per variant and path.
PEER_LIMITS = {"sweep": {"variants": 20}, "stochastic": {"paths": 2000}}
SIZES = {
    "interactive": {"paths": 1, "variants": 1}, "sweep": {"paths": 1, "variants": 1000},
    "stochastic": {"paths": 10000, "variants": 1}, "full": {"paths": 1000, "variants": 10},
    "nation": {"paths": 1000, "variants": 10},
}
GROWTH = [
    ("paths", ["--paths", "1000"], ["--paths", "2000"]), ("variants", ["--variants", "10"], ["--variants", "20"]),
    ("years", ["--years", "50"], ["--years", "100"]), ("regions", ["--regions", "1"], ["--regions", "2"]),
]


def call(command):
    """The JSON line a finished command printed."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def kernels():
    """Nanoseconds a unit of every kernel of Benchmarks/Kernels: the median of its iterations and the least.

    An iteration is a million units, and the exported times are microseconds an iteration."""
    found = call(["swift", "package", "--package-path", HERE, "benchmark", "--target", "Kernels", "--no-progress",
                  "--format", "jmh", "--path", "stdout"])
    times = {}
    for kernel in sorted(found, key=lambda kernel: kernel["benchmark"]):
        # "package.benchmark.Kernels.name_of_the_kernel:_unit"
        name, unit = kernel["benchmark"].split(".", 3)[3].replace("_", " ").split(": ")
        percentiles = kernel["secondaryMetrics"]["Time (wall clock)"]["scorePercentiles"]
        times[name] = {"unit": unit, "median": percentiles["50.0"] / 1e3, "least": percentiles["0.0"] / 1e3,
                       "iterations": kernel["measurementIterations"]}
    return times


def read_npy(path):
    """The doubles of a one-piece float64 .npy file."""
    with open(path, "rb") as file:
        head = file.read(10)
        file.read(int.from_bytes(head[8:10], "little"))
        values = array.array("d")
        values.frombytes(file.read())
    return values


def worst_difference(path, other, years):
    """Largest |a − b| relative to the largest value the same sum of the same series has in any year."""
    a, b = read_npy(path), read_npy(other)
    if len(a) != len(b):
        sys.exit(f"{path} and {other} have different sizes")
    block, worst = 44 * 3, 0.0
    for variant in range(len(a) // (years * block)):
        for series in range(block):
            places = range(variant * years * block + series, (variant + 1) * years * block, block)
            scale = max(abs(a[i]) for i in places) or 1.0
            worst = max([worst] + [abs(a[i] - b[i]) / scale for i in places])
    return worst


class Bench:
    def __init__(self, options, scratch):
        self.options, self.scratch, self.records, self.agreement = options, scratch, {}, {}
        self.program = [options.program]

    def overrides(self, size, peers=False):
        extents = dict(SIZES[size])
        if peers:
            extents.update({k: min(v, extents[k]) for k, v in PEER_LIMITS.get(size, {}).items()})
        if self.options.quick:
            extents = {"paths": min(extents["paths"], 256), "variants": min(extents["variants"], 4)}
        return extents

    def province(self, name, size, engine, threads, extra=(), repeat=1):
        extents = self.overrides(size)
        arguments = ["--size", size, "--engine", engine, "--json"]
        arguments += ["--threads", str(threads), "--repeat", str(repeat)]
        for key, value in extents.items():
            if "--" + key not in extra:
                arguments += ["--" + key, str(value)]
        self.keep(name, call(self.program + arguments + list(extra)))

    def peer(self, name, size, script, threads, extra=(), repeat=1):
        command = [self.options.python, os.path.join(HERE, "peers", script), os.path.join(self.scratch, size)]
        command += ["--threads", str(threads), "--repeat", str(repeat)]
        self.keep(name, call(command + list(extra)))

    def keep(self, name, record):
        for key in ("seconds", "processor_seconds"):
            if key in record:
                record[key] = statistics.median(record[key])
        self.records.setdefault(name, []).append(record)

    def export(self):
        """Inputs of the peers, on a small copy of `full` for the comparison of results too."""
        for size in ("interactive", "sweep", "stochastic", "full"):
            extents = self.overrides(size, peers=True)
            arguments = [x for key, value in extents.items() for x in ("--" + key, str(value))]
            folder = os.path.join(self.scratch, size)
            subprocess.run(self.program + ["--size", size, "--export", folder] + arguments, check=True)

    def compare(self):
        """Largest relative difference of engines and peers from the factored engine, on 130 paths and 3 variants."""
        small = ["--size", "full", "--paths", "130", "--variants", "3"]
        inputs = os.path.join(self.scratch, "small")
        subprocess.run(self.program + small + ["--export", inputs], check=True)
        results = {}
        for engine in ("shared", "dense"):
            results[engine] = os.path.join(self.scratch, engine + ".npy")
            call(self.program + small + ["--engine", engine, "--results", results[engine], "--json"])
        for name, script, extra in PEERS if self.options.peers else []:
            results[name] = os.path.join(self.scratch, name.replace(" ", "-") + ".npy")
            script = os.path.join(HERE, "peers", script)
            call([self.options.python, script, inputs, "--results", results[name]] + extra)
        for name, path in results.items():
            if name != "shared":
                self.agreement[name] = worst_difference(results["shared"], path, 50)
                if not self.agreement[name] <= 1e-9:
                    sys.exit(f"{name} differs from the factored engine by {self.agreement[name]:.2e}")

    def round(self, number):
        many = self.options.threads
        for threads in sorted({1, many}):
            self.keep_machine(threads)
            for size, engines in (("full", ("dense", "shared")), ("interactive", ("shared", "dense"))):
                for engine in engines:
                    repeat = 20 if (size, engine) == ("interactive", "shared") else 1
                    self.province(f"{size} {engine} {threads}", size, engine, threads, repeat=repeat)
            # Before and after: dgemm's rate moves with what other processors of the machine do.
            self.keep_machine(threads)
        self.province(f"sweep shared {many}", "sweep", "shared", many)
        self.province(f"stochastic shared {many}", "stochastic", "shared", many)
        self.province(f"stochastic dense {many}", "stochastic", "dense", many)
        if number == 0:
            self.province(f"nation shared {many}", "nation", "shared", many)
        for axis, once, twice in GROWTH:
            self.province(f"growth {axis} 1", "full", "shared", many, once)
            self.province(f"growth {axis} 2", "full", "shared", many, twice)
        if self.options.peers and number < self.options.peer_rounds:
            for size in ("interactive", "sweep", "stochastic", "full"):
                for name, script, extra in PEERS:
                    if size == "full" or extra != SEPARATE:
                        repeat = 5 if size == "interactive" else 1
                        self.peer(f"{size} {name} {many}", size, script, many, extra, repeat)

    def keep_machine(self, threads):
        self.records.setdefault(f"machine {threads}", []).append(
            call(self.program + ["--machine", "--threads", str(threads), "--json"]))


SEPARATE = ["--variants", "separate"]
PEERS = [
    ("numpy separate", "province_numpy.py", SEPARATE),
    ("numpy stacked", "province_numpy.py", ["--variants", "stacked"]),
    ("jax", "province_jax.py", []), ("numba", "province_numba.py", []),
]


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
        return f"{names[0]}, {len(names)} processors"
    except (OSError, IndexError):
        return platform.processor() or platform.machine()


def first_line(command):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        return done.stdout.splitlines()[0]
    except (OSError, IndexError):
        return "unknown"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer-rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--quick", action="store_true", help="small extents, to see that everything runs")
    parser.add_argument("--no-peers", dest="peers", action="store_false")
    parser.add_argument("--no-kernels", dest="kernels", action="store_false")
    parser.add_argument("--program", default=os.path.join(HERE, ".build", "release", "province"))
    parser.add_argument("--python", default=os.path.join(HERE, "peers", ".venv", "bin", "python"))
    parser.add_argument("--output", default=HERE, help="folder of RESULTS.md and results.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(options, scratch)
        bench.compare()
        if options.peers:
            bench.export()
        for number in range(options.rounds):
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
            bench.round(number)
    result = {
        "machine": processor(), "system": platform.platform(), "toolchain": first_line(["swift", "--version"]),
        "threads": options.threads, "rounds": options.rounds,
        "peer_rounds": min(options.rounds, options.peer_rounds) if options.peers else 0,
        "quick": options.quick, "agreement": bench.agreement, "records": bench.records,
        "kernels": kernels() if options.kernels else {},
        "extents": {size: bench.overrides(size) for size in SIZES},
        "peer_extents": {size: bench.overrides(size, peers=True) for size in SIZES},
    }
    with open(os.path.join(options.output, "results.json"), "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1)
        file.write("\n")
    with open(os.path.join(options.output, "RESULTS.md"), "w", encoding="utf-8") as file:
        file.write(write_report(result))


if __name__ == "__main__":
    main()
