import Arrays
import Glibc
import Quantities

/// The Lee–Carter model ln m[a,t] = α[a] + β[a]·κ[t], Σβ = 1, Σκ = 0, with κ a random walk with drift.
///
/// α is the mean of ln m over the years, β and κ the first pair of singular vectors of what remains (SVD, LAPACK
/// dgesdd). κ may then be found again in each year so that the model gives the deaths of that year
/// (``level(near:deaths:exposures:)``). Source: Lee and Carter, *Journal of the American Statistical Association* 87 (1992),
/// 659–671.
///
/// Tables are flat, age by year (row-major: the years of an age are contiguous). What it does not do: cohort effects,
/// smoothing over age, coherence between sexes or regions.
public struct LeeCarter: Sendable, Hashable {
  /// α: mean of ln m by age.
  public let alpha: [Double]
  /// β: the change of ln m by age for a unit of κ; sums to 1.
  public let beta: [Double]
  /// κ: the level by year; sums to 0.
  public let kappa: [Double]
  /// The share of the variance of ln m about α that the first singular pair explains, before κ is re-estimated.
  public let explained: Double

  /// A fit to central death rates.
  ///
  /// - Parameters:
  ///   - rates: m, `ages × years`, all positive.
  ///   - ages: at least 1.
  ///   - years: at least 2, equally spaced.
  /// - Throws: `FundcastError(.data)` naming cells that have no logarithm, or when ln m does not change over the
  ///   years in a direction that Σβ = 1 can scale.
  public init(rates: [Double], ages: Int, years: Int) throws(FundcastError) {
    precondition(ages >= 1 && years >= 2 && rates.count == ages * years, "rates must be ages × years")
    try Self.requirePositive(rates, years: years, "death rate")
    let logs = VectorMath.log(rates)
    var alpha = [Double](repeating: 0, count: ages)
    var rest = logs
    for a in 0..<ages {
      alpha[a] = logs[(a * years)..<((a + 1) * years)].reduce(0, +) / Double(years)
      for t in 0..<years { rest[a * years + t] -= alpha[a] }
    }
    let svd: SingularValueDecomposition
    do {
      svd = try LinearAlgebra.svd(rest, rows: ages, columns: years)
    } catch {
      throw FundcastError(.data, Diagnostic("Lee–Carter found no singular values: \(error)"))
    }
    let rank = svd.values.count
    let left = (0..<ages).map { svd.left[$0 * rank] }
    let sum = left.reduce(0, +)
    let variance = svd.values.reduce(0) { $0 + $1 * $1 }
    // Rounding leaves about one ulp of ln m in every cell: a first singular value of that size is no trend.
    let noise = 1e-12 * (logs.reduce(0) { $0 + $1 * $1 }).squareRoot()
    guard svd.values[0] > noise, sum.magnitude > 1e-9 else {
      throw FundcastError(
        .data,
        Diagnostic(
          "ln m has no common trend to scale: first singular value \(svd.values[0]), sum of its ages \(sum)",
          remedy: "check that the table has ages in rows and years in columns, and that rates change over the years"))
    }
    self.alpha = alpha
    beta = left.map { $0 / sum }
    kappa = Self.centred((0..<years).map { svd.rightTransposed[$0] * svd.values[0] * sum })
    explained = svd.values[0] * svd.values[0] / variance
  }

  /// The same model at other ages: α and β along straight lines between the ages they were fitted at, flat outside, and β
  /// scaled to sum to 1 again, κ with it. What was explained stays that of the fit.
  ///
  /// - Parameters:
  ///   - knots: the ages of the fit, rising; α and β hold them for one sex after the other.
  ///   - ages: the ages wanted.
  public func at(_ ages: [Double], from knots: [Double]) -> LeeCarter {
    precondition(!knots.isEmpty && alpha.count % knots.count == 0, "knots are the ages of the fit")
    func spread(_ values: [Double]) -> [Double] {
      stride(from: 0, to: values.count, by: knots.count).flatMap { start in
        ages.map { age in
          guard let above = knots.firstIndex(where: { $0 >= age }) else { return values[start + knots.count - 1] }
          guard above > 0 else { return values[start] }
          let share = (age - knots[above - 1]) / (knots[above] - knots[above - 1])
          return values[start + above - 1] + (values[start + above] - values[start + above - 1]) * share
        }
      }
    }
    let slopes = spread(beta), sum = slopes.reduce(0, +)
    return LeeCarter(
      alpha: spread(alpha), beta: slopes.map { $0 / sum }, kappa: kappa.map { $0 * sum }, explained: explained)
  }

