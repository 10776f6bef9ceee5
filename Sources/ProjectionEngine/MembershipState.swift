import Arrays
import Quantities
import SchemeModel

/// People of one membership variant, `[sex·age][status][column]`, columns contiguous and padded to ``width``.
struct MembershipState: Sendable {
  /// Columns are paths; a product's last bits depend on its width, so it is always a multiple of 8.
  static let width = 8

  let statuses: Int
  var persons: [Double]

  /// The opening state, the same in every column.
  init(opening: [Double], statuses: Int) {
    self.statuses = statuses
    persons = opening.flatMap { [Double](repeating: $0, count: Self.width) }
  }

  private init(statuses: Int) {
    self.statuses = statuses
    persons = [Double](repeating: 0, count: Age.panelCount * statuses * Self.width)
  }

  /// The values of the first column, `[sex·age][status]`.
  var central: [Double] { stride(from: 0, to: persons.count, by: Self.width).map { persons[$0] } }

  /// ½(self + other): exposure between two ends of year, person-years.
  func exposure(with other: MembershipState) -> MembershipState {
    var result = self
    for i in persons.indices { result.persons[i] = (persons[i] + other.persons[i]) / 2 }
    return result
  }

  /// One year on (model.md sections 1 and 2): half the migrants, moves between statuses, survival, ageing, births, half the
  /// migrants.
  mutating func step(_ variant: MembershipVariant, year: Int) throws -> VitalEvents {
    let survival = try variant.survival(year: year)
    let transitions = try variant.transitions(year: year)
    let migrants = variant.migrants(year: year)
    let block = statuses * Self.width
    let womenBefore = women()

    try addHalf(migrants, variant, year: year)
    var moved = MembershipState(statuses: statuses)
    persons.withUnsafeBufferPointer { from in
      moved.persons.withUnsafeMutableBufferPointer { to in
        transitions.withUnsafeBufferPointer { matrices in
          guard let x = from.baseAddress, let y = to.baseAddress, let q = matrices.baseAddress else { return }
          for cell in 0..<Age.panelCount {
            BLAS.multiply(
              rows: statuses, inner: statuses, columns: Self.width, a: q + cell * statuses * statuses, lda: statuses,
              b: x + cell * block, ldb: Self.width, c: y + cell * block, ldc: Self.width)
          }
        }
      }
    }

    var aged = MembershipState(statuses: statuses)
    var deaths = 0.0
    for sex in Sex.allCases {
      for age in 0..<Age.count {
        let source = Age.cell(sex, age) * block
        let target = Age.cell(sex, min(age + 1, Age.open)) * block
        let ratio = survival.ratios[Age.cell(sex, age)]
        for i in 0..<block {
          let survivors = moved.persons[source + i] * ratio
          aged.persons[target + i] += survivors
          if i % Self.width == 0 { deaths += moved.persons[source + i] - survivors }
        }
      }
    }
    persons = aged.persons

    let births = addNewborn(variant, year: year, survival: survival, womenBefore: womenBefore, migrants: migrants)
    deaths += births.deaths
    try addHalf(migrants, variant, year: year)
    return VitalEvents(births: births.total, deaths: deaths, netMigration: migrants.reduce(0, +))
  }

  /// Women by age and column, all statuses.
  private func women() -> [Double] {
    var result = [Double](repeating: 0, count: Age.count * Self.width)
    for age in 0..<Age.count {
      let start = Age.cell(.female, age) * statuses * Self.width
      for i in 0..<(statuses * Self.width) { result[age * Self.width + i % Self.width] += persons[start + i] }
    }
    return result
  }

  /// B = Σ f[a]·½(F[a,t−1] + ½G[a] + F[a,t]), F[a,t] after migration.
  private mutating func addNewborn(
    _ variant: MembershipVariant, year: Int, survival: SurvivalOfYear, womenBefore: [Double], migrants: [Double]
  ) -> (total: Double, deaths: Double) {
    let fertility = variant.fertility(year: year)
    let boys = variant.region.tables.sexRatioAtBirth[year]
    let boysShare = boys / (1 + boys)
    let coverage = variant.parameters.value(variant.scheme.common.newbornCoverage, year)
    let womenAfter = women()
    var total = 0.0, deaths = 0.0
    for column in 0..<Self.width {
      var births = 0.0
      for age in 0..<Age.count where fertility[age] > 0 {
        let half = migrants[Age.cell(.female, age)] / 2
        // womenAfter lacks the half of the migrants that arrives after survival, at this age.
        let i = age * Self.width + column
        births += fertility[age] * 0.5 * (womenBefore[i] + half + womenAfter[i] + half)
      }
      for sex in Sex.allCases {
        let born = births * (sex == .male ? boysShare : 1 - boysShare)
        let alive = born * survival.newborn[sex.rawValue]
        let start = Age.cell(sex, 0) * statuses * Self.width + column
        persons[start + variant.scheme.newborn.insured * Self.width] += alive * coverage
        persons[start + variant.scheme.newborn.uninsured * Self.width] += alive * (1 - coverage)
        if column == 0 { deaths += born - alive }
      }
      if column == 0 { total = births }
    }
    return (total, deaths)
  }

  /// Adds half the net migrants of every cell with the status mix of its residents; to an empty cell with the prior mix.
  private mutating func addHalf(_ migrants: [Double], _ variant: MembershipVariant, year: Int) throws {
    let prior = variant.region.tables.membershipShares
    for cell in 0..<Age.panelCount where migrants[cell] != 0 {
      let start = cell * statuses * Self.width
      for column in 0..<Self.width {
        var residents = 0.0
        for status in 0..<statuses { residents += persons[start + status * Self.width + column] }
        guard residents + migrants[cell] / 2 >= 0 else {
          throw variant.emigrationError(cell, year, leaving: -migrants[cell] / 2, residents: residents)
        }
        for status in 0..<statuses {
          let i = start + status * Self.width + column
          let share = residents > 0 ? persons[i] / residents : prior[status].values[cell]
          persons[i] += migrants[cell] / 2 * share
        }
      }
    }
  }
}
