import SchemeModel

/// A line, a balance or a measure in the baseline and in a scenario.
public struct Difference: Sendable {
  /// One year of it.
  public struct Pair: Sendable {
    /// The calendar year.
    public let year: Int
    /// Nil where there is no such value.
    public let baseline: Double?
    /// Likewise, in the scenario.
    public let value: Double?

    /// Value less baseline; nil where either is missing.
    public var difference: Double? {
      guard let baseline, let value else { return nil }
      return value - baseline
    }

    /// Whether the two differ by a unit of the last printed digit, or only one of them is there.
    public func shows(_ unit: MeasureUnit) -> Bool {
      guard let difference else { return baseline != nil || value != nil }
      return difference.magnitude >= unit.step
    }
  }

  /// The fund, group or `all`, by its name in files.
  public let owner: String
  /// The line or measure.
  public let name: String
  /// The unit.
  public let unit: MeasureUnit
  /// By year.
  public let pairs: [Pair]

  /// Lines and closing balances of every fund, then measures; the cumulative balance stands as the closing one. Measures of the
  /// whole period carry the horizon as their year, since the years found differ.
  public static func all(_ outcome: Outcome, _ measures: MeasureBook) -> [Difference] {
    ofAccounts(outcome) + ofMeasures(outcome, measures)
  }

  private static func ofAccounts(_ outcome: Outcome) -> [Difference] {
    let scheme = outcome.scheme, timeline = outcome.timeline, baseline = outcome.baseline
    return scheme.funds.enumerated().flatMap { fund, declared -> [Difference] in
      func compare(_ name: String, _ value: (_ outcome: Outcome, _ year: Int) -> Double) -> Difference {
        Difference(
          owner: declared.id, name: name, unit: .money,
          pairs: (0..<timeline.reportedCount).map {
            Pair(year: timeline.baseYear + $0, baseline: value(baseline, $0), value: value(outcome, $0))
          })
      }
      return scheme.accounts[fund].entries.map { entry in
        compare(entry.line.id) { $0.amount(line: entry.index, year: $1) }
      } + [compare("closing") { $0.balanceAtYearEnd(fund: fund, year: $1) }]
    }
  }

  private static func ofMeasures(_ outcome: Outcome, _ measures: MeasureBook) -> [Difference] {
    zip(measures[0, outcome.region], measures[outcome.scenario, outcome.region])
      .filter { $0.0.measure.id != "cumulative-balance" }.map { before, after in
        Difference(
          owner: before.ownerID, name: before.measure.id, unit: before.unit,
          pairs: pairs(before.values, after.values, outcome))
      }
  }

  private static func pairs(
    _ before: MeasureSeries.Values, _ after: MeasureSeries.Values, _ outcome: Outcome
  ) -> [Pair] {
    switch (before, after) {
    case (.yearly(let before), .yearly(let after)):
      zip(before, after).enumerated().map { year, values in
        Pair(year: outcome.timeline.baseYear + year, baseline: values.0, value: values.1)
      }
    case (.summary(let before), .summary(let after)):
      [Pair(year: outcome.timeline.horizon, baseline: before?.value, value: after?.value)]
    default: []
    }
  }
}
