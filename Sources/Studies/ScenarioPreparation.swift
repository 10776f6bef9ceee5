import Arrays
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

extension PolicyStudy {
  /// Scenarios as the engine takes them.
  struct Prepared {
    let definitions: [ScenarioDefinition]
    /// `[region][scenario]`.
    let resolved: [[ResolvedScenario]]
    /// The scenario that demand answers, `[region][scenario]`; nil where there is none.
    let references: [[ResolvedScenario?]]
    let input: ProjectionInput
  }

  func prepare(_ stacks: [[Reform]], draws: Draws? = nil) throws -> Prepared {
    let definitions = try [ScenarioDefinition.baseline(baseline.title)] + stacks.flatMap(Self.definitions)
    try checkNames(definitions)
    let tables = try FaultOrigins(place).locating { try place.tables(timeline) }
    let first = try region(0, tables: tables[0], definitions, draws)
    let regions =
      [first]
      + (try Parallel.map(place.regions.count - 1) {
        try region($0 + 1, tables: tables[$0 + 1], definitions, draws).sharing(first)
      })
    let scenarios = try definitions.indices.map { index in
      ScenarioRules(
        id: definitions[index].id, parameters: regions.map { $0.resolved[index].parameters },
        demandReference: regions[0].references[index].map { _ in
          regions.compactMap { $0.references[index]?.parameters }
        },
        reaction: try definitions[index].reacting.flatMap { reform in
          try regions.map {
            try reaction(
              reform, scenario: index + 1, $0.resolved[index].parameters, $0.resolved[index + 1].parameters)
          }.first ?? nil
        }, reacting: try definitions[index].reacting.flatMap { try reactingRules($0, index, regions) })
    }
    let input = ProjectionInput(
      timeline: timeline, scheme: baseline.scheme, regions: regions.map(\.region), scenarios: scenarios)
    return Prepared(
      definitions: definitions, resolved: regions.map(\.resolved), references: regions.map(\.references), input: input)
  }

  /// One region made ready.
  struct PreparedRegion: Sendable {
    let region: Region
    /// By scenario.
    var resolved: [ResolvedScenario]
    var references: [ResolvedScenario?]

    /// Paths that are the same as in another region are held once: of hundreds of levers few differ.
    func sharing(_ other: PreparedRegion) -> PreparedRegion {
      var copy = self
      for index in resolved.indices {
        copy.resolved[index] = resolved[index].sharing(other.resolved[index])
        if let reference = other.references[index] {
          copy.references[index] = references[index]?.sharing(reference)
        }
      }
      return copy
    }
  }

  /// Resolves every scenario as it holds in one region.
  private func region(
    _ index: Int, tables: PlaceTables, _ definitions: [ScenarioDefinition], _ draws: Draws?
  ) throws -> PreparedRegion {
    let own = place.regions[index]
    let definitions = definitions.map(own.own)
    let resolver = resolver(region: index, draws: draws)
    let region = Region(id: own.id, tables: tables, fit: calibrations[index].fit)
    let locator = FaultOrigins(place, region: index, definitions: definitions)
    let resolved = try locator.locating {
      let resolved = try resolver.resolve(definitions)
      let responses = try MembershipResponses(
        baseline.scheme, region: region, timeline: timeline, baseline: resolved[0].parameters, for: resolved)
      return try zip(definitions, resolved).map { definition, resolved in
        try locator.locating(under: definition.id) { try responses.applied(to: resolved) }
      }
    }
    try locator.locating { try checkMortalityIndex(region.tables, definitions, resolved, draws) }
    let references = try Parallel.map(definitions.count) { scenario in
      try demandReference(
        definitions[scenario], reacting: resolved[scenario].reacting?.carriesHistory ?? false
      ).map { try resolver.resolve($0) }
    }
    return PreparedRegion(region: region, resolved: resolved, references: references)
  }

  /// The mortality index acts through a table, without which it would do nothing.
  private func checkMortalityIndex(
    _ tables: PlaceTables, _ definitions: [ScenarioDefinition], _ resolved: [ResolvedScenario], _ draws: Draws?
  ) throws {
    let index = baseline.scheme.common.mortalityIndex
    let moved = resolved.firstIndex { $0.parameters[index].annual.contains { $0 != 0 } }
    let isDrawn = draws?.drivers.contains { $0.isActive && $0.levers.contains(index) } ?? false
    guard moved != nil || isDrawn, tables.mortalitySensitivity.values.allSatisfy({ $0 == 0 }) else { return }
    throw FundcastError(
      .data,
      Diagnostic(
        "the mortality index moves, but the place has no table of what it does",
        of: .lever(baseline.registry[index].path), in: FaultScope(scenario: moved.map { definitions[$0].id }),
        remedy: "add mortality-index.csv (sex,age,log_rate_per_unit) to its tables, or leave the index alone"))
  }

  /// The scenario without its changes of benefits: what demand responds against, at the scenario's own prices. Nil where it
  /// changes no benefits.
  ///
  /// - Parameter reacting: whether a reform that acts in some years counts, because its values follow from its history.
  private func demandReference(_ definition: ScenarioDefinition, reacting: Bool) -> ScenarioDefinition? {
    let benefits = Set(baseline.scheme.branches.flatMap(\.benefitParameters))
    let last = reacting ? definition.reacting : nil
    guard
      (definition.reforms + [last].compactMap { $0 }).contains(where: {
        $0.changes.contains { benefits.contains($0.lever) }
      })
    else { return nil }
    func without(_ reform: Reform) -> Reform {
      reform.with(changes: reform.changes.filter { !benefits.contains($0.lever) })
    }
    return ScenarioDefinition(
      id: definition.id, title: definition.title, reforms: definition.reforms.map(without), reacting: last.map(without))
  }
}
