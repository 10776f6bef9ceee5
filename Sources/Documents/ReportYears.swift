import PolicyModel
import Quantities
import Studies

/// The years that tables by year show, as indices of the reported ones.
struct ReportYears: Sendable, Equatable {
  /// Years for tables with a row a year.
  let rows: [Int]
  /// Years for tables with a column a year: as many tables as there are entries, of at most nine years each.
  let columns: [[Int]]

  /// The years of all those tables.
  var all: [Int] { columns.flatMap { $0 } }

  /// The most columns of years that fit a page.
  static let widest = 9
  /// How many years after the first change are shown one by one.
  static let closely = 10

  /// - Parameters:
  ///   - chosen: calendar years the user wants; nil for the base year, every year from the first change to ten years on, every
  ///     fifth year after those, and the horizon.
  ///   - firstChange: the calendar year in which the first change of any reform begins; nil where there is none.
  init(_ timeline: Timeline, chosen: [Int]?, firstChange: Int?) {
    let base = timeline.baseYear, last = timeline.reportedCount - 1
    if let chosen {
      rows = Set(chosen.map { $0 - base }).filter { (0...last).contains($0) }.sorted()
      columns = stride(from: 0, to: rows.count, by: Self.widest).map { [rows] in
        Array(rows[$0..<min($0 + Self.widest, rows.count)])
      }
      return
    }
    let first = max(0, (firstChange ?? base) - base)
    rows = (0...last).filter { year in
      year == 0 || year == last || (first...first + Self.closely).contains(year)
        || (year > first + Self.closely && (base + year) % 5 == 0)
    }
    columns = [Self.compact(base, last)]
  }

  /// The years of a run.
  init(_ run: PolicyRun) {
    let reforms = run.definitions.flatMap { $0.reforms + ($0.reacting.map { [$0] } ?? []) }
    let dates = reforms.flatMap(\.changes).flatMap(\.points).map(\.from.year)
    self.init(
      run.result.timeline, chosen: run.request.options.years,
      firstChange: dates.min().map { max($0, run.result.timeline.baseYear) })
  }

  /// At most nine: the base year, those that end in 0 or 5 (0 alone on a long horizon), the horizon, and as many of the first years
  /// as there is room for.
  private static func compact(_ base: Int, _ last: Int) -> [Int] {
    func every(_ step: Int) -> [Int] { (0...last).filter { $0 == 0 || (base + $0) % step == 0 || $0 == last } }
    let chosen = [5, 10, 20, 50].lazy.map(every).first { $0.count <= widest } ?? [0, last]
    let others = (0...last).filter { !chosen.contains($0) }.prefix(widest - chosen.count)
    return (chosen + others).sorted()
  }
}
