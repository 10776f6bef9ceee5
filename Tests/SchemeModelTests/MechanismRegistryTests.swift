import SchemeModel
import Testing

/// Declarations that are no mechanisms, the order of what reads what, and what a mechanism sees of its fund.
@Suite struct MechanismRegistryTests {
  private func line(_ name: String, _ kind: LineKind = .income, fund: Int = 0, to counterpart: Int? = nil) -> FlowLine {
    MechanismBench.line(name, kind, fund: fund, to: counterpart)
  }

  private func counting(_ name: String, _ lines: [Int]) -> FlowLine {
    FlowLine(id: name, title: line(name).title, entry: line(name).entry, source: .lines(lines))
  }

  @Test func everyKindHasAName() {
    let names = MechanismRegistry.standard.kinds.map { $0.kind }
    #expect(Set(names).count == names.count && names.count == 8)
  }

  @Test func whatIsLeftOutIsSaid() {
    func fault(
      _ kind: String, _ posts: [String: [Int]], reads: [String: [Int]] = [:], openings: [ParameterID] = []
    ) -> String {
      do {
        _ = try MechanismRegistry.standard.make(
          MechanismDeclaration(id: "x", kind: kind, fund: 0, reads: reads, posts: posts, openings: openings))
        return ""
      } catch { return error.message + "; " + error.remedy }
    }
    #expect(
      fault("deferal", [:]).contains("there is no mechanism of the kind deferal; choose one of deferral, advance"))
    #expect(fault("interest", ["interest": [0]]).isEmpty)
    #expect(fault("interest", [:]).contains("no line posts its interest"))
    #expect(fault("interest", ["interest": [0, 1]]).contains("2 lines post its interest"))
    #expect(fault("interest", ["intrest": [0]]).contains("a interest has no intrest"))
    #expect(fault("interest", ["interest": [0]], reads: ["fund": []]).contains("has no fund; it has balance"))
    let carried = ["granted": [0], "receivable": [1], "settled": [2]]
    #expect(fault("deferral", carried).contains("0 opening values, but it remembers 1"))
    #expect(fault("deferral", carried, openings: [ParameterID(0)]).isEmpty)
  }

  @Test func aLineIsPostedOnce() {
    let interest = (0...1).map {
      MechanismDeclaration(id: "i\($0)", kind: "interest", fund: 0, posts: ["interest": [0]])
    }
    let fault = #expect(throws: MechanismFault.self) {
      try MechanismRegistry.standard.link([line("interest")], interest)
    }
    #expect(fault?.message == "interest is posted by i0 already")
    #expect(fault?.declaration == 1 && fault?.line == 0)
  }

  /// What would move money nowhere, or let it vanish, is no line of a mechanism.
  @Test func linesHaveTheShapeOfWhatTheyPost() throws {
    func shaped(
      _ name: String, _ kind: LineKind, source: LineSource = .amount, factors: [ScalarFactor] = [],
      to other: Int? = nil,
      months: LineMonths = LineMonths()
    ) -> FlowLine {
      FlowLine(
        id: name, title: line(name).title, entry: line(name, kind, to: other).entry, source: source,
        factors: LineFactors(rate: ScalarProduct(factors)), months: months)
    }
    func fault(_ kind: String, _ lines: [FlowLine], _ posts: [String: [Int]], openings: Int = 0) -> String {
      do {
        _ = try MechanismRegistry.standard.link(
          lines,
          [
            MechanismDeclaration(
              id: "x", kind: kind, fund: 0, posts: posts, openings: (0..<openings).map { ParameterID($0) })
          ])
        return ""
      } catch { return error.message + "; " + error.remedy }
    }
    let minus = [ScalarFactor.constant(-1)], december = LineMonths(LineMonths.december)
    let receivable = shaped("receivable", .memo, factors: minus), settled = shaped("settled", .income)
    let carried = ["granted": [0], "receivable": [1], "settled": [2]]
    func deferral(_ granted: FlowLine, _ memo: FlowLine? = nil, _ paid: FlowLine? = nil) -> String {
      fault("deferral", [granted, memo ?? receivable, paid ?? settled], carried, openings: 1)
    }
    #expect(deferral(shaped("granted", .income)).isEmpty)
    #expect(
      deferral(shaped("granted", .income, source: .people(.contributionBase(0), statuses: [0])))
        .contains("granted counts something of its own"))
    #expect(deferral(shaped("granted", .expenditure)).contains("granted posts its granted as expenditure"))
    #expect(
      deferral(shaped("granted", .income), shaped("receivable", .memo)).contains("let -1 be its only factor"))
    let claims = ["deferred": [0], "unpaid": [1], "settled": [2]]
    let deferred = shaped("deferred", .expenditure), unpaid = shaped("unpaid", .memo, factors: minus)
    #expect(
      fault(
        "claims-run-off", [deferred, unpaid, shaped("settled", .expenditure, factors: [.constant(0.5)])], claims,
        openings: 1
      ).contains("settled has factors"))
    let stock = shaped("stock", .stockOut, to: 1, months: december)
    #expect(fault("merger", [stock], ["stock": [0]]).isEmpty)
    #expect(
      fault("merger", [shaped("stock", .stockOut, months: december)], ["stock": [0]]).contains("arrives nowhere"))
    #expect(fault("merger", [shaped("stock", .stockOut, to: 1)], ["stock": [0]]).contains("give it December alone"))
    #expect(
      fault("merger", [stock, shaped("r", .transferOut)], ["stock": [0], "result": [1]]).contains("r takes from"))
    #expect(fault("interest", [line("i", .income, fund: 1)], ["interest": [0]]).contains("in another fund"))
  }

  /// Mergers and interest close the year; interest that a corridor shares comes before results are pooled, and so does what
  /// reads it.
  @Test func whatIsPooledStandsBetween() throws {
    let lines = [
      line("premium"), line("interest"), line("settled", .transferOut, to: 1), line("pool-interest", fund: 1),
      FlowLine(id: "sum", title: line("sum").title, entry: line("sum", .memo).entry, source: .lines([3])),
    ]
    let linked = try MechanismRegistry.standard.link(
      lines,
      [
        MechanismDeclaration(id: "a", kind: "interest", fund: 0, reads: ["balance": [0]], posts: ["interest": [1]]),
        MechanismDeclaration(id: "b", kind: "corridor", fund: 0, reads: ["result": [0, 1]], posts: ["settled": [2]]),
        MechanismDeclaration(id: "c", kind: "interest", fund: 1, reads: ["balance": [2]], posts: ["interest": [3]]),
      ])
    let order = EvaluationOrder(linked.lines, linked.mechanisms)
    #expect(order.settling == [.line(0), .mechanism(0), .mechanism(1)])
    #expect(order.closing == [.mechanism(2), .line(4)])
  }

  /// What is read comes first, otherwise as declared.
  @Test func whatIsReadComesFirst() throws {
    let linked = try MechanismRegistry.standard.link(
      [counting("a", [3]), line("b"), line("c"), counting("d", [1]), line("interest")],
      [
        MechanismDeclaration(
          id: "i", kind: "interest", fund: 0, reads: ["balance": [0, 1, 2, 3]], posts: ["interest": [4]])
      ])
    let order = EvaluationOrder(linked.lines, linked.mechanisms)
    #expect(order.steps == [.line(1), .line(3), .line(0), .line(2), .mechanism(0)])
    #expect(order.circle == nil)
  }

  @Test func aCircleNamesItsLines() throws {
    let lines = [line("a"), counting("b", [2]), counting("c", [3]), counting("d", [1])]
    let order = EvaluationOrder(lines, [])
    #expect(order.circleText(lines) == "b reads c reads d reads b")
    let own = [counting("a", [0])]
    #expect(EvaluationOrder(own, []).circleText(own) == "a reads a")
  }

  /// Two corridors that pay each other (<doc:Ledgers>).
  @Test func twoCorridorsThatPayEachOther() throws {
    let lines = [
      line("one-settled", .transferOut, to: 1), line("other-settled", .transferOut, fund: 1, to: 0), line("premium"),
    ]
    let view = FundView(lines, ranks: [Corridor.rank, Corridor.rank, 0])
    let linked = try MechanismRegistry.standard.link(
      lines,
      [0, 1].map { fund in
        MechanismDeclaration(
          id: "corridor-\(fund)", kind: "corridor", fund: fund,
          reads: ["result": view.seen(of: fund, rank: Corridor.rank)], posts: ["settled": [fund]])
      })
    let order = EvaluationOrder(linked.lines, linked.mechanisms)
    #expect(order.circleText(lines) == "one-settled reads other-settled reads one-settled")
  }

  /// Lower ranks, and at its own what other funds pay in.
  @Test func aMechanismSeesLowerRanks() {
    let lines = [
      line("premium"), line("memo", .memo), line("spending", .expenditure), line("merger", .transferOut, to: 1),
      line("into", .transferOut, fund: 1, to: 0), line("interest"),
    ]
    let view = FundView(lines, ranks: [0, 0, 1, 4, 4, 5])
    #expect(view.seen(of: 0, rank: 1) == [0])
    #expect(view.seen(of: 0, rank: 4) == [0, 2, 4])
    #expect(view.seen(of: 0, rank: 5) == [0, 2, 3, 4])
    #expect(view.seen(of: 1, rank: 5) == [3, 4])
  }
}
