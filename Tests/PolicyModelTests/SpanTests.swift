import Quantities
import SchemeModel
import Testing
import _TestSupport

@testable import PolicyModel

/// Changes by spans: they act in their months and nowhere else, whatever rule runs after the last date.
@Suite struct SpanTests {
  private static let premium = "resident.premium"
  private static let months = 8 * 12

  private static func rules() throws -> [ThenRule] {
    let wage = try Small.id("economy.average-wage"), subsidy = try Small.id("resident.subsidy")
    return [
      .hold, .grow(0.05), .growBy(try Small.id("economy.wage-growth")), .step(30), .index(wage),
      .sum([subsidy, subsidy]), .multiple(0.5, of: subsidy),
    ]
  }

  /// The premium dated 2020 and 2021, then on a rule; the subsidy grows.
  private static func baseline(_ rule: ThenRule, _ dates: [(Int, Double)] = [(2020, 280), (2021, 320)]) throws
    -> Baseline
  {
    try Small.baseline([
      premium: Small.series(dates, then: rule),
      "resident.subsidy": Small.series([(2019, 500), (2020, 550)], then: .grow(0.1)),
    ])
  }

  private static func plain(_ year: Int, _ value: DatedValue) -> SeriesPoint {
    SeriesPoint(from: MonthDate(year: year), value: value, location: Small.place)
  }

  private static func span(_ from: (Int, Int), _ through: (Int, Int), _ value: DatedValue) -> SeriesPoint {
    SeriesPoint(
      from: MonthDate(year: from.0, month: from.1 - 1), through: MonthDate(year: through.0, month: through.1 - 1),
      value: value, location: Small.place)
  }

  private static func change(_ points: [SeriesPoint], then: ThenRule? = nil, overrides: Bool = false) throws
    -> LeverChange
  {
    LeverChange(
      lever: try Small.id(premium), points: points, then: then, overrides: overrides, location: Small.place,
      thenLocation: then.map { _ in SourceLocation(file: "baseline.yaml", line: 9) })
  }

  private static func values(_ baseline: Baseline, _ stack: [LeverChange], _ path: String = premium) throws -> [Double]
  {
    let reforms = stack.enumerated().map { Small.reform([$1], id: "r\($0)") }
    let found = try Small.resolve(baseline, reforms)[Small.id(path)]
    return (0..<months).map { found.value(year: $0 / 12, month: $0 % 12) }
  }

  @Test func aSpanReturnsToWhatWouldHaveBeen() throws {
    for rule in try Self.rules() {
      let baseline = try Self.baseline(rule), before = try Self.values(baseline, [])
      for (span, acts) in [
        (Self.span((2023, 1), (2024, 12), .set(500)), 36..<60),
        (Self.span((2023, 3), (2023, 7), .add(10)), 38..<43),
        (Self.span((2020, 2), (2021, 11), .multiply(0.5)), 1..<23),
        (Self.span((2026, 1), (2026, 12), .set(1)), 72..<84),
      ] {
        let after = try Self.values(baseline, [try Self.change([span])])
        for month in 0..<Self.months {
          let wanted = span.value.isRelative ? span.value.applied(to: before[month]) : 0
          let expected = !acts.contains(month) ? before[month] : span.value.isRelative ? wanted : after[month]
          #expect(after[month] == expected, "\(rule) \(span.dates) \(month)")
          #expect(acts.contains(month) == (after[month] != before[month]), "\(rule) \(span.dates) \(month)")
        }
      }
    }
  }

  @Test func aRuleBesideSpansAloneIsRefused() throws {
    for rule in try Self.rules() {
      let alone = try Self.change([Self.span((2023, 1), (2024, 12), .set(500))], then: rule)
      let lasting = try Self.change([Self.plain(2022, .set(1))])
      for stack in [[alone], [lasting, alone]] {
        let error = #expect(throws: FundcastError.self) { try Self.values(try Self.baseline(.hold), stack) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.hasPrefix("baseline.yaml:9: resident.premium: a rule after the last date needs a date that lasts"))
        #expect(text.contains("(found \"then: "))
        #expect(text.hasSuffix("leave `then` out, or give a plain date too, for example { 2023: … }"))
      }
    }
  }

