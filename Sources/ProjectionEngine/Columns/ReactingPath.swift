import SchemeModel

/// The central path of a scenario whose values follow from the years in which its reaction acted: found a year at a time, each
/// after the accounts of the year before.
struct ReactingPath {
  let scenario: Int
  /// The values as far as the years went; after that those without the reform.
  private(set) var parameters: ParameterSet
  /// The same of the reference of demand; nil where there is none.
  private(set) var reference: ParameterSet?
  private var slab: ColumnSlab
  private let nodes: [ParameterID: Int]
  private let referenceNodes: [ParameterID: Int]

  /// The paths of all such scenarios in a region.
  static func all(_ input: ProjectionInput, region: Int) -> [ReactingPath] {
    input.scenarios.indices.compactMap { ReactingPath(input, scenario: $0, region: region) }
  }

  private init?(_ input: ProjectionInput, scenario: Int, region: Int) {
    let rules = input.scenarios[scenario]
    guard let reacting = rules.reacting else { return nil }
    self.scenario = scenario
    parameters = rules.parameters[region]
    reference = rules.demandReference?[region]
    var graph = ColumnGraph()
    nodes = graph.enter(reacting.rules[region], parameters, scenario: scenario)
    referenceNodes =
      reference.flatMap { set in
        reacting.references.map { graph.enter($0[region], set, scenario: scenario) }
      } ?? [:]
    slab = ColumnSlab(graph, firstPath: 0, used: 1)
    slab.isCentral = true
  }

  /// Goes on to a year.
  ///
  /// - Throws: ``FundcastError`` where a value leaves its range.
  mutating func advance(to year: Int, acts: Bool, baseYear: Int) throws {
    try slab.advance(to: year, .none, baseYear: baseYear) { _, _ in acts }
    for (id, node) in nodes { move(&parameters, id, node, year) }
    guard var other = reference else { return }
    for (id, node) in referenceNodes { move(&other, id, node, year) }
    reference = other
  }

  private func move(_ set: inout ParameterSet, _ id: ParameterID, _ node: Int, _ year: Int) {
    let difference = slab.differences[node * ColumnSlab.width]
    guard difference != 0 else { return }
    set.paths[id.index] = set[id].moved(in: year, by: difference)
  }

  /// Weights of a year with the values of the path; nil where they are those without the reform.
  func rows(_ variant: WeightVariant, year: Int) -> CompiledRows? {
    let own = variant.with(parameters, reference: reference)
    return own.isSame(as: variant, in: year) ? nil : own.compiled(year: year)
  }
}
