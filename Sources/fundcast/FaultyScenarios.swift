import ArgumentParser
import Foundation
import Studies

/// What becomes of scenarios that cannot be.
struct FaultyScenarios: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      """
      Stop at the first scenario that cannot be, and write nothing. Default: it is left out and named with what is wrong, the \
      others are computed, and the exit code is 65 (64 where --set is wrong).
      """))
  var strict = false

  /// Says what was left out of a run.
  ///
  /// - Throws: the exit code, where anything was.
  func end(_ run: PolicyRun) throws {
    guard !run.leftOut.isEmpty else { return }
    for scenario in run.leftOut {
      Console.complain("left out 未计算: \(scenario.names)")
      for line in LeftOutScenario.error([scenario]).description.split(separator: "\n") { Console.complain("  \(line)") }
    }
    throw ExitCode(LeftOutScenario.error(run.leftOut).category.rawValue)
  }
}
