import Quantities
import SchemeModel
import Shapes

/// The states of people that axes make, and whom a selection by names of levels and groups holds. Faults go to the collector.
struct StateNames {
  private let axes: [AxisDeclaration]
  private let collector: DiagnosticCollector
  /// The states; nil where the axes have a fault.
  private(set) var space: StateSpace?
  /// The states of each group.
  private var groups: [String: [Int]] = [:]
  /// Everything that selects.
  private var names: [String] = []

  /// Names of columns of membership-shares.csv that are no axis.
  private static let taken = ["sex", "age", "age_from", "age_to", "year", "share"]

  /// The states of axes whose levels carry the insured group they are in.
  ///
  /// - Parameter mortality: what a level's mortality is to that of the table, where it says so.
  init(
    _ axes: [AxisDeclaration], _ groups: [GroupDeclaration], _ collector: DiagnosticCollector,
    mortality: (LevelDeclaration) -> RelativeMortality? = { _ in nil }
  ) {
    self.axes = axes
    self.collector = collector
    guard Self.check(axes, collector) else { return }
    let bare = StateSpace(axes.map { Self.axis($0, mortality: mortality) { _ in nil } })
    names = axes.flatMap(\.levels).map(\.name.text) + [StateSelection.everybody]
    var titled: [(name: String, states: Set<Int>)] = []
    for group in groups {
      if names.contains(group.name.text) {
        collector.report(
          "a group and something else that selects have one name", line: group.name.line, key: group.name.key,
          value: group.name.text, remedy: "rename one of them")
      }
      // Whoever lists its parts in another order means the same people.
      let states = selected(group.of, in: bare).sorted()
      if !Self.isPlain(group.name.text) {
        collector.report(
          "a level or group has a name without blanks, dots and commas", line: group.name.line, key: group.name.key,
          value: group.name.text, remedy: "join words with hyphens: very-severe")
      }
      self.groups[group.name.text] = states
      names.append(group.name.text)
      if group.title != nil { titled.append((group.name.text, Set(states))) }
    }
    let allGroups = groups.map { (name: $0.name.text, states: Set(self.groups[$0.name.text] ?? [])) }
    space = StateSpace(
      axes.enumerated().map { place, axis in
        Self.axis(axis, mortality: mortality) { level in
          // Of the status the insured group; of a further axis any group that holds whole levels of it.
          let held = place == 0 ? titled : allGroups
          return held.first { group in
            let own = Set(
              bare.states.indices.filter { group.states.contains($0) }.map { bare.level(of: $0, on: place) })
            guard own.contains(level), place > 0 else { return own.contains(level) }
            return own.count < axis.levels.count && group.states == Set(bare.states(.levels(axis: place, own.sorted())))
          }?.name
        }
      })
  }

  private static func axis(
    _ axis: AxisDeclaration, mortality: (LevelDeclaration) -> RelativeMortality?, group: (Int) -> String?
  ) -> StateAxis {
    StateAxis(
      id: axis.name.text, title: axis.title,
      levels: axis.levels.enumerated().map { place, level in
        StateLevel(id: level.name.text, title: level.title, group: group(place), mortality: mortality(level))
      })
  }

  private static func check(_ axes: [AxisDeclaration], _ collector: DiagnosticCollector) -> Bool {
    var known: Set<String> = [StateSelection.everybody], isRight = true
    func fault(_ message: String, _ place: Mention, _ remedy: String) {
      collector.report(message, line: place.line, key: place.key, value: place.text, remedy: remedy)
      isRight = false
    }
    for (place, axis) in axes.enumerated() {
      if axis.levels.isEmpty || taken.contains(axis.name.text) || !isPlain(axis.name.text) {
        fault(
          "an axis has levels, and a plain name that no column of membership-shares.csv has", axis.name,
          "write levels: { mild: Mild, severe: Severe }")
      }
      for level in axis.levels where !isPlain(level.name.text) {
        fault(
          "a level or group has a name without blanks, dots and commas", level.name,
          "join words with hyphens: very-severe")
      }
      if place == 0, axis.name.text != StateAxis.status {
        fault("the first axis is that of membership", axis.name, "call it \(StateAxis.status)")
      }
      for level in axis.levels where !known.insert(level.name.text).inserted {
        fault("two levels have one name", level.name, "rename one of them")
      }
    }
    var count = 1
    for axis in axes where count <= StateSpace.limit { count *= max(1, axis.levels.count) }
    if let first = axes.first, count > StateSpace.limit {
      fault(
        "more than \(StateSpace.limit) states, which are the levels of every axis multiplied", first.name,
        "join some statuses or levels")
    }
    return isRight && !axes.isEmpty
  }

