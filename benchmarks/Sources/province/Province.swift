import Arrays
import CohortKernels
import Glibc

/// `province`: runs, times and exports the standard work; `--help` tells the options.
@main struct Province {
  static let help = """
    province --size interactive|sweep|stochastic|full|nation [--engine dense|shared] [--threads N]
             [--paths P] [--variants V] [--years T] [--regions R] [--seed S] [--repeat N]
             [--export DIR] [--results FILE] [--json]
    province --machine [--threads N] [--json]

    --export writes the inputs of region 0 as .npy and runs nothing. --results writes the sums over paths of region 0,
    [variant][year][40 lines, 4 balances][sum, sum of squares, sum weighted by path]. A run is timed from parameters to
    sums: compiling weights is inside.
    """

  static func main() {
    // Or idle threads of OpenBLAS would keep processors busy during the first runs.
    BLAS.prepare()
    var options: [String: String] = [:]
    var words = CommandLine.arguments.dropFirst()
    while let word = words.popFirst() {
      guard word.hasPrefix("--") else { fail("unexpected \(word)\n\(help)") }
      options[word] = ["--json", "--machine", "--help"].contains(word) ? "" : words.popFirst()
    }
    func number(_ name: String, _ fallback: Int) -> Int {
      guard let text = options[name] else { return fallback }
      guard let value = Int(text), value >= 1 else { fail("\(name) takes a number from 1 on, not \(text)") }
      return value
    }
    if options["--help"] != nil { return print(help) }
    let threads = number("--threads", 1)
    if options["--machine"] != nil { return machine(threads: threads, json: options["--json"] != nil) }
    guard let size = options["--size"], var e = Extents.standard(size) else { fail(help) }
    e.paths = number("--paths", e.paths)
    e.variants = number("--variants", e.variants)
    e.years = number("--years", e.years)
    e.regions = number("--regions", e.regions)
    let seed = UInt64(number("--seed", 2026))
    if let folder = options["--export"] {
      if !NPY.export(e, Inputs(e, seed: seed, region: 0), seed: seed, to: folder) { fail("cannot write to \(folder)") }
      return
    }
    let engine = options["--engine"] ?? "shared"
    guard engine == "shared" || engine == "dense" else { fail("no engine is called \(engine)") }
    time(size, e, engine: engine, threads: threads, seed: seed, repeats: number("--repeat", 1), options)
  }

  static func time(
    _ size: String, _ e: Extents, engine: String, threads: Int, seed: UInt64, repeats: Int, _ options: [String: String]
  ) {
    var seconds: [Double] = [], processorSeconds: [Double] = []
    var persons = 0.0
    for round in 0..<repeats {
      var elapsed = 0.0, worked = 0.0
      for region in 0..<e.regions {
        // Parameters are what a user supplies: made outside the clock.
        let inputs = Inputs(e, seed: seed, region: region)
        if round == 0 { persons += inputs.opening.reduce(0, +) }
        let start = now(), workedBefore = processorTime()
        let totals =
          engine == "dense"
          ? DenseEngine(e, inputs, seed: seed, threads: threads).run()
          : SharedEngine(e, inputs, seed: seed, threads: threads).run()
        elapsed += now() - start
        worked += processorTime() - workedBefore
        if round == 0, region == 0, let file = options["--results"] {
          let shape = [e.variants, e.years, Extents.series, 3]
          if !NPY.write(file, shape: shape, totals.sums) { fail("cannot write \(file)") }
        }
      }
      seconds.append(elapsed)
      processorSeconds.append(worked)
    }
    let flops = engine == "dense" ? DenseEngine.flops(e) : SharedEngine.flops(e)
    let columns = Double(e.paths) * Double(e.variants) * Double(e.years)
    let best = seconds.min() ?? 0
    let cellYears = columns * Double(Extents.cells * Extents.states * e.regions)
    if options["--json"] != nil {
      print(
        """
        {"size": "\(size)", "engine": "\(engine)", "threads": \(threads), "paths": \(e.paths), \
        "variants": \(e.variants), "years": \(e.years), "regions": \(e.regions), "core": "\(BLAS.coreName)", \
        "seconds": \(seconds), "processor_seconds": \(processorSeconds), "flops": \(flops), "person_years": \(columns * persons), \
        "cell_path_years": \(cellYears), "peak_bytes": \(peakMemory())}
        """)
      return
    }
    print(
      """
      \(size), \(engine), \(threads) threads, OpenBLAS \(BLAS.coreName)
      seconds            \(seconds)
      GF/s               \(flops / best / 1e9)
      person-years/s     \(columns * persons / best)
      cell-path-years/s  \(cellYears / best)
      peak memory, MiB   \(peakMemory() >> 20)
      """)
  }

  static func machine(threads: Int, json: Bool) {
    let dgemm = Machine.dgemmRate(threads: threads), triad = Machine.triadBandwidth(threads: threads)
    if json {
      print(
        """
        {"core": "\(BLAS.coreName)", "threads": \(threads), "dgemm_flops_per_second": \(dgemm), \
        "triad_bytes_per_second": \(triad), "cpu_features": "\(BLAS.cpuFeatures.joined(separator: " "))"}
        """)
    } else {
      print("OpenBLAS \(BLAS.coreName), \(threads) threads: dgemm 2048³ \(dgemm / 1e9) GF/s, triad \(triad / 1e9) GB/s")
    }
  }

  static func fail(_ message: String) -> Never {
    let bytes = Array((message + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
    exit(64)
  }
}
