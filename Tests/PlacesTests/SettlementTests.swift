import _TestSupport
import Accounts
import CSVFiles
@testable import Documents
import Foundation
import ProjectionEngine
import SchemeModel
import Studies
@testable import Tables
import Testing
@testable import TextPages

/// Which way money goes between funds, and under which item of the official budget: settlements of a result that goes either way,
/// cover that is bought, care, and stocks that move.
@Suite struct SettlementTests {
  private static func table(_ place: ShippedPlace, _ table: RunTable) throws -> [[String: String]] {
    final class Bytes { var all: [UInt8] = [] }
    let bytes = Bytes()
    try CSVFile.write(table.table(place.run)) { bytes.all += $0 }
    let lines = String(decoding: bytes.all, as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0), uniquingKeysWith: { $1 }) }
  }

  private struct Side: Hashable {
    let scenario: String
    let line: String
    let year: String
  }

  /// A transfer stands once on each side, out of the fund that pays, and above zero in both.
  @Test(arguments: ["dongtou", "jiangsu", "national"])
  func everyTransferHasTwoSidesAboveZero(_ name: String) throws {
    let rows = try Self.table(ShippedPlace.named(name), .accounts)
    var sides: [Side: (paid: [Double], received: [Double])] = [:]
    for row in rows {
      guard let kind = row["kind"].flatMap(LineKind.init(rawValue:)), kind.opposite != nil,
        let amount = row["amount_yuan"].flatMap(Double.init)
      else { continue }
      #expect(amount >= 0, "\(row)")
      let side = Side(scenario: row["scenario"] ?? "", line: row["line"] ?? "", year: row["year"] ?? "")
      if kind == .transferOut || kind == .stockOut {
        sides[side, default: ([], [])].paid.append(amount)
      } else {
        sides[side, default: ([], [])].received.append(amount)
      }
    }
    #expect(!sides.isEmpty)
    for (side, amounts) in sides {
      #expect(amounts.paid.count == 1 && amounts.paid == amounts.received, "\(side) \(amounts)")
    }
  }

  /// Dongtou settles what lies beyond the insurers' corridor: from 2032 on the fund pays more, before it nothing.
  @Test func aResultSettledTheOtherWayIsCoverBought() throws {
    let place = try ShippedPlace.dongtou.get()
    let accounts = try Self.table(place, .accounts)
    let budget = try Self.table(place, .budget)
    func account(_ fund: String, _ line: String, _ year: Int) throws -> [String: String] {
      try #require(
        accounts.first {
          $0["scenario"] == "baseline" && $0["fund"] == fund && $0["line"] == line && $0["year"] == "\(year)"
        })
    }
    func item(_ fund: String, _ item: String, _ year: Int) -> Double? {
      budget.first {
        $0["scenario"] == "baseline" && $0["fund"] == fund && $0["item"] == item && $0["year"] == "\(year)"
      }.flatMap { $0["amount_yuan"] }.flatMap(Double.init)
    }
    let paying = try #require(
      try (2025...2059).first { try place.amount("baseline", "critical-illness-settled", $0) < -1 })
    for (year, isReversed) in [(2024, false), (paying, true)] {
      let settled = try place.amount("baseline", "critical-illness-settled", year)
      let pool = try account("resident-pool", "critical-illness-settled", year)
      let cover = try account("critical-illness", "critical-illness-settled", year)
      #expect(pool["kind"] == (isReversed ? "transfer-out" : "transfer-in"))
      #expect(cover["kind"] == (isReversed ? "transfer-in" : "transfer-out"))
      #expect(pool["official_item"] == (isReversed ? "critical-illness-purchase" : "other-income"))
      #expect(cover["official_item"] == (isReversed ? "premiums" : "other-expenditure"))
      let premium = try place.amount("baseline", "critical-illness-premium", year)
      let bought = premium + (isReversed ? -settled : 0)
      #expect(
        abs(try #require(item("resident-pool", "critical-illness-purchase", year)) - bought) < 2 * Unseen.sumOfYuan)
      #expect(abs(try #require(item("critical-illness", "premiums", year)) - bought) < 2 * Unseen.sumOfYuan)
      let other = try ["resident-care-transfer", "supplementary-price-from-pool"]
        .reduce(0) { $0 + (try place.amount("baseline", $1, year)) }
      #expect(abs(try #require(item("resident-pool", "other-expenditure", year)) - other) < 2 * Unseen.sumOfYuan)
      // What is received back is no transfer of the form.
      #expect((item("resident-pool", "transfers-in", year) ?? 0) == 0)
      #expect((item("resident-pool", "transfers-out", year) ?? 0) == 0)
    }
  }

  /// A place that gives its thresholds one rule each branch has no warning; one rule changed is named with the other.
  @Test func oneRuleForTheThresholdsOfABranch() throws {
    for place in [ShippedPlace.dongtou, ShippedPlace.jiangsu, ShippedPlace.taiyuan, ShippedPlace.national] {
      #expect(try place.get().run.baseline.thresholdWarnings == [])
    }
    let baseline = try ShippedPlace.taiyuan.get().run.baseline
    let deductible = try #require(baseline.registry["resident.inpatient.deductible"]).id
    var series = baseline.series
    series[deductible.index]?.then = .hold
    let changed = baseline.with(
      place: "changed", series: series, targets: baseline.targets, membershipTargets: baseline.membershipTargets)
    #expect(changed.thresholdWarnings.count == 1)
    for part in [
      "resident.inpatient.deductible held", "resident.inpatient.ceiling in proportion to resident.inpatient.unit-cost",
    ] {
      #expect(changed.thresholdWarnings.first?.en.contains(part) == true, "\(changed.thresholdWarnings)")
    }
  }

  @Test func theReportSaysWhatIsOwedAndWhatDrifts() throws {
    let place = try ShippedPlace.taiyuan.get()
    let text = try TextPage.text(Report.document(place.run))
    let lines = text.split(separator: "\n").map(String.init)
    // A title takes several lines, the numbers stand in the first.
    let owed = try #require(
      lines.first { $0.hasPrefix("  Manual claims, owed at the end of the  ") }?.split(separator: " ").map(String.init))
    let unpaid = try place.amount("baseline", "employee-claims-unpaid", 2021)
    let opening = try place.value("baseline", "employee.claims-lag.opening-unpaid", 2021)
    #expect(owed.contains(DecimalText.string(opening / 1e8, decimals: 2)), "\(owed)")
    #expect(owed.contains(DecimalText.string(unpaid / 1e8, decimals: 2)), "\(owed)")
    let section = try #require(lines.firstIndex { $0.hasPrefix("Benefits whose real value drifts") })
    let start = try #require(
      lines[section...].firstIndex { $0.contains("Personal accounts: Credit of a") && $0.contains("2023") })
    let drift = lines[start..<(start + 4)].joined(separator: " ")
    // 820 yuan from 2023 on, held while wages grow.
    let growth =
      try place.value("baseline", "economy.average-wage", 2060) / place.value("baseline", "economy.average-wage", 2023)
    #expect(
      drift.contains("2023") && drift.contains(DecimalText.string((1 / growth - 1) * 100, decimals: 0) + " %"),
      "\(drift)")
    #expect(drift.contains("held"), "\(drift)")
  }
}
