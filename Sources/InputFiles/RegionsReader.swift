import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Reads the section `regions:` of a baseline and puts every region together with the place:
///
/// ```yaml
/// regions:
///   - id: coast
///     title: { en: Coast, zh: 沿海 }
///     share: 0.4                    # of what counts the place as a whole
///     tables: tables/coast          # tables of its own; the others are the place's
///     base-year-figures:
///       persons: { employee-active: { value: 5200000, source: yearbook, confidence: medium } }
///     values:                       # by lever path: a series as in the files, or a factor on the place's
///       economy.average-wage: { multiply: 1.1, source: yearbook, confidence: medium }
/// ```
struct RegionsReader {
  let scheme: Scheme
  let registry: LeverRegistry
  let collector: DiagnosticCollector

  /// The most regions: a country has some three hundred pools.
  static let limit = 5000
  /// How far sums over regions may lie from the figure of the place, as a share of it.
  static let tolerance = 1e-3
  private static let shareTolerance = 1e-6

  // MARK: - Reading

  /// The regions as declared; nil where there is no such section.
  func read(_ root: MappingReader) -> [RegionDeclaration]? {
    guard let node = root.node("regions") else { return nil }
    guard let items = root.mappings("regions") else { return [] }
    guard (1...Self.limit).contains(items.count) else {
      collector.report(
        "a place has 1 to \(Self.limit) regions", line: node.line, key: "regions", value: "\(items.count)",
        remedy: items.isEmpty ? "leave the section out for one region" : "join some of them")
      return []
    }
    let regions = items.compactMap { collector.isFull ? nil : region($0) }
    var seen: Set<String> = []
    for region in regions where !seen.insert(region.id).inserted {
      collector.report(
        "two regions have the same name", line: region.line, key: region.path + ".id", value: region.id,
        remedy: "give each its own")
    }
    let sum = regions.reduce(0) { $0 + $1.share }
    if regions.count == items.count, abs(sum - 1) > Self.shareTolerance {
      collector.report(
        "shares of the regions sum to \(sum), not 1", line: node.line, key: "regions",
        remedy: "check `share` of each: the place is the sum of its regions")
    }
    return regions
  }

  private func region(_ reader: MappingReader) -> RegionDeclaration? {
    let id = reader.text("id")
    if let id, !PlaceName.isName(id) {
      collector.report(
        "the name of a region is made of small letters, Chinese characters and digits, with single hyphens between them",
        line: reader.line, key: reader.path(of: "id"), value: id, remedy: "write for example north or r001")
    }
    let title = reader.localizedText("title")
    let share = reader.number("share")
    let tables = reader.node("tables").flatMap { node in
      collector.text(node, key: reader.path(of: "tables")).map { (name: $0, line: node.line) }
    }
    let figures = reader.mapping("base-year-figures")
    let persons = figures?.mapping("persons")?.entries ?? []
    let solve = figures?.mapping("solve")?.entries ?? []
    let values = reader.mapping("values")?.entries ?? []
    guard let id, let title, let share else { return nil }
    return RegionDeclaration(
      id: id, title: title, share: share, tables: tables, persons: persons, solve: solve, values: values,
      line: reader.line, path: reader.path)
  }

  // MARK: - Putting together

  /// The regions of `place`; what is wrong goes to the collector.
  func regions(_ declared: [RegionDeclaration], of place: Baseline) -> [PlaceRegion] {
    let wholes = place.wholeLevers
    let regions = declared.map { region($0, of: place, wholes: wholes) }
    checkSums(regions, of: place)
    return regions
  }

  private func region(
    _ declared: RegionDeclaration, of place: Baseline, wholes: Set<ParameterID>
  ) -> PlaceRegion {
    var series = place.series
    for id in wholes {
      guard let whole = series[id.index] else { continue }
      series[id.index] = whole.times(declared.share)
      if series[id.index] == nil, !declared.values.contains(where: { $0.key == registry[id].path }) {
        lost(declared, registry[id], line: declared.line, key: declared.path)
      }
    }
    var ownLevers: [ParameterID] = []
    for entry in declared.values where !collector.isFull {
      guard let (lever, own) = value(entry, declared, place) else { continue }
      series[lever.id.index] = own
      ownLevers.append(lever.id)
    }
    let persons = figures(
      declared.persons, section: "persons", declared, names: scheme.people.states.names + scheme.statuses.map(\.id),
      known: place.membershipTargets.map(\.id))
    let solve = figures(
      declared.solve, section: "solve", declared, names: place.targets.map(\.id), known: place.targets.map(\.id))
    let targets = place.targets.map { target -> BaseYearTarget in
      target.with(
        solve[target.id] ?? target.figure(share: declared.share),
        start: wholes.contains(target.unknown) ? target.start * declared.share : target.start)
    }
    let membership = place.membershipTargets.map { target -> MembershipTarget in
      persons[target.id].map(target.with) ?? target.share(declared.share)
    }
    return PlaceRegion(
      id: declared.id, title: declared.title, share: declared.share,
      baseline: place.with(
        place: declared.id, series: series, ownLevers: ownLevers, targets: targets, membershipTargets: membership),
      location: SourceLocation(file: collector.file, line: declared.line))
  }

