import ArgumentParser
import PlaceMaking
import RunStore

/// `fundcast upgrade`: the files of a place of version 0.1.0 with the names of today.
struct UpgradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade", abstract: "Rewrite a place of version 0.1.0 with the names of today.",
    discussion: """
      Levers were renamed in 0.2.0, and the numbered terms of a layer (deductible, rate, above-2, rate-2) became its list of brackets
      (tiers: [{ above, rate }]). The old names are refused; this command writes the new ones into baseline.yaml, the assumptions
      and every file in reforms/ and examples/. Comments, sentences and the order of lines stay. Schemes of one's own are not rewritten: their
      language is another, see the article on the scheme file. --dry-run says what would change.

      EXAMPLE
        fundcast upgrade scenarios/henan --dry-run
      """)

  @Argument(help: "The folder of the place.")
  var place: String

  @Flag(help: "Say what would change and write nothing.")
  var dryRun = false

  func run() throws {
    let upgrade = try PlaceUpgrade(place)
    guard !upgrade.files.isEmpty else {
      return try Console.say("\(place) has the names of today; nothing to do")
    }
    // Every file is looked at before the first is written.
    let targets = try upgrade.files.map { try CompanionFile($0.path) }
    for (file, target) in zip(upgrade.files, targets) {
      try Console.say(file.path)
      for change in file.changes {
        for line in change.then { try Console.say("  \(change.line): - \(line.trimmingPrefix { $0 == " " })") }
        for line in change.now { try Console.say("  \(change.line): + \(line.trimmingPrefix { $0 == " " })") }
      }
      if !dryRun { try target.write(file.bytes) }
    }
    let lines = upgrade.files.reduce(0) { $0 + $1.changes.count }
    try Console.say(
      "\(lines) places in \(upgrade.files.count) files "
        + (dryRun ? "would change" : "rewritten; next: fundcast check \(place)"))
  }
}
