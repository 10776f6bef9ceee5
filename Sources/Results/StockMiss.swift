import ProjectionEngine
import Quantities

/// Where the people at the end of the base year are not those of the base table.
public struct StockMiss: Sendable, Hashable {
  /// The sex.
  public let sex: Sex
  /// The age.
  public let age: Int
  /// Persons of the table.
  public let expected: Double
  /// Persons of the projection.
  public let computed: Double

  /// Where the baseline of a region misses its table by half a person or more, the largest first.
  public static func all(_ result: ProjectionResult, region: Int) -> [StockMiss] {
    let table = result.input.regions[region].tables.population.values
    return result.outcome(scenario: 0, region: region).population(year: 0).enumerated().map { cell, computed in
      StockMiss(
        sex: cell < Age.count ? .male : .female, age: cell % Age.count, expected: table[cell], computed: computed)
    }.filter { $0.miss >= 0.5 }.sorted { $0.miss > $1.miss }
  }

  private var miss: Double { abs(computed - expected) }
}
