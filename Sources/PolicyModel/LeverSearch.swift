import Quantities

/// Finds levers by what planners call them.
public struct LeverSearch: Sendable {
  /// What was found.
  public struct Answer: Sendable {
    /// Levers, in the order of the registry.
    public var levers: [Lever] = []
    /// Entities that the place does not model.
    public var omitted: [OmittedEntity] = []
    /// Policies that were asked for by id or name.
    public var policies: [PolicyLever] = []

    /// What a search gave; nothing unless said.
    public init(levers: [Lever] = [], omitted: [OmittedEntity] = [], policies: [PolicyLever] = []) {
      self.levers = levers
      self.omitted = omitted
      self.policies = policies
    }

    /// Whether there is nothing to say.
    public var isEmpty: Bool { levers.isEmpty && omitted.isEmpty && policies.isEmpty }
  }

  /// How a scheme, as a place uses it, has a policy.
  public enum Standing: Sendable {
    /// It has levers of its own.
    case modelled
    /// They lack something of it.
    case partly(LocalizedText)
    /// The scheme has levers of it, of which the place gives no value.
    case omitted
    /// It moves no money.
    case moneyless(LocalizedText)
    /// No lever is its own.
    case missing
  }

  private let registry: LeverRegistry
  private let levers: [Lever]
  private var vocabulary: LeverVocabulary { registry.vocabulary }

  /// A search among the levers of a registry that a file may give.
  public init(_ registry: LeverRegistry) {
    self.registry = registry
    levers = registry.levers.filter { $0.lagOf == nil }
  }

  /// How the scheme has a policy.
  public func standing(of policy: PolicyLever) -> Standing {
    let own = levers.contains { $0.leverIDs.contains(policy.id) }
    if let lacking = policy.lacking, own { return .partly(lacking) }
    if own { return .modelled }
    if registry.omitted.contains(where: { $0.leverIDs.contains(policy.id) }) { return .omitted }
    if case .none(let why) = policy.effect { return .moneyless(why) }
    return .missing
  }

  /// All that a policy id names, and nothing else.
  public func find(id: String) -> Answer {
    let id = vocabulary.policy(id)?.id ?? id
    return Answer(
      levers: levers.filter { $0.leverIDs.contains(id) }, omitted: registry.omitted.filter { $0.leverIDs.contains(id) },
      policies: vocabulary.policy(id).map { [$0] } ?? [])
  }

  /// What a few words find: levers and entities that have them all, in path or title or by what they mean. Words nobody knows
  /// may also stand in what `more` says of a lever.
  public func find(_ words: String, more: (Lever) -> String = { _ in "" }) -> Answer {
    let pieces = pieces(words)
    guard !pieces.isEmpty else { return Answer() }
    let meanings = pieces.map { vocabulary.meanings[$0] }
    let policies = meanings.compactMap { $0 }.flatMap(\.policies).reduce(into: [Int]()) { all, policy in
      if !all.contains(policy) { all.append(policy) }
    }
    func has(
      _ piece: String, _ meaning: LeverVocabulary.Meaning?, _ path: String, _ title: LocalizedText, _ ids: [String]
    )
      -> Bool
    {
      Self.text(path, title).contains(piece) || Self.dotted(path, title).contains(piece)
        || meaning?.levers.contains { Self.part($0, of: path) } ?? false
        || meaning?.policies.contains { ids.contains(vocabulary.policies[$0].id) } ?? false
    }
    return Answer(
      levers: levers.filter { lever in
        zip(pieces, meanings).allSatisfy { piece, meaning in
          has(piece, meaning, lever.path, lever.title, lever.leverIDs)
            || (meaning == nil && LeverVocabulary.plain(more(lever)).contains(piece))
        }
      },
      omitted: registry.omitted.filter { entity in
        zip(pieces, meanings).allSatisfy { has($0, $1, entity.path, entity.title, entity.leverIDs) }
      }, policies: policies.sorted().map { vocabulary.policies[$0] })
  }

