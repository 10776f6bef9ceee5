import PolicyModel
import Quantities
import SchemeModel
import Shapes

/// Levers that a `kind:` brings and nothing reads: a place would give them values, and a reform change them, for nothing.
struct UnreadKinds {
  private let scheme: SchemeDeclaration
  private let entities: EntityList
  /// Levers that something has as a factor.
  private let factors: Set<String>
  private let branches: Set<String>
  /// The last parts of the levers that a branch reads.
  private let terms = Set(BranchTerms.levers.roles.map(\.term))

  init(_ scheme: SchemeDeclaration, _ entities: EntityList) {
    self.scheme = scheme
    self.entities = entities
    factors = scheme.factors
    branches = Set(scheme.care.branches.map(\.name.text))
  }

  /// Reports each, at the kind, and of a service that several groups use for the first of them; none where a factor names no
  /// lever, which then is the fault, and told when the scheme is compiled.
  func report(_ collector: DiagnosticCollector) {
    guard factors.isSubset(of: scheme.levers) else { return }
    var told: Set<Mention> = []
    for (entity, named) in entities.named {
      guard let lever = unread(named.kind, of: entity), told.insert(named.place).inserted else { continue }
      collector.report(
        "nothing reads \(lever), and no value of it would move anything", line: named.place.line, key: named.place.key,
        value: named.kind.id, remedy: branches.contains(entity) ? remedyOfBranch(lever) : remedy(named.kind, lever))
    }
  }

  /// The first lever of a kind that moves nothing of an entity; nil where all of them do.
  private func unread(_ kind: RuleKind, of entity: String) -> String? {
    let isBranch = branches.contains(entity)
    guard !entities.brings(kind, to: entity) else { return nil }
    switch kind.bringer {
    case .everyScheme where !isBranch && entities.named.first(where: { $0.kind.kind.id == kind.id })?.entity == entity:
      return nil
    case .followed where !isBranch: return nil
    default: break
    }
    let names = Set(kind.parameters.map(\.name)), read = isBranch ? terms : []
    func isRead(_ parameter: ParameterSpec) -> Bool {
      read.contains(parameter.name) || factors.contains(entity + "." + parameter.name)
        || parameter.grows.map(names.contains) == true
    }
    return kind.parameters.first { !isRead($0) }.map { entity + "." + $0.name }
  }

  private func remedyOfBranch(_ lever: String) -> String {
    let own = RuleKind.all.filter { kind in
      kind.parameters.allSatisfy { terms.contains($0.name) } && !["care", "benefit"].contains(kind.id)
    }
    return "leave the kind out, or let a line name \(lever); "
      + (own.isEmpty
        ? "beside care and benefit, which every branch has, branches read no kind by themselves"
        : "by themselves branches read " + own.map(\.id).joined(separator: ", "))
  }

  private func remedy(_ kind: RuleKind, _ lever: String) -> String {
    func names(_ bringers: [RuleKind.Bringer]) -> String {
      RuleKind.all.filter { bringers.contains($0.bringer) }.map(\.id).joined(separator: ", ")
    }
    if case .section(let section) = kind.bringer {
      return "leave the kind out: what stands under \(section): brings it and reads it; an entity may have "
        + "\(names([.everyScheme, .followed])), and \(names([.named])) where lines, groups or levels name their levers"
    }
    return kind.bringer == .everyScheme
      ? "leave the kind out: a scheme has it once"
      : "let a line, a group or a level name \(lever), or leave the kind out"
  }
}

extension SchemeDeclaration {
  /// Every lever, by its path.
  fileprivate var levers: Set<String> {
    Set(
      entities.flatMap { entity in
        entity.rules.flatMap { rule in rule.parameters.map { entity.path.text + "." + $0.name } }
      } + derived.map(\.path.text))
  }

  /// Every lever that something has as a factor, by its path.
  fileprivate var factors: Set<String> {
    let moves = people.stages.flatMap(\.moves)
    let products = moves.flatMap(\.times) + moves.flatMap { $0.to.flatMap(\.share) }
    var named: [Mention?] = products.flatMap(\.levers) + money.lines.flatMap(\.levers)
    named += derived.map(\.source) + care.branches.map(\.costFactor) + care.accumulators.flatMap(\.counted).map(\.part)
    named += people.groups.flatMap { [$0.costFactor, $0.collection] }
    named += people.bases.flatMap { [$0.wage, $0.boundsOn] }
    named += people.responses.flatMap { [$0.price, $0.elasticity] }
    named += people.axes.flatMap(\.levels).map { $0.mortality?.factor }
    return Set(named.compactMap { $0?.text })
  }
}
