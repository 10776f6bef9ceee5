import Accounts
import ProjectionEngine
import SchemeModel

extension ProjectionResult {
  /// Funds that have a flow or a stock in some scenario, region and reported year, with their place in the scheme. The others are
  /// listed in the tables only; all where none has any.
  var shownFunds: [(index: Int, fund: Fund)] {
    let all = scheme.funds.enumerated().map { (index: $0.offset, fund: $0.element) }
    let shown = all.filter { fund in
      let lines = FundAccount.entries(of: fund.index, scheme).map(\.line)
      return input.scenarios.indices.contains { scenario in
        input.regions.indices.contains { region in
          (0..<timeline.reportedCount).contains { year in
            balanceAtYearEnd(scenario: scenario, region: region, fund: fund.index, year: year) != 0
              || lines.contains { amount(scenario: scenario, region: region, line: $0, year: year) != 0 }
          }
        }
      }
    }
    return shown.isEmpty ? all : shown
  }
}

extension ReportContext {
  /// Shown funds that close a year with something in some scenario; the others settle every year and cannot run dry.
  var fundsWithStock: [(index: Int, fund: Fund)] {
    shownFunds.filter { entry in
      accounts.contains { $0[entry.index].closing.contains { abs($0) >= Measures.negligible } }
    }
  }
}