  /// Whether a name stands in a cell of a table, and beside others with dots between them.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && !name.contains { $0 == "." || $0 == "," || $0.isWhitespace }
  }

  // MARK: - Selections

  /// The states of a selection, each once; one that stands twice is a fault.
  func states(_ selection: SelectionDeclaration) -> [Int] {
    guard let space else { return [] }
    return selected(selection, in: space)
  }

  private func selected(_ selection: SelectionDeclaration, in space: StateSpace) -> [Int] {
    let chosen = parts(of: selection, in: space)
    reportTwice(chosen, at: selection.place) { space.states[$0].id }
    return chosen
  }

  /// Whoever is chosen by two items of a list would count twice.
  private func reportTwice(_ chosen: [Int], at place: Mention, name: (Int) -> String) {
    var seen: Set<Int> = []
    guard let twice = chosen.first(where: { !seen.insert($0).inserted }) else { return }
    collector.report(
      "the status stands twice, and would count twice", line: place.line, key: place.key, value: name(twice),
      remedy: "keep one of the two")
  }

  /// A list without items chooses nobody, and is a fault.
  private func reportEmpty(_ place: Mention) {
    collector.report(
      "the list is empty, and chooses nobody", line: place.line, key: place.key, value: "[]",
      remedy: "name who is meant, for example \(axes.first?.levels.first?.name.text ?? StateSelection.everybody)")
  }

  private func parts(of selection: SelectionDeclaration, in space: StateSpace) -> [Int] {
    switch selection {
    case .name(let name): return named(name, in: space)
    case .either(let parts, let place):
      if parts.isEmpty { reportEmpty(place) }
      return parts.flatMap { self.parts(of: $0, in: space) }
    case .byAxis(let parts, let place):
      if parts.isEmpty {
        collector.report(
          "no axis is named", line: place.line, key: place.key,
          remedy: "write for example { \(StateAxis.status): all }, or `all` for everybody")
      }
      let sets = parts.compactMap { part -> Set<Int>? in
        guard axes.contains(where: { $0.name.text == part.axis.text }) else {
          collector.report(
            "no axis has this name", line: part.axis.line, key: part.axis.key, value: part.axis.text,
            remedy: Suggestion.remedy(for: part.axis.text, in: axes.map(\.name.text)))
          return nil
        }
        if part.levels.isEmpty { reportEmpty(part.axis) }
        let chosen = part.levels.flatMap { level(of: $0, of: part.axis.text, in: space) }
        reportTwice(chosen, at: part.axis) { space.states[$0].id }
        return Set(chosen)
      }
      return sets.isEmpty ? [] : space.states.indices.filter { state in sets.allSatisfy { $0.contains(state) } }
    }
  }

  /// A level or group named for an axis: a level of another one is a mistake.
  private func level(of name: Mention, of axis: String, in space: StateSpace) -> [Int] {
    let others = axes.filter { $0.name.text != axis }.flatMap(\.levels).map(\.name.text)
    guard others.contains(name.text) else { return named(name, in: space) }
    _ = known(name, names.filter { !others.contains($0) })
    return []
  }

  private func known(_ name: Mention, _ names: [String]) -> Bool {
    if names.contains(name.text) { return true }
    collector.report(
      "this word is not known here", line: name.line, key: name.key, value: name.text,
      remedy: Suggestion.remedy(for: name.text, in: names))
    return false
  }

  private func named(_ name: Mention, in space: StateSpace) -> [Int] {
    if let group = groups[name.text] { return group }
    guard known(name, names) else { return [] }
    if name.text == StateSelection.everybody { return Array(space.states.indices) }
    return space.selection(named: name.text).map(space.states) ?? []
  }

  /// The axis and place of a level.
  func level(_ name: Mention) -> (axis: Int, level: Int)? {
    for (axis, declared) in axes.enumerated() {
      if let level = declared.levels.firstIndex(where: { $0.name.text == name.text }) { return (axis, level) }
    }
    collector.report(
      "no status has this name", line: name.line, key: name.key, value: name.text,
      remedy: Suggestion.remedy(for: name.text, in: axes.flatMap(\.levels).map(\.name.text)))
    return nil
  }
}
