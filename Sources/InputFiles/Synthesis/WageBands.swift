import Futures
import Glibc
import PolicyModel
import Quantities
import SchemeModel

/// Splits the statuses of people at work (those that people leave by retiring) into bands of equal size with earnings of
/// their own: the rules are the same for all, the mean wage is not. Who begins to work enters each band alike and keeps it.
///
/// | declared | becomes |
/// |---|---|
/// | status `employee-active` | `employee-active-1` … `employee-active-4` |
/// | earnings rule `employee` | `employee-band-1` …, its base ratio times the level of the band |
/// | a line on that contribution base | one line for each band |
/// | a line on persons of such statuses times the average wage | one line for each band, times its level |
/// | a move from such a status | one from each band; a move into one goes to all bands alike, or stays in its band |
struct WageBands {
  /// Mean wage of each band ÷ mean wage of all; their mean is one.
  let levels: [Double]
  private let statuses: Set<String>
  /// Earnings rules all of whose statuses are split.
  let rules: Set<String>
  private let splitLines: Set<String>

  /// The levels of bands of equal size: exp(spread · z), z at the middle of each, over their mean.
  static func levels(_ count: Int, spread: Double) -> [Double] {
    let raw = (0..<count).map { exp(spread * NormalQuantile.value((Double($0) + 0.5) / Double(count))) }
    let mean = raw.reduce(0, +) / Double(count)
    return raw.map { $0 / mean }
  }

  init(_ scheme: YAMLNode, count: Int, spread: Double) {
    levels = Self.levels(count, spread: spread)
    let moves = (scheme["transitions"]?.items ?? []).flatMap { $0["moves"]?.entries ?? [] }
    let statuses =
      count == 1
      ? [] : Set(moves.filter { $0.value["retirement"]?.text == "true" }.compactMap { $0.value["from"]?.text })
    let rules = Set(
      (scheme["earnings"]?.entries ?? []).filter { rule in
        let own = (rule.value["statuses"]?.items ?? []).compactMap(\.text)
        return !own.isEmpty && own.allSatisfy(statuses.contains)
      }.map(\.key))
    self.statuses = statuses
    self.rules = rules
    splitLines = Set(
      (scheme["lines"]?.entries ?? []).filter { line in
        let source = line.value["source"]
        if let rule = source?["contribution-base"]?.text { return rules.contains(rule) }
        let persons = (source?["persons"]?.items ?? []).compactMap(\.text)
        return !persons.isEmpty && persons.allSatisfy(statuses.contains) && Self.isOnWages(line.value)
      }.map(\.key))
  }

  private static func isOnWages(_ line: YAMLNode) -> Bool {
    (line["base"]?.items ?? []).contains { $0.text?.hasPrefix("economy.average-wage") ?? false }
  }

  var isSplit: Bool { !statuses.isEmpty }
  var bands: Range<Int> { levels.indices }

  /// Whether a status is split.
  func splits(_ status: String) -> Bool { statuses.contains(status) }

  /// The bands of a status or a line; itself where it is not split.
  func names(_ name: String) -> [String] {
    statuses.contains(name) || splitLines.contains(name) ? bands.map { "\(name)-\($0 + 1)" } : [name]
  }

  /// The entity that holds the earnings of a band.
  func entity(_ rule: String, _ band: Int) -> String { "\(rule)-band-\(band + 1)" }

  // MARK: - The scheme

  /// The scheme with bands.
  ///
  /// - Throws: ``FundcastError`` where it refers to people at work in a way that cannot be split.
  func scheme(_ root: YAMLNode) throws -> YAMLNode {
    guard isSplit else { return root }
    for key in ["insured", "uninsured"] {
      if let name = root["newborn"]?[key]?.text, splits(name) { throw fault("newborn.\(key)", name) }
    }
    var root = root
    root = root.setting("statuses", root["statuses"].map(splitStatuses))
    root = root.setting("entities", root["entities"].map(addEntities))
    root = root.setting("transitions", try root["transitions"].map { .list(try $0.items.map(splitMoves)) })
    root = root.setting("earnings", root["earnings"].map(splitEarnings))
    root = root.setting("lines", try root["lines"].map(splitAllLines))
    return root.setting("branches", root["branches"].map { $0.mapValues { expanded($0.value) } })
  }

  private func fault(_ key: String, _ value: String) -> FundcastError {
    FundcastError(
      .data,
      Diagnostic(
        "wage bands cannot split this use of people at work", key: key, value: value,
        remedy: "use --wage-bands 1, or a place whose scheme names them in lists and single moves"))
  }

  private func splitStatuses(_ node: YAMLNode) -> YAMLNode {
    .group(
      node.entries.flatMap { entry -> [(String, YAMLNode)] in
        guard splits(entry.key) else { return [(entry.key, entry.value)] }
        return bands.map { ("\(entry.key)-\($0 + 1)", entry.value.setting("title", title(entry.value, $0))) }
      })
  }

