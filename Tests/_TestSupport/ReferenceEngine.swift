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

  /// A result put together elsewhere, to be compared; see the properties.
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

/// The plain reference engine: model.md as a loop a reader can check by hand, one scenario and one region at a time,
/// with nothing shared and nothing precomputed. The fast engine is tested equal to it.
public enum ReferenceEngine {
  /// The projection of one scenario in one region.
  public static func run(_ input: ProjectionInput, scenario: Int, region: Int) throws -> ReferenceResult {
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

    for year in 0..<input.timeline.count {
      let step = try population.step(result.persons[year], year: year)
      result.persons.append(step.state)
      result.events.append(step.events)
      let counted = quantities(
        perPerson, opening: result.persons[year], closing: step.state, books: step.books, year: year)
      for (key, months) in counted { result.quantities[key, default: []].append(sum(months) / 12) }
      try enterLines(of: scheme, parameters, year: year, counted, into: &result)
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

  /// The account of a fund in the course of a year.
  private struct Account {
    var opening: Double
    var income = 0.0
    var transfersIn = 0.0
    var expenditure = 0.0
    var transfersOut = 0.0
    var adjustment = 0.0
    var stocksIn = 0.0
    var stocksOut = 0.0
    /// What dated lines did to the balance, and the same times the part of the year it was there: of flows of the year, and of
    /// adjustments and stocks.
    var flows = (dated: 0.0, weighted: 0.0)
    var others = (dated: 0.0, weighted: 0.0)

    /// Flows of the year.
    var current: Double { income + transfersIn - expenditure - transfersOut }
    /// What is no flow of the year.
    var stock: Double { opening + adjustment + stocksIn - stocksOut }
    var available: Double { opening + income + transfersIn }
    var closing: Double { stock + current }

    mutating func enter(_ amount: Double, _ kind: LineKind, _ moved: (dated: Double, weighted: Double)) {
      switch kind {
      case .income: income += amount
      case .transferIn: transfersIn += amount
      case .expenditure: expenditure += amount
      case .transferOut: transfersOut += amount
      case .adjustment: adjustment += amount
      case .stockIn: stocksIn += amount
      case .stockOut: stocksOut += amount
      case .memo: return
      }
      let sign = [.expenditure, .transferOut, .stockOut].contains(kind) ? -1.0 : 1
      if [.adjustment, .stockIn, .stockOut].contains(kind) {
        others.dated += sign * moved.dated
        others.weighted += sign * moved.weighted
      } else {
        flows.dated += sign * moved.dated
        flows.weighted += sign * moved.weighted
      }
    }
  }

  /// The mean of (12 − m)/12 over the months m = 1…12 in which a dated line moves: those of its profile, as far as its factors
  /// let it; a stock in the months in which its share rises.
  private static func interestWeight(_ line: FlowLine, _ parameters: ParameterSet, _ year: Int) -> Double {
    var moved = 0.0, waited = 0.0, before = 0.0
    for month in 1...12 {
      let factor = line.product.value(parameters, year: year, month: month - 1)
      let part =
        line.source == .stockSoFar ? factor - before : factor * (line.monthlyProfile?[month - 1] ?? 1.0 / 12)
      before = factor
      moved += part
      waited += part * Double(12 - month) / 12
    }
    return moved == 0 ? 0 : waited / moved
  }

  /// Evaluates the lines of a year in declared order and closes the accounts.
  private static func enterLines(
    of scheme: Scheme, _ parameters: ParameterSet, year: Int, _ counted: [ReferenceKey: [Double]],
    into result: inout ReferenceResult
  ) throws {
    var accounts = scheme.funds.indices.map { Account(opening: result.stocks[$0][year]) }
    for (index, line) in scheme.lines.enumerated() {
      let source: Double
      switch line.source {
      case .people:
        source = 0
      case .amount:
        source = 1
      case .lines(let others):
        source = sum(others.map { result.amounts[$0][year] })
      case .expenditureOfLastYear(let fund, let initial):
        let spending = scheme.lines.indices.filter {
          scheme.lines[$0].fund == fund && scheme.lines[$0].kind == .expenditure
        }
        source = year == 0 ? parameters.value(initial, 0) : sum(spending.map { result.amounts[$0][year - 1] })
      case .within(let line, let bound):
        let limit = abs(result.amounts[bound][year])
        source = max(-limit, min(limit, result.amounts[line][year]))
      case .lineOfLastYear(let other, let opening):
        source = year == 0 ? parameters.value(opening, 0) : result.amounts[other][year - 1]
      case .availableBalance:
        source = accounts[line.fund].available
      case .stockSoFar:
        source = accounts[line.fund].stock
      case .resultSoFar:
        source = accounts[line.fund].current
      case .interest:
        let account = accounts[line.fund]
        let regular = account.closing - account.opening - account.flows.dated - account.others.dated
        let timing = parameters.value(scheme.common.interestTiming, year)
        let bearing = account.opening + timing * regular + account.flows.weighted + account.others.weighted
        let bears = bearing >= 0 || parameters.value(scheme.common.interestOnNegative, year) != 0
        source = bears ? parameters.value(scheme.common.interestRate, year) * bearing : 0
      }
      let factor = line.product.value(parameters, year: year, profile: line.monthlyProfile)
      var amount = source * factor
      if case .people(let quantity, let statuses) = line.source {
        // Every month pays by its own rules.
        let months = (0..<12).map { month in
          (line.monthlyProfile?[month] ?? 1 / 12.0) * line.product.value(parameters, year: year, month: month)
            * sum(statuses.map { counted[ReferenceKey(quantity, status: $0)]?[month] ?? 0 })
        }
        result.months[index].append(months)
        amount = sum(months)
      }
      result.amounts[index].append(amount)

      // What moves on a result, or the adjustments of a stock, is there when that is; the opening balance moves in its month.
      let account = accounts[line.fund], weight = line.isDated ? interestWeight(line, parameters, year) : 0
      var moved = (dated: line.isDated ? amount : 0, weighted: weight * amount)
      if line.isDated, line.source == .stockSoFar {
        moved.dated = factor * (account.opening + account.others.dated)
        moved.weighted = factor * (weight * account.opening + account.others.weighted)
      } else if !line.isDated, line.source == .resultSoFar {
        moved = (factor * account.flows.dated, factor * account.flows.weighted)
      }
      accounts[line.fund].enter(amount, line.kind, moved)
      if let counterpart = line.counterpart {
        accounts[counterpart].enter(amount, line.kind == .stockOut ? .stockIn : .transferIn, moved)
      }
    }
    for (fund, account) in zip(scheme.funds.indices, accounts) {
      let gross = account.opening.magnitude + account.income.magnitude + account.transfersIn.magnitude
      // Spending all there is leaves nothing but rounding.
      guard scheme.funds[fund].mayBeNegative || account.closing >= -1e-12 * gross else {
        throw fault("the fund spends more than it has: \(account.closing) at the end", key: scheme.funds[fund].id)
      }
      result.stocks[fund].append(account.closing)
    }
  }
}
