/// Arithmetic on contiguous rows of doubles, through pointers: sums of indices with their checks for overflow would keep loops from
/// being vectorised.
public enum RowMath {
  /// target += factor · source.
  @inlinable public static func add(
    _ factor: Double, _ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for i in 0..<count { target[i] += factor * source[i] }
  }

  /// target = factor · source.
  @inlinable public static func set(
    _ factor: Double, _ source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for i in 0..<count { target[i] = factor * source[i] }
  }

  /// target = factor · (a + b).
  @inlinable public static func setSum(
    _ factor: Double, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    for i in 0..<count { target[i] = factor * (a[i] + b[i]) }
  }

  /// target += factor · (a + b).
  @inlinable public static func addSum(
    _ factor: Double, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    for i in 0..<count { target[i] += factor * (a[i] + b[i]) }
  }

  /// target += a · b, element by element.
  @inlinable public static func addProduct(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for i in 0..<count { target[i] += a[i] * b[i] }
  }

  /// target *= source, element by element.
  @inlinable public static func multiply(
    _ source: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for i in 0..<count { target[i] *= source[i] }
  }

  /// target *= level + difference, element by element.
  @inlinable public static func multiply(
    bySumOf level: Double, _ difference: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for i in 0..<count { target[i] *= level + difference[i] }
  }

  /// target *= factor.
  @inlinable public static func multiply(
    by factor: Double, into target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for i in 0..<count { target[i] *= factor }
  }

  /// target /= divisor.
  @inlinable public static func divide(
    by divisor: Double, into target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for i in 0..<count { target[i] /= divisor }
  }

  /// target = 1 − target.
  @inlinable public static func complement(_ target: UnsafeMutablePointer<Double>, _ count: Int) {
    for i in 0..<count { target[i] = 1 - target[i] }
  }

  // MARK: Whole arrays

  /// target += factor · source.
  ///
  /// - Precondition: both are of one length, here and below.
  @inlinable public static func add(_ factor: Double, _ source: [Double], to target: inout [Double]) {
    edit(source, &target) { add(factor, $0, to: $1, $2) }
  }

  /// target += a number.
  @inlinable public static func add(_ number: Double, to target: inout [Double]) {
    for i in target.indices { target[i] += number }
  }

  /// target *= source, element by element.
  @inlinable public static func multiply(_ source: [Double], into target: inout [Double]) {
    edit(source, &target) { multiply($0, into: $1, $2) }
  }

  @inlinable static func edit(
    _ source: [Double], _ target: inout [Double],
    _ body: (UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void
  ) {
    precondition(source.count == target.count, "rows of different lengths")
    source.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        if let from = source.baseAddress, let to = target.baseAddress { body(from, to, source.count) }
      }
    }
  }
}
