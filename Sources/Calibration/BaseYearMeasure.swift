import PolicyModel
import Results
import SchemeModel

/// What a projection gives for a published figure, in the year of the figure.
public enum BaseYearMeasure {
  /// Money, or a share for an effective rate.
  public static func value(_ target: BaseYearTarget, _ outcome: Outcome) -> Double {
    let year = target.year - outcome.timeline.baseYear
    /// A line from January to the last month of the figure.
    func amount(_ line: Int) -> Double {
      target.lastMonth == 12
        ? outcome.amount(line: line, year: year)
        : outcome.months(line: line, year: year).prefix(target.lastMonth).reduce(0, +)
    }
    func sum(_ kind: LineKind, _ funds: [Int]) -> Double {
      outcome.scheme.account(of: funds).sum(kind, amount)
    }
    switch target.measure {
    case .income(let funds): return sum(.income, funds)
    case .expenditure(let funds): return sum(.expenditure, funds)
    case .lines(let indices): return indices.reduce(0) { $0 + amount($1) }
    case .balance(let funds):
      return funds.reduce(0) { $0 + outcome.balanceAtYearEnd(fund: $1, year: year) }
    case .effectiveRate(let branches): return outcome.effectiveRate(branches: branches, year: year)
    }
  }
}
