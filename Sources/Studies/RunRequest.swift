import Arrays
import InputFiles
import PolicyModel

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
  /// The paths, if any.
  public let paths: PathRequest?
  /// Whether bills are divided into deciles.
  public let deciles: Bool

  /// See the properties.
  public init(place: String, horizon: Int, scenarios: [[Change]], paths: PathRequest? = nil, deciles: Bool = false) {
    self.place = place
    self.horizon = horizon
    self.scenarios = scenarios
    self.paths = paths
    self.deciles = deciles
  }

  /// Reads everything anew and projects it.
  ///
  /// - Throws: ``FundcastError`` where an input is missing or wrong.
  public func run() throws -> PolicyRun {
    let study = try PolicyStudy(PlaceFolder(place), horizon: horizon)
    return try study.run(study.read(scenarios), paths: paths, deciles: deciles)
  }
}

extension RunRequest.Change {
  /// The change a reform was read from.
  init(_ reform: Reform) {
    self = reform.setting.map(Self.setting) ?? .file(reform.file)
  }
}

extension PolicyStudy {
  /// Reads the changes of scenarios; a sweep becomes a scenario for each of its points. A file in several of them is read
  /// once, so that all see the same; settings are named set-1, set-2 … in order.
  ///
  /// - Throws: ``FundcastError`` where a change cannot be read.
  public func read(_ scenarios: [[RunRequest.Change]]) throws -> [[Reform]] {
    let registry = place.baseline.registry
    let paths = scenarios.joined().reduce(into: [String]()) { paths, change in
      if case .file(let path) = change, !paths.contains(path) { paths.append(path) }
    }
    let read = try Parallel.map(paths.count) {
      try ReformFile.readAll(paths[$0], baselinePath: place.baselinePath, registry: registry)
    }
    let files = Dictionary(uniqueKeysWithValues: zip(paths, read))
    var settings = 0
    func reforms(_ change: RunRequest.Change) throws -> [Reform] {
      switch change {
      case .setting(let text):
        settings += 1
        return [try ReformFile.parse(setting: text, registry: registry, id: "set-\(settings)", number: settings)]
      case .file(let path): return files[path] ?? []
      }
    }
    // A sweep multiplies the stack it stands in.
    return try scenarios.flatMap { changes in
      try changes.reduce([[Reform]()]) { stacks, change in
        let layer = try reforms(change)
        return stacks.flatMap { stack in layer.map { stack + [$0] } }
      }
    }
  }
}
