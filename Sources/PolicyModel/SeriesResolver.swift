import Arrays
import Quantities
import SchemeModel
import Synchronization

/// Turns dated series and changes into year vectors, following index rules in order of dependence.
///
/// A change leaves the years before its first date exactly as they were, indexing included; from that date on the series
/// runs on its own dates and, after the last of them, on its `then` rule, counted from there.
public struct SeriesResolver: Sendable {
  let baseline: Baseline
  let timeline: Timeline
  private let solved: [ParameterID: Double]
  private let firstYear: Int
  private var draws: Draws?
  /// By lever, those that follow it by a lag or by the rule after their last date.
  private let followers: [[ParameterID]]
  private let memory = Memory()

  /// The baseline once resolved: a scenario follows from it by the levers its changes reach.
  private final class Memory: Sendable {
    private let held = Mutex<(values: [MonthlyValues?], resolved: ResolvedScenario)?>(nil)

    var baseline: (values: [MonthlyValues?], resolved: ResolvedScenario)? {
      get { held.withLock { $0 } }
      set { held.withLock { $0 = newValue } }
    }
  }

  /// - Parameters:
  ///   - solved: values of levers that are solved in the base year.
  ///   - draws: what differs between columns; nil for central paths alone.
  public init(_ baseline: Baseline, timeline: Timeline, solved: [ParameterID: Double], draws: Draws? = nil) {
    self.baseline = baseline
    self.draws = draws
    self.timeline = timeline
    self.solved = solved
    let dates = baseline.series.compactMap { $0?.points.first?.from }.filter { $0 != .always }.map(\.year)
    firstYear = min(dates.min() ?? timeline.baseYear, timeline.openingYear)
    var followers = [[ParameterID]](repeating: [], count: baseline.registry.count)
    for lever in baseline.registry.levers {
      let rules =
        baseline.series[lever.id.index]?.then.references ?? baseline.registry.followed(by: lever).map { [$0.id] } ?? []
      for read in rules + [lever.lagOf].compactMap({ $0 }) { followers[read.index].append(lever.id) }
    }
    self.followers = followers
  }

  /// The same with other draws; what it resolved of the baseline stays, which no draw moves.
  public func with(_ draws: Draws?) -> SeriesResolver {
    var copy = self
    copy.draws = draws
    return copy
  }

  /// Resolves a scenario.
  ///
  /// - Throws: ``FundcastError`` with every independent fault: a value out of its range, a year before the first date, an
  ///   index that runs in a circle, two reforms that touch a lever at the same date.
  public func resolve(_ scenario: ScenarioDefinition) throws -> ResolvedScenario { try resolve(scenario, trial: [:]) }

  /// Resolves several scenarios at the same time, the first before the others: it is best the baseline, from which they
  /// follow.
  ///
  /// - Throws: as ``resolve(_:)``, the faults of the first scenario that has any.
  public func resolve(_ scenarios: [ScenarioDefinition]) throws -> [ResolvedScenario] {
    try afterFirst(scenarios.count) { try resolve(scenarios[$0]) }
  }

  /// Resolves one scenario with several sets of values for levers that are solved in the base year, the first before the
  /// others.
  ///
  /// - Throws: as ``resolve(_:)``.
  public func resolve(_ scenario: ScenarioDefinition, trials: [[ParameterID: Double]]) throws -> [ResolvedScenario] {
    try afterFirst(trials.count) { try resolve(scenario, trial: trials[$0]) }
  }

  private func afterFirst<Value: Sendable>(_ count: Int, _ body: @Sendable (Int) throws -> Value) throws -> [Value] {
    guard count > 0 else { return [] }
    let first = try body(0)
    return [first] + (try Parallel.map(count - 1) { try body($0 + 1) })
  }

