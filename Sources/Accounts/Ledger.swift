/// Rules of an account, as pure functions.
public enum Ledger {
  /// Interest of a year: i · (opening + τ · current + moved), zero on a negative sum unless `onNegative`
  /// (<doc:Ledgers>).
  ///
  /// τ = 0 reproduces the ledger published in BMC Public Health 2021, doi 10.1186/s12889-021-11367-7, table 2.
  ///
  /// - Parameters:
  ///   - rate: i, a year.
  ///   - timing: τ, the part of the year the current balance earns interest, 0…1.
  ///   - opening: stock at the end of last year.
  ///   - current: what runs over the year before interest.
  ///   - moved: Σ (12 − m)/12 · what is moved in month m (advances, deferrals, settlements, mergers).
  ///   - onNegative: whether debts bear interest.
  public static func interest(
    rate: Double, timing: Double, opening: Double, current: Double, moved: Double, onNegative: Bool
  ) -> Double {
    let base = opening + timing * current + moved
    return base >= 0 || onNegative ? rate * base : 0
  }
}
