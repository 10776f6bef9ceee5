import Accounts
import Quantities
import SchemeModel

/// An account by computed year, the hidden one included: opening + what the flows change = closing. Amounts in money.
public protocol YearlyAccount: Sendable {
  /// The years.
  var timeline: Timeline { get }
  /// Stock at the end of the year before.
  var opening: [Double] { get }
  /// What came in and went out.
  var flows: [AccountFlows] { get }
  /// Stock at the end of the year.
  var closing: [Double] { get }
}

extension YearlyAccount {
  /// Lines of kind income, interest included.
  public var income: [Double] { flows.map(\.income) }
  /// What other funds pay.
  public var transfersIn: [Double] { flows.map(\.transfersIn) }
  /// Lines of kind expenditure.
  public var expenditure: [Double] { flows.map(\.expenditure) }
  /// What is paid to other funds.
  public var transfersOut: [Double] { flows.map(\.transfersOut) }
  /// What moves the stock and is no flow of the year: the prior-year adjustment and stocks moved between funds.
  public var adjustment: [Double] { flows.map { $0.adjustment + $0.stocksMoved } }
  /// Income and transfers in.
  public var inflow: [Double] { flows.map(\.inflow) }
  /// What comes in without interest.
  public var incomeWithoutInterest: [Double] { flows.map { $0.inflow - $0.interest } }
  /// Expenditure and transfers out.
  public var cost: [Double] { flows.map(\.cost) }
  /// Without the prior-year adjustment and stocks that move between funds.
  public var currentBalance: [Double] { flows.map(\.current) }

  /// The first reported year with a current deficit, by index; nil where there is none.
  public var firstCurrentDeficit: Int? {
    Measures.firstCurrentDeficit(Array(currentBalance.prefix(timeline.reportedCount)))
  }
  /// The first reported year whose closing stock lies below zero, by index; nil where there is none.
  public var depletion: Int? { Measures.depletion(Array(closing.prefix(timeline.reportedCount))) }
}
