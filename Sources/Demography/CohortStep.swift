// Goals, in order: the same bits for a column whatever stands in the others; one pass over memory a year.
//
// One step serves the central projection, every path, calibration and the checks of people: half the net migrants join, people
// move between states, survive and age, births come from the women present on average, and the other half of the migrants joins
// (model.md sections 1 and 2). Source: Preston, Heuveline and Guillot, *Demography* (2001), section 6.3 and box 6.2, which it
// reproduces with one state.

import Arrays
import Quantities

extension CohortPeople {
  /// One year on. With x the people and G the net migrants of a cell,
  ///
  ///     m = Qᵀ·(x[a] + ½G[a]),   x′[a + 1] = S[a]·m,   B = Σ f[a]·½(F[a] + ½G[a] + F′[a]),   x′[0] = B·S(birth)
  ///
  /// and ½G joins at the age reached; F′ counts it. The last two ages survive to the last. Migrants have the states of those who
  /// live in the cell.
  ///
  /// Conserved: Σ people at the end = Σ people at the start + births − deaths + net migrants.
  ///
  /// - Throws: ``CohortEmigration`` where more leave a cell than live in it.
  public mutating func step(_ year: CohortYear) throws {
    requireFit(year)
    swap(&before, &now)
    for place in died.indices { died[place] = 0 }
    let layout = layout, width = width, columns = columns
    let tile = layout.states * width
    let migrants = year.halfMigrants.map {
      CohortMigrants(layout, columns: columns, width: width, half: $0, year.priorMix)
    }
    let transitions = CohortTransitions(layout, columns: columns, width: width, year)
    try before.withUnsafeBufferPointer { before in
      try now.withUnsafeMutableBufferPointer { now in
        try died.withUnsafeMutableBufferPointer { died in
          try withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * tile) { scratch in
            guard let x = before.baseAddress, let y = now.baseAddress, let d = died.baseAddress,
              let tiles = scratch.baseAddress
            else { return }
            let pass = CohortPass(layout: layout, width: width, year: year, before: x, now: y, died: d, tiles: tiles)
            try pass.grow(transitions, migrants)
            births = pass.bear()
            try migrants?.join(y)
          }
        }
      }
    }
  }

  /// The same people and half the net migrants of a year: who may move in it.
  ///
  /// - Throws: as ``step(_:)``.
  public func joined(by year: CohortYear) throws -> CohortPeople {
    var joined = self
    guard let half = year.halfMigrants else { return joined }
    let migrants = CohortMigrants(layout, columns: columns, width: width, half: half, year.priorMix)
    try joined.now.withUnsafeMutableBufferPointer { now in
      if let people = now.baseAddress { try migrants.join(people) }
    }
    return joined
  }

  /// Stops the process where a year does not fit: a short array would be read past its end.
  private func requireFit(_ year: CohortYear) {
    let cells = layout.cells, matrices = cells * layout.states * layout.states
    precondition(!year.transitions.isEmpty && year.transitions.allSatisfy { $0.count == matrices }, "moves do not fit")
    precondition(
      year.transitionsOfColumn.isEmpty
        || (year.transitionsOfColumn.count == columns
          && year.transitionsOfColumn.allSatisfy(year.transitions.indices.contains)),
      "columns without moves")
    precondition(year.slope.map { $0.matrices.count == matrices && $0.difference.count == width } ?? true, "a slope")
    precondition(year.survival.count == cells * (year.survivalDiffersByState ? layout.states : 1) * width, "survival")
    precondition(!(year.survivalDiffersByState && layout.isFactored), "states that survive differently are dense")
    precondition(year.newbornSurvival.count == Sex.count * width && year.boysShare.count == width, "newborns")
    precondition(year.fertility.count == layout.ages * width, "fertility")
    precondition(year.newborn.allSatisfy { $0.state < layout.states && $0.share.count == width }, "newborn states")
    precondition(year.halfMigrants.map { $0.count == cells * width } ?? true, "migrants")
    precondition(!layout.isFactored || year.sharesBefore.count == cells * layout.states, "shares")
  }
}

