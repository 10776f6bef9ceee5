import Demography
import Quantities
import _TestSupport

/// One sex at the start of a period, and what happens to it.
struct Cohorts {
  var stock: [Double]
  var migrants: [Double]
  var survival: SurvivalRatios
}

/// The engine's own step of one period on people of one state, for what is published about such people.
struct OneStatePeriod {
  /// By sex and age.
  let stock: [[Double]]
  let deaths: [[Double]]
  let births: Double
  let boysShare: Double

  subscript(sex: Sex) -> (stock: [Double], deaths: [Double]) { (stock[sex.rawValue], deaths[sex.rawValue]) }
  var boys: Double { births * boysShare }
  var girls: Double { births * (1 - boysShare) }

  /// - Parameter fertility: births per woman and year of the period, by age.
  init(male: Cohorts, female: Cohorts, fertility: [Double], sexRatioAtBirth: Double) throws {
    let ages = male.stock.count, layout = CohortLayout(ages: ages, states: 1), both = [male, female]
    var people = CohortPeople(opening: male.stock + female.stock, layout, columns: 1)
    func rows(_ values: [Double]) -> [Double] {
      values.flatMap { [$0] + [Double](repeating: 0, count: people.width - 1) }
    }
    boysShare = sexRatioAtBirth / (1 + sexRatioAtBirth)
    try people.step(
      CohortYear(
        transitions: [[Double](repeating: 1, count: layout.cells)],
        // Of the last two ages together one ratio is given.
        survival: rows(both.flatMap { $0.survival.ratios + $0.survival.ratios.suffix(1) }),
        fertility: rows(fertility.map { $0 * female.survival.width }),
        newborn: CohortYear.Newborn(
          survival: rows(both.map(\.survival.birth)), boysShare: rows([boysShare]), states: [(0, rows([1]))]),
        halfMigrants: rows(both.flatMap { $0.migrants.map { $0 / 2 } }),
        priorMix: [[Double](repeating: 1, count: layout.cells)]))
    func bySex(_ values: [Double]) -> [[Double]] {
      let column = stride(from: 0, to: values.count, by: people.width).map { values[$0] }
      return [Array(column[..<ages]), Array(column[ages...])]
    }
    stock = bySex(people.now)
    deaths = bySex(people.died)
    births = people.births[0]
  }

  /// One sex alone, without births.
  static func survive(_ cohorts: Cohorts) throws -> (stock: [Double], deaths: [Double]) {
    let nobody = Cohorts(
      stock: cohorts.stock.map { _ in 0 }, migrants: cohorts.stock.map { _ in 0 }, survival: cohorts.survival)
    return try OneStatePeriod(
      male: nobody, female: cohorts, fertility: cohorts.stock.map { _ in 0 }, sexRatioAtBirth: 1)[.female]
  }
}
