import ArgumentParser
import Foundation
import Quantities
import Studies

/// What becomes of scenarios that cannot be.
struct FaultyScenarios: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      """
      Stop at the first scenario that cannot be, and write nothing. Default: it is left out and named with what is wrong, the \
      others are computed, and the exit code is 65.
      """))
  var strict = false

  /// Says what was left out of a run.
  func complain(_ run: PolicyRun) {
    for scenario in run.leftOut {
      Console.complain("\(run.result.scheme.form.shown("left out", "未计算")): \(scenario.names)")
      for line in LeftOutScenario.error([scenario]).description.split(separator: "\n") { Console.complain("  \(line)") }
    }
  }

  /// - Throws: the exit code of a run that left something out, whose results stand all the same.
  func end(_ run: PolicyRun) throws {
    if !run.leftOut.isEmpty { throw ExitCode(FundcastError.Category.data.rawValue) }
  }
}
