import Glibc

/// h(d) = E[(V − d)⁺] per person, V what a branch leaves of a year: nothing, or one of some parts (``LeftPart``). Tabulated once,
/// because many amounts of another branch ask for it: Chebyshev interpolation in ln d between the corners of V, on stretches of
/// at most 1.25 standard deviations of any part. Error below 1e-11 of E[V].
struct ExcessTable {
  private static let terms = 14
  private static let longest = 1.25
  private static let reach = 6.5
  /// Last terms of a stretch of a sum, of E[V].
  private static let tolerance = 2e-11

  /// E[V].
  let total: Double
  /// Amounts left at which the density of V jumps, rising.
  let corners: [Double]
  /// Below so much h is a straight line.
  let least: Double
  /// Its slope there, below zero.
  let slope: Double
  /// Stretches in ln d, and the coefficients of each.
  private var edges: [Double]
  private var coefficients: [Double] = []

  /// - Parameter limit: the largest d that is asked for, above zero.
  init(_ parts: [LeftPart], upTo limit: Double) {
    func value(_ d: Double) -> Double { parts.reduce(0) { $0 + $1.probability * $1.excess(over: d) } }
    total = value(0)
    corners = Set(Self.corners(parts).filter { $0 > 0 && $0 < limit }).sorted()
    let first = parts.map { $0.left(of: exp($0.mu - Self.reach * $0.sigma)) }.min() ?? limit
    let least = min(max(first, limit * 1e-9), limit)
    self.least = least
    slope = (value(least) - total) / least
    edges = [log(least)]
    func deviations(_ s: Double) -> [Double] {
      parts.map { part in
        let x = part.threshold(exp(s)).x
        guard part.sigma > 0, x > 0 else { return -Self.reach }
        return min(max((log(x) - part.mu) / part.sigma, -Self.reach), Self.reach)
      }
    }
    func divide(_ from: Double, _ to: Double, _ depth: Int) {
      // The stretch ends before the corner, whose far side has other terms.
      let inner = from + (to - from) * 1e-12, outer = to - (to - from) * 1e-12
      let moved = zip(deviations(inner), deviations(outer)).map { ($0 - $1).magnitude }.max() ?? 0
      if depth > 0, moved > Self.longest || to - from > 3 {
        divide(from, (from + to) / 2, depth - 1)
        divide((from + to) / 2, to, depth - 1)
      } else {
        edges.append(to)
      }
    }
    for corner in corners.map(log) + [log(limit)] {
      if let from = edges.last, corner > from { divide(from, corner, 30) }
    }
    for (from, to) in zip(edges, edges.dropFirst()) { coefficients += Self.fit(from, to, value) }
  }

  /// The sum of a branch and others: stretches are halved until their last terms are small.
  ///
  /// - Parameter limit: as above.
  init(_ sum: LeftSum, upTo limit: Double) {
    let rest = sum.rest
    total = sum.total
    let own = Self.corners(sum.parts)
    let known = own + rest.corners + own.flatMap { one in rest.corners.map { one + $0 } }
    corners = Set(known.filter { $0 > 0 && $0 < limit }).sorted()
    let first = sum.parts.map { $0.left(of: exp($0.mu - Self.reach * $0.sigma)) }.min() ?? limit
    let least = min(max(min(first, rest.least), limit * 1e-9), limit)
    self.least = least
    slope = (sum.excess(over: least) - total) / least
    edges = [log(least)]
    let tolerance = Self.tolerance * total
    func add(_ from: Double, _ to: Double, _ depth: Int, _ edges: inout [Double], _ coefficients: inout [Double]) {
      let terms = Self.fit(from, to) { sum.excess(over: $0) }
      guard depth > 0, terms.suffix(3).contains(where: { $0.magnitude > tolerance }) else {
        edges.append(to)
        coefficients += terms
        return
      }
      add(from, (from + to) / 2, depth - 1, &edges, &coefficients)
      add((from + to) / 2, to, depth - 1, &edges, &coefficients)
    }
    for corner in corners.map(log) + [log(limit)] {
      guard let from = edges.last, corner > from else { continue }
      let pieces = ((corner - from) / 2).rounded(.up)
      for piece in 1...Int(pieces) {
        let start = edges[edges.count - 1]
        add(start, from + (corner - from) * Double(piece) / pieces, 10, &edges, &coefficients)
      }
    }
  }

