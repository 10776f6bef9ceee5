import Quantities
import SchemeModel

/// Opening balances beside the spending of the year before, as far as a place gives it: what can be said before anything is
/// computed.
struct BalanceScale {
  let baseline: Baseline

  /// Ten years of spending in stock: no fund of a pay-as-you-go scheme holds them.
  static let mostMonths = 120.0

  func warnings(_ parameters: ParameterSet) -> [LocalizedText] {
    baseline.scheme.funds.compactMap { fund in
      let lever = baseline.registry[fund.openingBalance]
      guard let last = baseline.registry[lever.entityPath + ".last-year-expenditure"] else { return nil }
      let opening = parameters.value(lever.id, 0), spent = parameters.value(last.id, 0)
      guard opening != 0, spent > 0, opening / (spent / 12) > Self.mostMonths else { return nil }
      let months = ShortNumber.text(opening / (spent / 12), digits: 3)
      return baseline.warning(
        lever, at: baseline.series[lever.id.index]?.location,
        en:
          "\(lever.text(opening)) is \(months) months of the spending of last year, \(last.text(spent)): check the unit",
        zh: "\(ShortNumber.text(opening))相当于上年支出\(ShortNumber.text(spent))的\(months)个月，请核对单位")
    }
  }
}
