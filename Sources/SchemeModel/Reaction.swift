import Accounts

/// A rule that answers a path: in a year after one that closes with less than so many months of reserve, a column lives under
/// the values of another scenario of the run (<doc:Reactions>). The two may differ in money, not in how people move.
public struct Reaction: Sendable, Hashable {
  /// The fund that is watched.
  public let fund: Int
  /// Backward months of reserve below which it acts.
  public let months: Double
  /// The scenario whose values hold then.
  public let scenario: Int

  /// A rule that watches a fund.
  ///
  /// - Parameters:
  ///   - fund: an index of ``Scheme/funds``.
  ///   - months: of the expenditure of the year that closes.
  ///   - scenario: an index of ``ProjectionInput/scenarios``.
  public init(fund: Int, months: Double, scenario: Int) {
    self.fund = fund
    self.months = months
    self.scenario = scenario
  }
}

extension Reaction {
  /// Whether it acts in the year after one that ended so; never after a year without cost.
  ///
  /// - Parameters:
  ///   - stock: the closing balance of a fund by index, in the currency.
  ///   - amount: of a line by index, likewise.
  public func acts(scheme: Scheme, stock: (Int) -> Double, amount: (Int) -> Double) -> Bool {
    let cost = scheme.accounts[fund].flows(amount).cost
    return Measures.reserveMonths(stock: stock(fund), cost: cost).map { $0 < months } ?? false
  }
}
