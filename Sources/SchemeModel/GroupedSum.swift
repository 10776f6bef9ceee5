// U is what the basic scheme leaves of a first branch's expense Y, by which people are grouped, V what a second one leaves,
// independent of it given sex and age. By group,
//   E[(U + V − b)⁺; group] = E[(U − b)⁺; group] + E[V]·P(U ≥ b; group) + E[h(b − U); U < b; group],  h(d) = E[(V − d)⁺],
// the first two terms in closed form. The last is integrated over s with U = b/(1 + e⁻ˢ), as in StopLoss, cut where groups begin
// and at every corner of U and V; next to b, where h is a straight line, it is closed too.

import Glibc

/// Expected excesses of the sum of what two branches leave, of people grouped by their bill in the first.
///
/// Quadrature error below 1e-10 of the bill; the groups add up to what ``StopLoss`` gives within 1e-9.
struct GroupedSum {
  /// The longest piece in standard deviations of ln Y.
  private static let pieceLength = 2.0
  /// Standard deviations beyond which nobody is.
  private static let reach = 7.3
  /// A stretch that gives less than this part of E[V] is left out.
  private static let negligible = 1e-14
  /// Gauss–Legendre on −1…1: eight nodes, and four for pieces that are short in both amounts.
  private static let eight: [(Double, Double)] = [
    (0.1834346424956498, 0.3626837833783620), (0.5255324099163290, 0.3137066458778873),
    (0.7966664774136267, 0.2223810344533745), (0.9602898564975363, 0.1012285362903763),
  ]
  private static let four: [(Double, Double)] = [
    (0.3399810435848563, 0.6521451548625461), (0.8611363115940526, 0.3478548451374538),
  ]
  /// What is short: standard deviations of ln Y, and stretches of the table.
  private static let short = (z: 0.5, stretches: 0.4)

  /// A point of the integral: s, ln Y in standard deviations, and where h is looked up.
  private typealias Point = (s: Double, z: Double, place: Double)

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
      return (log((b - d) / d), (log(y) - amount.mu) / amount.sigma, second.place(log(d)))
    }
    return integral(point(from), point(to), intercept, slope, b, depth: 14)
      / ((2 * Double.pi).squareRoot() * amount.sigma * slope * b)
  }

  /// The integral over a stretch of s, in pieces short enough for one set of nodes.
  private func integral(
    _ from: Point, _ to: Point, _ intercept: Double, _ slope: Double, _ b: Double, depth: Int
  ) -> Double {
    let centre = (from.s + to.s) / 2, half = (to.s - from.s) / 2
    let z = (to.z - from.z).magnitude, stretches = (to.place - from.place).magnitude
    if depth > 0, z > Self.pieceLength || stretches > 2 {
      let d = b / (1 + exp(centre)), y = (b - d - intercept) / slope
      let middle = (s: centre, z: (log(y) - amount.mu) / amount.sigma, place: second.place(log(d)))
      return integral(from, middle, intercept, slope, b, depth: depth - 1)
        + integral(middle, to, intercept, slope, b, depth: depth - 1)
    }
    let scale = 1 / amount.sigma, perSlope = 1 / slope
    func value(_ s: Double) -> Double {
      let e = exp(s), d = b / (1 + e), u = d * e, y = (u - intercept) * perSlope
      guard y > 0 else { return 0 }
      let z = (log(y) - amount.mu) * scale
      return exp(-z * z / 2) * u * d / y * second.at(log(d))
    }
    var sum = 0.0
    for node in z <= Self.short.z && stretches <= Self.short.stretches ? Self.four : Self.eight {
      sum += node.1 * (value(centre + half * node.0) + value(centre - half * node.0))
    }
    return sum * half
  }
}
