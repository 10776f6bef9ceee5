import Arrays
import Demography
import Quantities
import SchemeModel

/// Survival, fertility and migration of one year on the columns of a slab.
struct VitalColumns: Sendable {
  /// `[sex·age][column]`: of all to the next age; at 99 and 100+ to the open age.
  let survival: [Double]
  /// `[sex][column]`: from birth to age 0 at the end of the year.
  let newborn: [Double]
  /// Fertility ÷ that of the central path, by column.
  let fertility: [Double]
  /// Half the net migrants of the year, persons by column, to be spread by the profile.
  let halfTheMigrants: [Double]

  private static let width = ColumnSlab.width

  init(
    _ variant: MembershipVariant, _ year: Int, central: SurvivalOfYear, _ slab: ColumnSlab, nodes: [ParameterID: Int]
  ) throws {
    let width = Self.width, common = variant.scheme.common, parameters = variant.parameters
    func values(_ id: ParameterID) -> [Double]? {
      nodes[id].map { node in
        let central = parameters.value(id, year)
        return slab.difference(node).map { central + $0 }
      }
    }
    let whole = [Double](repeating: parameters.value(common.netMigration, year), count: width)
    halfTheMigrants = (values(common.netMigration) ?? whole).map { $0 / 2 }
    let births = parameters.value(common.fertilityFactor, year)
    let drawn = values(common.fertilityFactor)
    guard births != 0 || drawn.map({ $0.allSatisfy { $0 == 0 } }) ?? true else {
      throw FundcastError(
        .data,
        Diagnostic(
          "a driver adds to a fertility factor that is 0 in \(variant.timeline.baseYear + year)",
          of: .driven("demography.fertility-factor"),
          in: FaultScope(region: variant.region.id, year: variant.timeline.baseYear + year),
          remedy:
            "take it out of the driver's `levers:`, write `effect: scale`, under which 0 stays 0, or give it a value above 0 from then on"
        ))
    }
    fertility = drawn.map { $0.map { births == 0 ? 1 : $0 / births } } ?? [Double](repeating: 1, count: width)
    let factor = values(common.mortalityFactor), index = values(common.mortalityIndex)
    guard factor != nil || index != nil else {
      survival = central.ratios.flatMap { [Double](repeating: $0, count: width) }
      newborn = central.newborn.flatMap { [Double](repeating: $0, count: width) }
      return
    }
    let rates = Self.deathRates(
      variant, year,
      factor: factor ?? [Double](repeating: parameters.value(common.mortalityFactor, year), count: width),
      index: index ?? [Double](repeating: parameters.value(common.mortalityIndex, year), count: width))
    for (place, rate) in rates.enumerated() where !(rate < 2) && place % width < slab.used {
      let cell = place / width
      throw FundcastError(
        .data,
        Diagnostic(
          "a death rate reaches 2 on path \(slab.firstPath + place % width) in \(variant.timeline.baseYear + year) at age \(cell % Age.count)",
          of: .draws, in: FaultScope(region: variant.region.id, year: variant.timeline.baseYear + year),
          value: ShortNumber.text(rate), remedy: "lower the deviation of the driver of mortality"))
    }
    (survival, newborn) = Self.ratios(rates)
  }

  /// m·factor·exp(β·index), `[sex·age][column]`.
  private static func deathRates(
    _ variant: MembershipVariant, _ year: Int, factor: [Double], index: [Double]
  ) -> [Double] {
    let table = variant.region.tables.mortality[year].values
    let sensitivity = variant.region.tables.mortalitySensitivity.values
    var rates = [Double](repeating: 0, count: Age.panelCount * width)
    rates.withUnsafeMutableBufferPointer { rates in
      for cell in 0..<Age.panelCount {
        let start = cell * width
        for column in index.indices { rates[start + column] = sensitivity[cell] * index[column] }
      }
    }
    VectorMath.exp(&rates)
    rates.withUnsafeMutableBufferPointer { rates in
      for cell in 0..<Age.panelCount {
        let start = cell * width
        for column in factor.indices { rates[start + column] *= table[cell] * factor[column] }
      }
    }
    return rates
  }

  /// The life table of ``LifeTable`` cell by cell: q = m / (1 + (1 − a)·m); with l = 1 at an age, L = 1 − (1 − a)·q, and
  /// S = L of the next age with l = 1 − q, over L. At 99 and over L100+ / (L99 + L100+), L100+ = l100 / m100.
  private static func ratios(_ rates: [Double]) -> (survival: [Double], newborn: [Double]) {
    var survival = [Double](repeating: 0, count: rates.count)
    var newborn = [Double](repeating: 0, count: Sex.count * width)
    let still = [Double](repeating: 0, count: width)
    for sex in Sex.allCases {
      // Dying and years lived at an age, of one who reaches it; the same of the next age.
      var dying = still, lived = still, nextDying = still, nextLived = still
      func find(_ age: Int, _ dying: inout [Double], _ lived: inout [Double]) {
        let start = Age.cell(sex, age) * width
        for column in dying.indices {
          let m = rates[start + column], a = age == 0 ? LifeTable.infantSeparation(rate: m, sex: sex) : 0.5
          let q = m / (1 + (1 - a) * m)
          dying[column] = q
          lived[column] = 1 - (1 - a) * q
        }
      }
      find(0, &dying, &lived)
      for column in dying.indices { newborn[sex.rawValue * width + column] = lived[column] }
      for age in 0..<(Age.open - 1) {
        find(age + 1, &nextDying, &nextLived)
        let start = Age.cell(sex, age) * width
        for column in dying.indices {
          survival[start + column] = (1 - dying[column]) * nextLived[column] / lived[column]
        }
        swap(&dying, &nextDying)
        swap(&lived, &nextLived)
      }
      for column in dying.indices {
        let open = (1 - dying[column]) / rates[Age.cell(sex, Age.open) * width + column]
        let ratio = open / (lived[column] + open)
        survival[Age.cell(sex, Age.open - 1) * width + column] = ratio
        survival[Age.cell(sex, Age.open) * width + column] = ratio
      }
    }
    return (survival, newborn)
  }
}

extension CohortYear {
  /// The moves of the central path in all columns, and their own survival, births and migrants.
  ///
  /// - Parameter profile: shares of net migrants by cell.
  init(_ year: MembershipYear, _ vital: VitalColumns, profile: [Double]) {
    let width = ColumnSlab.width
    func rows(_ central: [Double], _ own: [Double]) -> [Double] {
      central.flatMap { value in own.map { value * $0 } }
    }
    func everywhere(_ value: Double) -> [Double] { [Double](repeating: value, count: width) }
    self.init(
      transitions: [year.transitions], survival: vital.survival, fertility: rows(year.fertility, vital.fertility),
      newborn: Newborn(
        survival: vital.newborn, boysShare: everywhere(year.boysShare),
        states: [
          (year.newborn.insured, everywhere(year.newbornCoverage)),
          (year.newborn.uninsured, everywhere(1 - year.newbornCoverage)),
        ]),
      halfMigrants: vital.halfTheMigrants.contains { $0 != 0 } ? rows(profile, vital.halfTheMigrants) : nil,
      priorMix: year.priorMix.map(\.values))
    // All states of a cell survive together as the column's own table says, so each column is the scenario one would write by hand.
    relativeMortality = year.survival.relative.map { [$0] } ?? []
  }
}
