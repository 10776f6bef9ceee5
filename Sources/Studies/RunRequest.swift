import InputFiles
import PolicyModel
import Quantities

/// What a run was asked to do, as the user said it: enough to run again.
public struct RunRequest: Sendable, Hashable {
  /// One layer of a scenario.
  public enum Change: Sendable, Hashable {
    /// A reform file, as the user named it.
    case file(String)
    /// The text of `--set`.
    case setting(String)
  }

  /// The folder of the place.
  public let place: String
  /// The last year reported.
  public let horizon: Int
  /// The scenarios after the baseline; each is a stack of changes, in order.
  public let scenarios: [[Change]]
  /// The name of the scenario that settings end, where the user gives one.
  public let name: String?
  /// The paths, if any.
  public let paths: PathRequest?
  /// Whether bills are divided into deciles.
  public let deciles: Bool
  /// Which tables are written, and how.
  public let output: OutputRequest
  /// What the user wants of the words.
  public let options: ReportOptions

  /// See the properties.
  public init(
    place: String, horizon: Int, scenarios: [[Change]], name: String? = nil, paths: PathRequest? = nil,
    deciles: Bool = false, output: OutputRequest = OutputRequest(), options: ReportOptions = ReportOptions()
  ) {
    self.options = options
    self.place = place
    self.horizon = horizon
    self.scenarios = scenarios
    self.name = name
    self.output = output
    self.paths = paths
    self.deciles = deciles
  }

  /// Reads everything anew and projects it.
  ///
  /// - Throws: ``FundcastError`` where an input is missing or wrong.
  public func run() throws -> PolicyRun {
    let study = try PolicyStudy(PlaceFolder(place), horizon: horizon)
    return try study.run(
      study.readGrid(scenarios, name: name), paths: paths, deciles: deciles, output: output, options: options)
  }
}

extension RunRequest.Change {
  /// The change a reform was read from.
  init(_ reform: Reform) {
    self = reform.setting.map(Self.setting) ?? .file(reform.file)
  }
}
