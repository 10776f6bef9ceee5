import Quantities
import SchemeModel

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
  /// What nobody may have meant, for the user to judge.
  public let warnings: [LocalizedText]

  /// The same with other paths for some parameters.
  public func with(_ paths: [ParameterID: ParameterPath]) -> ResolvedScenario {
    guard !paths.isEmpty else { return self }
    var changed = parameters.paths
    for (id, path) in paths { changed[id.index] = path }
    return ResolvedScenario(
      parameters: ParameterSet(paths: changed), extrapolations: extrapolations, columnRules: columnRules,
      reacting: reacting, warnings: warnings)
  }

  /// The same values; paths equal to those of `other` are held once.
  public func sharing(_ other: ResolvedScenario) -> ResolvedScenario {
    let paths = zip(parameters.paths, other.parameters.paths).map { $0 == $1 ? $1 : $0 }
    return ResolvedScenario(
      parameters: ParameterSet(paths: paths),
      extrapolations: extrapolations == other.extrapolations ? other.extrapolations : extrapolations,
      columnRules: columnRules, reacting: reacting, warnings: warnings)
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
