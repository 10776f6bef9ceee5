/// Which lines of its fund a mechanism sees: those of a lower rank, and at its own rank what other funds pay in.
///
/// Ranks: 0 lines and memory of last year, 1 spending from a balance, 2 settlement of a result, 3 pooling over regions, 4 merger,
/// 5 interest. What a mechanism sees is kept with it, line by line, so that it hangs on no order.
public struct FundView: Sendable {
  /// The rank of what is pooled over regions.
  static let pooling = 3

  private let lines: [FlowLine]
  private let ranks: [Int]

  /// - Parameter ranks: of every line that of the mechanism which posts it, else zero.
  public init(_ lines: [FlowLine], ranks: [Int]) {
    self.lines = lines
    self.ranks = ranks
  }

  /// What a mechanism of some rank sees of a fund.
  ///
  /// - Returns: indices of lines in declared order.
  public func seen(of fund: Int, rank: Int) -> [Int] {
    lines.indices.filter { line in
      guard lines[line].kind(in: fund) != nil else { return false }
      return ranks[line] < rank || (ranks[line] == rank && lines[line].fund != fund)
    }
  }
}