  /// The sum of what several branches leave, each with users; at least one.
  init(branches: [[LeftPart]], upTo limit: Double) {
    self = branches.dropLast().reversed().reduce(ExcessTable(branches[branches.count - 1], upTo: limit)) {
      ExcessTable(LeftSum($1, rest: $0), upTo: limit)
    }
  }

  /// Amounts left at which the density of what some parts leave jumps.
  private static func corners(_ parts: [LeftPart]) -> [Double] {
    parts.flatMap { part in
      [part.deductible, part.leftAtTop] + (part.sigma > 0 ? [] : [part.left(of: part.mean)])
    }
  }

  /// Chebyshev coefficients of a function of d on a stretch of ln d.
  private static func fit(_ from: Double, _ to: Double, _ value: (Double) -> Double) -> [Double] {
    let centre = (from + to) / 2, half = (to - from) / 2
    let angles = (0..<terms).map { Double.pi * (Double($0) + 0.5) / Double(terms) }
    let values = angles.map { value(exp(centre + half * cos($0))) }
    return (0..<terms).map { term in
      let sum = zip(angles, values).reduce(0) { $0 + $1.1 * cos(Double(term) * $1.0) }
      return sum * (term == 0 ? 1 : 2) / Double(terms)
    }
  }

  /// The stretch of ln d; those outside belong to the first and last.
  private func stretch(_ s: Double) -> Int {
    var low = 0, high = max(edges.count - 2, 0)
    while low < high {
      let middle = (low + high + 1) / 2
      if edges[middle] <= s { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The stretch of ln d and how far along it.
  func place(_ s: Double) -> Double {
    guard edges.count > 1 else { return 0 }
    let stretch = stretch(s)
    return Double(stretch) + (s - edges[stretch]) / (edges[stretch + 1] - edges[stretch])
  }

  /// h at d.
  func callAsFunction(_ d: Double) -> Double {
    d <= least || edges.count < 2 ? total + slope * d : at(log(d))
  }

  /// h by ln d at eight places, from the straight line on.
  func at(_ s: SIMD8<Double>) -> SIMD8<Double> {
    var x = SIMD8<Double>(), starts = SIMD8<Int>()
    for lane in 0..<8 {
      let stretch = stretch(s[lane])
      x[lane] = (2 * s[lane] - edges[stretch] - edges[stretch + 1]) / (edges[stretch + 1] - edges[stretch])
      starts[lane] = stretch * Self.terms
    }
    return coefficients.withUnsafeBufferPointer { [x, starts] values in
      let twice = 2 * x
      var next = SIMD8<Double>(), after = next, own = next
      for place in stride(from: Self.terms - 1, through: 0, by: -1) {
        for lane in 0..<8 { own[lane] = values[starts[lane] &+ place] }
        guard place > 0 else { break }
        let sum = own + twice * next - after
        (next, after) = (sum, next)
      }
      return own + x * next - after
    }
  }

  /// h by ln d, from the straight line on.
  func at(_ s: Double) -> Double {
    let stretch = stretch(s)
    let x = (2 * s - edges[stretch] - edges[stretch + 1]) / (edges[stretch + 1] - edges[stretch])
    var next = 0.0, after = 0.0
    return coefficients.withUnsafeBufferPointer { values in
      let start = stretch * Self.terms
      for term in stride(from: Self.terms - 1, to: 0, by: -1) {
        (next, after) = (values[start + term] + 2 * x * next - after, next)
      }
      return values[start] + x * next - after
    }
  }
}
