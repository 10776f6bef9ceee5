import PolicyModel

/// Takes out of a declaration what a place does not model.
///
/// An optional entity of which a place gives no value is not there for it: with it go its branch, its fund, the layers and covers
/// that take their terms from it, and every line that names one of these or a lever of it; with a line of a mechanism the mechanism.
/// A line that sums others sums those that are left. What a place gives values of must not vanish with what it leaves out.
struct Pruning {
  /// What the place gives values of and what would go all the same, because it also needs what the place leaves out.
  struct Severed {
    let given: String
    /// Where in the scheme file the two meet.
    let at: Mention
    let missing: String
  }

  /// The entities that are not there, in order; without the policies they would carry.
  let omitted: [EntityDeclaration]
  private(set) var severed: [Severed] = []
  /// What is left.
  private(set) var declaration: SchemeDeclaration

  private let names: Set<String>
  /// All entities that are optional, given or not.
  private let optional: Set<String>
  private var layers: Set<String> = []
  private var covers: Set<String> = []
  private var lines: Set<String> = []

  /// - Parameter given: every path of keys in the place's rules and assumptions.
  init(_ whole: SchemeDeclaration, given: Set<String>) {
    declaration = whole
    optional = Set(whole.entities.filter(\.isOptional).map(\.path.text))
    omitted = whole.entities.filter { entity in
      entity.isOptional
        && !entity.rules.contains { rule in
          rule.parameters.contains { given.contains(entity.path.text + "." + $0.name) }
        }
    }
    names = Set(omitted.map(\.path.text))
    guard !omitted.isEmpty else { return }
    declaration.entities.removeAll { names.contains($0.path.text) }
    declaration.care.branches.removeAll { names.contains($0.name.text) }
    declaration.money.funds.removeAll { names.contains("funds." + $0.name.text) }
    // Layers and covers first: lines name them.
    pruneLayers(whole.care)
    pruneLines(whole.money)
  }

  // MARK: - Layers

  private mutating func pruneLayers(_ care: CareDeclaration) {
    let names = names
    covers = Set(care.covers.map(\.name.text).filter(names.contains))
    declaration.care.covers.removeAll { names.contains($0.name.text) }
    var covered: Set<String> = []
    declaration.care.accumulators = care.accumulators.compactMap { accumulator in
      var kept = accumulator
      kept.branches.removeAll { names.contains($0.text) }
      kept.counted.removeAll { names.contains($0.branch.text) }
      kept.layers = accumulator.layers.filter { keep($0, covering: &covered) }
      guard !kept.branches.isEmpty, !kept.layers.isEmpty else {
        layers.formUnion(kept.layers.map(\.name.text))
        return nil
      }
      return kept
    }
    for cover in care.covers where !names.contains(cover.name.text) && !covered.contains(cover.name.text) {
      let terms = care.accumulators.flatMap(\.layers).filter { $0.cover?.text == cover.name.text }.map(\.terms.text)
      guard let missing = terms.first(where: names.contains) else { continue }
      severed.append(Severed(given: cover.name.text, at: cover.name, missing: missing))
    }
  }

  private mutating func keep(_ layer: LayerDeclaration, covering covered: inout Set<String>) -> Bool {
    if names.contains(layer.terms.text) {
      layers.insert(layer.name.text)
      return false
    }
    guard let cover = layer.cover?.text else { return true }
    guard covers.contains(cover) else {
      covered.insert(cover)
      return true
    }
    layers.insert(layer.name.text)
    severed.append(Severed(given: layer.terms.text, at: layer.name, missing: cover))
    return false
  }

  // MARK: - Lines

  private mutating func pruneLines(_ money: MoneyDeclaration) {
    let posted = Dictionary(
      money.mechanisms.enumerated().flatMap { place, mechanism in
        mechanism.posts.values.joined().map { ($0.text, place) }
      }, uniquingKeysWith: { first, _ in first })
    var gone: Set<Int> = []
    // A line goes with those it sums, wherever they stand: until nothing more goes.
    var before = -1
    while lines.count > before {
      before = lines.count
      for line in money.lines where !lines.contains(line.name.text) && isGone(line) {
        lines.insert(line.name.text)
        if let mechanism = posted[line.name.text], gone.insert(mechanism).inserted {
          lines.formUnion(money.mechanisms[mechanism].posts.values.joined().map(\.text))
        }
      }
    }
    for line in money.lines where lines.contains(line.name.text) { checkSevered(line) }
    declaration.money.lines = money.lines.filter { !lines.contains($0.name.text) }.map { line in
      guard case .lines(let summed) = line.counts else { return line }
      var kept = line
      kept.counts = .lines(summed.filter { !lines.contains($0.text) })
      return kept
    }
    declaration.money.mechanisms = money.mechanisms.enumerated().filter { !gone.contains($0.offset) }.map { entry in
      var kept = entry.element
      kept.reads = kept.reads.mapValues { $0.filter { !lines.contains($0.text) } }
      return kept
    }
  }

  private func isGone(_ line: LineDeclaration) -> Bool {
    if needed(by: line).contains(where: names.contains) { return true }
    switch line.counts {
    case .layer(let layer): return layers.contains(layer.text)
    case .joined(let cover, _, _): return covers.contains(cover.text)
    case .lines(let summed): return !summed.isEmpty && summed.allSatisfy { lines.contains($0.text) }
    default: return false
    }
  }

  /// The entities that a line needs: of its funds, its branch and its levers.
  private func needed(by line: LineDeclaration) -> [String] {
    let funds = [line.entry.fund, line.entry.counterpart].compactMap { $0 }.map { "funds." + $0.text }
    return funds + [branch(of: line)].compactMap { $0 } + line.levers.compactMap { Self.entity(ofLever: $0.text) }
  }

  private func branch(of line: LineDeclaration) -> String? {
    switch line.counts {
    case .payments(let branch), .services(let branch): branch.text
    default: nil
    }
  }

  /// A layer that the place does not model takes its line along; what the place gives values of may not vanish with what it leaves
  /// out.
  private mutating func checkSevered(_ line: LineDeclaration) {
    let needed = needed(by: line)
    guard let missing = needed.first(where: names.contains) else { return }
    var remaining = needed.filter { optional.contains($0) && !names.contains($0) }
    if case .layer(let layer) = line.counts, !layers.contains(layer.text) { remaining.insert(layer.text, at: 0) }
    if case .payments(let branch) = line.counts, !names.contains(branch.text) { remaining.append(branch.text) }
    if let given = remaining.first { severed.append(Severed(given: given, at: line.name, missing: missing)) }
  }

  private static func entity(ofLever path: String) -> String? {
    path.lastIndex(of: ".").map { String(path[..<$0]) }
  }
}
