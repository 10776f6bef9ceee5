import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Reads dated values: the leaves of `rules:` and `assumptions:`, the `changes:` of a reform and `--set`.
struct SeriesReader {
  let registry: LeverRegistry
  let collector: DiagnosticCollector

  // MARK: - Trees of levers

  /// Every series below a mapping whose keys, joined by dots, are lever paths.
  func readTree(_ reader: MappingReader, prefix: String = "", roles: Set<ParameterRole>) -> [(Lever, DatedSeries)] {
    var result: [(Lever, DatedSeries)] = []
    for entry in reader.entries where !collector.isFull {
      let path = prefix.isEmpty ? entry.key : prefix + "." + entry.key
      if let lever = registry[path], lever.lagOf == nil {
        if !roles.contains(lever.spec.role) {
          collector.report(
            "this is \(lever.spec.role == .provision ? "a rule" : "an assumption"), not \(lever.spec.role == .provision ? "an assumption" : "a rule")",
            line: entry.line, key: path,
            remedy:
              "move it to \(lever.spec.role == .provision ? "`rules:` of baseline.yaml" : "`assumptions:` of the assumptions file")"
          )
        }
        if let series = readSeries(entry.value, lever, line: entry.line) { result.append((lever, series)) }
      } else if registry.paths.contains(where: { $0.hasPrefix(path + ".1.") }) {
        result += readBrackets(entry.value, path: path, roles: roles)
      } else if registry.paths.contains(where: { $0.hasPrefix(path + ".") }) {
        if let below = MappingReader(entry.value, PlaceShapes.anyRules, path: path, collector: collector) {
          result += readTree(below, prefix: path, roles: roles)
        }
      } else {
        let known = registry.levers.filter { roles.contains($0.spec.role) }.map(\.path)
        let near = known.filter { prefix.isEmpty || $0.hasPrefix(prefix + ".") }
        collector.report(
          "no lever has this path", line: entry.line, key: path,
          remedy: registry.path(formerly: path).map(Self.renamed)
            ?? Suggestion.nearest(to: path, in: known).map { "did you mean \($0)?" }
            ?? "known here: \(Array(Set(near.map { step($0, after: prefix) })).sorted().joined(separator: ", "))")
      }
    }
    return result
  }

  /// A list of brackets, each with levers of its own: `tiers: [{ above: …, rate: … }]`.
  private func readBrackets(_ node: YAMLNode, path: String, roles: Set<ParameterRole>) -> [(Lever, DatedSeries)] {
    (collector.list(node, key: path) ?? []).enumerated().flatMap { place, item -> [(Lever, DatedSeries)] in
      let own = "\(path).\(place + 1)"
      guard registry.paths.contains(where: { $0.hasPrefix(own + ".") }) else {
        collector.report(
          "so many brackets are not read", line: item.line, key: own, remedy: "join some: a list has up to \(place)")
        return []
      }
      return MappingReader(item, PlaceShapes.anyRules, path: own, collector: collector)
        .map { readTree($0, prefix: own, roles: roles) } ?? []
    }
  }

  /// What to write for a lever that was called otherwise.
  static func renamed(_ now: String) -> String {
    "it is called \(now) since version 0.2.0; `fundcast upgrade PLACE` rewrites the files of a place"
  }

  private func step(_ path: String, after prefix: String) -> String {
    let rest = prefix.isEmpty ? path[...] : path.dropFirst(prefix.count + 1)
    return String(rest.split(separator: ".").first ?? "")
  }

  // MARK: - One series

