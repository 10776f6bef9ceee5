import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// What of the inputs of a run nobody may have meant, region by region.
extension PolicyStudy {
  /// Warnings about values and tables alone.
  func levelWarnings(_ prepared: Prepared, region: Int) -> [LocalizedText] {
    let own = place.regions[region], resolved = prepared.resolved[region]
    let levels = LevelPlausibility(own.baseline, timeline: timeline)
    let scenarios = prepared.definitions.indices.dropFirst().flatMap { scenario in
      levels.warnings(own.own(prepared.definitions[scenario]), resolved[scenario], against: resolved[0])
    }
    return levels.warnings(resolved[0], prepared.input.regions[region].tables) + scenarios
  }

  /// Warnings about values beside the flows and people that a projection finds.
  ///
  /// - Parameter scenarios: the projected scenarios by their place among the definitions, the baseline first.
  /// - Throws: ``FundcastError`` where an amount cannot be what it is part of.
  func flowWarnings(
    _ prepared: Prepared, _ result: ProjectionResult, scenarios: [Int], region: Int
  ) throws -> [LocalizedText] {
    let own = place.regions[region]
    let flows = FlowPlausibility(baseline: own.baseline, result: result, region: region)
    var warnings = flows.vitalRates(calibrations[region]) + flows.boughtCovers() + flows.unpaidServices()
    var faults: [Diagnostic] = []
    for (scenario, place) in scenarios.enumerated() {
      let definition = prepared.definitions[place]
      let amounts = flows.amounts(scenario: scenario, definition)
      let openings = flows.openingAmounts(scenario: scenario, definition)
      warnings += flows.openingBalances(scenario: scenario, definition)
      warnings += flows.lastYearExpenditure(scenario: scenario, definition) + openings.warnings + amounts.warnings
      warnings += flows.perHeadLines(scenario: scenario, definition) + flows.movers(scenario: scenario, definition)
      faults += amounts.faults + openings.faults
    }
    guard faults.isEmpty else { throw FundcastError(.data, faults) }
    return warnings
  }

  /// Every warning about the inputs of a run, each once.
  func implausible(_ prepared: Prepared, _ result: ProjectionResult, scenarios: [Int], region: Int) throws
    -> [LocalizedText]
  {
    let flows = try FaultOrigins(place, region: region, definitions: prepared.definitions).locating {
      try flowWarnings(prepared, result, scenarios: scenarios, region: region)
    }
    var seen: Set<LocalizedText> = []
    return (levelWarnings(prepared, region: region) + flows).filter { seen.insert($0).inserted }
  }

  /// The baseline, and the scenarios that give amounts a projection alone can judge.
  func projectedForCheck(_ prepared: Prepared) throws -> (result: ProjectionResult, scenarios: [Int]) {
    let base = prepared.resolved[0][0].parameters
    let units: Set<Unit> = [.moneyPerYear, .personsPerYear, .moneyPerPersonYear]
    let amounts = place.baseline.registry.levers.filter {
      units.contains($0.spec.unit) && $0.kind != "economy" || $0.spec.isReadOnce
    }
    let scenarios = prepared.definitions.indices.filter { scenario in
      scenario == 0
        || amounts.contains { prepared.resolved[0][scenario].parameters[$0.id] != base[$0.id] }
    }
    var input = prepared.input
    input.scenarios = scenarios.map { place in
      let rules = prepared.input.scenarios[place]
      return ScenarioRules(id: rules.id, parameters: rules.parameters, demandReference: rules.demandReference)
    }
    return (try Projection.run(input), scenarios)
  }
}
