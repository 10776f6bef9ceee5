import Stochastics
import ProjectionEngine
import SchemeModel

/// How a series over paths is named in tables. A transfer between two funds stands in both accounts.
public struct PathLabel: Sendable, Hashable {
  /// The fund, by its name in files.
  public let fund: String
  /// The line or measure.
  public let name: String
  /// The kind of a line in the account of the fund, `closing`, or `measure`.
  public let kind: String
  /// The unit.
  public let unit: MeasureUnit
}

extension PathSeries {
  /// Whether it is an amount of the accounts; else it is a measure.
  public var isOfAccounts: Bool {
    switch self {
    case .line, .closing: true
    case .currentBalance, .reserveMonthsBackward, .reserveMonthsForward, .againstBaseline: false
    }
  }

  /// Its name in the account of each fund that has it.
  public func labels(_ scheme: Scheme) -> [PathLabel] {
    func measure(_ fund: Int, _ name: String, _ unit: MeasureUnit = .money, kind: String = "measure") -> [PathLabel] {
      [PathLabel(fund: scheme.funds[fund].id, name: name, kind: kind, unit: unit)]
    }
    switch self {
    case .line(let index):
      let line = scheme.lines[index]
      return measure(line.fund, line.id, kind: line.kind.rawValue)
        + (line.counterpart.map { measure($0, line.id, kind: (line.kind.opposite ?? .transferIn).rawValue) } ?? [])
    case .closing(let fund): return measure(fund, "closing", kind: "closing")
    case .currentBalance(let fund): return measure(fund, "current-balance")
    case .reserveMonthsBackward(let fund): return measure(fund, "reserve-months-backward", .months)
    case .reserveMonthsForward(let fund): return measure(fund, "reserve-months-forward", .months)
    case .againstBaseline(let fund): return measure(fund, "closing-against-baseline")
    }
  }
}

/// A statistic of a distribution over paths.
///
/// | name | meaning |
/// |---|---|
/// | mean, sd | over paths |
/// | p01 … p99 | quantiles: drawn values up to 2,048 paths; of more within 1/256 of the distance from the central path, which the standard error holds, values that several paths share excepted |
/// | tail-mean-05 | mean of the lowest twentieth, as exact |
/// | probability-negative | share of paths below zero |
/// | probability-below-3-months, -6-months | of reserve months: share of paths below |
/// | probability-by-year | of an event: share of paths in which it has come up by the end of the year |
///
/// There is no standard error of a quantile or a tail mean with fewer than five paths beyond, of a deviation of fewer than four
/// paths, of a share that is 0 or 1 (never in n paths leaves room for up to 3/n at 95 %), and nowhere with mirrored paths, which
/// come in pairs that depend on each other.
public struct PathStatistic: Sendable, Hashable {
  /// The name in files.
  public let name: String
  /// The value, in the unit of the series or a probability.
  public let value: Double
  /// Its standard error; nil where it cannot be told.
  public let standardError: Double?
  /// Whether it is a probability, whatever the unit of the series.
  public let isProbability: Bool

  private static let quantiles: [(name: String, share: Double)] = [
    ("p01", 0.01), ("p05", 0.05), ("p10", 0.1), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p90", 0.9),
    ("p95", 0.95), ("p99", 0.99),
  ]

  private init(_ name: String, _ value: Double, _ error: Double, isKnown: Bool, isProbability: Bool = false) {
    self.name = name
    self.value = value
    standardError = isKnown && !error.isNaN ? error : nil
    self.isProbability = isProbability
  }

  private init(_ name: String, _ count: StreamedCount, isKnown: Bool) {
    self.init(name, count.probability, count.standardError, isKnown: isKnown, isProbability: true)
  }

  /// The statistics of a distribution; none that is no number, such as the spread of a single path.
  ///
  /// - Parameter isAntithetic: whether every other path mirrors the one before it.
  public static func all(_ values: PathDistribution, isAntithetic: Bool) -> [PathStatistic] {
    func hasFive(beyond share: Double) -> Bool { !isAntithetic && Double(values.count) * min(share, 1 - share) >= 5 }
    let isKnown = !isAntithetic && values.count > 1
    var found = [
      PathStatistic("mean", values.mean, values.standardErrorOfMean, isKnown: isKnown),
      PathStatistic(
        "sd", values.standardDeviation, values.standardErrorOfStandardDeviation, isKnown: isKnown),
    ]
    for (name, share) in quantiles {
      found.append(
        PathStatistic(
          name, values.quantile(share), values.standardErrorOfQuantile(share), isKnown: hasFive(beyond: share)))
    }
    found.append(
      PathStatistic(
        "tail-mean-05", values.tailMean(below: 0.05), values.standardErrorOfTailMean(below: 0.05),
        isKnown: hasFive(beyond: 0.05)))
    found.append(PathStatistic("probability-negative", values.probabilityNegative, isKnown: isKnown))
    for (place, threshold) in values.thresholds.enumerated() {
      found.append(
        PathStatistic(
          "probability-below-\(Int(threshold))-months", values.probabilityBelow(place), isKnown: isKnown))
    }
    return found.filter { !$0.value.isNaN }
  }

  fileprivate static func event(_ count: StreamedCount, isAntithetic: Bool) -> PathStatistic {
    PathStatistic("probability-by-year", count, isKnown: !isAntithetic)
  }
}

/// What may come up first in some year of a path.
public enum PathEvent: String, Sendable, CaseIterable {
  case firstCurrentDeficit = "first-current-deficit-year"
  case depletion = "depletion-year"
}

extension PathResult {
  /// The statistics of a series in a year.
  public func statistics(_ distribution: PathDistribution) -> [PathStatistic] {
    PathStatistic.all(distribution, isAntithetic: input.draws.isAntithetic)
  }

  /// The share of paths in which an event has come up in a fund by the end of each reported year.
  public func probabilities(_ event: PathEvent, region: Int, scenario: Int, fund: Int) -> [PathStatistic] {
    var hits = 0
    return (0..<input.projection.timeline.reportedCount).map { year in
      hits +=
        event == .depletion
        ? depleted(region: region, scenario: scenario, fund: fund, year: year)
        : inDeficit(region: region, scenario: scenario, fund: fund, year: year)
      return PathStatistic.event(StreamedCount(hits: hits, of: input.paths), isAntithetic: input.draws.isAntithetic)
    }
  }
}
