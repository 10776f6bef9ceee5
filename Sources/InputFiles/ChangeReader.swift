import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Reads the changes of a reform, of a sweep and of `--set`.
extension SeriesReader {
  /// The nearest path, or the paths that begin alike.
  private func remedy(for path: String) -> String {
    if let entity = registry.omittedEntity(of: path) {
      return "the place does not model \(entity): give its values in the rules and assumptions of the place first"
    }
    if let now = registry.path(formerly: path) { return Self.renamed(now) }
    if let hint = VocabularyHint.remedy(for: path, registry) { return hint }
    let known = registry.levers.filter { $0.lagOf == nil && $0.spec.role != .calibration }.map(\.path)
    if let near = Suggestion.nearest(to: path, in: known) { return "did you mean \"\(near)\"?" }
    let first = path.split(separator: ".").first.map(String.init) ?? path
    let alike = known.filter { $0.hasPrefix(first + ".") }
    return alike.isEmpty
      ? "`fundcast levers WORD` finds paths" : "known here: " + alike.prefix(20).joined(separator: ", ")
  }

  /// Reports a change that is nested as values of a baseline are, with the whole path it should name; false where it is not.
  func reportNested(_ node: YAMLNode, path: String) -> Bool {
    /// The paths written by nesting, down to a lever, to dated values or to nothing known.
    func leaves(_ node: YAMLNode, _ path: String, _ line: Int) -> [(path: String, line: Int)] {
      guard registry[path] == nil, registry.paths.contains(where: { $0.hasPrefix(path + ".") }),
        case .mapping(let entries) = node.kind, !entries.isEmpty
      else { return [(path, line)] }
      return entries.flatMap { leaves($0.value, path + "." + $0.key, $0.line) }
    }
    let found = leaves(node, path, node.line)
    guard let first = found.first, first.path != path else { return false }
    for leaf in found.prefix(5) {
      let known = registry[leaf.path] == nil ? Suggestion.nearest(to: leaf.path, in: registry.paths) : leaf.path
      collector.report(
        "a lever is named here by its whole path on one line, not nested as in the rules of a baseline",
        line: leaf.line,
        key: leaf.path, remedy: known.map { "write `\($0): …`" } ?? remedy(for: leaf.path))
    }
    return true
  }

  /// One entry of `changes:`: dated values, or `{ values, then, overrides }`.
  func readChange(_ node: YAMLNode, path: String, line: Int) -> LeverChange? {
    if registry[path] == nil, reportNested(node, path: path) { return nil }
    guard let lever = registry[path], lever.lagOf == nil, lever.spec.role != .calibration else {
      collector.report(
        registry[path] == nil ? "no lever has this path" : "this value follows from others and cannot be changed",
        line: line, key: path,
        remedy: remedy(for: path))
      return nil
    }
    let location = SourceLocation(file: collector.file, line: line)
    guard case .mapping(let entries) = node.kind else {
      collector.report(
        "a change is dated", line: node.line, key: path, value: node.shownText,
        remedy: "write for example { 2026: 400 }")
      return nil
    }
    let shape = PlaceShapes.anyChange[1]
    guard entries.contains(where: { shape.key($0.key) != nil }) else {
      return readPoints(node, lever, key: path, relative: true).map {
        LeverChange(lever: lever.id, points: $0, location: location)
      }
    }
    if let line = entries.first(where: { $0.key == "between" }) {
      collector.report(
        "straight lines between dates are drawn in a place, not in a reform", line: line.line, key: path + ".between",
        remedy: "write the years of the line: { 2027: 410, 2028: 420, 2029: 430 }")
      return nil
    }
    guard let reader = MappingReader(node, shape, path: path, collector: collector) else { return nil }
    let points = reader.node("values").map { readPoints($0, lever, key: path + ".values", relative: true) }
    let thenNode = reader.node("then")
    let then = thenNode.flatMap { readRule($0, lever) }
    let overrides = reader.boolean("overrides") ?? false
    if case .some(.none) = points { return nil }
    return LeverChange(
      lever: lever.id, points: (points ?? []) ?? [], then: then, overrides: overrides, location: location,
      thenLocation: thenNode.map { SourceLocation(file: collector.file, line: $0.line) })
  }
}
