import Glibc

/// A lognormal amount of people who are told apart by it: what of it belongs to each group, in closed form.
struct GroupedAmount {
  /// The part of the people above an amount, and E[Y; Y > x].
  struct Tail {
    var chance: Double
    var mean: Double

    static let none = Tail(chance: 0, mean: 0)
  }

  /// E[Y], above zero.
  let mean: Double
  /// Mean and standard deviation of ln Y.
  let mu: Double
  let sigma: Double
  /// Where each group begins, rising from 0.
  let bounds: [Double]
  /// Tails there, and none behind the last group.
  let above: [Tail]

  /// An amount without variance would fall into one group whole; so small a deviation splits ties, and moves no payment by more
  /// than as large a part of the amount.
  static let leastSigma = 1e-8

  init(mean: Double, logVariance: Double, bounds: [Double]) {
    self.mean = mean
    let sigma = max(logVariance.squareRoot(), Self.leastSigma), mu = log(mean) - sigma * sigma / 2
    (self.sigma, self.mu) = (sigma, mu)
    self.bounds = bounds
    above = bounds.map { Self.tail(mean, mu, sigma, above: $0) } + [.none]
  }

  private init(mean: Double, mu: Double, sigma: Double, bounds: [Double], above: [Tail]) {
    self.mean = mean
    self.mu = mu
    self.sigma = sigma
    self.bounds = bounds
    self.above = above
  }

  /// A fixed part of the amount, of people grouped as before.
  func scaled(_ part: Double) -> GroupedAmount {
    GroupedAmount(
      mean: mean * part, mu: mu + log(part), sigma: sigma, bounds: bounds.map { $0 * part },
      above: above.map { Tail(chance: $0.chance, mean: $0.mean * part) })
  }

  private static func tail(_ mean: Double, _ mu: Double, _ sigma: Double, above x: Double) -> Tail {
    guard x > 0 else { return Tail(chance: 1, mean: mean) }
    guard x < .infinity else { return .none }
    let d = (mu - log(x)) / sigma, half = -0.5.squareRoot()
    return Tail(chance: erfc(d * half) / 2, mean: mean * erfc((d + sigma) * half) / 2)
  }

  /// Those above an amount.
  func tail(_ x: Double) -> Tail { Self.tail(mean, mu, sigma, above: x) }

  /// Those of a group.
  func group(_ group: Int) -> Tail {
    Tail(
      chance: above[group].chance - above[group + 1].chance, mean: above[group].mean - above[group + 1].mean)
  }

  /// Adds α·P(Y > x; group) + β·E[Y; Y > x; group] to each group.
  func add(above x: Double, _ alpha: Double, _ beta: Double, to sums: inout [Double]) {
    guard x < .infinity else { return }
    let start = tail(x)
    for group in bounds.indices {
      let last = group + 1 == bounds.count
      guard last || bounds[group + 1] > x else { continue }
      let from = bounds[group] >= x ? above[group] : start, to = above[group + 1]
      sums[group] += alpha * (from.chance - to.chance) + beta * (from.mean - to.mean)
    }
  }

  /// Adds factor·E[(Y − x)⁺; group] to each group.
  func addExcess(over x: Double, _ factor: Double, to sums: inout [Double]) {
    guard x < .infinity, factor != 0 else { return }
    add(above: x, -factor * x, factor, to: &sums)
  }

  /// Adds factor·E[(U − b)⁺; group] to each group, U what `plan` leaves of the amount.
  func addExcess(of plan: LeftPart, over b: Double, _ factor: Double, to sums: inout [Double]) {
    if b <= 0 || b < plan.deductible {
      addExcess(over: max(b, 0), factor, to: &sums)
      addExcess(over: plan.deductible, -factor * plan.rate, to: &sums)
      addExcess(over: plan.top, factor * plan.rate, to: &sums)
    } else if b < plan.leftAtTop {
      addExcess(over: plan.expense(leaving: b), factor * (1 - plan.rate), to: &sums)
      addExcess(over: plan.top, factor * plan.rate, to: &sums)
    } else {
      addExcess(over: b + plan.ceiling, factor, to: &sums)
    }
  }
}
