import Accounts
import ProjectionEngine
import SchemeModel

/// Premiums and claims of a fund that pays layers above the basic scheme: a cover whose claims are far from its premiums is
/// priced or modelled wrongly.
public struct CoverFlows: Sendable {
  /// The fund.
  public let fund: Int
  private let premiumLines: [Int]
  private let claimLines: [Int]

  /// The covers of a scheme that take premiums, in declared order.
  public static func all(_ scheme: Scheme) -> [CoverFlows] {
    scheme.funds.indices.map { CoverFlows(scheme, fund: $0) }
      .filter { !$0.premiumLines.isEmpty && !$0.claimLines.isEmpty }
  }

  private init(_ scheme: Scheme, fund: Int) {
    self.fund = fund
    claimLines = scheme.lines.indices.filter { index in
      let line = scheme.lines[index]
      guard line.fund == fund, line.kind == .expenditure, case .people(.layerPayment, _) = line.source else {
        return false
      }
      return true
    }
    premiumLines = scheme.lines.indices.filter { index in
      let line = scheme.lines[index]
      return line.counterpart == fund
        || (line.fund == fund && line.kind == .income && line.officialItem == OfficialItem.premiums.rawValue)
    }
  }

  /// What comes in in a year, in the regions of these outcomes together, yuan.
  public func premiums(_ outcomes: [Outcome], year: Int) -> Double { sum(premiumLines, outcomes, year) }
  /// What layers pay in a year, in the regions of these outcomes together, yuan.
  public func claims(_ outcomes: [Outcome], year: Int) -> Double { sum(claimLines, outcomes, year) }

  private func sum(_ lines: [Int], _ outcomes: [Outcome], _ year: Int) -> Double {
    lines.reduce(0) { sum, line in sum + outcomes.reduce(0) { $0 + $1.amount(line: line, year: year) } }
  }
}

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
