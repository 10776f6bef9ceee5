/// An autoregressive process of order one fitted to the deviations of a series from its trend:
/// x[t] = φ·x[t − 1] + ε[t], the process of a driver (``DriverProcess``).
///
/// Least squares over the pairs of successive years that both count; what the trend cost is taken off the degrees of
/// freedom here too, and widens every error. Source: Lütkepohl, *New Introduction to Multiple Time Series Analysis* (2005),
/// section 3.2. In short series φ is biased downwards, about a constant by (1 + 3φ)/n, about a line by (2 + 4φ)/n (Kendall
/// 1954; Marriott and Pope 1954); nothing is corrected here.
public struct DriverFit: Sendable, Hashable {
  /// Deviations of the observed years from their trend.
  public let deviations: [Int: Double]
  /// Their root mean square, per degree of freedom, in the unit of the series.
  public let deviation: Double
  /// The years observed less the coefficients of the trend.
  public let deviationFreedom: Int
  /// The coefficients of the trend.
  public var trendCoefficients: Int { deviations.count - deviationFreedom }
  /// φ.
  public let persistence: Double
  /// Its standard error.
  public let persistenceError: Double
  /// The standard deviation of ε.
  public let innovation: Double
  /// Its standard error, s/√(2·degrees of freedom).
  public let innovationError: Double
  /// Pairs of successive years less 1 and the coefficients of the trend.
  public let degreesOfFreedom: Int
  /// ε by year.
  public let innovations: [Int: Double]

  /// Fits the process to what the trend leaves of a series.
  ///
  /// - Throws: `tooFewYears` where no degree of freedom is left, `trend` where its coefficients cannot be told apart,
  ///   `noDeviations` where the series lies on it.
  public init(_ series: DriverSeries) throws(DriverFitError) {
    let deviations = try series.deviations()
    let byYear = Dictionary(uniqueKeysWithValues: deviations.map { ($0.year, $0.value) })
    let pairs = deviations.compactMap { year, value in byYear[year - 1].map { (year: year, past: $0, now: value) } }
    let spent = series.trend.coefficients, freedom = pairs.count - 1 - spent
    guard freedom > 0 else { throw .tooFewYears(needed: spent + 2, found: pairs.count) }
    // Rounding leaves some ulps of the series on its own trend.
    let size = series.observed.reduce(0) { max($0, $1.value.magnitude) }
    let past = pairs.reduce(0) { $0 + $1.past * $1.past }
    guard past.squareRoot() > 1e-12 * size else { throw .noDeviations }
    let persistence = pairs.reduce(0) { $0 + $1.past * $1.now } / past
    let innovations = pairs.map { (year: $0.year, value: $0.now - persistence * $0.past) }
    let innovation = (innovations.reduce(0) { $0 + $1.value * $1.value } / Double(freedom)).squareRoot()
    self.deviations = byYear
    deviationFreedom = deviations.count - spent
    deviation = (deviations.reduce(0) { $0 + $1.value * $1.value } / Double(deviationFreedom)).squareRoot()
    self.persistence = persistence
    persistenceError = innovation / past.squareRoot()
    self.innovation = innovation
    innovationError = innovation / Double(2 * freedom).squareRoot()
    degreesOfFreedom = freedom
    self.innovations = Dictionary(uniqueKeysWithValues: innovations.map { ($0.year, $0.value) })
  }
}
