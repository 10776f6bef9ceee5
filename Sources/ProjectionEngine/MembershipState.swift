import Arrays
import Quantities
import SchemeModel

/// People, `[sex·age][status][column]`. A column is one way of moving people (a membership variant); columns are contiguous
/// and padded to ``width``.
struct MembershipState: Sendable {
  let statuses: Int
  /// Columns in use.
  let columns: Int
  /// Columns held: a multiple of 8, because the last bits of a product depend on its width.
  let width: Int
  var persons: [Double]

  /// The opening state, the same in every column; padding stays empty.
  init(opening: [Double], statuses: Int, columns: Int) {
    self.init(statuses: statuses, columns: columns)
    for (row, value) in opening.enumerated() {
      for column in 0..<columns { persons[row * width + column] = value }
    }
  }

  private init(statuses: Int, columns: Int) {
    self.statuses = statuses
    self.columns = columns
    width = (columns + 7) / 8 * 8
    persons = [Double](repeating: 0, count: Age.panelCount * statuses * width)
  }

  /// One column, `[sex·age][status]`.
  func column(_ column: Int) -> [Double] { stride(from: column, to: persons.count, by: width).map { persons[$0] } }

  /// ½(self + other): exposure between two ends of year, person-years.
  func exposure(with other: MembershipState) -> MembershipState {
    var result = self
    for i in persons.indices { result.persons[i] = (persons[i] + other.persons[i]) / 2 }
    return result
  }

  /// The state with people added cell by cell.
  func adding(_ people: [Double]) -> MembershipState {
    var result = self
    for i in persons.indices { result.persons[i] += people[i] }
    return result
  }

  /// One year on (model.md sections 1 and 2): half the migrants, moves between statuses, survival, ageing, births, half the
  /// migrants. `years` holds the compiled year of every column.
  ///
  /// - Returns: the events of the year, one entry a column, and who died, laid out as ``persons`` at the age reached.
  mutating func step(_ years: [MembershipYear]) throws -> (vital: [VitalEvents], deaths: [Double]) {
    var deaths = [Double](repeating: 0, count: persons.count)
    var vital = years.map { VitalEvents(births: 0, deaths: 0, netMigration: $0.migrants.reduce(0, +)) }
    let womenBefore = women()
    for column in 0..<columns { try addHalfTheMigrants(years[column], column) }
    move(years)
    survive(years, &vital, &deaths)
    for column in 0..<columns { addNewborn(years[column], column, womenBefore: womenBefore, &vital[column], &deaths) }
    for column in 0..<columns { try addHalfTheMigrants(years[column], column) }
    return (vital, deaths)
  }

  /// Qᵀ·x in every cell: one product for all columns where their matrices agree, else one for each matrix.
  private mutating func move(_ years: [MembershipYear]) {
    guard let first = years.first else { return }
    let block = statuses * width, matrix = statuses * statuses
    var moved = [Double](repeating: 0, count: persons.count)
    var own = [Double](repeating: 0, count: block)
    persons.withUnsafeBufferPointer { from in
      moved.withUnsafeMutableBufferPointer { to in
        guard let x = from.baseAddress, let y = to.baseAddress else { return }
        func multiply(_ transitions: [Double], _ cell: Int, into target: UnsafeMutablePointer<Double>) {
          transitions.withUnsafeBufferPointer { matrices in
            guard let q = matrices.baseAddress else { return }
            BLAS.multiply(
              rows: statuses, inner: statuses, columns: width, a: q + cell * matrix, lda: statuses, b: x + cell * block,
              ldb: width, c: target, ldc: width)
          }
        }
        for cell in 0..<Age.panelCount {
          let shared = first.transitions[(cell * matrix)..<((cell + 1) * matrix)]
          multiply(first.transitions, cell, into: y + cell * block)
          for column in 1..<max(columns, 1) {
            guard years[column].transitions[(cell * matrix)..<((cell + 1) * matrix)] != shared else { continue }
            own.withUnsafeMutableBufferPointer { buffer in
              guard let target = buffer.baseAddress else { return }
              multiply(years[column].transitions, cell, into: target)
              for status in 0..<statuses { y[cell * block + status * width + column] = target[status * width + column] }
            }
          }
        }
      }
    }
    persons = moved
  }

  /// Survival to the next age; deaths are counted at the age reached.
  private mutating func survive(_ years: [MembershipYear], _ vital: inout [VitalEvents], _ deaths: inout [Double]) {
    let block = statuses * width
    var aged = [Double](repeating: 0, count: persons.count)
    for cell in 0..<Age.panelCount {
      let age = cell % Age.count
      let target = age == Age.open ? cell : cell + 1
      for column in 0..<columns {
        let ratio = years[column].survival.ratios[cell]
        for status in 0..<statuses {
          let before = persons[cell * block + status * width + column]
          let alive = before * ratio
          aged[target * block + status * width + column] += alive
          deaths[target * block + status * width + column] += before - alive
          vital[column].deaths += before - alive
        }
      }
    }
    persons = aged
  }

  /// Women by age and column, all statuses.
  private func women() -> [Double] {
    var result = [Double](repeating: 0, count: Age.count * width)
    for age in 0..<Age.count {
      let start = Age.cell(.female, age) * statuses * width
      for i in 0..<(statuses * width) { result[age * width + i % width] += persons[start + i] }
    }
    return result
  }

  /// B = Σ f[a]·½(F[a,t−1] + ½G[a] + F[a,t]), F[a,t] after migration.
  private mutating func addNewborn(
    _ year: MembershipYear, _ column: Int, womenBefore: [Double], _ vital: inout VitalEvents, _ deaths: inout [Double]
  ) {
    var births = 0.0
    for age in 0..<Age.count where year.fertility[age] > 0 {
      let start = Age.cell(.female, age) * statuses * width + column
      var after = 0.0
      for status in 0..<statuses { after += persons[start + status * width] }
      // `after` lacks the half of the migrants that arrives after survival, at this age.
      let half = year.migrants[Age.cell(.female, age)] / 2
      births += year.fertility[age] * 0.5 * (womenBefore[age * width + column] + half + after + half)
    }
    vital.births = births
    for sex in Sex.allCases {
      let born = births * (sex == .male ? year.boysShare : 1 - year.boysShare)
      let alive = born * year.survival.newborn[sex.rawValue]
      let start = Age.cell(sex, 0) * statuses * width + column
      for (status, share) in year.newbornShares {
        persons[start + status * width] += alive * share
        deaths[start + status * width] += (born - alive) * share
      }
      vital.deaths += born - alive
    }
  }

  /// Adds half the net migrants of every cell with the status mix of its residents; to an empty cell with the prior mix.
  mutating func addHalfTheMigrants(_ year: MembershipYear, _ column: Int) throws {
    for cell in 0..<Age.panelCount where year.migrants[cell] != 0 {
      let start = cell * statuses * width + column
      var residents = 0.0
      for status in 0..<statuses { residents += persons[start + status * width] }
      let half = year.migrants[cell] / 2
      guard residents + half >= 0 else { throw year.emigrationError(cell, leaving: -half, residents: residents) }
      for status in 0..<statuses {
        let i = start + status * width
        persons[i] += half * (residents > 0 ? persons[i] / residents : year.priorMix[status].values[cell])
      }
    }
  }
}
