import PolicyModel
import Quantities
import SchemeModel

/// Statuses and further axes of the state of people, and what selects by them.
///
/// ```yaml
/// statuses:
///   employee-retired: { title: { en: …, zh: … }, group: employee }
/// axes:                                          # besides the status; people move along each of them
///   dependency:
///     title: { en: Dependency, zh: 失能程度 }
///     levels:
///       independent: { title: … }                # the newborn enter at the first level
///       severe: { title: …, group: dependent, relative-mortality: { factor: dependency.severe.relative, profile: severe } }
/// ```
///
/// Wherever states are chosen (`statuses: …`, `persons: …`, `from: …`) stands a name (of a level, a group or `all`), a list of
/// names that share nobody, or `{ status: employee, dependency: [mild, severe] }` for those who are in all of these.
extension SchemeBuilder {
  mutating func readStates() {
    let statuses = named("statuses")
    var entries = statuses.map { (axis: StateAxis.status, entry: $0) }
    var axes = [
      StateAxis(
        id: StateAxis.status, title: LocalizedText(en: "Status", zh: "参保状态"), levels: readLevels(statuses))
    ]
    for (name, _, reader) in named("axes", required: false) {
      let title = reader.localizedText("title")
      let own = reader.mapping("levels").map { named(in: $0) } ?? []
      let levels = readLevels(own)
      reader.finish()
      entries += own.map { (axis: name, entry: $0) }
      if levels.isEmpty || Self.taken.contains(name) || !Self.isPlain(name) {
        collector.report(
          "an axis has levels, and a plain name that no column of membership-shares.csv has",
          line: reader.line,
          key: reader.path, remedy: "write one line for each level, for example severe: { title: Severe }")
      } else {
        axes.append(StateAxis(id: name, title: title ?? LocalizedText(en: name, zh: name), levels: levels))
      }
    }
    var count = 1
    for axis in axes where count <= StateSpace.limit { count *= axis.levels.count }
    guard count <= StateSpace.limit else {
      collector.report(
        "more than \(StateSpace.limit) states, which are statuses times the levels of every axis", line: root.line,
        key: "statuses", value: axes.map { "\($0.levels.count)" }.joined(separator: " × "),
        remedy: "join some statuses or levels")
      return
    }
    let places = entries.map { ("\($0.axis).\($0.entry.name)", (line: $0.entry.line, key: $0.entry.reader.path)) }
    checkNames(axes, at: Dictionary(places) { first, _ in first })
    states = StateSpace(axes)
  }

  private static let taken = [StateAxis.status, "sex", "age", "age_from", "age_to", "year", "share"]

