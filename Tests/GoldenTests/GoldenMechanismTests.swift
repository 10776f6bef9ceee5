import Foundation
import Quantities
import Results
import Testing
import _TestSupport

/// Goldens of a made-up place: what they show, and that nothing that moves is overlooked.
@Suite struct GoldenMechanismTests {
  /// A fund of a thousand million a year from 2020 to 2060 whose premium a reform raises from 2027 by one in a hundred.
  static func rows(_ change: (inout [GoldenRow]) -> Void = { _ in }) -> [GoldenRow] {
    let money = GoldenUnit(.money)
    func row(_ item: String, _ year: Int, _ unit: GoldenUnit, _ baseline: Double, _ effect: Double) -> GoldenRow {
      GoldenRow(
        key: .init(fund: "pool", item: item, year: year), unit: unit, value: baseline + effect, baseline: baseline)
    }
    var rows = (2020...2060).map { row("premium", $0, money, 1000, $0 < 2027 ? 0 : 10) }
    rows += (2020...2060).map { row("benefits", $0, money, 990, 0) }
    rows += (2020...2060).map { row("reserve-months", $0, GoldenUnit(.months), 6, $0 < 2026 ? 0 : 0.25) }
    rows.append(row("depletion-year", 2060, GoldenUnit(.year), 2051, 3))
    change(&rows)
    return rows
  }

  static func whole(_ change: (inout [GoldenRow]) -> Void = { _ in }) -> GoldenWhole {
    GoldenWhole(rows: rows(change), timeline: Timeline(baseYear: 2020, horizon: 2060), summaries: ["depletion-year"])
  }

  /// The whole of the baseline, which is compared with nothing.
  static func baseline(_ change: (inout [GoldenRow]) -> Void = { _ in }) -> GoldenWhole {
    whole { rows in
      rows = rows.map { GoldenRow(key: $0.key, unit: $0.unit, value: $0.baseline, baseline: nil) }
      change(&rows)
    }
  }

  static func golden(_ whole: GoldenWhole, isBaseline: Bool = false) throws -> Golden {
    let written = Golden(whole, isBaseline: isBaseline, years: whole.shownYears(isBaseline: isBaseline))
    return try Golden(text: written.text, file: "X.expected.csv")
  }

  /// Adds to the value of a row.
  static func add(_ amount: Double, _ item: String, _ year: Int) -> (inout [GoldenRow]) -> Void {
    { rows in
      rows = rows.map { row in
        guard row.key.item == item, row.key.year == year else { return row }
        return GoldenRow(key: row.key, unit: row.unit, value: row.value.map { $0 + amount }, baseline: row.baseline)
      }
    }
  }

  static func drop(_ item: String, _ year: Int) -> (inout [GoldenRow]) -> Void {
    { rows in rows.removeAll { $0.key.item == item && $0.key.year == year } }
  }

