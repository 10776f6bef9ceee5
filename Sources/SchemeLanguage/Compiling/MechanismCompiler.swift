import SchemeModel

/// Compiles mechanisms: what each sees of its fund follows from its rank.
struct MechanismCompiler {
  private let compiler: SchemeCompiler
  private let lines: [FlowLine]
  private let declared: [PostingDeclaration]
  private let places: [String: Int]
  /// Funds whose result is shared within a corridor.
  private let shared: Set<Int>

  init(_ compiler: SchemeCompiler, lines: [FlowLine], declared: [LineDeclaration]) {
    self.compiler = compiler
    self.lines = lines
    self.declared = compiler.declaration.money.mechanisms
    let places = Dictionary(
      declared.enumerated().map { ($0.element.name.text, $0.offset) }, uniquingKeysWith: { first, _ in first })
    self.places = places
    shared = Set(
      self.declared.filter { $0.kind == Corridor.kind }.flatMap { mechanism in
        mechanism.posts.values.joined().compactMap { places[$0.text] }.prefix(1).map { lines[$0].fund }
      })
  }

  /// The mechanisms as the model takes them.
  func compile() -> [MechanismDeclaration] {
    let view = FundView(lines, ranks: ranks)
    return declared.compactMap { declaration($0, view) }
  }

  private func lines(_ names: [Mention]) -> [Int] { names.compactMap { places[$0.text] } }

  /// The rank of each line: that of the mechanism which posts it, and of a sum the highest of what it sums.
  private var ranks: [Int] {
    var own = [Int](repeating: 0, count: lines.count)
    for mechanism in declared {
      for place in lines(Array(mechanism.posts.values.joined())) { own[place] = rank(mechanism, of: lines[place].fund) }
    }
    var found = [Int?](repeating: nil, count: lines.count)
    func highest(_ place: Int) -> Int {
      if let known = found[place] { return known }
      found[place] = own[place]
      guard case .lines(let others) = lines[place].source else { return own[place] }
      let counted = others.map(highest).max() ?? 0
      found[place] = counted
      return counted
    }
    return lines.indices.map(highest)
  }

  private func rank(_ mechanism: PostingDeclaration, of fund: Int) -> Int {
    if mechanism.kind == Interest.kind, shared.contains(fund) { return Interest.rankBeforeSettlement }
    return MechanismRegistry.standard.kinds.first { $0.kind == mechanism.kind }?.rank ?? 0
  }

  private func declaration(_ mechanism: PostingDeclaration, _ view: FundView) -> MechanismDeclaration? {
    let posts = mechanism.posts.mapValues(lines)
    guard let first = posts.values.joined().min() else { return nil }
    let openings = mechanism.openings.compactMap(compiler.lever)
    guard openings.count == mechanism.openings.count else { return nil }
    let fund = lines[first].fund, name = compiler.declaration.money.funds[fund].name.text
    let seen = view.seen(of: fund, rank: rank(mechanism, of: fund))
    var reads = mechanism.reads.mapValues(lines)
    let id: String
    switch mechanism.kind {
    case BalanceSpending.kind:
      id = name + ".spending"
      reads["balance"] = seen.filter { [.income, .transferIn].contains(lines[$0].kind(in: fund)) }
    case Corridor.kind:
      id = name + ".corridor"
      reads["result"] = seen
    case Merger.kind:
      id = name + ".merger"
      reads["balance"] = seen
    case Interest.kind:
      id = mechanism.name.text
      reads["balance"] = seen
    case Recovery.kind: id = lines[first].id
    default: id = mechanism.name.text
    }
    return MechanismDeclaration(
      id: id, kind: mechanism.kind, fund: fund, reads: reads, posts: posts, openings: openings)
  }
}
