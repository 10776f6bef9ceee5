import Arrays
import Calibration
import InputFiles
import PolicyModel
import ProjectionEngine
import Quantities
import SchemeModel

/// A place made ready for scenarios: read, and fitted to its base year once.
public struct PolicyStudy: Sendable {
  /// Rules, assumptions, tables and reforms.
  public let place: PlaceFolder
  /// What the base year fixed, by region: each is fitted by itself.
  public let calibrations: [CalibrationResult]
  /// The years.
  public let timeline: Timeline

  private var baseline: Baseline { place.baseline }

  /// What the base year fixed in the first region; a place without `regions:` has no other.
  public var calibration: CalibrationResult { calibrations[0] }

  /// Reads nothing more: fits the base year of `place` for a projection to `horizon`.
  ///
  /// - Throws: ``FundcastError`` where the horizon lies before the base year or beyond the tables, or the fit fails.
  public init(_ place: PlaceFolder, horizon: Int? = nil) throws {
    let first = place.baseline.baseYear
    try Self.check(horizon, place)
    // A shorter run of a place leaves later values out, as it should.
    let farthest = max(horizon ?? 0, place.baseline.defaultHorizon)
    let late = place.regions.flatMap { LateDates.faults($0.baseline, horizon: farthest) }
      .reduce(into: [Diagnostic]()) { if !$0.contains($1) { $0.append($1) } }
    guard late.isEmpty else { throw FundcastError(.data, late) }
    let horizon = horizon ?? place.baseline.defaultHorizon
    self.place = place
    timeline = Timeline(baseYear: first, horizon: horizon)
    let fitted = BaseYear.fitted(place.baseline)
    let tables = try FaultLocator(place).locating { try place.tables(fitted) }
    calibrations = try Parallel.map(place.regions.count) { index in
      try Self.fit(place, tables[index], region: index)
    }
  }

  /// The horizon of the command line, or of the baseline where that is silent.
  private static func check(_ given: Int?, _ place: PlaceFolder) throws {
    let first = place.baseline.baseYear, last = place.lastHorizon
    let horizon = given ?? place.baseline.defaultHorizon
    guard horizon < first || horizon > last else { return }
    let message = "the horizon must lie between the base year and the last year of the tables"
    let remedy =
      first <= last
      ? "choose \(first) to \(last)" : "the tables end in \(last + 1): extend them beyond the base year \(first)"
    throw given == nil
      ? FundcastError(
        .data,
        Diagnostic(
          message, file: place.baselinePath, line: place.horizonLine, key: "default-horizon", value: "\(horizon)",
          remedy: remedy))
      : FundcastError(.usage, Diagnostic(message, key: "--horizon", value: "\(horizon)", remedy: remedy))
  }

  /// Projects the baseline and stacks of reforms in one run, along the central path and, where asked, over many.
  ///
  /// - Parameters:
  ///   - paths: how many futures, and which.
  ///   - deciles: whether results divide bills into deciles.
  ///   - output: which tables are written, and how.
  ///   - options: what the user wants of the words.
  ///   - onProgress: told the share of the paths' work that is done; may throw to stop.
  public func run(
    _ stacks: [[Reform]], paths request: PathRequest? = nil, deciles: Bool = false,
    output: OutputRequest = OutputRequest(), options: ReportOptions = ReportOptions(),
    onProgress: (Double) throws -> Void = { _ in }
  ) throws -> PolicyRun {
    let draws = try request.map { try self.draws($0) }
    if let request, place.isRegional {
      try PathMemory.checkStatistics(
        baseline.scheme, regions: place.regions.count, scenarios: stacks.count + 1, timeline: timeline,
        paths: request.paths, budget: request.memory)
    }
    let prepared = try prepare(stacks, draws: draws)
    let result = try projected(prepared)
    let resolved = lived(prepared.resolved, result)
    let implausible = try Parallel.map(place.regions.count) {
      try self.implausible(prepared, result, scenarios: Array(prepared.definitions.indices), region: $0)
    }
    var paths: PathRun?
    if let request, let draws {
      paths = try runPaths(prepared, draws, request, central: result, onProgress: onProgress)
    }
    return PolicyRun(
      baseline: baseline, definitions: prepared.definitions,
      regions: place.regions.indices.map {
        RegionRun(
          region: place.regions[$0], calibration: calibrations[$0], resolved: resolved[$0],
          implausible: implausible[$0])
      }, result: result, inputs: inputs(stacks),
      request: RunRequest(
        place: place.path, horizon: timeline.horizon, scenarios: Self.changes(stacks),
        name: stacks.joined().compactMap(\.scenario).first, paths: request, deciles: deciles, output: output,
        options: options),
      paths: paths)
  }

