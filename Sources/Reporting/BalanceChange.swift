import Accounts
import Quantities
import SchemeModel

/// Why a fund closes elsewhere under a reform than in the baseline, exactly: both accounts add up from their opening, so the
/// difference of the closing balances is the sum over years of the differences of all lines.
struct BalanceChange {
  /// The differences of one item of the official budget.
  struct Part {
    let item: BudgetItem
    /// What the item does to the closing balance, yuan: more expenditure counts below zero.
    let effect: Double
    /// The same by line, largest first; lines that move nothing are left out.
    let lines: [(line: Int, effect: Double)]
    /// How many lines the item has in this account.
    let lineCount: Int

    /// Whether the item itself is higher under the reform.
    var isHigher: Bool { (item.side == .outflow) == (effect < 0) }
  }

  let fund: Int
  /// The year compared: the horizon, or where nothing is left there, the year of the largest difference.
  let year: Int
  let before: Double
  let after: Double
  /// Largest first.
  let parts: [Part]

  var difference: Double { after - before }

  /// - Throws: ``FundcastError`` where the parts do not add up to the difference.
  init(_ context: ReportContext, scenario: Int, fund: Int) throws {
    let scheme = context.scheme
    let last = context.timeline.reportedCount - 1
    let baseline = context.accounts[0][fund], reform = context.accounts[scenario][fund]
    func difference(_ year: Int) -> Double { reform.closing[year] - baseline.closing[year] }
    let largest = (0...last).max { difference($0).magnitude < difference($1).magnitude } ?? last
    let year = difference(last).magnitude < context.units.visible ? largest : last
    var gross = baseline.closing[year].magnitude + reform.closing[year].magnitude
    var effects: [BudgetItem: [(line: Int, effect: Double)]] = [:]
    for entry in FundAccount.entries(of: fund, scheme) {
      // A transfer may go one way in some years and the other in others: each way has an item of its own.
      var sums = [0.0, 0.0]
      for time in 0...year {
        let changed = context.amount(entry.line, scenario, time), original = context.amount(entry.line, 0, time)
        for (amount, sign) in [(changed, 1.0), (original, -1.0)] {
          sums[entry.isReversed(amount) ? 1 : 0] += sign * amount
          gross += amount.magnitude
        }
      }
      for (way, sum) in sums.enumerated() where way == 0 || sum != 0 {
        let item = try entry.budgetPlace(of: fund, scheme, isReversed: way == 1).item
        effects[item, default: []].append((entry.line, (entry.kind.side?.effect ?? 0) * sum))
      }
    }
    var parts = effects.map { item, lines in
      Part(
        item: item, effect: lines.reduce(0) { $0 + $1.effect },
        lines: lines.filter { $0.effect != 0 }.sorted { Self.precedes($0.effect, $0.line, $1.effect, $1.line) },
        lineCount: lines.count)
    }
    let opening = reform.opening[0] - baseline.opening[0]
    parts.append(Part(item: .opening, effect: opening, lines: [], lineCount: 0))
    let order = BudgetItem.allCases
    self.parts = parts.sorted {
      Self.precedes(
        $0.effect, order.firstIndex(of: $0.item) ?? 0, $1.effect, order.firstIndex(of: $1.item) ?? 0)
    }
    self.fund = fund
    self.year = year
    before = baseline.closing[year]
    after = reform.closing[year]
    let sum = parts.reduce(0) { $0 + $1.effect }
    guard (sum - (after - before)).magnitude <= FundBudget.roundoff * gross else {
      throw FundcastError(
        .output,
        Diagnostic(
          "the lines of \(scheme.funds[fund].id) differ by \(sum) yuan up to \(context.year(year)), its closing balance by"
            + " \(after - before)", key: context.run.definitions[scenario].id,
          remedy: "this is a fault of the program; keep the scenario that shows it"))
    }
  }

  /// Larger effects first, equal ones in declared order.
  private static func precedes(_ first: Double, _ firstPlace: Int, _ second: Double, _ secondPlace: Int) -> Bool {
    first.magnitude == second.magnitude ? firstPlace < secondPlace : first.magnitude > second.magnitude
  }
}
