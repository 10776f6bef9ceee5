import Arrays

/// What is taken off a series before its deviations are looked at: a polynomial in the year, and a step from each of some
/// years on, where the counting changed.
public struct DriverTrend: Sendable, Hashable {
  /// The degree of the polynomial, 0 for a constant; nil takes nothing off: the series holds deviations already.
  public let degree: Int?
  /// The first years of the steps.
  public let steps: [Int]

  /// A trend.
  ///
  /// - Parameters:
  ///   - degree: 0 or more; nil for a series of deviations.
  ///   - steps: calendar years after the first of the series; none unless said.
  public init(degree: Int?, steps: [Int] = []) {
    self.degree = degree
    self.steps = steps
  }

  /// Coefficients that it costs.
  public var coefficients: Int { (degree.map { $0 + 1 } ?? 0) + steps.count }
}

/// Yearly observations of one driver.
public struct DriverSeries: Sendable, Hashable {
  /// The year of the first value.
  public let firstYear: Int
  /// The observations in consecutive years; nil where there is none, or one that is left out.
  public let values: [Double?]
  /// What is taken off.
  public let trend: DriverTrend

  /// Observations of consecutive calendar years in the unit of the driver, rates or logarithms.
  ///
  /// - Parameter values: `[year]`; a year without one counts nowhere, and parts the years beside it.
  public init(firstYear: Int, values: [Double?], trend: DriverTrend) {
    self.firstYear = firstYear
    self.values = values
    self.trend = trend
  }

  /// The years that count, with their values.
  public var observed: [(year: Int, value: Double)] {
    values.enumerated().compactMap { place, value in value.map { (firstYear + place, $0) } }
  }

  /// What least squares leaves of the values that count.
  ///
  /// - Throws: `tooFewYears` where no more years count than the trend has coefficients, `trend` where these cannot be told
  ///   apart (a step before or after all years).
  func deviations() throws(DriverFitError) -> [(year: Int, value: Double)] {
    let observed = observed, columns = trend.coefficients
    guard observed.count > columns else { throw .tooFewYears(needed: columns + 1, found: observed.count) }
    guard columns > 0 else { return observed }
    // Years in tens about their mean keep powers apart.
    let mean = observed.reduce(0) { $0 + Double($1.year) } / Double(observed.count)
    let design = observed.flatMap { year, _ in
      var powers: [Double] = []
      for power in 0..<(trend.degree.map { $0 + 1 } ?? 0) {
        powers.append((0..<power).reduce(1) { product, _ in product * (Double(year) - mean) / 10 })
      }
      return powers + trend.steps.map { year >= $0 ? 1 : 0 }
    }
    let coefficients: [Double]
    do {
      coefficients = try LinearAlgebra.leastSquares(
        design, rows: observed.count, columns: columns, observed.map(\.value))
    } catch {
      throw .trend(error)
    }
    return observed.enumerated().map { row, entry in
      (entry.year, coefficients.indices.reduce(entry.value) { $0 - design[row * columns + $1] * coefficients[$1] })
    }
  }
}

/// Why a series gives no process.
public enum DriverFitError: Error, Sendable, Hashable {
  /// More is estimated than years, or pairs of years, can tell.
  case tooFewYears(needed: Int, found: Int)
  /// The coefficients of the trend cannot be told apart.
  case trend(LinearAlgebraError)
  /// The series lies on its trend in every year.
  case noDeviations
}
