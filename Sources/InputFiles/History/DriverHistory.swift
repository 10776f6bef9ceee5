import Foundation
import Stochastics
import Quantities
import Shapes

/// The yearly history of the drivers of a place, as `fundcast fit drivers` takes it:
///
/// ```
/// # source: …
/// year,wage,use,fertility
/// fit,linear,log quadratic step-2023,log quadratic
/// 2018,0.0833,0.1411,1.55
/// 2019,0.0751,left-out,1.50
/// ```
/// A column is a driver, or several joined by `+` that share the series. The row `fit` says what is taken off: `none`,
/// `constant`, `linear` or `quadratic`, after `log` of the logarithms, with `step-YEAR` a step from that year on. Every year
/// has a row. A cell is a number, empty before the first and after the last observed year, or `left-out`.
public struct DriverHistory: Sendable {
  /// One column.
  public struct Column: Sendable {
    /// Its name, as the header has it.
    public let name: String
    /// The drivers it stands for.
    public let drivers: [String]
    /// The words of the row `fit`.
    public let fit: String
    /// The observations, logarithms where these are fitted.
    public let series: DriverSeries
  }

  /// The file as the user named it.
  public let file: String
  /// The lines above the header.
  public let sourceHeader: [String]
  /// The columns, in order.
  public let columns: [Column]
  /// The line of the header.
  public let headerLine: Int
  /// The line of the row `fit`.
  public let fitLine: Int

  /// Reads a file, and reports everything that is wrong with it.
  ///
  /// - Parameter known: the drivers of the place.
  public init(reading path: String, known: [String]) throws {
    let collector = DiagnosticCollector(file: path)
    let table = try CSVTable(TextFile(reading: path), collector: collector)
    // What seems to be missing may stand in a row at fault.
    if !table.isWhole { try collector.throwIfAny() }
    let reader = DriverHistoryReader(table: table, collector: collector)
    file = table.file
    sourceHeader = table.sourceHeader
    headerLine = table.headerLine
    fitLine = table.rowLines[0]
    columns = try reader.columns(known: known)
  }
}

private struct DriverHistoryReader {
  let table: CSVTable
  let collector: DiagnosticCollector

  static let trends = ["none": nil, "constant": 0, "linear": 1, "quadratic": 2] as [String: Int?]
  static let leftOut = "left-out"
  /// Squares of these still sum up.
  static let numbers = -1e15...1e15

  func columns(known: [String]) throws -> [DriverHistory.Column] {
    guard table.columns[0] == "year", table.columns.count > 1 else {
      collector.report(
        "the header is `year` and the names of drivers", line: table.headerLine,
        value: table.columns.joined(separator: ","),
        remedy: "write for example year,\(known.prefix(2).joined(separator: ","))")
      throw FundcastError(.data, collector.diagnostics)
    }
    guard table.text(row: 0, column: 0) == "fit" else {
      collector.report(
        "the row `fit` is missing, which says what is taken off each series", line: table.rowLines[0], key: "year",
        value: table.text(row: 0, column: 0),
        remedy: "write fit,linear,… below the header: none, constant, linear or quadratic, with log or step-YEAR")
      throw FundcastError(.data, collector.diagnostics)
    }
    guard table.rowCount > 1 else {
      collector.report("no year follows the row `fit`", line: table.rowLines[0], remedy: "add a row for each year")
      throw FundcastError(.data, collector.diagnostics)
    }
    let first = firstYear()
    checkNames(known)
    let columns = table.columns.indices.dropFirst().map { column(at: $0, first: first ?? 0) }
    try collector.throwIfAny()
    return columns.compactMap { $0 }
  }