  /// The levers that a path nobody declared means by a known word or id in it; of several meanings of a word the first.
  public func meant(by path: String) -> [Lever] {
    let known = levers.filter { $0.spec.role != .calibration }
    if let policy = vocabulary.policy(path) { return known.filter { $0.leverIDs.contains(policy.id) } }
    let pieces = pieces(path.split(separator: ".").joined(separator: " "))
    let meanings = pieces.map { vocabulary.meanings[$0] }
    guard meanings.contains(where: { $0 != nil }) else { return [] }
    return known.filter { lever in
      zip(pieces, meanings).allSatisfy { piece, meaning in
        if let first = meaning?.levers.first {
          return Self.part(first, of: lever.path) || Self.part(piece, of: lever.path)
        }
        if let meaning { return meaning.policies.contains { lever.leverIDs.contains(vocabulary.policies[$0].id) } }
        return Self.text(lever.path, lever.title).contains(piece)
      }
    }
  }

  /// The policy that a path nobody declared names and the scheme does not have.
  public func missingPolicy(namedBy path: String) -> PolicyLever? {
    let policies =
      vocabulary.isID(path) ? find(id: path).policies : find(path.split(separator: ".").joined(separator: " ")).policies
    return policies.first { if case .missing = standing(of: $0) { true } else { false } }
  }

  // MARK: - Texts

  private static func text(_ path: String, _ title: LocalizedText) -> String {
    LeverVocabulary.plain("\(path) \(title.en) \(title.local)")
  }

  /// The same with the signs of paths as they are.
  private static func dotted(_ path: String, _ title: LocalizedText) -> String {
    "\(path) \(title.en) \(title.local)".lowercased()
  }

  /// Whether whole parts of a path are these.
  private static func part(_ parts: String, of path: String) -> Bool { ".\(path).".contains(".\(parts).") }

  // MARK: - Pieces

  /// The words of a query: known ones as long as they can be, so that 居民起付线 is 居民 and 起付线.
  private func pieces(_ query: String) -> [String] {
    var words = query.lowercased().split(separator: " ").flatMap(Self.scripts)
    var pieces: [String] = []
    while !words.isEmpty {
      let count = (1...words.count).last { count in
        vocabulary.meanings[LeverVocabulary.plain(words.prefix(count).joined(separator: " "))] != nil
      }
      if let count {
        pieces.append(LeverVocabulary.plain(words.prefix(count).joined(separator: " ")))
      } else {
        pieces += split(words[0])
      }
      words.removeFirst(count ?? 1)
    }
    return pieces.filter { !$0.isEmpty }
  }

  /// Letters of Latin beside others are words of their own: `DRG付费`.
  private static func scripts(_ word: Substring) -> [String] {
    word.reduce(into: [String]()) { runs, character in
      if let last = runs.last?.last, last.isASCII == character.isASCII {
        runs[runs.count - 1].append(character)
      } else {
        runs.append(String(character))
      }
    }
  }

  /// A word without blanks, cut at the longest known word within it, unless a lever's name holds it whole.
  private func split(_ word: String) -> [String] {
    guard let first = word.first, !first.isASCII else { return [word] }
    let plain = LeverVocabulary.plain(word)
    guard !plain.contains(" ") else { return plain.split(separator: " ").flatMap { split(String($0)) } }
    guard vocabulary.meanings[plain] == nil, !levers.contains(where: { Self.text($0.path, $0.title).contains(plain) })
    else { return [plain] }
    let letters = Array(plain)
    for length in stride(from: letters.count - 1, to: 1, by: -1) {
      for start in 0...(letters.count - length) {
        let middle = String(letters[start..<(start + length)])
        guard vocabulary.meanings[middle] != nil else { continue }
        let rest = [String(letters[..<start]), String(letters[(start + length)...])]
        return (rest[0].isEmpty ? [] : split(rest[0])) + [middle] + (rest[1].isEmpty ? [] : split(rest[1]))
      }
    }
    return [plain]
  }
}
