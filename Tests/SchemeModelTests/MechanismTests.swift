import SchemeModel
import Testing
import _TestSupport

/// What each kind of mechanism must hold, alone on random inputs (<doc:Ledgers>).
@Suite struct MechanismTests {
  private typealias Line = FlowLine
  private func line(_ name: String, _ kind: LineKind, to fund: Int? = nil) -> FlowLine {
    MechanismBench.line(name, kind, to: fund)
  }

  /// Σ posted + lost = D[b − 1] − D[T].
  @Test(arguments: ["deferral", "advance"], 0..<20) func whatIsPutOffComesBackOrIsLost(kind: String, seed: Int) throws {
    var bench = MechanismBench(seed: seed)
    let side: LineKind = kind == "advance" ? .adjustment : .income
    bench.add(
      kind, openings: 1,
      posts: [
        ("granted", line("one", side)), ("granted", line("two", side)), ("settled", line("settled", side)),
        ("receivable", line("receivable", .memo)), ("lost", line("lost", .memo)),
      ])
    let opening = bench.memory[0]
    var posted = [Double](repeating: 0, count: MechanismBench.columns), lost = posted
    for _ in 0..<12 {
      let owed = bench.memory[0]
      let terms = ["one": bench.column(-1e9...0), "two": bench.column(-1e9...0), "settled": bench.column(0...1)]
      let year = try bench.year(terms: terms)
      posted = posted + year["one", default: []] + year["two", default: []] + year["settled", default: []]
      lost = lost + year["lost", default: []]
      #expect(year["receivable"] == bench.memory[0])
      #expect(zip(year["settled", default: []], owed).allSatisfy { $0 >= 0 && $0 <= $1 })
    }
    #expect(agree(posted + lost, opening - bench.memory[0]))
  }

  /// Paid + Δunpaid = C, however many years claims run.
  @Test(arguments: 1...4, 0..<10) func whatIsClaimedIsPaidOrOwed(years: Int, seed: Int) throws {
    var bench = MechanismBench(seed: seed)
    bench.add(line("inpatient", .expenditure))
    bench.add(line("outpatient", .expenditure))
    bench.add(
      "claims-run-off", reads: ["claims": [0, 1]], openings: years,
      posts: (1...years).map { ("deferred", line("deferred-\($0)", .expenditure)) }
        + [("settled", line("settled", .expenditure)), ("unpaid", line("unpaid", .memo))])
    var unpaid = bench.memory.reduce([Double](repeating: 0, count: MechanismBench.columns), +)
    for _ in 0..<12 {
      let due = bench.memory[0]
      var terms: [String: [Double]] = [:]
      for later in 1...years { terms["deferred-\(later)"] = bench.column((-1 / Double(years))...0) }
      let year = try bench.year(terms: terms)
      let claims = year["inpatient", default: []] + year["outpatient", default: []]
      let paid = (1...years).reduce(claims + year["settled", default: []]) { $0 + year["deferred-\($1)", default: []] }
      #expect(year["settled"] == due)
      #expect(agree(paid + year["unpaid", default: []] - unpaid, claims))
      unpaid = year["unpaid", default: []]
      #expect(agree(unpaid, bench.memory.reduce([0, 0, 0, 0], +)))
    }
  }

