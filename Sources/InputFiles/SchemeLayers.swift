import Quantities
import SchemeModel

/// Reads voluntary covers and bundles with their layers.
///
/// ```yaml
/// bundles:
///   residents:
///     title: { en: …, zh: … }
///     statuses: [resident-minor, resident-adult]
///     branches: [resident.inpatient, resident.chronic-outpatient]     # one to four
///     counted: { resident.chronic-outpatient: counted-care.chronic-outpatient }   # part of what it leaves that counts
///     layers:                                                         # in order
///       resident-critical-illness: { title: …, on: eligible-left, terms: critical-illness.residents }
/// ```
struct LayerReader {
  let builder: SchemeBuilder
  private var collector: DiagnosticCollector { builder.collector }

  init(builder: SchemeBuilder) { self.builder = builder }

  /// The most tiers of a layer.
  static let tiers = 8

  func read() -> (layers: [Layer], bundles: [Bundle], covers: [Cover]) {
    let covers = readCovers()
    var layers: [Layer] = [], bundles: [Bundle] = []
    for (name, _, reader) in builder.named("bundles", required: false) {
      guard let bundle = readBundle(name, reader, covers, into: &layers) else { continue }
      for other in bundles where !Set(other.statuses).isDisjoint(with: bundle.statuses) {
        guard let shared = bundle.branches.first(where: other.branches.contains) else { continue }
        collector.report(
          "a branch counts in two bundles of one status", line: reader.line, key: reader.path,
          value: builder.branches[shared].id, remedy: "put the layers of both in one bundle, one after the other")
      }
      bundles.append(bundle)
    }
    return (layers, bundles, covers)
  }

  private func readCovers() -> [Cover] {
    builder.named("covers", required: false).compactMap { name, line, reader in
      let title = reader.localizedText("title")
      let entity = reader.text("entity")
      reader.finish()
      guard let title, let entity else { return nil }
      let ages = [(0, "take-up-minors"), (18, "take-up-adults"), (60, "take-up-old"), (80, "take-up-oldest")]
      let takeUp = ages.compactMap { age, parameter in
        builder.lever(entity, parameter, line: line).map { (fromAge: age, share: $0) }
      }
      guard takeUp.count == ages.count, let risk = builder.lever(entity, "relative-risk", line: line) else {
        return nil
      }
      return Cover(id: name, title: title, takeUp: takeUp, relativeRisk: risk)
    }
  }

  private func readBundle(
    _ id: String, _ reader: MappingReader, _ covers: [Cover], into layers: inout [Layer]
  ) -> Bundle? {
    let title = reader.localizedText("title")
    let statuses = builder.statusList(reader, "statuses")
    let branches = (reader.list("branches") ?? []).compactMap { node in
      collector.choice(node, key: reader.path(of: "branches"), of: builder.branches.map(\.id))
        .flatMap { name in builder.branches.firstIndex { $0.id == name } }
    }
    if !(1...Bundle.longest).contains(branches.count) || Set(branches).count < branches.count {
      collector.report(
        "a bundle has one to \(Bundle.longest) different branches", line: reader.line, key: reader.path(of: "branches"),
        value: "\(branches.count)", remedy: "give others a bundle of their own")
      return nil
    }
    let counted = readCounted(reader, branches)
    for (status, branch) in statuses.flatMap({ status in branches.map { (status, $0) } })
    where !builder.branches[branch].statuses.contains(status) {
      collector.report(
        "people of this status do not use the branch \(builder.branches[branch].id)", line: reader.line,
        key: reader.path(of: "statuses"), value: builder.states.states[status].id,
        remedy: "leave the status out of the bundle, or give the branch to it")
    }
    var own: [Int] = []
    var before: [LayerBase: Before] = [:]
    for entry in reader.mapping("layers")?.entries ?? [] {
      let key = reader.path(of: "layers") + "." + entry.key
      guard let form = MappingReader(entry.value, path: key, collector: collector),
        let layer = readLayer(entry.key, form, covers)
      else { continue }
      if layers.contains(where: { $0.id == entry.key }) {
        collector.report("two layers have one name", line: entry.line, key: key, remedy: "rename one")
      }
      let chain: LayerBase = layer.base == .uncovered ? .uncovered : .eligibleLeft
      checkOrder(layer, after: before[chain] ?? .everybody, entry.line, key)
      if layer.base == .closing {
        before[chain] = .closing
      } else if let cover = layer.cover {
        before[chain] = .voluntary(cover)
      }
      own.append(layers.count)
      layers.append(layer)
    }
    reader.finish()
    guard let title, !statuses.isEmpty, !own.isEmpty else { return nil }
    return Bundle(
      id: id, title: title, branches: branches, counted: counted, statuses: statuses, layers: own)
  }

