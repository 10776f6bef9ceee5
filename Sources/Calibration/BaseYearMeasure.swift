import PolicyModel
import ProjectionEngine
import SchemeModel

/// What the base year of a projection gives for a published figure.
public enum BaseYearMeasure {
  /// Yuan, or a share for an effective rate.
  public static func value(_ measure: TargetMeasure, _ result: ProjectionResult, scenario: Int, region: Int = 0)
    -> Double
  {
    func sum(_ funds: [Int], _ kind: LineKind) -> Double {
      result.sum(kind, funds: funds, scenario: scenario, region: region, year: 0)
    }
    switch measure {
    case .income(let funds): return sum(funds, .income)
    case .expenditure(let funds): return sum(funds, .expenditure)
    case .lines(let indices):
      return indices.reduce(0) { $0 + result.amount(scenario: scenario, region: region, line: $1, year: 0) }
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
