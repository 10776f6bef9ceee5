/// Levers by their paths: an entity with all its levers (`flexible`), those of one of its rule kinds (`*.inpatient:benefit`), or one
/// lever (`employee.employer-rate`). `*` stands for one part of the path, `{a,b}` for either.
public struct LeverPattern: Sendable, Hashable {
  private enum Part: Hashable {
    case any
    case either(Set<String>)
  }

  /// As written.
  public let text: String
  private let parts: [Part]
  private let kind: String?

  /// Nil for a text without names.
  public init?(_ text: String) {
    let sides = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(sides.count), !sides.contains(where: \.isEmpty) else { return nil }
    self.text = text
    kind = sides.count == 2 ? String(sides[1]) : nil
    parts = sides[0].split(separator: ".", omittingEmptySubsequences: false).map { part in
      guard part != "*" else { return .any }
      guard part.hasPrefix("{"), part.hasSuffix("}") else { return .either([String(part)]) }
      return .either(Set(part.dropFirst().dropLast().split(separator: ",").map { String($0.filter { $0 != " " }) }))
    }
  }

  /// The path of an entity in its parts: split once, however many patterns are held against it.
  public struct EntityNames: Sendable {
    let parts: [String]

    /// - Parameter path: as levers begin, `resident.inpatient`.
    public init(_ path: String) { parts = path.split(separator: ".").map(String.init) }
  }

  /// Whether it may mean levers of an entity.
  func isNear(_ entity: EntityNames) -> Bool {
    let count = entity.parts.count
    return (parts.count == count || (kind == nil && parts.count == count + 1))
      && zip(parts, entity.parts).allSatisfy(fits)
  }

  /// Whether it means a lever of an entity.
  public func matches(_ entity: EntityNames, kind: String, parameter: String) -> Bool {
    let count = entity.parts.count
    if parts.count == count { return (self.kind ?? kind) == kind && zip(parts, entity.parts).allSatisfy(fits) }
    guard self.kind == nil, parts.count == count + 1 else { return false }
    return zip(parts, entity.parts).allSatisfy(fits) && fits(parts[count], parameter)
  }

  private func fits(_ part: Part, _ name: String) -> Bool {
    switch part {
    case .any: true
    case .either(let names): names.contains(name)
    }
  }
}
