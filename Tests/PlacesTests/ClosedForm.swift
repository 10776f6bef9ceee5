import Foundation
import Quantities
import Results
import SchemeModel
import Testing
import _TestSupport

/// What a fund pays for a branch in a year, worked out anew from the values of a place, its tables and the formulas of the
/// model: uses negative binomial, bills lognormal, payment between deductible and ceiling. No kernel of the program is called.
struct ClosedForm {
  /// Bills of a year of those with so many uses in one setting.
  struct Part {
    let probability: Double
    /// Mean bill of a year, yuan.
    let mean: Double
    let logVariance: Double
    /// Sum of the year's deductibles, yuan.
    let deductible: Double
    let rate: Double
  }

  let place: ShippedPlace
  let branch: Branch
  private let index: Int
  private let id: String
  private let year: Int
  private let scenario: Int
  private let useScale: Double
  private let costScale: Double
  private let use: [Double]
  private let cost: [Double]

  init(_ place: ShippedPlace, _ name: String, _ id: String, _ year: Int) throws {
    self.place = place
    self.id = id
    self.year = year
    scenario = try place.scenario(id)
    let scheme = place.result.scheme
    index = try #require(scheme.branches.firstIndex { $0.id == name }, "\(name)")
    branch = scheme.branches[index]
    let tables = try place.study.place.tables(place.result.timeline)[0]
    let use = tables.relativeUse[index].values, cost = tables.relativeCost[index].values
    (self.use, self.cost) = (use, cost)
    // Published use is that of persons insured at the end of the base year; bills are those of the mean service.
    let statuses = branch.statuses
    let base = ShippedPlace.cells.map { cell in
      statuses.reduce(0) { $0 + place.exposure(0, $1, cell.sex, cell.age, 0) }
    }
    let used = zip(base, use).reduce(0) { $0 + $1.0 * $1.1 }
    let billed = base.indices.reduce(0) { $0 + base[$1] * use[$1] * cost[$1] }
    useScale = statuses.reduce(0) { $0 + place.result.persons(scenario: 0, region: 0, status: $1, year: 0) } / used
    costScale = used / billed
  }

  func value(_ parameter: String, _ id: String? = nil) throws -> Double {
    try place.value(id ?? self.id, "\(branch.id).\(parameter)", year)
  }

  /// Parts of a cell under the benefits of `benefits`, with `h` uses a person.
  private func parts(_ h: Double, _ cell: Int, benefits: String) throws -> [Part] {
    guard h > 0 else { return [] }
    let basket = try ["drug", "consumable", "service", "examination"].reduce(0) {
      try $0 + value("\($1)-share") * place.value(id, "prices.\($1)s.price-level", year)
    }
    let factor = branch.id.hasPrefix("employee") ? "employee" : "resident"
    let bill =
      try cost[cell] * costScale * value("unit-cost") * basket
      * place.value(id, "calibration.\(factor)-cost.factor", year)
    let k = try value("dispersion"), squared = pow(try value("coefficient-of-variation"), 2)
    let none = pow(1 + h / k, -k), ratio = h / (h + k)
    let one = none * k * ratio
    let two = one * ratio * (k + 1) / 2
    let many = 1 - none - one - two
    let deductible = try value("deductible", benefits), rate = try value("reimbursement-rate", benefits)
    let later = branch.basis.deductible == .admission ? try value("later-deductible-ratio", benefits) : 1
    let settings =
      try branch.settings.isEmpty
      ? [(1.0, 1.0, 1.0, 0.0)]
      : branch.settings.map {
        (
          try value("\($0.id).share"), try value("\($0.id).cost-ratio"),
          try value("\($0.id).deductible-ratio", benefits),
          try value("\($0.id).rate-addition", benefits)
        )
      }
    return settings.flatMap { share, cost, lower, addition -> [Part] in
      func part(_ chance: Double, _ n: Double, _ variance: Double, _ deductibles: Double) -> Part {
        Part(
          probability: chance * share, mean: n * bill * cost, logVariance: log(1 + variance),
          deductible: deductible * lower * deductibles, rate: rate + addition)
      }
      guard branch.basis.deductible == .admission else { return [part(1 - none, h / (1 - none), squared, 1)] }
      let n = (h - one - 2 * two) / many
      return [
        part(one, 1, squared, 1), part(two, 2, squared / 2, 1 + later), part(many, n, squared / n, 1 + (n - 1) * later),
      ]
    }
  }

  /// Parts of a cell.
  func parts(_ cell: Int) throws -> [Part] { try parts(uses(cell), cell, benefits: id) }

