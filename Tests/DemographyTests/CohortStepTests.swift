import Demography
import Quantities
import Testing
import _TestSupport

@Suite struct OneStateTests {
  @Test(arguments: [2, 3, 18, 101])
  func withoutBirthsDeathsAndMigrationItIsAShift(ages: Int) throws {
    let stock = (0..<ages).map { Double($0 + 1) * 1000 }
    let zero = [Double](repeating: 0, count: ages)
    let survival = try SurvivalRatios(ratios: [Double](repeating: 1, count: ages - 1), birth: 1)
    let cohorts = Cohorts(stock: stock, migrants: zero, survival: survival)
    let period = try OneStatePeriod(male: cohorts, female: cohorts, fertility: zero, sexRatioAtBirth: 1)
    let shifted = [0] + stock.dropLast(2) + [stock[ages - 2] + stock[ages - 1]]
    #expect(period[.female].stock == shifted && period[.male].stock == shifted)
    #expect(period[.female].deaths == zero && period.births == 0)
  }

  @Test func byHand() throws {
    // Ages 0, 1, 2+; survival ½ to age 1, ¼ of ages 1 and 2+ together; newborns 0.8.
    let survival = try SurvivalRatios(ratios: [0.5, 0.25], birth: 0.8)
    let women = Cohorts(stock: [100, 60, 20], migrants: [10, -20, 4], survival: survival)
    let men = Cohorts(stock: [0, 0, 0], migrants: [0, 0, 0], survival: survival)
    let period = try OneStatePeriod(male: men, female: women, fertility: [0, 0.5, 0], sexRatioAtBirth: 1.5)
    // Age 1: (100 + 5)/2 − 10 = 42.5; 2+: (60 − 10 + 20 + 2)/4 + 2 = 20; births ½·½(60 − 10 + 42.5) = 23.125.
    let roundoff = Tolerance.roundoff(gross: 100)
    #expect(roundoff.admits(period.births, 23.125) && roundoff.admits(period.girls, 9.25))
    for (a, e) in zip(period[.female].stock, [9.25 * 0.8 + 5, 42.5, 20]) { #expect(roundoff.admits(a, e)) }
    for (a, e) in zip(period[.female].deaths, [1.85, 52.5, 54]) { #expect(roundoff.admits(a, e)) }
    for (a, e) in zip(period[.male].stock, [11.1, 0, 0]) { #expect(roundoff.admits(a, e)) }
  }

  @Test(arguments: 0..<50)
  func peopleAreConserved(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let ages = [2, 5, 18, 101][seed % 4]
    let width = seed % 2 == 0 ? 1.0 : 5
    let male = try RandomCohorts.make(ages: ages, width: width, using: &random)
    let female = try RandomCohorts.make(ages: ages, width: width, using: &random)
    let fertility = [0] + (1..<ages).map { _ in Double.random(in: 0...0.2, using: &random) }
    let period = try OneStatePeriod(male: male, female: female, fertility: fertility, sexRatioAtBirth: 1.1)
    func sum(_ x: [Double]) -> Double { x.reduce(0, +) }
    for (sex, before, births) in [(Sex.male, male, period.boys), (Sex.female, female, period.girls)] {
      let after = period[sex]
      let gross = sum(before.stock) + births + sum(after.deaths) + sum(before.migrants.map(\.magnitude))
      let expected = sum(before.stock) + births - sum(after.deaths) + sum(before.migrants)
      #expect(Tolerance.roundoff(gross: gross).admits(sum(after.stock), expected))
      #expect(after.deaths.allSatisfy { $0 >= 0 })
    }
  }

  @Test func stationaryPopulationStays() throws {
    // L is the population that births of n·l₀ keep; the open age by T is what makes it so at the top too.
    let table = try LifeTable(rates: [0.01, 0.02, 0.05, 0.1, 0.4], radix: 1000)
    let cohorts = Cohorts(
      stock: table.personYears, migrants: [Double](repeating: 0, count: 5), survival: try table.survivalRatios())
    let after = try OneStatePeriod.survive(cohorts)
    for i in 1..<5 { #expect(Tolerance.roundoff(gross: 1000).admits(after.stock[i], table.personYears[i])) }
    #expect(Tolerance.roundoff(gross: 1000).admits(1000 * cohorts.survival.birth, table.personYears[0]))
  }

  /// Half of 202 leave before survival; half of 120 after it, from 50 who survive; of 1 newborns cannot.
  @Test(arguments: [([0.0, -202, 0], 1, 100.0), ([0, -120, 0], 1, 50), ([-2, 0, 0], 0, 0)])
  func moreEmigrantsThanResidentsAreNamed(_ migrants: [Double], age: Int, residents: Double) throws {
    let survival = try SurvivalRatios(ratios: [0.5, 0.5], birth: 1)
    let stock = migrants[0] < 0 ? [1.0, 100, 100] : [100, 100, 100]
    let fault = try #require(throws: CohortEmigration.self) {
      try OneStatePeriod.survive(Cohorts(stock: stock, migrants: migrants, survival: survival))
    }
    #expect(fault.cell == Sex.female.rawValue * 3 + age && fault.column == 0)
    #expect(fault.residents == residents && fault.leaving == -migrants[age] / 2)
  }
}

/// The step on several states and columns against a plain loop over one column.
@Suite struct CohortStepTests {
  struct Sample {
    let layout: CohortLayout
    let opening: [Double]
    /// Two matrices, `[cell][to][from]`.
    let transitions: [[Double]]
    let survival: [Double]
    let newborn: [Double]
    let fertility: [Double]
    let half: [Double]
    let prior: [[Double]]

    init(ages: Int, states: Int, columns: Int, seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      layout = CohortLayout(ages: ages, states: states)
      func numbers(_ count: Int, _ range: ClosedRange<Double>) -> [Double] {
        (0..<count).map { _ in Double.random(in: range, using: &random) }
      }
      let cells = layout.cells, width = (columns + 7) / 8 * 8
      opening = numbers(cells * states, 100...1000)
      transitions = (0..<2).map { _ in
        var matrices = numbers(cells * states * states, 0.01...1)
        for cell in 0..<cells {
          for from in 0..<states {
            let places = (0..<states).map { (cell * states + $0) * states + from }
            let sum = places.reduce(0) { $0 + matrices[$1] }
            for place in places { matrices[place] /= sum }
          }
        }
        return matrices
      }
      survival = numbers(cells * width, 0.5...1)
      newborn = numbers(Sex.count * width, 0.9...1)
      fertility = (0..<(ages * width)).map { $0 < width ? 0 : Double.random(in: 0...0.1, using: &random) }
      half = numbers(cells * width, -0.5...20)
      prior = (0..<states).map { _ in [Double](repeating: 1 / Double(states), count: cells) }
    }

    /// The inputs of a year; every other column moves by the second matrix.
    func year(columns: Int) -> CohortYear {
      let width = (columns + 7) / 8 * 8
      var year = CohortYear(
        transitions: transitions, survival: survival, fertility: fertility,
        newborn: CohortYear.Newborn(
          survival: newborn, boysShare: [Double](repeating: 0.52, count: width),
          states: [
            (0, [Double](repeating: 0.8, count: width)), (layout.states - 1, [Double](repeating: 0.2, count: width)),
          ]),
        halfMigrants: half, priorMix: prior)
      year.transitionsOfColumn = (0..<columns).map { $0 % 2 }
      return year
    }

    /// A column by loops over cells, `[cell][state]`, and its births and deaths.
    func plain(_ people: [Double], _ column: Int, width: Int) -> (people: [Double], births: Double, deaths: Double) {
      let ages = layout.ages, states = layout.states
      func value(_ rows: [Double], _ row: Int) -> Double { rows[row * width + column] }
      func joined(_ people: [Double], _ cell: Int) -> [Double] {
        let own = Array(people[(cell * states)..<((cell + 1) * states)]), sum = own.reduce(0, +)
        return own.enumerated().map { $1 + value(half, cell) * (sum > 0 ? $1 / sum : prior[$0][cell]) }
      }
      var after = [Double](repeating: 0, count: people.count), deaths = 0.0
      for cell in 0..<layout.cells {
        let target = cell % ages == ages - 1 ? cell : cell + 1, x = joined(people, cell)
        for to in 0..<states {
          let moved = (0..<states).reduce(0) {
            $0 + transitions[column % 2][(cell * states + to) * states + $1] * x[$1]
          }
          after[target * states + to] += moved * value(survival, cell)
          deaths += moved * (1 - value(survival, cell))
        }
      }
      var births = 0.0
      for age in 0..<ages {
        let cell = ages + age
        func women(_ people: [Double]) -> Double { people[(cell * states)..<((cell + 1) * states)].reduce(0, +) }
        births += value(fertility, age) * (women(people) + 2 * value(half, cell) + women(after)) / 2
      }
      for sex in Sex.allCases {
        let born = births * (sex == .male ? 0.52 : 0.48), alive = born * value(newborn, sex.rawValue)
        deaths += born - alive
        let cell = sex.rawValue * ages
        after[cell * states] += alive * 0.8
        after[cell * states + states - 1] += alive * 0.2
      }
      return ((0..<layout.cells).flatMap { joined(after, $0) }, births, deaths)
    }
  }

  @Test(arguments: [(5, 3, 1), (2, 1, 3), (9, 5, 11), (4, 8, 64), (6, 32, 5)])
  func agreesWithAPlainLoop(_ extents: (ages: Int, states: Int, columns: Int)) throws {
    let sample = Sample(ages: extents.ages, states: extents.states, columns: extents.columns, seed: 11)
    var people = CohortPeople(opening: sample.opening, sample.layout, columns: extents.columns)
    var plain = (0..<extents.columns).map { _ in (people: sample.opening, births: 0.0, deaths: 0.0) }
    for _ in 0..<3 {
      try people.step(sample.year(columns: extents.columns))
      for column in plain.indices {
        plain[column] = sample.plain(plain[column].people, column, width: people.width)
        let roundoff = Tolerance.roundoff(gross: plain[column].people.reduce(0, +))
        for (own, other) in zip(people.column(column), plain[column].people) { #expect(roundoff.admits(own, other)) }
        #expect(roundoff.admits(people.births[column], plain[column].births))
        #expect(roundoff.admits(people.deaths(column), plain[column].deaths))
      }
    }
  }

  /// The same bits for a column whatever stands in the others.
  @Test func sameBitsInAnyCompany() throws {
    let sample = Sample(ages: 7, states: 4, columns: 8, seed: 5)
    var all = CohortPeople(opening: sample.opening, sample.layout, columns: 8)
    try all.step(sample.year(columns: 8))
    for column in 0..<8 {
      func own(_ rows: [Double]) -> [Double] {
        stride(from: column, to: rows.count, by: 8).flatMap { [rows[$0]] + [Double](repeating: 0, count: 7) }
      }
      var year = sample.year(columns: 1)
      (year.survival, year.newborn.survival) = (own(year.survival), own(year.newborn.survival))
      (year.fertility, year.halfMigrants) = (own(year.fertility), year.halfMigrants.map(own))
      year.transitions = [sample.transitions[column % 2]]
      year.transitionsOfColumn = []
      var alone = CohortPeople(opening: sample.opening, sample.layout, columns: 1)
      try alone.step(year)
      #expect(alone.column(0) == all.column(column))
    }
  }

  /// Q₀ + δ·∂Q moves people as the matrix that it is.
  @Test func aSlopeIsTheMatrixItLeadsTo() throws {
    let sample = Sample(ages: 6, states: 5, columns: 8, seed: 3), shares = (0..<8).map { Double($0) / 7 }
    var year = sample.year(columns: 8)
    year.transitionsOfColumn = []
    year.transitions = [sample.transitions[0]]
    year.slope = CohortYear.Slope(
      matrices: zip(sample.transitions[1], sample.transitions[0]).map { $0 - $1 }, states: 5, difference: shares)
    var people = CohortPeople(opening: sample.opening, sample.layout, columns: 8)
    try people.step(year)
    for (column, share) in shares.enumerated() {
      year.slope = nil
      year.transitions = [zip(sample.transitions[0], sample.transitions[1]).map { (1 - share) * $0 + share * $1 }]
      var mixed = CohortPeople(opening: sample.opening, sample.layout, columns: 8)
      try mixed.step(year)
      for (own, other) in zip(people.column(column), mixed.column(column)) {
        #expect(Tolerance.roundoff(gross: 1000).admits(own, other))
      }
    }
  }

  /// One number carries a cohort: the same people by state as with a number for each.
  @Test func factoredCohortsAreTheDenseOnes() throws {
    let columns = 8, sample = Sample(ages: 9, states: 4, columns: columns, seed: 17)
    var year = sample.year(columns: columns)
    year.transitions = [sample.transitions[0]]
    year.transitionsOfColumn = []
    // The common path lives under the rates of the first column.
    var common = year
    func first(_ rows: [Double]) -> [Double] { rows.indices.map { rows[$0 / columns * columns] } }
    (common.survival, common.newborn.survival) = (first(year.survival), first(year.newborn.survival))
    (common.fertility, common.halfMigrants) = (first(year.fertility), year.halfMigrants.map(first))
    let factored = CohortLayout(ages: 9, states: 4, isFactored: true)
    var path = CohortPeople(opening: sample.opening, sample.layout, columns: columns)
    var dense = path, few = CohortPeople(opening: sample.opening, factored, columns: columns)
    #expect(few.now.count < dense.now.count)
    for _ in 0..<12 {
      year.sharesBefore = factored.shares(of: path.column(0), prior: sample.prior)
      try path.step(common)
      try dense.step(year)
      try few.step(year)
      let shares = factored.shares(of: path.column(0), prior: sample.prior)
      for column in 0..<columns {
        for cell in 0..<factored.cells {
          let (carrier, count) = factored.cohort(cell / 9, cell % 9)
          for state in 0..<4 {
            let own =
              count == 1
              ? few.now[carrier * columns + column] * shares[cell * 4 + state]
              : few.now[(carrier + state) * columns + column]
            #expect(Tolerance.roundoff(gross: 10_000).admits(own, dense.now[(cell * 4 + state) * columns + column]))
          }
        }
      }
    }
  }

  /// Survival by state: of y₁ and y₂ with twice the mortality live y₁x and y₂x², together half of them.
  @Test func survivalMayDifferByState() throws {
    let layout = CohortLayout(ages: 2, states: 2), width = 8
    var people = CohortPeople(opening: [10, 20, 30, 40, 50, 60, 70, 80], layout, columns: 1)
    func rows(_ values: [Double]) -> [Double] { values.flatMap { [Double](repeating: $0, count: width) } }
    var year = CohortYear(
      transitions: [[Double]](repeating: (0..<4).flatMap { _ in [1.0, 0, 0, 1] }, count: 1),
      survival: rows([0.5, 0.5, 0.5, 0.5]), fertility: rows([0, 0]),
      newborn: CohortYear.Newborn(survival: rows([1, 1]), boysShare: rows([0.5]), states: []), halfMigrants: nil,
      priorMix: [[1, 1, 1, 1], [0, 0, 0, 0]])
    year.relativeMortality = [[1, 2, 1, 2, 1, 2, 1, 2]]
    try people.step(year)
    func alive(_ first: Double, _ second: Double) -> [Double] {
      let x = (-first + (first * first + 2 * second * (first + second)).squareRoot()) / (2 * second)
      return [first * x, second * x * x]
    }
    // Both ages go to the open one.
    let expected =
      [0, 0] + zip(alive(10, 20), alive(30, 40)).map { $0 + $1 } + [0, 0]
      + zip(alive(50, 60), alive(70, 80)).map { $0 + $1 }
    for (own, wanted) in zip(people.column(0), expected) { #expect(Tolerance.roundoff(gross: 360).admits(own, wanted)) }
    #expect(Tolerance.roundoff(gross: 360).admits(people.deaths(0), 180))
  }
}
