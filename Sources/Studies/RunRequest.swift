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
  /// What is written.
  public let output: OutputRequest

  /// A request in the user's words; nothing of it is read yet.
  ///
  /// - Parameters:
  ///   - horizon: a calendar year.
  ///   - scenarios: none for the baseline alone.
  ///   - name: nil for that of the reforms.
  ///   - paths: nil for the central path alone.
  public init(
    place: String, horizon: Int, scenarios: [[Change]], name: String? = nil, paths: PathRequest? = nil,
    output: OutputRequest = OutputRequest()
  ) {
    self.place = place
    self.horizon = horizon
    self.scenarios = scenarios
    self.name = name
    self.paths = paths
    self.output = output
  }

  /// Whether bills are divided into deciles.
  public var deciles: Bool { output.deciles }
  /// What the user wants of the words.
  public var options: ReportOptions { output.options }

  /// Reads everything anew and projects it.
  ///
  /// - Throws: ``FundcastError`` where an input is missing or wrong.
  public func run() throws -> PolicyRun {
    let study = try PolicyStudy(Place(place), horizon: horizon)
    return try study.run(study.readGrid(scenarios, name: name), paths: paths, output: output)
  }
}

extension RunRequest.Change {
  /// The change a reform was read from.
  init(_ reform: Reform) {
    self = reform.setting.map(Self.setting) ?? .file(reform.file)
  }
}
