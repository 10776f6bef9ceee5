/// Standard normal draws that depend on (seed, path, year, driver) alone: on no other draw, thread, block or scenario.
///
/// The words of ``Philox4x32`` at counter (path low, path high, year, driver) under the seed as key; the upper 52 bits
/// k of the first two words give u = (k + ½)·2⁻⁵², never 0 or 1 and symmetric about ½; the draw is Φ⁻¹(u)
/// (``NormalQuantile``), within ±8.21.
///
/// Goals: the draw never moves; accuracy of a double; then speed: contiguous paths, vectorised rounds, no memory.
///
/// With `antithetic`, path 2j + 1 is minus path 2j, which has the draw it would have without. Means of functions that
/// move one way with the draws then have a smaller error than as many independent paths; the standard errors of
/// ``StreamedDistribution``, which take paths for independent, are too large for those.
public struct NormalDraws: Sendable, Hashable {
  /// The key of all draws.
  public let seed: UInt64
  /// Whether odd paths mirror the even path before them.
  public let antithetic: Bool

  /// Draws of a seed; any seed is as good as another. Paths are independent unless said.
  public init(seed: UInt64, antithetic: Bool = false) {
    self.seed = seed
    self.antithetic = antithetic
  }

  /// The draws of paths `firstPath ..< firstPath + target.count`.
  ///
  /// - Parameters:
  ///   - target: one element for each path.
  ///   - firstPath: 0 or more.
  ///   - year: 0 ..< 2³², counted by the user.
  ///   - driver: 0 ..< 2³².
  public func fill(_ target: UnsafeMutableBufferPointer<Double>, firstPath: Int, year: Int, driver: Int) {
    precondition(firstPath >= 0, "negative path")
    precondition(year >= 0 && year <= Int(UInt32.max) && driver >= 0 && driver <= Int(UInt32.max), "not 32 bits")
    guard let base = target.baseAddress else { return }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * Self.block) { numbers in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.block) { marks in
        guard let centred = numbers.baseAddress, let marks = marks.baseAddress else { return }
        let even = centred + Self.block
        var done = 0
        while done < target.count {
          // A block that starts on an odd path takes up the pair from its middle.
          let odd = antithetic ? (firstPath + done) & 1 : 0
          let count = min(target.count - done, Self.block - odd)
          let own = antithetic ? (odd + count + 1) / 2 : count
          uniforms(
            centred, from: firstPath + done - odd, step: antithetic ? 2 : 1, count: own, year: year, driver: driver)
          if antithetic {
            NormalQuantile.fill(even, centred: centred, marks: marks, count: own)
            for i in odd..<(odd + count) { base[done + i - odd] = i & 1 == 0 ? even[i >> 1] : -even[i >> 1] }
          } else {
            NormalQuantile.fill(base + done, centred: centred, marks: marks, count: own)
          }
          done += count
        }
      }
    }
  }

  /// Scratch of 64 + 64 + 64 doubles stays on the stack and in the first cache level.
  private static let block = 64

  /// u − ½ of paths `first`, `first + step`, …; exact, as u has 53 bits.
  private func uniforms(
    _ target: UnsafeMutablePointer<Double>, from first: Int, step: Int, count: Int, year: Int, driver: Int
  ) {
    let low = seed & 0xffff_ffff
    let high = seed >> 32
    let start = UInt64(first)
    let stride = UInt64(step)
    let c = UInt64(year)
    let d = UInt64(driver)
    for i in 0..<count {
      let path = start &+ stride &* UInt64(truncatingIfNeeded: i)
      let words = Philox4x32.State(path, path >> 32, c, d).encrypted(low, high)
      let bits = (words.a & 0xffff_ffff) << 20 | (words.b & 0xffff_ffff) >> 12
      // 1 ≤ 1 + k·2⁻⁵² < 2 is made from its bits; minus 3/2, plus half a step, leaves u − ½ without rounding.
      target[i] = (Double(bitPattern: bits | 0x3ff0_0000_0000_0000) - 1.5) + 0x1p-53
    }
  }
}
