import Arrays
import Quantities
import SchemeModel

/// What of the levels of a scenario nobody may have meant: values compared with each other, not with what they bring.
public struct LevelPlausibility: Sendable {
  private let baseline: Baseline
  private let timeline: Timeline

  /// Months of its spending that no fund holds.
  public static let mostMonths = BalanceScale.mostMonths

  /// Of one region of a place.
  public init(_ baseline: Baseline, timeline: Timeline) {
    self.baseline = baseline
    self.timeline = timeline
  }

  /// Warnings about the baseline and its tables.
  public func warnings(_ resolved: ResolvedScenario, _ tables: PlaceTables) -> [LocalizedText] {
    TablePlausibility.warnings(tables, baseline.scheme)
      + PersonsOfBaseYear(baseline: baseline, population: tables.population.sum).warnings
      + DatedJumps(baseline: baseline).warnings + DefaultDistance(baseline: baseline).warnings
      + WageScale(baseline: baseline, timeline: timeline).warnings(resolved.parameters)
      + ThresholdScale(baseline: baseline, timeline: timeline).warnings(resolved.parameters) + resolved.warnings
  }

  /// What may be behind a base year that cannot be met.
  public func suspects(_ resolved: ResolvedScenario, _ tables: PlaceTables) -> [LocalizedText] {
    warnings(resolved, tables) + BalanceScale(baseline: baseline).warnings(resolved.parameters)
  }

  /// Warnings about what a scenario changes of the baseline.
  public func warnings(
    _ scenario: ScenarioDefinition, _ resolved: ResolvedScenario, against usual: ResolvedScenario
  ) -> [LocalizedText] {
    let changes = scenario.reforms.flatMap(\.changes)
    let changed = Dictionary(changes.map { ($0.lever, $0) }, uniquingKeysWith: { $1 })
    guard !changed.isEmpty else { return [] }
    return ReformDistance(baseline: baseline, timeline: timeline)
      .warnings(resolved.parameters, against: usual.parameters, changed)
      + ThresholdScale(baseline: baseline, timeline: timeline).warnings(resolved.parameters, changed)
      + resolved.warnings
  }
}
