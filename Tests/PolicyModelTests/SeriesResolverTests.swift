import Quantities
import SchemeModel
import Testing
import _TestSupport

@testable import PolicyModel

@Suite struct SeriesResolverTests {
  private let premium = "resident.premium"

  private func change(_ values: [(Int, DatedValue)], then: ThenRule? = nil, overrides: Bool = false) throws
    -> LeverChange
  {
    LeverChange(
      lever: try Small.id(premium),
      points: values.map { SeriesPoint(from: MonthDate(year: $0.0), value: $0.1, location: Small.place) }, then: then,
      overrides: overrides, location: Small.place)
  }

  @Test func valuesHoldUntilTheNextDateAndAfterTheLast() throws {
    let baseline = try Small.baseline([premium: Small.series([(2020, 280), (2022, 350)])])
    #expect(try Small.annual(baseline, premium) == [280, 280, 350, 350, 350, 350, 350, 350])
  }

  @Test func growthStepIndexAndSumRunFromTheLastDate() throws {
    func last(_ then: ThenRule) throws -> [Double] {
      Array(
        try Small.annual(Small.baseline([premium: Small.series([(2020, 280), (2021, 320)], then: then)]), premium)[
          1...3])
    }
    #expect(try last(.grow(0.5)) == [320, 480, 720])
    #expect(try last(.step(30)) == [320, 350, 380])
    // Wage 110 in 2020, +10 % in 2021, +5 % from 2022.
    let indexed = try last(.index(Small.id("economy.average-wage")))
    #expect(abs(indexed[1] - 320 * 1.05) < Within.chained && abs(indexed[2] - 320 * 1.05 * 1.05) < Within.chained)
    let summed = try last(.sum([Small.id("resident.subsidy"), Small.id("resident.subsidy")]))
    #expect(summed == [320, 1100, 1100])
  }

  @Test func straightLinesBetweenYears() throws {
    let baseline = try Small.baseline([premium: Small.series([(2020, 100), (2024, 300)], linear: true)])
    #expect(try Small.annual(baseline, premium) == [100, 150, 200, 250, 300, 300, 300, 300])
  }

  @Test func lastYearsValueIsDerived() throws {
    let wages = try Small.annual(Small.baseline([:]), "economy.average-wage-last-year")
    #expect(wages[0] == 100 && wages[1] == 110)
    #expect(abs(wages[2] - 121) < Within.chained)
  }

  @Test func aChangeLeavesTheYearsBeforeItExactlyAsTheyWere() throws {
    let wage = try Small.id("economy.average-wage")
    let baseline = try Small.baseline([premium: Small.series([(2020, 280), (2021, 320)], then: .index(wage))])
    let before = try Small.annual(baseline, premium)
    let after = try Small.annual(baseline, premium, [try change([(2024, .set(1000))])])
    #expect(after[0..<4] == before[0..<4])
    #expect(after[4] == 1000)
    // From the change on, the index counts from there.
    #expect(abs(after[5] - 1050) < Within.chained)
  }

  @Test func anAdditionCarriesTheLaterDatesAlong() throws {
    let baseline = try Small.baseline([premium: Small.series([(2020, 280), (2021, 320), (2023, 380)])])
    let after = try Small.annual(baseline, premium, [try change([(2022, .add(10))])])
    #expect(after == [280, 320, 330, 390, 390, 390, 390, 390])
    let scaled = try Small.annual(baseline, premium, [try change([(2022, .multiply(2))])])
    #expect(scaled == [280, 320, 640, 760, 760, 760, 760, 760])
  }

