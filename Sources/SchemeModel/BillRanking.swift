import Glibc

/// Bills of the users of a branch, a mixture of lognormal amounts, and where they divide into groups of equal numbers of people.
struct BillRanking {
  /// People of a part, person-years.
  private(set) var weights: [Double] = []
  private var centres: [Double] = []
  private var sigmas: [Double] = []

  /// Adds users of one part.
  mutating func add(weight: Double, mean: Double, logVariance: Double) {
    let sigma = max(logVariance.squareRoot(), GroupedAmount.leastSigma)
    weights.append(weight)
    centres.append(log(mean) - sigma * sigma / 2)
    sigmas.append(sigma)
  }

  /// Where each of `groups` groups begins: 0 and the quantiles of the mixture, exact to the last digits.
  func bounds(groups: Int) -> [Double] {
    let total = weights.reduce(0, +)
    guard total > 0 else { return [Double](repeating: 0, count: groups) }
    var low = zip(centres, sigmas).map { $0 - 9 * $1 }.min() ?? 0
    let high = zip(centres, sigmas).map { $0 + 9 * $1 }.max() ?? 0
    var bounds = [0.0]
    for group in 1..<groups {
      low = quantile(total * Double(group) / Double(groups), low, high)
      bounds.append(exp(low))
    }
    return bounds
  }

  /// The logarithm of the bill that `people` do not exceed: Newton steps inside a shrinking bracket.
  private func quantile(_ people: Double, _ low: Double, _ high: Double) -> Double {
    var low = low, high = high, x = (low + high) / 2
    let half = -0.5.squareRoot(), normal = 1 / (2 * Double.pi).squareRoot()
    for _ in 0..<200 {
      var below = 0.0, density = 0.0
      for i in weights.indices {
        let z = (x - centres[i]) / sigmas[i]
        if z > 9 {
          below += weights[i]
        } else if z > -9 {
          below += weights[i] * erfc(z * half) / 2
          density += weights[i] * exp(-z * z / 2) * normal / sigmas[i]
        }
      }
      if below < people { low = x } else { high = x }
      let step = density > 0 ? x + (people - below) / density : .infinity
      let next = step > low && step < high ? step : (low + high) / 2
      if (next - x).magnitude <= 1e-15 * max(1, x.magnitude) { return next }
      x = next
    }
    return x
  }
}
