import ProjectionEngine
import SchemeModel

/// A contribution line for one of its statuses in a year.
public struct Contribution: Sendable, Hashable {
  /// The line's place in the scheme.
  public let line: Int
  /// Who pays.
  public let status: Int
  /// Persons that the line counts on ``basis``; of a line on a payroll, person-years.
  public let persons: Double
  /// When they are counted.
  public let basis: CountBasis
  /// Base on which the contribution is due; of a flat premium the standard.
  public let base: Double
  /// Due ÷ base, the mean of the year where the rate moves within it; without a base the rate in force.
  public let rate: Double
  /// Due.
  public let due: Double
  /// The status's part of what was posted.
  public let collected: Double
}

extension Outcome {
  /// A contribution line status by status, in the line's order; none of other lines.
  ///
  /// What was collected is what the ledger posted: it is divided by what each status counts under the rules in force in each
  /// month, so that the statuses add up to the account.
  public func contributions(line index: Int, year: Int) -> [Contribution] {
    let line = scheme.lines[index]
    guard line.isContribution, case .people(let quantity, let statuses) = line.source else { return [] }
    let parameters = parameters(year: year)
    func sums(_ product: ScalarProduct) -> ([Double]) -> Double {
      let multipliers = line.multipliers(product, parameters, year: year)
      return { counted in zip(counted, multipliers).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    let bases = sums(line.base), dues = sums(line.dueProduct), weights = sums(line.product)
    let counted = statuses.map { months(quantity, statuses: [$0], year: year) ?? [Double](repeating: 0, count: 12) }
    let whole = counted.reduce(0) { $0 + weights($1) }
    let posted = amount(line: index, year: year)
    return zip(statuses, counted).map { status, counted in
      let base = bases(counted), due = dues(counted)
      return Contribution(
        line: index, status: status,
        persons: self.quantity(quantity.countsPersons ? quantity : .personYears, status: status, year: year) ?? 0,
        basis: quantity.basis, base: base, rate: base > 0 ? due / base : line.rate.value(parameters, year: year),
        due: due, collected: whole == 0 ? 0 : posted * (weights(counted) / whole))
    }
  }
}
