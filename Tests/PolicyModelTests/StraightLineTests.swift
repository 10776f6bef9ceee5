import Quantities
import Testing
import _TestSupport

@testable import PolicyModel

/// `between: linear`: years are steps, months are a line.
@Suite struct StraightLineTests {
  private let premium = "resident.premium"

  /// Months from January 2020 on.
  private func months(_ dates: [(year: Int, month: Int, value: Double)]) throws -> [Double] {
    let series = DatedSeries(
      points: dates.map {
        SeriesPoint(from: MonthDate(year: $0.year, month: $0.month - 1), value: .set($0.value), location: Small.place)
      }, isLinear: true, then: .hold, source: "test", confidence: .high, location: Small.place)
    let path = try Small.resolve(Small.baseline([premium: series]))[Small.id(premium)]
    return (0..<96).map { path.value(year: $0 / 12, month: $0 % 12) }
  }

  private func isLine(_ months: [Double], _ from: Int, _ through: Int) -> Bool {
    let slope = (months[through] - months[from]) / Double(through - from)
    return (from...through).allSatisfy { abs(months[$0] - months[from] - slope * Double($0 - from)) < Within.chained }
  }

  @Test func toAMonth() throws {
    let found = try months([(2020, 1, 100), (2023, 7, 410)])
    #expect(found[..<12].allSatisfy { $0 == 100 })
    #expect(isLine(found, 11, 42) && found[12] == 110 && found[41] == 400)
    #expect(found[42...].allSatisfy { $0 == 410 })
  }

  @Test func fromAMonth() throws {
    let found = try months([(2019, 7, 100), (2021, 1, 280), (2023, 1, 300)])
    #expect(found[0] == 160 && isLine(found, 0, 12))
    #expect(found[12..<24].allSatisfy { $0 == 280 })
    #expect(found[24..<36].allSatisfy { $0 == 290 })
    #expect(found[36...].allSatisfy { $0 == 300 })
  }

  @Test func twoDatesWithinAYear() throws {
    let found = try months([(2020, 1, 100), (2021, 3, 130), (2021, 9, 190)])
    #expect(isLine(found, 11, 14) && isLine(found, 14, 20) && found[17] == 160)
    #expect(found[20...].allSatisfy { $0 == 190 })
    let own = try months([(2020, 1, 100), (2020, 7, 160)])
    #expect(isLine(own, 0, 6) && own[3] == 130 && own[6...].allSatisfy { $0 == 160 })
  }

  @Test func datesBeforeTheFirstComputedYear() throws {
    let found = try months([(2015, 4, 0), (2020, 6, 62)])
    #expect(abs(found[0] - 57) < Within.chained && isLine(found, 0, 5) && found[5...].allSatisfy { $0 == 62 })
    let years = try months([(2016, 1, 0), (2022, 1, 60)])
    #expect(years[..<12].allSatisfy { $0 == 40 } && years[12..<24].allSatisfy { $0 == 50 } && years[24] == 60)
  }
}
