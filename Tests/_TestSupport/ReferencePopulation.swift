import Glibc
import Quantities
import SchemeModel

// The population and membership step of the plain reference engine, written from <doc:Population> and <doc:Membership>.
// It shares no code with the fast engine: the two are compared, so a mistake in one is not hidden by the other.

/// A life table by single ages of one sex, from central death rates (<doc:Population>).
public struct ReferenceLifeTable: Sendable {
  /// Persons reaching each age 0…100, of one born.
  public var reaching: [Double]
  /// Person-years lived at each age 0…100, of one born.
  public var lived: [Double]

  /// A table from the death rates of ages 0…100. q = m / (1 + (1 − ax)·m), L = l[a+1] + ax·d, and L = l / m in the open
  /// age. Infants: Coale–Demeny West (Preston, Heuveline and Guillot 2001, table 3.3).
  public init(rates m: [Double], sex: Sex) throws {
    reaching = [1]
    lived = []
    for age in 0..<Age.open {
      var ax = 0.5
      if age == 0 {
        switch sex {
        case .male: ax = m[0] >= 0.107 ? 0.330 : 0.045 + 2.684 * m[0]
        case .female: ax = m[0] >= 0.107 ? 0.350 : 0.053 + 2.800 * m[0]
        }
      }
      let dying = m[age] / (1 + (1 - ax) * m[age])
      guard dying >= 0, dying <= 1 else { throw fault("death rate \(m[age]) of age \(age) gives no probability") }
      let deaths = reaching[age] * dying
      reaching.append(reaching[age] - deaths)
      lived.append(reaching[age + 1] + ax * deaths)
    }
    guard m[Age.open] > 0 else { throw fault("the death rate of the open age must be above zero") }
    lived.append(reaching[Age.open] / m[Age.open])
  }

  /// Share of those aged `age` at the end of a year who are alive a year later.
  public func surviving(from age: Int) -> Double {
    if age >= Age.open - 1 { return lived[Age.open] / (lived[Age.open - 1] + lived[Age.open]) }
    return lived[age + 1] / lived[age]
  }

  /// Share of the births of a year alive at its end.
  public var newbornSurviving: Double { lived[0] / reaching[0] }
}

/// Statutory retirement by month of birth (<doc:Membership>).
public enum ReferenceRetirement {
  /// The share of people of `sex` born in calendar year `born` who have reached their retirement month by the end of
  /// calendar year `year`, under the rules (parameters) of the year at index `rules`.
  public static func reached(
    _ types: [WorkerType], _ parameters: ParameterSet, rules: Int, sex: Sex, born: Int, by year: Int
  ) -> Double {
    var share = 0.0
    for type in types where type.sex == sex {
      let statutoryAge = parameters.value(type.age.statutory, rules)
      let latestAge = parameters.value(type.age.latest, rules)
      let monthsPerMonth = parameters.value(type.age.monthsPerMonth, rules)
      let fromYear = parameters.value(type.age.fromYear, rules)
      for month in 1...12 {
        let original = (Double(born) + statutoryAge) * 12 + Double(month)
        let m = original - fromYear * 12
        let delay = m >= 1 ? min(ceil(m / monthsPerMonth), (latestAge - statutoryAge) * 12) : 0
        if original + delay <= Double(year * 12 + 12) { share += parameters.value(type.share, rules) / 12 }
      }
    }
    return share
  }

  /// The share of those aged `age` at the end of `year` − 1 and not yet retired who retire in calendar year `year`, the
  /// year at index `rules`.
  public static func hazard(
    _ types: [WorkerType], _ parameters: ParameterSet, rules: Int, sex: Sex, age: Int, year: Int
  ) -> Double {
    let born = year - 1 - age
    let before = reached(types, parameters, rules: rules, sex: sex, born: born, by: year - 1)
    let after = reached(types, parameters, rules: rules, sex: sex, born: born, by: year)
    return before < 1 - 1e-12 ? (after - before) / (1 - before) : 1
  }
}

/// Births, deaths and net migrants of a year, persons.
public struct ReferenceEvents: Sendable, Hashable {
  /// Live births.
  public var births: Double
  /// Deaths.
  public var deaths: Double
  /// Net migrants.
  public var netMigration: Double

  /// Events; none if nothing is said.
  public init(births: Double = 0, deaths: Double = 0, netMigration: Double = 0) {
    self.births = births
    self.deaths = deaths
    self.netMigration = netMigration
  }
}

