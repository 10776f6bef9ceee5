import Arrays

/// Yearly deviations of several drivers from their central path: a vector autoregression of order one,
/// x[t] = A·x[t−1] + L·ε[t], x = 0 before year 0, ε independent standard normal, L·Lᵀ the covariance of the
/// innovations.
///
/// Source: Lütkepohl, *New Introduction to Multiple Time Series Analysis* (2005), section 2.1. The unit of a driver is
/// the user's (log points a year, rates). An innovation deviation of 0 switches the innovations of a driver off; such a
/// driver moves only through A.
///
/// Goals: a path that depends on seed and path number alone; then speed.
public struct DriverProcess: Sendable, Hashable {
  /// The number of drivers.
  public let order: Int
  /// A, `order × order` row-major: row i holds what drives i.
  public let persistence: [Double]
  /// L, `order × order` row-major, lower triangle; rows of switched-off drivers are 0.
  public let innovation: [Double]

  /// A process from its parameters.
  ///
  /// - Parameters:
  ///   - persistence: A, `order × order` row-major, finite.
  ///   - innovationDeviation: standard deviation of each driver's innovation, 0 or more; their number is the order.
  ///   - innovationCorrelation: `order × order`, symmetric, 1 on the diagonal; rows of switched-off drivers are
  ///     checked the same and otherwise not used.
  /// - Throws: what is wrong, and where; `notPositiveDefinite` only for drivers that are on.
  public init(
    persistence: [Double], innovationDeviation: [Double], innovationCorrelation: [Double]
  ) throws(DriverProcessError) {
    let order = innovationDeviation.count
    try Self.check(persistence, "persistence", count: order * order)
    try Self.check(innovationDeviation, "innovation deviation", count: order)
    try Self.check(innovationCorrelation, "innovation correlation", count: order * order)
    for i in 0..<order {
      guard innovationDeviation[i] >= 0 else {
        throw .negativeDeviation(driver: i, value: innovationDeviation[i])
      }
      for j in 0...i {
        let value = innovationCorrelation[i * order + j]
        let valid = i == j ? value == 1 : value.magnitude <= 1 && value == innovationCorrelation[j * order + i]
        guard valid else { throw .correlation(row: i, column: j, value: value) }
      }
    }
    self.order = order
    self.persistence = persistence
    innovation = try Self.factor(innovationDeviation, innovationCorrelation)
  }

  /// Whether a driver has innovations of its own.
  public func isActive(_ driver: Int) -> Bool { innovation[driver * order + driver] > 0 }

  /// The standard deviations of x[t] and of Σ x[τ] over τ = 0…t, in closed form, each flat [year][driver].
  ///
  /// x[t] = Σₖ Aᵏ·L·ε[t−k], so its variances are sums of squares of the rows of Aᵏ·L, k = 0…t; those of the sum, of
  /// the rows of Σ_{j≤k} Aʲ·L. Nothing is subtracted; the error is a few roundings a year.
  public func deviations(years: Int) -> (level: [Double], cumulated: [Double]) {
    precondition(years >= 0, "negative number of years")
    var level = [Double](repeating: 0, count: years * order)
    var cumulated = level
    var response = innovation
    var sum = [Double](repeating: 0, count: order * order)
    var levelVariance = [Double](repeating: 0, count: order)
    var sumVariance = levelVariance
    for t in 0..<years {
      for i in 0..<order {
        for j in 0..<order {
          let k = i * order + j
          sum[k] += response[k]
          levelVariance[i] += response[k] * response[k]
          sumVariance[i] += sum[k] * sum[k]
        }
        level[t * order + i] = levelVariance[i].squareRoot()
        cumulated[t * order + i] = sumVariance[i].squareRoot()
      }
      response = Self.product(persistence, response, order)
    }
    return (level, cumulated)
  }

  /// A·B, `order × order` each; terms of A that are 0 are left out.
  static func product(_ a: [Double], _ b: [Double], _ order: Int) -> [Double] {
    var c = [Double](repeating: 0, count: order * order)
    for i in 0..<order {
      for k in 0..<order where a[i * order + k] != 0 {
        for j in 0..<order { c[i * order + j] += a[i * order + k] * b[k * order + j] }
      }
    }
    return c
  }

  /// L = diag(deviation)·chol(correlation) over the drivers that are on. Correlations are factored rather than
  /// covariances: units that differ by orders of magnitude do not touch the condition.
  private static func factor(_ deviation: [Double], _ correlation: [Double]) throws(DriverProcessError) -> [Double] {
    let order = deviation.count
    let active = (0..<order).filter { deviation[$0] > 0 }
    var factor = [Double](repeating: 0, count: order * order)
    if active.isEmpty { return factor }
    let table = active.flatMap { i in active.map { j in correlation[i * order + j] } }
    let lower: [Double]
    do {
      lower = try LinearAlgebra.cholesky(table, order: active.count)
    } catch {
      guard case .notPositiveDefinite(let minor) = error else { throw .notFinite(name: "innovation", index: 0) }
      throw .notPositiveDefinite(driver: active[minor - 1])
    }
    for (a, i) in active.enumerated() {
      for (b, j) in active.enumerated() { factor[i * order + j] = deviation[i] * lower[a * active.count + b] }
    }
    return factor
  }

  private static func check(_ values: [Double], _ name: String, count: Int) throws(DriverProcessError) {
    guard values.count == count else { throw .extents(name: name, expected: count, found: values.count) }
    if let i = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(name: name, index: i) }
  }
}
