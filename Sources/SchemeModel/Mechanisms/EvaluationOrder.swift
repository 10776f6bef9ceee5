/// In which order the lines and mechanisms of a year are computed: what is read comes first, otherwise as declared. Amounts do not
/// depend on it, since every sum names its lines.
public struct EvaluationOrder: Sendable {
  /// One thing to compute.
  public enum Step: Sendable, Hashable {
    /// A line that is a product of its own.
    case line(Int)
    /// A mechanism, with all its lines.
    case mechanism(Int)
  }

  /// What to compute before results are pooled, in order; not all of it where there is a circle.
  public let settling: [Step]
  /// What to compute after it: whatever has a rank above ``FundView/pooling``, and what reads that.
  public let closing: [Step]
  /// Lines that read one another in a circle, each the next and the last the first; nil where none do.
  public let circle: [Int]?

  /// Finds the order of a scheme, or a ``circle`` that forbids one.
  ///
  /// - Parameter lines: linked to `mechanisms`, which they name by index.
  public init(_ lines: [FlowLine], _ mechanisms: [any Mechanism]) {
    var search = Search(lines, mechanisms)
    for line in lines.indices { search.visit(line) }
    circle = search.circle
    let late = search.late()
    settling = search.steps.filter { !late.contains($0) }
    closing = search.steps.filter(late.contains)
  }

  /// Everything, in order.
  public var steps: [Step] { settling + closing }

  /// Goes through what is read, depth first.
  private struct Search {
    private let lines: [FlowLine]
    private let reads: [[Int]]
    private let ranks: [Int]
    private var isDone: [Step: Bool] = [:]
    /// The lines on the way, each read by the one before.
    private var way: [(line: Int, step: Step)] = []
    private(set) var steps: [Step] = []
    private(set) var circle: [Int]?
    init(_ lines: [FlowLine], _ mechanisms: [any Mechanism]) {
      self.lines = lines
      reads = mechanisms.map { mechanism in
        type(of: mechanism).inputs.flatMap(mechanism.declaration.lines)
      }
      ranks = mechanisms.map { type(of: $0).rank }
    }

    mutating func visit(_ line: Int) {
      guard circle == nil else { return }
      var step = Step.line(line), others: [Int] = []
      switch lines[line].source {
      case .lines(let sum): others = sum
      case .mechanism(let output):
        step = .mechanism(output.mechanism)
        others = reads[output.mechanism]
      case .people, .amount: break
      }
      switch isDone[step] {
      case true?: return
      case false?:
        let start = way.firstIndex { $0.step == step } ?? 0
        // The line by which the circle closes, which may be another one of the mechanism it began with.
        circle = [line] + way[(start + 1)...].map(\.line)
        return
      case nil: break
      }
      isDone[step] = false
      way.append((line, step))
      for other in others { visit(other) }
      way.removeLast()
      isDone[step] = true
      steps.append(step)
    }

    /// What stands after pooling: mechanisms of a higher rank that nothing of a lower one reads (interest that is part of a result
    /// which is settled comes before), and what reads them.
    func late() -> Set<Step> {
      var early: Set<Step> = []
      for step in steps.reversed() {
        if case .mechanism(let place) = step, ranks[place] <= FundView.pooling { early.insert(step) }
        if early.contains(step) { early.formUnion(read(by: step)) }
      }
      var late: Set<Step> = []
      for step in steps where !early.contains(step) {
        let isHigher = if case .mechanism(let place) = step { ranks[place] > FundView.pooling } else { false }
        if isHigher || !late.isDisjoint(with: read(by: step)) { late.insert(step) }
      }
      return late
    }

    private func read(by step: Step) -> [Step] {
      let others: [Int]
      switch step {
      case .mechanism(let place): others = reads[place]
      case .line(let line): if case .lines(let sum) = lines[line].source { others = sum } else { others = [] }
      }
      return others.map { line in
        if case .mechanism(let output) = lines[line].source { .mechanism(output.mechanism) } else { .line(line) }
      }
    }
  }
}

extension EvaluationOrder {
  /// The circle in words: each line reads the next.
  public func circleText(_ lines: [FlowLine]) -> String? {
    circle.map { circle in (circle + circle.prefix(1)).map { lines[$0].id }.joined(separator: " reads ") }
  }
}