  /// `{ unit, values | value, between, then, source, confidence }`.
  func readSeries(_ node: YAMLNode, _ lever: Lever, line: Int) -> DatedSeries? {
    let constant = PlaceShapes.anySeries[0], dated = PlaceShapes.anySeries[1], isConstant = node["value"] != nil
    let isBoth = isConstant && node.entries.contains { dated.key($0.key) != nil && constant.key($0.key) == nil }
    let shape = isBoth ? Shape.union([constant, dated]) : isConstant ? constant : dated
    guard let reader = MappingReader(node, shape, path: lever.path, collector: collector) else { return nil }
    if let unit = reader.text("unit"), unit != lever.unitText {
      collector.report(
        "wrong unit", line: reader.node("unit")?.line ?? node.line, key: lever.path + ".unit", value: unit,
        remedy: "give the values in \(lever.unitText)")
    }
    let source = reader.text("source"), confidence: Confidence? = reader.choice("confidence")
    let location = SourceLocation(file: collector.file, line: line)
    if isConstant {
      let value = reader.node("value").flatMap { number($0, key: lever.path + ".value", lever) }
      if isBoth {
        collector.report(
          "`value` is for what never changes", line: node.line, key: lever.path,
          remedy: "write either `value: …`, or `values: { year: … }` with `then`")
      }
      guard let value, let source, let confidence else { return nil }
      let point = SeriesPoint(from: .always, value: .set(value), location: location)
      return DatedSeries(points: [point], then: .hold, source: source, confidence: confidence, location: location)
    }
    let linear = reader.choice("between") == "linear"
    let points = reader.node("values").flatMap {
      readPoints($0, lever, key: lever.path + ".values", relative: false)
    }
    let then = reader.node("then").flatMap { readRule($0, lever) }
    // No point is left where all of them are at fault, which has been said.
    guard let points, !points.isEmpty, let then, let source, let confidence else { return nil }
    guard let first = points.first, first.through == nil else {
      collector.report(
        "a series begins with a date that lasts", line: node.line, key: lever.path,
        remedy: "give the value before the months that differ, for example { 2020: 0, 2020-02..2020-06: 0.5 }")
      return nil
    }
    return DatedSeries(
      points: points, isLinear: linear, then: then, source: source, confidence: confidence, location: location)
  }

  /// A dated map in order of date; every date once.
  func readPoints(_ node: YAMLNode, _ lever: Lever, key: String, relative: Bool) -> [SeriesPoint]? {
    guard let reader = MappingReader(node, PlaceShapes.anyChange[0], path: key, collector: collector) else {
      return nil
    }
    if reader.entries.isEmpty {
      collector.report("no dated value is given", line: node.line, key: key, remedy: "write for example { 2026: 400 }")
      return nil
    }
    var points: [SeriesPoint] = []
    for entry in reader.entries where !collector.isFull {
      guard let span = dates(entry.key, line: entry.line, key: key),
        let value = dated(entry.value, lever, key: key + "." + entry.key, relative: relative)
      else { continue }
      points.append(
        SeriesPoint(
          from: span.from, through: span.through, value: value,
          location: SourceLocation(file: collector.file, line: entry.line)))
    }
    points.sort { ($0.from, $0.through == nil ? 0 : 1) < ($1.from, $1.through == nil ? 0 : 1) }
    for (a, b) in zip(points, points.dropFirst()) where a.from == b.from && (a.through == nil) == (b.through == nil) {
      collector.report(
        "two values for one date", line: b.location.line, key: key, value: "\(b.from.year)", remedy: "keep one of them")
    }
    reportOverlaps(points.filter { $0.through != nil }, key: key)
    return points
  }

  /// Months that two spans would set; spans in order of date, those of one date having been told of.
  private func reportOverlaps(_ spans: [SeriesPoint], key: String) {
    guard var widest = spans.first else { return }
    for span in spans.dropFirst() {
      if let end = widest.through, span.from <= end, span.from != widest.from {
        collector.report(
          "two values for the same months, which \(widest.dates) sets too", line: span.location.line, key: key,
          value: span.dates, remedy: "let one begin after the other ends")
      }
      if let end = widest.through, let other = span.through, end < other { widest = span }
    }
  }

