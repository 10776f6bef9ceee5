import PolicyModel
import SchemeModel

/// A benefit in money whose real value drifts from its last date to the horizon: nobody decided that it should pay more or less,
/// the rule after the last date does it.
public struct BenefitDrift: Sendable {
  /// The amount.
  public let lever: ParameterID
  /// What it is measured in: unit cost for thresholds, the average wage for amounts a head.
  public let deflator: ParameterID
  /// The reported year of the last date, by index; the base year for what has none.
  public let from: Int
  /// The real value at the horizon to that at the last date, less one.
  public let share: Double
  /// The rule after the last date.
  public let rule: ThenRule

  /// Drifts below it, as a share, are small.
  public static let small = 0.05

  /// Drifts that are not small, in a scenario's values; of a reform, those of amounts that it moves.
  ///
  /// - Parameter resolved: the scenario, and the baseline where that is another.
  public static func all(
    _ resolved: ResolvedScenario, against usual: ResolvedScenario?, _ baseline: Baseline, reportedYears: Int
  ) -> [BenefitDrift] {
    benefits(baseline).compactMap { amount in
      if let usual, usual.parameters[amount.lever] == resolved.parameters[amount.lever] { return nil }
      return BenefitDrift(
        baseline.registry[amount.lever], in: amount.deflator, resolved, baseYear: baseline.baseYear,
        last: reportedYears - 1)
    }.filter { $0.share.magnitude > small }
  }

  private static func benefits(_ baseline: Baseline) -> [(lever: ParameterID, deflator: ParameterID)] {
    let thresholds = baseline.thresholds.flatMap { group in group.levers.map { ($0, group.unitCost) } }
    guard let wage = baseline.scheme.earnings.first?.wage.average else { return thresholds }
    let heads = baseline.registry.levers.filter(\.spec.isBenefit)
    return thresholds + heads.map { ($0.id, wage) }
  }

  /// Nil where there is no amount at either end.
  private init?(
    _ benefit: Lever, in deflator: ParameterID, _ resolved: ResolvedScenario, baseYear: Int, last: Int
  ) {
    let lever = benefit.id, entry = resolved.extrapolations.first { $0.lever == lever }
    let from = min(max((entry?.lastDatedYear ?? 0) - baseYear, 0), last)
    func real(_ year: Int) -> Double? {
      let value = resolved.parameters[lever].value(year: year, month: 11)
      let unit = resolved.parameters[deflator].value(year: year, month: 11)
      return value > 0 && !benefit.isNoLimit(value) && unit > 0 ? value / unit : nil
    }
    guard let before = real(from), let after = real(last) else { return nil }
    self.lever = lever
    self.deflator = deflator
    self.from = from
    share = after / before - 1
    rule = entry?.rule ?? .hold
  }
}
