import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Reads `base-year-figures`: persons by status, and amounts and rates met by a solved value each.
struct BaseYearFiguresReader {
  let scheme: Scheme
  let registry: LeverRegistry
  let collector: DiagnosticCollector
  /// Nil where the file does not say, which has been reported.
  let baseYear: Int?
  let horizon: Int?

  func read(_ root: MappingReader) -> (persons: [MembershipTarget], solve: [BaseYearTarget]) {
    guard let section = root.mapping("base-year-figures") else { return ([], []) }
    var persons: [MembershipTarget] = []
    if let statuses = section.mapping("persons") {
      for entry in statuses.entries {
        guard let target = readPersons(entry, statuses) else { continue }
        if let other = persons.first(where: { $0.states == target.states }) {
          collector.report(
            "two figures are about the same persons", line: entry.line, key: statuses.path(of: entry.key),
            value: other.id, remedy: "keep one of them")
        }
        persons.append(target)
      }
    }
    var targets: [BaseYearTarget] = []
    if let solve = section.mapping("solve") {
      for entry in solve.entries { readTarget(entry, solve).map { targets.append($0) } }
    }
    return (persons, targets)
  }

  private func readPersons(_ entry: YAMLEntry, _ section: MappingReader) -> MembershipTarget? {
    let key = section.path(of: entry.key)
    let space = scheme.people.states
    guard let states = space.states(path: entry.key) else {
      let known = space.names.filter { $0 != StateSelection.everybody }
      collector.report(
        "no status, level or group has this name", line: entry.line, key: key,
        remedy: Suggestion.remedy(for: entry.key, in: known + scheme.statuses.map(\.id).filter { !known.contains($0) }))
      return nil
    }
    guard !states.isEmpty else {
      collector.report(
        "nobody is at two levels of one axis", line: entry.line, key: key,
        remedy: "join levels of different axes by dots, for example \(scheme.statuses[0].id)")
      return nil
    }
    guard let reader = section.mapping(entry) else { return nil }
    let value = reader.number("value"), basis: CountBasis? = reader.choice("basis")
    let kind: FigureKind? = reader.choice("kind")
    let source = reader.text("source"), confidence: Confidence? = reader.choice("confidence")
    guard let value, let kind, let source, let confidence else { return nil }
    return MembershipTarget(
      id: entry.key, title: space.title(path: entry.key), states: states,
      figure: GivenFigure(value, kind, collector.citation(source, confidence, line: entry.line)),
      basis: basis ?? .yearEnd)
  }

  private func readTarget(_ entry: YAMLEntry, _ section: MappingReader) -> BaseYearTarget? {
    guard let reader = section.mapping(entry) else { return nil }
    let title = reader.localizedText("title")
    let measure = reader.mapping("meets").flatMap(readMeasure)
    let lastMonth = reader.integer("through-month") ?? 12
    let year = year(reader), currency = registry.form.currency
    let unit = reader.choice("unit", of: [currency.id, "share"])
    let value = reader.number("value", in: PlaceShapes.smallest...currency.scaled(1e15))
    let kind: FigureKind? = reader.choice("kind"), start = reader.number("start")
    let source = reader.text("source"), confidence: Confidence? = reader.choice("confidence")
    let lever = reader.text("lever").flatMap { path -> ParameterID? in
      if let lever = registry[path] { return lever.id }
      collector.report(
        "no lever has this path", line: entry.line, key: reader.path(of: "lever"), value: path,
        remedy: Suggestion.remedy(for: path, in: registry.paths))
      return nil
    }
    if let start, let lever, !registry[lever].spec.range.contains(start) {
      let range = registry[lever].spec.range
      collector.report(
        "the start lies outside the range of the lever", line: entry.line, key: reader.path(of: "start"),
        value: "\(start)", remedy: "write a number from \(range.lowerBound) to \(range.upperBound)")
    }
    guard let title, let measure, let year, let value, let kind, let start, let source, let confidence, let lever,
      let unit
    else { return nil }
    if case .effectiveRate = measure {
      if unit != "share" {
        collector.report(
          "an effective rate is a share", line: entry.line, key: reader.path(of: "unit"), value: unit,
          remedy: "write unit: share")
      }
      if lastMonth < 12 {
        collector.report(
          "an effective rate is one of the whole year", line: entry.line, key: reader.path(of: "through-month"),
          value: "\(lastMonth)", remedy: "leave it out")
      }
    } else if case .balance = measure, lastMonth < 12 {
      collector.report(
        "a balance is one of the end of the year", line: entry.line, key: reader.path(of: "through-month"),
        value: "\(lastMonth)", remedy: "leave it out")
    } else if unit != registry.form.currency.id {
      collector.report(
        "amounts are in \(registry.form.currency.id)", line: entry.line, key: reader.path(of: "unit"), value: unit,
        remedy: "write unit: \(registry.form.currency.id)")
    }
    return BaseYearTarget(
      id: entry.key, title: title, solving: BaseYearTarget.Unknown(lever, start: start), measure: measure,
      period: BaseYearTarget.Period(year, throughMonth: lastMonth),
      figure: GivenFigure(value, kind, collector.citation(source, confidence, line: entry.line)))
  }

