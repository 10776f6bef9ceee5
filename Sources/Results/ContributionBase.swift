import ProjectionEngine
import SchemeModel

/// What the rates of a fund are shares of.
///
/// A fund with a payroll line (a contribution line that counts contribution base): the bases of all its contribution lines,
/// each status once, since employer and own part are levied on the same payroll. Unit: money. Any other fund:
/// everybody its contribution lines count, or where it has none its income lines and transfers in, each status once on the basis
/// of the first of them; a share of coverage inside a line does not lower them. Unit: persons.
public struct ContributionBase: Sendable {
  /// By computed year.
  public let values: [Double]
  /// Whether the base is a payroll in money; else it is persons.
  public let isPayroll: Bool

  /// One base of one status; a second line on it adds nothing.
  private struct Key: Hashable {
    let quantity: Quantity
    let status: Int
    let factors: ScalarProduct
  }

  /// The base of a fund, an index of `Scheme.funds`, over all computed years.
  public init(_ outcome: Outcome, fund: Int) {
    let lines = outcome.scheme.lines
    let contributions = lines.indices.filter { lines[$0].fund == fund && lines[$0].isContribution }
    isPayroll = contributions.contains {
      if case .people(.contributionBase, _) = lines[$0].source { true } else { false }
    }
    values =
      isPayroll
      ? Self.payroll(outcome, contributions)
      : Self.persons(
        outcome,
        lines.filter { line in
          guard contributions.isEmpty else { return line.fund == fund && line.isContribution }
          return (line.fund == fund && line.kind == .income) || line.counterpart == fund
        })
  }

  private static func payroll(_ outcome: Outcome, _ lines: [Int]) -> [Double] {
    var seen: Set<Key> = []
    var sums = [Double](repeating: 0, count: outcome.timeline.count)
    for index in lines {
      let line = outcome.scheme.lines[index]
      guard case .people(let quantity, let statuses) = line.source else { continue }
      let own = statuses.filter { seen.insert(Key(quantity: quantity, status: $0, factors: line.base)).inserted }
      guard !own.isEmpty else { continue }
      let years = sums.indices.map { outcome.contributions(line: index, year: $0) }
      for status in own {
        for year in sums.indices { sums[year] += years[year].first { $0.status == status }?.base ?? 0 }
      }
    }
    return sums
  }

  private static func persons(_ outcome: Outcome, _ lines: [FlowLine]) -> [Double] {
    var bases: [Int: CountBasis] = [:]
    for case .people(let quantity, let statuses) in lines.map(\.source) {
      bases.merge(statuses.map { ($0, quantity.basis) }) { first, _ in first }
    }
    let counted = bases.sorted { $0.key < $1.key }
    return (0..<outcome.timeline.count).map { year in
      counted.reduce(0) { $0 + (outcome.quantity(.persons($1.value), status: $1.key, year: year) ?? 0) }
    }
  }
}
