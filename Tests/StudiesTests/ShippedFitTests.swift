import Foundation
import InputFiles
import Studies
import Testing
import _TestSupport

/// The figures that `draws:` of Shandong cites for its fits, from its histories, and its table of the mortality index.
@Suite struct ShippedFitTests {
  static let source = "scenarios/shandong/assumptions.yaml, draws"
  /// Driver, persistence and its error, deviation and its error, where the place cites them. Of two it cites 0.84 and 0.70: these
  /// were rounded twice, from the three digits that stand here.
  static let cited: [(driver: String, figures: [(name: String, value: Double, digits: Int)])] = [
    ("wage", [("p", 0.40, 2), ("p error", 0.19, 2), ("s", 0.0194, 4), ("s error", 0.003, 3)]),
    ("drug-prices", [("sd", 0.0165, 4), ("sd df", 8, 0)]),
    ("use", [("sd", 0.028, 3), ("sd df", 9, 0), ("p", 0.1, 1), ("p error", 0.4, 1)]),
    ("fertility", [("p", 0.835, 3), ("p error", 0.10, 2), ("s", 0.055, 3), ("s error", 0.008, 3)]),
    ("interest", [("p", 0.695, 3), ("p error", 0.16, 2), ("s", 0.0058, 4), ("s error", 0.0008, 4)]),
    ("participation", [("p", 0.55, 2), ("p error", 0.27, 2), ("s", 0.21, 2), ("s error", 0.05, 2)]),
  ]

  @Test func driversAsCited() throws {
    let study = try DriverStudy(Places.shandong(), reading: Places.table("driver-history.csv"))
    for (driver, figures) in Self.cited {
      let row = try #require(study.rows.first { $0.drivers.contains { $0.id == driver } })
      let fit = row.fit
      let found = [
        "p": fit.persistence, "p error": fit.persistenceError, "s": fit.innovation, "s error": fit.innovationError,
        "sd": fit.deviation, "sd df": Double(fit.deviationFreedom),
      ]
      let table = PublishedTable(
        figures.map {
          PublishedRow("\(driver) \($0.name)", $0.value, .published(digits: $0.digits), source: Self.source)
        })
      #expect(table.mismatches(figures.map { found[$0.name] ?? .nan }) == [])
    }
  }

  /// To the digits that the derivation printed before the program took the fits over.
  @Test func driversAsDerivedByNumPy() throws {
    let study = try DriverStudy(Places.shandong(), reading: Places.table("driver-history.csv"))
    let derived: [(name: String, figures: [Double], freedom: Int)] = [
      ("wage", [0.396, 0.194, 0.01939, 0.00299], 21), ("drug-prices", [-0.855, 0.532, 0.01656, 0.00585], 4),
      ("use", [0.111, 0.359, 0.02594, 0.00749], 6), ("mortality", [-0.336, 0.153, 1.86254, 0.21365], 38),
      ("fertility", [0.835, 0.101, 0.05516, 0.00751], 27), ("participation", [0.545, 0.267, 0.21144, 0.04728], 10),
      ("interest", [0.695, 0.161, 0.00581, 0.00084], 24),
    ]
    for (name, figures, freedom) in derived {
      let row = try #require(study.rows.first { $0.drivers.contains { $0.id == name } }), fit = row.fit
      let table = PublishedTable(
        zip(figures, [3, 3, 5, 5]).map { PublishedRow(name, $0, .published(digits: $1), source: "derivation") })
      let found = [fit.persistence, fit.persistenceError, fit.innovation, fit.innovationError]
      #expect(table.mismatches(found) == [] && fit.degreesOfFreedom == freedom)
    }
  }

  /// "half the fitted 0.50 (24 years, p 0.012)".
  @Test func wagesAndInterestTogether() throws {
    let study = try DriverStudy(Places.shandong(), reading: Places.table("driver-history.csv"))
    let pair = try #require(
      study.pairs.first { [study.rows[$0.rows.0], study.rows[$0.rows.1]].map(\.column.name) == ["wage", "interest"] })
    #expect(Tolerance.published(digits: 2).admits(pair.correlation.value, 0.50) && pair.correlation.years == 24)
    #expect(Tolerance.published(digits: 3).admits(pair.correlation.probability, 0.012) && pair.isSignificant)
  }

  /// "sd of 80 in 2060" of the mortality index, 35 drawn years on.
  @Test func impliedDeviation() throws {
    let study = try DriverStudy(Places.shandong(), reading: Places.table("driver-history.csv"))
    let driver = try #require(study.place.baseline.draws?.drivers.first { $0.id == "mortality" })
    let implied = study.implied(driver, after: [1, 35])
    #expect(
      Tolerance.published(digits: 4).admits(implied[0], 3) && Tolerance.published(digits: 4).admits(implied[1], 80.4719)
    )
  }

  /// The table of the place holds the response that its history gives, every digit; the walk is the one cited (sd 3.0 in
  /// 1979–2023) and the one derived by NumPy.
  @Test func mortalityIndex() throws {
    let study = try MortalityStudy(Places.shandong(), reading: Places.table("mortality-history.csv"))
    let held = try #require(study.held)
    #expect(held.map { Int(($0 * 1e8).rounded()) } == study.printedBeta)
    #expect(study.printedBeta.reduce(0, +) == 100_000_000)
    #expect(Tolerance.published(digits: 1).admits(100 * study.model.explained, 96.9))
    let walks = try [study.walk, #require(study.walk(through: 2019))]
    let rows =
      [("drift", -4.247), ("its error", 0.442), ("sd", 2.964), ("its error", 0.316)]
      + [("drift to 2019", -4.847), ("its error", 0.301), ("sd", 1.927), ("its error", 0.215)]
    let table = PublishedTable(rows, .published(digits: 3), source: "derivation")
    #expect(table.mismatches(walks.flatMap { [$0.drift, $0.driftError, $0.deviation, $0.deviationError] }) == [])
    #expect(walks.map(\.degreesOfFreedom) == [44, 40])
    let index = [1978, 2000, 2019, 2023].map { study.index[$0 - 1978] }
    let published = PublishedTable(
      [("1978", 91.2), ("2000", -20.6), ("2019", -107.5), ("2023", -99.9)], .published(digits: 1), source: "derivation")
    #expect(published.mismatches(index) == [])
    #expect(study.walk(through: 1979) == nil && study.walk(through: 2024) == nil)
  }
}
