import Accounts
import SchemeModel

/// What mechanisms with memory owe, or are owed, at the end of a year: deferred contributions, advances, claims that wait
/// (<doc:Ledgers>).
public struct OwedAmount: Sendable {
  /// The line that counts it.
  public let line: Int
  /// Whether it comes in when it is settled.
  public let isReceivable: Bool
  /// Owed at the end of the year before the base year.
  public let opening: Double
  /// Owed at the end of each reported year.
  public let closing: [Double]

  /// Those of a fund, by index, that are anything in some year, in the order in which they are settled.
  public static func of(_ outcome: Outcome, fund: Int) -> [OwedAmount] {
    let parameters = outcome.result.input.scenarios[outcome.scenario].parameters[outcome.region]
    // What falls due in several years is counted by one line.
    let owed = Dictionary(grouping: outcome.scheme.memory.filter { $0.owed != nil }, by: \.settledBy)
    return owed.sorted { $0.key < $1.key }.compactMap { settledBy, memories in
      let line = outcome.scheme.lines[settledBy]
      guard let counted = memories.first?.owed, line.fund == fund else { return nil }
      return OwedAmount(
        line: counted, isReceivable: line.kind.side != .outflow,
        opening: memories.reduce(0) { $0 + parameters.value($1.opening, 0) },
        closing: (0..<outcome.timeline.reportedCount).map { outcome.amount(line: counted, year: $0) })
    }.filter { ([$0.opening] + $0.closing).contains { $0.magnitude >= Measures.negligible } }
  }
}
