import Arrays
import CVectorMath
import Glibc
import Testing
import _TestSupport

@Suite struct BLASTests {
  @Test func coreFitsTheProcessor() {
    // The user's own choice stands, whatever it is.
    if BLAS.cpuFeatures.contains("avx2"), BLAS.cpuFeatures.contains("fma"), getenv("OPENBLAS_CORETYPE") == nil {
      #expect(!["Prescott", "Nehalem", "Core2"].contains(BLAS.coreName), "SSE3 kernels on an AVX2 processor")
    }
    #expect(!BLAS.coreName.isEmpty)
  }

  @Test(arguments: ["Prescott", "Nehalem", "Core2", "Haswell", "SkylakeX", "Zen", "Cooperlake", "armv8"])
  func onlyFallbacksAreOverruled(core: String) {
    let better = fundcast_better_blas_core(core, nil).map { String(cString: $0) }
    let expected: String? =
      !["Prescott", "Nehalem", "Core2"].contains(core)
      ? nil
      : Set(["avx512f", "avx512dq", "avx512bw", "avx512vl"]).isSubset(of: BLAS.cpuFeatures)
        ? "SkylakeX" : Set(["avx2", "fma"]).isSubset(of: BLAS.cpuFeatures) ? "Haswell" : nil
    #expect(better == expected)
    #expect(fundcast_better_blas_core(core, core) == nil)
  }

  @Test func oneThread() { #expect(BLAS.threads == 1) }

  @Test(arguments: 0..<60)
  func productOfBlocksEqualsTheNaiveOne(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let rows = Int.random(in: 1...40, using: &random)
    let inner = Int.random(in: 0...40, using: &random)
    let columns = Int.random(in: 1...40, using: &random)
    let lda = inner + Int.random(in: 0...5, using: &random)
    let ldb = columns + Int.random(in: 0...5, using: &random)
    let ldc = columns + Int.random(in: 0...5, using: &random)
    let accumulate = Bool.random(using: &random)
    let a = (0..<max(1, rows * lda)).map { _ in Double.random(in: -1...1, using: &random) }
    let b = (0..<max(1, inner * ldb)).map { _ in Double.random(in: -1...1, using: &random) }
    let before = (0..<(rows * ldc)).map { _ in Double.random(in: -1...1, using: &random) }
    var c = before
    var product = BlockProduct(rows: rows, inner: inner, columns: columns)
    (product.strides, product.accumulates) = ((lda, ldb, ldc), accumulate)
    product(a, b, into: &c)
    var wrong: [String] = []
    for i in 0..<rows {
      for j in 0..<ldc {
        var expected = j < columns && !accumulate ? 0 : before[i * ldc + j]
        var gross = expected.magnitude
        if j < columns {
          for k in 0..<inner {
            expected += a[i * lda + k] * b[k * ldb + j]
            gross += (a[i * lda + k] * b[k * ldb + j]).magnitude
          }
        }
        // Beyond the columns nothing may be touched.
        let tolerance = j < columns ? Tolerance.roundoff(gross: gross) : .exact
        if !tolerance.admits(c[i * ldc + j], expected) { wrong.append("[\(i), \(j)] \(c[i * ldc + j]) ≠ \(expected)") }
      }
    }
    #expect(wrong == [], "\(rows)×\(inner)×\(columns), strides \(lda) \(ldb) \(ldc)")
  }

  @Test func oldContentIsNotRead() {
    var c = [Double.nan, .infinity]
    BlockProduct(rows: 1, inner: 1, columns: 2)([2], [3, 4], into: &c)
    #expect(c == [6, 8])
  }

  @Test func emptyProductsAreZeroOrNothing() {
    var c = [1.0, 2]
    BlockProduct(rows: 0, inner: 3, columns: 2)([], [Double](repeating: 0, count: 6), into: &c)
    #expect(c == [1, 2])
    BlockProduct(rows: 1, inner: 0, columns: 2)([], [], into: &c)
    #expect(c == [0, 0])
  }

  @Test func sameBytesTwice() {
    var random = SeededGenerator(seed: 7)
    let a = (0..<(128 * 96)).map { _ in Double.random(in: -1...1, using: &random) }
    let b = (0..<(96 * 64)).map { _ in Double.random(in: -1...1, using: &random) }
    func product() -> [Double] {
      var c = [Double](repeating: 0, count: 128 * 64)
      BlockProduct(rows: 128, inner: 96, columns: 64)(a, b, into: &c)
      return c
    }
    #expect(product() == product())
  }
}
