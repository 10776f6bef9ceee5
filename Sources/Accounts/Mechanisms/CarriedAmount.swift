/// An amount that is put off until next year, as deferred contributions and advances to hospitals are (<doc:Ledgers>):
///
///     D[t] = A[t]·s[t],   posted −D[t] + (1 − d[t])·D[t − 1],   lost d[t]·D[t − 1]
///
/// so that over years all that is posted and lost comes to D[b − 1] − D[T]. Columns.
public struct CarriedAmount: Sendable, Hashable {
  /// D[t], due at the end of the year.
  public let receivable: [Double]
  /// What of D[t − 1] is paid.
  public let settled: [Double]
  /// What of D[t − 1] is never paid: it was missing already when it was put off.
  public let lost: [Double]

  /// One year.
  ///
  /// - Parameters:
  ///   - granted: −A·s of one or more lines: what they post.
  ///   - owed: D[t − 1].
  ///   - kept: 1 − d, the part of it that is paid.
  public init(granted: [[Double]], owed: [Double], kept: [Double]) {
    receivable = owed.indices.map { column in -granted.reduce(0) { $0 + $1[column] } }
    settled = zip(owed, kept).map { $0 * $1 }
    lost = zip(owed, settled).map { $0 - $1 }
  }
}