  /// `then` runs from the last plain date; spans before, over and after it stand in their months alone.
  @Test func plainDatesAndSpansTogether() throws {
    for own in try Self.rules() {
      let baseline = try Self.baseline(.step(7))
      let dates = [Self.plain(2022, .set(400)), Self.plain(2024, .set(420))]
      let without = try Self.values(baseline, [try Self.change(dates, then: own)])
      for span in [
        Self.span((2021, 5), (2021, 9), .set(5)), Self.span((2023, 7), (2024, 12), .set(5)),
        Self.span((2024, 12), (2024, 12), .set(5)), Self.span((2025, 4), (2026, 6), .set(5)),
      ] {
        let with = try Self.values(baseline, [try Self.change(dates + [span], then: own)])
        let acts = (span.from.ordinal - 2020 * 12)...((span.through ?? span.from).ordinal - 2020 * 12)
        for month in 0..<Self.months {
          #expect(with[month] == (acts.contains(month) ? 5 : without[month]), "\(own) \(span.dates) \(month)")
        }
      }
    }
  }

  /// A span of an earlier reform, or of the baseline, in the last dated year is no anchor for a later reform's rule.
  @Test func aSpanIsNoAnchorForALaterReform() throws {
    for rule in try Self.rules() {
      let baseline = try Self.baseline(rule)
      let span = try Self.change([Self.span((2023, 1), (2023, 12), .set(900))])
      for later in [
        try Self.change([Self.plain(2023, .add(10))], overrides: true),
        try Self.change([Self.plain(2022, .multiply(1.5))]), try Self.change([], then: .grow(0.1)),
      ] {
        let stacked = try Self.values(baseline, [span, later]), alone = try Self.values(baseline, [later])
        #expect(Array(stacked[48...]) == Array(alone[48...]), "\(rule)")
        #expect(Array(stacked[..<36]) == Array(alone[..<36]), "\(rule)")
      }
    }
  }

  /// A reform changes nothing before its first date, and by spans alone nothing outside them, of no lever.
  @Test func nothingMovesBeforeTheFirstDate() throws {
    var random = SeededGenerator(seed: 2027)
    let rules = try Self.rules(), paths = Small.registry.levers
    var tried = 0
    for _ in 0..<400 {
      let baseline = try Self.baseline(
        rules.randomElement(using: &random) ?? .hold,
        [[(2020, 280), (2021, 320)], [(2019, 250), (2023, 400)], [(2018, 280)]].randomElement(using: &random) ?? [])
      func value() -> DatedValue {
        let number = Double.random(in: 1...900, using: &random)
        return [.set(number), .add(number), .multiply(number / 400)].randomElement(using: &random) ?? .set(number)
      }
      func change() throws -> LeverChange {
        let years = (2020...2026).shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)).sorted()
        let points = years.map { year -> SeriesPoint in
          if Bool.random(using: &random) {
            return SeriesPoint(
              from: MonthDate(year: year, month: Int.random(in: 0...11, using: &random)), value: value(),
              location: Small.place)
          }
          let first = Int.random(in: 1...6, using: &random)
          return Self.span((year, first), (year, first + Int.random(in: 0...6, using: &random)), value())
        }
        let lasts = points.contains { $0.through == nil }
        return try Self.change(
          points, then: lasts && Bool.random(using: &random) ? rules.randomElement(using: &random) : nil,
          overrides: true)
      }
      let below = try (0..<Int.random(in: 0...2, using: &random)).map { _ in try change() }, added = try change()
      let first = try #require(added.points.map(\.from).min()).ordinal - 2020 * 12
      let reforms = (below + [added]).enumerated().map { Small.reform([$1], id: "r\($0)") }
      guard let before = try? Small.resolve(baseline, Array(reforms.dropLast())),
        let after = try? Small.resolve(baseline, reforms)
      else { continue }
      tried += 1
      let spans = added.points.allSatisfy { $0.through != nil }
      for lever in paths {
        for month in 0..<Self.months {
          let same =
            before[lever.id].value(year: month / 12, month: month % 12)
            == after[lever.id].value(year: month / 12, month: month % 12)
          let inSpan = added.points.contains {
            ($0.from.ordinal...($0.through ?? $0.from).ordinal).contains(month + 2020 * 12)
          }
          if month < first || (spans && lever.path == Self.premium && !inSpan) {
            #expect(same, "\(lever.path) \(month) \(added.points)")
          }
        }
      }
    }
    #expect(tried > 150)
  }
}
