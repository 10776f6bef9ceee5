import ArgumentParser
import Quantities
import Studies

/// What `run` asks about paths.
struct PathOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Draw so many futures and write their distributions beside the central path. What is uncertain stands in `draws:` of the assumptions.",
      valueName: "n"))
  var paths: Int?

  @Option(
    parsing: .unconditional, help: "The seed of the random numbers; the same seed gives the same futures. Default: 1.")
  var seed: UInt64?

  @Option(help: ArgumentHelp("A driver to switch off; repeat for more.", valueName: "driver"))
  var without: [String] = []

  @Flag(help: "Every other path mirrors the one before it.")
  var antithetic = false

  @Option(
    help: ArgumentHelp(
      "The most memory the paths may take, 4GiB say. Default: 512MiB, or what they need up to 2GiB.", valueName: "size"),
    transform: MemorySize.init)
  var memory: MemorySize?

  @Flag(help: "Write every path to paths.csv: large.")
  var keepPaths = false

  @Flag(help: "Say how the futures are computed, and how near that is to each by itself.")
  var explainPlan = false

  func validate() throws {
    guard paths == nil else { return }
    if seed != nil || !without.isEmpty || antithetic || memory != nil || keepPaths || explainPlan {
      throw ValidationError("--seed, --without, --antithetic, --memory, --keep-paths and --explain-plan need --paths.")
    }
  }

  var request: PathRequest? {
    paths.map {
      PathRequest(
        paths: $0, seed: seed ?? PathRequest.usualSeed, without: without, isAntithetic: antithetic,
        keepsPaths: keepPaths,
        memory: memory?.bytes)
    }
  }
}

/// A number of bytes as people write it.
struct MemorySize {
  let bytes: Int

  @Sendable init(_ text: String) throws {
    let units = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)]
    guard let unit = units.first(where: { text.hasSuffix($0.0) }), let number = Int(text.dropLast(3)),
      number > 0, number <= 1 << 20
    else { throw ValidationError("write a whole number and KiB, MiB or GiB, for example 512MiB, not '\(text)'.") }
    bytes = number * unit.1
  }
}