  /// K + settled + left = R, and |K| ≤ k·|cP|.
  @Test(arguments: 0..<40) func aResultIsKeptSettledOrLeft(seed: Int) throws {
    var bench = MechanismBench(seed: seed)
    bench.add(line("premium", .income))
    bench.add(line("benefit", .expenditure))
    bench.add(
      "corridor", reads: ["result": [0, 1], "premium": [0]],
      posts: [
        ("result", line("result", .memo)), ("bound", line("bound", .memo)), ("kept", line("kept", .expenditure)),
        ("settled", line("settled", .transferOut, to: 1)),
      ])
    let before = bench.balances
    let terms = ["bound": bench.column(0...0.3), "kept": bench.column(0...1), "settled": bench.column(0...1)]
    let year = try bench.year(terms: terms)
    let result = year["premium", default: []] - year["benefit", default: []]
    #expect(agree(year["result", default: []], result))
    let left = bench.balances[0] - before[0]
    #expect(agree(year["kept", default: []] + year["settled", default: []] + left, result))
    #expect(agree(bench.balances[1] - before[1], year["settled", default: []]))
    for column in 0..<MechanismBench.columns {
      let limit = terms["bound", default: []][column] * year["premium", default: []][column]
      let kept = year["kept", default: []][column], share = terms["kept", default: []][column]
      #expect(kept.magnitude <= share * limit * (1 + 1e-12))
      if result[column].magnitude <= limit { #expect(agree([kept], [share * result[column]])) }
    }
  }

  /// Σ ≤ V, and the stock is not negative.
  @Test(arguments: 0..<20) func aBalanceIsNotOverspent(seed: Int) throws {
    var bench = MechanismBench(seed: seed)
    bench.add(line("credit", .income))
    bench.add(
      "balance-spending", reads: ["balance": [0]],
      posts: [("spent", line("care", .expenditure)), ("spent", line("premiums", .expenditure))])
    for year in 0..<20 {
      let available = bench.balances[0]
      let share = bench.column(0...1)
      // Everything is spent in some years.
      let other = year.isMultiple(of: 5) ? share.map { 1 - $0 } : share.map { ($0 / 2) * (1 - $0) }
      let amounts = try bench.year(terms: ["care": share, "premiums": other])
      let spent = amounts["care", default: []] + amounts["premiums", default: []]
      let held = available + amounts["credit", default: []]
      for column in 0..<MechanismBench.columns {
        #expect(spent[column] <= held[column] * (1 + 1e-12))
        #expect(bench.balances[0][column] >= -1e-12 * held[column])
      }
    }
  }

  /// The sum of both funds is what it is without a merger; merged whole, nothing stays.
  @Test(arguments: 0..<20, [0, 0.4, 1]) func aMergerLeavesTheSum(seed: Int, share: Double) throws {
    var bench = MechanismBench(seed: seed)
    bench.add(line("premium", .income))
    bench.add(line("benefit", .expenditure))
    bench.add(line("adjustment", .adjustment))
    bench.add(
      "merger", reads: ["balance": [0, 1, 2]],
      posts: [("stock", line("stock", .stockOut, to: 1)), ("result", line("result", .transferOut, to: 1))])
    let before = bench.balances[0] + bench.balances[1], held = bench.balances[0]
    let part = [Double](repeating: share, count: MechanismBench.columns)
    let year = try bench.year(terms: ["stock": part, "result": part])
    let change = year["premium", default: []] - year["benefit", default: []] + year["adjustment", default: []]
    #expect(agree(bench.balances[0] + bench.balances[1], before + change))
    #expect(agree(bench.balances[0], (held + change).map { (1 - share) * $0 }))
  }

  /// Twice the money bears twice the interest; a negative sum bears none unless debts bear it.
  @Test(arguments: 0..<40) func interestIsHomogeneous(seed: Int) throws {
    func interest(_ factor: Double, onNegative: Double, sign: Double = 1) throws -> [Double] {
      var bench = MechanismBench(seed: seed)
      bench.add(line("premium", .income))
      bench.add(line("benefit", .expenditure))
      bench.add("interest", reads: ["balance": [0, 1]], posts: [("interest", line("interest", .income))])
      bench.balances = bench.balances.map { $0.map { sign * factor * $0 } }
      let plain = [0: bench.column(0...1e8).map { factor * $0 }, 1: bench.column(0...1e8).map { factor * $0 }]
      let rule = (bench.column(0...0.05), bench.column(0...1), [Double](repeating: onNegative, count: 4))
      return try bench.year(plain: plain, interest: rule)["interest", default: []]
    }
    let once = try interest(1, onNegative: 0), twice = try interest(2, onNegative: 0)
    #expect(twice == once.map { 2 * $0 })
    // Debts of at least as much as the year brings in.
    let debts = try interest(1, onNegative: 0, sign: -1e3), borne = try interest(1, onNegative: 1, sign: -1e3)
    #expect(zip(debts, borne).allSatisfy { $1 >= 0 ? $0 == $1 : $0 == 0 } && borne.contains { $0 < 0 })
  }

  /// At most what was paid wrongly last year, and of the fund's own spending alone.
  @Test(arguments: 0..<20) func noMoreIsRecoveredThanWasLost(seed: Int) throws {
    var bench = MechanismBench(seed: seed)
    bench.add(line("inpatient", .expenditure))
    bench.add(line("to another fund", .transferOut, to: 1))
    bench.add("recovery", openings: 1, posts: [("recovered", line("recovered", .income))])
    for _ in 0..<10 {
      let spent = bench.memory[0], leakage = bench.column(0...0.2), found = bench.column(0...1)
      let year = try bench.year(terms: ["recovered": zip(leakage, found).map { $0 * $1 }])
      for column in 0..<MechanismBench.columns {
        let recovered = year["recovered", default: []][column]
        #expect(recovered >= 0 && recovered <= leakage[column] * spent[column] * (1 + 1e-12))
      }
      #expect(bench.memory[0] == year["inpatient"])
    }
  }
}
