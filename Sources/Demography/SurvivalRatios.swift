import Quantities

/// What carries a stock by age through a period of n years, for ages each n years wide of which the last is open.
///
/// Source: Preston, Heuveline and Guillot, *Demography* (2001), section 6.3.
public struct SurvivalRatios: Sendable, Hashable {
  /// One ratio fewer than ages. `ratios[i]` carries those of age i to age i + 1, for i below last − 1; the final one
  /// carries those of the last two ages together to the last age.
  public let ratios: [Double]
  /// Carries the newborns of the period to age 0 at its end.
  public let birth: Double
  /// The width n of period and ages, in years.
  public let width: Double

  /// The number of ages, the open one included.
  public var ageCount: Int { ratios.count + 1 }

  /// Ratios given as such.
  /// - Throws: `FundcastError(.data)` naming ages with ratios outside 0…1, and for none at all.
  /// - Precondition: `width > 0`.
  public init(ratios: [Double], birth: Double, width: Double = 1) throws(FundcastError) {
    precondition(width > 0, "width must be positive")
    var faults: [Diagnostic] = []
    if ratios.isEmpty { faults.append(Diagnostic("survival needs at least two ages")) }
    for (i, s) in ratios.enumerated() where !(s >= 0 && s <= 1) {
      faults.append(
        Diagnostic(
          "survival ratio outside 0…1", of: .cell(TableCell(age: Self.age(i, width: width))), value: "\(s)",
          remedy: "give a share surviving"))
    }
    if !(birth >= 0 && birth <= 1) {
      faults.append(
        Diagnostic(
          "survival of newborns outside 0…1", of: .cell(TableCell(note: "birth")), value: "\(birth)",
          remedy: "give a share surviving"))
    }
    if !faults.isEmpty { throw FundcastError(.data, faults) }
    self.ratios = ratios
    self.birth = birth
    self.width = width
  }

  /// Ratios of the stationary population: L[i+1]/L[i]; L[last]/(L[last−1] + L[last]) for the open age; L[0]/(n·l₀) for
  /// newborns.
  ///
  /// - Parameters:
  ///   - personYears: nLx by age, the open age last, all positive.
  ///   - radix: l₀.
  ///   - width: n, in years.
  /// - Throws: `FundcastError(.data)` where L is not positive or rises with age.
  public init(personYears: [Double], radix: Double, width: Double = 1) throws(FundcastError) {
    var faults: [Diagnostic] = []
    for (i, years) in personYears.enumerated() where !(years > 0 && years.isFinite) {
      faults.append(
        Diagnostic(
          "person-years lived must be positive", of: .cell(TableCell(age: Self.age(i, width: width))),
          value: "\(years)",
          remedy: "let the open age begin earlier"))
    }
    if !faults.isEmpty { throw FundcastError(.data, faults) }
    let last = personYears.count - 1
    let ratios = (0..<max(last, 0)).map { i in
      i == last - 1
        ? personYears[last] / (personYears[last - 1] + personYears[last]) : personYears[i + 1] / personYears[i]
    }
    try self.init(ratios: ratios, birth: last < 0 ? 0 : personYears[0] / (width * radix), width: width)
  }

  /// The age in years at which the `index`-th age begins, for messages.
  func age(_ index: Int) -> Int { Self.age(index, width: width) }

  private static func age(_ index: Int, width: Double) -> Int { Int(Double(index) * width) }
}
