import PolicyModel
import Quantities
import SchemeModel

/// Earnings, funds, and the parameters every scheme has.
extension SchemeBuilder {
  private func readEarnings(_ name: String, statuses: [Int], line: Int) -> EarningsRule? {
    guard let wage = lever("economy.average-wage", line: line, key: "earnings.\(name)"),
      let lastWage = lever("economy.average-wage-last-year", line: line, key: "earnings.\(name)"),
      let variation = lever(name, "earnings-variation", line: line), let ratio = lever(name, "base-ratio", line: line),
      let drift = lever(name, "base-drift", line: line), let floor = lever(name, "base-floor", line: line),
      let cap = lever(name, "base-cap", line: line)
    else { return nil }
    return EarningsRule(
      statuses: statuses, wage: WageParameters(average: wage, averageLastYear: lastWage, variation: variation),
      base: BaseParameters(ratio: ratio, drift: drift, floor: floor, cap: cap))
  }

  mutating func readEarnings() -> [EarningsRule] {
    var rules: [EarningsRule] = []
    for (name, line, reader) in named("earnings", required: false) {
      let statuses = statusList(reader, "statuses")
      reader.finish()
      guard let rule = readEarnings(name, statuses: statuses, line: line) else { continue }
      earningsNames.append(name)
      rules.append(rule)
    }
    return rules
  }

  mutating func readFunds() -> [Fund] {
    var funds: [Fund] = []
    for (name, line, reader) in named("funds") {
      let title = reader.localizedText("title")
      let medical = reader.boolean("medical")
      let negative = reader.boolean("may-be-negative")
      reader.finish()
      guard let title, let medical, let negative, let opening = lever("funds.\(name)", "opening-balance", line: line)
      else {
        continue
      }
      funds.append(
        Fund(
          id: name, title: title, isMedical: medical, mayBeNegative: negative, openingBalance: opening,
          months: ReserveMonths(
            normal: registry["funds.\(name).normal-months"]?.id, severe: registry["funds.\(name).severe-months"]?.id,
            high: registry["funds.\(name).high-months"]?.id)))
    }
    return funds
  }

  func readCommon() -> CommonParameters? {
    func id(_ path: String) -> ParameterID? { lever(path, line: root.line, key: "entities") }
    guard let mortality = id("demography.mortality-factor"), let index = id("demography.mortality-index"),
      let fertility = id("demography.fertility-factor"), let migration = id("demography.net-migration"),
      let newborn = id("demography.newborn-coverage"),
      let rate = id("economy.interest-rate"), let timing = id("economy.interest-timing"),
      let negative = id("economy.interest-on-negative"), let discount = id("economy.discount-rate")
    else { return nil }
    return CommonParameters(
      people: PopulationParameters(
        mortalityFactor: mortality, mortalityIndex: index, fertilityFactor: fertility, netMigration: migration,
        newbornCoverage: newborn),
      interest: InterestParameters(
        interestRate: rate, interestTiming: timing, interestOnNegative: negative, discountRate: discount))
  }
}