  /// Whether a name stands in a cell of a table, and beside others with dots between them.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && !name.contains { $0 == "." || $0 == "," || $0.isWhitespace }
  }

  private mutating func readLevels(_ entries: [(name: String, line: Int, reader: MappingReader)]) -> [StateLevel] {
    entries.map { name, _, reader in
      let title = reader.localizedText("title")
      let group = reader.text("group", required: false)
      let mortality = reader.mapping("relative-mortality", required: false).flatMap { readMortality($0) }
      reader.finish()
      return StateLevel(
        id: name, title: title ?? LocalizedText(en: name, zh: name), group: group, mortality: mortality)
    }
  }

  private mutating func readMortality(_ reader: MappingReader) -> RelativeMortality? {
    let factor = reader.required("factor", example: "dependency.severe.relative-mortality").flatMap { node in
      let key = reader.path(of: "factor")
      return collector.text(node, key: key).flatMap { lever($0, line: node.line, key: key) }
    }
    let profile = reader.text("profile", required: false).map { profileIndex($0) }
    reader.finish()
    return factor.map { RelativeMortality(factor: $0, profile: profile) }
  }

  /// A name selects one thing: it is that of one level, or of one group of levels.
  ///
  /// - Parameter places: where each level is declared, by `axis.level`.
  private func checkNames(_ axes: [StateAxis], at places: [String: (line: Int, key: String)]) {
    func report(_ message: String, _ axis: StateAxis, _ level: StateLevel, _ name: String, remedy: String) {
      let place = places["\(axis.id).\(level.id)"]
      collector.report(message, line: place?.line, key: place?.key ?? axis.id, value: name, remedy: remedy)
    }
    var known: [String: String] = [StateSelection.everybody: "everybody"]
    for axis in axes {
      for level in axis.levels {
        for name in [level.id, level.group].compactMap({ $0 }) where !Self.isPlain(name) {
          report(
            "a level or group has a name without blanks, dots and commas", axis, level, name,
            remedy: "join words with hyphens: very-severe")
        }
        if let other = known.updateValue("a level of \(axis.id)", forKey: level.id) {
          report("a level and \(other) have one name", axis, level, level.id, remedy: "rename one of them")
        }
      }
    }
    for axis in axes {
      for group in Set(axis.levels.compactMap(\.group)).sorted() {
        let members = axis.levels.filter { $0.group == group }
        if let other = known.updateValue("a group of \(axis.id)", forKey: group), members.map(\.id) != [group] {
          report("a group of levels and \(other) have one name", axis, members[0], group, remedy: "rename one of them")
        }
      }
    }
  }

  func readNewborn() -> (insured: Int, uninsured: Int)? {
    guard let reader = root.mapping("newborn") else { return nil }
    let names = states.axes.first.map { $0.levels.map(\.id) } ?? []
    func entry(_ key: String) -> Int? {
      reader.required(key).flatMap { collector.choice($0, key: reader.path(of: key), of: names) }
        .flatMap(names.firstIndex).map(states.entry)
    }
    let insured = entry("insured"), uninsured = entry("uninsured")
    reader.finish()
    guard let insured, let uninsured else { return nil }
    return (insured, uninsured)
  }

  // MARK: - Selection

  /// The states chosen under a key; a key that is missing is a fault.
  func statusList(_ reader: MappingReader, _ key: String) -> [Int] {
    guard let node = reader.required(key) else { return [] }
    return selected(node, key: reader.path(of: key))
  }

  /// The states a node chooses, each once.
  func selected(_ node: YAMLNode, key: String) -> [Int] {
    guard let selection = selection(node, key: key) else { return [] }
    let chosen = states.states(selection)
    reportTwice(chosen, node, key: key) { states.states[$0].id }
    return chosen
  }

  /// Whoever is chosen by two items of a list would count twice.
  private func reportTwice(_ chosen: [Int], _ node: YAMLNode, key: String, name: (Int) -> String) {
    var seen: Set<Int> = []
    guard let twice = chosen.first(where: { !seen.insert($0).inserted }) else { return }
    collector.report(
      "the status stands twice, and would count twice", line: node.line, key: key, value: name(twice),
      remedy: "keep one of the two")
  }

  /// The items of a list that chooses; a list without any chooses nobody, and is a fault.
  private func items(_ node: YAMLNode, key: String) -> [YAMLNode]? {
    guard case .sequence(let items) = node.kind else { return [node] }
    guard items.isEmpty else { return items }
    collector.report(
      "the list is empty, and chooses nobody", line: node.line, key: key, value: "[]",
      remedy: "name who is meant, for example \(states.axes.first?.levels.first?.id ?? StateSelection.everybody)")
    return nil
  }

  private func selection(_ node: YAMLNode, key: String) -> StateSelection? {
    switch node.kind {
    case .scalar:
      return collector.choice(node, key: key, of: states.names).flatMap(states.selection(named:))
    case .sequence:
      return items(node, key: key).map { .either($0.compactMap { selection($0, key: key) }) }
    case .mapping:
      guard let reader = MappingReader(node, path: key, collector: collector) else { return nil }
      let parts = states.axes.enumerated().compactMap { axis, declared -> StateSelection? in
        reader.optional(declared.id).flatMap { level($0, of: axis, key: reader.path(of: declared.id)) }
      }
      reader.finish()
      if reader.entries.isEmpty {
        collector.report(
          "no axis is named", line: node.line, key: key,
          remedy: "write for example { \(StateAxis.status): all }, or `all` for everybody")
      }
      return parts.isEmpty ? nil : .both(parts)
    }
  }

  /// Levels of one axis: a name or a list of names, of levels and groups of it.
  private func level(_ node: YAMLNode, of axis: Int, key: String) -> StateSelection? {
    let names = StateSpace([states.axes[axis]]).names
    guard let nodes = items(node, key: key) else { return nil }
    let chosen = nodes.compactMap { node -> [Int]? in
      guard let name = collector.choice(node, key: key, of: names) else { return nil }
      switch states.selection(named: name) {
      case .levels(_, let levels): return levels
      default: return Array(states.axes[axis].levels.indices)
      }
    }
    let levels = chosen.flatMap { $0 }
    reportTwice(levels, node, key: key) { states.axes[axis].levels[$0].id }
    return .levels(axis: axis, levels)
  }
}
