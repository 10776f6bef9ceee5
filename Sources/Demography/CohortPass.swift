import Arrays
import Glibc
import Quantities

/// The year of all cells in order of age; what stands where.
struct CohortPass {
  let layout: CohortLayout
  /// Columns in use, and those held.
  let columns: Int
  let width: Int
  let year: CohortYear
  let before: UnsafePointer<Double>
  let now: UnsafeMutablePointer<Double>
  let died: UnsafeMutablePointer<Double>
  /// Four tiles of states × columns: joined, moved, and two of the open age of a factored layout.
  let tiles: UnsafeMutablePointer<Double>

  private func start(_ sex: Int, _ age: Int) -> Int { layout.cohort(sex, age).first * width }

  // MARK: Moves and survival

  func grow(_ transitions: CohortTransitions, _ migrants: CohortMigrants?) throws {
    for sex in 0..<Sex.count {
      let youngest = layout.cohort(sex, 0)
      (now + youngest.first * width).update(repeating: 0, count: youngest.count * width)
      (died + youngest.first * width).update(repeating: 0, count: youngest.count * width)
      for age in 0..<layout.open where !(layout.isFactored && age == layout.open - 1) {
        try grow(sex, age, transitions, migrants)
      }
      if layout.isFactored {
        try reachOpenAge(sex, transitions, migrants)
      } else {
        try grow(sex, layout.open, transitions, migrants)
      }
    }
  }

  /// Those of an age who join, move and survive to the next; in the open age to the same, beside who arrived there.
  private func grow(_ sex: Int, _ age: Int, _ transitions: CohortTransitions, _ migrants: CohortMigrants?) throws {
    let cell = sex * layout.ages + age, cohort = layout.cohort(sex, age)
    let joined =
      try migrants?.joined(cell, before + cohort.first * width, cohort.count, tiles) ?? before + cohort.first * width
    var moved = joined
    if !layout.isFactored {
      transitions.move(cell, joined, into: tiles + layout.states * width)
      moved = UnsafePointer(tiles + layout.states * width)
    }
    let target = start(sex, min(age + 1, layout.open)), isOpen = age == layout.open
    guard year.relativeMortality.isEmpty else {
      return try surviveByState(cell, moved, now + target, died + target, adds: isOpen)
    }
    for carrier in 0..<cohort.count {
      let row = carrier * width
      survive(moved + row, cell * width, now + target + row, died + target + row, adds: isOpen)
    }
  }

  /// States with a mortality of their own, all of which survive together as the table says.
  private func surviveByState(
    _ cell: Int, _ moved: UnsafePointer<Double>, _ alive: UnsafeMutablePointer<Double>,
    _ dead: UnsafeMutablePointer<Double>, adds: Bool
  ) throws {
    let states = layout.states
    for column in 0..<width {
      let relative = year.relativeMortality[column < year.relativeMortality.count ? column : 0]
      let survival = year.survival[cell * width + column]
      let found = MixtureSurvival.level(survival, states: states) {
        (moved[$0 * width + column], relative[cell * states + $0])
      }
      guard let level = found ?? (column < columns ? nil : 1) else {
        throw CohortImmortality(cell: cell, column: column)
      }
      for state in 0..<states {
        let place = state * width + column
        let living = moved[place] * pow(survival, level * relative[cell * states + state])
        alive[place] = adds ? alive[place] + living : living
        let lost = moved[place] - living
        dead[place] = adds ? dead[place] + lost : lost
      }
    }
  }

  private func survive(
    _ moved: UnsafePointer<Double>, _ ratios: Int, _ alive: UnsafeMutablePointer<Double>,
    _ dead: UnsafeMutablePointer<Double>, adds: Bool
  ) {
    year.survival.withUnsafeBufferPointer { survival in
      guard let ratio = survival.baseAddress.map({ $0 + ratios }) else { return }
      for column in 0..<width {
        let living = moved[column] * ratio[column], lost = moved[column] - living
        alive[column] = adds ? alive[column] + living : living
        dead[column] = adds ? dead[column] + lost : lost
      }
    }
  }

  /// Of a factored layout: those who reach the open age have the states of the common path, and move between them here as those
  /// in it do.
  private func reachOpenAge(_ sex: Int, _ transitions: CohortTransitions, _ migrants: CohortMigrants?) throws {
    let states = layout.states, last = layout.open - 1, tile = states * width
    let young = sex * layout.ages + last, old = sex * layout.ages + layout.open
    let arriving = try migrants?.joined(young, before + start(sex, last), 1, tiles) ?? before + start(sex, last)
    let spread = tiles + tile, moved = tiles + 2 * tile
    for state in 0..<states {
      let share = year.sharesBefore[young * states + state]
      for column in 0..<width { spread[state * width + column] = share * arriving[column] }
    }
    let target = start(sex, layout.open)
    transitions.move(young, spread, into: moved)
    for state in 0..<states {
      let row = state * width
      survive(moved + row, young * width, now + target + row, died + target + row, adds: false)
    }
    let resident = try migrants?.joined(old, before + target, states, tiles) ?? before + target
    transitions.move(old, resident, into: moved)
    for state in 0..<states {
      let row = state * width
      survive(moved + row, old * width, now + target + row, died + target + row, adds: true)
    }
  }

  // MARK: Births

  /// Adds the newborn, and gives the births of the year by column.
  func bear() -> [Double] {
    let births = births()
    for sex in Sex.allCases {
      let (first, count) = layout.cohort(sex.rawValue, 0)
      let entries =
        layout.isFactored
        ? [(state: 0, share: [Double](repeating: 1, count: width))] : year.newborn.states.filter { $0.state < count }
      for entry in entries {
        let place = (first + entry.state) * width
        for column in 0..<width {
          let born =
            births[column] * (sex == .male ? year.newborn.boysShare[column] : 1 - year.newborn.boysShare[column])
          let alive = born * year.newborn.survival[sex.rawValue * width + column]
          now[place + column] += alive * entry.share[column]
          died[place + column] += (born - alive) * entry.share[column]
        }
      }
    }
    return births
  }

  private func births() -> [Double] {
    let female = Sex.female.rawValue
    var births = [Double](repeating: 0, count: width)
    var earlier = births, later = births
    for age in 0..<layout.ages {
      let fertility = age * width, (first, count) = layout.cohort(female, age)
      guard (fertility..<(fertility + width)).contains(where: { year.fertility[$0] > 0 }) else { continue }
      let half = (female * layout.ages + age) * width
      sum(before + first * width, count, into: &earlier)
      sum(now + first * width, count, into: &later)
      for column in births.indices {
        // `later` lacks the half of the migrants that joins after survival, at this age.
        let migrants = year.halfMigrants?[half + column] ?? 0
        births[column] +=
          year.fertility[fertility + column] * 0.5 * (earlier[column] + migrants + later[column] + migrants)
      }
    }
    return births
  }

  private func sum(_ people: UnsafePointer<Double>, _ carriers: Int, into sum: inout [Double]) {
    sum.withUnsafeMutableBufferPointer { sum in
      guard let sum = sum.baseAddress else { return }
      sum.update(repeating: 0, count: width)
      for carrier in 0..<carriers { RowMath.add(1, people + carrier * width, to: sum, width) }
    }
  }
}
