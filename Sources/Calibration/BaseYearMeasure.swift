import PolicyModel
import ProjectionEngine
import SchemeModel

/// What the base year of a projection gives for a published figure.
public enum BaseYearMeasure {
  /// Yuan, or a share for an effective rate.
  public static func value(_ target: BaseYearTarget, _ result: ProjectionResult, scenario: Int, region: Int = 0)
    -> Double
  {
    /// A line from January to the last month of the figure.
    func amount(_ line: Int) -> Double {
      target.lastMonth == 12
        ? result.amount(scenario: scenario, region: region, line: line, year: 0)
        : result.months(line: line, scenario: scenario, region: region, year: 0).prefix(target.lastMonth).reduce(0, +)
    }
    func sum(_ funds: [Int], _ kind: LineKind) -> Double {
      if target.lastMonth == 12 { return result.sum(kind, funds: funds, scenario: scenario, region: region, year: 0) }
      return result.scheme.lines.indices.filter {
        result.scheme.lines[$0].kind == kind && funds.contains(result.scheme.lines[$0].fund)
      }.reduce(0) { $0 + amount($1) }
    }
    switch target.measure {
    case .income(let funds): return sum(funds, .income)
    case .expenditure(let funds): return sum(funds, .expenditure)
    case .lines(let indices):
      return indices.reduce(0) { $0 + amount($1) }
    case .effectiveRate(let branches):
      func total(_ quantity: (Int) -> Quantity) -> Double {
        branches.reduce(0) { sum, branch in
          sum
            + result.scheme.branches[branch].statuses.reduce(0) {
              $0 + (result.quantity(quantity(branch), status: $1, scenario: scenario, region: region, year: 0) ?? 0)
            }
        }
      }
      return total { .fundPayment($0) } / total { .eligible($0) }
    }
  }
}
