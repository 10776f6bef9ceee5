import PolicyModel
import Quantities
import SchemeModel

extension FlowPlausibility {
  /// Of what an amount is a part, in the account it enters.
  private struct Whole {
    let lever: Lever
    let fund: Int
    /// Whether it is taken of contributions, else of spending.
    let isOfContributions: Bool
  }

  /// A millionth of a flow: an amount in 亿元 or 万元 for one in money.
  private static let least = 1e-6
  /// A deferral of more than half the year's contributions.
  private static let half = 0.5

  /// Rules that give amounts of a fund; wages are amounts a year too.
  private static let kinds: Set<String> = ["deferral", "advance", "fund"]

  /// Amounts that lines take as they are given.
  private var wholes: [Whole] {
    var found: [Whole] = []
    for line in result.scheme.lines where line.source.isUnit {
      for id in line.product.parameters where baseline.registry[id].spec.unit == .moneyPerYear {
        let lever = baseline.registry[id]
        guard Self.kinds.contains(lever.kind), !found.contains(where: { $0.lever.id == id }) else { continue }
        found.append(Whole(lever: lever, fund: line.fund, isOfContributions: lever.kind == "deferral"))
      }
    }
    return found
  }

  /// Deferrals, advances and adjustments beside the contributions and the spending they are part of; a deferral of more than
  /// is contributed cannot be, and is a fault.
  func amounts(
    scenario: Int, _ definition: ScenarioDefinition
  ) -> (warnings: [LocalizedText], faults: [Diagnostic]) {
    var warnings: [LocalizedText] = [], faults: [Diagnostic] = []
    for whole in wholes {
      for year in 0..<timeline.reportedCount {
        let value = parameter(whole.lever.id, scenario: scenario, year: year)
        let unchanged = scenario > 0 && value == parameter(whole.lever.id, scenario: 0, year: year)
        guard value != 0, !unchanged else { continue }
        let flow =
          whole.isOfContributions
          ? contributions(whole.fund, scenario: scenario, year: year)
          : spending(whole.fund, scenario: scenario, year: year)
        guard flow > 0 else { continue }
        let share = value.magnitude / flow
        if whole.isOfContributions, share > 1 {
          faults.append(fault(whole, value, flow, year, definition))
          break
        }
        guard share > (whole.isOfContributions ? Self.half : 1) || share < Self.least else { continue }
        warnings.append(warning(whole, value, flow, year, definition))
        break
      }
    }
    return (warnings, faults)
  }

  private func fault(
    _ whole: Whole, _ value: Double, _ flow: Double, _ year: Int, _ definition: ScenarioDefinition
  ) -> Diagnostic {
    Diagnostic(
      "\(money(value)) deferred in \(timeline.baseYear + year), but only \(money(flow)) is contributed to \(result.scheme.funds[whole.fund].id) in it",
      of: .lever(whole.lever.path), in: FaultScope(scenario: definition.id, year: timeline.baseYear + year),
      value: ShortNumber.text(value),
      remedy: "give what is deferred of that year's contributions, in \(smallestUnit)")
  }

  private func warning(
    _ whole: Whole, _ value: Double, _ flow: Double, _ year: Int, _ definition: ScenarioDefinition
  ) -> LocalizedText {
    let fund = result.scheme.funds[whole.fund], share = ShortNumber.text(value.magnitude / flow * 100, digits: 3)
    let what = whole.isOfContributions ? ("contributions to", "缴费收入") : ("spending of", "支出")
    return warning(
      whole.lever, definition,
      en:
        "\(money(value)) in \(timeline.baseYear + year) is \(share) % of the \(what.0) \(fund.id), \(money(flow)): check the figure and its unit (\(unitHint))",
      zh:
        "\(timeline.baseYear + year)年\(moneyZh(value))，占\(fund.title.zh)\(what.1)\(moneyZh(flow))的\(share)%，请核对数值和单位（\(unitHintZh)）"
    )
  }
}
