// Goals, in order: no sampling error and no discretisation that premiums would feel, then speed over whole arrays.
//
// U and V are what two branches leave a person in a year, independent given sex and age; each is nothing, or one of some parts
// (LeftPart). A layer over both needs E[(U + V − b)⁺] at its breaks b (<doc:Layers>). Nobody using one of the two:
// closed form in the other. Both used: closed form in U for every value v of V,
//   E[(U + V − b)⁺] = ∫ π(b − v) f(v) dv + E[U]·P(V ≥ b) + E[(V − b)⁺],  π(d) = E[(U − d)⁺],
// the last two terms for v above b, where π is linear. Between corners both expenses are affine in v: y = α + βv is what V
// comes from and x = γ + δ(b − v) what U must exceed. The integral runs over t = ln(y/x), the logarithm of y at the lower end
// and of x at the upper, on whose scales f and π vary; as δy + βx = K is constant, x = K/(β + δeᵗ) and y = x·eᵗ lose no digits.
// It is cut where corners and pieces would vary by more than `pieceLength` standard deviations; each piece is Gauss–Legendre
// with eight nodes.

import Arrays
import Glibc

/// Expected excesses of the sum of what branches leave, by closed form in one branch and quadrature in the other.
///
/// Error measured against integration with four times as many nodes: below 1e-9 of the bill (StopLossTests).
struct StopLoss {
  /// The longest piece, in standard deviations of either amount's logarithm, and in t, of which x and y are logistic.
  private static let pieceLength = 1.8
  private static let longest = 2.6
  /// Standard deviations from the mean logarithm. Above `upper` nothing is left; below `lower` the outer part stands for itself
  /// by its mean there; below `linear` the inner part's excess is a straight line.
  static let upper = 7.0
  private static let lower = 3.2
  static let linear = 5.0
  /// The lower tail's mean stands for it where the tail lies below this part of the break.
  private static let small = 1e-3
  /// An expense that nobody has.
  private static let farthest = 1e200
  /// Integrals that are less than this part of what is left to pay are left out.
  private static let negligible = 1e-12
  private static let width = 8

  private var sums: [Double] = []
  private var stretches: [Stretch] = []
  private var pieces: [Piece] = []
  private var cuts: [Double] = []
  private var t: [Double] = []
  private var expense: [Double] = []
  private var logs: [Double] = []
  private var density: [Double] = []
  private var tails: [Double] = []

  /// E[(ΣU − b)⁺] for each break, money per person; one or two branches.
  mutating func excesses(of branches: [[LeftPart]], over breaks: [Double]) -> [Double] {
    precondition((1...2).contains(branches.count))
    sums = [Double](repeating: 0, count: breaks.count)
    stretches.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    let total = branches.reduce(0) { $0 + $1.reduce(0) { $0 + $1.probability * $1.left } }
    let none = branches.map { 1 - $0.reduce(0) { $0 + $1.probability } }
    for (place, limit) in breaks.enumerated() {
      guard limit > 0 else {
        sums[place] = total - limit
        continue
      }
      for (branch, parts) in branches.enumerated() {
        let alone = branches.count == 1 ? 1 : none[1 - branch]
        for part in parts { sums[place] += part.probability * alone * part.excess(over: limit) }
      }
      guard branches.count == 2 else { continue }
      let halves = branches.map { $0.map { $0.excess(over: limit / 2) } }
      for (first, firstHalf) in zip(branches[0], halves[0]) {
        for (second, secondHalf) in zip(branches[1], halves[1]) {
          // (u + v − b)⁺ ≤ (u − b/2)⁺ + (v − b/2)⁺.
          guard first.probability * second.probability * (firstHalf + secondHalf) > total * Self.negligible else {
            continue
          }
          // The narrower of the two is integrated over, the wider is smooth in it.
          first.sigma < second.sigma ? join(place, second, first, limit) : join(place, first, second, limit)
        }
      }
    }
    integrate()
    return sums
  }

