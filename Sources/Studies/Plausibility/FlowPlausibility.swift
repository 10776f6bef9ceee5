import PolicyModel
import ProjectionEngine
import Quantities
import Results
import SchemeModel

/// What of the inputs of a projected scenario does not go with the flows and people it is part of.
struct FlowPlausibility {
  let baseline: Baseline
  let result: ProjectionResult
  let region: Int

  var timeline: Timeline { result.timeline }

  func amount(_ line: Int, scenario: Int, year: Int) -> Double {
    outcome(scenario).amount(line: line, year: year)
  }

  func outcome(_ scenario: Int) -> Outcome { result.outcome(scenario: scenario, region: region) }

  /// What a fund pays out in a year, transfers included.
  func spending(_ fund: Int, scenario: Int, year: Int) -> Double {
    outcome(scenario).flows(fund: fund, year: year).cost
  }

  /// What is contributed to a fund in a year.
  func contributions(_ fund: Int, scenario: Int, year: Int) -> Double {
    result.scheme.accounts[fund].sum({ amount($0, scenario: scenario, year: year) }) {
      $0.entry.line.isContribution && $0.entry.line.fund == fund && $0.amount > 0
    }
  }

  func population(scenario: Int, year: Int) -> Double {
    result.scheme.statuses.indices.reduce(0) {
      $0 + result.persons(scenario: scenario, region: region, status: $1, year: year)
    }
  }

  func parameter(_ id: ParameterID, scenario: Int, year: Int) -> Double {
    result.input.scenarios[scenario].parameters[region].value(id, year)
  }

  /// Whether a scenario gives a value of its own in the base year; the baseline gives all.
  func isOwn(_ id: ParameterID, _ scenario: Int) -> Bool {
    scenario == 0 || parameter(id, scenario: scenario, year: 0) != parameter(id, scenario: 0, year: 0)
  }

  /// A warning about a lever, with where a scenario or the baseline gives it.
  func warning(
    _ lever: Lever, _ definition: ScenarioDefinition?, en: String, zh: String
  ) -> LocalizedText {
    let change = definition?.reforms.flatMap(\.changes).last { $0.lever == lever.id }
    let location = change?.location ?? baseline.series[lever.id.index]?.location
    return LocalizedText(
      en: (location.map { "\($0.file):\($0.line): " } ?? "") + "\(lever.path): \(en)", zh: "\(lever.title.zh)：\(zh)。")
  }

  var currency: Currency { baseline.scheme.form.currency }

  /// An amount in running text.
  func money(_ value: Double) -> String { currency.amounts.text(value, in: "en") }
  /// The same in Chinese.
  func moneyZh(_ value: Double) -> String { currency.amounts.text(value, in: "zh") }

  /// In which unit amounts are given, and in which they are not: `won (not 억 원 or 조 원)`; one unit is no other.
  var smallestUnit: String { larger.isEmpty ? currency.id : "\(currency.id) (not \(larger.joined(separator: " or ")))" }
  /// The same within brackets.
  var unitHint: String { larger.isEmpty ? currency.id : "\(currency.id), not \(larger.joined(separator: " or "))" }
  /// The same in Chinese.
  var unitHintZh: String { currency.name.zh + (larger.isEmpty ? "" : "，非\(larger.joined(separator: "、"))") }

  private var larger: [String] { currency.amounts.larger }
}
