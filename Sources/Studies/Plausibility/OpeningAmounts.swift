import PolicyModel
import Quantities
import SchemeModel

extension FlowPlausibility {
  /// What was owed before the base year beside what is owed at its end, and beside the flow it is part of: more than a year of that cannot
  /// be, and is a fault.
  func openingAmounts(
    scenario: Int, _ definition: ScenarioDefinition
  ) -> (warnings: [LocalizedText], faults: [Diagnostic]) {
    var warnings: [LocalizedText] = [], faults: [Diagnostic] = []
    for memory in result.scheme.memory.sorted(by: { $0.settledBy < $1.settledBy }) {
      guard let owed = memory.owed, isOwn(memory.opening, scenario) else { continue }
      let id = memory.opening, line = result.scheme.lines[memory.settledBy]
      let lever = baseline.registry[id], value = parameter(id, scenario: scenario, year: 0)
      let flow =
        lever.kind == "deferral"
        ? contributions(line.fund, scenario: scenario, year: 0) : spending(line.fund, scenario: scenario, year: 0)
      // What is settled is itself part of the spending.
      let whole = flow - result.scheme.accounts[line.fund].flows { $0 == memory.settledBy ? value : 0 }.cost
      guard value > 0, whole > 0 else { continue }
      let fund = result.scheme.funds[line.fund], year = timeline.baseYear
      guard value <= whole else {
        faults.append(
          Diagnostic(
            "\(money(value)) owed at the end of \(year - 1), but only \(money(whole)) is \(lever.kind == "deferral" ? "contributed to" : "spent by") \(fund.id) in \(year)",
            of: .lever(lever.path), in: FaultScope(scenario: definition.id, year: year), value: ShortNumber.text(value),
            remedy: "give what was owed of that year's flow, in \(smallestUnit)"))
        continue
      }
      let now = amount(owed, scenario: scenario, year: 0).magnitude
      guard now > 0 ? !(0.1...10).contains(value / now) : value > whole / 2 else { continue }
      warnings.append(
        warning(
          lever, definition,
          en:
            "\(money(value)) owed before \(year) where \(money(now)) is owed at its end (a year's flow is \(money(whole))): check the figure and its unit (\(unitHint))",
          zh:
            "\(year)年初为\(moneyZh(value))，年末为\(moneyZh(now))（全年\(moneyZh(whole))），请核对数值和单位（\(unitHintZh)）"))
    }
    return (warnings, faults)
  }
}