  /// Resolves a scenario with other values for levers that are solved in the base year.
  ///
  /// - Throws: as ``resolve(_:)``.
  public func resolve(_ scenario: ScenarioDefinition, trial: [ParameterID: Double]) throws -> ResolvedScenario {
    let whole = try changes(of: scenario)
    var run = SeriesResolution(
      baseline: baseline, timeline: timeline, firstYear: firstYear, changes: whole,
      blame: Blame(baseline, scenario), solved: solved.merging(trial, uniquingKeysWith: { $1 }))
    if let reacting = scenario.reacting {
      run.reacting = Dictionary(reacting.changes.map { ($0.lever, $0) }, uniquingKeysWith: { $1 })
    }
    let reached = reached(
      by: Set(run.changes.keys).union(run.reacting.keys).union(trial.keys.filter { trial[$0] != solved[$0] }))
    let before = memory.baseline
    if let before {
      run.known = before.values
      for lever in reached { run.known[lever.index] = nil }
    }
    var faults: [Diagnostic] = []
    var paths: [ParameterPath] = []
    var extrapolations: [Extrapolation] = []
    let offset = timeline.baseYear - firstYear
    for lever in baseline.registry.levers {
      do {
        let values = try run.values(lever.id)
        if let before, !reached.contains(lever.id) {
          paths.append(before.resolved.parameters[lever.id])
        } else {
          paths.append(try path(values, lever, offset: offset, blame: run.blame))
        }
        if let last = values.lastDatedYear, last < timeline.horizon, baseline.series[lever.id.index] != nil {
          extrapolations.append(Extrapolation(lever: lever.id, lastDatedYear: last, rule: values.rule))
        }
      } catch let error as FundcastError {
        for fault in error.diagnostics where !faults.contains(fault) { faults.append(fault) }
      }
    }
    guard faults.isEmpty else { throw FundcastError(.data, faults) }
    let parameters = ParameterSet(paths: paths)
    let crossed = CrossChecks(baseline: baseline, timeline: timeline, blame: run.blame).faults(parameters)
    guard crossed.isEmpty else { throw FundcastError(.data, crossed) }
    let columns = ColumnResolver(
      baseline: baseline, timeline: timeline, firstYear: firstYear, values: run.known)
    let resolved = ResolvedScenario(
      parameters: parameters, extrapolations: extrapolations,
      columnRules: draws.map { columns.rules($0, reacting: false) } ?? ColumnRules(),
      reacting: scenario.reacting.map { _ in
        ReactingResolution(
          rules: columns.rules(nil, reacting: true), drawnRules: columns.rules(draws, reacting: true),
          carriesHistory: columns.carriesHistory, movesWithin: columns.leversThatMoveWithin)
      }, warnings: OneOffAnchors(resolution: run, before: reached.isEmpty ? nil : before?.values).warnings)
    if reached.isEmpty { memory.baseline = (run.known, resolved) }
    return resolved
  }

  /// Levers, and all that follow from them by lags and rules after the last date.
  private func reached(by levers: Set<ParameterID>) -> Set<ParameterID> {
    var reached = levers, open = Array(levers)
    while let lever = open.popLast() {
      for follower in followers[lever.index] where reached.insert(follower).inserted { open.append(follower) }
    }
    return reached
  }

  /// The changes of each lever in stacking order.
  private func changes(of scenario: ScenarioDefinition) throws -> [ParameterID: [LeverChange]] {
    var result: [ParameterID: [LeverChange]] = [:]
    var faults: [Diagnostic] = []
    for reform in scenario.reforms {
      for change in reform.changes {
        faults += idleFaults(change, after: result[change.lever] ?? [])
        for earlier in result[change.lever] ?? [] where !change.overrides {
          guard let clash = change.clash(with: earlier) else { continue }
          // Settings of the command line all stand in one place, where nothing can be written beside the values.
          let isAlike = change.location.file == earlier.location.file
          faults.append(
            Diagnostic(
              "an earlier reform of the stack moves this lever where this one replaces it (\(earlier.location.file):\(clash.location.line))",
              file: change.location.file, line: change.location.line, key: baseline.registry[change.lever].path,
              value: clash.date,
              remedy: isAlike
                ? "keep one of the two"
                : change.location.file == "--set"
                  ? "if this one is meant, end it with `,overrides` (an `add` counts on what the earlier left)"
                  : "if the later one is meant, write it as { values: { … }, overrides: true } (an `add` counts on what the earlier left)"
            ))
        }
        result[change.lever, default: []].append(change)
      }
    }
    guard faults.isEmpty else {
      throw FundcastError(faults.allSatisfy { $0.file == "--set" } ? .usage : .data, faults)
    }
    return result
  }

  private func path(
    _ values: MonthlyValues, _ lever: Lever, offset: Int, blame: Blame
  ) throws -> ParameterPath {
    let range = lever.spec.range
    for index in 0..<timeline.count {
      for month in 0..<12 {
        let value = values.months[(offset + index) * 12 + month]
        guard !range.contains(value) else { continue }
        let change = blame.change(of: [lever.id])
        let location = change?.location ?? blame.location(of: lever.id)
        let year = timeline.baseYear + index
        // Where another lever is changed that this one follows, that is the key and this is named.
        let own = change.map { $0.lever == lever.id } ?? true
        let of = own ? "" : " of \(lever.path)"
        let key = own ? lever.path : baseline.registry[change?.lever ?? lever.id].path
        throw FundcastError(
          .data,
          value.isNaN
            ? Diagnostic(
              "no value\(of) in \(year): the series begins later", file: location?.file, line: location?.line,
              key: key,
              remedy: "give a value from \(timeline.baseYear) on")
            : Diagnostic(
              "the value\(of) of \(year) lies outside \(range.lowerBound)…\(range.upperBound) \(lever.unitText)",
              file: location?.file, line: location?.line, key: key, value: ShortNumber.text(value),
              remedy: "check the dated values, the changes and the `then` rule"))
      }
    }
    let annual = (0..<timeline.count).map { values.annual(offset + $0) }
    guard (0..<timeline.count).contains(where: { values.movesWithin(offset + $0) }) else {
      return ParameterPath(annual: annual)
    }
    return ParameterPath(annual: annual, monthly: Array(values.months[(offset * 12)...]))
  }
}
