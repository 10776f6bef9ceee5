import Arrays

extension DriverProcess {
  /// A vector autoregression of order one fitted to yearly observations: x[t] = c + A·x[t−1] + u[t].
  public struct Fit: Sendable, Hashable {
    /// The number of drivers.
    public let order: Int
    /// The years that were explained: one less than the years observed.
    public let observations: Int
    /// `observations` less the coefficients of one driver (intercept included): the divisor of the covariance.
    public let degreesOfFreedom: Int
    /// A, `order × order` row-major; zero off the diagonal for a diagonal fit.
    public let persistence: [Double]
    /// c by driver.
    public let intercept: [Double]
    /// Σ u·uᵀ / `degreesOfFreedom`, `order × order`.
    public let residualCovariance: [Double]
    /// The root of its diagonal.
    public let residualDeviation: [Double]
    /// Its correlations; 0 with a driver that is explained without residual.
    public let residualCorrelation: [Double]

    /// The process of the deviations from the central path: the fit without its intercept.
    /// - Throws: `notPositiveDefinite` where there are not more degrees of freedom than drivers, or residuals depend on
    ///   each other.
    public func process() throws(DriverProcessError) -> DriverProcess {
      try DriverProcess(
        persistence: persistence, innovationDeviation: residualDeviation, innovationCorrelation: residualCorrelation)
    }
  }

  /// Least squares of x[t] on x[t−1] and a constant, driver by driver.
  ///
  /// With the same regressors in every equation that is also the maximum-likelihood estimate given the first year;
  /// Lütkepohl (2005), section 3.2. Persistence is biased downwards in short series (Kendall 1954: by about
  /// −(1 + 3a)/T for one driver); nothing is corrected here.
  ///
  /// - Parameters:
  ///   - observations: consecutive years, flat [year][driver].
  ///   - years: more than one year above the coefficients of a driver: `order + 3`, or 4 for a diagonal fit.
  ///   - order: the number of drivers, at least 1.
  ///   - diagonal: each driver on its own past only.
  /// - Throws: `extents`, `notFinite`, `tooFewYears`, or `regression` for a driver whose regressors depend on each
  ///   other (one that never changes).
  public static func fit(
    _ observations: [Double], years: Int, order: Int, diagonal: Bool
  ) throws(DriverProcessError) -> Fit {
    precondition(order >= 1 && years >= 0, "no drivers or a negative number of years")
    guard observations.count == years * order else {
      throw .extents(name: "observations", expected: years * order, found: observations.count)
    }
    if let i = observations.firstIndex(where: { !$0.isFinite }) { throw .notFinite(name: "observations", index: i) }
    let columns = diagonal ? 2 : order + 1
    let rows = years - 1
    guard rows > columns else { throw .tooFewYears(needed: columns + 2, found: years) }
    var persistence = [Double](repeating: 0, count: order * order)
    var intercept = [Double](repeating: 0, count: order)
    var residuals = [[Double]](repeating: [], count: order)
    for i in 0..<order {
      let causes = diagonal ? [i] : Array(0..<order)
      var design: [Double] = []
      var response: [Double] = []
      for t in 0..<rows {
        design.append(1)
        for j in causes { design.append(observations[t * order + j]) }
        response.append(observations[(t + 1) * order + i])
      }
      let coefficients: [Double]
      do {
        coefficients = try LinearAlgebra.leastSquares(design, rows: rows, columns: columns, response)
      } catch {
        throw .regression(driver: i, error)
      }
      intercept[i] = coefficients[0]
      for (k, j) in causes.enumerated() { persistence[i * order + j] = coefficients[k + 1] }
      residuals[i] = response
      for t in 0..<rows {
        for k in 0..<columns { residuals[i][t] -= design[t * columns + k] * coefficients[k] }
      }
    }
    let freedom = rows - columns
    var covariance = [Double](repeating: 0, count: order * order)
    for i in 0..<order {
      for j in 0..<order {
        covariance[i * order + j] = zip(residuals[i], residuals[j]).reduce(0) { $0 + $1.0 * $1.1 } / Double(freedom)
      }
    }
    let deviation = (0..<order).map { covariance[$0 * order + $0].squareRoot() }
    var correlation = [Double](repeating: 0, count: order * order)
    for i in 0..<order {
      for j in 0..<order where i != j && deviation[i] > 0 && deviation[j] > 0 {
        correlation[i * order + j] = min(1, max(-1, covariance[i * order + j] / (deviation[i] * deviation[j])))
      }
      correlation[i * order + i] = 1
    }
    return Fit(
      order: order, observations: rows, degreesOfFreedom: freedom, persistence: persistence, intercept: intercept,
      residualCovariance: covariance, residualDeviation: deviation, residualCorrelation: correlation)
  }
}
