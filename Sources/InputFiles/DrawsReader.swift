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
    // Correlations name drivers that are refused too: what is wrong with one is said once. Without the section nothing is known.
    var declared: [String]?
    if let section = reader.mapping("drivers") {
      declared = section.entries.map(\.key)
      for entry in section.entries where !collector.isFull {
        if let reader = section.mapping(entry), let driver = driver(entry, reader) { drivers.append(driver) }
      }
    }
    var table = CorrelationTable(declared: declared)
    for pair in reader.mappings("correlations") ?? [] { read(pair, into: &table) }
    guard let firstYear, collector.isEmpty else { return nil }
    return Draws(firstYear: firstYear, drivers: drivers, correlations: table.values)
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

  private func read(_ reader: MappingReader, into table: inout CorrelationTable) {
    let key = reader.path(of: "between"), list = reader.list("between")
    let value = reader.number("value")
    _ = reader.text("source")
    guard let list, let declared = table.declared else { return }
    let places = list.map { node in
      collector.choice(node, key: key, of: declared).flatMap { declared.firstIndex(of: $0) }
    }
    let known = places.compactMap { $0 }
    guard places.count >= 2, Set(known).count == known.count else {
      collector.report(
        "a correlation is between two drivers or more, each once", line: reader.line, key: key,
        remedy: "write for example { between: [wage, interest], value: 0.25, source: … }")
      return
    }
    guard let value else { return }
    for (a, b) in table.enter(value, between: known) {
      collector.report(
        "the correlation of these two is given twice", line: reader.line, key: key,
        value: "\(declared[a]), \(declared[b])", remedy: "keep one of them")
    }
  }
}

/// Correlations of drivers as they are read.
private struct CorrelationTable {
  /// The names of all drivers, refused ones among them; nil where they cannot be read.
  let declared: [String]?
  /// `[driver][driver]`, flat.
  private(set) var values: [Double]
  private var given: Set<[Int]> = []

  init(declared: [String]?) {
    self.declared = declared
    let count = declared?.count ?? 0
    values = (0..<(count * count)).map { $0 % (count + 1) == 0 ? 1 : 0 }
  }

  /// Enters one for every two of `places`, and returns the pairs that have one already.
  mutating func enter(_ value: Double, between places: [Int]) -> [(Int, Int)] {
    let count = declared?.count ?? 0
    var twice: [(Int, Int)] = []
    for a in places {
      for b in places where a < b {
        if !given.insert([a, b]).inserted { twice.append((a, b)) }
        values[a * count + b] = value
        values[b * count + a] = value
      }
    }
    return twice
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
