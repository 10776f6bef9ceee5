/// What a rule after the last date cannot mean, by units.
public struct RuleUnitFault: Sendable {
  /// The lever the rule reads that does not fit.
  public let source: Lever
  /// What is wrong, with both units.
  public let message: String
  /// What to write instead.
  public let remedy: String
}

extension Unit {
  /// What may follow what: a level may follow a level, never a rate a year.
  fileprivate enum Kind {
    case money, people, use
    /// A number without a unit that moves like a level: a price level, a count a person.
    case index
    /// A part of a whole.
    case share
    case rate
    /// Ages, years, months, switches, elasticities: they follow their like alone.
    case other
  }

  fileprivate var kind: Kind {
    switch self {
    case .money, .moneyPerYear, .moneyPerPersonYear, .moneyPerService: .money
    case .persons, .personsPerYear: .people
    case .servicesPerPersonYear: .use
    case .factor, .number: .index
    case .share: .share
    case .sharePerYear: .rate
    case .age, .calendarYear, .months, .elasticity, .yesNo: .other
    }
  }
}

extension ThenRule {
  /// The first lever the rule reads whose unit makes no sense for `lever`; nil where all do.
  ///
  /// A rule in proportion (`index`) and a multiple (`times … of`) take a level for a level, an index for anything but dates
  /// and switches, and otherwise like for like; a sum adds like units; growth by a lever takes a rate a year, for a level.
  public func unitFault(for lever: Lever, _ registry: LeverRegistry) -> RuleUnitFault? {
    let target = lever.spec.unit
    for source in references.map({ registry[$0] }) where !fits(source.spec.unit, target) {
      return RuleUnitFault(
        source: source,
        message:
          "\(source.path) is in \(source.unitText) and \(lever.path) in \(lever.unitText): \(need)",
        remedy: remedy(for: lever, source, registry))
    }
    return nil
  }

  private func fits(_ source: Unit, _ target: Unit) -> Bool {
    let levels: Set<Unit.Kind> = [.money, .people, .use, .index], numbers: Set<Unit.Kind> = [.index, .share]
    switch self {
    case .hold, .grow, .step: return true
    case .growBy: return source.kind == .rate && levels.contains(target.kind)
    case .sum: return source == target || (numbers.contains(source.kind) && numbers.contains(target.kind))
    case .index:
      return source == target || (levels.contains(source.kind) && levels.contains(target.kind))
        || (numbers.contains(source.kind) && numbers.contains(target.kind))
        || (source.kind == .index && target.kind == .rate)
    case .multiple:
      let isAlike = source.kind == target.kind && [.money, .people].contains(source.kind)
      return source == target || isAlike || (source.kind == .index && target.kind != .other)
        || (numbers.contains(source.kind) && numbers.contains(target.kind))
    }
  }

  private var need: String {
    switch self {
    case .growBy: "`grow` takes a rate a year, for a level"
    case .sum: "`sum` adds like units"
    case .multiple: "`times … of` takes a level of the same kind, or an index"
    case .index, .hold, .grow, .step: "`index` takes a level for a level, never a rate a year or a share"
    }
  }

  private func remedy(for lever: Lever, _ source: Lever, _ registry: LeverRegistry) -> String {
    let target = lever.spec.unit
    let isLevel = ([.money, .people, .use, .index] as Set<Unit.Kind>).contains(target.kind)
    if source.spec.unit.kind == .rate, isLevel {
      let level = source.spec.grows.flatMap { name in
        registry[source.path.split(separator: ".").dropLast().joined(separator: ".") + "." + name]
      }
      let own = level.flatMap { $0.path == lever.path ? nil : $0 }
      return "write then: { grow: \(source.path) } to grow by it"
        + (own.map { ", or { index: \($0.path) } to follow its level" } ?? ", or index to a level")
    }
    if case .growBy = self {
      return isLevel && Self.index(source.id).fits(source.spec.unit, target)
        ? "write then: { index: \(source.path) } to move in proportion to it, or { grow: 0.03 }"
        : "write hold, { step: … } or { grow: 0.03 }"
    }
    let alike = registry.levers.lazy.filter { $0.spec.unit == target && $0.id != lever.id && $0.lagOf == nil }
      .prefix(3).map(\.path)
    return "write hold, { grow: 0.03 } or { step: … }, or name a lever in \(lever.unitText)"
      + (alike.isEmpty ? "" : " (\(alike.joined(separator: ", ")) …)")
  }
}
