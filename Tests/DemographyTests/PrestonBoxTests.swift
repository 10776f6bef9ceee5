import Demography
import Quantities
import Testing
import _TestSupport

/// Preston, Heuveline and Guillot, *Demography* (2001), box 6.2: Sweden, females, 1993 to 1998, ages 0–4 … 85+.
enum PrestonBox {
  static let source = "Preston, Heuveline and Guillot (2001), box 6.2"
  static let stock: [Double] = [
    293395, 248369, 240012, 261346, 285209, 314388, 281290, 286923, 304108, 324946, 247613, 211351, 215140, 221764,
    223506, 183654, 141990, 112424,
  ]
  /// 5Lx with l₀ = 100,000.
  static let personYears: [Double] = [
    497487, 497138, 496901, 496531, 495902, 495168, 494213, 492760, 490447, 486613, 480665, 471786, 457852, 436153,
    402775, 350358, 271512, 291707,
  ]
  static let migrants: [Double] = [
    6840, 4150, 3365, 5270, 9240, 8230, 5470, 3155, 1770, 1115, 1075, 845, 645, 530, 465, 300, 250, 175,
  ]
  static let fertility: [Double] =
    [0, 0, 0, 0.0120, 0.0908, 0.1499, 0.1125, 0.0441, 0.0074, 0.0003] + [Double](repeating: 0, count: 8)
  static let births: [(input: String, expected: Double)] = [
    ("births, mothers 15–19", 15244), ("20–24", 126688), ("25–29", 229354), ("30–34", 170057), ("35–39", 63203),
    ("40–44", 10971), ("45–49", 472),
  ]
  static let ending: [(input: String, expected: Double)] = [
    ("girls 0–4 in 1998", 302392), ("5–9", 298682), ("10–14", 252007), ("15–19", 244150), ("20–24", 268267),
    ("25–29", 293515), ("30–34", 320624), ("35–39", 284767), ("40–44", 288031), ("45–49", 303166),
    ("50–54", 322062), ("55–59", 243989), ("60–64", 205841), ("65–69", 205516), ("70–74", 205270),
    ("75–79", 194771), ("80–84", 142565), ("85+", 131966),
  ]

  static func cohorts() throws -> Cohorts {
    Cohorts(
      stock: stock, migrants: migrants,
      survival: try SurvivalRatios(personYears: personYears, radix: 100_000, width: 5))
  }
}

@Suite struct PrestonBoxTests {
  /// Boys have the survival and migration of girls, as in the check published with the box.
  @Test func everyPublishedNumber() throws {
    let cohorts = try PrestonBox.cohorts()
    let period = try OneStatePeriod(
      male: cohorts, female: cohorts, fertility: PrestonBox.fertility, sexRatioAtBirth: 1.05)
    let births = PublishedTable(PrestonBox.births, .published(digits: 0), source: PrestonBox.source)
    // The births of mothers of one age are those of a period in which no others have any.
    let byMother = try PrestonBox.fertility.indices.map { age in
      try OneStatePeriod(
        male: cohorts, female: cohorts,
        fertility: PrestonBox.fertility.enumerated().map { $0.offset == age ? $0.element : 0 }, sexRatioAtBirth: 1.05
      ).births
    }
    #expect(births.mismatches(Array(byMother[3...9])) == [])
    // No other mothers bear any, and all births have a mother.
    #expect((byMother[..<3] + byMother[10...]).allSatisfy { $0 == 0 })
    #expect(Tolerance.roundoff(gross: period.births).admits(byMother.reduce(0, +), period.births))
    let women = PublishedTable(PrestonBox.ending, .published(digits: 0), source: PrestonBox.source)
    #expect(women.mismatches(period[.female].stock) == [])
    let rest = PublishedTable(
      [("all births", 615_988), ("boys 0–4 in 1998", 317_340)], .published(digits: 0), source: PrestonBox.source)
    #expect(rest.mismatches([period.boys + period.girls, period[.male].stock[0]]) == [])
  }

  @Test func reversedItGivesTheStockOf1993() throws {
    let cohorts = try PrestonBox.cohorts()
    let period = try OneStatePeriod(
      male: cohorts, female: cohorts, fertility: PrestonBox.fertility, sexRatioAtBirth: 1.05)
    let start = try ReverseSurvival.start(
      stock: period[.female].stock, migrants: PrestonBox.migrants, survival: cohorts.survival, sex: .female)
    // Of the last two ages only the sum comes back.
    func known(_ stock: [Double]) -> [Double] { stock.dropLast(2) + [stock.suffix(2).reduce(0, +)] }
    for (actual, expected) in zip(known(start.stock), known(PrestonBox.stock)) {
      #expect(Tolerance.roundoff(gross: expected).admits(actual, expected))
    }
    #expect(Tolerance.roundoff(gross: period.girls).admits(start.births, period.girls))
  }
}