  /// `year: 2019`, the base year where it is left out.
  private func year(_ reader: MappingReader) -> Int? {
    guard let baseYear, let horizon else { return nil }
    guard let node = reader.node("year") else { return baseYear }
    guard let year = reader.integer("year") else { return nil }
    guard baseYear <= year, year <= max(horizon, baseYear) else {
      collector.report(
        "the year of a figure lies \(year < baseYear ? "before the base year" : "beyond the default horizon")",
        line: node.line, key: reader.path(of: "year"), value: "\(year)",
        remedy: "write a year from \(baseYear) to \(max(horizon, baseYear)), or leave it out for the base year")
      return nil
    }
    return year
  }

  private func readMeasure(_ reader: MappingReader) -> TargetMeasure? {
    let kinds = PlaceShapes.measure.names
    guard reader.entries.count == 1, let kind = reader.entries.first?.key, kinds.contains(kind) else {
      collector.report(
        "a figure is met by one measure", line: reader.line, key: reader.path,
        remedy: "write one of \(kinds.joined(separator: ", ")) with a list of names")
      return nil
    }
    func names(_ known: [String]) -> [Int] {
      (reader.list(kind) ?? []).compactMap { collector.choice($0, key: reader.path(of: kind), of: known) }
        .compactMap { known.firstIndex(of: $0) }
    }
    switch kind {
    case "income": return .income(names(scheme.funds.map(\.id)))
    case "balance": return .balance(names(scheme.funds.map(\.id)))
    case "expenditure": return .expenditure(names(scheme.funds.map(\.id)))
    case "lines": return .lines(names(scheme.lines.map(\.id)))
    default: return .effectiveRate(names(scheme.branches.map(\.id)))
    }
  }

  /// A lever written `solved` needs a figure that solves it, and only such a lever is solved.
  ///
  /// - Parameter isWhole: whether every series was read; if not, what seems to be missing may be a series at fault.
  func checkSolved(_ series: [DatedSeries?], _ targets: [BaseYearTarget], isWhole: Bool) {
    var seen: Set<ParameterID> = []
    for target in targets {
      let lever = registry[target.unknown]
      if !seen.insert(target.unknown).inserted {
        collector.report(
          "two figures solve one lever", line: target.location.line, key: lever.path,
          remedy: "take one of them away, or let it solve another lever")
      }
      guard isWhole else { continue }
      let isMarked = series[target.unknown.index]?.points.contains { $0.value == .solved } ?? false
      if !isMarked {
        collector.report(
          "the figure solves a lever whose values do not say so", line: target.location.line, key: lever.path,
          remedy: "write `values: { <base year>: solved }` at the lever")
      }
    }
    for (index, values) in series.enumerated() where isWhole {
      guard let values, values.points.contains(where: { $0.value == .solved }) else { continue }
      guard !targets.contains(where: { $0.unknown.index == index }) else { continue }
      collector.report(
        "no figure of the base year solves this lever", line: values.location.line,
        key: registry.levers[index].path, remedy: "add it under `base-year-figures: solve:`, or give a number")
    }
  }
}
