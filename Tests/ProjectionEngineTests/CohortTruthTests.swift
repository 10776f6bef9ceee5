import Foundation
import Demography
import ProjectionEngine
import Quantities
import SchemeModel
import Testing
import _TestSupport

/// The engine moves people by status; summed over statuses that is the cohort-component step of Demography, which reproduces
/// the published box of Preston, Heuveline and Guillot.
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
        let migrants = parameters.value(common.netMigration, year)
        func cohorts(_ sex: Sex) throws -> CohortComponent.Cohorts {
          let factor = parameters.value(common.mortalityFactor, year)
          let index = parameters.value(common.mortalityIndex, year)
          let rates = zip(region.tables.mortality[year][sex], region.tables.mortalitySensitivity[sex])
            .map { $0 * factor * Foundation.exp($1 * index) }
          let life = try LifeTable(rates: rates, sex: sex)
          return CohortComponent.Cohorts(
            stock: population(sex, year - 1), migrants: region.tables.migrationProfile[sex].map { $0 * migrants },
            survival: try life.survivalRatios())
        }
        let level =
          parameters.value(common.fertilityFactor, year) * (year == 0 ? region.fit.baseYearBirthsFactor : 1)
        let period = try CohortComponent.project(
          male: cohorts(.male), female: cohorts(.female), fertility: region.tables.fertility[year].map { $0 * level },
          sexRatioAtBirth: region.tables.sexRatioAtBirth[year])
        let vital = result.vital(scenario: 0, region: index, year: year)
        let gross = population(.male, year).reduce(1, +) + population(.female, year).reduce(0, +)
        #expect(abs(period.boys + period.girls - vital.births) <= Within.roundoff * gross)
        for sex in Sex.allCases {
          for (own, other) in zip(population(sex, year), period[sex].stock) {
            #expect(abs(own - other) <= Within.roundoff * gross)
          }
        }
      }
    }
  }
}
