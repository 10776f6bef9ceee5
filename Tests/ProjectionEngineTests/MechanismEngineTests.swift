import ProjectionEngine
import Quantities
import Results
import SchemeModel
import Testing
import _TestSupport

/// Mechanisms in whole projections, in both engines.
@Suite struct MechanismEngineTests {
  private func only(_ engine: Engine, _ small: SmallScheme, _ parameters: ParameterSet) throws -> ReferenceResult {
    try #require(try engine.run(small.input([parameters])).first?.first)
  }

  private static func mechanism(
    _ shape: MadeAccounts.Shape, _ small: SmallScheme, factor: Double, isDated: Bool = false
  ) -> MadeAccounts {
    var accounts = MadeAccounts([
      .made("premiums", .income, .amount, rate: [.constant(9e8)]),
      .made("benefits", .expenditure, .amount, rate: [.constant(7e8)]),
    ])
    accounts.add(
      shape.kind,
      reads: Dictionary(uniqueKeysWithValues: shape.inputs.map { ($0, $0 == "premium" ? [0] : [0, 1]) }),
      openings: [ParameterID](repeating: small["adjustment"], count: shape.openings),
      posts: shape.outputs.enumerated().map { place, output in
        (
          output,
          shape.line("\(output)-\(place)", output, other: 1, factors: [.constant(factor)], isDated: isDated)
        )
      })
    accounts.addInterest("interest-of-all")
    accounts.addInterest("interest-of-accounts", fund: 1)
    return accounts
  }

