import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Reads the section `sweep:` of a reform: levers over lists of values, every combination a scenario.
struct SweepReader {
  /// The most scenarios a sweep may make.
  static let limit = 10_000

  let registry: LeverRegistry
  let collector: DiagnosticCollector
  let series: SeriesReader

  /// One combination of values.
  struct Point {
    let name: String
    let changes: [LeverChange]
  }

  /// `{ resident.premium: { from: 2026, values: [400, 450, 500] } }`; `add` and `multiply` instead of `values` are relative.
  func read(_ reader: MappingReader) -> [Point] {
    var points = [Point(name: "", changes: [])]
    if reader.entries.isEmpty {
      collector.report(
        "a sweep names at least one lever", line: reader.line, key: reader.path,
        remedy: "write for example { resident.premium: { from: 2026, values: [400, 450, 500] } }")
    }
    for entry in reader.entries where !collector.isFull {
      let axis = axis(entry)
      guard !axis.isEmpty, points.count * axis.count <= Self.limit else {
        if !axis.isEmpty {
          collector.report(
            "a sweep makes at most \(Self.limit) scenarios", line: entry.line, key: entry.key,
            value: "\(points.count * axis.count)", remedy: "give fewer values")
        }
        continue
      }
      points = points.flatMap { point in
        axis.map {
          Point(name: point.name.isEmpty ? $0.name : point.name + ";" + $0.name, changes: point.changes + $0.changes)
        }
      }
    }
    return points
  }

  private func axis(_ entry: YAMLEntry) -> [Point] {
    if registry[entry.key] == nil, series.reportNested(entry.value, path: entry.key) { return [] }
    let shape = Shape.union(PlaceShapes.swept)
    guard let reader = MappingReader(entry.value, shape, path: entry.key, collector: collector) else { return [] }
    let from = reader.text("from")
    let lists = shape.names.filter { $0 != "from" }.compactMap { name in
      reader.list(name).map { (name: name, items: $0) }
    }
    guard let list = lists.first, lists.count == 1, !list.items.isEmpty else {
      collector.report(
        "a swept lever has one list: values, add or multiply", line: entry.line, key: entry.key,
        remedy: "write for example { from: 2026, values: [400, 450, 500] }")
      return []
    }
    guard let from else { return [] }
    var seen: Set<Double> = []
    for item in list.items {
      guard case .scalar(let text, false) = item.kind, let number = Double(text), !seen.insert(number).inserted else {
        continue
      }
      collector.report(
        "a swept value stands twice", line: item.line, key: entry.key, value: text, remedy: "keep one of the two")
    }
    return list.items.compactMap { item -> Point? in
      guard case .scalar(let text, false) = item.kind else {
        collector.report("a number belongs here", line: item.line, key: entry.key, remedy: "write plain numbers")
        return nil
      }
      let value =
        list.name == "values"
        ? item
        : YAMLNode(
          line: item.line, kind: .mapping([YAMLEntry(key: list.name, line: item.line, value: item)]))
      let dated = YAMLNode(line: item.line, kind: .mapping([YAMLEntry(key: from, line: entry.line, value: value)]))
      guard let change = series.readChange(dated, path: entry.key, line: entry.line) else { return nil }
      let sign = list.name == "values" ? "=" : list.name == "add" ? (text.hasPrefix("-") ? "" : "+") : "*"
      return Point(name: entry.key + sign + text, changes: [change])
    }
  }
}
