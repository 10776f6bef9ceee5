import PolicyModel
import Quantities
import SchemeModel

/// What a line of a scheme file counts that is no product of factors: the words of the file for what mechanisms post.
enum MechanismForm {
  case availableBalance
  case stock
  case result
  case interest
  case spendingOfLastYear(initial: ParameterID)
  case lineOfLastYear(Int, opening: ParameterID)
  case within(line: Int, bound: Int)
}

/// A line as the file has it.
struct DeclaredLine {
  /// The line, without what it counts where a mechanism posts it.
  let line: FlowLine
  /// Where in the file.
  let place: Int
  let form: MechanismForm?
}

/// Makes mechanisms of lines that belong together: the file names lines, the scheme has one value for each mechanism.
struct MechanismReader {
  let builder: SchemeBuilder
  let funds: [Fund]
  let declared: [DeclaredLine]
  private let lines: [FlowLine]
  /// Funds whose result is shared within a corridor, and those whose stock moves to another one.
  private let shared: Set<Int>
  private let merged: Set<Int>

  init(_ builder: SchemeBuilder, _ funds: [Fund], _ declared: [DeclaredLine]) {
    self.builder = builder
    self.funds = funds
    self.declared = declared
    lines = declared.map(\.line)
    func having(_ form: (MechanismForm) -> Bool) -> Set<Int> {
      Set(declared.filter { $0.form.map(form) ?? false }.map(\.line.fund))
    }
    merged = having { if case .stock = $0 { true } else { false } }
    shared = having { form in
      switch form {
      case .within, .result: true
      default: false
      }
    }.subtracting(merged)
  }

  /// The lines and mechanisms of the scheme; faults go to the collector.
  func read() -> (lines: [FlowLine], mechanisms: [any Mechanism]) {
    let view = FundView(lines, ranks: ranks())
    var made: [MechanismDeclaration] = [], posted: Set<Int> = []
    for place in declared.indices where !posted.contains(place) {
      guard let declaration = declaration(of: place, view) else { continue }
      posted.formUnion(declaration.posts.values.joined())
      made.append(declaration)
      if declared[place].form != nil, !posted.contains(place) {
        fault(place, "no mechanism posts this line", "a fund whose stock moves shares no result within a bound")
      }
    }
    do {
      let linked = try MechanismRegistry.standard.link(lines, made)
      let order = EvaluationOrder(linked.lines, linked.mechanisms)
      if let circle = order.circle, let first = circle.first, let text = order.circleText(lines) {
        builder.collector.report(
          "circle: \(text)", line: declared[first].place, key: "lines.\(lines[first].id)",
          value: "lines \(circle.map { String(declared[$0].place) }.joined(separator: ", ")) of the file",
          remedy: "let one of them count something else: none can be known before the others")
      }
      return linked
    } catch {
      let mechanism = error.declaration.map { made[$0] }
      let place = error.line ?? mechanism?.posts.values.compactMap(\.first).min() ?? 0
      fault(place, (mechanism.map { $0.id + ": " } ?? "") + error.message, error.remedy)
      return (lines, [])
    }
  }

  private func fault(_ place: Int, _ message: String, _ remedy: String) {
    builder.collector.report(
      message, line: declared.indices.contains(place) ? declared[place].place : 0,
      key: "lines.\(lines[place].id).source", remedy: remedy)
  }

  // MARK: - Ranks

  /// The rank of each line: that of the mechanism which posts it, and of a sum the highest of what it sums.
  private func ranks() -> [Int] {
    var found = [Int?](repeating: nil, count: lines.count)
    func highest(_ place: Int) -> Int {
      if let known = found[place] { return known }
      let own = declared[place].form.map { rank($0, of: lines[place].fund) } ?? 0
      found[place] = own
      guard case .lines(let others) = lines[place].source else { return own }
      let counted = others.map(highest).max() ?? 0
      found[place] = counted
      return counted
    }
    return lines.indices.map(highest)
  }

  private func rank(_ form: MechanismForm, of fund: Int) -> Int {
    switch form {
    case .availableBalance: BalanceSpending.rank
    case .stock: Merger.rank
    case .result: merged.contains(fund) ? Merger.rank : Corridor.rank
    case .within: Corridor.rank
    case .interest: shared.contains(fund) ? Interest.rankBeforeSettlement : Interest.rank
    case .spendingOfLastYear: Recovery.rank
    case .lineOfLastYear: Deferral.rank
    }
  }

  // MARK: - Kinds

