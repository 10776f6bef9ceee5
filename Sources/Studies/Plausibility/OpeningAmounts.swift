import PolicyModel
import Quantities
import SchemeModel

extension FlowPlausibility {
  /// What was owed before the base year beside what is owed at its end, and beside the flow it is part of: more than a year of that for
  /// each year in which it falls due cannot be, and is a fault.
  func openingAmounts(
    scenario: Int, _ definition: ScenarioDefinition
  ) -> (warnings: [LocalizedText], faults: [Diagnostic]) {
    var warnings: [LocalizedText] = [], faults: [Diagnostic] = []
    // What falls due in several years is owed together.
    let together = Dictionary(grouping: result.scheme.memory, by: \.settledBy)
    for (settledBy, memories) in together.sorted(by: { $0.key < $1.key }) {
      guard let owed = memories[0].owed, let id = memories.map(\.opening).first(where: { isOwn($0, scenario) }) else {
        continue
      }
      let line = result.scheme.lines[settledBy], lever = baseline.registry[id]
      let value = memories.reduce(0) { $0 + parameter($1.opening, scenario: scenario, year: 0) }
      let flow =
        lever.kind == "deferral"
        ? contributions(line.fund, scenario: scenario, year: 0) : spending(line.fund, scenario: scenario, year: 0)
      // What is settled in the base year is itself part of the spending.
      let due = parameter(memories[0].opening, scenario: scenario, year: 0)
      let whole = flow - result.scheme.accounts[line.fund].flows { $0 == settledBy ? due : 0 }.cost
      guard value > 0, whole > 0 else { continue }
      let fund = result.scheme.funds[line.fund], year = timeline.baseYear
      guard value <= Double(memories.count) * whole else {
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