  /// Adds both parts used: pieces over what `outer` leaves.
  private mutating func join(_ place: Int, _ inner: LeftPart, _ outer: LeftPart, _ limit: Double) {
    let weight = inner.probability * outer.probability
    func at(_ v: Double, _ weight: Double) {
      sums[place] += weight * (v < limit ? inner.excess(over: limit - v) : inner.left + v - limit)
    }
    guard outer.sigma > 0 else { return at(outer.left(of: outer.mean), weight) }
    let atom = outer.shareAtDeductible
    if atom > 0 { at(outer.deductible, weight * atom) }
    // Above the limit, and just below it, π is linear.
    let linearFrom = limit - min(limit / 2, inner.left(of: exp(inner.mu - Self.linear * inner.sigma)))
    sums[place] += weight * outer.expectation(from: linearFrom, constant: inner.left - limit)

    // The lowest part of what the outer one leaves moves π so little that its mean stands for it.
    let least = exp(outer.mu - Self.upper * outer.sigma)
    let small = min(exp(outer.mu - Self.lower * outer.sigma), limit * Self.small, outer.deductible)
    // What a rate of one leaves of more than the deductible is the atom's.
    let start = outer.rate == 1 ? min(max(least, small), outer.deductible) : max(least, small)
    let below = outer.tailBelow(start)
    let lowest = min(outer.left(of: start), linearFrom)
    at(outer.left(of: below.mean), weight * below.chance)
    let highest = min(linearFrom, outer.left(of: exp(outer.mu + Self.upper * outer.sigma)))
    guard lowest < highest else { return }
    cuts.removeAll(keepingCapacity: true)
    func cut(_ v: Double) { if v > lowest, v < highest { cuts.append(v) } }
    cut(outer.deductible)
    cut(outer.leftAtTop)
    cut(limit - inner.deductible)
    cut(limit - inner.leftAtTop)
    // Below this the inner part's excess is next to nothing.
    cut(limit - inner.left(of: exp(inner.mu + Self.upper * inner.sigma)))
    cuts.sort()
    let pair = Pair(inner: inner, outer: outer, target: place, limit: limit, weight: weight)
    var from = lowest
    for to in cuts { (from, _) = (to, addStretch(pair, from: from, to: to)) }
    addStretch(pair, from: from, to: highest)
  }

  /// Two parts used by the same person, and the break their sum is held against.
  private struct Pair {
    let inner: LeftPart
    let outer: LeftPart
    let target: Int
    let limit: Double
    let weight: Double
  }

  /// Adds what lies between two cuts.
  private mutating func addStretch(_ pair: Pair, from: Double, to: Double) {
    guard to > from else { return }
    let inner = pair.inner, outer = pair.outer, limit = pair.limit
    // Between cuts both maps are affine: what holds in the middle holds at both ends.
    let middle = (from + to) / 2, outerSlope = outer.slope(leaving: middle)
    let (farthest, factor, constant) = inner.threshold(limit - middle)
    let moves = farthest < Self.farthest
    func expenses(_ v: Double) -> (y: Double, x: Double) {
      (outer.expense(leaving: v, like: middle), moves ? inner.expense(leaving: limit - v, like: limit - middle) : 1)
    }
    let innerSlope = moves ? 1 / factor : 0, start = expenses(from), end = expenses(to)
    let stretch = Stretch(
      target: pair.target, weight: pair.weight, outerMu: outer.mu, outerSigma: outer.sigma, outerSlope: outerSlope,
      innerMean: inner.mean, innerMu: inner.mu, innerSigma: inner.sigma, innerSlope: innerSlope,
      factor: moves ? factor : 0, constant: constant, scale: innerSlope * start.y + outerSlope * start.x)
    stretches.append(stretch)
    let first = log(start.y / start.x), last = log(end.y / end.x)
    addPieces(stretch, from: (first, stretch.deviations(first)), to: (last, stretch.deviations(last)), depth: 12)
  }

  private mutating func addPieces(
    _ stretch: Stretch, from: (t: Double, z: SIMD2<Double>), to: (t: Double, z: SIMD2<Double>), depth: Int
  ) {
    let moved = to.z - from.z
    guard depth > 0,
      max(abs(moved.x), abs(moved.y)) > Self.pieceLength || to.t - from.t > Self.longest
    else {
      pieces.append(Piece(stretch: stretches.count - 1, centre: (from.t + to.t) / 2, half: (to.t - from.t) / 2))
      return
    }
    let t = (from.t + to.t) / 2, middle = (t: t, z: stretch.deviations(t))
    addPieces(stretch, from: from, to: middle, depth: depth - 1)
    addPieces(stretch, from: middle, to: to, depth: depth - 1)
  }

