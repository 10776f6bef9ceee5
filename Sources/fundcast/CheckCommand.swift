import ArgumentParser
import InputFiles
import PolicyModel
import Studies

/// `fundcast check`: reads and fits a place, says what was found, writes nothing.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Validate a place and its reforms; say what was read; write nothing.",
    discussion: """
      Reads every file, fits the base year and moves the people of the baseline and of every reform through all years. Care and
      money are computed by `fundcast run` alone, which also finds funds that may not go below zero and would.
      """)

  @Argument(help: "The folder of the place, for example scenarios/shandong.")
  var place: String

  func run() throws {
    let folder = try PlaceFolder(place)
    let baseline = folder.baseline
    let given = baseline.series.compactMap { $0 }
    try Console.say("\(baseline.title.en) (\(baseline.title.zh))")
    try Console.say("base year \(baseline.baseYear), horizon \(baseline.defaultHorizon), at most \(folder.lastHorizon)")
    try Console.say(
      "\(baseline.scheme.statuses.count) statuses, \(baseline.scheme.branches.count) branches, \(baseline.scheme.funds.count) funds, \(baseline.scheme.lines.count) lines"
    )
    let defaults = baseline.registry.levers.filter { baseline.series[$0.id.index] == nil && $0.lagOf == nil }
    try Console.say("\(given.count) series read, \(defaults.count) levers at their default:")
    for lever in defaults {
      let value = LeverText.defaultValue(lever, baseline.registry) ?? "?"
      try Console.say("  \(lever.path) = \(value) \(lever.spec.unit.rawValue)")
    }
    if !baseline.registry.omitted.isEmpty {
      try Console.say(
        "left out, \(baseline.registry.omitted.count) parts of the scheme of which the place gives no value:")
      for entity in baseline.registry.omitted { try Console.say("  \(entity.path): \(entity.title.en)") }
    }
    let study = try PolicyStudy(folder)
    if folder.isRegional {
      try Self.regions(study)
    } else {
      for warning in study.calibration.warnings { Console.warn(warning) }
      try Console.say("\(study.calibration.targets.count) figures of the base year met:")
      for entry in study.calibration.targets {
        try Console.say(
          "  \(Self.name(entry.target, baseline)): \(baseline.registry[entry.target.unknown].path) = \(LeverText.number(entry.solved))"
        )
      }
    }
    let stacks = try study.read(folder.reformPaths.map { [.file($0)] })
    try study.check(stacks)
    for reform in stacks.joined() { try Console.say("reform \(reform.id): \(reform.changes.count) levers changed") }
    if let draws = baseline.draws {
      try study.checkDraws()
      try Console.say(
        "\(draws.drivers.count { $0.isActive }) of \(draws.drivers.count) drivers drawn from \(draws.firstYear) on")
    }
    for input in folder.inputs { try Console.say("read \(input.file)") }
    try Console.say("no fault found in \(place) 检查通过")
  }

  /// A figure of another year than the base year says which.
  private static func name(_ target: BaseYearTarget, _ baseline: Baseline) -> String {
    target.year == baseline.baseYear ? target.id : "\(target.id) \(target.year)"
  }

  /// What was found of each region.
  private static func regions(_ study: PolicyStudy) throws {
    let registry = study.place.baseline.registry
    try Console.say("\(study.place.regions.count) regions:")
    for (index, region) in study.place.regions.enumerated() {
      let own = study.place.ownTables(region: index).compactMap { $0.split(separator: "/").last.map(String.init) }
      try Console.say(
        "  \(region.id): \(region.title.en), share \(LeverText.number(region.share)), tables of its own: \(own.isEmpty ? "none" : own.joined(separator: ", "))"
      )
    }
    Console.warn(
      study.calibrations.enumerated().flatMap { index, calibration in
        calibration.warnings.map { "\(study.place.regions[index].id): \($0)" }
      })
    try Console.say("\(study.calibration.targets.count) figures of the base year met in each, values from … to …:")
    for (index, entry) in study.calibration.targets.enumerated() {
      let solved = study.calibrations.map { $0.targets[index].solved }
      let range = [solved.min(), solved.max()].map { $0.map(LeverText.number) ?? "?" }.joined(separator: " … ")
      try Console.say(
        "  \(name(entry.target, study.place.baseline)): \(registry[entry.target.unknown].path) = \(range)")
    }
  }
}
