import SchemeModel

/// What a fault is due to: the change of a scenario to a lever at fault, or else to one that such a lever follows; in a region the
/// value that it gives itself.
public struct Blame: Sendable {
  private let baseline: Baseline
  /// In the order of the stack.
  private let changes: [LeverChange]

  /// The blame of a scenario's changes, those that hold in some years only among them.
  public init(_ baseline: Baseline, _ scenario: ScenarioDefinition) {
    self.baseline = baseline
    changes = (scenario.reforms + [scenario.reacting].compactMap { $0 }).flatMap(\.changes)
  }

  /// The last change of one of `levers`; or else the last change of a lever one of them follows, by its rule after the last date,
  /// by a lag or by an answer to prices. Nil where the scenario has neither.
  public func change(of levers: [ParameterID]) -> LeverChange? {
    if let own = changes.last(where: { levers.contains($0.lever) }) { return own }
    let behind = followed(by: Set(levers))
    return changes.last { behind.contains($0.lever) }
  }

  /// What `levers` that are wrong together owe their fault to: the lever and the place of ``change(of:)``; or else of the first that a
  /// region gives itself, as the place has none of its own to clash with; or else of the first that has a place in a file.
  public func cause(of levers: [ParameterID]) -> (lever: ParameterID, location: SourceLocation)? {
    if let change = change(of: levers) { return (change.lever, change.location) }
    let given = levers.filter(baseline.ownLevers.contains) + levers
    return given.lazy.compactMap { lever in location(of: lever).map { (lever, $0) } }.first
  }

  /// The values that a region gives itself of levers that `levers` follow, directly or through others.
  func ownSources(of levers: [ParameterID]) -> [ParameterID] {
    let behind = followed(by: Set(levers)).subtracting(levers)
    return baseline.ownLevers.filter(behind.contains)
  }

  /// The change whose rule makes levers run in a circle.
  func rule(within circle: [ParameterID]) -> LeverChange? {
    changes.last { circle.contains($0.lever) && $0.then?.references.contains(where: circle.contains) == true }
  }

  /// Where a lever gets its values: from its last change, or else from the baseline.
  func location(of lever: ParameterID) -> SourceLocation? {
    changes.last { $0.lever == lever }?.location ?? baseline.series[lever.index]?.location
  }

  /// The levers that others follow, directly or through others, and these themselves.
  public func followed(by levers: Set<ParameterID>) -> Set<ParameterID> {
    var found = levers, open = Array(levers)
    while let lever = open.popLast() {
      for source in sources(of: lever) where found.insert(source).inserted { open.append(source) }
    }
    return found
  }

  private func sources(of lever: ParameterID) -> [ParameterID] {
    let scheme = baseline.scheme
    var sources = baseline.registry[lever].lagOf.map { [$0] } ?? []
    sources += baseline.series[lever.index]?.then.references ?? []
    sources += changes.filter { $0.lever == lever }.flatMap { $0.then?.references ?? [] }
    for response in scheme.responses where response.hazard == lever {
      sources += [response.price, response.elasticity]
    }
    for inflow in scheme.inflows where inflow.hazard == lever { sources.append(inflow.persons) }
    if let rule = scheme.qualification, rule.qualifiedShare == lever { sources += rule.rule }
    return sources
  }
}