  @Test func aPlainValueReplacesTheLaterDates() throws {
    let baseline = try Small.baseline([premium: Small.series([(2020, 280), (2021, 320), (2023, 380)])])
    #expect(
      try Small.annual(baseline, premium, [try change([(2022, .set(300))])]) == [
        280, 320, 300, 300, 300, 300, 300, 300,
      ])
  }

  @Test func monthsActOnMonths() throws {
    let cut = "cut.cut"
    let series = DatedSeries(
      points: [
        SeriesPoint(from: MonthDate(year: 2020), value: .set(0), location: Small.place),
        SeriesPoint(
          from: MonthDate(year: 2020, month: 1), through: MonthDate(year: 2020, month: 5), value: .set(0.5),
          location: Small.place),
      ], then: .hold, source: "test", confidence: .high, location: Small.place)
    let path = try Small.resolve(Small.baseline([cut: series]))[Small.id(cut)]
    #expect(abs(path.annual[0] - 0.5 * 5 / 12) < Within.rounding)
    #expect(path.annual[1] == 0)
    #expect((0..<12).map { path.value(year: 0, month: $0) } == [0, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0, 0, 0])
  }

  @Test func reformsStackInOrderAndRefuseToMeet() throws {
    let baseline = try Small.baseline([:])
    let first = Small.reform([try change([(2022, .set(400))])], id: "first")
    let later = Small.reform([try change([(2023, .add(50))])], id: "later")
    #expect(try Small.resolve(baseline, [first, later])[Small.id(premium)].annual[2...4] == [400, 450, 450])
    #expect(throws: FundcastError.self) { try Small.resolve(baseline, [first, first]) }
    let override = Small.reform([try change([(2022, .set(1))], overrides: true)], id: "override")
    #expect(try Small.resolve(baseline, [first, override])[Small.id(premium)].annual[2] == 1)
  }

  @Test func circlesGapsAndRangesAreRefused() throws {
    let wage = try Small.id("economy.average-wage"), own = try Small.id(premium)
    func message(_ given: [String: DatedSeries]) -> String {
      do {
        _ = try Small.resolve(Small.baseline(given))
        return "no error"
      } catch { return "\(error)" }
    }
    let circle = message([
      premium: Small.series([(2020, 1)], then: .index(wage)),
      "economy.average-wage": Small.series([(2019, 1), (2020, 1)], then: .index(own)),
    ])
    #expect(circle.contains("run in a circle: economy.average-wage → resident.premium → economy.average-wage"))
    #expect(message([premium: Small.series([(2022, 1)])]).contains("no value in 2020"))
    #expect(
      message([premium: Small.series([(2020, 1)], then: .step(-1))]).contains(
        "the value of 2022 lies outside 0.0…1000000.0"))
  }

  @Test func aChangeThatWouldDoNothingIsRefused() throws {
    let baseline = try Small.baseline([:])
    func message(_ changes: LeverChange...) -> String {
      do {
        _ = try Small.resolve(baseline, [Small.reform(changes)])
        return "no error"
      } catch { return "\(error)" }
    }
    #expect(
      message(try change([(2019, .set(250)), (2022, .set(300))]))
        == "baseline.yaml:7: resident.premium: the change is dated before the base year 2020, where nothing can be changed any more (found \"2019\"); date it 2020 or later, or leave it out"
    )
    #expect(
      message(try change([(2027, .set(400)), (2030, .set(500))]))
        == "baseline.yaml:7: resident.premium: the change begins after the horizon 2026, so it would do nothing (found \"2027\"); raise --horizon to 2027 or later, or leave it out"
    )
    #expect(message(try change([(2026, .set(400)), (2030, .set(500))])) == "no error")
    #expect(message(try change([(2020, .set(400))])) == "no error")
    func months(_ from: (Int, Int), _ through: (Int, Int)) throws -> LeverChange {
      LeverChange(
        lever: try Small.id(premium),
        points: [
          SeriesPoint(
            from: MonthDate(year: from.0, month: from.1), through: MonthDate(year: through.0, month: through.1),
            value: .multiply(0.5), location: Small.place)
        ], location: Small.place)
    }
    #expect(try message(months((2019, 1), (2019, 5))).contains("before the base year 2020"))
    #expect(try message(months((2019, 10), (2020, 5))).contains("(found \"2019-11..2020-06\"); date it 2020 or later"))
    #expect(try message(months((2027, 0), (2027, 5))).contains("(found \"2027-01..2027-06\"); raise --horizon to 2027"))
    #expect(try message(months((2020, 1), (2020, 5))) == "no error")
  }

  @Test func aRuleThatWouldNeverBeginIsRefused() throws {
    func message(_ points: [(Int, Double)], constant: Bool = false) throws -> String {
      let series =
        constant
        ? DatedSeries(
          points: [SeriesPoint(from: .always, value: .set(280), location: Small.place)], then: .hold, source: "test",
          confidence: .high, location: Small.place)
        : Small.series(points)
      do {
        _ = try Small.resolve(Small.baseline([premium: series]), [Small.reform([try change([], then: .step(1))])])
        return "no error"
      } catch { return "\(error)" }
    }
    #expect(try message([(2020, 280), (2025, 300)]) == "no error")
    #expect(
      try message([(2020, 280), (2026, 300)])
        == "baseline.yaml:7: resident.premium: the rule would begin after the horizon 2026, so it would do nothing (found \"2026\"); raise --horizon above 2026, or leave it out"
    )
    #expect(
      try message([], constant: true)
        == "baseline.yaml:7: resident.premium: the lever has no dates, so no rule follows the last of them; give dated values too, for example { values: { 2021: … }, then: … }"
    )
  }

  @Test func anIndexThatIsZeroIsRefused() throws {
    let growth = try Small.id("economy.wage-growth")
    let baseline = try Small.baseline([
      premium: Small.series([(2021, 1), (2022, 2)], then: .index(growth)),
      "economy.wage-growth": Small.series([(2019, 0)]),
    ])
    do {
      _ = try Small.resolve(baseline)
      Issue.record("no error")
    } catch {
      #expect(
        "\(error)".contains(
          "baseline.yaml:7: resident.premium: the rule after the last date divides by economy.wage-growth, which is 0 in 2022"
        ))
    }
  }

  @Test func everyRuleKindIsUsableAndNamedOnce() {
    let ids = RuleKind.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for kind in RuleKind.all {
      #expect(!kind.summary.isEmpty && !kind.parameters.isEmpty)
      for spec in kind.parameters {
        #expect(!spec.title.en.isEmpty && !spec.title.zh.isEmpty, "\(kind.id).\(spec.name)")
        if let value = spec.defaultValue { #expect(spec.range.contains(value), "\(kind.id).\(spec.name)") }
      }
    }
  }
}

