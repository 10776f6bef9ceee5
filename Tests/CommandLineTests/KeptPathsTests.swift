import Foundation
import Testing
import _TestSupport

/// Tables of paths hold both sides of every transfer: a fund adds up from them.
@Suite struct KeptPathsTests {
  private static let header = "scenario,region,fund,year,line_or_measure,path,value,kind"

  @Test func everyFundAddsUpOnEveryPath() throws {
    let folder = try CommandLineTests.scratch("paths")
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.appendingPathComponent("out")
    let run = try CommandLineTests.run(
      ["run", "scenarios/shandong", "--output", out.path, "--horizon", "2027", "--baseline-only", "--quiet"]
        + ["--paths", "3", "--keep-paths"])
    #expect(run.status == 0, "\(run.errors)")
    let rows = try String(contentsOf: out.appendingPathComponent("paths.csv"), encoding: .utf8).split(separator: "\n")
    #expect(rows[0] == Self.header)
    let sides: [Substring: Double] = [
      "opening": 1, "income": 1, "transfer-in": 1, "expenditure": -1, "transfer-out": -1, "adjustment": 1,
      "closing": -1,
    ]
    var left: [String: Double] = [:], gross: [String: Double] = [:], closings: [String: Double] = [:]
    for row in rows.dropFirst() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      guard let side = sides[cells[7]], let value = Double(cells[6]), let year = Int(cells[3]) else { continue }
      func key(_ year: Int) -> String { "\(cells[2]) \(year) path \(cells[5])" }
      left[key(year), default: 0] += side * value
      gross[key(year), default: 0] += abs(value)
      guard cells[7] == "closing" else { continue }
      closings[key(year)] = value
      // A year opens with what the one before closed with.
      left[key(year + 1), default: 0] += value
    }
    #expect(closings.count > 3 * 3 * 5)
    for (key, _) in closings {
      let difference = try #require(left[key])
      // A cent of rounding for each of some dozen amounts.
      #expect(Tolerance.published(digits: 0).admits(difference, 0), "\(key) lacks \(difference)")
    }
    // Transfers of a year are given and received.
    let transfers = rows.filter { $0.hasSuffix(",transfer-out") }.count
    #expect(transfers > 0 && rows.filter { $0.hasSuffix(",transfer-in") }.count == transfers)
    let distribution = try String(contentsOf: out.appendingPathComponent("accounts-distribution.csv"), encoding: .utf8)
    for fund in ["resident-pool", "critical-illness"] {
      #expect(distribution.contains(",\(fund),2022,critical-illness-premium,mean,"), "\(fund)")
    }
    try checkCentral(out, distribution)
  }

  /// The central path stands beside every statistic but shares of paths, as the table of accounts has it.
  private func checkCentral(_ out: URL, _ distribution: String) throws {
    let accounts = try String(contentsOf: out.appendingPathComponent("accounts.csv"), encoding: .utf8)
    let lines = accounts.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let columns = try ["fund", "year", "line", "amount_yuan"].map { try #require(lines[0].firstIndex(of: $0[...])) }
    let known = Dictionary(
      lines.dropFirst().map { row in (columns.prefix(3).map { String(row[$0]) }, row[columns[3]]) },
      uniquingKeysWith: { $1 })
    var compared = 0, empty = 0
    for row in distribution.split(separator: "\n").dropFirst() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      guard !cells[5].hasPrefix("probability") else {
        #expect(cells[8].isEmpty)
        empty += 1
        continue
      }
      guard let amount = known[[2, 3, 4].map { String(cells[$0]) }] else { continue }
      #expect(cells[8] == amount, "\(row)")
      compared += 1
    }
    #expect(compared > 1000 && empty > 100)
  }
}
