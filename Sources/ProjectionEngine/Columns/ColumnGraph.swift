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
  /// What the parameter would be with a reform that acts in some years, where the step chooses; nil where columns agree.
  var acting: Int?
  /// The scenario whose history the step asks for; −1 where it asks for none.
  var scenario = -1
}

/// The differences between columns of all scenarios of a run, each distinct one once. A node reads only nodes before it.
struct ColumnGraph: Sendable {
  private(set) var nodes: [ColumnNode] = []
  private var places: [ColumnNode: Int] = [:]

  /// Enters the rules of one scenario, by its place in the run, and gives the node of every parameter that differs.
  mutating func enter(_ rules: ColumnRules, _ parameters: ParameterSet, scenario: Int) -> [ParameterID: Int] {
    var current: [ParameterID: Int] = [:], acting: [ParameterID: Int] = [:]
    /// The nodes of every parameter's steps so far.
    var steps: [ParameterID: [Int]] = [:]
    func source(_ id: ParameterID) -> ColumnNode.Source {
      ColumnNode.Source(central: parameters[id].annual, node: current[id])
    }
    for response in rules.responses {
      let sources: [ColumnNode.Source] =
        switch response.step {
        case .grown(let id, _), .indexed(let id, _), .lagged(let id), .multiple(_, let id): [source(id)]
        case .sum(let ids): ids.map(source)
        case .reacting(let step):
          switch step.run {
          case .growBy(let id), .index(let id): [source(id)]
          default: []
          }
        case .blended(_, _, let stage):
          [
            ColumnNode.Source(
              central: parameters[response.parameter].annual, node: steps[response.parameter]?.prefix(stage).last)
          ]
        case .added, .scaled, .carried, .kept: []
        }
      let id = response.parameter
      var node = ColumnNode(
        step: response.step.withoutNames, input: response.isActing ? acting[id] ?? current[id] : current[id],
        sources: sources, central: response.ownCentral ?? parameters[id].annual, after: response.after,
        decemberCentral: response.december?.central,
        decemberShare: response.december?.share ?? 1, range: response.range,
        name: response.name)
      if case .reacting = response.step {
        // Steps on top of the reform's own values stand beside those of what would have been.
        node.acting = acting[id] ?? current[id]
        node.scenario = scenario
      }
      let place = places[node] ?? nodes.count
      if place == nodes.count {
        places[node] = place
        nodes.append(node)
      }
      if response.isActing {
        acting[id] = place
      } else {
        (current[id], acting[id]) = (place, nil)
      }
      steps[id, default: []].append(place)
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
    case .reacting(let step): return .reacting(step.reading(nobody))
    case .blended(let kept, let earlier, _): return .blended(kept: kept, earlier: earlier, stage: 0)
    case .added, .scaled, .carried, .kept: return self
    }
  }
}
