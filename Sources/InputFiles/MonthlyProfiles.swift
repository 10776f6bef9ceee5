import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// When in the year the lines of a place run: `line,month,share`, twelve shares that sum to one for every line named. Lines
/// that are not named keep the months of the scheme.
enum MonthlyProfiles {
  /// Reads the table.
  ///
  /// - Returns: the shares of the months by line.
  static func read(_ file: TextFile, scheme: Scheme) throws -> (record: InputRecord, months: [Int: [Double]]) {
    let collector = DiagnosticCollector(file: file.name)
    let table = try CSVTable(file, collector: collector)
    let wanted = ["line", "month", "share"]
    guard table.columns == wanted else {
      collector.report(
        "the columns must be \(wanted.joined(separator: ","))", line: table.headerLine,
        value: table.columns.joined(separator: ","), remedy: "write that header")
      throw FundcastError(.data, collector.diagnostics)
    }
    var shares: [Int: [Double?]] = [:]
    for row in 0..<table.rowCount {
      let name = table.text(row: row, column: 0)
      guard let line = scheme.lines.firstIndex(where: { $0.id == name }) else {
        collector.report(
          "the scheme has no such line", line: table.rowLines[row], key: "line", value: name,
          remedy: Suggestion.remedy(for: name, in: scheme.lines.map(\.id)))
        continue
      }
      guard !scheme.lines[line].source.movesStock else {
        collector.report(
          "a stock moves in the months in which its share rises, not by a profile", line: table.rowLines[row],
          key: "line", value: name, remedy: "leave its rows out; date its share by month instead")
        continue
      }
      guard let month = table.integer(row: row, column: 1, in: 1...12, collector: collector),
        let share = table.number(row: row, column: 2, in: 0...1, collector: collector)
      else { continue }
      if shares[line, default: [Double?](repeating: nil, count: 12)][month - 1] != nil {
        collector.report(
          "the month stands twice", line: table.rowLines[row], key: name, value: "\(month)",
          remedy: "keep one of the two")
      }
      shares[line, default: [Double?](repeating: nil, count: 12)][month - 1] = share
    }
    var months: [Int: [Double]] = [:]
    for (line, given) in shares.sorted(by: { $0.key < $1.key }) {
      let whole = given.compactMap { $0 }
      guard whole.count == 12, abs(whole.reduce(0, +) - 1) < 1e-9 else {
        collector.report(
          "a line needs twelve shares that sum to 1", key: scheme.lines[line].id,
          value: "\(whole.count) shares, sum \(whole.reduce(0, +))", remedy: "write twelve that do")
        continue
      }
      months[line] = whole
    }
    try collector.throwIfAny()
    return (table.record, months)
  }
}