/// The year of all cells in order of age; what stands where.
private struct CohortPass {
  let layout: CohortLayout
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
      for place in 0..<(youngest.count * width) { now[youngest.first * width + place] = 0 }
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
    for carrier in 0..<cohort.count {
      let row = carrier * width
      let ratios = year.survivalDiffersByState ? (cell * layout.states + carrier) * width : cell * width
      survive(moved + row, ratios, now + target + row, died + target + row, adds: isOpen)
    }
  }

  private func survive(
    _ moved: UnsafePointer<Double>, _ ratios: Int, _ alive: UnsafeMutablePointer<Double>,
    _ dead: UnsafeMutablePointer<Double>, adds: Bool
  ) {
    year.survival.withUnsafeBufferPointer { survival in
      guard let ratio = survival.baseAddress.map({ $0 + ratios }) else { return }
      if adds {
        for column in 0..<width {
          let living = moved[column] * ratio[column]
          alive[column] += living
          dead[column] += moved[column] - living
        }
      } else {
        for column in 0..<width {
          let living = moved[column] * ratio[column]
          alive[column] = living
          dead[column] = moved[column] - living
        }
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
        ? [(state: 0, share: [Double](repeating: 1, count: width))] : year.newborn.filter { $0.state < count }
      for entry in entries {
        let place = (first + entry.state) * width
        for column in 0..<width {
          let born = births[column] * (sex == .male ? year.boysShare[column] : 1 - year.boysShare[column])
          let alive = born * year.newbornSurvival[sex.rawValue * width + column]
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
      let fertility = year.fertility[(age * width)..<((age + 1) * width)]
      guard fertility.contains(where: { $0 > 0 }) else { continue }
      let (first, count) = layout.cohort(female, age), half = (female * layout.ages + age) * width
      for column in 0..<width { (earlier[column], later[column]) = (0, 0) }
      for carrier in first..<(first + count) {
        for column in 0..<width {
          earlier[column] += before[carrier * width + column]
          later[column] += now[carrier * width + column]
        }
      }
      for column in 0..<width {
        // `later` lacks the half of the migrants that joins after survival, at this age.
        let migrants = year.halfMigrants?[half + column] ?? 0
        births[column] +=
          fertility[fertility.startIndex + column] * 0.5 * (earlier[column] + migrants + later[column] + migrants)
      }
    }
    return births
  }
}

/// Moves between states, cell by cell.
private struct CohortTransitions {
  private let layout: CohortLayout
  private let width: Int
  private let year: CohortYear
  private let columnsOf: [[Int]]

  init(_ layout: CohortLayout, columns: Int, width: Int, _ year: CohortYear) {
    self.layout = layout
    self.width = width
    self.year = year
    columnsOf = year.transitions.indices.map { place in
      (0..<columns).filter { (year.transitionsOfColumn.isEmpty ? 0 : year.transitionsOfColumn[$0]) == place }
    }
  }

  /// Qᵀ·x of a cell: one product for all columns where their matrices agree, one more for each other matrix.
  func move(_ cell: Int, _ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>) {
    let states = layout.states, matrix = states * states, tile = states * width
    multiply(year.transitions[0], cell * matrix, x, y)
    guard year.transitions.count > 1 || year.slope != nil else { return }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: tile) { scratch in
      guard let other = scratch.baseAddress else { return }
      if let slope = year.slope {
        multiply(slope.matrices, cell * matrix, x, other)
        for state in 0..<states {
          for column in 0..<width {
            y[state * width + column] += slope.difference[column] * other[state * width + column]
          }
        }
      }
      let first = year.transitions[0][(cell * matrix)..<((cell + 1) * matrix)]
      for (place, transitions) in year.transitions.enumerated().dropFirst() {
        guard !columnsOf[place].isEmpty, transitions[(cell * matrix)..<((cell + 1) * matrix)] != first else { continue }
        multiply(transitions, cell * matrix, x, other)
        for state in 0..<states {
          for column in columnsOf[place] { y[state * width + column] = other[state * width + column] }
        }
      }
    }
  }

  private func multiply(
    _ matrices: [Double], _ start: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    let states = layout.states
    matrices.withUnsafeBufferPointer { matrices in
      guard let q = matrices.baseAddress else { return }
      TileProduct.multiply(
        rows: states, inner: states, columns: width, a: q + start, lda: states, b: x, ldb: width, c: y, ldc: width)
    }
  }
}

/// Net migrants: half of them join at the age at the start of the year, half at the age reached.
private struct CohortMigrants {
  private let layout: CohortLayout
  private let columns: Int
  private let width: Int
  private let half: [Double]
  private let priorMix: [[Double]]

  init(_ layout: CohortLayout, columns: Int, width: Int, half: [Double], _ priorMix: [[Double]]) {
    self.layout = layout
    self.columns = columns
    self.width = width
    self.half = half
    self.priorMix = priorMix
  }

  /// The people of a cell with half the migrants, in `tile`; the people themselves where nobody migrates.
  func joined(
    _ cell: Int, _ people: UnsafePointer<Double>, _ count: Int, _ tile: UnsafeMutablePointer<Double>
  ) throws -> UnsafePointer<Double> {
    guard moves(cell) else { return people }
    tile.update(from: people, count: count * width)
    try add(cell, count, tile)
    return UnsafePointer(tile)
  }

  /// Adds half the migrants to every cell.
  func join(_ people: UnsafeMutablePointer<Double>) throws {
    for sex in 0..<Sex.count {
      for age in 0..<layout.ages {
        let cell = sex * layout.ages + age, (first, count) = layout.cohort(sex, age)
        if moves(cell) { try add(cell, count, people + first * width) }
      }
    }
  }

  private func moves(_ cell: Int) -> Bool { half[(cell * width)..<((cell + 1) * width)].contains { $0 != 0 } }

  private func add(_ cell: Int, _ count: Int, _ people: UnsafeMutablePointer<Double>) throws {
    for column in 0..<width {
      let migrants = half[cell * width + column]
      guard migrants != 0 else { continue }
      var residents = 0.0
      for carrier in 0..<count { residents += people[carrier * width + column] }
      if residents + migrants < 0, column < columns {
        throw CohortEmigration(cell: cell, column: column, leaving: -migrants, residents: residents)
      }
      for carrier in 0..<count {
        let place = carrier * width + column
        let share =
          residents > 0 ? people[place] / residents : count == 1 && layout.isFactored ? 1 : priorMix[carrier][cell]
        people[place] += migrants * share
      }
    }
  }
}
