import Quantities
import SchemeModel

/// A projection over paths made ready.
struct PathPlan: Sendable {
  let input: PathInput
  /// What differs between columns, by region: no region carries the values of another.
  let graphs: [ColumnGraph]
  let regions: [RegionPathPlan]
  /// `[region][scenario]`.
  let nodes: [[[ParameterID: Int]]]
  /// `[region][scenario][line]`.
  let factors: [[[LineFactor]]]

  /// - Parameter isDense: counts every cell and status even where cohorts would do; for comparison.
  init(_ input: PathInput, isDense: Bool = false) throws {
    self.input = input
    let projection = input.projection
    var graphs: [ColumnGraph] = []
    var nodes: [[[ParameterID: Int]]] = [], plans: [RegionPathPlan] = [], factors: [[[LineFactor]]] = []
    for index in projection.regions.indices {
      var graph = ColumnGraph()
      var own: [[ParameterID: Int]] = [], references: [[ParameterID: Int]?] = []
      for (scenario, rules) in projection.scenarios.enumerated() {
        own.append(graph.enter(input.rules[scenario][index], rules.parameters[index], scenario: scenario))
        if let reference = rules.demandReference, let other = input.referenceRules[scenario] {
          references.append(graph.enter(other[index], reference[index], scenario: scenario))
        } else {
          references.append(nil)
        }
      }
      plans.append(
        try RegionPathPlan(input, region: index, nodes: own, referenceNodes: references, isDense: isDense))
      factors.append(
        projection.scenarios.indices.map { scenario in
          projection.scheme.lines.map {
            LineFactor($0, projection.scenarios[scenario].parameters[index], own[scenario], projection.timeline)
          }
        })
      nodes.append(own)
      graphs.append(graph)
    }
    self.graphs = graphs
    regions = plans
    self.nodes = nodes
    self.factors = factors
  }
}
