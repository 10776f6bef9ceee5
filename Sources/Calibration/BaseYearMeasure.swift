import PolicyModel
import ProjectionEngine
import SchemeModel

/// What a projection gives for a published figure, in the year of the figure.
public enum BaseYearMeasure {
  /// Yuan, or a share for an effective rate.
  public static func value(_ target: BaseYearTarget, _ result: ProjectionResult, scenario: Int, region: Int = 0)
    -> Double
  {
    let year = target.year - result.timeline.baseYear
    /// A line from January to the last month of the figure.
    func amount(_ line: Int) -> Double {
      if target.lastMonth == 12 { return result.amount(scenario: scenario, region: region, line: line, year: year) }
      return result.months(line: line, scenario: scenario, region: region, year: year)
        .prefix(target.lastMonth).reduce(0, +)
    }
    func sum(_ funds: [Int], _ kind: LineKind) -> Double {
      if target.lastMonth == 12 {
        return result.sum(kind, funds: funds, scenario: scenario, region: region, year: year)
      }
      return result.scheme.lines.indices.filter {
        result.scheme.lines[$0].kind == kind && funds.contains(result.scheme.lines[$0].fund)
      }.reduce(0) { $0 + amount($1) }
    }
    switch target.measure {
    case .income(let funds): return sum(funds, .income)
    case .expenditure(let funds): return sum(funds, .expenditure)
    case .lines(let indices):
      return indices.reduce(0) { $0 + amount($1) }
    case .balance(let funds):
      return funds.reduce(0) {
        $0 + result.balanceAtYearEnd(scenario: scenario, region: region, fund: $1, year: year)
      }
    case .effectiveRate(let branches):
      func total(_ quantity: (Int) -> Quantity) -> Double {
        branches.reduce(0) { sum, branch in
          sum
            + result.scheme.branches[branch].statuses.reduce(0) {
              $0 + (result.quantity(quantity(branch), status: $1, scenario: scenario, region: region, year: year) ?? 0)
            }
        }
      }
      return total { .fundPayment($0) } / total { .eligible($0) }
    }
  }
}
