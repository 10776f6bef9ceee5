import Arrays
import CohortKernels
import Glibc

/// Seconds on a clock that only goes forward.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

/// Seconds processors have worked for the process.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

/// Peak resident memory of the process, bytes.
func peakMemory() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss * 1024
}

/// The machine's own rates, measured with the same BLAS.
enum Machine {
  /// Best rate of `threads` independent dgemm of order 2048 at the same time, flops a second.
  static func dgemmRate(threads: Int, rounds: Int = 5, order n: Int = 2048) -> Double {
    let operands = (0..<threads).map { _ in (0..<3).map { _ in AlignedDoubles(count: n * n) } }
    for set in operands {
      for i in 0..<(n * n) {
        set[0].base[i] = Double(i % 17) - 8
        set[1].base[i] = Double(i % 13) - 6
      }
    }
    var best = Double.infinity
    for _ in 0..<rounds {
      let start = now()
      SlabTasks.run(threads, threads: threads) { _, task in
        BLAS.multiply(
          rows: n, inner: n, columns: n, a: operands[task][0].base, lda: n, b: operands[task][1].base, ldb: n,
          c: operands[task][2].base, ldc: n)
      }
      best = min(best, now() - start)
    }
    return 2 * Double(n) * Double(n) * Double(n) * Double(threads) / best
  }

  /// Best bandwidth of a = b + s·c over 2·10⁷ doubles a thread, bytes a second, 24 bytes an element counted.
  static func triadBandwidth(threads: Int, rounds: Int = 5) -> Double {
    let count = 20_000_000
    let vectors = (0..<threads).map { _ in (0..<3).map { _ in AlignedDoubles(count: count) } }
    var best = Double.infinity
    for round in 0..<rounds {
      let scale = Double(round) + 0.5
      let start = now()
      SlabTasks.run(threads, threads: threads) { _, task in
        let a = LineAccounts.view(vectors[task][0].base)
        let b = LineAccounts.view(vectors[task][1].base), c = LineAccounts.view(vectors[task][2].base)
        for i in 0..<(count / 8) { a[i] = b[i] + c[i] * scale }
      }
      best = min(best, now() - start)
    }
    return 24 * Double(count) * Double(threads) / best
  }
}
