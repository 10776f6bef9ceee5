import Arrays
import Demography
import Quantities
import SchemeModel

/// One way of moving people in a region; scenarios whose membership parameters are equal share it.
struct MembershipVariant: Sendable {
  let scheme: Scheme
  let region: Region
  let timeline: Timeline
  let parameters: ParameterSet
  /// A scenario that has it, for messages.
  var scenario: String?

  /// Survival and birth survival of a year, by state where the scheme gives levels a mortality of their own.
  func survival(year: Int) throws -> SurvivalOfYear {
    var ratios = [Double](repeating: 0, count: Age.panelCount)
    var newborn = [Double](repeating: 0, count: Sex.count)
    for sex in Sex.allCases {
      let rates = region.tables.deathRates(sex, scheme.common, parameters, year: year)
      let when = " in \(timeline.baseYear + year), region \(region.id)"
      let life = try FundcastError.locating(
        table: "mortality.csv", suffix: when,
        in: FaultScope(scenario: scenario, region: region.id, year: timeline.baseYear + year)
      ) {
        try LifeTable(rates: rates, sex: sex).survivalRatios()
      }
      for age in 0..<Age.open { ratios[Age.cell(sex, age)] = life.ratios[age] }
      // Those aged 99 and over go to the open age together.
      ratios[Age.cell(sex, Age.open)] = life.ratios[Age.open - 1]
      newborn[sex.rawValue] = life.birth
    }
    return SurvivalOfYear(
      ratios: ratios, newborn: newborn, relative: region.relativeMortality(scheme.people.states, parameters, year: year)
    )
  }

  /// Net migrants of a year by cell, persons.
  func migrants(year: Int) -> [Double] {
    let total = parameters.value(scheme.common.netMigration, year)
    return region.tables.migrationProfile.values.map { $0 * total }
  }

  /// Births per woman of each age in a year.
  func fertility(year: Int) -> [Double] {
    region.fertility(scheme, parameters, year: year)
  }

  /// Qᵀ of a year, `[sex·age][to][from]`, the product of the stage matrices.
  ///
  /// - Throws: ``FundcastError`` where hazards out of a status add up to more than one or fall below zero.
  func transitions(year: Int) throws -> [Double] {
    let count = scheme.statuses.count
    var product = Self.identities(count)
    for stage in scheme.stages where moves(stage, year) {
      try Self.multiply(&product, by: moves(of: stage, year: year), count)
    }
    return Self.transposed(product, count)
  }

  /// Whether anybody moves in a stage: inflows are mostly none.
  private func moves(_ stage: TransitionStage, _ year: Int) -> Bool {
    stage.moves.contains { move in
      if case .rate(let id, _) = move.hazard, parameters.value(id, year) == 0 { return false }
      return move.times.value(parameters, year: year) != 0
    }
  }

  /// What a stage does to the statuses that somebody leaves; nobody leaves the others.
  private struct StageMoves {
    /// Rising.
    let leaving: [Int]
    /// `[sex·age][place in leaving][to]`.
    var shares: [Double]
  }

  /// One stage: hazards out of a status add up, the rest stay.
  private func moves(of stage: TransitionStage, year: Int) throws -> StageMoves {
    let count = scheme.statuses.count, leaving = Set(stage.moves.map(\.from)).sorted(), block = leaving.count * count
    var shares = [Double](repeating: 0, count: Age.panelCount * block)
    for cell in 0..<Age.panelCount {
      for (place, status) in leaving.enumerated() { shares[cell * block + place * count + status] = 1 }
    }
    // Moves of several statuses often have one hazard.
    var known: [Hazard: [Double]] = [:]
    for move in stage.moves {
      let hazards = known[move.hazard] ?? self.hazards(move.hazard, year: year)
      known[move.hazard] = hazards
      let destinations = move.destinations.map { (status: $0.status, share: $0.share.value(parameters, year: year)) }
      let times = move.times.value(parameters, year: year), place = leaving.firstIndex(of: move.from) ?? 0
      for (cell, whole) in hazards.enumerated() where whole != 0 && times != 0 {
        let hazard = whole * times
        guard hazard >= 0, hazard <= 1 + 1e-12 else { throw hazardError(move, hazard, cell, year) }
        let row = cell * block + place * count
        shares[row + move.from] -= hazard
        for destination in destinations { shares[row + destination.status] += hazard * destination.share }
      }
    }
    for cell in 0..<Age.panelCount {
      for (place, status) in leaving.enumerated() {
        let staying = shares[cell * block + place * count + status]
        guard staying >= -1e-12 else { throw crowdedError(stage, status, 1 - staying, cell, year) }
      }
    }
    return StageMoves(leaving: leaving, shares: shares)
  }

