import Quantities
import SchemeModel

/// One resolution of a scenario: the layers of every lever, lowest first, with what is known so far.
struct SeriesResolution {
  let baseline: Baseline
  let timeline: Timeline
  /// The first year of the months.
  let firstYear: Int
  let changes: [ParameterID: [LeverChange]]
  let blame: Blame
  /// Values of levers that are solved in the base year.
  let solved: [ParameterID: Double]
  /// By place in the registry.
  var known: [MonthlyValues?]
  /// Changes that act in some years only: they leave the values as they are, and a layer beside them.
  var reacting: [ParameterID: LeverChange] = [:]
  private var open: [ParameterID] = []

  init(
    baseline: Baseline, timeline: Timeline, firstYear: Int, changes: [ParameterID: [LeverChange]],
    blame: Blame, solved: [ParameterID: Double]
  ) {
    self.baseline = baseline
    self.timeline = timeline
    self.firstYear = firstYear
    self.changes = changes
    self.blame = blame
    self.solved = solved
    known = [MonthlyValues?](repeating: nil, count: baseline.registry.count)
  }

  var yearCount: Int { timeline.hiddenYear - firstYear + 1 }
  var start: Int { firstYear * 12 }

  /// Where the values of a lever are most likely at fault: in the last change of it, else in the baseline.
  func location(of lever: Lever) -> SourceLocation? {
    blame.change(of: [lever.id])?.location ?? blame.location(of: lever.id)
  }

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
    if let change = reacting[id] { values.reacting = try reactingLayer(change, on: values, lever) }
    known[id.index] = values
    return values
  }

  private mutating func baselineValues(_ lever: Lever) throws -> MonthlyValues {
    if let source = lever.lagOf {
      let original = try values(source)
      return MonthlyValues(lasting: [Double](repeating: .nan, count: 12) + original.months.dropLast(12))
    }
    guard let series = baseline.series[lever.id.index] else {
      if let followed = baseline.registry.followed(by: lever) {
        return MonthlyValues(lasting: try values(followed.id).months)
      }
      guard let value = lever.spec.defaultValue else {
        throw FundcastError(
          .data,
          Diagnostic(
            "no value given", of: .lever(lever.path),
            remedy:
              "add it under \(lever.spec.role == .provision ? "`rules:`" : "`assumptions:`") in \(lever.unitText)"
          ))
      }
      return MonthlyValues(lasting: [Double](repeating: value, count: yearCount * 12))
    }
    return try run(series, lever)
  }

  /// The series of a baseline: its dated points and the rule after them; nothing before the first date.
  private mutating func run(_ series: DatedSeries, _ lever: Lever) throws -> MonthlyValues {
    let blank = MonthlyValues(lasting: [Double](repeating: .nan, count: yearCount * 12))
    var lasting = blank.lasting
    let plain = series.points.filter { $0.through == nil }
    for (point, places) in stretches(plain) {
      for place in places { lasting[place] = try value(point, before: blank, place, lever) }
    }
    if series.isLinear {
      StraightLines(firstYear: firstYear).draw(
        on: &lasting,
        through: try plain.map { ($0.from, try value($0, before: blank, $0.from.ordinal - start, lever)) })
    }
    var layers: [ColumnLayer] = [], lastDatedYear: Int?
    if let last = plain.last?.from, last != .always {
      lastDatedYear = last.year
      lasting = try extended(lasting, after: last.year, series.then, lever)
      layers = [ColumnLayer(kept: nil, after: last.year, rule: series.then, months: lasting)]
    }
    return MonthlyValues(
      lasting: lasting, spans: try spans(series.points, before: blank, lever), lastDatedYear: lastDatedYear,
      rule: series.then, layers: layers)
  }

  /// One change on top of what was before it. A plain value replaces the path from its date on; a relative one moves the
  /// values that were there, in every month up to the next date of the change. After the last lasting date the `then` rule
  /// runs, counted from there. Spans move their own months alone.
  private mutating func apply(
    _ change: LeverChange, to before: MonthlyValues, _ lever: Lever
  ) throws -> MonthlyValues {
    let plain = change.points.filter { $0.through == nil }
    var path = before
    if let last = plain.last {
      path = try lastingPath(plain, last, then: change.then, on: before, lever)
    } else if change.points.isEmpty, let then = change.then {
      path = try withRule(then, before, lever)
    }
    let own = try spans(change.points, before: before, lever)
    guard !own.isEmpty else { return path }
    return MonthlyValues(
      lasting: path.lasting, spans: path.spans.merging(own, uniquingKeysWith: { $1 }),
      lastDatedYear: path.lastDatedYear, rule: path.rule, layers: path.layers)
  }

  /// What a change that acts in some years only would give in all.
  private mutating func reactingLayer(
    _ change: LeverChange, on values: MonthlyValues, _ lever: Lever
  ) throws -> ReactingLayer {
    let with = try apply(change, to: values, lever)
    // A rate of growth is no level: what it does stands in what grows by it.
    let isRate = lever.spec.unit == .sharePerYear
    var isAdded = false
    if case .add = change.points.last(where: { $0.through == nil })?.value { isAdded = true }
    return ReactingLayer(
      layers: Array(with.layers.dropFirst(values.layers.count)), spans: with.spans, months: with.months,
      without: values.months,
      then: isRate ? nil : change.then.flatMap { rule in with.lastDatedYear.map { (rule, $0) } },
      isAdded: isAdded, ruleWithout: values.rule)
  }

  private mutating func lastingPath(
    _ plain: [SeriesPoint], _ last: SeriesPoint, then: ThenRule?, on before: MonthlyValues, _ lever: Lever
  ) throws -> MonthlyValues {
    var lasting = before.lasting, spans = before.spans
    var kept = [Double](repeating: 1, count: lasting.count)
    for (point, places) in stretches(plain) {
      for place in places {
        lasting[place] = try value(point, on: before.lasting[place], place, lever)
        kept[place] = point.value.keptDifference
      }
    }
    // A span before the change stays, one after it moves with a relative change, and a plain value replaces it.
    for (place, span) in before.spans {
      guard let point = plain.last(where: { $0.from.ordinal <= place + start }) else { continue }
      if case .set = point.value {
        spans[place] = nil
      } else {
        spans[place] = SpanMonth(
          value: try value(point, on: span.value, place, lever), kept: span.kept * point.value.keptDifference,
          level: span.level)
      }
    }
    // A relative change carries later dates along; a rule of its own begins at its own last date.
    var lastDated = last.from.year
    if then == nil, last.value.isRelative { lastDated = max(lastDated, before.lastDatedYear ?? lastDated) }
    let rule = anchored(then, last, before)
    if let rule { lasting = try extended(lasting, after: lastDated, rule, lever) }
    let layer = ColumnLayer(
      kept: kept, after: rule.map { _ in lastDated }, rule: rule ?? before.rule, months: lasting)
    return MonthlyValues(
      lasting: lasting, spans: spans, lastDatedYear: lastDated, rule: then ?? before.rule,
      layers: before.layers + [layer])
  }

  /// The rule to run after the last date; nil where a relative change rides on a rule that reads its value off other levers
  /// and has no anchor to count from.
  private func anchored(_ then: ThenRule?, _ last: SeriesPoint, _ before: MonthlyValues) -> ThenRule? {
    if let then { return then }
    switch before.rule {
    case .sum, .multiple: return last.value.isRelative ? nil : before.rule
    case .hold, .grow, .growBy, .step, .index: return before.rule
    }
  }

  /// A change that gives only a new `then` rule: it holds after the last date of the series, and not before the base year,
  /// where nothing can be changed any more.
  private mutating func withRule(_ rule: ThenRule, _ before: MonthlyValues, _ lever: Lever) throws -> MonthlyValues {
    guard let last = before.lastDatedYear else { return before }
    let after = max(last, timeline.baseYear - 1)
    let lasting = try extended(before.lasting, after: after, rule, lever)
    let layer = ColumnLayer(
      kept: [Double](repeating: 1, count: lasting.count), after: after, rule: rule, months: lasting)
    return MonthlyValues(
      lasting: lasting, spans: before.spans, lastDatedYear: last, rule: rule, layers: before.layers + [layer])
  }
}