/// Stacks, spans and rules that would lose something without a word.
@Suite struct ChangeTests {
  private let premium = "resident.premium"

  private func change(_ points: [SeriesPoint], then: ThenRule? = nil) throws -> LeverChange {
    LeverChange(lever: try Small.id(premium), points: points, then: then, location: Small.place)
  }

  private func point(_ year: Int, _ value: DatedValue) -> SeriesPoint {
    SeriesPoint(from: MonthDate(year: year), value: value, location: Small.place)
  }

  private func span(_ year: Int, _ months: ClosedRange<Int>, _ value: DatedValue) -> SeriesPoint {
    SeriesPoint(
      from: MonthDate(year: year, month: months.lowerBound - 1),
      through: MonthDate(year: year, month: months.upperBound - 1), value: value, location: Small.place)
  }

  private func stack(_ changes: [LeverChange]) throws -> [Double] {
    let reforms = changes.enumerated().map { Small.reform([$1], id: "r\($0)") }
    return try Small.resolve(Small.baseline([:]), reforms)[Small.id(premium)].annual
  }

  @Test func aPlainValueBeforeAnEarlierReformsDateIsRefused() throws {
    let late = try change([point(2024, .set(600))]), early = try change([point(2023, .set(500))])
    #expect(try stack([early, late])[3...4] == [500, 600])
    #expect(throws: FundcastError.self) { try stack([late, early]) }
    #expect(try stack([late, try change([point(2023, .add(10))])])[3...5] == [330, 610, 610])
  }

  @Test func overlappingSpansAndTwoRulesAreRefused() throws {
    let first = try change([span(2023, 1...6, .set(1))]), second = try change([span(2023, 3...9, .set(2))])
    #expect(throws: FundcastError.self) { try stack([first, second]) }
    #expect(try stack([first, try change([span(2023, 7...9, .set(2))])]).count == 8)
    let rule = try change([], then: .step(1))
    #expect(throws: FundcastError.self) { try stack([rule, rule]) }
    #expect(throws: FundcastError.self) { try stack([first, try change([point(2022, .set(3))])]) }
  }

  @Test func anAdditionMovesSingleMonthsToo() throws {
    let values = try stack([try change([span(2023, 1...6, .set(500))]), try change([point(2022, .add(12))])])
    #expect(values[1...4] == [320, 332, (500 + 332) / 2 + 6, 332])
  }

  @Test func openingBalancesHaveNoLaterDate() throws {
    #expect(
      RuleKind.named("fund")?.parameters.filter(\.isReadOnce).map(\.name) == [
        "opening-balance", "last-year-expenditure",
      ])
  }
}
