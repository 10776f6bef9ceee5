import Quantities
import SchemeModel
import _TestSupport

/// One mechanism alone, over years of random columns: its lines, and plain lines before it whose amounts are drawn.
struct MechanismBench {
  static let columns = 4

  var generator: SeededGenerator
  private(set) var lines: [FlowLine] = []
  private(set) var drawn: [Int] = []
  private var declaration: MechanismDeclaration?
  /// Balances at the end of last year, `[fund][column]`.
  var balances: [[Double]]
  /// What the mechanism remembers.
  var memory: [[Double]] = []

  init(seed: Int, funds: Int = 2) {
    generator = SeededGenerator(seed: UInt64(seed))
    balances = (0..<funds).map { _ in [] }
    for fund in balances.indices { balances[fund] = column(1...1e9) }
  }

  /// A number for each column.
  mutating func column(_ range: ClosedRange<Double>) -> [Double] {
    (0..<Self.columns).map { _ in Double.random(in: range, using: &generator) }
  }

  static func line(_ name: String, _ kind: LineKind, fund: Int = 0, to counterpart: Int? = nil) -> FlowLine {
    FlowLine(
      id: name, title: LocalizedText(en: name, zh: name),
      entry: LineEntry(fund: fund, kind: kind, item: "", counterpart: counterpart), source: .amount)
  }

  /// The same line as an output asks for it: −1 as its factor, or moved when a share rises.
  static func line(_ line: FlowLine, isReversed: Bool, movesStock: Bool) -> FlowLine {
    FlowLine(
      id: line.id, title: line.title, entry: line.entry, source: line.source,
      factors: LineFactors(rate: ScalarProduct(isReversed ? [.constant(-1)] : [])),
      months: movesStock ? LineMonths(LineMonths.december) : line.months)
  }

  /// A plain line, whose amount is drawn each year.
  mutating func add(_ line: FlowLine) {
    drawn.append(lines.count)
    lines.append(line)
  }

  /// The mechanism, which reads plain lines by place.
  mutating func add(
    _ kind: String, reads: [String: [Int]] = [:], openings: Int = 0, posts: [(output: String, line: FlowLine)]
  ) {
    var places: [String: [Int]] = [:]
    let shapes = MechanismRegistry.standard.kinds.first { $0.kind == kind }?.outputs ?? []
    for (output, line) in posts {
      places[output, default: []].append(lines.count)
      let isReversed = shapes.contains { $0.name == output && $0.factors == .reversed }
      lines.append(Self.line(line, isReversed: isReversed, movesStock: output == "stock"))
    }
    declaration = MechanismDeclaration(
      id: kind, kind: kind, fund: 0, reads: reads, posts: places, openings: (0..<openings).map { ParameterID($0) })
    memory = (0..<openings).map { _ in [] }
    for slot in memory.indices { memory[slot] = column(0...1e9) }
  }

  /// A year: amounts by line. Plain lines are drawn, or given; a mechanism's lines have the terms that are given, else one.
  mutating func year(
    terms: [String: [Double]] = [:], plain: [Int: [Double]] = [:],
    interest: LedgerYear.InterestRule? = nil
  ) throws -> [String: [Double]] {
    guard let declaration else { return [:] }
    let linked = try MechanismRegistry.standard.link(lines, [declaration])
    let one = [Double](repeating: 1, count: Self.columns)
    var year = LedgerYear(
      linked.lines, columns: Self.columns, opening: Array(balances.joined()),
      terms: Array(lines.map { terms[$0.id] ?? one }.joined()),
      weights: [Double](repeating: 0, count: lines.count * Self.columns), interest: interest ?? (one, one, one))
    for line in drawn { year.post(line, plain[line] ?? column(0...1e9)) }
    for posting in linked.mechanisms[0].post(year, memory: memory) {
      year.post(posting.line, posting.amount, dated: posting.moved)
    }
    memory = linked.mechanisms[0].remember(year, memory: memory)
    for fund in balances.indices {
      let change = year.flows(of: fund, Array(lines.indices)).change
      balances[fund] = zip(balances[fund], change).map { $0 + $1 }
    }
    return Dictionary(uniqueKeysWithValues: lines.indices.map { (lines[$0].id, year.sum([$0])) })
  }
}

/// Whether columns agree to rounding of so much money.
func agree(_ actual: [Double], _ expected: [Double], gross: Double = 1e10) -> Bool {
  zip(actual, expected).allSatisfy { Tolerance.roundoff(gross: gross).admits($0, $1) }
}

func - (_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 - $1 } }
func + (_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 + $1 } }
