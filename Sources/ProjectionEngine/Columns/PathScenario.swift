import Stochastics
import Quantities
import SchemeModel

/// A path as the scenario one would write by hand: the same draws as values of parameters. It shows what a path lived
/// through, and lets every path be checked against a projection of its own.
public enum PathScenario {
  /// The rules of a scenario on one path, its reference of demand included; of a scenario with a rule that reacts as if
  /// it never did.
  ///
  /// - Parameter path: counted from 0, whatever their number.
  /// - Throws: ``FundcastError`` naming a lever that leaves its range on the path.
  public static func rules(_ input: PathInput, scenario: Int, path: Int) throws -> ScenarioRules {
    let central = input.projection.scenarios[scenario]
    let parameters = try central.parameters.enumerated().map { region, parameters in
      try self.parameters(input, input.rules[scenario][region], parameters, path: path)
    }
    let reference = try central.demandReference.map { sets in
      try sets.enumerated().map { region, parameters in
        try self.parameters(
          input, input.referenceRules[scenario]?[region] ?? input.rules[scenario][region], parameters, path: path)
      }
    }
    return ScenarioRules(id: "\(central.id), path \(path)", parameters: parameters, demandReference: reference)
  }

  private static func parameters(
    _ input: PathInput, _ rules: ColumnRules, _ central: ParameterSet, path: Int
  ) throws -> ParameterSet {
    let timeline = input.projection.timeline
    var graph = ColumnGraph()
    let nodes = graph.enter(rules, central, scenario: 0)
    let first = path / ColumnSlab.width * ColumnSlab.width, column = path - first
    var slab = ColumnSlab(graph, firstPath: first, used: column + 1)
    let drivers = DriverSlab(input, first: first)
    var result = central
    for year in 0..<timeline.count {
      try slab.advance(to: year, drivers, baseYear: timeline.baseYear)
      for (id, node) in nodes {
        result.paths[id.index] = result[id].moved(
          in: year, by: slab.differences[node * ColumnSlab.width + column])
      }
    }
    return result
  }
}

extension DriverSlab {
  /// The draws of the slab that begins with a path.
  init(_ input: PathInput, first: Int) {
    let draws = NormalDraws(seed: input.draws.seed, antithetic: input.draws.isAntithetic)
    let years = max(input.projection.timeline.count - input.draws.firstYear, 0)
    let paths = input.draws.process.paths(draws, first: first, count: ColumnSlab.width, years: years)
    self.init(
      levels: paths.levels, cumulated: paths.cumulated, drivers: input.draws.process.order,
      firstYear: input.draws.firstYear)
  }
}
