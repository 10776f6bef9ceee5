import Quantities
import SchemeModel
import Testing
import _TestSupport

/// People at the end of the base year: those of the table, by sex at every age.
@Suite struct BaseYearStockTests {
  @Test(arguments: ["national", "dongtou", "jiangsu", "taiyuan"]) func peopleAreMetBySexAtEveryAge(name: String) throws
  {
    let place = try ShippedPlace.named(name)
    let persons = place.result.persons(scenario: 0, region: 0, year: 0),
      table = place.result.input.regions[0].tables.population
    let statuses = place.result.scheme.statuses.count
    for (sex, age) in ShippedPlace.cells {
      let start = Age.cell(sex, age) * statuses
      let computed = persons[start..<(start + statuses)].reduce(0, +)
      #expect(isClose(computed, table[sex, age], Within.solved), "\(sex) \(age): \(computed) for \(table[sex, age])")
    }
  }
}
