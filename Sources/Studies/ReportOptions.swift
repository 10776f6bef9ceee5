import Quantities

/// What the user wants of the words of a run; no number depends on it.
public struct ReportOptions: Sendable, Hashable {
  /// Calendar years of the tables by year; nil leaves the choice to the report.
  public let years: [Int]?
  /// The date of the valuation, as the user gives it; nothing is computed from it.
  public let valuationDate: ValuationDate?

  /// No wish unless said; `years` rise and lie between base year and horizon, see ``years(_:of:)``.
  public init(years: [Int]? = nil, valuationDate: ValuationDate? = nil) {
    self.years = years
    self.valuationDate = valuationDate
  }

  /// Reads `2026..2030,2035,2040`: years and spans of years of a run, in any order.
  ///
  /// - Throws: ``FundcastError`` where that is no list of years, or one lies outside the run.
  public static func years(_ text: String, of timeline: Timeline) throws -> [Int] {
    func fault(_ message: String, _ value: String, _ remedy: String) -> FundcastError {
      FundcastError(.usage, Diagnostic(message, key: "--years", value: value, remedy: remedy))
    }
    func year(_ text: Substring) throws -> Int {
      guard text.utf8.count == 4, text.utf8.allSatisfy({ (48...57).contains($0) }), let year = Int(text) else {
        throw fault("this is no year", String(text), "write years and spans, for example 2026..2030,2035")
      }
      guard (timeline.baseYear...timeline.horizon).contains(year) else {
        throw fault(
          "the year is not projected", String(text), "choose \(timeline.baseYear) to \(timeline.horizon)")
      }
      return year
    }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let years = try parts.flatMap { part -> [Int] in
      guard let dots = part.firstRange(of: "..") else { return [try year(part)] }
      let first = try year(part[..<dots.lowerBound]), last = try year(part[dots.upperBound...])
      guard first <= last else {
        throw fault("the span ends before it begins", String(part), "write \(last)..\(first)")
      }
      return Array(first...last)
    }
    return Set(years).sorted()
  }
}

/// A date of the calendar, `2026-06-30`.
public struct ValuationDate: Sendable, Hashable {
  /// The date as ISO 8601 writes it.
  public let text: String

  /// Reads a date.
  ///
  /// - Throws: ``FundcastError`` where that is no date of the calendar.
  public init(_ text: String) throws {
    guard Self.isDate(text) else {
      throw FundcastError(
        .usage,
        Diagnostic(
          "this is no date", key: "--valuation-date", value: text,
          remedy: "write year, month and day, for example 2026-06-30"))
    }
    self.text = text
  }

  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.joined().utf8.allSatisfy({ (48...57).contains($0) }) else {
      return false
    }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3, (1900...2199).contains(numbers[0]), (1...12).contains(numbers[1]) else { return false }
    let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[numbers[1] - 1]).contains(numbers[2])
  }
}