  /// Each kind by itself, with amounts alone: nothing but rounding lies between the engines, and money moved in months of its own
  /// counts alike.
  @Test(arguments: MadeAccounts.Shape.all.indices, [(-0.7, false), (0.3, true), (1, false), (1, true)])
  func bothEnginesAgree(place: Int, variant: (factor: Double, isDated: Bool)) throws {
    let small = SmallScheme(years: 5) {
      Self.mechanism(MadeAccounts.Shape.all[place], $0, factor: variant.factor, isDated: variant.isDated)
    }
    let input = small.input([
      small.baseline(["accounts-opening": 1e11]).with(small["adjustment"], 4e8),
      small.baseline([
        "accounts-opening": 1e11, "pool-opening": -3e9, "interest-on-negative": 1, "interest-timing": 1,
      ]),
    ])
    let fast = try Engine.fast.run(input), reference = try Engine.reference.run(input)
    for scenario in input.scenarios.indices {
      let gross = GrossFlows(reference[scenario][0], input, scenario: scenario, region: 0)
      for (line, amounts) in reference[scenario][0].amounts.enumerated() {
        for (year, amount) in amounts.enumerated() {
          #expect(
            Tolerance.roundoff(gross: gross.amounts[line][year])
              .admits(fast[scenario][0].amounts[line][year], amount), "line \(line), year \(year)")
        }
      }
      for (stock, amount) in reference[scenario][0].stocks[0].enumerated() {
        #expect(Tolerance.roundoff(gross: gross.stocks[0][stock]).admits(fast[scenario][0].stocks[0][stock], amount))
      }
    }
  }

  /// A mechanism all of whose parameters and opening values are zero moves nothing.
  @Test(arguments: Engine.allCases, MadeAccounts.Shape.all.indices) func zeroIsNotThere(
    engine: Engine, place: Int
  ) throws {
    let small = SmallScheme(years: 4) { Self.mechanism(MadeAccounts.Shape.all[place], $0, factor: 0) }
    let result = try only(engine, small, small.baseline(["adjustment": 0, "interest-rate": 0]))
    for year in 0..<4 { #expect(result.stocks[0][year + 1] == result.stocks[0][year] + 2e8) }
    let other = SmallScheme(years: 4) { Self.mechanism(MadeAccounts.Shape.all[place], $0, factor: 0.1) }
    let moved = try only(engine, other, other.baseline([:]))
    #expect(moved.stocks != result.stocks)
  }

  /// Claims that run three years: a year opened with what is due is the same year computed from the one before.
  @Test(arguments: Engine.allCases) func claimsOpenWithWhatIsDue(engine: Engine) throws {
    let due = ["rate", "collection", "recovery"], first = [5e7, 3e7, 1e7]
    let small = SmallScheme(years: 4) { small in
      var accounts = MadeAccounts([.made("benefits", .expenditure, .amount, rate: [.constant(1e9)])])
      accounts.add(
        "claims-run-off", reads: ["claims": [0]], openings: due.map { small[$0] },
        posts: [0.3, 0.2, 0.1].map { ("deferred", .made("\($0)", .expenditure, .amount, rate: [.constant(-$0)])) } + [
          ("settled", .made("settled", .expenditure, .amount)),
          ("unpaid", .made("unpaid", .memo, .amount, rate: [.constant(-1)])),
        ])
      return accounts
    }
    func opening(_ values: [Double], _ stock: Double) -> ParameterSet {
      small.baseline(Dictionary(uniqueKeysWithValues: zip(due + ["pool-opening"], values + [stock])))
    }
    let whole = try only(engine, small, opening(first, 1e9))
    // U1 = U2 before + p1·C and so on, from the figures themselves.
    let next = try only(engine, small, opening([first[1] + 3e8, first[2] + 2e8, 1e8], whole.stocks[0][1]))
    for line in whole.amounts.indices { #expect(next.amounts[line][0] == whole.amounts[line][1], "line \(line)") }
    #expect(next.stocks[0][1] == whole.stocks[0][2])
    #expect(whole.amounts[4].prefix(3) == [5e7, 3.3e8, 5.1e8])
  }

  /// The months of every line add up to its year, those of mechanisms too.
  @Test(arguments: 0..<16) func monthsAddUp(seed: Int) throws {
    let input = RandomScheme.input(seed: UInt64(seed))
    let result = try Projection.run(input)
    for scenario in input.scenarios.indices {
      for line in input.scheme.lines.indices {
        for year in 0..<input.timeline.count {
          let months = result.outcome(scenario: scenario, region: 0).months(line: line, year: year)
          let amount = result.amount(scenario: scenario, region: 0, line: line, year: year)
          let gross = months.reduce(amount.magnitude) { $0 + $1.magnitude }
          #expect(
            months.count == 12 && Tolerance.roundoff(gross: 10 * gross).admits(months.reduce(0, +), amount),
            "\(input.scheme.lines[line].id), year \(year)")
        }
      }
    }
  }

  /// Lines that read one another are a fault of the data that names them.
  @Test func aCircleIsAFault() throws {
    let small = SmallScheme(years: 2) { _ in
      var accounts = MadeAccounts([.made("subsidy", .income, .lines([1]))])
      accounts.add("interest", reads: ["balance": [0]], posts: [("interest", .made("interest", .income, .amount))])
      return accounts
    }
    let fault = #expect(throws: FundcastError.self) { try Projection.run(small.made.input) }
    #expect(fault?.category == .data)
    #expect(fault?.description.contains("circle: subsidy reads interest reads subsidy") == true)
    #expect(throws: FundcastError.self) { try ReferenceEngine.run(small.made.input, scenario: 0, region: 0) }
  }

  /// A line may count one that stands after it: what is read comes first, and nothing else changes.
  @Test(arguments: Engine.allCases) func theOrderOfLinesIsFree(engine: Engine) throws {
    let plain: [FlowLine] = [
      .made("premiums", .income, .amount, rate: [.constant(9e8)]),
      .made("share", counterpart: 1, .transferOut, .lines([0]), rate: [.constant(0.3)]),
    ]
    let turned: [FlowLine] = [
      .made("share", counterpart: 1, .transferOut, .lines([1]), rate: [.constant(0.3)]), plain[0],
    ]
    let results = try [plain, turned].map { lines in
      let small = SmallScheme(years: 2) { _ in
        var accounts = MadeAccounts(lines)
        accounts.addInterest("interest")
        return accounts
      }
      return try only(engine, small, small.baseline([:]))
    }
    #expect(results[0].stocks == results[1].stocks)
    #expect(results[0].amounts[2] == results[1].amounts[2])
  }
}
