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

  /// What to compute, in order; not all of it where there is a circle.
  public let steps: [Step]
  /// Lines that read one another in a circle, each the next and the last the first; nil where none do.
  public let circle: [Int]?

  /// Finds the order of a scheme.
  public init(_ lines: [FlowLine], _ mechanisms: [any Mechanism]) {
    var search = Search(lines, mechanisms)
    for line in lines.indices { search.visit(line) }
    steps = search.steps
    circle = search.circle
  }

  /// Goes through what is read, depth first.
  private struct Search {
    private let lines: [FlowLine]
    private let reads: [[Int]]
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
    }

    mutating func visit(_ line: Int) {
      guard circle == nil, lines.indices.contains(line) else { return }
      var step = Step.line(line), others: [Int] = []
      switch lines[line].source {
      case .lines(let sum): others = sum
      case .mechanism(let output):
        guard reads.indices.contains(output.mechanism) else { return }
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
  }
}

extension EvaluationOrder {
  /// The circle in words: each line reads the next.
  public func circleText(_ lines: [FlowLine]) -> String? {
    circle.map { circle in (circle + circle.prefix(1)).map { lines[$0].id }.joined(separator: " reads ") }
  }
}
