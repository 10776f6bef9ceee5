import Stochastics
import SchemeModel

/// What is drawn: the drivers, from when on, and how many paths of them.
public struct PathDraws: Sendable {
  /// The drivers.
  public let process: DriverProcess
  /// The first drawn year, by index.
  public let firstYear: Int
  /// The seed of the random numbers.
  public let seed: UInt64
  /// The number of paths.
  public let paths: Int
  /// Whether path 2j + 1 mirrors path 2j.
  public let isAntithetic: Bool

  /// Draws; path j is the same whatever the number of paths.
  ///
  /// - Parameters:
  ///   - firstYear: counted from the base year, 0.
  ///   - paths: at least one.
  ///   - isAntithetic: with an odd number the last path has no mirror.
  public init(process: DriverProcess, firstYear: Int, seed: UInt64, paths: Int, isAntithetic: Bool = false) {
    self.process = process
    self.firstYear = firstYear
    self.seed = seed
    self.paths = paths
    self.isAntithetic = isAntithetic
  }
}

/// What a projection over many paths needs.
public struct PathInput: Sendable {
  /// The central path of every scenario.
  public let projection: ProjectionInput
  /// How the columns of each scenario differ from it, `[scenario][region]`.
  public let rules: [[ColumnRules]]
  /// The same for each scenario's reference of demand; nil where it has none.
  public let referenceRules: [[ColumnRules]?]
  /// What is drawn.
  public let draws: PathDraws

  /// The number of paths.
  public var paths: Int { draws.paths }

  /// Scenarios, their rules and what is drawn.
  ///
  /// - Parameters:
  ///   - rules: `[scenario][region]`.
  ///   - referenceRules: `[scenario][region]`, nil for a scenario without a reference of demand.
  /// - Precondition: there are rules for every scenario.
  public init(
    projection: ProjectionInput, rules: [[ColumnRules]], referenceRules: [[ColumnRules]?], draws: PathDraws
  ) {
    precondition(rules.count == projection.scenarios.count)
    self.projection = projection
    self.rules = rules
    self.referenceRules = referenceRules
    self.draws = draws
  }
}
