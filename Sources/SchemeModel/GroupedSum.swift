// U is what the basic scheme leaves of a first branch's expense Y, by which people are grouped, V what a second one leaves,
// independent of it given sex and age. By group,
//   E[(U + V − b)⁺; group] = E[(U − b)⁺; group] + E[V]·P(U ≥ b; group) + E[h(b − U); U < b; group],  h(d) = E[(V − d)⁺],
// the first two terms in closed form. The last is integrated over t = ln(Y/d), d = b − U, as in StopLoss: between corners
// U = α + δY, so that δY + d = K is constant, d = K/(1 + δeᵗ) and Y = d·eᵗ. It is cut where groups begin and at every corner of U
// and V; next to b, where h is a straight line, it is closed too.

import Arrays
import Glibc

/// Expected excesses of the sum of what two branches leave, of people grouped by their bill in the first.
///
/// Quadrature error below 1e-10 of the bill; the groups add up to what ``StopLoss`` gives within 1e-9.
struct GroupedSum {
  /// The longest piece in standard deviations of ln Y and stretches of the table, and in t, of which Y and d are logistic.
  private static let pieceLength = 2.0
  private static let longest = 2.6
  /// Standard deviations beyond which nobody is.
  private static let reach = 7.3
  /// A stretch that gives less than this part of E[V] is left out.
  private static let negligible = 1e-14

  /// A point of the integral: t, ln Y in standard deviations, and where h is looked up.
  private typealias Point = (t: Double, z: Double, place: Double)

  let amount: GroupedAmount
  let plan: LeftPart
  let second: ExcessTable

  /// Adds factor·E[(U + V − b)⁺; group] to each group.
  func addExcess(over b: Double, _ factor: Double, to sums: inout [Double]) {
    amount.addExcess(of: plan, over: b, factor, to: &sums)
    let end = b > 0 ? plan.expense(leaving: b) : 0
    amount.add(above: end, factor * second.total, 0, to: &sums)
    guard b > 0, second.total > 0 else { return }
    let low = exp(amount.mu - Self.reach * amount.sigma)
    let high = min(end, exp(amount.mu + Self.reach * amount.sigma))
    guard low < high else { return }
    let corners = ([second.least] + second.corners).filter { $0 < b }.map { plan.expense(leaving: b - $0) }
    let cuts = (amount.bounds + [plan.deductible, plan.top] + corners).filter { $0 > low && $0 < high }.sorted()
    var from = low, tail = amount.tail(low), group = 0
    for to in cuts + [high] where to > from {
      while group + 1 < amount.bounds.count, amount.bounds[group + 1] <= from { group += 1 }
      let next = amount.tail(to)
      let inside = GroupedAmount.Tail(chance: tail.chance - next.chance, mean: tail.mean - next.mean)
      sums[group] += factor * expected(inside, from, to, b)
      (from, tail) = (to, next)
    }
  }

  /// E[h(b − U); from < Y ≤ to] between cuts.
  private func expected(_ inside: GroupedAmount.Tail, _ from: Double, _ to: Double, _ b: Double) -> Double {
    let middle = (from + to) / 2
    let slope = middle > plan.deductible && middle < plan.top ? 1 - plan.rate : 1
    let left = plan.left(of: middle), intercept = left - slope * middle
    if slope == 0 { return inside.chance * second(b - left) }
    if b - left <= second.least {
      let u = intercept * inside.chance + slope * inside.mean
      return second.total * inside.chance + second.slope * (b * inside.chance - u)
    }
    func remaining(_ y: Double) -> Double { max(b - intercept - slope * y, second.least) }
    guard inside.chance * second(remaining(to)) > Self.negligible * second.total else { return 0 }
    func point(_ y: Double) -> Point {
      let d = remaining(y)
      return (log(y / d), (log(y) - amount.mu) / amount.sigma, second.place(log(d)))
    }
    return integral(point(from), point(to), slope, b - intercept, depth: 14)
      / ((2 * Double.pi).squareRoot() * amount.sigma)
  }

  /// The integral over a stretch of t, in pieces short enough for one set of nodes; `scale` is K.
  private func integral(_ from: Point, _ to: Point, _ slope: Double, _ scale: Double, depth: Int) -> Double {
    let centre = (from.t + to.t) / 2, half = (to.t - from.t) / 2
    let z = (to.z - from.z).magnitude, stretches = (to.place - from.place).magnitude
    if depth > 0, z > Self.pieceLength || stretches > Self.pieceLength || 2 * half > Self.longest {
      let d = log(scale / (1 + slope * exp(centre)))
      let middle = (t: centre, z: (d + centre - amount.mu) / amount.sigma, place: second.place(d))
      return integral(from, middle, slope, scale, depth: depth - 1)
        + integral(middle, to, slope, scale, depth: depth - 1)
    }
    let t = centre + half * GaussLegendre.nodes, share = 1 / (1 + slope * VectorMath.exp(t))
    let d = VectorMath.log(scale * share), deviation = (d + t - amount.mu) / amount.sigma
    let weights = GaussLegendre.weights * VectorMath.exp(-0.5 * deviation * deviation) * share
    return (weights * second.at(d)).sum() * half
  }
}
