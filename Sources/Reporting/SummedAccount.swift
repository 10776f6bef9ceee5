import Accounts
import ProjectionEngine
import SchemeModel

/// The accounts of one fund in all regions, added up, by computed year. Money in yuan. A stock that is positive as a sum may
/// hide regions whose own is not: ``depletions`` tells them.
struct SummedAccount {
  private(set) var opening: [Double]
  private(set) var income: [Double]
  private(set) var transfersIn: [Double]
  private(set) var expenditure: [Double]
  private(set) var transfersOut: [Double]
  private(set) var adjustment: [Double]
  /// Stocks that arrived from other funds less those that left: no flow of the year.
  private(set) var stocksMoved: [Double]
  private(set) var closing: [Double]
  /// The first year, by index, in which each region's stock is negative; nil for those where it never is.
  private(set) var depletions: [Int?]

  /// Without the prior-year adjustment and stocks that move between funds.
  var currentBalance: [Double] {
    closing.indices.map { income[$0] + transfersIn[$0] - expenditure[$0] - transfersOut[$0] }
  }

  /// - Parameter regions: the regions added up, all of them unless said.
  init(_ result: ProjectionResult, scenario: Int, fund: Int, regions: [Int]? = nil) {
    let years = result.timeline.count
    let regions = regions ?? Array(result.input.regions.indices)
    let none = [Double](repeating: 0, count: years)
    opening = none
    income = none
    transfersIn = none
    expenditure = none
    transfersOut = none
    adjustment = none
    stocksMoved = none
    closing = none
    depletions = []
    let entries = FundAccount.entries(of: fund, result.scheme)
    for region in regions {
      func stock(_ year: Int) -> Double {
        result.balanceAtYearEnd(scenario: scenario, region: region, fund: fund, year: year)
      }
      for year in 0..<years {
        opening[year] += stock(year - 1)
        closing[year] += stock(year)
        for entry in entries {
          let (kind, amount) = entry.posted(
            result.amount(scenario: scenario, region: region, line: entry.line, year: year))
          switch kind {
          case .income: income[year] += amount
          case .transferIn: transfersIn[year] += amount
          case .expenditure: expenditure[year] += amount
          case .transferOut: transfersOut[year] += amount
          case .adjustment: adjustment[year] += amount
          case .stockIn: stocksMoved[year] += amount
          case .stockOut: stocksMoved[year] -= amount
          case .memo: break
          }
        }
      }
      depletions.append(Measures.depletion((0..<years).map(stock)))
    }
  }
}
