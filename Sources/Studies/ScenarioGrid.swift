import PolicyModel
import Quantities

/// The scenarios of a run, and what becomes of those that cannot be.
public struct ScenarioGrid: Sendable {
  /// The scenarios beside the baseline: each is a stack of reforms, in order.
  public var stacks: [[Reform]]
  /// Scenarios whose files are wrong.
  public let unread: [LeftOutScenario]
  /// Whether one that cannot be stops the run; else it is left out and the others are computed.
  public let isStrict: Bool

  /// Scenarios that were read.
  ///
  /// - Parameters:
  ///   - unread: those whose files are wrong; none unless said.
  ///   - isStrict: not so unless said.
  public init(_ stacks: [[Reform]], unread: [LeftOutScenario] = [], isStrict: Bool = false) {
    self.stacks = stacks
    self.unread = unread
    self.isStrict = isStrict
  }
}

/// A scenario that was asked for and cannot be.
public struct LeftOutScenario: Sendable, Hashable {
  /// Its name in files; of a reform that holds in some years only also that of the scenario which has it in all.
  public let ids: [String]
  /// What was asked for.
  public let changes: [RunRequest.Change]
  /// What is wrong, at least one fault.
  public let faults: [Diagnostic]

  /// The names with commas between them.
  public var names: String { ids.joined(separator: ", ") }

  /// The error of a run that left scenarios out: their faults, each once; `usage` where all are of the command line.
  public static func error(_ scenarios: [LeftOutScenario]) -> FundcastError {
    let faults = scenarios.flatMap(\.faults).reduce(into: [Diagnostic]()) { if !$0.contains($1) { $0.append($1) } }
    return FundcastError(faults.allSatisfy { $0.file == "--set" } ? .usage : .data, faults)
  }
}
