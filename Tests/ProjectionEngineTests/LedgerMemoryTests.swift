import ProjectionEngine
import Quantities
import SchemeModel
import Testing
import _TestSupport

/// Mechanisms with memory, money moved in a month, and stocks that move (<doc:Ledgers>), in both engines.
@Suite struct LedgerMemoryTests {
  private static let december = [Double](repeating: 0, count: 11) + [1]
  private static let spring = [0.5, 0.25, 0.25] + [Double](repeating: 0, count: 9)

  /// A pool that defers, recovers, adjusts and merges into accounts.
  private static func scheme(years: Int) -> SmallScheme {
    SmallScheme(years: years) { small in
      var accounts = MadeAccounts([.made("premiums", .income, .amount, rate: [.constant(9e8)])])
      accounts.add(
        "deferral", openings: [small["owed-last-year"]],
        posts: [
          (
            "granted",
            .made(
              "granted", .income, .amount, rate: [.constant(-9e8), .parameter(small["deferred"])],
              monthlyProfile: december, isDated: true)
          ), ("receivable", .made("receivable", .memo, .amount, rate: [.constant(-1)])),
          (
            "settled",
            .made(
              "settled", .income, .amount, rate: [.complement([small["spending"]])], monthlyProfile: spring,
              isDated: true)
          ),
        ])
      accounts.add(.made("benefits", .expenditure, .amount, rate: [.constant(7e4), .parameter(small["care"])]))
      accounts.add(
        "recovery", openings: [small["spent-last-year"]],
        posts: [("recovered", .made("recovered", .income, .amount, rate: [.parameter(small["recovery"])]))])
      accounts.add(.made("prior-years", .adjustment, .amount, rate: [.parameter(small["adjustment"])]))
      accounts.add(
        "merger", reads: ["balance": accounts.entries(of: 0)],
        posts: [
          (
            "stock",
            .made(
              "stock-moved", counterpart: 1, .stockOut, .amount, rate: [.parameter(small["account-share"])],
              monthlyProfile: december, isDated: true)
          ),
          (
            "result",
            .made("result-moved", counterpart: 1, .transferOut, .amount, rate: [.parameter(small["account-share"])])
          ),
        ])
      accounts.addInterest("interest")
      accounts.addInterest("interest-of-accounts", fund: 1)
      return accounts
    }
  }

  private func only(_ engine: Engine, _ small: SmallScheme, _ parameters: ParameterSet) throws -> ReferenceResult {
    try #require(try engine.run(small.input([parameters])).first?.first)
  }

  /// One year opened from given values is the same year computed from the one before.
  @Test(arguments: Engine.allCases) func aYearOpensFromGivenValues(engine: Engine) throws {
    let small = Self.scheme(years: 3)
    let whole = try only(
      engine, small,
      small.baseline([:]).with(small["deferred"], 0.3, fromYear: 1).with(small["care"], 9900, fromYear: 1))
    #expect(whole.amounts[3][1] != whole.amounts[3][0] && whole.amounts[3][1] > 0)
    let next = try only(
      engine, small,
      small.baseline([
        "deferred": 0.3, "care": 9900, "owed-last-year": whole.amounts[2][0], "spent-last-year": whole.amounts[4][0],
        "pool-opening": whole.stocks[0][1], "accounts-opening": whole.stocks[1][1],
      ]))
    for line in whole.amounts.indices {
      #expect(next.amounts[line][0] == whole.amounts[line][1], "line \(line)")
    }
    for fund in whole.stocks.indices { #expect(next.stocks[fund][1] == whole.stocks[fund][2]) }
    // Of what was owed all is settled but the share that defaults; what is owed next is what is granted.
    let defaulted = small.baseline([:]).value(small["spending"], 1)
    let owed = whole.amounts[2][0]
    #expect(defaulted > 0 && Tolerance.roundoff(gross: owed).admits(whole.amounts[3][1], (1 - defaulted) * owed))
    #expect(whole.amounts[2][1] == -whole.amounts[1][1])
  }

  /// i · (opening + ½ · what runs over the year + (12 − m)/12 · what moves in month m).
  @Test(arguments: Engine.allCases, 1...12) func moneyMovedInAMonthEarnsFromThenOn(engine: Engine, month: Int) throws {
    let small = SmallScheme(years: 2) { _ in
      var accounts = MadeAccounts([
        .made("premiums", .income, .amount, rate: [.constant(4e8)]),
        .made(
          "advance", .adjustment, .amount, rate: [.constant(-3e8)],
          monthlyProfile: (1...12).map { $0 == month ? 1 : 0 }, isDated: true),
      ])
      accounts.addInterest("interest")
      return accounts
    }
    let result = try only(engine, small, small.baseline(["pool-opening": 2e9, "interest-rate": 0.03]))
    let bearing = 2e9 + 0.5 * 4e8 - Double(12 - month) / 12 * 3e8
    #expect(Tolerance.roundoff(gross: bearing).admits(result.amounts[2][0], 0.03 * bearing))
  }

  /// A merger in January, and one in July: the stock moves once and whole, is no current balance, and earns interest in the
  /// fund where it lies; of the flows goes over what comes after.
  @Test(arguments: Engine.allCases, [0, 6]) func aMergerMovesAStock(engine: Engine, month: Int) throws {
    let small = Self.scheme(years: 3)
    let apart = small.baseline(["account-share": 0, "deferred": 0, "owed-last-year": 0])
    let merged = apart.with(small["account-share"], 1, fromYear: 1, month: month)
    let before = try only(engine, small, apart), after = try only(engine, small, merged)
    #expect(after.stocks.map { $0[1] } == before.stocks.map { $0[1] })
    let stock = before.stocks[0][1] + before.amounts[6][1]
    #expect(after.amounts[7][1] == stock)
    let current = before.amounts[0][1] + before.amounts[5][1] - before.amounts[4][1]
    let share = Double(12 - month) / 12
    #expect(Tolerance.roundoff(gross: 1e10).admits(after.amounts[8][1], share * current))
    // Interest of the two together is what it was apart.
    func interest(_ result: ReferenceResult) -> Double { result.amounts[9][1] + result.amounts[10][1] }
    #expect(Tolerance.roundoff(gross: 1e10).admits(interest(after), interest(before)))
    // What is adjusted in the year moves as it arises; the opening balance lay there until the month of the merger.
    let bearing = before.stocks[0][1] * (1 - Double(11 - month) / 12) + 0.5 * (1 - share) * current
    #expect(Tolerance.roundoff(gross: 1e10).admits(after.amounts[9][1], 0.03 * bearing))
  }
}
