import ProjectionEngine
import Results
import Studies

/// The tables of a run, those that take longest first.
public enum RunTable: String, Sendable, CaseIterable {
  case membership, utilisation, waterfall, accounts, measures, budget, differences, contributions, population, vital
  case accountsDistribution = "accounts-distribution"
  case measuresDistribution = "measures-distribution"
  case paths

  /// The name of the file.
  public var file: String { rawValue + ".csv" }

  /// The tables that a run of this kind has.
  public static func of(_ request: RunRequest) -> [RunTable] {
    of(paths: request.paths != nil, kept: request.paths?.keepsPaths ?? false)
  }

  /// The tables of a run with or without paths, and with every path kept or not.
  public static func of(paths: Bool, kept: Bool) -> [RunTable] {
    allCases.filter { table in
      switch table {
      case .accountsDistribution, .measuresDistribution: paths
      case .paths: kept
      default: true
      }
    }
  }

  var needsMeasures: Bool { self == .measures || self == .differences }

  /// Renders the table; `measures` are there where it ``needsMeasures``.
  func write(
    _ run: PolicyRun, _ measures: MeasureBook?, _ ranked: RankedCare?, to sink: @escaping ByteSink
  ) throws {
    switch self {
    case .membership: try OutputTables.membership(run, to: sink)
    case .utilisation: try OutputTables.utilisation(run, to: sink)
    case .waterfall: try OutputTables.waterfall(run, ranked, to: sink)
    case .accounts: try OutputTables.accounts(run, to: sink)
    case .measures: try OutputTables.measures(run, measures ?? MeasureBook(run.result), to: sink)
    case .budget: try OutputTables.budget(run, to: sink)
    case .differences: try OutputTables.differences(run, measures ?? MeasureBook(run.result), to: sink)
    case .contributions: try OutputTables.contributions(run, to: sink)
    case .population: try OutputTables.population(run, to: sink)
    case .vital: try OutputTables.vital(run, to: sink)
    case .accountsDistribution: if let paths = run.paths { try OutputTables.accountsDistribution(paths, to: sink) }
    case .measuresDistribution: if let paths = run.paths { try OutputTables.measuresDistribution(paths, to: sink) }
    case .paths: if let paths = run.paths { try OutputTables.paths(paths, to: sink) }
    }
  }
}