  private func hazards(_ hazard: Hazard, year: Int) -> [Double] {
    switch hazard {
    case .rate(let id, let profile):
      let rate = parameters.value(id, year)
      return region.tables.hazardProfiles[profile].values.map { $0 * rate }
    case .profile(let profile): return region.tables.hazardProfiles[profile].values
    case .retirement:
      return RetirementSchedule.hazards(
        scheme.retirement, parameters, year: timeline.baseYear + year, index: year)
    }
  }

  /// `[sex·age][status][status]`, ones on the diagonals.
  private static func identities(_ count: Int) -> [Double] {
    var result = [Double](repeating: 0, count: Age.panelCount * count * count)
    for diagonal in 0..<(Age.panelCount * count) {
      result[diagonal / count * count * count + diagonal % count * (count + 1)] = 1
    }
    return result
  }

  /// left := left · right, cell by cell. A status that nobody leaves passes on what it has as it is, so that rows of `left` with
  /// nobody in a status that is left stay as they are: most.
  private static func multiply(_ left: inout [Double], by right: StageMoves, _ count: Int) {
    var place = [Int](repeating: -1, count: count)
    for (number, status) in right.leaving.enumerated() { place[status] = number }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { row in
      left.withUnsafeMutableBufferPointer { left in
        right.shares.withUnsafeBufferPointer { shares in
          for cell in 0..<Age.panelCount {
            for from in 0..<count {
              let start = (cell * count + from) * count
              guard right.leaving.contains(where: { left[start + $0] != 0 }) else { continue }
              row.update(repeating: 0)
              for by in 0..<count {
                let factor = left[start + by]
                guard factor != 0 else { continue }
                guard place[by] >= 0 else {
                  row[by] += factor
                  continue
                }
                let own = (cell * right.leaving.count + place[by]) * count
                for to in 0..<count { row[to] += factor * shares[own + to] }
              }
              for to in 0..<count { left[start + to] = row[to] }
            }
          }
        }
      }
    }
  }

  private static func transposed(_ matrices: [Double], _ count: Int) -> [Double] {
    let block = count * count
    return [Double](unsafeUninitializedCapacity: matrices.count) { target, filled in
      matrices.withUnsafeBufferPointer { source in
        for start in stride(from: 0, to: source.count, by: block) {
          for from in 0..<count {
            for to in 0..<count { target[start + to * count + from] = source[start + from * count + to] }
          }
        }
      }
      filled = matrices.count
    }
  }

  private func crowdedError(
    _ stage: TransitionStage, _ status: Int, _ sum: Double, _ cell: Int, _ year: Int
  ) -> FundcastError {
    FundcastError(
      .data,
      Diagnostic(
        "hazards out of \(scheme.statuses[status].id) add up to more than 1 \(place(cell, year))",
        of: .moves(stage.moves.filter { $0.from == status }.map(\.id)), in: scope(year),
        value: ShortNumber.text(sum, digits: 9),
        remedy: "lower one of these hazards, or its profile at this age in hazard-profiles.csv"))
  }

  private func hazardError(_ move: Move, _ hazard: Double, _ cell: Int, _ year: Int) -> FundcastError {
    FundcastError(
      .data,
      Diagnostic(
        "a hazard must lie between 0 and 1 \(place(cell, year))", of: .moves([move.id]), in: scope(year),
        value: ShortNumber.text(hazard), remedy: "lower the hazard, or its profile at this age in hazard-profiles.csv"))
  }

  private func scope(_ year: Int) -> FaultScope {
    FaultScope(scenario: scenario, region: region.id, year: timeline.baseYear + year)
  }

  private func place(_ cell: Int, _ year: Int) -> String {
    let sex = cell < Age.count ? Sex.male : Sex.female
    return "for \(sex.id)s aged \(cell % Age.count) in \(timeline.baseYear + year), region \(region.id)"
  }
}
