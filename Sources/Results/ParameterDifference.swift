import PolicyModel
import SchemeModel

/// A lever whose reported values under a scenario differ from the baseline's in some month.
public struct ParameterDifference: Sendable {
  /// The lever.
  public let lever: ParameterID
  /// Its values in the baseline and in the scenario.
  public let paths: (baseline: ParameterPath, scenario: ParameterPath)
  /// Indices of the reported years that differ, at least one.
  public let years: [Int]

  /// The first year that differs.
  public var first: Int { years[0] }
  /// The last one.
  public var last: Int { years[years.count - 1] }

  /// All of them in registry order.
  ///
  /// - Parameters:
  ///   - scenario: resolved with the same registry as `baseline`.
  ///   - reportedYears: how many years count, from the base year on.
  public static func all(
    _ scenario: ResolvedScenario, against baseline: ResolvedScenario, _ registry: LeverRegistry, reportedYears: Int
  ) -> [ParameterDifference] {
    registry.levers.compactMap { lever in
      let before = baseline.parameters[lever.id], after = scenario.parameters[lever.id]
      guard before != after else { return nil }
      let years = (0..<reportedYears).filter { year in
        (0..<12).contains { before.value(year: year, month: $0) != after.value(year: year, month: $0) }
      }
      return years.isEmpty ? nil : ParameterDifference(lever: lever.id, paths: (before, after), years: years)
    }
  }
}