  private func uses(_ cell: Int) throws -> Double {
    let h = try use[cell] * useScale * value("utilisation-rate") * value("one-off")
    let elasticity = try value("demand-elasticity")
    guard h > 0, elasticity != 0, id != "baseline" else { return h }
    // An arc elasticity in the own share of the bill.
    let now = try parts(h, cell, benefits: id), before = try parts(h, cell, benefits: "baseline")
    let bill = now.reduce(0) { $0 + $1.probability * $1.mean }
    let share = try 1 - paid(now, id) / bill, was = try 1 - paid(before, "baseline") / bill
    let arc = elasticity * (share - was) / (share + was)
    return h * (1 + arc) / (1 - arc)
  }

  /// Payment a person-year.
  private func paid(_ parts: [Part], _ benefits: String) throws -> Double {
    let eligible = try value("eligible-share", benefits), ceiling = try value("ceiling", benefits)
    return parts.reduce(0) { sum, part in
      let mean = part.mean * eligible
      let above = Self.excess(mean, part.logVariance, over: part.deductible)
      let beyond =
        part.rate > 0 ? Self.excess(mean, part.logVariance, over: part.deductible + ceiling / part.rate) : 0
      return sum + part.probability * part.rate * (above - beyond)
    }
  }

  /// What the fund pays in the year, yuan.
  func payment() throws -> Double {
    try sum { try paid(parts($0), id) }
  }

  /// Σ over the people of the branch of what a cell gives a person-year.
  func sum(_ perPerson: (Int) throws -> Double) throws -> Double {
    try ShippedPlace.cells.enumerated().reduce(0) { total, cell in
      let people = branch.statuses.reduce(0) {
        $0 + place.exposure(scenario, $1, cell.element.sex, cell.element.age, year - place.result.timeline.baseYear)
      }
      return people > 0 ? try total + people * perPerson(cell.offset) : total
    }
  }

  /// E[(Y − u)⁺] of a lognormal Y.
  static func excess(_ mean: Double, _ variance: Double, over u: Double) -> Double {
    guard u > 0 else { return mean - u }
    return mean - u + u * normal((log(u / mean) + variance / 2) / sqrt(variance))
      - mean * normal((log(u / mean) - variance / 2) / sqrt(variance))
  }

  /// The distribution function of a standard normal variable.
  static func normal(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }
}

extension ShippedPlace {
  static let cells: [(sex: Sex, age: Int)] = Sex.allCases.flatMap { sex in (0...Age.open).map { (sex, $0) } }

  /// Person-years of a cell: the mean of both ends of a year.
  func exposure(_ scenario: Int, _ status: Int, _ sex: Sex, _ age: Int, _ year: Int) -> Double {
    (result.persons(scenario: scenario, region: 0, status: status, sex: sex, age: age, year: year - 1)
      + result.persons(scenario: scenario, region: 0, status: status, sex: sex, age: age, year: year)) / 2
  }

  func personYears(_ id: String, _ statuses: [String], _ year: Int, ages: ClosedRange<Int> = 0...Age.open) throws
    -> Double
  {
    let scenario = try scenario(id), year = year - result.timeline.baseYear
    return try statuses.reduce(0) { sum, name in
      let status = try status(name)
      return Self.cells.filter { ages.contains($0.age) }.reduce(sum) {
        $0 + exposure(scenario, status, $1.sex, $1.age, year)
      }
    }
  }

  /// Who of some ages was on the books of a year: the plain reference step from the stocks at its beginning.
  func onTheBooks(_ id: String, _ statuses: [String], _ year: Int, ages: ClosedRange<Int> = 0...Age.open) throws
    -> Double
  {
    let scenario = try scenario(id), year = year - result.timeline.baseYear
    let population = ReferencePopulation(
      timeline: result.timeline, scheme: result.scheme, region: result.input.regions[0],
      parameters: result.input.scenarios[scenario].parameters[0])
    let before = result.persons(scenario: scenario, region: 0, year: year - 1), count = result.scheme.statuses.count
    let opening = (0..<Age.panelCount).map { Array(before[($0 * count)..<(($0 + 1) * count)]) }
    let books = try population.step(opening, year: year).books
    return try statuses.reduce(0) { sum, name in
      let status = try status(name)
      return Self.cells.filter { ages.contains($0.age) }.reduce(sum) { $0 + books[Age.cell($1.sex, $1.age)][status] }
    }
  }

  /// A line from January to a month, under a reform.
  func amount(_ id: String, _ line: String, _ year: Int, through month: Int) throws -> Double {
    result.outcome(scenario: try scenario(id), region: 0).months(
      line: try self.line(line), year: year - result.timeline.baseYear
    )
    .prefix(month).reduce(0, +)
  }
}