  private func lost(_ declared: RegionDeclaration, _ lever: Lever, line: Int, key: String) {
    collector.report(
      "a factor on \(lever.path) would be lost after its last date, where it follows from others", line: line, key: key,
      value: declared.id, remedy: "give the region values of its own: `values: { \(lever.path): { unit: … } }`")
  }

  /// One entry of `values:`, a series or a factor on the place's.
  private func value(
    _ entry: YAMLEntry, _ declared: RegionDeclaration, _ place: Baseline
  ) -> (lever: Lever, series: DatedSeries)? {
    let key = declared.path + ".values." + entry.key
    let reader = SeriesReader(registry: registry, collector: collector)
    if registry[entry.key] == nil, reader.reportNested(entry.value, path: entry.key) { return nil }
    guard let lever = registry[entry.key], lever.lagOf == nil, lever.spec.role != .calibration else {
      collector.report(
        registry[entry.key] == nil
          ? "no lever has this path" : "this value follows from others and cannot be given", line: entry.line, key: key,
        remedy: Suggestion.nearest(
          to: entry.key, in: registry.levers.filter { $0.lagOf == nil && $0.spec.role != .calibration }.map(\.path)
        ).map { "did you mean \($0)?" } ?? "`fundcast levers WORD` finds paths")
      return nil
    }
    guard case .mapping(let entries) = entry.value.kind, entries.contains(where: { $0.key == "multiply" }) else {
      return reader.readSeries(entry.value, lever, line: entry.line).map { (lever, $0) }
    }
    guard let reader = MappingReader(entry.value, PlaceShapes.regionFactor, path: key, collector: collector) else {
      return nil
    }
    let factor = reader.number("multiply")
    let source = reader.text("source"), confidence: Confidence? = reader.choice("confidence")
    guard let factor, let source, let confidence else { return nil }
    let location = SourceLocation(file: collector.file, line: entry.line)
    guard let whole = place.series[lever.id.index] else {
      guard let value = lever.spec.defaultValue else { return nil }
      let point = SeriesPoint(from: .always, value: .set(value * factor), location: location)
      return (
        lever,
        DatedSeries(points: [point], then: .hold, source: source, confidence: confidence, location: location)
      )
    }
    guard !whole.points.contains(where: { $0.value == .solved }) else {
      collector.report(
        "the value is solved in the base year, so it cannot be multiplied", line: entry.line, key: key,
        remedy: "give another figure to meet under base-year-figures, or leave it out")
      return nil
    }
    guard var own = whole.times(factor) else {
      lost(declared, lever, line: entry.line, key: key)
      return nil
    }
    own.source = source
    own.confidence = confidence
    own.location = location
    return (lever, own)
  }

  /// Figures of a region by name: `{ value, kind, source, confidence }` for figures of the place.
  private func figures(
    _ entries: [YAMLEntry], section: String, _ declared: RegionDeclaration, names: [String], known: [String]
  ) -> [String: GivenFigure] {
    var found: [String: GivenFigure] = [:]
    for entry in entries where !collector.isFull {
      let key = declared.path + ".base-year-figures.\(section)." + entry.key
      guard known.contains(entry.key) else {
        collector.report(
          names.contains(entry.key)
            ? "the place gives no such figure, so a region cannot" : "the place has no figure of this name",
          line: entry.line, key: key, remedy: Suggestion.remedy(for: entry.key, in: known))
        continue
      }
      guard let reader = MappingReader(entry.value, PlaceShapes.regionFigure, path: key, collector: collector)
      else { continue }
      let value = reader.number("value"), kind: FigureKind? = reader.choice("kind")
      let source = reader.text("source"), confidence: Confidence? = reader.choice("confidence")
      guard let value, let kind, let source, let confidence else { continue }
      found[entry.key] = GivenFigure(value, kind, collector.citation(source, confidence, line: entry.line))
    }
    return found
  }
}