  /// The values of scenarios, `[region][scenario]`; of those that followed from their own history what they were.
  private func lived(_ resolved: [[ResolvedScenario]], _ result: ProjectionResult) -> [[ResolvedScenario]] {
    resolved.enumerated().map { region, scenarios in
      scenarios.enumerated().map { scenario, resolved in
        guard let history = result.history(scenario: scenario, region: region) else { return resolved }
        let moved = baseline.registry.levers.map(\.id).filter { history[$0] != resolved.parameters[$0] }
        return resolved.with(Dictionary(uniqueKeysWithValues: moved.map { ($0, history[$0]) }))
      }
    }
  }

  private func projected(_ prepared: Prepared) throws -> ProjectionResult {
    try FaultLocator(place, definitions: prepared.definitions).locating {
      let result = try Projection.run(prepared.input)
      try FiniteCheck(result, baseline).run()
      return result
    }
  }

  /// The changes that stacks were read from: the points of a sweep come from one file.
  private static func changes(_ stacks: [[Reform]]) -> [[RunRequest.Change]] {
    stacks.reduce(into: []) { changes, stack in
      let own = stack.map(RunRequest.Change.init)
      if changes.last != own { changes.append(own) }
    }
  }

  /// Finds out whether stacks can be run: moves the people of the baseline and of every stack through all years, and computes the
  /// money of the baseline and of stacks that give amounts.
  ///
  /// - Returns: what the fits warn of and which inputs nobody may have meant, by region.
  /// - Throws: ``FundcastError`` where a value is out of its range, a change does nothing, a reaction or a hazard cannot be.
  @discardableResult
  public func check(_ stacks: [[Reform]]) throws -> [[LocalizedText]] {
    let prepared = try prepare(stacks)
    let projected = try FaultLocator(place, definitions: prepared.definitions).locating {
      try Projection.movePeople(prepared.input)
      return try projectedForCheck(prepared)
    }
    return try place.regions.indices.map {
      try calibrations[$0].warnings
        + implausible(prepared, projected.result, scenarios: projected.scenarios, region: $0)
    }
  }

  /// What a run of these stacks gives the engine.
  ///
  /// - Throws: also where a reform holds in some years only, which plain arrays cannot say.
  public func input(_ stacks: [[Reform]]) throws -> ProjectionInput {
    if let rule = stacks.joined().compactMap(\.reaction).first {
      throw FundcastError(
        .data,
        Diagnostic(
          "a rule that reacts cannot be exported", file: rule.location.file, line: rule.location.line, key: "when",
          remedy: "leave the reform out"))
    }
    return try prepare(stacks).input
  }

