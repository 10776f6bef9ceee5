import SchemeModel

/// What a region takes of the place it belongs to.
extension Baseline {
  /// Levers that count the place as a whole or persons: balances and adjustments of funds, amounts that are lines by
  /// themselves, numbers of persons. A region has its share of each, unless it gives a value of its own. Everything else
  /// (rates, shares, money a person, wages, bills) is the same in a region as in the place.
  public var wholeLevers: Set<ParameterID> {
    var found = Set(scheme.funds.map(\.openingBalance))
    found.formUnion(scheme.memory.map(\.opening))
    for line in scheme.lines where line.source.isUnit {
      found.formUnion(line.product.parameters.filter { registry[$0].spec.unit == .moneyPerYear })
    }
    for lever in registry.levers {
      let isAmount = lever.kind == "fund" && [.money, .moneyPerYear].contains(lever.spec.unit)
      if isAmount || [.persons, .personsPerYear].contains(lever.spec.unit) { found.insert(lever.id) }
    }
    return found
  }

  /// The same with other series and figures, under another name.
  ///
  /// - Parameter ownLevers: those of which the region gives values of its own; none unless said.
  public func with(
    place: String, series: [DatedSeries?], ownLevers: [ParameterID] = [], targets: [BaseYearTarget],
    membershipTargets: [MembershipTarget]
  ) -> Baseline {
    var own = Baseline(
      head: PlaceHead(place: place, title: title, baseYear: baseYear, defaultHorizon: defaultHorizon), scheme: scheme,
      registry: registry, series: series,
      figures: PlaceFigures(
        targets: targets, membershipTargets: membershipTargets, published: published, references: references,
        remarks: remarks), draws: draws)
    own.ownLevers = ownLevers
    return own
  }
}

extension DatedValue {
  /// The value where numbers count so many times.
  func times(_ factor: Double) -> DatedValue {
    switch self {
    case .set(let number): .set(number * factor)
    case .add(let number): .add(number * factor)
    case .multiply, .solved: self
    }
  }
}

extension SeriesPoint {
  fileprivate func times(_ factor: Double) -> SeriesPoint {
    SeriesPoint(from: from, through: through, value: value.times(factor), location: location)
  }
}

extension ThenRule {
  /// The rule of a series whose numbers count so many times; nil where the rule does not run from the last number, so that
  /// the factor would be lost.
  fileprivate func times(_ factor: Double) -> ThenRule? {
    switch self {
    case .hold, .grow, .growBy, .index: self
    case .step(let amount): .step(amount * factor)
    case .multiple(let number, let source): .multiple(number * factor, of: source)
    default: nil
    }
  }
}

extension DatedSeries {
  /// The series at every date times a factor; nil where the rule after the last date would lose it.
  public func times(_ factor: Double) -> DatedSeries? {
    guard let then = then.times(factor) else { return nil }
    var copy = self
    copy.points = points.map { $0.times(factor) }
    copy.then = then
    return copy
  }
}

extension LeverChange {
  /// The change with its amounts times a factor; what multiplies stays.
  func times(_ factor: Double) -> LeverChange {
    LeverChange(
      lever: lever, points: points.map { $0.times(factor) }, then: then.map { $0.times(factor) ?? $0 },
      overrides: overrides, location: location, thenLocation: thenLocation)
  }
}

extension BaseYearTarget {
  /// The target with another figure, and another start where one is given.
  public func with(_ figure: GivenFigure, start: Double? = nil) -> BaseYearTarget {
    BaseYearTarget(
      id: id, title: title, solving: Unknown(unknown, start: start ?? self.start), measure: measure, period: period,
      figure: figure)
  }

  /// Whether it counts the place as a whole: amounts do, rates do not.
  public var isWhole: Bool {
    if case .effectiveRate = measure { return false }
    return true
  }

  /// The figure that a region has by its share.
  public func figure(share: Double) -> GivenFigure { figure.share(isWhole ? share : 1) }
}

extension MembershipTarget {
  /// The part of the figure that a region has by its share.
  public func share(_ share: Double) -> MembershipTarget {
    with(figure.share(share))
  }
}
