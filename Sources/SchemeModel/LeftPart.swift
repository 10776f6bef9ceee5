import Glibc

/// What some users of a branch have left of their eligible expense Y after the basic scheme: U = Y below the deductible D,
/// D + (1 − r)·(Y − D) up to where the ceiling C is reached, Y − C above. Y is lognormal; log-variance 0 is the amount itself.
struct LeftPart {
  /// Share of people.
  let probability: Double
  /// E[Y], above zero.
  let mean: Double
  /// Mean and standard deviation of ln Y.
  let mu: Double
  let sigma: Double
  /// r; a plan that pays nothing has D = ∞.
  let rate: Double
  let deductible: Double
  let ceiling: Double
  /// The expense at which the ceiling is reached, and what is left of it.
  let top: Double
  let leftAtTop: Double
  /// P(Y > x) and E[Y; Y > x] at D and at the top.
  private let aboveDeductible: Tail
  private let aboveTop: Tail
  /// E[U].
  let left: Double

  /// The part of a lognormal amount above x: its chance and its mean.
  private struct Tail {
    let chance: Double
    let mean: Double

    /// E[(Y − x)⁺], by the tail form, which keeps its digits.
    func excess(over x: Double) -> Double { x < .infinity ? mean - x * chance : 0 }
  }

  init(probability: Double, mean: Double, logVariance: Double, deductible: Double, rate: Double, ceiling: Double) {
    let pays = rate > 0 && ceiling > 0 && deductible < .infinity
    self.probability = probability
    self.mean = mean
    let sigma = logVariance.squareRoot(), mu = log(mean) - logVariance / 2
    (self.sigma, self.mu) = (sigma, mu)
    self.rate = pays ? rate : 0
    self.ceiling = pays ? ceiling : 0
    self.deductible = pays ? deductible : .infinity
    top = pays ? deductible + ceiling / rate : .infinity
    leftAtTop = !pays ? .infinity : rate == 1 ? deductible : deductible + (1 - rate) / rate * ceiling
    aboveDeductible = Self.tail(mean, mu, sigma, above: self.deductible)
    aboveTop = Self.tail(mean, mu, sigma, above: top)
    left = mean - self.rate * (aboveDeductible.excess(over: self.deductible) - aboveTop.excess(over: top))
  }

  private static func tail(_ mean: Double, _ mu: Double, _ sigma: Double, above x: Double) -> Tail {
    guard x > 0 else { return Tail(chance: 1, mean: mean) }
    guard x < .infinity else { return Tail(chance: 0, mean: 0) }
    guard sigma > 0 else { return mean > x ? Tail(chance: 1, mean: mean) : Tail(chance: 0, mean: 0) }
    let d = (mu - log(x)) / sigma, half = -0.5.squareRoot()
    return Tail(chance: erfc(d * half) / 2, mean: mean * erfc((d + sigma) * half) / 2)
  }

  /// U of an expense.
  func left(of expense: Double) -> Double {
    expense <= deductible
      ? expense : expense < top ? deductible + (1 - rate) * (expense - deductible) : expense - ceiling
  }

  /// The expense that leaves `amount`; where a rate of one leaves the deductible of many expenses, the largest.
  func expense(leaving amount: Double) -> Double { expense(leaving: amount, like: amount) }

  /// The expense that leaves `amount` by the affine map that holds at `place`, between the same corners.
  func expense(leaving amount: Double, like place: Double) -> Double {
    if place < deductible { return amount }
    if place < leftAtTop { return min(max(deductible, deductible + (amount - deductible) / (1 - rate)), top) }
    return amount + ceiling
  }

  /// The change of the expense with what it leaves, where it leaves `amount`.
  func slope(leaving amount: Double) -> Double {
    amount >= deductible && amount < leftAtTop ? 1 / (1 - rate) : 1
  }

  /// E[(U − d)⁺] for d ≥ 0.
  func excess(over d: Double) -> Double {
    let (x, factor, constant) = threshold(d)
    return factor * Self.tail(mean, mu, sigma, above: x).excess(over: x) + constant
  }

  /// E[(U − d)⁺] for d ≥ 0 as factor · E[(Y − x)⁺] + constant; x may be infinite, its excess is then nothing.
  func threshold(_ d: Double) -> (x: Double, factor: Double, constant: Double) {
    if d < deductible { return (d, 1, left - mean) }
    if d < leftAtTop {
      return (deductible + (d - deductible) / (1 - rate), 1 - rate, rate * aboveTop.excess(over: top))
    }
    return (d + ceiling, 1, 0)
  }

  /// Share of these users whom a rate of one leaves just the deductible.
  var shareAtDeductible: Double { rate == 1 ? aboveDeductible.chance - aboveTop.chance : 0 }

  /// The chance that Y lies below an amount, and its mean there; log-variance above zero.
  func tailBelow(_ x: Double) -> (chance: Double, mean: Double) {
    guard x > 0 else { return (0, 0) }
    let z = (log(x) - mu) / sigma, half = -0.5.squareRoot()
    let chance = erfc(z * half) / 2
    return chance > 0 ? (chance, mean * erfc((z - sigma) * half) / 2 / chance) : (0, 0)
  }

  /// E[U + constant; U ≥ from] of log-variance above zero, without those whom a rate of one leaves just the deductible.
  func expectation(from: Double, constant: Double) -> Double {
    // Between corners U = α + β·Y.
    func part(_ from: Tail, _ to: Tail, _ alpha: Double, _ beta: Double) -> Double {
      (constant + alpha) * (from.chance - to.chance) + beta * (from.mean - to.mean)
    }
    let start = expense(leaving: from), above = Self.tail(mean, mu, sigma, above: start)
    guard start < .infinity else { return 0 }
    if start >= top { return part(above, Tail(chance: 0, mean: 0), -ceiling, 1) }
    var sum = top < .infinity ? part(aboveTop, Tail(chance: 0, mean: 0), -ceiling, 1) : 0
    let isBelow = start < deductible
    if rate < 1 {
      sum += part(isBelow ? aboveDeductible : above, aboveTop, rate > 0 ? deductible * rate : 0, 1 - rate)
      // A plan that pays nothing has no deductible to end the first stretch.
      if rate == 0 { return part(above, Tail(chance: 0, mean: 0), 0, 1) }
    }
    return isBelow ? sum + part(above, aboveDeductible, 0, 1) : sum
  }
}
