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

  /// Whether a run writes the table without being asked: what a planner and a finance office open, the accounts and the budget
  /// that they become, the measures and what each reform moves, and all that paths were drawn for. People, care and bases of
  /// every year are what analysts ask for by name: two thirds of the bytes of all, and of the time that a run takes.
  public var isUsual: Bool {
    switch self {
    case .accounts, .budget, .measures, .differences, .accountsDistribution, .measuresDistribution, .paths: true
    case .membership, .utilisation, .waterfall, .contributions, .population, .vital: false
    }
  }

  /// The tables that a request has written: those of its kind that it names, or the usual ones.
  package static func written(for request: RunRequest) -> [RunTable] {
    of(request).filter { request.output.tables?.contains($0.rawValue) ?? $0.isUsual }
  }

  package var needsMeasures: Bool { self == .measures || self == .differences }

  /// Name, columns and meaning.
  package var shape: TableShape {
    switch self {
    case .membership: PeopleTables.membership
    case .utilisation: CareTables.utilisation
    case .waterfall: CareTables.waterfall
    case .accounts: AccountTables.accounts
    case .measures: MeasureTables.measures
    case .budget: AccountTables.budget
    case .differences: MeasureTables.differences
    case .contributions: AccountTables.contributions
    case .population: PeopleTables.population
    case .vital: PeopleTables.vital
    case .accountsDistribution: PathTables.accounts
    case .measuresDistribution: PathTables.measures
    case .paths: PathTables.paths
    }
  }

  /// The table of a run; `measures` are computed here where it ``needsMeasures`` and none are given.
  package func table(_ run: PolicyRun, measures: MeasureBook? = nil, ranked: RankedCare? = nil) -> Table {
    Table(
      shape, form: run.result.scheme.form,
      parts: parts(run, measures ?? (needsMeasures ? MeasureBook(run.result) : nil), ranked))
  }

  private func parts(_ run: PolicyRun, _ measures: MeasureBook?, _ ranked: RankedCare?) -> [TablePart] {
    switch self {
    case .membership: PeopleTables.membership(run)
    case .utilisation: CareTables.utilisation(run)
    case .waterfall: CareTables.waterfall(run, ranked)
    case .accounts: AccountTables.accounts(run)
    case .measures: measures.map { MeasureTables.measures(run, $0) } ?? []
    case .budget: AccountTables.budget(run)
    case .differences: measures.map { MeasureTables.differences(run, $0) } ?? []
    case .contributions: AccountTables.contributions(run)
    case .population: PeopleTables.population(run)
    case .vital: PeopleTables.vital(run)
    case .accountsDistribution: run.paths.map(PathTables.accounts) ?? []
    case .measuresDistribution: run.paths.map(PathTables.measures) ?? []
    case .paths: run.paths.map(PathTables.paths) ?? []
    }
  }
}
