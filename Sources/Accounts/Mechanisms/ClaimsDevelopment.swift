/// Claims that are paid over K years after they arise (<doc:Ledgers>): of C[t] the share p₁[t] is paid a year later,
/// p₂[t] two years later, and p₀ = 1 − Σ p in the year itself. What is due j years from now, U_j, is the memory:
///
///     U_j[t] = U_{j+1}[t − 1] + p_j[t]·C[t],   posted C[t] − Σ p_j[t]·C[t] + U₁[t − 1],   unpaid U = Σ U_j
///
/// so that what is paid and what unpaid claims grow by is C. This is the run-off triangle of chain-ladder reserving (T. Mack,
/// ASTIN Bulletin 23, 1993, section 1) with a pattern that is set rather than estimated. Columns.
public struct ClaimsDevelopment: Sendable, Hashable {
  /// −p_j·C, j = 1…K: what is not paid in the year.
  public let deferred: [[Double]]
  /// U_j, j = 1…K.
  public let due: [[Double]]
  /// Σ U_j.
  public let unpaid: [Double]
  /// U₁[t − 1], paid this year.
  public let settled: [Double]

  /// One year.
  ///
  /// - Parameters:
  ///   - claims: C.
  ///   - shares: −p_j, j = 1…K.
  ///   - due: U_j[t − 1], as many.
  public init(claims: [Double], shares: [[Double]], due before: [[Double]]) {
    let deferred = shares.map { share in zip(claims, share).map { $0 * $1 } }
    due = deferred.indices.map { year in
      claims.indices.map { column in
        let own = -(0 + deferred[year][column])
        return year + 1 < before.count ? before[year + 1][column] + own : own
      }
    }
    self.deferred = deferred
    unpaid = due.dropFirst().reduce(due.first ?? claims.map { _ in 0 }) { zip($0, $1).map { $0 + $1 } }
    settled = before.first ?? claims.map { _ in 0 }
  }
}