/// The population of one region under one scenario, a year at a time.
public final class ReferencePopulation {
  let timeline: Timeline
  let scheme: Scheme
  let region: Region
  let parameters: ParameterSet

  /// The people of `region` under `parameters`.
  public init(timeline: Timeline, scheme: Scheme, region: Region, parameters: ParameterSet) {
    self.timeline = timeline
    self.scheme = scheme
    self.region = region
    self.parameters = parameters
  }

  /// Births per woman aged `age`.
  func fertility(year: Int, age: Int) -> Double {
    region.tables.fertility[year][age] * parameters.value(scheme.common.fertilityFactor, year)
      * (year == 0 ? region.fit.baseYearBirthsFactor : 1)
  }

  /// Net migrants of a cell in a year.
  func migrants(year: Int, sex: Sex, age: Int) -> Double {
    parameters.value(scheme.common.netMigration, year) * region.tables.migrationProfile[sex, age]
  }

  /// The people of a cell after the moves of a year, stage by stage: those who leave a status are its people at the
  /// start of the stage times the hazard, so that the moves of a stage compete and its arrivals wait for the next.
  /// `shares` holds the values of the destination shares by stage, move and destination.
  public func moved(_ cell: [Double], shares: [[[Double]]], year: Int, sex: Sex, age: Int) throws -> [Double] {
    var people = cell
    for (number, stage) in scheme.stages.enumerated() {
      let start = people
      var leaving = [Double](repeating: 0, count: people.count)
      for (index, move) in stage.moves.enumerated() {
        let hazard =
          hazard(move.hazard, year: year, sex: sex, age: age) * move.times.value(parameters, year: year)
        leaving[move.from] += hazard
        guard hazard >= 0, leaving[move.from] <= 1 + 1e-12 else {
          throw fault(
            "the moves out of \(scheme.statuses[move.from].id) in stage \(stage.id) add up to \(leaving[move.from]) "
              + "at \(sex.id) \(age) in \(timeline.baseYear + year)", key: move.id)
        }
        people[move.from] -= start[move.from] * hazard
        for (destination, share) in zip(move.destinations, shares[number][index]) {
          people[destination.status] += start[move.from] * hazard * share
        }
      }
    }
    return people
  }

  /// Mortality of a state to that of the others: that of its level on every axis, one where a level has none. The axes are taken
  /// from the last, whose levels are next to each other.
  func relativeMortality(of state: Int, year: Int, sex: Sex, age: Int) -> Double {
    var rest = state, product = 1.0
    for axis in scheme.people.states.axes.reversed() {
      let level = axis.levels[rest % axis.levels.count]
      rest /= axis.levels.count
      if let mortality = level.mortality {
        product *= parameters.value(mortality.factor, year)
        if let profile = mortality.profile { product *= region.tables.hazardProfiles[profile][sex, age] }
      }
    }
    return product
  }

