import Accounts
import ProjectionEngine
import SchemeModel

/// Premiums and claims of a fund that pays layers above the basic scheme: a cover whose claims are far from its premiums is
/// priced or modelled wrongly.
public struct CoverFlows: Sendable {
  /// The fund.
  public let fund: Int
  private let account: AccountLines

  /// The covers of a scheme that take premiums, in declared order.
  public static func all(_ scheme: Scheme) -> [CoverFlows] {
    scheme.funds.indices.map { CoverFlows(fund: $0, account: scheme.accounts[$0]) }.filter { cover in
      let entries = cover.account.entries
      return entries.contains { isPremium($0) } && entries.contains { isClaim($0) } && !entries.contains { isBasic($0) }
    }
  }

  /// What comes in in a year, in the regions of these outcomes together.
  public func premiums(_ outcomes: [Outcome], year: Int) -> Double { sum(Self.isPremium, outcomes, year) }
  /// What layers pay in a year, in the regions of these outcomes together.
  public func claims(_ outcomes: [Outcome], year: Int) -> Double { sum(Self.isClaim, outcomes, year) }

  /// What people pay, and what other funds pay for them; a stock that arrives is none.
  private static func isPremium(_ entry: AccountEntry) -> Bool {
    entry.kind == .transferIn || entry.kind == .income && entry.item() == AccountForm.premiums
  }

  private static func isClaim(_ entry: AccountEntry) -> Bool {
    guard entry.kind == .expenditure, case .people(.layerPayment, _) = entry.line.source else { return false }
    return true
  }

  /// A fund that pays basic benefits too takes its premiums for them: claims of its layers are no share of these.
  private static func isBasic(_ entry: AccountEntry) -> Bool {
    guard entry.kind == .expenditure, case .people(.fundPayment, _) = entry.line.source else { return false }
    return true
  }

  private func sum(_ isCounted: (AccountEntry) -> Bool, _ outcomes: [Outcome], _ year: Int) -> Double {
    outcomes.reduce(0) { sum, outcome in
      sum + account.sum({ outcome.amount(line: $0, year: year) }, of: { isCounted($0.entry) })
    }
  }
}