  /// Sums φ((ln y − μ)/σ)/σ · β·x/K · π dt over all pieces.
  private mutating func integrate() {
    let count = pieces.count * Self.width
    guard count > 0 else { return }
    if t.count < count {
      t = [Double](repeating: 0, count: 2 * count)
      (expense, logs, density) = (t, t, t)
      tails = [Double](repeating: 0, count: 4 * count)
    }
    Self.place(pieces, &t, &expense)
    Self.apply(VectorMath.exp, &expense, count)
    Self.map(pieces, stretches, &expense, &logs)
    Self.apply(VectorMath.log, &logs, count)
    Self.standardise(pieces, stretches, t, logs, &density, &tails)
    Self.apply(VectorMath.exp, &density, count)
    Self.apply(VectorMath.erfc, &tails, 2 * count)
    Self.sum(pieces, stretches, density, tails, expense, &sums)
  }

  private typealias Values = UnsafePointer<Double>
  private typealias Results = UnsafeMutablePointer<Double>

  /// t at the nodes of the pieces, twice.
  private static func place(_ pieces: [Piece], _ t: Results, _ copy: Results) {
    for index in pieces.indices {
      for node in 0..<width {
        let at = pieces[index].centre + pieces[index].half * GaussLegendre.nodes[node]
        (t[index * width + node], copy[index * width + node]) = (at, at)
      }
    }
  }

  /// The inner part's expense x in the place of eᵗ.
  private static func map(
    _ pieces: [Piece], _ stretches: [Stretch], _ expense: Results, _ logs: Results
  ) {
    for index in pieces.indices {
      let own = stretches[pieces[index].stretch]
      for i in (index * width)..<((index + 1) * width) {
        let x = own.scale / (own.outerSlope + own.innerSlope * expense[i])
        (expense[i], logs[i]) = (x, x)
      }
    }
  }

  /// The exponent of the outer part's density and the arguments of the inner part's tails.
  private static func standardise(
    _ pieces: [Piece], _ stretches: [Stretch], _ t: Values, _ logs: Values,
    _ density: Results, _ tails: Results
  ) {
    let half = -0.5.squareRoot(), tailsApart = pieces.count * width
    for index in pieces.indices {
      let own = stretches[pieces[index].stretch]
      let outerScale = 1 / own.outerSigma, innerScale = 1 / own.innerSigma
      for i in (index * width)..<((index + 1) * width) {
        let z = (logs[i] + t[i] - own.outerMu) * outerScale
        density[i] = -z * z / 2
        let d = (own.innerMu - logs[i]) * innerScale
        tails[i] = (d + own.innerSigma) * half
        tails[tailsApart + i] = d * half
      }
    }
  }

  /// Adds the pieces to the sums of their breaks.
  private static func sum(
    _ pieces: [Piece], _ stretches: [Stretch], _ density: Values,
    _ tails: Values, _ expense: Values, _ sums: Results
  ) {
    let normal = 1 / (2 * Double.pi).squareRoot(), tailsApart = pieces.count * width
    for index in pieces.indices {
      let own = stretches[pieces[index].stretch]
      var sum = 0.0
      for node in 0..<width {
        let i = index * width + node
        let excess = (own.innerMean * tails[i] - expense[i] * tails[tailsApart + i]) / 2
        sum += GaussLegendre.weights[node] * density[i] * expense[i] * (own.factor * excess + own.constant)
      }
      sums[own.target] += own.weight * pieces[index].half * normal * own.outerSlope / (own.outerSigma * own.scale) * sum
    }
  }

  private static func apply(
    _ function: (UnsafeMutableBufferPointer<Double>) -> Void, _ values: inout [Double], _ count: Int
  ) {
    values.withUnsafeMutableBufferPointer { function(UnsafeMutableBufferPointer(rebasing: $0[..<count])) }
  }
}
