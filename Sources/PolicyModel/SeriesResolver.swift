import Arrays
import Quantities
import SchemeModel
import Synchronization

/// Values of one lever, month by month over the resolver's years; NaN before the first date.
struct MonthlyValues: Sendable {
  var months: [Double]
  /// The last year with a date of its own; after it the `then` rule runs. Nil for constants.
  var lastDatedYear: Int?
  var rule: ThenRule
  /// Places in `months` that a span of months set by itself: no rule after the last date runs over them. With each the share
  /// of differences between columns it keeps.
  var spans: [Int: Double] = [:]
  /// How differences between columns pass through, lowest layer first.
  var layers: [ColumnLayer] = []

  /// Spans that stand through a rule that ran over them keep their own shares of differences.
  mutating func keepSpans(_ spans: [Int: Double]) {
    guard !spans.isEmpty else { return }
    var kept = [Double](repeating: 1, count: months.count)
    for (place, share) in spans { kept[place] = share }
    layers.append(ColumnLayer(kept: kept, after: nil, rule: rule, months: months))
  }

  func annual(_ index: Int) -> Double {
    let year = months[(index * 12)..<(index * 12 + 12)]
    guard let first = year.first else { return .nan }
    return year.allSatisfy { $0 == first } ? first : year.reduce(0, +) / 12
  }

  func movesWithin(_ index: Int) -> Bool {
    let first = months[index * 12]
    return (1..<12).contains { months[index * 12 + $0] != first && !(first.isNaN && months[index * 12 + $0].isNaN) }
  }
}

/// A series that ran on its `then` rule within the projection.
public struct Extrapolation: Sendable, Hashable {
  /// The lever.
  public let lever: ParameterID
  /// The last year with a date of its own.
  public let lastDatedYear: Int
  /// What it did after.
  public let rule: ThenRule
}

/// The values of every lever in one scenario.
public struct ResolvedScenario: Sendable {
  /// Paths over the computed years.
  public let parameters: ParameterSet
  /// Series that ran on their `then` rule before the horizon.
  public let extrapolations: [Extrapolation]
  /// How columns differ from the central path; none without draws.
  public let columnRules: ColumnRules
  /// How values follow from the years in which a reform acts that acts in some years only; nil without one.
  public let reacting: ReactingResolution?

  /// The same with other paths for some parameters.
  public func with(_ paths: [ParameterID: ParameterPath]) -> ResolvedScenario {
    guard !paths.isEmpty else { return self }
    var changed = parameters.paths
    for (id, path) in paths { changed[id.index] = path }
    return ResolvedScenario(
      parameters: ParameterSet(paths: changed), extrapolations: extrapolations, columnRules: columnRules,
      reacting: reacting)
  }
}

/// A scenario under a reform that acts in some years only: its parameters are those without it.
public struct ReactingResolution: Sendable {
  /// How values follow from the years in which it acts, nothing drawn.
  public let rules: ColumnRules
  /// The same with what is drawn.
  public let drawnRules: ColumnRules
  /// Whether what it did in earlier years stands in later ones; else the values with it hold in its years as they are.
  public let carriesHistory: Bool
  /// Levers it moves that change within a year.
  public let movesWithin: [ParameterID]
}

