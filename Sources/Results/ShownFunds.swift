import Accounts
import ProjectionEngine
import SchemeModel

extension ProjectionResult {
  /// Funds that have a flow or a stock in some scenario, region and reported year, with their place in the scheme. The others are
  /// listed in the tables only; all where none has any.
  public var shownFunds: [(index: Int, fund: Fund)] {
    let all = scheme.funds.enumerated().map { (index: $0.offset, fund: $0.element) }
    let shown = all.filter { fund in
      input.scenarios.indices.contains { scenario in
        outcomes(scenario: scenario).contains { own in
          (0..<timeline.reportedCount).contains { year in
            own.balanceAtYearEnd(fund: fund.index, year: year) != 0
              || scheme.accounts[fund.index].entries.contains { own.amount(line: $0.index, year: year) != 0 }
          }
        }
      }
    }
    return shown.isEmpty ? all : shown
  }

  /// Lines that are zero in every scenario and reported year of a region: levers that no scenario uses.
  public func idleLines(region: Int) -> [Int] {
    scheme.lines.indices.filter { line in
      input.scenarios.indices.allSatisfy { scenario in
        let own = outcome(scenario: scenario, region: region)
        return (0..<timeline.reportedCount).allSatisfy { own.amount(line: line, year: $0) == 0 }
      }
    }
  }
}