  private func title(_ node: YAMLNode, _ band: Int) -> YAMLNode {
    let title = node["title"]
    let en = title?["en"]?.text ?? title?.text ?? "", zh = title?["zh"]?.text ?? title?.text ?? ""
    return .title(LocalizedText(en: "\(en), wage band \(band + 1)", zh: "\(zh)，工资档\(band + 1)"))
  }

  private func addEntities(_ node: YAMLNode) -> YAMLNode {
    .group(
      node.entries.flatMap { entry -> [(String, YAMLNode)] in
        guard rules.contains(entry.key) else { return [(entry.key, entry.value)] }
        return [(entry.key, entry.value)]
          + bands.map {
            (
              entity(entry.key, $0),
              .group([("title", title(entry.value, $0)), ("rules", .group([("earnings", .list([]))]))])
            )
          }
      })
  }

  private func splitEarnings(_ node: YAMLNode) -> YAMLNode {
    .group(
      node.entries.flatMap { rule -> [(String, YAMLNode)] in
        guard rules.contains(rule.key) else { return [(rule.key, expanded(rule.value))] }
        return bands.map { (entity(rule.key, $0), ofBand(rule.value, $0)) }
      })
  }

  /// Lists of statuses or lines with every band in the place of what is split.
  func expanded(_ node: YAMLNode) -> YAMLNode {
    switch node.kind {
    case .scalar: node
    case .sequence(let items):
      .list(
        items.flatMap { item -> [YAMLNode] in
          guard let text = item.text else { return [expanded(item)] }
          let names = names(text)
          return names == [text] ? [item] : names.map(YAMLNode.plain)
        })
    case .mapping: node.mapValues { expanded($0.value) }
    }
  }

  /// Lists with one band in the place of what is split.
  private func ofBand(_ node: YAMLNode, _ band: Int) -> YAMLNode {
    switch node.kind {
    case .scalar: node
    case .sequence(let items):
      .list(items.map { item in item.text.map { .plain(names($0).count > 1 ? "\($0)-\(band + 1)" : $0) } ?? item })
    case .mapping: node.mapValues { ofBand($0.value, band) }
    }
  }

  // MARK: - Moves

  private func splitMoves(_ stage: YAMLNode) throws -> YAMLNode {
    let moves = try (stage["moves"]?.entries ?? []).flatMap { move -> [(String, YAMLNode)] in
      let from = move.value["from"]?.text ?? "", to = move.value["to"]
      guard splits(from) else {
        return [(move.key, move.value.setting("to", try to.map { try intoBands($0, move.key) }))]
      }
      return try bands.map { band in
        let own = try to.map { try stayingInBand($0, band, move.key) }
        return (
          "\(move.key)-\(band + 1)", move.value.setting("from", .plain("\(from)-\(band + 1)")).setting("to", own)
        )
      }
    }
    return stage.setting("moves", .group(moves))
  }

  /// Destinations of people who were in no band: all bands alike.
  private func intoBands(_ to: YAMLNode, _ move: String) throws -> YAMLNode {
    if let name = to.text {
      guard splits(name) else { return to }
      return .group(names(name).map { ($0, .number(1 / Double(levels.count))) })
    }
    if let entry = to.entries.first(where: { splits($0.key) }) { throw fault("\(move).to", entry.key) }
    return to
  }

  private func stayingInBand(_ to: YAMLNode, _ band: Int, _ move: String) throws -> YAMLNode {
    func own(_ name: String) -> String { splits(name) ? "\(name)-\(band + 1)" : name }
    if let name = to.text { return .plain(own(name)) }
    return .group(to.entries.map { (own($0.key), $0.value) })
  }

  // MARK: - Lines

  private func splitAllLines(_ node: YAMLNode) throws -> YAMLNode {
    .group(
      try node.entries.flatMap { line -> [(String, YAMLNode)] in
        if let last = line.value["source"]?["line-of-last-year"]?.text, splitLines.contains(last) {
          throw fault("lines.\(line.key).source", last)
        }
        guard splitLines.contains(line.key) else {
          return [(line.key, line.value.setting("source", line.value["source"].map(expanded)))]
        }
        return bands.map { band in ("\(line.key)-\(band + 1)", splitLine(line.value, band)) }
      })
  }

  private func splitLine(_ line: YAMLNode, _ band: Int) -> YAMLNode {
    var own = line.setting("title", title(line, band))
    var source = line["source"].map { ofBand($0, band) } ?? .group([])
    if let rule = source["contribution-base"]?.text {
      source = source.setting("contribution-base", .plain(entity(rule, band)))
    } else {
      // A number in the scheme: the level belongs to the band as its name does.
      own = own.setting("base", .list((line["base"]?.items ?? []) + [.number(levels[band])]))
    }
    return own.setting("source", source)
  }
}
