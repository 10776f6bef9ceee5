"""What the peers share: reading the exported inputs, timing, results in the layout of `province --results`."""

import argparse
import json
import os
import resource
import sys
import time


def arguments(doc):
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("inputs", help="folder written by `province --export`")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--variants", choices=["separate", "stacked"], default="separate",
                        help="separate: every variant steps its own people; stacked: people once, all flows")
    parser.add_argument("--results", help="write the sums of the last run here")
    options = parser.parse_args()
    # Before numpy and jax are imported: they read these once.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(options.threads)
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.threads])
    return options


class Work:
    """The exported arrays as attributes."""

    def __init__(self, folder):
        import numpy as np

        for name in os.listdir(folder):
            if name.endswith(".npy"):
                setattr(self, name[:-4], np.load(os.path.join(folder, name)))
        self.years, self.paths = self.kappa.shape
        self.variants = self.rates.shape[0]
        self.nodes = int(self.domain[2])
        n = np.arange(self.nodes)
        self.radius = (self.domain[1] - self.domain[0]) / 2
        self.centre = (self.domain[1] + self.domain[0]) / 2
        self.scaled_nodes = np.cos((2 * n + 1) * np.pi / (2 * self.nodes)) if self.nodes > 1 else np.zeros(1)
        self.node_z = self.centre + self.radius * self.scaled_nodes
        degree = np.arange(self.nodes)
        angles = degree[None, :] * (2 * n[:, None] + 1) * np.pi / (2 * self.nodes)
        self.cardinal_factors = np.cos(angles) * 2 / self.nodes
        self.cardinal_factors[:, 0] = 1 / self.nodes
        self.branch = self.branch_of_line.astype(int)
        self.kind = self.kinds.astype(int)


def measure(name, work, options, run, warm):
    """Times `run`, which returns sums [variant, year, series, 3], after `warm`, which compiles what is compiled and is
    not counted."""
    import numpy as np

    warm()
    seconds, result = [], None
    for _ in range(options.repeat):
        start = time.perf_counter()
        result = run()
        seconds.append(time.perf_counter() - start)
    if options.results:
        np.save(options.results, np.asarray(result))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    json.dump({"peer": name, "threads": options.threads, "variants": options.variants, "paths": work.paths,
               "seconds": seconds, "peak_bytes": peak}, sys.stdout)
    print()
