import Arrays
import Quantities
import SchemeModel

/// People of one membership variant on the columns of a slab, in carriers: the year before, this year and its deaths.
struct PeopleSlab: Sendable {
  private static let width = ColumnSlab.width

  let carriers: Carriers
  /// `[year before, this year, who died in it at the age reached][carrier][column]`.
  private(set) var persons: [Double]

  /// Every column begins with the same people, a state `[sex·age][status]`.
  init(opening: [Double], _ carriers: Carriers) {
    self.carriers = carriers
    let statuses = carriers.statuses
    persons = [Double](repeating: 0, count: 3 * carriers.count * Self.width)
    for sex in Sex.allCases {
      for age in 0...Age.open {
        let state = opening[(Age.cell(sex, age) * statuses)..<((Age.cell(sex, age) + 1) * statuses)]
        let (first, count) = carriers.cohort(sex, age)
        let values = count == 1 ? [state.reduce(0, +)] : Array(state)
        for (offset, value) in values.enumerated() {
          for column in 0..<Self.width { persons[start(first + offset) + column] = value }
        }
      }
    }
  }

  /// This year's persons of a carrier begin here.
  private func start(_ carrier: Int) -> Int { (carriers.count + carrier) * Self.width }

  /// From the place of this year's persons to that of this year's deaths.
  private var toDeaths: Int { carriers.count * Self.width }

  /// Persons of some statuses on a basis, `[sex·age][column]`, with the shares of statuses on the central path at both ends of
  /// the year. Who of a cohort dies has the shares of those who live: survival does not depend on the status.
  func count(_ chosen: [Int], on basis: CountBasis, sharesBefore: [Double], shares: [Double]) -> [Double] {
    switch basis {
    case .personYears: sum(chosen, [(0, sharesBefore, 0.5), (carriers.count, shares, 0.5)])
    case .annual: sum(chosen, [(carriers.count, shares, 1), (2 * carriers.count, shares, 1)])
    case .yearEnd: sum(chosen, [(carriers.count, shares, 1)])
    }
  }

  private func sum(_ chosen: [Int], _ parts: [(offset: Int, shares: [Double], factor: Double)]) -> [Double] {
    let width = Self.width, statuses = carriers.statuses
    var sums = [Double](repeating: 0, count: Age.panelCount * width)
    sums.withUnsafeMutableBufferPointer { sums in
      persons.withUnsafeBufferPointer { persons in
        for part in parts {
          for sex in Sex.allCases {
            for age in 0...Age.open {
              let cell = Age.cell(sex, age)
              let (first, count) = carriers.cohort(sex, age)
              let target = cell * width
              func add(_ carrier: Int, _ weight: Double) {
                let source = (part.offset + carrier) * width
                for column in 0..<width { sums[target + column] += weight * persons[source + column] }
              }
              if count == 1 {
                add(first, part.factor * chosen.reduce(0) { $0 + part.shares[cell * statuses + $1] })
              } else {
                for status in chosen { add(first + status, part.factor) }
              }
            }
          }
        }
      }
    }
    return sums
  }

  /// What the year does to people on this slab.
  struct Year {
    let membership: MembershipYear
    let vital: VitalColumns
    /// Shares of statuses on the central path at the end of the year before.
    let shares: [Double]
    /// Shares of net migrants by cell.
    let profile: [Double]
    /// How moves differ between columns; nil where they do not.
    let move: (slope: [Double], difference: [Double])?
    let slab: ColumnSlab
  }

  /// One year on, as ``MembershipState/step(_:)`` in every column.
  mutating func step(_ year: Year) throws {
    let half = carriers.count * Self.width
    persons.replaceSubrange(0..<half, with: persons[half..<(2 * half)])
    let womenBefore = (0..<Age.count).map { women($0) }
    try addHalfTheMigrants(year)
    if carriers.isDense { move(year) }
    age(year)
    addNewborn(year, womenBefore)
    try addHalfTheMigrants(year)
  }

  /// Women of an age by column.
  private func women(_ age: Int) -> [Double] {
    let (first, count) = carriers.cohort(.female, age)
    var sum = [Double](repeating: 0, count: Self.width)
    for carrier in 0..<count {
      let place = start(first + carrier)
      for column in 0..<Self.width { sum[column] += persons[place + column] }
    }
    return sum
  }

  /// Qᵀ·x in every cell; where a driver moves people, plus what its difference adds: Q is linear in one hazard or share, so
  /// that Q = Q₀ + δ·∂Q, two products and never a matrix for each path.
  private mutating func move(_ year: Year) {
    let statuses = carriers.statuses, width = Self.width, block = statuses * width, matrix = statuses * statuses
    var moved = [Double](repeating: 0, count: block), extra = moved
    for cell in 0..<Age.panelCount {
      let first = start(cell * statuses)
      multiply(year.membership.transitions, cell * matrix, first, into: &moved)
      if let move = year.move {
        multiply(move.slope, cell * matrix, first, into: &extra)
        for place in 0..<block { moved[place] += move.difference[place % width] * extra[place] }
      }
      persons.replaceSubrange(first..<(first + block), with: moved)
    }
  }

