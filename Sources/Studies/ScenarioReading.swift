import Arrays
import InputFiles
import PolicyModel
import Quantities

/// Reads the changes of scenarios.
extension PolicyStudy {
  /// Reads the changes of scenarios; a sweep becomes a scenario for each of its points. A file in several of them is read
  /// once, so that all see the same; settings are named set-1, set-2 … in order, the same one in several of them alike.
  ///
  /// - Parameter name: of the scenario that settings end; nil to name it after its parts.
  /// - Throws: ``FundcastError`` where a change cannot be read, with all that is wrong with the files.
  public func read(_ scenarios: [[RunRequest.Change]], name: String? = nil) throws -> [[Reform]] {
    try readGrid(scenarios, name: name, isStrict: true).stacks
  }

  /// The same for a run that leaves out what cannot be: scenarios with a file that is wrong do not stop it where others remain.
  ///
  /// - Throws: as ``read(_:name:)`` of a strict grid; else where a file is missing, a setting cannot be read, or nothing remains.
  public func readGrid(
    _ scenarios: [[RunRequest.Change]], name: String? = nil, isStrict: Bool = false
  ) throws -> ScenarioGrid {
    let source = ChangeSource(self, scenarios, name: name)
    func faults(_ changes: [RunRequest.Change]) -> [Diagnostic] {
      changes.flatMap { source.fault($0)?.diagnostics ?? [] }
    }
    let unread = scenarios.filter { !faults($0).isEmpty }
    let errors = source.faults
    guard errors.isEmpty || !isStrict && unread.count < scenarios.count && errors.allSatisfy({ $0.category == .data })
    else {
      let isMissing = errors.allSatisfy { $0.category == .missingInput }
      throw FundcastError(isMissing ? .missingInput : .data, errors.flatMap(\.diagnostics))
    }
    // A sweep multiplies the stack it stands in.
    let stacks = try scenarios.filter { faults($0).isEmpty }.flatMap { changes in
      try changes.reduce([[Reform]()]) { stacks, change in
        let layer = try source.reforms(change)
        return stacks.flatMap { stack in layer.map { stack + [$0] } }
      }
    }.map { stack in
      // What reacts comes last: settings that stand on it hold in all years.
      guard let last = stack.last(where: { $0.setting == nil }), last.reaction != nil else { return stack }
      let settings = stack.filter { $0.setting != nil }
      return stack.filter { $0.setting == nil }.dropLast() + settings + [last]
    }
    return ScenarioGrid(
      stacks,
      unread: unread.map {
        LeftOutScenario(
          ids: [name ?? $0.map(source.id).joined(separator: "+")], changes: $0, faults: faults($0))
      }, isStrict: isStrict)
  }
}

/// What changes say, each file read once.
private struct ChangeSource {
  private let registry: LeverRegistry
  private let name: String?
  /// The files in order, and what was read of each.
  private let paths: [String]
  private let files: [String: Result<[Reform], any Error>]
  /// The settings in order.
  private let texts: [String]

  init(_ study: PolicyStudy, _ scenarios: [[RunRequest.Change]], name: String?) {
    let registry = study.place.baseline.registry
    var paths: [String] = [], texts: [String] = [], seen: Set<RunRequest.Change> = []
    for change in scenarios.joined() where seen.insert(change).inserted {
      switch change {
      case .file(let path): paths.append(path)
      case .setting(let text): texts.append(text)
      }
    }
    let named = paths
    let outcomes = Parallel.map(named.count) { file in
      Result { try study.place.reforms(named[file]) }
    }
    files = Dictionary(uniqueKeysWithValues: zip(named, outcomes))
    (self.registry, self.name, self.paths, self.texts) = (registry, name, paths, texts)
  }

  /// What is wrong with files, in order.
  var faults: [FundcastError] { paths.compactMap { fault(.file($0)) } }

  func fault(_ change: RunRequest.Change) -> FundcastError? {
    guard case .file(let path) = change, case .failure(let error)? = files[path] else { return nil }
    return error as? FundcastError
  }

  func reforms(_ change: RunRequest.Change) throws -> [Reform] {
    switch change {
    case .file(let path): return try files[path]?.get() ?? []
    case .setting(let text):
      let number = number(text)
      return [
        try ReformFile.parse(setting: text, registry: registry, id: id(change), number: number, scenario: name)
      ]
    }
  }

  /// The name of what a change makes, unless it is a sweep.
  func id(_ change: RunRequest.Change) -> String {
    switch change {
    case .file(let path): ReformFile.id(of: path)
    case .setting(let text): "set-\(number(text))"
    }
  }

  private func number(_ text: String) -> Int { (texts.firstIndex(of: text) ?? 0) + 1 }
}
