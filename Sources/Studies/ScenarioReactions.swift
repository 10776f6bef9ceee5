import PolicyModel
import Quantities
import SchemeModel

/// Reforms that hold in some years only, as the engine takes them.
extension PolicyStudy {
  /// How the values under a reform that acts in some years follow from its history, in all regions; nil where in none of them
  /// what it did in earlier years stands in later ones.
  func reactingRules(
    _ reform: Reform, _ scenario: Int, _ regions: [PreparedRegion]
  ) throws -> ReactingRules? {
    let own = regions.compactMap { $0.resolved[scenario].reacting }
    guard own.contains(where: \.carriesHistory) else { return nil }
    if let lever = own.flatMap(\.movesWithin).first {
      throw FundcastError(
        .data,
        Diagnostic(
          "under `when` a reform that moves growth or rules after the last date is dated by whole years, and this lever moves within a year",
          file: reform.reaction?.location.file, line: reform.reaction?.location.line,
          key: baseline.registry[lever].path,
          remedy: "date the change to a January, or take this lever into a reform without `when`"))
    }
    return ReactingRules(
      rules: own.map(\.rules),
      references: regions[0].references[scenario].map { _ in
        regions.map { $0.references[scenario]?.reacting?.rules ?? ColumnRules() }
      })
  }

  /// What the engine needs of a reform that holds in some years only.
  func reaction(
    _ reform: Reform, scenario: Int, _ before: ParameterSet, _ after: ParameterSet
  ) throws -> Reaction? {
    guard let rule = reform.reaction else { return nil }
    func fault(_ message: String, _ value: String, _ remedy: String) -> FundcastError {
      FundcastError(
        .data,
        Diagnostic(
          message, file: rule.location.file, line: rule.location.line, key: "when", value: value, remedy: remedy))
    }
    let scheme = baseline.scheme
    guard let fund = scheme.funds.firstIndex(where: { $0.id == rule.fund }) else {
      throw fault(
        "no fund has this name", rule.fund, "known here: \(scheme.funds.map(\.id).joined(separator: ", "))")
    }
    if let moved = scheme.membershipParameters.first(where: { before[$0] != after[$0] }) {
      throw fault(
        "a reform that holds in some years only may not change how people move", baseline.registry[moved].path,
        "take this lever out, or drop `when`")
    }
    return Reaction(fund: fund, months: rule.months, scenario: scenario)
  }
}
