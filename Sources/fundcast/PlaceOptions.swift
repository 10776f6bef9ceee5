import ArgumentParser
import Foundation
import InputFiles
import PolicyModel
import Quantities
import Studies

/// What `run`, `plan` and `months` share: the place, the reforms and the horizon.
struct PlaceOptions: ParsableArguments {
  @Argument(help: "The folder of the place, for example scenarios/shandong.")
  var place: String

  @Option(
    help: ArgumentHelp(
      """
      A reform file, or several joined by + to be stacked in that order. Repeat for more scenarios. Seen from the current folder, \
      or else from the place. Default: every file in the place's reforms/, without those in reforms/drafts/.
      """,
      valueName: "file[+file…]"))
  var reform: [String] = []

  @Flag(help: "No reforms.")
  var baselineOnly = false

  @Option(parsing: .unconditional, help: "The last year reported. Default: the place's default-horizon.")
  var horizon: Int?

  @Option(
    help: ArgumentHelp(
      """
      A change without a file. A number sets: resident.premium=2026:400,2030:450. add and multiply change: =2027:add:50, \
      =2027:multiply:1.1. A span acts in its years or months only: =2030..2031:500, =2027-02..2027-06:multiply:0.5. `,overrides` at the end replaces what a --reform has at the same date. Repeat it to \
      change several levers: together they are one scenario, or stand on every --reform.
      """,
      valueName: "lever=date:value,…"))
  var set: [String] = []

  @Option(
    help: ArgumentHelp(
      "The name of the scenario that --set makes, in every table and the report, for example premium-500. Default: set-1.",
      valueName: "name"))
  var name: String?

  func validate() throws {
    if baselineOnly, !reform.isEmpty || !set.isEmpty {
      throw ValidationError("--baseline-only excludes --reform and --set.")
    }
    if name != nil, set.isEmpty {
      throw ValidationError("--name names what --set changes; a reform is named after its file.")
    }
  }

  /// The place and its scenarios.
  ///
  /// - Parameters:
  ///   - isStrict: whether one that cannot be stops what is done with them.
  ///   - progress: shows that the base year is being fitted.
  func study(isStrict: Bool, _ progress: Progress? = nil) throws -> (study: PolicyStudy, grid: ScenarioGrid) {
    if let name { try ScenarioName.check(name) }
    progress?.begin(Progress.fitting)
    let folder = try Place(place)
    if let name { try ScenarioName.check(name, among: folder) }
    let study = try PolicyStudy(folder, horizon: horizon)
    progress?.end()
    var grid = try study.readGrid(try scenarios(folder), name: name, isStrict: isStrict)
    let count = grid.stacks.count + grid.unread.count
    if let name, count != 1 { throw ScenarioName.several(name, count) }
    if reform.isEmpty, set.isEmpty {
      grid.stacks = withinHorizon(grid.stacks, study)
      // What is left out for its faults is not left out in silence because the rest begins too late.
      if grid.stacks.isEmpty, !grid.unread.isEmpty { throw LeftOutScenario.error(grid.unread) }
    }
    return (study, grid)
  }

  /// What of the place's reforms did not run, in words; nil where the user said what to run or nothing is left.
  func leftOut(_ folder: Place) -> String? {
    reform.isEmpty && set.isEmpty && !baselineOnly
      ? DraftText.skipped(folder, folder.baseline.scheme.form.shown("not run", "未计算")) : nil
  }

  /// Without --reform everything in reforms/ runs, but what begins, with its first change, after the horizon: it would move nothing.
  private func withinHorizon(_ stacks: [[Reform]], _ study: PolicyStudy) -> [[Reform]] {
    stacks.filter { stack in
      let firsts = stack.flatMap(\.changes).compactMap { $0.points.map(\.from.year).min() }
      guard let late = firsts.min(), late > study.timeline.horizon else { return true }
      Console.warn(
        "left out \(stack.map(\.id).joined(separator: "+")): it begins in \(late), after the horizon \(study.timeline.horizon)"
      )
      return false
    }
  }

  private func scenarios(_ folder: Place) throws -> [[RunRequest.Change]] {
    guard !baselineOnly else { return [] }
    let settings = set.map { RunRequest.Change.setting($0) }
    if reform.isEmpty { return settings.isEmpty ? folder.reformPaths.map { [.file($0)] } : [settings] }
    return try reform.map { try ReformNames.files($0, place: place).map { .file($0) } + settings }
  }
}
