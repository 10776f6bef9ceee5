import Arrays
import CVectorMath
import Glibc
import Testing
import _TestSupport

/// One function at every width, with libm's version and the largest difference allowed, in ulps.
///
/// The bars are the sums of the errors of both sides against long double, 4 million points per range: libmvec exp
/// 2.97, log 1.58, erf 2.33, erfc 2.04; libm exp 0.51, log 0.52, erf 1.13, erfc 3.65 ulps.
struct VectorFunction: Sendable, CustomTestStringConvertible {
  let name: String
  let number: Int
  let ranges: [ClosedRange<Double>]
  let ulps: Double
  let libm: @Sendable (Double) -> Double
  let vector: @Sendable ([Double]) -> [Double]
  var testDescription: String { name }

  static let all = [
    VectorFunction(
      name: "exp", number: FUNDCAST_EXP, ranges: [-745...709, -1...1], ulps: 4, libm: { Glibc.exp($0) },
      vector: { VectorMath.exp($0) }),
    VectorFunction(
      name: "log", number: FUNDCAST_LOG, ranges: [1e-300...1e300, 1e-5...1e5, 0.5...2], ulps: 3,
      libm: { Glibc.log($0) }, vector: { VectorMath.log($0) }),
    VectorFunction(
      name: "erf", number: FUNDCAST_ERF, ranges: [-6...6, -0.01...0.01], ulps: 4, libm: { Glibc.erf($0) },
      vector: { VectorMath.erf($0) }),
    VectorFunction(
      name: "erfc", number: FUNDCAST_ERFC, ranges: [-6...6, 0...27], ulps: 6, libm: { Glibc.erfc($0) },
      vector: { VectorMath.erfc($0) }),
  ]
  static let widths = [1, 2, 4, 8].filter { $0 <= Int(fundcast_vector_width()) }

  /// The function at a chosen width, nil where the build has none.
  func apply(_ x: [Double], width: Int) -> [Double]? {
    var y = x
    return fundcast_apply(Int32(number), Int32(width), x, &y, x.count) == 1 ? y : nil
  }

  /// Points of all ranges, with the special values strewn among them.
  func points(_ count: Int, seed: UInt64) -> [Double] {
    var random = SeededGenerator(seed: seed)
    let special = [
      0, -0.0, Double.infinity, -.infinity, .nan, -1, Double.leastNonzeroMagnitude, 0x1p-1040, 800, -800, 1e308,
    ]
    return (0..<count).map { i in
      i % 17 == 3
        ? special[Int.random(in: special.indices, using: &random)]
        : Double.random(in: ranges[i % ranges.count], using: &random)
    }
  }
}

extension VectorFunction {
  init(
    name: String, number: some BinaryInteger, ranges: [ClosedRange<Double>], ulps: Double,
    libm: @escaping @Sendable (Double) -> Double, vector: @escaping @Sendable ([Double]) -> [Double]
  ) {
    self.init(name: name, number: Int(number), ranges: ranges, ulps: ulps, libm: libm, vector: vector)
  }
}

@Suite struct VectorMathTests {
  @Test(arguments: VectorFunction.all, VectorFunction.widths)
  func agreesWithLibm(function: VectorFunction, width: Int) throws {
    let x = function.points(40_000, seed: 1)
    let y = try #require(function.apply(x, width: width))
    var wrong: [String] = []
    for (x, y) in zip(x, y) {
      let expected = function.libm(x)
      if y == expected || (y.isNaN && expected.isNaN) { continue }
      // Written so that a NaN on one side is wrong too.
      if !((y - expected).magnitude <= function.ulps * expected.ulp) { wrong.append("\(x): \(y) ≠ \(expected)") }
    }
    #expect(wrong.isEmpty, "\(wrong.count) wrong, such as \(wrong.prefix(3))")
  }

  @Test(arguments: VectorFunction.all, VectorFunction.widths)
  func bytesDoNotDependOnPlaceOrLength(function: VectorFunction, width: Int) throws {
    let x = function.points(257, seed: 2)
    let whole = try #require(function.apply(x, width: width)).map(\.bitPattern)
    for start in 0..<19 {
      for count in [0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 64, 238] {
        let part = try #require(function.apply(Array(x[start..<(start + count)]), width: width)).map(\.bitPattern)
        #expect(part == Array(whole[start..<(start + count)]), "from \(start), \(count) values")
      }
    }
  }

  @Test(arguments: VectorFunction.all)
  func theWidestFormIsUsed(function: VectorFunction) {
    let x = function.points(1001, seed: 3)
    let widest = function.apply(x, width: Int(fundcast_vector_width()))?.map(\.bitPattern)
    #expect(function.vector(x).map(\.bitPattern) == widest)
  }

  @Test func inPlaceEqualsOutOfPlace() {
    let x = VectorFunction.all[0].points(101, seed: 4)
    var y = x
    VectorMath.exp(&y)
    #expect(y.map(\.bitPattern) == VectorMath.exp(x).map(\.bitPattern))
    var empty: [Double] = []
    VectorMath.log(&empty)
    #expect(empty.isEmpty)
  }

  @Test func unknownWidthsAndFunctionsAreRefused() {
    var y = [3.0]
    #expect(fundcast_apply(4, 1, [1], &y, 1) == 0)
    #expect(fundcast_apply(-1, 1, [1], &y, 1) == 0)
    #expect(fundcast_apply(0, 3, [1], &y, 1) == 0)
    #expect(fundcast_apply(0, 16, [1], &y, 1) == 0)
    #expect(y == [3])
  }

  @Test func widthFitsTheProcessor() {
    if fundcast_has_vector_forms() == 0 {
      #expect(fundcast_vector_width() == 1)
    } else if BLAS.cpuFeatures.contains("avx512f") {
      #expect(fundcast_vector_width() == 8)
    } else if BLAS.cpuFeatures.contains("avx2") {
      #expect(fundcast_vector_width() == 4)
    }
  }

  @Test func normalDistribution() {
    let x: [Double] = [0, 1, -1, 1.959963984540054, -3, -8]
    let table = PublishedTable(
      [
        PublishedRow("Φ(0)", 0.5, .exact, source: "symmetry"),
        PublishedRow("Φ(1)", 0.841344746068543, .published(digits: 15), source: "Abramowitz and Stegun, table 26.1"),
        PublishedRow("Φ(−1)", 0.158655253931457, .published(digits: 15), source: "Abramowitz and Stegun, table 26.1"),
        PublishedRow("Φ(1.95996…)", 0.975, .published(digits: 15), source: "97.5 % point"),
        PublishedRow("Φ(−3)", 0.001349898031630, .published(digits: 15), source: "Abramowitz and Stegun, table 26.1"),
        PublishedRow("Φ(−8)", 6.2209605743e-16, .published(digits: 26), source: "½ erfc(8/√2)"),
      ])
    #expect(table.mismatches(VectorMath.normalCDF(x)) == [])
    // The upper half mirrors the lower.
    let grid = (-60...60).map { Double($0) / 10 }
    let mirrored = VectorMath.normalCDF(grid.map { -$0 })
    for (p, q) in zip(VectorMath.normalCDF(grid), mirrored) { #expect(Tolerance.roundoff(gross: 1).admits(p + q, 1)) }
  }
}
