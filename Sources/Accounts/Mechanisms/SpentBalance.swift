/// Spending from what a balance holds and takes in (personal accounts, <doc:Ledgers>): V = O + inflow, of which each
/// purpose takes a share σ_j. While Σ σ ≤ 1, no more is spent than is there. Columns.
public enum SpentBalance {
  /// V by column: `opening` is O, the others are the inflow.
  public static func available(opening: [Double], income: [Double], transfersIn: [Double]) -> [Double] {
    opening.indices.map { opening[$0] + income[$0] + transfersIn[$0] }
  }
}
