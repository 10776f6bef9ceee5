import Quantities

/// What carries a stock by age from one 31 December to the next: for ages 0…last, each `width` years wide and the
/// last open.
///
/// Source: Preston, Heuveline and Guillot, *Demography* (2001), section 6.3.
public struct SurvivalRatios: Sendable, Hashable {
  /// One ratio fewer than ages. `ratios[i]` carries those of age i to age i + 1, for i below last − 1; the final one
  /// carries those of the last two ages together to the last age.
  public let ratios: [Double]
  /// Carries the newborns of the period to age 0 at its end.
  public let birth: Double

  /// The number of ages, the open one included.
  public var ageCount: Int { ratios.count + 1 }

  /// Ratios given as such.
  /// - Throws: `FundcastError(.data)` for ratios outside 0…1 and for none at all.
  public init(ratios: [Double], birth: Double) throws(FundcastError) {
    var faults: [Diagnostic] = []
    if ratios.isEmpty { faults.append(Diagnostic("survival needs at least two ages")) }
    for (i, s) in ratios.enumerated() where !(s >= 0 && s <= 1) {
      faults.append(
        Diagnostic("survival ratio outside 0…1", key: "age index \(i)", value: "\(s)", remedy: "give a share surviving"))
    }
    if !(birth >= 0 && birth <= 1) {
      faults.append(
        Diagnostic("survival of newborns outside 0…1", key: "birth", value: "\(birth)", remedy: "give a share surviving"))
    }
    if !faults.isEmpty { throw FundcastError(.data, faults) }
    self.ratios = ratios
    self.birth = birth
  }

  /// Ratios of the stationary population: L[i+1]/L[i]; L[last]/(L[last−1] + L[last]) for the open age; L[0]/(n·l₀) for
  /// newborns.
  ///
  /// - Parameters:
  ///   - personYears: nLx by age, the open age last, all positive.
  ///   - newborns: n·l₀, the births of a period of n years in the same stationary population.
  /// - Throws: `FundcastError(.data)` where L is not positive or rises with age.
  public init(personYears: [Double], newborns: Double) throws(FundcastError) {
    var faults: [Diagnostic] = []
    for (i, years) in personYears.enumerated() where !(years > 0 && years.isFinite) {
      faults.append(Diagnostic("person-years lived must be positive", key: "age index \(i)", value: "\(years)"))
    }
    if !faults.isEmpty { throw FundcastError(.data, faults) }
    let last = personYears.count - 1
    let ratios = (0..<max(last, 0)).map { i in
      i == last - 1
        ? personYears[last] / (personYears[last - 1] + personYears[last]) : personYears[i + 1] / personYears[i]
    }
    try self.init(ratios: ratios, birth: last < 0 ? 0 : personYears[0] / newborns)
  }
}
