import SchemeModel

/// Which change of a scenario a fault is due to: that of a lever at fault, or else of one that such a lever follows.
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

  /// The change whose rule makes levers run in a circle.
  func rule(within circle: [ParameterID]) -> LeverChange? {
    changes.last { circle.contains($0.lever) && $0.then?.references.contains(where: circle.contains) == true }
  }

  /// Where a lever gets its values: from its last change, or else from the baseline.
  func location(of lever: ParameterID) -> SourceLocation? {
    changes.last { $0.lever == lever }?.location ?? baseline.series[lever.index]?.location
  }

  /// The levers that others follow, directly or through others.
  private func followed(by levers: Set<ParameterID>) -> Set<ParameterID> {
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
