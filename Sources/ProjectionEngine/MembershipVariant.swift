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

  /// Survival and birth survival of a year, from the table times the mortality factor.
  func survival(year: Int) throws -> SurvivalOfYear {
    let factor = parameters.value(scheme.common.mortalityFactor, year)
    let table = region.tables.mortality[year]
    var ratios = [Double](repeating: 0, count: Age.panelCount)
    var newborn = [Double](repeating: 0, count: Sex.count)
    for sex in Sex.allCases {
      let rates = (0..<Age.count).map { table[sex, $0] * factor }
      let when = " in \(timeline.baseYear + year), region \(region.id)"
      let life = try FundcastError.locating(file: "mortality.csv", suffix: when) {
        try LifeTable(rates: rates, sex: sex).survivalRatios()
      }
      for age in 0..<Age.open { ratios[Age.cell(sex, age)] = life.ratios[age] }
      // Those aged 99 and over go to the open age together.
      ratios[Age.cell(sex, Age.open)] = life.ratios[Age.open - 1]
      newborn[sex.rawValue] = life.birth
    }
    return SurvivalOfYear(ratios: ratios, newborn: newborn)
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
    let block = count * count
    var product = Self.identities(count)
    for (position, stage) in scheme.stages.enumerated() {
      let matrices = try stageMatrices(stage, year: year)
      if position == 0 {
        product = matrices
      } else {
        Self.multiply(&product, by: matrices, count)
      }
    }
    var transposed = product
    for cell in 0..<Age.panelCount {
      for from in 0..<count {
        for to in 0..<count { transposed[cell * block + to * count + from] = product[cell * block + from * count + to] }
      }
    }
    return transposed
  }

  /// One stage, `[sex·age][from][to]`: hazards out of a status add up, the rest stay.
  private func stageMatrices(_ stage: TransitionStage, year: Int) throws -> [Double] {
    let count = scheme.statuses.count
    let block = count * count
    var matrices = Self.identities(count)
    for move in stage.moves {
      let hazards = self.hazards(move.hazard, year: year)
      let destinations = move.destinations.map { (status: $0.status, share: $0.share.value(parameters, year: year)) }
      for cell in 0..<Age.panelCount where hazards[cell] != 0 {
        let hazard = hazards[cell]
        guard hazard >= 0, hazard <= 1 + 1e-12 else { throw hazardError(move, hazard, cell, year) }
        let row = cell * block + move.from * count
        matrices[row + move.from] -= hazard
        for destination in destinations { matrices[row + destination.status] += hazard * destination.share }
      }
    }
    for cell in 0..<Age.panelCount {
      for status in 0..<count where matrices[cell * block + status * (count + 1)] < -1e-12 {
        throw crowdedError(stage, status, 1 - matrices[cell * block + status * (count + 1)], cell, year)
      }
    }
    return matrices
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

  /// left := left · right, cell by cell.
  private static func multiply(_ left: inout [Double], by right: [Double], _ count: Int) {
    let block = count * count
    var row = [Double](repeating: 0, count: count)
    for cell in 0..<Age.panelCount {
      let start = cell * block
      for i in 0..<count {
        for j in 0..<count { row[j] = 0 }
        for k in 0..<count {
          let factor = left[start + i * count + k]
          guard factor != 0 else { continue }
          for j in 0..<count { row[j] += factor * right[start + k * count + j] }
        }
        for j in 0..<count { left[start + i * count + j] = row[j] }
      }
    }
  }

  private func crowdedError(
    _ stage: TransitionStage, _ status: Int, _ sum: Double, _ cell: Int, _ year: Int
  ) -> FundcastError {
    FundcastError(
      .data,
      Diagnostic(
        "hazards out of \(scheme.statuses[status].id) add up to more than 1 \(place(cell, year))",
        key: stage.moves.filter { $0.from == status }.map(\.id).joined(separator: ", "), value: "\(sum)",
        remedy: "lower one of these hazards or its profile at this age"))
  }

  private func hazardError(_ move: Move, _ hazard: Double, _ cell: Int, _ year: Int) -> FundcastError {
    FundcastError(
      .data,
      Diagnostic(
        "a hazard must lie between 0 and 1 \(place(cell, year))", key: move.id, value: "\(hazard)",
        remedy: "lower the hazard or its profile at this age"))
  }

  private func place(_ cell: Int, _ year: Int) -> String {
    let sex = cell < Age.count ? Sex.male : Sex.female
    return "for \(sex.id)s aged \(cell % Age.count) in \(timeline.baseYear + year), region \(region.id)"
  }
}

/// Survival of one year.
struct SurvivalOfYear: Sendable {
  /// `[sex·age]`: to the next age; at 99 and 100+ to the open age.
  let ratios: [Double]
  /// `[sex]`: from birth to age 0 at the end of the year.
  let newborn: [Double]
}

extension Region {
  /// Births per woman of each age in a year: the table times the fertility factor, and in the base year times what meets the
  /// newborn of the base table.
  func fertility(_ scheme: Scheme, _ parameters: ParameterSet, year: Int) -> [Double] {
    let factor = parameters.value(scheme.common.fertilityFactor, year)
    let level = year == 0 ? factor * fit.baseYearBirthsFactor : factor
    return tables.fertility[year].map { $0 * level }
  }
}
