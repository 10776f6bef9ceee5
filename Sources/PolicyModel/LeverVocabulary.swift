import Quantities

/// What planners say, beside a scheme: its policy systems, and words for levers in both languages.
public struct LeverVocabulary: Sendable {
  /// Words, and the levers they mean.
  public struct Term: Sendable {
    /// What people say.
    public let words: [String]
    /// Whole parts of lever paths: `deductible`, `personal-account`, `resident.premium`.
    public let levers: [String]

    /// Words of both languages in any order, and the parts of paths that each of them means, the closest first.
    public init(words: [String], levers: [String]) {
      self.words = words
      self.levers = levers
    }
  }

  /// What a word means: parts of lever paths, places in ``LeverVocabulary/policies``.
  struct Meaning {
    var levers: [String] = []
    var policies: [Int] = []
  }

  /// All policy systems in order of their ids.
  public let policies: [PolicyLever]
  /// Words for levers.
  public let terms: [Term]
  /// By plain word.
  let meanings: [String: Meaning]

  /// A vocabulary, empty unless said.
  ///
  /// - Parameters:
  ///   - policies: in order of their ids.
  ///   - terms: a word of several means what all of them say.
  public init(policies: [PolicyLever] = [], terms: [Term] = []) {
    self.policies = policies
    self.terms = terms
    var meanings: [String: Meaning] = [:]
    for term in terms {
      for word in term.words { meanings[Self.plain(word), default: Meaning()].levers += term.levers }
    }
    for (place, policy) in policies.enumerated() {
      let names = [policy.title.en, policy.title.local] + policy.words
      for word in Set(names.map(Self.plain)) { meanings[word, default: Meaning()].policies.append(place) }
    }
    self.meanings = meanings
  }

  /// The policy with this id, in letters of either case.
  public func policy(_ id: String) -> PolicyLever? {
    let id = id.lowercased()
    return policies.first { $0.id.lowercased() == id }
  }

  /// Whether a text is an id or is written as ids are: of `L01` to `L80` also `l3` and `L99`.
  public func isID(_ text: String) -> Bool {
    let (stem, number) = Self.parts(of: text)
    return policy(text) != nil || number != nil && policies.contains { Self.parts(of: $0.id).stem == stem }
  }

  /// The policy whose id has the same number as one that nobody has: `L3` may mean `L03`.
  public func policy(numberedLike id: String) -> PolicyLever? {
    let (stem, number) = Self.parts(of: id)
    return number.flatMap { number in
      policies.first { Self.parts(of: $0.id).stem == stem && Self.parts(of: $0.id).number == number }
    }
  }

  /// What stands before the digits at the end of an id, in small letters, and their number.
  private static func parts(of id: String) -> (stem: String, number: Int?) {
    let stem = id.lowercased().reversed().drop { "0"..."9" ~= $0 }
    return (String(stem.reversed()), Int(id.dropFirst(stem.count)))
  }

  /// The ids of the policies that move a lever of an entity, by rule kind and parameter, in order.
  func moves(of entity: LeverEntity) -> (_ kind: String, _ parameter: String) -> [String] {
    let names = LeverPattern.EntityNames(entity.path)
    let near = policies.compactMap { policy -> (id: String, patterns: [LeverPattern])? in
      let own = policy.moves.filter { $0.isNear(names) }
      return own.isEmpty ? nil : (policy.id, own)
    }
    return { kind, parameter in
      near.filter { $0.patterns.contains { $0.matches(names, kind: kind, parameter: parameter) } }.map(\.id)
    }
  }

  /// The ids of the policies that move any lever of an entity, in order.
  public func policies(of entity: LeverEntity) -> [String] {
    let ids = moves(of: entity)
    let own = Set(entity.rules.flatMap { rule in rule.parameters.flatMap { ids(rule.id, $0.name) } })
    return policies.map(\.id).filter(own.contains)
  }

  /// All words, as people write them.
  public var words: [String] { terms.flatMap(\.words) + policies.flatMap(\.words) }

  /// A word as it is compared: small letters, one blank between words, no other signs.
  static func plain(_ text: String) -> String {
    let kept = text.lowercased().map { character -> Character in
      character.isLetter || character.isNumber || character == "." ? character : " "
    }
    return String(kept).split(separator: " ").joined(separator: " ")
  }
}
