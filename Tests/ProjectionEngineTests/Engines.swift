import ProjectionEngine
import Quantities
import Results
import SchemeModel
import _TestSupport

/// The two engines, for tests that hold for both.
enum Engine: CaseIterable, Sendable {
  case fast
  case reference

  /// Plain results, `[scenario][region]`.
  func run(_ input: ProjectionInput) throws -> [[ReferenceResult]] {
    switch self {
    case .fast:
      let result = try Projection.run(input)
      return input.scenarios.indices.map { scenario in
        input.regions.indices.map { plain(result, scenario: scenario, region: $0) }
      }
    case .reference:
      return try input.scenarios.indices.map { scenario in
        try input.regions.indices.map { try ReferenceEngine.run(input, scenario: scenario, region: $0) }
      }
    }
  }
}

/// What the fast engine computed for one scenario and region, read through its public face.
func plain(_ result: ProjectionResult, scenario: Int, region: Int) -> ReferenceResult {
  let scheme = result.scheme
  let years = 0..<result.timeline.count
  let kinds: [Quantity] =
    CountBasis.allCases.flatMap { [.persons($0), .dependents($0)] }
    + scheme.earnings.indices.map { .contributionBase($0) }
    + scheme.branches.indices.flatMap { [.services($0), .bill($0), .eligible($0), .fundPayment($0)] }
    + scheme.layers.indices.map { .layerPayment($0) }
    + scheme.covers.indices.flatMap { cover in CountBasis.allCases.map { .covered(cover, $0) } }
  var quantities: [ReferenceKey: [Double]] = [:]
  for kind in kinds {
    for status in scheme.statuses.indices {
      let values = years.compactMap {
        result.quantity(kind, status: status, scenario: scenario, region: region, year: $0)
      }
      if values.count == years.count { quantities[ReferenceKey(kind, status: status)] = values }
    }
  }
  var plain = ReferenceResult(
    amounts: scheme.lines.indices.map { line in
      years.map { result.amount(scenario: scenario, region: region, line: line, year: $0) }
    },
    stocks: scheme.funds.indices.map { fund in
      (-1..<years.count).map { result.balanceAtYearEnd(scenario: scenario, region: region, fund: fund, year: $0) }
    },
    persons: (-1..<years.count).map { year in
      Sex.allCases.flatMap { sex in
        (0...Age.open).map { age in
          scheme.statuses.indices.map {
            result.persons(scenario: scenario, region: region, status: $0, sex: sex, age: age, year: year)
          }
        }
      }
    },
    events: years.map {
      let vital = result.vital(scenario: scenario, region: region, year: $0)
      return ReferenceEvents(births: vital.births, deaths: vital.deaths, netMigration: vital.netMigration)
    },
    quantities: quantities)
  plain.months = scheme.lines.indices.map { line in
    guard case .people = scheme.lines[line].source else { return [] }
    return years.map { result.outcome(scenario: scenario, region: region).months(line: line, year: $0) }
  }
  return plain
}

extension Tolerance {
  /// Within 1e-11 of the gross flow: two engines that add thousands of terms in different orders and take their
  /// logarithms and error functions from different libraries.
  static func twin(gross: Double) -> Tolerance { .roundoff(gross: 10 * gross) }
}

/// The sums of magnitudes behind every amount and stock: what roundoff is measured by.
struct GrossFlows {
  /// `[line][year]`.
  var amounts: [[Double]]
  /// `[fund][stock]`.
  var stocks: [[Double]]

  /// A payment is the difference of two terms. Far up the tail both are next to nothing and nearly equal: below 1e-12 of
  /// the eligible expense it is that which roundoff is measured by. Layers are sums of such differences: of one branch to
  /// 1e-12 of its bills, of two, which take an integral, to 1e-9.
  static func of(
    _ quantity: Quantity, status: Int, year: Int, in result: ReferenceResult, _ scheme: Scheme
  ) -> Double {
    func value(_ quantity: Quantity) -> Double {
      (result.quantities[ReferenceKey(quantity, status: status)]?[year] ?? 0).magnitude
    }
    if case .fundPayment(let branch) = quantity { return value(quantity) + Within.roundoff * value(.eligible(branch)) }
    if case .layerPayment(let layer) = quantity,
      let bundle = scheme.bundles.first(where: { $0.layers.contains(layer) })
    {
      let bills = bundle.branches.reduce(0) { $0 + value(.bill($1)) }
      return value(quantity) + (bundle.branches.count == 1 ? 0.1 : 100) * bills
    }
    return value(quantity)
  }

  /// Lines, each after those it counts.
  private static func order(_ scheme: Scheme) -> [Int] {
    scheme.order.steps.flatMap { step -> [Int] in
      switch step {
      case .line(let line): [line]
      case .mechanism(let mechanism): scheme.mechanisms[mechanism].declaration.posts.values.joined().sorted()
      }
    }
  }