  private func multiply(_ matrices: [Double], _ matrix: Int, _ first: Int, into target: inout [Double]) {
    let statuses = carriers.statuses
    matrices.withUnsafeBufferPointer { q in
      persons.withUnsafeBufferPointer { x in
        target.withUnsafeMutableBufferPointer { y in
          guard let q = q.baseAddress, let x = x.baseAddress, let y = y.baseAddress else { return }
          BLAS.multiply(
            rows: statuses, inner: statuses, columns: Self.width, a: q + matrix, lda: statuses, b: x + first,
            ldb: Self.width, c: y, ldc: Self.width)
        }
      }
    }
  }

  /// Survival to the next age. Where cohorts are carried by one number, those who reach the open age and those in it move
  /// between statuses here.
  private mutating func age(_ year: Year) {
    let width = Self.width, statuses = carriers.statuses, last = Age.open - 1
    let survival = year.vital.survival
    for sex in Sex.allCases {
      let young = Age.cell(sex, last), old = Age.cell(sex, Age.open)
      let arriving = start(carriers.cohort(sex, last).first), resident = start(carriers.cohort(sex, Age.open).first)
      var open = [Double](repeating: 0, count: statuses * width), died = open
      for to in 0..<statuses {
        // With every status on its own the moves are done.
        for from in carriers.isDense ? to..<(to + 1) : 0..<statuses {
          let reach =
            carriers.isDense
            ? 1
            : year.membership.transitions[(young * statuses + to) * statuses + from]
              * year.shares[young * statuses + from]
          let stay = carriers.isDense ? 1 : year.membership.transitions[(old * statuses + to) * statuses + from]
          let source = carriers.isDense ? arriving + from * width : arriving
          for column in 0..<width {
            let young = (reach * persons[source + column], survival[young * width + column])
            let old = (stay * persons[resident + from * width + column], survival[old * width + column])
            open[to * width + column] += young.0 * young.1 + old.0 * old.1
            died[to * width + column] += young.0 * (1 - young.1) + old.0 * (1 - old.1)
          }
        }
      }
      persons.replaceSubrange(resident..<(resident + statuses * width), with: open)
      persons.replaceSubrange((resident + toDeaths)..<(resident + toDeaths + statuses * width), with: died)
      for age in stride(from: last - 1, through: 0, by: -1) {
        let from = carriers.cohort(sex, age), to = start(carriers.cohort(sex, age + 1).first)
        let ratio = Age.cell(sex, age) * width
        for carrier in 0..<from.count {
          let source = start(from.first + carrier), target = to + carrier * width
          for column in 0..<width {
            let before = persons[source + column]
            persons[target + column] = before * survival[ratio + column]
            persons[target + toDeaths + column] = before * (1 - survival[ratio + column])
          }
        }
      }
      let youngest = carriers.cohort(sex, 0)
      for place in start(youngest.first)..<start(youngest.first + youngest.count) {
        (persons[place], persons[place + toDeaths]) = (0, 0)
      }
    }
  }

  /// B = Σ f[a]·½(F[a,t−1] + ½G[a] + F[a,t]), F[a,t] after migration.
  private mutating func addNewborn(_ year: Year, _ womenBefore: [[Double]]) {
    let width = Self.width, membership = year.membership
    var births = [Double](repeating: 0, count: width)
    for age in 0..<Age.count where membership.fertility[age] > 0 {
      let now = women(age), share = year.profile[Age.cell(.female, age)]
      for column in 0..<width {
        let migrants = share * year.vital.halfTheMigrants[column]
        births[column] += membership.fertility[age] * 0.5 * (womenBefore[age][column] + 2 * migrants + now[column])
      }
    }
    for sex in Sex.allCases {
      let boys = sex == .male ? membership.boysShare : 1 - membership.boysShare
      let (first, count) = carriers.cohort(sex, 0)
      let entries =
        count == 1
        ? [(carrier: first, share: 1.0)]
        : membership.newbornShares.map { (carrier: first + $0.status, share: $0.share) }
      for entry in entries {
        let place = start(entry.carrier)
        for column in 0..<width {
          let born = births[column] * year.vital.fertility[column] * boys
          let alive = year.vital.newborn[sex.rawValue * width + column]
          persons[place + column] += born * alive * entry.share
          persons[place + toDeaths + column] += born * (1 - alive) * entry.share
        }
      }
    }
  }

  private mutating func addHalfTheMigrants(_ year: Year) throws {
    let width = Self.width
    for sex in Sex.allCases {
      for age in 0...Age.open where year.profile[Age.cell(sex, age)] != 0 {
        let cell = Age.cell(sex, age)
        let (carrier, count) = carriers.cohort(sex, age)
        let first = start(carrier)
        for column in 0..<width where year.vital.halfTheMigrants[column] != 0 {
          let half = year.profile[cell] * year.vital.halfTheMigrants[column]
          let residents = (0..<count).reduce(0) { $0 + persons[first + $1 * width + column] }
          if residents + half < 0, column < year.slab.used {
            throw year.membership.emigrationError(cell, leaving: -half, residents: residents)
          }
          for status in 0..<count {
            let place = first + status * width + column
            let share =
              residents > 0
              ? persons[place] / residents : count == 1 ? 1 : year.membership.priorMix[status].values[cell]
            persons[place] += half * share
          }
        }
      }
    }
  }
}