  private init(alpha: [Double], beta: [Double], kappa: [Double], explained: Double) {
    self.alpha = alpha
    self.beta = beta
    self.kappa = kappa
    self.explained = explained
  }

  /// The deaths that the rates at a level give.
  ///
  /// - Parameter exposures: person-years by age.
  public func deaths(at level: Double, exposures: [Double]) -> Double {
    let rates = VectorMath.exp(alpha.indices.map { alpha[$0] + beta[$0] * level })
    return zip(rates, exposures).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The κ at which the model gives the deaths of a year, as Lee and Carter find κ again after the fit; nil where none does.
  ///
  /// g(κ) = ln Σ E·exp(α + βκ) − ln D is convex and nearly a straight line. Newton steps inside a bracket on its rising
  /// branch, with bisection where a step leaves the bracket.
  ///
  /// - Parameters:
  ///   - start: where to look first.
  ///   - deaths: of all ages, above 0.
  ///   - exposures: person-years by age, above 0 at some age.
  public func level(near start: Double = 0, deaths: Double, exposures: [Double]) -> Double? {
    let target = Glibc.log(deaths)
    func excess(_ kappa: Double) -> (value: Double, slope: Double) {
      let logs = alpha.indices.map { alpha[$0] + beta[$0] * kappa }
      let largest = logs.reduce(-Double.infinity, max)
      var sum = 0.0
      var moment = 0.0
      for (a, m) in VectorMath.exp(logs.map { $0 - largest }).enumerated() {
        sum += exposures[a] * m
        moment += exposures[a] * m * beta[a]
      }
      return (Glibc.log(sum) + largest - target, moment / sum)
    }
    var step = max(1, start.magnitude)
    var low = start
    var high = start
    for _ in 0..<60 {
      let below = excess(low).value
      let above = excess(high).value
      if below <= 0 && above >= 0 { break }
      if below > 0 { low -= step }
      if above < 0 { high += step }
      step *= 2
    }
    guard excess(low).value <= 0, excess(high).value >= 0 else { return nil }
    var kappa = start
    for _ in 0..<200 {
      let (value, slope) = excess(kappa)
      if value <= 0 { low = kappa }
      if value >= 0 { high = kappa }
      if low >= high { return kappa }
      var next = kappa - value / slope
      if !(next > low && next < high) { next = low + 0.5 * (high - low) }
      // Below this a step only moves rounding noise.
      if (next - kappa).magnitude <= 1e-15 * max(1, kappa.magnitude) { return next }
      kappa = next
    }
    return kappa
  }

  /// Σκ = 0 holds for the singular vector up to rounding; taken exactly as far as doubles allow.
  private static func centred(_ kappa: [Double]) -> [Double] {
    let mean = kappa.reduce(0, +) / Double(kappa.count)
    return kappa.map { $0 - mean }
  }

  private static func requirePositive(_ values: [Double], years: Int, _ name: String) throws(FundcastError) {
    var faults: [Diagnostic] = []
    for (i, x) in values.enumerated() where !(x > 0 && x.isFinite) {
      faults.append(
        Diagnostic(
          "\(name) has no logarithm", of: .cell(TableCell(note: "age index \(i / years), year index \(i % years)")),
          value: "\(x)",
          remedy: "join ages or years until every cell is positive"))
    }
    if !faults.isEmpty { throw FundcastError(.data, faults) }
  }
}
