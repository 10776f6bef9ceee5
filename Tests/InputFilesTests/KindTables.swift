import PolicyModel
import Quantities

@testable import SchemeLanguage

/// The kinds that a scheme names, of levers and of rules, as tables of the article on keys: from the values that the program reads
/// them by.
enum KindTables {
  static var text: String { levers + "\n" + rules }

  /// Units of money as the table has them, in no country's currency.
  private static let money = Currency(
    code: "XXX", id: "money", roundWage: Currency.wageOfBounds,
    amounts: CountedUnits(name: LocalizedText("money"), units: []))

  private static var levers: String {
    let rows = LeverKind.all.map { kind in
      let remark =
        kind.isBenefit
        ? "somebody gets it: worth less every year in which it stands still"
        : kind.isContributionRate ? "contributions are due at it" : ""
      return "| `\(kind.name)` | \(kind.unit.text(money)) | \(range(kind.range)) | \(remark) |"
    }
    return """
      ## Kinds of levers: is

      What a lever has that a scheme declares under `rules` or `covers`. A `range:` of its own replaces that of its kind.

      | kind | unit | range | beside |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))

      Units of money have the word of the currency, `yuan/person/year`. Ranges of money are for a currency whose form gives a
      `round-wage` of \(number(Currency.wageOfBounds)); in others they are as many wages.

      """
  }

  private static var rules: String {
    let rows = RuleKind.all.map { "| `\($0.id)` | \(bringer($0)) | \($0.summary) | \(names($0)) |" }
    return """
      ## Kinds of rules: kind

      Levers that the program knows by their names. Most come with a declaration of a section, which reads them; some an entity
      under `rules` names in its `kind:`, and a service may name further ones for its branches. A kind with a lever that nothing
      reads is refused. Unit, range, default and value of each: `fundcast levers WORD`.

      | kind | comes with | what it is | levers |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))

      Branches have the shares of components among those of `care`, covers a share of each age among theirs; claims that are paid
      over several years have a share and what was owed of each: <doc:SchemeFile>.

      """
  }

  private static func bringer(_ kind: RuleKind) -> String {
    switch kind.bringer {
    case .everyScheme: "`rules:`, in every scheme once"
    case .followed: "`rules:`, for rules of values to follow"
    case .named: "`rules:`, for lines, groups or levels to name"
    case .section(let section): "`\(section):`"
    }
  }

  /// Its levers; of tiers the first.
  private static func names(_ kind: RuleKind) -> String {
    let own = kind.parameters.map(\.name), tiers = own.filter { $0.hasPrefix("tiers.") }
    let shown = tiers.prefix(2).map { "`\($0)`" } + (tiers.count > 2 ? ["… `\(tiers[tiers.count - 1])`"] : [])
    return (shown + own.filter { !tiers.contains($0) }.map { "`\($0)`" }).joined(separator: ", ")
  }

  private static func range(_ range: ClosedRange<Double>) -> String {
    number(range.lowerBound) + " to " + number(range.upperBound)
  }

  /// Amounts from a million on as powers of ten, which they are.
  private static func number(_ value: Double) -> String {
    guard value == value.rounded() else { return "\(value)" }
    let digits = "\(Int(value))", zeros = digits.dropFirst()
    return digits.count > 6 && digits.first == "1" && zeros.allSatisfy { $0 == "0" } ? "1e\(zeros.count)" : digits
  }
}
