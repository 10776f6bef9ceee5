import Foundation
import ProjectionEngine
import SchemeModel
import Studies
import Testing
import _TestSupport

/// Expected results beside every shipped reform: sums by fund, year and kind, in million yuan. BLAS kernels differ in the
/// last bits, so they are compared to one unit of the last printed digit. `make goldens` writes them anew.
@Suite struct GoldenTests {
  struct Row {
    let fund: String, year: Int, kind: String, value: Double
  }

  static func rows(_ run: PolicyRun, scenario: Int) -> [Row] {
    let result = run.result
    var rows: [Row] = []
    for (fund, declared) in result.scheme.funds.enumerated() {
      for year in 0..<result.timeline.reportedCount {
        func sum(_ kind: LineKind) -> Double {
          result.scheme.lines.indices.reduce(0) { total, index in
            let line = result.scheme.lines[index]
            let own = line.fund == fund && line.kind == kind
            let received = line.counterpart == fund && kind == .transferIn
            return own || received
              ? total + result.amount(scenario: scenario, region: 0, line: index, year: year) : total
          }
        }
        let calendar = result.timeline.baseYear + year
        func add(_ kind: String, _ value: Double) {
          rows.append(Row(fund: declared.id, year: calendar, kind: kind, value: value / 1e6))
        }
        add("income", sum(.income))
        add("transfer-in", sum(.transferIn))
        add("expenditure", sum(.expenditure))
        add("transfer-out", sum(.transferOut))
        add("closing", result.balanceAtYearEnd(scenario: scenario, region: 0, fund: fund, year: year))
      }
    }
    return rows
  }

  static func text(_ rows: [Row]) -> String {
    "fund,year,kind,amount_million_yuan\n"
      + rows.map { "\($0.fund),\($0.year),\($0.kind),\(Self.millions($0.value))\n" }.joined()
  }

  /// Three decimals; what rounds to nothing has no sign.
  private static func millions(_ value: Double) -> String {
    String(format: "%.3f", value.magnitude < 5e-4 ? 0 : value)
  }

  @Test func everyReformHasItsExpectedResult() throws {
    let run = try Shandong.run.get()
    #expect(run.definitions.count == 11)
    try compare(run, "reforms")
  }

  @Test func everyLeverReformHasItsExpectedResult() throws {
    let run = try Shandong.leverRun.get()
    #expect(run.definitions.count > 20)
    try compare(run, "reforms/levers")
  }

  private func compare(_ run: PolicyRun, _ place: String) throws {
    let folder = URL(fileURLWithPath: Shandong.folder).appendingPathComponent(place)
    for (scenario, definition) in run.definitions.enumerated().dropFirst() {
      let file = folder.appendingPathComponent(definition.id + ".expected.csv")
      let actual = Self.rows(run, scenario: scenario)
      if ProcessInfo.processInfo.environment["FUNDCAST_WRITE_GOLDENS"] == "1" {
        try Self.text(actual).write(to: file, atomically: true, encoding: .utf8)
        continue
      }
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
      #expect(lines.count == actual.count, "\(definition.id)")
      for (line, row) in zip(lines, actual) {
        let parts = line.split(separator: ",").map(String.init)
        try #require(parts.count == 4)
        #expect(parts[0] == row.fund && parts[1] == "\(row.year)" && parts[2] == row.kind, "\(definition.id): \(line)")
        let expected = try #require(Double(parts[3]))
        #expect(abs(expected - row.value) < Unseen.lastGoldenDigit, "\(definition.id): \(line), got \(row.value)")
      }
    }
  }
}
