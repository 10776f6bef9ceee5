/// The kinds of mechanisms, from name to type: the one place in which a new kind is entered.
public struct MechanismRegistry: Sendable {
  /// Every kind the program knows.
  public static let standard = MechanismRegistry([
    Deferral.self, Advance.self, ClaimsRunOff.self, Recovery.self, BalanceSpending.self, Corridor.self, Merger.self,
    Interest.self,
  ])

  /// The kinds in order.
  public let kinds: [any Mechanism.Type]

  /// A registry of some kinds.
  public init(_ kinds: [any Mechanism.Type]) { self.kinds = kinds }

  /// The mechanism of a declaration.
  ///
  /// - Throws: ``MechanismFault`` where there is no such kind, or the declaration does not have its shape.
  public func make(_ declaration: MechanismDeclaration) throws(MechanismFault) -> any Mechanism {
    guard let type = kinds.first(where: { $0.kind == declaration.kind }) else {
      throw MechanismFault(
        "there is no mechanism of the kind \(declaration.kind)",
        remedy: "choose one of \(kinds.map { $0.kind }.joined(separator: ", "))")
    }
    for (names, known) in [(declaration.reads.keys, type.inputs), (declaration.posts.keys, type.outputs.map(\.name))] {
      if let unknown = names.sorted().first(where: { !known.contains($0) }) {
        throw MechanismFault(
          "a \(type.kind) has no \(unknown)", remedy: "it has \(known.joined(separator: ", "))")
      }
    }
    return try type.init(declaration)
  }

  /// Mechanisms and the lines with which they stand in a scheme: those that a mechanism posts name it.
  ///
  /// - Precondition: declarations name lines that are there.
  /// - Throws: ``MechanismFault``, which says of which declaration and line.
  public func link(
    _ lines: [FlowLine], _ declarations: [MechanismDeclaration]
  ) throws(MechanismFault) -> (lines: [FlowLine], mechanisms: [any Mechanism]) {
    var linked = lines, mechanisms: [any Mechanism] = []
    for (place, declaration) in declarations.enumerated() {
      let mechanism: any Mechanism
      do { mechanism = try make(declaration) } catch { throw error.of(place) }
      for shape in type(of: mechanism).outputs {
        let basis = mechanism.basis(of: shape.name)
        for line in declaration.posts[shape.name] ?? [] {
          if case .mechanism(let other) = linked[line].source {
            throw MechanismFault(
              "\(lines[line].id) is posted by \(declarations[other.mechanism].id) already",
              remedy: "give each its own line"
            ).of(place, line: line)
          }
          do { try shape.check(lines[line], fund: declaration.fund, basis: basis) } catch {
            throw error.of(place, line: line)
          }
          linked[line] = lines[line].with(
            source: .mechanism(
              MechanismOutput(mechanism: place, kind: declaration.kind, name: shape.name, basis: basis)))
        }
      }
      mechanisms.append(mechanism)
    }
    return (linked, mechanisms)
  }
}
