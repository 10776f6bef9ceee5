import Foundation
import Quantities

/// The expected result of the baseline of a place (`baseline.expected.csv`: every value of some years) or of a reform
/// (`X.expected.csv`: what differs from the baseline in some years), with one digest of the values of all years.
struct Golden {
  /// Of a digest in print; see ``GoldenWhole/digest``.
  static let digestDecimals = 7

  let isBaseline: Bool
  let years: [Int]
  let rows: [GoldenRow]
  /// How many values the scenario has in all years.
  let count: Int
  let digest: Double

  init(_ whole: GoldenWhole, isBaseline: Bool, years: [Int]) {
    self.isBaseline = isBaseline
    self.years = years
    rows = whole.rows.filter { years.contains($0.key.year) && $0.shows }
    count = whole.count
    digest = whole.digest
  }

  var text: String {
    let subject =
      isBaseline
      ? "# The baseline: every line, closing balance and measure of these years."
      : "# What the reform moves against the baseline in these years."
    let head = [
      subject + " Written by `make goldens`.", Self.yearsHead + years.map(String.init).joined(separator: " "),
      Self.wholeHead + "\(count) \(Self.digestHead) " + String(format: "%.\(Self.digestDecimals)f", digest),
      "fund,item,year,value,\(isBaseline ? "" : "baseline,difference,")unit",
    ]
    return (head + rows.map(line)).joined(separator: "\n") + "\n"
  }

  private func line(_ row: GoldenRow) -> String {
    let values = isBaseline ? [row.value] : [row.value, row.baseline, row.difference]
    let cells = ["\(row.key.fund)", row.key.item, "\(row.key.year)"] + values.map(row.unit.text) + [row.unit.name]
    return cells.joined(separator: ",")
  }

  private static let yearsHead = "# years: ", wholeHead = "# values of all years: ", digestHead = "digest"

  /// What a file says. Baseline and difference are as printed, so that value less baseline may miss the difference by a digit.
  init(text: String, file: String) throws {
    func fault(_ what: String, line: Int? = nil) -> FundcastError {
      FundcastError(.data, Diagnostic(what, file: file, line: line, remedy: "write it anew: make goldens"))
    }
    var years: [Int] = [], whole: [Substring] = [], rows: [GoldenRow] = [], columns = 0
    for (index, line) in text.split(separator: "\n").enumerated() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if line.hasPrefix(Self.yearsHead) {
        years = line.dropFirst(Self.yearsHead.count).split(separator: " ").compactMap { Int($0) }
      } else if line.hasPrefix(Self.wholeHead) {
        whole = line.dropFirst(Self.wholeHead.count).split(separator: " ")
      } else if line.hasPrefix("fund,item,year,") {
        columns = cells.count
      } else if !line.hasPrefix("#") {
        guard cells.count == columns, columns >= 5, let year = Int(cells[2]),
          let unit = GoldenUnit(named: cells.last ?? "")
        else { throw fault("a row of another form", line: index + 1) }
        let key = GoldenRow.Key(fund: cells[0], item: cells[1], year: year)
        rows.append(
          GoldenRow(key: key, unit: unit, value: Double(cells[3]), baseline: columns > 5 ? Double(cells[4]) : nil))
      }
    }
    guard whole.count == 3, let count = Int(whole[0]), let digest = Double(whole[2]), !years.isEmpty, columns > 0
    else { throw fault("no golden of this form") }
    (self.years, self.rows, self.count, self.digest, isBaseline) = (years, rows, count, digest, columns == 5)
  }
}