  /// `2026`, `2026-07` or `2026-02..2026-06`.
  private func dates(_ text: String, line: Int, key: String) -> (from: MonthDate, through: MonthDate?)? {
    func date(_ part: Substring, end: Bool) -> MonthDate? {
      let pieces = part.split(separator: "-", omittingEmptySubsequences: false)
      guard let first = pieces.first, first.count == 4, let year = Int(first), (1900...2200).contains(year) else {
        return nil
      }
      if pieces.count == 1 { return MonthDate(year: year, month: end ? 11 : 0) }
      guard pieces.count == 2, pieces[1].count == 2, let month = Int(pieces[1]), (1...12).contains(month) else {
        return nil
      }
      return MonthDate(year: year, month: month - 1)
    }
    let characters = Array(text)
    if let dots = characters.indices.first(where: {
      $0 + 1 < characters.count && characters[$0] == "." && characters[$0 + 1] == "."
    }) {
      if let from = date(Substring(String(characters[..<dots])), end: false),
        let through = date(Substring(String(characters[(dots + 2)...])), end: true), from <= through
      {
        return (from, through)
      }
    } else if let from = date(text[...], end: false) {
      return (from, nil)
    }
    if text.contains(where: { "：，".contains($0) }) || text.contains(":") {
      collector.report(
        "a date is followed by a colon and a blank", line: line, key: key, value: text,
        remedy: "write ASCII signs, for example { 2026: 400, 2030: 450 }, not ： or ，")
      return nil
    }
    collector.report(
      "this is no date", line: line, key: key, value: text,
      remedy: "write a year (2026), a month (2026-07) or months from … through (2026-02..2026-06), 1900 to 2200")
    return nil
  }

  private func dated(_ node: YAMLNode, _ lever: Lever, key: String, relative: Bool) -> DatedValue? {
    if case .mapping = node.kind {
      if let percent = percentOfAnAmount(node, lever) {
        collector.report(
          "a percentage is added to what is no share", line: node.line, key: key,
          value: percent.text, remedy: "write { multiply: \(1 + percent.share) }, which raises it by as much")
        return nil
      }
      let reader = MappingReader(node, PlaceShapes.relative, path: key, collector: collector)
      let add = reader?.number("add"), multiply = reader?.number("multiply")
      guard relative else {
        collector.report(
          "a baseline gives plain numbers", line: node.line, key: key, remedy: "`add` and `multiply` belong to reforms")
        return nil
      }
      switch (add, multiply) {
      case (let number?, nil): return .add(number)
      case (nil, let factor?): return .multiply(factor)
      default:
        collector.report(
          "a relative change is { add: … } or { multiply: … }", line: node.line, key: key,
          remedy: "write for example { add: 0.05 }")
        return nil
      }
    }
    if !relative, case .scalar("solved", false) = node.kind { return .solved }
    return number(node, key: key, lever).map { .set($0) }
  }

  /// `add: 10%` of an amount: as a share of it, a tenth of one yuan would be added.
  private func percentOfAnAmount(_ node: YAMLNode, _ lever: Lever) -> (text: String, share: Double)? {
    guard ![.share, .sharePerYear].contains(lever.spec.unit), let text = node["add"]?.text, text.hasSuffix("%"),
      let percent = Double(text.dropLast().filter { $0 != " " })
    else { return nil }
    return (text, percent / 100)
  }

  private func number(_ node: YAMLNode, key: String, _ lever: Lever) -> Double? {
    if lever.spec.unit == .share, case .scalar(let text, false) = node.kind,
      case .success(let number) = DecimalNumber.parse(Array(text.utf8)[...]), number > 1, number <= 100,
      !lever.spec.range.contains(number)
    {
      collector.report(
        "a share lies between 0 and 1", line: node.line, key: key, value: text,
        remedy: "write \(number / 100) for \(text) %")
      return nil
    }
    return collector.number(node, key: key, in: lever.spec.range)
  }
}
