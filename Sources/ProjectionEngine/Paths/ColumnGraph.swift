import SchemeModel

/// One value that differs between columns, as a step on top of other such values. Scenarios whose parameters differ for the
/// same reasons share nodes.
struct ColumnNode: Hashable, Sendable {
  /// What a node reads: the central values of a parameter and the node of its difference, nil where columns agree.
  struct Source: Hashable, Sendable {
    let central: [Double]
    let node: Int?
  }

  let step: ColumnStep
  /// The difference the step acts on; nil for none yet.
  let input: Int?
  /// The parameters the step reads, in the order it names them.
  let sources: [Source]
  /// Central values of the parameter itself.
  let central: [Double]
  let after: Int
  /// Central value and share of the difference in December of the last year before the step acts.
  let decemberCentral: Double?
  let decemberShare: Double
  let range: ClosedRange<Double>
  let name: String
}

/// The differences between columns of all scenarios of a run, each distinct one once. A node reads only nodes before it.
struct ColumnGraph: Sendable {
  private(set) var nodes: [ColumnNode] = []
  private var places: [ColumnNode: Int] = [:]

  /// Enters the rules of one scenario and gives the node of every parameter that differs.
  mutating func enter(_ rules: ColumnRules, _ parameters: ParameterSet) -> [ParameterID: Int] {
    var current: [ParameterID: Int] = [:]
    func source(_ id: ParameterID) -> ColumnNode.Source {
      ColumnNode.Source(central: parameters[id].annual, node: current[id])
    }
    for response in rules.responses {
      let sources: [ColumnNode.Source] =
        switch response.step {
        case .grown(let id, _), .indexed(let id, _), .lagged(let id), .multiple(_, let id): [source(id)]
        case .sum(let ids): ids.map(source)
        case .added, .scaled, .carried, .kept: []
        }
      let node = ColumnNode(
        step: response.step.withoutNames, input: current[response.parameter], sources: sources,
        central: parameters[response.parameter].annual, after: response.after,
        decemberCentral: response.december?.central,
        decemberShare: response.december?.share ?? 1, range: response.range,
        name: response.name)
      if let known = places[node] {
        current[response.parameter] = known
      } else {
        places[node] = nodes.count
        current[response.parameter] = nodes.count
        nodes.append(node)
      }
    }
    return current
  }
}

extension ColumnStep {
  /// The same step with the parameters it reads left out: a node knows them by their own nodes.
  fileprivate var withoutNames: ColumnStep {
    let nobody = ParameterID(-1)
    switch self {
    case .grown(_, let central): return .grown(by: nobody, central: central)
    case .indexed(_, let central): return .indexed(to: nobody, central: central)
    case .sum(let ids): return .sum(ids.map { _ in nobody })
    case .multiple(let factor, _): return .multiple(factor, of: nobody)
    case .lagged: return .lagged(nobody)
    case .added, .scaled, .carried, .kept: return self
    }
  }
}