  /// The level of mortality at which all states of a cell together survive by the table, by bisection; 1 where they are alike.
  private func mixtureLevel(of people: [Double], _ relative: [Double], _ surviving: Double) -> Double {
    guard Set(relative).count > 1, sum(people) > 0 else { return 1 }
    func excess(_ level: Double) -> Double {
      zip(people, relative).reduce(0) { $0 + $1.0 * pow(surviving, level * $1.1) } - surviving * sum(people)
    }
    var low = 0.0, high = 1.0
    while excess(high) > 0 { high *= 2 }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if excess(middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private func hazard(_ hazard: Hazard, year: Int, sex: Sex, age: Int) -> Double {
    switch hazard {
    case .rate(let rate, let profile):
      return parameters.value(rate, year) * region.tables.hazardProfiles[profile][sex, age]
    case .profile(let profile):
      return region.tables.hazardProfiles[profile][sex, age]
    case .retirement:
      return ReferenceRetirement.hazard(
        scheme.retirement, parameters, rules: year, sex: sex, age: age, year: timeline.baseYear + year)
    }
  }

  /// The state `[cell][status]` a year after `state`, and who was on the books in between: whom the moves of the year left in
  /// each status, before anybody died, by the age at the end of the year, with the newborn and all migrants of the year.
  public func step(
    _ state: [[Double]], year: Int
  ) throws -> (state: [[Double]], books: [[Double]], events: ReferenceEvents) {
    var events = ReferenceEvents()
    var books = [[Double]](
      repeating: [Double](repeating: 0, count: scheme.statuses.count), count: Age.panelCount)
    var next = [[Double]](
      repeating: [Double](repeating: 0, count: scheme.statuses.count), count: Age.panelCount)
    var tables: [ReferenceLifeTable] = []
    for sex in Sex.allCases {
      let factor = parameters.value(scheme.common.mortalityFactor, year)
      let index = parameters.value(scheme.common.mortalityIndex, year)
      let rates = (0...Age.open).map { age in
        region.tables.mortality[year][sex, age] * factor * exp(region.tables.mortalitySensitivity[sex, age] * index)
      }
      tables.append(try ReferenceLifeTable(rates: rates, sex: sex))
    }

    let shares = scheme.stages.map { stage in
      stage.moves.map { move in move.destinations.map { $0.share.value(parameters, year: year) } }
    }
    for sex in Sex.allCases {
      for age in 0...Age.open {
        let here = try withMigrants(state[Age.cell(sex, age)], year: year, sex: sex, age: age)
        let moved = try moved(here, shares: shares, year: year, sex: sex, age: age)
        let surviving = tables[sex.rawValue].surviving(from: age)
        let reached = Age.cell(sex, min(age + 1, Age.open))
        let relative = moved.indices.map { relativeMortality(of: $0, year: year, sex: sex, age: age) }
        let level = mixtureLevel(of: moved, relative, surviving)
        for state in moved.indices {
          let alive = moved[state] * pow(surviving, level * relative[state])
          books[reached][state] += moved[state]
          next[reached][state] += alive
          events.deaths += moved[state] - alive
        }
        events.netMigration += migrants(year: year, sex: sex, age: age)
      }
      for age in 1...Age.open {
        let settled = try withMigrants(next[Age.cell(sex, age)], year: year, sex: sex, age: age)
        book(next[Age.cell(sex, age)], settled, &books[Age.cell(sex, age)])
        next[Age.cell(sex, age)] = settled
      }
    }

    // Women of age 0 bear no children, so the newborn are not needed here.
    for age in 1...Age.open {
      let before = sum(state[Age.cell(.female, age)])
      let after = sum(next[Age.cell(.female, age)])
      let exposure = 0.5 * (before + 0.5 * migrants(year: year, sex: .female, age: age) + after)
      events.births += fertility(year: year, age: age) * exposure
    }
    // The base year has the boys that its table of people asks for.
    var boysPerGirl = region.tables.sexRatioAtBirth[year]
    if year == 0, let boys = region.fit.baseYearBoysShare { boysPerGirl = boys < 1 ? boys / (1 - boys) : .infinity }
    let coverage = parameters.value(scheme.common.newbornCoverage, year)
    for sex in Sex.allCases {
      let born = events.births * (sex == .male ? 1 - 1 / (1 + boysPerGirl) : 1 / (1 + boysPerGirl))
      let alive = born * tables[sex.rawValue].newbornSurviving
      events.deaths += born - alive
      let cell = Age.cell(sex, 0)
      next[cell][scheme.newborn.insured] += alive * coverage
      next[cell][scheme.newborn.uninsured] += alive * (1 - coverage)
      books[cell][scheme.newborn.insured] += born * coverage
      books[cell][scheme.newborn.uninsured] += born * (1 - coverage)
      let settled = try withMigrants(next[cell], year: year, sex: sex, age: 0)
      book(next[cell], settled, &books[cell])
      next[cell] = settled
    }
    return (next, books, events)
  }

  /// Enters the migrants that make one state of a cell into another.
  private func book(_ before: [Double], _ after: [Double], _ books: inout [Double]) {
    for status in books.indices { books[status] += after[status] - before[status] }
  }

  /// A cell after half its migrants of the year, who come (or leave) in the status mix of the cell.
  private func withMigrants(_ cell: [Double], year: Int, sex: Sex, age: Int) throws -> [Double] {
    let half = 0.5 * migrants(year: year, sex: sex, age: age)
    if half == 0 { return cell }
    let total = sum(cell)
    guard total + half >= 0 else {
      throw fault("more people leave than there are at \(sex.id) \(age) in \(timeline.baseYear + year)")
    }
    return cell.indices.map { status in
      let mix = total == 0 ? region.tables.membershipShares[status][sex, age] : cell[status] / total
      return cell[status] + half * mix
    }
  }
}

func fault(_ message: String, key: String? = nil) -> FundcastError {
  FundcastError(.data, Diagnostic(message, key: key))
}

func sum(_ values: [Double]) -> Double { values.reduce(0, +) }