  /// The first year; reports years that are none, are missing or stand in another order.
  private func firstYear() -> Int? {
    let years = (1..<table.rowCount).map {
      table.integer(row: $0, column: 0, in: 1800...2200, collector: collector)
    }
    for (row, (before, year)) in zip(years, years.dropFirst()).enumerated() {
      guard let before, let year, year != before + 1 else { continue }
      let line = table.rowLines[row + 2]
      if year > before + 1 {
        let gap = year == before + 2 ? "\(before + 1) is" : "\(before + 1) to \(year - 1) are"
        collector.report(
          "\(gap) missing", line: line, key: "year", value: "\(year)",
          remedy: "add a row for every year, with \(Self.leftOut) where a series has no value")
      } else {
        collector.report(
          "years follow each other, each once", line: line, key: "year", value: "\(year)",
          remedy: "put \(before + 1) here")
      }
    }
    return years[0]
  }

  private func checkNames(_ known: [String]) {
    var seen: Set<String> = []
    for column in table.columns.dropFirst() {
      checkNames(column.split(separator: "+", omittingEmptySubsequences: false).map(String.init), column, known, &seen)
    }
  }

  private func checkNames(_ names: [String], _ column: String, _ known: [String], _ seen: inout Set<String>) {
    guard !names.contains("") else {
      collector.report(
        "a driver is named on both sides of a +", line: table.headerLine, key: "header", value: column,
        remedy: "write for example \(known.prefix(2).joined(separator: "+"))")
      return
    }
    for name in names {
      if !known.contains(name) {
        collector.report(
          "the place has no such driver", line: table.headerLine, key: "header", value: name,
          remedy: Suggestion.nearest(to: name, in: known).map { "did you mean \($0)?" }
            ?? "its drivers: \(known.joined(separator: ", "))")
      } else if !seen.insert(name).inserted {
        collector.report(
          "the driver stands in two columns", line: table.headerLine, key: "header", value: name,
          remedy: "keep one of them")
      }
    }
  }

  private func column(at place: Int, first: Int) -> DriverHistory.Column? {
    let name = table.columns[place], fit = table.text(row: 0, column: place)
    let trend = trend(fit, key: name)
    let isLog = fit.hasPrefix("log ")
    let cells = (1..<table.rowCount).map { table.text(row: $0, column: place) }
    let observed = cells.indices.filter { !cells[$0].isEmpty && cells[$0] != Self.leftOut }
    guard let start = observed.first, let end = observed.last else {
      collector.report(
        "the series has no value", line: table.headerLine, key: name, remedy: "add its years, or delete the column")
      return nil
    }
    var values = [Double?](repeating: nil, count: cells.count)
    for place in observed {
      let line = table.rowLines[place + 1]
      guard
        let value = collector.number(Array(cells[place].utf8)[...], line: line, key: name, in: Self.numbers)
      else { continue }
      if isLog, value <= 0 {
        collector.report(
          "only levels above zero have a logarithm", line: line, key: name, value: cells[place],
          remedy: "check the value, or fit the series without log")
        continue
      }
      values[place] = isLog ? log(value) : value
    }
    for hole in start..<end where cells[hole].isEmpty {
      collector.report(
        "the series has a hole in \(first + hole)", line: table.rowLines[hole + 1], key: name,
        remedy: "give the value, or write \(Self.leftOut)")
    }
    guard let trend else { return nil }
    return DriverHistory.Column(
      name: name, drivers: name.split(separator: "+").map(String.init), fit: fit,
      series: DriverSeries(firstYear: first, values: values, trend: trend))
  }

  private func trend(_ text: String, key: String) -> DriverTrend? {
    var words = text.split(separator: " ").map(String.init)
    if words.first == "log" { words.removeFirst() }
    let steps = words.dropFirst().map { $0.hasPrefix("step-") ? Int($0.dropFirst(5)) : nil }
    guard let degree = words.first.flatMap({ Self.trends[$0] }), !steps.contains(nil) else {
      collector.report(
        "this is no trend", line: table.rowLines[0], key: key, value: text.isEmpty ? nil : text,
        remedy: "write none, constant, linear or quadratic, with log before it and step-2023 after it where they apply")
      return nil
    }
    return DriverTrend(degree: degree, steps: steps.compactMap { $0 })
  }
}
