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
      let life = try LifeTable(rates: rates, sex: sex).survivalRatios()
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
    let retirement = retirementHazards(year: year)
    var result = [Double](repeating: 0, count: Age.panelCount * block)
    var stage = [Double](repeating: 0, count: block)
    var product = stage
    let shares = scheme.stages.map { $0.moves.map { $0.destinations.map { $0.share.value(parameters, year: year) } } }
    for cell in 0..<Age.panelCount {
      for (position, declared) in scheme.stages.enumerated() {
        identity(&stage, count)
        for (move, destinationShares) in zip(declared.moves, shares[position]) {
          let hazard =
            switch move.hazard {
            case .rate(let id, let profile):
              parameters.value(id, year) * region.tables.hazardProfiles[profile].values[cell]
            case .profile(let profile): region.tables.hazardProfiles[profile].values[cell]
            case .retirement: retirement[cell]
            }
          guard hazard >= 0, hazard <= 1 + 1e-12 else { throw hazardError(move, hazard, cell, year) }
          stage[move.from * count + move.from] -= hazard
          for (destination, share) in zip(move.destinations, destinationShares) {
            stage[move.from * count + destination.status] += hazard * share
          }
        }
        try check(stage, declared, cell, year)
        if position == 0 {
          swap(&product, &stage)
        } else {
          product = multiply(product, stage, count)
        }
      }
      if scheme.stages.isEmpty { identity(&product, count) }
      for from in 0..<count {
        for to in 0..<count { result[cell * block + to * count + from] = product[from * count + to] }
      }
    }
    return result
  }

  private func identity(_ matrix: inout [Double], _ count: Int) {
    for i in 0..<count { for j in 0..<count { matrix[i * count + j] = i == j ? 1 : 0 } }
  }

  private func multiply(_ a: [Double], _ b: [Double], _ count: Int) -> [Double] {
    var c = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for k in 0..<count where a[i * count + k] != 0 {
        for j in 0..<count { c[i * count + j] += a[i * count + k] * b[k * count + j] }
      }
    }
    return c
  }

  private func retirementHazards(year: Int) -> [Double] {
    var hazards = [Double](repeating: 0, count: Age.panelCount)
    for sex in Sex.allCases {
      for age in 0..<Age.count {
        hazards[Age.cell(sex, age)] = RetirementSchedule.hazard(
          scheme.retirement, sex: sex, age: age, year: timeline.baseYear + year, index: year, parameters)
      }
    }
    return hazards
  }

  private func check(_ stage: [Double], _ declared: TransitionStage, _ cell: Int, _ year: Int) throws {
    let count = scheme.statuses.count
    for status in 0..<count where stage[status * count + status] < -1e-12 {
      let names = declared.moves.filter { $0.from == status }.map(\.id).joined(separator: ", ")
      throw FundcastError(
        .data,
        Diagnostic(
          "hazards out of \(scheme.statuses[status].id) add up to more than 1 \(place(cell, year))",
          key: names, value: "\(1 - stage[status * count + status])",
          remedy: "lower one of these hazards or its profile at this age"))
    }
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
