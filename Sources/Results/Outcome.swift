import Accounts
import ProjectionEngine
import Quantities
import SchemeModel

/// What a projection has of one scenario in one region: flows, stocks and people as they were posted. Amounts in money, people in
/// persons; years by index, 0 is the base year, and −1 of a stock the opening.
public struct Outcome: Sendable {
  /// Held by reference: outcomes are handed on by the thousand.
  private let projection: Held
  /// The scenario by index; 0 is the baseline.
  public let scenario: Int
  /// The region by index.
  public let region: Int

  private final class Held: Sendable {
    let result: ProjectionResult

    init(_ result: ProjectionResult) { self.result = result }
  }

  private init(_ projection: Held, scenario: Int, region: Int) {
    self.projection = projection
    self.scenario = scenario
    self.region = region
  }

  /// What a projection has of a scenario in a region, by index.
  public init(_ result: ProjectionResult, scenario: Int, region: Int) {
    self.init(Held(result), scenario: scenario, region: region)
  }

  /// The projection.
  public var result: ProjectionResult { projection.result }
  /// The scheme.
  public var scheme: Scheme { projection.result.scheme }
  /// The years.
  public var timeline: Timeline { projection.result.timeline }
  /// The baseline in the same region.
  public var baseline: Outcome { Outcome(projection, scenario: 0, region: region) }

  // MARK: Money

  /// The amount of a line in a year, in the currency; of the sign that it was computed with.
  public func amount(line: Int, year: Int) -> Double {
    projection.result.amount(scenario: scenario, region: region, line: line, year: year)
  }

  /// The stock of a fund at the end of a year, in the currency; `year` −1 is the opening.
  public func balanceAtYearEnd(fund: Int, year: Int) -> Double {
    projection.result.balanceAtYearEnd(scenario: scenario, region: region, fund: fund, year: year)
  }

  /// What was posted to the account of a fund in a year, line by line in declared order; transfers above zero.
  public func postings(fund: Int, year: Int) -> [Posting] {
    scheme.accounts[fund].postings { amount(line: $0, year: year) }
  }

  /// What came into the account of a fund and went out of it in a year, by kind, in the currency.
  public func flows(fund: Int, year: Int) -> AccountFlows {
    scheme.accounts[fund].flows { amount(line: $0, year: year) }
  }

  /// Income or expenditure of some funds together in a year: what stands under the kind in their accounts. Premiums that a fund
  /// outside pays are income whoever pays them; other transfers are none.
  public func sum(_ kind: LineKind, funds: [Int], year: Int) -> Double {
    scheme.account(of: funds).sum(kind) { amount(line: $0, year: year) }
  }

  /// The values that held in a year: the scenario's own, or those of its reaction's.
  public func parameters(year: Int) -> ParameterSet {
    projection.result.parameters(scenario: scenario, region: region, year: year)
  }

  // MARK: People and care

  /// A quantity of one status, summed over sexes and ages: persons, person-years, services or an amount in the
  /// currency. Nil where nothing of the scheme uses it.
  public func quantity(_ quantity: Quantity, status: Int, year: Int) -> Double? {
    projection.result.quantity(quantity, status: status, scenario: scenario, region: region, year: year)
  }

  /// A quantity over some statuses, zero where nothing of the scheme uses it.
  public func quantity(_ quantity: Quantity, statuses: [Int], year: Int) -> Double {
    statuses.reduce(0) { $0 + (self.quantity(quantity, status: $1, year: year) ?? 0) }
  }

  /// Persons of some statuses, by index, at the end of a year; `year` −1 is the opening.
  public func persons(_ statuses: [Int], year: Int) -> Double {
    statuses.reduce(0) { $0 + projection.result.persons(scenario: scenario, region: region, status: $1, year: year) }
  }

  /// Persons `[sex·age][status]` at the end of a year.
  public func persons(year: Int) -> [Double] {
    projection.result.persons(scenario: scenario, region: region, year: year)
  }

  /// Persons of all statuses by sex and age, `Age.cell` order, at the end of a year.
  public func population(year: Int) -> [Double] {
    let width = scheme.statuses.count, persons = persons(year: year)
    return (0..<Age.panelCount).map { cell in
      var sum = 0.0
      for status in 0..<width { sum += persons[cell * width + status] }
      return sum
    }
  }

  /// Births, deaths and net migrants of a year.
  public func vital(year: Int) -> VitalEvents {
    projection.result.vital(scenario: scenario, region: region, year: year)
  }

  /// The share, 0…1, of the eligible expense of some branches that the basic scheme pays (实际报销比例); not a number where
  /// there is none.
  ///
  /// - Parameter branches: indices of `Scheme.branches`.
  public func effectiveRate(branches: [Int], year: Int) -> Double {
    func total(_ quantity: (Int) -> Quantity) -> Double {
      branches.reduce(0) {
        $0 + self.quantity(quantity($1), statuses: scheme.branches[$1].statuses, year: year)
      }
    }
    return total(Quantity.fundPayment) / total(Quantity.eligible)
  }
}

extension ProjectionResult {
  /// One scenario in one region.
  public func outcome(scenario: Int, region: Int) -> Outcome {
    Outcome(self, scenario: scenario, region: region)
  }

  /// One scenario in every region.
  public func outcomes(scenario: Int) -> [Outcome] {
    input.regions.indices.map { outcome(scenario: scenario, region: $0) }
  }
}

extension AccountLines {
  /// Income or expenditure of the funds together, see ``Outcome/sum(_:funds:year:)``.
  public func sum(_ kind: LineKind, _ amount: (_ line: Int) -> Double) -> Double {
    sum(amount) { isCounted($0, as: kind) }
  }

  /// Whether what was posted is income or expenditure of the funds together.
  func isCounted(_ posted: Posting, as kind: LineKind) -> Bool {
    if posted.kind == kind { return true }
    let line = posted.entry.line
    return kind == .income && posted.kind == .transferIn && line.receivedAs == AccountForm.premiums
      && !funds.contains(line.fund)
  }
}
