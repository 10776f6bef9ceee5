import Quantities
import SchemeModel

/// Compiles lines and mechanisms.
struct LineCompiler {
  private let compiler: SchemeCompiler
  private let funds: [Fund]
  private let care: SchemeCare
  private let declared: [LineDeclaration]
  /// The names of all lines: what reads what decides the order, wherever it stands.
  private let names: [String]

  init(_ compiler: SchemeCompiler, funds: [Fund], care: SchemeCare) {
    self.compiler = compiler
    self.funds = funds
    self.care = care
    declared = compiler.declaration.money.lines
    names = declared.map(\.name.text)
  }

  /// All lines in order, and the mechanisms that post some of them; nothing where a line has a fault.
  func compile() -> (lines: [FlowLine], mechanisms: [any Mechanism]) {
    let lines = declared.compactMap(line)
    guard lines.count == declared.count, compiler.collector.isEmpty else { return ([], []) }
    let mechanisms = MechanismCompiler(compiler, lines: lines, declared: declared).compile()
    do {
      let linked = try MechanismRegistry.standard.link(lines, mechanisms)
      reportCircle(of: EvaluationOrder(linked.lines, linked.mechanisms), lines)
      return linked
    } catch {
      let mechanism = error.declaration.map { mechanisms[$0] }
      let name = declared[error.line ?? mechanism?.posts.values.compactMap(\.first).min() ?? 0].name
      compiler.collector.report(
        (mechanism.map { $0.id + ": " } ?? "") + error.message, line: name.line, key: name.key, remedy: error.remedy)
      return (lines, [])
    }
  }

  private func reportCircle(of order: EvaluationOrder, _ lines: [FlowLine]) {
    guard let circle = order.circle, let first = circle.first, let text = order.circleText(lines) else { return }
    compiler.collector.report(
      "circle: \(text)", line: declared[first].name.line, key: declared[first].name.key,
      value: "lines \(circle.map { String(declared[$0].name.line) }.joined(separator: ", ")) of the file",
      remedy: "let one of them count something else: none can be known before the others")
  }

  private func line(_ line: LineDeclaration) -> FlowLine? {
    let entry = line.entry, ids = funds.map(\.id)
    guard let fund = compiler.place(entry.fund, in: ids, "fund"), let source = source(line.counts) else { return nil }
    var counterpart: Int?
    if let other = entry.counterpart {
      guard let place = compiler.place(other, in: ids, "fund") else { return nil }
      guard place != fund else {
        compiler.collector.report(
          "a fund cannot transfer to itself", line: other.line, key: other.key, value: other.text,
          remedy: "name the other fund, or leave it out")
        return nil
      }
      counterpart = place
    }
    return FlowLine(
      id: line.name.text, title: line.title,
      entry: LineEntry(
        fund: fund, kind: entry.kind, item: entry.item, counterpart: counterpart, receivedAs: entry.receivedAs,
        reversed: entry.reversed), source: source,
      factors: LineFactors(
        base: compiler.product(line.standard), rate: compiler.product(line.rate),
        collection: compiler.product(line.collection), isContribution: line.isContribution),
      months: LineMonths(line.months, isDated: line.months != nil))
  }

  private func source(_ counts: CountDeclaration) -> LineSource? {
    func states(_ selection: SelectionDeclaration) -> [Int] { compiler.names.states(selection) }
    switch counts {
    case .amount: return .amount
    case .persons(let of, let basis): return .people(.persons(basis), statuses: states(of))
    case .dependents(let of, let basis): return .people(.dependents(basis), statuses: states(of))
    case .base(let name):
      let bases = compiler.declaration.people.bases
      return compiler.place(name, in: bases.map(\.name.text), "base")
        .map { .people(.contributionBase($0), statuses: states(bases[$0].of)) }
    case .services(let name): return branch(name).map { .people(.services($0), statuses: care.branches[$0].statuses) }
    case .payments(let name):
      return branch(name).map { .people(.fundPayment($0), statuses: care.branches[$0].statuses) }
    case .layer(let name):
      return compiler.place(name, in: care.layers.map(\.id), "layer").flatMap { place in
        care.bundles.first { $0.layers.contains(place) }
          .map { .people(.layerPayment(place), statuses: $0.statuses) }
      }
    case .joined(let name, let of, let basis):
      return compiler.place(name, in: care.covers.map(\.id), "cover")
        .map { .people(.covered($0, basis), statuses: states(of)) }
    case .lines(let summed):
      let places = summed.compactMap { compiler.place($0, in: names, "line") }
      return places.count == summed.count ? .lines(places) : nil
    }
  }

  private func branch(_ name: Mention) -> Int? { compiler.place(name, in: care.branches.map(\.id), "service") }
}
