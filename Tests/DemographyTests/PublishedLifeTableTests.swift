import Demography
import Glibc
import Testing
import _TestSupport

/// A table of the Society of Actuaries given by Makeham's law, force of mortality A + B·c^x, and its life-contingency
/// values at a rate of interest, on ``LifeTable``'s l and q.
private struct MakehamTable {
  let table: LifeTable
  let interest: Double

  /// Ages 20…119 and 120+. Nobody to speak of reaches 120.
  init(a: Double, b: Double, c: Double, radix: Double, interest: Double) throws {
    let q = (20..<120).map { x in -expm1(-a - b * pow(c, Double(x)) * (c - 1) / log(c)) }
    table = try LifeTable(deathProbabilities: q, openRate: a + b * pow(c, 120), firstAge: 20, radix: radix)
    self.interest = interest
  }

  func lives(_ x: Int) -> Double { table.survivors[x - 20] }
  func mortality(_ x: Int) -> Double { table.deathProbabilities[x - 20] }

  /// nEx.
  func endowment(_ x: Int, _ years: Int) -> Double { pow(1 + interest, -Double(years)) * lives(x + years) / lives(x) }

  /// A life annuity-due of 1 a year for at most `years`.
  func annuityDue(_ x: Int, years: Int = 200) -> Double {
    (x..<min(x + years, 121)).reduce(0) { $0 + endowment(x, $1 - x) }
  }

  /// Whole-life insurance of 1 at the end of the year of death; `force` 2 for the second moment.
  func insurance(_ x: Int, force: Double = 1) -> Double {
    (x...120).reduce(0) { sum, y in
      sum + pow(1 + interest, -force * Double(y - x + 1)) * lives(y) * mortality(y) / lives(x)
    }
  }
}

@Suite struct PublishedLifeTableTests {
  @Test(arguments: [
    (20, [100000.0, 0.000250, 19.9664, 0.04922, 0.00580, 8.0991, 0.61224, 0.37440]),
    (40, [99338.3, 0.000527, 18.4578, 0.12106, 0.02347, 8.0863, 0.60920, 0.36663]),
    (60, [96634.1, 0.003398, 14.9041, 0.29028, 0.10834, 7.9555, 0.57864, 0.29508]),
    (80, [75657.2, 0.032658, 8.5484, 0.59293, 0.38134, 6.7885, 0.33952, 0.03113]),
    (100, [6248.2, 0.289584, 2.7156, 0.87068, 0.76427, 2.7137, 0.00136, 0.00000]),
  ])
  func standardUltimate(age: Int, expected: [Double]) throws {
    let t = try MakehamTable(a: 0.00022, b: 2.7e-6, c: 1.124, radix: 100_000, interest: 0.05)
    let names = ["l", "q", "ä", "A", "²A", "ä:10", "10E", "20E"]
    let digits = [1, 6, 4, 5, 5, 4, 5, 5]
    let table = PublishedTable(
      names.indices.map {
        PublishedRow(
          "\(names[$0]) at \(age)", expected[$0], .published(digits: digits[$0]),
          source: "SOA Standard Ultimate Life Table, 5 %")
      })
    let actual = [
      t.lives(age), t.mortality(age), t.annuityDue(age), t.insurance(age), t.insurance(age, force: 2),
      t.annuityDue(age, years: 10), t.endowment(age, 10), t.endowment(age, 20),
    ]
    #expect(table.mismatches(actual) == [])
  }

  @Test func wholeLifePremium() throws {
    let t = try MakehamTable(a: 0.00022, b: 2.7e-6, c: 1.124, radix: 100_000, interest: 0.05)
    let row = PublishedRow(
      "net premium at 40 for 100,000", 655.87, .published(digits: 2), source: "SOA Standard Ultimate Life Table, 5 %")
    #expect(row.mismatch(100_000 * t.insurance(40) / t.annuityDue(40)) == nil)
  }

  @Test(arguments: [
    (20, [9617802.0, 1.03, 16.5133, 65.28, 14.30, 743.16, 551.64, 301.93]),
    (40, [9313166.0, 2.78, 14.8166, 161.32, 48.63, 735.29, 536.67, 274.14]),
    (65, [7533964.0, 21.32, 9.8969, 439.80, 236.03, 656.23, 399.94, 97.60]),
  ])
  func illustrative(age: Int, expected: [Double]) throws {
    let t = try MakehamTable(a: 0.0007, b: 0.00005, c: pow(10, 0.04), radix: 9_617_802, interest: 0.06)
    let names = ["l", "1000q", "ä", "1000A", "1000 ²A", "1000 5E", "1000 10E", "1000 20E"]
    let digits = [0, 2, 4, 2, 2, 2, 2, 2]
    let table = PublishedTable(
      names.indices.map {
        PublishedRow(
          "\(names[$0]) at \(age)", expected[$0], .published(digits: digits[$0]),
          source: "SOA Illustrative Life Table, 6 %")
      })
    let actual = [
      t.lives(age), 1000 * t.mortality(age), t.annuityDue(age), 1000 * t.insurance(age),
      1000 * t.insurance(age, force: 2), 1000 * t.endowment(age, 5), 1000 * t.endowment(age, 10),
      1000 * t.endowment(age, 20),
    ]
    #expect(table.mismatches(actual) == [])
  }
}
