import Quantities
import Testing

@testable import PolicyModel

/// Holes, heaps and ends of tables by age.
@Suite struct AgeProfileTests {
  private let name = LocalizedText(en: "population.csv, male", zh: "population.csv男性")

  /// Cohorts from 700,000 on that shrink to a few at 100, with a famine at 60 and a boom after it.
  private var smooth: [Double] {
    (0...100).map { age in
      let cohort = 700_000 * (1 - Double(age) / 101)
      return [60, 61].contains(age) ? cohort * 0.55 : [57, 58].contains(age) ? cohort * 1.5 : cohort
    }
  }

  private func warnings(_ change: (inout [Double]) -> Void, smallest: Double = 100) -> [String] {
    var values = smooth
    change(&values)
    let profile = AgeProfile(name: name, values: values, smallest: smallest)
    return (profile.warnings + [PopulationEnd(profile: profile).warning].compactMap { $0 }).map(\.en)
  }

  @Test func cohortsOfHistoryAreNone() {
    #expect(warnings { _ in }.isEmpty)
    #expect(warnings({ $0 = $0.map { $0 / 100_000 } }).isEmpty)
  }

  @Test func holes() {
    #expect(
      warnings { $0[40] = 0 } == ["population.csv, male, age 40: 0, between 429703 and 415842: a cell left empty?"])
    #expect(warnings { for age in 40...44 { $0[age] = 0 } }.first?.contains("age 40: 0 to 44, between") == true)
  }

  @Test func heapsAndDips() {
    #expect(warnings { $0[40] *= 10 }.first?.contains("a heap at one age") == true)
    #expect(warnings { $0[40] /= 10 }.first?.contains("a digit too few?") == true)
    #expect(warnings { $0[40] *= 1.8 }.isEmpty)
  }

  @Test func tablesThatEndEarly() {
    let cut = warnings { values in
      values[85] = values[85...].reduce(0, +)
      for age in 86...100 { values[age] = 0 }
    }
    #expect(cut.count == 1 && cut[0].contains("and nobody older: a table that ends at 85+?"), "\(cut)")
    #expect(warnings { $0[100] = 400_000 }.first?.contains("does the open age hold younger people too?") == true)
    // A small place has nobody of a hundred.
    #expect(
      warnings { values in
        values = values.map { ($0 / 30_000).rounded(.down) }
      }.isEmpty)
  }
}
