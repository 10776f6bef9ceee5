import Foundation
import Demography
import ProjectionEngine
import Quantities
import SchemeModel
import Testing
import _TestSupport

/// The engine moves people by status; summed over statuses that is a cohort-component projection by plain loops.
@Suite struct CohortTruthTests {
  @Test(arguments: 0..<12) func populationIsTheCohortComponentProjection(seed: Int) throws {
    let input = RandomScheme.input(seed: UInt64(seed))
    let result = try Projection.run(input)
    let common = input.scheme.common
    for (index, region) in input.regions.enumerated() {
      let parameters = input.scenarios[0].parameters[index]
      func population(_ sex: Sex, _ year: Int) -> [Double] {
        let persons = result.persons(scenario: 0, region: index, year: year)
        let width = input.scheme.statuses.count
        return (0..<Age.count).map { age in
          (0..<width).reduce(0) { $0 + persons[Age.cell(sex, age) * width + $1] }
        }
      }
      for year in 0..<input.timeline.count {
        let plain = try step(region, parameters, common, year: year) { population($0, year - 1) }
        let vital = result.vital(scenario: 0, region: index, year: year)
        let gross = population(.male, year).reduce(1, +) + population(.female, year).reduce(0, +)
        let roundoff = Tolerance.roundoff(gross: gross)
        #expect(roundoff.admits(plain.births, vital.births))
        for sex in Sex.allCases {
          for (own, other) in zip(population(sex, year), plain.stock[sex.rawValue]) {
            #expect(roundoff.admits(own, other))
          }
        }
      }
    }
  }

  /// A year of one region without statuses, by the formulas of <doc:Population>.
  private func step(
    _ region: Region, _ parameters: ParameterSet, _ common: CommonParameters, year: Int,
    before: (Sex) -> [Double]
  ) throws -> (stock: [[Double]], births: Double) {
    let factor = parameters.value(common.mortalityFactor, year), level = parameters.value(common.mortalityIndex, year)
    let total = parameters.value(common.netMigration, year)
    var newborn: [Double] = []
    var after = try Sex.allCases.map { sex -> [Double] in
      let rates = zip(region.tables.mortality[year][sex], region.tables.mortalitySensitivity[sex])
        .map { $0 * factor * Foundation.exp($1 * level) }
      let life = try LifeTable(rates: rates, sex: sex).survivalRatios()
      newborn.append(life.birth)
      let half = region.tables.migrationProfile[sex].map { $0 * total / 2 }
      let joined = zip(before(sex), half).map { $0 + $1 }
      var stock = [0.0] + (0..<(Age.open - 1)).map { joined[$0] * life.ratios[$0] }
      stock.append((joined[Age.open - 1] + joined[Age.open]) * life.ratios[Age.open - 1])
      return zip(stock, half).map { $0 + $1 }
    }
    let fertility = region.tables.fertility[year].map {
      $0 * parameters.value(common.fertilityFactor, year) * (year == 0 ? region.fit.baseYearBirthsFactor : 1)
    }
    let half = region.tables.migrationProfile[.female].map { $0 * total / 2 }
    let women = before(.female), later = after[Sex.female.rawValue]
    var births = 0.0
    for age in 0..<Age.count { births += fertility[age] * 0.5 * (women[age] + half[age] + later[age]) }
    let ratio = region.tables.sexRatioAtBirth[year]
    let boys = (year == 0 ? region.fit.baseYearBoysShare : nil) ?? ratio / (1 + ratio)
    for sex in Sex.allCases {
      after[sex.rawValue][0] += births * (sex == .male ? boys : 1 - boys) * newborn[sex.rawValue]
    }
    return (after, births)
  }
}
