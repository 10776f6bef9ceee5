import Arrays
import Stochastics
import Testing
import _TestSupport

@Suite struct NormalDrawsTests {
  /// Numbers in their own standard errors: 1 in 16,000 by chance.
  private static let four = Tolerance.sampling(standardErrors: 4, standardError: 1)

  /// The draw written out: words of the counter, 52 bits, inverse.
  @Test(arguments: [0, 1, 5, 4_294_967_295, 4_294_967_296, 1_234_567_890_123])
  func definition(path: Int) {
    let seed: UInt64 = 0x0123_4567_89ab_cdef
    let words = Philox4x32.block(
      SIMD4(UInt32(path & 0xffff_ffff), UInt32(path >> 32), 37, 4), key: SIMD2(0x89ab_cdef, 0x0123_4567))
    let k = (UInt64(words.x) << 32 | UInt64(words.y)) >> 12
    let u = (Double(k) + 0.5) * 0x1p-52
    #expect(Sample.normal(1, seed: seed, year: 37, driver: 4, first: path) == [NormalQuantile.value(u)])
  }

  @Test(arguments: [false, true])
  func sameDrawWhateverTheBlock(antithetic: Bool) {
    let draws = NormalDraws(seed: 7, antithetic: antithetic)
    let all = Sample.normal(1000, draws, year: 3, driver: 2)
    for (first, count) in [(0, 1), (1, 1), (63, 2), (1, 200), (17, 64), (64, 129), (999, 1), (301, 0), (0, 999)] {
      #expect(Sample.normal(count, draws, year: 3, driver: 2, first: first) == Array(all[first..<(first + count)]))
    }
  }

  @Test func antitheticPairs() {
    let plain = Sample.normal(501, NormalDraws(seed: 9), year: 1, driver: 1)
    let paired = Sample.normal(501, NormalDraws(seed: 9, antithetic: true), year: 1, driver: 1)
    for path in 0..<501 { #expect(paired[path] == (path % 2 == 0 ? plain[path] : -plain[path - 1])) }
  }

  /// 10⁶ draws: each moment and χ² in 1,000 equally likely classes within 4 standard errors of the normal's.
  @Test func aMillionDrawsAreNormal() {
    let count = 1_000_000
    let x = Sample.normal(count, seed: 2026)
    var sums = SIMD4<Double>(repeating: 0)
    x.withUnsafeBufferPointer { x in
      for v in x {
        let v2 = v * v
        sums += SIMD4(v, v2, v2 * v, v2 * v2)
      }
    }
    let n = Double(count)
    // Variances of x, x², x³, x⁴: 1, 2, 15, 96.
    let z = [sums.x / n, sums.y / n - 1, sums.z / n, sums.w / n - 3]
    for (error, variance) in zip(z, [1.0, 2, 15, 96]) {
      #expect(Self.four.admits(error * (n / variance).squareRoot(), 0), "moments off by \(z)")
    }
    let classes = 1000
    var counts = [Int](repeating: 0, count: classes)
    for u in VectorMath.normalCDF(x) { counts[min(classes - 1, Int(u * Double(classes)))] += 1 }
    let expected = n / Double(classes)
    let chiSquare = counts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    let freedom = Double(classes - 1)
    #expect(Self.four.admits((chiSquare - freedom) / (2 * freedom).squareRoot(), 0), "χ² \(chiSquare) of \(freedom)")
    #expect(x.allSatisfy { $0.magnitude <= 8.21 })
  }

  /// Correlations of 10⁵ pairs, of values and of squares, within 4 standard errors of 0.
  @Test func yearsDriversPathsAndSeedsAreIndependent() {
    let count = 100_000
    let x = Sample.normal(count, seed: 5, year: 10, driver: 1)
    let others = [
      "year": Sample.normal(count, seed: 5, year: 11, driver: 1), "driver": Sample.normal(count, seed: 5, year: 10),
      "exchanged": Sample.normal(count, seed: 5, year: 1, driver: 10),
      "next path": Sample.normal(count, seed: 5, year: 10, driver: 1, first: 1),
      "path 64 on": Sample.normal(count, seed: 5, year: 10, driver: 1, first: 64),
      "seed": Sample.normal(count, seed: 6, year: 10, driver: 1),
      "seed's upper word": Sample.normal(count, seed: 5 + 1 << 32, year: 10, driver: 1),
    ]
    let root = Double(count).squareRoot()
    let squares = x.map { $0 * $0 - 1 }
    for (name, y) in others {
      #expect(Self.four.admits(Sample.product(x, y) * root, 0), "\(name)")
      #expect(Self.four.admits(Sample.product(squares, y.map { $0 * $0 - 1 }) * root / 2, 0), "\(name), squares")
    }
  }
}