  /// By branch, the lever that says which part of what it leaves counts.
  private func readCounted(_ reader: MappingReader, _ branches: [Int]) -> [ParameterID?] {
    var counted = [ParameterID?](repeating: nil, count: branches.count)
    for entry in reader.mapping("counted", required: false)?.entries ?? [] {
      let key = reader.path(of: "counted") + "." + entry.key
      let others = branches.dropFirst().map { builder.branches[$0].id }
      guard let place = others.firstIndex(of: entry.key) else {
        collector.report(
          "only branches of the bundle after the first may count in part", line: entry.line, key: key,
          value: entry.key, remedy: "name one of \(others.joined(separator: ", "))")
        continue
      }
      counted[place + 1] = collector.text(entry.value, key: key)
        .flatMap { builder.lever($0, line: entry.line, key: key) }
    }
    return counted
  }

  /// Which layer of the same bills stands before: what a voluntary one leaves differs from person to person, and what a closing
  /// one leaves is known on the mean alone.
  private enum Before: Equatable {
    case everybody
    case voluntary(Int)
    case closing
  }

  private func checkOrder(_ layer: Layer, after before: Before, _ line: Int, _ key: String) {
    switch before {
    case .everybody: return
    case .voluntary(let cover) where (layer.cover ?? cover) == cover && layer.base != .closing: return
    case .voluntary:
      collector.report(
        "a closing layer, or one of another voluntary cover, stands behind a voluntary one", line: line, key: key,
        remedy: "put a closing layer before voluntary ones, and one cover alone on the same bills")
    case .closing:
      collector.report(
        "a layer stands behind the closing one, which leaves what its target says", line: line, key: key,
        remedy: "put the closing layer last")
    }
  }

  private func readLayer(_ id: String, _ form: MappingReader, _ covers: [Cover]) -> Layer? {
    let title = form.localizedText("title")
    let base = form.choice("on", of: ["eligible-left", "uncovered", "closing"]).flatMap(LayerBase.init(rawValue:))
    let entity = form.text("terms")
    let cover = form.choice("cover", of: covers.map(\.id), required: false)
      .flatMap { name in covers.firstIndex { $0.id == name } }
    form.finish()
    guard let title, let base, let entity else { return nil }
    func lever(_ parameter: String) -> ParameterID? { builder.lever(entity, parameter, line: form.line) }
    if base == .closing {
      return lever("target-own-share").map {
        Layer(id: id, title: title, base: base, terms: nil, target: $0, cover: cover)
      }
    }
    let starts = (["deductible"] + (2...Self.tiers).map { "above-\($0)" }).compactMap(lever)
    let rates = (["rate"] + (2...Self.tiers).map { "rate-\($0)" }).compactMap(lever)
    guard starts.count == Self.tiers, rates.count == Self.tiers, let ceiling = lever("ceiling") else { return nil }
    return Layer(
      id: id, title: title, base: base, terms: LayerTerms(starts: starts, rates: rates, ceiling: ceiling), target: nil,
      cover: cover)
  }
}
