/// What the files of version 0.1.0 called levers that have another name now: refused, with the new one named; `fundcast upgrade`
/// rewrites them.
public enum FormerNames {
  /// The last part of a lever's path then and now.
  public static let parameters = [
    "band-rate": "reimbursement-rate", "use-rate": "utilisation-rate", "own-rate": "employee-rate",
    "bill-variation": "coefficient-of-variation", "earnings-variation": "earnings-coefficient-of-variation",
    "later-deductible-share": "later-deductible-ratio",
  ]

  /// Levers whose unit changed with their name.
  public static let units = ["later-deductible-share": (then: "share", now: "factor")]

  /// The terms of a layer were numbered keys and are a list of brackets: `deductible`, `rate`, `above-2`, `rate-2` of then are
  /// `tiers.1.above`, `tiers.1.rate`, `tiers.2.above`, `tiers.2.rate`.
  public static func bracket(_ name: String) -> (number: Int, key: String)? {
    let words = name.split(separator: "-")
    guard let word = words.first, words.count < 3, let number = words.count == 1 ? 1 : Int(words[1]), number > 0,
      let key = ["deductible": "above", "above": "above", "rate": "rate"][word]
    else { return nil }
    return (number, key)
  }

  /// The path of today that a path of then means, if it is one; a path of today is none.
  ///
  /// - Parameter isKnown: whether a lever has a path.
  public static func path(of former: String, isKnown: (String) -> Bool) -> String? {
    guard let dot = former.lastIndex(of: ".") else { return nil }
    let entity = former[..<dot], name = String(former[former.index(after: dot)...])
    let own = parameters[name].map { "\(entity).\($0)" }
    let isBracket = entity.contains(".tiers.")
    let bracket = isBracket ? nil : bracket(name).map { "\(entity).tiers.\($0.number).\($0.key)" }
    return [own, bracket].compactMap { $0 }.first(where: isKnown)
  }
}

extension LeverRegistry {
  /// The path of the lever that a path of version 0.1.0 means.
  public func path(formerly path: String) -> String? { FormerNames.path(of: path) { self[$0] != nil } }
}
