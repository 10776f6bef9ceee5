import ProjectionEngine
import Results
import SchemeModel

/// The units in which a report prints money and people: chosen once for a run by the size of its flows and of its population, named
/// in the head, and used in every table and sentence. CSV files are in yuan and persons whatever the size.
struct ReportUnits: Sendable, Equatable {
  /// One unit.
  struct Unit: Sendable, Equatable {
    /// What it is called, `亿元`.
    let name: String
    /// The same in English, `100 million yuan`.
    let en: String
    let size: Double
    let decimals: Int

    static let yuan = Unit(name: "元", en: "yuan", size: 1, decimals: 0)
    static let wanYuan = Unit(name: "万元", en: "1e4 yuan", size: 1e4, decimals: 2)
    static let yiYuan = Unit(name: "亿元", en: "1e8 yuan", size: 1e8, decimals: 2)
    static let person = Unit(name: "人", en: "persons", size: 1, decimals: 0)
    static let wanPersons = Unit(name: "万人", en: "1e4", size: 1e4, decimals: 2)

    /// A number of units, with thousands separators.
    func text(_ value: Double) -> String {
      ReportFormat.grouped(DecimalText.string(value / size, decimals: decimals))
    }

    /// The same with a plus sign where it prints above zero.
    func signed(_ value: Double) -> String { ReportFormat.signed(value / size, decimals: decimals) }
  }

  let money: Unit
  let people: Unit

  /// - Parameters:
  ///   - largestFlow: the largest income or outflow of a fund in the base year, yuan. From 10 亿元 on a table in 亿元 shows its
  ///     first three digits at least; below a million yuan one in 万元 would not.
  ///   - population: persons. From a million on they are in 万人.
  init(largestFlow: Double, population: Double) {
    money = largestFlow >= 1e9 ? .yiYuan : largestFlow >= 1e6 ? .wanYuan : .yuan
    people = population >= 1e6 ? .wanPersons : .person
  }

  /// The units of a run: the base year of the baseline, all regions together.
  init(_ result: ProjectionResult) {
    let outcomes = result.outcomes(scenario: 0)
    let flows = result.scheme.funds.indices.map { fund in
      outcomes.reduce(AccountFlows()) { $0 + $1.flows(fund: fund, year: 0) }
    }
    let everybody = Array(result.scheme.statuses.indices)
    let population = outcomes.reduce(0) { $0 + $1.persons(everybody, year: 0) }
    self.init(largestFlow: flows.flatMap { [$0.inflow, $0.cost] }.max() ?? 0, population: population)
  }

  /// An amount in yuan.
  func money(_ yuan: Double) -> String { money.text(yuan) }
  /// An amount in yuan with a sign.
  func signedMoney(_ yuan: Double) -> String { money.signed(yuan) }
  /// Persons.
  func people(_ persons: Double) -> String { people.text(persons) }

  /// An amount as in running text: with a minus sign, and with a plus sign if wanted.
  func prose(_ yuan: Double, plus: Bool = false) -> String {
    let text = money.text(yuan.magnitude)
    guard text.contains(where: { "123456789".contains($0) }) else { return text }
    return (yuan < 0 ? "−" : plus ? "+" : "") + text
  }

  /// One unit of the last digit as it prints.
  var step: String { money.decimals == 0 ? "1" : "0.01" }
  /// The smallest amount that prints as something, yuan: half a unit of the last digit.
  var visible: Double { money.size / (money.decimals == 0 ? 2 : 200) }
}
