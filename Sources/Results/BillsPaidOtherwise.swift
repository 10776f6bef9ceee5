import Accounts
import ProjectionEngine
import SchemeModel

extension ProjectionResult {
  /// Lines that pay the bills of a branch otherwise than in full in some scenario, region and reported year (a payment by head has
  /// their place, say), with those scenarios.
  public var billsPaidOtherwise: [(branch: Int, line: FlowLine, scenarios: [Int])] {
    scheme.lines.compactMap { line in
      guard case .people(.fundPayment(let branch), _) = line.source else { return nil }
      let scenarios = input.scenarios.indices.filter { scenario in
        input.scenarios[scenario].parameters.contains { parameters in
          (0..<timeline.reportedCount).contains {
            abs(line.product.value(parameters, year: $0, profile: line.monthlyProfile) - 1) > 1e-9
          }
        }
      }
      return scenarios.isEmpty ? nil : (branch, line, scenarios)
    }
  }
}