  @Test func aReformShowsWhatDiffersFromTheYearMoneyMoves() {
    let text = Golden(Self.whole(), isBaseline: false, years: Self.whole().shownYears(isBaseline: false)).text
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[1] == "# years: 2027 2028 2030 2040 2060")
    #expect(lines[2].hasPrefix("# values of all years: 124 digest "))
    #expect(lines[3] == "fund,item,year,value,baseline,difference,unit")
    #expect(lines[4] == "pool,premium,2027,1010.000,1000.000,10.000,million-yuan")
    let items = lines.dropFirst(4).map { $0.split(separator: ",")[1] }
    #expect(items.prefix(5).allSatisfy { $0 == "premium" })
    #expect(items.dropFirst(5).prefix(5).allSatisfy { $0 == "reserve-months" })
    #expect(items.count == 11)
    #expect(lines.last == "pool,depletion-year,2060,2054,2051,3,year")
  }

  @Test func theBaselineShowsEverythingOfItsYears() {
    let whole = Self.baseline()
    let golden = Golden(whole, isBaseline: true, years: whole.shownYears(isBaseline: true))
    #expect(golden.years == [2020, 2021, 2030, 2040, 2050, 2060])
    #expect(golden.rows.count == 3 * 6 + 1)
    #expect(golden.text.contains("\npool,benefits,2050,990.000,million-yuan\n"))
  }

  @Test func nothingMovesWhereNothingDid() throws {
    #expect(try GoldenMoves(Self.golden(Self.whole()), Self.whole()).isEmpty)
    #expect(try GoldenMoves(Self.golden(Self.baseline(), isBaseline: true), Self.baseline()).isEmpty)
  }

  @Test func aValueThatMovesIsFound() throws {
    let moves = try GoldenMoves(Self.golden(Self.whole()), Self.whole(Self.add(2.5, "premium", 2040)))
    let move = try #require(moves.moves.first)
    #expect(moves.moves.count == 1)
    #expect(
      move.description
        == "pool premium 2040: expected 1010.000 (baseline 1000.000), found 1012.500 (baseline 1000.000), "
        + "difference 2.500 million-yuan")
    #expect(moves.report("X").contains("`make goldens`"))
    let cells = ["1", "+2.500 million-yuan", "pool premium 2040", "+0.2475 %", "pool premium 2040"]
    #expect(Array(moves.cells.prefix(5)) == cells)
    #expect(moves.cells.last?.hasPrefix("+0.00") == true)
  }

  /// The golden of a reform has no row where it moves nothing.
  @Test func aValueThatWasAsInTheBaselineIsFound() throws {
    let moves = try GoldenMoves(Self.golden(Self.whole()), Self.whole(Self.add(-0.002, "benefits", 2030)))
    #expect(
      moves.moves.map(\.description) == [
        "pool benefits 2030: expected 990.000 (baseline 990.000), found 989.998 (baseline 990.000), "
          + "difference -0.002 million-yuan"
      ])
  }

  @Test func aBaselineThatMovesIsFound() throws {
    let moves = try GoldenMoves(
      Self.golden(Self.baseline(), isBaseline: true), Self.baseline(Self.add(1, "benefits", 2021)))
    #expect(
      moves.moves.map(\.description) == [
        "pool benefits 2021: expected 990.000, found 991.000, difference 1.000 million-yuan"
      ])
    let under = Self.whole { rows in
      rows = rows.map { GoldenRow(key: $0.key, unit: $0.unit, value: $0.value, baseline: $0.baseline.map { $0 - 1 }) }
    }
    #expect(try GoldenMoves(Self.golden(Self.whole()), under).moves.contains { $0.key.item == "premium" })
  }

  @Test(arguments: [2026, 2033, 2059]) func aValueOfAYearThatIsNotShownIsFoundByTheDigest(year: Int) throws {
    let golden = try Self.golden(Self.whole())
    let moves = GoldenMoves(golden, Self.whole(Self.add(0.01, "benefits", year)))
    #expect(moves.moves.isEmpty && !moves.isEmpty)
    // A hundred-thousandth of the largest value, times a weight of 1 to 2.
    let digest: Double = moves.digest * 1.01
    #expect(digest > 0.99e-5 && digest < 2.01e-5)
    #expect(moves.unshown.contains { $0.key.year == year && $0.key.item == "benefits" })
    #expect(moves.report("X").contains("WHOLE="))
    // Two that cancel have different weights.
    let cancelling = GoldenMoves(
      golden,
      Self.whole { rows in
        Self.add(1, "benefits", year)(&rows)
        Self.add(-1, "premium", year)(&rows)
      })
    #expect(cancelling.digest != 0)
  }

  @Test func aRowThatVanishesIsFound() throws {
    let shown = try GoldenMoves(Self.golden(Self.whole()), Self.whole(Self.drop("premium", 2028)))
    #expect(
      shown.moves.map(\.description) == [
        "pool premium 2028: expected 1010.000 (baseline 1000.000), found none million-yuan"
      ])
    #expect(shown.count == -1)
    let unshown = try GoldenMoves(Self.golden(Self.whole()), Self.whole(Self.drop("premium", 2029)))
    #expect(unshown.moves.isEmpty && unshown.count == -1 && unshown.digest != 0)
    // One for another: the count stands.
    let renamed = try GoldenMoves(
      Self.golden(Self.baseline(), isBaseline: true),
      Self.baseline { rows in
        rows = rows.map { row in
          guard row.key.item == "benefits", row.key.year == 2033 else { return row }
          return GoldenRow(
            key: .init(fund: "pool", item: "other", year: 2033), unit: row.unit, value: row.value, baseline: nil)
        }
      })
    #expect(renamed.count == 0 && renamed.digest != 0)
  }

  @Test func aRowThatComesIsFound() throws {
    let moves = try GoldenMoves(
      Self.golden(Self.baseline(Self.drop("benefits", 2030)), isBaseline: true), Self.baseline())
    #expect(moves.moves.map(\.description) == ["pool benefits 2030: expected none, found 990.000 million-yuan"])
    #expect(moves.count == 1)
  }

  /// Last bits as BLAS kernels differ, in every value, those on the edge of a rounding included.
  @Test func lastBitsMoveNothing() throws {
    var random = SeededGenerator(seed: 6)
    func edges(_ rows: inout [GoldenRow]) {
      rows = rows.map {
        GoldenRow(key: $0.key, unit: $0.unit, value: $0.value.map { $0 + 0.0005 }, baseline: $0.baseline)
      }
    }
    let moves = try GoldenMoves(
      Self.golden(Self.whole(edges)),
      Self.whole { rows in
        edges(&rows)
        rows = rows.map { row in
          func nudge(_ value: Double?) -> Double? {
            value.map { $0 * (1 + Within.roundoff * Double.random(in: -1...1, using: &random)) }
          }
          return GoldenRow(key: row.key, unit: row.unit, value: nudge(row.value), baseline: nudge(row.baseline))
        }
      })
    #expect(moves.isEmpty)
  }

  @Test func aFileOfAnotherFormIsRefused() throws {
    for text in ["", "fund,year,kind,amount_million_yuan\npool,2020,income,1.000\n"] {
      #expect(throws: FundcastError.self) { try Golden(text: text, file: "X.expected.csv") }
    }
    let text = Golden(Self.whole(), isBaseline: false, years: [2027]).text + "pool,premium,2028,1\n"
    #expect(throws: FundcastError.self) { try Golden(text: text, file: "X.expected.csv") }
  }
}
