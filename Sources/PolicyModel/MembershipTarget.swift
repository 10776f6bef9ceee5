import Quantities
import SchemeModel

/// Persons of some states in the base year; the opening is aligned to it.
public struct MembershipTarget: Sendable {
  /// The name in files: of a status, a level or a group, or several with dots between them.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// The states that are counted together, in the order of their indices.
  public let states: [Int]
  /// Persons.
  public let figure: GivenFigure
  /// When they are counted: at the end of the base year, or on its books.
  public let basis: CountBasis

  /// A figure of the persons of some states.
  ///
  /// - Parameters:
  ///   - states: indices of `Scheme.statuses`, rising.
  ///   - figure: persons.
  ///   - basis: those there at the end of the base year unless said.
  public init(
    id: String, title: LocalizedText, states: [Int], figure: GivenFigure, basis: CountBasis = .yearEnd
  ) {
    self.id = id
    self.title = title
    self.states = states
    self.figure = figure
    self.basis = basis
  }

  /// Persons.
  public var persons: Double { figure.value }
  /// Whether they were published.
  public var kind: FigureKind { figure.kind }
  /// Who says so.
  public var source: String { figure.citation.source }
  /// How sure it is.
  public var confidence: Confidence { figure.citation.confidence }
  /// Where it stands.
  public var location: SourceLocation { figure.citation.location }

  /// The same persons with another figure.
  public func with(_ figure: GivenFigure) -> MembershipTarget {
    MembershipTarget(id: id, title: title, states: states, figure: figure, basis: basis)
  }
}

/// Persons of the base year that are counted together: those of a figure, or of a state that no figure is about.
public struct CountedPersons: Sendable {
  /// The name in files.
  public let id: String
  /// The name in reports.
  public let title: LocalizedText
  /// Their states.
  public let states: [Int]
  /// The figure; nil for a state that no figure is about.
  public let target: MembershipTarget?

  /// When they are counted.
  public var basis: CountBasis { target?.basis ?? .yearEnd }
}

extension Baseline {
  /// What is counted of the base year's people, in the order of states: every figure, and every state without one.
  public var countedPersons: [CountedPersons] {
    let given = Set(membershipTargets.flatMap(\.states))
    let rest = scheme.statuses.enumerated().filter { !given.contains($0.offset) }.map { state, status in
      CountedPersons(id: status.id, title: status.title, states: [state], target: nil)
    }
    let figures = membershipTargets.map {
      CountedPersons(id: $0.id, title: $0.title, states: $0.states, target: $0)
    }
    return (figures + rest).enumerated().sorted {
      ($0.element.states.first ?? 0, $0.offset) < ($1.element.states.first ?? 0, $1.offset)
    }.map(\.element)
  }

  /// The figures of persons in families that share nobody: each figure goes to the first family it has nobody in common with, so
  /// that figures by status are one family and those by level of dependency another. Places in ``membershipTargets``.
  public var personFamilies: [[Int]] {
    var families: [(places: [Int], states: Set<Int>)] = []
    for (place, target) in membershipTargets.enumerated() {
      if let free = families.firstIndex(where: { $0.states.isDisjoint(with: target.states) }) {
        families[free].places.append(place)
        families[free].states.formUnion(target.states)
      } else {
        families.append(([place], Set(target.states)))
      }
    }
    return families.map(\.places)
  }

  /// The figures that are about some states and nobody else, each of these once; nil where they leave somebody out.
  public func personFigures(of states: [Int]) -> [MembershipTarget]? {
    let wanted = Set(states)
    return personFamilies.lazy.map { family in
      family.map { self.membershipTargets[$0] }.filter { wanted.isSuperset(of: $0.states) }
    }.first { Set($0.flatMap(\.states)) == wanted }
  }
}
