/// The first four central-moment sums of a stream: count, mean and Σ(x − mean)ᵏ for k = 2, 3, 4.
///
/// Sources: Chan, Golub and LeVeque, *The American Statistician* 37 (1983), 242–247 (two groups into one); Pébay,
/// *Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical moments*,
/// Sandia report SAND2008-6212 (2008), equations 2.1–2.9 for third and fourth order.
///
/// Goals: accuracy where the mean dwarfs the spread (every value is taken from the first one before anything is summed,
/// so 1 in 10¹² costs no digits the values have); the same bits for the same groups; then speed (sums side by side).
/// Fourth powers overflow for spreads above 1e75: the fourth sum is then infinite or NaN, the mean still right.
struct MomentSums: Sendable, Hashable {
  /// How many values.
  private(set) var count = 0
  /// The first value: the origin of `offset`.
  private(set) var origin = 0.0
  /// Mean − origin.
  private(set) var offset = 0.0
  /// Σ(x − mean)².
  private(set) var second = 0.0
  /// Σ(x − mean)³.
  private(set) var third = 0.0
  /// Σ(x − mean)⁴.
  private(set) var fourth = 0.0

  /// The mean; NaN without values.
  var mean: Double { count == 0 ? .nan : origin + offset }

  /// Adds one group, unless a value in it is not finite.
  /// - Parameters:
  ///   - group: the values, in order.
  ///   - scratch: as many elements, overwritten.
  /// - Returns: whether the group was added.
  mutating func add(_ group: UnsafeBufferPointer<Double>, scratch: UnsafeMutablePointer<Double>) -> Bool {
    guard let base = group.baseAddress, group.count > 0 else { return true }
    let shift = count == 0 ? base[0] : origin
    let n = group.count
    for i in 0..<n { scratch[i] = base[i] - shift }
    let groupOffset = Self.sum(scratch, n) / Double(n)
    // A NaN or an infinity never leaves a sum again, so one test does for all.
    guard groupOffset.isFinite else { return false }
    origin = shift
    for i in 0..<n { scratch[i] -= groupOffset }
    let powers = Self.powerSums(scratch, n)
    combine(count: n, offset: groupOffset, second: powers.x, third: powers.y, fourth: powers.z)
    return true
  }

  /// The group into the whole: Pébay's update of all four sums.
  private mutating func combine(count added: Int, offset other: Double, second: Double, third: Double, fourth: Double) {
    if count == 0 {
      (count, offset, self.second, self.third, self.fourth) = (added, other, second, third, fourth)
      return
    }
    let a = Double(count)
    let b = Double(added)
    let n = a + b
    let delta = other - offset
    let share = delta / n
    let square = share * share
    // δ²·a·b/n, the part of the spread that lies between the two means.
    let between = delta * share * a * b
    self.fourth +=
      fourth + between * square * (a * a - a * b + b * b)
      + 6 * square * (a * a * second + b * b * self.second) + 4 * share * (a * third - b * self.third)
    self.third += third + between * share * (a - b) + 3 * share * (a * second - b * self.second)
    self.second += second + between
    offset += share * b
    count += added
  }

  /// Σx in four sums of every fourth value, then the rest, in this order whatever the processor.
  private static func sum(_ x: UnsafePointer<Double>, _ count: Int) -> Double {
    var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
    var i = 0
    while i + 4 <= count {
      a += x[i]
      b += x[i + 1]
      c += x[i + 2]
      d += x[i + 3]
      i += 4
    }
    while i < count {
      a += x[i]
      i += 1
    }
    return (a + b) + (c + d)
  }

  /// Σx², Σx³ and Σx⁴, each as ``sum(_:_:)``.
  private static func powerSums(_ x: UnsafePointer<Double>, _ count: Int) -> SIMD3<Double> {
    var (a2, b2, a3, b3, a4, b4) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    var i = 0
    while i + 2 <= count {
      let a = x[i]
      let b = x[i + 1]
      let aa = a * a
      let bb = b * b
      a2 += aa
      b2 += bb
      a3 += aa * a
      b3 += bb * b
      a4 += aa * aa
      b4 += bb * bb
      i += 2
    }
    if i < count {
      let a = x[i]
      a2 += a * a
      a3 += a * a * a
      a4 += (a * a) * (a * a)
    }
    return SIMD3(a2 + b2, a3 + b3, a4 + b4)
  }
}