/// Turns dated series and changes into year vectors, following index rules in order of dependence.
///
/// A change leaves the years before its first date exactly as they were, indexing included; from that date on the series
/// runs on its own dates and, after the last of them, on its `then` rule, counted from there.
public struct SeriesResolver: Sendable {
  let baseline: Baseline
  let timeline: Timeline
  private let solved: [ParameterID: Double]
  private let firstYear: Int
  private let draws: Draws?
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
  }

  private var yearCount: Int { timeline.hiddenYear - firstYear + 1 }

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
    var run = Run(
      resolver: self, changes: whole, blame: Blame(baseline, scenario),
      solved: solved.merging(trial, uniquingKeysWith: { $1 }))
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
      baseline: baseline, timeline: timeline, firstYear: firstYear, layers: run.known.map { $0?.layers ?? [] })
    let resolved = ResolvedScenario(
      parameters: parameters, extrapolations: extrapolations,
      columnRules: draws.map { columns.rules($0, reacting: false) } ?? ColumnRules(),
      reacting: scenario.reacting.map { _ in
        ReactingResolution(
          rules: columns.rules(nil, reacting: true), drawnRules: columns.rules(draws, reacting: true),
          carriesHistory: columns.carriesHistory, movesWithin: columns.leversThatMoveWithin)
      })
    if reached.isEmpty { memory.baseline = (run.known, resolved) }
    return resolved
  }

  /// Levers, and all that follow from them by lags and rules after the last date.
  private func reached(by levers: Set<ParameterID>) -> Set<ParameterID> {
    var reached = levers
    var grows = !reached.isEmpty
    while grows {
      grows = false
      for lever in baseline.registry.levers where !reached.contains(lever.id) {
        let series = baseline.series[lever.id.index]
        let read =
          (lever.lagOf.map { [$0] } ?? [])
          + (series?.then.references ?? baseline.registry.followed(by: lever).map { [$0.id] } ?? [])
        if read.contains(where: reached.contains) {
          reached.insert(lever.id)
          grows = true
        }
      }
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
              "the value\(of) of \(year) lies outside \(range.lowerBound)…\(range.upperBound) \(lever.spec.unit.rawValue)",
              file: location?.file, line: location?.line, key: key, value: "\(value)",
              remedy: "check the dated values, the changes and the `then` rule"))
      }
    }
    let annual = (0..<timeline.count).map { values.annual(offset + $0) }
    guard (0..<timeline.count).contains(where: { values.movesWithin(offset + $0) }) else {
      return ParameterPath(annual: annual)
    }
    return ParameterPath(annual: annual, monthly: Array(values.months[(offset * 12)...]))
  }

  /// One resolution, with what is known so far.
  private struct Run {
    let resolver: SeriesResolver
    let changes: [ParameterID: [LeverChange]]
    let blame: Blame
    let solved: [ParameterID: Double]
    /// By place in the registry.
    var known: [MonthlyValues?]
    /// Changes that act in some years only: they leave the values as they are, and a layer behind.
    var reacting: [ParameterID: LeverChange] = [:]
    var open: [ParameterID] = []

    init(
      resolver: SeriesResolver, changes: [ParameterID: [LeverChange]], blame: Blame, solved: [ParameterID: Double]
    ) {
      self.resolver = resolver
      self.changes = changes
      self.blame = blame
      self.solved = solved
      known = [MonthlyValues?](repeating: nil, count: resolver.baseline.registry.count)
    }

    private var baseline: Baseline { resolver.baseline }

    mutating func values(_ id: ParameterID) throws -> MonthlyValues {
      if let values = known[id.index] { return values }
      let lever = baseline.registry[id]
      if let start = open.firstIndex(of: id) {
        let circle = (open[start...] + [id]).map { baseline.registry[$0].path }.joined(separator: " → ")
        let rule = blame.rule(within: Array(open[start...]))
        let location = rule?.location ?? baseline.series[id.index]?.location
        throw FundcastError(
          .data,
          Diagnostic(
            "index rules run in a circle: \(circle)", file: location?.file, line: location?.line,
            key: baseline.registry[rule?.lever ?? id].path, remedy: "give one of them dated values or another rule"))
      }
      open.append(id)
      defer { open.removeLast() }
      var values = try baselineValues(lever)
      for change in changes[id] ?? [] { values = try apply(change, to: values, lever) }
      if let change = reacting[id] { values.layers.append(try reactingLayer(change, on: values, lever)) }
      known[id.index] = values
      return values
    }

    private mutating func baselineValues(_ lever: Lever) throws -> MonthlyValues {
      if let source = lever.lagOf {
        let original = try values(source)
        let lagged = [Double](repeating: .nan, count: 12) + original.months.dropLast(12)
        return MonthlyValues(months: lagged, lastDatedYear: nil, rule: .hold)
      }
      guard let series = baseline.series[lever.id.index] else {
        if let followed = baseline.registry.followed(by: lever) {
          return MonthlyValues(months: try values(followed.id).months, lastDatedYear: nil, rule: .hold)
        }
        guard let value = lever.spec.defaultValue else {
          throw FundcastError(
            .data,
            Diagnostic(
              "no value given", key: lever.path,
              remedy:
                "add it under \(lever.spec.role == .provision ? "`rules:`" : "`assumptions:`") in \(lever.spec.unit.rawValue)"
            ))
        }
        return MonthlyValues(
          months: [Double](repeating: value, count: resolver.yearCount * 12), lastDatedYear: nil, rule: .hold)
      }
      return try run(series.points, linear: series.isLinear, then: series.then, lever)
    }

    /// One change on top of what was before it. A plain value replaces the path from its date on; a relative one moves the
    /// values that were there, later dates and single months included. After the last date the `then` rule runs, counted
    /// from there.
    private mutating func apply(
      _ change: LeverChange, to before: MonthlyValues, _ lever: Lever
    ) throws -> MonthlyValues {
      let lasting = change.points.filter { $0.through == nil }
      guard let last = lasting.last else {
        var result = try changeRuleOnly(change, before, lever)
        try overlay(change.points, on: &result, lever)
        return result
      }
      var result = before
      let start = resolver.firstYear * 12
      var kept = [Double](repeating: 1, count: before.months.count)
      for (position, point) in lasting.enumerated() {
        let end = position + 1 < lasting.count ? lasting[position + 1].from.ordinal : start + before.months.count
        for ordinal in max(point.from.ordinal, start)..<max(point.from.ordinal, start, end)
        where ordinal < start + before.months.count {
          result.months[ordinal - start] = try value(
            point.value, at: MonthDate(year: 0, month: ordinal), before, lever)
          kept[ordinal - start] = point.value.keptDifference
        }
      }
      result.rule = change.then ?? before.rule
      var lastDated = last.from.year
      if case .set = last.value {} else { lastDated = max(lastDated, before.lastDatedYear ?? lastDated) }
      result.lastDatedYear = lastDated
      let rule = anchoredRule(change, last, before)
      if let rule { try extend(&result, from: lastDated, rule, lever) }
      result.layers.append(
        ColumnLayer(
          kept: kept, after: rule.map { _ in lastDated }, rule: rule ?? before.rule, months: result.months))
      result.spans = [:]
      for (place, kept) in before.spans {
        // A span before the change stays, one after it moves with a relative change, and a plain value replaces it.
        let point = lasting.last { $0.from.ordinal <= place + start }
        if case .set? = point?.value { continue }
        let date = MonthDate(year: 0, month: place + start)
        result.months[place] = try point.map { try value($0.value, at: date, before, lever) } ?? before.months[place]
        result.spans[place] = kept * (point?.value.keptDifference ?? 1)
      }
      result.keepSpans(result.spans)
      try overlay(change.points, on: &result, lever)
      return result
    }

    /// What a change that acts in some years only would give in all.
    private mutating func reactingLayer(
      _ change: LeverChange, on values: MonthlyValues, _ lever: Lever
    ) throws -> ColumnLayer {
      let with = try apply(change, to: values, lever)
      let lasting = change.points.last { $0.through == nil }
      var isAdded = false
      if case .add = lasting?.value { isAdded = true }
      return ColumnLayer(
        kept: nil, after: nil, rule: .hold, months: values.months,
        reacting: ReactingLayer(
          layers: Array(with.layers.dropFirst(values.layers.count)), months: with.months, without: values.months,
          then: change.then.flatMap { rule in with.lastDatedYear.map { (rule, $0) } }, isAdded: isAdded,
          ruleWithout: values.rule))
    }

    /// The rule to run after the last date; nil where a relative change rides on a sum of levers, which has no anchor to
    /// count from.
    private func anchoredRule(_ change: LeverChange, _ last: SeriesPoint, _ before: MonthlyValues) -> ThenRule? {
      if let rule = change.then { return rule }
      if case .sum = before.rule {
        if case .set = last.value { return before.rule }
        return nil
      }
      return before.rule
    }

    /// Values of single spans of months.
    private func overlay(_ points: [SeriesPoint], on values: inout MonthlyValues, _ lever: Lever) throws {
      guard points.contains(where: { $0.through != nil }) else { return }
      var kept = [Double](repeating: 1, count: values.months.count)
      for point in points {
        guard let through = point.through else { continue }
        for ordinal in point.from.ordinal...max(through.ordinal, point.from.ordinal) {
          let place = ordinal - resolver.firstYear * 12
          guard values.months.indices.contains(place) else { continue }
          values.months[place] = try value(point.value, at: MonthDate(year: 0, month: ordinal), values, lever)
          values.spans[place] = point.value.keptDifference
          kept[place] = point.value.keptDifference
        }
      }
      values.layers.append(ColumnLayer(kept: kept, after: nil, rule: values.rule, months: values.months))
    }

    /// A change that gives only a new `then` rule: it holds after the last date of the series.
    private mutating func changeRuleOnly(
      _ change: LeverChange, _ before: MonthlyValues, _ lever: Lever
    ) throws -> MonthlyValues {
      guard let rule = change.then, let last = before.lastDatedYear else { return before }
      var values = before
      try extend(&values, from: last, rule, lever)
      values.layers.append(
        ColumnLayer(
          kept: [Double](repeating: 1, count: values.months.count), after: last, rule: rule, months: values.months))
      for place in before.spans.keys { values.months[place] = before.months[place] }
      values.keepSpans(before.spans)
      values.rule = rule
      return values
    }

    private func value(_ value: DatedValue, at date: MonthDate, _ before: MonthlyValues, _ lever: Lever) throws
      -> Double
    {
      switch value {
      case .set(let number): return number
      case .solved: return solved[lever.id] ?? lever.spec.defaultValue ?? 1
      case .add(let number): return try old(at: date, before, lever) + number
      case .multiply(let number): return try old(at: date, before, lever) * number
      }
    }

    private func old(at date: MonthDate, _ before: MonthlyValues, _ lever: Lever) throws -> Double {
      let place = date.ordinal - resolver.firstYear * 12
      guard before.months.indices.contains(place), !before.months[place].isNaN else {
        throw FundcastError(
          .data,
          Diagnostic(
            "a relative change needs a value before it", key: lever.path, value: "\(date.year)",
            remedy: "give a plain number, or a date inside the projection"))
      }
      return before.months[place]
    }

    /// Runs dated points and the rule after them; nothing before the first date.
    private mutating func run(
      _ points: [SeriesPoint], linear: Bool, then: ThenRule, _ lever: Lever
    ) throws -> MonthlyValues {
      let start = resolver.firstYear * 12
      let blank = MonthlyValues(
        months: [Double](repeating: .nan, count: resolver.yearCount * 12), lastDatedYear: nil, rule: then)
      var result = blank
      let values = try points.filter { $0.through == nil }.map {
        (date: $0.from, value: try value($0.value, at: $0.from, blank, lever))
      }
      for (position, entry) in values.enumerated() {
        let end = position + 1 < values.count ? values[position + 1].date.ordinal : start + result.months.count
        for ordinal in max(entry.date.ordinal, start)..<max(end, entry.date.ordinal, start)
        where ordinal - start < result.months.count {
          result.months[ordinal - start] = entry.value
        }
      }
      if linear { interpolate(&result.months, values) }
      if let last = values.last, last.date != .always {
        result.lastDatedYear = last.date.year
        try extend(&result, from: last.date.year, then, lever)
        result.layers = [ColumnLayer(kept: nil, after: last.date.year, rule: then, months: result.months)]
      }
      try overlay(points, on: &result, lever)
      return result
    }

    /// Straight lines between the years of dated values.
    private func interpolate(_ months: inout [Double], _ values: [(date: MonthDate, value: Double)]) {
      for (a, b) in zip(values, values.dropFirst()) where b.date.year > a.date.year + 1 {
        for year in (a.date.year + 1)..<b.date.year {
          let weight = Double(year - a.date.year) / Double(b.date.year - a.date.year)
          let value = a.value + weight * (b.value - a.value)
          for month in 0..<12 {
            let place = (year - resolver.firstYear) * 12 + month
            if months.indices.contains(place) { months[place] = value }
          }
        }
      }
    }

    /// Applies the rule to the years after `last`.
    private mutating func extend(_ values: inout MonthlyValues, from last: Int, _ rule: ThenRule, _ lever: Lever) throws
    {
      let lastIndex = last - resolver.firstYear
      guard lastIndex + 1 < resolver.yearCount else { return }
      let anchor = lastIndex >= 0 ? values.months[lastIndex * 12 + 11] : (values.months.first ?? .nan)
      var growthSoFar = 1.0
      for index in max(lastIndex + 1, 0)..<resolver.yearCount {
        let years = Double(index - lastIndex)
        let value: Double
        switch rule {
        case .hold: value = anchor
        case .grow(let rate):
          growthSoFar *= 1 + rate
          value = anchor * growthSoFar
        case .growBy(let id):
          growthSoFar *= 1 + (try known(id, index, lever))
          value = anchor * growthSoFar
        case .step(let amount): value = anchor + amount * years
        case .index(let id):
          let divisor = try known(id, max(lastIndex, 0), lever)
          guard divisor != 0 else { throw zeroIndex(id, lastIndex, lever) }
          value = anchor * (try known(id, index, lever)) / divisor
        case .sum(let ids): value = try ids.reduce(0) { $0 + (try known($1, index, lever)) }
        case .multiple(let factor, let id): value = try factor * known(id, index, lever)
        }
        for month in 0..<12 { values.months[index * 12 + month] = value }
      }
    }

    private func zeroIndex(_ id: ParameterID, _ lastIndex: Int, _ reader: Lever) -> FundcastError {
      let location = blame.change(of: [reader.id])?.location ?? blame.location(of: reader.id)
      let year = resolver.firstYear + max(lastIndex, 0)
      return FundcastError(
        .data,
        Diagnostic(
          "the rule after the last date divides by \(baseline.registry[id].path), which is 0 in \(year)",
          file: location?.file, line: location?.line, key: reader.path,
          remedy: "index to a lever that is not 0 then, or write hold, grow or step"))
    }

    private mutating func known(_ id: ParameterID, _ index: Int, _ reader: Lever) throws -> Double {
      let value = try values(id).annual(index)
      guard !value.isNaN else {
        let location = blame.change(of: [reader.id])?.location ?? blame.location(of: reader.id)
        throw FundcastError(
          .data,
          Diagnostic(
            "the rule after the last date reads \(baseline.registry[id].path), which has no value in \(resolver.firstYear + index)",
            file: location?.file, line: location?.line, key: reader.path,
            remedy: "give \(baseline.registry[id].path) a value from \(resolver.firstYear + index) on"))
      }
      return value
    }
  }
}
