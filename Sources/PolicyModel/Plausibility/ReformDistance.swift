import Quantities
import SchemeModel

/// Values a reform gives that are many times the baseline's of the same month, or a small part of them. Only its own dates are
/// looked at: what a frozen standard falls behind in forty years is no slip.
struct ReformDistance {
  let baseline: Baseline
  let timeline: Timeline

  /// Ten points of growth a year more or less.
  private static let growth = 0.1

  /// - Parameter changed: the last change of each lever that the reforms change.
  func warnings(
    _ reformed: ParameterSet, against usual: ParameterSet, _ changed: [ParameterID: LeverChange]
  ) -> [LocalizedText] {
    changed.keys.sorted { $0.index < $1.index }.compactMap { id -> LocalizedText? in
      let lever = baseline.registry[id], new = reformed[id], old = usual[id]
      let isLevel = lever.isSteadyLevel || lever.isContributionRate
      guard isLevel || lever.isSmallRate else { return nil }
      for date in changed[id]?.points.map(\.from) ?? [] {
        let year = date.year - timeline.baseYear
        guard (0..<timeline.reportedCount).contains(year) else { continue }
        let value = new.value(year: year, month: date.month), before = old.value(year: year, month: date.month)
        let limit = isLevel ? PlausibleRatio.atOnce : PlausibleRatio.tenfold
        guard
          lever.isGrowth
            ? (value - before).magnitude >= Self.growth
            : PlausibleRatio.isFar(value, from: before, of: lever, limit: limit)
        else { continue }
        return baseline.warning(
          lever, at: changed[id]?.location,
          en:
            "\(lever.text(value)) in \(date.text) where the baseline has \(ShortNumber.text(before)): a digit or a unit may be wrong",
          zh:
            "\(date.text)为\(ShortNumber.text(value))，基准方案为\(ShortNumber.text(before))，相差悬殊，请核对数位和单位")
      }
      return nil
    }
  }
}
