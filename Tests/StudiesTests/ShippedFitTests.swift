import Foundation
import InputFiles
import Studies
import Testing
import _TestSupport

/// The figures that `draws:` of Shandong cites for its fits, from its histories, and its table of the mortality index.
@Suite struct ShippedFitTests {
  static let source = "scenarios/shandong/assumptions.yaml, draws"
  /// The sentences in which drivers cite their fits, with the names of figures where the place has numbers.
  static let cited: [(driver: String, sentence: String)] = [
    ("wage", "persistence {p} (se {p error}), sd {s} (se {s error});"),
    ("drug-prices", "(employee classes, sd {sd}, df {sd df})"),
    ("use", "sd {sd} of national discharges per insured around trend 2012–25, employees (df {sd df}),"),
    ("use", "(fit {p}, se {p error})"),
    ("fertility", "around a quadratic trend {p} (se {p error}), sd {s} (se {s error})"),
    ("interest", "(persistence {p}, se {p error}, sd {s}, se {s error};"),
    ("participation", "persistence {p} (se {p error}), sd {s} (se {s error});"),
  ]

  /// The numbers of a text where a sentence has names in braces; nil where the text has no such sentence.
  static func figures(_ sentence: String, in text: String) -> [(name: String, value: Double, digits: Int)]? {
    let parts = sentence.split(separator: "{", omittingEmptySubsequences: false).map { $0.split(separator: "}") }
    guard let first = parts[0].first, let start = text.range(of: first) else { return nil }
    var rest = text[start.upperBound...]
    var found: [(String, Double, Int)] = []
    for part in parts.dropFirst() {
      let digits = rest.prefix { $0.isNumber || $0 == "." || $0 == "-" }
      rest = rest.dropFirst(digits.count)
      guard part.count == 2, let value = Double(digits), rest.hasPrefix(part[1]) else { return nil }
      rest = rest.dropFirst(part[1].count)
      found.append((String(part[0]), value, digits.split(separator: ".").dropFirst().first?.count ?? 0))
    }
    return found
  }

  /// Every number of the citations is read from the place, and is the fit's to its last digit.
  @Test func driversAsCited() throws {
    let study = try DriverStudy(Places.shandong(), reading: Places.table("driver-history.csv"))
    for (driver, sentence) in Self.cited {
      let row = try #require(study.rows.first { $0.drivers.contains { $0.id == driver } })
      let text = try #require(row.drivers.first { $0.id == driver }).source
      let figures = try #require(Self.figures(sentence, in: text), "\(driver) does not say: \(sentence)")
      let fit = row.fit
      let found = [
        "p": fit.persistence, "p error": fit.persistenceError, "s": fit.innovation, "s error": fit.innovationError,
        "sd": fit.deviation, "sd df": Double(fit.deviationFreedom),
      ]
      let table = PublishedTable(
        figures.map {
          PublishedRow("\(driver) \($0.name)", $0.value, .published(digits: $0.digits), source: Self.source)
        })
      #expect(figures.count >= 2 && table.mismatches(figures.map { found[$0.name] ?? .nan }) == [])
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

  /// What the place says of correlations: which are significant, how large, over how many years, of how many pairs.
  @Test func correlationsAsCited() throws {
    let study = try DriverStudy(Places.shandong(), reading: Places.table("driver-history.csv"))
    let text = try String(contentsOf: Places.root.appendingPathComponent("shandong/assumptions.yaml"), encoding: .utf8)
    let cited = try [
      ("wage", "interest", #require(Self.figures("half the fitted {r} ({years} years, p {p});", in: text))),
      (
        "mortality", "fertility",
        #require(Self.figures("mortality and fertility {r} ({years} years, p {p}), kept at 0", in: text))
      ),
    ]
    let significant = study.pairs.filter(\.isSignificant).map { pair in
      [pair.rows.0, pair.rows.1].map { study.rows[$0].column.name }
    }
    #expect(significant == cited.map { [$0.0, $0.1] } && text.contains("of \(study.pairs.count) pairs one more"))
    for (one, other, figures) in cited {
      let pair = try #require(
        study.pairs.first { [study.rows[$0.rows.0], study.rows[$0.rows.1]].map(\.column.name) == [one, other] })
      let found = [
        "r": pair.correlation.value, "years": Double(pair.correlation.years),
        "p": try #require(pair.correlation.probability),
      ]
      for figure in figures {
        #expect(
          Tolerance.published(digits: figure.digits).admits(found[figure.name] ?? .nan, figure.value),
          "\(one), \(other): \(figure), fitted \(found)")
      }
    }
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
