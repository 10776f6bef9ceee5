import Accounts
import Quantities
import SchemeModel

/// Why a fund closes elsewhere under a reform than in the baseline, exactly: both accounts add up from their opening, so the
/// difference of the closing balances is the sum over years of the differences of all lines.
public struct BalanceChange: Sendable {
  /// The differences of one item of the official budget.
  public struct Part: Sendable {
    /// The item.
    public let item: BudgetItem
    /// What the item does to the closing balance: more expenditure counts below zero.
    public let effect: Double
    /// The same by line, largest first; lines that move nothing are left out.
    public let lines: [(line: Int, effect: Double)]
    /// How many lines the item has in this account.
    public let lineCount: Int

    /// Whether the item itself is higher under the reform.
    public var isHigher: Bool { (item.side == .outflow) == (effect < 0) }
  }

  /// The fund.
  public let fund: Int
  /// The year compared: the horizon, or where nothing is left there, the year of the largest difference.
  public let year: Int
  /// The closing balance of the baseline.
  public let before: Double
  /// That of the reform.
  public let after: Double
  /// Largest first.
  public let parts: [Part]

  /// What the reform does to the closing balance.
  public var difference: Double { after - before }

  /// - Parameter visible: the smallest difference at the horizon that counts.
  /// - Throws: ``FundcastError`` where the parts do not add up to the difference.
  public init(_ outcome: Outcome, fund: Int, visible: Double) throws {
    let baseline = outcome.baseline, last = outcome.timeline.reportedCount - 1
    func closing(_ outcome: Outcome, _ year: Int) -> Double { outcome.balanceAtYearEnd(fund: fund, year: year) }
    func difference(_ year: Int) -> Double { closing(outcome, year) - closing(baseline, year) }
    let largest = (0...last).max { difference($0).magnitude < difference($1).magnitude } ?? last
    let year = difference(last).magnitude < visible ? largest : last
    before = closing(baseline, year)
    after = closing(outcome, year)
    let (effects, flow) = try Self.effects(outcome, baseline, fund: fund, through: year)
    var parts = effects.map { item, lines in
      Part(
        item: item, effect: lines.reduce(0) { $0 + $1.effect },
        lines: lines.filter { $0.effect != 0 }.sorted { Self.precedes($0.effect, $0.line, $1.effect, $1.line) },
        lineCount: lines.count)
    }
    let order = outcome.scheme.form.account.rows
    parts += order.filter { $0.id == AccountForm.Sum.opening.rawValue }.map {
      Part(item: $0, effect: closing(outcome, -1) - closing(baseline, -1), lines: [], lineCount: 0)
    }
    self.parts = parts.sorted {
      Self.precedes(
        $0.effect, order.firstIndex(of: $0.item) ?? 0, $1.effect, order.firstIndex(of: $1.item) ?? 0)
    }
    self.fund = fund
    self.year = year
    let sum = parts.reduce(0) { $0 + $1.effect }
    guard (sum - (after - before)).magnitude <= FundBudget.roundoff * (before.magnitude + after.magnitude + flow) else {
      throw FundcastError(
        .output,
        Diagnostic(
          "the lines of \(outcome.scheme.funds[fund].id) differ by \(sum) \(outcome.scheme.form.currency.id) up to \(outcome.timeline.baseYear + year),"
            + " its closing balance by \(after - before)", key: outcome.result.input.scenarios[outcome.scenario].id,
          remedy: "this is a fault of the program; keep the scenario that shows it"))
    }
  }

  private typealias Effects = [BudgetItem: [(line: Int, effect: Double)]]

  /// What each line does to the balance at the end of a year, by item, and the sum of all amounts whatever their side.
  private static func effects(
    _ outcome: Outcome, _ baseline: Outcome, fund: Int, through year: Int
  ) throws -> (effects: Effects, gross: Double) {
    var effects: Effects = [:], gross = 0.0
    for entry in outcome.scheme.accounts[fund].entries {
      // A transfer may go one way in some years and the other in others: each way has an item of its own.
      var sums = [0.0, 0.0]
      for time in 0...year {
        for (own, sign) in [(outcome, 1.0), (baseline, -1.0)] {
          let posted = entry.posted(own.amount(line: entry.index, year: time))
          sums[posted.isReversed ? 1 : 0] += sign * posted.effect
          gross += posted.amount.magnitude
        }
      }
      for (way, sum) in sums.enumerated() where way == 0 || sum != 0 {
        let item = try entry.budgetPlace(on: outcome.scheme.form.account, isReversed: way == 1).item
        effects[item, default: []].append((entry.index, sum))
      }
    }
    return (effects, gross)
  }

  /// Larger effects first, equal ones in declared order.
  private static func precedes(_ first: Double, _ firstPlace: Int, _ second: Double, _ secondPlace: Int) -> Bool {
    first.magnitude == second.magnitude ? firstPlace < secondPlace : first.magnitude > second.magnitude
  }
}