  /// The mechanism that posts a line; nil where the line is a product of its own, or a fault is reported.
  private func declaration(of place: Int, _ view: FundView) -> MechanismDeclaration? {
    let fund = lines[place].fund, name = funds[fund].id
    func seen(_ rank: Int) -> [Int] { view.seen(of: fund, rank: rank) }
    func posts(_ isWanted: (MechanismForm) -> Bool) -> [Int] {
      declared.indices.filter { lines[$0].fund == fund && declared[$0].form.map(isWanted) ?? false }
    }
    switch declared[place].form {
    case nil: return nil
    case .availableBalance:
      let inflows = seen(BalanceSpending.rank).filter { [.income, .transferIn].contains(lines[$0].kind(in: fund)) }
      return MechanismDeclaration(
        id: name + ".spending", kind: BalanceSpending.kind, fund: fund, reads: ["balance": inflows],
        posts: ["spent": posts { if case .availableBalance = $0 { true } else { false } }])
    case .interest:
      return MechanismDeclaration(
        id: lines[place].id, kind: Interest.kind, fund: fund,
        reads: ["balance": seen(rank(.interest, of: fund))], posts: ["interest": [place]])
    case .spendingOfLastYear(let initial):
      return MechanismDeclaration(
        id: lines[place].id, kind: Recovery.kind, fund: fund, posts: ["recovered": [place]], openings: [initial])
    case .lineOfLastYear(let owed, let opening): return carried(place, owed, opening)
    case .stock, .result, .within:
      let results = posts { if case .result = $0 { true } else { false } }
      guard merged.contains(fund) else { return corridor(place, results, seen(Corridor.rank)) }
      let stocks = posts { if case .stock = $0 { true } else { false } }
      return MechanismDeclaration(
        id: name + ".merger", kind: Merger.kind, fund: fund, reads: ["balance": seen(Merger.rank)],
        posts: results.isEmpty ? ["stock": stocks] : ["stock": stocks, "result": results])
    }
  }

  /// Of last year is counted what a deferral, an advance or claims that wait left open: the sum, with its sign turned, of lines
  /// that are an amount of their own (a deferral, an advance where they are adjustments) or a part of claims.
  private func carried(_ settled: Int, _ owed: Int, _ opening: ParameterID) -> MechanismDeclaration? {
    let memo = lines[owed]
    guard memo.kind == .memo, case .lines(let granted) = memo.source, memo.product.factors == [.constant(-1)],
      let first = granted.first
    else {
      fault(
        settled, "a line of last year counts what a deferral, an advance or claims that wait left open",
        "name a memo line with `source: { lines: [granted] }` and `times: [-1]`, where `granted` is what was put off")
      return nil
    }
    let path = builder.registry[opening].path
    let id = path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
    var reads: [String: [Int]] = [:], kind = lines[first].kind == .adjustment ? Advance.kind : Deferral.kind
    var outputs = ["granted": granted, "receivable": [owed], "settled": [settled]]
    if case .lines(let claims) = lines[first].source {
      kind = ClaimsRunOff.kind
      reads = ["claims": claims]
      outputs = ["deferred": granted, "unpaid": [owed], "settled": [settled]]
    }
    return MechanismDeclaration(
      id: id, kind: kind, fund: lines[settled].fund, reads: reads, posts: outputs, openings: [opening])
  }

  private func corridor(_ place: Int, _ results: [Int], _ seen: [Int]) -> MechanismDeclaration? {
    let fund = lines[place].fund, id = funds[fund].id + ".corridor"
    let within = declared.indices.compactMap { place -> (kept: Int, result: Int, bound: Int)? in
      guard lines[place].fund == fund, case .within(let result, let bound)? = declared[place].form else { return nil }
      return (place, result, bound)
    }
    guard let first = within.first else {
      return MechanismDeclaration(
        id: id, kind: Corridor.kind, fund: fund, reads: ["result": seen], posts: ["settled": results])
    }
    guard case .lines(let premium) = lines[first.bound].source, results.contains(first.result),
      within.allSatisfy({ $0.result == first.result && $0.bound == first.bound })
    else {
      fault(
        first.kept, "what is kept within a bound is a part of the fund's result, and the bound a part of the premium",
        "name a memo line with `source: result-so-far`, and one with `source: { lines: [the premium] }`")
      return nil
    }
    var posts = ["result": [first.result], "bound": [first.bound], "kept": within.map(\.kept)]
    let settled = results.filter { $0 != first.result }
    if !settled.isEmpty { posts["settled"] = settled }
    return MechanismDeclaration(
      id: id, kind: Corridor.kind, fund: fund, reads: ["result": seen, "premium": premium], posts: posts)
  }
}
