import Arrays
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
      study.read(scenarios, name: name), paths: paths, deciles: deciles, output: output, options: options)
  }
}

extension RunRequest.Change {
  /// The change a reform was read from.
  init(_ reform: Reform) {
    self = reform.setting.map(Self.setting) ?? .file(reform.file)
  }
}

extension PolicyStudy {
  /// What was read of every file, or all that is wrong with them.
  private static func all(_ outcomes: [Result<[Reform], any Error>]) throws -> [[Reform]] {
    let faults = outcomes.compactMap { outcome in
      if case .failure(let error) = outcome { error as? FundcastError } else { nil }
    }
    guard faults.count > 1 else { return try outcomes.map { try $0.get() } }
    let isMissing = faults.allSatisfy { $0.category == .missingInput }
    throw FundcastError(isMissing ? .missingInput : .data, faults.flatMap(\.diagnostics))
  }

  /// Reads the changes of scenarios; a sweep becomes a scenario for each of its points. A file in several of them is read
  /// once, so that all see the same; settings are named set-1, set-2 … in order, the same one in several of them alike.
  ///
  /// - Parameter name: of the scenario that settings end; nil to name it after its parts.
  /// - Throws: ``FundcastError`` where a change cannot be read.
  public func read(_ scenarios: [[RunRequest.Change]], name: String? = nil) throws -> [[Reform]] {
    let registry = place.baseline.registry
    let paths = scenarios.joined().reduce(into: [String]()) { paths, change in
      if case .file(let path) = change, !paths.contains(path) { paths.append(path) }
    }
    let outcomes = Parallel.map(paths.count) { file in
      Result { try ReformFile.readAll(paths[file], baselinePath: place.baselinePath, registry: registry) }
    }
    let files = Dictionary(uniqueKeysWithValues: zip(paths, try Self.all(outcomes)))
    let texts = scenarios.joined().reduce(into: [String]()) { texts, change in
      if case .setting(let text) = change, !texts.contains(text) { texts.append(text) }
    }
    func reforms(_ change: RunRequest.Change) throws -> [Reform] {
      switch change {
      case .setting(let text):
        let number = (texts.firstIndex(of: text) ?? 0) + 1
        return [
          try ReformFile.parse(setting: text, registry: registry, id: "set-\(number)", number: number, scenario: name)
        ]
      case .file(let path): return files[path] ?? []
      }
    }
    // A sweep multiplies the stack it stands in.
    return try scenarios.flatMap { changes in
      try changes.reduce([[Reform]()]) { stacks, change in
        let layer = try reforms(change)
        return stacks.flatMap { stack in layer.map { stack + [$0] } }
      }
    }.map { stack in
      // What reacts comes last: settings that stand on it hold in all years.
      guard let last = stack.last(where: { $0.setting == nil }), last.reaction != nil else { return stack }
      let settings = stack.filter { $0.setting != nil }
      return stack.filter { $0.setting == nil }.dropLast() + settings + [last]
    }
  }
}
