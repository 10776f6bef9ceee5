import Demography
import Quantities
import _TestSupport

/// Random populations with people enough for their migration.
enum RandomCohorts {
  static func make(ages: Int, width: Double, using random: inout SeededGenerator) throws -> Cohorts {
    let rates = (0..<ages).map { _ in Double.random(in: 0.0005...0.2, using: &random) }
    return Cohorts(
      stock: (0..<ages).map { _ in Double.random(in: 1e3...1e6, using: &random) },
      // At age 0 only the newborn could leave.
      migrants: (0..<ages).map { Double.random(in: ($0 == 0 ? 0 : -300)...2000, using: &random) },
      survival: try LifeTable(rates: rates, width: width).survivalRatios())
  }
}
