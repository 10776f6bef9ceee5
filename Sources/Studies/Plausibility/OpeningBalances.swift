import PolicyModel
import Quantities
import SchemeModel

extension FlowPlausibility {
  /// Opening balances beside the spending of the base year: one of a month where there were twenty, or in 万元.
  func openingBalances(scenario: Int, _ definition: ScenarioDefinition) -> [LocalizedText] {
    result.scheme.funds.enumerated().compactMap { fund, declared -> LocalizedText? in
      let opening = result.balanceAtYearEnd(scenario: scenario, region: region, fund: fund, year: -1)
      let monthly = spending(fund, scenario: scenario, year: 0) / 12
      guard opening != 0, monthly > 0, isOwn(declared.openingBalance, scenario) else { return nil }
      let severe = baseline.registry["funds.\(declared.id).severe-months"].map {
        parameter($0.id, scenario: 0, year: 0)
      }
      let months = opening / monthly, least = severe ?? 0
      guard months < least || months > LevelPlausibility.mostMonths else { return nil }
      let lever = baseline.registry[declared.openingBalance]
      return warning(
        lever, definition,
        en:
          "\(money(opening)) is \(ShortNumber.text(months, digits: 3)) months of the spending of \(timeline.baseYear), \(money(monthly * 12)); "
          + (months < least
            ? "the severe alert begins below \(ShortNumber.text(least))" : "no fund holds ten years of its spending")
          + ": check the figure and its unit (\(unitHint))",
        zh:
          "\(moneyZh(opening))相当于\(timeline.baseYear)年支出\(moneyZh(monthly * 12))的\(ShortNumber.text(months, digits: 3))个月"
          + (months < least ? "，低于严重预警线\(ShortNumber.text(least))个月" : "，超过十年支出") + "，请核对数值和单位（\(unitHintZh)）")
    }
  }

  /// Spending of the year before beside that of the base year: spending does not treble in a year.
  func lastYearExpenditure(scenario: Int, _ definition: ScenarioDefinition) -> [LocalizedText] {
    result.scheme.funds.enumerated().compactMap { fund, declared -> LocalizedText? in
      guard let lever = baseline.registry["funds.\(declared.id).last-year-expenditure"] else { return nil }
      let last = parameter(lever.id, scenario: scenario, year: 0)
      let now = outcome(scenario).sum(.expenditure, funds: [fund], year: 0)
      guard isOwn(lever.id, scenario), last > 0, now > 0, !(1.0 / 3...3).contains(last / now) else { return nil }
      return warning(
        lever, definition,
        en:
          "\(money(last)) in the year before \(timeline.baseYear), and \(money(now)) in it: check the figure and its unit (\(currency.id))",
        zh: "上年为\(moneyZh(last))，\(timeline.baseYear)年为\(moneyZh(now))，请核对数值和单位（\(currency.name.zh)）")
    }
  }
}
