import ProjectionEngine
import Quantities
import Results
import SchemeModel
import Tables

/// The units in which a report prints money and people: chosen once for a run by the size of its flows and of its population from
/// those of its scheme, named in the head, and used in every table and sentence. CSV files are in the smallest units whatever the size.
package struct ReportUnits: Sendable, Equatable {
  /// One unit.
  package struct Unit: Sendable, Equatable {
    /// What it is called, `亿元`; in English where reports are in no other language of the program.
    package let name: String
    /// The same in English, `1e8 yuan`.
    package let en: String
    let size: Double
    let decimals: Int

    init(_ unit: CountingUnit) {
      name = unit.name.zh
      en = unit.name.en
      size = unit.size
      decimals = unit.decimals
    }

    /// A number of units, with thousands separators.
    func text(_ value: Double) -> String {
      ReportFormat.grouped(DecimalText.string(value / size, decimals: decimals))
    }

    /// The same with a plus sign where it prints above zero.
    func signed(_ value: Double) -> String { ReportFormat.signed(value / size, decimals: decimals) }

    /// The name, and the English one behind it where that is another.
    var full: String { name == en ? name : "\(name) (\(en))" }
  }

  package let money: Unit
  package let people: Unit

  /// - Parameters:
  ///   - largestFlow: the largest income or outflow of a fund in the base year.
  ///   - population: persons.
  init(largestFlow: Double, population: Double, _ form: SchemeForm) {
    money = Unit(form.currency.amounts.unit(for: largestFlow))
    people = Unit(form.people.unit(for: population))
  }

  /// The units of a run: the base year of the baseline, all regions together.
  package init(_ result: ProjectionResult) {
    let outcomes = result.outcomes(scenario: 0)
    let flows = result.scheme.funds.indices.map { fund in
      outcomes.reduce(AccountFlows()) { $0 + $1.flows(fund: fund, year: 0) }
    }
    let everybody = Array(result.scheme.statuses.indices)
    let population = outcomes.reduce(0) { $0 + $1.persons(everybody, year: 0) }
    self.init(
      largestFlow: flows.flatMap { [$0.inflow, $0.cost] }.max() ?? 0, population: population, result.scheme.form)
  }

  /// An amount of money.
  package func money(_ amount: Double) -> String { money.text(amount) }
  /// An amount of money with a sign.
  package func signedMoney(_ amount: Double) -> String { money.signed(amount) }
  /// Persons.
  package func people(_ persons: Double) -> String { people.text(persons) }

  /// An amount as in running text: with a minus sign, and with a plus sign if wanted.
  func prose(_ amount: Double, plus: Bool = false) -> String {
    let text = money.text(amount.magnitude)
    guard text.contains(where: { "123456789".contains($0) }) else { return text }
    return (amount < 0 ? "−" : plus ? "+" : "") + text
  }

  /// One unit of the last digit as it prints.
  var step: String { DecimalText.string(1 / scale, decimals: money.decimals) }
  /// The smallest amount that prints as something: half a unit of the last digit.
  var visible: Double { money.size / (2 * scale) }
  private var scale: Double { (0..<money.decimals).reduce(1) { scale, _ in scale * 10 } }
}