  /// - Parameter missed: what is wrong in a quantity of a status in a year, where the question is how far that is carried; nil
  ///   for the sums of magnitudes.
  init(
    _ result: ReferenceResult, _ input: ProjectionInput, scenario: Int, region: Int,
    missed: ((_ quantity: Quantity, _ status: Int, _ year: Int) -> Double)? = nil
  ) {
    let lines = input.scheme.lines
    let parameters = input.scenarios[scenario].parameters[region]
    let own = missed ?? { Self.of($0, status: $1, year: $2, in: result, input.scheme) }
    amounts = lines.map { _ in [] }
    stocks = input.scheme.funds.indices.map { [missed == nil ? result.stocks[$0][0].magnitude : 0] }
    for year in 0..<input.timeline.count {
      var entered = stocks.map { $0[year] }
      for index in Self.order(input.scheme) {
        let line = lines[index]
        let factor = line.product.value(parameters, year: year, profile: line.monthlyProfile).magnitude
        var gross = missed == nil ? result.amounts[index][year].magnitude : 0
        switch line.source {
        case .people(let quantity, let statuses): gross = statuses.reduce(0) { $0 + own(quantity, $1, year) } * factor
        case .amount: break
        case .lines(let others): gross = others.reduce(0) { $0 + amounts[$1][year] } * factor
        case .mechanism(let output):
          let mechanism = input.scheme.mechanisms[output.mechanism]
          // What it read, the balance of its fund, and what it remembers of last year.
          var behind = mechanism.declaration.reads.values.joined().reduce(stocks[line.fund][year]) {
            $0 + amounts[$1][year]
          }
          if year > 0, !mechanism.memory.isEmpty {
            // What is wrong once is paid for years to come.
            for past in (missed == nil ? year - 1 : 0)..<year {
              behind += lines.indices.reduce(0) { lines[$1].fund == line.fund ? $0 + amounts[$1][past] : $0 }
            }
          }
          if output.kind == Interest.kind {
            behind *= parameters.value(input.scheme.common.interestRate, year).magnitude
          }
          gross = max(gross, behind * factor)
        }
        amounts[index].append(gross)
        if line.kind != .memo { entered[line.fund] += gross }
        if let other = line.counterpart { entered[other] += gross }
      }
      for fund in stocks.indices { stocks[fund].append(entered[fund]) }
    }
  }
}

/// Where the fast engine disagrees with the reference engine, column by column; empty if nowhere.
func disagreements(_ input: ProjectionInput) throws -> [String] {
  let fast = try Engine.fast.run(input)
  let reference = try Engine.reference.run(input)
  var found: [String] = []
  for scenario in input.scenarios.indices {
    for region in input.regions.indices {
      let place = "scenario \(scenario) region \(region)"
      let gross = GrossFlows(reference[scenario][region], input, scenario: scenario, region: region)
      found += disagreements(fast[scenario][region], reference[scenario][region], gross, input).map { "\(place) \($0)" }
    }
  }
  return found
}

private func disagreements(
  _ fast: ReferenceResult, _ reference: ReferenceResult, _ gross: GrossFlows, _ input: ProjectionInput
) -> [String] {
  var found: [String] = []
  func compare(_ actual: Double, _ expected: Double, gross: Double, _ name: @autoclosure () -> String) {
    if !Tolerance.twin(gross: gross).admits(actual, expected) {
      found.append("\(name()): \(actual), reference \(expected), gross \(gross)")
    }
  }
  for (stock, cells) in reference.persons.enumerated() {
    for (cell, statuses) in cells.enumerated() {
      let total = statuses.reduce(0, +)
      for status in statuses.indices {
        compare(
          fast.persons[stock][cell][status], statuses[status], gross: total,
          "persons of status \(status) in cell \(cell), stock \(stock)")
      }
    }
    guard stock > 0 else { continue }
    let (events, others) = (reference.events[stock - 1], fast.events[stock - 1])
    let total = cells.reduce(0) { $0 + $1.reduce(0, +) }
    compare(others.births, events.births, gross: events.births, "births, year \(stock - 1)")
    compare(others.deaths, events.deaths, gross: total, "deaths, year \(stock - 1)")
    compare(
      others.netMigration, events.netMigration, gross: events.netMigration, "net migration, year \(stock - 1)")
  }
  for (key, years) in reference.quantities {
    guard let others = fast.quantities[key] else { continue }
    for year in years.indices {
      let gross = GrossFlows.of(key.quantity, status: key.status, year: year, in: reference, input.scheme)
      compare(others[year], years[year], gross: gross, "\(key.quantity) of status \(key.status), year \(year)")
    }
  }
  for line in input.scheme.lines {
    guard case .people(let quantity, let statuses) = line.source else { continue }
    for status in statuses where fast.quantities[ReferenceKey(quantity, status: status)] == nil {
      found.append("\(quantity) of status \(status) is not tracked")
    }
  }
  for (index, line) in input.scheme.lines.enumerated() {
    for year in reference.amounts[index].indices {
      compare(
        fast.amounts[index][year], reference.amounts[index][year], gross: gross.amounts[index][year],
        "\(line.id) (\(line.kind) from \(line.source)), year \(year)")
    }
    for year in reference.months[index].indices {
      for month in 0..<12 {
        compare(
          fast.months[index][year][month], reference.months[index][year][month], gross: gross.amounts[index][year],
          "\(line.id), month \(month) of year \(year)")
      }
    }
  }
  for fund in input.scheme.funds.indices {
    for stock in reference.stocks[fund].indices {
      compare(
        fast.stocks[fund][stock], reference.stocks[fund][stock], gross: gross.stocks[fund][stock],
        "stock \(stock) of fund \(fund)")
    }
  }
  return found
}
