import ArgumentParser
import Foundation
import InputFiles
import PolicyModel
import Quantities
import Studies

/// What `run` and `plan` share: the place, the reforms and the horizon.
struct PlaceOptions: ParsableArguments {
  @Argument(help: "The folder of the place, for example scenarios/shandong.")
  var place: String

  @Option(
    help: ArgumentHelp(
      "A reform file, or several joined by + to be stacked in that order. Repeat for more scenarios. Default: every file in the place's reforms/.",
      valueName: "file[+file…]"))
  var reform: [String] = []

  @Flag(help: "No reforms.")
  var baselineOnly = false

  @Option(parsing: .unconditional, help: "The last year reported. Default: the place's default-horizon.")
  var horizon: Int?

  @Option(
    help: ArgumentHelp(
      "A change without a file, for example resident.premium=2026:400,2030:450. Repeat it to change several levers; together they are one more scenario.",
      valueName: "lever=year:value,…"))
  var set: [String] = []

  func validate() throws {
    if baselineOnly, !reform.isEmpty || !set.isEmpty {
      throw ValidationError("--baseline-only excludes --reform and --set.")
    }
  }

  /// The place and its scenarios.
  func study() throws -> (study: PolicyStudy, stacks: [[Reform]]) {
    let folder = try PlaceFolder(place)
    let study = try PolicyStudy(folder, horizon: horizon)
    let stacks = try study.read(try scenarios(folder))
    return (study, reform.isEmpty && set.isEmpty ? withinHorizon(stacks, study) : stacks)
  }

  /// Without --reform everything in reforms/ runs, but what begins only after the horizon: it would move nothing.
  private func withinHorizon(_ stacks: [[Reform]], _ study: PolicyStudy) -> [[Reform]] {
    stacks.filter { stack in
      let firsts = stack.flatMap(\.changes).compactMap { $0.points.map(\.from.year).min() }
      guard let late = firsts.max(), late > study.timeline.horizon else { return true }
      Console.warn(
        "left out \(stack.map(\.id).joined(separator: "+")): it begins in \(late), after the horizon \(study.timeline.horizon)"
      )
      return false
    }
  }

  private func scenarios(_ folder: PlaceFolder) throws -> [[RunRequest.Change]] {
    guard !baselineOnly else { return [] }
    let settings = set.isEmpty ? [] : [set.map { RunRequest.Change.setting($0) }]
    if reform.isEmpty { return settings.isEmpty ? folder.reformPaths.map { [.file($0)] } : settings }
    return try reform.map(stack) + settings
  }

  /// The files of `a.yaml+b.yaml`.
  private func stack(_ text: String) throws -> [RunRequest.Change] {
    let files = text.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    guard !files.contains("") else {
      throw FundcastError(
        .usage,
        Diagnostic(
          "a file name is missing", key: "--reform", value: text, remedy: "write for example --reform a.yaml+b.yaml"))
    }
    // A file may have a + in its name: as many pieces as name one belong together.
    var stack: [RunRequest.Change] = [], rest = files[...]
    while !rest.isEmpty {
      let count = (1...rest.count).last {
        FileManager.default.fileExists(atPath: rest.prefix($0).joined(separator: "+"))
      }
      stack.append(.file(rest.prefix(count ?? 1).joined(separator: "+")))
      rest = rest.dropFirst(count ?? 1)
    }
    return stack
  }
}
