import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Reads the section `draws:` of an assumptions file: what is uncertain, and how much.
struct DrawsReader {
  let registry: LeverRegistry
  let collector: DiagnosticCollector

  /// The section; nil where anything in it is at fault.
  func read(_ reader: MappingReader, baseYear: Int) -> Draws? {
    let firstYear = reader.integer("first-year", in: (baseYear + 1)...2200)
    var drivers: [Driver] = []
    if let section = reader.mapping("drivers") {
      for entry in section.entries where !collector.isFull {
        if let reader = section.mapping(entry), let driver = driver(entry, reader) { drivers.append(driver) }
      }
    }
    var correlations = [Double](repeating: 0, count: drivers.count * drivers.count)
    for driver in drivers.indices { correlations[driver * (drivers.count + 1)] = 1 }
    for pair in reader.mappings("correlations") ?? [] {
      read(pair, drivers, into: &correlations)
    }
    guard let firstYear, collector.isEmpty else { return nil }
    return Draws(firstYear: firstYear, drivers: drivers, correlations: correlations)
  }

  private func driver(_ entry: YAMLEntry, _ reader: MappingReader) -> Driver? {
    let path = reader.path, title = reader.localizedText("title")
    let levers = (reader.list("levers") ?? []).compactMap { lever($0, path) }
    if Set(levers).count < levers.count {
      collector.report(
        "a lever is named twice", line: entry.line, key: path + ".levers", remedy: "name every lever once")
    }
    let effect: DriverEffect? = reader.choice("effect"), isCumulated = reader.boolean("cumulated")
    let persistence = reader.number("persistence"), deviation = reader.number("deviation")
    let source = reader.text("source"), confidence: Confidence? = reader.choice("confidence")
    guard let title, !levers.isEmpty, let effect, let isCumulated, let persistence, let deviation, let source,
      let confidence
    else { return nil }
    return Driver(
      id: entry.key, title: title, levers: levers,
      motion: DriverMotion(effect, isCumulated: isCumulated, persistence: persistence, deviation: deviation),
      citation: collector.citation(source, confidence, line: entry.line))
  }

  private func lever(_ node: YAMLNode, _ path: String) -> ParameterID? {
    let key = path + ".levers"
    guard let text = collector.text(node, key: key) else { return nil }
    guard let lever = registry[text] else {
      collector.report(
        "no lever has this path", line: node.line, key: key, value: text,
        remedy: Suggestion.remedy(for: text, in: registry.paths))
      return nil
    }
    guard lever.lagOf == nil, lever.spec.role != .calibration, !lever.spec.isReadOnce, lever.spec.unit != .yesNo else {
      collector.report(
        "a driver cannot move this lever: it follows from others, is read once, or is a yes or no", line: node.line,
        key: key,
        value: text, remedy: "move what it follows from")
      return nil
    }
    return lever.id
  }

  private func read(_ reader: MappingReader, _ drivers: [Driver], into correlations: inout [Double]) {
    let names = (reader.list("between") ?? []).compactMap {
      collector.choice($0, key: reader.path(of: "between"), of: drivers.map(\.id))
    }
    let value = reader.number("value")
    _ = reader.text("source")
    guard let value else { return }
    let places = names.compactMap { name in drivers.firstIndex { $0.id == name } }
    guard places.count >= 2, Set(places).count == places.count else {
      collector.report(
        "a correlation is between two drivers or more, each once", line: reader.line, key: reader.path(of: "between"),
        remedy: "write for example { between: [wage, interest], value: 0.25, source: … }")
      return
    }
    for a in places {
      for b in places where a != b {
        if a < b, correlations[a * drivers.count + b] != 0 {
          collector.report(
            "the correlation of these two is given twice", line: reader.line, key: reader.path(of: "between"),
            value: "\(drivers[a].id), \(drivers[b].id)", remedy: "keep one of them")
        }
        correlations[a * drivers.count + b] = value
      }
    }
  }
}

extension Place {
  /// The section `draws:` of the place with drivers and correlations from a text; its first year stays.
  ///
  /// - Parameter name: the file the text is to stand in.
  /// - Throws: ``FundcastError`` with everything that is wrong with it.
  public func draws(reading text: String, named name: String) throws -> Draws {
    let collector = DiagnosticCollector(file: name)
    collector.languages = baseline.scheme.form.languages
    let firstYear = baseline.draws?.firstYear ?? baseline.baseYear + 1
    let file = try TextFile(name: name, bytes: Array("\(text)first-year: \(firstYear)\n".utf8))
    let root = try YAMLDocument(file, collector: collector).root
    let reader = MappingReader(root, PlaceShapes.draws, collector: collector)
    let draws = reader.flatMap {
      DrawsReader(registry: baseline.registry, collector: collector).read($0, baseYear: baseline.baseYear)
    }
    try collector.throwIfAny()
    guard let draws else { throw FundcastError(.data, Diagnostic("the drivers cannot be read", file: name)) }
    return draws
  }
}
