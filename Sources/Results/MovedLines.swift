import SchemeModel

/// Lines that a reform moves in a fund whose balance it does not: what comes in meets what goes out.
public struct MovedLines: Sendable {
  /// The lines that move by what shows, the largest first, with their change by reported year.
  public let lines: [(line: Int, changes: [Double])]

  /// The first reported year in which one of them moves by a unit of money; nil where none does.
  public var first: Int? {
    let years = lines.first?.changes.indices ?? 0..<0
    return years.first { year in lines.contains { $0.changes[year].magnitude >= 1 } }
  }

  /// - Parameter visible: the smallest change that shows.
  public init(_ outcome: Outcome, fund: Int, visible: Double) {
    let baseline = outcome.baseline
    let sizes = outcome.scheme.accounts[fund].entries.map { entry in
      let changes = (0..<outcome.timeline.reportedCount).map {
        outcome.amount(line: entry.index, year: $0) - baseline.amount(line: entry.index, year: $0)
      }
      return (line: entry.index, changes: changes, largest: changes.map(\.magnitude).max() ?? 0)
    }
    // What comes in is what goes out but for rounding: such lines stand in declared order.
    var rank = 0, last = Double.infinity
    let ranked = sizes.filter { $0.largest >= visible }.sorted { $0.largest > $1.largest }.map { entry in
      if entry.largest < last * (1 - 1e-9) { rank += 1 }
      last = entry.largest
      return (rank: rank, entry: entry)
    }
    lines = ranked.sorted { ($0.rank, $0.entry.line) < ($1.rank, $1.entry.line) }
      .map { ($0.entry.line, $0.entry.changes) }
  }
}
