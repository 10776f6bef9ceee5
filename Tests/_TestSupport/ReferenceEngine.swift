import Quantities
import SchemeModel

/// A quantity of one status.
public struct ReferenceKey: Sendable, Hashable {
  /// What is counted.
  public let quantity: Quantity
  /// Of whom.
  public let status: Int

  /// A quantity of one status.
  public init(_ quantity: Quantity, status: Int) {
    self.quantity = quantity
    self.status = status
  }
}

/// What the plain reference engine computes for one scenario in one region.
public struct ReferenceResult: Sendable {
  /// Amounts in yuan, `[line][year]`.
  public var amounts: [[Double]]
  /// Stocks in yuan, `[fund][stock]`; stock 0 is the opening.
  public var stocks: [[Double]]
  /// Persons, `[stock][sex·age][status]`; stock 0 is the opening.
  public var persons: [[[Double]]]
  /// Events by year.
  public var events: [ReferenceEvents]
  /// Every quantity of every status by year, summed over sexes and ages, the mean of the months.
  public var quantities: [ReferenceKey: [Double]]
  /// Lines of people by month, `[line][year][month]`; of other lines nothing.
  public var months: [[[Double]]] = []

  /// A result put together elsewhere, to be compared; it has no months of lines until they are set.
  ///
  /// - Parameters:
  ///   - amounts: `[line][year]`, in the currency.
  ///   - stocks: `[fund][stock]`, in the currency, one more than years.
  ///   - persons: `[stock][sex·age][status]`.
  ///   - events: `[year]`.
  ///   - quantities: `[year]` of each key.
  public init(
    amounts: [[Double]], stocks: [[Double]], persons: [[[Double]]], events: [ReferenceEvents],
    quantities: [ReferenceKey: [Double]]
  ) {
    self.amounts = amounts
    self.stocks = stocks
    self.persons = persons
    self.events = events
    self.quantities = quantities
  }
}

/// The plain reference engine: the model (<doc:Model>) as a loop a reader can check by hand, one scenario and one
/// region at a time, with nothing shared and nothing precomputed. The fast engine is tested equal to it.
public enum ReferenceEngine {
  /// The projection of one scenario in one region.
  ///
  /// - Parameter kinds: formulas of mechanisms by kind.
  public static func run(
    _ input: ProjectionInput, scenario: Int, region: Int, kinds: [String: ReferenceMechanism] = .standard
  ) throws -> ReferenceResult {
    let scheme = input.scheme
    let place = input.regions[region]
    let rules = input.scenarios[scenario]
    let parameters = rules.parameters[region]
    let statuses = scheme.statuses.indices
    let population = ReferencePopulation(
      timeline: input.timeline, scheme: scheme, region: place, parameters: parameters)
    let perPerson = ReferencePerPerson(
      population, baseline: rules.demandReference?[region])

    var result = ReferenceResult(
      amounts: scheme.lines.map { _ in [] },
      stocks: scheme.funds.map { [parameters.value($0.openingBalance, 0)] },
      persons: [
        (0..<Age.panelCount).map { cell in statuses.map { place.fit.openingState[cell * statuses.count + $0] } }
      ],
      events: [], quantities: [:])
    result.months = scheme.lines.map { _ in [] }
    var ledger = ReferenceLedger(scheme, parameters, kinds)

    for year in 0..<input.timeline.count {
      let step = try population.step(result.persons[year], year: year)
      result.persons.append(step.state)
      result.events.append(step.events)
      let counted = quantities(
        perPerson, opening: result.persons[year], closing: step.state, books: step.books, year: year)
      for (key, months) in counted { result.quantities[key, default: []].append(sum(months) / 12) }
      try ledger.enter(counted, year: year, into: &result)
    }
    return result
  }

  /// Every quantity of every status in each month of a year, at the yearly rate.
  private static func quantities(
    _ perPerson: ReferencePerPerson, opening: [[Double]], closing: [[Double]], books: [[Double]], year: Int
  ) -> [ReferenceKey: [Double]] {
    let scheme = perPerson.scheme
    var totals: [ReferenceKey: [Double]] = [:]
    func add(_ key: ReferenceKey, _ months: [Double], times factor: Double) {
      for month in 0..<12 {
        totals[key, default: [Double](repeating: 0, count: 12)][month] +=
          factor * months[months.count == 12 ? month : 0]
      }
    }
    for sex in Sex.allCases {
      for age in 0...Age.open {
        let cell = Age.cell(sex, age)
        var perPersonYear: [Quantity: [Double]] = [:]
        for basis in CountBasis.allCases {
          perPersonYear[.persons(basis)] = [1]
          perPersonYear[.dependents(basis)] = [perPerson.region.tables.dependencyPrevalence[sex, age]]
          for cover in scheme.covers.indices {
            perPersonYear[.covered(cover, basis)] = perPerson.joined(cover: cover, year: year, age: age)
          }
        }
        for rule in scheme.earnings.indices {
          perPersonYear[.contributionBase(rule)] = perPerson.contributionBase(
            rule: rule, year: year, sex: sex, age: age)
        }
        for branch in scheme.branches.indices {
          let benefit = perPerson.benefit(branch: branch, year: year, sex: sex, age: age)
          perPersonYear[.services(branch)] = benefit.map(\.services)
          perPersonYear[.bill(branch)] = benefit.map(\.bill)
          perPersonYear[.eligible(branch)] = benefit.map(\.eligible)
          perPersonYear[.fundPayment(branch)] = benefit.map(\.fundPayment)
        }
        for (index, bundle) in scheme.bundles.enumerated() {
          let payments = perPerson.layerPayments(bundle: index, year: year, sex: sex, age: age)
          for (place, layer) in bundle.layers.enumerated() {
            perPersonYear[.layerPayment(layer)] = payments.map { $0[place] }
          }
        }
        for status in scheme.statuses.indices {
          for (quantity, months) in perPersonYear {
            let people: Double
            switch quantity.basis {
            case .personYears: people = 0.5 * (opening[cell][status] + closing[cell][status])
            case .annual: people = books[cell][status]
            case .yearEnd: people = closing[cell][status]
            }
            add(ReferenceKey(quantity, status: status), months, times: people)
          }
        }
      }
    }
    return totals
  }
}