  /// The values of every lever under one stack of reforms, in one region.
  public func resolve(_ stack: [Reform], region: Int) throws -> ResolvedScenario {
    let own = place.regions[region]
    return try FaultLocator(place, region: region).locating {
      try SeriesResolver(own.baseline, timeline: timeline, solved: calibrations[region].solved)
        .resolve(own.own(Self.definition(stack)))
    }
  }

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
    let definitions = try [ScenarioDefinition.baseline(baseline.title)] + stacks.flatMap(definitions)
    try checkNames(definitions)
    let tables = try FaultLocator(place).locating { try place.tables(timeline) }
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
  private struct PreparedRegion: Sendable {
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
    let resolver = SeriesResolver(
      own.baseline, timeline: timeline, solved: calibrations[index].solved, draws: draws)
    let region = Region(id: own.id, tables: tables, fit: calibrations[index].fit)
    let locator = FaultLocator(place, region: index, definitions: definitions)
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
        "the mortality index moves, but the place has no table of what it does", key: baseline.registry[index].path,
        remedy: "add mortality-index.csv (sex,age,log_rate_per_unit) to its tables, or leave the index alone",
        scenario: moved.map { definitions[$0].id }))
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

  /// How the values under a reform that acts in some years follow from its history, in all regions; nil where in none of them
  /// what it did in earlier years stands in later ones.
  private func reactingRules(
    _ reform: Reform, _ scenario: Int, _ regions: [PreparedRegion]
  ) throws -> ReactingRules? {
    let own = regions.compactMap { $0.resolved[scenario].reacting }
    guard own.contains(where: \.carriesHistory) else { return nil }
    if let lever = own.flatMap(\.movesWithin).first {
      throw FundcastError(
        .data,
        Diagnostic(
          "under `when` a reform that moves growth or rules after the last date is dated by whole years, and this lever moves within a year",
          file: reform.reaction?.location.file, line: reform.reaction?.location.line,
          key: baseline.registry[lever].path,
          remedy: "date the change to a January, or take this lever into a reform without `when`"))
    }
    return ReactingRules(
      rules: own.map(\.rules),
      references: regions[0].references[scenario].map { _ in
        regions.map { $0.references[scenario]?.reacting?.rules ?? ColumnRules() }
      })
  }

  /// The scenarios of a stack: one, or where the last reform holds in some years only, that and the same with it in all.
  private func definitions(_ stack: [Reform]) throws -> [ScenarioDefinition] {
    if let early = stack.dropLast().first(where: { $0.reaction != nil }), let location = early.reaction?.location {
      throw FundcastError(
        .data,
        Diagnostic(
          "a reform with `when` must be the last of a stack", file: location.file, line: location.line, key: "when",
          remedy: "name it last"))
    }
    let whole = Self.definition(stack)
    guard let last = stack.last, last.reaction != nil else { return [whole] }
    return [
      ScenarioDefinition(
        id: whole.id, title: whole.title, reforms: Array(stack.dropLast()), reacting: last),
      ScenarioDefinition(
        id: whole.id + "-always",
        title: LocalizedText(en: whole.title.en + ", in all years", zh: whole.title.zh + "（始终执行）"), reforms: stack),
    ]
  }

  /// What the engine needs of a reform that holds in some years only.
  private func reaction(
    _ reform: Reform, scenario: Int, _ before: ParameterSet, _ after: ParameterSet
  ) throws -> Reaction? {
    guard let rule = reform.reaction else { return nil }
    func fault(_ message: String, _ value: String, _ remedy: String) -> FundcastError {
      FundcastError(
        .data,
        Diagnostic(
          message, file: rule.location.file, line: rule.location.line, key: "when", value: value, remedy: remedy))
    }
    let scheme = baseline.scheme
    guard let fund = scheme.funds.firstIndex(where: { $0.id == rule.fund }) else {
      throw fault(
        "no fund has this name", rule.fund, "known here: \(scheme.funds.map(\.id).joined(separator: ", "))")
    }
    if let moved = scheme.membershipParameters.first(where: { before[$0] != after[$0] }) {
      throw fault(
        "a reform that holds in some years only may not change how people move", baseline.registry[moved].path,
        "take this lever out, or drop `when`")
    }
    return Reaction(fund: fund, months: rule.months, scenario: scenario)
  }

  private static func definition(_ stack: [Reform]) -> ScenarioDefinition {
    if let name = stack.compactMap(\.scenario).last {
      return ScenarioDefinition(id: name, title: LocalizedText(en: name, zh: name), reforms: stack)
    }
    let en = stack.map(\.title.en).joined(separator: " + ")
    let zh = stack.map(\.title.zh).joined(separator: "＋")
    return ScenarioDefinition(
      id: stack.map(\.id).joined(separator: "+"),
      title: LocalizedText(en: en, zh: stack.allSatisfy(\.title.isOneText) ? en : zh), reforms: stack)
  }

  private func checkNames(_ definitions: [ScenarioDefinition]) throws {
    var seen: Set<String> = []
    for definition in definitions where !seen.insert(definition.id).inserted {
      throw FundcastError(
        .usage,
        Diagnostic(
          "two scenarios have the same name", key: "--reform", value: definition.id,
          remedy: "a scenario is named after its files: rename one, or leave one out"))
    }
  }

  private func inputs(_ stacks: [[Reform]]) -> [InputRecord] {
    var inputs = place.inputs
    for input in stacks.joined().compactMap(\.input) where !inputs.contains(where: { $0.file == input.file }) {
      inputs.append(input)
    }
    return inputs
  }
}
