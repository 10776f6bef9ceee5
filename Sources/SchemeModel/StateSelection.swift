import Quantities

/// Some states, chosen by axis.
public enum StateSelection: Sendable, Hashable {
  /// Everybody.
  case all
  /// Those at some levels of an axis, whatever their levels on the others.
  case levels(axis: Int, [Int])
  /// Those of any part.
  indirect case either([StateSelection])
  /// Those of every part: by axis, an axis of which nothing is said counts whole.
  indirect case both([StateSelection])

  /// The name of ``all`` in files.
  public static let everybody = "all"
}

extension StateSpace {
  /// The states of a selection in the order of their indices, of a union in the order of its parts.
  public func states(_ selection: StateSelection) -> [Int] {
    switch selection {
    case .all: return Array(states.indices)
    case .levels(let axis, let levels): return states.indices.filter { levels.contains(level(of: $0, on: axis)) }
    case .either(let parts): return parts.flatMap(states)
    case .both(let parts):
      let sets = parts.map { Set(states($0)) }
      return states.indices.filter { state in sets.allSatisfy { $0.contains(state) } }
    }
  }

  /// What a name stands for: `all`, a level, or a group of levels of some axis; nil for none of these.
  public func selection(named name: String) -> StateSelection? {
    if name == StateSelection.everybody { return .all }
    for (axis, declared) in axes.enumerated() {
      if let level = declared.levels.firstIndex(where: { $0.id == name }) { return .levels(axis: axis, [level]) }
    }
    for (axis, declared) in axes.enumerated() {
      let members = declared.levels.indices.filter { declared.levels[$0].group == name }
      if !members.isEmpty { return .levels(axis: axis, members) }
    }
    return nil
  }

  /// What names with dots between them stand for, `employee-retired.severe`: those whom every one of them chooses, states in the
  /// order of their indices; nil where one of them is no name. `all` is none here.
  public func states(path: String) -> [Int]? {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let selections = parts.compactMap { $0 == StateSelection.everybody ? nil : selection(named: $0) }
    return selections.count == parts.count ? states(.both(selections)) : nil
  }

  /// The title of what such names stand for: of a level its own, several together as of a state.
  public func title(path: String) -> LocalizedText {
    let levels = axes.flatMap(\.levels)
    let titles = path.split(separator: ".").map { name in
      levels.first { $0.id == name }?.title ?? LocalizedText(en: String(name), zh: String(name))
    }
    guard let first = titles.first else { return LocalizedText(path) }
    return titles.dropFirst().reduce(first) { StateSpace.joined($0, $1) }
  }

  /// Every name that selects: levels, then groups, then `all`.
  public var names: [String] {
    let groups = axes.flatMap(\.levels).compactMap(\.group)
    return (axes.flatMap(\.levels).map(\.id) + groups + [StateSelection.everybody])
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
