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
    #expect(fault?.message == "i1: interest is posted by i0 already")
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

  /// Two corridors that pay each other (scheme-language.md section 2).
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
